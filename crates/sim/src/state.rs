//! The state of an exercise: all that a save holds and a digest covers.

use std::collections::BTreeMap;

use sarex_model::{
    leeway::Coefficients,
    position::{Position, Vec2},
};
use serde::{Deserialize, Serialize};

use crate::{
    cells::{self, sharing},
    coordination,
    decision::Helm,
    event::EndReason,
    levers, list, notes,
    phases::near::Near,
    setup::{EnvironmentChange, MessageDraft, Order, PluginDecl, SearchRequest, Setup},
    talk,
    view::{Activity, PlanPart},
};

/// The changing part of an exercise.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    pub tick: u64,
    pub ended: Option<EndReason>,
    pub visibility_nm: f64,
    pub wave_height_m: f64,
    pub units: Vec<UnitState>,
    pub objects: Vec<ObjectState>,
    pub cells: Vec<CellState>,
    pub messages: Vec<MessageState>,
    pub plans: Vec<PlanState>,
    pub suspended: Vec<bool>,
    /// Plugins that joined or whose component changed during the exercise, by number.
    pub changed_plugins: BTreeMap<u32, PluginDecl>,
    /// Units that control gave another behaviour, with its number; none: the fallback.
    pub changed_behaviours: BTreeMap<u32, Option<u32>>,
    /// Detection potential gathered so far, and the potential at which the object is seen, by (unit, object).
    pub looks: BTreeMap<(u32, u32), Look>,
    /// Running SHA-256 over all events.
    pub event_digest: [u8; 32],
    pub events: u64,
    /// Where the serials stand.
    pub list: list::State,
    pub levers: levers::State,
    pub talk: talk::State,
    pub coordination: coordination::State,
    pub notes: notes::State,
    pub desk: cells::State,
    pub sharing: sharing::State,
}

/// One unit, as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UnitState {
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    pub turn_rate_dps: f64,
    pub wind: Vec2,
    pub current: Vec2,
    pub order: Order,
    pub order_serial: u32,
    /// The order came from people, not from a default procedure: nobody's automaton overrules it.
    pub by_hand: bool,
    pub helm: Helm,
    pub activity: Activity,
    pub legs_done: u32,
    pub search_started: bool,
    pub endurance_left_s: f64,
    /// Tick at which it can leave its base; none: on call and not yet called.
    pub ready_tick: Option<u64>,
    pub at_base: bool,
    pub on_board: u32,
    pub recovering: Option<Recovering>,
    /// Full: comes back for the rest of this object's persons.
    pub resume: Option<u32>,
    pub fallback: bool,
    pub lost: bool,
    pub told_low_fuel: bool,
    /// Beyond the reach of its controller: it comes back by itself.
    pub link_lost: bool,
    pub told_clamped: bool,
    pub told_hindered: bool,
    pub told_on_scene: bool,
    pub distance_m: f64,
    pub seconds: [u64; 10],
    pub sorties: u32,
    pub fuel_used_s: f64,
}

impl UnitState {
    /// Under way: neither at base nor out of the exercise.
    pub fn active(&self) -> bool {
        !self.at_base && !self.lost
    }
}

/// A unit taking persons on board.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Recovering {
    pub object: u32,
    pub next_tick: u64,
}

/// One search object, as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ObjectState {
    pub at: Position,
    pub coefficients: Coefficients,
    pub velocity: Vec2,
    pub stranded: bool,
    pub told_gap: bool,
    pub persons: Vec<Person>,
    pub first_found: Option<u64>,
    pub cleared: Option<u64>,
}

/// One person of a search object.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    /// Dies at this tick if not recovered before.
    pub dies: u64,
    pub dead: bool,
    /// Tick and unit.
    pub recovered: Option<(u64, u32)>,
}

impl ObjectState {
    pub fn left(&self) -> u32 {
        self.persons.iter().filter(|p| p.recovered.is_none()).count() as u32
    }

