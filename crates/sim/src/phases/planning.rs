//! Planning: a cell's request becomes a task for a search-pattern plugin, and its answer becomes orders.

use sarex_model::{
    position::{LocalFrame, Position, Vec2},
    units,
};

use crate::{
    cells::sharing,
    command::{Ask, Command},
    coordination,
    decision::{Decisions, LocalPoint, PlannedSearch, SearchAsset, SearchTask},
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::MAX_LEGS,
    phases::{commands, decide, estimate, search},
    setup::{Order, RouteLeg, SearchRequest, Split},
    state::PlanState,
    view::PlanPart,
};

/// Half the side of the default search area, in radii of 50 % containment: with a centred normal distribution a box of
/// half side 1.5 radii (1.77 sigma) holds erf(1.77/sqrt 2)^2 = 85 %.
const AREA_RADII: f64 = 1.5;

/// Plans a search and gives its units their orders. The error is what the asking cell reads.
pub(crate) fn plan(
    exercise: &mut Exercise,
    mut request: SearchRequest,
    decisions: &mut dyn Decisions,
) -> Result<(), String> {
    if !request.units.is_empty() {
        request.units.retain(|unit| levers::reachable(exercise, *unit));
        if request.units.is_empty() {
            return Err("none of its units answers".to_owned());
        }
    }
    let plugin = &exercise.setup.plugins[request.plugin as usize];
    if let Some(reason) = &plugin.unusable {
        return Err(format!("plugin {} cannot be used: {reason}", plugin.id));
    }
    let task = task(exercise, &request)?;
    let planned = decisions.plan(request.plugin, &task)?;
    let number = exercise.state.plans.len() as u32;
    let (parts, orders) = orders_of(exercise, &request, &task, &planned, number)?;
    if parts.is_empty() {
        return Err("the planner gave no unit anything to do".to_owned());
    }
    adopt(exercise, &request, &planned.name, &planned.note, parts);
    for (unit, order) in orders {
        commands::give_order(exercise, unit, order);
    }
    Ok(())
}

/// The parts of a plan and the orders that carry it out, or why it cannot be used.
#[expect(clippy::type_complexity, reason = "a pair of lists")]
pub(crate) fn orders_of(
    exercise: &Exercise,
    request: &SearchRequest,
    task: &SearchTask,
    planned: &PlannedSearch,
    number: u32,
) -> Result<(Vec<PlanPart>, Vec<(u32, Order)>), String> {
    let frame = LocalFrame::new(task.frame);
    let place = |point: &LocalPoint| frame.to_position(*point);
    let mut parts = Vec::new();
    let mut orders = Vec::new();
    for part in &planned.assets {
        if !request.units.contains(&part.asset) || part.legs.is_empty() || part.legs.len() >= MAX_LEGS {
            return Err(format!(
                "plugin {} planned for a unit that was not offered, or with too many legs",
                exercise.setup.plugins[request.plugin as usize].id
            ));
        }
        let finite =
            part.legs.iter().all(|l| l.speed_mps.is_finite() && l.alt_m.is_finite() && place(&l.to).is_valid());
        if !finite || !place(&part.commence).is_valid() || !part.spacing_m.is_finite() {
            return Err("the plan holds a number that is not finite".to_owned());
        }
        let mut legs =
            vec![RouteLeg { to: place(&part.commence), speed_mps: 0.0, alt_m: part.legs[0].alt_m, searching: false }];
        legs.extend(part.legs.iter().map(|l| RouteLeg {
            to: place(&l.to),
            speed_mps: l.speed_mps,
            alt_m: l.alt_m,
            searching: l.sensor_on,
        }));
        parts.push(PlanPart {
            unit: part.asset,
            points: legs.iter().map(|l| l.to).collect(),
            area: part.area.iter().map(place).collect(),
            spacing_m: part.spacing_m,
            legs_done: 0,
        });
        orders.push((part.asset, Order::Search { plan: number, legs }));
    }
    Ok((parts, orders))
}

fn adopt(exercise: &mut Exercise, request: &SearchRequest, name: &str, note: &str, parts: Vec<PlanPart>) {
    let plan = exercise.state.plans.len() as u32;
    let units = parts.len() as u32;
    exercise.state.plans.push(PlanState {
        cell: request.cell,
        object: request.object,
        request: request.clone(),
        looked_at: exercise.state.tick,
        name: name.to_owned(),
        note: note.to_owned(),
        made: exercise.state.tick,
        parts,
        changed: exercise.state.tick,
    });
    exercise.state.cells[request.cell as usize].plans.push(plan);
    let what = What::PlanMade { plan, cell: request.cell, name: name.to_owned(), units, note: note.to_owned() };
    exercise.emit(Audience::Cells(vec![request.cell]), what);
    if request.shared {
        let everybody: Vec<u32> = (0..exercise.setup.cells.len() as u32).collect();
        sharing::tell_plan(exercise, plan, &everybody);
    }
}

