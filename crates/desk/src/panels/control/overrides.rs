//! Any state as control wants it, always with a reason; and the way back.

use bevy_egui::egui::{Button, DragValue, Label, Separator, TextEdit, Ui};
use sarex_sim::{
    command::Ask,
    event::What,
    levers::{Change, Event, Fate, Lever},
    limits::MAX_TEXT,
    view::{Activity, Truth},
};

use super::parts::{self, Subject};
use crate::{intent::Intent, panels::Look};

/// Overrides in the list of the last ones.
const LAST: usize = 8;

/// What the form holds.
#[derive(Default)]
pub struct Form {
    pub reason: String,
    pub fuel_percent: Option<f64>,
    /// The person, counted from one.
    pub person: u32,
    /// Who has the person on board.
    pub carrier: Option<u32>,
    /// The cell that knows of the object, or does not.
    pub cell: Option<u32>,
}

/// A fate, without its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Waiting,
    Dead,
    Recovered,
}

impl Wanted {
    const ALL: [Wanted; 3] = [Wanted::Waiting, Wanted::Dead, Wanted::Recovered];

    fn key(self) -> &'static str {
        match self {
            Wanted::Waiting => "ctl-fate-waiting",
            Wanted::Dead => "ctl-fate-dead",
            Wanted::Recovered => "ctl-fate-recovered",
        }
    }

    fn of(fate: Fate) -> Self {
        match fate {
            Fate::Waiting => Wanted::Waiting,
            Fate::Dead => Wanted::Dead,
            Fate::Recovered { .. } => Wanted::Recovered,
        }
    }

    /// The fate itself; none: on board of nobody yet.
    fn fate(self, carrier: Option<u32>) -> Option<Fate> {
        Some(match self {
            Wanted::Waiting => Fate::Waiting,
            Wanted::Dead => Fate::Dead,
            Wanted::Recovered => Fate::Recovered { unit: carrier? },
        })
    }
}

/// The override, once there is a reason.
fn over(change: Option<Change>, reason: &str) -> Option<Ask> {
    let reason = reason.trim().to_owned();
    let change = change.filter(|_| !reason.is_empty())?;
    Some(Ask::Lever(Lever::Override { change, reason }))
}

/// A button for an override; true when it was pressed.
fn set_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    key: &str,
    change: Option<Change>,
    reason: &str,
    intents: &mut Vec<Intent>,
) -> bool {
    parts::ask_if(ui, look, Button::new(look.say.ui(key)), over(change, reason), "ctl-override-needs", intents)
}

pub fn overrides_ui(ui: &mut Ui, look: &Look<'_>, subject: &mut Subject, form: &mut Form, intents: &mut Vec<Intent>) {
    let Some(truth) = &look.frame().truth else { return };
    let hint = look.weak(look.say.ui("ctl-reason"));
    ui.add(TextEdit::singleline(&mut form.reason).hint_text(hint).desired_width(f32::INFINITY).char_limit(MAX_TEXT));
    parts::place_ui(ui, look, intents);
    let mut set = unit_ui(ui, look, truth, &mut subject.unit, form, intents);
    if !look.brief.objects.is_empty() {
        ui.add(Separator::default().spacing(5.0));
        set |= object_ui(ui, look, truth, &mut subject.object, form, intents);
    }
    if set {
        form.reason.clear();
    }
}

