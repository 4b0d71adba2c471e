//! What a unit can do in a rectangle: legs, spacing and times of a parallel track search.

use super::shape::Rectangle;
use crate::position::Vec2;

/// Attempts with one leg less before a rectangle is given up.
const ATTEMPTS: u32 = 12;
/// Legs of a search; more are no plan.
pub const MOST_LEGS: f64 = 200.0;

/// A unit to be given a rectangle. Times count from the time of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Searcher {
    /// Where it starts from.
    pub start: Vec2,
    /// Where it must be back at its endurance; none if it stays on scene.
    pub base: Option<Vec2>,
    /// When it leaves, seconds.
    pub ready_s: f64,
    /// Speed to the search and back, metres a second.
    pub transit_mps: f64,
    /// Speed on the legs, metres a second.
    pub search_mps: f64,
    /// Sweep width, metres.
    pub sweep_width_m: f64,
    /// Time from leaving until it must be back (or until it must stop), less reserve, seconds.
    pub endurance_s: f64,
    /// Longest time on scene, seconds; infinite if only the endurance counts.
    pub on_scene_s: f64,
    /// Time lost by each change of leg, seconds.
    pub turn_s: f64,
    /// Least track spacing it can keep, metres.
    pub least_spacing_m: f64,
    /// Longest side of its rectangle, metres; infinite if it does not matter.
    pub longest_side_m: f64,
    /// Number of its nation, for areas and lines.
    pub nation: Option<usize>,
    /// Height band; units of different bands may be kept apart by height alone.
    pub height_band: Option<usize>,
}

/// A unit's search of a rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The rectangle, on the ground.
    pub rectangle: Rectangle,
    /// Number of legs along its heading.
    pub legs: u32,
    /// Track spacing, metres: width over legs.
    pub spacing_m: f64,
    /// Sweep width over spacing.
    pub coverage: f64,
    /// Commence search point, half a spacing inside a corner.
    pub commence: Vec2,
    /// Where the last leg ends.
    pub end: Vec2,
    /// Arrival at the commence search point, seconds from the time of the map.
    pub commence_s: f64,
    /// End of the last leg, seconds from the time of the map.
    pub end_s: f64,
    /// Back at the base (end of search without one), seconds from leaving.
    pub used_s: f64,
    /// Signs of the commence search point along the heading and to the right.
    corner: [f64; 2],
}

impl Fit {
    /// The search with as many legs as time and least spacing allow; none when there is no time for it.
    pub fn of(searcher: &Searcher, rectangle: Rectangle) -> Option<Self> {
        let (length, width) = (rectangle.length_m, rectangle.width_m);
        let sane = length >= width && width >= searcher.least_spacing_m && length <= searcher.longest_side_m;
        // Refuses NaN too.
        if !sane || width <= 0.0 {
            return None;
        }
        let out_m = nearest(rectangle.corners(), searcher.start);
        let back_m = searcher.base.map_or(0.0, |base| nearest(rectangle.corners(), base));
        let time = (searcher.endurance_s - (out_m + back_m) / searcher.transit_mps).min(searcher.on_scene_s);
        let per_leg = length / searcher.search_mps + searcher.turn_s;
        let by_time = (time + searcher.turn_s + length / searcher.search_mps) / per_leg;
        let most = by_time.min(width / searcher.least_spacing_m * (1.0 + 1e-12)).min(MOST_LEGS);
        let mut legs = most.floor();
        for _ in 0..ATTEMPTS {
            // A leg is a spacing shorter than the rectangle.
            if legs.is_nan() || legs < 1.0 || width / legs > length {
                return None;
            }
            let fit = Self::with_legs(searcher, rectangle, legs);
            if fit.used_s <= searcher.endurance_s && fit.end_s - fit.commence_s <= searcher.on_scene_s {
                return Some(fit);
            }
            legs -= 1.0;
        }
        None
    }

