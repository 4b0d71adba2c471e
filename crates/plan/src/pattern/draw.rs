//! From inputs to a laid-out pattern: point patterns here, areas in `ladders`, lines in `lines`.

use sarex_files::finding::Finding;
use sarex_model::{
    math,
    pattern::{self, Conduct, DriftMethod, MAX_LEGS, Plan, Side},
    position::{Position, Vec2},
    units::{knots, nm, to_knots},
};

use super::{
    Kind, feasible,
    inputs::{Craft, Inputs},
    ladders, lines,
    reader::Reader,
};

/// Keys that every pattern takes.
const COMMON: [&str; 14] = [
    "speed_kn",
    "craft",
    "start_time",
    "drift",
    "drift_method",
    "endurance",
    "from",
    "transit_speed_kn",
    "turn_radius_nm",
    "bank_deg",
    "turn_rate_deg_s",
    "nav_error_nm",
    "sweep_width_nm",
    "max_legs",
];
/// Chords leave their arc by this part of S unless said otherwise; assumed.
const CHORD_PART: f64 = 1.0 / 50.0;

/// A pattern with what the sheet says about it.
pub(super) struct Drawn {
    pub kind: Kind,
    pub inputs: Inputs,
    pub conduct: Conduct,
    pub plan: Plan,
    pub start_unix_s: Option<i64>,
    /// How many of the plan's units search with the sweep width given: not the ship of a coordinated search.
    pub searching: usize,
    /// Coverage and its formula.
    pub coverage: Option<(f64, String)>,
    pub notes: Vec<String>,
}

/// The way to the search and back.
#[derive(Clone, Copy)]
pub(super) struct Means {
    /// Seconds from departure, or on scene where no base is given.
    pub endurance_s: Option<f64>,
    pub base: Option<Position>,
    pub transit_mps: f64,
}

impl Means {
    /// Seconds from arriving at one place to having to leave another.
    pub fn on_scene_s(&self, csp: Position, end: Position) -> Option<f64> {
        let ways = self.base.map_or(0.0, |base| base.distance_m(csp) + end.distance_m(base));
        self.endurance_s.map(|endurance| endurance - ways / self.transit_mps)
    }
}

/// Lays out the pattern.
pub(super) fn draw(kind: Kind, inputs: &Inputs) -> Result<Drawn, Vec<Finding>> {
    let mut reader = Reader::new(inputs);
    refuse_unused(kind, &mut reader);
    let start_unix_s = reader.start_time();
    let sweep_width_nm = reader.positive("--sweep-width-nm", inputs.sweep_width_nm);
    reader.positive("--nav-error-nm", inputs.nav_error_nm);
    let conduct = reader.conduct();
    let means = means(&mut reader, conduct.as_ref());
    // Without a speed the pattern is laid out all the same, so that its own findings come too.
    let trial = conduct.unwrap_or(Conduct {
        speed_mps: 1.0,
        turn_radius_m: 0.0,
        drift_mps: Vec2::ZERO,
        method: DriftMethod::None,
    });
    let plan = match kind {
        Kind::ExpandingSquare => expanding_square(&mut reader, &trial, &means),
        Kind::Sector => sector(&mut reader, &trial),
        Kind::Spiral => spiral(&mut reader, &trial),
        Kind::ParallelTrack | Kind::CreepingLine => ladders::ladder(&mut reader, kind, &trial),
        Kind::CoordinatedCreepingLine => ladders::coordinated(&mut reader, &trial),
        Kind::TrackLineReturn | Kind::TrackLineNonreturn => lines::track_line(&mut reader, kind, &trial),
        Kind::Shoreline => lines::shoreline(&mut reader, &trial),
        Kind::Barrier => lines::barrier(&mut reader, &trial, &means),
        Kind::Racetrack => lines::racetrack(&mut reader, &trial),
    };
    if let (Some(plan), Some(most)) = (&plan, inputs.max_legs) {
        let legs = plan.units.iter().map(pattern::UnitTrack::legs).max().unwrap_or(0);
        if legs > most as usize {
            let reason = format!("the pattern has {legs} legs");
            reader.wrong("--max-legs", reason, "a wider spacing, fewer legs, or more units");
        }
    }
    let (Some(mut conduct), Some(plan), true) = (conduct, plan, reader.findings.is_empty()) else {
        return Err(reader.findings);
    };
    if kind == Kind::Barrier && inputs.crossover == Some(true) {
        // The crossover patrol is run in the water whatever else is said.
        conduct.method = DriftMethod::WaterFrame;
    }
    let searching = if kind == Kind::CoordinatedCreepingLine { 1 } else { plan.units.len() };
    let coverage = sweep_width_nm.and_then(|w| coverage(kind, &plan, searching, &conduct, inputs, nm(w)));
    let mut notes = reader.notes;
    notes.extend(plan.notes.iter().cloned());
    let mut drawn = Drawn { kind, inputs: inputs.clone(), conduct, plan, start_unix_s, searching, coverage, notes };
    let found = feasible::notes(&drawn, &means);
    drawn.notes.extend(found);
    Ok(drawn)
}

