//! Who is on board, who still fits, and how long a hoist takes: from the host's signals, NaN where it does not know.

use sarex_plugin_sdk::Ship;

/// The signals asked for, in the order of [`Cabin::of`].
pub const SIGNALS: &[&str] =
    &["ship.survivors-aboard", "ship.survivor-capacity", "ship.recovery-s-per-person", "ship.sensor-height-m"];

/// Search height where the host knows none, metres: 500 feet, as the asset library assumes.
const SEARCH_HEIGHT_M: f64 = 152.0;

/// The helicopter as the host's signals tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cabin {
    /// There is no room for another survivor.
    pub full: bool,
    /// Time of one hoist, seconds; 0 where it is not known.
    pub hoist_s: f64,
    /// Height of its search, metres.
    pub search_height_m: f64,
}

impl Cabin {
    /// Reads the signals.
    pub fn of(ship: &Ship<'_>) -> Self {
        let [aboard, capacity, hoist_s, height_m] = [0, 1, 2, 3].map(|index| ship.signal(index));
        let in_order = |value: f64| value.is_finite() && value > 0.0;
        Self {
            full: in_order(capacity) && aboard >= capacity,
            hoist_s: if in_order(hoist_s) { hoist_s.min(3_600.0) } else { 0.0 },
            search_height_m: if in_order(height_m) { height_m.min(1_500.0) } else { SEARCH_HEIGHT_M },
        }
    }
}
