//! From inputs to numbers, with every finding at once.

use super::inputs::{FacilityRow, Inputs};
use crate::commands::checks::*;
use crate::commands::sweep_width::PLATFORMS;
use crate::worksheet::number;
use sarex_files::finding::Finding;
use sarex_model::planning::*;
use sarex_model::pod::PodLaw;
use sarex_model::sweep::{LookOut, Platform, search_endurance_fraction, sweep_width_nm};

/// One facility with how its numbers came about.
pub struct Searcher {
    pub name: String,
    pub facility: Facility,
    pub width_formula: String,
    pub hours_formula: String,
    /// No correction factor below 1.
    pub ideal: bool,
    pub minimum_spacing_nm: f64,
    pub spacing_nm: Option<f64>,
}

/// Where fs comes from.
pub enum FactorSource {
    Given(f64),
    Amsa(u32, f64),
    Computed,
}

/// Everything the sheet needs.
pub struct Case {
    pub searchers: Vec<Searcher>,
    pub error_nm: f64,
    pub dd_nm: f64,
    pub datum: DatumType,
    pub datum_rule: &'static str,
    pub line_length_nm: f64,
    pub effort_factor_nm2: Option<f64>,
    pub past: Vec<(f64, Option<f64>)>,
    pub factor: FactorSource,
    pub law: PodLaw,
    pub law_rule: &'static str,
    pub poc: Option<f64>,
    pub round_spacing_nm: Option<f64>,
    pub notes: Vec<String>,
}

/// Checks the inputs.
pub fn resolve(inputs: &Inputs) -> Result<Case, Vec<Finding>> {
    let mut checks = Checks::default();
    let mut notes = Vec::new();
    if inputs.facility.is_empty() {
        checks.wrong("--facility", "is missing", "give at least one search facility");
    }
    checks.rows("--facility", inputs.facility.len());
    if inputs.past.len() > MOST_PAST {
        checks.wrong("--past", format!("{} searches", inputs.past.len()), format!("at most {MOST_PAST} are read"));
    }
    let fraction = checks.maybe("--endurance-fraction", inputs.endurance_fraction, SHARE);
    let fraction = fraction.unwrap_or(search_endurance_fraction());
    let rows = inputs.facility.iter().enumerate();
    let searchers: Vec<Searcher> =
        rows.map(|(index, row)| searcher(index + 1, row, fraction, &mut checks, &mut notes)).collect();
    let total: f64 = searchers.iter().map(|searcher| searcher.facility.effort_nm2()).sum();
    if total == 0.0 && !searchers.is_empty() {
        checks.wrong("--facility", "there is no effort", "give search hours above 0");
    }
    let error_nm = checks.need(
        "--total-probable-error-nm",
        inputs.total_probable_error_nm,
        LENGTH_NM,
        "`sarex plan datum` gives E",
    );
    let dd = checks.maybe("--divergence-distance-nm", inputs.divergence_distance_nm, DISTANCE_NM);
    let dd_nm = dd.unwrap_or(0.0);
    let kinds = [
        ("point", DatumType::Point),
        ("divergence", DatumType::Divergence),
        ("two-points", DatumType::TwoPoints),
        ("line", DatumType::Line),
    ];
    let chosen = inputs.datum_type.as_ref().and_then(|text| checks.choice("--datum-type", text, &kinds));
    let line = checks.maybe("--line-length-nm", inputs.line_length_nm, LENGTH_NM);
    let (datum, datum_rule) = match (chosen, line) {
        (Some(kind), _) => (kind, "chosen"),
        (None, Some(_)) => (DatumType::Line, "a line length was given"),
        (None, None) => by_rule(dd_nm, error_nm),
    };
    if datum == DatumType::Line && dd.is_none() && line.is_none() {
        checks.wrong("--divergence-distance-nm", "is missing", "a line needs its length, or L by --line-length-nm");
    }
    let past = inputs.past.iter().enumerate().map(|(index, row)| {
        let place = |key: &str| format!("--past {}, {key}", index + 1);
        let effort = checks.need(&place("relative_effort"), row.relative_effort, AMOUNT, "give its Zr");
        (effort, checks.maybe(&place("search_factor"), row.search_factor, SEARCH_FACTOR))
    });
    let past: Vec<_> = past.collect();
    let factor = factor(inputs.search_factor.as_deref().unwrap_or("computed"), &mut checks);
    let laws = [("ideal", PodLaw::InverseCube), ("normal", PodLaw::Random)];
    let condition = inputs.condition.as_ref().and_then(|text| checks.choice("--condition", text, &laws));
    let ideal = searchers.iter().all(|searcher| searcher.ideal);
    let (law, law_rule) = match (condition, ideal) {
        (Some(law), _) => (law, "chosen"),
        (None, true) => (PodLaw::InverseCube, "ideal: no correction factor below 1"),
        (None, false) => (PodLaw::Random, "normal: a correction factor below 1"),
    };
    let case = Case {
        searchers,
        error_nm,
        dd_nm,
        datum,
        datum_rule,
        line_length_nm: line.unwrap_or(line_length_nm(dd_nm, error_nm)),
        effort_factor_nm2: checks.maybe("--effort-factor-nm2", inputs.effort_factor_nm2, LENGTH_NM),
        past,
        factor,
        law,
        law_rule,
        poc: checks.maybe("--poc", inputs.poc, SHARE),
        round_spacing_nm: checks.maybe("--round-spacing-nm", inputs.round_spacing_nm, LENGTH_NM),
        notes,
    };
    checks.finish()?;
    Ok(case)
}

