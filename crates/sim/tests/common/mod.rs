//! A small exercise on open water, and decisions made natively, so that the engine is tested without wasmtime.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its own part")]

use std::sync::Arc;

use sarex_model::{
    field::FieldStack,
    land::LandMask,
    position::{LocalFrame, Position, Vec2},
    units,
};
use sarex_sim::{decision::*, setup::*};

pub fn performance(class: Class) -> Performance {
    let air = class != Class::Vessel;
    Performance {
        asset: "test".into(),
        class,
        hovers: class != Class::Aeroplane,
        cruise_mps: if air { 60.0 } else { 10.0 },
        max_mps: if air { 75.0 } else { 12.0 },
        min_mps: if class == Class::Aeroplane { 45.0 } else { 0.0 },
        search_mps: if air { 46.3 } else { 7.7 },
        turn_rate_dps: 3.0,
        acceleration_mps2: if air { 2.0 } else { 0.2 },
        endurance_s: if air { 18_000.0 } else { 600_000.0 },
        reserve_frac: 0.1,
        turnaround_s: 1_800.0,
        sensor_height_m: if air { 152.4 } else { 4.0 },
        radar_m: 20_000.0,
        ais_receiver: true,
        identify_m: 3_000.0,
        link_m: 0.0,
        wind_limit_mps: 0.0,
        survivor_capacity: 12,
        recovery_s_per_person: 120.0,
        sources: Default::default(),
    }
}

pub fn unit(id: &str, cell: Option<u32>, class: Class, at: Position) -> Unit {
    Unit {
        id: id.into(),
        name: Text::plain(id),
        cell,
        nation: String::new(),
        performance: performance(class),
        behaviour: Some(0),
        sensor: None,
        at,
        heading_deg: 0.0,
        base: Base::Place(Position::new(at.lat_deg - 0.3, at.lon_deg)),
        ready_s: 0,
        on_call: false,
        ais: true,
        kind: String::new(),
        order: Order::Hold,
    }
}

fn plugin(id: &str, world: World) -> PluginDecl {
    PluginDecl { state_stride: 8, patterns: vec!["lines".into()], ..PluginDecl::new(id, world) }
}

/// Two cells and control, a ship and an aircraft, one raft near the datum, a search after ten minutes.
pub fn setup(seed: u64) -> Setup {
    let datum = Position::new(36.0, 131.0);
    let cell = |id: &str, roles| Cell {
        id: id.into(),
        name: Text::plain(id),
        nation: String::new(),
        language: "en".into(),
        roles,
        policy: Default::default(),
    };
    let message = MessageDraft {
        from: 2,
        to: vec![0, 1],
        kind: "distress-alert".into(),
        text: Text::plain("a raft is adrift"),
        about_object: Some(0),
        ..MessageDraft::default()
    };
    let request = SearchRequest {
        cell: 0,
        plugin: 1,
        pattern: "lines".into(),
        params: vec![],
        units: vec![0, 1],
        object: 0,
        area: vec![],
        split: None,
        track: vec![],
        spacing_m: None,
        shared: true,
    };
    let serial = |id: &str, when, action| Serial {
        id: id.into(),
        when,
        action,
        default_procedure: true,
        expect: None,
        objective: None,
        detail: Default::default(),
    };
    Setup {
        scenario: "test".into(),
        title: Text::plain("test"),
        area: "open-water".into(),
        start_unix_s: 1_623_369_600,
        length_s: 6 * 3_600,
        seed,
        environment: Environment {
            current: FieldStack { layers: vec![], fallback: Some(Vec2 { east_m: 0.2, north_m: 0.1 }) },
            wind: FieldStack { layers: vec![], fallback: Some(Vec2 { east_m: 4.0, north_m: 3.0 }) },
            visibility_nm: 10.0,
            sea_temperature_c: 19.0,
            wave_height_m: 0.5,
            forecast_error_wind_mps: 1.0,
            forecast_error_current_mps: 0.1,
            forecast_elements: sarex_sim::limits::FORECAST_ELEMENTS,
        },
        land: LandMask::empty(),
        lines: vec![],
        cells: vec![
            cell("a", vec![Role::Smc]),
            cell("b", vec![Role::Rcc]),
            cell("control", vec![Role::ExerciseControl]),
        ],
        units: vec![
            unit("ship", Some(0), Class::Vessel, Position::new(36.1, 130.9)),
            unit("helo", Some(0), Class::Helicopter, Position::new(36.2, 131.2)),
            unit("other-ship", Some(1), Class::Vessel, Position::new(35.9, 131.4)),
        ],
        objects: vec![SearchObject {
            id: "raft".into(),
            name: Text::plain("raft"),
            leeway_class: "LIFE-RAFT-DB-10".into(),
            sweep_object: "raft_10p".into(),
            at: datum.moved(Vec2 { east_m: 2_000.0, north_m: -1_500.0 }),
            released_s: -3_600,
            persons: 3,
            exposure: Exposure::Raft,
            last_known: LastKnown { at: datum, error_m: units::nm(3.0), time_s: -3_600, time_error_s: 0 },
        }],
        isolation: Default::default(),
        plugins: vec![plugin("steer", World::VesselBehaviour), plugin("lines", World::SearchPattern)],
        serials: vec![
            serial("alert", When::At(60), Action::Message(message)),
            serial("search", When::At(600), Action::Search(request)),
            serial(
                "rescue",
                When::Found { object: None, cell: None, delay_s: 60 },
                Action::Rescue { cell: 0, object: 0, units: vec![0, 1] },
            ),
        ],
        objectives: vec![],
        patrol: None,
        notes: vec![],
        communications: Default::default(),
        airspaces: vec![],
        lessons: vec![],
        policy: Default::default(),
    }
}

