//! What control has changed and is still so, each with its counterpart.

use bevy_egui::egui::{Label, Ui};
use sarex_sim::{
    cells,
    command::Ask,
    event::What,
    levers::{Event, Lever, Offset},
    talk::{self, LinkRule, Quality},
    view::{Brief, Truth},
};

use super::parts;
use crate::{intent::Intent, panels::Look, words::Speech};

/// One thing in force.
pub struct Entry {
    pub text: String,
    /// What puts it right again; none: it ends by itself.
    pub restore: Option<Ask>,
}

/// Everything in force.
pub fn in_force(truth: &Truth, desk: &cells::View, brief: &Brief, say: &Speech) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (lever, counterpart) in levers(truth) {
        entries.push(Entry { text: say.lever(&lever, brief), restore: Some(Ask::Lever(counterpart)) });
    }
    for reckoning in &truth.levers.reckonings {
        let text = say.event(&What::Lever(Event::FixLost { unit: reckoning.unit }), brief);
        entries.push(Entry { text, restore: None });
    }
    for cell in &desk.frozen {
        let text = say.ui_with("ctl-frozen", &[("cell", &say.cell(*cell, brief))]);
        entries.push(Entry { text, restore: Some(Ask::Cells(cells::Ask::Thaw(*cell))) });
    }
    for (line, _) in &desk.lines {
        let Some(declared) = brief.lines.get(*line as usize) else { continue };
        let (points, reason) = (declared.points.clone(), say.ui("ctl-restored").to_owned());
        let text = say.ui_with("ctl-line-moved", &[("line", &declared.id)]);
        entries.push(Entry { text, restore: Some(Ask::Cells(cells::Ask::MoveLine { line: *line, points, reason })) });
    }
    entries.retain(|entry| !is_where_it_was(entry, desk));
    for rule in truth.links.iter().filter(|rule| rule.quality != Quality::default()) {
        let (link, quality) = (say.link(&rule.link, brief), say.quality(&rule.quality));
        let text = say.ui_with("ctl-link", &[("link", &link), ("quality", &quality)]);
        let none = LinkRule { link: rule.link, quality: Quality::default() };
        entries.push(Entry { text, restore: Some(Ask::Talk(talk::Ask::Model(none))) });
    }
    entries
}

/// A line that was put back is no change any more, though the engine keeps its points.
fn is_where_it_was(entry: &Entry, desk: &cells::View) -> bool {
    match &entry.restore {
        Some(Ask::Cells(cells::Ask::MoveLine { line, points, .. })) => {
            desk.lines.iter().any(|(number, now)| number == line && now == points)
        }
        _ => false,
    }
}

/// Each lever in force as it was pulled, with its counterpart.
fn levers(truth: &Truth) -> Vec<(Lever, Lever)> {
    let state = &truth.levers;
    let mut levers = Vec::new();
    if state.offset != Offset::default() {
        levers.push((Lever::Offset(state.offset), Lever::Offset(Offset::default())));
    }
    levers.extend(state.faults.iter().map(|fault| {
        let repair = Lever::Repair { unit: fault.unit, equipment: Some(fault.equipment) };
        (Lever::Fault(*fault), repair)
    }));
    levers.extend(state.cut.iter().map(|cell| (Lever::Cut { cell: *cell }, Lever::Reconnect { cell: *cell })));
    levers.extend(state.withdrawn.iter().map(|cell| (Lever::Withdraw { cell: *cell }, Lever::Rejoin { cell: *cell })));
    levers.extend(state.closed.iter().map(|base| (Lever::ClosePort(*base), Lever::OpenPort(*base))));
    levers.extend(state.bases.iter().filter_map(|(unit, base)| {
        let own = *truth.bases.get(*unit as usize)?;
        Some((Lever::Divert { unit: *unit, base: *base }, Lever::Divert { unit: *unit, base: own }))
    }));
    levers.extend(state.jams.iter().map(|jam| (Lever::Jam(jam.clone()), Lever::EndJam { name: jam.name.clone() })));
    levers
}

pub fn force_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let Some(truth) = &look.frame().truth else { return };
    let entries = in_force(truth, &look.frame().desk, look.brief, look.say);
    if entries.is_empty() {
        ui.label(look.weak(look.say.ui("ctl-nothing-in-force")));
    }
    for entry in entries {
        ui.horizontal_wrapped(|ui| {
            if let Some(ask) = entry.restore.filter(|ask| look.commands() && parts::may_ask(look, ask)) {
                parts::ask_button(ui, look, parts::toggle(look, look.say.ui("ctl-restore"), true), ask, intents);
            }
            ui.add(Label::new(entry.text).wrap());
        });
    }
}

#[cfg(test)]
mod tests {
    use sarex_model::position::{Position, Vec2};
    use sarex_sim::{
        levers::{Equipment, Fault, Jam},
        setup::{Base, Line, Text},
        talk::Link,
    };

    use super::*;
    use crate::{desk::brief_with, words::Language};

    fn harbour() -> Base {
        Base::Place(Position::new(37.5, 129.1))
    }

    fn truth() -> Truth {
        let mut truth = Truth { bases: vec![harbour()], ..Truth::default() };
        let levers = &mut truth.levers;
        levers.offset = Offset { wind: Vec2::new(5.0, 0.0), current: Vec2::ZERO };
        levers.faults = vec![Fault { unit: 0, equipment: Equipment::Radar, left: 0.0 }];
        levers.cut = vec![1];
        levers.withdrawn = vec![2];
        levers.closed = vec![harbour()];
        levers.bases = vec![(0, Base::Deck(3))];
        levers.jams = vec![Jam { name: "J-1".into(), at: Position::new(36.0, 131.0), radius_m: 1e4 }];
        let quality = Quality { cut: Some(true), ..Quality::default() };
        truth.links = vec![LinkRule { link: Link::default(), quality }, LinkRule::default()];
        truth
    }

    #[test]
    fn every_lever_in_force_has_its_counterpart() {
        let counterparts: Vec<Lever> = levers(&truth()).into_iter().map(|(_, counterpart)| counterpart).collect();
        let expected = [
            Lever::Offset(Offset::default()),
            Lever::Repair { unit: 0, equipment: Some(Equipment::Radar) },
            Lever::Reconnect { cell: 1 },
            Lever::Rejoin { cell: 2 },
            Lever::OpenPort(harbour()),
            Lever::Divert { unit: 0, base: harbour() },
            Lever::EndJam { name: "J-1".into() },
        ];
        assert_eq!(counterparts, expected);
        assert!(levers(&Truth::default()).is_empty());
    }

    #[test]
    fn pictures_lines_and_rules_are_in_force_too_until_they_are_put_back() {
        let mut brief = brief_with(Vec::new());
        let points = vec![Position::new(38.0, 132.0), Position::new(37.0, 131.0)];
        brief.lines = vec![Line { id: "split".into(), label: Text::plain("line"), points: points.clone() }];
        let moved = vec![Position::new(38.5, 132.0), Position::new(37.0, 131.0)];
        let mut desk = cells::View { frozen: vec![1], lines: vec![(0, moved)], ..cells::View::default() };
        let say = Speech::new(Language::En);
        let count = |desk: &cells::View| in_force(&truth(), desk, &brief, &say).len();
        // Seven levers, a picture, a line, one rule that says something.
        assert_eq!(count(&desk), 10);
        desk.lines = vec![(0, points)];
        assert_eq!(count(&desk), 9);
        desk.frozen.clear();
        assert_eq!(count(&desk), 8);
    }
}