fn unit_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    truth: &Truth,
    subject: &mut Option<u32>,
    form: &mut Form,
    intents: &mut Vec<Intent>,
) -> bool {
    let before = *subject;
    parts::unit_choice(ui, look, "override", subject);
    if before != *subject {
        form.fuel_percent = None;
    }
    let Some(unit) = *subject else { return false };
    let mut set = false;
    ui.horizontal_wrapped(|ui| {
        let change = look.drawn.last().map(|at| Change::UnitPosition { unit, at: *at });
        set |= moved_ui(ui, look, change, &form.reason, intents);
        let lost = truth.units.get(unit as usize).is_some_and(|unit| unit.activity == Activity::Lost);
        let key = if lost { "ctl-unit-back" } else { "ctl-unit-lost" };
        set |= set_ui(ui, look, key, Some(Change::Lost { unit, lost: !lost }), &form.reason, intents);
    });
    let share = look.unit(unit).and_then(|unit| unit.fuel_frac);
    if let Some(share) = share {
        ui.horizontal_wrapped(|ui| {
            ui.label(look.weak(look.say.ui("fuel")));
            let mut percent = form.fuel_percent.unwrap_or((share * 100.0).clamp(0.0, 100.0));
            if ui.add(DragValue::new(&mut percent).range(0.0..=100.0).suffix(" %").max_decimals(0)).changed() {
                form.fuel_percent = Some(percent);
            }
            let change =
                form.fuel_percent.map(|percent| Change::Fuel { unit, share: (percent / 100.0).clamp(0.0, 1.0) });
            if set_ui(ui, look, "ctl-set", change, &form.reason, intents) {
                (form.fuel_percent, set) = (None, true);
            }
        });
    }
    set
}

/// To the place drawn on the chart, which is then used up.
fn moved_ui(ui: &mut Ui, look: &Look<'_>, change: Option<Change>, reason: &str, intents: &mut Vec<Intent>) -> bool {
    let set = set_ui(ui, look, "ctl-move-here", change, reason, intents);
    if set {
        intents.push(Intent::Drawn(Vec::new()));
    }
    set
}

fn object_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    truth: &Truth,
    subject: &mut Option<u32>,
    form: &mut Form,
    intents: &mut Vec<Intent>,
) -> bool {
    parts::object_choice(ui, look, "override", subject);
    let Some(object) = *subject else { return false };
    let mut set = false;
    ui.horizontal_wrapped(|ui| {
        let change = look.drawn.last().map(|at| Change::ObjectPosition { object, at: *at });
        set |= moved_ui(ui, look, change, &form.reason, intents);
    });
    set |= person_ui(ui, look, truth, object, form, intents);
    ui.horizontal_wrapped(|ui| {
        // Only a cell with a unit can have found something.
        let finders = (0..look.brief.cells.len() as u32).filter(|c| look.brief.units.iter().any(|u| u.cell == *c));
        parts::cell_choice(ui, look, "finder", "ctl-choose-cell", finders, &mut form.cell);
        for (key, found) in [("ctl-knows", true), ("ctl-knows-not", false)] {
            let change = form.cell.map(|cell| Change::Found { cell, object, found });
            set |= set_ui(ui, look, key, change, &form.reason, intents);
        }
    });
    set
}

fn person_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    truth: &Truth,
    object: u32,
    form: &mut Form,
    intents: &mut Vec<Intent>,
) -> bool {
    let fates = truth.objects.iter().find(|o| o.object == object).map_or(&[][..], |o| &o.fates);
    if fates.is_empty() {
        return false;
    }
    let say = look.say;
    let mut set = false;
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(say.ui("ctl-person")));
        let most = fates.len() as u32;
        form.person = form.person.clamp(1, most);
        ui.add(DragValue::new(&mut form.person).range(1..=most).speed(0.1).suffix(format!(" / {most}")));
        let now = fates[form.person as usize - 1];
        ui.label(say.ui(Wanted::of(now).key()));
    });
    let now = fates[form.person as usize - 1];
    ui.horizontal_wrapped(|ui| {
        for wanted in Wanted::ALL {
            if wanted == Wanted::Recovered {
                parts::unit_choice(ui, look, "carrier", &mut form.carrier);
            }
            let fate = wanted.fate(form.carrier).filter(|fate| *fate != now);
            let change = fate.map(|fate| Change::Person { object, person: form.person - 1, fate });
            set |= set_ui(ui, look, wanted.key(), change, &form.reason, intents);
        }
    });
    set
}

