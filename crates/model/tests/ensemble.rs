//! The drift kernel against laws, against exact geodesics, and against itself.
#![allow(
    clippy::unwrap_used,
    clippy::needless_range_loop,
    reason = "tests may unwrap; columns are walked side by side"
)]

use geo::{LineString, MultiPolygon, Polygon};
use proptest::prelude::*;
use sarex_model::ensemble::{
    BLOCK, Block, Capsizing, Change, Forcing, Gap, Integrator, JibeRule, Key, Layer, Options, Perturbation, Scenario,
    ShoreRule, Start, State, Stream, Stretch, When, fill, run, run_portable,
};
use sarex_model::field::projection::{Ellipsoid, PolarScale, PolarStereographic};
use sarex_model::field::{ProjectedField, Projection, VectorField};
use sarex_model::leeway::{Coefficients, Side, class};
use sarex_model::math;
use sarex_model::position::{Position, Vec2};
use sarex_model::shore::Shore;

const LON: f64 = 131.0;

/// A field that varies smoothly in space and time, 6 x 6 degrees round a place.
fn field(name: &str, lat: f64, strength: f64, hours: u32) -> VectorField {
    let n = 61;
    let (mut east, mut north) = (Vec::new(), Vec::new());
    for hour in 0..=hours {
        for row in 0..n {
            for column in 0..n {
                let (x, y, t) = (f64::from(column) * 0.1, f64::from(row) * 0.1, f64::from(hour) / 12.0);
                east.push((strength * math::sin(x + t) * math::cos(0.7 * y)) as f32);
                north.push((strength * math::cos(0.8 * x - t) * math::sin(y + 0.3)) as f32);
            }
        }
    }
    VectorField {
        name: name.into(),
        lon0_deg: LON - 3.0,
        dlon_deg: 0.1,
        nlon: n as usize,
        lat0_deg: lat - 3.0,
        dlat_deg: 0.1,
        nlat: n as usize,
        times_s: (0..=hours).map(|hour| f64::from(hour) * 3600.0).collect(),
        east,
        north,
    }
}

struct Bench {
    wind: Forcing,
    current: Forcing,
    shore: Option<Shore>,
    scenarios: Vec<Scenario>,
    options: Options,
}

impl Bench {
    fn new(object: &str, lat: f64, options: Options) -> Self {
        let layer = |name: &str, strength| Layer::from_lonlat(field(name, lat, strength, 48), LON);
        Self {
            wind: Forcing::new("wind", vec![layer("wind", 12.0)], None),
            current: Forcing::new("current", vec![layer("current", 0.6)], None),
            shore: None,
            scenarios: vec![Scenario { class: class(object).unwrap().clone(), changes: Vec::new() }],
            options,
        }
    }

    fn seeded(&self, number: u32, count: usize, at: impl Fn(u32) -> Start) -> Block {
        let mut block = Block::new(0, number * BLOCK as u32, number * BLOCK as u32);
        fill(&mut block, count, &self.scenarios[0], &self.options, 0.0, at);
        block
    }

    /// From `from_h` for `hours`, in stretches of six steps.
    fn drift(&self, block: &mut Block, from_h: f64, hours: f64, portable: bool) -> Option<Gap> {
        let step = self.options.signed_step_s();
        let count = (hours * 3600.0 / self.options.step_s).round() as u32;
        let share: &[f64] = match self.options.integrator {
            Integrator::Euler => &[0.0],
            Integrator::RungeKutta2 => &[0.0, 0.5],
            Integrator::RungeKutta4 => &[0.0, 0.5, 1.0],
        };
        let mut gap = None;
        for first in (0..count).step_by(6) {
            let times: Vec<f64> =
                (first..(first + 6).min(count)).map(|n| from_h * 3600.0 + step * f64::from(n)).collect();
            let stages: Vec<f64> = times.iter().flat_map(|t| share.iter().map(move |s| t + s * step)).collect();
            let lengths = vec![step; times.len()];
            let [w, s, e, n] = block.bounds().unwrap_or_default();
            let bounds = [w - 0.3, s - 0.3, e + 0.3, n + 0.3];
            let stretch = Stretch {
                wind: self.wind.window(bounds, &times),
                current: self.current.window(bounds, &stages),
                stokes: None,
                shore: self.shore.as_ref(),
                options: &self.options,
                scenarios: &self.scenarios,
                first_step: first,
                times_s: &times,
                lengths_s: &lengths,
            };
            let found = if portable { run_portable(block, &stretch) } else { run(block, &stretch) };
            gap = gap.or(found);
        }
        gap
    }
}

