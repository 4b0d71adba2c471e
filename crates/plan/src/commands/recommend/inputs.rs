//! The inputs of a recommendation, and what the science takes.

use std::path::PathBuf;
use std::str::FromStr;

use sarex_files::finding::Finding;
use sarex_model::allocation::rectangles::{Law, Line, MOST_UNITS, Rules, Searcher, Waters};
use sarex_model::position::LocalFrame;
use sarex_model::units::{knots, nm};
use serde::{Deserialize, Serialize};

use crate::rows::{Keyed, keyed, place, within};
use crate::wrong;

/// Track spacing that any unit can keep, nautical miles, where none is stated.
pub(super) const LEAST_SPACING_NM: f64 = 0.2;
/// Areas, lines and corners of an area.
const MOST_SHAPES: usize = 500;

/// A unit to be given a rectangle; what is missing and must be there is 0 or empty, and found by the checks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
pub(super) struct UnitInput {
    pub name: String,
    pub at: String,
    pub transit_kn: f64,
    pub search_kn: f64,
    pub sweep_width_nm: f64,
    pub endurance_h: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_scene_h: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready_min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_spacing_nm: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_side_nm: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height_band: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Keyed for UnitInput {
    const TEXTS: &'static [&'static str] = &["name", "at", "nation", "base", "height_band", "id"];
}

/// Waters of a nation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) struct AreaInput {
    pub nation: String,
    pub polygon: Vec<String>,
}

impl FromStr for AreaInput {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (nation, corners) = text.split_once(':').ok_or("write NATION: corner; corner; corner")?;
        let polygon = corners.split(';').map(|corner| corner.trim().to_owned()).collect();
        Ok(Self { nation: nation.trim().to_owned(), polygon })
    }
}

/// A dividing line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) struct LineInput {
    pub from: String,
    pub to: String,
    pub left: String,
    pub right: String,
}

impl FromStr for LineInput {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<String> = text.split(';').map(|part| part.trim().to_owned()).collect();
        let [from, to, left, right] =
            parts.try_into().map_err(|_| "write FROM; TO; NATION ON THE LEFT; NATION ON THE RIGHT")?;
        Ok(Self { from, to, left, right })
    }
}

/// From coverage to probability of detection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LawInput {
    /// 1 - exp(-C)
    #[default]
    Random,
    /// erf(sqrt(pi)/2 C)
    InverseCube,
}

/// What the plan is made from.
#[derive(Clone, Debug, Default, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
pub(super) struct Inputs {
    /// Drift elements, CSV as sarex drift writes them
    #[arg(long, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positions: Option<PathBuf>,
    /// Time of the map; elements are taken at this time (default: the last in the file)
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Datum, instead of drift elements
    #[arg(long, value_name = "POSITION")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datum: Option<String>,
    /// Total probable error of the datum: radius of 50 %, nautical miles
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_nm: Option<f64>,
    /// Standard deviation along and across the axis, nautical miles; instead of --error-nm
    #[arg(long, value_name = "NM,NM", value_delimiter = ',')]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sigma_nm: Vec<f64>,
    /// Bearing of the longer axis, degrees true (default 0)
    #[arg(long, value_name = "DEG")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axis_deg: Option<f64>,
    /// Direction towards which the object drifts, degrees true (default: from the last two times of the elements)
    #[arg(long, value_name = "DEG")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift_set_deg: Option<f64>,
    /// Speed of the drift, knots
    #[arg(long, value_name = "KN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift_kn: Option<f64>,
    /// Probability that the map is wrong (default 0)
    #[arg(long, value_name = "P")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest_of_world: Option<f64>,
    /// A unit, KEY=VALUE,KEY=VALUE (keys below); once for each
    #[arg(long, value_name = "KEY=VALUE,...", value_parser = keyed::<UnitInput>)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unit: Vec<UnitInput>,
    /// Waters that only units of one nation search, which search nowhere else; may be repeated
    #[arg(long, value_name = "NATION: POSITION; POSITION; ...")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<AreaInput>,
    /// Line from one position to another and the nations that search to the left and to the right of it
    #[arg(long, value_name = "FROM; TO; LEFT; RIGHT")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub line: Vec<LineInput>,
    /// Least distance between two rectangles, nautical miles (default 0)
    #[arg(long, value_name = "NM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separation_nm: Option<f64>,
    /// Units with different height_band may search the same water
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overlap_by_height: bool,
    /// From coverage to POD (default random)
    #[arg(long, value_enum)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<LawInput>,
    /// Seed of the random restarts (default 1)
    #[arg(long, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Write the searches as [[search]] serials of a scenario
    #[arg(long, value_name = "FILE.toml")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario_toml: Option<PathBuf>,
    /// Start of that scenario (default: the time of the map)
    #[arg(long, value_name = "TIME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario_start: Option<String>,
    /// Search object of that scenario, where it has several
    #[arg(long, value_name = "ID")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Write rectangles and tracks as GeoJSON
    #[arg(long, value_name = "FILE.geojson")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geojson: Option<PathBuf>,
}

