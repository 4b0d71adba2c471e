//! Areas as corners in order, metres.

use sarex_model::position::Vec2;
use sarex_sim::decision::AssetPlan;

/// Cells along a side in which areas are measured together.
const SIDE: u32 = 64;

/// What a part of a plan searches: its area, or without one the hull of its searching legs.
pub(crate) fn searched(part: &AssetPlan) -> Vec<Vec2> {
    if part.area.len() >= 3 {
        return part.area.clone();
    }
    let from = std::iter::once(part.commence).chain(part.legs.iter().map(|leg| leg.to));
    let ends = from.zip(&part.legs).filter(|(_, leg)| leg.sensor_on).flat_map(|(from, leg)| [from, leg.to]);
    hull(ends.collect())
}

/// Whether a place lies inside (crossings of a ray, Shimrat 1962).
pub(crate) fn inside(area: &[Vec2], place: Vec2) -> bool {
    let mut inside = false;
    for (index, a) in area.iter().enumerate() {
        let b = area[(index + 1) % area.len()];
        if (a.north_m > place.north_m) != (b.north_m > place.north_m) {
            let share = (place.north_m - a.north_m) / (b.north_m - a.north_m);
            inside ^= place.east_m < a.east_m + share * (b.east_m - a.east_m);
        }
    }
    inside
}

/// What the areas cover together, square metres, within the size of a cell of 64 x 64.
pub(crate) fn union_m2(areas: &[Vec<Vec2>]) -> f64 {
    let corners = || areas.iter().flatten();
    let least = corners()
        .fold(Vec2::new(f64::MAX, f64::MAX), |low, p| Vec2::new(low.east_m.min(p.east_m), low.north_m.min(p.north_m)));
    let most = corners().fold(Vec2::new(f64::MIN, f64::MIN), |high, p| {
        Vec2::new(high.east_m.max(p.east_m), high.north_m.max(p.north_m))
    });
    let step = (most - least) * (1.0 / f64::from(SIDE));
    let finite = step.east_m.is_finite() && step.north_m.is_finite();
    if !(finite && step.east_m > 0.0 && step.north_m > 0.0) {
        return 0.0;
    }
    let covered = |cell: u32| {
        let (col, row) = (f64::from(cell % SIDE) + 0.5, f64::from(cell / SIDE) + 0.5);
        let place = least + Vec2::new(col * step.east_m, row * step.north_m);
        areas.iter().any(|area| inside(area, place))
    };
    (0..SIDE * SIDE).filter(|cell| covered(*cell)).count() as f64 * step.east_m * step.north_m
}

/// Convex hull, counter-clockwise (Andrew 1979).
fn hull(mut places: Vec<Vec2>) -> Vec<Vec2> {
    places.sort_by(|a, b| a.east_m.total_cmp(&b.east_m).then(a.north_m.total_cmp(&b.north_m)));
    places.dedup();
    if places.len() < 3 {
        return places;
    }
    let half = |places: &mut dyn Iterator<Item = Vec2>| {
        let mut chain: Vec<Vec2> = Vec::new();
        for place in places {
            while chain.len() >= 2 && turns_right(chain[chain.len() - 2], chain[chain.len() - 1], place) {
                chain.pop();
            }
            chain.push(place);
        }
        chain.pop();
        chain
    };
    let mut whole = half(&mut places.iter().copied());
    whole.extend(half(&mut places.iter().rev().copied()));
    whole
}

fn turns_right(a: Vec2, b: Vec2, c: Vec2) -> bool {
    let (ab, bc) = (b - a, c - b);
    ab.east_m * bc.north_m - ab.north_m * bc.east_m <= 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, side: f64) -> Vec<Vec2> {
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(e, n)| Vec2::new(west + e, n)).to_vec()
    }

    #[test]
    fn areas_that_overlap_count_once() {
        assert!((union_m2(&[square(0.0, 100.0)]) / 1e4 - 1.0).abs() < 0.03);
        assert!((union_m2(&[square(0.0, 100.0), square(50.0, 100.0)]) / 1.5e4 - 1.0).abs() < 0.03);
        assert_eq!(union_m2(&[]), 0.0);
        assert_eq!(union_m2(&[vec![Vec2::ZERO]]), 0.0);
    }

    #[test]
    fn a_hull_holds_what_is_inside() {
        let mut places = square(0.0, 100.0);
        places.extend([Vec2::new(50.0, 50.0), Vec2::new(20.0, 70.0)]);
        let hull = hull(places);
        assert_eq!(hull.len(), 4);
        assert!(inside(&hull, Vec2::new(50.0, 50.0)) && !inside(&hull, Vec2::new(101.0, 50.0)));
    }
}
