//! A cell's board: where coordination stands, as far as the cell knows.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use super::{Division, Record, Step};
use crate::{
    exercise::Exercise,
    talk::{HandOverItem, Office},
};

/// Where coordination stands for one cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Board {
    pub alerted_tick: Option<u64>,
    pub smc: Option<Holder>,
    pub osc: Option<Holder>,
    pub aco: Option<Holder>,
    pub datums: Vec<Datum>,
    pub proposals: Vec<Proposal>,
    /// Number of the proposal in force.
    pub agreed: Option<u32>,
    /// When a division was last agreed, by a proposal or in plain words.
    pub agreed_tick: Option<u64>,
    pub entries: Vec<Entry>,
    pub hand_overs: Vec<HandOver>,
    /// Why the search is suspended, and since when.
    pub suspended: Option<(u64, String)>,
}

/// Who holds an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Holder {
    pub cell: u32,
    pub unit: Option<u32>,
    pub since_tick: u64,
}

/// A datum told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Datum {
    pub object: u32,
    pub by: u32,
    pub tick: u64,
    /// Cells whose forecast agrees, and since when.
    pub agreed: Vec<(u32, u64)>,
}

/// What became of a proposal or a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "cell and tick of the answer; reason")]
pub enum Answer {
    #[default]
    Open,
    Yes {
        by: u32,
        tick: u64,
    },
    No {
        by: u32,
        tick: u64,
        why: String,
    },
    /// Another proposal, by number, took its place.
    Countered {
        by: u32,
        tick: u64,
        proposal: u32,
    },
    Expired {
        tick: u64,
    },
}

/// A proposed division of the area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct Proposal {
    pub number: u32,
    pub by: u32,
    pub tick: u64,
    pub division: Division,
    pub plans: Vec<u32>,
    pub counters: Option<u32>,
    pub answer: Answer,
}

/// A request for entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct Entry {
    pub number: u32,
    pub by: u32,
    pub tick: u64,
    pub unit: Option<u32>,
    pub low_m: f64,
    pub high_m: f64,
    pub until_tick: Option<u64>,
    pub answer: Answer,
}

/// A hand-over under way or done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct HandOver {
    pub number: u32,
    pub office: Office,
    pub from: u32,
    pub to: u32,
    pub offered_tick: u64,
    /// Items of the checklist handed over so far.
    pub briefed: Vec<HandOverItem>,
    pub taken_tick: Option<u64>,
}

impl HandOver {
    /// Items of the checklist that were not handed over.
    pub fn missing(&self) -> impl Iterator<Item = HandOverItem> {
        HandOverItem::ALL.iter().copied().filter(|item| !self.briefed.contains(item))
    }
}

impl Board {
    /// Who holds an office.
    pub fn holder(&self, office: Office) -> Option<Holder> {
        match office {
            Office::Smc => self.smc,
            Office::Osc => self.osc,
            Office::Aco => self.aco,
        }
    }

