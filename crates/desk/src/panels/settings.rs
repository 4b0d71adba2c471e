//! The settings of a planner, drawn from what its manifest declares.

use std::collections::BTreeMap;

use bevy_egui::egui::{Button, ComboBox, DragValue, Response, Slider, Ui};
use sarex_sim::setup::{ParamKind, ParamSpec};

use super::Look;

/// A range of at most this many least steps is set by a slider.
const SLIDER_STEPS: f64 = 400.0;
/// Width of a slider without its number, logical pixels.
const SLIDER_PX: f32 = 84.0;

/// Values that a person chose, by plugin and parameter. What is not in here the plugin chooses.
#[derive(Default)]
pub struct Settings {
    chosen: BTreeMap<(u32, String), f64>,
}

impl Settings {
    /// The value that counts: the chosen one, or the manifest's default.
    pub fn value(&self, plugin: u32, spec: &ParamSpec) -> Option<f64> {
        self.chosen.get(&(plugin, spec.key.clone())).copied().or(spec.default)
    }

    /// Chooses a value within its range; the default itself counts as not chosen.
    pub fn choose(&mut self, plugin: u32, spec: &ParamSpec, value: f64) {
        let value = value.clamp(spec.min, spec.max);
        if spec.default == Some(value) {
            self.reset(plugin, spec);
        } else {
            self.chosen.insert((plugin, spec.key.clone()), value);
        }
    }

    /// Back to what the plugin chooses.
    pub fn reset(&mut self, plugin: u32, spec: &ParamSpec) {
        self.chosen.remove(&(plugin, spec.key.clone()));
    }

    /// Whether a person chose it.
    pub fn is_chosen(&self, plugin: u32, spec: &ParamSpec) -> bool {
        self.chosen.contains_key(&(plugin, spec.key.clone()))
    }

    /// What goes into a request: the chosen values of parameters that the plugin has, within their ranges.
    pub fn params(&self, plugin: u32, specs: &[ParamSpec]) -> Vec<(String, f64)> {
        let chosen = |spec: &ParamSpec| Some((spec.key.clone(), *self.chosen.get(&(plugin, spec.key.clone()))?));
        let within = |(spec, (key, value)): (&ParamSpec, (String, f64))| (key, value.clamp(spec.min, spec.max));
        specs.iter().filter_map(|spec| Some((spec, chosen(spec)?))).map(within).collect()
    }
}

/// What a person calls a parameter: its key in words, without the unit that stands behind the number anyway.
pub fn name(spec: &ParamSpec) -> String {
    let unit = format!("_{}", spec.unit);
    let key = spec.key.strip_suffix(&unit).filter(|rest| !rest.is_empty()).unwrap_or(&spec.key);
    key.replace('_', " ")
}

/// The least step worth a drag: a power of ten near a five-hundredth of the range.
fn step(spec: &ParamSpec) -> f64 {
    let range = spec.max - spec.min;
    if spec.kind == ParamKind::Integer {
        return 1.0;
    }
    let whole = [spec.min, spec.max, spec.default.unwrap_or(0.0)].iter().all(|v| v.fract() == 0.0);
    if range <= 0.0 {
        return 1.0;
    }
    let fine = 10f64.powf((range / 500.0).log10().trunc());
    // Bounds in whole numbers over a wide range: tenths would be noise.
    if whole && range >= 20.0 { fine.max(1.0) } else { fine }
}

fn decimals(step: f64) -> usize {
    (-step.log10()).ceil().clamp(0.0, 6.0) as usize
}

/// Every parameter of a planner in rows of a two-column list.
pub fn settings_ui(ui: &mut Ui, look: &Look<'_>, plugin: u32, specs: &[ParamSpec], settings: &mut Settings) {
    for spec in specs {
        let hint = hint(look, spec);
        ui.label(look.weak(name(spec))).on_hover_text(&hint);
        ui.horizontal(|ui| {
            if spec.default.is_none() {
                let mut on = settings.is_chosen(plugin, spec);
                if ui.checkbox(&mut on, "").on_hover_text(&hint).changed() {
                    if on { settings.choose(plugin, spec, start(spec)) } else { settings.reset(plugin, spec) }
                }
            }
            let Some(mut value) = settings.value(plugin, spec) else {
                ui.label(look.weak(look.say.ui("setting-auto"))).on_hover_text(&hint);
                return;
            };
            if value_ui(ui, plugin, spec, &mut value).on_hover_text(&hint).changed() {
                settings.choose(plugin, spec, value);
            }
            let chosen = settings.is_chosen(plugin, spec) && spec.default.is_some();
            let reset = ui.add_visible(chosen, Button::new("↺").frame(false));
            if reset.on_hover_text(look.say.ui("setting-reset")).clicked() {
                settings.reset(plugin, spec);
            }
        });
        ui.end_row();
    }
}

/// Where a parameter without default starts once it is switched on: its first choice, or the middle of its range, on a
/// whole step.
fn start(spec: &ParamSpec) -> f64 {
    if matches!(spec.kind, ParamKind::Switch | ParamKind::Choice(_)) {
        return if spec.kind == ParamKind::Switch { 1.0 } else { spec.min };
    }
    let step = step(spec);
    ((0.5 * (spec.min + spec.max)) / step).round() * step
}