fn spread_out(lat: f64) -> impl Fn(u32) -> Start {
    move |slot| {
        let z = Key::new(5).normals(slot, 0, Stream::Place, 0);
        Start { lon_deg: LON + 0.2 * z[0], lat_deg: lat + 0.1 * z[1], time_s: 0.0 }
    }
}

fn place(block: &Block, lane: usize) -> Position {
    Position::new(block.lat_deg[lane], block.lon_deg[lane])
}

fn bits(block: &Block) -> Vec<(u64, u64, u32, State)> {
    let one = |lane: usize| {
        let slope = block.leeway.cross_slope[lane].to_bits();
        (block.lon_deg[lane].to_bits(), block.lat_deg[lane].to_bits(), slope, block.state[lane])
    };
    (0..block.len).map(one).collect()
}

/// Each element against 48 h of exact geodesic moves (Vincenty), leeway then current, with this crate's one-element leeway and field.
/// Spread 0, no jibing. Required: 1 cm.
#[test]
fn val_every_element_agrees_with_geodesics_to_a_centimetre() {
    for lat in [5.0, 36.0, 60.0, 72.0, -45.0] {
        let options = Options { spread: false, jibe_per_hour: 0.0, ..Options::default() };
        let bench = Bench::new("LIFE-RAFT-DB-10", lat, options);
        let (wind, current) = (field("wind", lat, 12.0, 48), field("current", lat, 0.6, 48));
        let mut block = bench.seeded(0, 24, spread_out(lat));
        let started = block.clone();
        assert_eq!(bench.drift(&mut block, 0.0, 48.0, false), None);
        let mut worst: f64 = 0.0;
        for lane in 0..24 {
            let side = if lane % 2 == 1 { Side::Left } else { Side::Right };
            let element = Coefficients::mean(&bench.scenarios[0].class, side);
            let mut at = place(&started, lane);
            for step in 0..288 {
                let time = f64::from(step) * 600.0;
                let blow = wind.at(at, time).unwrap();
                let set = current.at(at, time).unwrap();
                for by in [element.velocity(blow) * 600.0, set * 600.0] {
                    at = at.destination(math::degrees(math::atan2(by.east_m, by.north_m)), by.length());
                }
            }
            worst = worst.max(at.distance_m(place(&block, lane)));
        }
        assert!(worst < 0.01, "latitude {lat}: {worst} m");
    }
}

#[test]
fn the_bits_do_not_depend_on_the_vector_width() {
    for integrator in [Integrator::Euler, Integrator::RungeKutta4] {
        let bench = Bench::new("LIFE-RAFT-NB-1", 36.0, Options { integrator, ..Options::default() });
        let mut wide = bench.seeded(3, BLOCK, spread_out(36.0));
        let mut narrow = wide.clone();
        bench.drift(&mut wide, 0.0, 24.0, false);
        bench.drift(&mut narrow, 0.0, 24.0, true);
        assert_eq!(bits(&wide), bits(&narrow));
    }
}

