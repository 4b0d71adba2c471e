//! What is wrong with the inputs of a pattern.

use std::fmt;

use thiserror::Error;

use super::MAX_LEGS;
use crate::{position::Position, units};

/// A length beyond this is a slip, nautical miles: no unit runs a longer leg on one search.
const MOST_NM: f64 = 1000.0;
/// Nearer to a pole than this nobody steers rhumb lines, degrees of latitude.
const MOST_LAT_DEG: f64 = 85.0;

/// One thing wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The input, as its field is called, without a unit: `spacing`, `datum`.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.field, self.reason, self.remedy)
    }
}

/// Why no pattern can be laid out: every fault that was found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))]
pub struct PatternError {
    /// At least one.
    pub faults: Vec<Fault>,
}

/// Gathers faults.
#[derive(Debug, Default)]
pub(super) struct Check(Vec<Fault>);

impl Check {
    /// Notes a fault.
    pub fn fault(&mut self, field: &'static str, reason: impl Into<String>, remedy: impl Into<String>) {
        self.0.push(Fault { field, reason: reason.into(), remedy: remedy.into() });
    }

    /// Notes a fault unless `good`.
    pub fn hold(&mut self, good: bool, field: &'static str, reason: impl Into<String>, remedy: impl Into<String>) {
        if !good {
            self.fault(field, reason, remedy);
        }
    }

    /// A length in metres that must be above 0.
    pub fn length(&mut self, field: &'static str, metres: f64) {
        let nm = units::to_nm(metres);
        let reason = format!("{nm} NM is not a length above 0 and up to {MOST_NM} NM");
        self.hold(nm > 0.0 && nm <= MOST_NM, field, reason, "give it in nautical miles, for example 1.5");
    }

    /// A length in metres that may be 0.
    pub fn length_or_zero(&mut self, field: &'static str, metres: f64) {
        if metres != 0.0 {
            self.length(field, metres);
        }
    }

    /// A course or bearing in degrees.
    pub fn course(&mut self, field: &'static str, deg: f64) {
        let reason = format!("{deg} is not a true course from -360 to 360 degrees");
        self.hold((-360.0..=360.0).contains(&deg), field, reason, "give degrees true, for example 075");
    }

    /// A place where patterns can be laid out.
    pub fn place(&mut self, field: &'static str, at: Position) {
        if !at.is_valid() {
            self.fault(field, "is not a position on the Earth", "write 36-02.5N 131-11.2E");
        } else if at.lat_deg.abs() > MOST_LAT_DEG {
            let reason = format!("{at} is beyond {MOST_LAT_DEG} degrees of latitude, where rhumb lines mean little");
            self.fault(field, reason, "plan nearer to the equator");
        }
    }

    /// A number of legs, as a float so that no size can overflow.
    pub fn legs(&mut self, field: &'static str, count: f64) {
        let most = f64::from(MAX_LEGS);
        let reason = format!("{count:.0} legs, at most {MAX_LEGS} can be planned");
        self.hold(count <= most, field, reason, "widen the track spacing or search a smaller area");
        self.hold(count >= 1.0 || count.is_nan(), field, "no leg at all", "give at least 1");
    }

    /// All faults, if there are any.
    pub fn finish(self) -> Result<(), PatternError> {
        if self.0.is_empty() { Ok(()) } else { Err(PatternError { faults: self.0 }) }
    }
}
