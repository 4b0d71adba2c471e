//! The effort allocation worksheet.

use super::resolve::{Case, FactorSource};
use crate::worksheet::{Worksheet, number};
use sarex_model::planning::*;
use sarex_model::pod::{self, PodLaw};
use sarex_model::sweep::least_recommended_coverage;
use serde_json::json;

/// Works the case out.
pub fn sheet(case: &Case) -> Worksheet {
    let mut sheet = Worksheet::new("Effort allocation");
    let total = efforts(&mut sheet, case);
    let fz = effort_factor(&mut sheet, case);
    let zr = relative_effort(total, fz);
    sheet.step(
        "relative_effort",
        "Relative effort Zr",
        &format!("Zta / fz = {} / {}", number(total), number(fz)),
        zr,
        "",
    );
    let past_sum = case.past.iter().fold(0.0, |sum, past| sum + past.0);
    let formula = format!("sum over the searches = {} + {}", number(past_sum), number(zr));
    sheet.step("cumulative_relative_effort", "Cumulative relative effort Zrc", &formula, past_sum + zr, "");
    let fs = search_factor(&mut sheet, case, zr);
    let radius = fs.search_factor * case.error_nm;
    let area = area(&mut sheet, case, fs.search_factor, radius);
    let coverage = total / area;
    sheet.step(
        "coverage",
        "Optimal coverage Co",
        &format!("Zta / Ao = {} / {}", number(total), number(area)),
        coverage,
        "",
    );
    spacings(&mut sheet, case, coverage, radius, area);
    let poc = case.poc.unwrap_or(fs.poc);
    success(&mut sheet, case, poc, coverage, &fs);
    adjusted(&mut sheet, case, coverage, zr);
    if coverage < least_recommended_coverage() {
        sheet.note(format!(
            "coverage {} lies below {}, which is not recommended: search a smaller area or bring more effort",
            number(coverage),
            least_recommended_coverage()
        ));
    }
    for note in &case.notes {
        sheet.note(note.clone());
    }
    sheet
}

fn efforts(sheet: &mut Worksheet, case: &Case) -> f64 {
    sheet.section("Search effort");
    let mut total = 0.0;
    for searcher in &case.searchers {
        let facility = searcher.facility;
        sheet.shown(&searcher.name, "", "");
        sheet.shown("  sweep width W", &format!("{} NM", number(facility.sweep_width_nm)), &searcher.width_formula);
        sheet.shown("  search speed V", &format!("{} kn", number(facility.speed_kn)), "");
        sheet.shown("  search time T", &format!("{} h", number(facility.search_hours)), &searcher.hours_formula);
        let formula = format!(
            "W V T = {} x {} x {}",
            number(facility.sweep_width_nm),
            number(facility.speed_kn),
            number(facility.search_hours)
        );
        sheet.shown("  effort Z", &format!("{} NM2", number(facility.effort_nm2())), &formula);
        total += facility.effort_nm2();
    }
    sheet.step("total_effort_nm2", "Total available effort Zta", "sum of Z", total, "NM2");
    total
}

fn effort_factor(sheet: &mut Worksheet, case: &Case) -> f64 {
    sheet.section("Effort factor").step("total_probable_error_nm", "Total probable error E", "", case.error_nm, "NM");
    sheet.step("divergence_distance_nm", "Divergence distance DD", "", case.dd_nm, "NM");
    if case.datum != DatumType::Line {
        let formula = format!("DD / E = {} / {}", number(case.dd_nm), number(case.error_nm));
        sheet.step(
            "separation_ratio",
            "Separation ratio SR",
            &formula,
            separation_ratio(case.dd_nm, case.error_nm),
            "",
        );
    }
    sheet.word("datum_type", "Datum", case.datum_rule, name(case.datum));
    let formula = match (case.effort_factor_nm2, case.datum) {
        (Some(_), _) => "given".to_owned(),
        (None, DatumType::Line) => {
            sheet.step("line_length_nm", "Length of the line L", "DD + 2E, unless given", case.line_length_nm, "NM");
            format!("E L = {} x {}", number(case.error_nm), number(case.line_length_nm))
        }
        (None, _) => format!("E^2 = {}^2", number(case.error_nm)),
    };
    if case.datum == DatumType::TwoPoints {
        sheet.note("two datums: the effort is shared evenly between the two areas");
    }
    let fz = case.effort_factor_nm2.unwrap_or(effort_factor_nm2(case.datum, case.error_nm, case.line_length_nm));
    sheet.step("effort_factor_nm2", "Effort factor fz", &formula, fz, "NM2");
    fz
}

fn name(datum: DatumType) -> &'static str {
    match datum {
        DatumType::Point => "point",
        DatumType::Divergence => "divergence",
        DatumType::TwoPoints => "two_points",
        DatumType::Line => "line",
    }
}

fn shape(case: &Case) -> Shape {
    Shape { datum: case.datum, separation: case.dd_nm / case.error_nm }
}

