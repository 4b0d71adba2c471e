//! The datum worksheet.

use super::resolve::{Case, Method};
use crate::worksheet::{Worksheet, number};
use sarex_files::finding::Finding;
use sarex_model::math::wrap_360;
use sarex_model::planning::*;
use sarex_model::position::{Position, Vec2};
use sarex_model::units::to_nm;
use serde_json::{Value, json};

/// Works the case out.
pub fn sheet(case: &Case) -> Result<Worksheet, Vec<Finding>> {
    let unsound = |error: DriftError| vec![crate::wrong("--period", error.to_string(), "correct the period")];
    let right_start = case.line_to.unwrap_or(case.start_right);
    let track = drift(case.start, right_start, &case.periods, case.leeway, case.course).map_err(unsound)?;
    let mut sheet = Worksheet::new(match case.course {
        Course::Forward => "Datum",
        Course::Backward => "Datum, backtracked: where the drift began",
    });
    start(&mut sheet, case);
    periods(&mut sheet, case, &track);
    let ends = match case.line_to {
        Some(_) => line_ends(case).map_err(unsound)?,
        None => (track.left, track.right),
    };
    let found = datum(&mut sheet, case, &track, ends);
    match case.method {
        Method::Danish => danish(&mut sheet, case, &found),
        Method::Iamsar => {
            let error_nm = probable_error(&mut sheet, case, track.hours);
            area(&mut sheet, case, &found, error_nm);
        }
    }
    for note in &case.notes {
        sheet.note(note.clone());
    }
    sheet.note("positions and distances on the WGS84 ellipsoid; directions true");
    Ok(sheet)
}

struct Found {
    left: Position,
    right: Position,
    mid: Position,
    dd_nm: f64,
    drift_nm: f64,
    drift_deg: f64,
}

fn place(at: Position) -> Value {
    json!({ "lat_deg": at.lat_deg, "lon_deg": at.lon_deg, "text": at.to_string() })
}

fn towards(vector: Vec2) -> String {
    if vector.length() == 0.0 {
        "0 kn".into()
    } else {
        format!("{:05.1} {} kn", vector.bearing_deg(), number(vector.length()))
    }
}

fn vector(of: Vec2) -> Value {
    json!({ "towards_deg": of.bearing_deg(), "speed_kn": of.length(), "east_kn": of.east_m, "north_kn": of.north_m })
}

fn start(sheet: &mut Worksheet, case: &Case) {
    sheet.section("Start").word("start_text", "Start", "", &case.start.to_string()).value("start", place(case.start));
    if case.start_right != case.start {
        sheet
            .shown("Start, right datum", &case.start_right.to_string(), "")
            .value("start_right", place(case.start_right));
    }
    if let Some(end) = case.line_to {
        sheet.shown("Other end of the line", &end.to_string(), "").value("line_to", place(end));
    }
    if let Some(unix) = case.start_unix_s {
        sheet.word("start_time", "Time at the start", "", &sarex_files::time::iso_utc(unix));
    }
    sheet.step("start_error_nm", "Error of the start X", &case.start_error.formula, case.start_error.nm, "NM");
    sheet.step(
        "facility_error_nm",
        "Error of the facility Y",
        &case.facility_error.formula,
        case.facility_error.nm,
        "NM",
    );
    sheet.shown("Leeway", "", &case.leeway_name).value("leeway", &case.leeway_name);
    if let LeewayRule::Manual(leeway) = case.leeway {
        sheet.step("leeway_multiplier", "  multiplier m", "", leeway.multiplier, "");
        sheet.step("leeway_modifier_kn", "  modifier k", "", leeway.modifier_kn, "kn");
        sheet.step("divergence_deg", "  divergence angle", "left and right of downwind", leeway.divergence_deg, "deg");
    }
}

