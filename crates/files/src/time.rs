//! Durations as people write them, and dates as seconds since 1970.

/// Seconds of a duration such as `10h`, `1h30min`, `-4h`, `90s`, `2d`. The error says how to write one.
pub fn parse_duration_s(text: &str) -> Result<i64, String> {
    let wrong = || format!("\"{text}\" is no duration (write 10h, 30min, 1h30min, 90s or -4h)");
    let trimmed = text.trim();
    let (sign, mut rest) = match trimmed.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let mut total = 0i64;
    if rest.is_empty() {
        return Err(wrong());
    }
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest[..digits].parse().map_err(|_| wrong())?;
        rest = rest[digits..].trim_start();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let unit = match &rest[..letters] {
            "d" | "day" | "days" => 86_400,
            "h" | "hour" | "hours" => 3_600,
            "min" | "m" | "minutes" => 60,
            "s" | "sec" | "seconds" => 1,
            _ => return Err(wrong()),
        };
        rest = rest[letters..].trim_start();
        total = number.checked_mul(unit).and_then(|n| total.checked_add(n)).ok_or_else(wrong)?;
    }
    Ok(sign * total)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
///
/// # References
/// H. Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Month (1-12) and day of the month of an instant.
pub fn month_and_day(unix_s: i64) -> (u32, u32) {
    let days = unix_s.div_euclid(86_400) + 719_468;
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (month as u32, (day_of_year - (153 * shifted + 2) / 5 + 1) as u32)
}

/// Seconds since 1970 of a TOML date or date-time; without an offset it is UTC. `None` for a time without a date.
pub fn unix_of_toml(at: &toml::value::Datetime) -> Option<i64> {
    let date = at.date?;
    let days = days_from_civil(i64::from(date.year), i64::from(date.month), i64::from(date.day));
    let second =
        at.time.map_or(0, |t| i64::from(t.hour) * 3_600 + i64::from(t.minute) * 60 + t.second.map_or(0, i64::from));
    let offset_min = match at.offset {
        Some(toml::value::Offset::Custom { minutes }) => i64::from(minutes),
        _ => 0,
    };
    Some(days * 86_400 + second - offset_min * 60)
}

/// `2016-11-20T06:00:00Z` for an instant.
pub fn iso_utc(unix_s: i64) -> String {
    let days = unix_s.div_euclid(86_400);
    let (month, day) = month_and_day(unix_s);
    // The year follows from the day count of its month and day; one of two neighbours fits.
    let guess = 1970 + days.div_euclid(366);
    let year = (guess - 1..=guess + days.abs() / 146_000 + 2)
        .find(|y| days_from_civil(*y, i64::from(month), i64::from(day)) == days)
        .unwrap_or(guess);
    let s = unix_s.rem_euclid(86_400);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", s / 3_600, s / 60 % 60, s % 60)
}

/// Seconds since 1970 of the zero of a CF time unit, and seconds in the unit: `hours since 2016-11-20 06:00`.
pub fn parse_cf_units(units: &str) -> Option<(i64, f64)> {
    parse_cf_calendar_units(units, true)
}