/// Bits that a change of the kernel would alter; `crates/README.md` promises them for every build and machine.
#[test]
fn regress_bits_of_a_day() {
    let bench = Bench::new("PIW-1", 36.0, Options::default());
    let mut block = bench.seeded(0, BLOCK, spread_out(36.0));
    bench.drift(&mut block, 0.0, 24.0, false);
    let hash = bits(&block).iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, (lon, lat, slope, _)| {
        [*lon, *lat, u64::from(*slope)].iter().fold(hash, |hash, word| (hash ^ word).wrapping_mul(0x100_0000_01b3))
    });
    assert_eq!(hash, HASH, "{hash:#x}");
}
const HASH: u64 = 0xe275_71a1_f5cc_b0a4;

/// Where a look leaves the prepared window the slow path must give the same bits.
#[test]
fn a_window_changes_no_bit() {
    let bench = Bench::new("PIW-1", 36.0, Options::default());
    let times = [7200.0];
    let lengths = [600.0];
    let one = |bounds: [f64; 4]| {
        let mut block = bench.seeded(1, BLOCK, spread_out(36.0));
        let stretch = Stretch {
            wind: bench.wind.window(bounds, &times),
            current: bench.current.window(bounds, &times),
            stokes: None,
            shore: None,
            options: &bench.options,
            scenarios: &bench.scenarios,
            first_step: 0,
            times_s: &times,
            lengths_s: &lengths,
        };
        run(&mut block, &stretch);
        bits(&block)
    };
    let whole = one([128.0, 33.0, 134.0, 39.0]);
    assert_eq!(whole, one([130.95, 35.95, 131.05, 36.05]));
    assert_eq!(whole, one([50.0, 10.0, 51.0, 11.0]));
}

/// On an 800 m polar stereographic grid, as of NorKyst: the kernel's table against the projection itself, and any window.
#[test]
fn a_projected_grid_is_read_where_it_lies() {
    let scale = PolarScale::StandardParallel(60.0);
    let polar = PolarStereographic::new(Ellipsoid::wgs84(), true, 70.0, scale, (3_192_800.0, 1_784_000.0)).unwrap();
    let projection = Projection::PolarStereographic(polar);
    let (x, y) = projection.forward(Position::new(60.6, 4.0));
    let n = 161_usize;
    let value = |row: usize, column: usize| 0.3 * math::sin(0.05 * row as f64) + 0.2 * math::cos(0.07 * column as f64);
    let nodes = || (0..n).flat_map(|row| (0..n).map(move |column| (row, column)));
    let field = ProjectedField {
        name: "current".into(),
        projection,
        x0: x - 64_000.0,
        dx: 800.0,
        nx: n,
        y0: y - 64_000.0,
        dy: 800.0,
        ny: n,
        times_s: vec![0.0],
        east: nodes().map(|(row, column)| value(row, column) as f32).collect(),
        north: nodes().map(|(row, column)| value(column, row) as f32).collect(),
    };
    let forcing = Forcing::new("current", vec![Layer::from_projected(field.clone())], None);
    for slot in 0..500 {
        let z = Key::new(2).normals(slot, 0, Stream::Place, 0);
        let (lon, lat) = (4.0 + 0.3 * z[0], 60.6 + 0.15 * z[1]);
        let exact = field.at(Position::new(lat, lon), 0.0).unwrap();
        let [east, north] = forcing.at(lon, lat, 0.0).unwrap();
        assert!((f64::from(east) - exact.east_m).abs() < 5e-6 && (f64::from(north) - exact.north_m).abs() < 5e-6);
    }
    let mut bench = Bench::new("PIW-1", 60.6, Options::default());
    bench.wind = Forcing::constant("wind", [5.0, 5.0]);
    bench.current = forcing;
    let one = |bounds: [f64; 4]| {
        let mut block =
            bench.seeded(1, BLOCK, |slot| Start { lon_deg: 4.0 + 0.001 * f64::from(slot), lat_deg: 60.6, time_s: 0.0 });
        let stretch = Stretch {
            wind: bench.wind.window(bounds, &[0.0]),
            current: bench.current.window(bounds, &[0.0]),
            stokes: None,
            shore: None,
            options: &bench.options,
            scenarios: &bench.scenarios,
            first_step: 0,
            times_s: &[0.0],
            lengths_s: &[600.0],
        };
        assert_eq!(run(&mut block, &stretch), None);
        bits(&block)
    };
    let whole = one([3.0, 60.0, 5.0, 61.0]);
    assert_eq!(whole, one([4.1, 60.5, 4.2, 60.7]));
    assert_eq!(whole, one([100.0, 60.5, 100.2, 60.7]));
}

