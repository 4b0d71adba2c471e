//! Datum by weather periods.

use super::{LeewayRule, LeewayVectors, midpoint};
use crate::position::{Position, Vec2};
use crate::units;
use thiserror::Error;

/// An averaged surface wind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wind {
    /// True direction from which it blows.
    pub from_deg: f64,
    /// Knots.
    pub speed_kn: f64,
}

/// A current.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Current {
    /// True direction towards which it sets.
    pub towards_deg: f64,
    /// Knots.
    pub speed_kn: f64,
}

impl Current {
    /// As a vector in knots.
    pub fn vector(self) -> Vec2 {
        Vec2::from_polar(self.towards_deg, self.speed_kn)
    }
}

/// The components of the water current that count in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Currents {
    /// Tidal current (TC).
    pub tidal: Option<Current>,
    /// Sea current (SC).
    pub sea: Option<Current>,
    /// Wind current (WC).
    pub wind: Option<Current>,
    /// Other water current (OWC): river, long shore, or an observed total.
    pub other: Option<Current>,
}

impl Currents {
    /// Total water current (TWC), knots: the vector sum.
    pub fn total(&self) -> Vec2 {
        [self.tidal, self.sea, self.wind, self.other]
            .into_iter()
            .flatten()
            .fold(Vec2::ZERO, |sum, current| sum + current.vector())
    }
}

/// A time with the same wind and current.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// How long, hours.
    pub hours: f64,
    /// The wind; none: no leeway in this period.
    pub wind: Option<Wind>,
    /// The water.
    pub currents: Currents,
}

/// Whether the datum is sought after the start or before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Where the object has drifted to.
    Forward,
    /// Where a found object drifted from: the periods are undone from the last to the first.
    Backward,
}

/// What one period does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeriodDrift {
    /// Number of the period as given, from 1.
    pub number: usize,
    /// Hours.
    pub hours: f64,
    /// Total water current, knots.
    pub current: Vec2,
    /// Leeway, knots.
    pub leeway: LeewayVectors,
    /// Surface drift velocity of the left leeway, knots.
    pub surface_left: Vec2,
    /// Surface drift velocity of the right leeway, knots.
    pub surface_right: Vec2,
    /// Surface drift velocity of the downwind leeway, knots.
    pub surface_downwind: Vec2,
    /// Left datum after the period.
    pub left: Position,
    /// Right datum after the period.
    pub right: Position,
    /// Where an object with straight downwind leeway is after the period.
    pub downwind: Position,
}

/// The datum of a drift.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// Period by period, in the order in which they were worked.
    pub periods: Vec<PeriodDrift>,
    /// Hours in all.
    pub hours: f64,
    /// Left datum.
    pub left: Position,
    /// Right datum.
    pub right: Position,
    /// Half way between the two.
    pub mid: Position,
    /// Datum of straight downwind leeway.
    pub downwind: Position,
    /// Divergence distance DD between left and right datum, NM.
    pub divergence_distance_nm: f64,
}

/// Why there is no datum.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum DriftError {
    /// Not a place on Earth.
    #[error("the start is no position")]
    BadStart,
    /// A period with a time, speed or direction that is not finite, or a negative time or speed.
    #[error("period {0} has a time, speed or direction that is no number of 0 or more")]
    BadPeriod(usize),
}

/// Moves the left start with left leeway and the right start with right leeway through every period.
///
/// Both starts are the same place unless the last interval ended in two datums. Each period is one step on the geodesic:
/// surface drift velocity times its hours.
///
/// # Errors
/// [`DriftError`] for a start or a period that is no number.
/// # References
/// reference/sar-science.md, section 3.1.
pub fn drift(
    left: Position,
    right: Position,
    periods: &[Period],
    leeway: LeewayRule,
    course: Course,
) -> Result<Drift, DriftError> {
    if !left.is_valid() || !right.is_valid() {
        return Err(DriftError::BadStart);
    }
    if let Some(bad) = periods.iter().position(|period| !is_sound(period)) {
        return Err(DriftError::BadPeriod(bad + 1));
    }
    let mut order: Vec<usize> = (0..periods.len()).collect();
    if course == Course::Backward {
        order.reverse();
    }
    let (mut left, mut right) = (left, right);
    let mut downwind = midpoint(left, right);
    let mut worked = Vec::with_capacity(order.len());
    for index in order {
        let period = &periods[index];
        let still = Wind { from_deg: 0.0, speed_kn: 0.0 };
        let vectors = match period.wind {
            Some(wind) => leeway.vectors(wind),
            None => LeewayRule::None.vectors(still),
        };
        let current = period.currents.total();
        let time = if course == Course::Backward { -period.hours } else { period.hours };
        let surface = [vectors.left, vectors.right, vectors.downwind].map(|leeway| current + leeway);
        left = step(left, surface[0], time);
        right = step(right, surface[1], time);
        downwind = step(downwind, surface[2], time);
        worked.push(PeriodDrift {
            number: index + 1,
            hours: period.hours,
            current,
            leeway: vectors,
            surface_left: surface[0],
            surface_right: surface[1],
            surface_downwind: surface[2],
            left,
            right,
            downwind,
        });
    }
    let divergence_distance_nm = units::to_nm(left.distance_m(right));
    let hours = periods.iter().map(|period| period.hours).sum();
    Ok(Drift { periods: worked, hours, left, right, mid: midpoint(left, right), downwind, divergence_distance_nm })
}

