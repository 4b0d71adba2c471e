//! Checks of inputs that gather every finding before anything is calculated.

use sarex_files::finding::{Finding, did_you_mean};
use sarex_model::position::{self, Position};

/// Findings so far.
#[derive(Default)]
pub(super) struct Checks {
    findings: Vec<Finding>,
}

/// Bounds of a kind of number.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    low: f64,
    high: f64,
    unit: &'static str,
}

const fn bounds(low: f64, high: f64, unit: &'static str) -> Bounds {
    Bounds { low, high, unit }
}

/// Any direction; -360 allows "20 degrees left of north".
pub(super) const DIRECTION: Bounds = bounds(-360.0, 360.0, "degrees");
/// Wind speed.
pub(super) const WIND_KN: Bounds = bounds(0.0, 200.0, "kn");
/// Speed of water, leeway or an error of them.
pub(super) const CURRENT_KN: Bounds = bounds(0.0, 30.0, "kn");
/// Speed of a craft.
pub(super) const SPEED_KN: Bounds = bounds(0.1, 1000.0, "kn");
/// A distance or an error of position.
pub(super) const DISTANCE_NM: Bounds = bounds(0.0, 5000.0, "NM");
/// A distance that divides.
pub(super) const LENGTH_NM: Bounds = bounds(0.001, 5000.0, "NM");
/// A length of time.
pub(super) const HOURS: Bounds = bounds(0.0, 2400.0, "h");
/// A factor.
pub(super) const FACTOR: Bounds = bounds(0.0, 10.0, "");
/// A search factor fs.
pub(super) const SEARCH_FACTOR: Bounds = bounds(0.05, 6.0, "");
/// A probability or share.
pub(super) const SHARE: Bounds = bounds(0.0, 1.0, "");
/// An area or effort.
pub(super) const AREA_NM2: Bounds = bounds(0.0, 1e8, "NM2");
/// An area that divides.
pub(super) const LENGTH_NM2: Bounds = bounds(1e-6, 1e8, "NM2");
/// A number of no stated kind that is 0 or more.
pub(super) const AMOUNT: Bounds = bounds(0.0, 1e6, "");
/// An altitude or eye height.
pub(super) const HEIGHT_FT: Bounds = bounds(0.1, 60_000.0, "ft");
/// A visibility, NM or km.
pub(super) const VISIBILITY: Bounds = bounds(0.01, 200.0, "");
/// A median survival time.
pub(super) const MEDIAN_HOURS: Bounds = bounds(0.01, 2400.0, "h");
/// Spread of a log-normal curve.
pub(super) const SPREAD: Bounds = bounds(0.01, 5.0, "");
/// Temperature of sea water.
pub(super) const WATER_C: Bounds = bounds(-2.0, 40.0, "C");

/// An angle to either side.
pub(super) const fn bounds_of_angle() -> Bounds {
    bounds(0.0, 90.0, "degrees")
}

/// A relative deviation in %, which may exceed 100.
pub(super) const fn bounds_of_wide_percent() -> Bounds {
    bounds(0.0, 300.0, "%")
}

/// A share in %.
pub(super) const fn bounds_of_percent() -> Bounds {
    bounds(0.0, 100.0, "%")
}

impl Checks {
    /// Notes an error in an input.
    pub fn wrong(&mut self, place: &str, reason: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(crate::wrong(place, reason, remedy));
    }

    /// A number within bounds; otherwise a finding, and NaN in its place.
    pub fn number(&mut self, place: &str, value: f64, within: Bounds) -> f64 {
        if (within.low..=within.high).contains(&value) {
            return value;
        }
        let Bounds { low, high, unit } = within;
        self.wrong(
            place,
            format!("{value} is outside {low} to {high} {unit}").trim_end().to_owned(),
            "correct the number or its unit",
        );
        f64::NAN
    }

    /// A number that may be absent.
    pub fn maybe(&mut self, place: &str, value: Option<f64>, within: Bounds) -> Option<f64> {
        value.map(|value| self.number(place, value, within))
    }

    /// A number that must be there.
    pub fn need(&mut self, place: &str, value: Option<f64>, within: Bounds, remedy: &str) -> f64 {
        match value {
            Some(value) => self.number(place, value, within),
            None => {
                self.wrong(place, "is missing", remedy);
                f64::NAN
            }
        }
    }

    /// A position written as a text.
    pub fn position(&mut self, place: &str, text: &str) -> Position {
        position::parse(text).unwrap_or_else(|error| {
            self.wrong(place, error.to_string(), "write 36-02.5N 131-11.2E or 36.03, 131.18");
            Position::new(f64::NAN, f64::NAN)
        })
    }

    /// One of several words; `_` is as good as `-`.
    pub fn choice<T: Copy>(&mut self, place: &str, text: &str, choices: &[(&str, T)]) -> Option<T> {
        let written = text.trim().replace('_', "-");
        let found = choices.iter().find(|choice| choice.0.eq_ignore_ascii_case(&written)).map(|choice| choice.1);
        if found.is_none() {
            let hint = did_you_mean(text, choices.iter().map(|choice| choice.0));
            let all: Vec<&str> = choices.iter().map(|choice| choice.0).collect();
            self.wrong(
                place,
                format!("unknown choice \"{text}\""),
                hint.unwrap_or_else(|| format!("known: {}", all.join(", "))),
            );
        }
        found
    }

    /// At most so many rows.
    pub fn rows(&mut self, place: &str, count: usize) {
        if count > crate::rows::MOST_ROWS {
            self.wrong(place, format!("{count} rows"), format!("at most {} are read", crate::rows::MOST_ROWS));
        }
    }

    /// Every finding, if there is one.
    pub fn finish(&mut self) -> Result<(), Vec<Finding>> {
        if self.findings.is_empty() { Ok(()) } else { Err(std::mem::take(&mut self.findings)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_kept() {
        let mut checks = Checks::default();
        assert!(checks.number("--x", f64::NAN, SHARE).is_nan());
        assert!(checks.need("--y", None, SHARE, "give it").is_nan());
        assert!(checks.choice("--law", "randon", &[("random", 1)]).is_none());
        assert_eq!(checks.choice("--law", "Random", &[("random", 1)]), Some(1));
        assert_eq!(checks.choice("--platform", "fixed_wing", &[("fixed-wing", 2)]), Some(2));
        assert!(!checks.position("--start", "nowhere").is_valid());
        checks.rows("--period", 1001);
        let findings = checks.finish().unwrap_err();
        assert_eq!(findings.len(), 5);
        assert!(findings[2].to_string().contains("did you mean \"random\"?"));
        assert!(checks.finish().is_ok());
    }
}
