//! Visual sweep width by day, from the printed tables.
//!
//! `W = W0 * weather * speed * fatigue`. W0 is interpolated between printed heights and visibilities. Beyond the table the
//! nearest printed figure is used, scaled down where it must be, and a note says so.
//!
//! Night, radar, infrared and drones have no published table at hand; nothing here pretends to one.
//!
//! # References
//! USCG Addendum COMDTINST M16130.2F; IAMSAR Vol. III for the merchant bridge; AMSA NATSAR for flotation and fatigue. See
//! `tables/README.md`.

mod corrections;
mod objects;
mod table;
mod vessel;
mod worksheet;

pub use objects::{PIW_FLOTATION, object_for_leeway, object_ids};
pub use vessel::{VesselWidth, vessel_objects, vessel_width};
pub use worksheet::{
    CoastalObject, PrintedCells, WeatherSource, coastal_first_spacing_nm, fatigue_factor, is_small as is_small_object,
    least_recommended_coverage, printed_cells, search_endurance_fraction, speed_is_beyond, weather_factor,
};

use objects::is_small;
use serde::{Deserialize, Serialize};
use table::{Beyond, tables};
use thiserror::Error;

/// From where the look-out looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Platform {
    /// An aeroplane.
    FixedWing,
    /// A helicopter.
    Helicopter,
    /// A boat or ship with an eye height of 8 to 14 ft; higher eyes get the figures of 14 ft.
    Boat,
    /// The bridge of a merchant ship; its height does not matter.
    MerchantBridge,
}

/// Who looks, from where, in what conditions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookOut {
    /// From where.
    pub platform: Platform,
    /// Altitude or eye height, feet.
    pub height_ft: f64,
    /// Search speed, knots; it counts for aircraft only.
    pub speed_kn: f64,
    /// Meteorological visibility, NM.
    pub visibility_nm: f64,
    /// Wind speed, knots.
    pub wind_kn: f64,
    /// Significant wave height, feet.
    pub wave_height_ft: f64,
    /// Whether the crew reports fatigue.
    pub fatigued: bool,
}

/// A sweep width with all that went into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepWidth {
    /// Table value, NM.
    pub uncorrected_nm: f64,
    /// Factor for wind and sea.
    pub weather: f64,
    /// Factor for search speed.
    pub speed: f64,
    /// Factor for fatigue.
    pub fatigue: f64,
    /// Product of the four, NM.
    pub corrected_nm: f64,
    /// Where the table was left or stretched, in words.
    pub notes: Vec<String>,
}

/// Why there is no sweep width.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SweepError {
    /// No such object in the tables.
    #[error("no sweep width is printed for \"{object}\" (did you mean \"{nearest}\"?)")]
    UnknownObject {
        /// What was asked for.
        object: String,
        /// The nearest id.
        nearest: String,
    },
    /// The table for this platform has no row for the object or anything smaller.
    #[error("no sweep width is printed for \"{object}\" from {platform:?}")]
    NotFromHere {
        /// The object.
        object: String,
        /// The platform.
        platform: Platform,
    },
    /// A negative number or none at all.
    #[error("{what} must be a number of 0 or more, not {value}")]
    BadCondition {
        /// Which condition.
        what: &'static str,
        /// Its value.
        value: f64,
    },
}

/// The sweep width of an object for a look-out.
///
/// # Errors
/// [`SweepError`] for an object that is not in the tables or a condition that is no number.
/// # References
/// USCG Addendum COMDTINST M16130.2F and the others of this module.
pub fn sweep_width_nm(object: &str, look_out: &LookOut) -> Result<SweepWidth, SweepError> {
    check_conditions(look_out)?;
    if !object_ids().contains(&object) {
        let nearest = objects::nearest_id(object).to_owned();
        return Err(SweepError::UnknownObject { object: object.to_owned(), nearest });
    }
    let row = if object == PIW_FLOTATION { "piw" } else { object };
    let mut notes = Vec::new();
    let printed = table_width(row, look_out, &mut notes)
        .ok_or_else(|| SweepError::NotFromHere { object: object.to_owned(), platform: look_out.platform })?;
    let flotation = if object == PIW_FLOTATION { corrections::flotation(look_out, &mut notes) } else { 1.0 };
    let uncorrected_nm = printed * flotation;
    let weather = corrections::weather(is_small(row), look_out);
    let speed = corrections::speed(row, look_out, &mut notes);
    let fatigue = corrections::fatigue(look_out);
    let corrected_nm = uncorrected_nm * weather * speed * fatigue;
    Ok(SweepWidth { uncorrected_nm, weather, speed, fatigue, corrected_nm, notes })
}

fn check_conditions(look_out: &LookOut) -> Result<(), SweepError> {
    let conditions = [
        ("height", look_out.height_ft),
        ("speed", look_out.speed_kn),
        ("visibility", look_out.visibility_nm),
        ("wind", look_out.wind_kn),
        ("wave height", look_out.wave_height_ft),
    ];
    match conditions.into_iter().find(|(_, value)| !(value.is_finite() && *value >= 0.0)) {
        Some((what, value)) => Err(SweepError::BadCondition { what, value }),
        None => Ok(()),
    }
}

/// Table value between heights and visibilities, with notes where the table ends.
fn table_width(object: &str, look_out: &LookOut, notes: &mut Vec<String>) -> Option<f64> {
    let row = if look_out.platform == Platform::MerchantBridge {
        let (row, of) = objects::merchant_row(object)?;
        if let Some(of) = of {
            notes.push(format!("merchant bridge: no row for {object}, that of the smaller {of} used"));
        }
        row
    } else {
        object
    };
    let levels = tables().levels(look_out.platform, row)?;
    let (low, high, share, beyond) = table::bracket(levels.iter().map(|level| level.height_ft), look_out.height_ft)?;
    if look_out.platform != Platform::MerchantBridge {
        note_height(beyond, look_out.height_ft, notes);
    }
    let (below, beyond) = levels[low].width_nm(look_out.visibility_nm)?;
    let (above, _) = levels[high].width_nm(look_out.visibility_nm)?;
    let visibility = look_out.visibility_nm;
    match beyond {
        Beyond::Above(top) => notes.push(format!("visibility {visibility} NM beyond the table: {top} NM used")),
        Beyond::Below(least) => {
            notes.push(format!(
                "visibility {visibility} NM below the table: the figure of {least} NM scaled down in proportion"
            ));
        }
        Beyond::No => {}
    }
    Some(below + (above - below) * share)
}

fn note_height(beyond: Beyond, height_ft: f64, notes: &mut Vec<String>) {
    match beyond {
        Beyond::Above(top) => notes.push(format!("height {height_ft} ft beyond the table: {top} ft used")),
        Beyond::Below(least) => notes.push(format!("height {height_ft} ft below the table: {least} ft used")),
        Beyond::No => {}
    }
}
