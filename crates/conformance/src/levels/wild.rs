//! Questions that no exercise asks on purpose but one may come to: poles and antimeridian, zeros and denormals,
//! degenerate areas, craft without speed or endurance. Always drawn from a seed.

use sarex_model::position::Position;
use sarex_model::rng::{Draw, Purpose};
use sarex_plugin_host::Manifest;
use sarex_sim::call::Call;
use sarex_sim::decision::{
    Batch, Column, Contact, Glimpse, LegRow, LocalPoint, LogEntry, OrderRow, OwnShip, PlannedLeg, PlannedSearch,
    PocGrid, Progress, SearchAsset, SearchTask,
};
use sarex_sim::setup::PluginDecl;

use super::sample::place;

const DENORMAL: f64 = 5e-324;

/// A stream of its own for each subject and number.
pub fn draw(seed: u64, subject: u64, number: u64) -> Draw {
    Draw::new(seed, Purpose::Misc, subject, number)
}

fn pick<T: Copy>(draw: &mut Draw, of: &[T]) -> T {
    of[draw.below(of.len() as u32) as usize]
}

fn one_in(draw: &mut Draw, n: u32) -> bool {
    draw.below(n) == 0
}

fn between(draw: &mut Draw, low: f64, high: f64) -> f64 {
    low + (high - low) * draw.unit()
}

/// Mostly somewhere from `low` to `high`, often at the ends or hardly beside zero.
fn number(draw: &mut Draw, low: f64, high: f64) -> f64 {
    match draw.below(8) {
        0 => low,
        1 => high,
        2 if low <= 0.0 => 0.0,
        3 if low <= 0.0 => DENORMAL,
        4 if low < 0.0 => -DENORMAL,
        _ => between(draw, low, high),
    }
}

fn latitude(draw: &mut Draw) -> f64 {
    match draw.below(10) {
        0 => pick(draw, &[90.0, -90.0, 89.999_999, -89.999_999]),
        1 => pick(draw, &[0.0, -0.0, DENORMAL]),
        _ => between(draw, -89.0, 89.0),
    }
}

fn longitude(draw: &mut Draw) -> f64 {
    match draw.below(10) {
        0 => pick(draw, &[180.0, -180.0, 179.999_999_9, -179.999_999_9]),
        1 => pick(draw, &[0.0, -0.0, DENORMAL]),
        _ => between(draw, -180.0, 180.0),
    }
}

/// A place: the one given, hardly beside it, near it, over the antimeridian from it, or anywhere.
fn place_from(draw: &mut Draw, lat_deg: f64, lon_deg: f64) -> (f64, f64) {
    let wrapped = |lon: f64| (lon + 540.0).rem_euclid(360.0) - 180.0;
    match draw.below(6) {
        0 => (lat_deg, lon_deg),
        1 => (lat_deg, wrapped(lon_deg + 1e-12)),
        2 => (-lat_deg, wrapped(lon_deg + 180.0)),
        3 => (latitude(draw), longitude(draw)),
        _ => ((lat_deg + between(draw, -0.1, 0.1)).clamp(-90.0, 90.0), wrapped(lon_deg + between(draw, -0.1, 0.1))),
    }
}

/// So many wild ships.
pub fn fleet(decl: &PluginDecl, seed: u64, number_of: u64, ships: u32) -> Batch {
    let mut draw = draw(seed, 1, number_of);
    let tick = pick(&mut draw, &[0, 1, 599, 86_400, u64::from(u32::MAX), 1 << 52]);
    let mut batch = Batch { tick, time_s: tick as f64, dt_s: 1.0 / decl.rate_hz, ..Batch::default() };
    for id in 0..ships {
        push_ship(&mut batch, decl, &mut draw, id);
    }
    let values = |draw: &mut Draw| (0..ships).map(|_| signal(draw)).collect();
    batch.columns = (0..decl.signals.len()).map(|n| Column { signal: n as u32, values: values(&mut draw) }).collect();
    batch.state = vec![0; ships as usize * decl.state_stride as usize];
    batch
}

fn signal(draw: &mut Draw) -> f64 {
    if one_in(draw, 6) { f64::NAN } else { number(draw, -100.0, 1e5) }
}