/// As [`parse_cf_units`]; unless the calendar is `proleptic`, dates before 1582-10-15 are Julian, as the standard calendar
/// of the CF conventions has it.
pub fn parse_cf_calendar_units(units: &str, proleptic: bool) -> Option<(i64, f64)> {
    let (unit, epoch) = units.split_once(" since ")?;
    let unit_s = match unit.trim().to_ascii_lowercase().as_str() {
        "milliseconds" | "millisecond" | "msec" | "ms" => 0.001,
        "seconds" | "second" | "secs" | "sec" | "s" => 1.0,
        "minutes" | "minute" | "mins" | "min" => 60.0,
        "hours" | "hour" | "hrs" | "hr" | "h" => 3_600.0,
        "days" | "day" | "d" => 86_400.0,
        _ => return None,
    };
    let epoch = epoch.trim().trim_end_matches("UTC").trim_end_matches("GMT").trim_end_matches('Z').trim();
    let (date, clock) = epoch.split_once([' ', 'T']).unwrap_or((epoch, ""));
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(0..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // An offset from UTC may follow the time of day: `+02:00`, `-0530`, ` 0:00`.
    let clock = clock.trim();
    let offset_at = clock.find(['+', '-']).or_else(|| clock.find(' ')).unwrap_or(clock.len());
    let (clock, offset) = (clock[..offset_at].trim(), clock[offset_at..].trim());
    let mut second = 0;
    for (part, weight) in clock.split(':').filter(|part| !part.is_empty()).zip([3_600, 60, 1]) {
        let number: f64 = part.parse().ok().filter(|n: &f64| (0.0..=60.0).contains(n))?;
        second += number as i64 * weight;
    }
    let julian = !proleptic && (year, month, day) < (1582, 10, 15);
    let days = if julian { days_from_julian(year, month, day) } else { days_from_civil(year, month, day) };
    Some((days * 86_400 + second - offset_s(offset)?, unit_s))
}

/// Seconds of an offset from UTC: empty, `+02:00`, `-0530`, `0`.
fn offset_s(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() {
        return (text.is_empty()).then_some(0);
    }
    if digits.len() > 5 || !digits.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

/// Days from 1970-01-01 to a date of the Julian calendar.
///
/// # References
/// Explanatory Supplement to the Astronomical Almanac, 3rd edition, section 15.11 (Julian Day Number of a Julian date).
fn days_from_julian(year: i64, month: i64, day: i64) -> i64 {
    let before = (14 - month) / 12;
    let (year, month) = (year + 4800 - before, month + 12 * before - 3);
    day + (153 * month + 2) / 5 + 365 * year + year.div_euclid(4) - 32_083 - 2_440_588
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_in_many_ways() {
        for (text, seconds) in
            [("10h", 36_000), ("1h30min", 5_400), ("-4h", -14_400), ("90s", 90), ("+10min", 600), ("1d 2h", 93_600)]
        {
            assert_eq!(parse_duration_s(text), Ok(seconds), "{text}");
        }
        for text in ["", "10", "h", "1h-2", "-", "9999999999999999h", "10 furlongs"] {
            assert!(parse_duration_s(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_agree_with_the_calendar() {
        assert_eq!(days_from_civil(1970, 1, 1), 0);
        assert_eq!(days_from_civil(2000, 3, 1), 11_017);
        for unix in [0, 951_782_400, 1_623_369_600, 4_102_444_799, -86_400] {
            let text = iso_utc(unix);
            let stamp: toml::value::Datetime = text.parse().unwrap();
            assert_eq!(unix_of_toml(&stamp), Some(unix), "{text}");
        }
    }

    #[test]
    fn cf_units_name_a_zero_and_a_step() {
        assert_eq!(parse_cf_units("hours since 2016-11-20"), Some((1_479_600_000, 3_600.0)));
        assert_eq!(parse_cf_units("days since 1970-01-02 06:30:00"), Some((86_400 + 23_400, 86_400.0)));
        assert_eq!(parse_cf_units("fortnights since 2000-01-01"), None);
        assert_eq!(parse_cf_units("seconds since 1970-01-01 00:00:00 +00:00"), Some((0, 1.0)));
        assert_eq!(parse_cf_units("hours since 1970-01-01T02:30:00.0+02:30"), Some((0, 3_600.0)));
        assert_eq!(parse_cf_units("hours since 1970-01-01 00:00:0.0 0:00"), Some((0, 3_600.0)));
        assert_eq!(parse_cf_units("hours since 1970-01-01 00:00 CET"), None);
        assert_eq!(parse_cf_units("hours since 1970-01-01 00:00 +"), None);
    }

    /// cftime 1.6: `date2num(1970-01-01, "days since 0001-01-01", calendar)` is 719164 in the standard calendar and 719162 in the
    /// proleptic one; both calendars agree from 1582-10-15 on.
    #[test]
    fn val_the_standard_calendar_is_julian_before_1582() {
        let days = |units, proleptic| parse_cf_calendar_units(units, proleptic).map(|(zero, _)| zero / -86_400);
        assert_eq!(days("days since 0001-01-01", false), Some(719_164));
        assert_eq!(days("days since 1-1-1", true), Some(719_162));
        assert_eq!(days("days since 1582-10-15", false), days("days since 1582-10-15", true));
        assert_eq!(days("days since 1582-10-04", false), days("days since 1582-10-15", false).map(|d| d + 1));
    }
}