fn periods(sheet: &mut Worksheet, case: &Case, track: &Drift) {
    let mut rows = Vec::new();
    for worked in &track.periods {
        let period = &case.periods[worked.number - 1];
        sheet.section(&format!("Period {}: {} h", worked.number, number(worked.hours)));
        let currents = [
            ("Tidal current TC", period.currents.tidal),
            ("Sea current SC", period.currents.sea),
            ("Wind current WC", period.currents.wind),
            ("Other water current OWC", period.currents.other),
        ];
        for (name, current) in currents {
            if let Some(current) = current {
                sheet.shown(name, &towards(current.vector()), "towards");
            }
        }
        sheet.shown("Total water current TWC", &towards(worked.current), "towards; vector sum");
        wind_lines(sheet, case, period.wind, worked);
        sheet.shown("Surface drift, left", &towards(worked.surface_left), "TWC + leeway left");
        sheet.shown("Surface drift, right", &towards(worked.surface_right), "TWC + leeway right");
        let hours = number(worked.hours);
        let ran = |velocity: Vec2| {
            format!("{} NM = {} kn x {hours} h", number(velocity.length() * worked.hours), number(velocity.length()))
        };
        sheet.shown("Left datum after it", &worked.left.to_string(), &ran(worked.surface_left));
        sheet.shown("Right datum after it", &worked.right.to_string(), &ran(worked.surface_right));
        rows.push(json!({
            "number": worked.number,
            "hours": worked.hours,
            "wind_from_deg": period.wind.map(|wind| wind.from_deg),
            "wind_kn": period.wind.map(|wind| wind.speed_kn),
            "total_water_current": vector(worked.current),
            "leeway_left": vector(worked.leeway.left),
            "leeway_right": vector(worked.leeway.right),
            "leeway_downwind": vector(worked.leeway.downwind),
            "surface_drift_left": vector(worked.surface_left),
            "surface_drift_right": vector(worked.surface_right),
            "surface_drift_downwind": vector(worked.surface_downwind),
            "left_datum": place(worked.left),
            "right_datum": place(worked.right),
            "downwind_datum": place(worked.downwind),
        }));
    }
    sheet.value("periods", rows);
}

fn wind_lines(sheet: &mut Worksheet, case: &Case, wind: Option<Wind>, worked: &PeriodDrift) {
    let Some(wind) = wind else {
        sheet.shown("Averaged surface wind", "none", "no leeway in this period");
        return;
    };
    sheet.shown(
        "Averaged surface wind",
        &format!("{:05.1} {} kn", wrap_360(wind.from_deg), number(wind.speed_kn)),
        "from",
    );
    sheet.shown("Downwind direction", &format!("{:05.1} deg", wrap_360(wind.from_deg + 180.0)), "wind from + 180");
    let formula = match case.leeway {
        LeewayRule::Manual(leeway) => {
            format!(
                "m U + k = {} x {} + {}",
                number(leeway.multiplier),
                number(wind.speed_kn),
                number(leeway.modifier_kn)
            )
        }
        LeewayRule::Fixed { .. } => "given".into(),
        LeewayRule::Class(_) => "downwind part of the class".into(),
        LeewayRule::None => "no leeway".into(),
    };
    sheet.shown("Leeway speed", &format!("{} kn", number(worked.leeway.downwind.length())), &formula);
    let class = matches!(case.leeway, LeewayRule::Class(_));
    let side = |by_angle: &'static str, by_class: &'static str| if class { by_class } else { by_angle };
    let left = side("towards; downwind - divergence angle", "towards; downwind and cross-wind parts of the left side");
    let right =
        side("towards; downwind + divergence angle", "towards; downwind and cross-wind parts of the right side");
    sheet.shown("Leeway left", &towards(worked.leeway.left), left);
    sheet.shown("Leeway right", &towards(worked.leeway.right), right);
}

/// Both ends of the line after straight downwind leeway.
fn line_ends(case: &Case) -> Result<(Position, Position), DriftError> {
    let end = |start| drift(start, start, &case.periods, case.leeway, case.course).map(|track| track.downwind);
    Ok((end(case.start)?, end(case.line_to.unwrap_or(case.start))?))
}

