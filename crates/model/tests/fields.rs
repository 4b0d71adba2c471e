//! Fields and the land mask.

use geo::{LineString, MultiPolygon, Polygon};
use sarex_model::field::{FieldError, FieldGap, FieldStack, ScalarField, VectorField};
use sarex_model::land::{LandMask, MAX_CELLS};
use sarex_model::position::{Position, Vec2};

/// Three columns, two rows, two times an hour apart; east is 1 more for each column, 10 for each row, 100 for the time.
fn field() -> VectorField {
    VectorField {
        name: "wind".to_owned(),
        lon0_deg: 130.0,
        dlon_deg: 0.5,
        nlon: 3,
        lat0_deg: 36.0,
        dlat_deg: 1.0,
        nlat: 2,
        times_s: vec![0.0, 3600.0],
        east: vec![0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 100.0, 101.0, 102.0, 110.0, 111.0, 112.0],
        north: vec![1.0; 12],
    }
}

#[track_caller]
fn check(field: &VectorField, lat: f64, lon: f64, time_s: f64, expected: Result<f64, FieldGap>) {
    let answer = field.at(Position::new(lat, lon), time_s).map(|v| v.east_m);
    match (answer, expected) {
        (Ok(a), Ok(e)) => assert!((a - e).abs() < 1e-9, "{a} {e}"),
        (a, e) => assert_eq!(a, e),
    }
}

#[test]
fn values_are_linear_in_place_and_time() {
    let field = field();
    assert_eq!(field.validate(), Ok(()));
    check(&field, 36.0, 130.0, 0.0, Ok(0.0));
    check(&field, 36.5, 130.75, 1800.0, Ok(1.5 + 5.0 + 50.0));
    check(&field, 37.0, 131.0, 3600.0, Ok(112.0));
}

#[test]
fn outside_is_a_gap() {
    let mut field = field();
    check(&field, 35.9, 130.5, 0.0, Err(FieldGap::OutsideArea));
    check(&field, 36.5, 131.1, 0.0, Err(FieldGap::OutsideArea));
    check(&field, 36.5, 129.9, 0.0, Err(FieldGap::OutsideArea));
    check(&field, f64::NAN, 130.5, 0.0, Err(FieldGap::OutsideArea));
    check(&field, 36.5, 130.5, 3600.1, Err(FieldGap::OutsideTime));
    check(&field, 36.5, 130.5, -0.1, Err(FieldGap::OutsideTime));
    field.times_s.truncate(1);
    field.east.truncate(6);
    field.north.truncate(6);
    assert_eq!(field.validate(), Ok(()));
    check(&field, 36.0, 130.5, 1e9, Ok(1.0));
}

#[test]
fn missing_corners_are_left_out_while_enough_remain() {
    let mut field = field();
    for index in [0, 3, 4] {
        field.east[index] = f32::NAN;
        field.north[index] = f32::NAN;
    }
    assert_eq!(field.validate(), Ok(()));
    // Only the south-eastern corner of the western cell is there, with weight x (1 - y).
    check(&field, 36.0, 130.25, 0.0, Ok(1.0));
    check(&field, 36.4, 130.25, 0.0, Ok(1.0));
    check(&field, 36.6, 130.25, 0.0, Err(FieldGap::Missing));
    // Both times are needed between them.
    check(&field, 36.6, 130.25, 1800.0, Err(FieldGap::Missing));
    check(&field, 36.6, 130.25, 3600.0, Ok(106.5));
}

#[test]
fn a_field_with_a_wrong_shape_is_refused() {
    let wrong = |change: fn(&mut VectorField)| {
        let mut field = field();
        change(&mut field);
        field.validate().expect_err("a wrong field").to_string()
    };
    assert_eq!(wrong(|f| f.nlon = 1), "field \"wind\": a grid needs two rows and two columns");
    assert_eq!(wrong(|f| f.dlat_deg = -1.0), "field \"wind\": the steps must be above zero, rows from south to north");
    assert_eq!(wrong(|f| f.lat0_deg = 89.5), "field \"wind\": the grid starts or ends off the globe");
    assert_eq!(wrong(|f| f.times_s[1] = 0.0), "field \"wind\": times must be finite and rise, see number 1");
    assert_eq!(wrong(|f| f.times_s.clear()), "field \"wind\": times must be finite and rise, see number 0");
    assert_eq!(wrong(|f| f.east.truncate(3)), "field \"wind\": 3 values where the grid has 12");
    assert_eq!(wrong(|f| f.nlat = usize::MAX), "field \"wind\": the grid starts or ends off the globe");
    let half = wrong(|f| f.east[4] = f32::NAN);
    assert_eq!(half, FieldError::Value { name: "wind".to_owned(), index: 4 }.to_string());
    // Even unchecked, a field that is too short gives a gap and no panic.
    let mut short = field();
    short.east.truncate(3);
    check(&short, 36.5, 130.5, 0.0, Err(FieldGap::Missing));
}

#[test]
fn a_grid_round_the_globe_closes() {
    let mut globe = field();
    (globe.lon0_deg, globe.dlon_deg) = (0.0, 120.0);
    assert_eq!(globe.validate(), Ok(()));
    check(&globe, 36.0, -60.0, 0.0, Ok(1.0));
    check(&globe, 36.0, -1e-13, 0.0, Ok(0.0));
    check(&globe, 36.0, 179.0, 0.0, Ok(1.0 + 59.0 / 120.0));
    // Over the date line, with a grid that starts west of it.
    let mut pacific = field();
    pacific.lon0_deg = 179.5;
    check(&pacific, 36.0, -179.75, 0.0, Ok(1.5));
}

