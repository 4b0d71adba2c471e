//! An ensemble in pieces gives the bits of the whole.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::collections::BTreeMap;
use std::path::Path;

use clap::Parser;
use sarex_drift::command::{drift, prepare};
use sarex_drift::forecast::{Forecast, Frame, Rows};
use sarex_drift::inputs::Args;
use sarex_drift::pieces::{Count, Kind, LEFT_OUT, Pieces};
use sarex_drift::products::{Outlines, Times, geojson, summary_json, write_probability};
use sarex_drift::run::{Keep, run};
use sarex_model::position::Position;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn args(words: &[&str]) -> Args {
    Cli::try_parse_from(std::iter::once("drift").chain(words.iter().copied())).unwrap().args
}

/// Persons in the water off Pohang, drifting ashore; the last kernel block is not full.
const COAST: [&str; 18] = [
    "--object",
    "PIW-1",
    "--position",
    "36-30N 129-34E",
    "--error-nm",
    "2",
    "--time",
    "2016-11-20T06:00Z",
    "--hours",
    "8",
    "--elements",
    "5001",
    "--wind",
    "wind/gfs_wind10m_20161120-22_eastasia.nc",
    "--current",
    "270/0.8",
    "--tracks-percent",
    "0",
];

fn whole(args: &Args) -> Forecast {
    let (case, surroundings, _) = prepare(args.case.as_deref(), &args.inputs).unwrap();
    run(&case, &surroundings, &Keep { track_every: 0, last: false, cell_nm: args.output.cell_nm }).0
}

/// Rows of so many pieces, the last piece first, each on another number of threads.
fn rows(args: &Args, pieces: u32) -> (Pieces, Vec<Count>) {
    let blocks = Pieces::plan(args, 1).unwrap().count();
    let plan = Pieces::plan(args, blocks.div_ceil(pieces) * 256).unwrap();
    assert_eq!(plan.count(), pieces);
    let of_piece = |piece: u32| plan.run(piece, 1 + piece as usize % 3).unwrap().counts;
    let rows = (0..pieces).rev().flat_map(of_piece).collect();
    (plan, rows)
}

/// What a database makes of the rows: `SUM(value) GROUP BY` the rest.
fn grouped(rows: &[Count]) -> Vec<Count> {
    let mut sums: BTreeMap<Count, i64> = BTreeMap::new();
    for row in rows {
        *sums.entry(Count { value: 0, ..*row }).or_default() += row.value;
    }
    sums.into_iter().rev().map(|(key, value)| Count { value, ..key }).collect()
}

fn netcdf(forecast: &Forecast) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_probability(&mut bytes, forecast).unwrap();
    bytes
}

/// The summary without what a run in pieces says of itself.
fn summary(forecast: &Forecast) -> String {
    summary_json(&Forecast { left_out: Vec::new(), ..forecast.clone() }, &Outlines::of(forecast), &[])
}

/// One, three and seven pieces, their rows added up beforehand or not, give the files of the whole.
fn same_as_the_whole(args: &Args) -> Forecast {
    let whole = whole(args);
    let (probability, words) = (netcdf(&whole), summary(&whole));
    for pieces in [1, 3, 7] {
        let (plan, rows) = rows(args, pieces);
        let sums = grouped(&rows);
        for rows in [rows, sums] {
            let merged = plan.merge(rows).unwrap();
            assert_eq!(merged.digest, whole.digest, "{pieces} pieces: places of elements");
            assert_eq!(summary(&merged), words, "{pieces} pieces");
            assert!(netcdf(&merged) == probability, "{pieces} pieces: probability.nc differs");
            let carried = Forecast {
                hull: whole.hull.clone(),
                ashore: whole.ashore.clone(),
                tracks: Rows::default(),
                left_out: Vec::new(),
                ..merged
            };
            assert_eq!(carried, whole, "{pieces} pieces");
        }
    }
    whole
}

