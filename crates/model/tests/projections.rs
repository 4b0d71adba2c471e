//! Map projections against Snyder's worked examples, and fields on projected grids.

use proptest::prelude::*;
use sarex_model::field::projection::{
    Ellipsoid, LambertConformal, Mercator, PolarScale, PolarStereographic, RotatedPole,
};
use sarex_model::field::{FieldGap, ProjectedField, Projection, VectorField};
use sarex_model::math;
use sarex_model::position::Position;

/// The Clarke 1866 ellipsoid as Snyder uses it: a 6378206.4 m, e squared 0.00676866.
fn clarke() -> Ellipsoid {
    Ellipsoid { a_m: 6_378_206.4, e: 0.006_768_66_f64.sqrt() }
}

fn international() -> Ellipsoid {
    Ellipsoid { a_m: 6_378_388.0, e: 0.006_722_67_f64.sqrt() }
}

fn polar(earth: Ellipsoid, north: bool, lon0: f64, scale: PolarScale) -> Projection {
    Projection::PolarStereographic(
        PolarStereographic::new(earth, north, lon0, scale, (0.0, 0.0)).expect("sound parameters"),
    )
}

fn conic(earth: Ellipsoid, origin: (f64, f64), parallels: (f64, f64)) -> Projection {
    Projection::LambertConformal(
        LambertConformal::new(earth, origin, parallels, 1.0, (0.0, 0.0)).expect("sound parameters"),
    )
}

#[track_caller]
fn check(projection: &Projection, lat: f64, lon: f64, expected: (f64, f64), tolerance: f64) {
    let place = Position::new(lat, lon);
    let (x, y) = projection.forward(place);
    assert!((x - expected.0).abs() <= tolerance && (y - expected.1).abs() <= tolerance, "{x} {y}");
    let back = projection.inverse(x, y);
    assert!((back.lat_deg - lat).abs() < 1e-9 && (back.lon_deg - lon).abs() < 1e-9, "{back:?}");
}

/// Snyder, USGS PP 1395, p. 314-315: polar stereographic, International ellipsoid, true scale at 71 S, central meridian
/// 100 W; 75 S 150 E lies at x = -1,540,033.6 m, y = -560,526.4 m.
#[test]
fn val_polar_stereographic_ellipsoid() {
    let south = polar(international(), false, -100.0, PolarScale::StandardParallel(-71.0));
    check(&south, -75.0, 150.0, (-1_540_033.6, -560_526.4), 0.06);
}

/// Snyder, p. 296-297: Lambert conformal conic, Clarke 1866, parallels 33 and 45 N, origin 23 N 96 W; 35 N 75 W lies at
/// x = 1,894,410.9 m, y = 1,564,649.5 m.
#[test]
fn val_lambert_conformal_ellipsoid() {
    check(&conic(clarke(), (23.0, -96.0), (33.0, 45.0)), 35.0, -75.0, (1_894_410.9, 1_564_649.5), 0.06);
}

/// Snyder, p. 295: the same on the unit sphere, x = 0.2966785, y = 0.2462112; here times 6,371,000 m.
#[test]
fn val_lambert_conformal_sphere() {
    let r = 6_371_000.0;
    let sphere = conic(Ellipsoid::sphere(r), (23.0, -96.0), (33.0, 45.0));
    check(&sphere, 35.0, -75.0, (0.296_678_5 * r, 0.246_211_2 * r), 0.5);
}

/// Snyder, p. 266-267: Mercator, central meridian 180; 35 N 75 W lies at x = 11,688,673.7 m, y = 4,139,145.6 m on the
/// Clarke 1866 ellipsoid, and at 1.8325957 and 0.6528366 on the unit sphere.
#[test]
fn val_mercator() {
    let ellipsoid = Projection::Mercator(Mercator::new(clarke(), 180.0, 1.0, (0.0, 0.0)).expect("sound parameters"));
    check(&ellipsoid, 35.0, -75.0, (11_688_673.7, 4_139_145.6), 0.1);
    let r = 6_371_000.0;
    let sphere =
        Projection::Mercator(Mercator::new(Ellipsoid::sphere(r), 180.0, 1.0, (0.0, 0.0)).expect("sound parameters"));
    check(&sphere, 35.0, -75.0, (1.832_595_7 * r, 0.652_836_6 * r), 0.5);
}

