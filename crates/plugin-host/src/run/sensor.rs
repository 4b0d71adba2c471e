//! A sensor model at work: looks go over in calls of a fixed size to one instance, which is started anew after a fault.

use sarex_sim::decision::Glimpse;
use wasmtime::Engine;

use crate::contract::sensor_world::SensorModelPre;
use crate::run::guest::{Guest, LogLine, Sensing, StoreState, Terms};
use crate::run::{limits, validate};

/// A sensor model ready to be asked.
pub struct Sensor {
    pub engine: Engine,
    pub pre: SensorModelPre<StoreState>,
    pub terms: Terms,
    pub fuel_per_look: u64,
    pub guest: Option<Guest<Sensing>>,
}

/// How a question ended.
pub struct Answer {
    pub chances: Result<Vec<f64>, String>,
    pub fuel: u64,
    pub restarts: u32,
    pub lines: Vec<LogLine>,
}

impl Sensor {
    /// Asks for the chance of each look. After a fault the call is made once more on a new instance.
    pub fn detect(&mut self, looks: &[Glimpse]) -> Answer {
        let mut answer =
            Answer { chances: Ok(Vec::with_capacity(looks.len())), fuel: 0, restarts: 0, lines: Vec::new() };
        for call in looks.chunks(limits::LOOKS_PER_CALL) {
            let mut chances = self.attempt(call, &mut answer);
            if chances.is_err() {
                answer.restarts += 1;
                chances = self.attempt(call, &mut answer);
            }
            match (&mut answer.chances, chances) {
                (Ok(all), Ok(chances)) => all.extend(chances),
                (all, Err(reason)) => *all = Err(reason),
                (Err(_), Ok(_)) => {}
            }
            if answer.chances.is_err() {
                break;
            }
        }
        answer
    }

    fn attempt(&mut self, looks: &[Glimpse], answer: &mut Answer) -> Result<Vec<f64>, String> {
        let guest = match &mut self.guest {
            Some(guest) => guest,
            none => none.insert(Guest::start(&self.engine, &self.pre, &self.terms)?.0),
        };
        guest.refuel(limits::FUEL_PER_CALL + self.fuel_per_look * looks.len() as u64, limits::STEP_S);
        let chances = guest.detect(looks);
        answer.fuel += guest.used();
        let chances = chances.map_err(|error| guest.explain(&error, self.terms.memory_mib));
        answer.lines.extend(guest.take_lines());
        let checked = chances.and_then(|chances| validate::chances(&chances, looks.len()).map(|()| chances));
        if checked.is_err() {
            self.guest = None;
        }
        checked
    }
}
