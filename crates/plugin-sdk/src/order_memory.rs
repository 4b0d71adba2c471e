//! How far a ship has come in its order: what most behaviours remember of it between decisions.

use crate::geometry::Place;
use crate::{OrderKind, Ship, state};

state! {
    /// Where a ship is in its order. All zero: nothing known yet. It may stand alone as a behaviour's state or in one.
    pub struct OrderMemory {
        /// Serial of the order, plus one.
        order: u32,
        /// Leg being run.
        pub leg: u32,
        flags: u32,
        start_lat_deg: f64,
        start_lon_deg: f64,
        left_lat_deg: f64,
        left_lon_deg: f64,
    }
}

const DONE: u32 = 1;
const RETURNING: u32 = 2;
const RESUMING: u32 = 4;
const LEG_FROM_START: u32 = 8;

impl OrderMemory {
    /// Forgets the old order when a new one was given; true then.
    pub fn notice_order(&mut self, ship: &Ship<'_>) -> bool {
        let order = ship.order.serial.wrapping_add(1);
        let new = self.order != order;
        if new {
            *self = Self { order, ..Self::default() };
            self.start_leg_at(ship.place());
        }
        new
    }

    /// The current leg begins here, not at the end of the leg before it.
    pub fn start_leg_at(&mut self, place: Place) {
        (self.start_lat_deg, self.start_lon_deg) = (place.lat_deg, place.lon_deg);
        self.flags |= LEG_FROM_START;
    }

    /// Where the order (or the broken leg) began.
    pub fn start(&self) -> Place {
        Place::new(self.start_lat_deg, self.start_lon_deg)
    }

    /// Where the leg being run begins.
    pub fn leg_start(&self, ship: &Ship<'_>) -> Place {
        if self.flags & LEG_FROM_START != 0 || ship.legs.is_empty() {
            return self.start();
        }
        let before = (self.leg as usize + ship.legs.len() - 1) % ship.legs.len();
        Place::new(ship.legs[before].lat_deg, ship.legs[before].lon_deg)
    }

    /// Goes on to this leg.
    pub fn go_on_to(&mut self, leg: u32) {
        self.leg = leg;
        self.flags &= !LEG_FROM_START;
    }

    /// Where to stay: the order's place, the end of its legs, or where the order was received. The place of an order to
    /// hold may be the ship's own place of the moment, which says nothing.
    pub fn hold_place(&mut self, ship: &Ship<'_>) -> Place {
        if let Some(last) = ship.legs.last() {
            return Place::new(last.lat_deg, last.lon_deg);
        }
        let ordered = Place::new(ship.order.lat_deg, ship.order.lon_deg);
        let says_nothing = ship.order_kind() == OrderKind::Hold && ship.order_offset().length() < 100.0;
        if !ordered.is_nowhere() && !says_nothing {
            (self.start_lat_deg, self.start_lon_deg) = (ordered.lat_deg, ordered.lon_deg);
        }
        self.start()
    }

    /// The order is carried out.
    pub fn is_done(&self) -> bool {
        self.flags & DONE != 0
    }

    /// The order is carried out; true the first time.
    pub fn finish(&mut self) -> bool {
        let first = !self.is_done();
        self.flags |= DONE;
        first
    }

    /// It is on its way home for fuel, or refuelling.
    pub fn is_returning(&self) -> bool {
        self.flags & RETURNING != 0
    }

    /// Breaks off for fuel, and keeps the place where it left a searching leg.
    pub fn break_off(&mut self, ship: &Ship<'_>) {
        if self.flags & RESUMING == 0 {
            (self.left_lat_deg, self.left_lon_deg) = (ship.own.lat_deg, ship.own.lon_deg);
        }
        self.flags |= RETURNING;
    }

    /// Has fuel again: back to where it left a searching leg, or straight on from the base.
    pub fn refuelled(&mut self, ship: &Ship<'_>, leg_searches: bool) {
        self.flags &= !(RETURNING | RESUMING);
        if leg_searches {
            self.flags |= RESUMING;
        } else {
            self.start_leg_at(ship.place());
        }
    }

    /// The place to go back to before the search goes on.
    pub fn resume_at(&self) -> Option<Place> {
        (self.flags & RESUMING != 0).then(|| Place::new(self.left_lat_deg, self.left_lon_deg))
    }

    /// It is back where it left.
    pub fn resumed(&mut self) {
        self.flags &= !RESUMING;
        self.start_leg_at(Place::new(self.left_lat_deg, self.left_lon_deg));
    }
}