/// PROJ 9 (`+proj=ob_tran +o_proj=longlat`), grid pole 39.25 N 162 W, the one of the EURO-CORDEX grids.
#[test]
fn val_rotated_pole_as_proj() {
    for (north_pole_lon, lat, lon, expected) in ROTATED {
        let pole = RotatedPole::new(Position::new(39.25, -162.0), north_pole_lon).expect("sound parameters");
        check(&Projection::RotatedPole(pole), lat, lon, expected, 1e-9);
    }
}
type Row = (f64, f64, f64, (f64, f64));
const ROTATED: [Row; 6] = [
    (0.0, 60.0, 10.0, (-4.045448349923, 9.468813175770)),
    (0.0, 45.0, -20.0, (-25.810328699954, 0.910619958225)),
    (0.0, 70.0, 40.0, (7.857991520866, 20.424730671162)),
    (20.0, 60.0, 10.0, (15.954551650077, 9.468813175770)),
    (20.0, 45.0, -20.0, (-5.810328699954, 0.910619958225)),
    (20.0, 70.0, 40.0, (27.857991520866, 20.424730671162)),
];

/// PROJ 9 (`+proj=stere`, `+proj=lcc`), the grids of NorKyst-800m and AROME-MetCoOp on the sphere of 6371 km. The scale
/// factor (1 + sin 60) / 2 at the pole is the same grid as true scale at 60 N (Snyder 21-7).
#[test]
fn val_norwegian_grids_as_proj() {
    let sphere = Ellipsoid::sphere(6_371_000.0);
    for scale in [PolarScale::StandardParallel(60.0), PolarScale::Factor(0.933_012_701_892_219_3)] {
        check(&polar(sphere, true, 70.0, scale), 60.0, 5.0, (-2_887_043.455_605_249, -1_346_250.472_774_998_5), 1e-6);
    }
    let arome = conic(sphere, (63.0, 15.0), (63.0, 63.0));
    check(&arome, 60.0, 5.0, (-554_472.154_698_689, -290_533.540_586_706_7), 1e-6);
    assert!((arome.grid_north_deg(Position::new(60.0, 5.0)) + 8.910_065_241_886_553).abs() < 1e-9);
}

