//! Trials on a flat sea: a point ship that turns at its rate, carried by current or wind.

use sarex_plugin_sdk::geometry::{Frame, Place, wrap_180, wrap_360};
use sarex_plugin_sdk::{Act, Batch, Behaviour, Helm, Leg, Order, OwnShip, Params, State, Vec2, step_batch};

use crate::{Memory, PatrolVessel};

const HOME: Place = Place::new(37.0, 131.0);

struct Trial {
    own: OwnShip,
    order: Order,
    legs: Vec<Leg>,
    state: Vec<u8>,
    time_s: f64,
    helm: Helm,
    acts: Vec<Act>,
}

fn vessel() -> OwnShip {
    OwnShip {
        id: 4,
        class: 0,
        status_bits: 8,
        cell: 0,
        first_contact: 0,
        contact_count: 0,
        lat_deg: HOME.lat_deg,
        lon_deg: HOME.lon_deg,
        heading_deg: 0.0,
        speed_mps: 0.0,
        turn_rate_dps: 1.5,
        cruise_mps: 9.0,
        max_speed_mps: 15.0,
        min_speed_mps: 0.0,
        fuel_frac: 1.0,
        endurance_left_s: 500_000.0,
        base_lat_deg: HOME.lat_deg,
        base_lon_deg: HOME.lon_deg,
        wind_e_mps: 0.0,
        wind_n_mps: 0.0,
        current_e_mps: 0.8,
        current_n_mps: -0.3,
    }
}

fn aeroplane() -> OwnShip {
    OwnShip {
        class: 2,
        status_bits: 0,
        speed_mps: 60.0,
        turn_rate_dps: 3.0,
        cruise_mps: 90.0,
        max_speed_mps: 120.0,
        min_speed_mps: 50.0,
        endurance_left_s: 30_000.0,
        wind_e_mps: 12.0,
        ..vessel()
    }
}

impl Trial {
    fn new(own: OwnShip, kind: u32, legs: &[(f64, f64)]) -> Self {
        let leg = |&(east_m, north_m): &(f64, f64)| {
            let place = Frame::at(HOME).place(Vec2::new(east_m, north_m));
            Leg {
                lat_deg: place.lat_deg,
                lon_deg: place.lon_deg,
                speed_mps: 0.0,
                alt_m: 0.0,
                flags: u32::from(kind == 3),
                number: 0,
            }
        };
        let legs: Vec<Leg> = legs.iter().map(leg).collect();
        let order = Order {
            kind,
            serial: 1,
            first_leg: 0,
            leg_count: legs.len() as u32,
            lat_deg: 0.0,
            lon_deg: 0.0,
            east_mps: 0.0,
            north_mps: 0.0,
        };
        let helm = Helm { heading_deg: 0.0, speed_mps: 0.0, alt_m: 0.0, mode: 0, leg: 0 };
        Self { own, order, legs, state: vec![0; Memory::SIZE], time_s: 0.0, helm, acts: Vec::new() }
    }

    fn to(mut self, east_m: f64, north_m: f64) -> Self {
        let place = Frame::at(HOME).place(Vec2::new(east_m, north_m));
        (self.order.lat_deg, self.order.lon_deg) = (place.lat_deg, place.lon_deg);
        self
    }

    fn at(&self) -> Vec2 {
        Frame::at(HOME).offset(Place::new(self.own.lat_deg, self.own.lon_deg))
    }

    fn second(&mut self) {
        let plugin = PatrolVessel::configure(&Params::default()).unwrap();
        let batch = Batch {
            tick: self.time_s as u64,
            time_s: self.time_s,
            dt_s: 1.0,
            ships: vec![self.own],
            orders: vec![self.order],
            legs: self.legs.clone(),
            contacts: Vec::new(),
            columns: Vec::new(),
            state: self.state.clone(),
        };
        let outcome = step_batch(&plugin, 1, &batch);
        self.helm = outcome.helm[0];
        self.acts.extend(outcome.acts);
        self.state = outcome.state;
        self.move_on();
    }

