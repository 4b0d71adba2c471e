//! A small sea for native tests of a plugin: no host, no WebAssembly.
//!
//! ```
//! use sarex_plugin_sdk::testing::{Sea, vessel};
//! use sarex_plugin_sdk::{Behaviour, Decision, Mode, Params, Ship, Vec2};
//!
//! struct Eastward;
//! impl Behaviour for Eastward {
//!     const NAME: &'static str = "eastward";
//!     type State = ();
//!     fn configure(_: &Params) -> Result<Self, String> {
//!         Ok(Self)
//!     }
//!     fn decide(&self, ship: &Ship<'_>, _: &mut ()) -> Decision {
//!         Decision::steer(90.0, ship.own.cruise_mps, Mode::Transit)
//!     }
//! }
//!
//! let mut sea = Sea::new(Eastward);
//! sea.launch(vessel(1), Vec2::ZERO);
//! sea.run(600);
//! assert!(sea.at(0).east_m > 4_000.0);
//! ```

use crate::geometry::{Frame, Place, wrap_180, wrap_360};
use crate::{
    Act, Asset, Batch, Behaviour, Column, Contact, Datum, Environment, Helm, Leg, Order, Origin, OwnShip, State, Task,
    Vec2, step_batch,
};

/// The middle of the sea: 37 N, 131 E.
pub const HOME: Place = Place::new(37.0, 131.0);
/// Speed that a vessel and an aircraft gain or lose in a second, m/s.
const ACCELERATION: [f64; 2] = [0.5, 1.5];

/// A patrol vessel at [`HOME`], stopped, heading north, with fuel for days.
pub fn vessel(id: u32) -> OwnShip {
    OwnShip {
        id,
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
        current_e_mps: 0.0,
        current_n_mps: 0.0,
    }
}

/// A rescue helicopter in flight at [`HOME`].
pub fn helicopter(id: u32) -> OwnShip {
    OwnShip {
        class: 1,
        speed_mps: 60.0,
        turn_rate_dps: 3.0,
        cruise_mps: 65.0,
        max_speed_mps: 80.0,
        endurance_left_s: 12_000.0,
        ..vessel(id)
    }
}

/// A patrol aeroplane in flight at [`HOME`].
pub fn aeroplane(id: u32) -> OwnShip {
    OwnShip {
        class: 2,
        status_bits: 0,
        speed_mps: 60.0,
        turn_rate_dps: 3.0,
        cruise_mps: 90.0,
        max_speed_mps: 120.0,
        min_speed_mps: 50.0,
        endurance_left_s: 30_000.0,
        ..vessel(id)
    }
}

/// An order of this contract number, with nothing else in it.
pub fn order(kind: u32) -> Order {
    Order { kind, serial: 1, first_leg: 0, leg_count: 0, lat_deg: 0.0, lon_deg: 0.0, east_mps: 0.0, north_mps: 0.0 }
}

/// One craft with its order, memory and last decision.
#[derive(Clone, Debug)]
pub struct Craft {
    /// The craft itself.
    pub own: OwnShip,
    /// What it is asked to do.
    pub order: Order,
    /// Legs of the order.
    pub legs: Vec<Leg>,
    /// What it decided last.
    pub helm: Option<Helm>,
    state: Vec<u8>,
    passive: bool,
}

/// Ships, aircraft and drones of one behaviour on a flat sea: points that turn at their rate and are carried by current
/// or wind. Every craft senses the nearest others.
pub struct Sea<B: Behaviour> {
    behaviour: B,
    /// All craft, in the order of their launch.
    pub craft: Vec<Craft>,
    /// What they reported so far.
    pub acts: Vec<Act>,
    /// Seconds since the start.
    pub time_s: f64,
    /// Seconds between decisions.
    pub step_s: f64,
    /// Range of their sensors, metres.
    pub sensor_m: f64,
    /// The value of each of the behaviour's signals, for all craft.
    pub signals: Vec<f64>,
}

impl<B: Behaviour> Sea<B> {
    /// An empty sea.
    pub fn new(behaviour: B) -> Self {
        let signals = vec![0.0; B::SIGNALS.len()];
        let step_s = (1.0 / B::RATE_HZ).max(1.0);
        Self { behaviour, craft: Vec::new(), acts: Vec::new(), time_s: 0.0, step_s, sensor_m: 11_112.0, signals }
    }

    /// Puts a craft on the sea, metres from [`HOME`], with the order to hold. Returns its index.
    pub fn launch(&mut self, own: OwnShip, at: Vec2) -> usize {
        self.add(own, at, false)
    }

