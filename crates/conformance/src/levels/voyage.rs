//! Many steps of a fleet: ships move as they are steered, the state goes round, and every batch may be cut at will.

use sarex_sim::call::{Answer, Call, alone};
use sarex_sim::decision::{Act, Batch, Outcome};

use super::subject::Subject;

/// Metres in a degree of latitude; near enough to move a sample ship.
const METRES_PER_DEGREE: f64 = 111_000.0;

/// Steps `fleet` so often. `cut` names, for each step, the batches to ask for, each a list of ships; `before` runs
/// before each step. Ends early at a fault.
pub fn run(
    subject: &mut Subject,
    fleet: &Batch,
    steps: u64,
    mut cut: impl FnMut(u64, &Batch) -> Vec<Vec<usize>>,
    mut before: impl FnMut(u64, &mut Subject, &Batch),
) -> Vec<Answer> {
    let mut batch = fleet.clone();
    let mut answers = Vec::new();
    for step in 0..steps {
        before(step, subject, &batch);
        let parts = cut(step, &batch);
        let answer = asked_in_parts(subject, &batch, &parts);
        if let Answer::Step(out) = &answer {
            advance(&mut batch, out);
        }
        let fault = !matches!(answer, Answer::Step(_));
        answers.push(answer);
        if fault {
            break;
        }
    }
    answers
}

/// The whole fleet in one batch, nothing in between.
pub fn plain(subject: &mut Subject, fleet: &Batch, steps: u64) -> Vec<Answer> {
    run(subject, fleet, steps, |_, batch| whole(batch), |_, _, _| {})
}

/// One batch with every ship in its place.
pub fn whole(batch: &Batch) -> Vec<Vec<usize>> {
    vec![(0..batch.ships.len()).collect()]
}

/// The batch of some ships of a batch, in this order.
pub fn part(batch: &Batch, ships: &[usize]) -> Batch {
    let mut part = Batch { tick: batch.tick, time_s: batch.time_s, dt_s: batch.dt_s, ..Batch::default() };
    part.columns = batch
        .columns
        .iter()
        .map(|column| sarex_sim::decision::Column { signal: column.signal, values: Vec::new() })
        .collect();
    for ship in ships {
        let mut one = alone(batch, *ship);
        for own in &mut one.ships {
            own.first_contact = part.contacts.len() as u32;
        }
        for order in &mut one.orders {
            order.first_leg = part.legs.len() as u32;
        }
        part.ships.append(&mut one.ships);
        part.orders.append(&mut one.orders);
        part.legs.append(&mut one.legs);
        part.contacts.append(&mut one.contacts);
        part.state.append(&mut one.state);
        for (column, one) in part.columns.iter_mut().zip(one.columns) {
            column.values.extend(one.values);
        }
    }
    part
}

/// Asks for the parts and puts the answers together in the order of the batch.
fn asked_in_parts(subject: &mut Subject, batch: &Batch, parts: &[Vec<usize>]) -> Answer {
    if let [all] = parts
        && all.iter().copied().eq(0..batch.ships.len())
    {
        return subject.call(&Call::Step(batch.clone())).answer;
    }
    let stride = subject.decl.state_stride as usize;
    let mut out = Outcome {
        helm: vec![Default::default(); batch.ships.len()],
        acts: Vec::new(),
        state: vec![0; batch.ships.len() * stride],
    };
    let mut acts: Vec<(usize, Act)> = Vec::new();
    for ships in parts {
        let Answer::Step(answer) = (match subject.call(&Call::Step(part(batch, ships))).answer {
            Answer::Step(answer) => Answer::Step(answer),
            other => return other,
        }) else {
            continue;
        };
        for (place, ship) in ships.iter().enumerate() {
            out.helm[*ship] = answer.helm[place];
            out.state[ship * stride..(ship + 1) * stride]
                .copy_from_slice(&answer.state[place * stride..(place + 1) * stride]);
            let id = batch.ships[*ship].id;
            acts.extend(answer.acts.iter().filter(|act| act.ship == id).map(|act| (*ship, *act)));
        }
    }
    acts.sort_by_key(|(ship, _)| *ship);
    out.acts = acts.into_iter().map(|(_, act)| act).collect();
    Answer::Step(out)
}

/// Moves every ship as it is steered.
fn advance(batch: &mut Batch, out: &Outcome) {
    for (ship, helm) in batch.ships.iter_mut().zip(&out.helm) {
        let way = helm.speed_mps.min(ship.max_speed_mps) * batch.dt_s / METRES_PER_DEGREE;
        let (sin, cos) = (
            sarex_model::math::sin(helm.heading_deg.to_radians()),
            sarex_model::math::cos(helm.heading_deg.to_radians()),
        );
        ship.lat_deg = (ship.lat_deg + way * cos).clamp(-90.0, 90.0);
        let east = way * sin / sarex_model::math::cos(ship.lat_deg.to_radians()).max(0.01);
        ship.lon_deg = (ship.lon_deg + east + 540.0).rem_euclid(360.0) - 180.0;
        ship.heading_deg = helm.heading_deg.rem_euclid(360.0);
        ship.speed_mps = helm.speed_mps.min(ship.max_speed_mps);
    }
    batch.state.clone_from(&out.state);
    batch.tick += batch.dt_s.ceil() as u64;
    batch.time_s = batch.tick as f64;
}
