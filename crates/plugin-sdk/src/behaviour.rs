//! Vessel behaviours: one function per ship; the loop over the batch is here.

use crate::bindings::vessel_behaviour::exports::sarex::plugin::behaviour::Descriptor;
use crate::bound::Bound;
use crate::geometry::{Frame, Place, wrap_360};
use crate::random::Random;
use crate::{Act, Batch, Column, Contact, Helm, Leg, Order, Outcome, OwnShip, Params, State, Vec2};

/// A plugin that steers ships, aircraft or drones.
pub trait Behaviour: Sized + Send + Sync + 'static {
    /// What people call it.
    const NAME: &'static str;
    /// Wanted decisions a second, 0.01 to 1.
    const RATE_HZ: f64 = 1.0;
    /// How many nearest contacts each ship is sent, at most 32.
    const MAX_CONTACTS: u32 = 0;
    /// Further signals that each ship is sent, in this order; see [`Ship::signal`]. `plugins/README.md` lists them.
    const SIGNALS: &'static [&'static str] = &[];
    /// What is remembered of each ship; `()` for nothing.
    type State: State;

    /// Makes it from the parameters of `plugin.toml` and the scenario. The error names the key that is wrong.
    fn configure(params: &Params) -> Result<Self, String>;

    /// Decides for one ship. It must depend on nothing but `self`, `ship` and `state`.
    fn decide(&self, ship: &Ship<'_>, state: &mut Self::State) -> Decision;
}

/// One ship as its behaviour sees it.
#[derive(Clone, Copy, Debug)]
pub struct Ship<'a> {
    /// The ship itself.
    pub own: &'a OwnShip,
    /// What it is asked to do.
    pub order: &'a Order,
    /// Legs of the order.
    pub legs: &'a [Leg],
    /// What it senses or was told of, nearest first.
    pub contacts: &'a [Contact],
    /// Exercise tick.
    pub tick: u64,
    /// Seconds since the exercise began.
    pub time_s: f64,
    /// Seconds until the next decision.
    pub dt_s: f64,
    /// Seed of the run.
    pub seed: u64,
    /// Metres east and north of the ship.
    pub frame: Frame,
    /// All columns of the batch, and the place of this ship in them.
    columns: &'a [Column],
    row: usize,
}

impl Ship<'_> {
    /// Where the ship is.
    pub fn place(&self) -> Place {
        Place::new(self.own.lat_deg, self.own.lon_deg)
    }

    /// Where the order's place lies from the ship, metres.
    pub fn order_offset(&self) -> Vec2 {
        self.frame.offset(Place::new(self.order.lat_deg, self.order.lon_deg))
    }

    /// Vessel or aircraft.
    pub fn class(&self) -> Class {
        Class::of(self.own.class)
    }

    /// What the order asks.
    pub fn order_kind(&self) -> OrderKind {
        OrderKind::of(self.order.kind)
    }

    /// It takes persons on board and must hold its position.
    pub fn recovering(&self) -> bool {
        self.own.status_bits & 1 != 0
    }

    /// It is at its base.
    pub fn at_base(&self) -> bool {
        self.own.status_bits & 2 != 0
    }

    /// It must return for fuel.
    pub fn low_fuel(&self) -> bool {
        self.own.status_bits & 4 != 0
    }

    /// It can stop over a place.
    pub fn hovers(&self) -> bool {
        self.own.status_bits & 8 != 0
    }

    /// Motion of what carries it: the current for a vessel, the wind for an aircraft, m/s.
    pub fn carried_mps(&self) -> Vec2 {
        if self.class() == Class::Vessel {
            Vec2::new(self.own.current_e_mps, self.own.current_n_mps)
        } else {
            Vec2::new(self.own.wind_e_mps, self.own.wind_n_mps)
        }
    }

    /// Radius of its turns at this speed, metres.
    pub fn turn_radius_m(&self, speed_mps: f64) -> f64 {
        speed_mps / self.own.turn_rate_dps.at_least(0.05).to_radians()
    }

    /// It is engaged in fishing.
    pub fn fishing(&self) -> bool {
        self.own.status_bits & 16 != 0
    }

    /// The value of [`Behaviour::SIGNALS`]`[index]` for this ship; NaN where the host does not know it.
    pub fn signal(&self, index: usize) -> f64 {
        self.columns.get(index).and_then(|column| column.values.get(self.row)).copied().unwrap_or(f64::NAN)
    }

    /// Random numbers of this ship at this tick.
    pub fn random(&self) -> Random {
        Random::new(self.seed, self.own.id, self.tick)
    }
}

/// How a ship moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Floats; may stop anywhere.
    Vessel,
    /// Hovers.
    Helicopter,
    /// Must keep its speed.
    Aeroplane,
    /// Unmanned; see [`Ship::hovers`].
    Drone,
}

impl Class {
    /// The class of a contract number.
    pub fn of(code: u32) -> Self {
        match code {
            1 => Class::Helicopter,
            2 => Class::Aeroplane,
            3 => Class::Drone,
            _ => Class::Vessel,
        }
    }
}

/// What an order asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "explained at `order` in plugin.wit")]
pub enum OrderKind {
    Hold,
    GoTo,
    Route,
    Search,
    Escort,
    ReturnToBase,
    Recover,
    Investigate,
    Patrol,
}

impl OrderKind {
    /// The kind of a contract number; one from a later contract means hold.
    pub fn of(code: u32) -> Self {
        match code {
            1 => OrderKind::GoTo,
            2 => OrderKind::Route,
            3 => OrderKind::Search,
            4 => OrderKind::Escort,
            5 => OrderKind::ReturnToBase,
            6 => OrderKind::Recover,
            7 => OrderKind::Investigate,
            8 => OrderKind::Patrol,
            _ => OrderKind::Hold,
        }
    }
}

