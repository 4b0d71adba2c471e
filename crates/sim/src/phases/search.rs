//! Detection of search objects: every pass has the chance that the lateral range function gives for its geometry.
//!
//! Each look adds the detection potential of the run since the last one. A threshold is drawn once for each unit and
//! object from an exponential distribution; the object is seen when the potential reaches it. Because that
//! distribution has no memory, a straight pass finds with exactly the chance p(lateral range), separate passes are
//! independent, and no result depends on how often the engine looks.

use sarex_model::{
    position::{LocalFrame, Vec2},
    rng::{Draw, Purpose},
    sun,
    sweep::{self, Platform},
    units,
};

use crate::{
    decision::Decisions,
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::{ENVIRONMENT_CYCLE_S, SENSOR_CYCLE_S},
    phases::{estimate, sensing},
    setup::Class,
    state::{Found, Look},
};

/// Civil twilight ends with the sun this far below the horizon; no published sweep width for the eye holds after it.
const CIVIL_TWILIGHT_DEG: f64 = -6.0;

/// Lets every unit under way look for every object, and thins the cells' forecasts by what was looked at.
pub(crate) fn run(exercise: &mut Exercise, decisions: &mut dyn Decisions) {
    if exercise.setup.objects.is_empty() {
        return;
    }
    let mut asked = sensing::Questions::default();
    for unit in 0..exercise.state.units.len() as u32 {
        let Some(cell) = exercise.setup.units[unit as usize].cell else { continue };
        if !exercise.state.units[unit as usize].active() {
            forget(exercise, unit, cell);
            continue;
        }
        for object in 0..exercise.state.objects.len() as u32 {
            let sweep_m = cached_sweep_width_m(exercise, unit, object);
            let sensor = sensing::model_of(exercise, unit).filter(|_| levers::trusts_sensor(exercise, unit));
            if (sweep_m > 0.0 || sensor.is_some())
                && let Some(run) = look(exercise, unit, cell, object, sweep_m)
            {
                match sensor {
                    Some(plugin) => asked.put(exercise, plugin, &run),
                    None => notice(exercise, &run, run.potential(exercise)),
                }
            }
            thin(exercise, unit, cell, object, sweep_m);
        }
    }
    asked.answer(exercise, decisions);
}

/// The relative motion of an object past a unit since its last look.
pub(crate) struct Run {
    pub unit: u32,
    pub cell: u32,
    pub object: u32,
    pub from: Vec2,
    pub to: Vec2,
    pub sweep_m: f64,
}

impl Run {
    /// Detection potential by the published sweep width.
    pub(crate) fn potential(&self, exercise: &Exercise) -> f64 {
        let max_m = units::nm(exercise.state.visibility_nm);
        sarex_model::detection::pass_potential(self.sweep_m, self.from, self.to, max_m)
    }
}

/// A unit at base looks at nothing; its next run starts where it leaves.
pub(crate) fn forget(exercise: &mut Exercise, unit: u32, cell: u32) {
    for object in 0..exercise.state.objects.len() as u32 {
        exercise.state.looks.remove(&(unit, object));
    }
    for estimate in &mut exercise.state.cells[cell as usize].estimates {
        estimate.looked_from.remove(&unit);
    }
}

fn look(exercise: &mut Exercise, unit: u32, cell: u32, object: u32, sweep_m: f64) -> Option<Run> {
    let state = &exercise.state.objects[object as usize];
    if exercise.state.tick as i64 <= exercise.setup.objects[object as usize].released_s || state.cleared.is_some() {
        return None;
    }
    let own = exercise.state.units[unit as usize].at;
    let relative = LocalFrame::new(own).to_local(state.at);
    let seed = exercise.setup.seed;
    let tick = exercise.state.tick;
    let entry = exercise.state.looks.entry((unit, object)).or_insert_with(|| {
        let id = u64::from(unit) << 32 | u64::from(object);
        let threshold = Draw::new(seed, Purpose::Detection, id, tick).exponential();
        Look { relative, potential: 0.0, threshold, seen: false }
    });
    let from = std::mem::replace(&mut entry.relative, relative);
    Some(Run { unit, cell, object, from, to: relative, sweep_m })
}

/// Adds the potential of a run; the object is seen when it reaches the threshold.
pub(crate) fn notice(exercise: &mut Exercise, run: &Run, potential: f64) {
    let Run { unit, cell, object, to: relative, .. } = *run;
    let Some(entry) = exercise.state.looks.get_mut(&(unit, object)) else { return };
    entry.potential += potential;
    let seen_now = !entry.seen && entry.potential >= entry.threshold;
    entry.seen |= seen_now;
    let seen = entry.seen;
    if seen_now {
        detected(exercise, unit, cell, object, relative);
    }
    if seen {
        let max_m = units::nm(exercise.state.visibility_nm);
        keep_in_sight(exercise, run, max_m);
    }
}

