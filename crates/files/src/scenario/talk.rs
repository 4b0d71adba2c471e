//! Messages as structures, and the communications they travel on.
//!
//! The keys of a structured body are the fields of `sarex_sim::talk`; ids stand where the engine has numbers, and units of
//! measure and durations are written as everywhere in a scenario (`error_nm`, `wind_kn`, `time = "-4h"`).

use sarex_model::position::Position;
use sarex_model::units::{feet, knots, nm};
use sarex_sim::setup::Text;
use sarex_sim::talk::{Body, Carrier, Channel, Communications, Kind, Link, LinkRule, Quality, Station};
use serde::Deserialize;
use toml::Value;
use toml::de::DeValue;

use super::context::Context;
use super::forces::one_of;
use super::tree::{Field, Table};
use crate::limits::{LINKS, NAME_CHARS, TEXT_CHARS};

/// Height of an antenna that the scenario does not give, metres (assumed: a mast on a hill by the shore).
const ANTENNA_M: f64 = 100.0;
/// Metres of an antenna, at most: the highest mountain of the coasts there are.
const ANTENNA_MOST_M: f64 = 5_000.0;
const HOURS_6_S: u64 = sarex_sim::limits::MAX_MESSAGE_DELAY_S;

/// Reads what a message says as a structure.
pub fn body(context: &Context<'_>, field: &Field<'_>) -> Option<Body> {
    let value = form(context, "body", field)?;
    match Body::deserialize(value.1) {
        Ok(body) => Some(body),
        Err(error) => {
            let hint = "scenarios/README.md, section Messages, lists the structures and their keys".to_owned();
            field.error(format!("this is no message: {}", error.message().trim()), Some(hint));
            None
        }
    }
}

/// The kind of form that is filled in when the message is sent.
pub fn kind(field: &Field<'_>) -> Option<Kind> {
    let words: Vec<(&str, Kind)> = Kind::ALL.iter().map(|kind| (kind.code(), *kind)).collect();
    one_of(field, &words)
}

/// The number of a channel. Without a list of channels there is one line, whatever the planner calls it.
pub fn channel(context: &Context<'_>, field: &Field<'_>) -> Option<u32> {
    if context.channels.iter().next().is_none() {
        return Some(0);
    }
    context.channels.resolve(field)
}

/// A value as the engine's structures have it, under the key that they have it under. Faults of references, positions and
/// durations are found at their place.
fn form(context: &Context<'_>, key: &str, field: &Field<'_>) -> Option<(String, Value)> {
    let plain = |value: Value| Some((key.to_owned(), value));
    match field.value() {
        DeValue::Table(_) if key == "text" => plain(text(field.languages(TEXT_CHARS)?)),
        DeValue::Table(_) => {
            let members = field.members();
            let found: Vec<_> = members.iter().map(|(key, member)| form(context, key, member)).collect();
            plain(Value::Table(found.into_iter().collect::<Option<_>>()?))
        }
        DeValue::Array(_) => {
            let entries: Vec<_> = field.list()?.iter().map(|entry| form(context, key, entry)).collect();
            let values = entries.into_iter().map(|entry| entry.map(|(_, value)| value)).collect::<Option<_>>()?;
            plain(Value::Array(values))
        }
        DeValue::Boolean(yes) => plain(Value::Boolean(*yes)),
        DeValue::Integer(_) | DeValue::Float(_) => number(key, field),
        _ => word(context, key, field),
    }
}

fn number(key: &str, field: &Field<'_>) -> Option<(String, Value)> {
    if is_reference(key) {
        field.wrong_type("an id in quotes");
        return None;
    }
    let scaled = |suffix: &str, si: &str, turn: fn(f64) -> f64| {
        let stem = key.strip_suffix(suffix)?;
        Some(field.number(-1e9, 1e9).map(|n| (format!("{stem}{si}"), Value::Float(turn(n)))))
    };
    let units = [scaled("_nm", "_m", nm), scaled("_kn", "_mps", knots), scaled("_ft", "_m", feet)];
    if let Some(found) = units.into_iter().flatten().next() {
        return found;
    }
    let value = match field.value() {
        DeValue::Integer(_) => Value::Integer(i64::try_from(field.integer(0, i64::MAX as u64)?).ok()?),
        _ => Value::Float(field.number(-1e9, 1e9)?),
    };
    Some((key.to_owned(), value))
}

fn is_reference(key: &str) -> bool {
    matches!(key, "unit" | "cell" | "coordinator" | "to" | "object")
}

fn word(context: &Context<'_>, key: &str, field: &Field<'_>) -> Option<(String, Value)> {
    let number = |n: u32| Value::Integer(i64::from(n));
    let value = match key {
        "unit" => number(context.units.resolve(field)?),
        "cell" | "coordinator" | "to" => number(context.cells.resolve(field)?),
        "object" => number(context.objects.resolve(field)?),
        "at" | "place" | "commence" | "corners" => {
            let (at, _) = context.spot(field)?;
            context.place(field.span(), at, "a place in a message", false);
            position(at)
        }
        "time" | "received" | "start" | "by" | "every" => {
            return Some((format!("{key}_s"), Value::Integer(field.duration_s(key != "every")?)));
        }
        "text" => text(field.languages(TEXT_CHARS)?),
        "activity" => Value::String(pascal(&field.text(NAME_CHARS)?)),
        _ => Value::String(field.text(NAME_CHARS)?),
    };
    Some((key.to_owned(), value))
}

