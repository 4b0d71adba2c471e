//! The hot paths: one drifting element, one pass, one look at the land mask.

use divan::{Bencher, black_box};
use geo::{LineString, MultiPolygon, Polygon};
use sarex_model::detection::pass_potential;
use sarex_model::field::VectorField;
use sarex_model::land::LandMask;
use sarex_model::leeway::{Coefficients, Side, class};
use sarex_model::position::{LocalFrame, Position, Vec2};
use sarex_model::rng::{Draw, Purpose};

fn main() {
    divan::main();
}

fn place(counter: u64) -> Position {
    let mut draw = Draw::new(1, Purpose::Misc, 0, counter);
    Position::new(35.0 + 2.0 * draw.unit(), 130.0 + 3.0 * draw.unit())
}

fn places() -> Vec<Position> {
    (0..1024).map(place).collect()
}

/// 3 x 3 degrees at 0.05, 48 hours.
fn field() -> VectorField {
    let count = 61 * 61 * 49;
    let value = |i: usize| (i % 97) as f32 * 0.01 - 0.3;
    VectorField {
        name: "wind".to_owned(),
        lon0_deg: 130.0,
        dlon_deg: 0.05,
        nlon: 61,
        lat0_deg: 34.5,
        dlat_deg: 0.05,
        nlat: 61,
        times_s: (0..49).map(|hour| f64::from(hour) * 3600.0).collect(),
        east: (0..count).map(value).collect(),
        north: (0..count).map(|i| value(i + 31)).collect(),
    }
}

fn element() -> Coefficients {
    Coefficients::draw(class("PIW-1").expect("in the table"), Side::Right, &mut Draw::new(1, Purpose::Leeway, 0, 0))
}

/// Time for 1024 elements: divide by 1024.
#[divan::bench]
fn field_at_x1024(bencher: Bencher) {
    let (field, places) = (field(), places());
    bencher.bench_local(|| {
        places.iter().map(|p| field.at(*p, black_box(40_000.0)).map_or(0.0, |v| v.east_m)).sum::<f64>()
    });
}

#[divan::bench]
fn leeway_velocity_x1024(bencher: Bencher) {
    let element = element();
    let winds: Vec<Vec2> = places().iter().map(|p| Vec2::new(p.lat_deg, p.lon_deg)).collect();
    bencher.bench_local(|| winds.iter().map(|w| black_box(&element).velocity(*w).east_m).sum::<f64>());
}

/// Wind, current, leeway and the move of one element, 1024 times.
#[divan::bench]
fn element_step_x1024(bencher: Bencher) {
    let (wind, current, element, mut places) = (field(), field(), element(), places());
    let frame = LocalFrame::new(Position::new(36.0, 131.5));
    bencher.bench_local(|| {
        for place in &mut places {
            let blow = wind.at(*place, 40_000.0).unwrap_or_default();
            let set = current.at(*place, 40_000.0).unwrap_or_default();
            let speed = black_box(&element).velocity(blow) + set;
            *place = frame.to_position(frame.to_local(*place) + speed * 0.01);
        }
    });
}

#[divan::bench]
fn pass_potential_x1024(bencher: Bencher) {
    let frame = LocalFrame::new(Position::new(36.0, 131.5));
    let local: Vec<Vec2> = places().iter().map(|p| frame.to_local(*p)).collect();
    bencher.bench_local(|| local.windows(2).map(|ab| pass_potential(900.0, ab[0], ab[1], 30_000.0)).sum::<f64>());
}

#[divan::bench]
fn land_lookup_x1024(bencher: Bencher) {
    let (mask, places) = (mask(1000), places());
    bencher.bench_local(|| places.iter().filter(|p| mask.is_land(**p)).count());
}

/// 1.5 million cells, a coast of 100 000 points.
#[divan::bench(sample_count = 10)]
fn rasterise(bencher: Bencher) {
    bencher.bench_local(|| mask(100_000));
}

fn mask(points: u32) -> LandMask {
    let ring = (0..points).map(|i| {
        let bearing = f64::from(i) * 360.0 / f64::from(points);
        let v = Vec2::from_polar(bearing, 1.0 + 0.2 * f64::from(i % 7) / 7.0);
        (131.5 + v.east_m, 36.0 + v.north_m)
    });
    let polygon = Polygon::new(LineString::from_iter(ring), Vec::new());
    LandMask::rasterise((130.0, 34.5, 133.0, 37.5), 3.0 / 1225.0, &MultiPolygon::new(vec![polygon]))
}