    /// What somebody beside it sees.
    pub fn persons_now(&self) -> Persons {
        let count = |dead| self.persons.iter().filter(|p| p.recovered.is_some() && p.dead == dead).count() as u32;
        Persons { left: self.left(), recovered: count(false), recovered_dead: count(true) }
    }
}

/// Detection potential of one unit for one object.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Look {
    pub relative: Vec2,
    pub potential: f64,
    pub threshold: f64,
    pub seen: bool,
}

/// What one cell knows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct CellState {
    pub estimates: Vec<Estimate>,
    pub tracks: BTreeMap<u32, Track>,
    pub next_track: u32,
    pub found: Vec<Found>,
    /// Partner units as last reported, by unit number.
    pub reports: BTreeMap<u32, Report>,
    pub gap: Option<GapMap>,
    /// Plans that it made.
    pub plans: Vec<u32>,
    pub forecast_wind: Vec2,
    pub forecast_current: Vec2,
    /// What other cells told it.
    pub told: sharing::Told,
}

/// A vessel in a cell's picture, keyed by unit number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Track {
    pub number: u32,
    pub first: u64,
    pub seen: u64,
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    pub ais: bool,
    pub identified: Option<u64>,
    pub identified_by: u32,
    pub responder: Option<u32>,
}

/// A search object that a cell knows to be found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    pub object: u32,
    pub tick: u64,
    pub by: u32,
    pub at: Position,
    /// Its drift as watched by the finder.
    pub velocity: Vec2,
    /// Tick at which it was last in sight.
    pub seen: u64,
    /// Who was still in it then.
    pub persons: Persons,
}

/// How many persons of an object are where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Persons {
    pub left: u32,
    pub recovered: u32,
    pub recovered_dead: u32,
}

/// A partner unit's last report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    pub tick: u64,
    pub at: Position,
    pub course_deg: f64,
    pub speed_mps: f64,
    pub activity: Activity,
    pub on_board: u32,
    /// Plan being searched, and legs run of it.
    pub search: Option<(u32, u32)>,
}

/// When each part of a patrol area was last watched.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GapMap {
    pub south_west: Position,
    pub cell_deg: [f64; 2],
    pub cols: u32,
    pub rows: u32,
    /// Tick + 1 of the last watch; 0: never.
    pub watched: Vec<u32>,
    pub inside: Vec<bool>,
    pub revisits: u64,
    pub revisit_sum_s: u64,
}

/// A cell's drift forecast of one object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Estimate {
    pub object: u32,
    pub opened: u64,
    pub elements: Vec<Element>,
    pub pos: f64,
    pub mean: Position,
    pub drift: Vec2,
    pub radius_50_m: f64,
    pub radius_95_m: f64,
    /// Where each searching unit was at the last look.
    pub looked_from: BTreeMap<u32, Position>,
    /// The elements by latitude, where somebody looked since they moved last.
    #[serde(skip)]
    pub near: Near,
}

/// One equally likely history of the object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Element {
    pub at: Position,
    pub velocity: Vec2,
    pub coefficients: Coefficients,
    pub wind_error: Vec2,
    pub current_error: Vec2,
    /// Detection potential of all searches so far.
    pub potential: f64,
    pub stranded: bool,
}

/// A message on its way or read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MessageState {
    pub sent: u64,
    pub draft: MessageDraft,
    /// One for each receiver.
    pub deliveries: Vec<Delivery>,
}

impl MessageState {
    /// When it reached a cell.
    pub fn delivered_to(&self, cell: u32) -> Option<u64> {
        self.deliveries.iter().find(|d| d.to == cell).and_then(|d| d.delivered)
    }
}

/// The way of a message to one cell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub to: u32,
    pub fate: talk::Fate,
    /// Ticks.
    pub delivered: Option<u64>,
    pub read: Option<u64>,
    pub acknowledged: Option<u64>,
    /// The acknowledgement reached the sender.
    pub sender_knows: bool,
    /// What the cell understood, where that differs from what was said.
    pub heard: Option<Box<talk::Body>>,
}

