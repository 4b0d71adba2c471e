//! Telling: by hand, by a message about an object, and by a plan that is shared.

use sarex_model::position::Position;

use super::{
    Ask, Content, DatumView, Event, How, Item, Kind, Release, Rule, ToldPlan,
    parcel::{Parcel, send},
    release,
    rule::{Matter, Verdict, verdict},
};
use crate::{
    cells::{Right, may},
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::MAX_RULES,
};

/// Whether what a cell asks can be done; the right to share is checked before.
pub(crate) fn valid(exercise: &Exercise, cell: u32, ask: &Ask) -> Result<(), String> {
    let owner = match ask {
        Ask::Put(rule) => rule.from,
        Ask::Drop { cell, .. } => *cell,
        Ask::Tell { from, .. } => *from,
    };
    if owner != cell && may(exercise, cell, Right::Override).is_err() {
        return Err("a cell shares only what is its own".to_owned());
    }
    let rules = &exercise.state.sharing.rules;
    let there = |id: &str| rules.iter().any(|r| r.from == owner && r.id == id);
    match ask {
        Ask::Put(rule) => match rule.fault(&exercise.setup) {
            Some(fault) => Err(fault),
            None if rules.len() >= MAX_RULES && !there(&rule.id) => {
                Err(format!("there are {MAX_RULES} rules of release already"))
            }
            None => Ok(()),
        },
        Ask::Drop { rule, .. } if there(rule) => Ok(()),
        Ask::Drop { rule, .. } => Err(format!("the cell has no rule of release \"{rule}\"")),
        Ask::Tell { from, to, item } => may_tell(exercise, *from, to, *item),
    }
}

fn may_tell(exercise: &Exercise, from: u32, to: &[u32], item: Item) -> Result<(), String> {
    if from as usize >= exercise.setup.cells.len() {
        return Err(format!("there is no cell number {from}"));
    }
    if to.is_empty() || to.contains(&from) || to.iter().any(|to| *to as usize >= exercise.setup.cells.len()) {
        return Err("name at least one other cell to tell it to".to_owned());
    }
    if content(exercise, from, to[0], item, How::Hand).is_none() {
        return Err("the cell does not know that itself".to_owned());
    }
    if to.iter().any(|to| !levers::connected(exercise, from, *to)) {
        return Err("communications with that cell are lost".to_owned());
    }
    for to in to {
        if let Verdict { release: Release::Withhold, rule, .. } = verdict_of(exercise, from, *to, item) {
            let id = &exercise.setup.cells[*to as usize].id;
            return Err(format!("the rule of release \"{}\" withholds it from {id}", rule.unwrap_or_default()));
        }
    }
    Ok(())
}

/// Does what was asked.
pub(crate) fn carry_out(exercise: &mut Exercise, ask: &Ask) {
    match ask {
        Ask::Put(rule) => {
            let rules = &mut exercise.state.sharing.rules;
            rules.retain(|known| known.from != rule.from || known.id != rule.id);
            rules.insert(0, rule.clone());
            changed(exercise, rule.from, Event::RulePut { cell: rule.from, rule: rule.id.clone() });
        }
        Ask::Drop { cell, rule } => {
            exercise.state.sharing.rules.retain(|known| known.from != *cell || known.id != *rule);
            changed(exercise, *cell, Event::RuleDropped { cell: *cell, rule: rule.clone() });
        }
        Ask::Tell { from, to, item } => {
            for to in to {
                tell(exercise, *from, *to, *item, How::Hand);
            }
        }
    }
}

/// After a change of rules every plan is looked at again.
fn changed(exercise: &mut Exercise, cell: u32, what: Event) {
    let plans = &exercise.state.plans;
    exercise.state.sharing.plans_fed.retain(|(_, plan), _| plans[*plan as usize].cell != cell);
    exercise.emit(Audience::Cells(vec![cell]), What::Sharing(what));
}

