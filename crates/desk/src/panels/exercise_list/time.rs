//! The time that a person types for a serial.

const DAY_S: u64 = 86_400;

/// The tick that is meant: `14:30` or `1430` is the next such time of day (UTC), `+20` is 20 minutes from now. None: not
/// a time.
pub fn tick(text: &str, now: u64, start_unix_s: i64) -> Option<u64> {
    let text = text.trim();
    if let Some(minutes) = text.strip_prefix('+') {
        return now.checked_add(number(minutes.trim_start())?.checked_mul(60)?);
    }
    let text = text.trim_end_matches(['Z', 'z']).trim_end();
    let (hours, minutes) = match text.split_once(':') {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => return None,
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let wanted_s = hours * 3_600 + minutes * 60;
    let now_s = start_unix_s.saturating_add_unsigned(now).rem_euclid(DAY_S as i64).unsigned_abs();
    now.checked_add((wanted_s + DAY_S - now_s) % DAY_S)
}

fn number(text: &str) -> Option<u64> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2021-06-11 09:00:00Z.
    const START: i64 = 1_623_402_000;

    #[test]
    fn a_time_of_day_is_the_next_one() {
        assert_eq!(tick("09:30", 0, START), Some(1_800));
        assert_eq!(tick("0930", 600, START), Some(1_800));
        assert_eq!(tick(" 9:30Z ", 1_799, START), Some(1_800));
        assert_eq!(tick("09:30", 1_801, START), Some(1_800 + DAY_S), "gone today: tomorrow");
        assert_eq!(tick("00:15", 0, START), Some(15 * 3_600 + 900), "over midnight");
    }

    #[test]
    fn minutes_from_now() {
        assert_eq!(tick("+5", 100, START), Some(400));
        assert_eq!(tick("+ 90", 0, START), Some(5_400));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "+", "++5", "+x", "24:00", "12:60", "930", "12", "12:", ":30", "-1:30", "한시", "99999", "+99999"]
        {
            assert_eq!(tick(text, 0, START), None, "{text}");
        }
        assert_eq!(tick("+5", u64::MAX, START), None);
    }
}
