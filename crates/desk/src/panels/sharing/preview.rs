//! What a partner would get of what a cell knows now, and telling it at once.

use bevy_egui::egui::{
    self, Align, Button, FontId, Grid, Label, Layout, RichText, ScrollArea, Sense, Ui, pos2, text::LayoutJob, vec2,
};
use sarex_session::link::Request;
use sarex_sim::{
    cells::sharing::{Ask, Item, Kind, Preview, PreviewLine, Release, Rule},
    command,
};

use super::{Side, choice, release_text, sign, table};
use crate::{
    intent::{Intent, Picked},
    panels::{Look, chip},
    theme,
};

const ROW_PX: f32 = 34.0;
/// A preview is asked for anew after this time, seconds, when the exercise has gone on.
const RENEW_S: f64 = 1.0;
/// One that was not answered is asked for again after this time, seconds.
const PATIENCE_S: f64 = 3.0;

/// What is looked at, and what was asked last.
#[derive(Default)]
pub(super) struct State {
    partner: Option<u32>,
    /// A rule that is not in force.
    tried: Option<Rule>,
    kind: Option<Kind>,
    /// What shall be told, and to whom.
    tell: Option<(Item, Vec<u32>)>,
    number: u32,
    asked: Option<Question>,
    asked_at_s: f64,
}

/// What a preview depends on.
#[derive(Clone, PartialEq)]
struct Question {
    teller: u32,
    partner: u32,
    rules: Vec<Rule>,
    tried: bool,
    tick: u64,
}

impl State {
    /// Shows what a rule would come to.
    pub fn try_rule(&mut self, rule: Rule) {
        self.tried = Some(rule);
    }

    /// The rules to be tried: the new one comes first, as it would in force.
    fn rules(&self, side: &Side<'_>) -> Vec<Rule> {
        let others = side.rules.iter().filter(|rule| self.tried.as_ref().is_none_or(|tried| tried.id != rule.id));
        self.tried.iter().chain(others.copied()).cloned().collect()
    }

    /// The question to be asked now, if the answer at hand does not do.
    fn question(&mut self, question: Question, answered: bool, now_s: f64) -> Option<Request> {
        let waited_s = now_s - self.asked_at_s;
        let wanted = match &self.asked {
            // A picture has its answer from the start.
            None => !answered,
            Some(asked) if Question { tick: asked.tick, ..question.clone() } != *asked => true,
            Some(asked) if answered => asked.tick != question.tick && waited_s >= RENEW_S,
            Some(_) => waited_s >= PATIENCE_S,
        };
        if !wanted {
            return None;
        }
        self.number = self.number.wrapping_add(1);
        self.asked_at_s = now_s;
        let Question { teller: cell, partner, rules, tried, .. } = question.clone();
        self.asked = Some(question);
        Some(Request::Preview { number: self.number, cell, partner, rules: tried.then_some(rules) })
    }
}

/// The page; true when the rule that was tried is put into force.
pub(super) fn preview_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    state: &mut State,
    side: &Side<'_>,
    intents: &mut Vec<Intent>,
) -> bool {
    let say = look.say;
    // A frozen picture must not move through a side door.
    if look.frame().desk.frozen_since.is_some() && !look.is_control() {
        ui.label(look.weak(say.ui("share-frozen")));
        return false;
    }
    let Some(partner) = state.partner.filter(|c| side.partners.contains(c)).or(side.partners.first().copied()) else {
        return false;
    };
    if state.tried.as_ref().is_some_and(|rule| rule.from != side.teller) {
        state.tried = None;
    }
    let put = head_ui(ui, look, state, side, partner, intents);
    let of_these = |preview: &Preview| (preview.cell, preview.partner) == (side.teller, partner);
    let answer = look.snapshot.preview.as_ref().filter(|(_, preview)| of_these(preview));
    let answered = answer.is_some_and(|(number, _)| *number == state.number);
    let question = Question {
        teller: side.teller,
        partner,
        rules: state.rules(side),
        tried: state.tried.is_some(),
        tick: look.frame().tick,
    };
    intents.extend(state.question(question, answered, ui.input(|i| i.time)).map(Intent::Request));
    // The last answer stays until the next one comes.
    let Some((_, preview)) = answer else {
        ui.label(look.weak(say.ui("share-wait")));
        return put;
    };
    count_ui(ui, look, state, preview);
    ui.add_space(4.0);
    lines_ui(ui, look, state, side, preview, intents);
    tell_ui(ui, look, state, side, preview, intents);
    put
}

