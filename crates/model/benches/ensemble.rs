//! The drift kernel: element-steps a second on one core, gridded current and wind, 10 minute steps.
//!
//! Divan prints items (element-steps) a second. The fields are those of the published comparison with other programs:
//! current 301 x 301 at 0.02 degrees, wind 81 x 81 at 0.1, hourly.

use divan::Bencher;
use divan::counter::ItemsCount;
use geo::{LineString, MultiPolygon, Polygon};
use sarex_model::ensemble::{
    BLOCK, Block, Forcing, Integrator, Key, Layer, Options, Scenario, Start, Stream, Stretch, fill, run, run_portable,
    unit,
};
use sarex_model::field::VectorField;
use sarex_model::leeway::class;
use sarex_model::math;
use sarex_model::shore::Shore;

fn main() {
    divan::main();
}

/// A star of an island, 20,000 points of coast in 2 x 2 degrees, cells of 0.01 degrees.
fn island() -> Shore {
    let points = 20_000_u32;
    let ring = (0..points).map(|i| {
        let angle = std::f64::consts::TAU * f64::from(i) / f64::from(points);
        let radius = 0.8 + 0.1 * math::sin(37.0 * angle) + 0.002 * f64::from(i % 3);
        (LON0 + radius * math::sin(angle), LAT0 + radius * math::cos(angle))
    });
    let land = Polygon::new(LineString::from_iter(ring), Vec::new());
    Shore::new((LON0 - 2.0, LAT0 - 2.0, LON0 + 2.0, LAT0 + 2.0), 0.01, &MultiPolygon::new(vec![land]))
}

/// Places `from` to `to` degrees from the island's centre.
fn ring(from: f64, to: f64) -> Vec<(f64, f64)> {
    let key = Key::new(4);
    let place = |slot: u32| {
        let [a, b, ..] = key.draw(slot, 0, Stream::Place, 0).map(unit);
        let (angle, radius) = (std::f64::consts::TAU * a, from + (to - from) * b);
        (LON0 + radius * math::sin(angle), LAT0 + radius * math::cos(angle))
    };
    (0..10_000).map(place).collect()
}

/// Land or sea, far from the coast: what nearly every element asks.
#[divan::bench]
fn land_test_open_sea(bencher: Bencher) {
    let (shore, places) = (island(), ring(1.2, 1.4));
    bencher
        .counter(ItemsCount::new(places.len()))
        .bench_local(|| places.iter().filter(|(lon, lat)| shore.is_open_sea(*lon, *lat)).count());
}

/// Land or sea on the coast itself, against the polygon.
#[divan::bench]
fn land_test_coast(bencher: Bencher) {
    let (shore, places) = (island(), ring(0.7, 0.9));
    let coast: Vec<_> = places.into_iter().filter(|(lon, lat)| shore.is_coast(*lon, *lat)).collect();
    bencher
        .counter(ItemsCount::new(coast.len()))
        .bench_local(|| coast.iter().filter(|(lon, lat)| shore.is_land(*lon, *lat)).count());
}

const LON0: f64 = -25.0;
const LAT0: f64 = 47.0;
const STEP_S: f64 = 600.0;

fn field(name: &str, half: f64, step: f64, value: impl Fn(f64, f64, f64) -> (f64, f64)) -> VectorField {
    let n = (2.0 * half / step).round() as usize + 1;
    let (mut east, mut north) = (Vec::new(), Vec::new());
    for hour in 0..4_u32 {
        for row in 0..n {
            for column in 0..n {
                let (x, y) = (column as f64 * step - half, row as f64 * step - half);
                let (e, m) = value(f64::from(hour), x, y);
                east.push(e as f32);
                north.push(m as f32);
            }
        }
    }
    VectorField {
        name: name.to_owned(),
        lon0_deg: LON0 - half,
        dlon_deg: step,
        nlon: n,
        lat0_deg: LAT0 - half,
        dlat_deg: step,
        nlat: n,
        times_s: (0..4).map(|hour| f64::from(hour) * 3600.0).collect(),
        east,
        north,
    }
}

