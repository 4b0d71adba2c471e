//! A cell's drift forecast: an ensemble started from the reported position, moved with the cell's forecast of wind
//! and current, and thinned by what its searches did not find.

use sarex_model::{
    detection,
    leeway::{self, Coefficients, Side},
    math,
    position::{LocalFrame, Position, Vec2, metres_per_degree},
    rng::{Draw, Purpose},
};

use crate::{
    decision::PocGrid,
    event::{Audience, What},
    exercise::Exercise,
    limits::{ESTIMATE_CYCLE_S, ESTIMATE_VELOCITY_S},
    phases::near::Near,
    setup::Setup,
    state::{Element, Estimate},
};

/// Radius of 50 % containment of a circular normal distribution is this many standard deviations: sqrt(2 ln 2).
const SIGMA_PER_50: f64 = 1.177_410_022_515_474_6;

/// A bit more than one: what is within reach must not fall out by rounding.
const ROUNDED_UP: f64 = 1.0 + 1e-9;

/// Opens a cell's forecast of an object, from its last known position up to now.
pub(crate) fn open(exercise: &mut Exercise, cell: u32, object: u32) {
    if exercise.state.cells[cell as usize].estimates.iter().any(|e| e.object == object) {
        return;
    }
    let setup = exercise.setup.clone();
    let tick = exercise.state.tick;
    let class =
        leeway::class(&setup.objects[object as usize].leeway_class).expect("the leeway class was checked on load");
    let numbers = 0..u64::from(setup.environment.forecast_elements);
    let elements = numbers.map(|number| seed_element(&setup, class, cell, object, number, tick)).collect();
    let mut estimate = Estimate {
        object,
        opened: tick,
        elements,
        pos: 0.0,
        mean: Position::default(),
        drift: Vec2::default(),
        radius_50_m: 0.0,
        radius_95_m: 0.0,
        looked_from: Default::default(),
        near: Near::default(),
    };
    summarise(&mut estimate);
    exercise.state.cells[cell as usize].estimates.push(estimate);
    exercise.emit(Audience::Cells(vec![cell]), What::EstimateOpened { cell, object });
}

fn seed_element(setup: &Setup, class: &leeway::LeewayClass, cell: u32, object: u32, number: u64, tick: u64) -> Element {
    let id = u64::from(cell) << 48 | u64::from(object) << 32 | number;
    let mut draw = Draw::new(setup.seed, Purpose::Seeding, id, 0);
    let known = setup.objects[object as usize].last_known;
    let sigma_m = known.error_m / SIGMA_PER_50;
    let offset = Vec2 { east_m: draw.normal() * sigma_m, north_m: draw.normal() * sigma_m };
    let released_s = known.time_s as f64 + (2.0 * draw.unit() - 1.0) * known.time_error_s as f64;
    let side = if number.is_multiple_of(2) { Side::Right } else { Side::Left };
    let environment = &setup.environment;
    let mut error = |sd: f64| Vec2 { east_m: draw.normal() * sd, north_m: draw.normal() * sd };
    let mut element = Element {
        at: known.at.moved(offset),
        velocity: Vec2::default(),
        wind_error: error(environment.forecast_error_wind_mps),
        current_error: error(environment.forecast_error_current_mps),
        coefficients: Coefficients::draw(class, side, &mut Draw::new(setup.seed, Purpose::Leeway, id | 1 << 63, 0)),
        potential: 0.0,
        stranded: false,
    };
    let jibe = jibe_probability();
    let mut time_s = released_s;
    while time_s < tick as f64 {
        let dt_s = (tick as f64 - time_s).min(ESTIMATE_VELOCITY_S as f64);
        update_velocity(&mut element, setup, id, time_s, (Vec2::default(), Vec2::default()), jibe);
        advance(&mut element, setup, dt_s);
        time_s += dt_s;
    }
    element
}

/// Advances every forecast.
pub(crate) fn run(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    if !tick.is_multiple_of(ESTIMATE_CYCLE_S) {
        return;
    }
    let setup = &exercise.setup;
    let jibe = jibe_probability();
    for (cell_number, cell) in exercise.state.cells.iter_mut().enumerate() {
        let told = exercise.state.levers.told(cell_number as u32);
        let error = (cell.forecast_wind + told.wind, cell.forecast_current + told.current);
        for estimate in &mut cell.estimates {
            let steer = tick.is_multiple_of(ESTIMATE_VELOCITY_S) || tick < estimate.opened + ESTIMATE_CYCLE_S;
            for (number, element) in estimate.elements.iter_mut().enumerate() {
                if steer {
                    let id = (cell_number as u64) << 48 | u64::from(estimate.object) << 32 | number as u64;
                    update_velocity(element, setup, id, tick as f64, error, jibe);
                }
                advance(element, setup, ESTIMATE_CYCLE_S as f64);
            }
            estimate.near = Near::default();
            summarise(estimate);
        }
    }
}