/// Whose preview, and of which rules; true when the one that was tried is put into force.
fn head_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    state: &mut State,
    side: &Side<'_>,
    partner: u32,
    intents: &mut Vec<Intent>,
) -> bool {
    let say = look.say;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.label(look.weak(say.ui("share-as")));
        for cell in &side.partners {
            if choice(ui, look, *cell == partner, &say.cell(*cell, look.brief)) {
                state.partner = Some(*cell);
                state.tell = None;
            }
        }
    });
    let Some(rule) = state.tried.clone() else { return false };
    let mut put = false;
    ui.horizontal_wrapped(|ui| {
        let text = say.ui_with("share-trying", &[("rule", &rule.id)]);
        chip(ui, &text, look.theme.warn, look.theme.panel_deep);
        if side.may && ui.small_button(say.ui("share-put")).on_hover_text(say.ui("share-order")).clicked() {
            intents.push(Intent::Ask(command::Ask::Sharing(Ask::Put(rule))));
            (state.tried, put) = (None, true);
        }
        if ui.small_button(say.ui("share-in-force")).clicked() {
            state.tried = None;
        }
    });
    put
}

/// How many of each kind; a click on a kind shows it alone.
fn count_ui(ui: &mut Ui, look: &Look<'_>, state: &mut State, preview: &Preview) {
    let say = look.say;
    let releases = [Release::Withhold, Release::WhenTold, Release::Always];
    Grid::new("share-count").num_columns(4).spacing(vec2(14.0, 1.0)).show(ui, |ui| {
        if choice(ui, look, state.kind.is_none(), say.ui("share-all-kinds")) {
            state.kind = None;
        }
        for release in releases {
            let (sign, color) = sign(look, release);
            ui.label(RichText::new(sign).color(color)).on_hover_text(say.release(release));
        }
        ui.end_row();
        for kind in Kind::ALL {
            if choice(ui, look, state.kind == Some(kind), &say.information(kind)) {
                state.kind = Some(kind);
            }
            for (count, release) in preview.count(kind).into_iter().zip(releases) {
                let color = if count == 0 { look.theme.text_weak } else { sign(look, release).1 };
                ui.label(RichText::new(count.to_string()).color(color)).on_hover_text(say.release(release));
            }
            ui.end_row();
        }
    });
}

fn lines_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    state: &mut State,
    side: &Side<'_>,
    preview: &Preview,
    intents: &mut Vec<Intent>,
) {
    let wanted = |line: &&PreviewLine| state.kind.is_none_or(|kind| line.item.kind() == kind);
    let lines: Vec<&PreviewLine> = preview.lines.iter().filter(wanted).collect();
    if lines.is_empty() {
        ui.label(look.weak(look.say.ui("share-nothing")));
    }
    let below = if side.may { 62.0 } else { 0.0 };
    let height = (ui.available_height() - below).max(80.0);
    let area = ScrollArea::vertical().id_salt("share-lines").max_height(height).auto_shrink(false);
    area.show_rows(ui, ROW_PX, lines.len(), |ui, rows| {
        for line in &lines[rows] {
            let chosen = state.tell.as_ref().is_some_and(|(item, _)| *item == line.item);
            if line_ui(ui, look, line, chosen) {
                state.tell = (!chosen && side.may).then(|| (line.item, vec![preview.partner]));
                intents.extend(shown_on_chart(look, side, line));
            }
        }
    });
}

/// A click on an item selects it on the chart too, where it is the viewer's own.
fn shown_on_chart(look: &Look<'_>, side: &Side<'_>, line: &PreviewLine) -> Vec<Intent> {
    let picked = match line.item {
        Item::Position(unit) | Item::Fuel(unit) => look.unit(unit).map(|_| Picked::Unit(unit)),
        Item::Track(track) if side.teller == look.frame().cell => Some(Picked::Contact(track)),
        Item::Datum(object) => Some(Picked::Estimate { cell: side.teller, object }),
        Item::Found(object) => Some(Picked::Found(object)),
        Item::Track(_) | Item::Plan(_) => None,
    };
    let there = picked.filter(|picked| crate::desk::place_in(look.frame(), *picked).is_some());
    there.map(|picked| Intent::Select(Some(picked))).into_iter().chain(line.at.map(Intent::Centre)).collect()
}

/// One item: what, and what the rules say of it. True when it was clicked.
fn line_ui(ui: &mut Ui, look: &Look<'_>, line: &PreviewLine, chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    let painter = ui.painter();
    if chosen || response.hovered() {
        painter.rect_filled(rect, 3.0, look.theme.widget);
    }
    let (sign, color) = sign(look, line.verdict.release);
    let font = FontId::proportional(theme::TEXT);
    painter.text(rect.min + vec2(10.0, 9.0), egui::Align2::CENTER_CENTER, sign, font.clone(), color);
    let item = look.say.item(line.item, look.brief);
    let row = |text: String, font: FontId, color, top: f32| {
        let mut job = LayoutJob::simple(text, font, color, rect.width() - 28.0);
        job.wrap.max_rows = 1;
        let galley = painter.layout_job(job);
        painter.galley(pos2(rect.left() + 22.0, rect.top() + top), galley, color);
    };
    row(item.clone(), font, look.theme.text, 0.0);
    let told = facts(look, line);
    row(told.join("  ·  "), FontId::proportional(theme::TEXT_SMALL), look.theme.text_weak, 17.0);
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        ui.label(item);
        for fact in told {
            ui.label(look.small(fact));
        }
    });
    clicked
}

