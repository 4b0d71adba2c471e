//! The sweep width worksheet.

use super::inputs::Inputs;
use crate::commands::checks::*;
use crate::worksheet::{Worksheet, number};
use sarex_files::finding::{Finding, did_you_mean};
use sarex_model::lateral_range::LateralRangeLaw;
use sarex_model::sweep::*;
use sarex_model::units::M_PER_NM;
use serde_json::json;

/// Platforms by name; shared with `sarex plan effort`.
pub const PLATFORMS: [(&str, Platform); 4] = [
    ("fixed-wing", Platform::FixedWing),
    ("helicopter", Platform::Helicopter),
    ("boat", Platform::Boat),
    ("merchant-bridge", Platform::MerchantBridge),
];

/// Lateral range laws by name; shared with `sarex plan pod`.
pub const LAWS: [(&str, LateralRangeLaw); 4] = [
    ("definite-range", LateralRangeLaw::DefiniteRange),
    ("inverse-cube", LateralRangeLaw::InverseCube),
    ("exponential", LateralRangeLaw::Exponential),
    ("gaussian", LateralRangeLaw::Gaussian),
];

/// Uncorrected width and what was read for it.
struct Printed {
    w0_nm: f64,
    speed_factor: f64,
    small: bool,
    cells: Vec<(f64, f64, f64)>,
    cell_unit: &'static str,
    coastal: Option<CoastalObject>,
    beyond: bool,
    notes: Vec<String>,
    source: &'static str,
}

/// Works the sheet out.
pub fn sheet(inputs: &Inputs) -> Result<Worksheet, Vec<Finding>> {
    let mut checks = Checks::default();
    let tables = [("uscg", false), ("amsa-vessel", true)];
    let amsa = inputs.table.as_ref().and_then(|text| checks.choice("--table", text, &tables)).unwrap_or(false);
    let sources = [("iamsar", WeatherSource::Iamsar), ("amsa", WeatherSource::Amsa)];
    let chosen = inputs.weather.as_ref().and_then(|text| checks.choice("--weather", text, &sources));
    let source = chosen.unwrap_or(if amsa { WeatherSource::Amsa } else { WeatherSource::Iamsar });
    let wind_kn = checks.maybe("--wind-kn", inputs.wind_kn, WIND_KN);
    let wave_ft = checks.maybe("--wave-height-ft", inputs.wave_height_ft, AMOUNT);
    let law = inputs
        .law
        .as_ref()
        .and_then(|text| checks.choice("--law", text, &LAWS))
        .unwrap_or(LateralRangeLaw::InverseCube);
    checks.rows("--lateral-range-nm", inputs.lateral_range_nm.len());
    for range in &inputs.lateral_range_nm {
        checks.number("--lateral-range-nm", *range, DISTANCE_NM);
    }
    let given = checks.maybe("--uncorrected-sweep-width-nm", inputs.uncorrected_sweep_width_nm, DISTANCE_NM);
    let fw = checks.maybe("--weather-factor", inputs.weather_factor, FACTOR);
    let fv = checks.maybe("--speed-factor", inputs.speed_factor, FACTOR);
    let ff = checks.maybe("--fatigue-factor", inputs.fatigue_factor, FACTOR);
    let wind_and_sea = (wind_kn.unwrap_or(0.0), wave_ft.unwrap_or(0.0));
    let printed = match (given, amsa) {
        (Some(w0_nm), _) => Some(given_width(w0_nm, inputs)),
        (None, true) => amsa_width(inputs, &mut checks),
        (None, false) => uscg_width(inputs, wind_and_sea, fv.is_some(), &mut checks),
    };
    checks.finish()?;
    let Some(printed) = printed else {
        return Err(vec![crate::wrong("--object", "no sweep width", "check the inputs")]);
    };
    let mut sheet = Worksheet::new("Sweep width");
    uncorrected(&mut sheet, &printed, inputs);
    let no_weather = wind_kn.is_none() && wave_ft.is_none() && fw.is_none();
    if no_weather {
        sheet.note("no wind or sea was given: fw 1");
    }
    let from_table =
        if no_weather { 1.0 } else { weather_factor(source, printed.small, wind_and_sea.0, wind_and_sea.1) };
    let fw_formula = match (fw, source) {
        (Some(_), _) => "given".to_owned(),
        (None, source) => format!(
            "{}, {} objects, wind {} kn, sea {} ft",
            if source == WeatherSource::Amsa { "AMSA D-5:4" } else { "IAMSAR/USCG" },
            if printed.small { "small" } else { "other" },
            number(wind_and_sea.0),
            number(wind_and_sea.1)
        ),
    };
    let factors = [
        fw.unwrap_or(from_table),
        fv.unwrap_or(printed.speed_factor),
        ff.unwrap_or(if inputs.fatigued { fatigue_factor() } else { 1.0 }),
    ];
    let given_or =
        |given: Option<f64>, words: &str| if given.is_some() { "given".to_owned() } else { words.to_owned() };
    sheet.step("weather_factor", "Weather factor fw", &fw_formula, factors[0], "");
    sheet.step("speed_factor", "Speed factor fv", &given_or(fv, "by speed, aircraft only"), factors[1], "");
    sheet.step("fatigue_factor", "Fatigue factor ff", &given_or(ff, "0.9 when the crew is tired"), factors[2], "");
    let w_nm = printed.w0_nm * factors[0] * factors[1] * factors[2];
    let formula = format!(
        "W0 fw fv ff = {} x {} x {} x {}",
        number(printed.w0_nm),
        number(factors[0]),
        number(factors[1]),
        number(factors[2])
    );
    sheet.step("sweep_width_nm", "Sweep width W", &formula, w_nm, "NM");
    sheet.value("beyond", printed.beyond);
    if let Some(object) = printed.coastal {
        let spacing = coastal_first_spacing_nm(object, wind_and_sea.0, wind_and_sea.1);
        sheet.section("Coastal first search");
        let rule = "USCG course: good below 15 kn and 3 ft, else poor";
        sheet.step("coastal_first_spacing_nm", "Track spacing of a first search", rule, spacing, "NM");
    }
    lateral_ranges(&mut sheet, law, w_nm, &inputs.lateral_range_nm);
    for note in printed.notes {
        sheet.note(note);
    }
    sheet.note("visual search by day only: nothing is printed for night, radar, infrared or drones");
    Ok(sheet)
}

