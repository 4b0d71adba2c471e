//! The units of the cases. Their figures are those of the asset library (`scenarios/assets.toml`, which names the
//! source of each or says that it is assumed); they are repeated here so that a score does not move when the library does.

use sarex_model::sweep::{self, LookOut, Platform};
use sarex_model::{math, units};

/// What one kind of unit can do.
pub(super) struct Craft {
    /// 0 vessel, 1 helicopter, 2 aeroplane, 3 drone.
    pub class: u32,
    pub cruise_kn: f64,
    pub search_kn: f64,
    turn_rate_dps: f64,
    endurance_h: f64,
    reserve_frac: f64,
    /// Eye height of a vessel, search height of an aircraft, metres.
    pub height_m: f64,
    /// How far from the datum it is when the search is planned, NM: assumed, from near to the edge of what leaves it
    /// time to search.
    pub away_nm: (f64, f64),
}

/// In the order of the library: kcg-1500-new, kcg-p100, kcg-aw139, kcg-ka32, kcg-cn235, uscg-scaneagle, kcg-h2uas.
pub(super) const CRAFT: [Craft; 7] = [
    vessel(18.0, 14.0, 2.0, 480.0, 12.0, (4.0, 25.0)),
    vessel(20.0, 15.0, 4.0, 27.0, 6.0, (3.0, 20.0)),
    aircraft(1, 145.0, 90.0, 3.0, (3.9, 0.1), 500.0, (20.0, 90.0)),
    aircraft(1, 92.0, 80.0, 3.0, (2.5, 0.1), 500.0, (15.0, 50.0)),
    aircraft(2, 170.0, 150.0, 3.0, (7.0, 0.1), 1_000.0, (40.0, 150.0)),
    aircraft(3, 60.0, 55.0, 3.0, (18.0, 0.1), 1_000.0, (5.0, 40.0)),
    aircraft(3, 30.0, 25.0, 20.0, (1.5, 0.15), 300.0, (1.0, 6.0)),
];

const fn vessel(
    cruise_kn: f64,
    search_kn: f64,
    turn_rate_dps: f64,
    endurance_h: f64,
    height_m: f64,
    away_nm: (f64, f64),
) -> Craft {
    Craft { class: 0, cruise_kn, search_kn, turn_rate_dps, endurance_h, reserve_frac: 0.1, height_m, away_nm }
}

const fn aircraft(
    class: u32,
    cruise_kn: f64,
    search_kn: f64,
    turn_rate_dps: f64,
    (endurance_h, reserve_frac): (f64, f64),
    height_ft: f64,
    away_nm: (f64, f64),
) -> Craft {
    let height_m = height_ft * units::M_PER_FT;
    Craft { class, cruise_kn, search_kn, turn_rate_dps, endurance_h, reserve_frac, height_m, away_nm }
}

/// The weather of a case, as the sweep width tables ask for it.
pub(super) struct Weather {
    pub visibility_nm: f64,
    pub wind_mps: f64,
    pub wave_height_m: f64,
}

impl Craft {
    /// Time away from its base with the reserve taken off, seconds.
    pub fn endurance_s(&self) -> f64 {
        self.endurance_h * 3_600.0 * (1.0 - self.reserve_frac)
    }

    /// Radius of a steady turn at search speed, metres.
    pub fn turn_radius_m(&self) -> f64 {
        units::knots(self.search_kn) / math::radians(self.turn_rate_dps)
    }

    /// Sweep width for an object of the published tables, metres; read as the exercise engine reads them.
    pub fn sweep_width_m(&self, object: &str, weather: &Weather) -> f64 {
        let look_out = |platform| LookOut {
            platform,
            height_ft: units::to_feet(self.height_m),
            speed_kn: if self.class == 0 { 0.0 } else { self.search_kn },
            visibility_nm: weather.visibility_nm,
            wind_kn: units::to_knots(weather.wind_mps),
            wave_height_ft: units::to_feet(weather.wave_height_m),
            fatigued: false,
        };
        let tables: &[Platform] = match self.class {
            // A bridge above the boat table's greatest eye height has a table of its own, with fewer objects.
            0 if self.height_m > units::feet(14.0) => &[Platform::MerchantBridge, Platform::Boat],
            0 => &[Platform::Boat],
            2 => &[Platform::FixedWing],
            _ => &[Platform::Helicopter],
        };
        let width_nm = |platform| sweep::sweep_width_nm(object, &look_out(platform)).map(|width| width.corrected_nm);
        tables.iter().find_map(|table| width_nm(*table).ok()).map_or(0.0, units::nm)
    }
}
