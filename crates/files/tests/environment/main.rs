//! Wind, current and sea state from files, real and made up.

#![allow(clippy::unwrap_used, reason = "helpers of tests stand outside test functions")]

mod cdf;
mod fuzz;
mod made;

use std::path::PathBuf;

use sarex_files::environment::{
    Field, Loaded, Quantity, Request, ScalarQuantity, ScalarRequest, read_scalar, read_vector,
};
use sarex_files::finding::Finding;
use sarex_model::position::{Position, Vec2};

/// 2015-11-16 00:00 UTC.
const NORWAY_S: i64 = 1_447_632_000;
/// 2014-01-31 03:00 UTC.
const GFS_S: i64 = 1_391_137_200;

pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/environment").join(name)
}

pub fn request(quantity: Quantity, zero_unix_s: i64) -> Request<'static> {
    Request { quantity, area: None, span_unix_s: None, zero_unix_s, variables: None, shift_s: 0.0 }
}

pub fn scalar(quantity: ScalarQuantity) -> ScalarRequest<'static> {
    ScalarRequest { quantity, area: None, span_unix_s: None, zero_unix_s: 0, variable: None, shift_s: 0.0 }
}

#[track_caller]
pub fn load(name: &str, request: &Request<'_>) -> Loaded {
    read_vector(&fixture(name), request).unwrap_or_else(|e| panic!("{}", text(&e)))
}

pub fn text(findings: &[Finding]) -> String {
    findings.iter().map(|f| format!("{f}\n")).collect()
}

/// Differences of two fields at places of a longitude-latitude field, half-way between its points, and half-way between
/// its times: sorted lengths.
fn differences(direct: &Field, lonlat: &Field) -> Vec<f64> {
    let Field::LonLat(grid) = lonlat else { panic!("a longitude-latitude field") };
    let mut lengths = Vec::new();
    for &time in &grid.times_s {
        for (row, column) in (0..grid.nlat).flat_map(|r| (0..grid.nlon).map(move |c| (r, c))) {
            let place = Position::new(
                grid.lat0_deg + row as f64 * grid.dlat_deg,
                grid.lon0_deg + column as f64 * grid.dlon_deg,
            );
            if let (Ok(a), Ok(b)) = (direct.at(place, time), lonlat.at(place, time)) {
                lengths.push((a - b).length());
            }
        }
    }
    lengths.sort_by(f64::total_cmp);
    lengths
}

#[track_caller]
fn check_agreement(direct: &Loaded, lonlat: &Loaded, count: usize, median: f64, most: f64) {
    let lengths = differences(&direct.field, &lonlat.field);
    assert!(lengths.len() >= count, "{} points", lengths.len());
    let (middle, worst) = (lengths[lengths.len() / 2], lengths[lengths.len() * 99 / 100]);
    assert!(middle < median && worst < most, "median {middle}, 99 % {worst} m/s");
}

/// The published polar stereographic file, read directly, against the copy that others resampled at its grid points with
/// pyproj: the packing (0.001 m/s) is all that may differ, but for points at the coast, where the resampling left out
/// what our rule of missing corners keeps.
#[test]
fn val_norkyst_as_resampled_by_others() {
    let request = request(Quantity::Current, NORWAY_S);
    let direct = load("norkyst_polar_stereographic.nc", &request);
    let lonlat = load("norkyst_lonlat.nc", &request);
    check_agreement(&direct, &lonlat, 400, 0.001, 0.002);
    assert!(matches!(direct.field, Field::Projected(_)) && direct.warnings.is_empty(), "{}", text(&direct.warnings));
    let source = &direct.source;
    for part in [
        "norkyst_polar_stereographic.nc: u (x_sea_water_velocity)",
        "depth 0 m",
        "polar stereographic grid 59 x 59 at 800 x 800 m",
        "4 times 2015-11-16T00:00:00Z to 2015-11-16T03:00:00Z",
        "NorKyst-800m",
    ] {
        assert!(source.contains(part), "{part}: {source}");
    }
}

/// Likewise the Lambert wind (packing 0.01 m/s); the file's own longitudes and latitudes agree with its grid mapping.
#[test]
fn val_arome_as_resampled_by_others() {
    let request = request(Quantity::Wind, NORWAY_S);
    let direct = load("arome_lambert.nc", &request);
    check_agreement(&direct, &load("arome_lonlat.nc", &request), 1_000, 0.01, 0.02);
    assert!(direct.source.contains("Lambert conformal conic grid 59 x 66 at 2500 x 2500 m"), "{}", direct.source);
}

