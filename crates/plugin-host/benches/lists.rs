//! Three ways for 10,000 ships over the boundary: records lowered field by field, the same records as plain memory, and
//! one column for each field. The contract keeps records, for they read well in every language, and goes over as plain
//! memory.
//!
//! `cargo bench -p sarex-plugin-host --bench lists`
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]
#![allow(dead_code, unused_imports, reason = "a part of the contract is used")]

#[path = "../src/contract/mod.rs"]
mod contract;
#[path = "../tests/fixture/mod.rs"]
mod fixture;

use contract::behaviour;
use contract::lists::Plain;
use divan::Bencher;
use sarex_sim::decision::OwnShip;
use wasmtime::component::{Component, ComponentNamedList, ComponentType, Instance, Linker, Lower, TypedFunc};
use wasmtime::{Config, Engine, Store};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};

fn main() {
    divan::main();
}

const SHIPS: u32 = 10_000;
const WIT: &str = r#"
package bench:lists;
interface ships {
  record own-ship {
    id: u32, class: u32, status-bits: u32, cell: u32, first-contact: u32, contact-count: u32,
    lat-deg: f64, lon-deg: f64, heading-deg: f64, speed-mps: f64, turn-rate-dps: f64,
    cruise-mps: f64, max-speed-mps: f64, min-speed-mps: f64, fuel-frac: f64, endurance-left-s: f64,
    base-lat-deg: f64, base-lon-deg: f64, wind-e-mps: f64, wind-n-mps: f64, current-e-mps: f64, current-n-mps: f64,
  }
  record columns { numbers: list<list<u32>>, values: list<list<f64>> }
  take-records: func(ships: list<own-ship>);
  take-columns: func(columns: columns);
}
world lists { export ships; }
"#;
/// Takes memory for what comes and forgets it after each call.
const MODULE: &str = r#"(module
  (memory (export "memory") 64)
  (global $top (mut i32) (i32.const 1024))
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $top) (i32.const 15)) (i32.const -16)))
    (global.set $top (i32.add (local.get $at) (local.get 3)))
    (local.get $at))
  (func (export "bench:lists/ships#take-records") (param i32 i32) (global.set $top (i32.const 1024)))
  (func (export "bench:lists/ships#take-columns") (param i32 i32 i32 i32) (global.set $top (i32.const 1024))))"#;

#[derive(ComponentType, Lower)]
#[component(record)]
struct Columns {
    numbers: Vec<Vec<u32>>,
    values: Vec<Vec<f64>>,
}

struct Guest {
    store: Store<()>,
    instance: Instance,
}

impl Guest {
    fn new() -> Self {
        let mut module = wat::parse_str(MODULE).unwrap();
        let mut resolve = wit_parser::Resolve::default();
        let package = resolve.push_str("lists.wit", WIT).unwrap();
        let world = resolve.select_world(&[package], Some("lists")).unwrap();
        embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
        let bytes = ComponentEncoder::default().module(&module).unwrap().encode().unwrap();
        let mut config = Config::new();
        config.consume_fuel(true).epoch_interruption(true).concurrency_support(false);
        let engine = Engine::new(&config).unwrap();
        let component = Component::new(&engine, bytes).unwrap();
        let mut store = Store::new(&engine, ());
        store.set_epoch_deadline(1);
        store.set_hostcall_fuel(usize::MAX);
        let instance = Linker::new(&engine).instantiate(&mut store, &component).unwrap();
        Self { store, instance }
    }

    fn function<P: ComponentNamedList + Lower>(&mut self, name: &str) -> TypedFunc<P, ()> {
        let interface = self.instance.get_export_index(&mut self.store, None, "bench:lists/ships").unwrap();
        let index = self.instance.get_export_index(&mut self.store, Some(&interface), name).unwrap();
        self.instance.get_func(&mut self.store, index).unwrap().typed(&self.store).unwrap()
    }
}

fn ships() -> Vec<OwnShip> {
    fixture::fleet(SHIPS, 0).ships
}

