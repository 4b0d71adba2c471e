//! Trials on a flat sea: a point ship that turns at its rate, carried by the current.

use sarex_plugin_sdk::geometry::{Frame, Place, wrap_180, wrap_360};
use sarex_plugin_sdk::{Act, Batch, Behaviour, Helm, Leg, Order, OwnShip, Params, State, Vec2, step_batch};

use crate::{Memory, MerchantTraffic};

const HOME: Place = Place::new(36.0, 130.0);
const STEP_S: f64 = 5.0;

struct Trial {
    own: OwnShip,
    order: Order,
    legs: Vec<Leg>,
    state: Vec<u8>,
    time_s: f64,
    acts: Vec<Act>,
    helm: Option<Helm>,
}

impl Trial {
    fn new(id: u32, kind: u32, legs: &[(f64, f64)]) -> Self {
        let own = OwnShip {
            id,
            class: 0,
            status_bits: 8,
            cell: 0,
            first_contact: 0,
            contact_count: 0,
            lat_deg: HOME.lat_deg,
            lon_deg: HOME.lon_deg,
            heading_deg: 0.0,
            speed_mps: 7.0,
            turn_rate_dps: 0.5,
            cruise_mps: 7.0,
            max_speed_mps: 8.0,
            min_speed_mps: 0.0,
            fuel_frac: 1.0,
            endurance_left_s: 1e6,
            base_lat_deg: 0.0,
            base_lon_deg: 0.0,
            wind_e_mps: 0.0,
            wind_n_mps: 0.0,
            current_e_mps: 0.5,
            current_n_mps: 0.0,
        };
        let leg = |&(east_m, north_m): &(f64, f64)| {
            let place = Frame::at(HOME).place(Vec2::new(east_m, north_m));
            Leg { lat_deg: place.lat_deg, lon_deg: place.lon_deg, speed_mps: 0.0, alt_m: 0.0, flags: 0, number: 0 }
        };
        let legs: Vec<Leg> = legs.iter().map(leg).collect();
        let order = Order {
            kind,
            serial: 0,
            first_leg: 0,
            leg_count: legs.len() as u32,
            lat_deg: 0.0,
            lon_deg: 0.0,
            east_mps: 0.0,
            north_mps: 0.0,
        };
        Self { own, order, legs, state: vec![0; Memory::SIZE], time_s: 0.0, acts: Vec::new(), helm: None }
    }

    fn at(&self) -> Vec2 {
        Frame::at(HOME).offset(Place::new(self.own.lat_deg, self.own.lon_deg))
    }

    fn step(&mut self) {
        let plugin = MerchantTraffic::configure(&Params::default()).unwrap();
        let batch = Batch {
            tick: self.time_s as u64,
            time_s: self.time_s,
            dt_s: STEP_S,
            ships: vec![self.own],
            orders: vec![self.order],
            legs: self.legs.clone(),
            contacts: Vec::new(),
            columns: Vec::new(),
            state: self.state.clone(),
        };
        let outcome = step_batch(&plugin, 1, &batch);
        self.acts.extend(outcome.acts);
        self.state = outcome.state;
        let helm = outcome.helm[0];
        let turn = wrap_180(helm.heading_deg - self.own.heading_deg);
        let most = self.own.turn_rate_dps * STEP_S;
        self.own.heading_deg = wrap_360(self.own.heading_deg + turn.clamp(-most, most));
        self.own.speed_mps = helm.speed_mps;
        let moved = Vec2::towards(self.own.heading_deg, helm.speed_mps) + Vec2::new(self.own.current_e_mps, 0.0);
        let place = Frame::at(Place::new(self.own.lat_deg, self.own.lon_deg)).place(moved * STEP_S);
        (self.own.lat_deg, self.own.lon_deg) = (place.lat_deg, place.lon_deg);
        self.helm = Some(helm);
        self.time_s += STEP_S;
    }
}

#[test]
fn a_merchant_runs_its_route_and_stops() {
    let mut trial = Trial::new(1, 2, &[(0.0, 10_000.0), (10_000.0, 20_000.0)]);
    while trial.time_s < 6_000.0 {
        trial.step();
    }
    let acts: Vec<(u32, u32)> = trial.acts.iter().map(|act| (act.what, act.value)).collect();
    assert_eq!(acts, [(2, 0), (2, 1), (1, 0)]);
    assert_eq!(trial.helm.unwrap().speed_mps, 0.0);
}

#[test]
fn a_merchant_holds_its_line_in_a_current() {
    let mut trial = Trial::new(1, 8, &[(0.0, 30_000.0), (0.0, 0.0)]);
    while trial.time_s < 3_000.0 {
        trial.step();
    }
    assert!(trial.at().east_m.abs() < 60.0, "{:?}", trial.at());
    assert!(trial.at().north_m > 19_000.0);
}

#[test]
fn fishing_vessels_stay_on_their_ground_and_go_their_own_ways() {
    let mut ends = Vec::new();
    for id in 0..3 {
        let mut trial = Trial::new(id, 0, &[]);
        let mut courses = std::collections::BTreeSet::new();
        while trial.time_s < 30_000.0 {
            // The engine gives an order to hold the ship's own place of the moment.
            (trial.order.lat_deg, trial.order.lon_deg) = (trial.own.lat_deg, trial.own.lon_deg);
            trial.step();
            assert!(trial.at().length() < 7_000.0, "{:?}", trial.at());
            courses.insert((trial.own.heading_deg / 30.0) as u32);
        }
        assert!(courses.len() > 5, "it changes its heading");
        ends.push(trial.at());
    }
    assert!((ends[0] - ends[1]).length() > 100.0 && (ends[1] - ends[2]).length() > 100.0);
}