#[test]
fn a_stack_takes_the_first_field_that_has_a_value() {
    let place = Position::new(36.0, 130.0);
    let mut stack = FieldStack { layers: vec![field(), field()], fallback: None };
    stack.layers[0].lat0_deg = 50.0;
    assert_eq!(stack.at(place, 0.0).map(|v| v.east_m), Ok(0.0));
    assert_eq!(stack.at(place, 9e9), Err(FieldGap::OutsideTime));
    assert_eq!(FieldStack::default().at(place, 0.0), Err(FieldGap::OutsideArea));
    stack.fallback = Some(Vec2::new(3.0, 4.0));
    assert_eq!(stack.at(place, 9e9), Ok(Vec2::new(3.0, 4.0)));
    let words = FieldGap::OutsideTime.explain("wind", place, 7200.0);
    assert_eq!(words, "wind at 36-00.00N 130-00.00E, 7200 s after the start: outside the time of the data");
}

#[test]
fn a_scalar_field_answers_likewise() {
    let VectorField { name, lon0_deg, dlon_deg, nlon, lat0_deg, dlat_deg, nlat, times_s, east: values, .. } = field();
    let mut depth = ScalarField { name, lon0_deg, dlon_deg, nlon, lat0_deg, dlat_deg, nlat, times_s, values };
    assert_eq!(depth.validate(), Ok(()));
    let at = |depth: &ScalarField| depth.at(Position::new(36.5, 130.75), 1800.0);
    assert!((at(&depth).expect("a value") - 56.5).abs() < 1e-9);
    depth.values[1] = f32::INFINITY;
    assert!(depth.validate().is_err());
    depth.values.truncate(2);
    assert_eq!(at(&depth), Err(FieldGap::Missing));
}

fn square(west: f64, south: f64, size: f64) -> LineString<f64> {
    LineString::from(vec![(west, south), (west + size, south), (west + size, south + size), (west, south + size)])
}

/// An island of 1 x 1 degree with a lake of 0.2 degrees, and a second polygon that overlaps the first.
fn island() -> LandMask {
    let first = Polygon::new(square(130.0, 36.0, 1.0), vec![square(130.4, 36.4, 0.2)]);
    let second = Polygon::new(square(130.9, 36.9, 0.5), Vec::new());
    LandMask::rasterise((129.0, 35.0, 132.0, 38.0), 0.01, &MultiPolygon::new(vec![first, second]))
}

#[test]
fn land_is_where_the_polygons_are() {
    let mask = island();
    assert_eq!((mask.ncols, mask.nrows), (300, 300));
    let land = |lat, lon| mask.is_land(Position::new(lat, lon));
    assert!(land(36.1, 130.1) && land(36.995, 130.995) && land(37.3, 131.3));
    assert!(!land(36.5, 130.5), "the lake");
    assert!(!land(35.99, 130.5) && !land(36.5, 131.01) && !land(50.0, 130.5) && !land(f64::NAN, 0.0));
    assert!(mask.covers(Position::new(35.5, 129.5)) && !mask.covers(Position::new(34.9, 129.5)));
    let cells: u32 = mask.bits.iter().map(|word| word.count_ones()).sum();
    // One square degree less the lake, and a quarter of one less the corner in common: 9600 + 2500 - 100.
    assert_eq!(cells, 12_000);
}

#[test]
fn a_way_over_land_is_found() {
    let mask = island();
    let hit = mask.segment_crosses(Position::new(36.2, 129.5), Position::new(36.2, 131.5)).expect("the island");
    assert!((hit.lon_deg - 130.0).abs() < 0.01 && (hit.lat_deg - 36.2).abs() < 1e-9);
    assert_eq!(mask.segment_crosses(Position::new(35.5, 129.5), Position::new(35.5, 131.5)), None);
    let still = Position::new(36.2, 130.2);
    assert_eq!(mask.segment_crosses(still, still), Some(still));
    assert_eq!(LandMask::empty().segment_crosses(still, Position::new(10.0, 10.0)), None);
    assert!(!LandMask::empty().is_land(still) && !LandMask::empty().covers(still));
}

#[test]
fn odd_requests_give_a_mask() {
    let none = MultiPolygon::new(Vec::new());
    assert_eq!(LandMask::rasterise((1.0, 1.0, 1.0, 2.0), 0.1, &none), LandMask::empty());
    assert_eq!(LandMask::rasterise((0.0, 0.0, 1.0, f64::NAN), 0.1, &none), LandMask::empty());
    assert_eq!(LandMask::rasterise((0.0, 0.0, 1.0, 1.0), 0.0, &none), LandMask::empty());
    let fine = LandMask::rasterise((0.0, 0.0, 360.0, 90.0), 1e-6, &none);
    assert!(fine.ncols * fine.nrows <= MAX_CELLS && fine.cell_deg > 0.01);
    // A mask read from elsewhere with too few bits is sea there.
    let mut short = island();
    short.bits.truncate(1);
    assert!(!short.is_land(Position::new(36.2, 130.2)));
}
