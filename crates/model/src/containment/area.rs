//! Areas of polygons on the ellipsoid, and polygons over the 180th meridian.

use crate::density::zone_m2_per_rad;
use crate::math;
use geo::orient::Direction;
use geo::{BooleanOps, BoundingRect, Coord, LineString, MapCoords, MultiPolygon, Orient, Polygon, Rect};

/// Area of polygons in degrees on WGS84, holes taken off, square metres.
///
/// Exact for sides that are straight in the cylindrical equal-area projection; for sides straight in longitude and
/// latitude the error is below 1e-6 for sides up to a tenth of a degree.
///
/// # References
/// Snyder, USGS PP 1395, section 10 (cylindrical equal-area projection of the ellipsoid).
pub fn area_m2(polygons: &MultiPolygon<f64>) -> f64 {
    let of_polygon =
        |p: &Polygon<f64>| ring_m2(p.exterior()).abs() - p.interiors().iter().map(|r| ring_m2(r).abs()).sum::<f64>();
    polygons.iter().map(of_polygon).sum()
}

fn ring_m2(ring: &LineString<f64>) -> f64 {
    let Some(first) = ring.0.first() else { return 0.0 };
    let flat: Vec<(f64, f64)> = ring
        .0
        .iter()
        .map(|c| (math::radians(c.x - first.x), zone_m2_per_rad(c.y) - zone_m2_per_rad(first.y)))
        .collect();
    0.5 * flat.windows(2).map(|w| w[0].0 * w[1].1 - w[1].0 * w[0].1).sum::<f64>()
}

/// The same polygons with longitudes from -180 to 180, cut along the 180th meridian where they cross it (RFC 7946,
/// section 3.1.9). Longitudes may be given on any turn of the globe within -540 to 540. Outer rings run counter-clockwise.
pub fn across_180(polygons: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let mut cut = Vec::new();
    for polygon in polygons {
        let Some(bounds) = polygon.bounding_rect() else { continue };
        for turn in [-360.0, 0.0, 360.0] {
            let (west, east) = (turn - 180.0, turn + 180.0);
            if bounds.max().x <= west || bounds.min().x >= east {
                continue;
            }
            let home = |c: Coord<f64>| Coord { x: (c.x - turn).clamp(-180.0, 180.0), y: c.y };
            if bounds.min().x >= west && bounds.max().x <= east {
                cut.push(polygon.map_coords(home));
                continue;
            }
            let sheet = Rect::new(Coord { x: west, y: -90.0 }, Coord { x: east, y: 90.0 }).to_polygon();
            cut.extend(polygon.intersection(&sheet).map_coords(home));
        }
    }
    MultiPolygon::new(cut).orient(Direction::Default)
}
