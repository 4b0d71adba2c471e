//! A case whose inputs have been checked.

use sarex_files::finding::Finding;
use sarex_model::ensemble::{self, Capsizing, JibeRule, Options, Perturbation, ShoreRule, When};
use sarex_model::leeway::{self, LeewayClass};
use sarex_model::math;
use sarex_model::position::{self, Position};
use sarex_model::units::{knots, nm};

use crate::inputs::{self, Inputs, Integrator, Jibe, Shore};
use crate::seeding::{SIGMA_PER_PROBABLE_ERROR, Scatter, Seeding, Shape, Times};

/// Most elements of a run: their state takes 4.5 GB.
pub const MAX_ELEMENTS: u32 = 100_000_000;
/// Longest run, hours: the longest forecast that any weather service makes.
const MAX_HOURS: f64 = 24.0 * 60.0;
/// Most steps of a run.
const MAX_STEPS: f64 = 1e6;
/// Highest latitude of a seed, degrees: nearer to a pole steps in longitude and latitude are too coarse.
const MAX_LATITUDE_DEG: f64 = 87.0;
/// Most output times of a run.
const MAX_OUTPUTS: f64 = 10_000.0;

/// A scenario of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Share of the probability, 0 to 1; all add up to 1.
    pub weight: f64,
    /// What drifts.
    pub object: ensemble::Scenario,
    /// Where and when it starts.
    pub seeding: Seeding,
    /// Number of elements.
    pub elements: u32,
}

/// A case ready to run. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Title.
    pub title: String,
    /// Where the run starts: the earliest release, or the time of the find in a backward run.
    pub start_unix_s: i64,
    /// Length, seconds.
    pub length_s: f64,
    /// Time between outputs, seconds.
    pub output_s: f64,
    /// Threads.
    pub threads: usize,
    /// Scenarios.
    pub parts: Vec<Part>,
    /// Drift model.
    pub options: Options,
    /// Assumptions, for every product.
    pub notes: Vec<String>,
}

/// Collects findings while a case is checked.
struct Check<'a> {
    file: &'a str,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn wrong(&mut self, key: &str, message: impl Into<String>, hint: impl Into<String>) {
        let message = format!("{key}: {}", message.into());
        self.findings.push(Finding::of_file(self.file, message, Some(hint.into())));
    }

    fn number(&mut self, key: &str, value: Option<f64>, default: f64, (low, high): (f64, f64)) -> f64 {
        match value {
            None => default,
            Some(value) if (low..=high).contains(&value) => value,
            Some(value) => {
                self.wrong(key, format!("{value} is not allowed"), format!("give a number from {low} to {high}"));
                default
            }
        }
    }

    fn place(&mut self, key: &str, text: &str) -> Option<Position> {
        let place = position::parse(text)
            .map_err(|e| self.wrong(key, e.to_string(), "write degrees and minutes, for example 36-02.5N 131-11E"))
            .ok()?;
        if place.lat_deg.abs() > MAX_LATITUDE_DEG {
            let hint = format!("the model works in longitude and latitude, up to {MAX_LATITUDE_DEG} degrees");
            self.wrong(key, format!("\"{text}\" is too near to a pole"), hint);
            return None;
        }
        Some(place)
    }

    fn places(&mut self, key: &str, texts: &[String], least: usize) -> Option<Vec<Position>> {
        if texts.len() < least {
            self.wrong(key, format!("{} positions", texts.len()), format!("give at least {least}"));
            return None;
        }
        let places: Vec<Option<Position>> = texts.iter().map(|text| self.place(key, text)).collect();
        places.into_iter().collect()
    }

    fn time(&mut self, key: &str, text: &str) -> Option<i64> {
        let parsed = parse_time(text);
        if parsed.is_none() {
            self.wrong(key, format!("\"{text}\" is no time"), "write UTC as 2021-06-11T02:00Z");
        }
        parsed
    }

    fn class(&mut self, key: &str, name: &str) -> Option<LeewayClass> {
        let found = leeway::class(name);
        if found.is_none() {
            let near = leeway::nearest_keys(name, 3).join(", ");
            let hint = format!("nearest: {near}; `sarex drift --list-objects` prints all 85");
            self.wrong(key, format!("no object class \"{name}\""), hint);
        }
        found.cloned()
    }
}

