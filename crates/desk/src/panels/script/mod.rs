//! The script editor: a pattern or a behaviour typed in JavaScript, checked, tried on the chart, and used.

mod ink;

use bevy_egui::egui::{
    self, Button, ComboBox, FontId, Frame, Id, Label, Margin, Panel, RichText, ScrollArea, Sense, Spinner, TextEdit,
    Ui,
    text::{CCursor, CCursorRange},
    vec2,
};
use sarex_model::{position::Position, units};
use sarex_sim::setup::{SearchRequest, World};

use super::{Look, plan};
use crate::{
    intent::{Intent, ScriptAsk},
    theme::{self, faded},
    workshop::{Amount, Draft, ScriptFinding, ScriptInfo, Trial},
};

/// Most characters of a script; one that a person types has a few thousand.
const MOST_CHARACTERS: usize = 200_000;
/// Most characters of an id.
const MOST_ID: usize = 40;
/// Height of the results at first, logical pixels: room for the figures of a trial.
const RESULTS_PX: f32 = 196.0;
/// Texts longer than this stand below the other figures, over the whole width.
const LONG_TEXT: usize = 24;
/// What a script can be here.
const WORLDS: [World; 2] = [World::SearchPattern, World::VesselBehaviour];

/// What the editor holds.
#[derive(Default)]
pub struct Editor {
    /// The window is shown.
    pub shown: bool,
    pub draft: Draft,
    /// Scripts to open.
    pub scripts: Vec<ScriptInfo>,
    /// What came of the last check or trial, and the text it is about.
    pub trial: Option<(String, Trial)>,
    /// The workshop has something in hand.
    pub busy: bool,
    /// Line to go to.
    jump: Option<u32>,
}

impl Editor {
    /// The last trial, while the text is still the one that was tried.
    fn current(&self) -> Option<&Trial> {
        self.trial.as_ref().filter(|(text, _)| *text == self.draft.text).map(|(_, trial)| trial)
    }

    /// Tracks to draw on the chart: those of the text as it stands.
    pub fn preview(&self) -> &[Vec<Position>] {
        match self.current() {
            Some(trial) if self.shown => &trial.legs,
            _ => &[],
        }
    }

    /// Another script takes the editor.
    pub fn put(&mut self, draft: Draft) {
        self.draft = draft;
        self.trial = None;
    }
}

/// Whether a plugin may be called so: small letters, digits and hyphens, a letter first.
pub fn good_id(id: &str) -> bool {
    id.len() <= MOST_ID
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && !id.ends_with('-')
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The search that a script is tried on: that of the plan form if it is complete, else the first datum in sight with
/// one unit of the cell whose datum it is. None before there is a datum.
pub fn task_of(look: &Look<'_>, form: &plan::Form) -> Option<SearchRequest> {
    // The request must name some plugin of the exercise; the task does not depend on which.
    if let Some(request) = plan::request(form, look) {
        return Some(SearchRequest { plugin: 0, params: Vec::new(), ..request });
    }
    let estimate = look.frame().estimates.first()?;
    let unit = look.brief.units.iter().position(|u| u.cell == estimate.cell)?;
    Some(SearchRequest::round_estimate(estimate.cell, estimate.object, unit as u32))
}

/// The middle of the chart in sight.
fn middle(look: &Look<'_>) -> Position {
    let [_, north_east, _, south_west] = look.window;
    let half = south_west.to(north_east) * 0.5;
    south_west.moved(half)
}

/// The editor.
pub fn script_ui(ui: &mut Ui, look: &Look<'_>, editor: &mut Editor, form: &plan::Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    head_ui(ui, look, editor, &mut intents);
    ui.add_space(3.0);
    Panel::bottom("script-results")
        .resizable(true)
        .default_size(RESULTS_PX)
        .size_range(64.0..=400.0)
        .frame(Frame::new())
        .show(ui, |ui| {
            ui.add_space(5.0);
            buttons_ui(ui, look, editor, form, &mut intents);
            ui.add_space(3.0);
            ScrollArea::vertical().id_salt("script-findings").auto_shrink(false).show(ui, |ui| {
                editor.jump = results_ui(ui, look, editor).or(editor.jump);
            });
        });
    code_ui(ui, look, editor);
    intents
}

fn world_key(world: World) -> &'static str {
    match world {
        World::SearchPattern => "world-search-pattern",
        World::VesselBehaviour => "world-vessel-behaviour",
        World::SensorModel => "world-sensor-model",
        World::ExerciseJudge => "world-exercise-judge",
    }
}

/// What a contract is called.
pub fn world_name<'a>(look: &Look<'a>, world: World) -> &'a str {
    look.say.ui(world_key(world))
}

