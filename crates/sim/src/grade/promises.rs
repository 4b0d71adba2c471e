//! What partners promised, and when it came: units ready in the stated time, answers by the time wanted.

use serde::{Deserialize, Serialize};

use super::{Record, response};
use crate::{event::What, list, setup::Action};

/// What was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "numbers of the thing they name")]
pub enum Promised {
    /// A unit under way in its stated time.
    Ready { unit: u32 },
    /// An answer to a line of the exercise list.
    Answer { serial: u32 },
}

/// One promise of a cell. Ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Number of the cell whose promise it is.
    pub cell: u32,
    /// What was promised.
    pub what: Promised,
    /// When it was to come.
    pub due: u64,
    /// When it came; none: not at all.
    pub delivered: Option<u64>,
}

/// A minute of grace: units are watched once a minute.
const GRACE_S: u64 = 60;

impl Promise {
    /// It came in time, to the minute.
    pub fn kept(&self) -> bool {
        self.delivered.is_some_and(|tick| tick <= self.due + GRACE_S)
    }
}

pub(super) fn promises(record: &Record<'_>) -> Vec<Promise> {
    let mut promises: Vec<Promise> = response::responses(record)
        .into_iter()
        .filter_map(|response| {
            let terms = record.units.get(response.unit as usize)?;
            let due =
                if terms.on_call { response.ordered + terms.ready_s } else { response.ordered.max(terms.ready_s) };
            let what = Promised::Ready { unit: response.unit };
            Some(Promise { cell: terms.cell, what, due, delivered: response.under_way })
        })
        .collect();
    promises.extend(answers(record));
    promises
}

/// One for each cell asked by a line that wants its answer by a time.
fn answers<'a>(record: &'a Record<'a>) -> impl Iterator<Item = Promise> + 'a {
    record.events.iter().flat_map(move |event| {
        let What::SerialDone { serial } = event.what else { return Vec::new() };
        let Some(line) = record.serials.get(serial as usize) else { return Vec::new() };
        let (Some(within), Action::Message(draft)) = (line.detail.answer_within_s, &line.action) else {
            return Vec::new();
        };
        let answer = record.events.iter().find_map(|e| match e.what {
            What::List(list::Event::Answered { serial: s, cell, .. }) if s == serial => Some((e.tick, cell)),
            _ => None,
        });
        let promise = |cell: u32, delivered| Promise {
            cell,
            what: Promised::Answer { serial },
            due: event.tick + within,
            delivered,
        };
        match answer {
            Some((tick, cell)) => vec![promise(cell, Some(tick))],
            None => draft.to.iter().map(|cell| promise(*cell, None)).collect(),
        }
    })
}
