//! `sarex drift` as a user meets it: flags, case files, wrong input, files.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use clap::Parser;
use sarex_drift::command::{drift, prepare};
use sarex_drift::forecast::Forecast;
use sarex_drift::inputs::Args;
use sarex_drift::run::{Keep, run};
use sarex_files::finding::Finding;
use sarex_model::position::Position;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn args(words: &[&str]) -> Args {
    Cli::try_parse_from(std::iter::once("drift").chain(words.iter().copied())).unwrap().args
}

const KEEP: Keep = Keep { track_every: 100, last: true, cell_nm: None };
const RAFT: [&str; 6] = ["--object", "LIFE-RAFT-NB-1", "--position", "36-02N 131-11E", "--time", "2016-11-20T06:00Z"];
const STEADY: [&str; 4] = ["--wind", "300/15", "--current", "40/0.8"];

fn forecast(words: &[&str]) -> Forecast {
    let args = args(words);
    let (case, surroundings, _) = prepare(args.case.as_deref(), &args.inputs).unwrap();
    let (forecast, gap) = run(&case, &surroundings, &KEEP);
    assert_eq!(gap, None);
    forecast
}

fn wrong(words: &[&str]) -> Vec<Finding> {
    let args = args(words);
    match prepare(args.case.as_deref(), &args.inputs) {
        Err(findings) => findings,
        Ok(_) => panic!("accepted"),
    }
}

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    RAFT.iter().chain(&STEADY).chain(more).copied().collect()
}

fn total(forecast: &Forecast) -> Vec<f64> {
    let mass = |f: &sarex_drift::forecast::Frame| f.mass.iter().map(|m| f64::from(*m)).sum::<f64>();
    forecast.frames.iter().map(|f| mass(f) + f.outside + f.waiting).collect()
}

