//! A Mercator window on the chart.

use sarex_model::{
    math,
    position::{Position, Vec2, metres_per_degree},
};

/// A rectangle of sea and its place in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    centre_lon: f64,
    /// Degrees from the middle meridian to either side.
    half_lon: f64,
    /// Mercator ordinate of the top edge, degrees.
    top_ordinate: f64,
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Poles cannot be drawn.
const MOST_LAT: f64 = 85.0;
/// The least half side, degrees.
const LEAST_HALF: f64 = 0.04;
const LEAST_HEIGHT: f64 = 420.0;
const MOST_HEIGHT: f64 = 820.0;

/// Mercator ordinate in degrees of longitude.
fn ordinate(lat_deg: f64) -> f64 {
    let lat = math::radians(lat_deg.clamp(-MOST_LAT, MOST_LAT));
    math::degrees(math::ln(math::tan(0.25 * std::f64::consts::PI + 0.5 * lat)))
}

fn latitude(ordinate: f64) -> f64 {
    math::degrees(2.0 * math::atan(math::exp(math::radians(ordinate))) - 0.5 * std::f64::consts::PI)
}

impl Window {
    /// The window that shows all these places with a margin, `width` wide; its height follows, within bounds.
    pub fn around(places: impl Iterator<Item = Position>, left: f64, top: f64, width: f64) -> Option<Self> {
        let mut reference = None;
        let (mut west, mut east, mut low, mut high) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        for place in places.filter(|p| p.is_valid()) {
            let from = *reference.get_or_insert(place.lon_deg);
            let lon = from + math::wrap_180(place.lon_deg - from);
            let y = ordinate(place.lat_deg);
            (west, east, low, high) = (west.min(lon), east.max(lon), low.min(y), high.max(y));
        }
        reference?;
        let half_lon = (0.5 * (east - west) * 1.12).clamp(LEAST_HALF, 179.0);
        let half_y = (0.5 * (high - low) * 1.12).max(LEAST_HALF);
        let height = (width * half_y / half_lon).clamp(LEAST_HEIGHT, MOST_HEIGHT);
        // One scale in both directions: the side with room to spare shows more sea.
        let half_lon = half_lon.max(half_y * width / height);
        let half_y = half_lon * height / width;
        let centre_lon = 0.5 * (west + east);
        Some(Self { centre_lon, half_lon, top_ordinate: 0.5 * (low + high) + half_y, left, top, width, height })
    }

    /// Where a place lies in the picture.
    pub fn xy(&self, at: Position) -> (f64, f64) {
        self.xy_of(at.lon_deg, at.lat_deg)
    }

    /// Where degrees east and north lie in the picture.
    pub fn xy_of(&self, lon_deg: f64, lat_deg: f64) -> (f64, f64) {
        let scale = self.scale();
        let x = self.left + 0.5 * self.width + math::wrap_180(lon_deg - self.centre_lon) * scale;
        (x, self.top + (self.top_ordinate - ordinate(lat_deg)) * scale)
    }

    /// West, south, east, north in degrees; east may exceed 180.
    pub fn bounds(&self) -> [f64; 4] {
        let south = latitude(self.top_ordinate - self.height / self.scale());
        let (west, east) = (self.centre_lon - self.half_lon, self.centre_lon + self.half_lon);
        [west, south, east, latitude(self.top_ordinate)]
    }

    pub fn contains(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.left + self.width).contains(&x) && (self.top..=self.top + self.height).contains(&y)
    }

    /// Units of the picture in a metre at this place.
    pub fn per_metre(&self, at: Position) -> f64 {
        self.scale() / metres_per_degree(at.lat_deg).1
    }

    /// The middle of the window.
    pub fn centre(&self) -> Position {
        let [_, south, _, north] = self.bounds();
        Position::new(0.5 * (south + north), math::wrap_180(self.centre_lon))
    }

    /// A place so many metres away from another.
    pub fn beside(at: Position, bearing_deg: f64, metres: f64) -> Position {
        at.moved(Vec2::from_polar(bearing_deg, metres))
    }

    fn scale(&self) -> f64 {
        0.5 * self.width / self.half_lon
    }
}

/// Cuts a ring to the window with a margin (Sutherland and Hodgman 1974), so that a coast far outside costs nothing.
pub(super) fn clip(ring: Vec<(f64, f64)>, window: &Window) -> Vec<(f64, f64)> {
    const MARGIN: f64 = 6.0;
    type Side = (fn((f64, f64)) -> f64, f64);
    let sides: [Side; 4] = [
        (|p| p.0, window.left - MARGIN),
        (|p| -p.0, -(window.left + window.width + MARGIN)),
        (|p| p.1, window.top - MARGIN),
        (|p| -p.1, -(window.top + window.height + MARGIN)),
    ];
    sides.into_iter().fold(ring, |ring, (value, limit)| {
        let mut kept = Vec::with_capacity(ring.len());
        for (k, &here) in ring.iter().enumerate() {
            let before = ring[(k + ring.len() - 1) % ring.len()];
            let (a, b) = (value(before) - limit, value(here) - limit);
            if (a < 0.0) != (b < 0.0) {
                let share = a / (a - b);
                kept.push((before.0 + share * (here.0 - before.0), before.1 + share * (here.1 - before.1)));
            }
            if b >= 0.0 {
                kept.push(here);
            }
        }
        kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_its_places_and_keeps_the_scale() {
        let places = [Position::new(36.0, 131.0), Position::new(37.0, 133.0)];
        let window = Window::around(places.into_iter(), 10.0, 20.0, 900.0).unwrap();
        assert!(places.iter().all(|p| window.contains(window.xy(*p))));
        let (a, b) = (window.xy(Position::new(36.5, 132.0)), window.xy(Position::new(36.51, 132.0)));
        // Conformal: a hundredth of a degree of latitude is as long as it should be.
        let metres = 0.01 * metres_per_degree(36.5).0;
        let drawn = (a.1 - b.1) / window.per_metre(Position::new(36.505, 132.0));
        assert!((drawn / metres - 1.0).abs() < 0.01, "{drawn} {metres}");
        assert!(Window::around(std::iter::empty(), 0.0, 0.0, 900.0).is_none());
        let [west, south, east, north] = window.bounds();
        assert!(west < 131.0 && east > 133.0 && south < 36.0 && north > 37.0);
    }

    #[test]
    fn a_ring_is_cut_to_the_window() {
        let window = Window::around([Position::new(0.0, 0.0)].into_iter(), 0.0, 0.0, 500.0).unwrap();
        let huge = vec![(-1e6, -1e6), (1e6, -1e6), (1e6, 1e6), (-1e6, 1e6)];
        let cut = clip(huge, &window);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|p| p.0.abs() < 600.0 && p.1.abs() < 900.0));
        assert!(clip(vec![(-90.0, -90.0), (-80.0, -90.0), (-80.0, -80.0)], &window).is_empty());
    }
}
