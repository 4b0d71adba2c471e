//! All products of made-up forecasts, sound and odd.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use geo::{Contains, MultiPolygon, Point, polygon};
use resvg::usvg;
use sarex_files::netcdf::NetCdf;
use sarex_model::position::{Position, Vec2};

use super::*;
use crate::forecast::Frame;

fn chart(lang: Lang, palette: Palette) -> ChartGround {
    let font = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../desk/assets/fonts/sarex-sans-cjk.otf");
    let coast = polygon![(x: 130.3, y: 35.6), (x: 131.5, y: 35.7), (x: 131.5, y: 36.8), (x: 130.6, y: 36.8)];
    ChartGround {
        land: MultiPolygon::new(vec![coast]),
        places: vec![("Port A".into(), Position::new(36.2, 130.7)), ("Port B".into(), Position::new(36.2, 130.71))],
        font: Arc::new(std::fs::read(font).unwrap()),
        lang,
        palette,
    }
}

fn names(folder: &std::path::Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_product_is_written_marked_and_the_same_each_time() {
    let forecast = sample::forecast(2_000, 130.0);
    let (dir, again) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let wanted = Wanted { picture_px: Some([640, 640]), ..Wanted::default() };
    let ground = chart(Lang::Ko, Palette::Day);
    let written = write_all(&forecast, &dir.path().join("a/b"), &wanted, Some(&ground)).unwrap();
    write_all(&forecast, again.path(), &wanted, Some(&ground)).unwrap();
    let all = names(again.path());
    assert_eq!(all.len(), 9, "{all:?}");
    assert_eq!(all, written.iter().map(|f| f.path.file_name().unwrap().to_str().unwrap().to_owned()).collect());
    for file in &written {
        let bytes = std::fs::read(&file.path).unwrap();
        let name = file.path.file_name().unwrap();
        assert_eq!(bytes, std::fs::read(again.path().join(name)).unwrap(), "{name:?} differs between runs");
        let marked = bytes.windows(8).any(|w| w == b"EXERCISE");
        assert!(marked || name == "drift.png", "{name:?} has no mark");
    }
    assert!(std::fs::read(again.path().join("drift.png")).unwrap().starts_with(b"\x89PNG"));
    let summary: serde_json::Value =
        serde_json::from_slice(&std::fs::read(again.path().join("summary.json")).unwrap()).unwrap();
    assert_eq!(summary["files"].as_array().unwrap().len(), 9);
    assert_eq!(summary["times"].as_array().unwrap().len(), 49);
    let areas: Vec<f64> =
        (0..3).map(|k| summary["times"][48]["containment"][k]["area_nm2"].as_f64().unwrap()).collect();
    assert!(areas[0] > 0.0 && areas[0] < areas[1] && areas[1] < areas[2], "{areas:?}");
}

#[test]
fn only_what_is_wanted_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let forecast = sample::forecast(100, 130.0);
    let wanted = Wanted { kml: true, tracks: Tables { csv: true, parquet: false }, ..Wanted::nothing() };
    write_all(&forecast, dir.path(), &wanted, None).unwrap();
    assert_eq!(names(dir.path()), BTreeSet::from(["drift.kml".to_owned(), "tracks.csv".to_owned()]));
}

#[test]
fn the_grid_is_read_back_and_adds_up() {
    let forecast = sample::forecast(500, 179.4);
    let mut bytes = Vec::new();
    write_probability(&mut bytes, &forecast).unwrap();
    let file = NetCdf::open(&bytes).unwrap();
    let values = |name: &str| file.values(file.variable(name).unwrap()).unwrap();
    let probability = file.variable("probability").unwrap();
    assert_eq!(probability.shape, [49, 140, 150]);
    assert_eq!(file.variable("time").unwrap().text("units"), Some("seconds since 1970-01-01 00:00:00"));
    let (mass, outside, waiting) = (values("probability"), values("outside"), values("waiting"));
    for (k, of_time) in mass.chunks(140 * 150).enumerate() {
        let sum: f64 = of_time.iter().sum();
        assert!((sum + outside[k] + waiting[k] - 1.0).abs() < 1e-5, "{k} {sum}");
    }
    let lon = values("lon");
    assert!(lon.windows(2).all(|w| w[1] > w[0]) && lon[149] > 180.0, "longitudes run on");
    assert!(values("cell_area").iter().all(|a| *a > 1e6));
    assert_eq!(values("time")[48], forecast.to_unix_s as f64);
    assert!(write_probability(&mut Vec::new(), &Forecast::default()).is_err());
}