/// Steers straight at the order's place or the next leg; keeps the leg number in its state.
pub struct Native;

impl Decisions for Native {
    fn step(&mut self, _: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        for (n, (ship, order)) in batch.ships.iter().zip(&batch.orders).enumerate() {
            let own = Position::new(ship.lat_deg, ship.lon_deg);
            let slot = &batch.state[n * 8..n * 8 + 8];
            let (mut leg, serial) =
                (u32::from_le_bytes(slot[..4].try_into().unwrap()), u32::from_le_bytes(slot[4..].try_into().unwrap()));
            if serial != order.serial {
                leg = 0;
            }
            let legs = &batch.legs[order.first_leg as usize..(order.first_leg + order.leg_count) as usize];
            let (to, mode) = match order.kind {
                2 | 3 if (leg as usize) < legs.len() => {
                    let target = legs[leg as usize];
                    let place = Position::new(target.lat_deg, target.lon_deg);
                    if own.distance_m(place) < 200.0 {
                        out.acts.push(Act { ship: ship.id, what: ACT_LEG_PASSED, value: leg });
                        leg += 1;
                    }
                    (place, if target.flags & LEG_SEARCHES != 0 { 2 } else { 1 })
                }
                5 => (Position::new(ship.base_lat_deg, ship.base_lon_deg), 4),
                0 | 2 | 3 => (own, 0),
                _ => (Position::new(order.lat_deg, order.lon_deg), 3),
            };
            let range = own.distance_m(to);
            out.helm.push(Helm {
                heading_deg: own.bearing_deg(to),
                speed_mps: if range < 100.0 { 0.0 } else { ship.cruise_mps.min(range / 40.0) },
                alt_m: 0.0,
                mode,
                leg,
            });
            out.state.extend_from_slice(&leg.to_le_bytes());
            out.state.extend_from_slice(&order.serial.to_le_bytes());
        }
        Vec::new()
    }

    fn plan(&mut self, _: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        let half = task.error_radius_m * 1.5;
        let assets = task.assets.iter().enumerate().map(|(n, asset)| {
            let mut legs = Vec::new();
            for row in 0..8 {
                let north_m = -half + (f64::from(row) + 0.5 * n as f64) * half / 4.0;
                let ends = if row % 2 == 0 { [-half, half] } else { [half, -half] };
                for east_m in ends {
                    legs.push(PlannedLeg {
                        to: Vec2 { east_m, north_m },
                        speed_mps: asset.search_mps,
                        alt_m: asset.search_alt_m,
                        sensor_on: true,
                    });
                }
            }
            AssetPlan { asset: asset.id, commence: legs[0].to, legs, spacing_m: half / 4.0, area: vec![] }
        });
        Ok(PlannedSearch { name: "lines".into(), assets: assets.collect(), note: String::new() })
    }
}

pub fn frame_of(origin: Position) -> LocalFrame {
    LocalFrame::new(origin)
}

pub fn arc(seed: u64) -> Arc<Setup> {
    Arc::new(setup(seed))
}