#[test]
fn probability_is_kept() {
    let forecast = forecast(&with(&["--error-nm", "3", "--hours", "12", "--elements", "3001"]));
    assert_eq!(forecast.frames.len(), 13);
    for (hour, total) in total(&forecast).into_iter().enumerate() {
        assert!((total - 1.0).abs() < 1e-4, "hour {hour}: {total}");
    }
    assert_eq!(forecast.last.element.len(), 3001);
    assert!((forecast.last.weight.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert_eq!(forecast.tracks.element.len(), 31 * 13);
}

/// 300/15: a wind from west-north-west at 7.7 m/s drives a raft of 3.7 % 0.286 m/s towards 120 degrees; the current adds
/// 0.41 m/s towards 40.
#[test]
fn val_the_mean_goes_where_the_table_says() {
    let forecast = forecast(&with(&["--hours", "10", "--elements", "20000", "--map", "none"]));
    let start = Position::new(36.0 + 2.0 / 60.0, 131.0 + 11.0 / 60.0);
    let way = start.to(forecast.frames.last().unwrap().mean.unwrap()) * (1.0 / 36_000.0);
    let kn = 1852.0 / 3600.0;
    let (leeway, current) = (0.037 * 15.0 * kn, 0.8 * kn);
    let (s, c) = ((120.0_f64).to_radians().sin_cos(), (40.0_f64).to_radians().sin_cos());
    let expected = (leeway * s.0 + current * c.0, leeway * s.1 + current * c.1);
    // A spread of 12 cm/s over 20,000 elements: 0.001 m/s of the mean.
    assert!(
        (way.east_m - expected.0).abs() < 0.004 && (way.north_m - expected.1).abs() < 0.004,
        "{way:?} {expected:?}"
    );
}

/// Neighbouring elements drift to the two sides of the wind: a sample must hold as many of each.
#[test]
fn a_sample_of_tracks_speaks_for_all() {
    let words = with(&["--hours", "12", "--elements", "20000", "--object", "PIW-4", "--jibe-per-hour", "0"]);
    let words: Vec<&str> = words.into_iter().filter(|w| *w != "LIFE-RAFT-NB-1").collect();
    let first = words.iter().position(|w| *w == "--object").unwrap();
    let words: Vec<&str> = [&words[..first], &words[first + 1..], &["--map", "none"]].concat();
    let args = args(&words);
    let (case, surroundings, _) = prepare(None, &args.inputs).unwrap();
    let (forecast, _) = run(&case, &surroundings, &Keep { track_every: 10, last: false, cell_nm: None });
    let rows = &forecast.tracks;
    let end = (0..rows.element.len()).filter(|row| rows.time_unix_s[*row] == forecast.to_unix_s);
    let (mut weight, mut lat, mut lon) = (0.0, 0.0, 0.0);
    for row in end {
        weight += rows.weight[row];
        lat += rows.weight[row] * rows.lat_deg[row];
        lon += rows.weight[row] * rows.lon_deg[row];
    }
    let last = forecast.frames.last().unwrap();
    let off = last.mean.unwrap().distance_m(Position::new(lat / weight, lon / weight));
    assert!((weight - 1.0).abs() < 1e-9, "{weight}");
    // Four standard errors of 2,000 tracks; one side alone would be off by more than the spread.
    let spread = last.spread_m[0].hypot(last.spread_m[1]);
    assert!(off < 4.0 * spread / 2000.0_f64.sqrt(), "{off} m of {spread}");
}

#[test]
fn threads_change_no_bit() {
    let at =
        |threads| forecast(&with(&["--error-nm", "3", "--hours", "8", "--elements", "20000", "--threads", threads]));
    assert_eq!(at("1"), at("3"));
}

#[test]
fn a_case_file_says_what_flags_say() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("raft.toml");
    let text = "hours = 6\nelements = 500\n[environment]\nwind = [\"300/15\"]\ncurrent = [\"40/0.8\"]\n[model]\n\
                integrator = \"rk4\"\n[[scenario]]\nobject = \"LIFE-RAFT-NB-1\"\nposition = \"36-02N 131-11E\"\n\
                time = \"2016-11-20T06:00Z\"\nerror_nm = 3\nname = \"scenario 1\"\n";
    std::fs::write(&file, text).unwrap();
    let case = file.to_str().unwrap();
    let flags = forecast(&with(&["--hours", "6", "--elements", "500", "--integrator", "rk4", "--error-nm", "3"]));
    assert_eq!(forecast(&["--case", case]), flags);
    // A flag lies over the file, also over its only scenario.
    let nearer = forecast(&["--case", case, "--error-nm", "1", "--hours", "3"]);
    assert!(nearer.frames.len() == 4 && nearer.frames[0].spread_m[0] < 0.5 * flags.frames[0].spread_m[0]);
}

#[test]
fn scenarios_have_their_weights_and_times() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("two.json");
    let text = r#"{"hours": 6, "elements": 2000,
        "environment": {"wind": ["calm"], "current": ["90/1"], "map": "none"},
        "scenario": [
          {"name": "raft", "weight": 3, "object": "LIFE-RAFT-NB-1", "position": "36N 131E", "time": "2016-11-20T06:00Z"},
          {"name": "man", "weight": 1, "object": "PIW-1", "route": ["37N 131E", "37N 132E"], "speed_kn": 12,
           "time": "2016-11-20T07:00Z", "hazard": [{"from_nm": 10, "to_nm": 12, "times": 50}]}
        ]}"#;
    std::fs::write(&file, text).unwrap();
    let forecast = forecast(&["--case", file.to_str().unwrap()]);
    assert_eq!(forecast.scenarios.iter().map(|s| s.weight).collect::<Vec<_>>(), [0.75, 0.25]);
    assert!((forecast.frames[0].waiting - 0.25).abs() < 1e-9 && forecast.frames[6].waiting == 0.0);
    assert!(total(&forecast).iter().all(|total| (total - 1.0).abs() < 1e-4));
}

#[test]
fn every_mistake_is_named_at_once() {
    let findings = wrong(&[
        "--object",
        "LIFE-RAFT-NB-99",
        "--position",
        "36-02X 131E",
        "--time",
        "yesterday",
        "--hours=-3",
        "--elements",
        "0",
        "--wind",
        "300/15",
        "--current",
        "40/0.8",
    ]);
    let text: String = findings.iter().map(|f| format!("{f}\n")).collect();
    for (key, hint) in [
        ("object", "LIFE-RAFT-NB-"),
        ("position", "36-02.5N"),
        ("time", "2021-06-11T02:00Z"),
        ("hours", "from 0.01"),
        ("elements", "give 1 to"),
    ] {
        assert!(text.contains(key) && text.contains(hint), "{key}: {text}");
    }
}

#[test]
fn wrong_environments_are_explained() {
    let cases: [(&[&str], &str); 6] = [
        (&["--wind", "300/15"], "no current"),
        (&["--wind", "nosuch.nc", "--current", "nil"], "no such wind file"),
        (&["--wind", "/", "--current", "nil"], "a folder, not a wind file"),
        (&["--wind", "300/15", "wind/gfs_wind10m_20161120-22_eastasia.nc", "--current", "nil"], "hides what follows"),
        (&["--wind", "waves/ecmwf_aifs_swh_20260628T06_eastasia.nc", "--current", "nil"], "wind"),
        (&["--wind", "300/15", "--current", "nil", "--map", "atlantis"], "atlantis"),
    ];
    for (words, part) in cases {
        let findings = wrong(&RAFT.iter().chain(words).copied().collect::<Vec<_>>());
        let text: String = findings.iter().map(|f| format!("{f}\n")).collect();
        assert!(text.contains(part) && text.contains("hint:"), "{words:?}: {text}");
    }
}

