//! Inputs of more than one number on the command line: lists, and tables written as `key=value,key=value`.

use std::str::FromStr;

use sarex_files::finding::{Finding, did_you_mean};
use sarex_model::position::{self, Position};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Number, Value};

use crate::wrong;

/// A row of numbers: `0.1,0.2,0.3` on the command line, `[0.1, 0.2, 0.3]` in a case file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Row(pub Vec<f64>);

impl FromStr for Row {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let cells = text.split(',').map(str::trim);
        let number = |cell: &str| cell.parse().map_err(|_| format!("\"{cell}\" is no number (write 0.1,0.2,0.3)"));
        cells.map(number).collect::<Result<_, _>>().map(Self)
    }
}

/// Rows of a list, so that a slip in a script does not fill the memory.
pub(crate) const MOST_ROWS: usize = 1000;

/// A table of a case file that can be written on the command line as `key=value,key=value`.
pub(crate) trait Keyed: DeserializeOwned {
    /// Keys whose values are texts even when they look like numbers. Only these may hold a comma.
    const TEXTS: &'static [&'static str];
}

/// Reads one table from `key=value,key=value`, with the same keys as in a case file.
pub(crate) fn keyed<T: Keyed>(text: &str) -> Result<T, String> {
    let mut map = Map::new();
    let mut last = String::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let Some((key, value)) = part.split_once('=') else {
            // A comma inside a text: `at=36.03, 131.18`.
            match map.get_mut(&last) {
                Some(Value::String(before)) if T::TEXTS.contains(&last.as_str()) => *before += &format!(",{part}"),
                _ => return Err(format!("\"{}\" is not key=value", part.trim())),
            }
            continue;
        };
        let (key, value) = (key.trim().replace('-', "_"), value.trim());
        let free = T::TEXTS.contains(&key.as_str());
        let read = match value.parse::<f64>().ok().and_then(Number::from_f64) {
            Some(number) if !free => Value::Number(number),
            None if !free && (value == "true" || value == "false") => Value::Bool(value == "true"),
            _ => Value::String(value.to_owned()),
        };
        if map.insert(key.clone(), read).is_some() {
            return Err(format!("\"{key}\" is there twice"));
        }
        last = key;
    }
    serde_json::from_value(Value::Object(map)).map_err(|error| {
        let message = error.to_string();
        let words: Vec<&str> = message.split('`').collect();
        let wrong = words.get(1).copied().unwrap_or_default();
        let hint = did_you_mean(wrong, words.iter().skip(3).step_by(2).copied());
        match hint.filter(|_| message.starts_with("unknown field")) {
            Some(hint) => format!("unknown key \"{wrong}\", {hint}"),
            None => message.replace('`', "\""),
        }
    })
}

/// A text that may be written as a number in a case file.
pub(crate) fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
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
pub(crate) fn is_off(switch: &bool) -> bool {
    !switch
}

/// A position of the inputs; a finding when it is none.
pub(crate) fn place(key: &str, text: &str, findings: &mut Vec<Finding>) -> Option<Position> {
    match position::parse(text) {
        Ok(at) if at.is_valid() => Some(at),
        Ok(_) => {
            findings.push(wrong(key, "the position is off the globe", "latitude first, at most 90 and 180 degrees"));
            None
        }
        Err(what) => {
            findings.push(wrong(
                key,
                what.to_string(),
                "write degrees and minutes, latitude first: 36-02.5N 131-11.2E",
            ));
            None
        }
    }
}

/// Seconds since 1970 of a time such as `2026-11-20T06:00:00Z`; a finding when it is none.
pub(crate) fn instant(key: &str, text: &str, findings: &mut Vec<Finding>) -> Option<i64> {
    let found = iso(text);
    if found.is_none() {
        findings.push(wrong(key, format!("\"{text}\" is no time"), "write 2026-11-20T06:00:00Z"));
    }
    found
}

/// Seconds since 1970 of an ISO 8601 date and time.
pub(crate) fn iso(text: &str) -> Option<i64> {
    text.trim().parse::<toml::value::Datetime>().ok().as_ref().and_then(sarex_files::time::unix_of_toml)
}

/// A finding for a number that is not within its limits; true when it is.
pub(crate) fn within(key: &str, value: f64, least: f64, most: f64, findings: &mut Vec<Finding>) -> bool {
    let good = (least..=most).contains(&value);
    if !good {
        findings.push(wrong(key, format!("{value} is not from {least} to {most}"), "check the number and its unit"));
    }
    good
}

/// Writes a file that a flag names.
pub(crate) fn write(key: &str, path: &std::path::Path, text: &str) -> Result<(), Vec<Finding>> {
    let failed = |e: std::io::Error| {
        vec![wrong(key, format!("{}: {e}", path.display()), "name a file in a folder that exists and can be written")]
    };
    std::fs::write(path, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Thing {
        name: String,
        speed_kn: f64,
        tired: bool,
    }

    impl Keyed for Thing {
        const TEXTS: &'static [&'static str] = &["name"];
    }

    #[test]
    fn tables_are_written_in_one_line() {
        let thing = keyed::<Thing>;
        let tired = Thing { name: "3009".into(), speed_kn: 12.5, tired: true };
        assert_eq!(thing("name=3009, speed-kn=12.5,tired=true"), Ok(tired));
        assert_eq!(thing("name=36.03, 131.18,speed_kn=1").unwrap().name, "36.03, 131.18");
        assert!(thing("name=a,speed_kt=1").unwrap_err().contains("did you mean \"speed_kn\""));
        assert!(thing("name").is_err() && thing("name=a,name=b").is_err() && thing("name=a,speed_kn=fast").is_err());
        assert!(thing("speed_kn=1,2").is_err() && thing("speed_kn=nan").is_err());
        assert_eq!("0.5, 1".parse(), Ok(Row(vec![0.5, 1.0])));
        assert!("0.5,x".parse::<Row>().is_err());
    }

    #[test]
    fn times_need_a_date() {
        assert_eq!(iso("1970-01-01T00:01:00Z"), Some(60));
        assert_eq!(iso("12:00:00"), None);
    }
}