impl Kind {
    /// Whether the pattern has a use for an input, by its key.
    pub(super) fn takes(self, key: &str) -> bool {
        let own: &[&str] = match self {
            Self::ExpandingSquare => {
                &["datum", "csp", "orientation_deg", "first_turn", "spacing_nm", "legs", "radius_nm", "wind", "units"]
            }
            Self::Sector => &[
                "datum",
                "csp",
                "orientation_deg",
                "first_turn",
                "radius_nm",
                "second_search",
                "second_unit_deg",
                "wind",
            ],
            Self::ParallelTrack | Self::CreepingLine => &[
                "csp",
                "centre",
                "corner",
                "orientation_deg",
                "length_nm",
                "width_nm",
                "spacing_nm",
                "legs",
                "first_turn",
                "units",
                "split",
                "fit_spacing",
            ],
            Self::TrackLineReturn => &["track", "track_file", "spacing_nm", "first_side"],
            Self::TrackLineNonreturn => &["track", "track_file", "spacing_nm", "first_side", "legs"],
            Self::CoordinatedCreepingLine => &[
                "centre",
                "corner",
                "orientation_deg",
                "length_nm",
                "width_nm",
                "spacing_nm",
                "first_turn",
                "ship_speed_kn",
            ],
            Self::Shoreline => &["track", "track_file", "seaward", "distance_nm", "spacing_nm", "legs", "tolerance_nm"],
            Self::Barrier => &["centre", "track", "orientation_deg", "length_nm", "legs", "crossover"],
            Self::Racetrack => &[
                "centre",
                "track",
                "orientation_deg",
                "length_nm",
                "spacing_nm",
                "legs",
                "first_turn",
                "chord_error_nm",
            ],
            Self::Spiral => &[
                "datum",
                "csp",
                "orientation_deg",
                "first_turn",
                "radius_nm",
                "spacing_nm",
                "inward",
                "units",
                "chord_error_nm",
            ],
        };
        COMMON.contains(&key) || own.contains(&key)
    }
}

/// An input that the pattern has no use for is a mistake, not a wish to be ignored.
fn refuse_unused(kind: Kind, reader: &mut Reader) {
    let given = serde_json::to_value(reader.inputs).unwrap_or_default();
    let given = given.as_object().into_iter().flatten().map(|(key, _)| key.clone());
    for key in given.filter(|key| !kind.takes(key)) {
        let reason = format!("has no meaning for {}", kind.name());
        reader.wrong(&format!("--{}", key.replace('_', "-")), reason, "leave it out");
    }
}

fn means(reader: &mut Reader, conduct: Option<&Conduct>) -> Means {
    let inputs = reader.inputs;
    let base = reader.position("--from", inputs.from.as_deref());
    let transit = reader.positive("--transit-speed-kn", inputs.transit_speed_kn).map(knots);
    if inputs.transit_speed_kn.is_some() && inputs.from.is_none() {
        reader.wrong("--transit-speed-kn", "there is no way to run at it", "give --from POSITION, or leave it out");
    }
    let endurance_s = reader.duration("--endurance", inputs.endurance.as_deref());
    Means { endurance_s, base, transit_mps: transit.or(conduct.map(|c| c.speed_mps)).unwrap_or(1.0) }
}

