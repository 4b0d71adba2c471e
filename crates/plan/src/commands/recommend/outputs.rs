//! A recommendation as files: serials of a scenario, and GeoJSON.

use std::fmt::Write;

use sarex_files::export::{ExportLine, geojson};
use sarex_files::finding::Finding;
use sarex_model::allocation::rectangles::{Fit, Recommendation};
use sarex_model::position::Position;
use sarex_model::units::to_nm;

use super::inputs::{Inputs, UnitInput};
use super::map::Situation;
use crate::rows::instant;
use crate::worksheet::{MARK, Worksheet};
use crate::wrong;

/// Writes the files asked for.
pub(super) fn write(
    sheet: &mut Worksheet,
    inputs: &Inputs,
    situation: &Situation,
    found: &Recommendation,
) -> Result<(), Vec<Finding>> {
    if let Some(path) = &inputs.scenario_toml {
        let text = serials(inputs, situation, found)?;
        crate::rows::write("scenario_toml", path, &text)?;
        sheet.value("scenario_toml", path.display().to_string());
        let guessed = inputs.unit.iter().any(|unit| unit.id.is_none());
        let ids = if guessed { "; ids of units are guessed from their names where none is given" } else { "" };
        sheet.note(format!("{}: paste the serials into a scenario{ids}", path.display()));
    }
    if let Some(path) = &inputs.geojson {
        crate::rows::write("geojson", path, &geojson(&lines(inputs, situation, found)))?;
        sheet.value("geojson", path.display().to_string());
    }
    Ok(())
}

fn searched<'a>(inputs: &'a Inputs, found: &'a Recommendation) -> impl Iterator<Item = (&'a UnitInput, &'a Fit)> {
    inputs.unit.iter().zip(&found.fits).filter_map(|(unit, fit)| Some((unit, fit.as_ref()?)))
}

/// Rectangles as rings and tracks as lines.
fn lines(inputs: &Inputs, situation: &Situation, found: &Recommendation) -> Vec<ExportLine> {
    let at = |local| situation.frame.to_position(local);
    let of_unit = |(unit, fit): (&UnitInput, &Fit)| {
        let mut ring: Vec<Position> = fit.rectangle.corners().map(at).to_vec();
        ring.push(ring[0]);
        let figures = format!("Spacing {:.2} NM, coverage {:.2}.", to_nm(fit.spacing_m), fit.coverage);
        let line =
            |name: String, points| ExportLine { name, description: figures.clone(), points, times_unix_s: Vec::new() };
        let track = fit.waypoints().into_iter().map(at).collect();
        [line(format!("{} area", unit.name), ring), line(format!("{} track", unit.name), track)]
    };
    searched(inputs, found).flat_map(of_unit).collect()
}