#[test]
fn leaving_the_data_is_told_and_stops() {
    let bench = Bench::new("PIW-1", 36.0, Options::default());
    let edge = |slot: u32| Start { lon_deg: 133.95 + 0.001 * f64::from(slot % 100), lat_deg: 36.0, time_s: 0.0 };
    let mut block = bench.seeded(0, BLOCK, edge);
    let gap = bench.drift(&mut block, 0.0, 6.0, false).unwrap();
    assert!(gap.reason.contains("wind at") && gap.reason.contains("outside the area"), "{gap:?}");
    assert!(block.state.contains(&State::OutOfData));
    let mut late = bench.seeded(0, BLOCK, spread_out(36.0));
    let gap = bench.drift(&mut late, 46.0, 4.0, false).unwrap();
    assert!(gap.reason.contains("outside the time") && (gap.time_s - 48.0 * 3600.0).abs() < 601.0, "{gap:?}");
}

#[test]
fn a_fallback_fills_holes() {
    let mut bench = Bench::new("PIW-1", 36.0, Options { spread: false, jibe_per_hour: 0.0, ..Options::default() });
    bench.wind = Forcing::constant("wind", [0.0, 0.0]);
    let mut holed = field("current", 36.0, 0.6, 48);
    holed.east.iter_mut().chain(&mut holed.north).for_each(|v| *v = f32::NAN);
    bench.current = Forcing::new("current", vec![Layer::from_lonlat(holed, LON)], Some([0.5, 0.0]));
    let mut block = bench.seeded(0, 10, |_| Start { lon_deg: LON, lat_deg: 36.0, time_s: 0.0 });
    assert_eq!(bench.drift(&mut block, 0.0, 2.0, false), None);
    let way = Position::new(36.0, LON).distance_m(place(&block, 0));
    assert!((way - 3600.0).abs() < 0.01, "{way}");
}

#[test]
fn land_strands_or_turns_back() {
    let coast =
        Polygon::new(LineString::from(vec![(131.2, 30.0), (140.0, 30.0), (140.0, 40.0), (131.2, 40.0)]), vec![]);
    let shore = Shore::new((129.0, 34.0, 133.0, 38.0), 0.01, &MultiPolygon::new(vec![coast]));
    let rule = |shore_rule| {
        let mut bench = Bench::new("PIW-1", 36.0, Options { shore: shore_rule, ..Options::default() });
        bench.current = Forcing::constant("current", [1.0, 0.0]);
        bench.wind = Forcing::constant("wind", [0.0, 0.0]);
        bench.shore = Some(shore.clone());
        let mut block = bench.seeded(0, BLOCK, |slot| Start {
            lon_deg: 131.0,
            lat_deg: 35.9 + 0.001 * f64::from(slot % 256),
            time_s: 0.0,
        });
        bench.drift(&mut block, 0.0, 12.0, false);
        block
    };
    let stranded = rule(ShoreRule::Strand);
    for lane in 0..BLOCK {
        assert_eq!(stranded.state[lane], State::Stranded);
        assert!((stranded.lon_deg[lane] - 131.2).abs() < 3e-4, "{}", stranded.lon_deg[lane]);
    }
    let previous = rule(ShoreRule::Previous);
    assert!(previous.state.iter().all(|s| *s == State::Adrift) && previous.lon_deg.iter().all(|lon| *lon < 131.2));
    assert!(rule(ShoreRule::Ignore).lon_deg.iter().all(|lon| *lon > 131.4));
}