fn datum(sheet: &mut Worksheet, case: &Case, track: &Drift, (left, right): (Position, Position)) -> Found {
    let mid = midpoint(left, right);
    let from = if case.line_to.is_some() || case.start_right != case.start {
        midpoint(case.start, case.line_to.unwrap_or(case.start_right))
    } else {
        case.start
    };
    let dd_nm = to_nm(left.distance_m(right));
    sheet.section("Datum").step("drift_hours", "Drift interval t", "sum of the periods", track.hours, "h");
    if let Some(unix) = case.start_unix_s {
        let seconds = (track.hours * 3600.0).round() as i64;
        let at = if case.course == Course::Backward { unix - seconds } else { unix + seconds };
        sheet.word("datum_time", "Time of the datum", "", &sarex_files::time::iso_utc(at));
    }
    let names =
        if case.line_to.is_some() { ["Line, first end", "Line, other end"] } else { ["Left datum", "Right datum"] };
    let away = |to: Position| {
        format!("{} NM on {:05.1} from the start", number(to_nm(case.start.distance_m(to))), case.start.bearing_deg(to))
    };
    let keys =
        if case.line_to.is_some() { ["line_first_end", "line_other_end"] } else { ["left_datum", "right_datum"] };
    sheet.shown(names[0], &left.to_string(), &away(left)).value(keys[0], place(left));
    let other_start = case.line_to.unwrap_or(case.start_right);
    let right_away = format!(
        "{} NM on {:05.1} from its start",
        number(to_nm(other_start.distance_m(right))),
        other_start.bearing_deg(right)
    );
    sheet.shown(names[1], &right.to_string(), &right_away).value(keys[1], place(right));
    for (key, start, end) in [("left", case.start, left), ("right", other_start, right)] {
        sheet.value(&format!("{key}_drift_distance_nm"), to_nm(start.distance_m(end)));
        sheet.value(&format!("{key}_drift_direction_deg"), start.bearing_deg(end));
    }
    sheet.shown("Mid datum", &mid.to_string(), "half way between the two").value("mid_datum", place(mid));
    let (drift_nm, drift_deg) = (to_nm(from.distance_m(mid)), from.bearing_deg(mid));
    sheet.step("drift_distance_nm", "Drift distance, start to mid datum", "on the ellipsoid", drift_nm, "NM");
    sheet.step("drift_direction_deg", "Drift direction", "towards", drift_deg, "deg");
    let what = if case.line_to.is_some() { "length of the line" } else { "left datum to right datum" };
    sheet.step("divergence_distance_nm", "Divergence distance DD", what, dd_nm, "NM");
    if case.line_to.is_some() {
        sheet.note("datum line: both ends drift straight downwind, without divergence");
    }
    Found { left, right, mid, dd_nm, drift_nm, drift_deg }
}

fn probable_error(sheet: &mut Worksheet, case: &Case, hours: f64) -> f64 {
    sheet.section("Total probable error");
    let de_nm = match (case.drift_error_nm, case.drift_velocity_error_kn) {
        (Some(given), _) => {
            sheet.step("drift_error_nm", "Drift error De", "given", given, "NM");
            given
        }
        (None, Some(dve)) => {
            sheet.step("drift_velocity_error_kn", "Drift velocity error Dve", "given", dve, "kn");
            let formula = format!("Dve t = {} x {}", number(dve), number(hours));
            sheet.step("drift_error_nm", "Drift error De", &formula, dve * hours, "NM");
            dve * hours
        }
        (None, None) => drift_error(sheet, case, hours),
    };
    let (x, y) = (case.start_error.nm, case.facility_error.nm);
    let e = total_probable_error_nm(x, de_nm, y);
    let formula = format!("sqrt(X^2 + De^2 + Y^2) = sqrt({}^2 + {}^2 + {}^2)", number(x), number(de_nm), number(y));
    sheet.step("total_probable_error_squared_nm2", "E^2", "X^2 + De^2 + Y^2", e * e, "NM2");
    sheet.step("total_probable_error_nm", "Total probable error E", &formula, e, "NM");
    e
}