/// Whether an element jibes between two looks at its velocity.
fn jibe_probability() -> f64 {
    leeway::jibe_probability(ESTIMATE_VELOCITY_S as f64, leeway::JIBE_PER_HOUR)
}

/// `error` is the cell's forecast error: the forecast is wrong in the same way for all its elements.
fn update_velocity(element: &mut Element, setup: &Setup, id: u64, time_s: f64, error: (Vec2, Vec2), jibe: f64) {
    if element.stranded {
        return;
    }
    let environment = &setup.environment;
    let wind = environment.wind.at(element.at, time_s).unwrap_or_default() + element.wind_error + error.0;
    let current = environment.current.at(element.at, time_s).unwrap_or_default() + element.current_error + error.1;
    let period = (time_s / ESTIMATE_VELOCITY_S as f64) as i64 as u64;
    if Draw::new(setup.seed, Purpose::Jibe, id | 1 << 63, period).unit() < jibe {
        element.coefficients.jibe();
    }
    element.velocity = element.coefficients.velocity(wind) + current;
}

fn advance(element: &mut Element, setup: &Setup, dt_s: f64) {
    if element.stranded {
        return;
    }
    let next = element.at.moved(element.velocity * dt_s);
    if setup.land.is_land(next) {
        element.stranded = true;
        element.velocity = Vec2::default();
    } else {
        element.at = next;
    }
}

/// Adds what one straight run of a searcher would have seen of every element.
///
/// `sweep_width_m` holds for the object and the searcher; `from` and `to` are the run's ends.
pub(crate) fn search(
    estimate: &mut Estimate,
    from: Position,
    to: Position,
    run_s: f64,
    sweep_width_m: f64,
    max_range_m: f64,
) {
    let frame = LocalFrame::new(from);
    let run = frame.to_local(to);
    let reach_m = max_range_m + run.length();
    let mut near = std::mem::take(&mut estimate.near);
    if !near.holds(estimate.elements.len()) {
        near = Near::of(&estimate.elements);
    }
    let reach_deg = reach_m / metres_per_degree(from.lat_deg).0 * ROUNDED_UP;
    for (at, number) in near.between(from.lat_deg - reach_deg, from.lat_deg + reach_deg) {
        let place = frame.to_local(*at);
        if place.east_m.abs() > reach_m || place.north_m.abs() > reach_m {
            continue;
        }
        let element = &mut estimate.elements[*number as usize];
        let before = place - element.velocity * run_s;
        element.potential += detection::pass_potential(sweep_width_m, before, place - run, max_range_m);
    }
    estimate.near = near;
}

/// Weighted mean, drift, radii and probability of success.
pub(crate) fn summarise(estimate: &mut Estimate) {
    let weights: Vec<f64> = estimate.elements.iter().map(weight).collect();
    let total: f64 = weights.iter().sum();
    estimate.pos = 1.0 - total / estimate.elements.len() as f64;
    let Some(first) = estimate.elements.first().filter(|_| total > 0.0) else { return };
    let frame = LocalFrame::new(first.at);
    let places: Vec<Vec2> = estimate.elements.iter().map(|e| frame.to_local(e.at)).collect();
    let mut mean = Vec2::default();
    let mut drift = Vec2::default();
    for ((place, element), weight) in places.iter().zip(&estimate.elements).zip(&weights) {
        mean += *place * (weight / total);
        drift += element.velocity * (weight / total);
    }
    let distances = sorted(places.iter().zip(&weights).map(|(p, w)| ((*p - mean).length(), *w)).collect());
    estimate.mean = frame.to_position(mean);
    estimate.drift = drift;
    estimate.radius_50_m = quantile(&distances, 0.50 * total);
    estimate.radius_95_m = quantile(&distances, 0.95 * total);
}

/// What is left of an element's probability after all searches.
fn weight(element: &Element) -> f64 {
    // Most are never looked at, and exp(0) is 1 to the bit.
    if element.potential == 0.0 { 1.0 } else { math::exp(-element.potential) }
}