fn head_ui(ui: &mut Ui, look: &Look<'_>, editor: &mut Editor, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.horizontal_wrapped(|ui| {
        // A button that does not fit goes to the next line as a whole.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        ui.label(look.weak(say.ui("script-id")));
        let id = TextEdit::singleline(&mut editor.draft.id).char_limit(MOST_ID).desired_width(150.0);
        ui.add(id.hint_text(look.weak("my-pattern"))).on_hover_text(say.ui("script-id-hint"));
        ComboBox::from_id_salt("script-world")
            .selected_text(world_name(look, editor.draft.world))
            .width(130.0)
            .show_ui(ui, |ui| {
                for world in WORLDS {
                    ui.selectable_value(&mut editor.draft.world, world, world_name(look, world));
                }
            });
        ui.menu_button(format!("{}…", say.ui("script-new")), |ui| {
            for world in WORLDS {
                if ui.button(world_name(look, world)).clicked() {
                    intents.push(Intent::Script(ScriptAsk::New(world)));
                }
            }
        });
        if editor.scripts.is_empty() {
            return;
        }
        ui.menu_button(say.ui("open-scenario"), |ui| {
            for script in &editor.scripts {
                let hint = format!("{} · {}", script.name, world_name(look, script.world));
                if ui.button(&script.id).on_hover_text(hint).clicked() {
                    intents.push(Intent::Script(ScriptAsk::Open(script.id.clone())));
                }
            }
        });
    });
}

fn buttons_ui(ui: &mut Ui, look: &Look<'_>, editor: &Editor, form: &plan::Form, intents: &mut Vec<Intent>) {
    let say = look.say;
    let draft = || editor.draft.clone();
    let ready = !editor.busy && !editor.draft.text.trim().is_empty();
    ui.horizontal(|ui| {
        let check = ui.add_enabled(ready, Button::new(say.ui("script-check")));
        if check.on_hover_text(say.ui("script-check-hint")).clicked() {
            intents.push(Intent::Script(ScriptAsk::Check(draft())));
        }
        let plans = editor.draft.world == World::SearchPattern;
        let attempt = ui.add_enabled(ready && plans, Button::new(say.ui("script-try")));
        let attempt = attempt.on_hover_text(say.ui("script-try-hint"));
        if attempt.on_disabled_hover_text(say.ui("script-try-patterns")).clicked() {
            intents.push(Intent::Script(ScriptAsk::Try(draft(), task_of(look, form).map(Box::new), middle(look))));
        }
        let named = good_id(&editor.draft.id);
        let text = RichText::new(say.ui("script-use")).color(look.theme.on_accent);
        let apply = ui.add_enabled(ready && named, Button::new(text).fill(look.theme.accent));
        let apply = apply.on_hover_text(say.ui("script-use-hint"));
        if apply.on_disabled_hover_text(say.ui("script-id-hint")).clicked() {
            intents.push(Intent::Script(ScriptAsk::Use(draft())));
        }
        if editor.busy {
            ui.add(Spinner::new().size(14.0).color(look.theme.accent));
            ui.label(look.small(say.ui("script-busy")));
        }
    });
}

/// Findings and figures; the line that a person asks to see.
fn results_ui(ui: &mut Ui, look: &Look<'_>, editor: &Editor) -> Option<u32> {
    let Some((text, trial)) = &editor.trial else {
        ui.label(look.weak(look.say.ui("script-untried")));
        return None;
    };
    if *text != editor.draft.text {
        ui.label(look.small(look.say.ui("script-changed")));
    }
    if trial.findings.is_empty() {
        ui.label(RichText::new(format!("✔ {}", look.say.ui("script-good"))).color(look.theme.good));
    }
    let jump = trial.findings.iter().filter_map(|finding| finding_ui(ui, look, finding)).last();
    figures_ui(ui, look, &trial.figures);
    jump
}

fn finding_ui(ui: &mut Ui, look: &Look<'_>, finding: &ScriptFinding) -> Option<u32> {
    let bad = |text: String| RichText::new(text).color(look.theme.bad);
    let mut jump = None;
    ui.horizontal_wrapped(|ui| {
        if let Some(line) = finding.line {
            let place = look.say.ui_with("script-line", &[("n", &line.to_string())]);
            let link = ui.add(Label::new(bad(place).underline()).sense(Sense::click()));
            if link.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                jump = Some(line);
            }
        }
        ui.label(bad(finding.text.clone()));
    });
    jump
}

fn figures_ui(ui: &mut Ui, look: &Look<'_>, figures: &[(String, Amount)]) {
    let columns = 2;
    let long = |amount: &Amount| matches!(amount, Amount::Text(text) if text.chars().count() > LONG_TEXT);
    let (below, inside): (Vec<_>, Vec<_>) = figures.iter().partition(|(_, amount)| long(amount));
    egui::Grid::new("script-figures").num_columns(2 * columns).spacing(vec2(12.0, 2.0)).show(ui, |ui| {
        for (number, (key, amount)) in inside.into_iter().enumerate() {
            ui.label(look.weak(look.say.ui(key)));
            ui.label(RichText::new(written(look, amount)).strong());
            if number % columns == columns - 1 {
                ui.end_row();
            }
        }
    });
    for (key, amount) in below {
        let text = format!("{}: {}", look.say.ui(key), written(look, amount));
        ui.add(Label::new(look.small(text)).wrap());
    }
}