/// Seconds since 1970 of `2021-06-11T02:00Z`, with or without seconds, `Z` or an offset; a space may stand for `T`.
pub fn parse_time(text: &str) -> Option<i64> {
    let text = text.trim();
    // TOML wants seconds; people leave them out.
    let split = text.find(['T', 't', ' '])?;
    let clock = &text[split + 1..];
    let zone = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
    let (hands, zone) = clock.split_at(zone);
    let hands = if hands.matches(':').count() == 1 { format!("{hands}:00") } else { hands.to_owned() };
    let stamp: toml::value::Datetime = format!("{}T{hands}{zone}", &text[..split]).parse().ok()?;
    stamp.date.and(stamp.time)?;
    sarex_files::time::unix_of_toml(&stamp)
}

impl Case {
    /// Checks inputs; `file` names them in findings.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(inputs: &Inputs, file: &str) -> Result<Self, Vec<Finding>> {
        let mut check = Check { file, findings: Vec::new() };
        let mut notes = Vec::new();
        let scenarios = scenarios(&mut check, inputs);
        let options = options(&mut check, inputs);
        let hours = check.number("hours", inputs.hours, 48.0, (0.01, MAX_HOURS));
        let output_min = check.number("output_min", inputs.output_min, 60.0, (0.1, 60.0 * MAX_HOURS));
        if hours * 3600.0 / options.step_s > MAX_STEPS || hours * 60.0 / output_min > MAX_OUTPUTS {
            check.wrong("step_min", "too many steps or outputs", "give longer steps, or fewer hours");
        }
        let elements = inputs.elements.unwrap_or(10_000);
        if elements == 0 || elements > MAX_ELEMENTS {
            check.wrong("elements", format!("{elements} is not allowed"), format!("give 1 to {MAX_ELEMENTS}"));
        }
        let given_start = inputs.start.as_deref().and_then(|text| check.time("start", text));
        let parts: Vec<Option<Part>> =
            scenarios.iter().enumerate().map(|(n, s)| part(&mut check, s, n, &options, scenarios.len())).collect();
        let threads = inputs.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get()));
        let parts: Option<Vec<Part>> = parts.into_iter().collect();
        let (Some(mut parts), true) = (parts.filter(|p| !p.is_empty()), check.findings.is_empty()) else {
            return Err(check.findings);
        };
        share(&mut parts, elements);
        let start = start(&mut check, &parts, given_start, options.backward, hours * 3600.0);
        if !check.findings.is_empty() {
            return Err(check.findings);
        }
        if options.step_s > 1800.0 {
            notes.push(format!("steps of {:.0} min are long where tides turn or winds veer", options.step_s / 60.0));
        }
        rebase(&mut parts, start as f64, options.backward);
        Ok(Self {
            title: inputs.title.clone().unwrap_or_else(|| "Drift forecast".to_owned()),
            start_unix_s: start,
            length_s: hours * 3600.0,
            output_s: output_min * 60.0,
            threads: threads.clamp(1, 256),
            parts,
            options,
            notes,
        })
    }

    /// Length, seconds, below 0 in a backward run.
    pub fn signed_length_s(&self) -> f64 {
        if self.options.backward { -self.length_s } else { self.length_s }
    }

    /// Output times, seconds of the run: its start, every output, its end.
    pub fn output_times(&self) -> Vec<f64> {
        let count = (self.length_s / self.output_s - 1e-9).ceil().max(1.0) as u32;
        (0..=count).map(|n| (f64::from(n) * self.output_s).min(self.length_s)).collect()
    }

    /// Seconds since 1970 of a time of the run (seconds since its start, in its order).
    pub fn unix_s(&self, time_s: f64) -> i64 {
        let signed = if self.options.backward { -time_s } else { time_s };
        self.start_unix_s + signed.round() as i64
    }

    /// West, south, east and north of everything that is seeded, degrees, without its scatter. Longitudes go on beyond 180
    /// where the places lie on both sides of it.
    pub fn seeded_bounds(&self) -> [f64; 4] {
        let places = || self.parts.iter().flat_map(|part| part.seeding.shape.outline());
        let first = places().next().map_or(0.0, |place| place.lon_deg);
        places().fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |[w, s, e, n], p| {
            let lon_deg = first + math::wrap_180(p.lon_deg - first);
            [w.min(lon_deg), s.min(p.lat_deg), e.max(lon_deg), n.max(p.lat_deg)]
        })
    }
}

