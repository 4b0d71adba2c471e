//! Whether a step can be taken: by this cell, now, on what it knows.

use super::{Answer, Ask, Board, MAX_POINTS, MAX_STEPS, Step, board, message};
use crate::{
    cells::Right,
    exercise::Exercise,
    limits::MAX_TEXT,
    setup::Class,
    talk::{self, HandOverItem},
};

/// Refuses a step that the cell cannot take.
pub(crate) fn check(exercise: &Exercise, cell: u32, ask: &Ask) -> Result<(), String> {
    let setup = &exercise.setup;
    let Some(asking) = setup.cells.get(cell as usize) else { return Err(format!("there is no cell number {cell}")) };
    let control = asking.has(Right::Override);
    if exercise.state.coordination.records.len() >= MAX_STEPS {
        return Err(format!("an exercise holds at most {MAX_STEPS} steps of coordination"));
    }
    if ask.to.is_empty() || ask.to.contains(&cell) || ask.to.len() > setup.cells.len() {
        return Err("a step is told to at least one other cell".to_owned());
    }
    ask.to.iter().try_for_each(|to| known(*to, setup.cells.len(), "cell"))?;
    let board = board::board(exercise, cell, control);
    possible(exercise, cell, control, &board, &ask.step)?;
    talk::check_draft(exercise, cell, control, &message::draft(exercise, cell, ask))
}

