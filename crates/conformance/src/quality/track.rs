//! How a unit runs its part of a plan: straight runs and steady turns, at its speeds, until its endurance sends it home.
//!
//! It turns as the first-party behaviour of vessels and aircraft does: early, so that it comes out on the next leg, and
//! past a place that lies inside its turning circle.

use std::f64::consts::TAU;

use sarex_model::math;
use sarex_model::position::Vec2;
use sarex_sim::decision::{AssetPlan, SearchAsset};

/// Turns are cut into chords of at most this, degrees; a chord is then at most 1.2 % shorter than its arc.
const CHORD_DEG: f64 = 30.0;
/// Places nearer than this are one place, metres.
const SAME_M: f64 = 1.0;
/// Nothing is farther on the Earth, metres.
const FARTHEST_M: f64 = 2.1e7;
/// A speed above its limit by more than this share is too fast.
const TOO_FAST: f64 = 1.001;

/// A straight run at a steady speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Metres in the task's frame.
    pub from: Vec2,
    /// Metres in the task's frame.
    pub to: Vec2,
    /// Seconds after the planning.
    pub start_s: f64,
    /// Seconds after the planning.
    pub end_s: f64,
    /// Whether its sensors search.
    pub looks: bool,
}

/// What one unit runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// From its start to the end of its last leg, or to where it breaks off.
    pub pieces: Vec<Piece>,
    /// When it reaches its commence search point; none: it never does.
    pub commence_s: Option<f64>,
    /// What the plan needs beyond the endurance with the way home, turns not counted, seconds; 0 when it is enough.
    pub over_endurance_s: f64,
    /// It broke off before the end of its last leg.
    pub broke_off: bool,
    /// Legs that end inside the unit's turning circle, so that it cannot get there and goes on to the next.
    pub tight_turns: u32,
    /// Legs with a speed above what the unit can do, or above its search speed with sensors on; run at that speed.
    pub too_fast: u32,
}

impl Track {
    /// Runs a plan.
    pub fn of(asset: &SearchAsset, plan: &AssetPlan) -> Self {
        let mut run = Run {
            asset,
            at: asset.start,
            course_deg: None,
            time_s: 0.0,
            track: Self { over_endurance_s: over_endurance_s(asset, plan), ..Self::default() },
        };
        let mut from = asset.start;
        let first = plan.legs.first().map(|leg| leg.to);
        run.go(from, plan.commence, first, asset.cruise_mps, false);
        if !run.track.broke_off {
            run.track.commence_s = Some(run.time_s);
        }
        from = plan.commence;
        for (index, leg) in plan.legs.iter().enumerate() {
            let (speed_mps, too_fast) = speed(asset, leg.speed_mps, leg.sensor_on);
            run.track.too_fast += u32::from(too_fast);
            let next = plan.legs.get(index + 1).map(|leg| leg.to);
            run.go(from, leg.to, next, speed_mps, leg.sensor_on);
            from = leg.to;
        }
        run.track
    }

    /// Length searched, metres.
    pub fn searched_m(&self) -> f64 {
        self.pieces.iter().filter(|piece| piece.looks).map(Piece::length_m).sum()
    }
}

impl Piece {
    /// Metres.
    pub fn length_m(&self) -> f64 {
        (self.to - self.from).length()
    }

    /// Where the unit is at a time within the piece.
    pub fn at(&self, time_s: f64) -> Vec2 {
        let whole_s = self.end_s - self.start_s;
        let share = if whole_s > 0.0 { ((time_s - self.start_s) / whole_s).clamp(0.0, 1.0) } else { 1.0 };
        self.from + (self.to - self.from) * share
    }
}

/// The speed at which a leg is run. No speed, as the engine takes it: search speed, or cruise between searches.
fn speed(asset: &SearchAsset, wanted_mps: f64, looks: bool) -> (f64, bool) {
    // The published sweep width holds for the search speed.
    let most_mps = if looks { asset.search_mps } else { asset.cruise_mps.max(asset.search_mps) };
    if wanted_mps > 0.0 { (wanted_mps.min(most_mps), wanted_mps > TOO_FAST * most_mps) } else { (most_mps, false) }
}

fn over_endurance_s(asset: &SearchAsset, plan: &AssetPlan) -> f64 {
    let mut at = plan.commence;
    let mut time_s = (at - asset.start).length() / asset.cruise_mps;
    for leg in &plan.legs {
        time_s += (leg.to - at).length() / speed(asset, leg.speed_mps, leg.sensor_on).0;
        at = leg.to;
    }
    let over_s = time_s + (asset.base - at).length() / asset.cruise_mps - asset.endurance_s;
    over_s.clamp(0.0, FARTHEST_M)
}

/// A unit under way.
struct Run<'a> {
    asset: &'a SearchAsset,
    at: Vec2,
    course_deg: Option<f64>,
    time_s: f64,
    track: Track,
}

/// A turn and the straight run after it.
struct Turn {
    /// Degrees to turn, 0 to 360.
    turn_deg: f64,
    /// 1 to starboard, -1 to port.
    side: f64,
    straight_m: f64,
}

