//! What an exercise is graded on, what earlier ones taught, and the joint patrol.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use super::Text;

/// What the exercise is graded on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    /// Id, for example `O-1`.
    pub id: String,
    /// What is asked.
    pub text: Text,
    /// The figure it is measured by.
    pub measure: Measure,
    /// Passed when the figure is at most this ([`Measure::at_most`]) or at least this. Times are seconds, shares 0..=1.
    pub pass: f64,
}

/// A figure of the exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Measure {
    /// Seconds from the carrying out of one serial to another (by number).
    Between(u32, u32),
    /// Seconds from the start until the first object is found.
    TimeToFind,
    /// Share of persons recovered alive.
    Survivors,
    /// Highest cumulative probability of success of any cell.
    Pos,
    /// Share of dark vessels identified.
    DarkIdentified,
    /// Seconds from the alert until a datum was read by every cell addressed.
    DatumShared,
    /// Seconds from the alert until the split of the area was read by every cell addressed.
    SplitAgreed,
    /// Seconds from the alert until the first unit searched or was on scene.
    OnTask,
    /// Share of the area given out that was searched.
    Searched,
    /// Share of the area searched that two or more units searched.
    DoubleSearched,
    /// Share of the strip beside the exercise lines that nobody searched.
    Uncovered,
    /// Share of the answers wanted by a time that came in time.
    Answered,
    /// The longest time until a fault was made good, seconds.
    Recovery,
}

impl Measure {
    /// The measures that scenario files write as one word.
    pub const PLAIN: [Measure; 12] = [
        Measure::TimeToFind,
        Measure::Survivors,
        Measure::Pos,
        Measure::DarkIdentified,
        Measure::DatumShared,
        Measure::SplitAgreed,
        Measure::OnTask,
        Measure::Searched,
        Measure::DoubleSearched,
        Measure::Uncovered,
        Measure::Answered,
        Measure::Recovery,
    ];

    /// Its word in scenario files; none for a time between two serials, which other scenarios do not have.
    pub fn word(&self) -> Option<&'static str> {
        Some(match self {
            Measure::Between(..) => return None,
            Measure::TimeToFind => "time-to-find",
            Measure::Survivors => "survivors",
            Measure::Pos => "pos",
            Measure::DarkIdentified => "dark-identified",
            Measure::DatumShared => "datum-shared",
            Measure::SplitAgreed => "split-agreed",
            Measure::OnTask => "on-task",
            Measure::Searched => "searched",
            Measure::DoubleSearched => "double-searched",
            Measure::Uncovered => "uncovered",
            Measure::Answered => "answered",
            Measure::Recovery => "recovery",
        })
    }

    /// Measured in seconds.
    pub fn is_time(&self) -> bool {
        matches!(
            self,
            Measure::Between(..)
                | Measure::TimeToFind
                | Measure::DatumShared
                | Measure::SplitAgreed
                | Measure::OnTask
                | Measure::Recovery
        )
    }

    /// Less is better: passed when the figure is at most the mark.
    pub fn at_most(&self) -> bool {
        self.is_time() || matches!(self, Measure::DoubleSearched | Measure::Uncovered)
    }
}

/// What an earlier exercise taught, carried into this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Id, for example `L-01`.
    pub id: String,
    /// The exercise it comes from.
    pub from: String,
    /// What was seen.
    pub evidence: Text,
    /// What is to be done about it.
    pub action: Text,
    /// Id of the cell that sees to it; none: exercise control.
    pub owner: Option<String>,
    /// Measure of the objective that failed, as scenario files write it; this exercise is held against it.
    pub measure: Option<String>,
    /// Settled since.
    pub closed: bool,
}

/// A joint patrol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Patrol {
    /// Corners of the area to be watched.
    pub area: Vec<Position>,
    /// Side of a cell of the gap map, metres.
    pub gap_cell_m: f64,
    /// Units that cells may send to identify contacts when nobody sits at the desk (numbers).
    pub responders: Vec<u32>,
}