/// Earlier searches; a case that was searched more often is planned anew.
const MOST_PAST: usize = 50;

fn by_rule(dd_nm: f64, error_nm: f64) -> (DatumType, &'static str) {
    let kind = DatumType::of(dd_nm, separation_ratio(dd_nm, error_nm));
    let rule = match kind {
        DatumType::Point => "DD = 0: one point",
        DatumType::Divergence => "SR < 4: one area round both datums",
        _ => "SR >= 4: an area round each datum",
    };
    (kind, rule)
}

fn factor(text: &str, checks: &mut Checks) -> FactorSource {
    let text = text.trim().to_lowercase();
    if text == "computed" {
        return FactorSource::Computed;
    }
    if let Some(search) = text.strip_prefix("amsa:") {
        let search = search.trim().parse::<u32>().ok();
        if let Some((search, fs)) = search.and_then(|n| amsa_search_factor(n).map(|fs| (n, fs))) {
            return FactorSource::Amsa(search, fs);
        }
    } else if let Ok(fs) = text.parse::<f64>() {
        if (0.05..=6.0).contains(&fs) {
            return FactorSource::Given(fs);
        }
        checks.wrong("--search-factor", format!("{fs} is outside 0.05 to 6"), "correct the number");
        return FactorSource::Computed;
    }
    checks.wrong(
        "--search-factor",
        format!("unknown choice \"{text}\""),
        "give a number, amsa:1 to amsa:5, or computed",
    );
    FactorSource::Computed
}

fn searcher(
    number_of: usize,
    row: &FacilityRow,
    fraction: f64,
    checks: &mut Checks,
    notes: &mut Vec<String>,
) -> Searcher {
    let name = row.name.clone().unwrap_or_else(|| format!("Facility {number_of}"));
    let place = |key: &str| format!("--facility {number_of} ({name}), {key}");
    let speed_kn = checks.need(&place("speed_kn"), row.speed_kn, SPEED_KN, "give the search speed");
    let (search_hours, hours_formula) = match (row.search_hours, row.on_scene_hours) {
        (Some(hours), None) => (checks.number(&place("search_hours"), hours, HOURS), "given".to_owned()),
        (None, Some(hours)) => {
            let hours = checks.number(&place("on_scene_hours"), hours, HOURS);
            (fraction * hours, format!("{fraction} x {} h on scene", number(hours)))
        }
        (None, None) => {
            checks.wrong(&place("search_hours"), "is missing", "give it, or on_scene_hours");
            (f64::NAN, String::new())
        }
        (Some(_), Some(_)) => {
            checks.wrong(&place("search_hours"), "stands beside on_scene_hours", "keep one");
            (f64::NAN, String::new())
        }
    };
    let (sweep_width_nm, width_formula, ideal) = width(row, speed_kn, &place, &name, checks, notes);
    Searcher {
        facility: Facility { sweep_width_nm, speed_kn, search_hours },
        width_formula,
        hours_formula,
        ideal,
        minimum_spacing_nm: checks
            .maybe(&place("minimum_spacing_nm"), row.minimum_spacing_nm, LENGTH_NM)
            .unwrap_or(0.0),
        spacing_nm: checks.maybe(&place("spacing_nm"), row.spacing_nm, LENGTH_NM),
        name,
    }
}