/// The datum, which is the commence search point of a pattern about a point.
fn datum(reader: &mut Reader) -> Option<Position> {
    let inputs = reader.inputs;
    if inputs.datum.is_some() && inputs.csp.is_some() {
        reader.wrong("--csp", "the datum is the commence search point", "give one of --datum and --csp");
        return None;
    }
    reader.need_position("--datum", inputs.datum.as_deref().or(inputs.csp.as_deref()))
}

pub(super) fn first_turn(inputs: &Inputs) -> Side {
    inputs.first_turn.map_or(Side::Right, Side::from)
}

/// Course of the first leg: as given, into the wind for an aircraft, else down the drift, else north.
fn first_course(reader: &mut Reader, conduct: &Conduct) -> f64 {
    let inputs = reader.inputs;
    let wind = reader.polar("--wind", inputs.wind.as_deref());
    if let Some(course) = inputs.orientation_deg {
        return course;
    }
    let drift = (conduct.drift_mps.length() > 0.0).then(|| conduct.drift_mps.bearing_deg());
    let into_wind = wind.filter(|(_, kn)| *kn > 0.0).map(|(from, _)| math::wrap_360(from));
    let (course, why) = match (into_wind, drift, inputs.craft) {
        (Some(course), None, _) | (Some(course), Some(_), Some(Craft::Aircraft)) => (course, "into the wind"),
        (_, Some(course), _) => (course, "down the drift"),
        (None, None, _) => (0.0, "north: assumed, no wind, drift or orientation is given"),
    };
    reader.notes.push(format!("first leg {course:03.0} true, {why}"));
    course
}

fn expanding_square(reader: &mut Reader, conduct: &Conduct, means: &Means) -> Option<Plan> {
    let inputs = reader.inputs;
    if inputs.units.is_some_and(|units| units != 1) {
        reader.wrong("--units", "an expanding square is for one unit", "parallel-track takes several");
    }
    let datum = datum(reader);
    let spacing_m = reader.need_nm("--spacing-nm", inputs.spacing_nm, "0.5");
    let first_course_deg = first_course(reader, conduct);
    let (datum, spacing_m) = (datum?, spacing_m?);
    let legs = square_legs(reader, datum, spacing_m, conduct, means)?;
    let first_turn = first_turn(inputs);
    let search = pattern::ExpandingSquare { datum, first_course_deg, first_turn, spacing_m, legs };
    reader.take(pattern::expanding_square(&search, conduct))
}

/// As given, or as many as cover the radius, or as fit into the time on scene.
fn square_legs(reader: &mut Reader, datum: Position, spacing_m: f64, conduct: &Conduct, means: &Means) -> Option<u32> {
    let inputs = reader.inputs;
    match (inputs.legs, inputs.radius_nm, means.on_scene_s(datum, datum)) {
        (Some(_), Some(_), _) => {
            reader.wrong("--legs", "legs and radius say the same thing", "give one of them");
            None
        }
        (Some(legs), None, _) => Some(legs),
        (None, Some(_), _) => {
            let radius = reader.positive("--radius-nm", inputs.radius_nm)?;
            let legs = pattern::legs_to_cover(nm(radius), spacing_m);
            if spacing_m > 0.0 && legs > f64::from(MAX_LEGS) {
                let reason = format!("{legs:.0} legs would be needed, at most {MAX_LEGS} can be planned");
                reader.wrong("--radius-nm", reason, "a smaller radius or a wider spacing");
                return None;
            }
            // A spacing that is no length is reported by the pattern itself.
            Some(if legs.is_finite() { legs as u32 } else { 1 })
        }
        (None, None, Some(on_scene_s)) => {
            let turn_s = conduct.turn_radius_m * std::f64::consts::FRAC_PI_2 / conduct.speed_mps;
            let mut time_s = 0.0;
            let fits = |legs: &u32| {
                time_s +=
                    f64::from(legs / 2 + 1) * spacing_m / conduct.speed_mps + if *legs > 0 { turn_s } else { 0.0 };
                time_s <= on_scene_s
            };
            let legs = (0..MAX_LEGS).take_while(fits).count() as u32;
            if legs == 0 {
                reader.wrong(
                    "--endurance",
                    "no leg fits into the time on scene",
                    "more endurance or a smaller spacing",
                );
                return None;
            }
            reader.notes.push(format!("{legs} legs: as many as fit into the time on scene"));
            Some(legs)
        }
        (None, None, None) => {
            reader.wrong("--legs", "is missing", "give --legs 8, or --radius-nm, or --endurance to fill");
            None
        }
    }
}

