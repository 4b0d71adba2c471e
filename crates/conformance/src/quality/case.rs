//! The drift cases: search tasks such as the exercise engine makes them, and where the object may really be.
//!
//! Every case is drawn from the counter-based generator by (seed, number of the case), so that the same seed gives the
//! same cases on every machine and whatever the number of cases.

use std::f64::consts::TAU;

use sarex_model::leeway::{self, Coefficients, LeewayClass, Side};
use sarex_model::position::{Position, Vec2};
use sarex_model::rng::{Draw, Purpose};
use sarex_model::{sweep, units};
use sarex_sim::decision::{PocGrid, SearchAsset, SearchTask};

use super::craft::{CRAFT, Craft, Weather};

/// Elements of the drift forecast that the planner's map is made of: as many as a cell of an exercise has.
const FORECAST: u64 = 2_000;
/// Elements that a plan is tried on, drawn apart from the forecast, so that nobody gains by searching its chance gaps.
const OBJECTS: u64 = 512;
/// Radius of 50 % containment of a circular normal distribution in standard deviations: sqrt(2 ln 2).
const SIGMA_PER_50: f64 = 1.177_410_022_515_474_6;
/// Forecast error of wind and current, standard deviation of each part, m/s: the default of scenarios.
const FORECAST_ERROR_MPS: (f64, f64) = (1.5, 0.15);
/// Half the side of a drawn area, in radii of 50 % containment: what the engine takes for a default area.
const AREA_RADII: f64 = 1.5;
/// Cells along a side of the probability grid, and its half side in radii of 95 % containment, as in the engine.
const GRID_SIDE: u32 = 40;
const GRID_RADII: f64 = 1.2;
/// Legs that an order can hold.
const MAX_LEGS: u32 = 1_439;
/// Leeway classes with the persons in them; a sweep width is published for each ([`sweep::object_for_leeway`]).
const LEEWAY: [(&str, u32); 6] = [
    ("PIW-1", 1),
    ("LIFE-RAFT-DB-13", 10),
    ("LIFE-RAFT-NB-1", 4),
    ("SKIFF-1", 2),
    ("SPORT-BOAT", 4),
    ("FISHING-VESSEL-1", 4),
];

/// One place where the object may be when the search is planned, and how it drifts from then on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Element {
    /// Metres in the task's frame.
    pub at: Vec2,
    /// Drift, m/s.
    pub velocity: Vec2,
}

/// A search to plan, and what it is tried on.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its number, from 1.
    pub number: u32,
    /// Leeway class of the search object.
    pub object: &'static str,
    /// What the planner is asked, but for pattern, parameters and track.
    task: SearchTask,
    /// A track that the missing craft meant to follow; told only to planners that ask for one.
    track: Vec<Vec2>,
    /// Equally likely places of the search object.
    pub elements: Vec<Element>,
}

/// The cases of one seed.
pub fn cases(seed: u64, count: u32) -> Vec<Case> {
    (1..=count).map(|number| Case::new(seed, number)).collect()
}

