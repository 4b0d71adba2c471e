//! Questions as an exercise asks them: every class under every order, a search of two craft, looks, a short log.

use sarex_model::position::{Position, Vec2};
use sarex_sim::call::Call;
use sarex_sim::decision::{
    AssetPlan, Batch, Column, Contact, Glimpse, LegRow, LogEntry, OrderRow, OwnShip, PlannedLeg, PlannedSearch,
    PocGrid, Progress, SearchAsset, SearchTask,
};
use sarex_sim::setup::{PluginDecl, World};

/// Kinds of orders in the contract.
const ORDERS: u32 = 9;

/// The standard questions to a plugin of any world but behaviours, and one step for those.
pub fn calls(decl: &PluginDecl) -> Vec<Call> {
    match decl.world {
        World::VesselBehaviour => vec![Call::Step(fleet(decl, 72))],
        World::SearchPattern => decl.patterns.iter().flat_map(|pattern| [plan(pattern), replan(pattern)]).collect(),
        World::SensorModel => vec![Call::Detect(looks(decl))],
        World::ExerciseJudge => vec![judgement()],
    }
}

/// So many ships: every class under every order, with legs, contacts and columns.
pub fn fleet(decl: &PluginDecl, ships: u32) -> Batch {
    let mut batch = Batch { dt_s: 1.0 / decl.rate_hz, ..Batch::default() };
    for id in 0..ships {
        let (lat_deg, lon_deg) = (37.0 + f64::from(id % 12) * 0.02, 131.0 + f64::from(id / 12) * 0.02);
        let contacts = decl.max_contacts.min(id % 5);
        batch.ships.push(OwnShip {
            first_contact: batch.contacts.len() as u32,
            contact_count: contacts,
            lat_deg,
            lon_deg,
            ..ship(id)
        });
        batch.contacts.extend((0..contacts).map(|number| contact(id, number)));
        batch.orders.push(OrderRow {
            kind: id / 4 % ORDERS,
            serial: 1,
            first_leg: batch.legs.len() as u32,
            leg_count: 4,
            lat_deg: lat_deg + 0.01,
            lon_deg: lon_deg + 0.01,
            east_mps: 2.0,
            north_mps: 1.0,
        });
        batch.legs.extend((0..4).map(|number| LegRow {
            lat_deg: lat_deg + if number % 2 == 0 { 0.004 } else { 0.0 },
            lon_deg: lon_deg + 0.002 * f64::from(number + 1),
            speed_mps: 0.0,
            alt_m: 150.0,
            flags: 1,
            number,
        }));
    }
    batch.columns = columns(decl, ships as usize);
    batch.state = vec![0; (ships * decl.state_stride) as usize];
    batch
}

fn ship(id: u32) -> OwnShip {
    let class = id % 4;
    let cruise_mps = [9.0, 65.0, 90.0, 20.0][class as usize];
    OwnShip {
        id,
        class,
        status_bits: if class == 2 { 0 } else { 8 },
        cell: id % 3,
        heading_deg: f64::from(id * 37 % 360),
        speed_mps: cruise_mps,
        turn_rate_dps: 2.0,
        cruise_mps,
        max_speed_mps: 1.4 * cruise_mps,
        min_speed_mps: if class == 2 { 50.0 } else { 0.0 },
        fuel_frac: 0.7,
        endurance_left_s: 20_000.0,
        base_lat_deg: 37.2,
        base_lon_deg: 130.9,
        wind_e_mps: 5.0,
        wind_n_mps: -2.0,
        current_e_mps: 0.1,
        current_n_mps: 0.5,
        ..OwnShip::default()
    }
}

fn contact(ship: u32, number: u32) -> Contact {
    let bearing = Vec2 { east_m: f64::from(ship % 7) - 3.0, north_m: f64::from(number) - 1.5 };
    Contact {
        track_id: ship * 32 + number,
        kind: number % 5,
        age_s: 5.0,
        quality: 0.9,
        rel_east_m: 700.0 * bearing.east_m,
        rel_north_m: 700.0 * bearing.north_m,
        east_mps: -2.0 * bearing.east_m,
        north_mps: -2.0 * bearing.north_m,
    }
}

fn columns(decl: &PluginDecl, ships: usize) -> Vec<Column> {
    let column = |signal: usize| Column { signal: signal as u32, values: vec![1.0 + signal as f64; ships] };
    (0..decl.signals.len()).map(column).collect()
}

