//! The bar on top: that this is an exercise, what time it is, and how fast it runs.

use bevy_egui::egui::{self, Button, ComboBox, RichText, Ui, containers::menu::MenuButton, vec2};
use sarex_session::link::Request;

use super::Look;
use crate::{
    intent::Intent,
    press::Paper,
    theme::{self, Palette},
    words::Language,
};

/// Seconds of exercise in one of real time.
const RATES: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0];
/// Seconds of a single step.
const STEPS: [u32; 3] = [1, 10, 60];

/// The strip that marks every picture.
pub fn banner_ui(ui: &mut Ui, look: &Look<'_>) {
    let rect = ui.available_rect_before_wrap();
    let color = look.theme.banner_text;
    let middle = rect.center().y;
    let text =
        |ui: &Ui, text: String, size: f32| ui.painter().layout_no_wrap(text, egui::FontId::proportional(size), color);
    let marker = text(ui, look.say.get("exercise-marker"), theme::TEXT);
    let title = text(ui, look.say.text(&look.brief.title).to_owned(), theme::TEXT);
    let clock = &look.snapshot.clock;
    let state = match (look.frame().ended, clock.replay) {
        (true, _) => look.say.ui("ended"),
        (_, true) => look.say.ui("replay"),
        _ if clock.branch.is_some() => look.say.ui("live-branch"),
        _ => look.say.ui("live"),
    };
    let state = text(ui, format!("{} · {state}", look.brief.scenario), theme::TEXT_SMALL);
    let at = |x: f32, galley: &egui::Galley| egui::pos2(x, middle - galley.size().y * 0.5);
    // The marker stays in the middle; the title gives way.
    let marker_x = rect.center().x - marker.size().x * 0.5;
    let clip = egui::Rect::from_min_max(rect.min, egui::pos2(marker_x - 12.0, rect.max.y));
    ui.painter().with_clip_rect(clip).galley(at(rect.left() + 10.0, &title), title, color);
    ui.painter().galley(at(marker_x, &marker), marker, color);
    ui.painter().galley(at(rect.right() - 10.0 - state.size().x, &state), state, color);
}

/// Clock, rate, view, language, palette, scenario, report. `printing`: a report is being written.
pub fn top_ui(ui: &mut Ui, look: &Look<'_>, printing: bool) -> Vec<Intent> {
    let mut intents = Vec::new();
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        clock_ui(ui, look);
        ui.separator();
        running_ui(ui, look, &mut intents);
        ui.separator();
        rate_ui(ui, look, &mut intents);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            choices_ui(ui, look, printing, &mut intents);
        });
    });
    intents
}

fn clock_ui(ui: &mut Ui, look: &Look<'_>) {
    let tick = look.frame().tick;
    let full = look.say.clock(tick, look.brief.start_unix_s);
    let (date, time) = full.split_once(' ').unwrap_or(("", &full));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = -5.0;
        ui.add_space(2.0);
        ui.label(RichText::new(time).size(theme::TEXT_CLOCK).strong()).on_hover_text(look.say.ui("utc-hint"));
        ui.label(look.small(date));
    });
    ui.add_space(4.0);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = -5.0;
        ui.add_space(2.0);
        let elapsed = format!("T+{:02}:{:02}:{:02}", tick / 3600, tick / 60 % 60, tick % 60);
        ui.label(RichText::new(elapsed).size(theme::TEXT_CLOCK - 2.0)).on_hover_text(look.say.ui("elapsed-hint"));
        let length = look.snapshot.clock.last_tick.max(look.brief.length_s);
        let length = format!("{:02}:{:02}:{:02}", length / 3600, length / 60 % 60, length % 60);
        ui.label(look.small(look.say.ui_with("of-length", &[("length", &length)])));
    });
}

fn running_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let clock = &look.snapshot.clock;
    let (key, icon) = if clock.running { ("pause", "⏸") } else { ("run", "▶") };
    let fill = if clock.running { look.theme.widget } else { look.theme.accent };
    let color = if clock.running { look.theme.text } else { look.theme.on_accent };
    let label = RichText::new(format!("{icon} {}", look.say.ui(key))).color(color);
    let live = !look.frame().ended || clock.replay;
    if ui.add_enabled(live, Button::new(label).fill(fill).min_size(vec2(84.0, 28.0))).clicked() {
        intents.push(Intent::Request(Request::Run(!clock.running)));
    }
    for step in STEPS {
        let label = format!("+{}", look.say.ui_with("seconds", &[("n", &step.to_string())]));
        let button = ui.add_enabled(live && !clock.running, Button::new(label).min_size(vec2(0.0, 28.0)));
        if button.on_hover_text(look.say.ui("step")).clicked() {
            intents.push(Intent::Request(Request::Step(step)));
        }
    }
    let next = Button::new(format!("⏭ {}", look.say.ui("next-event"))).min_size(vec2(0.0, 28.0));
    if ui.add_enabled(live, next).clicked() {
        intents.push(Intent::Request(Request::NextEvent));
    }
}