/// Units and rules in the frame of the map.
#[derive(Clone, Debug, Default)]
pub(super) struct Task {
    pub searchers: Vec<Searcher>,
    pub rules: Rules,
}

/// Numbers names in order of appearance.
struct Names(Vec<String>);

impl Names {
    fn number(&mut self, name: &str) -> usize {
        self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        })
    }
}

/// Units and rules, with every fault. Without a frame (the map has faults) only the faults count.
pub(super) fn task(inputs: &Inputs, frame: Option<LocalFrame>, findings: &mut Vec<Finding>) -> Option<Task> {
    let before = findings.len();
    let frame = frame.unwrap_or_else(|| LocalFrame::new(sarex_model::position::Position::default()));
    let (mut nations, mut bands) = (Names(Vec::new()), Names(Vec::new()));
    if inputs.unit.is_empty() {
        findings.push(wrong("unit", "no unit", "give --unit or [[unit]]; see --help"));
    }
    if inputs.unit.len() > MOST_UNITS || inputs.area.len() + inputs.line.len() > MOST_SHAPES {
        let reason = format!("more than {MOST_UNITS} units, or more than {MOST_SHAPES} areas and lines");
        findings.push(wrong("unit", reason, "plan for fewer at once"));
        return None;
    }
    let mut searchers = Vec::new();
    if inputs.unit.iter().any(|unit| unit.name.trim().is_empty()) {
        findings.push(wrong("unit", "a unit has no name", "give name=..."));
    }
    for unit in &inputs.unit {
        searchers.extend(searcher(unit, &frame, &mut nations, &mut bands, findings));
    }
    for (n, unit) in inputs.unit.iter().enumerate() {
        if !unit.name.is_empty() && inputs.unit[..n].iter().any(|other| other.name == unit.name) {
            findings.push(wrong("unit", format!("\"{}\" is named twice", unit.name), "give each unit its own name"));
        }
    }
    let known = nations.0.len();
    let mut waters = Vec::new();
    for area in &inputs.area {
        let key = format!("area of {}", area.nation);
        if !(3..=MOST_SHAPES).contains(&area.polygon.len()) {
            findings.push(wrong(&key, format!("{} corners", area.polygon.len()), "give three corners at least"));
        }
        let corners = area.polygon.iter().take(MOST_SHAPES).filter_map(|text| place(&key, text, findings));
        let corners = corners.map(|at| frame.to_local(at)).collect();
        waters.push(Waters { nation: nations.number(&area.nation), corners });
    }
    let mut lines = Vec::new();
    for line in &inputs.line {
        let ends = (place("line, from", &line.from, findings), place("line, to", &line.to, findings));
        let (Some(from), Some(to)) = ends else { continue };
        let (from, way) = (frame.to_local(from), frame.to_local(to) - frame.to_local(from));
        if way.length() < 1.0 || line.left == line.right {
            findings.push(wrong("line", "the line divides nothing", "give two places and two nations"));
        }
        let left = sarex_model::position::Vec2::new(-way.north_m, way.east_m);
        lines.push(Line { nation: nations.number(&line.left), point: from, towards: left });
        lines.push(Line { nation: nations.number(&line.right), point: from, towards: -left });
    }
    for stranger in nations.0.iter().skip(known).filter(|_| !inputs.unit.is_empty()) {
        let given: Vec<&str> = nations.0[..known].iter().map(String::as_str).collect();
        // Waters closed to all units are a rule, a misspelt nation is not; the planner is asked.
        if let Some(hint) =
            sarex_files::finding::did_you_mean(stranger, given.iter().copied()).filter(|h| h.starts_with("did"))
        {
            findings.push(wrong("nation", format!("no unit is of \"{stranger}\""), hint));
        }
    }
    if inputs.scenario_toml.is_none() {
        for (key, given) in [("scenario_start", inputs.scenario_start.is_some()), ("object", inputs.object.is_some())] {
            if given {
                findings.push(wrong(key, "no scenario is written", "give --scenario-toml FILE, or leave it out"));
            }
        }
    }
    let separation = inputs.separation_nm.unwrap_or(0.0);
    within("separation_nm", separation, 0.0, 100.0, findings);
    let law = match inputs.law.unwrap_or_default() {
        LawInput::Random => Law::Random,
        LawInput::InverseCube => Law::InverseCube,
    };
    let rules = Rules { waters, lines, separation_m: nm(separation), overlap_by_height: inputs.overlap_by_height, law };
    (findings.len() == before).then_some(Task { searchers, rules })
}