fn uncorrected(sheet: &mut Worksheet, printed: &Printed, inputs: &Inputs) {
    sheet.section("Sweep width");
    if let Some(object) = &inputs.object {
        sheet.word("object", "Search object", "", object);
    }
    let mut cells = Vec::new();
    for (height, visibility, width) in &printed.cells {
        let at = if *height > 0.0 { format!("{} ft, ", number(*height)) } else { String::new() };
        sheet.shown(
            "  printed cell",
            &format!("{} NM", number(*width)),
            &format!("{at}{} {}", number(*visibility), printed.cell_unit),
        );
        let key = format!("visibility_{}", printed.cell_unit.to_lowercase());
        cells.push(json!({ "height_ft": height, key: visibility, "width_nm": width }));
    }
    sheet.value("printed_cells", cells);
    sheet.step("uncorrected_sweep_width_nm", "Uncorrected sweep width W0", printed.source, printed.w0_nm, "NM");
}

fn lateral_ranges(sheet: &mut Worksheet, law: LateralRangeLaw, w_nm: f64, ranges_nm: &[f64]) {
    if ranges_nm.is_empty() {
        return;
    }
    let name = LAWS.iter().find(|named| named.1 == law).map_or("", |named| named.0);
    sheet.section(&format!("Lateral range function, {name}"));
    let rows: Vec<(f64, f64)> = ranges_nm.iter().map(|range| (*range, law.probability(w_nm, *range))).collect();
    let cells: Vec<Vec<String>> = rows.iter().map(|(range, p)| vec![number(*range), format!("{p:.4}")]).collect();
    sheet.table(&["range NM", "p(x)"], &cells);
    let values: Vec<_> = rows.iter().map(|(range, p)| json!({ "lateral_range_nm": range, "probability": p })).collect();
    sheet.value("law", name).value("lateral_ranges", values);
}

fn given_width(w0_nm: f64, inputs: &Inputs) -> Printed {
    let small = inputs.object.as_deref().is_none_or(|object| is_small_object(object) || is_small_vessel_row(object));
    let mut notes = Vec::new();
    if inputs.object.is_none() && inputs.wind_kn.is_some() {
        notes.push("no object was given: the weather factor of small objects".into());
    }
    Printed {
        w0_nm,
        speed_factor: 1.0,
        small,
        cells: Vec::new(),
        cell_unit: "NM",
        coastal: None,
        beyond: false,
        notes,
        source: "given",
    }
}

fn is_small_vessel_row(object: &str) -> bool {
    let name = object.to_lowercase();
    // AMSA: person in water, rafts, boats under 10 m. "8-12 m" reaches over 10 m and counts as other.
    name.starts_with("person")
        || name.starts_with("life raft")
        || name.contains("< 5 m")
        || name.contains("5-8 m")
        || ["sail boat 5 m", "sail boat 6 m", "sail boat 8 m", "sail boat 9 m"].contains(&name.as_str())
}