impl Case {
    /// The case of this number.
    pub fn new(seed: u64, number: u32) -> Self {
        let mut draw = Draw::new(seed, Purpose::Plan, u64::from(number), 0);
        let mut between = |least: f64, most: f64| least + (most - least) * draw.unit();
        let frame = Position::new(between(-55.0, 65.0), between(-180.0, 180.0));
        let wind = Vec2::from_polar(between(0.0, 360.0), between(2.0, 12.0));
        let current = Vec2::from_polar(between(0.0, 360.0), between(0.05, 0.8));
        let weather = Weather {
            visibility_nm: between(3.0, 12.0),
            wind_mps: wind.length(),
            // Pierson and Moskowitz 1964: a fully developed sea has a significant wave height of 0.21 U^2 / g.
            wave_height_m: 0.21 * wind.dot(wind) / 9.81,
        };
        let loss = Loss { error_m: units::nm(between(0.5, 4.0)), hours: 1 + between(0.0, 10.0) as u32, wind, current };
        let daylight_s = 3_600.0 * between(3.0, 6.0);
        let along_deg = between(0.0, 360.0);
        let drawn_area = number.is_multiple_of(2);
        let (object, persons) = LEEWAY[draw.below(LEEWAY.len() as u32) as usize];
        let sweep_object = sweep::object_for_leeway(object, persons).unwrap_or("piw");
        let wanted = 1 + draw.below(3);
        let assets: Vec<SearchAsset> =
            (1..=wanted).map(|id| asset(id, &mut draw, sweep_object, &weather, daylight_s)).collect();
        let (forecast, elements) = ensembles(seed, number, object, &loss);
        let map = Summary::of(&forecast);
        let half_m = AREA_RADII * map.radius_50_m;
        let corner = |east: f64, north: f64| Vec2::new(east * half_m, north * half_m);
        let area = [corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
        let way = Vec2::from_polar(along_deg, 3.0 * map.radius_50_m);
        let task = SearchTask {
            pattern: String::new(),
            params: Vec::new(),
            frame,
            time_s: f64::from(loss.hours) * 3_600.0,
            datum: Vec2::ZERO,
            error_radius_m: map.radius_50_m,
            drift_mps: map.drift,
            area: if drawn_area { area.to_vec() } else { Vec::new() },
            track: Vec::new(),
            assets,
            wind_mps: wind,
            current_mps: current,
            visibility_m: units::nm(weather.visibility_nm),
            wave_height_m: weather.wave_height_m,
            poc: Some(map.grid(&forecast)),
            spacing_m: None,
            max_legs: MAX_LEGS,
        };
        let elements = elements.iter().map(|e| Element { at: e.at - map.mean, ..*e }).collect();
        Self { number, object, task, track: vec![-way, way], elements }
    }

    /// What a planner is asked: this pattern with the first `units` of the case's units.
    pub fn task(&self, pattern: &str, params: &[(String, f64)], units: usize, with_track: bool) -> SearchTask {
        let mut task = SearchTask { pattern: pattern.to_owned(), params: params.to_vec(), ..self.task.clone() };
        task.assets.truncate(units);
        if with_track {
            task.track.clone_from(&self.track);
        }
        task
    }

    /// How many units it has.
    pub fn units(&self) -> usize {
        self.task.assets.len()
    }
}

/// Shares of vessels, helicopters, aeroplanes and drones are assumed: what a coast has most of comes most often.
fn asset(id: u32, draw: &mut Draw, sweep_object: &str, weather: &Weather, daylight_s: f64) -> SearchAsset {
    let class = match draw.unit() {
        share if share < 0.35 => 0,
        share if share < 0.65 => 1,
        share if share < 0.82 => 2,
        _ => 3,
    };
    let kinds: Vec<&Craft> = CRAFT.iter().filter(|craft| craft.class == class).collect();
    let craft = kinds[draw.below(kinds.len() as u32) as usize];
    let (least, most) = craft.away_nm;
    let away_m = units::nm(least + (most - least) * draw.unit());
    let start = Vec2::from_polar(360.0 * draw.unit(), away_m);
    SearchAsset {
        id,
        class,
        start,
        cruise_mps: units::knots(craft.cruise_kn),
        search_mps: units::knots(craft.search_kn),
        // Searches by eye end with the light.
        endurance_s: craft.endurance_s().min(daylight_s),
        turn_radius_m: craft.turn_radius_m(),
        sweep_width_m: craft.sweep_width_m(sweep_object, weather),
        search_alt_m: if class == 0 { 0.0 } else { craft.height_m },
        base: start,
    }
}

/// How the object was lost.
struct Loss {
    /// Radius of 50 % round its last known position, metres.
    error_m: f64,
    hours: u32,
    wind: Vec2,
    current: Vec2,
}

/// The planner's forecast and, apart from it, the places to try plans on; about the last known position.
fn ensembles(seed: u64, number: u32, object: &str, loss: &Loss) -> (Vec<Element>, Vec<Element>) {
    let Some(class) = leeway::class(object) else { return (Vec::new(), Vec::new()) };
    let element = |index: u64| drifted(seed, u64::from(number) << 32 | index, class, loss);
    ((0..FORECAST).map(element).collect(), (FORECAST..FORECAST + OBJECTS).map(element).collect())
}

/// One element: seeded round the last known position, drifting hour by hour with its own leeway and forecast errors.
fn drifted(seed: u64, id: u64, class: &LeewayClass, loss: &Loss) -> Element {
    let side = if id.is_multiple_of(2) { Side::Right } else { Side::Left };
    let mut draw = Draw::new(seed, Purpose::Seeding, id, 0);
    // Box and Muller's pair: half the logarithms of single normals.
    let mut pair = |sd: f64| {
        let radius = (2.0 * draw.exponential()).sqrt() * sd;
        let turn = TAU * draw.unit();
        Vec2::new(radius * sarex_model::math::cos(turn), radius * sarex_model::math::sin(turn))
    };
    let mut at = pair(loss.error_m / SIGMA_PER_50);
    let wind = loss.wind + pair(FORECAST_ERROR_MPS.0);
    let current = loss.current + pair(FORECAST_ERROR_MPS.1);
    let mut coefficients = Coefficients::draw(class, side, &mut Draw::new(seed, Purpose::Leeway, id, 0));
    let jibe = leeway::jibe_probability(3_600.0, leeway::JIBE_PER_HOUR);
    let mut jibes = Draw::new(seed, Purpose::Jibe, id, 0);
    let mut velocity = coefficients.velocity(wind) + current;
    for _ in 0..loss.hours {
        if jibes.unit() < jibe {
            coefficients.jibe();
            velocity = coefficients.velocity(wind) + current;
        }
        at += velocity * 3_600.0;
    }
    Element { at, velocity }
}

/// What the engine tells of a forecast.
struct Summary {
    mean: Vec2,
    drift: Vec2,
    radius_50_m: f64,
    radius_95_m: f64,
}

impl Summary {
    fn of(forecast: &[Element]) -> Self {
        let share = 1.0 / forecast.len().max(1) as f64;
        let mean = forecast.iter().fold(Vec2::ZERO, |sum, e| sum + e.at * share);
        let drift = forecast.iter().fold(Vec2::ZERO, |sum, e| sum + e.velocity * share);
        let mut away_m: Vec<f64> = forecast.iter().map(|e| (e.at - mean).length()).collect();
        away_m.sort_by(f64::total_cmp);
        let radius = |percent: usize| away_m.get(away_m.len() * percent / 100).copied().unwrap_or(0.0);
        Self { mean, drift, radius_50_m: radius(50), radius_95_m: radius(95) }
    }

