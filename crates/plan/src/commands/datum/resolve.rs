//! From inputs to numbers, with every finding at once.

use super::inputs::{Inputs, PeriodRow};
use crate::commands::checks::*;
use sarex_files::finding::{Finding, did_you_mean};
use sarex_model::leeway;
use sarex_model::planning::*;
use sarex_model::position::Position;

/// How the area is worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    Iamsar,
    Danish,
}

/// An error of a position, and how it came about.
#[derive(Clone, Debug)]
pub struct NamedError {
    pub nm: f64,
    pub formula: String,
}

/// Everything the sheet needs.
pub struct Case {
    pub start: Position,
    pub start_right: Position,
    pub line_to: Option<Position>,
    pub start_unix_s: Option<i64>,
    pub periods: Vec<Period>,
    pub course: Course,
    pub leeway: LeewayRule,
    pub leeway_name: String,
    pub start_error: NamedError,
    pub facility_error: NamedError,
    pub errors: VelocityErrors,
    /// ASWDVe by period.
    pub wind_errors_kn: Vec<f64>,
    pub water_current_error_kn: Option<f64>,
    pub drift_velocity_error_kn: Option<f64>,
    pub drift_error_nm: Option<f64>,
    pub method: Method,
    pub datum_type: Option<DatumType>,
    pub search_factor: f64,
    pub safety_factor: f64,
    pub notes: Vec<String>,
}

/// Checks the inputs.
pub fn resolve(inputs: &Inputs) -> Result<Case, Vec<Finding>> {
    let mut checks = Checks::default();
    let mut notes = Vec::new();
    let start = match &inputs.start {
        Some(text) => checks.position("--start", text),
        None => {
            checks.wrong("--start", "is missing", "give the position where the drift starts");
            Position::default()
        }
    };
    let start_right = inputs.start_right.as_ref().map(|text| checks.position("--start-right", text));
    let line_to = inputs.line_to.as_ref().map(|text| checks.position("--line-to", text));
    if line_to.is_some() && start_right.is_some() {
        checks.wrong("--line-to", "stands beside --start-right", "a datum is a line or two points, not both");
    }
    let start_unix_s = inputs.start_time.as_ref().and_then(|text| time(text, &mut checks));
    if inputs.period.is_empty() {
        checks.wrong("--period", "is missing", "give one for each time with the same wind and current");
    }
    checks.rows("--period", inputs.period.len());
    let periods: Vec<Period> =
        inputs.period.iter().enumerate().map(|(index, row)| period(index + 1, row, &mut checks)).collect();
    let (leeway, leeway_name, table_error) = leeway_rule(inputs, &mut checks, &mut notes);
    let errors = velocity_errors(inputs, table_error, &mut checks, &mut notes);
    let wind_errors_kn = wind_errors(inputs, errors.wind_kn, &mut checks);
    let methods = [("iamsar", Method::Iamsar), ("danish", Method::Danish)];
    let method = inputs.method.as_ref().and_then(|text| checks.choice("--method", text, &methods));
    let method = method.unwrap_or(Method::Iamsar);
    let kinds =
        [("point", DatumType::Point), ("divergence", DatumType::Divergence), ("two-points", DatumType::TwoPoints)];
    let datum_type = inputs.datum_type.as_ref().and_then(|text| checks.choice("--datum-type", text, &kinds));
    if inputs.datum_type.is_some() && line_to.is_some() {
        checks.wrong("--datum-type", "stands beside --line-to", "a line has no other kind; leave one out");
    }
    let search_factor = checks.maybe("--search-factor", inputs.search_factor, FACTOR);
    if search_factor.is_none() && method == Method::Iamsar {
        notes.push(
            "search factor 1.1: first step of AMSA NATSAR table 3-2; `sarex plan effort` finds the optimum".into(),
        );
    }
    let safety_factor = checks.maybe("--safety-factor", inputs.safety_factor, FACTOR);
    if safety_factor.is_none() && method == Method::Danish {
        notes.push("assumed: safety factor 1, since none was given".into());
    }
    let case = Case {
        start,
        start_right: start_right.unwrap_or(start),
        line_to,
        start_unix_s,
        periods,
        course: if inputs.backtrack { Course::Backward } else { Course::Forward },
        leeway,
        leeway_name,
        start_error: start_error(inputs, &mut checks, &mut notes),
        facility_error: facility_error(inputs, &mut checks, &mut notes),
        errors,
        wind_errors_kn,
        water_current_error_kn: checks.maybe("--water-current-error-kn", inputs.water_current_error_kn, CURRENT_KN),
        drift_velocity_error_kn: checks.maybe("--drift-velocity-error-kn", inputs.drift_velocity_error_kn, CURRENT_KN),
        drift_error_nm: checks.maybe("--drift-error-nm", inputs.drift_error_nm, DISTANCE_NM),
        method,
        datum_type,
        search_factor: search_factor.or(amsa_search_factor(1)).unwrap_or(1.1),
        safety_factor: safety_factor.unwrap_or(1.0),
        notes,
    };
    checks.finish()?;
    Ok(case)
}

