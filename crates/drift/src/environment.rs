//! Wind, current, Stokes drift and land of a case.

use std::path::{Path, PathBuf};

use sarex_files::environment::{Field, Quantity, Request, read_vector};
use sarex_files::finding::Finding;
use sarex_files::map_pack::MapPack;
use sarex_files::roots::Roots;
use sarex_model::ensemble::{Forcing, Layer};
use sarex_model::math::{cos, radians, sin};
use sarex_model::shore::Shore;
use sarex_model::units::knots;

use crate::case::Case;
use crate::inputs;

/// Fastest drift that data and land are cropped for where files drive it, m/s over the whole run; an element that is faster
/// meets the edge of the data and is told of. Constants have no edge and are added up instead.
const REACH_MPS: f64 = 2.5;
/// Share of a constant wind that counts towards the reach: above the leeway of every class with its spread.
const LEEWAY_SHARE: f64 = 0.15;
/// Least margin round the seeds, degrees.
const MARGIN_DEG: f64 = 0.5;
/// Longest shift of the times of data, hours: two centuries.
const MAX_SHIFT_HOURS: f64 = 2e6;
/// Cell of the shore's raster, degrees: about a kilometre.
const SHORE_CELL_DEG: f64 = 0.01;

/// Everything that moves and stops elements.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Wind at 10 m.
    pub wind: Forcing,
    /// Current.
    pub current: Forcing,
    /// Stokes drift, when asked for.
    pub stokes: Option<Forcing>,
    /// Land; none when it does not count.
    pub shore: Option<Shore>,
    /// The map pack, for the picture.
    pub pack: Option<MapPack>,
    /// Where it all came from.
    pub sources: Vec<String>,
    /// Assumptions and cautions.
    pub notes: Vec<String>,
    /// Findings that do not stop the run.
    pub warnings: Vec<Finding>,
}

/// What a constant is called by in the inputs, and which way it points.
struct Kind {
    quantity: Quantity,
    key: &'static str,
    name: &'static str,
    /// 180 for a wind, named by where it comes from.
    turn_deg: f64,
    nil: &'static str,
    example: &'static str,
}

const WIND: Kind =
    Kind { quantity: Quantity::Wind, key: "wind", name: "wind", turn_deg: 180.0, nil: "calm", example: "300/15" };
const CURRENT: Kind =
    Kind { quantity: Quantity::Current, key: "current", name: "current", turn_deg: 0.0, nil: "nil", example: "40/0.8" };
const STOKES: Kind = Kind {
    quantity: Quantity::Stokes,
    key: "stokes",
    name: "Stokes drift",
    turn_deg: 0.0,
    nil: "nil",
    example: "40/0.2",
};

/// West, south, east and north of all that the run may reach.
pub fn reach(case: &Case, inputs: &inputs::Environment) -> [f64; 4] {
    let [west, south, east, north] = case.seeded_bounds();
    let constants = |kind: &Kind, entries: &[String]| {
        let speeds = entries.iter().filter_map(|entry| constant(kind, entry));
        speeds.map(|[east, north]| f64::from(east).hypot(f64::from(north))).fold(0.0, f64::max)
    };
    let water = constants(&CURRENT, &inputs.current) * case.options.current_factor + constants(&STOKES, &inputs.stokes);
    let speed_mps = REACH_MPS.max(1.1 * (water + LEEWAY_SHARE * constants(&WIND, &inputs.wind)));
    let scatter_m = case.parts.iter().map(|part| part.seeding.shape.scatter_m()).fold(0.0, f64::max);
    let metres = speed_mps * case.length_s + scatter_m;
    let dlat = metres / 111_000.0 + MARGIN_DEG;
    let widest = south.abs().max(north.abs()).min(85.0);
    let dlon = (metres / 111_000.0 / cos(radians(widest)) + 2.0 * MARGIN_DEG).min(180.0);
    [west - dlon, (south - dlat).max(-90.0), east + dlon, (north + dlat).min(90.0)]
}

