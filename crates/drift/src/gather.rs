//! From the state of the blocks to the rows, frames and lines of a forecast.

use sarex_model::ensemble::{Block, Integrator, Options, State};
use sarex_model::math;
use sarex_model::position::{Position, metres_per_degree};

use crate::case::Part;
use crate::forecast::{Frame, Rows, ScenarioLine, Status};
use crate::totals::Totals;

/// A frame without its grid, from the totals of each scenario and the weight of one of its elements.
pub(crate) fn frame(unix: i64, totals: &[Totals], weights: &[f64], reference: (f64, f64)) -> Frame {
    let (mut counts, mut moments) = ([0.0; 4], [0.0; 4]);
    for (totals, weight) in totals.iter().zip(weights) {
        counts.iter_mut().zip(totals.counts).for_each(|(sum, count)| *sum += weight * count as f64);
        moments.iter_mut().zip(totals.moments_deg()).for_each(|(sum, moment)| *sum += weight * moment);
    }
    let [inside, waiting, stranded, out_of_data] = counts;
    let mut frame = Frame { time_unix_s: unix, waiting, stranded, out_of_data, ..Frame::default() };
    if inside > 0.0 {
        let [x, y, xx, yy] = moments.map(|moment| moment / inside);
        let mean = Position::new(reference.1 + y, math::wrap_180(reference.0 + x));
        let (per_north, per_east) = metres_per_degree(mean.lat_deg);
        frame.mean = Some(mean);
        frame.spread_m = [(xx - x * x).max(0.0).sqrt() * per_east, (yy - y * y).max(0.0).sqrt() * per_north];
    }
    frame
}

/// Adds an element as a row.
pub(crate) fn push(rows: &mut Rows, block: &Block, lane: usize, unix: i64, weight: f64) {
    let status = match block.state[lane] {
        State::Waiting | State::None => Status::Waiting,
        State::Adrift => Status::Adrift,
        State::Stranded => Status::Stranded,
        State::OutOfData => Status::OutOfData,
    };
    rows.element.push(block.first + lane as u32);
    rows.scenario.push(block.scenario);
    rows.time_unix_s.push(unix);
    rows.lon_deg.push(math::wrap_180(block.lon_deg[lane]));
    rows.lat_deg.push(block.lat_deg[lane]);
    rows.weight.push(weight);
    rows.status.push(status);
}

/// A scenario for legends.
pub(crate) fn scenario_line(part: &Part) -> ScenarioLine {
    ScenarioLine {
        name: part.name.clone(),
        leeway_class: part.object.class.key.clone(),
        weight: part.weight,
        elements: part.elements,
        seeded: part.seeding.shape.outline(),
    }
}

/// The model in one line.
pub(crate) fn model_line(o: &Options) -> String {
    let integrator = match o.integrator {
        Integrator::Euler => "Euler",
        Integrator::RungeKutta2 => "Runge-Kutta 2",
        Integrator::RungeKutta4 => "Runge-Kutta 4",
    };
    let way = if o.backward { ", backward" } else { "" };
    format!(
        "SAREX {} leeway ensemble (Breivik and Allen 2008), {integrator}, step {} s, jibe {} per hour, seed {}{way}",
        env!("CARGO_PKG_VERSION"),
        o.step_s,
        o.jibe_per_hour,
        o.seed
    )
}

/// Most places ashore that are kept: more cannot be told apart on a picture.
const MOST_ASHORE: usize = 20_000;

/// Places of the elements ashore.
pub(crate) fn ashore(blocks: &[Block]) -> Vec<Position> {
    let lanes = |block: &Block| (0..block.len).filter(|lane| block.state[*lane] == State::Stranded).count();
    let every = blocks.iter().map(lanes).sum::<usize>().div_ceil(MOST_ASHORE).max(1);
    let places = blocks.iter().flat_map(|block| {
        let ashore = (0..block.len).filter(|lane| block.state[*lane] == State::Stranded);
        ashore.map(|lane| Position::new(block.lat_deg[lane], math::wrap_180(block.lon_deg[lane])))
    });
    places.step_by(every).collect()
}