/// Tells one thing, or notes that a rule withholds it.
fn tell(exercise: &mut Exercise, from: u32, to: u32, item: Item, how: How) {
    let Some(content) = content(exercise, from, to, item, how) else {
        // Of a plan nothing is left after the rules.
        return withheld(exercise, from, to, item, verdict_of(exercise, from, to, item));
    };
    let verdict = verdict_of(exercise, from, to, item);
    if verdict.release == Release::Withhold {
        return withheld(exercise, from, to, item, verdict);
    }
    let taken = exercise.state.tick;
    send(exercise, Parcel { from, to: vec![to], taken, item, how, content }, verdict.after_s);
}

fn withheld(exercise: &mut Exercise, from: u32, to: u32, item: Item, verdict: Verdict) {
    if let Some(rule) = verdict.rule.filter(|_| verdict.release == Release::Withhold) {
        let what = Event::Withheld { from, to, item, rule };
        exercise.emit(Audience::Cells(vec![from]), What::Sharing(what));
    }
}

/// What a message about an object brings along: the inputs of the drift forecast, and where it was found.
pub(crate) fn attach(exercise: &mut Exercise, message: u32, from: u32, to: u32, object: u32) {
    let (sender, sees_truth) = (&exercise.state.cells[from as usize], exercise.setup.cells[from as usize].sees_truth());
    let found = sender.found.iter().any(|f| f.object == object);
    // Who knows nothing of the object has nothing to attach.
    if sees_truth || found || sender.estimates.iter().any(|e| e.object == object) {
        tell(exercise, from, to, Item::Datum(object), How::Message(message));
    }
    if found {
        tell(exercise, from, to, Item::Found(object), How::Message(message));
    }
}

/// Tells partners of a plan that was made to be shared, or changed.
pub(crate) fn tell_plan(exercise: &mut Exercise, plan: u32, to: &[u32]) {
    let from = exercise.state.plans[plan as usize].cell;
    for to in to {
        if *to != from && levers::connected(exercise, from, *to) {
            tell(exercise, from, *to, Item::Plan(plan), How::Plan);
        }
    }
}

/// Tells the plans that rules release all the time, each version once.
pub(crate) fn feed_plans(exercise: &mut Exercise, owner: u32) {
    for plan in 0..exercise.state.plans.len() as u32 {
        let (cell, changed) = {
            let state = &exercise.state.plans[plan as usize];
            (state.cell, state.changed)
        };
        for to in (0..exercise.setup.cells.len() as u32).filter(|to| cell == owner && *to != owner) {
            let fed = exercise.state.sharing.plans_fed.get(&(to, plan)).is_some_and(|version| *version >= changed);
            let always = || verdict_of(exercise, owner, to, Item::Plan(plan)).release == Release::Always;
            if !fed && levers::connected(exercise, owner, to) && always() {
                exercise.state.sharing.plans_fed.insert((to, plan), changed);
                tell(exercise, owner, to, Item::Plan(plan), How::Feed);
            }
        }
    }
}

/// What the rules say of one item of a cell's own. A plan is as free as its freest part, and as late as its latest.
pub(crate) fn verdict_of(exercise: &Exercise, from: u32, to: u32, item: Item) -> Verdict {
    verdict_by(exercise, &exercise.state.sharing.rules, from, to, item)
}

pub(crate) fn verdict_by(exercise: &Exercise, rules: &[Rule], from: u32, to: u32, item: Item) -> Verdict {
    let one = |unit: Option<u32>, places: &[Position]| {
        verdict(&exercise.setup, rules, &Matter { from, to, kind: item.kind(), unit, places })
    };
    match item {
        Item::Position(unit) | Item::Fuel(unit) => {
            let there = (unit as usize) < exercise.setup.units.len();
            one(Some(unit), &[if there { exercise.believed(unit) } else { Position::default() }])
        }
        Item::Plan(plan) => {
            let parts = exercise.state.plans.get(plan as usize).map_or(&[][..], |p| &p.parts);
            let mut verdicts = parts.iter().map(|part| one(Some(part.unit), &part.points));
            let Some(first) = verdicts.next() else { return one(None, &[]) };
            verdicts.fold(first, |best, next| {
                let after_s = match (best.release, next.release) {
                    (Release::Withhold, _) => next.after_s,
                    (_, Release::Withhold) => best.after_s,
                    _ => best.after_s.max(next.after_s),
                };
                let freer = if next.release > best.release { next } else { best };
                Verdict { after_s, ..freer }
            })
        }
        Item::Track(_) | Item::Datum(_) | Item::Found(_) => one(None, &place(exercise, from, item)),
    }
}

