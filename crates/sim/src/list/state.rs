//! Where the serials stand: the part of the exercise's state that belongs to the list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, Line, SerialState};
use crate::{
    limits::ARMED_BEFORE_S,
    setup::{Action, Serial, Setup, Text, When},
};

/// The exercise list as it stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// One for each serial, by number.
    pub records: Vec<Record>,
    /// When a cell first read a message of a kind, by kind and cell.
    pub read: BTreeMap<String, BTreeMap<u32, u64>>,
    /// Events looked at so far.
    pub heard: u64,
}

/// How far a serial is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Stage {
    #[default]
    Waiting,
    Held,
    Sent,
    Skipped,
}

/// One serial as it stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    pub stage: Stage,
    /// Control's own time for it.
    pub moved: Option<u64>,
    /// When its threshold was first reached.
    pub reached: Option<u64>,
    /// When it is due, as far as that was known at the last tick.
    pub due: Option<u64>,
    /// When it was carried out, or left out by itself.
    pub done: Option<u64>,
    pub message: Option<u32>,
    pub plan: Option<u32>,
    /// An answer to it is looked for.
    pub wants_answer: bool,
    pub answer: Option<Answer>,
    pub late: bool,
    /// The corrected text of one not yet sent.
    pub text: Option<Text>,
    pub corrections: u32,
}

impl Record {
    /// Where it stands at a tick.
    pub fn state(&self, tick: u64) -> SerialState {
        match self.stage {
            Stage::Waiting if self.due.is_some_and(|due| due <= tick + ARMED_BEFORE_S) => SerialState::Armed,
            Stage::Waiting => SerialState::Planned,
            Stage::Held => SerialState::Held,
            Stage::Skipped => SerialState::Skipped,
            Stage::Sent if self.answer.is_some() => SerialState::Answered,
            Stage::Sent if self.late => SerialState::Late,
            Stage::Sent => SerialState::Sent,
        }
    }
}

impl State {
    /// The list before the first tick.
    pub fn new(setup: &Setup) -> Self {
        let mut records: Vec<Record> = setup
            .serials
            .iter()
            .map(|serial| Record {
                wants_answer: serial.detail.answer.is_some() || serial.detail.answer_within_s.is_some(),
                ..Record::default()
            })
            .collect();
        for serial in &setup.serials {
            if let When::Answered { serial, .. } | When::Unanswered { serial, .. } = serial.when
                && let Some(record) = records.get_mut(serial as usize)
            {
                record.wants_answer = true;
            }
        }
        for (record, serial) in records.iter_mut().zip(&setup.serials) {
            record.wants_answer &= matches!(serial.action, Action::Message(_));
        }
        Self { records, ..Self::default() }
    }

    /// When a serial was carried out, or left out because it was done already.
    pub fn done(&self, serial: u32) -> Option<u64> {
        self.records.get(serial as usize)?.done
    }

    /// What control sees.
    pub fn lines(&self, serials: &[Serial], tick: u64) -> Vec<Line> {
        let line = |(record, serial): (&Record, &Serial)| {
            let state = record.state(tick);
            let sent = record.done.filter(|_| record.stage == Stage::Sent && record.wants_answer);
            Line {
                state,
                due: record.due.filter(|_| state.open()),
                done: record.done,
                deadline: sent.zip(serial.detail.answer_within_s).map(|(sent, within)| sent + within),
                answer: record.answer,
                message: record.message,
                moved: record.moved.is_some(),
                text: record.text.clone(),
                corrections: record.corrections,
            }
        };
        self.records.iter().zip(serials).map(line).collect()
    }
}