fn push_ship(batch: &mut Batch, decl: &PluginDecl, draw: &mut Draw, id: u32) {
    let (lat_deg, lon_deg) = (latitude(draw), longitude(draw));
    let contacts = pick(draw, &[0, decl.max_contacts, decl.max_contacts / 2]);
    let own = ship(draw, id, lat_deg, lon_deg);
    batch.ships.push(OwnShip { first_contact: batch.contacts.len() as u32, contact_count: contacts, ..own });
    for number in 0..contacts {
        batch.contacts.push(contact(draw, &own, number));
    }
    let legs = pick(draw, &[0, 0, 1, 2, 3, 40]);
    let (order_lat, order_lon) = place_from(draw, lat_deg, lon_deg);
    batch.orders.push(OrderRow {
        kind: if one_in(draw, 40) { pick(draw, &[9, u32::MAX]) } else { draw.below(9) },
        serial: pick(draw, &[0, 1, 2, u32::MAX]),
        first_leg: batch.legs.len() as u32,
        leg_count: legs,
        lat_deg: order_lat,
        lon_deg: order_lon,
        east_mps: number(draw, -30.0, 30.0),
        north_mps: number(draw, -30.0, 30.0),
    });
    for number in 0..legs {
        let (leg_lat, leg_lon) = place_from(draw, lat_deg, lon_deg);
        let speed_mps = pick(draw, &[0.0, 0.0, DENORMAL, own.cruise_mps, 1e6]);
        let alt_m = pick(draw, &[0.0, 150.0, 20_000.0]);
        batch.legs.push(LegRow { lat_deg: leg_lat, lon_deg: leg_lon, speed_mps, alt_m, flags: draw.below(2), number });
    }
}

fn ship(draw: &mut Draw, id: u32, lat_deg: f64, lon_deg: f64) -> OwnShip {
    let cruise_mps = pick(draw, &[0.0, DENORMAL, 1e-3, 9.0, 9.0, 65.0, 90.0, 1e4]);
    let max_speed_mps = cruise_mps * pick(draw, &[1.0, 1.4]);
    let min_speed_mps = if one_in(draw, 3) { cruise_mps * 0.6 } else { 0.0 };
    let (base_lat_deg, base_lon_deg) = place_from(draw, lat_deg, lon_deg);
    OwnShip {
        id,
        class: if one_in(draw, 40) { pick(draw, &[4, u32::MAX]) } else { draw.below(4) },
        status_bits: draw.below(32),
        cell: pick(draw, &[0, 1, 2, u32::MAX]),
        first_contact: 0,
        contact_count: 0,
        lat_deg,
        lon_deg,
        heading_deg: number(draw, 0.0, 360.0),
        speed_mps: pick(draw, &[0.0, min_speed_mps, cruise_mps, max_speed_mps]),
        turn_rate_dps: pick(draw, &[0.0, DENORMAL, 0.5, 3.0, 360.0]),
        cruise_mps,
        max_speed_mps,
        min_speed_mps,
        fuel_frac: number(draw, 0.0, 1.0),
        endurance_left_s: pick(draw, &[-600.0, 0.0, DENORMAL, 600.0, 40_000.0, 1e9]),
        base_lat_deg,
        base_lon_deg,
        wind_e_mps: number(draw, -60.0, 60.0),
        wind_n_mps: number(draw, -60.0, 60.0),
        current_e_mps: number(draw, -5.0, 5.0),
        current_n_mps: number(draw, -5.0, 5.0),
    }
}

fn contact(draw: &mut Draw, own: &OwnShip, number_of: u32) -> Contact {
    let far = pick(draw, &[0.0, DENORMAL, 1.0, 2_000.0, 2_000.0, 1e7]);
    Contact {
        track_id: number_of,
        kind: draw.below(6),
        age_s: pick(draw, &[0.0, f32::from_bits(1), 10.0, 1e9]),
        quality: pick(draw, &[0.0, f32::from_bits(1), 0.5, 1.0]),
        rel_east_m: far * between(draw, -1.0, 1.0),
        rel_north_m: far * between(draw, -1.0, 1.0),
        east_mps: pick(draw, &[0.0, DENORMAL, own.speed_mps, -own.speed_mps, 15.0]),
        north_mps: pick(draw, &[0.0, DENORMAL, own.speed_mps, -own.speed_mps, 15.0]),
    }
}