/// Pairs by their first number, equal ones in the order they came in: first into as many shares of the greatest number as
/// there are pairs, then within each share, which holds one or two.
fn sorted(pairs: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let shares = pairs.len().max(1);
    let greatest = pairs.iter().fold(0.0_f64, |most, pair| most.max(pair.0));
    let per_metre = (shares - 1) as f64 / greatest.max(1e-9);
    let share = |pair: &(f64, f64)| ((pair.0 * per_metre) as usize).min(shares - 1);
    let mut next = vec![0_u32; shares + 1];
    for pair in &pairs {
        next[share(pair) + 1] += 1;
    }
    for share in 0..shares {
        next[share + 1] += next[share];
    }
    let mut sorted = vec![(0.0, 0.0); pairs.len()];
    for pair in pairs {
        let place = &mut next[share(&pair)];
        sorted[*place as usize] = pair;
        *place += 1;
    }
    // Each share now ends where the next one begins.
    let mut begin = 0;
    for end in next.into_iter().map(|end| end as usize) {
        if end > begin + 1 {
            sorted[begin..end].sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        begin = begin.max(end);
    }
    sorted
}

fn quantile(sorted: &[(f64, f64)], mass: f64) -> f64 {
    let mut sum = 0.0;
    for (distance, weight) in sorted {
        sum += weight;
        if sum >= mass {
            return *distance;
        }
    }
    sorted.last().map_or(0.0, |(distance, _)| *distance)
}

/// The forecast as a probability grid of at most 64 x 64 cells in the frame of `frame`, moved ahead by `ahead_s`.
pub(crate) fn poc_grid(estimate: &Estimate, frame: Position, ahead_s: f64) -> PocGrid {
    let local = LocalFrame::new(frame);
    let places: Vec<(Vec2, f64)> =
        estimate.elements.iter().map(|e| (local.to_local(e.at) + e.velocity * ahead_s, weight(e))).collect();
    let total: f64 = places.iter().map(|(_, w)| w).sum();
    let half_m = (estimate.radius_95_m * 1.2).max(1_000.0);
    let centre = local.to_local(estimate.mean) + estimate.drift * ahead_s;
    let side = 40_u32;
    let cell_m = 2.0 * half_m / f64::from(side);
    let origin = centre - Vec2 { east_m: half_m, north_m: half_m };
    let mut values = vec![0.0_f64; (side * side) as usize];
    for (place, weight) in places {
        let (col, row) = ((place.east_m - origin.east_m) / cell_m, (place.north_m - origin.north_m) / cell_m);
        if col >= 0.0 && row >= 0.0 && col < f64::from(side) && row < f64::from(side) && total > 0.0 {
            values[row as usize * side as usize + col as usize] += weight / total;
        }
    }
    PocGrid { origin, cell_m, cols: side, rows: side, values: values.into_iter().map(|v| v as f32).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from 0 to 1, some of them equal.
    fn numbers(seed: u64, n: u64) -> impl Iterator<Item = f64> {
        (0..n).map(move |k| (Draw::new(seed, Purpose::Misc, k, 0).unit() * 500.0).floor() / 500.0)
    }

    #[test]
    fn sorting_by_shares_is_stable_sorting() {
        for n in [0, 1, 2, 3_000] {
            let pairs: Vec<(f64, f64)> = numbers(3, n).zip((0..n).map(|k| k as f64)).collect();
            let mut expected = pairs.clone();
            expected.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert_eq!(sorted(pairs), expected);
        }
        assert_eq!(sorted(vec![(0.0, 2.0), (0.0, 1.0)]), [(0.0, 2.0), (0.0, 1.0)]);
    }

    #[test]
    fn bands_leave_no_element_within_reach_out() {
        let class = leeway::class("PIW-1").expect("a class");
        let still = Coefficients::draw(class, Side::Left, &mut Draw::new(1, Purpose::Leeway, 1, 0));
        let at = |lat_deg: f64, lon_deg: f64| Element {
            at: Position { lat_deg, lon_deg },
            velocity: Vec2::default(),
            coefficients: still,
            wind_error: Vec2::default(),
            current_error: Vec2::default(),
            potential: 0.0,
            stranded: false,
        };
        let elements: Vec<Element> =
            numbers(5, 2_000).zip(numbers(6, 2_000)).map(|(lat, lon)| at(36.0 + lat, 131.0 + lon)).collect();
        let near = Near::of(&elements);
        assert!(near.holds(2_000));
        for (south, north) in [(35.0, 35.5), (35.9, 36.0), (36.2, 36.3), (36.998, 37.5), (0.0, 90.0), (38.0, 39.0)] {
            let found: std::collections::BTreeSet<u32> =
                near.between(south, north).iter().map(|place| place.1).collect();
            let within = (0_u32..).zip(&elements).filter(|(_, e)| (south..=north).contains(&e.at.lat_deg));
            for (number, element) in within {
                assert!(found.contains(&number), "{:?} between {south} and {north}", element.at);
            }
        }
        assert!(near.between(36.2, 36.3).len() < 300, "and few others");
    }
}