#[test]
fn val_pieces_are_the_whole_where_elements_strand() {
    let whole = same_as_the_whole(&args(&COAST));
    let last = whole.frames.last().unwrap();
    assert!(last.stranded > 0.1 && last.stranded < 0.95, "{}", last.stranded);
}

#[test]
fn val_pieces_are_the_whole_for_weighted_scenarios() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("three.json");
    // No scenario fills its last kernel block; one waits for its route; classes change and jibes turn the side.
    let text = r#"{"hours": 6, "elements": 5000, "seed": 7,
        "environment": {"wind": ["300/20"], "current": ["90/1"], "map": "none"}, "model": {"jibe": "full-side"},
        "scenario": [
          {"name": "raft", "weight": 5, "object": "LIFE-RAFT-NB-1", "position": "36N 131E", "error_nm": 2,
           "time": "2016-11-20T06:00Z", "change": [{"object": "PIW-1", "per_hour": 0.2}]},
          {"name": "man", "weight": 1, "object": "PIW-1", "line": ["36N 131E", "36-30N 131-30E"], "radius_nm": 4,
           "time": "2016-11-20T07:00Z"},
          {"name": "boat", "weight": 2.5, "object": "PIW-4", "route": ["37N 131E", "37N 132E"], "speed_kn": 12,
           "time": "2016-11-20T07:00Z"}
        ]}"#;
    std::fs::write(&file, text).unwrap();
    let whole = same_as_the_whole(&args(&["--case", file.to_str().unwrap()]));
    assert!(whole.frames[1].waiting > 0.3 && whole.frames[6].waiting == 0.0);
}

#[test]
fn val_pieces_are_the_whole_over_180_degrees_and_backward() {
    let words = |more: &[&'static str]| {
        let case = ["--object", "PIW-1", "--line", "10N 179-30E", "10N 179-30W", "--time", "2019-02-23T00:00Z"];
        [&case[..], &["--hours", "5", "--elements", "1700", "--wind", "90/20", "--current", "90/1"], more].concat()
    };
    for more in [&[][..], &["--backward"]] {
        let whole = same_as_the_whole(&args(&words(more)));
        assert!(whole.shape.ncols < 250, "{:?}", whole.shape);
    }
}

/// Many scenarios at two distant places: cells are made larger by the same rule, though no piece knows of all.
#[test]
fn val_pieces_are_the_whole_where_cells_grow() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("wide.toml");
    let scenario = |n: u32| {
        let place = if n.is_multiple_of(2) { "36N 131E" } else { "40N 138E" };
        format!("[[scenario]]\nobject = \"PIW-1\"\nposition = \"{place}\"\ntime = \"2019-02-23T00:00Z\"\n")
    };
    let head = "hours = 6\nelements = 200\n[environment]\nmap = \"none\"\nwind = [\"300/15\"]\ncurrent = [\"nil\"]\n";
    std::fs::write(&file, head.to_owned() + &(0..100).map(scenario).collect::<String>()).unwrap();
    let whole = same_as_the_whole(&args(&["--case", file.to_str().unwrap(), "--cell-nm", "0.2"]));
    assert!(whole.notes.iter().any(|note| note.contains("cells of 0.4 NM instead of 0.2")), "{:?}", whole.notes);
}

/// The GFS sample ends on 22 November 2016, 00 UTC.
#[test]
fn elements_that_leave_the_data_are_counted_or_an_error() {
    let late: Vec<&str> =
        COAST.iter().map(|w| if *w == "2016-11-20T06:00Z" { "2016-11-21T18:00Z" } else { *w }).collect();
    let plan = Pieces::plan(&args(&late), 2560).unwrap();
    let finding = plan.run(1, 1).unwrap_err().to_string();
    assert!(finding.contains("2016-11-22T00:") && finding.contains("hint:"), "{finding}");
    let stop = args(&[&late[..], &["--outside", "stop"]].concat());
    assert!(same_as_the_whole(&stop).frames.last().unwrap().out_of_data > 0.0);
    assert!(Pieces::plan(&stop, 2560).unwrap().run(0, 1).unwrap().warning.is_some());
}