fn current() -> Forcing {
    let pi = std::f64::consts::PI;
    let field = field("current", 3.0, 0.02, |hour, x, y| {
        let w = 2.0 * pi * hour / 12.42;
        let (sx, cx, sy, cy) = (math::sin(pi * x), math::cos(pi * x), math::sin(pi * y), math::cos(pi * y));
        (0.30 * sy * cx + 0.25 * math::cos(w), -0.30 * cy * sx + 0.15 * math::sin(w))
    });
    Forcing::new("current", vec![Layer::from_lonlat(field, LON0)], None)
}

fn wind() -> Forcing {
    let field = field("wind", 4.0, 0.1, |hour, x, y| {
        let direction = math::radians(40.0 + 2.5 * hour + 10.0 * x + 5.0 * y);
        let speed = 8.0 + 3.0 * math::sin(std::f64::consts::TAU * hour / 24.0 + x);
        (speed * math::sin(direction), speed * math::cos(direction))
    });
    Forcing::new("wind", vec![Layer::from_lonlat(field, LON0)], None)
}

fn blocks(elements: usize, scenario: &Scenario, options: &Options) -> Vec<Block> {
    let key = Key::new(options.seed);
    (0..elements.div_ceil(BLOCK))
        .map(|number| {
            let slot = (number * BLOCK) as u32;
            let mut block = Block::new(0, slot, slot);
            fill(&mut block, BLOCK, scenario, options, 0.0, |slot| {
                let z = key.normals(slot, 0, Stream::Place, 0);
                Start { lon_deg: LON0 + 0.066 * z[0], lat_deg: LAT0 + 0.045 * z[1], time_s: 0.0 }
            });
            block
        })
        .collect()
}

fn hour(bencher: Bencher, elements: usize, options: Options, portable: bool) {
    let scenario = Scenario { class: class("LIFE-RAFT-NB-1").expect("in the table").clone(), changes: Vec::new() };
    let scenarios = [scenario];
    let (wind, current) = (wind(), current());
    let times: Vec<f64> = (0..6).map(|step| f64::from(step) * STEP_S).collect();
    let share = match options.integrator {
        Integrator::Euler => vec![0.0],
        Integrator::RungeKutta2 => vec![0.0, 0.5],
        Integrator::RungeKutta4 => vec![0.0, 0.5, 1.0],
    };
    let stages: Vec<f64> = times.iter().flat_map(|t| share.iter().map(move |s| t + s * STEP_S)).collect();
    let lengths = [STEP_S; 6];
    let started = blocks(elements, &scenarios[0], &options);
    bencher.counter(ItemsCount::new(elements * 6)).with_inputs(|| started.clone()).bench_local_refs(|blocks| {
        let bounds = [LON0 - 0.8, LAT0 - 0.6, LON0 + 0.8, LAT0 + 0.6];
        let stretch = Stretch {
            wind: wind.window(bounds, &times),
            current: current.window(bounds, &stages),
            stokes: None,
            shore: None,
            options: &options,
            scenarios: &scenarios,
            first_step: 0,
            times_s: &times,
            lengths_s: &lengths,
        };
        for block in blocks.iter_mut() {
            let gap = if portable { run_portable(block, &stretch) } else { run(block, &stretch) };
            assert!(gap.is_none());
        }
    });
}

#[divan::bench(args = [10_240, 102_400, 1_024_000], sample_count = 20)]
fn euler(bencher: Bencher, elements: usize) {
    hour(bencher, elements, Options::default(), false);
}

/// Without the wider vectors: what an old processor does.
#[divan::bench(args = [102_400], sample_count = 20)]
fn euler_baseline(bencher: Bencher, elements: usize) {
    hour(bencher, elements, Options::default(), true);
}

#[divan::bench(args = [102_400], sample_count = 20)]
fn runge_kutta_4(bencher: Bencher, elements: usize) {
    hour(bencher, elements, Options { integrator: Integrator::RungeKutta4, ..Options::default() }, false);
}

/// With every option that draws normal numbers each step.
#[divan::bench(args = [102_400], sample_count = 10)]
fn noise(bencher: Bencher, elements: usize) {
    let options = Options { wind_noise_mps: 1.0, current_noise_mps: 0.1, ..Options::default() };
    hour(bencher, elements, options, false);
}