/// Elements inside an outline, drawn from the positions themselves, are its share within 2 points.
#[test]
fn outlines_hold_their_share_of_the_elements() {
    let forecast = sample::forecast(20_000, 130.0);
    let outlines = Outlines::of(&forecast);
    let places: Vec<Point> =
        forecast.last.lon_deg.iter().zip(&forecast.last.lat_deg).map(|(x, y)| Point::new(*x, *y)).collect();
    for contour in outlines.last() {
        let inside = places.iter().filter(|p| contour.polygons.contains(*p)).count();
        let held = inside as f64 / places.len() as f64;
        assert!((held - contour.share).abs() < 0.02, "{} {held}", contour.share);
    }
}

#[test]
fn geojson_follows_the_standard_over_the_180th_meridian() {
    // Starts so near that the whole cloud crosses.
    let never = |_: Position| false;
    let start = Position::new(36.0, 179.7);
    let forecast =
        sample::of(&sample::Cloud { start, drift_m: Vec2::new(900.0, 0.0), elements: 2_000, ashore: &never });
    let text = geojson(&forecast, &Outlines::of(&forecast), Times::default());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let features = value["features"].as_array().unwrap();
    let of_kind = |kind: &str| features.iter().filter(|f| f["properties"]["kind"] == kind).collect::<Vec<_>>();
    assert_eq!(of_kind("containment").len(), 9 * 3);
    assert_eq!(of_kind("mean_track")[0]["geometry"]["type"], "MultiLineString");
    assert_eq!(of_kind("seeding").len(), 2);
    assert!(
        features.iter().all(|f| f["properties"]["name"].as_str().unwrap().starts_with("EXERCISE EXERCISE EXERCISE "))
    );
    let cut = of_kind("containment").into_iter().filter(|f| f["geometry"]["type"] == "MultiPolygon").count();
    assert!(cut > 3, "{cut} outlines are cut");
    for feature in of_kind("containment") {
        let geometry = &feature["geometry"];
        let polygons = match geometry["type"].as_str().unwrap() {
            "Polygon" => vec![geometry["coordinates"].clone()],
            _ => geometry["coordinates"].as_array().unwrap().clone(),
        };
        for ring in polygons.iter().flat_map(|p| p.as_array().unwrap().iter().enumerate()) {
            let points: Vec<[f64; 2]> = serde_json::from_value(ring.1.clone()).unwrap();
            let (west, east) = points.iter().fold((f64::MAX, f64::MIN), |(w, e), p| (w.min(p[0]), e.max(p[0])));
            assert!(points.len() > 3 && points.first() == points.last());
            assert!(west >= -180.0 && east <= 180.0 && east - west < 90.0, "{west} {east}");
            let twice: f64 = points
                .windows(2)
                .map(|w| {
                    (w[0][0] - points[0][0]) * (w[1][1] - points[0][1])
                        - (w[1][0] - points[0][0]) * (w[0][1] - points[0][1])
                })
                .sum();
            assert_eq!(twice > 0.0, ring.0 == 0, "the outer ring runs counter-clockwise, holes clockwise");
        }
    }
}