fn sector(reader: &mut Reader, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let datum = datum(reader);
    let radius_m = reader.need_nm("--radius-nm", inputs.radius_nm, "5");
    let first_course_deg = first_course(reader, conduct);
    let search = pattern::Sector {
        datum: datum?,
        radius_m: radius_m?,
        first_course_deg,
        turns: first_turn(inputs),
        second_search: inputs.second_search.unwrap_or(false),
        second_unit_deg: inputs.second_unit_deg,
    };
    reader.take(pattern::sector(&search, conduct))
}

fn spiral(reader: &mut Reader, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let datum = datum(reader);
    let radius_m = reader.need_nm("--radius-nm", inputs.radius_nm, "3");
    let spacing_m = reader.need_nm("--spacing-nm", inputs.spacing_nm, "0.5");
    let (datum, radius_m, spacing_m) = (datum?, radius_m?, spacing_m?);
    let search = pattern::Spiral {
        datum,
        radius_m,
        spacing_m,
        first_bearing_deg: inputs.orientation_deg.unwrap_or(0.0),
        turns: first_turn(inputs),
        inward: inputs.inward.unwrap_or(false),
        units: inputs.units.unwrap_or(1),
        chord_error_m: chord_error_m(reader, spacing_m),
    };
    reader.take(pattern::spiral(&search, conduct))
}

pub(super) fn chord_error_m(reader: &mut Reader, spacing_m: f64) -> f64 {
    reader.inputs.chord_error_nm.map_or(spacing_m * CHORD_PART, nm)
}

/// W / S; for patterns whose tracks are not parallel, swept area over area; for a barrier its own formula.
fn coverage(
    kind: Kind,
    plan: &Plan,
    searching: usize,
    conduct: &Conduct,
    inputs: &Inputs,
    w_m: f64,
) -> Option<(f64, String)> {
    match (kind, plan.spacing_m) {
        (Kind::Barrier, None) => {
            let length_m = plan.units[0].waypoints.get(1)?.leg_m;
            let axis_deg = plan.units[0].csp.bearing_deg(plan.units[0].waypoints.get(1)?.at);
            let across = conduct.drift_mps.bearing_deg() - axis_deg;
            let flow = conduct.drift_mps.length() * math::sin(math::radians(across)).abs();
            let ground = match conduct.method {
                DriftMethod::WaterFrame => (conduct.speed_mps * conduct.speed_mps - flow * flow).max(0.0).sqrt(),
                _ => conduct.speed_mps,
            };
            let coverage = pattern::barrier_coverage(w_m, ground, flow, length_m);
            let formula = format!(
                "W sqrt(V^2 + u^2) / (b u), V {:.2} kn over the ground, u {:.2} kn",
                to_knots(ground),
                to_knots(flow)
            );
            (flow > 0.0).then_some((coverage, formula))
        }
        (_, Some(spacing)) => {
            let w = inputs.sweep_width_nm?;
            Some((w_m / spacing, format!("W / S = {w} / {:.3}", sarex_model::units::to_nm(spacing))))
        }
        (_, None) => {
            let track: f64 = plan.units.iter().take(searching).map(pattern::UnitTrack::frame_track_m).sum();
            Some((w_m * track / plan.area_m2, "W x track / area, the mean: dense at the datum, thin at the rim".into()))
        }
    }
}