/// Where a contact, a forecast or a find is, as the cell knows it.
fn place(exercise: &Exercise, from: u32, item: Item) -> Vec<Position> {
    let Some(cell) = exercise.state.cells.get(from as usize) else { return Vec::new() };
    let at = match item {
        Item::Track(number) => cell.tracks.values().find(|t| t.number == number).map(|t| t.at),
        Item::Datum(object) => cell.estimates.iter().find(|e| e.object == object).map(|e| e.mean),
        Item::Found(object) => cell.found.iter().find(|f| f.object == object).map(|f| f.at),
        Item::Position(_) | Item::Fuel(_) | Item::Plan(_) => None,
    };
    at.into_iter().collect()
}

/// What there is to tell of an item; none when the cell does not know it, or nothing of it may be told.
fn content(exercise: &Exercise, from: u32, to: u32, item: Item, how: How) -> Option<Content> {
    let own = |unit: u32| {
        let declared = exercise.setup.units.get(unit as usize);
        declared.is_some_and(|u| u.cell == Some(from)) && levers::silent(exercise, unit).is_none()
    };
    let cell = exercise.state.cells.get(from as usize)?;
    match item {
        Item::Position(unit) => own(unit).then(|| Content::Report { unit, report: release::report(exercise, unit) }),
        Item::Fuel(unit) => own(unit).then(|| Content::Fuel { unit, fuel_frac: release::fuel_frac(exercise, unit) }),
        Item::Track(number) => release::tracks_of(exercise, from).find(|t| t.number == number).map(Content::Track),
        Item::Datum(object) => {
            let known = cell.estimates.iter().any(|e| e.object == object)
                || cell.found.iter().any(|f| f.object == object)
                || exercise.setup.cells[from as usize].sees_truth() && (object as usize) < exercise.setup.objects.len();
            known.then(|| Content::Datum { object, forecast: forecast(exercise, from, object) })
        }
        Item::Plan(plan) => {
            let least = if how == How::Feed { Release::Always } else { Release::WhenTold };
            let told = redacted(exercise, &exercise.state.sharing.rules, (from, to), plan, least);
            told.map(|told| Content::Plan { plan, told })
        }
        Item::Found(object) => cell.found.iter().find(|f| f.object == object).cloned().map(Content::Found),
    }
}

/// A cell's own forecast in the form in which it is told.
pub(crate) fn forecast(exercise: &Exercise, cell: u32, object: u32) -> Option<DatumView> {
    let estimate = exercise.state.cells[cell as usize].estimates.iter().find(|e| e.object == object)?;
    Some(DatumView {
        from: cell,
        object,
        tick: exercise.state.tick,
        datum: estimate.mean,
        radius_50_m: estimate.radius_50_m,
        radius_95_m: estimate.radius_95_m,
        drift_mps: [estimate.drift.east_m, estimate.drift.north_m],
        pos: estimate.pos,
    })
}

/// A plan as a partner may have it: the parts that the rules leave at least so free; none when it is not the cell's or
/// nothing is left.
pub(crate) fn redacted(
    exercise: &Exercise,
    rules: &[Rule],
    (from, to): (u32, u32),
    plan: u32,
    least: Release,
) -> Option<ToldPlan> {
    let state = exercise.state.plans.get(plan as usize).filter(|state| state.cell == from)?;
    let mut parts = state.parts.clone();
    parts.retain(|part| {
        let matter = Matter { from, to, kind: Kind::Plans, unit: Some(part.unit), places: &part.points };
        verdict(&exercise.setup, rules, &matter).release >= least
    });
    for part in &mut parts {
        // How far the unit has come is told by its position reports.
        part.legs_done = 0;
    }
    // The planner's note may speak of parts that are left out.
    let note = if parts.len() == state.parts.len() { state.note.clone() } else { String::new() };
    (!parts.is_empty()).then(|| ToldPlan { name: state.name.clone(), note, made: state.made, parts })
}