#[test]
fn kml_is_well_formed_with_names_escaped() {
    let forecast = sample::forecast(300, 179.4);
    let text = kml(&forecast, &Outlines::of(&forecast), Times::All);
    let tree = usvg::roxmltree::Document::parse(&text).unwrap();
    let count = |tag: &str| tree.descendants().filter(|n| n.has_tag_name(tag)).count();
    assert!(count("TimeSpan") > 100 && count("Style") == 7 && count("Folder") == 5);
    let names = tree.descendants().filter(|n| n.has_tag_name("name"));
    assert!(names.into_iter().all(|n| n.text().unwrap().starts_with("EXERCISE EXERCISE EXERCISE")));
    assert!(text.contains("Fishing boat &lt;Haemaru 7&gt;"));
    let styles: BTreeSet<&str> = tree.descendants().filter_map(|n| n.attribute("id")).collect();
    let used = tree.descendants().filter(|n| n.has_tag_name("styleUrl"));
    assert!(used.into_iter().all(|n| styles.contains(n.text().unwrap().trim_start_matches('#'))));
}

/// Degenerate forecasts: nothing panics, no file holds NaN, and the files that can be made are.
#[test]
fn odd_forecasts_are_written_too() {
    let base = || sample::forecast(40, 130.0);
    let empty_mass = |f: &mut Frame| f.mass.fill(0.0);
    let mut outside = base();
    outside.frames.iter_mut().for_each(|f| {
        empty_mass(f);
        f.outside = 1.0;
    });
    let mut waiting = base();
    waiting.frames.iter_mut().for_each(|f| {
        empty_mass(f);
        (f.waiting, f.mean, f.spread_m) = (1.0, None, [0.0; 2]);
    });
    let all = |_: Position| true;
    let start = Position::new(36.0, 130.0);
    let ashore = sample::of(&sample::Cloud { start, drift_m: Vec2::ZERO, elements: 40, ashore: &all });
    let single = sample::forecast(1, 130.0);
    let mut broken = base();
    broken.frames[48].mean = Some(Position::new(f64::NAN, f64::NAN));
    broken.frames[48].spread_m = [f64::NAN, f64::INFINITY];
    broken.frames[48].mass[5] = f32::NAN;
    broken.last.lon_deg[3] = f64::NAN;
    broken.scenarios[0].seeded = vec![Position::new(f64::INFINITY, 0.0)];
    let mut timeless = base();
    timeless.frames.clear();
    let none = Forecast::default();
    let ground = chart(Lang::En, Palette::Day);
    // The pixels are another test's: here the picture is laid out only.
    let wanted = Wanted { picture_px: None, ..Wanted::default() };
    for (name, forecast) in [
        ("outside", &outside),
        ("waiting", &waiting),
        ("ashore", &ashore),
        ("single", &single),
        ("broken", &broken),
        ("timeless", &timeless),
        ("none", &none),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let files = write_all(forecast, dir.path(), &wanted, None).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(files.len(), if forecast.frames.is_empty() { 7 } else { 8 }, "{name}");
        for file in ["drift.geojson", "drift.kml", "summary.json", "positions.csv"] {
            let text = std::fs::read_to_string(dir.path().join(file)).unwrap();
            let numbers = text.replace("\"model\"", "");
            assert!(!numbers.contains("NaN") && !numbers.contains("inf,") && !numbers.contains("nan"), "{name} {file}");
        }
        assert!(summary_text(forecast).starts_with("EXERCISE"), "{name}");
        let svg = picture_svg(forecast, &Outlines::of(forecast), &ground, [1600, 1200]);
        assert_eq!(svg.is_some(), name != "none", "{name}");
        assert!(svg.is_none_or(|svg| !svg.contains("NaN") && !svg.contains("inf\"")), "{name}");
    }
    let mut backward = base();
    backward.frames.reverse();
    (backward.from_unix_s, backward.to_unix_s) = (backward.to_unix_s, backward.from_unix_s);
    let text = geojson(&backward, &Outlines::of(&backward), Times::default());
    assert_eq!(text.matches("\"kind\":\"containment\"").count(), 27);
    assert!(text.contains("start of backward drift"));
    let outline = &Outlines::of(&single).frames[48][0];
    assert_eq!(outline.polygons.0.len(), 1, "one element has an outline");
}