fn amsa_width(inputs: &Inputs, checks: &mut Checks) -> Option<Printed> {
    let nm = checks.maybe("--visibility-nm", inputs.visibility_nm, VISIBILITY);
    let km = checks.maybe("--visibility-km", inputs.visibility_km, VISIBILITY).or(nm.map(|nm| nm * M_PER_NM / 1000.0));
    let km = visibility(km, "--visibility-km", checks);
    let height =
        checks.need("--height-ft", inputs.height_ft, HEIGHT_FT, "give the eye height: 8 and 14 ft are printed");
    let Some(object) = &inputs.object else {
        checks.wrong("--object", "is missing", "see the list in the help");
        return None;
    };
    if !vessel_objects().iter().any(|row| row.eq_ignore_ascii_case(object.trim())) {
        let near = did_you_mean(object, vessel_objects().iter().map(String::as_str));
        checks.wrong(
            "--object",
            format!("no row \"{object}\""),
            near.unwrap_or_else(|| "see the list in the help".into()),
        );
        return None;
    }
    if inputs.platform.is_some() {
        checks.wrong("--platform", "stands beside --table amsa-vessel", "that table is for vessels only; leave it out");
    }
    let width = vessel_width(object, height, km)?;
    let name = object.to_lowercase();
    let coastal = match name.as_str() {
        name if name.starts_with("person") => CoastalObject::Piw,
        name if name.starts_with("life raft") || name.contains("< 5 m") => CoastalObject::RaftOrSmallBoat,
        _ => CoastalObject::Boat,
    };
    Some(Printed {
        w0_nm: width.width_nm,
        speed_factor: 1.0,
        small: is_small_vessel_row(object),
        cells: width.cells,
        cell_unit: "km",
        coastal: Some(coastal),
        beyond: width.beyond,
        notes: width.notes,
        source: "AMSA NATSAR D-5:3, linear between the cells",
    })
}

fn uscg_width(inputs: &Inputs, weather: (f64, f64), speed_is_given: bool, checks: &mut Checks) -> Option<Printed> {
    let km = checks.maybe("--visibility-km", inputs.visibility_km, VISIBILITY);
    let nm = checks.maybe("--visibility-nm", inputs.visibility_nm, VISIBILITY).or(km.map(|km| km * 1000.0 / M_PER_NM));
    let visibility_nm = visibility(nm, "--visibility-nm", checks);
    let platform = match &inputs.platform {
        Some(text) => checks.choice("--platform", text, &PLATFORMS),
        None => {
            checks.wrong("--platform", "is missing", "give fixed-wing, helicopter, boat or merchant-bridge");
            None
        }
    };
    let aircraft = matches!(platform, Some(Platform::FixedWing | Platform::Helicopter));
    let height_ft = match platform {
        Some(Platform::MerchantBridge) => 0.0,
        _ => checks.need("--height-ft", inputs.height_ft, HEIGHT_FT, "give the altitude or eye height"),
    };
    let speed_kn = if aircraft && !speed_is_given {
        checks.need("--speed-kn", inputs.speed_kn, SPEED_KN, "give the search speed of the aircraft, or --speed-factor")
    } else {
        checks.maybe("--speed-kn", inputs.speed_kn, SPEED_KN).unwrap_or(1.0)
    };
    let Some(object) = &inputs.object else {
        checks.wrong("--object", "is missing", "see the list in the help");
        return None;
    };
    let look_out = LookOut {
        platform: platform?,
        height_ft,
        speed_kn,
        visibility_nm,
        wind_kn: weather.0,
        wave_height_ft: weather.1,
        fatigued: false,
    };
    if [height_ft, speed_kn, visibility_nm].iter().any(|value| value.is_nan()) {
        return None;
    }
    let width = match sweep_width_nm(object, &look_out) {
        Ok(width) => width,
        Err(error) => {
            checks.wrong("--object", error.to_string(), "see the list in the help");
            return None;
        }
    };
    let read = printed_cells(object, &look_out);
    let speed_beyond = !speed_is_given && speed_is_beyond(object, &look_out);
    let notes = width.notes.into_iter().filter(|note| !(speed_is_given && note.starts_with("speed"))).collect();
    let coastal = match object.as_str() {
        piw if piw.starts_with("piw") => CoastalObject::Piw,
        "power_le_15ft" | "sail_15ft" => CoastalObject::RaftOrSmallBoat,
        raft if raft.starts_with("raft") => CoastalObject::RaftOrSmallBoat,
        _ => CoastalObject::Boat,
    };
    Some(Printed {
        w0_nm: width.uncorrected_nm,
        speed_factor: width.speed,
        small: is_small_object(object),
        cells: read.as_ref().map(|read| read.cells.clone()).unwrap_or_default(),
        cell_unit: "NM",
        coastal: Some(coastal),
        beyond: speed_beyond || read.is_some_and(|read| read.beyond),
        notes,
        source: if object == PIW_FLOTATION {
            "linear between the cells, flotation factor"
        } else {
            "linear between the cells"
        },
    })
}

/// A visibility whose bounds have been checked; a finding when there is none.
fn visibility(given: Option<f64>, flag: &str, checks: &mut Checks) -> f64 {
    given.unwrap_or_else(|| {
        checks.wrong(flag, "is missing", "give the visibility");
        f64::NAN
    })
}
