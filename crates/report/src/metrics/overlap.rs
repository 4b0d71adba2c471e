//! How much of the searched area was given to more than one unit at the same time.

use geo::{BoundingRect, Contains, Coord, LineString, Point, Polygon};
use sarex_model::position::Position;

use super::track::span;
use crate::history::History;

/// Rows and columns of the raster the areas are laid on.
const RASTER: u32 = 120;

struct Part {
    unit: u32,
    begin: u64,
    end: u64,
    area: Polygon<f64>,
}

/// Share 0..=1 of the area of all plans that lies in the sub-areas of two or more units whose searches ran at the same
/// time; none when no plan has areas. Areas are compared on a raster of the whole, in degrees.
pub(super) fn share(history: &History) -> Option<f64> {
    let mut parts = Vec::new();
    for plan in &history.plans {
        for part in plan.parts.iter().filter(|part| part.area.len() > 2) {
            let (begin, end) = span(history, part.unit, plan.plan);
            parts.push(Part { unit: part.unit, begin, end, area: polygon(&part.area) });
        }
    }
    let corners: LineString<f64> = parts.iter().flat_map(|part| part.area.exterior().0.iter().copied()).collect();
    let whole = corners.bounding_rect()?;
    let (mut once, mut twice) = (0_u32, 0_u32);
    for row in 0..RASTER {
        for col in 0..RASTER {
            let along = |k: u32, from: f64, to: f64| from + (f64::from(k) + 0.5) / f64::from(RASTER) * (to - from);
            let at = Point::new(along(col, whole.min().x, whole.max().x), along(row, whole.min().y, whole.max().y));
            let here: Vec<&Part> = parts.iter().filter(|part| part.area.contains(&at)).collect();
            once += u32::from(!here.is_empty());
            twice += u32::from(shared(&here));
        }
    }
    (once > 0).then(|| f64::from(twice) / f64::from(once))
}

fn shared(parts: &[&Part]) -> bool {
    let at_once = |a: &Part, b: &Part| a.unit != b.unit && a.begin < b.end && b.begin < a.end;
    parts.iter().enumerate().any(|(k, a)| parts[k + 1..].iter().any(|b| at_once(a, b)))
}

fn polygon(corners: &[Position]) -> Polygon<f64> {
    let ring = corners.iter().filter(|p| p.is_valid()).map(|p| Coord { x: p.lon_deg, y: p.lat_deg }).collect();
    Polygon::new(LineString::new(ring), Vec::new())
}

#[cfg(test)]
mod tests {
    use sarex_sim::view::{PlanPart, PlanView};

    use super::*;

    fn square(unit: u32, west: f64) -> PlanPart {
        let corner = |lat, lon| Position::new(36.0 + lat, 131.0 + lon);
        let area = vec![corner(0.0, west), corner(0.0, west + 1.0), corner(1.0, west + 1.0), corner(1.0, west)];
        PlanPart { unit, points: vec![], area, spacing_m: 0.0, legs_done: 0 }
    }

    fn plan(plan: u32, made_tick: u64, parts: Vec<PlanPart>) -> PlanView {
        PlanView { plan, cell: 0, name: String::new(), note: String::new(), made_tick, parts }
    }

    #[test]
    fn half_of_two_squares_is_shared() {
        let mut history = History { ticks: 100, ..History::default() };
        assert_eq!(share(&history), None);
        history.plans = vec![plan(0, 0, vec![square(0, 0.0), square(1, 0.5)])];
        assert!((share(&history).unwrap() - 1.0 / 3.0).abs() < 0.02);
        // One after the other is no overlap.
        history.plans = vec![plan(0, 0, vec![square(0, 0.0)]), plan(1, 50, vec![square(0, 0.5)])];
        assert_eq!(share(&history), Some(0.0));
    }
}
