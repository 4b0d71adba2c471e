//! A scenario's text with other values in it.

use toml_edit::{ArrayOfTables, DocumentMut, Item, TableLike, Value};

use super::design::Level;

/// The scenario's text with these levels in it; comments and places of everything else stay.
///
/// A key is a path: names of tables joined by dots, and the id after the name of a list of tables, as in
/// `line.split.points` or `unit.kcg-3001.at`.
///
/// # Errors
/// Every key that leads nowhere, and what is there instead.
pub fn patched(text: &str, levels: &[&Level]) -> Result<String, Vec<String>> {
    let mut document: DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| vec![e.message().to_owned()])?;
    let mut faults = Vec::new();
    for level in levels {
        for (key, value) in &level.set {
            match value.parse::<Value>() {
                Ok(value) => faults.extend(change(&mut document, key, Some(value)).err()),
                Err(e) => faults.push(format!("{key}: {value} is no value of TOML ({})", e.message())),
            }
        }
        for key in &level.remove {
            faults.extend(change(&mut document, key, None).err());
        }
    }
    if faults.is_empty() { Ok(document.to_string()) } else { Err(faults) }
}

/// Ids of the tables of a list of a scenario, for example `search`; those without an id are left out.
pub fn ids_of(text: &str, list: &str) -> Vec<String> {
    let document: Option<DocumentMut> = text.parse().ok();
    let tables = document.as_ref().and_then(|document| document.get(list)).and_then(Item::as_array_of_tables);
    tables.into_iter().flatten().filter_map(id_of).map(str::to_owned).collect()
}

fn change(document: &mut DocumentMut, path: &str, value: Option<Value>) -> Result<(), String> {
    let steps: Vec<&str> = path.split('.').collect();
    put(document.as_table_mut(), &steps, value).map_err(|what| format!("{path}: {what}"))
}

/// Puts a value at a path below a table, or takes away what stands there.
fn put(table: &mut dyn TableLike, path: &[&str], value: Option<Value>) -> Result<(), String> {
    match path {
        [] => Err("an empty key".into()),
        [last] => put_here(table, last, value),
        [name, rest @ ..] => {
            let known = keys(table);
            let item = table.get_mut(name).ok_or_else(|| format!("there is no `{name}`; there are: {known}"))?;
            if let Some(list) = item.as_array_of_tables_mut() {
                return put_in_list(list, name, rest, value);
            }
            let inner = item.as_table_like_mut().ok_or_else(|| format!("`{name}` is a value, it has no keys"))?;
            put(inner, rest, value)
        }
    }
}

fn put_in_list(list: &mut ArrayOfTables, name: &str, path: &[&str], value: Option<Value>) -> Result<(), String> {
    let Some((id, rest)) = path.split_first() else { return Err(format!("`{name}` is a list; its id is missing")) };
    let place = list.iter().position(|table| id_of(table) == Some(id));
    let place = place.ok_or_else(|| format!("there is no {name} `{id}`; there are: {}", ids(list)))?;
    if rest.is_empty() {
        if value.is_some() {
            return Err("is a whole table; name one of its keys".into());
        }
        list.remove(place);
        return Ok(());
    }
    list.get_mut(place).map_or(Ok(()), |table| put(table, rest, value))
}

fn put_here(table: &mut dyn TableLike, key: &str, value: Option<Value>) -> Result<(), String> {
    match value {
        Some(_) if table.get(key).is_some_and(|old| old.is_array_of_tables() || old.is_table()) => {
            Err("is a whole table; name one of its keys".into())
        }
        Some(value) => {
            table.insert(key, Item::Value(value));
            Ok(())
        }
        None => table.remove(key).map(drop).ok_or_else(|| format!("there is no `{key}` to leave out")),
    }
}

fn id_of(table: &toml_edit::Table) -> Option<&str> {
    table.get("id")?.as_str()
}

fn ids(list: &ArrayOfTables) -> String {
    list.iter().filter_map(id_of).collect::<Vec<_>>().join(", ")
}

fn keys(table: &dyn TableLike) -> String {
    table.iter().map(|(key, _)| key).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may unwrap")]
    use sarex_sim::setup::Text;

    use super::*;

    const SCENARIO: &str = "length = \"6h\" # of the day\n[environment]\nforecast_error = { wind_mps = 1.5 }\n\
                            [[unit]]\nid = \"a\"\nat = \"36-00N 131-00E\"\n[[unit]]\nid = \"b\"\n";

    fn level(set: &[(&str, &str)], remove: &[&str]) -> Level {
        Level {
            id: "x".into(),
            label: Text::plain("x"),
            set: set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
            remove: remove.iter().map(|key| (*key).to_owned()).collect(),
        }
    }

    #[test]
    fn values_are_put_at_their_paths_and_the_rest_stays() {
        let set =
            [("unit.a.at", "\"37-00N 131-00E\""), ("environment.forecast_error.wind_mps", "3"), ("length", "\"4h\"")];
        let text = patched(SCENARIO, &[&level(&set, &["unit.b"])]).unwrap();
        let expected = "length = \"4h\"\n[environment]\nforecast_error = { wind_mps = 3 }\n\
                        [[unit]]\nid = \"a\"\nat = \"37-00N 131-00E\"\n";
        assert_eq!(text.replace(" # of the day", ""), expected);
    }

    #[test]
    fn every_key_that_leads_nowhere_is_told_with_what_there_is() {
        let set = [
            ("unit.c.at", "1"),
            ("length.x", "1"),
            ("environment", "1"),
            ("unit.a", "1"),
            ("lines.split", "1"),
            ("length", "six"),
        ];
        let faults = patched(SCENARIO, &[&level(&set, &["unit.a.heading"])]).unwrap_err();
        let expected = [
            "unit.c.at: there is no unit `c`; there are: a, b",
            "length.x: `length` is a value, it has no keys",
            "environment: is a whole table; name one of its keys",
            "unit.a: is a whole table; name one of its keys",
            "lines.split: there is no `lines`; there are: length, environment, unit",
        ];
        assert_eq!(faults[..5], expected);
        assert!(faults[5].starts_with("length: six is no value of TOML"), "{}", faults[5]);
        assert_eq!(faults[6], "unit.a.heading: there is no `heading` to leave out");
    }

    #[test]
    fn ids_of_a_list_are_found() {
        assert_eq!(ids_of(SCENARIO, "unit"), ["a", "b"]);
        assert_eq!(ids_of(SCENARIO, "search"), [""; 0]);
    }
}
