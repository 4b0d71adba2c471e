//! A surface-search radar: every scan of a look has the chance of a slowly fluctuating echo.
//!
//! Swerling case 1: `Pd = Pfa^(1 / (1 + SNR))`, independent from scan to scan, with the signal falling with the fourth power
//! of range (Swerling 1960, "Probability of detection for fluctuating targets"; Skolnik, "Introduction to radar
//! systems"). The signal is set by the range of even chance. Sea clutter is not modelled: that range is for the sea of
//! the day.

use sarex_plugin_sdk::Glimpse;

/// False alarms of one scan: the usual design figure of radar texts (Skolnik).
const FALSE_ALARM: f64 = 1e-6;
/// Radar horizon, metres for the root of a height in metres: Bowditch's 1.22 NM for the root of a foot.
const HORIZON_M: f64 = 1.22 * 1_852.0 * 1.811_3;
/// Nearer than this the signal grows no more.
const LEAST_RANGE_M: f64 = 100.0;

/// The radar of a unit.
pub struct Radar {
    /// Range at which one scan has an even chance, metres.
    pub even_m: f64,
    /// Time of one scan, seconds.
    pub scan_s: f64,
    /// Height of the object's echo, metres.
    pub object_height_m: f64,
}

impl Radar {
    /// Chance that a scan of the look detects.
    pub fn chance(&self, look: &Glimpse) -> f64 {
        let roots = look.sensor_height_m.max(0.0).sqrt() + self.object_height_m.sqrt();
        // Also refuses what is no number.
        if !(look.range_m <= HORIZON_M * roots && look.dwell_s > 0.0) {
            return 0.0;
        }
        let scans = look.dwell_s / self.scan_s;
        1.0 - libm::pow(1.0 - self.scan_chance(look.range_m), scans)
    }

    /// Chance of one scan at this range.
    pub fn scan_chance(&self, range_m: f64) -> f64 {
        let ratio = self.even_m / range_m.max(LEAST_RANGE_M);
        let even_snr = libm::log(FALSE_ALARM) / libm::log(0.5) - 1.0;
        let snr = even_snr * ratio * ratio * ratio * ratio;
        libm::exp(libm::log(FALSE_ALARM) / (1.0 + snr))
    }
}