fn position(at: Position) -> Value {
    let degrees = [("lat_deg", at.lat_deg), ("lon_deg", at.lon_deg)];
    Value::Table(degrees.into_iter().map(|(key, deg)| (key.to_owned(), Value::Float(deg))).collect())
}

fn text(text: Text) -> Value {
    let languages = [("en", Some(text.en)), ("ko", text.ko), ("ja", text.ja)];
    let written = languages.into_iter().filter_map(|(key, text)| Some((key.to_owned(), Value::String(text?))));
    Value::Table(written.collect())
}

/// `on-scene` as the engine's activities are written: `OnScene`.
fn pascal(word: &str) -> String {
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    word.split('-').map(part).collect()
}

/// Reads `[communications]`; without it there is one line that loses nothing.
pub fn communications(context: &Context<'_>, table: Option<&Table<'_>>, channels: &[Table<'_>]) -> Communications {
    let Some(table) = table else { return Communications::default() };
    let people = table.get("read_by_people").map(|field| context.cells.resolve_list(&field)).unwrap_or_default();
    let mut read: Vec<Channel> = channels.iter().filter_map(channel_in).collect();
    if channels.is_empty() {
        read.push(Channel::line());
    }
    let links = table.tables("link", "[[communications.link]]");
    let stations = table.tables("station", "[[communications.station]]");
    for list in [&links, &stations] {
        if let Some(first) = list.first().filter(|_| list.len() > LINKS) {
            let message = format!("{} of {}, at most {LINKS} are kept", list.len(), first.what);
            table.source.error(first.span.clone(), message, None);
        }
    }
    let communications = Communications {
        channels: read,
        links: links.iter().filter_map(|link| link_rule(context, link)).collect(),
        stations: stations.iter().filter_map(|entry| station(context, entry)).collect(),
        people,
    };
    table.finish();
    communications
}

fn channel_in(table: &Table<'_>) -> Option<Channel> {
    // The id was checked when the ids were read.
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let name = table.get("name").map_or_else(|| Some(Text::plain(id.clone())), |field| field.languages(NAME_CHARS));
    let carriers = [
        ("line", Carrier::Line),
        ("satellite", Carrier::Satellite),
        ("telephone", Carrier::Telephone),
        ("vhf", Carrier::Vhf),
        ("mf", Carrier::Mf),
    ];
    let carrier = table.need("carrier").and_then(|field| one_of(&field, &carriers));
    let range_m = table.get("range_nm").and_then(|field| field.number(0.1, 5_000.0)).map(nm);
    let quality = quality(table);
    table.finish();
    Some(Channel { id, name: name?, carrier: carrier?, range_m, quality })
}

fn quality(table: &Table<'_>) -> Quality {
    let chance = |key| table.get(key).and_then(|field: Field<'_>| field.number(0.0, 1.0));
    let seconds = |key| {
        let field = table.get(key)?;
        let s = field.seconds()?;
        if s > HOURS_6_S {
            field.error("a message is under way for at most 6h", None);
        }
        Some(s)
    };
    Quality {
        delay_s: seconds("delay"),
        loss: chance("loss"),
        interpret_s: seconds("interpret"),
        mishear: chance("mishear"),
        cut: table.get("cut").and_then(|field| field.boolean()),
    }
}

fn link_rule(context: &Context<'_>, table: &Table<'_>) -> Option<LinkRule> {
    let on = table.get("channel").map(|field| channel(context, &field));
    let between = table.get("between").map(|field| {
        let cells = context.cells.resolve_list(&field);
        if cells.len() > 2 {
            field.error("a link has one or two ends", Some("name one cell for all its links, or two cells".into()));
        }
        cells
    });
    let ends = between.unwrap_or_default();
    let quality = quality(table);
    if quality == Quality::default() {
        let hint = "give one of delay, loss, interpret, mishear, cut".to_owned();
        table.source.error(table.span.clone(), "this link says nothing of its quality", Some(hint));
    }
    table.finish();
    let link =
        Link { channel: on.map_or(Some(None), |on| on.map(Some))?, a: ends.first().copied(), b: ends.get(1).copied() };
    Some(LinkRule { link, quality })
}

fn station(context: &Context<'_>, table: &Table<'_>) -> Option<Station> {
    let cell = table.need("cell").and_then(|field| context.cells.resolve(&field));
    let at = table.need("at").and_then(|field| context.spot(&field)).map(|(at, _)| at);
    let height_m = table.number_or("height_m", 0.0, ANTENNA_MOST_M, ANTENNA_M);
    if !table.has("height_m") {
        context.note("antennas of shore stations assumed 100 m high where the scenario does not say");
    }
    table.finish();
    Some(Station { cell: cell?, at: at?, height_m })
}
