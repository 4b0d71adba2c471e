//! Drift: the true drift of the search objects, and the cells' forecasts of it.

use sarex_model::{
    leeway::{self, Coefficients, Side},
    position::Vec2,
    rng::{Draw, Purpose},
    survival::{self, SurvivalCurve},
};

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    limits::{DRIFT_CYCLE_S, ENVIRONMENT_CYCLE_S},
    phases::{environment, estimate},
    setup::{Exposure, SearchObject},
    state::{ObjectState, Person},
};

/// Places every object and lets it drift from its release to the start of the exercise.
pub(crate) fn start(exercise: &mut Exercise) {
    let setup = exercise.setup.clone();
    for (number, object) in setup.objects.iter().enumerate() {
        let class = leeway::class(&object.leeway_class).expect("the leeway class was checked on load");
        let mut draw = Draw::new(setup.seed, Purpose::Leeway, number as u64, 0);
        let side = if draw.unit() < 0.5 { Side::Right } else { Side::Left };
        exercise.state.objects.push(ObjectState {
            at: object.at,
            coefficients: Coefficients::draw(class, side, &mut draw),
            velocity: Vec2::default(),
            stranded: false,
            told_gap: false,
            persons: persons(exercise, number, object),
            first_found: None,
            cleared: None,
        });
        let mut time_s = object.released_s;
        while time_s < 0 {
            update_velocity(exercise, number, time_s as f64);
            let dt_s = (-time_s).min(ENVIRONMENT_CYCLE_S as i64);
            advance(exercise, number, dt_s as f64);
            time_s += dt_s;
        }
    }
}

/// Drifts the objects, then the forecasts.
pub(crate) fn run(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    for number in 0..exercise.state.objects.len() {
        if exercise.state.objects[number].stranded || (tick as i64) < exercise.setup.objects[number].released_s {
            continue;
        }
        if tick.is_multiple_of(ENVIRONMENT_CYCLE_S) {
            update_velocity(exercise, number, tick as f64);
        }
        if tick.is_multiple_of(DRIFT_CYCLE_S) {
            advance(exercise, number, DRIFT_CYCLE_S as f64);
        }
    }
    estimate::run(exercise);
}

fn update_velocity(exercise: &mut Exercise, number: usize, time_s: f64) {
    let (wind, current) = environment::at_object(exercise, number, time_s, (Vec2::default(), Vec2::default()));
    let minute = (time_s / ENVIRONMENT_CYCLE_S as f64) as i64 as u64;
    let jibe = leeway::jibe_probability(ENVIRONMENT_CYCLE_S as f64, leeway::JIBE_PER_HOUR);
    let mut draw = Draw::new(exercise.setup.seed, Purpose::Jibe, number as u64, minute);
    let object = &mut exercise.state.objects[number];
    if draw.unit() < jibe {
        object.coefficients.jibe();
    }
    object.velocity = object.coefficients.velocity(wind) + current;
}

fn advance(exercise: &mut Exercise, number: usize, dt_s: f64) {
    let object = &mut exercise.state.objects[number];
    let next = object.at.moved(object.velocity * dt_s);
    if exercise.setup.land.is_land(next) {
        object.stranded = true;
        object.velocity = Vec2::default();
        let at = object.at;
        exercise.emit(Audience::Control, What::Stranded { object: number as u32, at });
    } else {
        object.at = next;
    }
}

/// Draws when each person would die without rescue, from the survival curve.
fn persons(exercise: &Exercise, number: usize, object: &SearchObject) -> Vec<Person> {
    let curve = survival_curve(exercise.setup.environment.sea_temperature_c, object.exposure);
    (0..object.persons)
        .map(|person| {
            let id = (number as u64) << 32 | u64::from(person);
            let mut draw = Draw::new(exercise.setup.seed, Purpose::Survival, id, 0);
            let dies_s = object.released_s as f64 + curve.time_s(&mut draw);
            Person { dies: dies_s.max(0.0) as u64, dead: false, recovered: None }
        })
        .collect()
}

/// The survival curve of a way of being exposed, at a water temperature.
pub(crate) fn survival_curve(temperature_c: f64, exposure: Exposure) -> SurvivalCurve {
    use survival::Protection;
    let protection = match exposure {
        Exposure::Raft => return survival::in_raft(temperature_c),
        Exposure::Lifejacket => Protection::Lifejacket,
        Exposure::NoFlotation => Protection::NoFlotation,
        Exposure::ImmersionSuit => Protection::ImmersionSuit,
    };
    survival::in_water(temperature_c, protection).expect("the water temperature was checked on load")
}