/// A wild question to a planner.
pub fn planning(decl: &PluginDecl, manifest: &Manifest, seed: u64, number_of: u64) -> Call {
    let mut draw = draw(seed, 2, number_of);
    let pattern = decl.patterns[number_of as usize % decl.patterns.len()].clone();
    let wild = task(&mut draw, manifest, pattern.clone());
    let task = if one_in(&mut draw, 2) { wild } else { partly(&mut draw, &wild, pattern) };
    if !one_in(&mut draw, 4) {
        return Call::Plan(task);
    }
    let leg = |draw: &mut Draw| PlannedLeg {
        to: point(draw, 1e5),
        speed_mps: number(draw, 0.0, 100.0),
        alt_m: 0.0,
        sensor_on: true,
    };
    let mut parts = Vec::new();
    let mut now = Vec::new();
    for asset in &task.assets {
        let legs: Vec<PlannedLeg> = (0..pick(&mut draw, &[0, 1, 7])).map(|_| leg(&mut draw)).collect();
        let at = point(&mut draw, 1e5);
        let endurance_s = pick(&mut draw, &[-1.0, 0.0, 600.0, 14_000.0]);
        now.push(Progress { asset: asset.id, leg: draw.below(legs.len() as u32 + 1), at, endurance_s });
        parts.push(sarex_sim::decision::AssetPlan {
            asset: asset.id,
            commence: at,
            legs,
            spacing_m: number(&mut draw, 0.0, 5_000.0),
            area: Vec::new(),
        });
    }
    let current = PlannedSearch { name: task.pattern.clone(), assets: parts, note: String::new() };
    Call::Replan { task, current, now }
}

/// The sample task with some fields of a wild one: most of these can be planned.
fn partly(draw: &mut Draw, wild: &SearchTask, pattern: String) -> SearchTask {
    let mut task = super::sample::task(&pattern);
    for _ in 0..=draw.below(3) {
        match draw.below(10) {
            0 => task.params.clone_from(&wild.params),
            1 => task.frame = wild.frame,
            2 => (task.datum, task.error_radius_m) = (wild.datum, wild.error_radius_m),
            3 => task.drift_mps = wild.drift_mps,
            4 => task.area.clone_from(&wild.area),
            5 => task.track.clone_from(&wild.track),
            6 => task.assets.clone_from(&wild.assets),
            7 => (task.wind_mps, task.current_mps) = (wild.wind_mps, wild.current_mps),
            8 => task.poc.clone_from(&wild.poc),
            _ => (task.spacing_m, task.max_legs) = (wild.spacing_m, wild.max_legs),
        }
    }
    task
}

fn point(draw: &mut Draw, far_m: f64) -> LocalPoint {
    place(number(draw, -far_m, far_m), number(draw, -far_m, far_m))
}

fn task(draw: &mut Draw, manifest: &Manifest, pattern: String) -> SearchTask {
    let params = manifest.params.iter().filter(|_| draw.below(3) == 0).collect::<Vec<_>>();
    let params = params.into_iter().map(|(key, param)| (key.clone(), number(draw, param.min, param.max))).collect();
    let assets = pick(draw, &[0, 1, 1, 2, 3, 16]);
    SearchTask {
        pattern,
        params,
        frame: Position { lat_deg: latitude(draw), lon_deg: longitude(draw) },
        time_s: number(draw, 0.0, 1e6),
        datum: point(draw, 3e4),
        error_radius_m: pick(draw, &[0.0, DENORMAL, 100.0, 5_000.0, 5_000.0, 1e6]),
        drift_mps: point(draw, 2.0),
        area: area(draw),
        track: track(draw),
        assets: (0..assets).map(|id| asset(draw, id)).collect(),
        wind_mps: point(draw, 40.0),
        current_mps: point(draw, 3.0),
        visibility_m: number(draw, 0.0, 5e4),
        wave_height_m: number(draw, 0.0, 15.0),
        poc: map(draw),
        spacing_m: pick(draw, &[None, None, Some(0.0), Some(DENORMAL), Some(1.0), Some(900.0), Some(1e6)]),
        max_legs: pick(draw, &[0, 1, 2, 200, 200, 1_440]),
    }
}

fn asset(draw: &mut Draw, id: u32) -> SearchAsset {
    let cruise_mps = pick(draw, &[0.0, DENORMAL, 9.0, 9.0, 25.0, 60.0, 1e4]);
    SearchAsset {
        id,
        class: draw.below(4),
        start: point(draw, 1e5),
        cruise_mps,
        search_mps: cruise_mps * pick(draw, &[0.0, 0.8, 0.8, 1.0]),
        endurance_s: pick(draw, &[-600.0, 0.0, DENORMAL, 600.0, 14_000.0, 14_000.0, 1e9]),
        turn_radius_m: pick(draw, &[0.0, 80.0, 80.0, 1e5]),
        sweep_width_m: pick(draw, &[0.0, DENORMAL, 1e-3, 50.0, 1_200.0, 1_200.0, 1e6]),
        search_alt_m: pick(draw, &[0.0, 120.0, 1e4]),
        base: point(draw, 1e5),
    }
}