impl Run<'_> {
    /// Runs the leg to a place until the turn onto the next one must begin.
    fn go(&mut self, from: Vec2, to: Vec2, next: Option<Vec2>, speed_mps: f64, looks: bool) {
        let early_m = next.map_or(0.0, |next| turn_early_m(to - from, next - to, self.asset.turn_radius_m));
        let near_m = early_m.max(SAME_M);
        // Sums of such numbers may no longer be finite.
        self.track.broke_off |= to.length() > FARTHEST_M;
        if self.track.broke_off || (to - self.at).length() <= near_m || !self.turn(to, speed_mps, looks) {
            return;
        }
        let way = to - self.at;
        let left_m = way.length() - early_m;
        if left_m > 0.0 {
            self.course_deg = Some(way.bearing_deg());
            self.run(self.at + way * (left_m / way.length()), left_m / speed_mps, looks);
        }
    }

    /// Turns until its bow points to the place; false where that lies inside the turning circle.
    fn turn(&mut self, to: Vec2, speed_mps: f64, looks: bool) -> bool {
        let radius_m = self.asset.turn_radius_m;
        let Some(course_deg) = self.course_deg.filter(|_| radius_m >= SAME_M) else { return true };
        let [Some(starboard), Some(port)] = [1.0, -1.0].map(|side| turn_to(to - self.at, course_deg, side, radius_m))
        else {
            self.track.tight_turns += 1;
            return false;
        };
        let length_m = |turn: &Turn| math::radians(turn.turn_deg) * radius_m + turn.straight_m;
        let Turn { turn_deg, side, .. } = if length_m(&port) < length_m(&starboard) { port } else { starboard };
        let centre = self.at + Vec2::from_polar(course_deg + side * 90.0, radius_m);
        let chords = (turn_deg / CHORD_DEG).ceil();
        let chord_s = TAU * radius_m * (turn_deg / 360.0) / speed_mps / chords.max(1.0);
        for chord in 1..=chords as u32 {
            let turned_deg = turn_deg * f64::from(chord) / chords;
            let on_circle = Vec2::from_polar(course_deg + side * (turned_deg - 90.0), radius_m);
            self.run(centre + on_circle, chord_s, looks);
        }
        self.course_deg = Some(course_deg + side * turn_deg);
        true
    }

    /// One straight piece; cut where only the way home is left of the endurance.
    fn run(&mut self, to: Vec2, takes_s: f64, looks: bool) {
        if self.track.broke_off {
            return;
        }
        let mut piece = Piece { from: self.at, to, start_s: self.time_s, end_s: self.time_s + takes_s, looks };
        let asset = self.asset;
        let left_s = |at: Vec2, time_s: f64| asset.endurance_s - time_s - (asset.base - at).length() / asset.cruise_mps;
        if left_s(piece.to, piece.end_s) < 0.0 {
            // The time left never grows on the way, as no leg is faster than the way home.
            let (mut low_s, mut high_s) = (piece.start_s, piece.end_s);
            for _ in 0..40 {
                let middle_s = 0.5 * (low_s + high_s);
                if left_s(piece.at(middle_s), middle_s) < 0.0 { high_s = middle_s } else { low_s = middle_s }
            }
            (piece.to, piece.end_s) = (piece.at(low_s), low_s);
            self.track.broke_off = true;
        }
        (self.at, self.time_s) = (piece.to, piece.end_s);
        if piece.end_s > piece.start_s {
            self.track.pieces.push(piece);
        }
    }
}

/// How far before the end of a leg the turn onto the next one begins: `r tan(a / 2)` for a turn by the angle `a`, at most
/// 1.7 r (a turn of 120 degrees) and at most 0.4 of either leg.
fn turn_early_m(leg: Vec2, next: Vec2, radius_m: f64) -> f64 {
    let (length_m, next_m) = (leg.length(), next.length());
    if length_m * next_m < 1.0 {
        return 0.0;
    }
    let cos = (leg.dot(next) / (length_m * next_m)).clamp(-1.0, 1.0);
    let tan_half = ((1.0 - cos) / (1.0 + cos).max(1e-3)).sqrt();
    (radius_m * tan_half.min(1.7)).min(0.4 * length_m.min(next_m))
}

/// How to come from a course to a place ahead of the bow by a turn to one side; none when it lies inside the circle.
///
/// A turn about `c` leaves the circle on the course whose port side (turning to starboard) points from `c` outwards, so
/// the place is `R` to that side and the straight run ahead of `c`.
fn turn_to(way: Vec2, course_deg: f64, side: f64, radius_m: f64) -> Option<Turn> {
    let from_centre = way - Vec2::from_polar(course_deg + side * 90.0, radius_m);
    let straight_m2 = from_centre.dot(from_centre) - radius_m * radius_m;
    // A place on the circle itself, such as the next lane at twice the radius, is reached at the end of the turn.
    if straight_m2 < -2e-3 * radius_m * radius_m {
        return None;
    }
    let straight_m = straight_m2.max(0.0).sqrt();
    let last_deg = from_centre.bearing_deg() + side * math::degrees(math::atan2(radius_m, straight_m));
    let turn_deg = math::wrap_360(side * (last_deg - course_deg));
    // A rounding to the wrong side of no turn is no full circle.
    Some(Turn { turn_deg: if turn_deg > 359.9 { 0.0 } else { turn_deg }, side, straight_m })
}

