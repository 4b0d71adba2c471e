use super::*;
use crate::math;
use crate::rng::{Draw, Purpose};
use geo::{Area, Contains, Point, Polygon};
use proptest::prelude::*;

const SIGMA_DEG: f64 = 0.1;

/// Cells of a circular normal on the equator, by its distribution function.
fn normal(shape: &GridShape, lon: f64) -> Vec<f32> {
    let below = |x: f64| 0.5 * (1.0 + math::erf(x / (SIGMA_DEG * 2f64.sqrt())));
    let part = |low: f64, width: f64| below(low + width) - below(low);
    let mass = |index: usize| {
        let c = shape.centre(index);
        let (x, y) = (c.lon_deg - lon - 0.5 * shape.dlon_deg, c.lat_deg - 0.5 * shape.dlat_deg);
        (part(x, shape.dlon_deg) * part(y, shape.dlat_deg)) as f32
    };
    (0..shape.len()).map(mass).collect()
}

fn square(lon0_deg: f64, half_deg: f64, cells: usize) -> GridShape {
    let step = 2.0 * half_deg / cells as f64;
    GridShape { lon0_deg, lat0_deg: -half_deg, dlon_deg: step, dlat_deg: step, ncols: cells, nrows: cells }
}

/// The circle round a circular normal that holds a share p has the area 2 pi sigma^2 ln(1/(1-p)); at one half 2 pi ln 2
/// sigma^2 (the circular error probable, 1.1774 sigma). Tolerance 1.5 %: cells of a tenth of sigma, smoothed twice.
#[test]
fn val_circle_of_a_normal() {
    let shape = square(129.5, 0.5, 100);
    let mass = normal(&shape, 130.0);
    let (north, east) = crate::position::metres_per_degree(0.0);
    for (contour, share) in contours(&shape, &mass, 2, &[0.5, 0.75, 0.95]).iter().zip([0.5, 0.75, 0.95]) {
        let expected = -2.0 * std::f64::consts::PI * math::ln(1.0 - share) * SIGMA_DEG * SIGMA_DEG * north * east;
        assert!((contour.area_m2 / expected - 1.0).abs() < 0.015, "{share}: {} {expected}", contour.area_m2);
        assert_eq!(contour.polygons.0.len(), 1);
    }
}

/// 20 000 elements drawn from a normal: the outlines hold their shares of the elements within 2 points, and their areas are
/// those of the normal within 6 %.
#[test]
fn outlines_hold_their_share_of_a_sample() {
    let shape = square(-0.6, 0.6, 48);
    let mut mass = vec![0f32; shape.len()];
    let mut draw = Draw::new(7, Purpose::Misc, 0, 0);
    let n = 20_000;
    let places: Vec<(f64, f64)> = (0..n).map(|_| (SIGMA_DEG * draw.normal(), SIGMA_DEG * draw.normal())).collect();
    for (x, y) in &places {
        if let Some(cell) = shape.cell(crate::position::Position::new(*y, *x)) {
            mass[cell] += 1.0 / n as f32;
        }
    }
    let (north, east) = crate::position::metres_per_degree(0.0);
    for contour in contours(&shape, &mass, 2, &[0.5, 0.75, 0.95]) {
        let inside = places.iter().filter(|(x, y)| contour.polygons.contains(&Point::new(*x, *y))).count();
        let held = inside as f64 / f64::from(n);
        assert!((held - contour.share).abs() < 0.02, "{} {held}", contour.share);
        let normal = -2.0 * std::f64::consts::PI * math::ln(1.0 - contour.share) * SIGMA_DEG * SIGMA_DEG * north * east;
        assert!((contour.area_m2 / normal - 1.0).abs() < 0.06, "{} {}", contour.share, contour.area_m2 / normal);
    }
}

#[test]
fn rings_have_holes_and_turn_the_right_way() {
    // A ring of cells round an empty middle.
    let shape = square(0.0, 1.0, 9);
    let mut mass = vec![0f32; 81];
    for (index, m) in mass.iter_mut().enumerate() {
        let far = (index as i64 % 9 - 4).abs().max((index as i64 / 9 - 4).abs());
        *m = if far == 3 { 1.0 / 24.0 } else { 0.0 };
    }
    let outline = &contours(&shape, &mass, 1, &[0.9])[0];
    assert_eq!(outline.polygons.0.len(), 1, "{outline:?}");
    let ring = &outline.polygons.0[0];
    assert_eq!(ring.interiors().len(), 1);
    assert!(Polygon::new(ring.exterior().clone(), vec![]).signed_area() > 0.0);
    assert!(Polygon::new(ring.interiors()[0].clone(), vec![]).signed_area() < 0.0);
}

