//! An exercise with a hostile plugin goes on: its unit holds, the units of other plugins keep moving, and an event tells
//! what happened.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use std::sync::Arc;

use fixture::{Folder, Malice, component, plugins_dir};
use sarex_model::{
    field::FieldStack,
    land::LandMask,
    position::{Position, Vec2},
};
use sarex_plugin_host::{HostOptions, PluginHost, find};
use sarex_sim::Exercise;
use sarex_sim::event::What;
use sarex_sim::setup::{
    Base, Cell, Class, Environment, Isolation, Order, Performance, PluginDecl, Role, RouteLeg, Setup, Text, Unit,
};

const TICKS: u64 = 50;

fn ship(number: u32, behaviour: u32) -> Unit {
    let at = Position::new(36.0 + 0.1 * f64::from(number), 131.0);
    let to = at.moved(Vec2 { east_m: 20_000.0, north_m: 0.0 });
    Unit {
        id: format!("ship-{number}"),
        name: Text::plain("ship"),
        cell: Some(0),
        nation: String::new(),
        performance: Performance {
            asset: "test".into(),
            class: Class::Vessel,
            hovers: true,
            cruise_mps: 10.0,
            max_mps: 12.0,
            min_mps: 0.0,
            search_mps: 8.0,
            turn_rate_dps: 3.0,
            acceleration_mps2: 0.5,
            endurance_s: 600_000.0,
            reserve_frac: 0.1,
            turnaround_s: 1_800.0,
            sensor_height_m: 4.0,
            radar_m: 20_000.0,
            ais_receiver: true,
            identify_m: 3_000.0,
            link_m: 0.0,
            wind_limit_mps: 0.0,
            survivor_capacity: 12,
            recovery_s_per_person: 120.0,
            sources: Default::default(),
        },
        behaviour: Some(behaviour),
        sensor: None,
        at,
        heading_deg: 90.0,
        base: Base::Place(Position::new(35.5, 131.0)),
        ready_s: 0,
        on_call: false,
        ais: true,
        kind: String::new(),
        order: Order::Route(vec![RouteLeg { to, speed_mps: 0.0, alt_m: 0.0, searching: false }]),
    }
}

/// Units 0 and 1 by the hostile plugin, 2 and 3 by patrol-vessel.
fn setup(plugins: Vec<PluginDecl>) -> Setup {
    let steady = |east_m, north_m| FieldStack { layers: vec![], fallback: Some(Vec2 { east_m, north_m }) };
    Setup {
        scenario: "test".into(),
        title: Text::plain("test"),
        area: "open-water".into(),
        start_unix_s: 1_623_369_600,
        length_s: 3_600,
        seed: 1,
        environment: Environment {
            current: steady(0.0, 0.0),
            wind: steady(0.0, 0.0),
            visibility_nm: 10.0,
            sea_temperature_c: 19.0,
            wave_height_m: 0.5,
            forecast_error_wind_mps: 1.0,
            forecast_error_current_mps: 0.1,
            forecast_elements: sarex_sim::limits::FORECAST_ELEMENTS,
        },
        land: LandMask::empty(),
        lines: vec![],
        cells: vec![Cell {
            id: "smc".into(),
            name: Text::plain("smc"),
            nation: String::new(),
            language: "en".into(),
            roles: vec![Role::Smc],
            policy: Default::default(),
        }],
        units: vec![ship(0, 0), ship(1, 0), ship(2, 1), ship(3, 1)],
        objects: vec![],
        plugins,
        isolation: Isolation::Pooled,
        serials: vec![],
        objectives: vec![],
        patrol: None,
        notes: vec![],
        policy: Default::default(),
        communications: Default::default(),
        airspaces: vec![],
        lessons: vec![],
    }
}

/// Where each unit went, metres, and what was told: at the start, and by events.
fn survive(bytes: &[u8]) -> (Vec<f64>, Vec<String>) {
    let folder = Folder::new(bytes);
    let files = [Ok(folder.file()), Ok(find(&plugins_dir(), "patrol-vessel").unwrap())];
    let (mut host, decls, findings) = PluginHost::load(&files, &[], &HostOptions::default());
    let setup = Arc::new(setup(decls));
    let mut exercise = Exercise::new(setup.clone());
    let mut told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    for _ in 0..TICKS {
        for event in exercise.step(&[], &mut host) {
            if let What::PluginFault { .. } = &event.what {
                told.push(format!("{:?}", event.what));
            }
        }
    }
    assert_eq!(exercise.tick(), TICKS);
    let frame = exercise.frame(0);
    let way = |number: usize| {
        frame.units.iter().find(|unit| unit.unit == number as u32).unwrap().at.distance_m(setup.units[number].at)
    };
    ((0..4).map(way).collect(), told)
}

#[track_caller]
fn check_survived(malice: Malice, reason: &str) {
    let (ways, told) = survive(&component(malice));
    assert!(ways[2] > 200.0 && ways[3] > 200.0, "the others move: {ways:?}");
    assert!(ways[0] < 20.0 && ways[1] < 20.0, "its units hold: {ways:?}");
    assert!(told.iter().any(|text| text.contains(reason)), "{reason}: {told:?}");
}

#[test]
fn a_well_behaved_guest_raises_nothing() {
    let (ways, told) = survive(&component(Malice::default()));
    assert_eq!(told, [] as [String; 0]);
    assert!(ways[2] > 200.0, "{ways:?}");
}

#[test]
fn loops_traps_and_rubbish_are_survived() {
    check_survived(Malice { step: "(loop $ever (br $ever))", ..Malice::default() }, "fuel");
    check_survived(Malice { step: "(unreachable)", ..Malice::default() }, "unreachable");
    check_survived(Malice { end: "(i32.store (i32.const 104) (i32.const 0))", ..Malice::default() }, "0 helms");
    let nan = "(f64.store (i32.const 131072) (f64.const nan))";
    check_survived(Malice { step: nan, ..Malice::default() }, "NaN");
    let memory = "(loop $ever (drop (memory.grow (i32.const 16))) (br $ever))";
    check_survived(Malice { step: memory, ..Malice::default() }, "MiB of memory");
    let deep = "(func $deep (param i32) (result i32) (i32.add (call $deep (local.get 0)) (i32.const 1)))";
    check_survived(
        Malice { module: deep, step: "(drop (call $deep (i32.const 1)))", ..Malice::default() },
        "plugin hostile",
    );
}

#[test]
fn one_that_cannot_start_is_survived() {
    check_survived(Malice { module: "(func $boom (unreachable)) (start $boom)", ..Malice::default() }, "cannot start");
    check_survived(Malice { wasi: true, ..Malice::default() }, "wasi:cli/environment");
}
