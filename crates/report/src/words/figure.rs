//! Places, times and quantities as people read them.

use sarex_model::{position::Position, units};
use sarex_sim::setup::Measure;

use super::Words;

const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 3600;
const DAY_S: u64 = 86_400;

impl Words {
    /// Degrees and minutes, latitude first: `36-02.50N 131-11.00E`, the same in every language.
    pub fn position(&self, at: Position) -> String {
        at.to_string()
    }

    /// Date and time of a tick, UTC: `2021-06-11 03:25:10Z`.
    ///
    /// `start_unix_s`: start of the exercise, seconds since 1970.
    pub fn clock(&self, tick: u64, start_unix_s: i64) -> String {
        let (year, month, day, second) = civil(tick, start_unix_s);
        let (h, m, s) = (second / HOUR_S, second / MINUTE_S % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02} {h:02}:{m:02}:{s:02}Z")
    }

    /// The time of day of a tick, UTC: `03:25:10Z`.
    pub fn time_of_day(&self, tick: u64, start_unix_s: i64) -> String {
        let (_, _, _, second) = civil(tick, start_unix_s);
        format!("{:02}:{:02}:{:02}Z", second / HOUR_S, second / MINUTE_S % 60, second % 60)
    }

    /// A length of time in its two leading units; seconds only below ten minutes.
    pub fn duration(&self, seconds: u64) -> String {
        let (d, h) = (seconds / DAY_S, seconds % DAY_S / HOUR_S);
        let (min, s) = (seconds % HOUR_S / MINUTE_S, seconds % MINUTE_S);
        let key = match (d, h, min, s) {
            (1.., 1.., _, _) => "duration-d-h",
            (1.., 0, _, _) => "duration-d",
            (0, 1.., 1.., _) => "duration-h-min",
            (0, 1.., 0, _) => "duration-h",
            (0, 0, 1..10, 1..) => "duration-min-s",
            (0, 0, 1.., _) => "duration-min",
            (0, 0, 0, _) => "duration-s",
        };
        let part = |name, value: u64| (name, value.to_string());
        self.with(key, &[part("d", d), part("h", h), part("min", min), part("s", s)])
    }

    /// A distance in metres, written in nautical miles or kilometres.
    pub fn distance(&self, metres: f64) -> String {
        if self.metric() {
            let km = metres / 1_000.0;
            return self.figure("figure-km", km, if km < 10.0 { 2 } else { 1 });
        }
        let nm = units::to_nm(metres);
        self.figure("figure-nm", nm, if nm < 10.0 { 2 } else { 1 })
    }

    /// A speed in metres per second, written in knots or kilometres an hour.
    pub fn speed(&self, mps: f64) -> String {
        if self.metric() {
            return self.figure("figure-kmh", mps * 3.6, 1);
        }
        self.figure("figure-kn", units::to_knots(mps), 1)
    }

    /// A share 0..=1, written in percent.
    pub fn share(&self, share: f64) -> String {
        let decimals = if share > 0.0 && share < 0.1 { 1 } else { 0 };
        self.figure("figure-percent", 100.0 * share, decimals)
    }

    /// A figure that an objective measures: times as lengths of time, shares in percent.
    pub fn measured(&self, measure: &Measure, value: f64) -> String {
        match measure.is_time() {
            true if value.is_finite() && value >= 0.0 => self.duration(value.round() as u64),
            true => self.get("none"),
            false => self.share(value),
        }
    }

    /// Seconds written as hours with one decimal.
    pub fn hours(&self, seconds: f64) -> String {
        self.figure("figure-hours", seconds / HOUR_S as f64, 1)
    }

    /// A number with its unit; `key` is one of the `figure-` texts.
    pub fn figure(&self, key: &str, value: f64, decimals: usize) -> String {
        if value.is_finite() { self.with(key, &[("n", self.number(value, decimals))]) } else { self.get("none") }
    }

    /// A number without a unit.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        if value.is_finite() { format!("{value:.decimals$}") } else { self.get("none") }
    }
}

/// Year, month, day and second of the day, proleptic Gregorian.
///
/// # References
/// H. Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
fn civil(tick: u64, start_unix_s: i64) -> (i64, i64, i64, u64) {
    let unix = start_unix_s.saturating_add_unsigned(tick);
    let second = unix.rem_euclid(DAY_S as i64).unsigned_abs();
    let z = unix.div_euclid(DAY_S as i64) + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day, second)
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Words};

    #[test]
    fn clock_reads_utc() {
        let words = Words::new(Language::En);
        assert_eq!(words.clock(3 * 3600 + 25 * 60 + 10, 1_623_369_600), "2021-06-11 03:25:10Z");
        assert_eq!(words.clock(0, 951_782_400), "2000-02-29 00:00:00Z");
        assert_eq!(words.clock(1, -1), "1970-01-01 00:00:00Z");
        assert_eq!(words.time_of_day(86_399, 0), "23:59:59Z");
    }

    #[test]
    fn durations_in_two_units() {
        let check = |language, seconds, expected: &str| assert_eq!(Words::new(language).duration(seconds), expected);
        check(Language::En, 0, "0 s");
        check(Language::En, 61, "1 min 1 s");
        check(Language::En, 3_600, "1 h");
        check(Language::Ko, 12_300, "3시간 25분");
        check(Language::Ja, 90_000, "1日1時間");
        check(Language::Ja, 86_400, "1日");
    }
}
