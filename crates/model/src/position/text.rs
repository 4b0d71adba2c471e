//! Positions as people write them.

use super::Position;
use std::fmt;
use thiserror::Error;

/// Why a text is no position.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ParsePositionError {
    /// Nothing there.
    #[error("a position is missing (write 36-02.5N 131-11.2E)")]
    Empty,
    /// No way to tell where the latitude ends.
    #[error("\"{0}\" is not a latitude and a longitude (write 36-02.5N 131-11.2E or 36.03, 131.18)")]
    NotTwoParts(String),
    /// A part with a sign other than those of a position, or a number that cannot be read.
    #[error("\"{token}\" in \"{part}\" is not a number")]
    NotANumber {
        /// What was read.
        token: String,
        /// The latitude or longitude that it is part of.
        part: String,
    },
    /// No number, or more than degrees, minutes and seconds.
    #[error("\"{part}\" has {found} numbers; degrees, minutes and seconds are at most three")]
    NumberCount {
        /// The latitude or longitude.
        part: String,
        /// How many numbers it has.
        found: usize,
    },
    /// A latitude ends in E or W, or a longitude in N or S, or the longitude comes first.
    #[error("\"{part}\" should be a {expected}; the latitude comes first")]
    WrongHemisphere {
        /// The latitude or longitude.
        part: String,
        /// What it should be.
        expected: &'static str,
    },
    /// Degrees and minutes with no letter.
    #[error("\"{0}\" has minutes but no letter N, S, E or W")]
    HemisphereMissing(String),
    /// Both a sign and a letter.
    #[error("\"{0}\" has both a sign and a letter")]
    SignAndLetter(String),
    /// Degrees have a fraction although minutes follow, or minutes although seconds follow.
    #[error("\"{0}\": only the last number may have a fraction")]
    FractionNotLast(String),
    /// Sixty minutes or seconds or more.
    #[error("\"{part}\": {value} is not below 60")]
    SixtyOrMore {
        /// The latitude or longitude.
        part: String,
        /// The minutes or seconds.
        value: f64,
    },
    /// A latitude beyond 90 or a longitude beyond 180.
    #[error("\"{part}\" is beyond {limit} degrees")]
    OutOfRange {
        /// The latitude or longitude.
        part: String,
        /// 90 or 180.
        limit: f64,
    },
}

/// Reads a position, latitude first.
///
/// Accepts degrees and minutes (`36-02.5N 131-11.2E`, `36°02.5'N 131°11.2'E`, `N36 02.5 E131 11.2`), with seconds
/// (`36-02-30N 131-11-12E`), and decimal degrees with letters (`36.03N 131.18E`) or signs (`36.03, 131.18`).
///
/// # Errors
/// [`ParsePositionError`] says what is wrong with which part.
pub fn parse(text: &str) -> Result<Position, ParsePositionError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ParsePositionError::Empty);
    }
    let (lat, lon) = split(text).ok_or_else(|| ParsePositionError::NotTwoParts(text.to_owned()))?;
    Ok(Position { lat_deg: read_part(lat, &LATITUDE)?, lon_deg: read_part(lon, &LONGITUDE)? })
}

struct Axis {
    name: &'static str,
    positive: char,
    negative: char,
    limit: f64,
}

const LATITUDE: Axis = Axis { name: "latitude (N or S)", positive: 'N', negative: 'S', limit: 90.0 };
const LONGITUDE: Axis = Axis { name: "longitude (E or W)", positive: 'E', negative: 'W', limit: 180.0 };

fn is_hemisphere(c: char) -> bool {
    matches!(c.to_ascii_uppercase(), 'N' | 'S' | 'E' | 'W')
}

fn split(text: &str) -> Option<(&str, &str)> {
    let halves = if text.contains([',', ';']) {
        let (lat, lon) = text.split_once([',', ';'])?;
        (!lon.contains([',', ';'])).then_some((lat, lon))?
    } else if let Some((at, letter)) = text.char_indices().find(|(_, c)| is_hemisphere(*c)) {
        if at == 0 {
            // The letters come first: the second one starts the longitude.
            let (next, _) = text.char_indices().skip(1).find(|(_, c)| is_hemisphere(*c))?;
            text.split_at(next)
        } else {
            text.split_at(at + letter.len_utf8())
        }
    } else {
        let mut words = text.split_whitespace();
        let halves = (words.next()?, words.next()?);
        words.next().is_none().then_some(halves)?
    };
    let (lat, lon) = (halves.0.trim(), halves.1.trim());
    (!lat.is_empty() && !lon.is_empty()).then_some((lat, lon))
}

