//! What each plugin is, what it costs, and whether it works.

use bevy_egui::egui::{CollapsingHeader, Frame, Label, Margin, RichText, ScrollArea, Stroke, Ui, vec2};
use sarex_sim::{
    command::Ask,
    decision::PluginCost,
    event::What,
    setup::{PluginDecl, World},
};

use super::{Look, bar, chip, list, row, script::world_name, thousands};
use crate::intent::{Intent, ScriptAsk};

/// Smaller shares of the time are not told apart.
const LEAST_SHARE: f64 = 0.001;

/// Plugins of the exercise.
pub fn plugins_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Intent> {
    let mut intents = Vec::new();
    ScrollArea::vertical().id_salt("plugins").auto_shrink(false).show(ui, |ui| {
        if look.brief.plugins.is_empty() {
            ui.label(look.weak(look.say.ui("no-plugins")));
        }
        for (number, plugin) in (0_u32..).zip(&look.brief.plugins) {
            Frame::new()
                .fill(look.theme.panel_deep)
                .stroke(Stroke::new(1.0, look.theme.panel_line))
                .corner_radius(4)
                .inner_margin(Margin::symmetric(7, 4))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    plugin_ui(ui, look, number, plugin, &mut intents);
                });
            ui.add_space(3.0);
        }
        if look.workshop && ui.button(format!("✏ {}…", look.say.ui("script"))).clicked() {
            intents.push(Intent::Script(ScriptAsk::Show(true)));
        }
    });
    intents
}

fn plugin_ui(ui: &mut Ui, look: &Look<'_>, number: u32, plugin: &PluginDecl, intents: &mut Vec<Intent>) {
    let cost = look.snapshot.costs.iter().find(|c| c.id == plugin.id);
    head_ui(ui, look, plugin, cost);
    marks_ui(ui, look, plugin);
    if let Some(why) = &plugin.unusable {
        ui.add(Label::new(RichText::new(why).color(look.theme.bad)).wrap());
    }
    if let Some(cost) = cost {
        list(ui, &format!("plugin-{number}"), |ui| costs_ui(ui, look, plugin.world, cost));
    }
    if let Some((tick, why)) = last_fault(look, number) {
        let text = format!("{} {}: {why}", look.say.ui("last-fault"), look.minute(tick));
        ui.add(Label::new(RichText::new(text).color(look.theme.bad)).wrap());
    }
    lines_ui(ui, look, number);
    if look.is_control() && look.commands() {
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            if cost.is_some_and(|c| c.suspended) && ui.button(look.say.ui("reinstate")).clicked() {
                intents.push(Intent::Ask(Ask::ReinstatePlugin(number)));
            }
            if ui.button(look.say.ui("reload")).on_hover_text(look.say.ui("reload-hint")).clicked() {
                intents.push(Intent::ReloadPlugin(number));
            }
        });
    }
}

fn head_ui(ui: &mut Ui, look: &Look<'_>, plugin: &PluginDecl, cost: Option<&PluginCost>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(&plugin.id).strong());
        let suspended = cost.is_some_and(|c| c.suspended);
        let (key, color) = match (&plugin.unusable, suspended) {
            (Some(_), _) => ("unusable", look.theme.bad),
            (None, true) => ("suspended", look.theme.bad),
            (None, false) => ("running-well", look.theme.good),
        };
        chip(ui, look.say.ui(key), color, look.theme.panel_deep);
    });
    let version = if plugin.version.is_empty() { String::new() } else { format!(" · v{}", plugin.version) };
    ui.label(look.small(format!("{}{version}", world_name(look, plugin.world))));
}

/// Whether the exercise can know that it is the plugin that was meant.
fn marks_ui(ui: &mut Ui, look: &Look<'_>, plugin: &PluginDecl) {
    let (say, theme) = (look.say, look.theme);
    ui.horizontal_wrapped(|ui| {
        let mut mark = |good: bool, text: &str| {
            let (fill, color) = if good { (theme.good, theme.panel_deep) } else { (theme.widget, theme.warn) };
            chip(ui, text, fill, color);
        };
        mark(plugin.pinned(), say.ui(if plugin.pinned() { "pinned" } else { "not-pinned" }));
        match &plugin.signer {
            Some(signer) => mark(true, &say.ui_with("signed-by", &[("signer", signer)])),
            None => mark(false, say.ui("not-signed")),
        }
        if !plugin.sha256.is_empty() {
            let hash: String = plugin.sha256.chars().take(8).collect();
            ui.label(look.small(format!("{hash}…"))).on_hover_text(format!("SHA-256 {}", plugin.sha256));
        }
    });
}

