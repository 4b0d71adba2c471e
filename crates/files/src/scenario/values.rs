//! Values of more than one kind of table: texts by language, durations, positions, ids.

use sarex_model::position::{self, Position};
use sarex_sim::setup::Text;

use super::tree::{Field, Table};
use crate::limits::{ID_CHARS, POINTS};
use crate::time::parse_duration_s;

impl<'s> Field<'s> {
    /// A text in one or more languages, each of at most so many characters.
    pub fn languages(&self, most: usize) -> Option<Text> {
        if !self.is_table() {
            return self.text(most).map(Text::plain);
        }
        let table = self.table("a text by language")?;
        let english = table.need("en").and_then(|field| field.text(most));
        let ko = table.get("ko").and_then(|field| field.text(most));
        let ja = table.get("ja").and_then(|field| field.text(most));
        table.finish();
        english.map(|en| Text { en, ko, ja })
    }

    /// Seconds of a duration; negative only where `signed`.
    pub fn duration_s(&self, signed: bool) -> Option<i64> {
        let seconds = match parse_duration_s(self.str()?) {
            Ok(seconds) => seconds,
            Err(what) => {
                self.error(what, None);
                return None;
            }
        };
        let most = crate::limits::LENGTH_S as i64;
        if seconds.abs() > most || (seconds < 0 && !signed) {
            let least = if signed { "-30d" } else { "0s" };
            self.error(format!("`{}` must be from {least} to 30d", self.key), None);
            return None;
        }
        Some(seconds)
    }

    /// Seconds of a duration that is not negative.
    pub fn seconds(&self) -> Option<u64> {
        self.duration_s(false).and_then(|s| u64::try_from(s).ok())
    }

    /// A position in degrees and minutes or decimal degrees.
    pub fn position(&self) -> Option<Position> {
        match position::parse(self.str()?) {
            Ok(place) if place.is_valid() => Some(place),
            Ok(_) => {
                self.error("the position is off the globe", None);
                None
            }
            Err(what) => {
                self.error(
                    what.to_string(),
                    Some("write degrees and minutes, latitude first: \"36-02.5N 131-11.2E\"".into()),
                );
                None
            }
        }
    }

    /// A list of at least `least` positions.
    pub fn positions(&self, least: usize) -> Option<Vec<Position>> {
        let entries = self.list()?;
        if entries.len() < least || entries.len() > POINTS {
            self.error(
                format!("`{}` has {} points, from {least} to {POINTS} are wanted", self.key, entries.len()),
                None,
            );
            return None;
        }
        // All of them are looked at, so that every fault is found.
        let found: Vec<Option<Position>> = entries.iter().map(Field::position).collect();
        found.into_iter().collect()
    }
}

impl Table<'_> {
    /// The id of this table: letters, digits, `-` and `_`.
    pub fn id(&self) -> Option<String> {
        let field = self.need("id")?;
        let id = field.text(ID_CHARS)?;
        let good = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if !good {
            field.error(format!("\"{id}\" is no id"), Some("use letters a-z, digits, - and _".into()));
        }
        good.then_some(id)
    }

    /// A number, or its default where the key is absent or wrong.
    pub fn number_or(&self, key: &'static str, least: f64, most: f64, default: f64) -> f64 {
        self.get(key).and_then(|field| field.number(least, most)).unwrap_or(default)
    }

    /// A truth value, or its default.
    pub fn boolean_or(&self, key: &'static str, default: bool) -> bool {
        self.get(key).and_then(|field| field.boolean()).unwrap_or(default)
    }
}