/// The earlier searches; the factor of one that has none is computed in its turn.
fn past(case: &Case, law: PodLaw) -> Vec<PastSearch> {
    let mut past: Vec<PastSearch> = Vec::new();
    for (relative_effort, factor) in &case.past {
        let search_factor =
            factor.unwrap_or_else(|| optimal_search_factor(shape(case), law, &past, *relative_effort).search_factor);
        past.push(PastSearch { relative_effort: *relative_effort, search_factor });
    }
    past
}

fn search_factor(sheet: &mut Worksheet, case: &Case, zr: f64) -> Outcome {
    sheet.section("Optimal search factor");
    let word = if case.law == PodLaw::Random { "normal" } else { "ideal" };
    sheet.word("search_condition", "Search condition", case.law_rule, word);
    let computed = |law| optimal_search_factor(shape(case), law, &past(case, law), zr);
    for (key, name, law) in [
        ("computed_search_factor_ideal", "fs computed, ideal (inverse cube)", PodLaw::InverseCube),
        ("computed_search_factor_normal", "fs computed, normal (random)", PodLaw::Random),
    ] {
        let best = computed(law);
        let formula = format!("greatest POC x POD = {} x {}", number(best.poc), number(best.pod));
        sheet.step(key, name, &formula, best.search_factor, "");
    }
    let searches = past(case, case.law);
    let chosen = match case.factor {
        FactorSource::Given(fs) => {
            sheet.step("search_factor", "Search factor fs", "given", fs, "");
            outcome(shape(case), case.law, &searches, zr, fs)
        }
        FactorSource::Amsa(search, fs) => {
            let formula = format!("AMSA NATSAR table 3-2, search {search}");
            sheet.step("search_factor", "Search factor fs", &formula, fs, "");
            outcome(shape(case), case.law, &searches, zr, fs)
        }
        FactorSource::Computed => {
            let best = computed(case.law);
            sheet.step(
                "search_factor",
                "Search factor fs",
                "computed, not read from the IAMSAR curve",
                best.search_factor,
                "",
            );
            best
        }
    };
    sheet.note(
        "computed fs: greatest POC x POD for a circular normal distribution of probable error E about each datum (half of it at \
         each of two; along a line all of it), inverse cube law for ideal and random search for normal conditions",
    );
    if !searches.is_empty() {
        let text: Vec<String> = searches
            .iter()
            .map(|s| format!("Zr {} with fs {}", number(s.relative_effort), number(s.search_factor)))
            .collect();
        sheet.note(format!(
            "earlier searches, all about the same datum in units of E: {}; the distribution is what they left over",
            text.join("; ")
        ));
    }
    chosen
}

fn area(sheet: &mut Worksheet, case: &Case, fs: f64, radius: f64) -> f64 {
    sheet.section("Optimal search area");
    let formula = format!("fs E = {} x {}", number(fs), number(case.error_nm));
    sheet.step("search_radius_nm", "Optimal search radius Ro", &formula, radius, "NM");
    let (r, dd) = (number(radius), number(case.dd_nm));
    let (formula, extent) = match case.datum {
        DatumType::Point => (format!("4 Ro^2 = 4 x {r}^2"), 0.0),
        DatumType::Divergence => (format!("4 Ro^2 + 2 Ro DD = 4 x {r}^2 + 2 x {r} x {dd}"), case.dd_nm),
        DatumType::TwoPoints => (format!("2 x 4 Ro^2 = 8 x {r}^2"), 0.0),
        DatumType::Line => (format!("2 Ro L = 2 x {r} x {}", number(case.line_length_nm)), case.line_length_nm),
    };
    let area = area_nm2(case.datum, radius, extent);
    sheet.step("search_area_nm2", "Optimal search area Ao", &formula, area, "NM2");
    let (length, words) = length(case, radius);
    sheet.step("area_length_nm", "Length of each rectangle", words, length, "NM");
    sheet.step("area_width_nm", "Width", "2 Ro", 2.0 * radius, "NM");
    area
}

fn length(case: &Case, radius: f64) -> (f64, &'static str) {
    match case.datum {
        DatumType::Point => (2.0 * radius, "2 Ro"),
        DatumType::TwoPoints => (2.0 * radius, "2 Ro, a square about each datum"),
        DatumType::Divergence => (2.0 * radius + case.dd_nm, "2 Ro + DD"),
        DatumType::Line => (case.line_length_nm, "L"),
    }
}

