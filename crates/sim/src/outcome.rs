//! Outcome: the figures an exercise is graded by.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    exercise::Exercise,
    grade::Grades,
    observe::joined_gap_map,
    phases::drift::survival_curve,
    setup::Measure,
    view::{Activity, GapMapView},
};

/// What became of one search object.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct ObjectOutcome {
    pub object: u32,
    pub persons: u32,
    pub found_tick: Option<u64>,
    pub found_by: Option<u32>,
    pub found_at: Option<Position>,
    /// When the last person was taken on board.
    pub rescued_tick: Option<u64>,
    pub recovered_alive: u32,
    pub recovered_dead: u32,
    pub alive: u32,
    /// Least distance between a cell's datum and the true place when it was found.
    pub datum_error_m: Option<f64>,
    /// Persons that the survival curve expects to live until they were recovered (or until now).
    pub expected_alive: f64,
}

/// How one unit was used.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct UnitUse {
    pub unit: u32,
    pub distance_m: f64,
    /// Fuel burnt, in full tanks.
    pub fuel_used_frac: f64,
    pub seconds_by_activity: Vec<(Activity, u64)>,
    pub sorties: u32,
}

/// Whether an objective was met.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "value in the measure's unit: seconds, share or probability")]
pub struct ObjectiveResult {
    pub objective: u32,
    pub value: Option<f64>,
    pub passed: bool,
}

/// How well an area was patrolled.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct PatrolOutcome {
    pub gap: GapMapView,
    pub mean_revisit_s: f64,
    pub max_gap_s: u32,
    /// Share of the area watched at least once.
    pub coverage_frac: f64,
    pub dark: Vec<DarkVessel>,
    pub identified: u32,
    pub contacts: u32,
}

/// What the cells made of one vessel without AIS.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "units in the names")]
pub struct DarkVessel {
    pub unit: u32,
    pub name: String,
    pub first_seen_tick: Option<u64>,
    pub identified_tick: Option<u64>,
    pub by: Option<u32>,
}

const ACTIVITIES: [Activity; 10] = [
    Activity::Preparing,
    Activity::AtBase,
    Activity::Holding,
    Activity::Transit,
    Activity::Searching,
    Activity::OnScene,
    Activity::Recovering,
    Activity::Returning,
    Activity::Patrolling,
    Activity::Lost,
];

impl Exercise {
    /// What became of the search objects, by object number.
    pub fn object_outcomes(&self) -> Vec<ObjectOutcome> {
        (0_u32..).zip(&self.state.objects).map(|(object, state)| self.object_outcome(object, state)).collect()
    }

    fn object_outcome(&self, object: u32, state: &crate::state::ObjectState) -> ObjectOutcome {
        let finds = self.state.cells.iter().flat_map(|c| &c.found).filter(|f| f.object == object);
        let first = finds.min_by_key(|f| f.tick);
        let recovered =
            |alive: bool| state.persons.iter().filter(|p| p.recovered.is_some() && p.dead != alive).count() as u32;
        let errors = self.history.datum_errors.iter().filter(|(o, ..)| *o == object).map(|(_, _, metres)| *metres);
        let declared = &self.setup.objects[object as usize];
        let curve = survival_curve(self.setup.environment.sea_temperature_c, declared.exposure);
        let exposed_s = |until: u64| until as f64 - declared.released_s as f64;
        ObjectOutcome {
            object,
            persons: declared.persons,
            found_tick: state.first_found,
            found_by: first.map(|f| f.by),
            found_at: self.found_at(object),
            rescued_tick: state.cleared,
            recovered_alive: recovered(true),
            recovered_dead: recovered(false),
            alive: state.persons.iter().filter(|p| !p.dead).count() as u32,
            datum_error_m: errors.min_by(f64::total_cmp),
            expected_alive: state
                .persons
                .iter()
                .map(|p| curve.alive_fraction(exposed_s(p.recovered.map_or(self.state.tick, |(tick, _)| tick))))
                .sum(),
        }
    }

    fn found_at(&self, object: u32) -> Option<Position> {
        self.history.events.iter().find_map(|e| match e.what {
            crate::event::What::Detected { object: o, at, .. } if o == object => Some(at),
            _ => None,
        })
    }

    /// How the units under command were used, by unit number.
    pub fn unit_uses(&self) -> Vec<UnitUse> {
        (0_u32..)
            .zip(self.setup.units.iter().zip(&self.state.units))
            .take_while(|(_, (declared, _))| declared.cell.is_some())
            .map(|(unit, (declared, state))| UnitUse {
                unit,
                distance_m: state.distance_m,
                fuel_used_frac: state.fuel_used_s / declared.performance.endurance_s,
                seconds_by_activity: ACTIVITIES
                    .iter()
                    .map(|a| (*a, state.seconds[*a as usize]))
                    .filter(|(_, s)| *s > 0)
                    .collect(),
                sorties: state.sorties,
            })
            .collect()
    }