#[test]
fn what_is_no_sum_is_told_and_holds_what_it_stands_for() {
    let args = args(&COAST);
    let exact = whole(&args);
    let (plan, rows) = rows(&args, 3);
    let merged = plan.merge(rows).unwrap();
    assert_eq!(merged.left_out, LEFT_OUT);
    assert!(summary_json(&merged, &Outlines::of(&merged), &[]).contains(LEFT_OUT[0]));
    assert!(!summary(&exact).contains("left_out"));
    assert!(geojson(&merged, &Outlines::of(&merged), Times::Last).contains("hull of all cells"));
    // Every corner of the exact hull lies in the hull of the cells.
    for corner in &exact.hull {
        let inside = merged.hull.windows(2).all(|edge| turn(edge[0], edge[1], *corner) >= -1e-12);
        assert!(inside, "{corner:?}");
    }
    // Every place ashore lies in a cell that has one, and no cell has none.
    let [width, height] = plan.cell_deg();
    let cell = |p: &Position| ((p.lon_deg / width).floor() as i64, (p.lat_deg / height).floor() as i64);
    let cells = |places: &[Position]| places.iter().map(cell).collect::<std::collections::BTreeSet<_>>();
    assert!(exact.ashore.len() > 500 && cells(&merged.ashore) == cells(&exact.ashore));
}

fn turn(a: Position, b: Position, c: Position) -> f64 {
    (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg)
}