fn drift_error(sheet: &mut Worksheet, case: &Case, hours: f64) -> f64 {
    let errors = case.errors;
    let twce = case.water_current_error_kn.unwrap_or_else(|| {
        for (key, name, value) in [
            ("tidal_error_kn", "Tidal current error TCe", errors.tidal_kn),
            ("sea_error_kn", "Sea current error SCe", errors.sea_kn),
            ("wind_current_error_kn", "Wind current error WCe", errors.wind_current_kn),
            ("other_error_kn", "Other water current error OWCe", errors.other_kn),
        ] {
            sheet.step(key, name, "", value, "kn");
        }
        errors.total_water_current_kn()
    });
    let how = if case.water_current_error_kn.is_some() { "given" } else { "sqrt(TCe^2 + SCe^2 + WCe^2 + OWCe^2)" };
    sheet.step("water_current_error_kn", "Total water current error TWCe", how, twce, "kn");
    sheet.step("leeway_error_kn", "Leeway error LWe", "", errors.leeway_kn, "kn");
    // TWCe as one component, so that a given one takes its place.
    let velocity = |wind_kn: f64| {
        VelocityErrors { wind_kn, tidal_kn: twce, sea_kn: 0.0, wind_current_kn: 0.0, other_kn: 0.0, ..errors }
            .drift_velocity_kn()
    };
    let formula = |wind: f64| {
        format!(
            "sqrt(ASWDVe^2 + TWCe^2 + LWe^2) = sqrt({wind}^2 + {}^2 + {}^2)",
            number(twce),
            number(errors.leeway_kn)
        )
    };
    let same = case.wind_errors_kn.windows(2).all(|pair| pair[0] == pair[1]);
    if same {
        let wind = case.wind_errors_kn.first().copied().unwrap_or(errors.wind_kn);
        let dve = velocity(wind);
        sheet.step("wind_error_kn", "Wind error ASWDVe", "", wind, "kn");
        sheet.step("drift_velocity_error_kn", "Drift velocity error Dve", &formula(wind), dve, "kn");
        let product = format!("Dve t = {} x {}", number(dve), number(hours));
        sheet.step("drift_error_nm", "Drift error De", &product, dve * hours, "NM");
        return dve * hours;
    }
    let (mut parts, mut velocities) = (Vec::new(), Vec::new());
    for (index, (wind, period)) in case.wind_errors_kn.iter().zip(&case.periods).enumerate() {
        let dve = velocity(*wind);
        sheet.shown(&format!("Dve of period {}", index + 1), &format!("{} kn", number(dve)), &formula(*wind));
        velocities.push(dve);
        parts.push(dve * period.hours);
    }
    sheet.value("drift_velocity_errors_kn", velocities).value("wind_errors_kn", &case.wind_errors_kn);
    let de_nm = parts.iter().sum();
    sheet.step("drift_error_nm", "Drift error De", "sum of Dve t of the periods", de_nm, "NM");
    sheet.note("errors of successive periods are added, as one Dve times the whole time would be");
    de_nm
}