#[cfg(test)]
mod tests {
    use sarex_sim::decision::PlannedLeg;

    use super::*;

    fn asset(turn_radius_m: f64, endurance_s: f64) -> SearchAsset {
        SearchAsset {
            id: 1,
            class: 1,
            start: Vec2::ZERO,
            cruise_mps: 20.0,
            search_mps: 10.0,
            endurance_s,
            turn_radius_m,
            sweep_width_m: 500.0,
            search_alt_m: 100.0,
            base: Vec2::ZERO,
        }
    }

    fn plan(commence: Vec2, places: &[(f64, f64)]) -> AssetPlan {
        let leg = |(east_m, north_m): &(f64, f64)| PlannedLeg {
            to: Vec2::new(*east_m, *north_m),
            speed_mps: 10.0,
            alt_m: 100.0,
            sensor_on: true,
        };
        AssetPlan { asset: 1, commence, legs: places.iter().map(leg).collect(), spacing_m: 0.0, area: Vec::new() }
    }

    #[test]
    fn straight_legs_take_their_length_over_the_speed() {
        let track = Track::of(&asset(0.0, 1e6), &plan(Vec2::new(0.0, 2_000.0), &[(0.0, 7_000.0), (3_000.0, 7_000.0)]));
        assert_eq!(track.commence_s, Some(100.0));
        assert!((track.pieces.last().unwrap().end_s - 900.0).abs() < 1e-9);
        assert!((track.searched_m() - 8_000.0).abs() < 1e-6);
        assert!(!track.broke_off && track.over_endurance_s == 0.0);
    }

    #[test]
    fn a_corner_is_rounded_with_the_turn_radius() {
        let track =
            Track::of(&asset(500.0, 1e6), &plan(Vec2::new(0.0, 1_000.0), &[(0.0, 5_000.0), (4_000.0, 5_000.0)]));
        let end = track.pieces.last().unwrap();
        assert!((end.to - Vec2::new(4_000.0, 5_000.0)).length() < 1.0, "{end:?}");
        let length_m = 3_500.0 + 0.5 * std::f64::consts::PI * 500.0 + 3_500.0;
        assert!((end.end_s - (50.0 + length_m / 10.0)).abs() < 0.5, "{end:?}");
        assert_eq!(track.tight_turns, 0);
        let farthest_m = track.pieces.iter().map(|piece| piece.to.north_m).fold(0.0, f64::max);
        assert!((farthest_m - 5_000.0).abs() < 1.0, "{farthest_m}");
    }

    #[test]
    fn a_place_inside_the_turning_circle_is_passed_and_counted() {
        let places = [(0.0, 5_000.0), (300.0, 4_700.0), (5_000.0, 0.0)];
        let track = Track::of(&asset(500.0, 1e6), &plan(Vec2::new(0.0, 1_000.0), &places));
        assert_eq!(track.tight_turns, 1);
        assert!((track.pieces.last().unwrap().to - Vec2::new(5_000.0, 0.0)).length() < 1.0);
        let nearest_m = track.pieces.iter().map(|piece| (piece.to - Vec2::new(300.0, 4_700.0)).length());
        assert!(nearest_m.fold(f64::MAX, f64::min) > 100.0);
    }

    #[test]
    fn endurance_ends_a_plan_in_time_to_come_home() {
        // 100 s there, 800 s of legs, home from (0, 10000) takes 500 s.
        let track = Track::of(&asset(0.0, 1_000.0), &plan(Vec2::new(0.0, 2_000.0), &[(0.0, 10_000.0)]));
        assert!((track.over_endurance_s - 400.0).abs() < 1e-9);
        assert!(track.broke_off);
        let end = track.pieces.last().unwrap();
        assert!((end.end_s + end.to.length() / 20.0 - 1_000.0).abs() < 1e-3, "{end:?}");
    }

    #[test]
    fn a_place_off_the_earth_ends_the_run_with_finite_numbers() {
        let track = Track::of(&asset(500.0, 1e6), &plan(Vec2::new(0.0, 1_000.0), &[(0.0, 9_000.0), (-1e300, 1e300)]));
        assert!(track.broke_off && track.over_endurance_s.is_finite());
        assert!((track.searched_m() - 8_000.0).abs() < 4_000.0, "{}", track.searched_m());
    }

    #[test]
    fn a_searching_leg_is_run_at_search_speed_at_most() {
        let mut fast = plan(Vec2::new(0.0, 2_000.0), &[(0.0, 3_000.0)]);
        fast.legs[0].speed_mps = 200.0;
        let track = Track::of(&asset(0.0, 1e6), &fast);
        assert_eq!((track.too_fast, track.pieces.last().unwrap().end_s), (1, 200.0));
    }
}
