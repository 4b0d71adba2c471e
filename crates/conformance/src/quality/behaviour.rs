//! How good a vessel behaviour is: does it arrive, how near does it let others come, are its commands possible.
//!
//! A patrol vessel runs a route of some miles and meets one other vessel that keeps course and speed: head-on, crossing
//! from starboard or from port, being overtaken, or none. All runs are ships of one batch. From port the other is the one
//! to give way and passes clear by itself, so a good behaviour stands on (COLREG rules 13 to 17).

use std::fmt;

use sarex_model::position::{LocalFrame, Position, Vec2};
use sarex_model::rng::{Draw, Purpose};
use sarex_model::units::{knots, nm, to_nm};
use sarex_model::{math, units};
use sarex_sim::decision::{Batch, Column, Contact, Decisions, Helm, LegRow, OrderRow, Outcome, OwnShip};
use sarex_sim::setup::PluginDecl;
use serde::{Deserialize, Serialize};

/// Runs of each situation.
const RUNS: u32 = 10;
/// Figures of the vessel: kcg-1500-new of the asset library.
const CRUISE_KN: f64 = 18.0;
const MAX_KN: f64 = 26.0;
const TURN_DPS: f64 = 2.0;
const ACCELERATION_MPS2: f64 = 0.06;
/// Nearer than this is too close, NM: assumed; half of the half mile that is wanted in open water.
const TOO_CLOSE_NM: f64 = 0.25;
/// Within this of the end of its route a vessel has arrived, NM: assumed, as the engine's cells see it.
const ARRIVED_NM: f64 = 0.25;
/// Off its straight course by more than this it does not stand on, degrees: less is steering.
const STANDS_ON_DEG: f64 = 10.0;

/// How the other vessel comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Situation {
    /// There is no other.
    Alone,
    /// On the opposite course.
    HeadOn,
    /// From starboard: the behaviour gives way.
    FromStarboard,
    /// From port, passing clear: the behaviour stands on.
    FromPort,
    /// Ahead and slower: the behaviour keeps clear of what it overtakes.
    Overtaking,
}

const SITUATIONS: [Situation; 5] =
    [Situation::Alone, Situation::HeadOn, Situation::FromStarboard, Situation::FromPort, Situation::Overtaking];

/// What came of the runs of one situation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Encounter {
    /// Which.
    pub situation: Situation,
    /// Runs.
    pub runs: u32,
    /// Runs that arrived.
    pub arrived: u32,
    /// Least distance from the end of the route, metres, mean of those that arrived; 0: none did.
    pub arrival_error_m: f64,
    /// Least distance to the other, NM; none: there was no other.
    pub nearest_nm: Option<f64>,
    /// Runs that came within a quarter of a mile.
    pub too_close: u32,
    /// Runs that crossed less than a mile ahead of the other.
    pub crossed_ahead: u32,
    /// Runs that kept within 10 degrees of the course to the end of the route while the other was near.
    pub stood_on: u32,
}

/// What a behaviour is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BehaviourScore {
    /// One a situation.
    pub encounters: Vec<Encounter>,
    /// Decisions in all.
    pub decisions: u64,
    /// Decisions with a speed that the vessel cannot have.
    pub clamped: u64,
    /// Decisions that could not be used, and the first reason.
    pub faults: u64,
    /// The first reason; empty: no fault.
    pub fault: String,
}

/// Tries the behaviour of plugin number `plugin`, which `decl` declares.
pub fn behaviour(plugins: &mut dyn Decisions, plugin: u32, decl: &PluginDecl, seed: u64) -> BehaviourScore {
    let mut trial = Sea::new(seed, decl);
    let period = if decl.rate_hz > 0.0 { (1.0 / decl.rate_hz).ceil() as u64 } else { 1 };
    for tick in 0..trial.ticks() {
        if tick % period.max(1) == 0 {
            trial.decide(plugins, plugin, tick, period);
        }
        trial.move_all();
    }
    trial.score()
}

/// One run.
struct Run {
    situation: Situation,
    at: Vec2,
    course_deg: f64,
    speed_mps: f64,
    helm: Helm,
    to: Vec2,
    other: Option<(Vec2, Vec2)>,
    nearest_m: f64,
    off_course_deg: f64,
    crossed_ahead: bool,
    error_m: f64,
}