/// Without randomness a run there and back ends where it began, to the order of the integrator.
#[test]
fn backward_returns_what_forward_moved() {
    for (integrator, allowed_m) in [(Integrator::Euler, 900.0), (Integrator::RungeKutta4, 900.0)] {
        let options = Options { spread: false, jibe_per_hour: 0.0, integrator, step_s: 300.0, ..Options::default() };
        let mut bench = Bench::new("LIFE-RAFT-DB-10", 36.0, options);
        let mut block = bench.seeded(0, 20, spread_out(36.0));
        let started = block.clone();
        bench.drift(&mut block, 0.0, 24.0, false);
        bench.options.backward = true;
        bench.drift(&mut block, 24.0, 24.0, false);
        for lane in 0..20 {
            let off = place(&started, lane).distance_m(place(&block, lane));
            assert!(off < allowed_m, "{integrator:?} {lane}: {off} m");
        }
    }
}

/// In a steady current alone Runge-Kutta closes the circle that Euler leaves: a vortex turns an element round itself.
#[test]
fn runge_kutta_is_of_higher_order() {
    let n = 201;
    let (mut east, mut north) = (Vec::new(), Vec::new());
    let (_, per_lon) = sarex_model::position::metres_per_degree(36.0);
    let (per_lat, _) = sarex_model::position::metres_per_degree(36.0);
    let rate = 1e-4;
    for row in 0..n {
        for column in 0..n {
            let (x, y) = ((f64::from(column) - 100.0) * 0.01 * per_lon, (f64::from(row) - 100.0) * 0.01 * per_lat);
            east.push((-rate * y) as f32);
            north.push((rate * x) as f32);
        }
    }
    let vortex = VectorField {
        name: "vortex".into(),
        lon0_deg: LON - 1.0,
        dlon_deg: 0.01,
        nlon: n as usize,
        lat0_deg: 35.0,
        dlat_deg: 0.01,
        nlat: n as usize,
        times_s: vec![0.0],
        east,
        north,
    };
    let drifted = |integrator| {
        let options = Options { spread: false, jibe_per_hour: 0.0, integrator, step_s: 1800.0, ..Options::default() };
        let mut bench = Bench::new("PIW-1", 36.0, options);
        bench.wind = Forcing::constant("wind", [0.0, 0.0]);
        bench.current = Forcing::new("current", vec![Layer::from_lonlat(vortex.clone(), LON)], None);
        let mut block = bench.seeded(0, 1, |_| Start { lon_deg: LON + 0.1, lat_deg: 36.0, time_s: 0.0 });
        bench.drift(&mut block, 0.0, 12.0, false);
        let radius = Position::new(36.0, LON).distance_m(place(&block, 0));
        (radius / Position::new(36.0, LON).distance_m(Position::new(36.0, LON + 0.1)) - 1.0).abs()
    };
    let (euler, two, four) =
        (drifted(Integrator::Euler), drifted(Integrator::RungeKutta2), drifted(Integrator::RungeKutta4));
    assert!(euler > 0.1 && two < 0.02 && four < 0.003, "{euler} {two} {four}");
}

/// The chance of a jibe within an hour is the one asked for, whatever the step.
#[test]
fn val_jibes_come_at_their_rate() {
    let bench = Bench::new("LIFE-RAFT-NB-1", 36.0, Options { jibe_per_hour: 0.2, ..Options::default() });
    let mut turned = 0;
    for number in 0..40 {
        let mut block = bench.seeded(number, BLOCK, spread_out(36.0));
        let before = block.leeway.cross_slope;
        bench.drift(&mut block, 0.0, 1.0, false);
        turned += (0..BLOCK).filter(|lane| before[*lane] != block.leeway.cross_slope[*lane]).count();
    }
    // An even number of jibes cannot be seen: p = (1 - exp(-2 rate)) / 2 with rate = -ln 0.8.
    let expected = 0.5 * (1.0 - 0.64);
    let share = turned as f64 / (40.0 * BLOCK as f64);
    assert!((share - expected).abs() < 0.015, "{share} {expected}");
}