/// Nothing, a point, a line, a bow tie, a box of any size, a ring of many corners.
fn area(draw: &mut Draw) -> Vec<LocalPoint> {
    let size = pick(draw, &[1e-3, 1.0, 3_000.0, 20_000.0, 20_000.0, 2e6]);
    let at = point(draw, 3e4);
    let corner = |east: f64, north: f64| place(at.east_m + size * east, at.north_m + size * north);
    match draw.below(9) {
        0 => Vec::new(),
        1 => vec![at],
        2 => vec![at, corner(1.0, 0.3)],
        3 => vec![at, at, at, at],
        4 => vec![at, corner(0.5, 0.5), corner(1.0, 1.0)],
        5 => vec![at, corner(1.0, 1.0), corner(1.0, 0.0), corner(0.0, 1.0)],
        6 => (0..500).map(|_| corner(draw.unit(), draw.unit())).collect(),
        7 => vec![at, corner(0.0, 0.5), corner(1.0, 0.5), corner(1.0, 0.0)],
        _ => vec![at, corner(1.0, 0.0), corner(1.0, 0.6), corner(0.0, 0.6)],
    }
}

fn track(draw: &mut Draw) -> Vec<LocalPoint> {
    let at = point(draw, 3e4);
    match draw.below(5) {
        0 => Vec::new(),
        1 => vec![at],
        2 => vec![at, at, at],
        3 => (0..200).map(|_| point(draw, 1e5)).collect(),
        _ => vec![at, point(draw, 3e4), point(draw, 3e4)],
    }
}

fn map(draw: &mut Draw) -> Option<PocGrid> {
    let side = pick(draw, &[0, 1, 1, 10, 40, 100]);
    let sum = pick(draw, &[0.0, 1e-30, 1.0]);
    let cells = side * side;
    if one_in(draw, 4) {
        return None;
    }
    Some(PocGrid {
        origin: point(draw, 3e4),
        cell_m: pick(draw, &[1e-3, 200.0, 1_000.0, 1e5]),
        cols: side,
        rows: side,
        values: (0..cells).map(|_| (sum * draw.unit() / f64::from(cells.max(1))) as f32).collect(),
    })
}

/// So many wild looks.
pub fn looks(decl: &PluginDecl, seed: u64, number_of: u64, looks: u32) -> Vec<Glimpse> {
    let mut draw = draw(seed, 3, number_of);
    (0..looks).map(|_| look(&mut draw, decl.max_range_m)).collect()
}

fn look(draw: &mut Draw, max_range_m: f64) -> Glimpse {
    let range_m = number(draw, 0.0, max_range_m);
    Glimpse {
        class: if one_in(draw, 40) { u32::MAX } else { draw.below(4) },
        object_kind: if one_in(draw, 40) { u32::MAX } else { draw.below(5) },
        range_m,
        bearing_deg: number(draw, -180.0, 180.0),
        closest_m: pick(draw, &[0.0, range_m, 0.5 * range_m]),
        sensor_height_m: number(draw, 0.0, 20_000.0),
        speed_mps: number(draw, 0.0, 300.0),
        visibility_m: number(draw, 0.0, 1e5),
        wave_height_m: number(draw, 0.0, 20.0),
        wind_mps: number(draw, 0.0, 80.0),
        sun_elevation_deg: number(draw, -90.0, 90.0),
        dwell_s: pick(draw, &[0.0, DENORMAL, 1.0, 10.0, 3_600.0]),
        sweep_width_m: pick(draw, &[0.0, DENORMAL, 50.0, 1_200.0, 1e6]),
    }
}

/// A wild log of so many entries.
pub fn judgement(seed: u64, number_of: u64, entries: u32) -> Call {
    const KINDS: [&str; 6] =
        ["object-sighted", "persons-recovered", "order-given", "message-read", "", "\u{1f6df} unknown"];
    let mut draw = draw(seed, 4, number_of);
    let log = (0..entries).map(|_| LogEntry {
        time_s: number(&mut draw, -1e4, 1e6),
        kind: pick(&mut draw, &KINDS).into(),
        subject: pick(&mut draw, &[0, 1, 7, u32::MAX]),
        object: pick(&mut draw, &[0, 1, u32::MAX]),
        value: number(&mut draw, -1e9, 1e9),
        text: if one_in(&mut draw, 50) { "\u{c218}\u{c0c9} ".repeat(500) } else { String::new() },
    });
    let log: Vec<LogEntry> = log.collect();
    let metrics = if one_in(&mut draw, 3) { Vec::new() } else { vec![("found-s".into(), number(&mut draw, 0.0, 1e6))] };
    Call::Judge { log, metrics }
}
