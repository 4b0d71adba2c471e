//! Can a plugin's answer be used?

use sarex_sim::decision::{Finding, Helm, OwnShip, PlannedSearch, SearchTask};

use crate::contract::lists;
use crate::run::limits;

/// What is wrong with an outcome for these ships of all, if anything.
pub fn outcome(outcome: &lists::Outcome, all: &[OwnShip], ships: &[u32], stride: usize) -> Result<(), String> {
    let (helm, acts) = (&outcome.helm.0, &outcome.acts.0);
    let count = ships.len();
    if helm.len() != count {
        return Err(format!("returned {} helms for {count} ships; return one for each, in the same order", helm.len()));
    }
    if outcome.state.len() != count * stride {
        let (got, wanted) = (outcome.state.len(), count * stride);
        return Err(format!(
            "returned {got} bytes of state, not {wanted} (state-stride {stride} for each of {count} ships)"
        ));
    }
    if acts.len() > count * limits::ACTS_PER_SHIP {
        return Err(format!("reported {} acts for {count} ships; at most {} each", acts.len(), limits::ACTS_PER_SHIP));
    }
    let id = |ship: &u32| all[*ship as usize].id;
    for (helm, ship) in helm.iter().zip(ships) {
        check_helm(helm).map_err(|problem| format!("unit {}: {problem}", id(ship)))?;
    }
    let known = |act: u32| ships.iter().any(|ship| id(ship) == act);
    match acts.iter().find(|act| !(1..=3).contains(&act.what) || !known(act.ship)) {
        Some(act) => {
            Err(format!("reported act {} for unit {}, which is no act or not in the batch", act.what, act.ship))
        }
        None => Ok(()),
    }
}

fn check_helm(helm: &Helm) -> Result<(), String> {
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

/// What is wrong with the chances that a sensor model gave for so many looks, if anything.
pub fn chances(chances: &[f64], looks: usize) -> Result<(), String> {
    if chances.len() != looks {
        return Err(format!("returned {} probabilities for {looks} looks; return one for each", chances.len()));
    }
    match chances.iter().find(|chance| !(0.0..=1.0).contains(*chance)) {
        Some(chance) => Err(format!("returned the probability {chance}; it must lie from 0 to 1")),
        None => Ok(()),
    }
}

/// What is wrong with a judge's findings, if anything.
pub fn findings(findings: &[Finding]) -> Result<(), String> {
    if findings.len() > limits::FINDINGS {
        return Err(format!("returned {} findings; at most {}", findings.len(), limits::FINDINGS));
    }
    let sound = |finding: &Finding| {
        (0.0..=1.0).contains(&finding.score) && finding.at_s.iter().all(|at| at.is_finite()) && !finding.code.is_empty()
    };
    match findings.iter().find(|finding| !sound(finding)) {
        Some(finding) => Err(format!(
            "finding \"{}\" has score {}; give a code, a score from 0 to 1 and finite times",
            finding.code, finding.score
        )),
        None => Ok(()),
    }
}