fn spacings(sheet: &mut Worksheet, case: &Case, coverage: f64, radius: f64, area: f64) {
    sheet.section("Track spacing and sub-areas");
    let mut rows = Vec::new();
    let mut values = Vec::new();
    for searcher in &case.searchers {
        let facility = searcher.facility;
        let spacing = facility.sweep_width_nm / coverage;
        let part = facility.track_nm() * spacing;
        let share = part / area;
        let length = share * length(case, radius).0 * if case.datum == DatumType::TwoPoints { 2.0 } else { 1.0 };
        rows.push(vec![
            searcher.name.clone(),
            number(facility.sweep_width_nm),
            number(facility.effort_nm2()),
            number(spacing),
            number(part),
            format!("{} x {}", number(length), number(2.0 * radius)),
        ]);
        values.push(json!({
            "name": searcher.name,
            "sweep_width_nm": facility.sweep_width_nm,
            "speed_kn": facility.speed_kn,
            "search_hours": facility.search_hours,
            "effort_nm2": facility.effort_nm2(),
            "optimal_spacing_nm": spacing,
            "area_nm2": part,
            "area_share": share,
            "sub_area_length_nm": length,
            "sub_area_width_nm": 2.0 * radius,
        }));
    }
    sheet.shown("So = W / Co; area = V T So", "", "sub-area: its share of the length times 2 Ro");
    sheet.table(&["facility", "W NM", "Z NM2", "So NM", "area NM2", "sub-area NM"], &rows);
    sheet.value("facilities", values);
}

fn success(sheet: &mut Worksheet, case: &Case, poc: f64, coverage: f64, fs: &Outcome) {
    sheet.section("Probability of success");
    let formula = if case.poc.is_some() { "given" } else { "normal distribution, after the earlier searches" };
    let pod = case.law.pod(coverage);
    sheet.step("poc", "POC of the area", formula, poc, "");
    let curve = if case.law == PodLaw::Random { "random: 1 - exp(-C)" } else { "inverse cube: erf(sqrt(pi)/2 C)" };
    sheet.step("pod", "POD", &format!("{curve}, C = {}", number(coverage)), pod, "");
    sheet.step("pos", "POS of this search", "POC x POD", poc * pod, "");
    if case.poc.is_none() {
        sheet.step("cumulative_pos", "Cumulative POS", "this and the earlier searches", fs.cumulative_pos, "");
    }
    for (key, law) in [("pod_ideal", pod::inverse_cube(coverage)), ("pod_normal", pod::random(coverage))] {
        sheet.value(key, law);
    }
}

/// What is left of the optimum when every facility flies or sails a spacing that it can keep.
fn adjusted(sheet: &mut Worksheet, case: &Case, coverage: f64, zr: f64) {
    let needed = |searcher: &super::resolve::Searcher| {
        searcher.spacing_nm.is_some() || searcher.facility.sweep_width_nm / coverage < searcher.minimum_spacing_nm
    };
    if case.round_spacing_nm.is_none() && !case.searchers.iter().any(needed) {
        return;
    }
    sheet.section("Adjusted track spacing");
    let (mut total, mut effort_seen) = (0.0, 0.0);
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for searcher in &case.searchers {
        let optimal = searcher.facility.sweep_width_nm / coverage;
        let rounded = match case.round_spacing_nm {
            Some(step) => (optimal / step).round().max(1.0) * step,
            None => optimal,
        };
        let spacing = searcher.spacing_nm.unwrap_or(rounded.max(searcher.minimum_spacing_nm));
        let part = searcher.facility.track_nm() * spacing;
        let c = searcher.facility.sweep_width_nm / spacing;
        total += part;
        effort_seen += part * case.law.pod(c);
        rows.push(vec![
            searcher.name.clone(),
            number(optimal),
            number(spacing),
            number(part),
            number(c),
            number(case.law.pod(c)),
        ]);
        values.push(json!({
            "name": searcher.name, "spacing_nm": spacing, "area_nm2": part, "coverage": c, "pod": case.law.pod(c),
        }));
    }
    sheet
        .table(&["facility", "So NM", "S NM", "area NM2", "C = W/S", "POD"], &rows)
        .value("adjusted_facilities", values);
    let extent = if case.datum == DatumType::Line { case.line_length_nm } else { case.dd_nm };
    let radius = radius_for_area_nm(case.datum, total, extent);
    sheet.step("adjusted_area_nm2", "Adjusted area", "sum of V T S", total, "NM2");
    sheet.step("adjusted_radius_nm", "Adjusted radius", "Ao formula solved for R", radius, "NM");
    sheet.step("adjusted_length_nm", "Adjusted length", length(case, radius).1, length(case, radius).0, "NM");
    sheet.step("adjusted_width_nm", "Adjusted width", "2 R", 2.0 * radius, "NM");
    let got = outcome(shape(case), case.law, &past(case, case.law), zr, radius / case.error_nm);
    if total <= 0.0 || case.poc.is_some() {
        return;
    }
    let pod = effort_seen / total;
    sheet.step("adjusted_poc", "POC of the adjusted area", "normal distribution", got.poc, "");
    sheet.step("adjusted_pod", "POD, mean over the sub-areas", "by area", pod, "");
    sheet.step("adjusted_pos", "POS of the adjusted search", "POC x POD", got.poc * pod, "");
}