impl SearchRequest {
    /// A search round a cell's estimate by one of its units, with nothing else asked for: what a planner is tried on.
    pub fn round_estimate(cell: u32, object: u32, unit: u32) -> Self {
        Self {
            cell,
            plugin: 0,
            pattern: String::new(),
            params: Vec::new(),
            units: vec![unit],
            object,
            area: Vec::new(),
            split: None,
            track: Vec::new(),
            spacing_m: None,
            shared: false,
        }
    }
}

impl Exercise {
    /// The task that a search would put to its planner now. Nothing changes. The error is what the cell would read.
    pub fn search_task(&self, request: &SearchRequest) -> Result<SearchTask, String> {
        let command = Command { cell: request.cell, action: Ask::Search(request.clone()) };
        commands::check(self, &command)?;
        task(self, request)
    }
}

pub(crate) fn task(exercise: &Exercise, request: &SearchRequest) -> Result<SearchTask, String> {
    let estimates = &exercise.state.cells[request.cell as usize].estimates;
    let Some(estimate) = estimates.iter().find(|e| e.object == request.object) else {
        return Err(
            "the cell has no datum for that object yet: it must first receive its last known position".to_owned()
        );
    };
    let frame = estimate.mean;
    let local = LocalFrame::new(frame);
    let points = |places: &[Position]| places.iter().map(|p| local.to_local(*p)).collect::<Vec<_>>();
    let assets: Vec<SearchAsset> = request.units.iter().map(|unit| asset(exercise, request, &local, *unit)).collect();
    if assets.is_empty() {
        return Err("a search needs at least one unit".to_owned());
    }
    // The area is meant for the middle of the transit: the planner moves its legs with the drift from now on.
    let mut area = points(&request.area);
    if let Some(split) = request.split {
        area = match (split, area.is_empty()) {
            (Split::Agreed, empty) => {
                let (line, side) = coordination::own_side(exercise, request.cell)
                    .ok_or("the cells have agreed no division that gives the cell a side")?;
                if empty { beside(&line, side, estimate.radius_50_m, &local) } else { kept(&area, &line, side, &local) }
            }
            (Split::LeftOf(line), true) => beside(exercise.line(line), 1.0, estimate.radius_50_m, &local),
            (Split::RightOf(line), true) => beside(exercise.line(line), -1.0, estimate.radius_50_m, &local),
            (_, true) => part_of(exercise, &default_area(estimate.radius_50_m), split, &local),
            (_, false) => part_of(exercise, &area, split, &local),
        };
        if area.len() < 3 {
            return Err("nothing of the area lies on the cell's side of the line".to_owned());
        }
    }
    let first = &exercise.state.units[request.units[0] as usize];
    Ok(SearchTask {
        pattern: request.pattern.clone(),
        params: request.params.clone(),
        frame,
        time_s: exercise.state.tick as f64,
        datum: LocalPoint::default(),
        error_radius_m: estimate.radius_50_m,
        drift_mps: estimate.drift,
        area,
        track: points(&request.track),
        assets,
        wind_mps: first.wind,
        current_mps: first.current,
        visibility_m: units::nm(exercise.state.visibility_nm),
        wave_height_m: exercise.state.wave_height_m,
        poc: Some(estimate::poc_grid(estimate, frame, 0.0)),
        spacing_m: request.spacing_m,
        max_legs: (MAX_LEGS - 1) as u32,
    })
}

fn asset(exercise: &Exercise, request: &SearchRequest, local: &LocalFrame, unit: u32) -> SearchAsset {
    let state = &exercise.state.units[unit as usize];
    let performance = &exercise.setup.units[unit as usize].performance;
    let base = decide::base_position(exercise, unit as usize);
    let top_mps = levers::top_mps(exercise, unit as usize);
    let object = &exercise.setup.objects[request.object as usize];
    SearchAsset {
        id: unit,
        class: performance.class.code(),
        start: local.to_local(exercise.believed(unit)),
        cruise_mps: performance.cruise_mps.min(top_mps),
        search_mps: performance.search_mps.min(top_mps),
        endurance_s: (state.endurance_left_s - performance.reserve_frac * performance.endurance_s).max(0.0),
        turn_radius_m: turn_radius_m(performance.search_mps, performance.turn_rate_dps),
        sweep_width_m: search::sweep_width_m(exercise, unit, &object.sweep_object),
        search_alt_m: performance.sensor_height_m,
        base: local.to_local(base),
    }
}

/// Radius of a steady turn, metres: speed over rate of turn (radians a second).
fn turn_radius_m(speed_mps: f64, rate_dps: f64) -> f64 {
    speed_mps / (rate_dps * std::f64::consts::PI / 180.0)
}

fn default_area(radius_50_m: f64) -> Vec<LocalPoint> {
    let half = AREA_RADII * radius_50_m;
    [(-half, -half), (half, -half), (half, half), (-half, half)]
        .into_iter()
        .map(|(east_m, north_m)| Vec2 { east_m, north_m })
        .collect()
}