/// An id of the scenario's grammar from a name: letters a-z, digits, `-`.
fn id_of(unit: &UnitInput) -> String {
    if let Some(id) = &unit.id {
        return id.clone();
    }
    let mut id = String::new();
    for c in unit.name.to_lowercase().chars() {
        let keep = c.is_ascii_alphanumeric() || c == '_';
        if keep {
            id.push(c);
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    let id: String = id.trim_end_matches('-').chars().take(sarex_files::limits::ID_CHARS - 3).collect();
    if id.is_empty() { "unit".to_owned() } else { id }
}

/// A position in decimal degrees that the scenario's reader takes.
fn degrees(at: Position) -> String {
    let letter = |value: f64, positive: char, negative: char| if value < 0.0 { negative } else { positive };
    format!(
        "{:.5}{} {:.5}{}",
        at.lat_deg.abs(),
        letter(at.lat_deg, 'N', 'S'),
        at.lon_deg.abs(),
        letter(at.lon_deg, 'E', 'W')
    )
}

/// `[[search]]` serials, due when each unit leaves.
fn serials(inputs: &Inputs, situation: &Situation, found: &Recommendation) -> Result<String, Vec<Finding>> {
    let mut findings = Vec::new();
    let start = inputs.scenario_start.as_deref().and_then(|text| instant("scenario_start", text, &mut findings));
    let delay_s = match (start, situation.time_unix_s) {
        (Some(start), Some(map)) => map - start,
        (Some(_), None) => {
            findings.push(wrong("scenario_start", "the map has no time", "give --time, or leave --scenario-start out"));
            0
        }
        (None, _) => 0,
    };
    if delay_s < 0 {
        findings.push(wrong(
            "scenario_start",
            "the scenario starts after the time of the map",
            "choose an earlier start or a later map",
        ));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut out = format!(
        "# {MARK}\n# Written by `sarex plan recommend`: paste into scenario.toml. Unit ids must be those of its [[unit]] tables.\n"
    );
    for (n, (unit, fit)) in searched(inputs, found).enumerate() {
        let due = delay_s + (60.0 * unit.ready_min.unwrap_or(0.0)).round() as i64;
        let corners: Vec<String> = fit
            .rectangle
            .corners()
            .iter()
            .map(|c| format!("\"{}\"", degrees(situation.frame.to_position(*c))))
            .collect();
        let object = inputs.object.as_ref().map(|id| format!("object = {}\n", toml_text(id))).unwrap_or_default();
        let on_scene_s = (fit.end_s - fit.commence_s).ceil().clamp(600.0, 172_800.0);
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n[[search]]\nid = \"REC-{:02}\"\nat = \"+{due}s\"\nunits = [{}]\n{object}pattern = {{ plugin = \"iamsar-patterns\", \
             kind = \"parallel-track\", params = {{ orientation_deg = {:.2}, on_scene_s = {on_scene_s:.0}, compensate_drift = 0 }} }}\n\
             area = [{}]\nspacing_nm = {:.4}\n",
            n + 1,
            toml_text(&id_of(unit)),
            fit.rectangle.heading_deg(),
            corners.join(", "),
            to_nm(fit.spacing_m).clamp(0.01, 50.0),
        );
    }
    Ok(out)
}

fn toml_text(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::inputs::UnitInput;
    use super::super::{plan, prepare};
    use super::*;

    fn inputs() -> Inputs {
        let unit = |text: &str| crate::rows::keyed::<UnitInput>(text).unwrap();
        Inputs {
            datum: Some("36-05N 131-05E".into()),
            error_nm: Some(5.0),
            time: Some("2021-06-11T01:00:00Z".into()),
            scenario_start: Some("2021-06-11T00:00:00Z".into()),
            scenario_toml: Some("plan.toml".into()),
            unit: vec![
                unit(
                    "name=KCG 3000,nation=KR,at=36-20N 129-55E,transit_kn=18,search_kn=14,sweep_width_nm=2.5,endurance_h=10,ready_min=15",
                ),
                unit(
                    "name=JCG helo,nation=JP,at=35-29N 133-14E,base=35-29N 133-14E,transit_kn=130,search_kn=90,sweep_width_nm=1.5,\
                      endurance_h=3,min_spacing_nm=0.5,turn_s=60,id=jcg-helo",
                ),
            ],
            separation_nm: Some(1.0),
            ..Inputs::default()
        }
    }

    /// The serials in the small scenario of sarex-files load without an error and mean what was planned.
    #[test]
    fn serials_are_a_scenario() {
        let inputs = inputs();
        let (situation, task) = prepare(&inputs).unwrap();
        let found = plan(&inputs, &situation, &task);
        let text = serials(&inputs, &situation, &found).unwrap();
        let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let small = std::fs::read_to_string(home.join("crates/files/tests/fixtures/small/scenario.toml")).unwrap();
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("scenario.toml"), format!("{small}\n{text}")).unwrap();
        let plugins = ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns"].map(str::to_owned);
        let roots = sarex_files::roots::Roots::under(home);
        let loaded = sarex_files::scenario::load_scenario(dir.path(), &roots, &plugins).unwrap();
        let ours: Vec<_> = loaded.setup.serials.iter().filter(|serial| serial.id.starts_with("REC-")).collect();
        assert_eq!(ours.len(), 2);
        for (serial, fit) in ours.iter().zip(found.fits.iter().flatten()) {
            let text = format!("{serial:?}");
            assert!(text.contains("parallel-track") && text.contains("orientation_deg"), "{text}");
            assert!(fit.spacing_m > 0.0);
        }
        assert!(text.contains("at = \"+4500s\"") && text.contains("[\"kcg-3000\"]") && text.contains("[\"jcg-helo\"]"));
    }

    #[test]
    fn geojson_holds_areas_and_tracks() {
        let inputs = inputs();
        let (situation, task) = prepare(&inputs).unwrap();
        let found = plan(&inputs, &situation, &task);
        let lines = lines(&inputs, &situation, &found);
        assert_eq!(lines.len(), 4);
        assert_eq!((lines[0].points.len(), lines[0].points[0]), (5, lines[0].points[4]));
        let features = sarex_files::features::from_geojson(geojson(&lines).as_bytes()).unwrap();
        assert_eq!(features.len(), 4);
    }

    #[test]
    fn the_sheet_has_every_figure() {
        let inputs = inputs();
        let (situation, task) = prepare(&inputs).unwrap();
        let found = plan(&inputs, &situation, &task);
        let sheet = super::super::report::sheet(&inputs, &situation, &task, &found);
        let json = sheet.json();
        let (pos, bound) = (json["pos_on_map"].as_f64().unwrap(), json["bound_pos"].as_f64().unwrap());
        assert!(pos <= bound && json["share_of_bound"].as_f64().unwrap() > 0.5, "{pos} {bound}");
        assert_eq!(json["units"][0]["rectangle"]["corners_deg"].as_array().unwrap().len(), 4);
        assert!(sheet.text().contains("commence search point"), "{}", sheet.text());
    }

    #[test]
    fn every_fault_is_named() {
        let bad = Inputs {
            datum: Some("nowhere".into()),
            error_nm: Some(-1.0),
            unit: vec![UnitInput {
                name: "A".into(),
                at: "36N 200E".into(),
                transit_kn: f64::NAN,
                ..UnitInput::default()
            }],
            area: vec!["KR: 1N 1E; 2N".parse().unwrap()],
            line: vec!["36N 131E; 36N 131E; KR; KR".parse().unwrap()],
            separation_nm: Some(-1.0),
            drift_kn: Some(1.0),
            ..Inputs::default()
        };
        let findings = prepare(&bad).err().unwrap();
        // Datum, error, drift; position, transit, search, sweep width, endurance; corners, corner; line; separation.
        assert_eq!(findings.len(), 12, "{findings:#?}");
        let bare =
            Inputs { unit: vec![crate::rows::keyed("nation=KR").unwrap()], object: Some("raft".into()), ..inputs() };
        // Name, position, transit, search, sweep width, endurance.
        assert_eq!(prepare(&bare).err().unwrap().len(), 6);
        let idle = Inputs { scenario_toml: None, ..inputs() };
        assert_eq!(prepare(&idle).err().unwrap().len(), 1);
        assert!("a;b".parse::<super::super::inputs::LineInput>().is_err());
        assert_eq!(prepare(&Inputs::default()).err().unwrap().len(), 2);
        assert_eq!(id_of(&UnitInput { name: "해경 3009 함!".into(), ..UnitInput::default() }), "3009");
    }
}