#[test]
fn faults_are_named_all_at_once_and_nothing_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let mut forecast = sample::forecast(20, 130.0);
    forecast.tracks.weight.pop();
    forecast.frames[2].mass.pop();
    let bad = ChartGround { font: Arc::new(vec![1, 2, 3]), ..chart(Lang::En, Palette::Day) };
    let wanted = Wanted { picture_px: Some([10, 100_000]), ..Wanted::default() };
    let findings = write_all(&forecast, dir.path(), &wanted, Some(&bad)).unwrap_err();
    assert_eq!(findings.len(), 4, "{findings:#?}");
    assert!(findings.iter().all(|f| f.hint.is_some()));
    assert!(names(dir.path()).is_empty());
    // A file where the folder should be; a folder where a file should be.
    let (file, forecast) = (dir.path().join("file"), sample::forecast(20, 130.0));
    std::fs::write(&file, "").unwrap();
    assert_eq!(write_all(&forecast, &file, &Wanted::default(), None).unwrap_err().len(), 1);
    std::fs::create_dir_all(dir.path().join("drift.kml/x")).unwrap();
    std::fs::create_dir_all(dir.path().join("tracks.csv/x")).unwrap();
    let findings = write_all(&forecast, dir.path(), &Wanted::default(), None).unwrap_err();
    assert_eq!(findings.len(), 2, "{findings:#?}");
    assert!(!names(dir.path()).iter().any(|n| n.ends_with(".part") || n == "summary.json"));
}

/// Texts of the picture stay inside and apart, also when there are too many and they are too long.
#[test]
fn no_text_of_the_picture_lies_on_another() {
    let mut forecast = sample::forecast(3_000, 130.0);
    forecast.title = "A very long title 아주 긴 제목 とても長い表題 ".repeat(6);
    for k in 0..12u16 {
        forecast.notes.push(format!("assumed: note {k} {}", "that is long ".repeat(12)));
        forecast.sources.push(format!("https://example.org/{}", "averyveryverylongname".repeat(6)));
        let mut line = forecast.scenarios[usize::from(k % 2)].clone();
        line.name = format!("{} {k}", "object with a long name ".repeat(5));
        forecast.scenarios.push(line);
    }
    let outlines = Outlines::of(&forecast);
    for (lang, size) in [(Lang::En, [1600, 1200]), (Lang::Ko, [1000, 1400]), (Lang::Ja, [1200, 640])] {
        let ground = chart(lang, Palette::Night);
        let svg = picture_svg(&forecast, &outlines, &ground, size).unwrap();
        let mut options = usvg::Options::default();
        options.fontdb_mut().load_font_source(usvg::fontdb::Source::Binary(ground.font.clone()));
        options.font_family = "Noto Sans CJK JP".to_owned();
        let tree = usvg::Tree::from_str(&svg, &options).unwrap();
        let mut boxes: Vec<[f32; 4]> = Vec::new();
        texts(tree.root(), &mut boxes);
        boxes.dedup();
        assert!(boxes.len() > 40, "{}", boxes.len());
        for (k, a) in boxes.iter().enumerate() {
            assert!(
                a[0] >= 0.0 && a[1] >= -4.0 && a[2] <= size[0] as f32 && a[3] <= size[1] as f32 + 4.0,
                "{lang:?} {a:?}"
            );
            for b in &boxes[k + 1..] {
                let apart = a[2] <= b[0] || a[0] >= b[2] || a[3] <= b[1] || a[1] >= b[3];
                assert!(apart, "{lang:?} {a:?} {b:?}");
            }
        }
    }
}

/// Boxes of all texts, without a fifth of their height above and below where the font only leaves room.
fn texts(group: &usvg::Group, boxes: &mut Vec<[f32; 4]>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => texts(inner, boxes),
            usvg::Node::Text(text) => {
                let b = text.abs_bounding_box();
                let trim = 0.2 * b.height();
                boxes.push([b.left(), b.top() + trim, b.right(), b.bottom() - trim]);
            }
            _ => {}
        }
    }
}

#[test]
fn the_table_for_the_terminal_fits_it() {
    let text = summary_text(&sample::forecast(500, 130.0));
    assert!(text.lines().all(|line| line.chars().count() < 100), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains("2026-11-") && line.contains('/')).count(), 9, "{text}");
}
