//! The shipped maps: every checksum holds, every layer loads, and no bytes make a reader panic.

#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::{Path, PathBuf};

use geo::CoordsIter;
use proptest::prelude::*;
use sarex_files::features::from_geojson;
use sarex_files::fgb::Fgb;
use sarex_files::grid::Grid;
use sarex_files::map_pack::{Manifest, MapError, MapPack};
use sarex_files::netcdf::NetCdf;
use sarex_model::position::Position;

fn maps() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("maps")
}

fn east_asia() -> MapPack {
    MapPack::open(&maps().join("east-asia")).unwrap()
}

#[test]
fn every_shipped_file_is_as_its_manifest_says_and_none_is_unlisted() {
    for entry in std::fs::read_dir(maps()).unwrap().flatten().filter(|e| e.path().is_dir()) {
        let pack = MapPack::open(&entry.path()).unwrap();
        let faults: Vec<String> = pack.verify().iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(pack.manifest.notice.to_lowercase().contains("not for navigation"));
        let mut folders = vec![entry.path()];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()) {
                let name = file.strip_prefix(entry.path()).unwrap().to_string_lossy().replace('\\', "/");
                if file.is_dir() {
                    folders.push(file);
                } else if name != "manifest.toml" && !name.starts_with("LICENSES/") {
                    assert!(pack.entry(&name).is_some(), "{name} is not in the manifest");
                }
            }
        }
    }
}

#[test]
fn every_layer_of_the_default_map_loads() {
    let pack = east_asia();
    let begin = std::time::Instant::now();
    assert_eq!(pack.land_overview().unwrap().0.len(), 1456);
    let tsushima = [129.0, 34.0, 130.0, 35.0];
    let detail = pack.land_detail(tsushima).unwrap();
    assert!(detail.coords_count() > 1_000 && detail.coords_count() < 60_000, "{}", detail.coords_count());
    assert!(!pack.coastline(tsushima).unwrap().0.is_empty());
    let depths: Vec<f64> = pack.depth_areas().unwrap().iter().map(|(depth, _)| *depth).collect();
    assert!(depths.starts_with(&[20.0, 50.0, 100.0, 200.0]) && depths.is_sorted(), "{depths:?}");
    assert!(pack.depth_contours().unwrap().len() >= 10);
    let lines = pack.lines().unwrap();
    assert!(lines.iter().all(|line| line.label.en.ends_with("not a delimitation") && line.points.len() > 1));
    assert!(lines.iter().any(|line| line.id == "fir-rkrr") && lines.iter().any(|line| line.kind == "distance-12nm"));
    assert!(pack.sea_lanes().unwrap().len() > 100);
    assert!(pack.ports().unwrap().len() > 250);
    assert!(pack.airfields().unwrap().iter().any(|field| field.icao == "RJOH"));
    let depth = pack.bathymetry().unwrap().at(Position::new(38.0, 133.0), 0.0).unwrap();
    assert!((-3_500.0..-500.0).contains(&depth), "{depth}");
    println!("all layers in {:?}", begin.elapsed());
}

#[test]
fn places_have_korean_and_japanese_names_and_none_is_disputed() {
    let places = east_asia().places().unwrap();
    let pohang = places.iter().find(|place| place.name.en == "Pohang").unwrap();
    assert_eq!((pohang.name.get("ko"), pohang.name.get("ja")), ("포항", "浦項"));
    assert!(places.iter().filter(|place| place.name.ko.is_some() && place.name.ja.is_some()).count() >= 45);
    let named = std::fs::read_to_string(maps().join("east-asia/names.toml")).unwrap();
    let points = std::fs::read_to_string(maps().join("east-asia/points/ports_wpi.geojson")).unwrap();
    for word in [
        "독도",
        "竹島",
        "Dokdo",
        "Takeshima",
        "Liancourt",
        "동해 바다",
        "日本海",
        "Sea of Japan",
        "East Sea",
        "尖閣",
        "Senkaku",
        "Kurile",
    ] {
        assert!(!named.contains(word) && !points.contains(word), "{word}");
    }
}

#[test]
fn a_damaged_file_is_told_with_both_checksums() {
    let dir = tempfile::tempdir().unwrap();
    let pack = east_asia();
    std::fs::copy(pack.dir.join("manifest.toml"), dir.path().join("manifest.toml")).unwrap();
    std::fs::create_dir(dir.path().join("charts")).unwrap();
    let mut bytes = std::fs::read(pack.dir.join("charts/land_overview.fgb")).unwrap();
    bytes[5_000] ^= 1;
    std::fs::write(dir.path().join("charts/land_overview.fgb"), bytes).unwrap();
    let error = MapPack::open(dir.path()).unwrap().land_overview().unwrap_err();
    let MapError::Checksum { expected, found, .. } = &error else { panic!("{error}") };
    assert!(
        expected != found && error.to_string().contains("land_overview.fgb") && error.remedy().contains("git restore")
    );
    let error = MapPack::open(dir.path()).unwrap().coastline([0.0; 4]).unwrap_err();
    assert!(matches!(error, MapError::Unreadable { .. }), "{error}");
}

/// Tries every reader on some bytes.
fn read_all(bytes: &[u8]) {
    if let Ok(file) = Fgb::open(bytes) {
        let _ = file.all();
        let _ = file.within([120.0, 30.0, 130.0, 40.0]);
    }
    if let Ok(file) = NetCdf::open(bytes) {
        for variable in &file.variables {
            let _ = file.values(variable);
            let _ = Grid::read(&file, &[&variable.name], Some([120.0, 30.0, 130.0, 40.0]));
        }
    }
    let _ = from_geojson(bytes);
    let _ = Manifest::parse(&String::from_utf8_lossy(bytes));
}

fn real_files() -> Vec<Vec<u8>> {
    let small = [
        "east-asia/lines/distance_from_coast.fgb",
        "environment/wind/gfs_wind10m_20140131T03_eastasia.nc",
        "east-asia/lines/maritime_lines.geojson",
    ];
    small.iter().map(|path| std::fs::read(maps().join(path)).unwrap()).collect()
}

#[test]
fn real_files_cut_short_never_panic() {
    for bytes in real_files() {
        let step = (bytes.len() / 150).max(1);
        for cut in (0..bytes.len()).step_by(step).chain(0..600.min(bytes.len())) {
            read_all(&bytes[..cut]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn prop_no_bytes_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0..3usize) {
        let start: &[u8] = [b"fgb\x03fgb\x00".as_slice(), b"CDF\x01", b""][head];
        let n = start.len().min(bytes.len());
        bytes[..n].copy_from_slice(&start[..n]);
        read_all(&bytes);
    }

    #[test]
    fn prop_real_files_with_wrong_bytes_never_panic(
        file in 0..3usize,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), any::<bool>()), 1..12),
    ) {
        let mut bytes = real_files().swap_remove(file);
        let length = bytes.len();
        for (at, value, early) in changes {
            // Half of the changes hit the header.
            let at = at.index(if early { 1_000.min(length) } else { length });
            bytes[at] = value;
        }
        read_all(&bytes);
    }

    #[test]
    fn prop_no_text_panics_the_scenario_reader(text in "(?s)[\\[\\]{}=\"a-z0-9 .\\n-]{0,300}") {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("scenario.toml"), text).unwrap();
        let roots = sarex_files::roots::Roots::under(maps().parent().unwrap());
        let _ = sarex_files::scenario::load_scenario(dir.path(), &roots, &[]);
    }
}