/// The GFS sample ends on 22 November 2016, 00 UTC.
#[test]
fn data_that_end_too_early_are_an_error_and_never_zero() {
    let words = [
        "--object",
        "PIW-1",
        "--position",
        "36-02N 131-11E",
        "--time",
        "2016-11-21T12:00Z",
        "--hours",
        "24",
        "--wind",
        "wind/gfs_wind10m_20161120-22_eastasia.nc",
        "--current",
        "nil",
        "--no-files",
    ];
    let findings = drift(&args(&words), &[]).unwrap_err();
    let text = findings[0].to_string();
    assert!(text.contains("wind") && text.contains("2016-11-22T00:") && text.contains("calm"), "{text}");
    let stopped = drift(&args(&[&words[..], &["--outside", "stop"]].concat()), &[]).unwrap();
    assert_eq!(stopped.warnings.len(), 1);
    let filled: Vec<&str> =
        words.iter().flat_map(|w| if *w == "--current" { vec!["calm", *w] } else { vec![*w] }).collect();
    assert!(drift(&args(&filled), &[]).unwrap().warnings.is_empty());
}

#[test]
fn a_backward_run_points_to_the_origin() {
    let found = ["--object", "PIW-1", "--position", "36-30N 131-40E", "--time", "2016-11-20T18:00Z"];
    let more = ["--wind", "300/15", "--current", "40/0.8", "--hours", "12", "--elements", "2000", "--map", "none"];
    let words = |extra: &[&'static str]| found.iter().chain(&more).chain(extra).copied().collect::<Vec<&'static str>>();
    let (forward, backward) = (forecast(&words(&[])), forecast(&words(&["--backward"])));
    assert!(backward.to_unix_s < backward.from_unix_s);
    let start = Position::new(36.5, 131.0 + 40.0 / 60.0);
    let there = start.to(forward.frames[12].mean.unwrap());
    let back = start.to(backward.frames[12].mean.unwrap());
    assert!((there + back).length() < 0.03 * there.length(), "{there:?} {back:?}");
}

#[test]
fn a_coast_strands() {
    // South-easterly wind off the east coast of Korea.
    let words = [
        "--object",
        "PIW-1",
        "--position",
        "36-30N 129-40E",
        "--time",
        "2016-11-20T06:00Z",
        "--hours",
        "24",
        "--wind",
        "90/30",
        "--current",
        "270/0.5",
        "--elements",
        "1000",
    ];
    let forecast = forecast(&words);
    let last = forecast.frames.last().unwrap();
    assert!(last.stranded > 0.8, "{}", last.stranded);
    assert_eq!(forecast.ashore.len(), (last.stranded * 1000.0).round() as usize);
    assert!(forecast.last.lon_deg.iter().all(|lon| *lon > 129.3));
}

/// Data and land must be read as far as elements get, by a fast constant current or by a wide scatter.
#[test]
fn what_is_far_is_read_too() {
    let fast = [
        "--object",
        "PIW-1",
        "--position",
        "36-30N 133-30E",
        "--time",
        "2016-11-20T06:00Z",
        "--hours",
        "24",
        "--wind",
        "calm",
        "--current",
        "270/12",
        "--elements",
        "500",
    ];
    let swept = forecast(&fast);
    assert!(swept.frames.last().unwrap().stranded > 0.9, "{}", swept.frames.last().unwrap().stranded);
    let wide = [
        "--object",
        "PIW-1",
        "--position",
        "36-30N 131-30E",
        "--error-nm",
        "60",
        "--time",
        "2016-11-20T06:00Z",
        "--hours",
        "2",
        "--wind",
        "wind/gfs_wind10m_20161120-22_eastasia.nc",
        "--current",
        "nil",
        "--elements",
        "20000",
    ];
    let scattered = forecast(&wide);
    assert_eq!(scattered.frames.last().unwrap().out_of_data, 0.0);
    assert!(scattered.last.status.contains(&sarex_drift::forecast::Status::Stranded));
}

#[test]
fn files_are_written_and_marked() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let font =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/assets/fonts/sarex-sans-cjk.otf")).unwrap();
    let words = with(&["--hours", "6", "--elements", "500", "--positions", "--out", out.to_str().unwrap()]);
    let answer = drift(&args(&words), Box::leak(font.into_boxed_slice())).unwrap();
    for file in [
        "tracks.parquet",
        "tracks.csv",
        "positions.parquet",
        "positions.csv",
        "probability.nc",
        "drift.geojson",
        "drift.kml",
        "drift.png",
        "summary.json",
    ] {
        let bytes = std::fs::read(out.join(file)).unwrap();
        assert!(answer.text.contains(file), "{file}");
        if file != "drift.png" {
            assert!(bytes.windows(8).any(|w| w == b"EXERCISE"), "{file}");
        }
    }
}

