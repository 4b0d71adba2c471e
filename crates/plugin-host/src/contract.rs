//! The host side of `plugin.wit`, made by wasmtime's bindgen, and its likeness to the engine's records.

use sarex_sim::decision as sim;

pub mod behaviour_world {
    wasmtime::component::bindgen!({
        path: "../plugin-sdk/wit",
        world: "vessel-behaviour",
    });
}

pub mod search_world {
    wasmtime::component::bindgen!({
        path: "../plugin-sdk/wit",
        world: "search-pattern",
        with: {
            "sarex:plugin/types": crate::contract::behaviour_world::sarex::plugin::types,
            "sarex:plugin/diag": crate::contract::behaviour_world::sarex::plugin::diag,
        },
    });
}

pub use behaviour_world::exports::sarex::plugin::behaviour;
pub use behaviour_world::sarex::plugin::{diag, types};
pub use search_world::exports::sarex::plugin::search;

/// Version of the contract that this host offers.
pub const VERSION: &str = "0.1.0";

impl From<&sim::OwnShip> for behaviour::OwnShip {
    fn from(ship: &sim::OwnShip) -> Self {
        Self {
            id: ship.id,
            class: ship.class,
            status_bits: ship.status_bits,
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
}

impl From<&sim::OrderRow> for behaviour::Order {
    fn from(order: &sim::OrderRow) -> Self {
        Self {
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
}

impl From<&sim::LegRow> for behaviour::Leg {
    fn from(leg: &sim::LegRow) -> Self {
        Self {
            lat_deg: leg.lat_deg,
            lon_deg: leg.lon_deg,
            speed_mps: leg.speed_mps,
            alt_m: leg.alt_m,
            flags: leg.flags,
        }
    }
}

impl From<&sim::Contact> for behaviour::Contact {
    fn from(contact: &sim::Contact) -> Self {
        Self {
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
}

impl From<&behaviour::Helm> for sim::Helm {
    fn from(helm: &behaviour::Helm) -> Self {
        Self {
            heading_deg: helm.heading_deg,
            speed_mps: helm.speed_mps,
            alt_m: helm.alt_m,
            mode: helm.mode,
            leg: helm.leg,
        }
    }
}

impl From<&behaviour::Act> for sim::Act {
    fn from(act: &behaviour::Act) -> Self {
        Self { ship: act.ship, what: act.what, value: act.value }
    }
}