fn time(text: &str, checks: &mut Checks) -> Option<i64> {
    let parsed = text.trim().parse::<toml::value::Datetime>().ok();
    let unix = parsed.as_ref().and_then(sarex_files::time::unix_of_toml);
    if unix.is_none() {
        checks.wrong("--start-time", format!("\"{text}\" is no time"), "write 2026-11-21T06:00:00Z");
    }
    unix
}

fn period(number: usize, row: &PeriodRow, checks: &mut Checks) -> Period {
    let place = |key: &str| format!("--period {number}, {key}");
    let hours = checks.need(&place("hours"), row.hours, HOURS, "give the hours the period lasts");
    let mut pair = |name: &str, direction_key: &str, direction: Option<f64>, speed: Option<f64>, bounds: Bounds| {
        match (direction, speed) {
            (None, None) => None,
            (Some(direction), Some(speed)) => Some((
                checks.number(&place(direction_key), direction, DIRECTION),
                checks.number(&place(&format!("{name}_kn")), speed, bounds),
            )),
            // No water or air that moves has no direction.
            (None, Some(0.0)) => Some((0.0, 0.0)),
            (None, Some(_)) => {
                checks.wrong(&place(direction_key), "is missing", format!("give it, or leave {name}_kn out"));
                None
            }
            (Some(_), None) => {
                checks.wrong(
                    &place(&format!("{name}_kn")),
                    "is missing",
                    format!("give it, or leave {direction_key} out"),
                );
                None
            }
        }
    };
    let wind = pair("wind", "wind_from_deg", row.wind_from_deg, row.wind_kn, WIND_KN);
    let tidal = pair("tidal", "tidal_to_deg", row.tidal_to_deg, row.tidal_kn, CURRENT_KN);
    let sea = pair("sea", "sea_to_deg", row.sea_to_deg, row.sea_kn, CURRENT_KN);
    let wind_current =
        pair("wind_current", "wind_current_to_deg", row.wind_current_to_deg, row.wind_current_kn, CURRENT_KN);
    let other = pair("other", "other_to_deg", row.other_to_deg, row.other_kn, CURRENT_KN);
    let current = |pair: Option<(f64, f64)>| pair.map(|(towards_deg, speed_kn)| Current { towards_deg, speed_kn });
    Period {
        hours,
        wind: wind.map(|(from_deg, speed_kn)| Wind { from_deg, speed_kn }),
        currents: Currents {
            tidal: current(tidal),
            sea: current(sea),
            wind: current(wind_current),
            other: current(other),
        },
    }
}

/// Rule, its name in words, and the leeway error of its table row.
fn leeway_rule(inputs: &Inputs, checks: &mut Checks, notes: &mut Vec<String>) -> (LeewayRule, String, Option<f64>) {
    let divergence = checks.maybe("--divergence-deg", inputs.divergence_deg, bounds_of_angle());
    let multiplier = checks.maybe("--leeway-multiplier", inputs.leeway_multiplier, SHARE);
    let modifier =
        inputs.leeway_modifier_kn.map(|kn| checks.number("--leeway-modifier-kn", kn.abs(), CURRENT_KN).copysign(kn));
    let speed = checks.maybe("--leeway-kn", inputs.leeway_kn, CURRENT_KN);
    let ways = [inputs.leeway_object.is_some(), multiplier.is_some(), speed.is_some(), inputs.no_leeway];
    let none = (LeewayRule::None, "none: the object goes with the water".to_owned(), None);
    match ways.iter().filter(|way| **way).count() {
        1 => {}
        0 => {
            checks.wrong(
                "leeway",
                "is missing",
                "give --leeway-object, --leeway-multiplier, --leeway-kn or --no-leeway",
            );
            return none;
        }
        _ => {
            checks.wrong(
                "leeway",
                "is given in more than one way",
                "keep one of --leeway-object, --leeway-multiplier, --leeway-kn, --no-leeway",
            );
            return none;
        }
    }
    if modifier.is_some() && multiplier.is_none() {
        checks.wrong("--leeway-modifier-kn", "stands without --leeway-multiplier", "give both or leave it out");
    }
    if (multiplier.is_some() || speed.is_some()) && divergence.is_none() {
        notes.push("no divergence angle was given: 0 used, so left and right datum are one".into());
    }
    let angle = divergence.unwrap_or(0.0);
    if let Some(multiplier) = multiplier {
        let leeway = ManualLeeway { multiplier, modifier_kn: modifier.unwrap_or(0.0), divergence_deg: angle };
        return (LeewayRule::Manual(leeway), "given".into(), None);
    }
    if let Some(speed_kn) = speed {
        return (LeewayRule::Fixed { speed_kn, divergence_deg: angle }, "given speed".into(), None);
    }
    match &inputs.leeway_object {
        Some(name) => named_leeway(name, divergence, checks, notes).unwrap_or(none),
        None => none,
    }
}

