//! Inputs of more than one number on the command line: lists, and tables written as `key=value,key=value`.

use std::str::FromStr;

use sarex_files::finding::{Finding, did_you_mean};
use sarex_model::position::{self, Position};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

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

/// A table of a case file written on the command line as `key=value,key=value`; values of the keys `texts` are texts even
/// when they look like numbers.
pub(crate) fn compact<T: DeserializeOwned>(text: &str, texts: &[&str]) -> Result<T, String> {
    let mut map = serde_json::Map::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let (key, value) = part.split_once('=').ok_or_else(|| format!("\"{part}\" is not key=value"))?;
        let (key, value) = (key.trim().replace('-', "_"), value.trim());
        let number = value.parse::<f64>().ok().filter(|n| n.is_finite() && !texts.contains(&key.as_str()));
        let number = number.map(serde_json::Value::from);
        if map.insert(key.clone(), number.unwrap_or_else(|| value.into())).is_some() {
            return Err(format!("\"{key}\" is given twice"));
        }
    }
    serde_json::from_value(serde_json::Value::Object(map)).map_err(|e| {
        let message = e.to_string();
        let words: Vec<&str> = message.split('`').collect();
        let hint = did_you_mean(words.get(1).copied().unwrap_or_default(), words.iter().skip(3).step_by(2).copied());
        match hint.filter(|_| message.starts_with("unknown field")) {
            Some(hint) => format!("unknown key \"{}\", {hint}", words[1]),
            None => message,
        }
    })
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

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {
        name: String,
        speed_kn: f64,
    }

    #[test]
    fn tables_are_written_in_one_line() {
        let thing = |text: &str| compact::<Thing>(text, &["name"]);
        assert_eq!(thing("name=3009, speed-kn=12.5"), Ok(Thing { name: "3009".into(), speed_kn: 12.5 }));
        assert!(thing("name=a,speed_kt=1").unwrap_err().contains("did you mean \"speed_kn\""));
        assert!(thing("name").is_err() && thing("name=a,name=b").is_err() && thing("name=a,speed_kn=fast").is_err());
        assert_eq!("0.5, 1".parse(), Ok(Row(vec![0.5, 1.0])));
        assert!("0.5,x".parse::<Row>().is_err());
    }

    #[test]
    fn times_need_a_date() {
        assert_eq!(iso("1970-01-01T00:01:00Z"), Some(60));
        assert_eq!(iso("12:00:00"), None);
    }
}
