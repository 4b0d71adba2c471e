//! The commands as a planner types them.

use clap::Parser;
use sarex_files::finding::Finding;
use sarex_model::{position::Position, units::nm};
use serde_json::Value;

use super::PatternCommand;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: PatternCommand,
}

fn run(words: &[&str]) -> Result<String, Vec<Finding>> {
    let cli = Cli::try_parse_from(["pattern"].iter().chain(words)).unwrap_or_else(|e| panic!("{e}"));
    cli.command.run()
}

#[track_caller]
fn json(words: &[&str]) -> Value {
    let text = run(&[words, &["--json"]].concat()).unwrap_or_else(|findings| panic!("{findings:#?}"));
    serde_json::from_str(&text).unwrap()
}

#[track_caller]
fn findings(words: &[&str]) -> Vec<String> {
    run(words).unwrap_err().iter().map(|f| format!("{} {}", f.file, f.message)).collect()
}

fn notes(sheet: &Value) -> String {
    sheet["notes"].as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned() + "\n").collect()
}

const D: &str = "36-00N 131-00E";
const SS: [&str; 9] = ["ss", "--datum", D, "--spacing-nm", "1", "--speed-kn", "10", "--legs", "8"];
const PS: [&str; 11] =
    ["ps", "--centre", D, "--length-nm", "20", "--width-nm", "10", "--spacing-nm", "2", "--speed-kn", "90"];

