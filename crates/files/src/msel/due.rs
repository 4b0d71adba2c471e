//! When a serial is due, as one text: `at 10min`, `after I-01 + 5min`, `received datum by rcc-maizuru + 4min`.

use std::fmt;

use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::values::{duration, put};
use crate::time::parse_duration_s;

/// When a serial is due; ids are not looked up.
#[derive(Clone, Debug, PartialEq)]
pub enum Due {
    /// Seconds from the start.
    At(u64),
    /// When control fires it.
    ByHand,
    /// So many seconds after something.
    After(What, u64),
}

/// What a serial waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Serial(String),
    Received { kind: String, cell: String },
    Found { object: Option<String>, cell: Option<String> },
    Recovered,
    NotFoundAfter(String),
    Answered(String),
    Unanswered(String),
    Searched { search: Option<String>, share: Option<String>, cell: Option<String> },
    Pos { share: String, object: Option<String>, cell: Option<String> },
}

impl Due {
    /// Reads the keys of a scenario's table; none when they are not there or wrong.
    pub fn of_table(table: &dyn TableLike) -> Option<Due> {
        let text = |table: &dyn TableLike, key: &str| Some(table.get(key)?.as_str()?.to_owned());
        let seconds = |table: &dyn TableLike, key: &str| match table.get(key) {
            Some(item) => u64::try_from(parse_duration_s(item.as_str()?).ok()?).ok(),
            None => Some(0),
        };
        if table.contains_key("at") {
            return Some(Due::At(seconds(table, "at")?));
        }
        let outer = seconds(table, "delay")?;
        if table.contains_key("after") {
            return Some(Due::After(What::Serial(text(table, "after")?), outer));
        }
        let when = table.get("when")?;
        if when.as_str() == Some("by-hand") {
            return Some(Due::ByHand);
        }
        let when = when.as_table_like()?;
        let delay = if when.contains_key("delay") { seconds(when, "delay")? } else { outer };
        let any_or = |key: &str| match when.get(key)? {
            item if item.as_bool() == Some(true) => Some(None),
            item => item.as_str().map(|id| Some(id.to_owned())),
        };
        let cell = text(when, "by");
        let what = if when.contains_key("received") {
            What::Received { kind: text(when, "received")?, cell: cell? }
        } else if when.contains_key("found") {
            What::Found { object: any_or("found")?, cell }
        } else if when.contains_key("recovered") {
            What::Recovered
        } else if when.contains_key("not_found_after") {
            What::NotFoundAfter(text(when, "not_found_after")?)
        } else if when.contains_key("answered") {
            What::Answered(text(when, "answered")?)
        } else if when.contains_key("unanswered") {
            return Some(Due::After(What::Unanswered(text(when, "unanswered")?), seconds(when, "for")?));
        } else if when.contains_key("searched") {
            let share = when.get("share").map(percent).map_or(Some(None), |share| share.map(Some))?;
            What::Searched { search: any_or("searched")?, share, cell }
        } else if when.contains_key("pos") {
            What::Pos { share: percent(when.get("pos")?)?, object: text(when, "object"), cell }
        } else {
            return None;
        };
        Some(Due::After(what, delay))
    }

    /// Reads the text of a column, as [`fmt::Display`] writes it.
    pub fn parse(text: &str) -> Option<Due> {
        let text = text.trim();
        if matches!(text, "by hand" | "by-hand") {
            return Some(Due::ByHand);
        }
        let seconds = |text: &str| parse_duration_s(text).ok().and_then(|s| u64::try_from(s).ok());
        if let Some(time) = text.strip_prefix("at ") {
            return seconds(time).map(Due::At);
        }
        if let Some(rest) = text.strip_prefix("unanswered ") {
            let (serial, wait) = rest.rsplit_once(" for ")?;
            return Some(Due::After(What::Unanswered(serial.trim().to_owned()), seconds(wait)?));
        }
        let (what, delay) = match text.rsplit_once(" + ") {
            Some((what, delay)) if seconds(delay).is_some() => (what.trim(), seconds(delay)?),
            _ => (text, 0),
        };
        What::parse(what).map(|what| Due::After(what, delay))
    }

