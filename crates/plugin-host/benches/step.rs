//! What a tick of many behaviours costs: 10,000 ships with the plugin patrol-vessel (one order, 4 legs, 4 contacts each),
//! against the same Rust code run natively; the boundary alone; recovery from a trap; hot reload.
//!
//! `cargo bench -p sarex-plugin-host --bench step`
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use divan::Bencher;
use fixture::{Malice, fleet};
use patrol_vessel::PatrolVessel;
use sarex_plugin_host::{HostOptions, PluginHost, Profile, find};
use sarex_plugin_sdk as sdk;
use sarex_sim::decision::{Batch, Decisions, Outcome};
use sarex_sim::setup::Isolation;

fn main() {
    divan::main();
}

const SHIPS: u32 = 10_000;

fn bench(bencher: Bencher, ships: u32, options: HostOptions) {
    let (mut host, batch) = ready(ships, &options);
    let mut out = Outcome::default();
    bencher.counter(ships).bench_local(|| {
        assert!(host.step(0, &batch, &mut out).is_empty());
    });
}

/// A host and a batch whose orders are known already.
fn ready(ships: u32, options: &HostOptions) -> (PluginHost, Batch) {
    let file = find(&fixture::plugins_dir(), "patrol-vessel").expect("patrol-vessel is built");
    let (mut host, decl, _) = fixture::load(file, options);
    let mut batch = fleet(ships, decl.state_stride);
    let mut out = Outcome::default();
    host.step(0, &batch, &mut out);
    batch.state.clone_from(&out.state);
    (host, batch)
}

fn options(profile: Profile, threads: usize) -> HostOptions {
    HostOptions { profile, ..fixture::options(threads) }
}

#[divan::bench(args = [1, 2])]
fn fast(bencher: Bencher, threads: usize) {
    bench(bencher, SHIPS, options(Profile::Fast, threads));
}

#[divan::bench(args = [1, 2])]
fn certified(bencher: Bencher, threads: usize) {
    bench(bencher, SHIPS, options(Profile::Certified, threads));
}

/// The plugin's own Rust code on the same batch, without WebAssembly.
#[divan::bench]
fn native(bencher: Bencher) {
    let (_, batch) = ready(SHIPS, &fixture::options(1));
    let batch = native_batch(&batch);
    let behaviour = <PatrolVessel as sdk::Behaviour>::configure(&sdk::Params::default()).unwrap();
    bencher.counter(SHIPS).bench_local(|| sdk::step_batch(&behaviour, 1, &batch));
}

/// The boundary alone: a plugin that only counts its ships takes the same batch.
#[divan::bench(args = [Isolation::Pooled, Isolation::PerCell])]
fn boundary(bencher: Bencher, isolation: Isolation) {
    let folder = fixture::Folder::new(&fixture::component(Malice::default()));
    let options = HostOptions { isolation, ..options(Profile::Fast, 1) };
    let (mut host, ..) = fixture::load(folder.file(), &options);
    let (batch, mut out) = (fleet(SHIPS, 0), Outcome::default());
    bencher.counter(SHIPS).bench_local(|| {
        assert!(host.step(0, &batch, &mut out).is_empty());
    });
}

/// An instance for each of 1,000 ships.
#[divan::bench]
fn instance_for_each_ship(bencher: Bencher) {
    bench(bencher, 1_000, HostOptions { isolation: Isolation::PerShip, ..options(Profile::Fast, 1) });
}

/// Reading patrol-vessel again, its compiled component in the cache.
#[divan::bench]
fn reload_from_cache(bencher: Bencher) {
    let cache = tempfile::TempDir::new().unwrap();
    let options = HostOptions { cache_dir: Some(cache.path().into()), ..options(Profile::Fast, 1) };
    let (mut host, _) = ready(1, &options);
    bencher.bench_local(|| host.reload(0).unwrap());
}

/// Reading patrol-vessel again after a change: it is compiled too.
#[divan::bench(sample_count = 10)]
fn reload_compiled(bencher: Bencher) {
    let (mut host, _) = ready(1, &options(Profile::Fast, 1));
    bencher.bench_local(|| host.reload(0).unwrap());
}

fn native_batch(batch: &Batch) -> sdk::Batch {
    sdk::Batch {
        tick: batch.tick,
        time_s: batch.time_s,
        dt_s: batch.dt_s,
        ships: batch.ships.iter().map(own_ship).collect(),
        orders: batch.orders.iter().map(order).collect(),
        legs: batch.legs.iter().map(leg).collect(),
        contacts: batch.contacts.iter().map(contact).collect(),
        columns: Vec::new(),
        state: batch.state.clone(),
    }
}

fn own_ship(ship: &sarex_sim::decision::OwnShip) -> sdk::OwnShip {
    sdk::OwnShip {
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

fn order(order: &sarex_sim::decision::OrderRow) -> sdk::Order {
    sdk::Order {
        kind: order.kind,
        serial: order.serial,
        first_leg: order.first_leg,
        leg_count: order.leg_count,
        lat_deg: order.lat_deg,
        lon_deg: order.lon_deg,
        east_mps: order.east_mps,
        north_mps: order.north_mps,
    }
}

fn leg(leg: &sarex_sim::decision::LegRow) -> sdk::Leg {
    sdk::Leg {
        lat_deg: leg.lat_deg,
        lon_deg: leg.lon_deg,
        speed_mps: leg.speed_mps,
        alt_m: leg.alt_m,
        flags: leg.flags,
        number: leg.number,
    }
}

fn contact(contact: &sarex_sim::decision::Contact) -> sdk::Contact {
    sdk::Contact {
        track_id: contact.track_id,
        kind: contact.kind,
        age_s: contact.age_s,
        quality: contact.quality,
        rel_east_m: contact.rel_east_m,
        rel_north_m: contact.rel_north_m,
        east_mps: contact.east_mps,
        north_mps: contact.north_mps,
    }
}

/// From the trap of one unit to the answer for all: the calls until the unit is known, and an instance started anew for
/// each that failed. The three steps differ in how many ships share the call.
#[divan::bench(args = [1, 8, 64])]
fn trap_to_recovered(bencher: Bencher, ships: u32) {
    let step = "(if (i32.eqz (i32.load (local.get $ship))) (then (unreachable)))";
    let folder = fixture::Folder::new(&fixture::component(fixture::Malice { step, ..fixture::Malice::default() }));
    let (mut host, ..) = folder.load();
    let (batch, mut out) = (fixture::fleet(ships, 0), Outcome::default());
    bencher.bench_local(|| {
        let faults = host.step(0, &batch, &mut out);
        assert!(faults.len() == 1 && faults[0].units == [0]);
        // Otherwise the third fault suspends the plugin.
        host.reinstate(0);
    });
}