#[test]
fn perturbations_have_the_spread_of_the_class() {
    let bench = Bench::new("PIW-3", 36.0, Options::default());
    let class = &bench.scenarios[0].class;
    let (mut sum, mut count) = (0.0, 0.0);
    for number in 0..40 {
        let block = bench.seeded(number, BLOCK, spread_out(36.0));
        for lane in (1..BLOCK).step_by(2) {
            // cross_spread is e_c / 20 in per cent.
            let e = f64::from(block.leeway.cross_spread[lane]) * 2000.0;
            sum += e * e;
            count += 1.0;
        }
    }
    assert!(((sum / count).sqrt() / class.cwl_left.std_cm_s - 1.0).abs() < 0.03);
}

#[test]
fn the_other_convention_is_a_mirror() {
    let drifted = |mirror_crosswind| {
        let options = Options { mirror_crosswind, spread: false, jibe_per_hour: 0.0, ..Options::default() };
        let mut bench = Bench::new("PIW-4", 0.0, options);
        bench.wind = Forcing::constant("wind", [0.0, 10.0]);
        bench.current = Forcing::constant("current", [0.0, 0.0]);
        let mut block = bench.seeded(0, 2, |_| Start { lon_deg: LON, lat_deg: 0.0, time_s: 0.0 });
        bench.drift(&mut block, 0.0, 10.0, false);
        block
    };
    let (ours, theirs) = (drifted(false), drifted(true));
    assert!(ours.lon_deg[0] > LON && ours.lon_deg[1] < LON, "positive is to the right of downwind");
    for lane in 0..2 {
        let (a, b) = (ours.lon_deg[lane] - LON, theirs.lon_deg[lane] - LON);
        assert!((a + b).abs() < 1e-12 && (ours.lat_deg[lane] - theirs.lat_deg[lane]).abs() < 1e-12);
    }
}

#[test]
fn late_releases_wait_and_then_drift() {
    let mut bench = Bench::new("PIW-1", 36.0, Options { spread: false, ..Options::default() });
    bench.wind = Forcing::constant("wind", [0.0, 0.0]);
    bench.current = Forcing::constant("current", [0.0, 1.0]);
    // Between steps: 1 h 05 min.
    let mut block =
        bench.seeded(0, 4, |slot| Start { lon_deg: LON, lat_deg: 36.0, time_s: 3900.0 * f64::from(slot % 2) });
    assert_eq!(block.state[1], State::Waiting);
    bench.drift(&mut block, 0.0, 2.0, false);
    let way = |lane| Position::new(36.0, LON).distance_m(place(&block, lane));
    assert!((way(0) - 7200.0).abs() < 0.01 && (way(1) - 3300.0).abs() < 0.01, "{} {}", way(0), way(1));
}

#[test]
fn classes_change_in_flight() {
    let mut bench =
        Bench::new("LIFE-RAFT-NB-1", 36.0, Options { spread: false, jibe_per_hour: 0.0, ..Options::default() });
    let piw = class("PIW-1").unwrap().clone();
    bench.scenarios[0].changes = vec![Change { class: piw.clone(), when: When::After { seconds: 3600.0 } }];
    bench.wind = Forcing::constant("wind", [0.0, 10.0]);
    bench.current = Forcing::constant("current", [0.0, 0.0]);
    let mut block = bench.seeded(0, 2, |_| Start { lon_deg: LON, lat_deg: 36.0, time_s: 0.0 });
    bench.drift(&mut block, 0.0, 2.0, false);
    let north = Position::new(36.0, LON).to(place(&block, 0)).north_m;
    let expected = 36.0 * (bench.scenarios[0].class.dwl_slope_pct + piw.dwl_slope_pct) * 10.0;
    assert!((north / expected - 1.0).abs() < 1e-3, "{north} {expected}");
}