/// GRIB2 with components along a Lambert grid: the same winds as NetCDF, within the packing (12 bits of about 40 m/s).
#[test]
fn lambert_grib_turns_its_vectors() {
    let request = request(Quantity::Wind, NORWAY_S);
    let (grib, cdf) = (load("arome_lambert.grib2", &request), load("arome_lonlat.nc", &request));
    let lengths = differences(&grib.field, &cdf.field);
    assert!(lengths.len() > 500 && lengths[lengths.len() - 1] < 0.03, "{} {:?}", lengths.len(), lengths.last());
    assert!(grib.source.contains("10 m above ground") && grib.source.contains("Oslo"), "{}", grib.source);
}

/// The NetCDF copy is packed to 0.01 m/s; CCSDS and both complex packings hold the values of simple packing.
#[test]
fn val_gfs_wind_in_every_packing() {
    let request = request(Quantity::Wind, GFS_S);
    let cdf = load("gfs_wind10m_20140131T03_eastasia.nc", &request);
    for name in [
        "gfs_wind10m_20140131T03_eastasia.grib2",
        "gfs_grid_ccsds.grib2",
        "gfs_grid_complex.grib2",
        "gfs_grid_complex_spatial_differencing.grib2",
    ] {
        let grib = load(name, &request);
        let lengths = differences(&grib.field, &cdf.field);
        assert!(
            lengths.len() == 35 * 45 && lengths[lengths.len() - 1] < 0.012,
            "{name} {} {:?}",
            lengths.len(),
            lengths.last()
        );
        assert_eq!(grib.field.times_s(), [0.0], "{name}");
    }
}

#[test]
fn a_packing_that_is_not_read_is_named() {
    let findings = read_vector(&fixture("gfs_grid_png.grib2"), &request(Quantity::Wind, GFS_S)).unwrap_err();
    let text = text(&findings);
    assert!(text.contains("packed by PNG") && text.contains("grib_set"), "{text}");
}

/// Wave height of the same message, as GRIB2 and as NetCDF packed to 0.01 m.
#[test]
fn val_wave_height_of_ecmwf() {
    let request = scalar(ScalarQuantity::WaveHeight);
    let read = |name: &str| read_scalar(&fixture(name), &request).unwrap_or_else(|e| panic!("{}", text(&e)));
    let (grib, cdf) =
        (read("ecmwf_aifs_swh_20260628T06_eastasia.grib2"), read("ecmwf_aifs_swh_20260628T06_eastasia.nc"));
    let (mut most, mut count) = (0.0_f64, 0);
    for (lat, lon) in (30..42).flat_map(|lat| (124..136).map(move |lon| (f64::from(lat), f64::from(lon)))) {
        let place = Position::new(lat, lon);
        if let (Ok(a), Ok(b)) = (grib.field.at(place, 1_782_626_400.0), cdf.field.at(place, 0.0)) {
            most = most.max((a - b).abs());
            count += 1;
        }
    }
    assert!(count > 60 && most < 0.0051, "{count} {most}");
    assert!(cdf.warnings.iter().any(|w| w.message.contains("no time")), "{}", text(&cdf.warnings));
}

#[test]
fn a_field_is_cropped_to_the_area_and_the_span() {
    let mut request = request(Quantity::Current, NORWAY_S);
    let whole = load("norkyst_polar_stereographic.nc", &request).field;
    request.area = Some([4.6, 60.1, 4.7, 60.15]);
    request.span_unix_s = Some((NORWAY_S + 4_000, NORWAY_S + 6_000));
    let part = load("norkyst_polar_stereographic.nc", &request).field;
    assert_eq!(part.times_s(), [3_600.0, 7_200.0]);
    let (Field::Projected(p), Field::Projected(w)) = (&part, &whole) else { panic!("projected") };
    assert!(p.nx < w.nx / 2 && p.ny < w.ny / 2, "{} x {}", p.nx, p.ny);
    for (lat, lon) in [(60.1, 4.6), (60.15, 4.7), (60.12, 4.65), (60.1, 4.7)] {
        let place = Position::new(lat, lon);
        assert_eq!(part.at(place, 5_000.0).ok().map(key), whole.at(place, 5_000.0).ok().map(key), "{lat} {lon}");
    }
    let [west, south, east, north] = part.bounds();
    assert!(west < 4.6 && south < 60.1 && east > 4.7 && north > 60.15, "{:?}", part.bounds());
    assert_eq!(part.time_range_s(), Some((3_600.0, 7_200.0)));
}

fn key(v: Vec2) -> (i64, i64) {
    ((v.east_m * 1e6).round() as i64, (v.north_m * 1e6).round() as i64)
}