    fn with_legs(searcher: &Searcher, rectangle: Rectangle, legs: f64) -> Self {
        let spacing_m = rectangle.width_m / legs;
        let inset = [0.5 * (rectangle.length_m - spacing_m), 0.5 * (rectangle.width_m - spacing_m)];
        let at = |corner: [f64; 2]| rectangle.point(corner[0] * inset[0], corner[1] * inset[1]);
        let odd = legs % 2.0 == 1.0;
        let finish = |corner: [f64; 2]| at([if odd { -corner[0] } else { corner[0] }, -corner[1]]);
        let way = |corner: [f64; 2]| {
            let back = searcher.base.map_or(0.0, |base| (finish(corner) - base).length());
            (at(corner) - searcher.start).length() + back
        };
        let corners = [[1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0]];
        let corner = corners.into_iter().min_by(|a, b| way(*a).total_cmp(&way(*b))).unwrap_or(corners[0]);
        let track_m = legs * 2.0 * inset[0] + (legs - 1.0) * spacing_m;
        let search_s = track_m / searcher.search_mps + (legs - 1.0) * searcher.turn_s;
        let out_s = (at(corner) - searcher.start).length() / searcher.transit_mps;
        let back_s = searcher.base.map_or(0.0, |base| (finish(corner) - base).length() / searcher.transit_mps);
        let commence_s = searcher.ready_s + out_s;
        Self {
            rectangle,
            legs: legs as u32,
            spacing_m,
            coverage: searcher.sweep_width_m / spacing_m,
            commence: at(corner),
            end: finish(corner),
            commence_s,
            end_s: commence_s + search_s,
            used_s: out_s + search_s + back_s,
            corner,
        }
    }

    /// Turning points of the track, the commence search point first.
    pub fn waypoints(&self) -> Vec<Vec2> {
        let along = 0.5 * (self.rectangle.length_m - self.spacing_m) * self.corner[0];
        let across = 0.5 * (self.rectangle.width_m - self.spacing_m) * self.corner[1];
        (0..self.legs)
            .flat_map(|leg| {
                let right = across - self.corner[1] * f64::from(leg) * self.spacing_m;
                let side = if leg % 2 == 0 { along } else { -along };
                [self.rectangle.point(side, right), self.rectangle.point(-side, right)]
            })
            .collect()
    }

    /// Effort credited to the search, square metres swept: coverage times area.
    pub fn effort_m2(&self) -> f64 {
        self.coverage * self.rectangle.area_m2()
    }
}

fn nearest(corners: [Vec2; 4], to: Vec2) -> f64 {
    corners.iter().map(|corner| (*corner - to).length()).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A vessel that starts at the origin and stays on scene.
    pub fn vessel() -> Searcher {
        Searcher {
            start: Vec2::ZERO,
            base: None,
            ready_s: 0.0,
            transit_mps: 10.0,
            search_mps: 8.0,
            sweep_width_m: 1_000.0,
            endurance_s: 36_000.0,
            on_scene_s: f64::INFINITY,
            turn_s: 0.0,
            least_spacing_m: 200.0,
            longest_side_m: f64::INFINITY,
            nation: None,
            height_band: None,
        }
    }

    #[test]
    fn legs_fill_the_time_and_keep_the_limits() {
        let rectangle = Rectangle::new(Vec2::new(20_000.0, 0.0), 90.0, 20_000.0, 8_000.0);
        let fit = Fit::of(&vessel(), rectangle).expect("there is time");
        assert!(fit.used_s <= 36_000.0 && fit.used_s > 36_000.0 - 2_600.0, "{fit:?}");
        let points = fit.waypoints();
        assert_eq!(points.len(), 2 * fit.legs as usize);
        assert!((points[0] - fit.commence).length() < 1e-6 && (points[points.len() - 1] - fit.end).length() < 1e-6);
        let way: f64 = points.windows(2).map(|p| (p[1] - p[0]).length()).sum();
        assert!((way / 8.0 - (fit.end_s - fit.commence_s)).abs() < 1e-6);
        assert!((fit.effort_m2() - 1_000.0 * f64::from(fit.legs) * 20_000.0).abs() < 1e-3);
        let helicopter = Searcher { base: Some(Vec2::ZERO), turn_s: 90.0, on_scene_s: 9_000.0, ..vessel() };
        let short = Fit::of(&helicopter, rectangle).expect("there is time");
        assert!(short.legs < fit.legs && short.end_s - short.commence_s <= 9_000.0);
    }

    #[test]
    fn what_cannot_be_searched_is_refused() {
        let at = |east_m, length_m, width_m| Rectangle::new(Vec2::new(east_m, 0.0), 0.0, length_m, width_m);
        assert!(Fit::of(&vessel(), at(400_000.0, 5_000.0, 5_000.0)).is_none());
        assert!(Fit::of(&vessel(), at(0.0, 5_000.0, 100.0)).is_none());
        assert!(Fit::of(&vessel(), at(0.0, 1_000.0, 5_000.0)).is_none());
        assert!(Fit::of(&vessel(), at(0.0, f64::NAN, 5_000.0)).is_none());
        let crowded = Fit::of(&vessel(), at(0.0, 2_000.0, 2_000.0)).expect("there is time");
        assert_eq!((crowded.legs, crowded.spacing_m), (10, 200.0));
    }
}