    fn put(&mut self, number: u32, record: &Record, tick: u64) {
        let by = record.by;
        let since = |cell: u32, unit: Option<u32>| Some(Holder { cell, unit, since_tick: tick });
        match &record.step {
            Step::Alert { .. } => {
                self.alerted_tick.get_or_insert(tick);
            }
            Step::NameSmc { cell } => self.smc = since(*cell, None),
            Step::NameOsc { cell, unit } => self.osc = since(*cell, *unit),
            Step::NameAco { cell, unit } => self.aco = since(*cell, *unit),
            Step::ShareDatum { object } => self.datums.push(Datum { object: *object, by, tick, agreed: Vec::new() }),
            Step::AgreeDatum { object } => {
                let told = self.datums.iter_mut().rev().find(|d| d.object == *object && d.by != by);
                told.into_iter().for_each(|d| d.agreed.push((by, tick)));
            }
            Step::Propose { division, plans, counters } => {
                if let Some(first) = counters {
                    self.answer_proposal(*first, Answer::Countered { by, tick, proposal: number });
                }
                let (division, plans, counters) = (division.clone(), plans.clone(), *counters);
                let answer = Answer::Open;
                self.proposals.push(Proposal { number, by, tick, division, plans, counters, answer });
            }
            Step::Agree { proposal } => {
                self.agreed_tick = Some(tick);
                if let Some(proposal) = proposal {
                    self.agreed = Some(*proposal);
                    self.answer_proposal(*proposal, Answer::Yes { by, tick });
                }
            }
            Step::Decline { proposal, why } => {
                self.answer_proposal(*proposal, Answer::No { by, tick, why: why.clone() });
            }
            Step::RequestEntry { unit, low_m, high_m, until_tick } => {
                let (unit, low_m, high_m, until_tick) = (*unit, *low_m, *high_m, *until_tick);
                let answer = Answer::Open;
                self.entries.push(Entry { number, by, tick, unit, low_m, high_m, until_tick, answer });
            }
            Step::ClearEntry { entry, until_tick } => {
                if let Some(entry) = self.entries.iter_mut().find(|e| e.number == *entry) {
                    entry.answer = Answer::Yes { by, tick };
                    entry.until_tick = until_tick.or(entry.until_tick);
                }
            }
            Step::RefuseEntry { entry, why } => self.answer_entry(*entry, Answer::No { by, tick, why: why.clone() }),
            Step::ExpireEntry { entry } => self.answer_entry(*entry, Answer::Expired { tick }),
            Step::OfferHandOver { office, to, items } => {
                let (office, to, briefed) = (*office, *to, items.clone());
                self.hand_overs.push(HandOver {
                    number,
                    office,
                    from: by,
                    to,
                    offered_tick: tick,
                    briefed,
                    taken_tick: None,
                });
            }
            Step::Brief { hand_over, items } => {
                let Some(open) = self.hand_overs.iter_mut().find(|h| h.number == *hand_over) else { return };
                open.briefed.extend(items);
                open.briefed.sort_unstable();
                open.briefed.dedup();
            }
            Step::TakeOver { hand_over } => {
                let Some(open) = self.hand_overs.iter_mut().find(|h| h.number == *hand_over) else { return };
                open.taken_tick = Some(tick);
                match open.office {
                    Office::Smc => self.smc = since(by, None),
                    Office::Osc => self.osc = since(by, None),
                    Office::Aco => self.aco = since(by, None),
                }
            }
            Step::Suspend { why } => self.suspended = Some((tick, why.clone())),
            Step::Resume { .. } => self.suspended = None,
        }
    }

    fn answer_proposal(&mut self, number: u32, answer: Answer) {
        self.proposals.iter_mut().filter(|p| p.number == number).for_each(|p| p.answer = answer.clone());
    }

    fn answer_entry(&mut self, number: u32, answer: Answer) {
        self.entries.iter_mut().filter(|e| e.number == number).for_each(|e| e.answer = answer.clone());
    }
}

/// The board of a cell, or of control, which knows every step at once.
pub(crate) fn board(exercise: &Exercise, cell: u32, everything: bool) -> Board {
    let mut known: Vec<(u64, u32, &Record)> = (0_u32..)
        .zip(&exercise.state.coordination.records)
        .filter_map(|(number, record)| {
            let tick = record.known.iter().find(|(c, _)| *c == cell).map(|(_, tick)| *tick);
            let tick = if everything { Some(record.tick) } else { tick };
            Some((tick?, number, record))
        })
        .collect();
    // A cell's board grows in the order in which it learns.
    known.sort_by_key(|(tick, number, _)| (*tick, *number));
    let mut board = Board::default();
    for (tick, number, record) in known {
        board.put(number, record, tick);
    }
    board
}

/// The agreed line and the cell's side of it: 1 for the left, -1 for the right.
pub(crate) fn own_side(exercise: &Exercise, cell: u32) -> Option<(Vec<Position>, f64)> {
    let board = board(exercise, cell, false);
    let division = board.proposals.into_iter().find(|p| Some(p.number) == board.agreed)?.division;
    let side = if division.left == cell { 1.0 } else { -1.0 };
    (division.left == cell || division.right == cell).then_some((division.line, side))
}
