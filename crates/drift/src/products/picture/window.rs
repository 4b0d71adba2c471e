//! A Mercator window in the picture.

use sarex_model::math;
use sarex_model::position::{Position, metres_per_degree};

/// A box of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub fn contains(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right()).contains(&x) && (self.top..=self.bottom()).contains(&y)
    }
}

/// A rectangle of sea and its place in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub frame: Frame,
    centre_lon: f64,
    /// Degrees from the middle meridian to either side.
    half_lon: f64,
    /// Mercator ordinate of the top edge, degrees.
    top_ordinate: f64,
}

/// Poles cannot be drawn.
const MOST_LAT: f64 = 85.0;
/// The least half side, degrees.
const LEAST_HALF: f64 = 0.04;
/// Room about what must be seen.
const MARGIN: f64 = 1.22;

/// Mercator ordinate in degrees of longitude.
fn ordinate(lat_deg: f64) -> f64 {
    let lat = math::radians(lat_deg.clamp(-MOST_LAT, MOST_LAT));
    math::degrees(math::ln(math::tan(0.25 * std::f64::consts::PI + 0.5 * lat)))
}

fn latitude(ordinate: f64) -> f64 {
    math::degrees(2.0 * math::atan(math::exp(math::radians(ordinate))) - 0.5 * std::f64::consts::PI)
}

impl Window {
    /// The window that fills the frame and shows all these places with a margin; none when no place is valid.
    pub fn around(places: impl Iterator<Item = Position>, frame: Frame) -> Option<Self> {
        let mut reference = None;
        let (mut west, mut east, mut low, mut high) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        for place in places.filter(|p| p.is_valid()) {
            let from = *reference.get_or_insert(place.lon_deg);
            let lon = from + math::wrap_180(place.lon_deg - from);
            let y = ordinate(place.lat_deg);
            (west, east, low, high) = (west.min(lon), east.max(lon), low.min(y), high.max(y));
        }
        reference?;
        let half_lon = (0.5 * (east - west) * MARGIN).clamp(LEAST_HALF, 179.0);
        let half_y = (0.5 * (high - low) * MARGIN).max(LEAST_HALF);
        // One scale in both directions: the side with room to spare shows more sea.
        let half_lon = half_lon.max(half_y * frame.width / frame.height).min(179.0);
        let half_y = half_lon * frame.height / frame.width;
        Some(Self { frame, centre_lon: 0.5 * (west + east), half_lon, top_ordinate: 0.5 * (low + high) + half_y })
    }

    /// Where a place lies in the picture.
    pub fn xy(&self, at: Position) -> (f64, f64) {
        self.xy_of(self.centre_lon + math::wrap_180(at.lon_deg - self.centre_lon), at.lat_deg)
    }

    /// Where degrees east, on the turn of the window, and north lie in the picture.
    pub fn xy_of(&self, lon_deg: f64, lat_deg: f64) -> (f64, f64) {
        let scale = self.scale();
        let x = self.frame.left + 0.5 * self.frame.width + (lon_deg - self.centre_lon) * scale;
        (x, self.frame.top + (self.top_ordinate - ordinate(lat_deg)) * scale)
    }

    /// West, south, east, north in degrees; east may exceed 180.
    pub fn bounds(&self) -> [f64; 4] {
        let south = latitude(self.top_ordinate - self.frame.height / self.scale());
        let (west, east) = (self.centre_lon - self.half_lon, self.centre_lon + self.half_lon);
        [west, south, east, latitude(self.top_ordinate)]
    }

    /// Latitude of the middle of the picture.
    pub fn middle_lat_deg(&self) -> f64 {
        latitude(self.top_ordinate - 0.5 * self.frame.height / self.scale())
    }

    /// Units of the picture in a metre at a latitude.
    pub fn per_metre(&self, lat_deg: f64) -> f64 {
        self.scale() / metres_per_degree(lat_deg).1
    }

    fn scale(&self) -> f64 {
        0.5 * self.frame.width / self.half_lon
    }
}

/// Cuts a ring to a frame with a margin (Sutherland and Hodgman 1974), so that a coast far outside costs nothing.
pub(super) fn clip(ring: Vec<(f64, f64)>, frame: &Frame) -> Vec<(f64, f64)> {
    const MARGIN: f64 = 8.0;
    type Side = (fn((f64, f64)) -> f64, f64);
    let sides: [Side; 4] = [
        (|p| p.0, frame.left - MARGIN),
        (|p| -p.0, -(frame.right() + MARGIN)),
        (|p| p.1, frame.top - MARGIN),
        (|p| -p.1, -(frame.bottom() + MARGIN)),
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

    const FRAME: Frame = Frame { left: 10.0, top: 20.0, width: 900.0, height: 700.0 };

    #[test]
    fn a_window_holds_its_places_and_keeps_the_scale() {
        let places = [Position::new(36.0, 179.5), Position::new(37.0, -179.0)];
        let window = Window::around(places.into_iter(), FRAME).unwrap();
        assert!(places.iter().all(|p| FRAME.contains(window.xy(*p))));
        let (a, b) = (window.xy(Position::new(36.5, 180.0)), window.xy(Position::new(36.51, 180.0)));
        let metres = 0.01 * metres_per_degree(36.5).0;
        assert!(((a.1 - b.1) / window.per_metre(36.505) / metres - 1.0).abs() < 0.01);
        assert!(Window::around([Position::new(f64::NAN, 0.0)].into_iter(), FRAME).is_none());
        let [west, south, east, north] = window.bounds();
        assert!(west < 179.5 && east > 181.0 && south < 36.0 && north > 37.0);
        assert!((36.0..37.0).contains(&window.middle_lat_deg()));
    }

    #[test]
    fn a_ring_is_cut_to_the_frame() {
        let cut = clip(vec![(-1e6, -1e6), (1e6, -1e6), (1e6, 1e6), (-1e6, 1e6)], &FRAME);
        assert!(cut.len() == 4 && cut.iter().all(|p| p.0.abs() < 1000.0 && p.1.abs() < 1000.0));
        assert!(clip(vec![(-90.0, -90.0), (-80.0, -90.0), (-80.0, -80.0)], &FRAME).is_empty());
    }
}