impl Run {
    fn new(seed: u64, number: u32, situation: Situation) -> Self {
        let mut draw = Draw::new(seed, Purpose::Traffic, u64::from(number), 0);
        let mut between = |least: f64, most: f64| least + (most - least) * draw.unit();
        let course_deg = between(0.0, 360.0);
        let to = Vec2::from_polar(course_deg, nm(between(6.0, 9.0)));
        let cruise_mps = knots(CRUISE_KN);
        let (relative_deg, speed_kn) = match situation {
            Situation::Alone => (0.0, 0.0),
            Situation::HeadOn => (between(177.0, 183.0), between(8.0, 16.0)),
            Situation::FromStarboard => (between(-120.0, -60.0), between(8.0, 16.0)),
            Situation::FromPort => (between(60.0, 120.0), between(8.0, 16.0)),
            Situation::Overtaking => (between(-4.0, 4.0), between(5.0, 9.0)),
        };
        // Where they would meet if nobody did anything; from port, the other passes clear astern.
        let meeting_s = between(0.45, 0.6) * to.length() / cruise_mps;
        let meeting = Vec2::from_polar(course_deg, cruise_mps * meeting_s);
        let velocity = Vec2::from_polar(course_deg + relative_deg, knots(speed_kn));
        let miss_m = if situation == Situation::FromPort { nm(-1.0) } else { nm(between(-0.1, 0.1)) };
        let aside = if situation == Situation::FromPort {
            // Later at the meeting place: the other crosses astern.
            velocity * (miss_m / velocity.length().max(1.0))
        } else {
            Vec2::from_polar(course_deg + 90.0, miss_m)
        };
        let other = (situation != Situation::Alone).then(|| (meeting + aside - velocity * meeting_s, velocity));
        Self {
            situation,
            at: Vec2::ZERO,
            course_deg,
            speed_mps: cruise_mps,
            helm: Helm { heading_deg: course_deg, speed_mps: cruise_mps, ..Helm::default() },
            to,
            other,
            nearest_m: f64::INFINITY,
            off_course_deg: 0.0,
            crossed_ahead: false,
            error_m: f64::INFINITY,
        }
    }

    /// One second, as the engine moves a vessel.
    fn advance(&mut self) {
        let wanted_deg = math::wrap_180(self.helm.heading_deg - self.course_deg);
        self.course_deg = math::wrap_360(self.course_deg + wanted_deg.clamp(-TURN_DPS, TURN_DPS));
        let faster = (self.helm.speed_mps - self.speed_mps).clamp(-ACCELERATION_MPS2, ACCELERATION_MPS2);
        self.speed_mps += faster;
        let before = self.at;
        // What meets it after its route is over is nobody's encounter.
        let over = self.error_m < nm(ARRIVED_NM);
        self.at += Vec2::from_polar(self.course_deg, self.speed_mps);
        self.error_m = self.error_m.min((self.to - self.at).length());
        let Some((place, velocity)) = &mut self.other else { return };
        if over {
            return;
        }
        let aside = |own: Vec2, other: Vec2| {
            let off = own - other;
            (off.dot(*velocity), off.east_m * velocity.north_m - off.north_m * velocity.east_m)
        };
        let was = aside(before, *place);
        *place += *velocity;
        let is = aside(self.at, *place);
        let distance_m = (self.at - *place).length();
        self.crossed_ahead |= was.1 * is.1 < 0.0 && is.0 > 0.0 && distance_m < units::M_PER_NM;
        self.nearest_m = self.nearest_m.min(distance_m);
        let way = self.to - self.at;
        if way.length() > nm(1.0) && distance_m < nm(3.0) {
            self.off_course_deg = self.off_course_deg.max(math::wrap_180(self.course_deg - way.bearing_deg()).abs());
        }
    }
}

/// All runs, each on a sea of its own.
struct Sea {
    frame: LocalFrame,
    runs: Vec<Run>,
    batch: Batch,
    max_contacts: u32,
    outcome: Outcome,
    score: BehaviourScore,
}

impl Sea {
    fn new(seed: u64, decl: &PluginDecl) -> Self {
        let frame = LocalFrame::new(Position::new(50.0, -5.0));
        let numbered = SITUATIONS.into_iter().flat_map(|situation| (0..RUNS).map(move |_| situation)).zip(0..);
        let runs: Vec<Run> = numbered.map(|(situation, number)| Run::new(seed, number, situation)).collect();
        let nothing = |signal| Column { signal, values: vec![f64::NAN; runs.len()] };
        let mut batch = Batch {
            state: vec![0; runs.len() * decl.state_stride as usize],
            columns: (0..decl.signals.len() as u32).map(nothing).collect(),
            ..Batch::default()
        };
        for run in &runs {
            let end = frame.to_position(run.to);
            let first_leg = batch.legs.len() as u32;
            let (lat_deg, lon_deg) = (end.lat_deg, end.lon_deg);
            let route = OrderRow { kind: 2, serial: 1, first_leg, leg_count: 1, ..OrderRow::default() };
            batch.orders.push(OrderRow { lat_deg, lon_deg, ..route });
            batch.legs.push(LegRow { lat_deg, lon_deg, ..LegRow::default() });
        }
        let score =
            BehaviourScore { encounters: Vec::new(), decisions: 0, clamped: 0, faults: 0, fault: String::new() };
        Self { frame, runs, batch, max_contacts: decl.max_contacts, outcome: Outcome::default(), score }
    }

    /// Twice the time of the longest route.
    fn ticks(&self) -> u64 {
        let longest_m = self.runs.iter().map(|run| run.to.length()).fold(0.0, f64::max);
        (2.0 * longest_m / knots(CRUISE_KN)) as u64
    }

