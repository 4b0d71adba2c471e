//! Division of the search area along a line: proposals, their answers, and the form for one.

use bevy_egui::egui::{RichText, Ui};
use sarex_model::position::Position;
use sarex_sim::coordination::{Answer, Division, Proposal, Step};

use super::super::messages::fields::combo;
use super::super::{Look, chip};
use super::{Desk, Why, can::MOST_POINTS, card, is_control, numbered, opens};
use crate::{intent::Intent, theme};

/// Keys of the eight sides, from north round by east.
const SIDES: [&str; 8] = ["side-n", "side-ne", "side-e", "side-se", "side-s", "side-sw", "side-w", "side-nw"];

/// Where the line of a proposal comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Source {
    /// The drawing on the chart.
    #[default]
    Drawn,
    /// An exercise line, by number.
    Line(u32),
}

/// What is being proposed.
#[derive(Default)]
pub struct Form {
    source: Source,
    /// Cells left and right of the line; none: as they lie.
    sides: Option<(u32, u32)>,
    plans: Vec<u32>,
    /// Number of the proposal that it answers.
    counters: Option<u32>,
    open: bool,
    why: Why,
}

impl Form {
    /// For tests: a proposal along an exercise line is being written.
    #[cfg(test)]
    pub fn along(line: u32) -> Self {
        Self { open: true, source: Source::Line(line), ..Self::default() }
    }
}

/// The points of an exercise line as it runs now.
fn exercise_line<'l>(look: &Look<'l>, line: u32) -> &'l [Position] {
    let moved = look.frame().desk.lines.iter().find(|(number, _)| *number == line);
    let declared = look.brief.lines.get(line as usize).map_or(&[][..], |l| l.points.as_slice());
    moved.map_or(declared, |(_, points)| points.as_slice())
}

/// On which side of a line its left lies, and its right, as seen from its first point to its last: keys of labels.
fn sides_of(line: &[Position]) -> Option<(&'static str, &'static str)> {
    let (first, last) = (line.first()?, line.last()?);
    if line.len() < 2 || first == last {
        return None;
    }
    let left = (first.bearing_deg(*last) - 90.0).rem_euclid(360.0);
    let eighth = (left / 45.0).round() as usize;
    Some((SIDES[eighth % 8], SIDES[(eighth + 4) % 8]))
}

/// Which cell searches where, in one sentence.
fn sentence(look: &Look<'_>, division: &Division) -> String {
    let say = look.say;
    let (left, right) = (say.cell(division.left, look.brief), say.cell(division.right, look.brief));
    let cells = [("left", left.as_str()), ("right", right.as_str())];
    match sides_of(&division.line) {
        Some((west, east)) => {
            say.ui_with("sides", &[cells[0], cells[1], ("lside", say.ui(west)), ("rside", say.ui(east))])
        }
        None => say.ui_with("sides-plain", &cells),
    }
}

/// Number of points and length.
fn measures(look: &Look<'_>, line: &[Position]) -> String {
    let metres: f64 = line.windows(2).map(|ends| ends[0].distance_m(ends[1])).sum();
    let (points, length) = (line.len().to_string(), look.say.distance(metres));
    look.say.ui_with("line-measures", &[("n", &points), ("length", &length)])
}

/// The middle of a line, to look at.
fn middle(line: &[Position]) -> Option<Position> {
    let bounds = line.iter().fold(None, |bounds: Option<[f64; 4]>, p| {
        let [south, north, west, east] = bounds.unwrap_or([p.lat_deg, p.lat_deg, p.lon_deg, p.lon_deg]);
        Some([south.min(p.lat_deg), north.max(p.lat_deg), west.min(p.lon_deg), east.max(p.lon_deg)])
    })?;
    let [south, north, west, east] = bounds;
    Some(Position::new(0.5 * (south + north), 0.5 * (west + east)))
}

pub fn division_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    let (look, say, board) = (desk.look, desk.look.say, desk.board);
    match board.agreed_tick {
        Some(tick) => desk.line(ui, say.ui_with("division-agreed-at", &[("time", &look.minute(tick))])),
        None => {
            ui.label(look.small(say.ui("no-division")));
        }
    }
    for proposal in board.proposals.iter().rev() {
        ui.push_id(proposal.number, |ui| proposal_ui(ui, desk, form, proposal, may));
    }
    if !may {
        return;
    }
    opens(ui, look, "propose-division", &mut form.open);
    if !form.open {
        form.counters = None;
    }
    if form.open {
        card(ui, look, |ui| form_ui(ui, desk, form));
    }
}

