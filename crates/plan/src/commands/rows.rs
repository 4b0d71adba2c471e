//! Rows of a list on the command line: `--period "hours=6,wind_kn=20"`, with the same keys as the tables of a case file.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Number, Value};

/// Rows of a list, so that a slip in a script does not fill the memory.
pub(super) const MOST_ROWS: usize = 1000;

/// A row that can be written as `key=value,key=value`.
pub(super) trait Row: DeserializeOwned {
    /// Keys whose values are texts even when they look like numbers.
    const TEXTS: &'static [&'static str];
}

/// Reads one row; a value holds no comma.
pub(super) fn parse<T: Row>(text: &str) -> Result<T, String> {
    let mut map = Map::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let (key, value) = part.split_once('=').ok_or_else(|| format!("\"{}\" is not key=value", part.trim()))?;
        let (key, value) = (key.trim(), value.trim());
        let number = value.parse::<f64>().ok().and_then(Number::from_f64).filter(|_| !T::TEXTS.contains(&key));
        let read = match (value, number) {
            (_, Some(number)) => Value::Number(number),
            ("true" | "false", None) if !T::TEXTS.contains(&key) => Value::Bool(value == "true"),
            _ => Value::String(value.to_owned()),
        };
        if map.insert(key.to_owned(), read).is_some() {
            return Err(format!("\"{key}\" is there twice"));
        }
    }
    serde_json::from_value(Value::Object(map)).map_err(|error| error.to_string().replace('`', "\""))
}

/// A text that may be written as a number in a case file.
pub(super) fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Number(f64),
    }
    Ok(Option::<Either>::deserialize(deserializer)?.map(|either| match either {
        Either::Text(text) => text,
        Either::Number(number) => number.to_string(),
    }))
}

/// For `skip_serializing_if` of a switch: a switch that is not given leaves the file's value.
pub(super) fn is_off(switch: &bool) -> bool {
    !switch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        name: Option<String>,
        hours: Option<f64>,
        tired: bool,
    }

    impl Row for Sample {
        const TEXTS: &'static [&'static str] = &["name"];
    }

    #[test]
    fn rows_are_read_and_slips_are_named() {
        let row = parse::<Sample>("name=12, hours = 1.5,tired=true").unwrap();
        assert_eq!(row, Sample { name: Some("12".into()), hours: Some(1.5), tired: true });
        assert!(parse::<Sample>("hour=1").unwrap_err().contains("unknown field \"hour\""));
        assert!(parse::<Sample>("hours=1,hours=2").unwrap_err().contains("twice"));
        assert!(parse::<Sample>("hours").unwrap_err().contains("key=value"));
        assert!(parse::<Sample>("hours=nan").is_err() && parse::<Sample>("hours=long").is_err());
    }
}