impl Delivery {
    pub fn under_way(to: u32) -> Self {
        let fate = talk::Fate::UnderWay;
        Self { to, fate, delivered: None, read: None, acknowledged: None, sender_knows: false, heard: None }
    }
}

/// A search plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PlanState {
    pub cell: u32,
    pub object: u32,
    /// What was asked for; its planner is asked again with it.
    pub request: SearchRequest,
    /// Tick at which the planner last looked at it.
    pub looked_at: u64,
    pub name: String,
    pub note: String,
    pub made: u64,
    pub parts: Vec<PlanPart>,
    /// Tick at which it last changed.
    pub changed: u64,
}

impl State {
    /// The state before the first tick.
    pub fn new(setup: &Setup) -> Self {
        Self {
            tick: 0,
            ended: None,
            visibility_nm: setup.environment.visibility_nm,
            wave_height_m: setup.environment.wave_height_m,
            units: setup.units.iter().map(|u| new_unit(setup, u)).collect(),
            objects: Vec::new(),
            cells: vec![CellState::default(); setup.cells.len()],
            messages: Vec::new(),
            plans: Vec::new(),
            changed_plugins: BTreeMap::new(),
            changed_behaviours: BTreeMap::new(),
            suspended: vec![false; setup.plugins.len()],
            looks: BTreeMap::new(),
            event_digest: [0; 32],
            events: 0,
            list: list::State::new(setup),
            levers: levers::State::default(),
            talk: talk::State::new(&setup.communications),
            coordination: coordination::State::default(),
            notes: notes::State::default(),
            desk: cells::State::default(),
            sharing: sharing::State::new(setup),
        }
    }

    /// The delivery of a message that reached a cell.
    pub fn delivery_mut(&mut self, message: u32, cell: u32) -> Option<&mut Delivery> {
        let deliveries = &mut self.messages.get_mut(message as usize)?.deliveries;
        deliveries.iter_mut().find(|d| d.to == cell && d.delivered.is_some())
    }

    /// Applies a change of weather.
    pub fn change_environment(&mut self, change: EnvironmentChange) {
        self.visibility_nm = change.visibility_nm.unwrap_or(self.visibility_nm);
        self.wave_height_m = change.wave_height_m.unwrap_or(self.wave_height_m);
    }
}

fn new_unit(setup: &Setup, unit: &crate::setup::Unit) -> UnitState {
    let base = match unit.base {
        crate::setup::Base::Place(place) => Some(place),
        crate::setup::Base::Deck(deck) => setup.units.get(deck as usize).map(|d| d.at),
    };
    // Traffic has no base to leave: it is under way from the start.
    let at_base = unit.cell.is_some() && base.is_some_and(|b| b.distance_m(unit.at) < crate::limits::AT_BASE_M);
    let ready_tick = (!unit.on_call).then_some(unit.ready_s);
    UnitState {
        at: unit.at,
        course_deg: unit.heading_deg,
        speed_mps: if at_base { 0.0 } else { unit.performance.min_mps },
        turn_rate_dps: 0.0,
        wind: Vec2::default(),
        current: Vec2::default(),
        order: unit.order.clone(),
        order_serial: 0,
        by_hand: false,
        helm: Helm { heading_deg: unit.heading_deg, leg: u32::MAX, ..Helm::default() },
        activity: if at_base { Activity::Preparing } else { Activity::Holding },
        legs_done: 0,
        search_started: false,
        endurance_left_s: unit.performance.endurance_s,
        ready_tick,
        at_base,
        on_board: 0,
        recovering: None,
        resume: None,
        fallback: unit.behaviour.is_none_or(|p| setup.plugins[p as usize].unusable.is_some()),
        lost: false,
        told_low_fuel: false,
        link_lost: false,
        told_clamped: false,
        told_hindered: false,
        told_on_scene: false,
        distance_m: 0.0,
        seconds: [0; 10],
        sorties: 0,
        fuel_used_s: 0.0,
    }
}
