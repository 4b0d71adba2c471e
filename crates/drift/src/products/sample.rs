//! A made-up forecast for tests, benchmarks and the example: a normal cloud that drifts and widens for 48 hours. It shows
//! the products, and says nothing about any sea.

use sarex_model::density::GridShape;
use sarex_model::math;
use sarex_model::position::{Position, Vec2};
use sarex_model::rng::{Draw, Purpose};

use crate::forecast::{Forecast, Frame, Rows, ScenarioLine, Status};

/// 2026-11-09T00:00:00Z.
const START_UNIX_S: i64 = 1_794_182_400;
const HOURS: usize = 48;
/// Every so many elements has its track kept.
const TRACK_EVERY: usize = 20;

/// What the made-up cloud does.
pub struct Cloud<'a> {
    /// Where it starts.
    pub start: Position,
    /// Metres east and north in an hour.
    pub drift_m: Vec2,
    /// Number of elements.
    pub elements: u32,
    /// Whether an element strands here.
    pub ashore: &'a dyn Fn(Position) -> bool,
}

/// A cloud that starts at 36 degrees north and drifts north-east; what passes 0.55 degrees east of its start strands.
pub fn forecast(elements: u32, lon_deg: f64) -> Forecast {
    let shore = |at: Position| math::wrap_180(at.lon_deg - lon_deg) > 0.55;
    let start = Position::new(36.0, lon_deg);
    of(&Cloud { start, drift_m: Vec2::new(900.0, 500.0), elements, ashore: &shore })
}

/// The forecast of a cloud.
pub fn of(cloud: &Cloud<'_>) -> Forecast {
    let n = cloud.elements as usize;
    let scenario = |k: usize| u16::from(k % 5 < 2);
    let mut places = Vec::with_capacity(n);
    let mut speeds = Vec::with_capacity(n);
    for k in 0..n {
        let mut draw = Draw::new(1, Purpose::Misc, k as u64, 0);
        places.push(cloud.start.moved(Vec2::new(1500.0 * draw.normal(), 1500.0 * draw.normal())));
        // The second scenario drifts more to the left.
        let turned = if scenario(k) == 1 { Vec2::new(-250.0, 350.0) } else { Vec2::ZERO };
        speeds.push(cloud.drift_m + turned + Vec2::new(220.0 * draw.normal(), 160.0 * draw.normal()));
    }
    let mut status = vec![Status::Adrift; n];
    let shape = GridShape {
        lon0_deg: cloud.start.lon_deg - 1.0,
        lat0_deg: cloud.start.lat_deg - 0.8,
        dlon_deg: 0.02,
        dlat_deg: 0.015,
        ncols: 150,
        nrows: 140,
    };
    let mut made = Forecast {
        title: "Fishing boat <Haemaru 7>, person overboard & raft".to_owned(),
        from_unix_s: START_UNIX_S,
        to_unix_s: START_UNIX_S + HOURS as i64 * 3600,
        elements: cloud.elements,
        shape,
        model: "sarex-drift 0.1.0, leeway drift, 2nd order Runge-Kutta, step 600 s (made-up data)".to_owned(),
        sources: vec!["wind: made-up, constant".to_owned(), "current: made-up, constant".to_owned()],
        notes: vec!["assumed: every figure of this sample is made up".to_owned()],
        ..Forecast::default()
    };
    for hour in 0..=HOURS {
        let time = START_UNIX_S + hour as i64 * 3600;
        for k in (0..n).filter(|_| hour > 0) {
            if status[k] == Status::Adrift {
                places[k] = places[k].moved(speeds[k]);
                if (cloud.ashore)(places[k]) {
                    status[k] = Status::Stranded;
                }
            }
        }
        let row = |rows: &mut Rows, k: usize| {
            rows.element.push(k as u32);
            rows.scenario.push(scenario(k));
            rows.time_unix_s.push(time);
            rows.lon_deg.push(places[k].lon_deg);
            rows.lat_deg.push(places[k].lat_deg);
            rows.weight.push(1.0 / n as f64);
            rows.status.push(status[k]);
        };
        (0..n).step_by(TRACK_EVERY).for_each(|k| row(&mut made.tracks, k));
        if hour == HOURS {
            (0..n).for_each(|k| row(&mut made.last, k));
        }
        made.frames.push(frame(&shape, time, &places, &status));
    }
    let second = (0..n).filter(|k| scenario(*k) == 1).count() as u32;
    let rows = &made.last;
    let lies = |row: &usize| rows.status[*row] == Status::Stranded;
    let place = |row: usize| Position::new(rows.lat_deg[row], rows.lon_deg[row]);
    made.ashore = (0..rows.status.len()).filter(lies).map(place).collect();
    let ring = [0.0, 72.0, 144.0, 216.0, 288.0, 0.0].map(|b| cloud.start.moved(Vec2::from_polar(b, 3_000.0)));
    made.scenarios = vec![
        line("person in the water", "PIW-1", f64::from(cloud.elements - second), cloud.elements, vec![cloud.start]),
        line("life raft, 4 persons", "LR-SB-C1", f64::from(second), cloud.elements, ring.to_vec()),
    ];
    if let Some(last) = made.frames.last() {
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
        let at = |(x, y): (f64, f64), m: Position| {
            m.moved(Vec2::new(3.0 * x * last.spread_m[0], 3.0 * y * last.spread_m[1]))
        };
        made.hull = last.mean.map(|m| corners.map(|c| at(c, m)).to_vec()).unwrap_or_default();
    }
    made
}

fn line(name: &str, class: &str, elements: f64, all: u32, seeded: Vec<Position>) -> ScenarioLine {
    let weight = elements / f64::from(all.max(1));
    ScenarioLine { name: name.to_owned(), leeway_class: class.to_owned(), weight, elements: elements as u32, seeded }
}

fn frame(shape: &GridShape, time_unix_s: i64, places: &[Position], status: &[Status]) -> Frame {
    let Some(first) = places.first() else {
        return Frame { time_unix_s, mass: vec![0.0; shape.len()], ..Frame::default() };
    };
    let n = places.len() as f64;
    let mut counts = vec![0u32; shape.len()];
    let mut outside = 0u32;
    for place in places {
        match shape.cell(*place) {
            Some(cell) => counts[cell] += 1,
            None => outside += 1,
        }
    }
    let offsets: Vec<Vec2> = places.iter().map(|p| first.to(*p)).collect();
    let mean = offsets.iter().fold(Vec2::ZERO, |sum, o| sum + *o * (1.0 / n));
    let squares =
        |of: fn(Vec2) -> f64| (offsets.iter().map(|o| of(*o) * of(*o)).sum::<f64>() / n - of(mean) * of(mean)).max(0.0);
    Frame {
        time_unix_s,
        mass: counts.iter().map(|c| (f64::from(*c) / n) as f32).collect(),
        outside: f64::from(outside) / n,
        stranded: status.iter().filter(|s| **s == Status::Stranded).count() as f64 / n,
        mean: Some(first.moved(mean)),
        spread_m: [squares(|v| v.east_m).sqrt(), squares(|v| v.north_m).sqrt()],
        ..Frame::default()
    }
}