/// One of each kind, with an ellipsoid and a sphere, north and south.
fn all() -> Vec<Projection> {
    let sphere = Ellipsoid::sphere(6_371_229.0);
    let merc = Mercator::new(Ellipsoid::wgs84(), 130.0, 0.9, (500.0, -500.0)).expect("sound parameters");
    vec![
        polar(Ellipsoid::wgs84(), true, -45.0, PolarScale::StandardParallel(70.0)),
        polar(sphere, true, 70.0, PolarScale::Factor(0.933)),
        polar(Ellipsoid::wgs84(), false, 0.0, PolarScale::StandardParallel(-70.0)),
        conic(Ellipsoid::wgs84(), (38.0, 126.0), (30.0, 60.0)),
        conic(sphere, (63.0, 15.0), (63.0, 63.0)),
        conic(Ellipsoid::wgs84(), (-30.0, 150.0), (-20.0, -40.0)),
        Projection::Mercator(merc),
        Projection::RotatedPole(RotatedPole::new(Position::new(22.0, -40.0), 0.0).expect("sound parameters")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    /// Forward and back is the same place, and the bearing of +y is the one that a small step along y shows.
    #[test]
    fn prop_places_come_back_and_north_is_north(which in 0..8_usize, lat in -80.0..80.0, lon in -179.0..179.0) {
        let projection = &all()[which];
        let place = Position::new(lat, lon);
        let (x, y) = projection.forward(place);
        let back = projection.inverse(x, y);
        let off = (back.lon_deg - lon).rem_euclid(360.0);
        prop_assert!((back.lat_deg - lat).abs() < 1e-7 && off.min(360.0 - off) < 1e-7, "{back:?}");
        let step = if projection.is_angular() { 1e-5 } else { 1.0 };
        let (a, b) = (projection.inverse(x, y - step), projection.inverse(x, y + step));
        // On the auxiliary figure a step east shrinks with the cosine of latitude; the flattening matters little.
        let east = math::wrap_180(b.lon_deg - a.lon_deg) * math::cos(math::radians(lat));
        let seen = math::degrees(math::atan2(east, b.lat_deg - a.lat_deg));
        let turn = (seen - projection.grid_north_deg(place)).rem_euclid(360.0);
        prop_assert!(turn.min(360.0 - turn) < 0.4, "{seen} {}", projection.grid_north_deg(place));
    }

    /// No number makes a projection panic, and none gives a place off the globe.
    #[test]
    fn prop_any_number_is_answered(which in 0..8_usize, x in any::<f64>(), y in any::<f64>()) {
        let projection = &all()[which];
        let place = projection.inverse(x, y);
        prop_assert!(place.is_valid() || x.abs() > 1e10 || y.abs() > 1e10 || x.is_nan() || y.is_nan(), "{place:?}");
        projection.forward(Position::new(x, y));
        projection.grid_north_deg(Position::new(x, y));
    }
}

#[test]
fn wrong_parameters_are_refused() {
    let sphere = Ellipsoid::sphere(6_371_000.0);
    let cone = |origin, parallels| LambertConformal::new(sphere, origin, parallels, 1.0, (0.0, 0.0));
    assert!(cone((0.0, 0.0), (30.0, -30.0)).is_err());
    assert!(cone((0.0, 0.0), (90.0, 90.0)).is_err());
    assert!(cone((f64::NAN, 0.0), (30.0, 30.0)).is_err());
    assert!(cone((-90.0, 0.0), (30.0, 30.0)).is_err());
    let pole = |earth, scale| PolarStereographic::new(earth, true, 0.0, scale, (0.0, 0.0));
    assert!(pole(sphere, PolarScale::StandardParallel(-60.0)).is_err());
    assert!(pole(sphere, PolarScale::Factor(f64::INFINITY)).is_err());
    let kilometres = pole(Ellipsoid::sphere(6371.0), PolarScale::Factor(1.0)).expect_err("kilometres");
    assert!(kilometres.to_string().contains("in metres"), "{kilometres}");
    assert!(Mercator::new(sphere, 0.0, -1.0, (0.0, 0.0)).is_err());
    assert!(RotatedPole::new(Position::new(91.0, 0.0), 0.0).is_err());
    assert!(Ellipsoid::from_axes(6_378_137.0, 6_400_000.0).is_err());
    assert!(Ellipsoid::from_axes(6_378_137.0, f64::NAN).is_err());
}

/// Four columns of 10 km, three rows of 20 km on the NorKyst projection; east is the column, north the row.
fn field() -> ProjectedField {
    let cell = |i: usize| ((i % 4) as f32, (i / 4 % 3) as f32);
    ProjectedField {
        name: "current".to_owned(),
        projection: polar(Ellipsoid::sphere(6_371_000.0), true, 70.0, PolarScale::StandardParallel(60.0)),
        x0: -2_900_000.0,
        dx: 10_000.0,
        nx: 4,
        y0: -1_350_000.0,
        dy: 20_000.0,
        ny: 3,
        times_s: vec![0.0, 3_600.0],
        east: (0..24).map(|i| cell(i).0 + if i < 12 { 0.0 } else { 100.0 }).collect(),
        north: (0..24).map(|i| cell(i).1).collect(),
    }
}

#[test]
fn a_projected_field_is_linear_on_its_own_grid() {
    let field = field();
    assert_eq!(field.validate(), Ok(()));
    let place = field.projection.inverse(-2_900_000.0 + 12_500.0, -1_350_000.0 + 30_000.0);
    let value = field.at(place, 900.0).expect("sound parameters");
    assert!((value.east_m - 26.25).abs() < 1e-6 && (value.north_m - 1.5).abs() < 1e-6, "{value:?}");
    let outside = field.projection.inverse(-2_911_000.0, -1_350_000.0);
    assert_eq!(field.at(outside, 0.0), Err(FieldGap::OutsideArea));
    assert_eq!(field.at(place, 3_601.0), Err(FieldGap::OutsideTime));
    assert_eq!(field.at(Position::new(f64::NAN, 5.0), 0.0), Err(FieldGap::OutsideArea));
}

/// The rules of missing corners are those of a longitude-latitude field.
#[test]
fn missing_corners_follow_the_same_rule() {
    let mut projected = field();
    for i in [0, 1, 4] {
        projected.east[i] = f32::NAN;
        projected.north[i] = f32::NAN;
    }
    assert_eq!(projected.validate(), Ok(()));
    let lonlat = VectorField {
        name: "current".to_owned(),
        lon0_deg: 0.0,
        dlon_deg: 1.0,
        nlon: 4,
        lat0_deg: 0.0,
        dlat_deg: 1.0,
        nlat: 3,
        times_s: projected.times_s.clone(),
        east: projected.east.clone(),
        north: projected.north.clone(),
    };
    for i in 0..40 {
        let (x, y) = (f64::from(i % 8) * 0.41, f64::from(i / 8) * 0.43);
        let place = projected.projection.inverse(-2_900_000.0 + x * 10_000.0, -1_350_000.0 + y * 20_000.0);
        let (a, b) = (projected.at(place, 0.0), lonlat.at(Position::new(y, x), 0.0));
        match (a, b) {
            (Ok(a), Ok(b)) => assert!((a - b).length() < 1e-6, "{x} {y}: {a:?} {b:?}"),
            (a, b) => assert_eq!(a, b, "{x} {y}"),
        }
    }
}

#[test]
fn a_projected_field_with_a_wrong_shape_is_refused() {
    let wrong = |change: fn(&mut ProjectedField)| {
        let mut field = field();
        change(&mut field);
        field.validate().expect_err("a wrong field").to_string()
    };
    assert!(wrong(|f| f.nx = 1).contains("two rows and two columns"));
    assert!(wrong(|f| f.dy = f64::NAN).contains("above zero"));
    assert!(wrong(|f| f.x0 = f64::INFINITY).contains("nowhere"));
    assert!(wrong(|f| f.times_s[1] = -1.0).contains("number 1"));
    assert!(wrong(|f| f.ny = usize::MAX).contains("values where"));
    assert!(wrong(|f| f.north[3] = f32::NAN).contains("half missing"));
    let mut short = field();
    short.east.truncate(2);
    let place = short.projection.inverse(-2_875_000.0, -1_330_000.0);
    assert_eq!(short.at(place, 0.0), Err(FieldGap::Missing));
}

#[test]
fn a_rotated_grid_may_pass_360() {
    let pole = RotatedPole::new(Position::new(35.0, -40.0), 0.0).expect("sound parameters");
    let mut field = field();
    field.projection = Projection::RotatedPole(pole);
    (field.x0, field.dx, field.y0, field.dy) = (359.0, 1.0, -1.0, 1.0);
    let place = field.projection.inverse(0.5, 0.0);
    assert!((field.at(place, 0.0).expect("sound parameters").east_m - 1.5).abs() < 1e-9);
}
