//! Grades: how the cells worked together, from what happened.
//!
//! Nothing here changes an exercise. Ticks are seconds from its start; "after" figures are seconds; shares are 0..=1.

mod coverage;
mod faults;
mod promises;
mod response;

use serde::{Deserialize, Serialize};

pub use coverage::{Coverage, Strip};
pub use faults::{Fault, FaultKind};
pub use promises::{Promise, Promised};
pub use response::Response;

use crate::{
    coordination,
    event::{Event, What},
    exercise::Exercise,
    history::TrackPoint,
    setup::{Line, Serial, Text},
    view::PlanView,
};

/// What grades are reckoned from.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Every event, oldest first.
    pub events: &'a [Event],
    /// Tracks of the units under command, by unit number.
    pub tracks: &'a [&'a [TrackPoint]],
    /// Search plans, by number.
    pub plans: &'a [PlanView],
    /// Units under command, by number.
    pub units: &'a [UnitTerms],
    /// Exercise lines.
    pub lines: &'a [Line],
    /// The exercise list.
    pub serials: &'a [Serial],
}

/// What a unit was promised as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitTerms {
    /// Number of the cell that commands it.
    pub cell: u32,
    /// Seconds until it can leave.
    pub ready_s: u64,
    /// They count from its first order, not from the start.
    pub on_call: bool,
}

/// The grades of an exercise.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Grades {
    /// When the first distress alert was sent (else the first message); every "after" counts from here.
    pub alert_tick: Option<u64>,
    /// Alert until the SMC was named to every cell addressed.
    pub smc_named_after: Option<u64>,
    /// Alert until a datum was read by every cell addressed.
    pub datum_shared_after: Option<u64>,
    /// Alert until the split of the area was read by every cell addressed.
    pub split_agreed_after: Option<u64>,
    /// Alert until the first situation report was read by every cell addressed.
    pub sitrep_after: Option<u64>,
    /// Alert until the first unit searched or was on scene.
    pub on_task_after: Option<u64>,
    /// How the area was covered; none without a plan that has areas.
    pub coverage: Option<Coverage>,
    /// How each unit answered its first order.
    pub responses: Vec<Response>,
    /// What was promised, and when it came.
    pub promises: Vec<Promise>,
    /// What failed, and when that was made good.
    pub faults: Vec<Fault>,
}

impl Grades {
    /// Reckons the grades.
    pub fn of(record: &Record<'_>) -> Self {
        let alert_tick = sent(record, |kind| kind == "distress-alert").or_else(|| sent(record, |_| true));
        let after = |tick: Option<u64>| Some(tick?.saturating_sub(alert_tick?));
        let responses = response::responses(record);
        Self {
            alert_tick,
            smc_named_after: after(read_by_all(record, &["smc-named"])),
            datum_shared_after: after(read_by_all(record, &["datum"])),
            split_agreed_after: after(read_by_all(record, &["area-split", "plan-agreed", "split-agreed"])),
            sitrep_after: after(read_by_all(record, &["sitrep"])),
            on_task_after: after(responses.iter().filter_map(|r| r.on_task).min()),
            coverage: coverage::coverage(record),
            promises: promises::promises(record),
            faults: faults::faults(record),
            responses,
        }
    }

    /// Share of the answers wanted by a time that came in time; none when none was wanted.
    pub fn answered_in_time(&self) -> Option<f64> {
        let answers: Vec<&Promise> =
            self.promises.iter().filter(|p| matches!(p.what, Promised::Answer { .. })).collect();
        let kept = answers.iter().filter(|p| p.kept()).count();
        (!answers.is_empty()).then(|| kept as f64 / answers.len() as f64)
    }

    /// The longest time until a fault was made good; 0 without faults, none while one is open.
    pub fn longest_recovery(&self) -> Option<u64> {
        let times: Option<Vec<u64>> = self.faults.iter().map(Fault::after).collect();
        times.map(|times| times.into_iter().max().unwrap_or(0))
    }
}

impl Exercise {
    /// The grades so far.
    pub fn grades(&self) -> Grades {
        let tracks: Vec<&[TrackPoint]> = self.history.tracks.iter().map(Vec::as_slice).collect();
        let units: Vec<UnitTerms> = self
            .setup
            .units
            .iter()
            .map_while(|u| Some(UnitTerms { cell: u.cell?, ready_s: u.ready_s, on_call: u.on_call }))
            .collect();
        Grades::of(&Record {
            events: &self.history.events,
            tracks: &tracks,
            plans: &self.every_plan(),
            units: &units,
            lines: &self.dividing_lines(),
            serials: &self.setup.serials,
        })
    }
}

impl Exercise {
    /// Where cells meet: the division that was agreed last, else the exercise lines as they run now.
    fn dividing_lines(&self) -> Vec<Line> {
        let board = coordination::board(self, 0, true);
        let agreed = board.proposals.iter().find(|p| Some(p.number) == board.agreed);
        if let Some(agreed) = agreed {
            let points = agreed.division.line.clone();
            return vec![Line { id: "division".into(), label: Text::default(), points }];
        }
        let moved = |(number, line): (u32, &Line)| Line { points: self.line(number).to_vec(), ..line.clone() };
        (0..).zip(&self.setup.lines).map(moved).collect()
    }
}

/// When the first message of such a kind was sent.
fn sent(record: &Record<'_>, wanted: impl Fn(&str) -> bool) -> Option<u64> {
    record.events.iter().find_map(|event| match &event.what {
        What::MessageSent { kind, .. } if wanted(kind) => Some(event.tick),
        _ => None,
    })
}

/// When the first message of one of these kinds had been read by every cell addressed.
fn read_by_all(record: &Record<'_>, kinds: &[&str]) -> Option<u64> {
    let messages = record.events.iter().filter_map(|event| match &event.what {
        What::MessageSent { message, to, kind, .. } if kinds.contains(&kind.as_str()) => Some((*message, to)),
        _ => None,
    });
    messages
        .filter_map(|(message, to)| {
            let read = |cell: &u32| {
                record.events.iter().find_map(|event| match event.what {
                    What::MessageRead { message: m, cell: c } if (m, c) == (message, *cell) => Some(event.tick),
                    _ => None,
                })
            };
            let ticks: Option<Vec<u64>> = to.iter().map(read).collect();
            ticks?.into_iter().max()
        })
        .min()
}

#[cfg(test)]
mod tests;
