//! The steps of coordination: who told whom what, who planned, who found, and when.

use std::collections::BTreeSet;

use sarex_sim::{event::What, setup::Action, view::Brief};

use crate::history::History;

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// When it was taken, seconds from the start.
    pub tick: u64,
    pub kind: StepKind,
    /// Number of the serial that carried it out; none: people at the desk, or the exercise itself.
    pub serial: Option<u32>,
    /// When the last of the cells addressed had read it.
    pub read_tick: Option<u64>,
}

/// What was done. Numbers are indices.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StepKind {
    Message { message: u32, from: u32, to: Vec<u32>, kind: String },
    Plan { cell: u32, name: String },
    Found { object: u32, unit: u32 },
    OnScene { object: u32, unit: u32 },
    Cleared { object: u32 },
}

/// Every step, in the order taken. Arrivals on scene and detections count once for each object.
pub(super) fn steps(brief: &Brief, history: &History) -> Vec<Step> {
    let mut carried_out: Vec<(u64, u32)> = Vec::new();
    let mut steps = Vec::new();
    let mut seen = BTreeSet::new();
    for event in &history.events {
        let step = |kind| Step { tick: event.tick, kind, serial: None, read_tick: None };
        match &event.what {
            What::SerialDone { serial } => carried_out.push((event.tick, *serial)),
            What::MessageSent { message, from, to, kind } => {
                let kind = StepKind::Message { message: *message, from: *from, to: to.clone(), kind: kind.clone() };
                steps.push(step(kind));
            }
            What::PlanMade { cell, name, .. } => steps.push(step(StepKind::Plan { cell: *cell, name: name.clone() })),
            What::Detected { unit, object, .. } if seen.insert((0, *object)) => {
                steps.push(step(StepKind::Found { object: *object, unit: *unit }));
            }
            What::OnScene { unit, object } if seen.insert((1, *object)) => {
                steps.push(step(StepKind::OnScene { object: *object, unit: *unit }));
            }
            What::ObjectCleared { object } => steps.push(step(StepKind::Cleared { object: *object })),
            _ => {}
        }
    }
    for step in &mut steps {
        step.read_tick = read_tick(step, history);
        let fits = |&(tick, serial): &(u64, u32)| tick == step.tick && carries_out(brief, serial, &step.kind);
        step.serial = carried_out.iter().position(fits).map(|found| carried_out.remove(found).1);
    }
    steps
}

fn carries_out(brief: &Brief, serial: u32, step: &StepKind) -> bool {
    match (brief.serials.get(serial as usize).map(|s| &s.action), step) {
        (Some(Action::Message(draft)), StepKind::Message { from, kind, .. }) => {
            draft.from == *from && draft.kind == *kind
        }
        (Some(Action::Search(request)), StepKind::Plan { cell, .. }) => request.cell == *cell,
        _ => false,
    }
}

/// When every cell addressed had read the message.
fn read_tick(step: &Step, history: &History) -> Option<u64> {
    let StepKind::Message { message, to, .. } = &step.kind else { return None };
    let read_by = |reader: &u32| {
        history.events.iter().find_map(|event| match event.what {
            What::MessageRead { message: m, cell } if m == *message && cell == *reader => Some(event.tick),
            _ => None,
        })
    };
    let ticks: Option<Vec<u64>> = to.iter().map(read_by).collect();
    ticks?.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_message_knows_its_serial_and_when_it_was_read() {
        let (brief, history) = (sample::brief(), sample::history());
        let steps = steps(&brief, &history);
        let datum =
            steps.iter().find(|s| matches!(&s.kind, StepKind::Message { kind, .. } if kind == "datum")).unwrap();
        assert_eq!((datum.tick, datum.serial, datum.read_tick), (1200, Some(1), Some(1260)));
        let found: Vec<_> = steps.iter().filter(|s| matches!(s.kind, StepKind::Found { .. })).collect();
        assert_eq!(found.len(), 1);
    }
}
