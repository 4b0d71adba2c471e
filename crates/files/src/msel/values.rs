//! Values of a scenario's table as texts of columns, and back.

use toml_edit::{InlineTable, Item, Table, TableLike, Value};

/// Seconds as people write them: `1h30min`, `90s` as `1min30s`, nothing as `0s`.
pub fn duration(seconds: u64) -> String {
    let parts = [(seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let text: String = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    if text.is_empty() { "0s".to_owned() } else { text }
}

/// A value in the place of the one that was there; the comment beside that stays.
pub fn put(table: &mut Table, key: &str, value: Value) {
    let mut value = value;
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(key, Item::Value(value));
}

/// A text in one language; a plain text counts as English.
pub fn text_in<'t>(table: &'t dyn TableLike, key: &str, language: &str) -> &'t str {
    let Some(item) = table.get(key) else { return "" };
    let text = match item.as_str() {
        Some(text) => Some(text).filter(|_| language == "en"),
        None => item.as_table_like().and_then(|texts| texts.get(language)?.as_str()),
    };
    text.unwrap_or("")
}

/// A text in three languages; empty ones are left out.
pub fn languages(texts: [&str; 3]) -> Value {
    if texts[1..].iter().all(|text| text.is_empty()) {
        return Value::from(texts[0]);
    }
    let mut table = InlineTable::new();
    for (language, text) in ["en", "ko", "ja"].into_iter().zip(texts).filter(|(_, text)| !text.is_empty()) {
        table.insert(language, Value::from(text));
    }
    Value::from(table)
}

/// Line ends as a scenario has them: spreadsheets write others.
pub fn plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Keys as the text of one table in braces; empty when there are none. Blanks and comments do not count.
pub fn braces(keys: impl IntoIterator<Item = (String, Item)>) -> String {
    let mut table = InlineTable::new();
    for (key, item) in keys {
        if let Ok(value) = item.into_value() {
            table.insert(key, tidy(value));
        }
    }
    if table.is_empty() { String::new() } else { Value::from(table).to_string().trim().to_owned() }
}

/// A value without comments and line ends of its own.
fn tidy(value: Value) -> Value {
    match value {
        Value::Array(array) => Value::Array(array.into_iter().map(tidy).collect()),
        Value::InlineTable(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, tidy(value)));
            Value::InlineTable(entries.collect())
        }
        Value::String(text) => Value::from(text.into_value()),
        mut other => {
            other.decor_mut().clear();
            other
        }
    }
}

/// The keys of a text in braces.
pub fn unbraced(text: &str) -> Result<Vec<(String, Value)>, String> {
    let value: Value = text.trim().parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    match value {
        Value::InlineTable(table) => Ok(table.into_iter().map(|(key, value)| (key.to_string(), tidy(value))).collect()),
        _ => Err("it is no table in braces".to_owned()),
    }
}