fn read_part(part: &str, axis: &Axis) -> Result<f64, ParsePositionError> {
    let owned = || part.to_owned();
    let upper = part.to_ascii_uppercase();
    let letter = upper.chars().next().filter(|c| is_hemisphere(*c));
    let letter = letter.or_else(|| upper.chars().last().filter(|c| is_hemisphere(*c)));
    if letter.is_some_and(|c| c != axis.positive && c != axis.negative) {
        return Err(ParsePositionError::WrongHemisphere { part: owned(), expected: axis.name });
    }
    let body = upper.trim_matches(|c: char| is_hemisphere(c) || c.is_whitespace());
    let unsigned = body.strip_prefix(['-', '+', '\u{2212}']);
    if letter.is_some() && unsigned.is_some() {
        return Err(ParsePositionError::SignAndLetter(owned()));
    }
    let numbers = read_numbers(unsigned.unwrap_or(body), part)?;
    if numbers.len() > 1 && letter.is_none() {
        return Err(ParsePositionError::HemisphereMissing(owned()));
    }
    let degrees = to_degrees(&numbers, part)?;
    if degrees > axis.limit {
        return Err(ParsePositionError::OutOfRange { part: owned(), limit: axis.limit });
    }
    let negative = letter == Some(axis.negative) || (unsigned.is_some() && !body.starts_with('+'));
    Ok(if negative { -degrees } else { degrees })
}

fn read_numbers(body: &str, part: &str) -> Result<Vec<f64>, ParsePositionError> {
    let is_separator = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | ':' | '°' | 'º' | '˚' | '\'' | '"' | '\u{2019}' | '\u{2032}' | '\u{201d}' | '\u{2033}')
    };
    let mut numbers = Vec::new();
    for token in body.split(is_separator).filter(|token| !token.is_empty()) {
        let plain = token.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let value = token.parse::<f64>().ok().filter(|_| plain);
        numbers.push(
            value.ok_or_else(|| ParsePositionError::NotANumber { token: token.to_owned(), part: part.to_owned() })?,
        );
    }
    if numbers.is_empty() || numbers.len() > 3 {
        return Err(ParsePositionError::NumberCount { part: part.to_owned(), found: numbers.len() });
    }
    Ok(numbers)
}

fn to_degrees(numbers: &[f64], part: &str) -> Result<f64, ParsePositionError> {
    let (whole, smaller) = (&numbers[..numbers.len() - 1], &numbers[1..]);
    if whole.iter().any(|value| value.fract() != 0.0) {
        return Err(ParsePositionError::FractionNotLast(part.to_owned()));
    }
    if let Some(&value) = smaller.iter().find(|value| **value >= 60.0) {
        return Err(ParsePositionError::SixtyOrMore { part: part.to_owned(), value });
    }
    let seconds = numbers.iter().zip([3600.0, 60.0, 1.0]).map(|(value, scale)| value * scale).sum::<f64>();
    // A lone number is taken as it stands, so that decimal degrees are not rounded twice.
    Ok(if numbers.len() == 1 { numbers[0] } else { seconds / 3600.0 })
}

impl fmt::Display for Position {
    /// Degrees and minutes to a hundredth, about 18 m: `36-02.50N 131-11.00E`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.lat_deg.is_finite() || !self.lon_deg.is_finite() {
            return f.write_str("no position");
        }
        write_part(f, self.lat_deg, 2, ['N', 'S'])?;
        f.write_str(" ")?;
        write_part(f, self.lon_deg, 3, ['E', 'W'])
    }
}

fn write_part(f: &mut fmt::Formatter<'_>, degrees: f64, width: usize, letters: [char; 2]) -> fmt::Result {
    let hundredths = (degrees.abs() * 6000.0).round() as u64;
    let letter = letters[usize::from(degrees < 0.0 && hundredths > 0)];
    let (whole, rest) = (hundredths / 6000, hundredths % 6000);
    write!(f, "{whole:0width$}-{:02}.{:02}{letter}", rest / 100, rest % 100)
}