fn named_leeway(
    name: &str,
    divergence: Option<f64>,
    checks: &mut Checks,
    notes: &mut Vec<String>,
) -> Option<(LeewayRule, String, Option<f64>)> {
    let with_angle = |row: &LeewayTableRow| {
        let leeway = ManualLeeway { divergence_deg: divergence.unwrap_or(row.leeway.divergence_deg), ..row.leeway };
        LeewayRule::Manual(leeway)
    };
    if let Some(class) = leeway::class(name) {
        if divergence.is_some() {
            checks.wrong(
                "--divergence-deg",
                "a class has cross-wind coefficients, no angle",
                "leave it out or use a row of the manual's table",
            );
        }
        notes.push(
            "leeway class: mean downwind and cross-wind coefficients, wind at 10 m; its spread is not in LWe".into(),
        );
        return Some((LeewayRule::Class(class), format!("class {}: {}", class.key, class.description), None));
    }
    if let Some(row) = name.to_ascii_lowercase().strip_prefix("ap99:") {
        let row = row.trim().parse::<usize>().ok().and_then(|n| table_8_1().get(n.checked_sub(1)?));
        let Some(row) = row else {
            checks.wrong("--leeway-object", format!("\"{name}\" is no row"), "rows are ap99:1 to ap99:56");
            return None;
        };
        if row.error_is_lower_bound {
            notes.push(format!("LWe of \"{}\" is printed as a lower bound", row.name));
        }
        return Some((with_angle(row), format!("Allen and Plourde 1999, table 8-1: {}", row.name), row.error_kn));
    }
    let wanted = name.trim().to_lowercase();
    let exact: Vec<&LeewayTableRow> = manual_table().iter().filter(|row| row.name.to_lowercase() == wanted).collect();
    let parts: Vec<&LeewayTableRow> =
        manual_table().iter().filter(|row| !wanted.is_empty() && row.name.to_lowercase().contains(&wanted)).collect();
    match (exact.as_slice(), parts.as_slice()) {
        ([row], _) | (_, [row]) => Some((with_angle(row), format!("manual table: {}", row.name), None)),
        (_, []) => {
            let known = manual_table().iter().map(|row| row.name.as_str());
            let near = did_you_mean(name, known).or_else(|| did_you_mean(name, leeway::nearest_keys(name, 3)));
            let remedy = near.unwrap_or_else(|| "see the list in the help".into());
            checks.wrong("--leeway-object", format!("no leeway is printed for \"{name}\""), remedy);
            None
        }
        (_, several) => {
            let names: Vec<&str> = several.iter().take(6).map(|row| row.name.as_str()).collect();
            checks.wrong(
                "--leeway-object",
                format!("\"{name}\" fits {} rows", several.len()),
                format!("name one: {}", names.join("; ")),
            );
            None
        }
    }
}

fn velocity_errors(
    inputs: &Inputs,
    table_error: Option<f64>,
    checks: &mut Checks,
    notes: &mut Vec<String>,
) -> VelocityErrors {
    let default = default_velocity_errors();
    let wind = if inputs.forecast_wind { forecast_wind_error_kn() } else { default.wind_kn };
    let mut defaulted = Vec::new();
    let mut error = |place: &str, symbol: &str, value: Option<f64>, default: f64| {
        if value.is_none() {
            defaulted.push(format!("{symbol} {default}"));
        }
        checks.maybe(place, value, CURRENT_KN).unwrap_or(default)
    };
    let errors = VelocityErrors {
        wind_kn: error("--wind-error-kn", "ASWDVe", inputs.wind_error_kn, wind),
        tidal_kn: error("--tidal-error-kn", "TCe", inputs.tidal_error_kn, default.tidal_kn),
        sea_kn: error("--sea-error-kn", "SCe", inputs.sea_error_kn, default.sea_kn),
        wind_current_kn: error("--wind-current-error-kn", "WCe", inputs.wind_current_error_kn, default.wind_current_kn),
        other_kn: error("--other-error-kn", "OWCe", inputs.other_error_kn, default.other_kn),
        leeway_kn: match table_error {
            Some(printed) => checks.maybe("--leeway-error-kn", inputs.leeway_error_kn, CURRENT_KN).unwrap_or(printed),
            None => error("--leeway-error-kn", "LWe", inputs.leeway_error_kn, default.leeway_kn),
        },
    };
    let given = inputs.drift_velocity_error_kn.is_some() || inputs.drift_error_nm.is_some();
    if !defaulted.is_empty() && !given && inputs.method.as_deref() != Some("danish") {
        notes.push(format!(
            "default probable errors in kn: {}; give 0 for a current that is not there",
            defaulted.join(", ")
        ));
    }
    errors
}