fn proposal_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, proposal: &Proposal, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    card(ui, look, |ui| {
        ui.horizontal_wrapped(|ui| {
            let (number, cell) = (numbered(proposal.number), desk.cell(proposal.by));
            let time = look.minute(proposal.tick);
            let text = say.ui_with("proposal", &[("n", &number), ("cell", &cell), ("time", &time)]);
            ui.label(RichText::new(text).strong());
            if desk.board.agreed == Some(proposal.number) {
                chip(ui, say.ui("in-force"), look.theme.good, look.theme.panel_deep);
            }
        });
        desk.line(ui, sentence(look, &proposal.division));
        let mut notes = vec![measures(look, &proposal.division.line)];
        if !proposal.plans.is_empty() {
            let plans: Vec<String> = proposal.plans.iter().map(|plan| numbered(*plan)).collect();
            notes.push(say.ui_with("with-plans", &[("plans", &plans.join(", "))]));
        }
        if let Some(first) = proposal.counters {
            notes.push(say.ui_with("in-place-of", &[("n", &numbered(first))]));
        }
        ui.label(look.small(notes.join(" · ")));
        answer_ui(ui, desk, &proposal.answer, PROPOSED);
        proposal_buttons(ui, desk, form, proposal, may);
        if let Some(why) = form.why.ui(ui, desk, proposal.number, "decline") {
            desk.answer(proposal.by, Step::Decline { proposal: proposal.number, why });
        }
    });
}

/// The labels of a yes and of a no: of a proposal, of a request for entry.
pub const PROPOSED: [&str; 2] = ["answer-yes", "answer-no"];
pub const REQUESTED: [&str; 2] = ["entry-yes", "entry-no"];

/// What became of a proposal or a request.
pub fn answer_ui(ui: &mut Ui, desk: &Desk<'_, '_>, answer: &Answer, [yes, no]: [&str; 2]) {
    let (look, say) = (desk.look, desk.look.say);
    let told = |key: &str, by: u32, tick: u64, more: (&str, &str)| {
        say.ui_with(key, &[("cell", &desk.cell(by)), ("time", &look.minute(tick)), more])
    };
    let none = ("why", "");
    let (text, color) = match answer {
        Answer::Open => (say.ui("answer-open").to_owned(), look.theme.accent_text()),
        Answer::Yes { by, tick } => (told(yes, *by, *tick, none), look.theme.good),
        Answer::No { by, tick, why } => (told(no, *by, *tick, ("why", why)), look.theme.bad),
        Answer::Countered { by, tick, proposal } => {
            (told("answer-countered", *by, *tick, ("n", &numbered(*proposal))), look.theme.warn)
        }
        Answer::Expired { tick } => {
            (say.ui_with("answer-expired", &[("time", &look.minute(*tick))]), look.theme.text_weak)
        }
    };
    ui.add(bevy_egui::egui::Label::new(RichText::new(text).size(theme::TEXT_SMALL).color(color)).wrap());
}

fn proposal_buttons(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, proposal: &Proposal, may: bool) {
    let (look, number) = (desk.look, proposal.number);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let show = RichText::new(look.say.ui("show-on-chart")).size(theme::TEXT_SMALL);
        if ui.small_button(show).clicked()
            && let Some(at) = middle(&proposal.division.line)
        {
            desk.intents.push(Intent::Centre(at));
        }
        if !may || !desk.can.answer(proposal) {
            return;
        }
        if desk.send(ui, "agree", true).clicked() {
            desk.answer(proposal.by, Step::Agree { proposal: Some(number) });
        }
        if desk.button(ui, "counter", true).on_hover_text(look.say.ui("counter-hint")).clicked() {
            desk.intents.push(Intent::Drawn(proposal.division.line.clone()));
            let sides = Some((proposal.division.left, proposal.division.right));
            let plans = std::mem::take(&mut form.plans);
            *form = Form { sides, plans, counters: Some(number), open: true, ..Form::default() };
        }
        if desk.button(ui, "decline-why", true).clicked() {
            form.why.toggle(number);
        }
    });
}