    /// Writes the keys into a scenario's table, in the place of those that were there.
    pub fn write(&self, table: &mut Table) {
        let keys = ["at", "after", "delay", "when"];
        let (key, value) = match self {
            Due::At(s) => ("at", Value::from(duration(*s))),
            Due::ByHand => ("when", Value::from("by-hand")),
            Due::After(What::Serial(serial), _) => ("after", Value::from(serial)),
            Due::After(what, delay_s) => ("when", Value::from(what.table(*delay_s))),
        };
        for other in keys.iter().filter(|other| **other != key) {
            table.remove(other);
        }
        put(table, key, value);
        if let Due::After(What::Serial(_), delay_s @ 1..) = self {
            put(table, "delay", Value::from(duration(*delay_s)));
        }
    }
}

/// A share as a text such as `80%`.
fn percent(item: &Item) -> Option<String> {
    let share = match (item.as_str(), item.as_float(), item.as_integer()) {
        (Some(text), ..) => text.trim().strip_suffix('%')?.trim().parse().ok()?,
        // Twelve digits, so that 0.07 is 7 and not 7.000000000000001.
        (_, Some(share), _) => (share * 1e14).round() / 1e12,
        (.., Some(share)) => share as f64 * 100.0,
        _ => return None,
    };
    Some(format!("{share}%"))
}

/// A text that begins with a word, without it.
fn word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    if text == word { Some("") } else { text.strip_prefix(word)?.strip_prefix(' ') }
}

/// `what by cell`.
fn by(text: &str) -> (&str, Option<String>) {
    match text.rsplit_once(" by ") {
        Some((what, cell)) => (what.trim(), Some(cell.trim().to_owned())),
        None => (text.trim(), None),
    }
}

impl What {
    fn parse(text: &str) -> Option<What> {
        let id = |text: &str| Some(text.trim().to_owned()).filter(|id| !id.is_empty());
        let any_or = |text: &str| if text == "any" { Some(None) } else { id(text).map(Some) };
        if let Some(rest) = word(text, "not found after") {
            return id(rest).map(What::NotFoundAfter);
        }
        if let Some(rest) = word(text, "after") {
            return id(rest).map(What::Serial);
        }
        if let Some(rest) = word(text, "received") {
            let (kind, cell) = rest.rsplit_once(" by ")?;
            return Some(What::Received { kind: kind.to_owned(), cell: id(cell)? });
        }
        if let Some(rest) = word(text, "found") {
            let (object, cell) = by(rest);
            return Some(What::Found { object: any_or(object)?, cell });
        }
        if text == "recovered" {
            return Some(What::Recovered);
        }
        if let Some(rest) = word(text, "answered") {
            return id(rest).map(What::Answered);
        }
        if let Some(rest) = word(text, "searched") {
            let (what, cell) = by(rest);
            let (search, share) = match what.rsplit_once(' ') {
                Some((search, share)) if share.ends_with('%') => (search, Some(share.to_owned())),
                _ => (what, None),
            };
            return Some(What::Searched { search: any_or(search.trim())?, share, cell });
        }
        let (what, cell) = by(word(text, "pos")?);
        let (share, object) = match what.split_once(" of ") {
            Some((share, object)) => (share, Some(object.trim().to_owned())),
            None => (what, None),
        };
        share.ends_with('%').then(|| What::Pos { share: share.trim().to_owned(), object, cell })
    }

    fn table(&self, delay_s: u64) -> InlineTable {
        let mut table = InlineTable::new();
        let mut delay_key = "delay";
        let mut add = |key: &str, value: Value| {
            table.insert(key, value);
        };
        let any_or = |id: &Option<String>| id.as_ref().map_or(Value::from(true), Value::from);
        let by = match self {
            What::Serial(serial) => {
                add("after", serial.into());
                &None
            }
            What::Received { kind, cell } => {
                add("received", kind.into());
                add("by", cell.into());
                &None
            }
            What::Found { object, cell } => {
                add("found", any_or(object));
                cell
            }
            What::Recovered => {
                add("recovered", true.into());
                &None
            }
            What::NotFoundAfter(serial) => {
                add("not_found_after", serial.into());
                &None
            }
            What::Answered(serial) => {
                add("answered", serial.into());
                &None
            }
            What::Unanswered(serial) => {
                add("unanswered", serial.into());
                delay_key = "for";
                &None
            }
            What::Searched { search, share, cell } => {
                add("searched", any_or(search));
                if let Some(share) = share {
                    add("share", share.into());
                }
                cell
            }
            What::Pos { share, object, cell } => {
                add("pos", share.into());
                if let Some(object) = object {
                    add("object", object.into());
                }
                cell
            }
        };
        if let Some(cell) = by {
            add("by", cell.into());
        }
        if delay_s > 0 || delay_key == "for" {
            add(delay_key, duration(delay_s).into());
        }
        table
    }