/// Reads what the inputs name. Relative paths are looked for beside the case file, in the current folder, and in
/// `maps/environment`.
///
/// # Errors
/// Everything that is wrong.
pub fn load(inputs: &inputs::Environment, case: &Case, case_file: Option<&Path>) -> Result<Surroundings, Vec<Finding>> {
    let mut reader = Reader {
        case,
        beside: case_file.and_then(Path::parent).map(Path::to_owned),
        reach: reach(case, inputs),
        ..Reader::new(case)
    };
    reader.findings = wrong_entries(inputs, case_file);
    if !reader.findings.is_empty() {
        return Err(reader.findings);
    }
    let shift = |hours: Option<f64>| 3600.0 * hours.unwrap_or(0.0);
    let wind = reader.stack(&WIND, &inputs.wind, shift(inputs.wind_shift_hours));
    let current = reader.stack(&CURRENT, &inputs.current, shift(inputs.current_shift_hours));
    let stokes =
        (!inputs.stokes.is_empty()).then(|| reader.stack(&STOKES, &inputs.stokes, shift(inputs.wind_shift_hours)));
    let shore = reader.shore(inputs.map.as_deref());
    if reader.findings.iter().any(Finding::is_error) {
        return Err(reader.findings);
    }
    Ok(Surroundings {
        wind: wind.unwrap_or_default(),
        current: current.unwrap_or_default(),
        stokes: stokes.flatten(),
        shore,
        pack: reader.pack,
        sources: reader.sources,
        notes: reader.notes,
        warnings: reader.findings,
    })
}

/// The file of an entry.
fn find(entry: &str, beside: Option<&Path>) -> Option<PathBuf> {
    let given = Path::new(entry);
    let maps = Roots::find().maps.join("environment");
    let beside = beside.map(|folder| folder.join(given));
    beside.into_iter().chain([given.to_owned(), maps.join(given)]).find(|path| path.is_file())
}

/// What is wrong with the entries before any file is opened: it can be told together with a wrong case.
pub fn wrong_entries(inputs: &inputs::Environment, case_file: Option<&Path>) -> Vec<Finding> {
    let beside = case_file.and_then(Path::parent);
    let mut findings = Vec::new();
    let mut wrong = |file: &str, message: String, hint: String| {
        findings.push(Finding::of_file(file, message, Some(hint)));
    };
    let stacks = [(&WIND, &inputs.wind), (&CURRENT, &inputs.current), (&STOKES, &inputs.stokes)];
    for (kind, entries) in stacks {
        if entries.is_empty() && kind.quantity != Quantity::Stokes {
            let hint = format!("give files, or a constant such as {}, or \"{}\"", kind.example, kind.nil);
            wrong(kind.key, format!("no {}", kind.name), hint);
        }
        for (n, entry) in entries.iter().enumerate() {
            if constant(kind, entry).is_some() {
                if n + 1 != entries.len() {
                    let hint = "put the constant last: it is used where no file has a value".to_owned();
                    wrong(kind.key, format!("\"{entry}\" hides what follows it"), hint);
                }
            } else if find(entry, beside).is_none() {
                let folder = Path::new(entry).is_dir();
                let message = if folder {
                    format!("a folder, not a {} file", kind.name)
                } else {
                    format!("no such {} file", kind.name)
                };
                let hint = format!(
                    "looked beside the case file, in the current folder and in maps/environment; a constant is \
                     degrees/knots, {}, from 0 to 360 and up to 200",
                    kind.example
                );
                wrong(entry, message, hint);
            }
        }
    }
    let files = |kind: &Kind, entries: &[String]| entries.iter().any(|entry| constant(kind, entry).is_none());
    let moved = [
        ("wind_shift_hours", inputs.wind_shift_hours, files(&WIND, &inputs.wind) || files(&STOKES, &inputs.stokes)),
        ("current_shift_hours", inputs.current_shift_hours, files(&CURRENT, &inputs.current)),
    ];
    for (key, hours, files) in moved {
        let Some(hours) = hours else { continue };
        if !(-MAX_SHIFT_HOURS..=MAX_SHIFT_HOURS).contains(&hours) {
            let hint = format!("give a number from -{MAX_SHIFT_HOURS} to {MAX_SHIFT_HOURS}");
            wrong(key, format!("{hours} is not allowed"), hint);
        } else if !files {
            wrong(key, "there is no file whose times it could shift".to_owned(), "leave it out".to_owned());
        }
    }
    findings
}

struct Reader<'c> {
    case: &'c Case,
    beside: Option<PathBuf>,
    reach: [f64; 4],
    pack: Option<MapPack>,
    sources: Vec<String>,
    notes: Vec<String>,
    findings: Vec<Finding>,
}

impl<'c> Reader<'c> {
    fn new(case: &'c Case) -> Self {
        Self { case, beside: None, reach: [0.0; 4], pack: None, sources: vec![], notes: vec![], findings: vec![] }
    }