fn detected(exercise: &mut Exercise, unit: u32, cell: u32, object: u32, relative: Vec2) {
    let tick = exercise.state.tick;
    let at = exercise.state.objects[object as usize].at;
    for (number, knower) in exercise.state.cells.iter().enumerate() {
        if let Some(estimate) = knower.estimates.iter().find(|e| e.object == object)
            && exercise.state.objects[object as usize].first_found.is_none()
        {
            exercise.history.datum_errors.push((object, number as u32, estimate.mean.distance_m(at)));
        }
    }
    exercise.state.objects[object as usize].first_found.get_or_insert(tick);
    // The finder tells the place as it takes itself to be somewhere.
    let at = at.moved(levers::error_m(exercise, unit));
    let velocity = exercise.state.objects[object as usize].velocity;
    if levers::keep_find(exercise, unit, object, at, velocity) {
        exercise.emit(Audience::Control, What::Detected { unit, object, range_m: relative.length(), at });
        return;
    }
    let found = &mut exercise.state.cells[cell as usize].found;
    if found.iter().all(|f| f.object != object) {
        let persons = exercise.state.objects[object as usize].persons_now();
        found.push(Found { object, tick, by: unit, at, velocity, seen: tick, persons });
        let what = What::Detected { unit, object, range_m: relative.length(), at };
        exercise.emit(Audience::Cells(vec![cell]), what);
    }
}

/// A found object in sight of a unit of the cell is kept up to date in its picture.
fn keep_in_sight(exercise: &mut Exercise, run: &Run, max_m: f64) {
    let Run { unit, cell, object, to: relative, .. } = *run;
    if relative.length() > max_m || levers::silent(exercise, unit).is_some() {
        return;
    }
    see(exercise, unit, cell, object);
}

/// What the cell of a unit alongside an object knows of its persons.
pub(crate) fn keep_count(exercise: &mut Exercise, unit: u32, object: u32) {
    if let Some(cell) = exercise.setup.units[unit as usize].cell
        && levers::silent(exercise, unit).is_none()
    {
        see(exercise, unit, cell, object);
    }
}

fn see(exercise: &mut Exercise, unit: u32, cell: u32, object: u32) {
    let at = exercise.state.objects[object as usize].at.moved(levers::error_m(exercise, unit));
    let state = &exercise.state.objects[object as usize];
    if let Some(found) = exercise.state.cells[cell as usize].found.iter_mut().find(|f| f.object == object) {
        let (velocity, seen, persons) = (state.velocity, exercise.state.tick, state.persons_now());
        *found = Found { at, velocity, seen, persons, ..*found };
    }
}

/// The cell reckons what its unit would have seen.
fn thin(exercise: &mut Exercise, unit: u32, cell: u32, object: u32, sweep_m: f64) {
    // What it hears is what it reckons with.
    if levers::silent(exercise, unit).is_some() {
        return;
    }
    let at = exercise.believed(unit);
    let max_m = units::nm(exercise.state.visibility_nm);
    let cell_state = &mut exercise.state.cells[cell as usize];
    let found = cell_state.found.iter().any(|f| f.object == object);
    let Some(estimate) = cell_state.estimates.iter_mut().find(|e| e.object == object) else { return };
    if let Some(from) = estimate.looked_from.insert(unit, at)
        && sweep_m > 0.0
        && !found
        // Too far to see any element: nothing to reckon.
        && from.distance_m(estimate.mean) < 3.0 * estimate.radius_95_m + max_m
    {
        estimate::search(estimate, from, at, SENSOR_CYCLE_S as f64, sweep_m, max_m);
    }
}

fn cached_sweep_width_m(exercise: &mut Exercise, unit: u32, object: u32) -> f64 {
    let tick = exercise.state.tick;
    // The width is renewed at whole minutes, so that a restored exercise finds the same one.
    let minute = tick - tick % ENVIRONMENT_CYCLE_S;
    if let Some((made, width)) = exercise.scratch.sweep.get(&(unit, object))
        && *made == minute
    {
        return *width;
    }
    let setup = exercise.setup.clone();
    let width = sweep_width_m(exercise, unit, &setup.objects[object as usize].sweep_object);
    exercise.scratch.sweep.insert((unit, object), (minute, width));
    width
}

/// Sweep width of a unit for an object now, metres; 0 when nothing is published for the case (night).
pub(crate) fn sweep_width_m(exercise: &Exercise, unit: u32, sweep_object: &str) -> f64 {
    let state = &exercise.state.units[unit as usize];
    let performance = &exercise.setup.units[unit as usize].performance;
    if sun::elevation_deg(state.at, exercise.unix_s()) < CIVIL_TWILIGHT_DEG || !levers::look_out(exercise, unit) {
        return 0.0;
    }
    // The tables' speed factor is for the search speed flown; wind and waves are those at the unit.
    let look_out = |platform| sweep::LookOut {
        platform,
        height_ft: performance.sensor_height_m / units::M_PER_FT,
        speed_kn: units::to_knots(if performance.class == Class::Vessel { 0.0 } else { performance.search_mps }),
        visibility_nm: exercise.state.visibility_nm,
        wind_kn: units::to_knots(state.wind.length()),
        wave_height_ft: exercise.state.wave_height_m / units::M_PER_FT,
        fatigued: false,
    };
    let width_nm = |platform| sweep::sweep_width_nm(sweep_object, &look_out(platform)).map(|w| w.corrected_nm);
    let tables: &[Platform] = match performance.class {
        // The boat table ends at an eye height of 14 ft; a ship's bridge has a table of its own with fewer objects.
        Class::Vessel if performance.sensor_height_m > 14.0 * units::M_PER_FT => {
            &[Platform::MerchantBridge, Platform::Boat]
        }
        Class::Vessel => &[Platform::Boat],
        Class::Helicopter | Class::Drone => &[Platform::Helicopter],
        Class::Aeroplane => &[Platform::FixedWing],
    };
    tables.iter().find_map(|table| width_nm(*table).ok()).map_or(0.0, units::nm)
}