    /// Ids that it names: serials, cells, objects.
    pub fn names(&self) -> [Option<(&'static str, &str)>; 2] {
        match self {
            What::Serial(id) | What::NotFoundAfter(id) | What::Answered(id) | What::Unanswered(id) => {
                [Some(("serial", id)), None]
            }
            What::Received { cell, .. } => [Some(("cell", cell)), None],
            What::Found { object, cell } | What::Pos { object, cell, .. } => {
                [object.as_deref().map(|id| ("object", id)), cell.as_deref().map(|id| ("cell", id))]
            }
            What::Searched { search, cell, .. } => {
                [search.as_deref().map(|id| ("serial", id)), cell.as_deref().map(|id| ("cell", id))]
            }
            What::Recovered => [None, None],
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::At(s) => write!(f, "at {}", duration(*s)),
            Due::ByHand => f.write_str("by hand"),
            Due::After(What::Unanswered(serial), s) => write!(f, "unanswered {serial} for {}", duration(*s)),
            Due::After(what, 0) => what.fmt(f),
            Due::After(what, s) => write!(f, "{what} + {}", duration(*s)),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let any = |id: &Option<String>| id.clone().unwrap_or_else(|| "any".to_owned());
        let by = match self {
            What::Serial(serial) => return write!(f, "after {serial}"),
            What::Received { kind, cell } => return write!(f, "received {kind} by {cell}"),
            What::Recovered => return f.write_str("recovered"),
            What::NotFoundAfter(serial) => return write!(f, "not found after {serial}"),
            What::Answered(serial) => return write!(f, "answered {serial}"),
            What::Unanswered(serial) => return write!(f, "unanswered {serial}"),
            What::Found { object, cell } => {
                write!(f, "found {}", any(object))?;
                cell
            }
            What::Searched { search, share, cell } => {
                write!(f, "searched {}", any(search))?;
                if let Some(share) = share {
                    write!(f, " {share}")?;
                }
                cell
            }
            What::Pos { share, object, cell } => {
                write!(f, "pos {share}")?;
                if let Some(object) = object {
                    write!(f, " of {object}")?;
                }
                cell
            }
        };
        by.as_ref().map_or(Ok(()), |cell| write!(f, " by {cell}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of a scenario, and the text of the column.
    const BOTH: [(&str, &str); 16] = [
        ("at = \"90min\"", "at 1h30min"),
        ("after = \"I-01\"", "after I-01"),
        ("after = \"I-01\"\ndelay = \"5min\"", "after I-01 + 5min"),
        ("when = \"by-hand\"", "by hand"),
        ("when = { received = \"datum\", by = \"a\", delay = \"4min\" }", "received datum by a + 4min"),
        ("when = { received = \"told by me\", by = \"a\" }", "received told by me by a"),
        ("when = { found = true }", "found any"),
        ("when = { found = \"raft\", by = \"a\", delay = \"90s\" }", "found raft by a + 1min30s"),
        ("when = { recovered = true, delay = \"5min\" }", "recovered + 5min"),
        ("when = { not_found_after = \"S-01\", delay = \"4h\" }", "not found after S-01 + 4h"),
        ("when = { answered = \"I-01\" }", "answered I-01"),
        ("when = { unanswered = \"I-01\", for = \"30min\" }", "unanswered I-01 for 30min"),
        ("when = { searched = \"S-01\", share = 0.07, by = \"a\", delay = \"1min\" }", "searched S-01 7% by a + 1min"),
        ("when = { searched = true }", "searched any"),
        ("when = { pos = \"50%\", object = \"raft\", by = \"a\" }", "pos 50% of raft by a"),
        ("when = { pos = 0.5 }\ndelay = \"1min\"", "pos 50% + 1min"),
    ];

    #[test]
    fn keys_and_texts_say_the_same() {
        for (keys, text) in BOTH {
            let document: toml_edit::DocumentMut = keys.parse().unwrap();
            let due = Due::of_table(document.as_table()).unwrap_or_else(|| panic!("{keys}"));
            assert_eq!(due.to_string(), text);
            assert_eq!(Due::parse(text).as_ref(), Some(&due), "{text}");
            let mut written = Table::new();
            due.write(&mut written);
            assert_eq!(Due::of_table(&written), Some(due), "{written}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "soon", "25:99", "after", "received datum", "pos much", "at once", "unanswered I-01"] {
            assert_eq!(Due::parse(text), None, "{text}");
        }
    }
}