    /// The forecast on a grid about its mean.
    fn grid(&self, forecast: &[Element]) -> PocGrid {
        let half_m = (GRID_RADII * self.radius_95_m).max(1_000.0);
        let cell_m = 2.0 * half_m / f64::from(GRID_SIDE);
        let mut values = vec![0.0_f32; (GRID_SIDE * GRID_SIDE) as usize];
        let share = 1.0 / forecast.len().max(1) as f32;
        for element in forecast {
            let off = element.at - self.mean;
            let (col, row) = ((off.east_m + half_m) / cell_m, (off.north_m + half_m) / cell_m);
            let side = f64::from(GRID_SIDE);
            if (0.0..side).contains(&col) && (0.0..side).contains(&row) {
                values[row as usize * GRID_SIDE as usize + col as usize] += share;
            }
        }
        PocGrid { origin: Vec2::new(-half_m, -half_m), cell_m, cols: GRID_SIDE, rows: GRID_SIDE, values }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_depends_on_seed_and_number_alone() {
        assert_eq!(Case::new(7, 3), cases(7, 5)[2]);
        assert_ne!(Case::new(7, 3).task, Case::new(8, 3).task);
    }

    #[test]
    fn every_case_can_be_searched() {
        let cases = cases(1, 200);
        for case in &cases {
            let task = case.task("x", &[], case.units(), false);
            for asset in &task.assets {
                assert!(asset.sweep_width_m > 10.0, "case {}: {asset:?}", case.number);
                let there_s = (asset.start.length()) / asset.cruise_mps;
                assert!(asset.endurance_s > 2.0 * there_s + 600.0, "case {}: {asset:?}", case.number);
            }
            let on_map: f32 = task.poc.as_ref().unwrap().values.iter().sum();
            assert!((0.9..1.001).contains(&on_map), "case {}: {on_map}", case.number);
            // The places that count are those that the planner is told of.
            let inside = case.elements.iter().filter(|e| e.at.length() < task.error_radius_m).count();
            assert!((190..322).contains(&inside), "case {}: {inside}", case.number);
        }
        for class in 0..4 {
            let used = cases.iter().filter(|c| c.task.assets.iter().any(|a| a.class == class)).count();
            assert!(used > 30, "class {class}: {used}");
        }
        assert_eq!(cases.iter().filter(|c| c.task.area.is_empty()).count(), 100);
    }
}
