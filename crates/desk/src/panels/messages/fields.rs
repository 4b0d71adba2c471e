//! Fields of a form. Each may stay blank, as on paper; figures are written in the units of the radio and kept in SI.

use bevy_egui::egui::{
    Align, Button, CollapsingHeader, ComboBox, Label, Layout, Response, RichText, TextEdit, TextWrapMode, Ui, vec2,
};
use sarex_model::position::{self, Position};
use sarex_sim::{
    limits::MAX_TEXT,
    setup::Text,
    talk::{Party, Phrase, Statement},
};

use super::{Look, when};
use crate::{intent::Intent, theme};

/// Characters of a name, a call sign or a channel.
const MOST_WORD: usize = 60;
/// What a blank choice shows.
const BLANK: &str = "–";
/// Corners of an area at least.
const LEAST_CORNERS: usize = 3;
/// Takes all the width that is left.
pub const WHOLE: f32 = f32::INFINITY;

/// A list to choose from, never wider than this: what does not fit is cut, and shown by the pointer.
pub fn combo(ui: &mut Ui, id: &str, width: f32, shown: impl Into<String>, choices: impl FnOnce(&mut Ui)) -> Response {
    let shown = shown.into();
    let size = vec2(width, ui.spacing().interact_size.y);
    let inside = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_max_width(width);
        ComboBox::from_id_salt(id).selected_text(&shown).width(width).truncate().show_ui(ui, choices).response
    });
    inside.inner.on_hover_text(shown)
}

/// What a form is drawn with.
pub struct Fields<'f, 'l> {
    pub look: &'f Look<'l>,
    pub intents: &'f mut Vec<Intent>,
    /// Keys of what should be stated and is not.
    pub missing: Vec<&'static str>,
}

/// How a figure is written.
pub struct Figure {
    pub unit: &'static str,
    /// One such unit in SI.
    pub si: f64,
    /// Bounds in that unit.
    pub least: f64,
    pub most: f64,
    pub decimals: usize,
}

const fn figure(unit: &'static str, si: f64, least: f64, most: f64, decimals: usize) -> Figure {
    Figure { unit, si, least, most, decimals }
}

pub const DEGREES: Figure = figure("°", 1.0, 0.0, 360.0, 0);
pub const MPS: Figure = figure("m/s", 1.0, 0.0, 100.0, 1);
pub const KNOTS: Figure = figure("kn", 1852.0 / 3600.0, 0.0, 30.0, 1);
pub const METRES: Figure = figure("m", 1.0, 0.0, 40.0, 1);
pub const MILES: Figure = figure("NM", 1852.0, 0.0, 2_000.0, 2);
pub const CELSIUS: Figure = figure("°C", 1.0, -5.0, 45.0, 1);
pub const FEET: Figure = figure("ft", 0.3048, 0.0, 50_000.0, 0);
pub const PERCENT: Figure = figure("%", 0.01, 0.0, 100.0, 0);

impl Figure {
    fn show(&self, value: Option<f64>) -> String {
        value.map_or_else(String::new, |si| format!("{:.*}", self.decimals, si / self.si))
    }

    /// Blank, or a number within the bounds; none when it is neither.
    fn read(&self, text: &str) -> Option<Option<f64>> {
        if text.trim().is_empty() {
            return Some(None);
        }
        let value: f64 = text.trim().replace(',', ".").parse().ok()?;
        (self.least..=self.most).contains(&value).then_some(Some(value * self.si))
    }
}

/// Blank, or a whole number; none when it is neither.
fn read_count(text: &str) -> Option<Option<u32>> {
    let text = text.trim();
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// Blank, or a position; none when it is neither.
fn read_place(text: &str) -> Option<Option<Position>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    position::parse(text).ok().filter(|at| at.is_valid()).map(Some)
}

