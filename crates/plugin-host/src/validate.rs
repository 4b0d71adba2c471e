//! Can a plugin's answer be used?

use sarex_sim::decision::{PlannedSearch, SearchTask};

use crate::contract::behaviour;
use crate::limits;

/// What is wrong with an outcome for these ships, if anything.
pub fn outcome(outcome: &behaviour::Outcome, ships: &[behaviour::OwnShip], stride: usize) -> Result<(), String> {
    let count = ships.len();
    if outcome.helm.len() != count {
        return Err(format!(
            "returned {} helms for {count} ships; return one for each, in the same order",
            outcome.helm.len()
        ));
    }
    if outcome.state.len() != count * stride {
        let (got, wanted) = (outcome.state.len(), count * stride);
        return Err(format!(
            "returned {got} bytes of state, not {wanted} (state-stride {stride} for each of {count} ships)"
        ));
    }
    if outcome.acts.len() > count * limits::ACTS_PER_SHIP {
        return Err(format!(
            "reported {} acts for {count} ships; at most {} each",
            outcome.acts.len(),
            limits::ACTS_PER_SHIP
        ));
    }
    for (helm, ship) in outcome.helm.iter().zip(ships) {
        check_helm(helm).map_err(|problem| format!("unit {}: {problem}", ship.id))?;
    }
    let stray =
        outcome.acts.iter().find(|act| !(1..=3).contains(&act.what) || !ships.iter().any(|ship| ship.id == act.ship));
    match stray {
        Some(act) => {
            Err(format!("reported act {} for unit {}, which is no act or not in the batch", act.what, act.ship))
        }
        None => Ok(()),
    }
}

fn check_helm(helm: &behaviour::Helm) -> Result<(), String> {
    for (name, value) in [("heading-deg", helm.heading_deg), ("speed-mps", helm.speed_mps), ("alt-m", helm.alt_m)] {
        if !value.is_finite() {
            return Err(format!("helm {name} is {value}; check for a division by zero or a root of a negative number"));
        }
    }
    if helm.speed_mps < 0.0 {
        return Err(format!("helm speed-mps is {}; a ship cannot be ordered astern", helm.speed_mps));
    }
    if helm.mode > 5 {
        return Err(format!("helm mode is {}; 0 to 5 are known", helm.mode));
    }
    Ok(())
}

/// What is wrong with a plan for this task, if anything.
pub fn plan(plan: &PlannedSearch, task: &SearchTask) -> Result<(), String> {
    for (index, part) in plan.assets.iter().enumerate() {
        let asset = part.asset;
        if !task.assets.iter().any(|known| known.id == asset) {
            return Err(format!("plans for unit {asset}, which the task does not name"));
        }
        if plan.assets[..index].iter().any(|other| other.asset == asset) {
            return Err(format!("plans twice for unit {asset}"));
        }
        if part.legs.len() > task.max_legs as usize {
            return Err(format!("plans {} legs for unit {asset}; max-legs is {}", part.legs.len(), task.max_legs));
        }
        let places = part.legs.iter().map(|leg| leg.to).chain(part.area.iter().copied()).chain([part.commence]);
        let numbers = part.legs.iter().flat_map(|leg| [leg.speed_mps, leg.alt_m]).chain([part.spacing_m]);
        let finite = places.flat_map(|place| [place.east_m, place.north_m]).chain(numbers).all(f64::is_finite);
        if !finite {
            return Err(format!("plans a number that is not finite for unit {asset}"));
        }
    }
    Ok(())
}
