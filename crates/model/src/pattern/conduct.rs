//! How a unit runs a pattern: speed, turns, drift.

use super::{LegKind, Plane, SpacingRange, UnitTrack, Waypoint, fault::Check, path::Path, plane::cross};
use crate::{
    math,
    position::Vec2,
    units::{self, to_knots},
};

/// Turning circles wider than this are a slip, nautical miles.
const MOST_TURN_RADIUS_NM: f64 = 20.0;
/// Drift above this is a slip, knots.
const MOST_DRIFT_KN: f64 = 15.0;
/// House bound: what is slower drifts rather than searches, and its times run away.
const LEAST_SPEED_KN: f64 = 0.1;
/// Speed above this is a slip, knots.
const MOST_SPEED_KN: f64 = 600.0;

/// What is done about the drift of the search object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DriftMethod {
    /// Nothing: the pattern lies still over the ground, the speed is over the ground.
    #[default]
    None,
    /// The pattern is run in the water by dead reckoning or about a marker and drifts as a whole with the drift, which is
    /// then that of the water; the speed is through the water.
    WaterFrame,
    /// Waypoint i is shifted by drift times the time since the commence search point; the unit steers for the shifted
    /// waypoints by positions fixed over the ground, the speed is over the ground.
    WaypointShift,
}

/// How a unit runs a pattern.
///
/// # Units
/// metres, seconds, metres per second
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conduct {
    /// Speed; through the water or over the ground, see [`DriftMethod`].
    pub speed_mps: f64,
    /// Radius of turn; 0: turns take no time. A turn by an angle takes the time of that arc, on top of the legs, which are
    /// run from waypoint to waypoint in full (our own simple and slow assumption).
    pub turn_radius_m: f64,
    /// Drift of the search object, towards.
    pub drift_mps: Vec2,
    /// What is done about it.
    pub method: DriftMethod,
}

impl Conduct {
    pub(super) fn check(&self, check: &mut Check) {
        let kn = to_knots(self.speed_mps);
        let reason = format!("{kn} kn is not a speed from {LEAST_SPEED_KN} to {MOST_SPEED_KN} kn");
        check.hold((LEAST_SPEED_KN..=MOST_SPEED_KN).contains(&kn), "speed", reason, "give the search speed in knots");
        let radius = units::to_nm(self.turn_radius_m);
        let reason = format!("{radius} NM is not a radius from 0 to {MOST_TURN_RADIUS_NM} NM");
        check.hold(
            (0.0..=MOST_TURN_RADIUS_NM).contains(&radius),
            "turn-radius",
            reason,
            "give nautical miles, 0 to leave turns out",
        );
        let drift = to_knots(self.drift_mps.length());
        let reason = format!("{drift} kn is not a rate of drift from 0 to {MOST_DRIFT_KN} kn");
        check.hold((0.0..=MOST_DRIFT_KN).contains(&drift), "drift", reason, "write TOWARDS/KN, for example 110/0.6");
        if self.method != DriftMethod::None && drift <= MOST_DRIFT_KN && kn > 0.0 && kn <= drift {
            let reason = format!("{drift:.2} kn is no slower than the unit ({kn:.2} kn)");
            check.fault("drift", reason, "a faster unit, or drift method none");
        }
    }

    /// Runs a path that lies in a plane.
    pub(super) fn run(&self, name: impl Into<String>, plane: &Plane, path: &Path) -> UnitTrack {
        let times = self.times(path);
        self.run_timed(name, plane, path, &times, self.speed_mps)
    }

    /// Runs a path whose times are known.
    pub(super) fn run_timed(
        &self,
        name: impl Into<String>,
        plane: &Plane,
        path: &Path,
        times: &[f64],
        speed_mps: f64,
    ) -> UnitTrack {
        let frame_drift = if self.method == DriftMethod::None { Vec2::ZERO } else { self.drift_mps };
        let place = |i: usize, drift: Vec2| path.points[i].0 + drift * times[i];
        let mut waypoints: Vec<Waypoint> = Vec::with_capacity(path.points.len());
        let mut still_before = plane.to_position(place(0, Vec2::ZERO));
        for (i, (point, kind)) in path.points.iter().enumerate() {
            let still = plane.to_position(*point);
            let at = if self.method == DriftMethod::None { still } else { plane.to_position(place(i, frame_drift)) };
            let before = waypoints.last().map_or(at, |w| w.at);
            waypoints.push(Waypoint {
                at,
                kind: if i == 0 { LegKind::Transit } else { *kind },
                course_deg: before.rhumb_course_deg(at),
                leg_m: before.distance_m(at),
                frame_course_deg: still_before.rhumb_course_deg(still),
                frame_leg_m: still_before.distance_m(still),
                time_s: times[i],
            });
            still_before = still;
        }
        if let [first, second, ..] = waypoints.as_mut_slice() {
            (first.course_deg, first.frame_course_deg) = (second.course_deg, second.frame_course_deg);
        }
        UnitTrack {
            name: name.into(),
            csp: waypoints[0].at,
            speed_mps,
            spacing_over_ground: spacing(path, |i| place(i, frame_drift)),
            spacing_from_object: spacing(path, |i| place(i, frame_drift - self.drift_mps)),
            waypoints,
        }
    }

    /// Seconds from the first point at which every point is reached.
    pub(super) fn times(&self, path: &Path) -> Vec<f64> {
        let points = &path.points;
        let mut times = Vec::with_capacity(points.len());
        let mut now = 0.0;
        times.push(now);
        for i in 1..points.len() {
            let leg = points[i].0 - points[i - 1].0;
            let turn_s = if i < 2 || path.smooth { 0.0 } else { self.turn_s(points[i - 1].0 - points[i - 2].0, leg) };
            now += turn_s + self.leg_s(leg, turn_s);
            times.push(now);
        }
        times
    }

    /// Seconds of a turn from one leg to the next.
    fn turn_s(&self, before: Vec2, after: Vec2) -> f64 {
        let angle = math::atan2(cross(before, after), before.dot(after)).abs();
        self.turn_radius_m * angle / self.speed_mps
    }

    /// Seconds of a leg; with shifted waypoints the unit chases the end, which has drifted during the turn as well:
    /// |leg + drift (turn + t)| = V t.
    fn leg_s(&self, leg: Vec2, turn_s: f64) -> f64 {
        if self.method != DriftMethod::WaypointShift {
            return leg.length() / self.speed_mps;
        }
        let ahead = leg + self.drift_mps * turn_s;
        let a = self.speed_mps * self.speed_mps - self.drift_mps.dot(self.drift_mps);
        let b = ahead.dot(self.drift_mps);
        (b + (b * b + a * ahead.dot(ahead)).sqrt()) / a
    }
}

/// Distances at mid-leg of legs side by side, where `at` gives the places of the points in some frame.
fn spacing(path: &Path, at: impl Fn(usize) -> Vec2) -> Option<SpacingRange> {
    let mid = |end: usize| (at(end - 1) + at(end)) * 0.5;
    let distances = path.neighbours.iter().filter_map(|&(a, b)| {
        let along = at(a) - at(a - 1);
        (along.length() > 0.0).then(|| (cross(along, mid(b) - mid(a)) / along.length()).abs())
    });
    distances.fold(None, |range: Option<SpacingRange>, d| {
        let range = range.unwrap_or(SpacingRange { least_m: d, most_m: d });
        Some(SpacingRange { least_m: range.least_m.min(d), most_m: range.most_m.max(d) })
    })
}