    fn wrong(&mut self, file: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.findings.push(Finding::of_file(file, message, Some(hint.into())));
    }

    /// Files in order of preference, and at most one constant, the last.
    fn stack(&mut self, kind: &Kind, entries: &[String], shift_s: f64) -> Option<Forcing> {
        let mut layers = Vec::new();
        let mut fallback = None;
        for (n, entry) in entries.iter().enumerate() {
            if let Some(constant) = constant(kind, entry) {
                fallback = Some(constant);
                let only = if n == 0 { "everywhere" } else { "where no file has a value" };
                self.sources.push(format!("{}: constant {entry} {only}", kind.name));
            } else if let Some(layer) = self.layer(kind, entry, shift_s) {
                layers.push(layer);
            }
        }
        Some(Forcing::new(kind.name, layers, fallback))
    }

    fn layer(&mut self, kind: &Kind, entry: &str, shift_s: f64) -> Option<Layer> {
        let path = find(entry, self.beside.as_deref())?;
        let end = self.case.start_unix_s + self.case.signed_length_s() as i64;
        let [west, south, east, north] = self.reach;
        let request = Request {
            quantity: kind.quantity,
            area: Some([west, south, east, north]),
            span_unix_s: Some((self.case.start_unix_s.min(end), self.case.start_unix_s.max(end))),
            zero_unix_s: self.case.start_unix_s,
            variables: None,
            shift_s,
        };
        match read_vector(&path, &request) {
            Ok(loaded) => {
                let shifted =
                    if shift_s == 0.0 { String::new() } else { format!(", shifted by {} h", shift_s / 3600.0) };
                self.sources.push(format!("{}: {}{shifted}", kind.name, loaded.source));
                self.findings.extend(loaded.warnings);
                Some(match loaded.field {
                    Field::LonLat(field) => Layer::from_lonlat(field, 0.5 * (west + east)),
                    Field::Projected(field) => Layer::from_projected(field),
                })
            }
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        }
    }

    fn shore(&mut self, map: Option<&str>) -> Option<Shore> {
        use sarex_model::ensemble::ShoreRule;
        if map == Some("none") || self.case.options.shore == ShoreRule::Ignore {
            self.notes.push("land does not count in this run".to_owned());
            return None;
        }
        let name = map.unwrap_or("east-asia");
        let named = Roots::find().maps.join(name);
        let folder = if named.is_dir() { named } else { PathBuf::from(name) };
        let read = MapPack::open(&folder).and_then(|pack| Ok((pack.land_detail(self.reach)?, pack)));
        let (land, pack) = match read {
            Ok(read) => read,
            Err(error) => {
                let remedy = format!("{}; or --map none, where land does not count", error.remedy());
                self.wrong(&folder.display().to_string(), error.to_string(), remedy);
                return None;
            }
        };
        let extent = pack.extent();
        self.pack = Some(pack);
        let [west, south, east, north] = self.reach;
        let [w, s, e, n] = [west.max(extent[0]), south.max(extent[1]), east.min(extent[2]), north.min(extent[3])];
        if !(w < e && s < n) {
            self.notes.push(format!("the map {name} does not cover the case: there is no land in this run"));
            return None;
        }
        if [w, s, e, n] != [west, south, east, north] {
            self.notes.push(format!("beyond the map {name} ({w:.1} to {e:.1} E, {s:.1} to {n:.1} N) there is no land"));
        }
        self.sources.push(format!("land: map pack {name}, detailed coastline"));
        Some(Shore::new((w, s, e, n), SHORE_CELL_DEG, &land))
    }
}

/// `FROM/KNOTS` or `TO/KNOTS`, or the word for none, as m/s east and north.
fn constant(kind: &Kind, text: &str) -> Option<[f32; 2]> {
    if text.eq_ignore_ascii_case(kind.nil) || text.eq_ignore_ascii_case("calm") || text.eq_ignore_ascii_case("nil") {
        return Some([0.0; 2]);
    }
    let (direction, speed) = text.split_once('/')?;
    let (direction, speed): (f64, f64) = (direction.trim().parse().ok()?, speed.trim().parse().ok()?);
    if !((0.0..=360.0).contains(&direction) && (0.0..=200.0).contains(&speed)) {
        return None;
    }
    let (angle, speed) = (radians(direction + kind.turn_deg), knots(speed));
    Some([(speed * sin(angle)) as f32, (speed * cos(angle)) as f32])
}