#[test]
fn no_overlap_says_what_there_is() {
    let mut request = request(Quantity::Wind, NORWAY_S);
    request.span_unix_s = Some((NORWAY_S + 86_400, NORWAY_S + 90_000));
    let late = text(&read_vector(&fixture("arome_lambert.nc"), &request).unwrap_err());
    for part in
        ["x_wind_10m", "runs from 2015-11-16T00:00:00Z to 2015-11-16T03:00:00Z", "2015-11-17T00:00:00Z", "shift"]
    {
        assert!(late.contains(part), "{part}: {late}");
    }
    request.shift_s = 86_400.0;
    let shifted = load("arome_lambert.nc", &request);
    assert_eq!(shifted.field.times_s(), [86_400.0, 90_000.0]);
    assert!(shifted.source.contains("shifted by 86400 s"), "{}", shifted.source);
    request.area = Some([130.0, 35.0, 131.0, 36.0]);
    let far = text(&read_vector(&fixture("arome_lambert.nc"), &request).unwrap_err());
    assert!(far.contains("35.00 to 36.00 north, 130.00 to 131.00 east is asked for"), "{far}");
}

#[test]
fn the_wrong_quantity_lists_what_is_there() {
    let wind = text(&read_vector(&fixture("norkyst_lonlat.nc"), &request(Quantity::Wind, 0)).unwrap_err());
    assert!(wind.contains("holds no wind; it holds uo (eastward_sea_water_velocity)"), "{wind}");
    let current = text(&read_vector(&fixture("gfs_grid_ccsds.grib2"), &request(Quantity::Current, 0)).unwrap_err());
    assert!(current.contains("it holds 0/2/2, 0/2/3"), "{current}");
    let mut named = request(Quantity::Wind, 0);
    named.variables = Some(("u0", "vo"));
    let typo = text(&read_vector(&fixture("norkyst_lonlat.nc"), &named).unwrap_err());
    assert!(typo.contains("no variable \"u0\"") && typo.contains("did you mean \"uo\"?"), "{typo}");
}

#[test]
fn what_is_no_data_file_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.nc");
    let said = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        text(&read_vector(&path, &request(Quantity::Wind, 0)).unwrap_err())
    };
    assert!(said(b"").contains("it is empty"));
    assert!(said(b"PK\x03\x04").contains("neither NetCDF nor GRIB2"));
    assert!(said(b"GRIB\0\0\0\x01aaaaaaaaaaaaaaaaaa").contains("edition 1"));
    assert!(said(b"\x89HDF\r\n\x1a\n").contains("no usable NetCDF-4"));
    assert!(text(&read_vector(dir.path(), &request(Quantity::Wind, 0)).unwrap_err()).contains("folder"));
    assert!(
        text(&read_vector(&dir.path().join("none"), &request(Quantity::Wind, 0)).unwrap_err())
            .contains("cannot be read")
    );
}

/// Three hours on 3 x 3 points, 0.01 m/s a point from north-west, 0.1 m/s an hour, in four layouts.
#[test]
fn every_layout_of_netcdf_gives_the_same() {
    // 2026-01-01 00:00 UTC.
    let mut request = request(Quantity::Current, 1_767_225_600);
    for name in ["record_dimension.nc", "cdf5.nc", "big_endian.nc", "other_order.nc"] {
        for area in [None, Some([131.2, 34.2, 131.8, 34.8])] {
            request.area = area;
            request.span_unix_s = area.map(|_| (request.zero_unix_s + 3_600, request.zero_unix_s + 7_200));
            let field = load(name, &request).field;
            let value = field.at(Position::new(34.5, 131.5), 5_400.0).unwrap();
            // Points 4, 5, 7 and 8 at hours 1 and 2.
            assert!((value.east_m - 0.21).abs() < 1e-6 && (value.north_m + 0.21).abs() < 1e-6, "{name}: {value:?}");
        }
        let corner = load(name, &Request { area: None, span_unix_s: None, ..request }).field;
        assert!(corner.at(Position::new(36.0, 130.0), 3_600.0).is_err(), "{name}");
        assert!((corner.at(Position::new(36.0, 130.0), 0.0).unwrap().length()).abs() < 1e-9, "{name}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    /// Cropping changes no answer within the area.
    #[test]
    fn prop_cropping_changes_nothing_inside(
        west in 2.6..6.0, south in 59.5..61.0, size in 0.0..1.0, x in 0.0..1.0, y in 0.0..1.0, t in 0.0..7_000.0_f64,
    ) {
        for name in ["arome_lambert.nc", "arome_lambert.grib2", "arome_lonlat.nc"] {
            let whole = load(name, &request(Quantity::Wind, NORWAY_S)).field;
            let area = Some([west, south, west + size, south + size]);
            let span = Some((NORWAY_S + t as i64, NORWAY_S + t as i64 + 1));
            let place = Position::new(south + y * size, west + x * size);
            let part = Request { area, span_unix_s: span, ..request(Quantity::Wind, NORWAY_S) };
            let Ok(expected) = whole.at(place, t.floor()) else { continue };
            let found = load(name, &part).field.at(place, t.floor());
            proptest::prop_assert!(found.is_ok_and(|v| (v - expected).length() < 1e-5), "{name} {found:?} {expected:?}");
        }
    }
}