fn told(words: &[&str]) -> String {
    wrong(words).iter().map(|f| format!("{f}\n")).collect()
}

/// A line and a polygon across the 180th meridian: the mean lies there and not at Greenwich.
#[test]
fn seeds_lie_on_both_sides_of_180_degrees() {
    let more =
        ["--time", "2019-02-23T00:00Z", "--hours", "6", "--elements", "4000", "--wind", "calm", "--current", "90/1"];
    let shapes: [&[&str]; 2] =
        [&["--line", "10N 179-30E", "10N 179-30W"], &["--polygon", "9-30N 179-30E", "9-30N 179-30W", "10-30N 180E"]];
    for shape in shapes {
        let words = [&["--object", "PIW-1"], shape, &more].concat();
        let forecast = forecast(&words);
        let east = |lon: f64| if lon < 0.0 { lon + 360.0 } else { lon };
        let last = forecast.frames.last().unwrap();
        // Six knots-hours on, at the cosine of ten degrees.
        let mean = east(last.mean.unwrap().lon_deg);
        assert!((mean - 180.0 - 0.1 / 10.0_f64.to_radians().cos()).abs() < 0.02, "{shape:?}: {mean}");
        assert!(last.spread_m[0] < 32_000.0, "{:?}", last.spread_m);
        assert!(forecast.shape.ncols < 250, "{:?}", forecast.shape);
        assert!(total(&forecast).iter().all(|total| (total - 1.0).abs() < 1e-4));
    }
}

#[test]
fn poles_are_refused_and_never_reached() {
    let place = |position| {
        let time = ["--time", "2019-02-23T00:00Z", "--hours", "48", "--elements", "300", "--map", "none"];
        [&["--object", "PIW-1", "--position", position], &time[..], &["--wind", "180/25", "--current", "0/3"]].concat()
    };
    for pole in ["90N 0E", "89-50S 18E"] {
        assert!(told(&place(pole)).contains("too near to a pole"), "{pole}");
    }
    let words = [&place("86-50N 18E")[..], &["--no-files"]].concat();
    let text = drift(&args(&words), &[]).unwrap_err()[0].to_string();
    assert!(text.contains("within a degree of a pole"), "{text}");
}

/// Scenarios a third of the globe apart, and a month: larger cells instead of no grid or no memory.
#[test]
fn wide_cases_keep_their_grid() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("wide.toml");
    let scenario = |place: &str| {
        format!("[[scenario]]\nobject = \"PIW-1\"\nposition = \"{place}\"\ntime = \"2019-02-23T00:00Z\"\n")
    };
    let text = format!(
        "hours = 6\nelements = 200\n[environment]\nmap = \"none\"\nwind = [\"300/15\"]\ncurrent = [\"nil\"]\n{}{}",
        scenario("36N 131E"),
        scenario("40S 10W")
    );
    std::fs::write(&file, text).unwrap();
    let wide = forecast(&["--case", file.to_str().unwrap()]);
    let month = forecast(&with(&["--hours", "720", "--elements", "200", "--map", "none", "--step-min", "60"]));
    for forecast in [wide, month] {
        assert!(!forecast.shape.is_empty(), "{:?}", forecast.notes);
        assert!(forecast.notes.iter().any(|note| note.contains("cells of")), "{:?}", forecast.notes);
        assert!(total(&forecast).iter().all(|total| (total - 1.0).abs() < 1e-4));
    }
}

#[test]
fn a_digest_compares_runs() {
    let digest = |more: &[&str]| forecast(&with(&[&["--hours", "3", "--elements", "5000"], more].concat())).digest;
    let one = digest(&["--threads", "1"]);
    assert!(one.len() == 16 && one == digest(&["--threads", "3"]), "{one}");
    assert_ne!(one, digest(&["--seed", "2"]));
}