    /// Whether each objective is met so far, by objective number.
    pub fn objective_results(&self) -> Vec<ObjectiveResult> {
        let grades = self.grades();
        (0_u32..)
            .zip(&self.setup.objectives)
            .map(|(objective, declared)| {
                let value = self.measure(&declared.measure, &grades);
                let at_most = declared.measure.at_most();
                let passed = value.is_some_and(|v| if at_most { v <= declared.pass } else { v >= declared.pass });
                ObjectiveResult { objective, value, passed }
            })
            .collect()
    }

    fn measure(&self, measure: &Measure, grades: &Grades) -> Option<f64> {
        match measure {
            Measure::Between(from, to) => {
                let done = |serial: &u32| self.state.list.done(*serial);
                Some(done(to)?.saturating_sub(done(from)?) as f64)
            }
            Measure::TimeToFind => self.state.objects.iter().filter_map(|o| o.first_found).min().map(|t| t as f64),
            Measure::Survivors => {
                let persons: usize = self.state.objects.iter().map(|o| o.persons.len()).sum();
                let saved = self
                    .state
                    .objects
                    .iter()
                    .flat_map(|o| &o.persons)
                    .filter(|p| p.recovered.is_some() && !p.dead)
                    .count();
                (persons > 0).then(|| saved as f64 / persons as f64)
            }
            Measure::Pos => {
                let all = self.state.cells.iter().flat_map(|c| &c.estimates).map(|e| e.pos);
                all.max_by(f64::total_cmp)
            }
            Measure::DarkIdentified => {
                let dark = self.patrol_outcome()?.dark;
                (!dark.is_empty())
                    .then(|| dark.iter().filter(|d| d.identified_tick.is_some()).count() as f64 / dark.len() as f64)
            }
            Measure::DatumShared => grades.datum_shared_after.map(|s| s as f64),
            Measure::SplitAgreed => grades.split_agreed_after.map(|s| s as f64),
            Measure::OnTask => grades.on_task_after.map(|s| s as f64),
            Measure::Searched => grades.coverage.map(|c| c.searched()),
            Measure::DoubleSearched => grades.coverage.map(|c| c.double()),
            Measure::Uncovered => grades.coverage.and_then(|c| c.uncovered()),
            Measure::Answered => grades.answered_in_time(),
            Measure::Recovery => grades.longest_recovery().map(|s| s as f64),
        }
    }

    /// How well the area was patrolled, in a patrol.
    pub fn patrol_outcome(&self) -> Option<PatrolOutcome> {
        let maps: Vec<_> = self.state.cells.iter().filter_map(|c| c.gap.as_ref()).collect();
        let gap = joined_gap_map(&maps, self.state.tick)?;
        let inside = gap.age_s.iter().filter(|a| **a != u32::MAX - 1).count();
        let watched: Vec<u32> = gap.age_s.iter().copied().filter(|a| *a < u32::MAX - 1).collect();
        let (revisits, sum) = maps.iter().fold((0, 0), |(n, s), m| (n + m.revisits, s + m.revisit_sum_s));
        let never = watched.len() < inside;
        let tracks = || {
            self.state
                .cells
                .iter()
                .flat_map(|c| &c.tracks)
                .filter(|(u, _)| self.setup.units[**u as usize].cell.is_none())
        };
        let mut contacts: Vec<u32> = tracks().map(|(u, _)| *u).collect();
        contacts.sort_unstable();
        contacts.dedup();
        let mut identified: Vec<u32> = tracks().filter(|(_, t)| t.identified.is_some()).map(|(u, _)| *u).collect();
        identified.sort_unstable();
        identified.dedup();
        Some(PatrolOutcome {
            mean_revisit_s: if revisits > 0 { sum as f64 / revisits as f64 } else { 0.0 },
            max_gap_s: if never { self.state.tick as u32 } else { watched.iter().copied().max().unwrap_or(0) },
            coverage_frac: if inside > 0 { watched.len() as f64 / inside as f64 } else { 0.0 },
            dark: self.dark_vessels(),
            identified: identified.len() as u32,
            contacts: contacts.len() as u32,
            gap,
        })
    }

    fn dark_vessels(&self) -> Vec<DarkVessel> {
        let traffic = (0_u32..).zip(&self.setup.units).filter(|(_, u)| u.cell.is_none() && !u.ais);
        traffic
            .map(|(unit, declared)| {
                let tracks: Vec<_> = self.state.cells.iter().filter_map(|c| c.tracks.get(&unit)).collect();
                let identified = tracks.iter().filter_map(|t| Some((t.identified?, t.identified_by))).min();
                DarkVessel {
                    unit,
                    name: declared.name.en.clone(),
                    first_seen_tick: tracks.iter().map(|t| t.first).min(),
                    identified_tick: identified.map(|(tick, _)| tick),
                    by: identified.map(|(_, by)| by),
                }
            })
            .collect()
    }
}
