//! `lever = { ... }` of an inject: what control changes under the feet of the trainees.

use sarex_model::{
    position::Vec2,
    units::{knots, nm},
};
use sarex_sim::{
    levers::{Change, Equipment, Fate, Fault, Jam, Lever, MAX_LEVERS, Offset},
    setup::Base,
};

use super::context::Context;
use super::forces::one_of;
use super::tree::{Field, Table};
use crate::finding::did_you_mean;
use crate::limits::{ID_CHARS, TEXT_CHARS};

/// The keys of which a lever has one.
const LEVERS: [&str; 14] = [
    "fault",
    "repair",
    "cut",
    "reconnect",
    "close_port",
    "open_port",
    "divert",
    "jam",
    "end_jam",
    "withdraw",
    "rejoin",
    "offset",
    "tell_forecast",
    "override",
];

const EQUIPMENT: [(&str, Equipment); 5] = [
    ("radar", Equipment::Radar),
    ("engine", Equipment::Engine),
    ("hoist", Equipment::Hoist),
    ("camera", Equipment::Camera),
    ("radio", Equipment::Radio),
];

/// Reads a lever.
pub fn lever(context: &Context<'_>, field: &Field<'_>) -> Option<Lever> {
    let table = field.table("a lever")?;
    let mut there = LEVERS.into_iter().filter(|key| table.has(key));
    let (key, second) = (there.next(), there.next());
    let read = match (key, second) {
        (Some(key), None) => table.get(key).and_then(|field| pulled(context, &table, key, &field)),
        _ => {
            let message = if key.is_none() { "the lever does nothing" } else { "the lever does more than one thing" };
            field.error(message, Some(format!("give one of {}", LEVERS.join(", "))));
            None
        }
    };
    table.finish();
    read
}

fn pulled(context: &Context<'_>, table: &Table<'_>, key: &str, field: &Field<'_>) -> Option<Lever> {
    let unit = || table.need("unit").and_then(|field| context.units.resolve(&field));
    let cell = || context.cells.resolve(field);
    match key {
        "fault" => {
            let equipment = one_of(field, &EQUIPMENT);
            let left = table.get("left").map_or(Some(0.0), |field| share_left(&field, equipment));
            Some(Lever::Fault(Fault { unit: unit()?, equipment: equipment?, left: left? }))
        }
        "repair" => {
            let all = field.value().as_str() == Some("all");
            let equipment = if all { Some(None) } else { one_of(field, &EQUIPMENT).map(Some) };
            Some(Lever::Repair { unit: unit()?, equipment: equipment? })
        }
        "cut" => cell().map(|cell| Lever::Cut { cell }),
        "reconnect" => cell().map(|cell| Lever::Reconnect { cell }),
        "withdraw" => cell().map(|cell| Lever::Withdraw { cell }),
        "rejoin" => cell().map(|cell| Lever::Rejoin { cell }),
        "close_port" => base(context, field).map(Lever::ClosePort),
        "open_port" => base(context, field).map(Lever::OpenPort),
        "divert" => {
            let to = table.need("to").and_then(|field| base(context, &field));
            Some(Lever::Divert { unit: context.units.resolve(field)?, base: to? })
        }
        "jam" => {
            let name = field.text(MAX_LEVERS.min(ID_CHARS));
            let at = table.need("at").and_then(|field| context.spot(&field)).map(|(at, _)| at);
            let radius_nm = table.need("radius_nm").and_then(|field| field.number(0.1, 250.0));
            Some(Lever::Jam(Jam { name: name?, at: at?, radius_m: nm(radius_nm?) }))
        }
        "end_jam" => field.text(ID_CHARS).map(|name| Lever::EndJam { name }),
        "offset" => offset(field).map(Lever::Offset),
        "tell_forecast" => Some(Lever::TellForecast { cells: context.cells.resolve_list(field) }),
        _ => {
            let reason = table.need("reason").and_then(|field| field.text(TEXT_CHARS));
            let change = change(context, field);
            Some(Lever::Override { change: change?, reason: reason? })
        }
    }
}

fn share_left(field: &Field<'_>, equipment: Option<Equipment>) -> Option<f64> {
    if equipment.is_some_and(|e| e != Equipment::Engine) {
        field.error("only an engine can work in part", Some("leave `left` out".into()));
        return None;
    }
    field.number(0.0, 0.99)
}