/// The files of `sarex drift` and those of the same case in pieces, as they lie on the disk.
#[test]
fn val_files_from_pieces_are_those_of_the_command() {
    let dir = tempfile::tempdir().unwrap();
    let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/assets/fonts/sarex-sans-cjk.otf");
    let font: &'static [u8] = Box::leak(std::fs::read(font).unwrap().into_boxed_slice());
    let into = |name: &str| {
        let out = dir.path().join(name);
        let more = ["--picture-size", "640x640", "--positions", "--out", out.to_str().unwrap()];
        args(&[&COAST[..], &more].concat())
    };
    drift(&into("whole"), font).unwrap();
    let (plan, rows) = rows(&into("pieces"), 7);
    let text = plan.present(&plan.merge(rows).unwrap(), &into("pieces"), font).unwrap();
    assert!(LEFT_OUT.iter().all(|what| text.contains(what)), "{text}");
    let file = |folder: &str, name: &str| std::fs::read(dir.path().join(folder).join(name)).unwrap();
    assert!(file("whole", "probability.nc") == file("pieces", "probability.nc"));
    // Of the features of the chart only the hull is another.
    let features = |folder: &str| {
        let text = String::from_utf8(file(folder, "drift.geojson")).unwrap();
        text.lines().filter(|line| !line.contains("\"kind\":\"hull\"")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(features("whole"), features("pieces"));
    let summary = |folder: &str| {
        let mut summary: serde_json::Value = serde_json::from_slice(&file(folder, "summary.json")).unwrap();
        (summary["left_out"], summary["files"]) = (serde_json::Value::Null, serde_json::Value::Null);
        summary
    };
    assert_eq!(summary("whole"), summary("pieces"));
    assert!(file("pieces", "drift.png").starts_with(b"\x89PNG") && !file("pieces", "drift.kml").is_empty());
    assert!(!dir.path().join("pieces/positions.csv").exists(), "there are no positions to write");
}

#[test]
fn pieces_cover_every_element_once() {
    let plan = Pieces::plan(&args(&COAST), 700).unwrap();
    let ranges: Vec<_> = (0..plan.count()).map(|piece| plan.elements(piece)).collect();
    assert_eq!(ranges[0], 0..768);
    assert_eq!(ranges[6], 4608..5001);
    assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
    assert!(plan.elements(7).is_empty());
    assert!(plan.run(7, 1).unwrap_err().to_string().contains("give 0 to 6"));
}

/// What ends a whole run ends the piece that has it, at the same time and in the same words.
#[test]
fn a_piece_ends_at_the_pole_as_the_whole_does() {
    let near = ["--object", "PIW-1", "--position", "86-50N 18E", "--time", "2019-02-23T00:00Z", "--map", "none"];
    let swift: [&str; 9] = ["--hours", "48", "--elements", "300", "--wind", "180/25", "--current", "0/3", "--no-files"];
    let args = args(&[&near[..], &swift].concat());
    let whole = drift(&args, &[]).unwrap_err();
    assert!(whole[0].to_string().contains("within a degree of a pole by 2019-02-2"), "{}", whole[0]);
    assert_eq!(Pieces::plan(&args, 300).unwrap().run(0, 2).unwrap_err(), whole[0]);
}

/// Pieces of one plan may be worked out side by side.
#[test]
fn a_plan_is_shared_by_threads() {
    let plan = Pieces::plan(&args(&COAST), 2560).unwrap();
    let counts = std::thread::scope(|scope| {
        let threads = [0, 1].map(|piece| {
            scope.spawn({
                let plan = &plan;
                move || plan.run(piece, 1).unwrap().counts
            })
        });
        threads.map(|thread| thread.join().unwrap()).concat()
    });
    assert_eq!(plan.merge(counts).unwrap().digest, whole(&args(&COAST)).digest);
}

#[test]
fn missing_double_and_foreign_rows_are_refused() {
    let args = args(&COAST);
    let plan = Pieces::plan(&args, 2560).unwrap();
    let pieces: Vec<Vec<Count>> = (0..2).map(|piece| plan.run(piece, 1).unwrap().counts).collect();
    let refused = |rows: Vec<Count>| plan.merge(rows).unwrap_err().to_string();
    for rows in [pieces[0].clone(), [&pieces[0][..], &pieces[1], &pieces[1]].concat(), Vec::new()] {
        let text = refused(rows);
        assert!(text.contains("of 5001 elements") && text.contains("each piece once"), "{text}");
    }
    let all = [&pieces[0][..], &pieces[1]].concat();
    // A cell that is lost keeps the sums and not the cells.
    let first = all.iter().position(|row| row.kind == Kind::Cell).unwrap();
    assert!(refused([&all[..first], &all[first + 1..]].concat()).contains("of them in cells"));
    for foreign in [
        Count { time_index: 9, ..all[0] },
        Count { scenario: 1, ..all[0] },
        Count { kind: Kind::Sum, row: 99, ..all[0] },
        Count { row: 7, value: -1, ..all[0] },
        Count { value: i64::MAX, ..all[0] },
    ] {
        let text = refused([&all[..], &[foreign]].concat());
        assert!(text.contains("not of this case") && text.contains("same case file"), "{text}");
    }
}

/// The mean and spread of whole numbers are those of the elements themselves.
#[test]
fn val_sums_give_the_mean_of_the_elements() {
    let args = args(&COAST);
    let (case, surroundings, _) = prepare(None, &args.inputs).unwrap();
    let forecast = run(&case, &surroundings, &Keep { track_every: 0, last: true, cell_nm: None }).0;
    let Frame { mean, spread_m, .. } = forecast.frames.last().unwrap().clone();
    let (n, rows) = (forecast.last.lon_deg.len() as f64, &forecast.last);
    let mean_of = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (lon, lat) = (mean_of(&rows.lon_deg), mean_of(&rows.lat_deg));
    let mean = mean.unwrap();
    assert!((mean.lon_deg - lon).abs() < 1e-9 && (mean.lat_deg - lat).abs() < 1e-9, "{mean:?} {lon} {lat}");
    let variance = rows.lat_deg.iter().map(|v| (v - lat) * (v - lat)).sum::<f64>() / n;
    let (per_north, _) = sarex_model::position::metres_per_degree(lat);
    assert!((spread_m[1] - variance.sqrt() * per_north).abs() < 0.01, "{spread_m:?}");
}