/// Every pattern by its alias: a unit, waypoints, a time that is track over speed, and the mark of an exercise.
#[test]
fn every_pattern_can_be_asked_for() {
    let ends = ["--track", D, "--track", "36-20N 131-10E"];
    let line = |name, rest: &[&'static str]| [&[name], &ends[..], rest].concat();
    let at = |name, rest: &[&'static str]| [&[name, "--centre", D], rest].concat();
    let cases: Vec<Vec<&str>> = vec![
        SS.to_vec(),
        vec!["vs", "--csp", D, "--radius-nm", "5", "--speed-kn", "60", "--second-search"],
        vec!["vm", "--datum", D, "--radius-nm", "5", "--speed-kn", "60", "--second-unit-deg", "60"],
        PS.to_vec(),
        at("cs", &["--length-nm", "20", "--width-nm", "10", "--spacing-nm", "2", "--speed-kn", "90", "--units", "2"]),
        at("csc", &["--length-nm", "20", "--width-nm", "10", "--spacing-nm", "2", "--speed-kn", "90"]),
        line("tsr", &["--spacing-nm", "2", "--speed-kn", "90"]),
        line("tsn", &["--spacing-nm", "2", "--speed-kn", "90", "--legs", "3"]),
        line("shoreline", &["--seaward", "left", "--distance-nm", "1", "--speed-kn", "15"]),
        line("barrier", &["--speed-kn", "12", "--drift", "110/1.5", "--legs", "4", "--sweep-width-nm", "2"]),
        at(
            "barrier",
            &["--length-nm", "10", "--speed-kn", "12", "--drift", "110/1.5", "--endurance", "6h", "--crossover"],
        ),
        at("racetrack", &["--orientation-deg", "45", "--length-nm", "10", "--spacing-nm", "1", "--speed-kn", "60"]),
        vec!["spiral", "--datum", D, "--radius-nm", "3", "--spacing-nm", "0.5", "--speed-kn", "50", "--inward"],
    ];
    for case in cases {
        let sheet = json(&case);
        assert!(sheet["exercise"].as_str().unwrap().contains("EXERCISE"));
        let unit = &sheet["units"][0];
        let (track, time) = (unit["frame_track_nm"].as_f64().unwrap(), unit["time_s"].as_f64().unwrap());
        let speed = unit["speed_kn"].as_f64().unwrap();
        assert!((track / speed * 3600.0 / time - 1.0).abs() < 2e-3, "{case:?}: {track} NM {time} s {speed} kn");
        assert!(unit["waypoints"].as_array().unwrap().len() >= 2);
        let text = run(&case).unwrap();
        assert!(text.contains("CSP") && text.contains("Notes") && text.contains("rhumb lines"), "{text}");
    }
}

/// S = 2, W = 1.6: C = 0.8, ideal POD 68 %, random 55 % (Koopman's curves, as in pod.rs); 5 legs of 18 and 4 of 2 NM.
#[test]
fn val_parallel_track_sheet() {
    let sheet = json(&[&PS[..], &["--sweep-width-nm", "1.6", "--start-time", "2026-11-21T06:00:00Z"]].concat());
    assert_eq!(sheet["coverage"], 0.8);
    assert!((sheet["pod_random"].as_f64().unwrap() - 0.5507).abs() < 1e-4);
    assert!((sheet["pod_ideal"].as_f64().unwrap() - 0.684).abs() < 1e-3);
    assert!((sheet["track_nm"].as_f64().unwrap() - 98.0).abs() < 0.01);
    assert_eq!(sheet["area_nm2"], 200.0);
    // 98 NM at 90 kn: 1 h 5 min 20 s.
    assert_eq!(sheet["units"][0]["waypoints"][9]["eta"], "2026-11-21T07:05:20Z");
}

#[test]
fn a_commence_search_point_is_kept_to_the_metre() {
    for (kind, orientation, turn) in
        [("ps", "30", "right"), ("cs", "200", "left"), ("ps", "300", "left"), ("cs", "75", "right")]
    {
        let sheet = json(&[
            kind,
            "--csp",
            D,
            "--orientation-deg",
            orientation,
            "--length-nm",
            "30",
            "--width-nm",
            "12",
            "--spacing-nm",
            "2",
            "--speed-kn",
            "90",
            "--first-turn",
            turn,
        ]);
        let csp = &sheet["units"][0]["csp"];
        let at = Position::new(csp["lat_deg"].as_f64().unwrap(), csp["lon_deg"].as_f64().unwrap());
        assert!(at.distance_m(Position::new(36.0, 131.0)) < 1.0, "{kind} {orientation} {turn}: {at}");
        let courses: Vec<f64> =
            (1..3).map(|i| sheet["units"][0]["waypoints"][i]["course_deg"].as_f64().unwrap()).collect();
        let turned = (courses[1] - courses[0] + 540.0) % 360.0 - 180.0;
        assert!((turned - if turn == "right" { 90.0 } else { -90.0 }).abs() < 1.0, "{kind}: {courses:?}");
    }
    let by_legs = json(&["ps", "--csp", D, "--length-nm", "10", "--legs", "4", "--spacing-nm", "1", "--speed-kn", "9"]);
    assert_eq!(by_legs["units"][0]["search_legs"], 4);
    assert!((by_legs["area_nm2"].as_f64().unwrap() - 40.0).abs() < 1e-9);
}

#[test]
fn a_search_of_an_area_begins_in_the_nearest_corner() {
    let corners = ["36-00N 131-00E", "36-00N 131-30E", "36-12N 131-30E", "36-12N 131-00E"];
    let mut words = vec!["ps", "--spacing-nm", "2", "--speed-kn", "90", "--csp", "36-20N 131-40E"];
    corners.iter().for_each(|corner| words.extend(["--corner", corner]));
    let sheet = json(&words);
    let csp = &sheet["units"][0]["csp"];
    assert!(csp["lat_deg"].as_f64().unwrap() > 36.15 && csp["lon_deg"].as_f64().unwrap() > 131.4, "{csp}");
    assert!(notes(&sheet).contains("the rectangle about the corners"));
}

#[test]
fn flags_lie_over_a_case_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("case.toml");
    std::fs::write(&file, "datum = \"36-00N 131-00E\"\nspacing_nm = 1\nspeed_kn = 10\nlegs = 8\ndrift = \"090/1\"\ndrift_method = \"water-frame\"\n").unwrap();
    let case = ["ss", "--case", file.to_str().unwrap()];
    let drift = ["--drift", "090/1", "--drift-method", "water-frame"];
    assert_eq!(json(&case)["units"], json(&[&SS[..], &drift].concat())["units"]);
    assert_eq!(json(&[&case[..], &["--legs", "4"]].concat())["units"][0]["legs"], 4);
    std::fs::write(&file, "datums = \"x\"\nspacing_nm = \"wide\"\n").unwrap();
    assert_eq!(findings(&case).len(), 2);
}

#[test]
fn drift_shows_in_the_sheet() {
    let moved = [&PS[..], &["--drift", "270/0.9", "--drift-method", "water-frame"]].concat();
    let sheet = json(&moved);
    let least = sheet["units"][0]["spacing_over_ground_nm"][0].as_f64().unwrap();
    assert!((least - 1.8).abs() < 0.002, "{least}");
    assert!((sheet["units"][0]["spacing_from_object_nm"][1].as_f64().unwrap() - 2.0).abs() < 0.002);
    assert!(run(&moved).unwrap().contains("in water T"));
    let still = json(&[&PS[..], &["--drift", "270/0.9"]].concat());
    assert!((still["units"][0]["spacing_from_object_nm"][0].as_f64().unwrap() - 2.2).abs() < 0.002);
    assert!(notes(&still).contains("drift is not made up for"));
}

#[test]
fn a_crossover_patrol_says_that_it_lies_in_the_water() {
    let line = ["barrier", "--centre", D, "--length-nm", "10", "--speed-kn", "12", "--drift", "110/1.5", "--legs", "5"];
    let words = [&line[..], &["--crossover"]].concat();
    let text = run(&words).unwrap();
    assert!(text.contains("pattern lies in the drifting water") && text.contains("in water T"), "{text}");
    // u b / (V - u) = 1.5 x 10 / 10.5
    assert!((json(&words)["spacing_nm"].as_f64().unwrap() - 15.0 / 10.5).abs() < 1e-9);
    assert!(run(&line).unwrap().contains("not made up for"));
}

#[test]
fn the_first_leg_runs_into_the_wind_or_down_the_drift() {
    let base = [
        "ss",
        "--datum",
        D,
        "--spacing-nm",
        "1",
        "--speed-kn",
        "60",
        "--legs",
        "4",
        "--wind",
        "045/20",
        "--drift",
        "200/0.5",
    ];
    let course = |craft: &'static str| {
        let sheet = json(&[&base[..], &["--craft", craft]].concat());
        sheet["units"][0]["waypoints"][1]["course_deg"].as_f64().unwrap().round()
    };
    assert_eq!((course("aircraft"), course("vessel")), (45.0, 200.0));
    assert!(notes(&json(&SS)).contains("north: assumed"));
}