fn step(from: Position, velocity_kn: Vec2, hours: f64) -> Position {
    from.destination(velocity_kn.bearing_deg(), units::nm(velocity_kn.length() * hours))
}

fn is_sound(period: &Period) -> bool {
    let currents = [period.currents.tidal, period.currents.sea, period.currents.wind, period.currents.other];
    let wind_is_sound = period.wind.is_none_or(|wind| wind.from_deg.is_finite() && (0.0..1e4).contains(&wind.speed_kn));
    (0.0..1e5).contains(&period.hours)
        && wind_is_sound
        && currents.into_iter().flatten().all(|c| c.towards_deg.is_finite() && (0.0..1e4).contains(&c.speed_kn))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::ManualLeeway;
    use proptest::prelude::*;

    const RAFT: LeewayRule =
        LeewayRule::Manual(ManualLeeway { multiplier: 0.029, modifier_kn: 0.04, divergence_deg: 15.0 });

    fn worked_case() -> Period {
        Period {
            hours: 5.0,
            wind: Some(Wind { from_deg: 90.0, speed_kn: 20.0 }),
            currents: Currents { tidal: Some(Current { towards_deg: 180.0, speed_kn: 0.5 }), ..Currents::default() },
        }
    }

    /// Worked case of alkeikei/sarplan (hand calculation, steps 2 and 3): surface drift left 0.89155 kt 222.200, right
    /// 0.68843 kt 240.449; datums at 4.4578 NM and 3.4421 NM; DD 1.60468 NM. The figures there are on the plane; the
    /// ellipsoid agrees to 1 part in 2000.
    #[test]
    fn val_worked_case_datum() {
        let start = Position::new(-6.0, 106.5);
        let drift = drift(start, start, &[worked_case()], RAFT, Course::Forward).expect("sound");
        let period = drift.periods[0];
        for (vector, speed, bearing) in [
            (period.surface_left, 0.891_554, 222.1999),
            (period.surface_right, 0.688_427, 240.4489),
            (period.surface_downwind, 0.796_492, 231.1155),
            (period.current, 0.5, 180.0),
        ] {
            assert!((vector.length() - speed).abs() < 1e-6 && (vector.bearing_deg() - bearing).abs() < 1e-4);
        }
        assert!((units::to_nm(start.distance_m(drift.left)) - 4.4578).abs() < 1e-4);
        assert!((units::to_nm(start.distance_m(drift.right)) - 3.4421).abs() < 1e-4);
        assert!((start.bearing_deg(drift.left) - 222.200).abs() < 1e-3);
        assert!((drift.divergence_distance_nm - 1.60468).abs() < 1e-3, "{}", drift.divergence_distance_nm);
    }

    #[test]
    fn no_drift_stays_and_bad_input_is_named() {
        let start = Position::new(36.0, 131.0);
        let still = Period { hours: 6.0, wind: None, currents: Currents::default() };
        let stay = drift(start, start, &[still], RAFT, Course::Forward).expect("sound");
        assert_eq!((stay.left, stay.right, stay.mid, stay.divergence_distance_nm), (start, start, start, 0.0));
        assert_eq!(drift(start, start, &[], RAFT, Course::Forward).expect("sound").mid, start);
        let bad = Period { hours: f64::NAN, ..still };
        assert_eq!(drift(start, start, &[still, bad], RAFT, Course::Forward), Err(DriftError::BadPeriod(2)));
        let nowhere = Position::new(f64::NAN, 0.0);
        assert_eq!(drift(nowhere, start, &[still], RAFT, Course::Forward), Err(DriftError::BadStart));
    }

    proptest! {
        /// Backtracking from a datum leads back to the start, within the bend of the geodesics.
        #[test]
        fn prop_backward_undoes_forward(lat in -60.0..60.0, from in 0.0..360.0f64, kn in 0.0..40.0f64, set in 0.0..360.0f64) {
            let start = Position::new(lat, 130.0);
            let mut second = worked_case();
            second.wind = Some(Wind { from_deg: from, speed_kn: kn });
            second.currents.sea = Some(Current { towards_deg: set, speed_kn: 1.0 });
            let periods = [worked_case(), second];
            let there = drift(start, start, &periods, RAFT, Course::Forward).expect("sound");
            let back = drift(there.left, there.left, &periods, RAFT, Course::Backward).expect("sound");
            let way_nm: f64 = there.periods.iter().map(|p| p.surface_left.length() * p.hours).sum();
            prop_assert!(back.left.distance_m(start) < 0.01 * units::nm(way_nm) + 1.0);
            prop_assert_eq!(back.periods[0].number, 2);
        }
    }
}