fn form_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form) {
    let (look, say) = (desk.look, desk.look.say);
    if let Some(first) = form.counters {
        let text = say.ui_with("in-place-of", &[("n", &numbered(first))]);
        if ui.small_button(format!("{text} ✖")).clicked() {
            form.counters = None;
        }
    }
    source_ui(ui, desk, &mut form.source);
    let line = match form.source {
        Source::Drawn => look.drawn,
        Source::Line(line) => exercise_line(look, line),
    };
    let (left, right) = sides_ui(ui, desk, &mut form.sides, line);
    plans_ui(ui, look, &mut form.plans);
    let division = Division { line: line.to_vec(), left, right };
    let problem = problem(&division);
    match problem {
        Some(key) => {
            let most = MOST_POINTS.to_string();
            let text = RichText::new(say.ui_with(key, &[("most", &most)])).size(theme::TEXT_SMALL);
            ui.label(text.color(look.theme.warn));
        }
        None => {
            desk.line(ui, sentence(look, &division));
            ui.label(look.small(measures(look, line)));
        }
    }
    // Answered by somebody else in the meantime, it is no longer there to be countered.
    let open = |number: u32| desk.board.proposals.iter().any(|p| p.number == number && desk.can.answer(p));
    let counters = form.counters.filter(|number| open(*number));
    ui.horizontal_wrapped(|ui| {
        let key = if counters.is_some() { "counter-now" } else { "propose" };
        if desk.send(ui, key, problem.is_none()).clicked() {
            let step = Step::Propose { division, plans: form.plans.clone(), counters };
            let first = counters.and_then(|number| desk.board.proposals.iter().find(|p| p.number == number));
            match first.map(|p| p.by) {
                Some(by) => desk.answer(by, step),
                None => desk.take(step),
            }
            // The chart shows it as a proposal from now on.
            if form.source == Source::Drawn {
                desk.intents.push(Intent::Drawn(Vec::new()));
            }
            *form = Form::default();
        }
        if desk.button(ui, "agreed-in-words", true).on_hover_text(say.ui("agreed-in-words-hint")).clicked() {
            desk.take(Step::Agree { proposal: None });
        }
    });
}

/// Why a division cannot be proposed; key of a label.
fn problem(division: &Division) -> Option<&'static str> {
    match division.line.len() {
        0 | 1 => Some("line-needed"),
        n if n > MOST_POINTS => Some("line-too-long"),
        _ if division.left == division.right => Some("two-sides-needed"),
        _ => None,
    }
}

fn source_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, source: &mut Source) {
    let (look, say) = (desk.look, desk.look.say);
    let name = |source: Source| match source {
        Source::Drawn => say.ui_with("from-chart", &[("n", &look.drawn.len().to_string())]),
        Source::Line(line) => look
            .brief
            .lines
            .get(line as usize)
            .map_or_else(String::new, |l| say.ui_with("exercise-line", &[("id", &l.id)])),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(look.small(say.ui("line")));
        combo(ui, "line", 150.0, name(*source), |ui| {
            let lines = (0..look.brief.lines.len() as u32).map(Source::Line);
            for choice in std::iter::once(Source::Drawn).chain(lines) {
                ui.selectable_value(source, choice, name(choice));
            }
        });
        match *source {
            Source::Drawn if !look.drawing && ui.small_button("✏").on_hover_text(say.ui("draw")).clicked() => {
                desk.intents.push(Intent::Draw(true));
            }
            Source::Line(line) if ui.small_button("→").on_hover_text(say.ui("to-chart")).clicked() => {
                desk.intents.push(Intent::Drawn(exercise_line(look, line).to_vec()));
                *source = Source::Drawn;
            }
            _ => {}
        }
    });
}

/// The two sides unless a person chooses: the own cell where its units are, the first other one across.
fn own_sides(desk: &Desk<'_, '_>, line: &[Position]) -> (u32, u32) {
    let look = desk.look;
    let own = look.frame().cell;
    let (one, other) = match (is_control(look, own), desk.others().as_slice()) {
        // Control proposes for two others.
        (true, [a, b, ..]) => (*a, *b),
        (_, [first, ..]) => (own, *first),
        (_, []) => (own, own),
    };
    let commands = |unit: u32| look.brief.units.get(unit as usize).is_some_and(|u| u.cell == one);
    let units = look.frame().units.iter().filter(|u| commands(u.unit)).map(|u| u.at);
    let right = units.map(|at| if lies_left(line, at) { -1 } else { 1 }).sum::<i32>() > 0;
    if right { (other, one) } else { (one, other) }
}