/// The default area's part beside an exercise line, with its long side along the line so that neither side's legs
/// cross it. `side` is 1 for the left, looking along the line, and -1 for the right.
fn beside(line: &[Position], side: f64, radius_50_m: f64, local: &LocalFrame) -> Vec<LocalPoint> {
    let half = AREA_RADII * radius_50_m;
    let (a, run) = nearest_segment(line, local, Vec2::default());
    let along = run * (1.0 / run.length().max(1.0));
    let outward = Vec2 { east_m: -along.north_m, north_m: along.east_m } * side;
    // Datum is the origin; a side that the datum is not on still gets a strip to search.
    let near = outward.dot(a);
    let far = half.max(near + half / 2.0);
    [(-half, near), (half, near), (half, far), (-half, far)].into_iter().map(|(s, t)| along * s + outward * t).collect()
}

/// The part of an area on one side of a line: 1 for the left, -1 for the right.
fn kept(area: &[LocalPoint], line: &[Position], side: f64, local: &LocalFrame) -> Vec<LocalPoint> {
    let (a, direction) = nearest_segment(line, local, middle(area));
    clip(area, a, direction * side)
}

fn middle(area: &[LocalPoint]) -> LocalPoint {
    area.iter().fold(Vec2::default(), |sum, p| sum + *p) * (1.0 / area.len() as f64)
}

fn part_of(exercise: &Exercise, area: &[LocalPoint], split: Split, local: &LocalFrame) -> Vec<LocalPoint> {
    let centre = middle(area);
    // A half plane: the points p with (p - a) x direction on the kept side.
    let (a, direction) = match split {
        Split::NorthHalf => (centre, Vec2 { east_m: 1.0, north_m: 0.0 }),
        Split::SouthHalf => (centre, Vec2 { east_m: -1.0, north_m: 0.0 }),
        Split::EastHalf => (centre, Vec2 { east_m: 0.0, north_m: -1.0 }),
        Split::WestHalf => (centre, Vec2 { east_m: 0.0, north_m: 1.0 }),
        Split::LeftOf(line) => return kept(area, exercise.line(line), 1.0, local),
        Split::RightOf(line) => return kept(area, exercise.line(line), -1.0, local),
        Split::Agreed => return Vec::new(),
    };
    clip(area, a, direction)
}

/// Start and direction of the part of a line that passes nearest to a point.
fn nearest_segment(points: &[Position], local: &LocalFrame, to: LocalPoint) -> (LocalPoint, LocalPoint) {
    let points: Vec<LocalPoint> = points.iter().map(|p| local.to_local(*p)).collect();
    let mut best = (f64::INFINITY, (Vec2::default(), Vec2 { east_m: 1.0, north_m: 0.0 }));
    for pair in points.windows(2) {
        let run = pair[1] - pair[0];
        let share = ((to - pair[0]).dot(run) / run.dot(run).max(1.0)).clamp(0.0, 1.0);
        let distance = (pair[0] + run * share - to).length();
        if distance < best.0 {
            best = (distance, (pair[0], run));
        }
    }
    best.1
}

/// The part of a convex polygon left of a line (Sutherland and Hodgman, 1974).
fn clip(polygon: &[LocalPoint], a: LocalPoint, direction: LocalPoint) -> Vec<LocalPoint> {
    let side = |p: LocalPoint| direction.east_m * (p.north_m - a.north_m) - direction.north_m * (p.east_m - a.east_m);
    let mut kept = Vec::new();
    for (i, from) in polygon.iter().enumerate() {
        let to = polygon[(i + 1) % polygon.len()];
        let (s, t) = (side(*from), side(to));
        if s >= 0.0 {
            kept.push(*from);
        }
        if (s >= 0.0) != (t >= 0.0) {
            kept.push(*from + (to - *from) * (s / (s - t)));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sides_of_a_line_meet_at_the_line_and_do_not_overlap() {
        let datum = Position::new(36.0, 131.0);
        let local = LocalFrame::new(datum);
        let at = |east_m, north_m| local.to_position(Vec2 { east_m, north_m });
        let line = [at(-50_000.0, 2_000.0), at(50_000.0, 2_000.0)];
        let norths = |side| beside(&line, side, 10_000.0, &local).into_iter().map(|p| p.north_m).collect::<Vec<_>>();
        // Running east, left is north.
        assert!(norths(1.0).iter().all(|n| *n > 1_900.0), "{:?}", norths(1.0));
        assert!(norths(-1.0).iter().all(|n| *n < 2_100.0), "{:?}", norths(-1.0));
        let width = |side| norths(side).iter().fold(0.0_f64, |w, n| w.max((n - 2_000.0).abs()));
        assert!(width(1.0) > 5_000.0 && width(-1.0) > 16_000.0);
    }

    #[test]
    fn a_box_is_cut_into_its_northern_half() {
        let half = clip(&default_area(1_000.0), Vec2::default(), Vec2 { east_m: 1.0, north_m: 0.0 });
        assert_eq!(half.len(), 4);
        assert!(half.iter().all(|p| p.north_m >= -1e-9));
    }
}