/// Two craft, an area of 20 by 10 km, a track, a probability map.
pub fn task(pattern: &str) -> SearchTask {
    SearchTask {
        pattern: pattern.into(),
        params: Vec::new(),
        frame: Position { lat_deg: 37.0, lon_deg: 131.5 },
        time_s: 3_600.0,
        datum: place(0.0, 0.0),
        error_radius_m: 3_000.0,
        drift_mps: place(0.3, 0.1),
        area: vec![
            place(-10_000.0, -5_000.0),
            place(10_000.0, -5_000.0),
            place(10_000.0, 5_000.0),
            place(-10_000.0, 5_000.0),
        ],
        track: vec![place(-8_000.0, 0.0), place(0.0, 2_000.0), place(8_000.0, 0.0)],
        assets: vec![asset(1, 1, 50.0), asset(2, 3, 25.0)],
        wind_mps: place(4.0, 2.0),
        current_mps: place(0.3, 0.0),
        visibility_m: 18_520.0,
        wave_height_m: 1.0,
        poc: Some(PocGrid {
            origin: place(-5_000.0, -5_000.0),
            cell_m: 1_000.0,
            cols: 10,
            rows: 10,
            values: (0..100_u32).map(|cell| if cell % 10 == 5 { 0.010 } else { 0.008 }).collect(),
        }),
        spacing_m: None,
        max_legs: 200,
    }
}

fn plan(pattern: &str) -> Call {
    Call::Plan(task(pattern))
}

fn replan(pattern: &str) -> Call {
    let leg = |east_m: f64| PlannedLeg { to: place(east_m, 0.0), speed_mps: 40.0, alt_m: 120.0, sensor_on: true };
    let part = |asset: u32| AssetPlan {
        asset,
        commence: place(-5_000.0, 0.0),
        legs: vec![leg(5_000.0), leg(-5_000.0)],
        spacing_m: 1_000.0,
        area: Vec::new(),
    };
    let current = PlannedSearch { name: pattern.into(), assets: vec![part(1), part(2)], note: String::new() };
    let stands = |asset: u32, leg: u32| Progress { asset, leg, at: place(1_000.0, 0.0), endurance_s: 9_000.0 };
    Call::Replan { task: task(pattern), current, now: vec![stands(1, 0), stands(2, 2)] }
}

pub fn place(east_m: f64, north_m: f64) -> Vec2 {
    Vec2 { east_m, north_m }
}

pub fn asset(id: u32, class: u32, speed_mps: f64) -> SearchAsset {
    SearchAsset {
        id,
        class,
        start: place(-15_000.0, 2_000.0),
        cruise_mps: speed_mps,
        search_mps: 0.8 * speed_mps,
        endurance_s: 14_000.0,
        turn_radius_m: 80.0,
        sweep_width_m: 1_200.0,
        search_alt_m: 120.0,
        base: place(-15_000.0, 2_000.0),
    }
}

/// Looks from near to the end of its range, by every class at every kind of object.
pub fn looks(decl: &PluginDecl) -> Vec<Glimpse> {
    let look = |number: u32| {
        let range_m = (100.0 + 250.0 * f64::from(number)).min(decl.max_range_m);
        Glimpse {
            class: number % 4,
            object_kind: number % 5,
            range_m,
            bearing_deg: f64::from(number * 29 % 360) - 180.0,
            closest_m: 0.7 * range_m,
            sensor_height_m: if number.is_multiple_of(4) { 12.0 } else { 150.0 },
            speed_mps: if number.is_multiple_of(4) { 8.0 } else { 45.0 },
            visibility_m: 18_520.0,
            wave_height_m: f64::from(number % 6),
            wind_mps: 2.0 * f64::from(number % 8),
            sun_elevation_deg: f64::from(number * 7 % 90) - 20.0,
            dwell_s: 10.0,
            sweep_width_m: if number.is_multiple_of(7) { 0.0 } else { 900.0 },
        }
    };
    (0..64).map(look).collect()
}

/// A drill of two hours in a few lines.
pub fn judgement() -> Call {
    let entry = |time_s: f64, kind: &str, subject: u32, value: f64| LogEntry {
        time_s,
        kind: kind.into(),
        subject,
        object: 0,
        value,
        text: String::new(),
    };
    let log = vec![
        entry(0.0, "message-read", 0, 0.0),
        entry(600.0, "order-given", 1, 0.0),
        entry(1_800.0, "plan-made", 0, 2.0),
        entry(5_400.0, "object-sighted", 1, 850.0),
        entry(7_200.0, "persons-recovered", 1, 8.0),
    ];
    Call::Judge { log, metrics: vec![("recovered-alive".into(), 8.0), ("found-s".into(), 5_400.0)] }
}
