//! What a plugin costs. Ships and looks share the fuel of a call, so each is measured as a call full of its like: the
//! worst company it can meet.

use sarex_sim::call::Call;
use sarex_sim::decision::Batch;
use sarex_sim::setup::World;

use super::subject::{Subject, Trial};
use super::{sample, voyage, wild};
use crate::Fuel;

/// Wild ships (or looks) measured beside those of the sample.
const SAMPLES: u32 = 300;
/// Copies in a call: as many as the host puts into one.
const COPIES: usize = 64;

/// Measures a plugin; `asked` is the fuel of the questions that were asked already (planners and judges).
pub fn measure(trial: &Trial<'_>, subject: &mut Subject, asked: Vec<u64>) -> Option<Fuel> {
    let seed = trial.options.seed;
    let decl = subject.decl.clone();
    let (per, samples) = match decl.world {
        World::VesselBehaviour => {
            let mut samples = each_ship(subject, &sample::fleet(&decl, 72));
            samples.extend(each_ship(subject, &wild::fleet(&decl, seed, 4_000, SAMPLES)));
            ("ship", samples)
        }
        World::SensorModel => {
            let mut looks = sample::looks(&decl);
            looks.extend(wild::looks(&decl, seed, 4_000, SAMPLES));
            let fuel = looks.iter().map(|look| subject.call(&Call::Detect(vec![*look; COPIES])).fuel / COPIES as u64);
            ("look", fuel.collect())
        }
        World::SearchPattern => ("plan", with_the_sample(subject, asked)),
        World::ExerciseJudge => ("judgement", with_the_sample(subject, asked)),
    };
    let budget = match decl.world {
        World::VesselBehaviour | World::SensorModel => trial.file.manifest.limits.fuel_per_ship,
        World::SearchPattern | World::ExerciseJudge => trial.file.manifest.limits.fuel_per_plan,
    };
    summary(per, samples, budget)
}

fn with_the_sample(subject: &mut Subject, mut asked: Vec<u64>) -> Vec<u64> {
    let calls = sample::calls(&subject.decl);
    asked.extend(calls.iter().map(|call| subject.call(call).fuel));
    asked
}

fn each_ship(subject: &mut Subject, fleet: &Batch) -> Vec<u64> {
    let one = |ship: usize| {
        let mut call = voyage::part(fleet, &[ship; COPIES]);
        call.ships.iter_mut().enumerate().for_each(|(id, ship)| ship.id = id as u32);
        Call::Step(call)
    };
    (0..fleet.ships.len()).map(|ship| subject.call(&one(ship)).fuel / COPIES as u64).collect()
}

fn summary(per: &str, mut samples: Vec<u64>, budget: u64) -> Option<Fuel> {
    samples.sort_unstable();
    let at = |share: f64| samples.get(((samples.len() as f64 * share).ceil() as usize).saturating_sub(1)).copied();
    Some(Fuel { per: per.into(), p50: at(0.5)?, p99: at(0.99)?, budget, samples: samples.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_99th_of_100_is_the_99th() {
        let fuel = summary("ship", (1..=100).collect(), 300).unwrap();
        assert_eq!((fuel.p50, fuel.p99, fuel.samples), (50, 99, 100));
        assert_eq!(summary("ship", vec![7], 10).unwrap().p99, 7);
        assert_eq!(summary("ship", Vec::new(), 10), None);
    }
}