fn searcher(
    unit: &UnitInput,
    frame: &LocalFrame,
    nations: &mut Names,
    bands: &mut Names,
    findings: &mut Vec<Finding>,
) -> Option<Searcher> {
    let name = if unit.name.trim().is_empty() { "without name" } else { &unit.name };
    let key = |field: &str| format!("unit {name}, {field}");
    let start = place(&key("at"), &unit.at, findings);
    let base = unit.base.as_deref().map(|text| place(&key("base"), text, findings));
    let limits = [
        ("transit_kn", unit.transit_kn, 0.5, 1000.0),
        ("search_kn", unit.search_kn, 0.5, 600.0),
        ("sweep_width_nm", unit.sweep_width_nm, 0.001, 100.0),
        ("endurance_h", unit.endurance_h, 0.01, 2000.0),
        ("on_scene_h", unit.on_scene_h.unwrap_or(1.0), 0.01, 2000.0),
        ("ready_min", unit.ready_min.unwrap_or(0.0), 0.0, 100_000.0),
        ("min_spacing_nm", unit.min_spacing_nm.unwrap_or(LEAST_SPACING_NM), 0.001, 50.0),
        ("max_side_nm", unit.max_side_nm.unwrap_or(100.0), 0.01, 1000.0),
        ("turn_s", unit.turn_s.unwrap_or(0.0), 0.0, 3600.0),
    ];
    for (field, value, least, most) in limits {
        if value == 0.0 && least > 0.0 {
            findings.push(wrong(&key(field), "is missing or 0", format!("give a number from {least} to {most}")));
        } else {
            within(&key(field), value, least, most, findings);
        }
    }
    Some(Searcher {
        start: frame.to_local(start?),
        base: base.map_or(Some(None), |base| base.map(Some))?.map(|at| frame.to_local(at)),
        ready_s: 60.0 * unit.ready_min.unwrap_or(0.0),
        transit_mps: knots(unit.transit_kn),
        search_mps: knots(unit.search_kn),
        sweep_width_m: nm(unit.sweep_width_nm),
        endurance_s: 3600.0 * unit.endurance_h,
        on_scene_s: unit.on_scene_h.map_or(f64::INFINITY, |h| 3600.0 * h),
        turn_s: unit.turn_s.unwrap_or(0.0),
        least_spacing_m: nm(unit.min_spacing_nm.unwrap_or(LEAST_SPACING_NM)),
        longest_side_m: unit.max_side_nm.map_or(f64::INFINITY, nm),
        nation: unit.nation.as_deref().map(|nation| nations.number(nation)),
        height_band: unit.height_band.as_deref().map(|band| bands.number(band)),
    })
}
