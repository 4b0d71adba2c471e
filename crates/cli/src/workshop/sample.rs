//! The task that a script is tried on while no cell has a datum: one vessel, a drifting datum, a round probability map.

use sarex_model::{
    math,
    position::{Position, Vec2},
    units,
};
use sarex_sim::decision::{PocGrid, SearchAsset, SearchTask};

/// Radius of 50 % containment, nautical miles (assumed).
const ERROR_NM: f64 = 3.0;
/// Side of a cell of the map, metres, and cells along a side.
const CELL_M: f64 = 500.0;
const CELLS: u32 = 60;

/// The task at a place. Its figures are assumed: a patrol vessel of 20 knots, 15 on search, sweep width 1.5 nautical
/// miles, six hours of endurance, a drift of half a knot to the east.
pub fn task(at: Position) -> SearchTask {
    let start = Vec2::from_polar(250.0, units::nm(10.0));
    let half = 1.5 * units::nm(ERROR_NM);
    let vessel = SearchAsset {
        id: 0,
        class: 0,
        start,
        cruise_mps: units::knots(20.0),
        search_mps: units::knots(15.0),
        endurance_s: 21_600.0,
        turn_radius_m: 200.0,
        sweep_width_m: units::nm(1.5),
        search_alt_m: 0.0,
        base: start,
    };
    SearchTask {
        pattern: String::new(),
        params: Vec::new(),
        frame: at,
        time_s: 0.0,
        datum: Vec2::ZERO,
        error_radius_m: units::nm(ERROR_NM),
        drift_mps: Vec2::from_polar(90.0, units::knots(0.5)),
        area: [(-half, -half), (half, -half), (half, half), (-half, half)].map(|(e, n)| Vec2::new(e, n)).to_vec(),
        track: vec![Vec2::new(-half, 0.0), Vec2::ZERO, Vec2::new(half, 0.0)],
        assets: vec![vessel],
        wind_mps: Vec2::from_polar(90.0, 8.0),
        current_mps: Vec2::from_polar(90.0, 0.2),
        visibility_m: units::nm(10.0),
        wave_height_m: 1.0,
        poc: Some(map()),
        spacing_m: None,
        max_legs: 500,
    }
}

/// A circular normal distribution about the datum.
fn map() -> PocGrid {
    // Half of a circular normal distribution lies within sqrt(2 ln 2) standard deviations.
    let sigma = units::nm(ERROR_NM) / (2.0 * math::ln(2.0)).sqrt();
    let side = f64::from(CELLS) * CELL_M;
    let density = |e: f64, n: f64| math::exp(-0.5 * (e * e + n * n) / (sigma * sigma));
    let middle = |index: u32| (f64::from(index) + 0.5) * CELL_M - 0.5 * side;
    let share = CELL_M * CELL_M / (2.0 * std::f64::consts::PI * sigma * sigma);
    let row = |row: u32| (0..CELLS).map(move |col| (share * density(middle(col), middle(row))) as f32);
    PocGrid {
        origin: Vec2::new(-0.5 * side, -0.5 * side),
        cell_m: CELL_M,
        cols: CELLS,
        rows: CELLS,
        values: (0..CELLS).flat_map(row).collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    #[test]
    fn the_map_holds_nearly_everything_and_no_more() {
        let total: f64 = map().values.iter().map(|p| f64::from(*p)).sum();
        assert!((0.99..=1.0).contains(&total), "{total}");
    }
}
