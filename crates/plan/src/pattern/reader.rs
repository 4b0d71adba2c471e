//! From the inputs as written to values, gathering findings.

use sarex_files::{finding::Finding, time};
use sarex_model::{
    math,
    pattern::{Conduct, DriftMethod, PatternError},
    position::{self, Position, Vec2},
    units::{knots, nm},
};

use super::inputs::{self, Inputs};
use crate::wrong;

/// Standard gravity, m/s2 (SI Brochure).
const GRAVITY: f64 = 9.806_65;

/// Reads inputs; what is wrong is gathered.
pub(super) struct Reader<'a> {
    pub inputs: &'a Inputs,
    pub findings: Vec<Finding>,
    pub notes: Vec<String>,
}

impl<'a> Reader<'a> {
    pub fn new(inputs: &'a Inputs) -> Self {
        Self { inputs, findings: Vec::new(), notes: Vec::new() }
    }

    /// Notes a finding about a flag.
    pub fn wrong(&mut self, flag: &str, reason: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(wrong(flag, reason, remedy));
    }

    /// A number that must be there.
    pub fn need(&mut self, flag: &str, value: Option<f64>, example: &str) -> Option<f64> {
        if value.is_none() {
            self.wrong(flag, "is missing", format!("give it, for example {flag} {example}"));
        }
        value
    }

    /// A length in metres that must be there.
    pub fn need_nm(&mut self, flag: &str, value: Option<f64>, example: &str) -> Option<f64> {
        self.need(flag, value, example).map(nm)
    }

    /// A number above 0, if it is there.
    pub fn positive(&mut self, flag: &str, value: Option<f64>) -> Option<f64> {
        let value = value?;
        if value > 0.0 && value.is_finite() {
            return Some(value);
        }
        self.wrong(flag, format!("{value} is not above 0"), "give a number above 0, or leave it out");
        None
    }

    /// A position, if it is there.
    pub fn position(&mut self, flag: &str, text: Option<&str>) -> Option<Position> {
        match position::parse(text?) {
            Ok(place) => Some(place),
            Err(error) => {
                self.wrong(flag, error.to_string(), "write latitude and longitude, 36-02.5N 131-11.2E");
                None
            }
        }
    }

    /// A position that must be there.
    pub fn need_position(&mut self, flag: &str, text: Option<&str>) -> Option<Position> {
        if text.is_none() {
            self.wrong(flag, "is missing", format!("give it, for example {flag} \"36-02.5N 131-11.2E\""));
        }
        self.position(flag, text)
    }

    /// Several positions.
    pub fn positions(&mut self, flag: &str, texts: &[String]) -> Vec<Position> {
        texts.iter().filter_map(|text| self.position(flag, Some(text))).collect()
    }

    /// A duration in seconds, above 0.
    pub fn duration(&mut self, flag: &str, text: Option<&str>) -> Option<f64> {
        match time::parse_duration_s(text?) {
            Ok(seconds) if seconds > 0 => Some(seconds as f64),
            Ok(_) => {
                self.wrong(flag, "is not above 0", "write 6h or 1h30min");
                None
            }
            Err(reason) => {
                self.wrong(flag, reason, "write 6h or 1h30min");
                None
            }
        }
    }

    /// Seconds since 1970.
    pub fn start_time(&mut self) -> Option<i64> {
        let text = self.inputs.start_time.as_deref()?;
        let parsed: Option<toml::value::Datetime> = text.trim().parse().ok();
        let unix = parsed.as_ref().and_then(time::unix_of_toml);
        if unix.is_none() {
            self.wrong("--start-time", format!("\"{text}\" is not a date and time"), "write 2026-11-21T06:00:00Z");
        }
        unix
    }

    /// `110/0.6` as degrees and knots.
    pub fn polar(&mut self, flag: &str, text: Option<&str>) -> Option<(f64, f64)> {
        let text = text?;
        let parts =
            text.split_once('/').and_then(|(deg, kn)| Some((deg.trim().parse().ok()?, kn.trim().parse().ok()?)));
        let good =
            parts.filter(|(deg, kn): &(f64, f64)| (-360.0..=360.0).contains(deg) && *kn >= 0.0 && kn.is_finite());
        if good.is_none() {
            self.wrong(flag, format!("\"{text}\" is not degrees / knots"), "write for example 110/0.6");
        }
        good
    }

    /// Speed, turns and drift.
    pub fn conduct(&mut self) -> Option<Conduct> {
        let inputs = self.inputs;
        let speed_kn = self.need("--speed-kn", inputs.speed_kn, "15");
        let drift = self.polar("--drift", inputs.drift.as_deref());
        let method = match inputs.drift_method {
            None | Some(inputs::DriftMethod::None) => DriftMethod::None,
            Some(inputs::DriftMethod::WaterFrame) => DriftMethod::WaterFrame,
            Some(inputs::DriftMethod::WaypointShift) => DriftMethod::WaypointShift,
        };
        if method != DriftMethod::None && inputs.drift.is_none() {
            self.wrong("--drift-method", "there is no drift to make up for", "give --drift DIR/KN, or leave it out");
        }
        let speed_mps = knots(speed_kn?);
        let turn_radius_m = self.turn_radius_m(speed_mps);
        let drift_mps = drift.map_or(Vec2::ZERO, |(deg, kn)| Vec2::from_polar(deg, knots(kn)));
        Some(Conduct { speed_mps, turn_radius_m, drift_mps, method })
    }

    /// From the radius itself, from the bank (V^2 / (g tan bank)) or from the rate of turn (V / rate).
    fn turn_radius_m(&mut self, speed_mps: f64) -> f64 {
        let inputs = self.inputs;
        let given = [inputs.turn_radius_nm, inputs.bank_deg, inputs.turn_rate_deg_s].iter().flatten().count();
        if given > 1 {
            self.wrong("--turn-radius-nm", "turn radius, bank and rate of turn say the same thing", "give one of them");
            return 0.0;
        }
        if let Some(bank) = inputs.bank_deg {
            if !(1.0..=80.0).contains(&bank) {
                self.wrong("--bank-deg", format!("{bank} is not from 1 to 80 degrees"), "give the angle of bank, 20");
                return 0.0;
            }
            return speed_mps * speed_mps / (GRAVITY * math::tan(math::radians(bank)));
        }
        if let Some(rate) = inputs.turn_rate_deg_s {
            return self.positive("--turn-rate-deg-s", Some(rate)).map_or(0.0, |rate| speed_mps / math::radians(rate));
        }
        inputs.turn_radius_nm.map_or(0.0, nm)
    }

    /// Takes the faults of the science over, each at its flag; the value if there was none.
    pub fn take<T>(&mut self, result: Result<T, PatternError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                let findings = error.faults.iter().map(|fault| wrong(&flag(fault.field), &fault.reason, &fault.remedy));
                for finding in findings {
                    if !self.findings.contains(&finding) {
                        self.findings.push(finding);
                    }
                }
                None
            }
        }
    }
}

/// The flag of a field of the science.
fn flag(field: &str) -> String {
    let unit = match field {
        "spacing" | "length" | "width" | "radius" | "distance" | "tolerance" | "chord-error" | "turn-radius" => "-nm",
        "orientation" | "second-unit" => "-deg",
        "speed" | "ship-speed" => "-kn",
        _ => "",
    };
    format!("--{field}{unit}")
}