/// What one decision is: a ship, a look or a plan.
fn decisions(world: World, cost: &PluginCost) -> (&'static str, u64) {
    match world {
        World::VesselBehaviour => ("fuel-a-ship", cost.ships),
        World::SensorModel => ("fuel-a-look", cost.ships),
        World::SearchPattern => ("fuel-a-plan", cost.calls),
        World::ExerciseJudge => ("fuel-a-verdict", cost.calls),
    }
}

fn costs_ui(ui: &mut Ui, look: &Look<'_>, world: World, cost: &PluginCost) {
    let say = look.say;
    let (per, count) = decisions(world, cost);
    row(ui, look, say.ui("calls"), thousands(cost.calls));
    if matches!(world, World::VesselBehaviour | World::SensorModel) {
        row(ui, look, say.ui(if world == World::SensorModel { "looks" } else { "ships" }), thousands(cost.ships));
    }
    let (used, budget) = (thousands(cost.fuel / count.max(1)), thousands(cost.fuel_budget));
    row(ui, look, say.ui(per), say.ui_with("used-of", &[("used", &used), ("of", &budget)]));
    ui.label(look.weak(say.ui("peak")));
    ui.horizontal(|ui| {
        // The bar warns when little is left, so it shows what is left.
        bar(ui, look, 1.0 - cost.peak_share, vec2(70.0, 7.0));
        ui.label(say.share(cost.peak_share));
    });
    ui.end_row();
    ui.label(look.weak(say.ui("wall-time")));
    ui.label(time(look, cost)).on_hover_text(say.ui("wall-time-hint"));
    ui.end_row();
    let faults = RichText::new(cost.faults.to_string());
    row(ui, look, say.ui("faults"), if cost.faults > 0 { faults.color(look.theme.bad) } else { faults });
}

/// Time so far, and its share of the time there is for a second of exercise at the wanted rate.
fn time(look: &Look<'_>, cost: &PluginCost) -> String {
    let (tick, rate) = (look.frame().tick, look.snapshot.clock.rate);
    let total = format!("{:.2} s", cost.wall_s);
    if tick == 0 {
        return total;
    }
    let share = share_of_pace(cost.wall_s, tick, rate);
    let share = if share < LEAST_SHARE { format!("< {}", look.say.share(LEAST_SHARE)) } else { look.say.share(share) };
    let share = look.say.ui_with("share-of-pace", &[("share", &share), ("rate", &format!("{rate:.0}"))]);
    format!("{total}, {share}")
}

/// The part of real time that a plugin takes when the exercise runs `rate` times as fast.
fn share_of_pace(wall_s: f64, tick: u64, rate: f64) -> f64 {
    wall_s / tick.max(1) as f64 * rate
}

/// The latest fault of a plugin among the events that the viewed cell may know.
fn last_fault<'a>(look: &Look<'a>, number: u32) -> Option<(u64, &'a str)> {
    look.frame().events.iter().rev().find_map(|event| match &event.what {
        What::PluginFault { plugin, reason, .. } if *plugin == number => Some((event.tick, reason.as_str())),
        _ => None,
    })
}

fn lines_ui(ui: &mut Ui, look: &Look<'_>, number: u32) {
    let lines: Vec<_> = look.snapshot.lines.iter().filter(|l| l.plugin == number).collect();
    let Some(last) = lines.last() else { return };
    let title = look.small(look.say.ui_with("logged", &[("n", &lines.len().to_string())]));
    CollapsingHeader::new(title).id_salt(("lines", number)).default_open(last.warning).show_unindented(ui, |ui| {
        for line in lines.iter().rev() {
            let text = format!("{} {}", look.minute(line.tick), line.text);
            let text = look.small(text);
            let text = if line.warning { text.color(look.theme.warn) } else { text };
            ui.add(Label::new(text).wrap());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_grows_with_the_rate() {
        // 2 ms a second of exercise: 12 % of the time there is at 60 times.
        assert!((share_of_pace(7.2, 3_600, 60.0) - 0.12).abs() < 1e-12);
        assert!((share_of_pace(7.2, 3_600, 1.0) - 0.002).abs() < 1e-12);
    }

    #[test]
    fn fuel_is_counted_for_what_the_budget_is_for() {
        let cost = PluginCost { calls: 10, ships: 360, ..PluginCost::default() };
        assert_eq!(decisions(World::VesselBehaviour, &cost), ("fuel-a-ship", 360));
        assert_eq!(decisions(World::SearchPattern, &cost), ("fuel-a-plan", 10));
    }
}