/// Start of the run, seconds since 1970; every object has to enter the water within the run.
fn start(check: &mut Check<'_>, parts: &[Part], given: Option<i64>, backward: bool, length_s: f64) -> i64 {
    let earliest = parts.iter().map(|part| part.seeding.earliest_s()).fold(f64::INFINITY, f64::min);
    let latest = parts.iter().map(|part| part.seeding.earliest_s()).fold(f64::NEG_INFINITY, f64::max);
    let start = given.unwrap_or(earliest as i64);
    let lead = start as f64 - earliest;
    if backward {
        if earliest < latest {
            check.wrong("time", "the finds of a backward run have different times", "run each find by itself");
        } else if lead != 0.0 {
            check.wrong("start", "a backward run starts at the time of the find", "leave start out");
        }
    } else if lead > 0.0 {
        let hint = "leave start out, or give the time of the earliest scenario or one before it";
        check.wrong("start", "an object is in the water before the run starts", hint);
    } else if latest - start as f64 > length_s {
        check.wrong("start", "an object enters the water after the run", "move start, or give more hours");
    }
    start
}

/// Seconds of the run instead of seconds since 1970.
fn rebase(parts: &mut [Part], start: f64, backward: bool) {
    for part in parts {
        part.seeding.times = match part.seeding.times {
            // A find is where a backward run starts; nothing waits there.
            _ if backward => Times::At(f64::NEG_INFINITY),
            Times::At(at) => Times::At(at - start),
            Times::Between(from, to) => Times::Between(from - start, to - start),
            Times::UnderWay(departure, speed) => Times::UnderWay(departure - start, speed),
        };
    }
}

/// The scenarios of the file, or the one of the flags; flags change a single scenario of the file.
fn scenarios(check: &mut Check<'_>, inputs: &Inputs) -> Vec<inputs::Scenario> {
    let flags = &inputs.one;
    let given = *flags != inputs::Scenario::default();
    match inputs.scenario.as_slice() {
        [] => vec![flags.clone()],
        [one] if given => vec![laid_over(one, flags)],
        several => {
            if given {
                let hint = "change the [[scenario]] tables of the case file";
                check.wrong("flags", "the case has several scenarios, and flags cannot say which they mean", hint);
            }
            several.to_vec()
        }
    }
}

fn laid_over(file: &inputs::Scenario, flags: &inputs::Scenario) -> inputs::Scenario {
    let list = |a: &Vec<String>, b: &Vec<String>| if b.is_empty() { a.clone() } else { b.clone() };
    let text = |a: &Option<String>, b: &Option<String>| b.clone().or_else(|| a.clone());
    inputs::Scenario {
        object: text(&file.object, &flags.object),
        position: text(&file.position, &flags.position),
        time: text(&file.time, &flags.time),
        end_time: text(&file.end_time, &flags.end_time),
        line: list(&file.line, &flags.line),
        polygon: list(&file.polygon, &flags.polygon),
        route: list(&file.route, &flags.route),
        error_nm: flags.error_nm.or(file.error_nm),
        sigma_nm: flags.sigma_nm.or(file.sigma_nm),
        radius_nm: flags.radius_nm.or(file.radius_nm),
        end_error_nm: flags.end_error_nm.or(file.end_error_nm),
        speed_kn: flags.speed_kn.or(file.speed_kn),
        ..file.clone()
    }
}

fn part(check: &mut Check<'_>, s: &inputs::Scenario, n: usize, options: &Options, of: usize) -> Option<Part> {
    let at = |key: &str| if of > 1 { format!("scenario {}, {key}", n + 1) } else { key.to_owned() };
    let class = match &s.object {
        Some(name) => check.class(&at("object"), name),
        None => {
            check.wrong(&at("object"), "missing", "name a leeway class, for example LIFE-RAFT-NB-1 or PIW-1");
            None
        }
    };
    let changes: Vec<Option<ensemble::Change>> = s.change.iter().map(|c| change(check, c, &at("change"))).collect();
    contradictions(check, s, options.backward, &at);
    let weight = check.number(&at("weight"), s.weight, 1.0, (1e-9, 1e9));
    let scatter = scatter(check, s, &at("error_nm"));
    let shape = shape(check, s, scatter, &at);
    let times = times(check, s, &at);
    let (class, shape, times) = (class?, shape?, times?);
    let changes: Option<Vec<ensemble::Change>> = changes.into_iter().collect();
    Some(Part {
        name: s.name.clone().unwrap_or_else(|| format!("scenario {}", n + 1)),
        weight,
        object: ensemble::Scenario { class, changes: changes? },
        seeding: Seeding { shape, times },
        elements: 0,
    })
}