fn area(sheet: &mut Worksheet, case: &Case, found: &Found, error_nm: f64) {
    sheet.section("Kind of datum");
    let kind = if case.line_to.is_some() {
        DatumType::Line
    } else {
        let sr = separation_ratio(found.dd_nm, error_nm);
        let formula = format!("DD / E = {} / {}", number(found.dd_nm), number(error_nm));
        sheet.step("separation_ratio", "Separation ratio SR", &formula, sr, "");
        case.datum_type.unwrap_or(DatumType::of(found.dd_nm, sr))
    };
    let rule = match (case.datum_type.is_some(), kind) {
        (true, _) => "chosen, not by the rule",
        (_, DatumType::Point) => "DD = 0: one point",
        (_, DatumType::Divergence) => "SR < 4: one area round both datums",
        (_, DatumType::TwoPoints) => "SR >= 4: an area round each datum",
        (_, DatumType::Line) => "line given",
    };
    let word = match kind {
        DatumType::Point => "point",
        DatumType::Divergence => "divergence",
        DatumType::TwoPoints => "two_points",
        DatumType::Line => "line",
    };
    sheet.word("datum_type", "Datum", rule, word);
    sheet.section("Search area").step("search_factor", "Search factor fs", "", case.search_factor, "");
    let radius = case.search_factor * error_nm;
    let formula = format!("fs E = {} x {}", case.search_factor, number(error_nm));
    sheet.step("search_radius_nm", "Search radius R", &formula, radius, "NM");
    let line_nm = line_length_nm(found.dd_nm, error_nm);
    let extent = if kind == DatumType::Line { line_nm } else { found.dd_nm };
    let formula = match kind {
        DatumType::Point => format!("4 R^2 = 4 x {}^2", number(radius)),
        DatumType::Divergence => {
            format!("4 R^2 + 2 R DD = 4 x {r}^2 + 2 x {r} x {}", number(found.dd_nm), r = number(radius))
        }
        DatumType::TwoPoints => format!("2 x 4 R^2 = 8 x {}^2", number(radius)),
        DatumType::Line => {
            sheet.step("line_length_nm", "Length of the line L", "DD + 2E", line_nm, "NM");
            format!("2 R L = 2 x {} x {}", number(radius), number(line_nm))
        }
    };
    sheet.step("search_area_nm2", "Search area A", &formula, area_nm2(kind, radius, extent), "NM2");
    let rectangles = match kind {
        DatumType::Point => rectangles(kind, radius, error_nm, found.mid, found.mid, found.drift_deg),
        _ => rectangles(kind, radius, error_nm, found.left, found.right, found.drift_deg),
    };
    show_rectangles(sheet, &rectangles);
}

fn show_rectangles(sheet: &mut Worksheet, rectangles: &[Rectangle]) {
    let mut values = Vec::new();
    for (index, rectangle) in rectangles.iter().enumerate() {
        let name = if rectangles.len() == 1 { String::new() } else { format!(" {}", index + 1) };
        let size = format!("{} x {} NM", number(rectangle.length_nm), number(rectangle.width_nm));
        sheet.shown(
            &format!("Rectangle{name}, length x width"),
            &size,
            &format!("length along {:05.1}", rectangle.along_deg),
        );
        sheet.shown("  centre", &rectangle.centre.to_string(), "");
        for corner in rectangle.corners() {
            sheet.shown("  corner", &corner.to_string(), "");
        }
        values.push(json!({
            "centre": place(rectangle.centre),
            "length_nm": rectangle.length_nm,
            "width_nm": rectangle.width_nm,
            "along_deg": rectangle.along_deg,
            "corners": rectangle.corners().map(place),
        }));
    }
    sheet.value("rectangles", values);
}

fn danish(sheet: &mut Worksheet, case: &Case, found: &Found) {
    let (x, y) = (case.start_error.nm, case.facility_error.nm);
    let radius = rapid_response_radius_nm(x, y, found.drift_nm, case.safety_factor);
    sheet.section("Danish rapid response").step("safety_factor", "Safety factor", "", case.safety_factor, "");
    let formula = format!(
        "((X + Y) + 0.3 distance) factor = (({} + {}) + 0.3 x {}) x {}",
        number(x),
        number(y),
        number(found.drift_nm),
        case.safety_factor
    );
    sheet.step("search_radius_nm", "Radius R", &formula, radius, "NM");
    sheet.step("search_area_nm2", "Search area", "(2 R)^2", 4.0 * radius * radius, "NM2");
    show_rectangles(sheet, &rectangles(DatumType::Point, radius, 0.0, found.mid, found.mid, found.drift_deg));
    sheet.note("Danish rapid response: one square about the mid datum; divergence and E are not used");
}