/// Names with commas between them.
fn read_words(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Fields<'_, '_> {
    /// The label of a key: of the shared words, or of the desk.
    pub fn label(&self, key: &str) -> String {
        let say = self.look.say;
        if say.has(key) { say.get(key) } else { say.ui(key).to_owned() }
    }

    /// The text of a code.
    pub fn coded(&self, prefix: &str, code: &str) -> String {
        self.look.say.or_plain(prefix, code)
    }

    /// What marks a key that is not stated.
    fn title(&self, key: &str, text: String) -> RichText {
        let color = if self.missing.contains(&key) { self.look.theme.warn } else { self.look.theme.text_weak };
        RichText::new(text).size(theme::TEXT_SMALL).color(color)
    }

    /// A part of a form, folded away until it is wanted.
    pub fn part(
        &mut self,
        ui: &mut Ui,
        mark: &str,
        key: &'static str,
        open: bool,
        contents: impl FnOnce(&mut Self, &mut Ui),
    ) {
        let missing = self.missing.contains(&key);
        let name = self.label(key);
        let title = if mark.is_empty() { name } else { format!("{mark}. {name}") };
        let color = if missing { self.look.theme.warn } else { self.look.theme.accent_text() };
        let title = RichText::new(title).size(theme::TEXT_SMALL + 0.5).color(color);
        let header = CollapsingHeader::new(title).id_salt(key).default_open(open);
        let shown = header.show_unindented(ui, |ui| ui.push_id(key, |ui| contents(self, ui)));
        if missing {
            shown.header_response.on_hover_text(self.look.say.get("talk-blank"));
        }
    }

    /// One line: what it is, and what is stated.
    pub fn field(&mut self, ui: &mut Ui, key: &'static str, contents: impl FnOnce(&mut Self, &mut Ui)) {
        let title = self.title(key, self.label(key));
        let blank = self.missing.contains(&key).then(|| self.look.say.get("talk-blank"));
        ui.push_id(key, |ui| {
            ui.horizontal(|ui| {
                let width = (0.32 * ui.available_width()).clamp(60.0, 112.0);
                let height = ui.spacing().interact_size.y;
                ui.allocate_ui_with_layout(vec2(width, height), Layout::left_to_right(Align::Center), |ui| {
                    ui.set_width(width);
                    let label = ui.add(Label::new(title).truncate());
                    if let Some(blank) = blank {
                        label.on_hover_text(blank);
                    }
                });
                ui.horizontal_wrapped(|ui| contents(self, ui));
            });
        });
    }

    /// A text field over a value: what is written counts at once, and what cannot be read leaves the value blank.
    #[expect(
        clippy::too_many_arguments,
        reason = "a field is its place, its value and the two ways between value and text"
    )]
    fn typed<T: Default + PartialEq>(
        &self,
        ui: &mut Ui,
        id: &str,
        width: f32,
        hint: &str,
        value: &mut T,
        show: impl Fn(&T) -> String,
        read: impl Fn(&str) -> Option<T>,
    ) {
        let id = ui.id().with(id);
        let kept = ui.data(|d| d.get_temp::<String>(id));
        let writing = ui.memory(|m| m.has_focus(id));
        // What was written and cannot be read stays to be mended, until something else fills the field.
        let keep = writing || *value == T::default();
        let mut text = kept.clone().filter(|_| keep).unwrap_or_else(|| show(value));
        let bad = read(&text).is_none();
        let width = width.min(ui.available_width() - 12.0).max(20.0);
        let edit = TextEdit::singleline(&mut text)
            .id(id)
            .desired_width(width)
            .char_limit(MAX_TEXT)
            .hint_text(self.look.small(hint))
            .text_color_opt(bad.then_some(self.look.theme.bad));
        let mut response = ui.add(edit);
        if response.changed() {
            *value = read(&text).unwrap_or_default();
        }
        if bad {
            response = response.on_hover_text(self.look.say.ui("field-unreadable"));
        }
        if response.has_focus() || bad {
            ui.data_mut(|d| d.insert_temp(id, text));
        } else if kept.is_some() {
            ui.data_mut(|d| d.remove::<String>(id));
        }
    }

    /// A figure with its unit.
    pub fn figure(&self, ui: &mut Ui, id: &str, how: &Figure, value: &mut Option<f64>) {
        self.typed(ui, id, 46.0, "", value, |v| how.show(*v), |text| how.read(text));
        ui.label(self.look.small(how.unit));
    }

    /// A whole number.
    pub fn count(&self, ui: &mut Ui, id: &str, value: &mut Option<u32>) {
        self.typed(ui, id, 34.0, "", value, |v| v.map_or_else(String::new, |n| n.to_string()), read_count);
    }

    /// A number with nine figures.
    pub fn mmsi(&self, ui: &mut Ui, value: &mut Option<u32>) {
        let show = |v: &Option<u32>| v.map_or_else(String::new, |n| format!("{n:09}"));
        self.typed(ui, "mmsi", 80.0, "", value, show, |text| {
            read_count(text).filter(|n| n.is_none_or(|n| n <= 999_999_999))
        });
    }

    /// A time of day, UTC, or a date-time group; kept as seconds from the start.
    pub fn time(&self, ui: &mut Ui, id: &str, value: &mut Option<i64>) {
        let (say, start) = (self.look.say, self.look.brief.start_unix_s);
        let now = i64::try_from(self.look.frame().tick).unwrap_or(i64::MAX);
        let show = |v: &Option<i64>| v.map_or_else(String::new, |s| when::show(say, s, now, start));
        let read = |text: &str| match text.trim() {
            "" => Some(None),
            text => when::read(say, text, now, start).map(Some),
        };
        self.typed(ui, id, 62.0, "03:25Z", value, show, read);
        if value.is_none() && ui.small_button("+").on_hover_text(say.ui("time-now")).clicked() {
            *value = Some(now);
        }
    }

    /// A length of time in minutes.
    pub fn minutes(&self, ui: &mut Ui, id: &str, value: &mut Option<u64>) {
        let read = |text: &str| read_count(text).map(|n| n.map(|n| u64::from(n) * 60));
        self.typed(ui, id, 40.0, "", value, |v| v.map_or_else(String::new, |s| (s / 60).to_string()), read);
        ui.label(self.look.small("min"));
    }

    /// A name, a call sign: anything in a few words.
    pub fn word(&self, ui: &mut Ui, id: &str, width: f32, value: &mut Option<String>) {
        let mut text = value.clone().unwrap_or_default();
        let width = width.min(ui.available_width() - 12.0).max(20.0);
        let edit = TextEdit::singleline(&mut text).id_salt(id).desired_width(width).char_limit(MOST_WORD);
        if ui.add(edit).changed() {
            *value = (!text.is_empty()).then_some(text);
        }
    }

    /// Names with commas between them.
    pub fn words(&self, ui: &mut Ui, id: &str, value: &mut Vec<String>) {
        let hint = self.look.say.ui("words-hint");
        self.typed(ui, id, WHOLE, hint, value, |v| v.join(", "), |text| Some(read_words(text)));
    }

    /// A position: written, or taken from the chart.
    pub fn place(&mut self, ui: &mut Ui, value: &mut Option<Position>) {
        let show = |v: &Option<Position>| v.map_or_else(String::new, |at| at.to_string());
        let width = (ui.available_width() - 74.0).clamp(110.0, 164.0);
        self.typed(ui, "place", width, "36-02.5N 131-11.0E", value, show, read_place);
        let say = self.look.say;
        let hint = match self.look.drawn.first() {
            Some(at) => say.ui_with("place-from-chart", &[("place", &at.to_string())]),
            None => say.ui("place-on-chart").to_owned(),
        };
        if ui.small_button("✏").on_hover_text(hint).clicked() {
            match self.look.drawn.first() {
                Some(at) => *value = Some(*at),
                None => self.intents.push(Intent::Draw(true)),
            }
        }
        if let Some(at) = *value
            && ui.small_button("◎").on_hover_text(say.ui("centre")).clicked()
        {
            self.intents.push(Intent::Centre(at));
        }
    }

    /// Corners of an area, from the chart; true when they changed.
    pub fn corners(&mut self, ui: &mut Ui, value: &mut Vec<Position>) -> bool {
        let (say, drawn) = (self.look.say, self.look.drawn);
        let count = |n: usize| n.to_string();
        let mut changed = false;
        ui.label(self.look.small(say.ui_with("corners", &[("n", &count(value.len()))])));
        let text = match drawn.len() {
            0 => format!("✏ {}", say.ui("area-on-chart")),
            n => format!("✏ {}", say.ui_with("from-chart", &[("n", &count(n))])),
        };
        let usable = drawn.is_empty() || drawn.len() >= LEAST_CORNERS;
        let button = ui.add_enabled(usable, Button::new(RichText::new(text).size(theme::TEXT_SMALL)).small());
        if button.on_disabled_hover_text(say.ui("area-needs")).clicked() {
            if drawn.is_empty() {
                self.intents.push(Intent::Draw(true));
            } else {
                *value = drawn.to_vec();
                changed = true;
            }
        }
        if !value.is_empty() {
            if ui.small_button("→").on_hover_text(say.ui("to-chart")).clicked() {
                self.intents.push(Intent::Drawn(value.clone()));
            }
            if ui.small_button("✖").on_hover_text(say.ui("clear")).clicked() {
                value.clear();
                changed = true;
            }
        }
        changed
    }

    /// One of several, or none.
    pub fn one_of<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        id: &str,
        width: f32,
        choices: &[T],
        name: impl Fn(T) -> String,
        value: &mut Option<T>,
    ) {
        let shown = value.map_or_else(|| BLANK.to_owned(), &name);
        let width = width.min(ui.available_width() - 4.0).max(56.0);
        combo(ui, id, width, shown, |ui| {
            ui.selectable_value(value, None, BLANK);
            for choice in choices {
                ui.selectable_value(value, Some(*choice), name(*choice));
            }
        });
    }

    /// A unit that the cell knows.
    pub fn unit(&self, ui: &mut Ui, id: &str, width: f32, value: &mut Option<u32>) {
        let units: Vec<u32> = self.look.frame().units.iter().map(|u| u.unit).collect();
        self.one_of(ui, id, width, &units, |unit| self.look.say.unit(unit, self.look.brief), value);
    }

    /// A cell.
    pub fn cell(&self, ui: &mut Ui, id: &str, width: f32, value: &mut Option<u32>) {
        let cells: Vec<u32> = (0..self.look.brief.cells.len() as u32).collect();
        self.one_of(ui, id, width, &cells, |cell| self.look.say.cell(cell, self.look.brief), value);
    }

    /// A search object.
    pub fn object(&self, ui: &mut Ui, id: &str, width: f32, value: &mut Option<u32>) {
        let objects: Vec<u32> = (0..self.look.brief.objects.len() as u32).collect();
        self.one_of(ui, id, width, &objects, |object| self.look.say.object(object, self.look.brief), value);
    }

    /// A cell or a unit.
    pub fn party(&self, ui: &mut Ui, id: &str, width: f32, value: &mut Option<Party>) {
        let (say, brief) = (self.look.say, self.look.brief);
        let cells = (0..brief.cells.len() as u32).map(Party::Cell);
        let units = self.look.frame().units.iter().map(|u| Party::Unit(u.unit));
        let parties: Vec<Party> = cells.chain(units).collect();
        let name = |party: Party| match party {
            Party::Cell(cell) => say.cell(cell, brief),
            Party::Unit(unit) => say.unit(unit, brief),
        };
        self.one_of(ui, id, width, &parties, name, value);
    }

    /// A search pattern: one of the installed planners', or what is stated already.
    pub fn pattern(&self, ui: &mut Ui, id: &str, width: f32, value: &mut Option<String>) {
        let mut known: Vec<&str> =
            self.look.brief.plugins.iter().flat_map(|plugin| &plugin.patterns).map(String::as_str).collect();
        known.extend(["parallel-track", "creeping-line", "expanding-square", "sector", "track-line"]);
        known.sort_unstable();
        known.dedup();
        let shown = value.as_ref().map_or_else(|| BLANK.to_owned(), |pattern| self.look.say.pattern(pattern));
        let width = width.min(ui.available_width() - 4.0).max(56.0);
        combo(ui, id, width, shown, |ui| {
            ui.selectable_value(value, None, BLANK);
            for pattern in known {
                ui.selectable_value(value, Some(pattern.to_owned()), self.look.say.pattern(pattern));
            }
        });
    }

    /// Several codes: those chosen, each taken back by a click, and a list to add from, the usual ones first.
    pub fn several<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        id: &str,
        usual: &[T],
        all: &[T],
        name: impl Fn(T) -> String,
        value: &mut Vec<T>,
    ) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(3.0, 2.0);
            // First in the row: a list that opens does not wrap to the next one.
            combo(ui, id, 44.0, "+", |ui| {
                let rest = all.iter().filter(|code| !usual.contains(code));
                let usual = usual.iter().filter(|code| all.contains(code));
                for code in usual.chain(rest) {
                    if !value.contains(code) && ui.selectable_label(false, name(*code)).clicked() {
                        value.push(*code);
                    }
                }
            });
            let mut gone = None;
            for (number, code) in value.iter().enumerate() {
                let text = RichText::new(format!("{} ✖", name(*code))).size(theme::TEXT_SMALL);
                let chip = Button::new(text).small().wrap_mode(TextWrapMode::Extend);
                if ui.add(chip).on_hover_text(self.look.say.ui("take-out")).clicked() {
                    gone = Some(number);
                }
            }
            if let Some(number) = gone {
                value.remove(number);
            }
        });
    }

    /// Standard phrases, and a person's own words.
    pub fn statement(&mut self, ui: &mut Ui, key: &'static str, usual: &[Phrase], value: &mut Statement) {
        let title = self.title(key, self.label(key));
        ui.push_id(key, |ui| {
            ui.label(title);
            let name = |phrase: Phrase| self.coded("phrase", phrase.code());
            self.several(ui, "phrases", usual, Phrase::ALL, name, &mut value.phrases);
            let mut own = value.text.as_ref().map_or_else(String::new, |t| self.look.say.text(t).to_owned());
            let edit = TextEdit::singleline(&mut own)
                .id_salt("own")
                .hint_text(self.look.small(self.look.say.ui("own-words")))
                .desired_width(f32::INFINITY)
                .char_limit(MAX_TEXT);
            if ui.add(edit).changed() {
                value.text = (!own.trim().is_empty()).then(|| Text::plain(own));
            }
        });
    }

    /// Entries of a list, each drawn by `entry`, to be taken out again; and a button for one more.
    pub fn entries<T: Default>(
        &mut self,
        ui: &mut Ui,
        id: &'static str,
        entries: &mut Vec<T>,
        mut entry: impl FnMut(&mut Self, &mut Ui, &mut T),
    ) {
        let mut gone = None;
        ui.push_id(id, |ui| {
            for (number, value) in entries.iter_mut().enumerate() {
                ui.push_id(number, |ui| {
                    ui.horizontal(|ui| {
                        if ui.small_button("✖").on_hover_text(self.look.say.ui("take-out")).clicked() {
                            gone = Some(number);
                        }
                        ui.vertical(|ui| entry(self, ui, value));
                    });
                });
            }
            if ui.small_button("+").on_hover_text(self.look.say.ui("one-more")).clicked() {
                entries.push(T::default());
            }
        });
        if let Some(number) = gone {
            entries.remove(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_the_units_of_the_radio() {
        assert_eq!(FEET.read("1000"), Some(Some(304.8)));
        assert_eq!(FEET.show(Some(304.8)), "1000");
        assert_eq!(MILES.read("1,5"), Some(Some(2_778.0)));
        assert_eq!((MPS.read(" "), MPS.read("x"), MPS.read("-1"), MPS.read("NaN")), (Some(None), None, None, None));
    }

    #[test]
    fn places_and_counts_are_blank_right_or_unreadable() {
        assert_eq!(read_place("  "), Some(None));
        assert_eq!(read_place("36-02.5N 131-11.2E").map(|at| at.is_some()), Some(true));
        assert_eq!((read_place("36-02.5N"), read_count("-2"), read_count("10")), (None, None, Some(Some(10))));
    }

    #[test]
    fn channels_are_written_with_commas() {
        assert_eq!(read_words("VHF 16, , MF 2182 kHz,"), ["VHF 16", "MF 2182 kHz"]);
    }
}