#[test]
fn seeds_on_land_are_told() {
    let at = |position, more: &[&'static str]| {
        let place = ["--object", "PIW-1", "--position", position, "--time", "2016-11-20T06:00Z", "--hours", "2"];
        [&place[..], &STEADY, &["--elements", "2000"], more].concat()
    };
    let inland = told(&at("37N 128E", &[]));
    assert!(inland.contains("100 % of the elements start on land") && inland.contains("--map none"), "{inland}");
    for exempt in [["--map", "none"], ["--shore", "ignore"]] {
        assert_eq!(forecast(&at("37N 128E", &exempt)).frames[2].stranded, 0.0);
    }
    // Off Pohang with an error that reaches over the coast.
    let coast = forecast(&at("36-30N 129-28E", &["--error-nm", "3"]));
    assert!(coast.notes.iter().any(|note| note.contains("starts on land")), "{:?}", coast.notes);
    let open = forecast(&at("36-02N 131-11E", &["--error-nm", "3"]));
    assert!(!open.notes.iter().any(|note| note.contains("starts on land")), "{:?}", open.notes);
}

#[test]
fn keys_that_say_nothing_are_told() {
    let cases: [(&[&str], &str); 8] = [
        (&["--speed-kn", "3"], "speed_kn: it is the speed along a route"),
        (&["--end-error-nm", "3"], "end_error_nm: only a line or a route has an end"),
        (&["--capsizing-wind-mps", "20"], "nothing capsizes in this run"),
        (&["--backward", "--end-time", "2016-11-20T08:00Z"], "a find has one time"),
        (&["--backward", "--start", "2016-11-20T08:00Z"], "starts at the time of the find"),
        (&["--start", "2016-11-20T09:00Z"], "in the water before the run starts"),
        (&["--wind-shift-hours", "5"], "no file whose times"),
        (&["--current-shift-hours", "nan"], "NaN is not allowed"),
    ];
    for (words, part) in cases {
        let text = told(&with(words));
        assert!(text.contains(part) && text.contains("hint:"), "{words:?}: {text}");
    }
}

#[test]
fn wrong_cases_environments_and_options_come_together() {
    let words = [
        "--object",
        "PIW-1",
        "--position",
        "91N 0E",
        "--time",
        "2016-11-20T06:00Z",
        "--wind",
        "300/15kn",
        "--cell-nm=-1",
        "--picture-size",
        "1x1",
        "--outlines-hours",
        "nan",
        "--tracks-percent",
        "101",
    ];
    let findings = drift(&args(&words), &[]).unwrap_err();
    let text: String = findings.iter().map(|f| format!("{f}\n")).collect();
    for part in
        ["position", "300/15kn", "no current", "--cell-nm", "--picture-size", "--outlines-hours", "--tracks-percent"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_key_in_the_wrong_table_is_sent_to_the_right_one() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("raft.toml");
    std::fs::write(&file, "map = \"none\"\nobject = \"PIW-1\"\njibe = \"slope\"\n[model]\nhours = 3\nshoer = 1\n")
        .unwrap();
    let findings = wrong(&["--case", file.to_str().unwrap()]);
    let hint = |line: u32| findings.iter().find(|f| f.line == line).and_then(|f| f.hint.clone()).unwrap_or_default();
    let belongs =
        ["in [environment]", "in a [[scenario]]", "in [model]", "", "at the top of the file", "did you mean \"shore\""];
    for (line, part) in (1..).zip(belongs) {
        assert!(hint(line).contains(part), "{line}: {findings:?}");
    }
}

#[test]
fn what_is_printed_is_what_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let words = with(&["--hours", "2", "--elements", "300", "--no-picture", "--json", "--out", out.to_str().unwrap()]);
    let printed = drift(&args(&words), &[]).unwrap().text;
    assert_eq!(printed, std::fs::read_to_string(out.join("summary.json")).unwrap());
    let summary: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let mean = forecast(&with(&["--hours", "2", "--elements", "300"])).frames[2].mean.unwrap();
    assert_eq!(summary["times"][2]["mean_lon_deg"].as_f64(), Some(mean.lon_deg));
    assert_eq!(summary["digest"].as_str().map(str::len), Some(16));
}

#[test]
fn times_need_no_quotes_in_toml() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("raft.toml");
    let at = |time: &str| {
        let text = format!(
            "hours = 1\nelements = 50\n[environment]\nwind = [\"300/15\"]\ncurrent = [\"nil\"]\n[[scenario]]\n\
             object = \"PIW-1\"\nposition = \"36N 131E\"\ntime = {time}\n"
        );
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap()
    };
    let quoted = forecast(&["--case", at("\"2016-11-20T06:00Z\"")]);
    for time in ["2016-11-20T06:00:00Z", "2016-11-20T15:00:00+09:00"] {
        assert_eq!(forecast(&["--case", at(time)]), quoted, "{time}");
    }
    assert!(told(&["--case", at("3")]).contains("expected a time such as"));
}