/// What the ship is doing, for display and for its sensors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "explained at `helm` in plugin.wit")]
pub enum Mode {
    #[default]
    Hold,
    Transit,
    Searching,
    OnScene,
    Returning,
    Patrol,
}

/// Something a ship does beside steering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// The order is carried out.
    OrderDone,
    /// The leg with this number was passed.
    LegPassed(u32),
    /// It breaks off for fuel.
    Returning,
}

/// What a ship shall do until the next decision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Decision {
    /// Course to steer through the water or air, degrees true.
    pub heading_deg: f64,
    /// Speed through the water or air, m/s.
    pub speed_mps: f64,
    /// Height, metres (aircraft).
    pub alt_m: f64,
    /// What it is doing.
    pub mode: Mode,
    /// The leg being run.
    pub leg: Option<u32>,
    /// Along the line that the ship runs on or comes back to, over the ground, of any length.
    pub line: Option<Vec2>,
    acts: [Option<Doing>; 2],
}

impl Decision {
    /// Steers this course at this speed.
    pub fn steer(heading_deg: f64, speed_mps: f64, mode: Mode) -> Self {
        Self { heading_deg, speed_mps, mode, ..Self::default() }
    }

    /// Also reports that the order is carried out.
    #[must_use]
    pub fn with_order_done(self) -> Self {
        self.with(Doing::OrderDone)
    }

    /// Also reports that a leg was passed.
    #[must_use]
    pub fn with_leg_passed(self, leg: u32) -> Self {
        self.with(Doing::LegPassed(leg))
    }

    /// Also reports that it breaks off for fuel.
    #[must_use]
    pub fn with_returning(self) -> Self {
        self.with(Doing::Returning)
    }

    /// Shows this leg as the one being run.
    #[must_use]
    pub fn on_leg(self, leg: u32) -> Self {
        Self { leg: Some(leg), ..self }
    }

    /// Flies at this height.
    #[must_use]
    pub fn at_height(self, alt_m: f64) -> Self {
        Self { alt_m, ..self }
    }

    /// Alters course by these degrees to starboard.
    #[must_use]
    pub fn altered(self, degrees: f64) -> Self {
        Self { heading_deg: wrap_360(self.heading_deg + degrees), ..self }
    }

    /// Comes back to a line of this direction over the ground.
    #[must_use]
    pub fn along(self, line: Vec2) -> Self {
        Self { line: Some(line), ..self }
    }

    /// What it reports beside steering.
    pub fn doings(&self) -> impl Iterator<Item = Doing> {
        self.acts.into_iter().flatten()
    }

    /// At most two acts a decision; a third takes the place of the second.
    fn with(mut self, act: Doing) -> Self {
        let slot = usize::from(self.acts[0].is_some());
        self.acts[slot] = Some(act);
        self
    }
}

/// What the host is told of `B`. The export macro calls it.
pub fn describe_behaviour<B: Behaviour>() -> Descriptor {
    Descriptor {
        name: B::NAME.into(),
        state_stride: B::State::SIZE as u32,
        rate_hz: B::RATE_HZ,
        max_contacts: B::MAX_CONTACTS,
        signals: B::SIGNALS.iter().map(|signal| (*signal).into()).collect(),
    }
}

/// Decides for every ship of a batch. The export macro calls it.
///
/// # Panics
/// When the batch breaks the contract: an order is missing or names legs that are not there.
pub fn step_batch<B: Behaviour>(behaviour: &B, seed: u64, batch: &Batch) -> Outcome {
    let size = B::State::SIZE;
    let mut outcome = Outcome {
        helm: Vec::with_capacity(batch.ships.len()),
        acts: Vec::with_capacity(batch.ships.len()),
        state: vec![0; batch.ships.len() * size],
    };
    for (index, (own, order)) in batch.ships.iter().zip(&batch.orders).enumerate() {
        let ship = Ship {
            own,
            order,
            legs: part(&batch.legs, order.first_leg, order.leg_count),
            contacts: part(&batch.contacts, own.first_contact, own.contact_count),
            tick: batch.tick,
            time_s: batch.time_s,
            dt_s: batch.dt_s,
            seed,
            frame: Frame::at(Place::new(own.lat_deg, own.lon_deg)),
            columns: &batch.columns,
            row: index,
        };
        let bytes = index * size..(index + 1) * size;
        let mut state = B::State::load(&batch.state[bytes.clone()]);
        let decision = behaviour.decide(&ship, &mut state);
        state.store(&mut outcome.state[bytes]);
        push(&mut outcome, own.id, &decision);
    }
    outcome
}

fn part<T>(all: &[T], first: u32, count: u32) -> &[T] {
    &all[first as usize..first as usize + count as usize]
}

fn push(outcome: &mut Outcome, ship: u32, decision: &Decision) {
    outcome.helm.push(Helm {
        heading_deg: decision.heading_deg,
        speed_mps: decision.speed_mps,
        alt_m: decision.alt_m,
        mode: decision.mode as u32,
        leg: decision.leg.unwrap_or(u32::MAX),
    });
    outcome.acts.extend(decision.doings().map(|doing| match doing {
        Doing::OrderDone => Act { ship, what: 1, value: 0 },
        Doing::LegPassed(leg) => Act { ship, what: 2, value: leg },
        Doing::Returning => Act { ship, what: 3, value: 0 },
    }));
}