#[test]
fn what_a_unit_cannot_do_is_a_warning() {
    let hard = ["--endurance", "1h", "--turn-radius-nm", "1.5", "--nav-error-nm", "3", "--sweep-width-nm", "0.5"];
    let notes = notes(&json(&[&PS[..], &hard].concat()));
    for part in ["of 9 legs fit", "more than S/2", "S of 3.000 NM or more", "navigation error 3 NM", "below 0.5"] {
        assert!(notes.contains(part), "{part} in {notes}");
    }
    // 98 NM at 90 kn are 1.09 h; of 2 h on scene that is little, less half an hour each way it does not fit.
    let two = [&PS[..], &["--endurance", "2h"]].concat();
    assert!(!self::notes(&json(&two)).contains("legs fit"));
    let far = [&two[..], &["--from", "37-00N 131-00E", "--transit-speed-kn", "120"]].concat();
    assert!(self::notes(&json(&far)).contains("of 9 legs fit"));
    let farther = [&two[..], &["--from", "39-00N 131-00E", "--transit-speed-kn", "120"]].concat();
    assert!(self::notes(&json(&farther)).contains("does not even reach"));
    let filled = json(&["ss", "--datum", D, "--spacing-nm", "1", "--speed-kn", "10", "--endurance", "2h"]);
    // 1 + 1 + 2 + 2 + 3 + 3 + 4 = 16 NM; the next 4 end at 20 NM, which is 2 h.
    assert_eq!(filled["units"][0]["legs"], 8);
    assert!(notes_of_sector("2.5", "aircraft").contains("5 to 20 NM"));
    assert!(!notes_of_sector("2.5", "vessel").contains("2 to 5 NM"));
}