/// What is to be said of an item, each for itself.
fn facts(look: &Look<'_>, line: &PreviewLine) -> Vec<String> {
    let (say, verdict) = (look.say, &line.verdict);
    let mut facts = vec![release_text(look, verdict.release, verdict.after_s)];
    facts.push(match &verdict.rule {
        Some(rule) => say.ui_with("share-by-rule", &[("rule", rule)]),
        None => say.ui("share-by-default").to_owned(),
    });
    if line.left_out > 0 {
        facts.push(say.ui_with("share-left-out", &[("n", &line.left_out.to_string())]));
    }
    if line.told {
        facts.push(say.ui("share-told").to_owned());
    }
    facts
}

/// The strip that tells the chosen item.
fn tell_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    state: &mut State,
    side: &Side<'_>,
    preview: &Preview,
    intents: &mut Vec<Intent>,
) {
    if !side.may {
        return;
    }
    ui.separator();
    let chosen = state.tell.as_ref().map(|(item, _)| *item);
    let Some(line) = chosen.and_then(|item| preview.lines.iter().find(|line| line.item == item)) else {
        ui.label(look.small(look.say.ui("share-tell-hint")));
        return;
    };
    let Some((item, mut to)) = state.tell.take() else { return };
    let mut done = false;
    ui.add(Label::new(RichText::new(look.say.item(item, look.brief)).strong()).truncate());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        let kind = item.kind();
        // Of the partner in the preview the rules are known to the item; of the others to the kind.
        let withheld = |cell: u32| match cell == preview.partner {
            true => line.verdict.release == Release::Withhold,
            false => table::holding(&side.rules, cell, kind).withheld(),
        };
        to.retain(|cell| side.partners.contains(cell) && !withheld(*cell));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let text = RichText::new(look.say.ui("share-tell")).color(look.theme.on_accent);
            let button = Button::new(text).fill(look.theme.accent);
            // A rule that is only tried withholds nothing yet, and releases nothing.
            let ready = !to.is_empty() && state.tried.is_none();
            if ui.add_enabled(ready, button).clicked() {
                intents.extend(to.iter().map(|cell| tell(side.teller, *cell, item)));
                done = true;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                for cell in &side.partners {
                    let on = to.contains(cell);
                    let name = look.say.cell(*cell, look.brief);
                    let clicked = ui.add_enabled_ui(!withheld(*cell), |ui| choice(ui, look, on, &name)).inner;
                    if clicked {
                        if on { to.retain(|c| c != cell) } else { to.push(*cell) }
                    }
                }
            });
        });
    });
    state.tell = (!done).then_some((item, to));
}

/// Each partner is told for itself: what one may not have does not keep it from another.
fn tell(from: u32, to: u32, item: Item) -> Intent {
    Intent::Ask(command::Ask::Sharing(Ask::Tell { from, to: vec![to], item }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    fn rule(id: &str, release: Release) -> Rule {
        Rule { id: id.into(), from: 0, to: vec![], kinds: vec![], units: vec![], area: vec![], after_s: 0, release }
    }

    fn question(tick: u64, rules: Vec<Rule>) -> Question {
        Question { teller: 0, partner: 2, rules, tried: false, tick }
    }

    #[test]
    fn a_preview_is_asked_for_once_and_renewed_as_the_exercise_goes_on() {
        let mut state = State::default();
        assert!(state.question(question(0, vec![]), true, 0.0).is_none(), "a picture has its answer");
        let first = state.question(question(0, vec![]), false, 0.0);
        assert_eq!(first, Some(Request::Preview { number: 1, cell: 0, partner: 2, rules: None }));
        assert!(state.question(question(60, vec![]), false, 1.0).is_none(), "the answer is under way");
        assert!(state.question(question(60, vec![]), false, 3.5).is_some(), "it was lost");
        assert!(state.question(question(60, vec![]), true, 9.0).is_none(), "nothing has changed");
        assert!(state.question(question(61, vec![]), true, 3.6).is_none(), "not with every frame");
        assert!(state.question(question(61, vec![]), true, 4.6).is_some());
        assert!(state.question(question(61, vec![rule("new", Release::Always)]), true, 4.7).is_some(), "at once");
        assert_eq!(state.number, 4);
    }

    #[test]
    fn a_tried_rule_stands_before_those_in_force_and_takes_the_place_of_its_namesake() {
        let (old, other) = (rule("a", Release::Withhold), rule("b", Release::Always));
        let side = Side { teller: 0, partners: vec![2], rules: vec![&other, &old], may: true };
        let mut state = State::default();
        assert_eq!(state.rules(&side), [other.clone(), old.clone()]);
        let tried = rule("a", Release::WhenTold);
        state.try_rule(tried.clone());
        assert_eq!(state.rules(&side), [tried, other.clone()]);
    }
}