#[test]
fn the_180th_meridian_cuts_and_keeps_the_area() {
    let shape = square(179.5, 0.5, 50);
    let outline = &contours(&shape, &normal(&shape, 180.1), 1, &[0.75])[0];
    let cut = across_180(&outline.polygons);
    assert_eq!(cut.0.len(), 2);
    assert!((area_m2(&cut) / outline.area_m2 - 1.0).abs() < 1e-6);
    for polygon in &cut {
        assert!(polygon.exterior().coords().all(|c| (-180.0..=180.0).contains(&c.x)));
        assert!(polygon.signed_area() > 0.0);
        let (west, east) =
            (polygon.exterior().coords().any(|c| c.x < 0.0), polygon.exterior().coords().any(|c| c.x > 0.0));
        assert!(west != east, "a part lies on one side");
    }
}

#[test]
fn odd_masses_give_no_panic() {
    let shape = square(0.0, 1.0, 4);
    for mass in [vec![], vec![0.0; 16], vec![f32::NAN; 16], vec![f32::INFINITY; 16], vec![-1.0; 16]] {
        let found = contours(&shape, &mass, 3, &[0.5, f64::NAN, 0.0]);
        assert!(found.iter().all(|c| c.polygons.0.is_empty() && c.area_m2 == 0.0), "{mass:?}");
    }
    assert!(contours(&GridShape::default(), &[1.0], 1, &[0.5])[0].polygons.0.is_empty());
    let broken = GridShape { dlon_deg: f64::NAN, ..shape };
    assert!(contours(&broken, &[1.0; 16], 1, &[0.5])[0].polygons.0.is_empty());
    // Fewer values than cells.
    assert_eq!(contours(&shape, &[0.0, 0.0, 0.5, 0.5, 0.5], 1, &[0.5])[0].polygons.0.len(), 1);
    let endless = GridShape { ncols: usize::MAX, nrows: usize::MAX, ..shape };
    assert_eq!(contours(&endless, &[0.0, 1.0], 1, &[0.5])[0].polygons.0.len(), 1);
    // One element: an outline about as large as its cell.
    let mut one = vec![0f32; 16];
    one[5] = 1.0;
    let outline = &contours(&shape, &one, 0, &[0.95])[0];
    let cell = shape.cell_area_m2(1);
    assert!(
        outline.polygons.0.len() == 1 && (0.3..3.0).contains(&(outline.area_m2 / cell)),
        "{}",
        outline.area_m2 / cell
    );
    assert_eq!(level(&[], 0.5), f64::INFINITY);
}

proptest! {
    #[test]
    fn prop_levels_hold_their_share_and_nest(mass in prop::collection::vec(0f32..1.0, 1..200), a in 0.01f64..1.0, b in 0.01f64..1.0) {
        let (small, large) = (a.min(b), a.max(b));
        let (high, low) = (level(&mass, small), level(&mass, large));
        prop_assert!(high >= low);
        let total: f64 = mass.iter().map(|m| f64::from(*m)).sum();
        let held: f64 = mass.iter().map(|m| f64::from(*m)).filter(|m| *m >= high && *m > 0.0).sum();
        prop_assert!(total == 0.0 || held >= small * total * (1.0 - 1e-9));
        // Without the lowest of them it would be too little.
        let less: f64 = mass.iter().map(|m| f64::from(*m)).filter(|m| *m > high).sum();
        prop_assert!(total == 0.0 || less < small * total + 1e-12);
    }

    #[test]
    fn prop_regions_nest_and_rings_close(mass in prop::collection::vec(0f32..1.0, 64), passes in 1u32..4) {
        let shape = square(170.0, 10.0, 8);
        let found = contours(&shape, &mass, passes, &[0.25, 0.5, 0.95]);
        prop_assert!(found.windows(2).all(|w| w[0].level_per_m2 >= w[1].level_per_m2 && w[0].area_m2 <= w[1].area_m2));
        for polygon in found.iter().flat_map(|c| c.polygons.iter()) {
            prop_assert!(polygon.exterior().is_closed() && polygon.exterior().0.len() >= 4);
            prop_assert!(polygon.exterior().coords().all(|c| c.x.is_finite() && (-90.0..=90.0).contains(&c.y)));
            prop_assert!(polygon.signed_area() > 0.0);
        }
        let cut = across_180(&found[2].polygons);
        prop_assert!((area_m2(&cut) - found[2].area_m2).abs() <= 1e-4 * found[2].area_m2);
    }
}
