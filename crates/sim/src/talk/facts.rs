//! The facts that matter when a message is heard: what a read-back repeats, and what can be misheard.

use sarex_model::{position::Position, rng::Draw};
use serde::{Deserialize, Serialize};

use super::{body::Body, codes::Task};

/// A place misheard is off by this much, degrees: one figure of the tens of minutes.
const MISHEARD_DEG: f64 = 10.0 / 60.0;
/// Two places are the same within this distance, metres: hundredths of a minute are read back.
const SAME_M: f64 = 30.0;

/// What a read-back repeats.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// The main place: position of the casualty, or where to go.
    pub place: Option<Position>,
    /// Persons at risk.
    pub persons: Option<u32>,
    /// Number of the unit tasked.
    pub unit: Option<u32>,
    /// What it shall do.
    pub task: Option<Task>,
    /// Name of the area.
    pub area: Option<String>,
    /// Height, metres.
    pub height_m: Option<f64>,
    /// Channel.
    pub channel: Option<String>,
}

impl Facts {
    /// What a body says of them. Free text, read-backs and questions have none.
    pub fn of(body: &Body) -> Self {
        match body {
            Body::DistressAlert(alert) => {
                Self { place: alert.position.at, persons: alert.persons.at_risk, ..Self::default() }
            }
            Body::Sitrep(sitrep) => {
                Self { place: sitrep.position.at, persons: sitrep.persons.at_risk, ..Self::default() }
            }
            Body::SearchActionMessage(action) => {
                let situation = &action.situation;
                Self { place: situation.position.at, persons: situation.persons.at_risk, ..Self::default() }
            }
            Body::Tasking(tasking) => Self {
                place: tasking.at,
                persons: None,
                unit: tasking.unit,
                task: tasking.task,
                area: tasking.area.name.clone(),
                height_m: tasking.height_m,
                channel: tasking.channel.clone(),
            },
            Body::HandOver(handover) => {
                handover.situation.as_ref().map_or_else(Self::default, |s| Self::of(&Body::Sitrep(s.clone())))
            }
            Body::Text | Body::ReadBack(_) | Body::RequestForInformation(_) => Self::default(),
        }
    }

    /// Whether both say the same, as far as a voice can tell.
    pub fn agrees(&self, other: &Self) -> bool {
        let places = match (self.place, other.place) {
            (Some(a), Some(b)) => a.distance_m(b) <= SAME_M,
            (a, b) => a.is_none() && b.is_none(),
        };
        places && Self { place: other.place, ..self.clone() } == *other
    }
}

/// The body with one figure of a place, or a number, understood wrongly; none when it holds neither.
pub(super) fn misheard(body: &Body, draw: &mut Draw) -> Option<Body> {
    let mut heard = body.clone();
    if let Some(place) = place_mut(&mut heard) {
        let by = if draw.below(2) == 0 { MISHEARD_DEG } else { -MISHEARD_DEG };
        if draw.below(2) == 0 {
            place.lat_deg += by
        } else {
            place.lon_deg += by
        }
        return place.is_valid().then_some(heard);
    }
    let persons = persons_mut(&mut heard)?;
    // Thirteen for thirty, fifteen for fifty: the classic of the radio.
    *persons = match *persons {
        13..=19 => (*persons - 10) * 10,
        30 | 40 | 50 | 60 | 70 | 80 | 90 => *persons / 10 + 10,
        _ => *persons + 1,
    };
    Some(heard)
}

fn place_mut(body: &mut Body) -> Option<&mut Position> {
    match body {
        Body::DistressAlert(alert) => alert.position.at.as_mut(),
        Body::Sitrep(sitrep) => sitrep.position.at.as_mut(),
        Body::SearchActionMessage(action) => action.situation.position.at.as_mut(),
        Body::Tasking(tasking) => tasking.at.as_mut(),
        Body::HandOver(handover) => handover.situation.as_mut()?.position.at.as_mut(),
        Body::Text | Body::ReadBack(_) | Body::RequestForInformation(_) => None,
    }
}

fn persons_mut(body: &mut Body) -> Option<&mut u32> {
    match body {
        Body::DistressAlert(alert) => alert.persons.at_risk.as_mut(),
        Body::Sitrep(sitrep) => sitrep.persons.at_risk.as_mut(),
        Body::SearchActionMessage(action) => action.situation.persons.at_risk.as_mut(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use sarex_model::rng::Purpose;

    use super::*;
    use crate::talk::{DistressAlert, Fix, Persons};

    fn alert(at: Option<Position>, persons: u32) -> Body {
        let position = Fix { at, ..Fix::default() };
        let persons = Persons { at_risk: Some(persons), ..Persons::default() };
        Body::DistressAlert(Box::new(DistressAlert { position, persons, ..DistressAlert::default() }))
    }

    #[test]
    fn what_is_misheard_does_not_agree_with_what_was_said() {
        for number in 0..50 {
            let mut draw = Draw::new(1, Purpose::Comms, number, 0);
            let said = alert(Some(Position::new(36.0, 131.0)), 10);
            let heard = misheard(&said, &mut draw).expect("it holds a place");
            assert!(!Facts::of(&said).agrees(&Facts::of(&heard)));
            assert!(Facts::of(&said).agrees(&Facts::of(&said)));
        }
    }

    #[test]
    fn numbers_are_misheard_where_there_is_no_place() {
        let mut draw = Draw::new(1, Purpose::Comms, 1, 0);
        let mut heard =
            |persons| Facts::of(&misheard(&alert(None, persons), &mut draw).expect("it holds a number")).persons;
        assert_eq!((heard(13), heard(50), heard(10)), (Some(30), Some(15), Some(11)));
        assert_eq!(misheard(&Body::Text, &mut draw), None);
    }

    #[test]
    fn hundredths_of_a_minute_are_the_same_place() {
        let at = Position::new(36.0, 131.0);
        let near = Position::new(36.0001, 131.0);
        assert!(Facts::of(&alert(Some(at), 1)).agrees(&Facts::of(&alert(Some(near), 1))));
        assert!(!Facts::of(&alert(Some(at), 1)).agrees(&Facts::of(&alert(None, 1))));
    }
}