    /// Puts a craft on the sea that keeps its heading and speed, whatever the behaviour decides.
    pub fn launch_passive(&mut self, own: OwnShip, at: Vec2) -> usize {
        self.add(own, at, true)
    }

    fn add(&mut self, own: OwnShip, at: Vec2, passive: bool) -> usize {
        let place = Frame::at(HOME).place(at);
        let own = OwnShip { lat_deg: place.lat_deg, lon_deg: place.lon_deg, ..own };
        let state = vec![0; B::State::SIZE];
        self.craft.push(Craft { own, order: order(0), legs: Vec::new(), helm: None, state, passive });
        self.craft.len() - 1
    }

    /// Gives a craft an order of this contract number with a place, metres from [`HOME`].
    pub fn order_to(&mut self, index: usize, kind: u32, to: Vec2) {
        let place = Frame::at(HOME).place(to);
        let serial = self.craft[index].order.serial + 1;
        self.craft[index].order = Order { lat_deg: place.lat_deg, lon_deg: place.lon_deg, serial, ..order(kind) };
        self.craft[index].legs.clear();
    }

    /// Gives a craft an order of this contract number with legs, metres from [`HOME`].
    pub fn order_along(&mut self, index: usize, kind: u32, legs: &[Vec2]) {
        let serial = self.craft[index].order.serial + 1;
        let leg = |(number, at): (usize, &Vec2)| {
            let place = Frame::at(HOME).place(*at);
            Leg {
                lat_deg: place.lat_deg,
                lon_deg: place.lon_deg,
                speed_mps: 0.0,
                alt_m: 0.0,
                flags: u32::from(kind == 3),
                number: number as u32,
            }
        };
        self.craft[index].legs = legs.iter().enumerate().map(leg).collect();
        self.craft[index].order = Order { serial, leg_count: legs.len() as u32, ..order(kind) };
    }

    /// Where a craft is, metres from [`HOME`].
    pub fn at(&self, index: usize) -> Vec2 {
        let own = &self.craft[index].own;
        Frame::at(HOME).offset(Place::new(own.lat_deg, own.lon_deg))
    }

    /// Distance between two craft, metres.
    pub fn range_m(&self, a: usize, b: usize) -> f64 {
        (self.at(a) - self.at(b)).length()
    }

    /// Decides and moves for so many seconds.
    pub fn run(&mut self, seconds: u64) {
        for _ in 0..(seconds as f64 / self.step_s) as u64 {
            self.step();
        }
    }

    /// One decision for every craft, and the motion until the next one.
    pub fn step(&mut self) {
        let batch = self.batch();
        let outcome = step_batch(&self.behaviour, 1, &batch);
        self.acts.extend(outcome.acts);
        for (index, craft) in self.craft.iter_mut().enumerate() {
            let size = B::State::SIZE;
            craft.state = outcome.state[index * size..(index + 1) * size].to_vec();
            let kept = Helm {
                heading_deg: craft.own.heading_deg,
                speed_mps: craft.own.speed_mps,
                alt_m: 0.0,
                mode: 0,
                leg: u32::MAX,
            };
            let helm = if craft.passive { kept } else { outcome.helm[index] };
            craft.helm = Some(helm);
            move_on(&mut craft.own, &helm, self.step_s);
        }
        self.time_s += self.step_s;
    }

    /// The batch of the next decision, as a host would send it.
    pub fn batch(&self) -> Batch {
        let mut batch = Batch {
            tick: self.time_s as u64,
            time_s: self.time_s,
            dt_s: self.step_s,
            ships: Vec::new(),
            orders: Vec::new(),
            legs: Vec::new(),
            contacts: Vec::new(),
            columns: Vec::new(),
            state: Vec::new(),
        };
        for (index, craft) in self.craft.iter().enumerate() {
            let contacts = self.contacts(index);
            batch.ships.push(OwnShip {
                first_contact: batch.contacts.len() as u32,
                contact_count: contacts.len() as u32,
                ..craft.own
            });
            let first_leg = batch.legs.len() as u32;
            batch.orders.push(Order { first_leg, leg_count: craft.legs.len() as u32, ..craft.order });
            batch.legs.extend_from_slice(&craft.legs);
            batch.contacts.extend(contacts);
            batch.state.extend_from_slice(&craft.state);
        }
        let column =
            |(signal, value): (usize, &f64)| Column { signal: signal as u32, values: vec![*value; self.craft.len()] };
        batch.columns = self.signals.iter().enumerate().map(column).collect();
        batch
    }