/// Whether a place lies left of the straight line from the first point to the last.
fn lies_left(line: &[Position], at: Position) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return true };
    let (along, towards) = (first.to(*last), first.to(at));
    along.east_m * towards.north_m - along.north_m * towards.east_m >= 0.0
}

fn sides_ui(ui: &mut Ui, desk: &Desk<'_, '_>, chosen: &mut Option<(u32, u32)>, line: &[Position]) -> (u32, u32) {
    let (look, say) = (desk.look, desk.look.say);
    let before = chosen.unwrap_or_else(|| own_sides(desk, line));
    let (mut left, mut right) = before;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let cells = look.brief.cells.len() as u32;
        for (id, key, cell) in [("left", "left-of-line", &mut left), ("right", "right-of-line", &mut right)] {
            ui.label(look.small(say.ui(key)));
            combo(ui, id, 92.0, desk.cell(*cell), |ui| {
                for other in 0..cells {
                    ui.selectable_value(cell, other, desk.cell(other));
                }
            });
        }
        if ui.small_button(say.ui("swap")).clicked() {
            std::mem::swap(&mut left, &mut right);
        }
    });
    if (left, right) != before {
        *chosen = Some((left, right));
    }
    (left, right)
}

/// The cell's own plans, to go along.
fn plans_ui(ui: &mut Ui, look: &Look<'_>, plans: &mut Vec<u32>) {
    let frame = look.frame();
    plans.retain(|plan| frame.plans.iter().any(|p| p.plan == *plan));
    for plan in frame.plans.iter().filter(|p| p.cell == frame.cell) {
        let mut along = plans.contains(&plan.plan);
        let (number, name) = (numbered(plan.plan), look.say.pattern(&plan.name));
        let text = look.say.ui_with("attach-plan", &[("n", &number), ("name", &name)]);
        if ui.checkbox(&mut along, RichText::new(text).size(theme::TEXT_SMALL)).changed() {
            plans.retain(|p| *p != plan.plan);
            if along {
                plans.push(plan.plan);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    #[test]
    fn the_left_of_a_line_to_the_north_is_its_west() {
        let (south, north) = (Position::new(36.0, 131.0), Position::new(37.0, 131.0));
        assert_eq!(sides_of(&[south, north]), Some(("side-w", "side-e")));
        assert_eq!(sides_of(&[north, south]), Some(("side-e", "side-w")));
        let east = Position::new(36.0, 132.0);
        assert_eq!(sides_of(&[south, east]), Some(("side-n", "side-s")));
        assert_eq!(sides_of(&[north, east]), Some(("side-ne", "side-sw")));
        assert_eq!((sides_of(&[south, south]), sides_of(&[south]), sides_of(&[])), (None, None, None));
    }

    #[test]
    fn units_lie_left_or_right_of_the_line() {
        let line = [Position::new(36.0, 131.0), Position::new(37.0, 131.0)];
        assert!(lies_left(&line, Position::new(36.5, 130.0)) && !lies_left(&line, Position::new(36.5, 132.0)));
    }

    #[test]
    fn a_division_has_a_line_and_two_cells() {
        let at = Position::new(36.0, 131.0);
        let division = |points, right| Division { line: vec![at; points], left: 0, right };
        assert_eq!(problem(&division(1, 1)), Some("line-needed"));
        assert_eq!(problem(&division(MOST_POINTS + 1, 1)), Some("line-too-long"));
        assert_eq!(problem(&division(2, 0)), Some("two-sides-needed"));
        assert_eq!(problem(&division(2, 1)), None);
    }

    #[test]
    fn a_line_is_looked_at_in_its_middle() {
        let line = [Position::new(36.0, 131.0), Position::new(38.0, 130.0), Position::new(37.0, 133.0)];
        assert_eq!(middle(&line).unwrap(), Position::new(37.0, 131.5));
        assert_eq!(middle(&[]), None);
    }
}
