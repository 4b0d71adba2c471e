//! Metrics: what the report draws is sampled once a minute.

use sarex_model::{
    position::Vec2,
    rng::{Draw, Purpose},
};

use crate::{
    exercise::Exercise,
    history::{PosSeries, TrackPoint},
    limits::{TRACK_CYCLE_S, TRACKS_PER_CELL},
    phases::surveillance,
};

/// Draws how wrong each cell's forecast is, and lays out the gap maps.
pub(crate) fn start(exercise: &mut Exercise) {
    let setup = exercise.setup.clone();
    for (number, cell) in exercise.state.cells.iter_mut().enumerate() {
        let mut draw = Draw::new(setup.seed, Purpose::Forecast, number as u64, 0);
        let mut error = |sd: f64| Vec2 { east_m: draw.normal() * sd, north_m: draw.normal() * sd };
        cell.forecast_wind = error(setup.environment.forecast_error_wind_mps);
        cell.forecast_current = error(setup.environment.forecast_error_current_mps);
        // Numbers of one cell's tracks are no other cell's: control sees all of them side by side.
        cell.next_track = number as u32 * TRACKS_PER_CELL;
        cell.gap = setup.patrol.as_ref().map(|p| surveillance::new_gap_map(&p.area, p.gap_cell_m));
    }
}

/// Samples tracks and probabilities.
pub(crate) fn run(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    if !tick.is_multiple_of(TRACK_CYCLE_S) {
        return;
    }
    for (number, track) in exercise.history.tracks.iter_mut().enumerate() {
        let state = &exercise.state.units[number];
        let fuel_frac = (state.endurance_left_s / exercise.setup.units[number].performance.endurance_s) as f32;
        track.push(TrackPoint { tick, at: state.at, activity: state.activity, fuel_frac });
    }
    for (track, object) in exercise.history.object_tracks.iter_mut().zip(&exercise.state.objects) {
        track.push((tick, object.at));
    }
    for (cell, state) in exercise.state.cells.iter().enumerate() {
        for estimate in &state.estimates {
            let series = &mut exercise.history.pos;
            let at = series.iter().position(|s| s.cell == cell as u32 && s.object == estimate.object);
            let at = at.unwrap_or_else(|| {
                series.push(PosSeries { cell: cell as u32, object: estimate.object, points: Vec::new() });
                series.len() - 1
            });
            series[at].points.push((tick, estimate.pos));
        }
    }
}