    fn move_on(&mut self) {
        let turn = wrap_180(self.helm.heading_deg - self.own.heading_deg);
        let rate = self.own.turn_rate_dps;
        self.own.heading_deg = wrap_360(self.own.heading_deg + turn.clamp(-rate, rate));
        self.own.speed_mps += (self.helm.speed_mps - self.own.speed_mps).clamp(-0.5, 0.5);
        let carried = match self.own.class {
            0 => Vec2::new(self.own.current_e_mps, self.own.current_n_mps),
            _ => Vec2::new(self.own.wind_e_mps, self.own.wind_n_mps),
        };
        let moved = Vec2::towards(self.own.heading_deg, self.own.speed_mps) + carried;
        let place = Frame::at(Place::new(self.own.lat_deg, self.own.lon_deg)).place(moved);
        (self.own.lat_deg, self.own.lon_deg) = (place.lat_deg, place.lon_deg);
        self.time_s += 1.0;
    }

    /// Runs until the act was reported, at most so many seconds.
    #[track_caller]
    fn until(&mut self, what: u32, limit_s: f64) {
        let end_s = self.time_s + limit_s;
        while !self.acts.iter().any(|act| act.what == what) {
            assert!(self.time_s < end_s, "no act {what} within {limit_s} s; at {:?}", self.at());
            self.second();
        }
    }
}

#[test]
fn a_vessel_goes_there_in_a_current_and_stays() {
    let mut trial = Trial::new(vessel(), 1, &[]).to(6000.0, 8000.0);
    trial.until(1, 1400.0);
    for _ in 0..3600 {
        trial.second();
    }
    let off = (trial.at() - Vec2::new(6000.0, 8000.0)).length();
    assert!(off < 400.0, "drifted {off} m");
    assert_eq!(trial.acts.iter().filter(|act| act.what == 1).count(), 1, "done is said once");
}

#[test]
fn a_vessel_makes_good_its_search_legs_over_the_ground() {
    let legs = [(0.0, 6000.0), (1500.0, 6000.0), (1500.0, 0.0), (3000.0, 0.0), (3000.0, 6000.0)];
    let mut trial = Trial::new(vessel(), 3, &legs);
    let mut worst: f64 = 0.0;
    while trial.time_s < 4000.0 && !trial.acts.iter().any(|act| act.what == 1) {
        trial.second();
        let at = trial.at();
        if trial.helm.leg == 2 && (1500.0..4000.0).contains(&at.north_m) {
            worst = worst.max((at.east_m - 1500.0).abs());
        }
    }
    let passed: Vec<u32> = trial.acts.iter().filter(|act| act.what == 2).map(|act| act.value).collect();
    assert_eq!(passed, [0, 1, 2, 3, 4]);
    assert!(worst < 40.0, "off the leg by {worst} m");
    assert_eq!(trial.acts.last().unwrap().what, 1);
}

#[test]
fn an_aeroplane_runs_legs_in_wind_and_then_circles() {
    let legs = [(0.0, 30_000.0), (4000.0, 30_000.0), (4000.0, 0.0)];
    let mut trial = Trial::new(aeroplane(), 3, &legs);
    trial.until(1, 1200.0);
    for _ in 0..1200 {
        trial.second();
        assert!(trial.own.speed_mps >= 50.0 - 1e-9);
    }
    let off = (trial.at() - Vec2::new(4000.0, 0.0)).length();
    assert!((1500.0..4500.0).contains(&off), "circles at {off} m");
}

#[test]
fn a_patrol_has_no_end() {
    let mut trial = Trial::new(vessel(), 8, &[(0.0, 3000.0), (3000.0, 3000.0), (3000.0, 0.0)]);
    while trial.time_s < 6000.0 {
        trial.second();
    }
    let passed = trial.acts.iter().filter(|act| act.what == 2).count();
    assert!(passed > 12, "{passed} legs");
    assert!(trial.acts.iter().all(|act| act.what == 2));
}