/// Keys that say nothing beside the others: to leave them aside would hide a mistake.
fn contradictions(check: &mut Check<'_>, s: &inputs::Scenario, backward: bool, at: &dyn Fn(&str) -> String) {
    let (route, path) = (!s.route.is_empty(), !s.route.is_empty() || !s.line.is_empty());
    let errors = [s.error_nm, s.sigma_nm, s.radius_nm].iter().flatten().count();
    let rules = [
        ("speed_kn", s.speed_kn.is_some() && !route, "it is the speed along a route", "give a route, or leave it out"),
        ("end_time", s.end_time.is_some() && route, "a route has its times from speed_kn", "leave it out"),
        ("end_time", s.end_time.is_some() && backward, "a find has one time", "leave it out of a backward run"),
        ("route", route && backward, "a backward run starts from a find", "give position, line or polygon"),
        ("end_error_nm", s.end_error_nm.is_some() && !path, "only a line or a route has an end", "leave it out"),
        (
            "end_error_nm",
            s.end_error_nm.is_some() && path && errors == 0,
            "the error at the first point is missing",
            "give error_nm, sigma_nm or radius_nm too, 0 for none",
        ),
        ("error_nm", errors > 0 && !s.polygon.is_empty(), "the corners bound a polygon", "leave the error out"),
        ("hazard", !s.hazard.is_empty() && !path, "it lies on a route or a line", "give a route, or leave it out"),
    ];
    for (key, wrong, message, hint) in rules {
        if wrong {
            check.wrong(&at(key), message, hint);
        }
    }
}

fn change(check: &mut Check<'_>, change: &inputs::Change, key: &str) -> Option<ensemble::Change> {
    let class = check.class(key, &change.object);
    let when = match (change.after_hours, change.per_hour) {
        (Some(hours), None) => When::After { seconds: 3600.0 * check.number(key, Some(hours), 0.0, (0.0, MAX_HOURS)) },
        (None, Some(chance)) => When::PerHour { chance: check.number(key, Some(chance), 0.0, (0.0, 0.999_999)) },
        _ => {
            check.wrong(key, "neither or both of after_hours and per_hour", "give one of them");
            return None;
        }
    };
    Some(ensemble::Change { class: class?, when })
}

fn scatter(check: &mut Check<'_>, s: &inputs::Scenario, key: &str) -> (Scatter, Scatter) {
    let given = [s.error_nm, s.sigma_nm, s.radius_nm].iter().flatten().count();
    if given > 1 {
        check.wrong(key, "more than one of error_nm, sigma_nm and radius_nm", "give one");
    }
    let metres = |check: &mut Check<'_>, value: f64| nm(check.number(key, Some(value), 0.0, (0.0, 1000.0)));
    let mut of = |value: f64| match (s.sigma_nm, s.radius_nm) {
        (Some(_), _) => Scatter::Normal(metres(check, value)),
        (None, Some(_)) => Scatter::Disc(metres(check, value)),
        (None, None) => Scatter::Normal(metres(check, value) / SIGMA_PER_PROBABLE_ERROR),
    };
    let first = of(s.error_nm.or(s.sigma_nm).or(s.radius_nm).unwrap_or(0.0));
    let last = s.end_error_nm.map_or(first, of);
    (first, last)
}

fn shape(
    check: &mut Check<'_>,
    s: &inputs::Scenario,
    scatter: (Scatter, Scatter),
    at: &dyn Fn(&str) -> String,
) -> Option<Shape> {
    let kinds = [s.position.is_some(), !s.line.is_empty(), !s.polygon.is_empty(), !s.route.is_empty()];
    if kinds.iter().filter(|given| **given).count() != 1 {
        let message = "not exactly one of position, line, polygon and route";
        check.wrong(&at("position"), message, "say where it was lost, for example --position \"36-02N 131-11E\"");
        return None;
    }
    if let Some(text) = &s.position {
        return Some(Shape::line(vec![check.place(&at("position"), text)?], scatter));
    }
    if !s.polygon.is_empty() {
        let corners = check.places(&at("polygon"), &s.polygon, 3)?;
        let area = Shape::area(&corners);
        if area.is_none() {
            check.wrong(&at("polygon"), "it has no area", "give corners in their order round the area");
        }
        return area;
    }
    let (key, texts) = if s.line.is_empty() { ("route", &s.route) } else { ("line", &s.line) };
    let shape = Shape::line(check.places(&at(key), texts, 2)?, scatter);
    let Shape::Line { along_m, .. } = &shape else { return None };
    let length_m = *along_m.last()?;
    if length_m <= 0.0 {
        check.wrong(&at(key), "all points are the same", "give the points of the line in order");
        return None;
    }
    for hazard in &s.hazard {
        let within = hazard.from_nm >= 0.0 && hazard.to_nm > hazard.from_nm && nm(hazard.from_nm) < length_m;
        if !(within && hazard.times > 0.0 && hazard.times <= 1e6) {
            let hint = format!("0 <= from_nm < to_nm, from_nm below {:.1}, times above 0", length_m / nm(1.0));
            check.wrong(&at("hazard"), "it does not lie on the route", hint);
        }
    }
    let hazards: Vec<_> = s.hazard.iter().map(|h| (nm(h.from_nm), nm(h.to_nm).min(length_m), h.times)).collect();
    Some(shape.with_hazards(&hazards))
}

