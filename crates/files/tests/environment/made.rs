//! Files made up, each with one oddity.

use sarex_files::environment::{Field, Loaded, Quantity, Request, ScalarQuantity, read_scalar, read_vector};
use sarex_files::finding::Finding;
use sarex_model::field::Projection;
use sarex_model::field::projection::RotatedPole;
use sarex_model::position::Position;

use crate::cdf::{Att, Data, Var, file, var};
use crate::{request, scalar, text};

/// Axes and two components on [time 2][lat 3][lon 4]; the first is 1 a column, 10 a row, 100 a time, the other 1.
struct Made {
    dims: Vec<(&'static str, usize)>,
    time: (Vec<(&'static str, Att)>, Vec<f64>),
    lat: (Vec<(&'static str, Att)>, Vec<f64>),
    lon: (Vec<(&'static str, Att)>, Vec<f64>),
    first: (&'static str, Vec<(&'static str, Att)>),
    second: (&'static str, Vec<(&'static str, Att)>),
    data: Option<Data>,
    more: Vec<Var>,
}

fn unit(unit: &'static str) -> Vec<(&'static str, Att)> {
    vec![("units", Att::T(unit))]
}

fn made() -> Made {
    Made {
        dims: vec![("time", 2), ("lat", 3), ("lon", 4)],
        time: (unit("hours since 1970-01-01"), vec![0.0, 1.0]),
        lat: (unit("degrees_north"), vec![30.0, 31.0, 32.0]),
        lon: (unit("degrees_east"), vec![130.0, 131.0, 132.0, 133.0]),
        first: ("u10", unit("m s-1")),
        second: ("v10", unit("m s-1")),
        data: None,
        more: Vec::new(),
    }
}

fn values() -> Vec<f32> {
    (0..24).map(|i| (i % 4 + i / 4 % 3 * 10 + i / 12 * 100) as f32).collect()
}

fn read(made: Made, request: &Request<'_>) -> Result<Loaded, Vec<Finding>> {
    let mut vars = vec![
        var("time", &[0], made.time.0, Data::D(made.time.1)),
        var("lat", &[1], made.lat.0, Data::D(made.lat.1)),
        var("lon", &[2], made.lon.0, Data::D(made.lon.1)),
        var(made.first.0, &[0, 1, 2], made.first.1, made.data.unwrap_or_else(|| Data::F(values()))),
        var(made.second.0, &[0, 1, 2], made.second.1, Data::F(vec![1.0; 24])),
    ];
    vars.extend(made.more);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("made.nc");
    std::fs::write(&path, file(&made.dims, &vars)).unwrap();
    read_vector(&path, request)
}

#[track_caller]
fn east(made: Made, lat: f64, lon: f64, expected: f64) -> Loaded {
    let loaded = read(made, &request(Quantity::Wind, 0)).unwrap_or_else(|e| panic!("{}", text(&e)));
    let value = loaded.field.at(Position::new(lat, lon), 0.0).unwrap();
    assert!((value.east_m - expected).abs() < 1e-4, "{value:?}");
    loaded
}

#[track_caller]
fn refused(made: Made, parts: &[&str]) {
    let text = text(&read(made, &request(Quantity::Wind, 0)).unwrap_err());
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn units_are_converted_or_refused() {
    for (spelt, factor) in [("m/s", 1.0), ("cm/s", 0.01), ("km h-1", 1.0 / 3.6), ("knots", 1852.0 / 3600.0)] {
        east(Made { first: ("u10", unit(spelt)), ..made() }, 31.0, 132.0, 12.0 * factor);
    }
    let both = Made { first: ("u10", unit("K")), second: ("v10", unit("Pa")), ..made() };
    refused(both, &["u10 is in \"K\"", "v10 is in \"Pa\"", "knots"]);
    let loaded = east(Made { first: ("u10", Vec::new()), ..made() }, 31.0, 132.0, 12.0);
    assert!(text(&loaded.warnings).contains("u10 has no unit; m s-1 is assumed"), "{}", text(&loaded.warnings));
}

#[test]
fn axes_may_run_either_way_and_round_the_globe() {
    // Turned north to south in the file, row 0 is the northern one.
    let down = Made { lat: (unit("degrees_north"), vec![32.0, 31.0, 30.0]), ..made() };
    east(down, 32.0, 131.0, 1.0);
    let east_of_180 = Made { lon: (unit("degrees_east"), vec![179.0, 180.0, 181.0, 182.0]), ..made() };
    east(east_of_180, 30.0, -179.0, 2.0);
    let loaded = east(Made { lon: (unit("degrees_east"), vec![0.0, 90.0, 180.0, 270.0]), ..made() }, 30.0, -45.0, 1.5);
    assert_eq!(loaded.field.bounds()[2] - loaded.field.bounds()[0], 360.0);
    let mut seam = request(Quantity::Wind, 0);
    seam.area = Some([-10.0, 30.0, 10.0, 31.0]);
    let globe = Made { lon: (unit("degrees_east"), vec![0.0, 90.0, 180.0, 270.0]), ..made() };
    let loaded = read(globe, &seam).unwrap();
    assert_eq!(loaded.field.at(Position::new(30.0, -45.0), 0.0).unwrap().east_m, 1.5);
    refused(
        Made { lat: (unit("degrees_north"), vec![30.0, 31.0, 33.0]), ..made() },
        &["lat is not evenly spaced", "remapbil"],
    );
}

#[test]
fn packed_and_missing_values() {
    let packed = |atts: Vec<(&'static str, Att)>, raw: Vec<i16>| {
        let mut all =
            vec![("units", Att::T("m s-1")), ("scale_factor", Att::D(vec![0.1])), ("add_offset", Att::D(vec![5.0]))];
        all.extend(atts);
        read(Made { first: ("u10", all), data: Some(Data::S(raw)), ..made() }, &request(Quantity::Wind, 0)).unwrap()
    };
    let corner =
        |loaded: &Loaded| loaded.field.at(Position::new(30.0, 130.0), 0.0).map(|v| (v.east_m * 10.0).round() / 10.0);
    let raw = |first: i16| (0..24).map(|i| if i == 0 { first } else { 10 }).collect::<Vec<i16>>();
    assert_eq!(corner(&packed(vec![], raw(20))), Ok(7.0));
    for atts in [
        vec![("_FillValue", Att::S(20))],
        vec![("missing_value", Att::S(20))],
        vec![("valid_max", Att::S(19))],
        vec![("valid_range", Att::D(vec![-6.9, 6.9]))],
    ] {
        assert!(corner(&packed(atts, raw(20))).is_err());
    }
    // The netCDF library's own filling, undeclared.
    assert!(corner(&packed(vec![], raw(-32_767))).is_err());
    assert_eq!(corner(&packed(vec![("valid_range", Att::D(vec![-7.1, 7.1]))], raw(20))), Ok(7.0));
}

#[test]
fn times_are_read_or_refused() {
    let with = |units: &'static str, calendar: &'static str, values: Vec<f64>| Made {
        time: (vec![("units", Att::T(units)), ("calendar", Att::T(calendar))], values),
        ..made()
    };
    let loaded = east(with("seconds since 1970-01-01 00:00:00 +00:00", "gregorian", vec![0.0, 60.0]), 30.0, 130.0, 0.0);
    assert_eq!(loaded.field.times_s(), [0.0, 60.0]);
    refused(with("hours since 1970-01-01", "noleap", vec![0.0, 1.0]), &["calendar \"noleap\""]);
    refused(with("months since 1970-01-01", "standard", vec![0.0, 1.0]), &["time unit \"months since 1970-01-01\""]);
    refused(with("hours since 1970-01-01", "standard", vec![1.0, 1.0]), &["do not rise"]);
    refused(with("hours since 1970-01-01", "standard", vec![0.0, f64::NAN]), &["time number 1 of time is missing"]);
}

#[test]
fn speed_and_direction_make_a_vector() {
    let named = |standard: &'static str, units: &'static str| {
        vec![("standard_name", Att::T(standard)), ("units", Att::T(units))]
    };
    let from = Made {
        first: ("ff", named("wind_speed", "knots")),
        second: ("dd", named("wind_from_direction", "degrees")),
        ..made()
    };
    let loaded = read(from, &request(Quantity::Wind, 0)).unwrap();
    let value = loaded.field.at(Position::new(31.0, 132.0), 0.0).unwrap();
    // From 1 degree: towards 181.
    assert!(
        (value.bearing_deg() - 181.0).abs() < 1e-4 && (value.length() - 12.0 * 1852.0 / 3600.0).abs() < 1e-4,
        "{value:?}"
    );
}

#[test]
fn odd_dimensions_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("odd.nc");
    let said = |first: &'static str, positions: Vec<Var>| {
        let mut vars = positions;
        vars.push(var("u10", &[0, 1, 2], unit("m s-1"), Data::F(values())));
        vars.push(var("v10", &[0, 1, 2], unit("m s-1"), Data::F(values())));
        std::fs::write(&path, file(&[(first, 2), ("j", 3), ("i", 4)], &vars)).unwrap();
        text(&read_vector(&path, &request(Quantity::Wind, 0)).unwrap_err())
    };
    let axes = || {
        let lat = var("lat", &[1], unit("degrees_north"), Data::D(vec![30.0, 31.0, 32.0]));
        vec![lat, var("lon", &[2], unit("degrees_east"), Data::D(vec![130.0, 131.0, 132.0, 133.0]))]
    };
    assert!(said("member", axes()).contains("dimension member (2) of u10: one member of an ensemble"));
    assert!(said("month", axes()).contains("climatology"));
    assert!(said("run", axes()).contains("neither time, level, row nor column"));
    let plane = |name, units| var(name, &[1, 2], unit(units), Data::D(vec![1.0; 12]));
    let curved = said("time", vec![plane("nav_lat", "degrees_north"), plane("nav_lon", "degrees_east")]);
    assert!(curved.contains("two-dimensional longitudes and latitudes") && curved.contains("remapbil"), "{curved}");
}

#[test]
fn levels_are_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("levels.nc");
    let write = |coordinate: Var| {
        let vars = [
            var("lat", &[1], unit("degrees_north"), Data::D(vec![30.0, 31.0, 32.0])),
            var("lon", &[2], unit("degrees_east"), Data::D(vec![130.0, 131.0, 132.0, 133.0])),
            coordinate,
            var("u", &[0, 1, 2], unit("m s-1"), Data::F(values())),
            var("v", &[0, 1, 2], unit("m s-1"), Data::F(values())),
        ];
        std::fs::write(&path, file(&[("z", 2), ("lat", 3), ("lon", 4)], &vars)).unwrap();
    };
    let at = |loaded: &Loaded| loaded.field.at(Position::new(30.0, 131.0), 0.0).unwrap().east_m;
    let depths =
        |depths: Vec<f64>| var("z", &[0], vec![("units", Att::T("m")), ("positive", Att::T("down"))], Data::D(depths));
    write(depths(vec![10.0, 0.5]));
    let loaded = read_vector(&path, &request(Quantity::Current, 0)).unwrap();
    assert_eq!(at(&loaded), 101.0);
    assert!(
        loaded.source.contains("z 0.5 m") && text(&loaded.warnings).contains("taken as the current"),
        "{}",
        loaded.source
    );
    write(var("z", &[0], vec![("units", Att::T("m")), ("positive", Att::T("up"))], Data::D(vec![10.0, 80.0])));
    assert_eq!(at(&read_vector(&path, &request(Quantity::Wind, 0)).unwrap()), 1.0);
    write(var("z", &[0], vec![("units", Att::T("hPa")), ("positive", Att::T("down"))], Data::D(vec![1000.0, 850.0])));
    assert!(text(&read_vector(&path, &request(Quantity::Wind, 0)).unwrap_err()).contains("levels in \"hPa\""));
}

/// A rotated grid of 0.5 degree with true vectors east 1, north 0, written along the grid.
fn rotated(mapping: Vec<(&'static str, Att)>, unit_of_x: &'static str) -> Vec<u8> {
    let named = |standard: &'static str, units: &'static str| {
        vec![("standard_name", Att::T(standard)), ("units", Att::T(units)), ("grid_mapping", Att::T("crs"))]
    };
    let projection = Projection::RotatedPole(RotatedPole::new(Position::new(39.25, -162.0), 0.0).unwrap());
    let (mut u, mut v) = (Vec::new(), Vec::new());
    for (row, column) in (0..3).flat_map(|r| (0..4).map(move |c| (f64::from(r), f64::from(c)))) {
        let north = projection.grid_north_deg(projection.inverse(-1.0 + column * 0.5, 10.0 + row * 0.5)).to_radians();
        u.push(north.cos() as f32);
        v.push(north.sin() as f32);
    }
    let vars = [
        var("rlat", &[0], named("grid_latitude", "degrees"), Data::D(vec![10.0, 10.5, 11.0])),
        var("rlon", &[1], named("grid_longitude", unit_of_x), Data::D(vec![-1.0, -0.5, 0.0, 0.5])),
        var("crs", &[], mapping, Data::S(vec![0])),
        var("uas", &[0, 1], named("x_wind", "m s-1"), Data::F(u)),
        var("vas", &[0, 1], named("y_wind", "m s-1"), Data::F(v)),
    ];
    file(&[("rlat", 3), ("rlon", 4)], &vars)
}

#[test]
fn a_rotated_grid_is_turned_to_true_north() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rotated.nc");
    let mapping = || {
        vec![
            ("grid_mapping_name", Att::T("rotated_latitude_longitude")),
            ("grid_north_pole_latitude", Att::D(vec![39.25])),
            ("grid_north_pole_longitude", Att::D(vec![-162.0])),
        ]
    };
    std::fs::write(&path, rotated(mapping(), "degrees")).unwrap();
    let loaded = read_vector(&path, &request(Quantity::Wind, 0)).unwrap_or_else(|e| panic!("{}", text(&e)));
    let Field::Projected(field) = &loaded.field else { panic!("projected") };
    let place = field.projection.inverse(-0.25, 10.25);
    let value = loaded.field.at(place, 0.0).unwrap();
    assert!((value.east_m - 1.0).abs() < 1e-5 && value.north_m.abs() < 1e-5, "{value:?}");
    let said = |bytes: Vec<u8>| {
        std::fs::write(&path, bytes).unwrap();
        text(&read_vector(&path, &request(Quantity::Wind, 0)).unwrap_err())
    };
    assert!(said(rotated(mapping(), "furlong")).contains("the unit \"furlong\" of rlon"));
    assert!(
        said(rotated(vec![("grid_mapping_name", Att::T("vertical_perspective"))], "degrees"))
            .contains("\"vertical_perspective\" is not read")
    );
    let mut short = mapping();
    short.truncate(2);
    assert!(said(rotated(short, "degrees")).contains("without grid_north_pole_longitude"));
}

/// x and y of a Mercator grid in kilometres, and two-dimensional positions that agree or not.
fn mercator(shift_deg: f64) -> Vec<u8> {
    let r = 6_371_000.0_f64;
    let (x, y) = ([14_000.0, 14_010.0, 14_020.0], [4_000.0, 4_010.0]);
    let lon: Vec<f64> = y.iter().flat_map(|_| x.map(|x| (x * 1e3 / r).to_degrees())).collect();
    let lat: Vec<f64> =
        y.iter().flat_map(|y| x.map(|_| (y * 1e3 / r).sinh().atan().to_degrees() + shift_deg)).collect();
    let named = |standard: &'static str, units: &'static str| {
        vec![("standard_name", Att::T(standard)), ("units", Att::T(units)), ("grid_mapping", Att::T("crs: x y"))]
    };
    let mapping = vec![
        ("grid_mapping_name", Att::T("mercator")),
        ("longitude_of_projection_origin", Att::D(vec![0.0])),
        ("standard_parallel", Att::D(vec![0.0])),
        ("earth_radius", Att::D(vec![r])),
    ];
    let vars = [
        var("y", &[0], named("projection_y_coordinate", "km"), Data::D(y.to_vec())),
        var("x", &[1], named("projection_x_coordinate", "km"), Data::D(x.to_vec())),
        var("latitude", &[0, 1], unit("degrees_north"), Data::D(lat)),
        var("longitude", &[0, 1], unit("degrees_east"), Data::D(lon)),
        var("crs", &[], mapping, Data::S(vec![0])),
        var("a", &[0, 1], named("eastward_sea_water_velocity", "m s-1"), Data::F(vec![0.5; 6])),
        var("b", &[0, 1], named("northward_sea_water_velocity", "m s-1"), Data::F(vec![0.25; 6])),
    ];
    file(&[("y", 2), ("x", 3)], &vars)
}

#[test]
fn a_projection_is_checked_against_the_positions_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mercator.nc");
    std::fs::write(&path, mercator(0.0)).unwrap();
    let loaded = read_vector(&path, &request(Quantity::Current, 0)).unwrap_or_else(|e| panic!("{}", text(&e)));
    assert!(loaded.source.contains("Mercator grid 3 x 2 at 10000 x 10000 m"), "{}", loaded.source);
    let [west, south, east, north] = loaded.field.bounds();
    let value = loaded.field.at(Position::new((south + north) / 2.0, (west + east) / 2.0), 0.0).unwrap();
    assert!((value.east_m - 0.5).abs() < 1e-6 && (value.north_m - 0.25).abs() < 1e-6);
    std::fs::write(&path, mercator(0.02)).unwrap();
    let said = text(&read_vector(&path, &request(Quantity::Current, 0)).unwrap_err());
    assert!(said.contains("disagree by 0.2") && said.contains("cells"), "{said}");
}

#[test]
fn sea_temperature_comes_in_celsius() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sst.nc");
    let vars = [
        var("lat", &[0], unit("degrees_north"), Data::D(vec![30.0, 31.0])),
        var("lon", &[1], unit("degrees_east"), Data::D(vec![130.0, 131.0])),
        var(
            "t",
            &[0, 1],
            vec![("standard_name", Att::T("sea_surface_temperature")), ("units", Att::T("kelvin"))],
            Data::F(vec![293.15; 4]),
        ),
    ];
    std::fs::write(&path, file(&[("lat", 2), ("lon", 2)], &vars)).unwrap();
    let field = read_scalar(&path, &scalar(ScalarQuantity::SeaTemperature)).unwrap().field;
    assert!((field.at(Position::new(30.5, 130.5), 0.0).unwrap() - 20.0).abs() < 1e-4);
}

#[test]
fn speeds_beyond_nature_are_pointed_out() {
    let fast = Made { data: Some(Data::F(vec![999.0; 24])), ..made() };
    let loaded = read(fast, &request(Quantity::Wind, 0)).unwrap();
    assert!(text(&loaded.warnings).contains("faster than any measured"), "{}", text(&loaded.warnings));
}

#[test]
fn a_single_time_in_the_span_is_held_and_said() {
    let mut request = request(Quantity::Wind, 0);
    request.span_unix_s = Some((-3_600, 3_600));
    let vars = [
        var("time", &[0], unit("hours since 1970-01-01"), Data::D(vec![0.0])),
        var("lat", &[1], unit("degrees_north"), Data::D(vec![30.0, 31.0])),
        var("lon", &[2], unit("degrees_east"), Data::D(vec![130.0, 131.0])),
        var("u10", &[0, 1, 2], unit("m/s"), Data::F(vec![3.0; 4])),
        var("v10", &[0, 1, 2], unit("m/s"), Data::F(vec![4.0; 4])),
    ];
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("one.nc");
    std::fs::write(&path, file(&[("time", 1), ("lat", 2), ("lon", 2)], &vars)).unwrap();
    let loaded = read_vector(&path, &request).unwrap();
    assert!(text(&loaded.warnings).contains("it is held constant"), "{}", text(&loaded.warnings));
    assert_eq!(loaded.field.time_range_s(), None);
    request.span_unix_s = Some((3_601, 7_200));
    assert!(text(&read_vector(&path, &request).unwrap_err()).contains("is of 1970-01-01T00:00:00Z"));
}
