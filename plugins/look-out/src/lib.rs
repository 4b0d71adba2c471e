//! Look-out: the eye by the inverse cube law, and a radar beside it when the scenario gives one.
//!
//! Invariant: a chance depends on its look alone. Metres, seconds, degrees.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod eye;
mod radar;
#[cfg(test)]
mod trial;

use sarex_plugin_sdk::{Glimpse, Params, SensorModel, Spec, export_sensor};

use crate::radar::Radar;

/// The sensors of one unit.
pub struct LookOut {
    /// Factor on the published sweep width.
    width_factor: f64,
    radar: Option<Radar>,
}

const FATIGUED: Spec = Spec::new("fatigued", 0.0, 0.0, 1.0);
const RADAR_EVEN: Spec = Spec::new("radar_even_m", 0.0, 0.0, 200_000.0);
const RADAR_SCAN: Spec = Spec::new("radar_scan_s", 2.5, 0.5, 60.0);
const OBJECT_HEIGHT: Spec = Spec::new("object_height_m", 1.0, 0.0, 100.0);

/// Correction of the sweep width for a crew that reports fatigue (AMSA, National SAR Manual, appendix D-5).
const FATIGUE_FACTOR: f64 = 0.9;

impl SensorModel for LookOut {
    const NAME: &'static str = "Look-out";
    /// 60 NM, beyond the horizon of an aircraft at some 600 m.
    const MAX_RANGE_M: f64 = 111_120.0;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[FATIGUED, RADAR_EVEN, RADAR_SCAN, OBJECT_HEIGHT])?;
        let even_m = params.get(RADAR_EVEN);
        let radar = Radar { even_m, scan_s: params.get(RADAR_SCAN), object_height_m: params.get(OBJECT_HEIGHT) };
        Ok(Self {
            width_factor: if params.get(FATIGUED) >= 0.5 { FATIGUE_FACTOR } else { 1.0 },
            radar: (even_m > 0.0).then_some(radar),
        })
    }

    fn detect(&self, look: &Glimpse) -> f64 {
        let by_eye = eye::chance(look, self.width_factor);
        let by_radar = self.radar.as_ref().map_or(0.0, |radar| radar.chance(look));
        let chance = 1.0 - (1.0 - by_eye) * (1.0 - by_radar);
        // Also turns what is no number into nothing seen.
        if chance > 0.0 { chance.min(1.0) } else { 0.0 }
    }
}

export_sensor!(LookOut);