fn times(check: &mut Check<'_>, s: &inputs::Scenario, at: &dyn Fn(&str) -> String) -> Option<Times> {
    let Some(text) = &s.time else {
        check.wrong(&at("time"), "missing", "give the time of the last known position, UTC: 2021-06-11T02:00Z");
        return None;
    };
    let time = check.time(&at("time"), text)? as f64;
    if !s.route.is_empty() {
        let speed = check.number(&at("speed_kn"), s.speed_kn, f64::NAN, (0.1, 100.0));
        if s.speed_kn.is_none() {
            check.wrong(&at("speed_kn"), "missing", "give the speed along the route in knots");
        }
        return Some(Times::UnderWay(time, knots(speed)));
    }
    let Some(end) = &s.end_time else { return Some(Times::At(time)) };
    let end = check.time(&at("end_time"), end)? as f64;
    if end < time {
        check.wrong(&at("end_time"), "before time", "give the later one as end_time");
        return None;
    }
    Some(Times::Between(time, end))
}

/// Gives every scenario its share of the probability and an even share of the elements, at least one.
fn share(parts: &mut [Part], elements: u32) {
    let total: f64 = parts.iter().map(|part| part.weight).sum();
    let count = parts.len() as u32;
    for (n, part) in (0_u32..).zip(parts.iter_mut()) {
        part.weight /= total;
        let exact = |upto: u32| (u64::from(elements) * u64::from(upto) / u64::from(count)) as u32;
        part.elements = (exact(n + 1) - exact(n)).max(1);
    }
}

fn options(check: &mut Check<'_>, inputs: &Inputs) -> Options {
    let m = &inputs.model;
    let capsizing = m.capsizing.unwrap_or(false).then(|| Capsizing {
        wind_mps: check.number("capsizing_wind_mps", m.capsizing_wind_mps, 30.0, (0.0, 100.0)),
        ..Capsizing::default()
    });
    if m.capsizing_wind_mps.is_some() && capsizing.is_none() {
        check.wrong("capsizing_wind_mps", "nothing capsizes in this run", "give capsizing too, or leave it out");
    }
    let perturbation = match m.perturbation_hours {
        None => Perturbation::ForLife,
        Some(hours) => Perturbation::Correlated {
            time_s: 3600.0 * check.number("perturbation_hours", Some(hours), 1.0, (0.01, 1000.0)),
        },
    };
    Options {
        seed: inputs.seed.unwrap_or(1),
        step_s: 60.0 * check.number("step_min", inputs.step_min, 10.0, (0.05, 180.0)),
        backward: inputs.backward.unwrap_or(false),
        integrator: match m.integrator.unwrap_or_default() {
            Integrator::Euler => ensemble::Integrator::Euler,
            Integrator::Rk2 => ensemble::Integrator::RungeKutta2,
            Integrator::Rk4 => ensemble::Integrator::RungeKutta4,
        },
        current_factor: check.number("current_factor", m.current_factor, 1.0, (0.0, 2.0)),
        jibe_per_hour: check.number("jibe_per_hour", m.jibe_per_hour, leeway::JIBE_PER_HOUR, (0.0, 1.0)),
        jibe: match m.jibe.unwrap_or_default() {
            Jibe::Slope => JibeRule::Slope,
            Jibe::FullSide => JibeRule::FullSide,
        },
        perturbation,
        spread: !m.no_spread.unwrap_or(false),
        capsizing,
        shore: match m.shore.unwrap_or_default() {
            Shore::Strand => ShoreRule::Strand,
            Shore::Previous => ShoreRule::Previous,
            Shore::Ignore => ShoreRule::Ignore,
        },
        mirror_crosswind: m.mirror_crosswind.unwrap_or(false),
        wind_noise_mps: check.number("wind_noise_mps", m.wind_noise_mps, 0.0, (0.0, 30.0)),
        current_noise_mps: check.number("current_noise_mps", m.current_noise_mps, 0.0, (0.0, 5.0)),
        current_noise_uniform_mps: check.number(
            "current_noise_uniform_mps",
            m.current_noise_uniform_mps,
            0.0,
            (0.0, 5.0),
        ),
    }
}