fn possible(exercise: &Exercise, cell: u32, control: bool, board: &Board, step: &Step) -> Result<(), String> {
    let setup = &exercise.setup;
    let cells = setup.cells.len();
    let smc = board.smc.map(|smc| smc.cell);
    let as_smc = || if control || smc == Some(cell) { Ok(()) } else { Err("only the SMC may do that".to_owned()) };
    match step {
        Step::Alert { object } => object.map_or(Ok(()), |o| known(o, setup.objects.len(), "search object")),
        Step::NameSmc { cell: named } => {
            known(*named, cells, "cell")?;
            match smc {
                Some(smc) if !control && smc != cell => {
                    Err(format!("{} is SMC and hands over", setup.cells[smc as usize].id))
                }
                _ => Ok(()),
            }
        }
        Step::ShareDatum { object } | Step::AgreeDatum { object } => {
            known(*object, setup.objects.len(), "search object")?;
            let own = &exercise.state.cells[cell as usize];
            let there =
                own.estimates.iter().any(|e| e.object == *object) || own.found.iter().any(|f| f.object == *object);
            let agreed = matches!(step, Step::AgreeDatum { .. });
            match () {
                () if !control && !there => Err("the cell has no datum for that object itself".to_owned()),
                () if agreed && board.datums.iter().all(|d| d.object != *object || d.by == cell) => {
                    Err("nobody told the cell a datum of that object".to_owned())
                }
                () => Ok(()),
            }
        }
        Step::Propose { division, plans, counters } => {
            known(division.left, cells, "cell")?;
            known(division.right, cells, "cell")?;
            if !(2..=MAX_POINTS).contains(&division.line.len()) || !division.line.iter().all(|p| p.is_valid()) {
                return Err(format!("a line has between 2 and {MAX_POINTS} points"));
            }
            if division.left == division.right {
                return Err("a division gives its sides to two cells".to_owned());
            }
            let own_plans = &exercise.state.cells[cell as usize].plans;
            if !control && !plans.iter().all(|plan| own_plans.contains(plan)) {
                return Err("a proposal shows plans that the cell knows".to_owned());
            }
            plans.iter().try_for_each(|plan| known(*plan, exercise.state.plans.len(), "plan"))?;
            counters.map_or(Ok(()), |number| open_proposal(board, cell, number))
        }
        Step::Agree { proposal: Some(number) } | Step::Decline { proposal: number, .. } => {
            why_fits(step)?;
            open_proposal(board, cell, *number)
        }
        Step::Agree { proposal: None } => Ok(()),
        Step::NameOsc { cell: named, unit } | Step::NameAco { cell: named, unit } => {
            as_smc()?;
            known(*named, cells, "cell")?;
            unit.map_or(Ok(()), |unit| known(unit, setup.units.len(), "unit"))
        }
        Step::RequestEntry { unit, low_m, high_m, until_tick } => {
            let flies = |unit: &u32| {
                let found = setup.units.get(*unit as usize);
                found.is_some_and(|u| u.performance.class != Class::Vessel && (control || u.cell == Some(cell)))
            };
            match () {
                () if !unit.iter().all(flies) => Err("entry is requested for an aircraft of the cell".to_owned()),
                () if !(0.0 <= *low_m && low_m <= high_m && *high_m <= 15_000.0) => {
                    Err("the heights of an entry are from 0 to 15000 m".to_owned())
                }
                () if until_tick.is_some_and(|t| t <= exercise.state.tick) => {
                    Err("the end of an entry is past".to_owned())
                }
                () => Ok(()),
            }
        }
        Step::ClearEntry { entry, .. } | Step::RefuseEntry { entry, .. } => {
            why_fits(step)?;
            let open = board.entries.iter().any(|e| e.number == *entry && e.answer == Answer::Open && e.by != cell);
            if open { Ok(()) } else { Err("no such request waits for the cell's answer".to_owned()) }
        }
        Step::ExpireEntry { .. } => Err("only time lets an entry expire".to_owned()),
        Step::OfferHandOver { office, to, items } => {
            items_fit(items)?;
            known(*to, cells, "cell")?;
            let holds = board.holder(*office).is_some_and(|h| h.cell == cell);
            match () {
                () if *to == cell => Err("a cell hands over to another one".to_owned()),
                () if holds || control => Ok(()),
                () => Err("only who holds the office hands it over".to_owned()),
            }
        }
        Step::Brief { hand_over, items } => {
            items_fit(items)?;
            let open = board.hand_overs.iter().find(|h| h.number == *hand_over && h.taken_tick.is_none());
            let own = open.is_some_and(|h| control || h.from == cell);
            if own { Ok(()) } else { Err("the cell has no such hand-over under way".to_owned()) }
        }
        Step::TakeOver { hand_over } => {
            let open = board.hand_overs.iter().find(|h| h.number == *hand_over && h.taken_tick.is_none());
            let own = open.is_some_and(|h| h.to == cell);
            if own { Ok(()) } else { Err("the cell has no such hand-over under way".to_owned()) }
        }
        Step::Suspend { .. } => as_smc().and(why_fits(step)),
        Step::Resume { .. } => {
            as_smc().and(why_fits(step))?;
            if board.suspended.is_some() { Ok(()) } else { Err("the search is not suspended".to_owned()) }
        }
    }
}

fn open_proposal(board: &Board, cell: u32, number: u32) -> Result<(), String> {
    let open = board.proposals.iter().any(|p| p.number == number && p.answer == Answer::Open && p.by != cell);
    if open { Ok(()) } else { Err("no such proposal waits for the cell's answer".to_owned()) }
}

/// Each item at most once.
fn items_fit(items: &[HandOverItem]) -> Result<(), String> {
    let fits = items.len() <= HandOverItem::ALL.len();
    if fits { Ok(()) } else { Err("a checklist has each of its items once".to_owned()) }
}

fn why_fits(step: &Step) -> Result<(), String> {
    let why = match step {
        Step::Decline { why, .. } | Step::RefuseEntry { why, .. } | Step::Suspend { why } | Step::Resume { why } => why,
        _ => return Ok(()),
    };
    let fits = why.chars().count() <= MAX_TEXT;
    if fits { Ok(()) } else { Err(format!("a reason holds at most {MAX_TEXT} characters")) }
}

fn known(number: u32, count: usize, what: &str) -> Result<(), String> {
    if (number as usize) < count { Ok(()) } else { Err(format!("there is no {what} number {number}")) }
}