fn notes_of_sector(radius: &str, craft: &str) -> String {
    notes(&json(&["vs", "--datum", D, "--radius-nm", radius, "--speed-kn", "60", "--craft", craft]))
}

#[test]
fn bank_and_rate_of_turn_give_the_radius() {
    // V^2 / (g tan 20) at 90 kn: 600.6 m; V / (3 deg/s): 884 m; each of 8 turns of 90 degrees takes its arc's time.
    for (flag, value, radius) in [("--bank-deg", "20", 600.6), ("--turn-rate-deg-s", "3", 884.3)] {
        let extra = json(&[&PS[..], &[flag, value]].concat())["units"][0]["time_s"].as_f64().unwrap()
            - json(&PS)["units"][0]["time_s"].as_f64().unwrap();
        let expected = 8.0 * 0.5 * std::f64::consts::PI * radius / (90.0 * 1852.0 / 3600.0);
        assert!((extra / expected - 1.0).abs() < 1e-3, "{flag} {extra} {expected}");
    }
    assert_eq!(findings(&[&PS[..], &["--bank-deg", "20", "--turn-radius-nm", "1"]].concat()).len(), 1);
}

#[test]
fn bad_inputs_are_all_named() {
    let found = findings(&[
        "ss",
        "--datum",
        "here",
        "--spacing-nm",
        "NaN",
        "--legs",
        "0",
        "--drift",
        "fast",
        "--start-time",
        "soon",
        "--endurance",
        "long",
        "--radius-nm",
        "3",
        "--width-nm",
        "2",
    ]);
    for flag in ["--datum", "--drift", "--start-time", "--endurance", "--width-nm", "--speed-kn"] {
        assert!(found.iter().any(|f| f.starts_with(flag)), "{flag} in {found:#?}");
    }
    let found = findings(&[
        "ps",
        "--centre",
        D,
        "--length-nm",
        "10",
        "--width-nm",
        "2",
        "--spacing-nm",
        "3",
        "--speed-kn",
        "inf",
    ]);
    assert!(found.len() == 1 && found[0].starts_with("--speed-kn"), "{found:?}");
    let found = findings(&[
        "ps",
        "--centre",
        D,
        "--length-nm",
        "10",
        "--width-nm",
        "2",
        "--spacing-nm",
        "3",
        "--speed-kn",
        "9",
    ]);
    assert_eq!(found, ["--spacing-nm 3.00 NM is more than the area is wide (2.00 NM)"]);
    assert_eq!(findings(&["ps", "--speed-kn", "9"]).len(), 4);
    assert!(findings(&[&SS[..], &["--units", "2"]].concat())[0].contains("one unit"));
    assert!(findings(&[&SS[..], &["--max-legs", "5"]].concat())[0].contains("8 legs"));
    assert!(
        findings(&["ss", "--datum", D, "--spacing-nm", "-1", "--speed-kn", "10", "--legs", "8"])[0]
            .starts_with("--spacing-nm")
    );
    assert!(
        findings(&["tsn", "--track", D, "--track", "37N 131E", "--legs", "2", "--spacing-nm", "1", "--speed-kn", "9"])
            [0]
        .contains("1, 3, 5 or 7")
    );
    assert!(
        findings(&["ss", "--datum", D, "--spacing-nm", "0.0001", "--speed-kn", "10", "--radius-nm", "90"])[0]
            .contains("at most 10000")
    );
}

