//! A rescue helicopter: transit at cruising speed, search at search height, hover over what drifts and hoist, and home
//! in time against the wind.
//!
//! Invariant: one helicopter, one decision; everything remembered is in the SDK's `OrderMemory`, which the host keeps.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod cabin;
mod home;
mod scene;
#[cfg(test)]
mod trial;

use cabin::Cabin;
use sarex_plugin_sdk::geometry::Place;
use sarex_plugin_sdk::{
    Behaviour, Decision, Mode, OrderKind, OrderMemory, Params, Ship, Spec, Vec2, export_behaviour, fuel, legs,
    manoeuvre,
};

/// Seconds kept back for the approach beside the host's reserve, at most a tenth of a full tank.
const RESERVE_S: Spec = Spec::new("reserve_s", 600.0, 0.0, 7_200.0);
/// Height of the hover for hoisting.
const HOVER_HEIGHT_M: Spec = Spec::new("hover_height_m", 15.0, 5.0, 100.0);
/// Height of search legs that state none; 0: the asset's own.
const SEARCH_HEIGHT_M: Spec = Spec::new("search_height_m", 0.0, 0.0, 1_500.0);
/// Height on the way.
const TRANSIT_HEIGHT_M: Spec = Spec::new("transit_height_m", 300.0, 30.0, 3_000.0);

/// The behaviour, with its parameters.
#[derive(Clone, Copy, Debug)]
pub struct RescueHelicopter {
    reserve_s: f64,
    hover_height_m: f64,
    search_height_m: f64,
    transit_height_m: f64,
}

impl Behaviour for RescueHelicopter {
    const NAME: &'static str = "Rescue helicopter";
    const RATE_HZ: f64 = 1.0;
    const SIGNALS: &'static [&'static str] = cabin::SIGNALS;
    type State = OrderMemory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[RESERVE_S, HOVER_HEIGHT_M, SEARCH_HEIGHT_M, TRANSIT_HEIGHT_M])?;
        Ok(Self {
            reserve_s: params.get(RESERVE_S),
            hover_height_m: params.get(HOVER_HEIGHT_M),
            search_height_m: params.get(SEARCH_HEIGHT_M),
            transit_height_m: params.get(TRANSIT_HEIGHT_M),
        })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
        memory.notice_order(ship);
        let cabin = Cabin::of(ship);
        let short = self.is_short(ship, &cabin);
        let decision = if fuel::returns_when(ship, memory, short) {
            self.homeward(ship, fuel::go_home(ship, memory))
        } else {
            self.carry_out(ship, memory, &cabin)
        };
        manoeuvre::usable(ship, decision)
    }
}

impl RescueHelicopter {
    fn carry_out(&self, ship: &Ship<'_>, memory: &mut OrderMemory, cabin: &Cabin) -> Decision {
        match ship.order_kind() {
            OrderKind::Hold => hover(ship, memory).at_height(self.search_height_m(cabin)),
            OrderKind::GoTo => go_to(ship, memory).at_height(self.transit_height_m),
            OrderKind::Route | OrderKind::Search | OrderKind::Patrol => self.run_legs(ship, memory, cabin),
            // The engine orders it home when it is full; until then it is on its way.
            OrderKind::Recover if cabin.full => self.homeward(ship, fuel::to_base(ship)),
            OrderKind::Recover => self.recover(ship),
            OrderKind::Escort | OrderKind::Investigate => self.stand_by(ship, cabin),
            OrderKind::ReturnToBase => self.homeward(ship, fuel::home_as_ordered(ship, memory)),
        }
    }

    /// Runs the legs at their own height; else search legs at search height and the others at transit height.
    fn run_legs(&self, ship: &Ship<'_>, memory: &mut OrderMemory, cabin: &Cabin) -> Decision {
        if memory.is_done() {
            return hover(ship, memory).at_height(self.search_height_m(cabin));
        }
        let decision = legs::run(ship, memory);
        if decision.alt_m > 0.0 {
            return decision;
        }
        let searching = matches!(decision.mode, Mode::Searching | Mode::Hold);
        decision.at_height(if searching { self.search_height_m(cabin) } else { self.transit_height_m })
    }

    /// Flies home as `told`, and slows down before the base as before any place.
    fn homeward(&self, ship: &Ship<'_>, told: Decision) -> Decision {
        let base = ship.frame.offset(Place::new(ship.own.base_lat_deg, ship.own.base_lon_deg));
        let mut decision = told.at_height(self.transit_height_m);
        if !ship.at_base() {
            let flown = scene::hover_over(ship, base, Vec2::ZERO, told.mode);
            (decision.heading_deg, decision.speed_mps) = (flown.heading_deg, flown.speed_mps);
        }
        decision
    }

    fn search_height_m(&self, cabin: &Cabin) -> f64 {
        if self.search_height_m > 0.0 { self.search_height_m } else { cabin.search_height_m }
    }
}

/// Hovers over the place where it is to stay.
fn hover(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    scene::hover_over(ship, ship.frame.offset(memory.hold_place(ship)), Vec2::ZERO, Mode::Hold)
}

/// Goes to the order's place, says once that it is there, and stays.
fn go_to(ship: &Ship<'_>, memory: &mut OrderMemory) -> Decision {
    if !memory.is_done() && ship.order_offset().length() > manoeuvre::arrival_m(ship) {
        return scene::hover_over(ship, ship.order_offset(), Vec2::ZERO, Mode::Transit);
    }
    let decision = hover(ship, memory);
    if memory.finish() { decision.with_order_done() } else { decision }
}

export_behaviour!(RescueHelicopter);