fn rate_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let clock = &look.snapshot.clock;
    let is = |rate: f64| (clock.rate - rate).abs() < 0.01;
    if look.wide {
        ui.spacing_mut().item_spacing.x = 1.0;
        ui.spacing_mut().button_padding.x = 5.0;
        for rate in RATES {
            let text = RichText::new(format!("{rate:.0}×")).color(if is(rate) {
                look.theme.on_accent
            } else {
                look.theme.text
            });
            let fill = if is(rate) { look.theme.accent } else { look.theme.widget };
            if ui.add(Button::new(text).fill(fill).min_size(vec2(30.0, 28.0))).clicked() {
                intents.push(Intent::Request(Request::Rate(rate)));
            }
        }
    } else {
        ComboBox::from_id_salt("rate").selected_text(format!("{:.0}×", clock.rate)).width(56.0).show_ui(ui, |ui| {
            for rate in RATES {
                if ui.selectable_label(is(rate), format!("{rate:.0}×")).clicked() {
                    intents.push(Intent::Request(Request::Rate(rate)));
                }
            }
        });
    }
    ui.add_space(4.0);
    if !clock.running {
        return;
    }
    let text = look.say.ui_with("achieved", &[("rate", &format!("{:.0}", clock.achieved_rate))]);
    // Wanted, but the machine does not keep up.
    let late = clock.achieved_rate < 0.8 * clock.rate;
    ui.label(RichText::new(text).size(theme::TEXT_SMALL).color(if late {
        look.theme.warn
    } else {
        look.theme.text_weak
    }));
}

/// From the right edge inwards.
fn choices_ui(ui: &mut Ui, look: &Look<'_>, printing: bool, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.spacing_mut().item_spacing.x = 5.0;
    ui.add_space(2.0);
    ui.add_enabled_ui(!printing, |ui| report_ui(ui, look, intents));
    if !look.scenarios.is_empty() {
        ComboBox::from_id_salt("scenario").selected_text(say.ui("open-scenario")).width(62.0).height(420.0).show_ui(
            ui,
            |ui| {
                for (name, title) in look.scenarios {
                    if ui.selectable_label(*name == look.brief.scenario, say.text(title)).on_hover_text(name).clicked()
                    {
                        intents.push(Intent::Open(name.clone()));
                    }
                }
            },
        );
    }
    let palette_key = |p| match p {
        Palette::Day => "palette-day",
        Palette::Dusk => "palette-dusk",
        Palette::Night => "palette-night",
    };
    ComboBox::from_id_salt("palette").selected_text(say.ui(palette_key(look.theme.palette))).width(58.0).show_ui(
        ui,
        |ui| {
            for palette in Palette::ALL {
                if ui.selectable_label(palette == look.theme.palette, say.ui(palette_key(palette))).clicked() {
                    intents.push(Intent::Palette(palette));
                }
            }
        },
    );
    ComboBox::from_id_salt("language").selected_text(say.language().own_name()).width(66.0).show_ui(ui, |ui| {
        for language in Language::ALL {
            if ui.selectable_label(language == say.language(), language.own_name()).clicked() {
                intents.push(Intent::Language(language));
            }
        }
    });
    let cell = look.frame().cell;
    let width = if look.wide { 170.0 } else { 128.0 };
    ComboBox::from_id_salt("view-as").selected_text(say.cell(cell, look.brief)).width(width).truncate().show_ui(
        ui,
        |ui| {
            for (i, _) in look.brief.cells.iter().enumerate() {
                if ui.selectable_label(i as u32 == cell, say.cell(i as u32, look.brief)).clicked() {
                    intents.push(Intent::Request(Request::ViewAs(i as u32)));
                }
            }
        },
    );
    if look.wide {
        ui.label(look.small(say.ui("view-as")));
    }
}

/// On the screen in all languages at once, or on paper in one or each.
fn report_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let say = look.say;
    let button = Button::new(format!("{} ▼", say.ui("report"))).min_size(vec2(0.0, 28.0));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        let mut choice = |ui: &mut Ui, label: String, paper: Paper| {
            if ui.button(label).clicked() {
                intents.push(Intent::Report(paper));
                ui.close();
            }
        };
        choice(ui, say.ui("report-html").to_owned(), Paper::Html(say.language()));
        ui.separator();
        for language in Language::ALL {
            choice(ui, say.ui_with("report-pdf", &[("language", language.own_name())]), Paper::Pdf(language));
        }
        choice(ui, say.ui("report-pdf-all").to_owned(), Paper::PdfAll);
    });
    response.on_hover_text(say.ui("report-hint")).on_disabled_hover_text(say.ui("report-busy"));
}

/// The scrubber of a replay, and the way out of it.
pub fn scrubber_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Intent> {
    let mut intents = Vec::new();
    let clock = &look.snapshot.clock;
    ui.horizontal_centered(|ui| {
        super::chip(ui, look.say.ui("replay"), look.theme.accent, look.theme.on_accent);
        let mut tick = look.frame().tick;
        let label = look.say.time_of_day(tick, look.brief.start_unix_s);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let text = RichText::new(look.say.ui("branch-here")).color(look.theme.on_accent);
            let go_on = Button::new(text).fill(look.theme.accent).small();
            // An exercise that is over goes on no more: a branch starts before.
            let response = ui.add_enabled(!look.frame().ended, go_on);
            let response = response.on_hover_text(look.say.ui("branch-hint"));
            if response.on_disabled_hover_text(look.say.ui("branch-over")).clicked() {
                intents.push(Intent::Request(Request::Branch));
            }
            ui.label(RichText::new(label));
            ui.spacing_mut().slider_width = (ui.available_width() - 8.0).max(60.0);
            let slider = egui::Slider::new(&mut tick, 0..=clock.last_tick.max(1)).show_value(false);
            if ui.add(slider.trailing_fill(true)).changed() {
                intents.push(Intent::Request(Request::Seek(tick)));
            }
        });
    });
    intents
}