/// Whether two changes set the same thing.
fn same_thing(one: &Change, other: &Change) -> bool {
    use Change::{Found, Fuel, Lost, ObjectPosition, Person, UnitPosition};
    match (*one, *other) {
        (UnitPosition { unit: a, .. }, UnitPosition { unit: b, .. }) => a == b,
        (Fuel { unit: a, .. }, Fuel { unit: b, .. }) => a == b,
        (Lost { unit: a, .. }, Lost { unit: b, .. }) => a == b,
        (ObjectPosition { object: a, .. }, ObjectPosition { object: b, .. }) => a == b,
        (Person { object: a, person: p, .. }, Person { object: b, person: q, .. }) => (a, p) == (b, q),
        (Found { cell: a, object: o, .. }, Found { cell: b, object: p, .. }) => (a, o) == (b, p),
        _ => false,
    }
}

/// The newest override of each thing: its tick, what it set, what stood before, why.
fn last<'a>(look: &Look<'a>) -> Vec<(u64, Change, Change, &'a str)> {
    let mut last: Vec<(u64, Change, Change, &str)> = Vec::new();
    for event in look.frame().events.iter().rev() {
        let What::Lever(Event::Overridden { change, before, reason }) = &event.what else { continue };
        if last.iter().all(|(_, newer, ..)| !same_thing(newer, change)) {
            last.push((event.tick, *change, *before, reason));
        }
        if last.len() == LAST {
            break;
        }
    }
    last
}

/// Whether anything was overridden of late.
pub fn any(look: &Look<'_>) -> bool {
    look.frame().events.iter().any(|event| matches!(event.what, What::Lever(Event::Overridden { .. })))
}

/// The last overrides, each with the way back.
pub fn last_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let say = look.say;
    for (tick, change, before, reason) in last(look) {
        ui.horizontal_wrapped(|ui| {
            let why: String = say.ui_with("ctl-undo-reason", &[("reason", reason)]).chars().take(MAX_TEXT).collect();
            let button = parts::toggle(look, say.ui("ctl-undo"), false);
            parts::ask_if(ui, look, button, over(Some(before), &why), "", intents);
            parts::small(ui, look, look.minute(tick));
            ui.add(Label::new(say.change(&change, look.brief)).wrap());
        });
        let (before, reason) = (say.change(&before, look.brief), reason.to_owned());
        let text = say.ui_with("ctl-before", &[("before", &before), ("reason", &reason)]);
        ui.add(Label::new(look.small(text)).wrap());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overridden_without_a_reason() {
        let change = Change::Lost { unit: 2, lost: true };
        assert_eq!(over(Some(change), "  "), None);
        assert_eq!(over(None, "why"), None);
        let ask = Ask::Lever(Lever::Override { change, reason: "why".into() });
        assert_eq!(over(Some(change), " why "), Some(ask));
    }

    #[test]
    fn a_person_is_on_board_of_somebody() {
        assert_eq!(Wanted::Recovered.fate(None), None);
        assert_eq!(Wanted::Recovered.fate(Some(4)), Some(Fate::Recovered { unit: 4 }));
        assert!(Wanted::ALL.iter().all(|wanted| wanted.fate(Some(0)).is_some_and(|fate| Wanted::of(fate) == *wanted)));
    }

    #[test]
    fn the_same_thing_is_the_same_kind_of_the_same_number() {
        let lost = Change::Lost { unit: 2, lost: true };
        assert!(same_thing(&lost, &Change::Lost { unit: 2, lost: false }));
        assert!(!same_thing(&lost, &Change::Lost { unit: 3, lost: true }));
        assert!(!same_thing(&lost, &Change::Fuel { unit: 2, share: 0.5 }));
        let person = |person, fate| Change::Person { object: 0, person, fate };
        assert!(same_thing(&person(1, Fate::Dead), &person(1, Fate::Waiting)));
        assert!(!same_thing(&person(1, Fate::Dead), &person(2, Fate::Dead)));
    }
}