#[test]
fn it_comes_home_for_fuel_and_resumes_the_leg_it_left() {
    let mut trial = Trial::new(vessel(), 3, &[(0.0, 20_000.0), (2000.0, 20_000.0)]);
    for _ in 0..1000 {
        trial.second();
    }
    let left = trial.at();
    (trial.own.fuel_frac, trial.own.endurance_left_s) = (0.1, 1300.0);
    trial.until(3, 2.0);
    for _ in 0..1400 {
        trial.second();
    }
    assert!(trial.at().length() < 300.0, "at {:?}", trial.at());
    (trial.own.fuel_frac, trial.own.endurance_left_s, trial.own.status_bits) = (1.0, 500_000.0, 8 | 2);
    trial.second();
    trial.own.status_bits = 8;
    let mut back_m = f64::MAX;
    for _ in 0..1600 {
        trial.second();
        back_m = back_m.min((trial.at() - left).length());
    }
    assert!(back_m < 700.0, "came back to {back_m} m from where it left");
    assert_eq!((trial.helm.leg, trial.helm.mode), (0, 2));
    assert_eq!(trial.acts.iter().filter(|act| act.what == 3).count(), 1);
}

#[test]
fn it_meets_a_drifting_raft_and_stays_with_it() {
    let mut trial = Trial::new(vessel(), 6, &[]).to(4000.0, 3000.0);
    (trial.order.east_mps, trial.order.north_mps) = (1.0, -0.3);
    for _ in 0..1200 {
        let raft = Frame::at(HOME).place(Vec2::new(4000.0 + trial.time_s, 3000.0 - 0.3 * trial.time_s));
        (trial.order.lat_deg, trial.order.lon_deg) = (raft.lat_deg, raft.lon_deg);
        trial.second();
    }
    let off = (trial.at() - Vec2::new(5200.0, 2640.0)).length();
    assert!(off < 40.0, "{off} m from the raft");
    assert_eq!(trial.helm.mode, 3);
}

#[test]
fn a_recovering_vessel_stops_and_a_new_order_starts_anew() {
    let mut trial = Trial::new(vessel(), 6, &[]).to(0.0, 0.0);
    (trial.order.east_mps, trial.order.north_mps) = (0.8, -0.3);
    trial.own.status_bits = 8 | 1;
    trial.second();
    assert_eq!((trial.helm.speed_mps, trial.helm.mode), (0.0, 3));
    trial.own.status_bits = 8;
    (trial.order.kind, trial.order.serial) = (0, 2);
    (trial.order.lat_deg, trial.order.lon_deg) = (0.0, 0.0);
    trial.second();
    assert_eq!(trial.helm.mode, 0);
}

/// The engine gives an order to hold the ship's own place of the moment.
#[test]
fn an_aeroplane_told_to_hold_circles_where_it_was_told() {
    let mut trial = Trial::new(aeroplane(), 0, &[]);
    for _ in 0..1800 {
        (trial.order.lat_deg, trial.order.lon_deg) = (trial.own.lat_deg, trial.own.lon_deg);
        trial.second();
    }
    assert!(trial.at().length() < 5000.0, "{:?}", trial.at());
}

/// The engine keeps the low-fuel bit until the unit leaves its base.
#[test]
fn it_leaves_its_base_when_refuelled_though_low_fuel_still_shows() {
    let mut trial = Trial::new(vessel(), 2, &[(0.0, 9000.0)]);
    trial.own.status_bits = 8 | 4;
    trial.own.fuel_frac = 0.2;
    trial.second();
    assert_eq!(trial.helm.mode, 4);
    (trial.own.status_bits, trial.own.fuel_frac) = (8 | 4 | 2, 1.0);
    trial.second();
    trial.own.status_bits = 8;
    trial.second();
    assert_eq!(trial.helm.mode, 1);
}

#[test]
fn it_escorts_astern() {
    let mut trial = Trial::new(vessel(), 4, &[]).to(3000.0, 0.0);
    trial.order.north_mps = 5.0;
    for _ in 0..2400 {
        let other = Frame::at(HOME).place(Vec2::new(3000.0, 5.0 * trial.time_s));
        (trial.order.lat_deg, trial.order.lon_deg) = (other.lat_deg, other.lon_deg);
        trial.second();
    }
    let off = trial.at() - Vec2::new(3000.0, 12_000.0);
    assert!((off.north_m + 926.0).abs() < 60.0 && off.east_m.abs() < 60.0, "{off:?}");
}