#[test]
fn plotters_get_their_formats() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let timed = [&PS[..], &["--units", "2", "--start-time", "2026-11-21T06:00:00Z"]].concat();
    let geo: Value = serde_json::from_str(&run(&[&timed[..], &["--format", "geojson"]].concat()).unwrap()).unwrap();
    assert_eq!(geo["features"].as_array().unwrap().len(), 2);
    assert!(run(&[&timed[..], &["--format", "gpx"]].concat()).unwrap().contains("<trkpt"));
    assert!(run(&[&PS[..], &["--format", "gpx"]].concat()).unwrap().contains("<rtept"));
    assert!(run(&[&PS[..], &["--format", "rtz"]].concat()).unwrap().contains("RTZ/1/1"));
    assert!(findings(&[&timed[..], &["--format", "rtz"]].concat())[0].contains("one route"));
    let (rtz, gpx, txt) = (path("plan.v2.rtz"), path("plan.gpx"), path("plan.txt"));
    let said = run(&[&timed[..], &["--out", &rtz]].concat()).unwrap();
    assert!(said.contains("plan.v2-1.rtz written") && said.contains("plan.v2-2.rtz written"), "{said}");
    let second = std::fs::read_to_string(path("plan.v2-2.rtz")).unwrap();
    assert!(second.contains("etd=\"2026-11-21T06:00:00Z\"") && second.contains("unit 2"));
    run(&[&timed[..], &["--out", &gpx]].concat()).unwrap();
    assert!(std::fs::read_to_string(&gpx).unwrap().contains("EXERCISE EXERCISE EXERCISE"));
    run(&[&timed[..], &["--out", &txt]].concat()).unwrap();
    assert!(std::fs::read_to_string(&txt).unwrap().contains("ETA UTC"));
    assert_eq!(findings(&[&PS[..], &["--out", "/nowhere/at/all/x.gpx"]].concat()).len(), 1);
    assert_eq!(findings(&[&PS[..], &["--json", "--format", "gpx"]].concat()).len(), 1);
    assert!(run(&[&PS[..], &["--endurance", "30min", "--format", "geojson"]].concat()).unwrap().contains("legs fit"));
}

#[test]
fn a_coast_comes_from_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("coast.geojson");
    let path = file.to_str().unwrap();
    let words = [
        "shoreline",
        "--track-file",
        path,
        "--seaward",
        "right",
        "--distance-nm",
        "0.5",
        "--speed-kn",
        "12",
        "--legs",
        "2",
        "--spacing-nm",
        "0.5",
    ];
    std::fs::write(&file, r#"{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[131,36],[131.02,36.1],[131,36.2]]}}"#).unwrap();
    let sheet = json(&words);
    let csp = &sheet["units"][0]["csp"];
    let at = Position::new(csp["lat_deg"].as_f64().unwrap(), csp["lon_deg"].as_f64().unwrap());
    let off = at.distance_m(Position::new(36.0, 131.0));
    assert!((off - nm(0.5)).abs() < 2.0 && at.lon_deg > 131.0, "{off}");
    for bad in [
        "{}",
        "no",
        r#"{"type":"LineString","coordinates":[[1,2],["x",2]]}"#,
        r#"{"type":"LineString","coordinates":[[1,2],[1,200]]}"#,
    ] {
        std::fs::write(&file, bad).unwrap();
        assert_eq!(findings(&words).len(), 1, "{bad}");
    }
}

/// Words of a line as a shell would part them: quotes hold blanks together, a backslash goes on in the next line.
fn words(line: &str) -> Vec<String> {
    let quoted = line.replace("\\\n", " ");
    let parts = quoted.split('"').enumerate();
    parts
        .flat_map(|(n, part)| match n % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

/// Each pattern has an example that works, and its help is silent about flags that it refuses.
#[test]
fn help_has_an_example_that_works() {
    use clap::CommandFactory;
    let mut command = Cli::command();
    command.build();
    for pattern in command.get_subcommands_mut().filter(|c| c.get_name() != "help") {
        let name = pattern.get_name().to_owned();
        let help = pattern.render_long_help().to_string();
        let start = help.find("  sarex pattern ").unwrap_or_else(|| panic!("{name} has no example"));
        let line = help[start..].split("\n\n").next().unwrap();
        let example = words(line);
        let example: Vec<&str> = example.iter().skip(2).map(String::as_str).collect();
        assert_eq!(example[0], name);
        assert!(run(&example).is_ok(), "{name}: {:#?}", run(&example));
        assert!(help.contains("--speed-kn") && help.contains("--case") && help.contains("--out"));
        assert_eq!(help.contains("--seaward"), name == "shoreline", "{name}");
    }
}