/// An amount in the reader's language.
fn written(look: &Look<'_>, amount: &Amount) -> String {
    let say = look.say;
    match amount {
        Amount::Count(n) => super::thousands(*n),
        Amount::Metres(m) => say.distance(*m),
        Amount::SquareMetres(m2) => {
            let nm2 = m2 / (units::nm(1.0) * units::nm(1.0));
            say.ui_with("square-miles", &[("n", &say.number(nm2, if nm2 < 100.0 { 1 } else { 0 }))])
        }
        Amount::Seconds(s) => say.duration(s.max(0.0).round() as u64),
        Amount::Share(share) => say.share(*share),
        Amount::Number(n) => say.number(*n, 2),
        Amount::Text(text) => text.clone(),
        Amount::Word(key) => say.ui(key).to_owned(),
    }
}

/// The text with the numbers of its lines; lines with findings are marked.
fn code_ui(ui: &mut Ui, look: &Look<'_>, editor: &mut Editor) {
    let font = FontId::monospace(theme::TEXT);
    let small = FontId::monospace(theme::TEXT_SMALL - 1.0);
    let marked: Vec<(u32, String)> = editor
        .current()
        .map_or_else(Vec::new, |trial| trial.findings.iter().filter_map(|f| Some((f.line?, f.text.clone()))).collect());
    let digits = (editor.draft.text.lines().count().max(1).ilog10() + 1).max(2);
    let gutter = 14.0 + 7.0 * digits as f32;
    let id = Id::new("script-text");
    ScrollArea::vertical().id_salt("script-code").auto_shrink(false).show(ui, |ui| {
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
            let job = ink::job(text.as_str(), &font, look.theme, width);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let mut output = TextEdit::multiline(&mut editor.draft.text)
            .id(id)
            .font(font.clone())
            .code_editor()
            .char_limit(MOST_CHARACTERS)
            .desired_width(f32::INFINITY)
            .min_size(ui.available_size())
            .margin(Margin { left: gutter as i8, right: 4, top: 4, bottom: 4 })
            .layouter(&mut layouter)
            .show(ui);
        let rect = output.response.rect;
        let painter = ui.painter().with_clip_rect(ui.clip_rect());
        let edge = output.galley_pos.x - 6.0;
        painter.vline(edge, rect.shrink(1.0).y_range(), egui::Stroke::new(1.0, look.theme.panel_line));
        let (mut line, mut begins) = (1, true);
        for row in &output.galley.rows {
            let place = row.rect().translate(output.galley_pos.to_vec2());
            let fault = marked.iter().find(|(n, _)| *n == line);
            if fault.is_some() {
                let band = egui::Rect::from_x_y_ranges(rect.shrink(1.0).x_range(), place.y_range());
                painter.rect_filled(band, 0.0, faded(look.theme.bad, 0.16));
            }
            if begins {
                let color = if fault.is_some() { look.theme.bad } else { look.theme.text_weak };
                let at = egui::pos2(edge - 4.0, place.center().y);
                painter.text(at, egui::Align2::RIGHT_CENTER, line.to_string(), small.clone(), color);
            }
            if editor.jump == Some(line) && begins {
                ui.scroll_to_rect(place, Some(egui::Align::Center));
            }
            begins = row.ends_with_newline;
            line += u32::from(begins);
        }
        if let Some(line) = editor.jump.take() {
            let at = first_character(&editor.draft.text, line);
            output.state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
            output.state.store(ui.ctx(), id);
            ui.memory_mut(|m| m.request_focus(id));
        }
    });
}

/// Number of the first character of a line, counted from 1; that of the end when there are fewer lines.
fn first_character(text: &str, line: u32) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(|l| l.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_folder_names_everywhere() {
        for good in ["a", "my-pattern", "sweep2"] {
            assert!(good_id(good), "{good}");
        }
        for bad in ["", "-a", "a-", "2a", "A", "a b", "a/b", "..", "패턴", "a_b", &"a".repeat(41)] {
            assert!(!good_id(bad), "{bad}");
        }
    }

    #[test]
    fn a_line_is_found_by_characters_not_bytes() {
        let text = "가나\nbc\n\nd";
        assert_eq!([1, 2, 3, 4, 9].map(|line| first_character(text, line)), [0, 3, 6, 7, 8]);
    }

    #[test]
    fn a_preview_is_of_the_text_as_it_stands() {
        let legs = vec![vec![Position::new(37.0, 131.0)]];
        let trial = Trial { legs, ..Trial::default() };
        let mut editor = Editor { shown: true, trial: Some((String::new(), trial)), ..Editor::default() };
        assert_eq!(editor.preview().len(), 1);
        editor.draft.text.push('x');
        assert!(editor.preview().is_empty() && editor.current().is_none());
        editor.draft.text.clear();
        editor.shown = false;
        assert!(editor.preview().is_empty());
    }
}