    fn decide(&mut self, plugins: &mut dyn Decisions, plugin: u32, tick: u64, period: u64) {
        self.fill(tick, period);
        let faults = plugins.step(plugin, &self.batch, &mut self.outcome);
        self.score.decisions += self.runs.len() as u64;
        for (run, helm) in self.runs.iter_mut().zip(&self.outcome.helm) {
            let most_mps = knots(MAX_KN);
            self.score.clamped += u64::from(helm.speed_mps > most_mps + 0.5);
            run.helm = Helm { speed_mps: helm.speed_mps.clamp(0.0, most_mps), ..*helm };
        }
        for fault in faults {
            let all = fault.units.is_empty() || fault.suspended;
            self.score.faults += if all { self.runs.len() as u64 } else { fault.units.len() as u64 };
            if self.score.fault.is_empty() {
                self.score.fault = fault.reason;
            }
        }
        if self.outcome.state.len() == self.batch.state.len() {
            std::mem::swap(&mut self.batch.state, &mut self.outcome.state);
        }
    }

    fn fill(&mut self, tick: u64, period: u64) {
        self.batch.tick = tick;
        (self.batch.time_s, self.batch.dt_s) = (tick as f64, period as f64);
        self.batch.ships.clear();
        self.batch.contacts.clear();
        for (run, id) in self.runs.iter().zip(0..) {
            let first_contact = self.batch.contacts.len() as u32;
            if let (Some((place, velocity)), true) = (run.other, self.max_contacts > 0) {
                let off = place - run.at;
                self.batch.contacts.push(Contact {
                    track_id: 1_000 + id,
                    kind: 1,
                    age_s: 0.0,
                    quality: 1.0,
                    rel_east_m: off.east_m,
                    rel_north_m: off.north_m,
                    east_mps: velocity.east_m,
                    north_mps: velocity.north_m,
                });
            }
            let at = self.frame.to_position(run.at);
            let base = self.frame.to_position(Vec2::ZERO);
            self.batch.ships.push(OwnShip {
                id,
                status_bits: 8,
                first_contact,
                contact_count: self.batch.contacts.len() as u32 - first_contact,
                lat_deg: at.lat_deg,
                lon_deg: at.lon_deg,
                heading_deg: run.course_deg,
                speed_mps: run.speed_mps,
                turn_rate_dps: TURN_DPS,
                cruise_mps: knots(CRUISE_KN),
                max_speed_mps: knots(MAX_KN),
                fuel_frac: 0.8,
                endurance_left_s: 1e6,
                base_lat_deg: base.lat_deg,
                base_lon_deg: base.lon_deg,
                ..OwnShip::default()
            });
        }
    }

    fn move_all(&mut self) {
        self.runs.iter_mut().for_each(Run::advance);
    }

    fn score(self) -> BehaviourScore {
        let encounter = |situation| {
            let runs: Vec<&Run> = self.runs.iter().filter(|run| run.situation == situation).collect();
            let count = |of: &dyn Fn(&Run) -> bool| runs.iter().filter(|run| of(run)).count() as u32;
            let arrived: Vec<f64> = runs.iter().map(|run| run.error_m).filter(|m| *m < nm(ARRIVED_NM)).collect();
            let nearest_m = runs.iter().map(|run| run.nearest_m).fold(f64::INFINITY, f64::min);
            Encounter {
                situation,
                runs: runs.len() as u32,
                arrived: arrived.len() as u32,
                arrival_error_m: arrived.iter().sum::<f64>() / arrived.len().max(1) as f64,
                nearest_nm: nearest_m.is_finite().then(|| to_nm(nearest_m)),
                too_close: count(&|run| run.nearest_m < nm(TOO_CLOSE_NM)),
                crossed_ahead: count(&|run| run.crossed_ahead),
                stood_on: count(&|run| run.off_course_deg < STANDS_ON_DEG),
            }
        };
        BehaviourScore { encounters: SITUATIONS.map(encounter).into(), ..self.score }
    }
}

impl Situation {
    fn words(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::HeadOn => "head-on",
            Self::FromStarboard => "crossing from starboard (gives way)",
            Self::FromPort => "crossing from port (stands on)",
            Self::Overtaking => "overtaking",
        }
    }
}

impl fmt::Display for BehaviourScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, e) in self.encounters.iter().enumerate() {
            let line = if index > 0 { "\n" } else { "" };
            write!(f, "{line}{:<36} {} of {} arrive", e.situation.words(), e.arrived, e.runs)?;
            if e.arrived > 0 {
                write!(f, ", {:.0} m off", e.arrival_error_m)?;
            }
            if let Some(nearest_nm) = e.nearest_nm {
                write!(f, "; nearest {nearest_nm:.2} NM, {} within {TOO_CLOSE_NM} NM", e.too_close)?;
            }
            match e.situation {
                Situation::FromStarboard => write!(f, ", {} cross ahead", e.crossed_ahead)?,
                Situation::FromPort => write!(f, ", {} stand on", e.stood_on)?,
                _ => {}
            }
        }
        if self.clamped > 0 {
            write!(f, "\n{} of {} commands are faster than the vessel", self.clamped, self.decisions)?;
        }
        if self.faults > 0 {
            write!(f, "\n{} of {} decisions cannot be used: {}", self.faults, self.decisions, self.fault)?;
        }
        Ok(())
    }
}