/// W, its formula, and whether no factor lies below 1.
fn width(
    row: &FacilityRow,
    speed_kn: f64,
    place: &dyn Fn(&str) -> String,
    name: &str,
    checks: &mut Checks,
    notes: &mut Vec<String>,
) -> (f64, String, bool) {
    let factors = [
        ("weather_factor", row.weather_factor),
        ("speed_factor", row.speed_factor),
        ("fatigue_factor", row.fatigue_factor),
    ]
    .map(|(key, value)| checks.maybe(&place(key), value, FACTOR));
    let ways = [row.sweep_width_nm.is_some(), row.uncorrected_sweep_width_nm.is_some(), row.object.is_some()];
    if ways.iter().filter(|way| **way).count() != 1 {
        let reason = if ways.contains(&true) { "is given in more than one way" } else { "is missing" };
        checks.wrong(
            &place("sweep_width_nm"),
            reason,
            "give one of sweep_width_nm, uncorrected_sweep_width_nm, object",
        );
        return (f64::NAN, String::new(), true);
    }
    if let Some(given) = row.sweep_width_nm {
        if factors.iter().any(Option::is_some) {
            checks.wrong(
                &place("sweep_width_nm"),
                "is corrected already",
                "use uncorrected_sweep_width_nm with the factors",
            );
        }
        notes.push(format!(
            "{name}: a corrected sweep width was given, so its factors count as 1 for the search condition"
        ));
        return (checks.number(&place("sweep_width_nm"), given, LENGTH_NM), "given".into(), true);
    }
    let (w0, found) = match row.uncorrected_sweep_width_nm {
        Some(w0) => (checks.number(&place("uncorrected_sweep_width_nm"), w0, LENGTH_NM), [1.0; 3]),
        None => match looked_up(row, speed_kn, place, checks) {
            Some((w0, found, table_notes)) => {
                notes.extend(table_notes.into_iter().map(|note| format!("{name}: {note}")));
                (w0, found)
            }
            None => (f64::NAN, [1.0; 3]),
        },
    };
    let [fw, fv, ff] = [0, 1, 2].map(|index| factors[index].unwrap_or(found[index]));
    let formula = format!("W0 fw fv ff = {} x {} x {} x {}", number(w0), number(fw), number(fv), number(ff));
    (w0 * fw * fv * ff, formula, [fw, fv, ff].iter().all(|factor| *factor >= 1.0))
}

type LookedUp = (f64, [f64; 3], Vec<String>);

fn looked_up(
    row: &FacilityRow,
    speed_kn: f64,
    place: &dyn Fn(&str) -> String,
    checks: &mut Checks,
) -> Option<LookedUp> {
    let platform = match &row.platform {
        Some(text) => checks.choice(&place("platform"), text, &PLATFORMS),
        None => {
            checks.wrong(&place("platform"), "is missing", "give fixed-wing, helicopter, boat or merchant-bridge");
            None
        }
    };
    let visibility_nm = checks.need(&place("visibility_nm"), row.visibility_nm, VISIBILITY, "give the visibility");
    let height_ft = match platform {
        Some(Platform::MerchantBridge) => 0.0,
        _ => checks.need(&place("height_ft"), row.height_ft, HEIGHT_FT, "give the altitude or eye height"),
    };
    let wind_kn = checks.maybe(&place("wind_kn"), row.wind_kn, WIND_KN).unwrap_or(0.0);
    let wave_height_ft = checks.maybe(&place("wave_height_ft"), row.wave_height_ft, AMOUNT).unwrap_or(0.0);
    if [visibility_nm, height_ft, wind_kn, wave_height_ft, speed_kn].iter().any(|value| value.is_nan()) {
        return None;
    }
    let look_out = LookOut {
        platform: platform?,
        height_ft,
        speed_kn,
        visibility_nm,
        wind_kn,
        wave_height_ft,
        fatigued: row.fatigued,
    };
    match sweep_width_nm(row.object.as_deref().unwrap_or_default(), &look_out) {
        Ok(width) => Some((width.uncorrected_nm, [width.weather, width.speed, width.fatigue], width.notes)),
        Err(error) => {
            checks.wrong(&place("object"), error.to_string(), "see `sarex plan sweep-width --help`");
            None
        }
    }
}
