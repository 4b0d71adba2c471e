//! A question to a plugin and its answer as values, so that they can be kept in a file and asked again alone.

use serde::{Deserialize, Serialize};

use crate::decision::{
    Act, Batch, Column, Decisions, Fault, Finding, Glimpse, Helm, LegRow, LogEntry, OrderRow, Outcome, OwnShip,
    PlannedSearch, Progress, SearchTask,
};
use crate::journal;

/// A question to a plugin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Call {
    /// Decide for these ships.
    Step(Batch),
    /// Plan a search.
    Plan(SearchTask),
    /// Look at a running plan again.
    Replan {
        /// The task as it stands now.
        task: SearchTask,
        /// The plan in force.
        current: PlannedSearch,
        /// Where its units stand.
        now: Vec<Progress>,
    },
    /// The chance of each look.
    Detect(Vec<Glimpse>),
    /// Judge an exercise that is over.
    Judge {
        /// What happened.
        log: Vec<LogEntry>,
        /// Its metrics.
        metrics: Vec<(String, f64)>,
    },
}

/// The answer to a [`Call`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// To `Step`.
    Step(Outcome),
    /// To `Plan`.
    Plan(PlannedSearch),
    /// To `Replan`; none keeps the plan.
    Replan(Option<PlannedSearch>),
    /// To `Detect`.
    Detect(Vec<f64>),
    /// To `Judge`.
    Judge(Vec<Finding>),
    /// A planner's own words why there is no plan.
    Refused(String),
    /// Why the answer could not be used.
    Fault(String),
}

impl Call {
    /// Puts the question to plugin number `plugin`. An error of a planner comes as [`Answer::Refused`]: who calls knows
    /// whether it was a fault.
    pub fn put_to(&self, decisions: &mut dyn Decisions, plugin: u32) -> Answer {
        match self {
            Call::Step(batch) => {
                let mut out = Outcome::default();
                match decisions.step(plugin, batch, &mut out) {
                    faults if faults.is_empty() => Answer::Step(out),
                    faults => Answer::Fault(reasons(&faults)),
                }
            }
            Call::Plan(task) => decisions.plan(plugin, task).map_or_else(Answer::Refused, Answer::Plan),
            Call::Replan { task, current, now } => {
                decisions.replan(plugin, task, current, now).map_or_else(Answer::Refused, Answer::Replan)
            }
            Call::Detect(looks) => {
                decisions.detect(plugin, looks).map_or_else(|fault| Answer::Fault(fault.reason), Answer::Detect)
            }
            Call::Judge { log, metrics } => {
                decisions.judge(plugin, log, metrics).map_or_else(Answer::Fault, Answer::Judge)
            }
        }
    }

    /// Exercise tick that the question is about, as far as it says.
    pub fn tick(&self) -> u64 {
        match self {
            Call::Step(batch) => batch.tick,
            Call::Plan(task) | Call::Replan { task, .. } => task.time_s.max(0.0) as u64,
            Call::Detect(_) | Call::Judge { .. } => 0,
        }
    }

    /// The unit that the question is about, when it is about one.
    pub fn unit(&self) -> Option<u32> {
        match self {
            Call::Step(Batch { ships, .. }) if ships.len() == 1 => ships.first().map(|ship| ship.id),
            _ => None,
        }
    }

    /// The contract's name of the question.
    pub fn name(&self) -> &'static str {
        match self {
            Call::Step(_) => "step",
            Call::Plan(_) => "plan",
            Call::Replan { .. } => "replan",
            Call::Detect(_) => "detect",
            Call::Judge { .. } => "judge",
        }
    }
}

fn reasons(faults: &[Fault]) -> String {
    faults.iter().map(|fault| fault.reason.as_str()).collect::<Vec<_>>().join("\n")
}