    fn contacts(&self, of: usize) -> Vec<Contact> {
        let own = &self.craft[of].own;
        let frame = Frame::at(Place::new(own.lat_deg, own.lon_deg));
        let mut contacts: Vec<Contact> = Vec::new();
        for (index, other) in self.craft.iter().enumerate().filter(|(index, _)| *index != of) {
            let offset = frame.offset(Place::new(other.own.lat_deg, other.own.lon_deg));
            if offset.length() > self.sensor_m {
                continue;
            }
            let velocity = Vec2::towards(other.own.heading_deg, other.own.speed_mps);
            let fishing = other.own.status_bits & 16 != 0;
            contacts.push(Contact {
                track_id: index as u32,
                kind: if other.own.class != 0 { 2 } else { 1 + 3 * u32::from(fishing) },
                age_s: 0.0,
                quality: 1.0,
                rel_east_m: offset.east_m,
                rel_north_m: offset.north_m,
                east_mps: velocity.east_m,
                north_mps: velocity.north_m,
            });
        }
        let range = |contact: &Contact| contact.rel_east_m.abs().max(contact.rel_north_m.abs());
        contacts.sort_by(|a, b| range(a).total_cmp(&range(b)));
        contacts.truncate(B::MAX_CONTACTS as usize);
        contacts
    }
}

fn move_on(own: &mut OwnShip, helm: &Helm, seconds: f64) {
    let mut left = seconds;
    while left > 0.0 {
        let dt = left.min(1.0);
        let turn = wrap_180(helm.heading_deg - own.heading_deg);
        let most = own.turn_rate_dps * dt;
        own.heading_deg = wrap_360(own.heading_deg + turn.clamp(-most, most));
        let wanted = helm.speed_mps.clamp(own.min_speed_mps, own.max_speed_mps);
        let faster = ACCELERATION[usize::from(own.class != 0)] * dt;
        own.speed_mps += (wanted - own.speed_mps).clamp(-faster, faster);
        let carried = match own.class {
            0 => Vec2::new(own.current_e_mps, own.current_n_mps),
            _ => Vec2::new(own.wind_e_mps, own.wind_n_mps),
        };
        let moved = (Vec2::towards(own.heading_deg, own.speed_mps) + carried) * dt;
        let place = Frame::at(Place::new(own.lat_deg, own.lon_deg)).place(moved);
        (own.lat_deg, own.lon_deg) = (place.lat_deg, place.lon_deg);
        own.endurance_left_s -= dt;
        left -= dt;
    }
}

/// A search vessel 15 km west of the datum with a sweep width of 1,200 m.
pub fn asset(id: u32) -> Asset {
    let start = Vec2::new(-15_000.0, 2_000.0);
    Asset {
        id,
        class: 0,
        start,
        cruise_mps: 9.0,
        search_mps: 8.0,
        endurance_s: 40_000.0,
        turn_radius_m: 200.0,
        sweep_width_m: 1_200.0,
        search_alt_m: 0.0,
        base: start,
    }
}

/// A search drone 5 km west of the datum with a sweep width of 300 m and 50 minutes.
pub fn drone(id: u32) -> Asset {
    let start = Vec2::new(-5_000.0, 0.0);
    Asset {
        id,
        class: 3,
        start,
        cruise_mps: 25.0,
        search_mps: 20.0,
        endurance_s: 3_000.0,
        turn_radius_m: 40.0,
        sweep_width_m: 300.0,
        search_alt_m: 100.0,
        base: start,
    }
}

/// A task at [`HOME`]: fair weather, a datum good to 1,000 m that drifts east at 0.2 m/s, no area, no map.
pub fn task(pattern: &str, assets: Vec<Asset>) -> Task {
    Task {
        pattern: pattern.into(),
        params: Vec::new(),
        frame: Origin { lat_deg: HOME.lat_deg, lon_deg: HOME.lon_deg },
        time_s: 0.0,
        datum: Datum { at: Vec2::ZERO, error_radius_m: 1_000.0, drift_east_mps: 0.2, drift_north_mps: 0.0 },
        area: Vec::new(),
        track: Vec::new(),
        assets,
        env: Environment {
            wind_e_mps: 0.0,
            wind_n_mps: 0.0,
            current_e_mps: 0.0,
            current_n_mps: 0.0,
            visibility_m: 18_520.0,
            wave_height_m: 0.5,
        },
        poc: None,
        spacing_m: None,
        max_legs: 200,
    }
}