fn value_ui(ui: &mut Ui, plugin: u32, spec: &ParamSpec, value: &mut f64) -> Response {
    match &spec.kind {
        ParamKind::Switch => return switch_ui(ui, value),
        ParamKind::Choice(choices) => return choice_ui(ui, (plugin, &spec.key), choices, value),
        ParamKind::Number | ParamKind::Integer => {}
    }
    let step = step(spec);
    let range = spec.min..=spec.max;
    let unit = if spec.unit.is_empty() { String::new() } else { format!(" {}", spec.unit) };
    if (spec.max - spec.min) / step <= SLIDER_STEPS && spec.unit.len() <= 3 {
        ui.spacing_mut().slider_width = SLIDER_PX;
        let slider = Slider::new(value, range).suffix(unit).trailing_fill(true);
        let slider = slider.max_decimals(decimals(step)).custom_formatter(|value, _| trimmed(value));
        return ui.add(slider);
    }
    let drag = DragValue::new(value).range(range).speed(step).max_decimals(decimals(step)).suffix(unit);
    ui.add(drag.custom_formatter(|value, _| trimmed(value)))
}

fn switch_ui(ui: &mut Ui, value: &mut f64) -> Response {
    let mut on = *value != 0.0;
    let response = ui.checkbox(&mut on, "");
    *value = if on { 1.0 } else { 0.0 };
    response
}

fn choice_ui(ui: &mut Ui, id: (u32, &String), choices: &[(f64, String)], value: &mut f64) -> Response {
    let before = *value;
    let combo = ComboBox::from_id_salt(id).selected_text(named(choices, *value)).show_ui(ui, |ui| {
        for (number, name) in choices {
            ui.selectable_value(value, *number, name);
        }
    });
    let mut response = combo.response;
    if *value != before {
        response.mark_changed();
    }
    response
}

fn hint(look: &Look<'_>, spec: &ParamSpec) -> String {
    let say = look.say;
    let number = |value: f64| match &spec.kind {
        ParamKind::Choice(choices) => named(choices, value),
        _ => format!("{} {}", trimmed(value), spec.unit).trim_end().to_owned(),
    };
    let range = match &spec.kind {
        ParamKind::Choice(choices) => choices.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
        _ => say.ui_with("setting-range", &[("min", &number(spec.min)), ("max", &number(spec.max))]),
    };
    let default = match spec.default {
        Some(value) => say.ui_with("setting-default", &[("value", &number(value))]),
        None => say.ui("setting-no-default").to_owned(),
    };
    let text = format!("{}\n{}: {range}; {default}", spec.help, spec.key);
    text.trim_start().to_owned()
}

fn named(choices: &[(f64, String)], value: f64) -> String {
    choices.iter().find(|(number, _)| *number == value).map_or_else(String::new, |(_, name)| name.clone())
}

/// A number without zeros that say nothing.
fn trimmed(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(key: &str, default: Option<f64>, min: f64, max: f64, unit: &str) -> ParamSpec {
        ParamSpec {
            key: key.into(),
            kind: ParamKind::Number,
            default,
            min,
            max,
            unit: unit.into(),
            help: String::new(),
        }
    }

    #[test]
    fn only_what_a_person_chose_is_sent() {
        let specs =
            [spec("on_scene_s", Some(7_200.0), 60.0, 86_400.0, "s"), spec("radius_m", None, 200.0, 37_040.0, "m")];
        let mut settings = Settings::default();
        assert!(settings.params(0, &specs).is_empty());
        assert_eq!((settings.value(0, &specs[0]), settings.value(0, &specs[1])), (Some(7_200.0), None));
        settings.choose(0, &specs[0], 3_600.0);
        settings.choose(0, &specs[1], 5_000.0);
        assert_eq!(settings.params(0, &specs), [("on_scene_s".to_owned(), 3_600.0), ("radius_m".to_owned(), 5_000.0)]);
        // The default chosen again is nothing chosen.
        settings.choose(0, &specs[0], 7_200.0);
        settings.reset(0, &specs[1]);
        assert!(settings.params(0, &specs).is_empty());
    }

    #[test]
    fn each_plugin_has_settings_of_its_own() {
        let spec = spec("radius_m", None, 200.0, 37_040.0, "m");
        let mut settings = Settings::default();
        settings.choose(0, &spec, 5_000.0);
        assert_eq!(settings.value(1, &spec), None);
        assert!(settings.params(1, std::slice::from_ref(&spec)).is_empty());
    }

    #[test]
    fn a_value_stays_in_its_range_even_when_a_reload_narrows_it() {
        let mut settings = Settings::default();
        let wide = spec("legs", None, 1.0, 200.0, "");
        settings.choose(0, &wide, 900.0);
        assert_eq!(settings.value(0, &wide), Some(200.0));
        let narrow = spec("legs", None, 1.0, 20.0, "");
        assert_eq!(settings.params(0, &[narrow]), [("legs".to_owned(), 20.0)]);
        // A parameter that the plugin no longer has is not sent.
        assert!(settings.params(0, &[]).is_empty());
    }

    #[test]
    fn names_drop_the_unit_and_steps_fit_the_range() {
        assert_eq!(name(&spec("on_scene_s", None, 0.0, 1.0, "s")), "on scene");
        assert_eq!(name(&spec("first_turn", None, -1.0, 1.0, "")), "first turn");
        assert_eq!(name(&spec("s", None, -1.0, 1.0, "s")), "s");
        assert_eq!(step(&spec("orientation_deg", None, 0.0, 360.0, "deg")), 1.0);
        assert_eq!(step(&spec("on_scene_s", Some(7_200.0), 60.0, 86_400.0, "s")), 100.0);
        assert_eq!(step(&spec("share", Some(0.35), 0.05, 1.0, "")), 0.01);
        assert_eq!(step(&spec("legs", None, 1.0, 200.0, "")), 1.0);
        let whole = ParamSpec { kind: ParamKind::Integer, ..spec("passes", Some(2.0), 1.0, 7.0, "") };
        assert_eq!(step(&whole), 1.0);
    }
}
