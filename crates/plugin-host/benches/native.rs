//! A tick of 10,000 ships with the plugin patrol-vessel on one core, against the same Rust code run natively: each for
//! itself, round after round, and by turns, where each finds the caches full of the other's data, as it does between the
//! phases of an exercise.
//!
//! `cargo bench -p sarex-plugin-host --bench native`
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::hint::black_box;
use std::time::{Duration, Instant};

use fixture::fleet;
use patrol_vessel::PatrolVessel;
use sarex_plugin_host::{HostOptions, PluginHost, Profile, find};
use sarex_plugin_sdk as sdk;
use sarex_sim::decision::{Batch, Decisions, Outcome};

const SHIPS: u32 = 10_000;
const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(500);

fn main() {
    let (mut host, batch) = ready();
    let mut out = Outcome::default();
    let mut plugin = || assert!(host.step(0, &batch, &mut out).is_empty());
    let behaviour = <PatrolVessel as sdk::Behaviour>::configure(&sdk::Params::default()).unwrap();
    let same = as_sdk(&batch);
    let mut native = || drop(black_box(sdk::step_batch(&behaviour, 1, &same)));

    let (mut alone, mut turns) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let [of_plugin] = round([&mut plugin]);
        let [of_native] = round([&mut native]);
        alone.push([of_plugin, of_native]);
        turns.push(round([&mut plugin, &mut native]));
    }
    println!("{SHIPS} ships on one core; the median of {ROUNDS} rounds of {ROUND:?}");
    report("each for itself", &alone);
    report("by turns", &turns);
}

/// Seconds of a step in one round: the fastest and the median.
type Step = [f64; 2];

/// Runs these one after the other, again and again.
fn round<const N: usize>(mut steps: [&mut dyn FnMut(); N]) -> [Step; N] {
    let mut times = [const { Vec::new() }; N];
    let started = Instant::now();
    while started.elapsed() < ROUND {
        for (step, times) in steps.iter_mut().zip(&mut times) {
            let before = Instant::now();
            step();
            times.push(before.elapsed().as_secs_f64());
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        [times[0], times[times.len() / 2]]
    })
}

fn report(how: &str, rounds: &[[Step; 2]]) {
    for (which, name) in ["fastest", "median"].into_iter().enumerate() {
        let [plugin, native] = [0, 1].map(|side| {
            let mut times: Vec<f64> = rounds.iter().map(|round| round[side][which] * 1e6).collect();
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        });
        let ratio = plugin / native;
        println!("{how}, {name} step: plugin {plugin:.0} us, native {native:.0} us, ratio {ratio:.2}");
    }
}

/// A host and a batch whose orders are known already.
fn ready() -> (PluginHost, Batch) {
    let file = find(&fixture::plugins_dir(), "patrol-vessel").expect("patrol-vessel is built");
    let options = HostOptions { profile: Profile::Fast, ..fixture::options(1) };
    let (mut host, decl, _) = fixture::load(file, &options);
    let mut batch = fleet(SHIPS, decl.state_stride);
    let mut out = Outcome::default();
    host.step(0, &batch, &mut out);
    batch.state.clone_from(&out.state);
    (host, batch)
}

/// The batch as the plugin itself gets it.
fn as_sdk(batch: &Batch) -> sdk::Batch {
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