/// At U0 the chance is one half an hour: per hour of six steps 1 - (1 - 0.5/6)^6.
#[test]
fn val_capsizing_follows_its_law() {
    let options = Options { capsizing: Some(Capsizing::default()), ..Options::default() };
    let mut bench = Bench::new("LIFE-RAFT-NB-1", 36.0, options);
    bench.wind = Forcing::constant("wind", [0.0, 30.0]);
    bench.current = Forcing::constant("current", [0.0, 0.0]);
    let mut capsized = 0;
    for number in 0..20 {
        let mut block = bench.seeded(number, BLOCK, spread_out(36.0));
        let before = block.leeway.down_slope;
        bench.drift(&mut block, 0.0, 1.0, false);
        for lane in 0..BLOCK {
            let ratio = block.leeway.down_slope[lane] / before[lane];
            assert!((ratio - 1.0).abs() < 1e-6 || (ratio - 0.4).abs() < 1e-6);
            capsized += usize::from(ratio < 0.5);
        }
    }
    let share = capsized as f64 / (20.0 * BLOCK as f64);
    assert!((share - (1.0 - math::pow(11.0 / 12.0, 6.0))).abs() < 0.025, "{share}");
}

#[test]
fn renewed_perturbations_keep_their_spread_and_forget() {
    let options = Options {
        perturbation: Perturbation::Correlated { time_s: 3.0 * 3600.0 },
        jibe: JibeRule::FullSide,
        ..Options::default()
    };
    let bench = Bench::new("LIFE-RAFT-NB-1", 36.0, options);
    let (mut before_after, mut square, mut count) = (0.0, 0.0, 0.0);
    for number in 0..40 {
        let mut block = bench.seeded(number, BLOCK, spread_out(36.0));
        let before = block.extra.as_ref().unwrap().normal[0];
        bench.drift(&mut block, 0.0, 3.0, false);
        let after = block.extra.as_ref().unwrap().normal[0];
        for lane in 0..BLOCK {
            before_after += f64::from(before[lane] * after[lane]);
            square += f64::from(after[lane] * after[lane]);
            count += 1.0;
        }
    }
    assert!((square / count - 1.0).abs() < 0.05, "{}", square / count);
    assert!((before_after / count - math::exp(-1.0)).abs() < 0.04, "{}", before_after / count);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever the options, nothing becomes NaN or leaves the globe, and only the living move.
    #[test]
    fn places_stay_places(
        seed in any::<u64>(), lat in -80.0..80.0_f64, step in 60.0..3600.0_f64, jibe in 0.0..1.0_f64,
        noise in 0.0..5.0_f64, backward in any::<bool>(), full in any::<bool>(), rk in 0..3_u8,
    ) {
        let options = Options {
            seed, step_s: step, jibe_per_hour: jibe, wind_noise_mps: noise, current_noise_mps: 0.1 * noise, backward,
            jibe: if full { JibeRule::FullSide } else { JibeRule::Slope },
            integrator: [Integrator::Euler, Integrator::RungeKutta2, Integrator::RungeKutta4][rk as usize],
            ..Options::default()
        };
        let bench = Bench::new("LIFE-RAFT-NB-1", lat, options);
        let mut block = bench.seeded(0, 100, move |slot| Start { time_s: f64::NEG_INFINITY, ..spread_out(lat)(slot) });
        bench.drift(&mut block, 24.0, 6.0, false);
        for lane in 0..100 {
            prop_assert!(Position::new(block.lat_deg[lane], math::wrap_180(block.lon_deg[lane])).is_valid());
            let moved = Vec2::new(block.lon_deg[lane] - LON, block.lat_deg[lane] - lat);
            prop_assert!(moved.length() < 60.0);
        }
    }
}