fn wind_errors(inputs: &Inputs, default: f64, checks: &mut Checks) -> Vec<f64> {
    let rows = inputs.period.iter().enumerate();
    rows.map(|(index, row)| {
        let place = format!("--period {}, wind_error_kn", index + 1);
        checks.maybe(&place, row.wind_error_kn, CURRENT_KN).unwrap_or(default)
    })
    .collect()
}

fn start_error(inputs: &Inputs, checks: &mut Checks, notes: &mut Vec<String>) -> NamedError {
    let itself = checks.maybe("--start-error-nm", inputs.start_error_nm, DISTANCE_NM);
    let fix = fix(
        ("--fix-error-nm", inputs.fix_error_nm),
        ("--fix-means", inputs.fix_means.as_deref()),
        FixCircumstances {
            hours_without_update: checks
                .maybe("--hours-without-update", inputs.hours_without_update, HOURS)
                .unwrap_or(0.0),
            station_distance_nm: checks
                .maybe("--station-distance-nm", inputs.station_distance_nm, DISTANCE_NM)
                .unwrap_or(0.0),
        },
        checks,
    );
    let craft = inputs.dr_craft.as_ref().and_then(|craft| {
        let choices = DR_CRAFTS.map(|name| (name, name));
        checks.choice("--dr-craft", craft, &choices).and_then(dead_reckoning_percent)
    });
    let percent = checks.maybe("--dr-error-percent", inputs.dr_error_percent, bounds_of_percent()).or(craft);
    let distance = checks.maybe("--dr-distance-nm", inputs.dr_distance_nm, DISTANCE_NM);
    if let Some(nm) = itself {
        if fix.is_some() || percent.is_some() || distance.is_some() {
            notes.push("X is given itself: fix and dead reckoning of the start are not used".into());
        }
        return NamedError { nm, formula: "given".into() };
    }
    let Some(fix) = fix else {
        checks.wrong(
            "X",
            "nothing tells the error of the start",
            "give --fix-means, --fix-error-nm or --start-error-nm",
        );
        return NamedError { nm: f64::NAN, formula: String::new() };
    };
    match (percent, distance) {
        (Some(percent), Some(distance)) => NamedError {
            nm: fix.nm + 0.01 * percent * distance,
            formula: format!("fix error + DR error = {} + {percent} % of {distance} NM", fix.nm),
        },
        (None, None) => NamedError { formula: format!("fix error, {}", fix.formula), ..fix },
        (Some(_), None) => {
            notes.push("no --dr-distance-nm was given: no dead reckoning error added".into());
            fix
        }
        (None, Some(_)) => {
            checks.wrong("--dr-distance-nm", "nobody reckoned", "give --dr-craft or --dr-error-percent");
            fix
        }
    }
}

fn facility_error(inputs: &Inputs, checks: &mut Checks, notes: &mut Vec<String>) -> NamedError {
    let fix = fix(
        ("--facility-error-nm", inputs.facility_error_nm),
        ("--facility-fix-means", inputs.facility_fix_means.as_deref()),
        FixCircumstances::default(),
        checks,
    );
    fix.unwrap_or_else(|| {
        let nm = fix_error_nm("gps", FixCircumstances::default()).unwrap_or(0.1);
        notes.push(format!("assumed: the search facility fixes by GPS, Y = {nm} NM; give --facility-fix-means"));
        NamedError { nm, formula: "assumed GPS".into() }
    })
}

fn fix(
    given: (&str, Option<f64>),
    means: (&str, Option<&str>),
    at: FixCircumstances,
    checks: &mut Checks,
) -> Option<NamedError> {
    let choices = FIX_MEANS.map(|name| (name, name));
    // Checked even where the error itself is given and replaces it.
    let by_means = means.1.map(|text| match checks.choice(means.0, text, &choices) {
        Some(name) => {
            NamedError { nm: fix_error_nm(name, at).unwrap_or(f64::NAN), formula: format!("{name}, AMSA NATSAR D-6") }
        }
        // A finding already; the number does not matter any more.
        None => NamedError { nm: f64::NAN, formula: String::new() },
    });
    let itself = checks.maybe(given.0, given.1, DISTANCE_NM).map(|nm| NamedError { nm, formula: "given".into() });
    itself.or(by_means)
}
