//! Times as people write them in messages: a time of day, or a date-time group (day, hour, minute), UTC.

use sarex_report::words::Words;

const DAY_S: i64 = 86_400;
/// A time of day is meant within this span of now; beyond it the day is written too.
const HALF_DAY_S: i64 = DAY_S / 2;
/// Days before and after now among which the day of a date-time group is looked for.
const DAYS: i64 = 15;

/// `03:25Z`, or `110325Z` when it is not within half a day of now. Times in seconds from the start of the exercise.
pub fn show(words: &Words, time_s: i64, now_s: i64, start_unix_s: i64) -> String {
    let clock = words.clock(0, start_unix_s.saturating_add(time_s));
    let part = |range: std::ops::Range<usize>| clock.get(range).unwrap_or_default();
    if (time_s - now_s).abs() <= HALF_DAY_S {
        format!("{}Z", part(11..16))
    } else {
        format!("{}{}{}Z", part(8..10), part(11..13), part(14..16))
    }
}

/// Seconds from the start of the exercise; none when it is no time. Reads `03:25`, `0325Z` and `110325Z`.
pub fn read(words: &Words, text: &str, now_s: i64, start_unix_s: i64) -> Option<i64> {
    let figures: String = text.trim().trim_end_matches(['Z', 'z']).chars().filter(|c| *c != ':').collect();
    if !figures.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (day, time) = match figures.len() {
        3 | 4 => (None, figures.as_str()),
        6 => (figures.get(..2), figures.get(2..)?),
        _ => return None,
    };
    let number: i64 = time.parse().ok()?;
    let (hour, minute) = (number / 100, number % 100);
    if hour > 23 || minute > 59 {
        return None;
    }
    let now = start_unix_s.saturating_add(now_s);
    let today = now - now.rem_euclid(DAY_S);
    let at = |days: i64| today + days * DAY_S + hour * 3_600 + minute * 60;
    let same_day = |unix: &i64| day.is_none_or(|day| words.clock(0, *unix).get(8..10) == Some(day));
    let near = (-DAYS..=DAYS).map(at).filter(same_day).min_by_key(|unix| (unix - now).abs())?;
    Some(near - start_unix_s)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use sarex_report::words::Language;

    use super::*;

    /// 2021-06-11 00:00Z.
    const START: i64 = 1_623_369_600;

    #[test]
    fn a_time_of_day_is_the_nearest_one() {
        let words = Words::new(Language::En);
        let read = |text, now| read(&words, text, now, START);
        assert_eq!(read("03:25", 0), Some(3 * 3_600 + 25 * 60));
        assert_eq!(read("0325Z", 0), read("03:25z", 0));
        // At one in the morning, 23:30 is yesterday's.
        assert_eq!(read("2330", 3_600), Some(-30 * 60));
        assert_eq!((read("2460", 0), read("12", 0), read("noon", 0)), (None, None, None));
    }

    #[test]
    fn a_date_time_group_names_the_day() {
        let words = Words::new(Language::En);
        let two_days = 2 * DAY_S + 3_600;
        assert_eq!(read(&words, "130100Z", 0, START), Some(two_days));
        assert_eq!(show(&words, two_days, 0, START), "130100Z");
        assert_eq!(show(&words, 3_600, 0, START), "01:00Z");
        let shown = show(&words, two_days, 0, START);
        assert_eq!(read(&words, &shown, 0, START).unwrap(), two_days);
        // Digits that are no ASCII are no panic.
        assert_eq!(read(&words, "１２３４", 0, START), None);
    }
}