#[divan::bench]
fn records_field_by_field(bencher: Bencher) {
    let mut guest = Guest::new();
    let take = guest.function::<(&[behaviour::OwnShip],)>("take-records");
    let ships: Vec<behaviour::OwnShip> = ships().iter().map(by_field).collect();
    bencher.counter(SHIPS).bench_local(|| {
        guest.store.set_fuel(u64::MAX).unwrap();
        take.call(&mut guest.store, (&ships,)).unwrap();
    });
}

#[divan::bench]
fn records_as_plain_memory(bencher: Bencher) {
    let mut guest = Guest::new();
    let take = guest.function::<(&[Plain<OwnShip>],)>("take-records");
    let ships = ships();
    bencher.counter(SHIPS).bench_local(|| {
        guest.store.set_fuel(u64::MAX).unwrap();
        take.call(&mut guest.store, (Plain::slice(&ships),)).unwrap();
    });
}

/// The engine keeps records, so making the columns is part of the work.
#[divan::bench]
fn columns(bencher: Bencher) {
    let mut guest = Guest::new();
    let take = guest.function::<(&Columns,)>("take-columns");
    let ships = ships();
    bencher.counter(SHIPS).bench_local(|| {
        guest.store.set_fuel(u64::MAX).unwrap();
        take.call(&mut guest.store, (&turned(&ships),)).unwrap();
    });
}

#[divan::bench]
fn columns_that_lie_ready(bencher: Bencher) {
    let mut guest = Guest::new();
    let take = guest.function::<(&Columns,)>("take-columns");
    let columns = turned(&ships());
    bencher.counter(SHIPS).bench_local(|| {
        guest.store.set_fuel(u64::MAX).unwrap();
        take.call(&mut guest.store, (&columns,)).unwrap();
    });
}

fn turned(ships: &[OwnShip]) -> Columns {
    let number = |of: fn(&OwnShip) -> u32| ships.iter().map(of).collect::<Vec<u32>>();
    let value = |of: fn(&OwnShip) -> f64| ships.iter().map(of).collect::<Vec<f64>>();
    Columns {
        numbers: vec![
            number(|s| s.id),
            number(|s| s.class),
            number(|s| s.status_bits),
            number(|s| s.cell),
            number(|s| s.first_contact),
            number(|s| s.contact_count),
        ],
        values: vec![
            value(|s| s.lat_deg),
            value(|s| s.lon_deg),
            value(|s| s.heading_deg),
            value(|s| s.speed_mps),
            value(|s| s.turn_rate_dps),
            value(|s| s.cruise_mps),
            value(|s| s.max_speed_mps),
            value(|s| s.min_speed_mps),
            value(|s| s.fuel_frac),
            value(|s| s.endurance_left_s),
            value(|s| s.base_lat_deg),
            value(|s| s.base_lon_deg),
            value(|s| s.wind_e_mps),
            value(|s| s.wind_n_mps),
            value(|s| s.current_e_mps),
            value(|s| s.current_n_mps),
        ],
    }
}

fn by_field(ship: &OwnShip) -> behaviour::OwnShip {
    behaviour::OwnShip {
        id: ship.id,
        class: ship.class,
        status_bits: ship.status_bits,
        cell: ship.cell,
        first_contact: ship.first_contact,
        contact_count: ship.contact_count,
        lat_deg: ship.lat_deg,
        lon_deg: ship.lon_deg,
        heading_deg: ship.heading_deg,
        speed_mps: ship.speed_mps,
        turn_rate_dps: ship.turn_rate_dps,
        cruise_mps: ship.cruise_mps,
        max_speed_mps: ship.max_speed_mps,
        min_speed_mps: ship.min_speed_mps,
        fuel_frac: ship.fuel_frac,
        endurance_left_s: ship.endurance_left_s,
        base_lat_deg: ship.base_lat_deg,
        base_lon_deg: ship.base_lon_deg,
        wind_e_mps: ship.wind_e_mps,
        wind_n_mps: ship.wind_n_mps,
        current_e_mps: ship.current_e_mps,
        current_n_mps: ship.current_n_mps,
    }
}