/// A place, or `{ deck_of = "unit" }`.
fn base(context: &Context<'_>, field: &Field<'_>) -> Option<Base> {
    if !field.is_table() {
        return context.spot(field).map(|(at, _)| Base::Place(at));
    }
    let table = field.table("a base")?;
    let deck = table.need("deck_of").and_then(|field| context.units.resolve(&field));
    table.finish();
    deck.map(Base::Deck)
}

/// `{ wind_from_deg, wind_kn, set_deg, drift_kn }`; what is left out is nil, and `{}` restores the data.
fn offset(field: &Field<'_>) -> Option<Offset> {
    let table = field.table("an offset")?;
    let pair = |speed: &'static str, most_kn: f64, degrees: &'static str| {
        let kn = table.get(speed).map_or(Some(0.0), |field| field.number(0.0, most_kn));
        let deg = if table.has(speed) { table.need(degrees) } else { table.get(degrees) };
        let deg = deg.map_or(Some(0.0), |field| field.number(0.0, 360.0));
        Some((deg?, knots(kn?)))
    };
    let wind = pair("wind_kn", 77.0, "wind_from_deg");
    let current = pair("drift_kn", 7.7, "set_deg");
    table.finish();
    let ((from_deg, wind_mps), (set_deg, current_mps)) = (wind?, current?);
    Some(Offset { wind: Vec2::from_polar(from_deg + 180.0, wind_mps), current: Vec2::from_polar(set_deg, current_mps) })
}

fn change(context: &Context<'_>, field: &Field<'_>) -> Option<Change> {
    let table = field.table("an override")?;
    let unit = table.get("unit").map(|field| context.units.resolve(&field));
    let object = table.get("object").map(|field| context.objects.resolve(&field));
    let at = table.get("at").map(|field| context.spot(&field).map(|(at, _)| at));
    let fuel = table.get("fuel").map(|field| field.number(0.0, 1.0));
    let lost = table.get("lost").map(|field| field.boolean());
    let found = table.get("found").map(|field| field.boolean());
    let by = table.get("by").map(|field| context.cells.resolve(&field));
    let person = table.get("person").map(|field| field.integer(1, 100_000));
    let fate = table.get("fate").map(|field| field.text(ID_CHARS).map(|word| (field, word)));
    let read = match (unit, object, at, fuel, lost, found, fate) {
        (Some(unit), None, Some(at), None, None, None, None) => Some(Change::UnitPosition { unit: unit?, at: at? }),
        (Some(unit), None, None, Some(share), None, None, None) => Some(Change::Fuel { unit: unit?, share: share? }),
        (Some(unit), None, None, None, Some(lost), None, None) => Some(Change::Lost { unit: unit?, lost: lost? }),
        (None, Some(object), Some(at), None, None, None, None) => {
            Some(Change::ObjectPosition { object: object?, at: at? })
        }
        (None, Some(object), None, None, None, Some(found), None) => {
            let cell = by.or_else(|| table.need("by").map(|_| None));
            Some(Change::Found { cell: cell??, object: object?, found: found? })
        }
        (unit, Some(object), None, None, None, None, Some(fate)) => {
            let person = person.or_else(|| table.need("person").map(|_| None))??;
            let (field, word) = fate?;
            let fate = fate_of(&field, &word, unit.flatten())?;
            Some(Change::Person { object: object?, person: u32::try_from(person - 1).ok()?, fate })
        }
        _ => {
            let hint = "write { unit, at }, { unit, fuel }, { unit, lost }, { object, at }, { object, found, by } or \
                        { object, person, fate }";
            field.error("an override sets one thing", Some(hint.into()));
            None
        }
    };
    table.finish();
    read
}

fn fate_of(field: &Field<'_>, word: &str, unit: Option<u32>) -> Option<Fate> {
    match (word, unit) {
        ("waiting", None) => Some(Fate::Waiting),
        ("dead", None) => Some(Fate::Dead),
        ("recovered", Some(unit)) => Some(Fate::Recovered { unit }),
        ("recovered", None) => {
            field.error("a recovered person is on board a unit", Some("add unit = \"unit-id\"".into()));
            None
        }
        _ => {
            let hint = did_you_mean(word, ["waiting", "dead", "recovered"]);
            field.error(
                format!("\"{word}\" is no fate"),
                hint.or_else(|| Some("write waiting, dead or recovered".into())),
            );
            None
        }
    }
}