impl Answer {
    /// The same to the last bit; `==` takes -0 for 0.
    pub fn same_bits(&self, other: &Self) -> bool {
        match (self, other) {
            (Answer::Step(a), Answer::Step(b)) => {
                a.helm.len() == b.helm.len()
                    && a.helm.iter().zip(&b.helm).all(|(a, b)| journal::same(a, b))
                    && a.acts == b.acts
                    && a.state == b.state
            }
            (Answer::Detect(a), Answer::Detect(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
            }
            // Debug writes the shortest digits that give the same bits, and the sign of a zero.
            (a, b) => format!("{a:?}") == format!("{b:?}"),
        }
    }
}

/// The batch of one ship of a batch: its records, numbered anew from 0.
pub fn alone(batch: &Batch, ship: usize) -> Batch {
    let own: OwnShip = batch.ships.get(ship).copied().unwrap_or_default();
    let order: OrderRow = batch.orders.get(ship).copied().unwrap_or_default();
    let contacts = part(&batch.contacts, own.first_contact, own.contact_count).to_vec();
    let legs: Vec<LegRow> = part(&batch.legs, order.first_leg, order.leg_count).to_vec();
    let column = |column: &Column| Column {
        signal: column.signal,
        values: vec![column.values.get(ship).copied().unwrap_or(f64::NAN)],
    };
    let stride = batch.state.len() / batch.ships.len().max(1);
    Batch {
        tick: batch.tick,
        time_s: batch.time_s,
        dt_s: batch.dt_s,
        ships: vec![OwnShip { first_contact: 0, contact_count: contacts.len() as u32, ..own }],
        orders: vec![OrderRow { first_leg: 0, leg_count: legs.len() as u32, ..order }],
        legs,
        contacts,
        columns: batch.columns.iter().map(column).collect(),
        state: batch.state.get(ship * stride..(ship + 1) * stride).unwrap_or_default().to_vec(),
    }
}

/// What an outcome holds for one ship of its batch.
pub fn outcome_alone(batch: &Batch, out: &Outcome, ship: usize) -> Outcome {
    let id = batch.ships.get(ship).map(|own| own.id);
    let stride = out.state.len() / batch.ships.len().max(1);
    let helm: Option<Helm> = out.helm.get(ship).copied();
    let acts: Vec<Act> = out.acts.iter().filter(|act| Some(act.ship) == id).copied().collect();
    let state = out.state.get(ship * stride..(ship + 1) * stride).unwrap_or_default().to_vec();
    Outcome { helm: helm.into_iter().collect(), acts, state }
}

fn part<T>(all: &[T], first: u32, count: u32) -> &[T] {
    all.get(first as usize..first as usize + count as usize).unwrap_or_default()
}

/// Bytes as hexadecimal text.
pub(crate) mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
        let digits = digits.filter(|digits| digits.len().is_multiple_of(2));
        let digits = digits.ok_or_else(|| D::Error::custom("bytes are written as pairs of hexadecimal digits"))?;
        Ok(digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect())
    }
}

/// Numbers of which some are not known: NaN here, nothing in a file.
pub(crate) mod known {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
        let known: Vec<Option<f64>> = values.iter().map(|value| (!value.is_nan()).then_some(*value)).collect();
        known.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f64>, D::Error> {
        let known = Vec::<Option<f64>>::deserialize(deserializer)?;
        Ok(known.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Contact;

    #[test]
    fn one_ship_takes_its_own_records_along() {
        let ship = |id: u32| OwnShip { id, first_contact: id, contact_count: 1, ..OwnShip::default() };
        let order = |serial: u32| OrderRow { serial, first_leg: 2 * serial, leg_count: 2, ..OrderRow::default() };
        let batch = Batch {
            tick: 5,
            ships: (0..3).map(ship).collect(),
            orders: (0..3).map(order).collect(),
            legs: (0..6).map(|number| LegRow { number, ..LegRow::default() }).collect(),
            contacts: (0..3).map(|track_id| Contact { track_id, ..Contact::default() }).collect(),
            columns: vec![Column { signal: 0, values: vec![1.0, f64::NAN, 3.0] }],
            state: vec![1, 1, 2, 2, 3, 3],
            ..Batch::default()
        };
        let one = alone(&batch, 2);
        assert_eq!((one.ships[0].id, one.contacts[0].track_id, one.state.as_slice()), (2, 2, &[3, 3][..]));
        assert_eq!(one.legs.iter().map(|leg| leg.number).collect::<Vec<_>>(), [4, 5]);
        assert_eq!((one.orders[0].first_leg, one.ships[0].first_contact, one.columns[0].values[0]), (0, 0, 3.0));
        assert!(alone(&batch, 1).columns[0].values[0].is_nan());
    }

    #[test]
    fn a_negative_zero_is_another_answer() {
        let helm = |heading_deg| Outcome { helm: vec![Helm { heading_deg, ..Helm::default() }], ..Outcome::default() };
        assert!(!Answer::Step(helm(0.0)).same_bits(&Answer::Step(helm(-0.0))));
        assert!(!Answer::Detect(vec![0.0]).same_bits(&Answer::Detect(vec![-0.0])));
        assert!(Answer::Step(helm(1.0)).same_bits(&Answer::Step(helm(1.0))));
    }
}
