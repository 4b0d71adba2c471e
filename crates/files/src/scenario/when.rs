//! When serials are due.

use sarex_sim::setup::{Action, Serial, When};

use super::context::Context;
use super::serials::id_span;
use super::tree::{Field, Table};
use crate::finding::did_you_mean;
use crate::limits::ID_CHARS;

/// When a serial is due.
pub fn when(context: &Context<'_>, table: &Table<'_>) -> Option<When> {
    let delay_s = table.get("delay").and_then(|field| field.seconds()).unwrap_or(0);
    let at = table.get("at").map(|field| {
        let s = field.seconds()?;
        if s > context.length_s.get() {
            field.warn(
                "it is due after the end of the exercise",
                Some("make `length` longer, or let it come earlier".into()),
            );
        }
        Some(When::At(s))
    });
    let after =
        table.get("after").map(|field| context.serials.resolve(&field).map(|serial| When::After { serial, delay_s }));
    let on = table.get("when").map(|field| match field.value().as_str() {
        Some("by-hand") => Some(When::ByHand),
        _ => condition(context, &field, delay_s),
    });
    let mut found: Vec<Option<When>> = [at, after, on].into_iter().flatten().collect();
    if found.len() != 1 {
        let message = if found.is_empty() { "it is never due" } else { "it has more than one time" };
        let hint =
            "give one of at = \"+10min\", after = \"I-01\", when = { received = \"datum\", by = \"cell\" }, when = \"by-hand\""
                .to_owned();
        table.source.error(id_span(table), message, Some(hint));
        return None;
    }
    found.pop().flatten()
}

fn condition(context: &Context<'_>, field: &Field<'_>, outer_delay_s: u64) -> Option<When> {
    let table = field.table("when")?;
    let delay_s = table.get("delay").and_then(|field| field.seconds()).unwrap_or(outer_delay_s);
    let mut found: Vec<Option<When>> = Vec::new();
    if let Some(field) = table.get("received") {
        let cell = table.need("by").and_then(|field| context.cells.resolve(&field));
        found.push(field.text(ID_CHARS).zip(cell).map(|(kind, cell)| When::Received { kind, cell, delay_s }));
    } else if let Some(by) = table.get("by").filter(|_| !["found", "searched", "pos"].iter().any(|key| table.has(key)))
    {
        by.error("`by` goes with `received`, `found`, `searched` or `pos`", None);
    }
    if let Some(field) = table.get("found") {
        let any = field.value().as_bool() == Some(true);
        let object = if any { Some(None) } else { context.objects.resolve(&field).map(Some) };
        let cell = table.get("by").map_or(Some(None), |by| context.cells.resolve(&by).map(Some));
        found.push(object.zip(cell).map(|(object, cell)| When::Found { object, cell, delay_s }));
    }
    if let Some(field) = table.get("recovered") {
        found.push(field.boolean().filter(|yes| *yes).map(|_| When::Recovered { delay_s }));
    }
    if let Some(field) = table.get("not_found_after") {
        found.push(context.serials.resolve(&field).map(|serial| When::NotFoundAfter { serial, delay_s }));
    }
    if let Some(field) = table.get("answered") {
        found.push(context.serials.resolve(&field).map(|serial| When::Answered { serial, delay_s }));
    }
    if let Some(field) = table.get("unanswered") {
        let for_s = table.need("for").and_then(|field| field.seconds());
        let serial = context.serials.resolve(&field);
        found.push(serial.zip(for_s).map(|(serial, for_s)| When::Unanswered { serial, for_s }));
    }
    if let Some(field) = table.get("searched") {
        found.push(searched(context, &table, &field, delay_s));
    }
    if let Some(field) = table.get("pos") {
        found.push(pos(context, &table, &field, delay_s));
    }
    table.finish();
    if found.len() != 1 {
        let hint =
            "give one of received (with by), found, recovered, not_found_after, answered, unanswered (with for), \
                    searched, pos; and delay if wanted"
                .to_owned();
        field.error(format!("a condition of {} parts", found.len()), Some(hint));
        return None;
    }
    found.pop().flatten()
}

/// A share such as `0.8` or `"80%"`, above 0.
fn share(field: &Field<'_>) -> Option<f64> {
    let Some(text) = field.value().as_str() else { return field.number(0.001, 1.0) };
    let share = text.trim().strip_suffix('%').and_then(|percent| percent.trim().parse::<f64>().ok()).map(|p| p / 100.0);
    let share = share.filter(|share| (0.001..=1.0).contains(share));
    if share.is_none() {
        field.error(format!("\"{text}\" is no share"), Some("write 0.8 or \"80%\", at most 1".into()));
    }
    share
}

fn searched(context: &Context<'_>, table: &Table<'_>, field: &Field<'_>, delay_s: u64) -> Option<When> {
    let any = field.value().as_bool() == Some(true);
    let search = if any { Some(None) } else { context.serials.resolve(field).map(Some) };
    let cell = table.get("by").map_or(Some(None), |by| context.cells.resolve(&by).map(Some));
    let share = table.get("share").map_or(Some(1.0), |field| share(&field));
    Some(When::Searched { search: search?, cell: cell?, share: share?, delay_s })
}

fn pos(context: &Context<'_>, table: &Table<'_>, field: &Field<'_>, delay_s: u64) -> Option<When> {
    let least = share(field);
    let object = table.get("object").map_or(Some(None), |field| context.objects.resolve(&field).map(Some));
    let cell = table.get("by").map_or(Some(None), |by| context.cells.resolve(&by).map(Some));
    Some(When::Pos { least: least?, object: object?, cell: cell?, delay_s })
}

/// Notes rings of serials that wait for one another and are never due.
pub fn check_rings(context: &Context<'_>, tables: &[Table<'_>], serials: &[Option<Serial>]) {
    let waits_for = |number: usize| match serials.get(number)?.as_ref()?.when {
        When::After { serial, .. }
        | When::NotFoundAfter { serial, .. }
        | When::Answered { serial, .. }
        | When::Unanswered { serial, .. } => Some(serial as usize),
        When::Searched { search, .. } => search.map(|serial| serial as usize),
        _ => None,
    };
    for (start, table) in tables.iter().enumerate() {
        let mut ring = vec![start];
        let mut next = waits_for(start);
        while let Some(number) = next.filter(|number| *number != start && ring.len() <= serials.len()) {
            ring.push(number);
            next = waits_for(number);
        }
        // A ring is told once, at its first member.
        if next == Some(start) && ring.iter().all(|member| *member >= start) {
            let name = |number: &usize| Some(serials.get(*number)?.as_ref()?.id.as_str());
            let names: Vec<&str> = ring.iter().filter_map(name).collect();
            let message = format!("these wait for one another and are never due: {}", names.join(" -> "));
            context.source.error(id_span(table), message, Some("give one of them a time with at = \"...\"".into()));
        }
    }
}

/// Notes waits for messages that no serial sends.
pub fn check_messages(context: &Context<'_>, tables: &[Table<'_>], serials: &[Option<Serial>]) {
    let kind = |serial: &'_ Serial| match &serial.action {
        Action::Message(draft) => Some(draft.kind.clone()),
        _ => None,
    };
    let sent: Vec<String> = serials.iter().flatten().filter_map(kind).collect();
    for (table, serial) in tables.iter().zip(serials) {
        if let Some(Serial { when: When::Received { kind, .. }, .. }) = serial
            && !sent.contains(kind)
        {
            let span = table.get("when").map_or(table.span.clone(), |field| field.span());
            let hint = did_you_mean(kind, sent.iter().map(String::as_str));
            let message = format!("no serial sends a message of kind \"{kind}\"; only somebody at the desk can");
            context.source.warn(span, message, hint);
        }
    }
}

/// Notes waits for an answer to what asks nothing, and for the legs of what is no search.
pub fn check_waits(context: &Context<'_>, tables: &[Table<'_>], serials: &[Option<Serial>]) {
    let named = |number: u32| serials.get(number as usize).and_then(Option::as_ref);
    for (table, serial) in tables.iter().zip(serials) {
        let Some(serial) = serial else { continue };
        let span = table.get("when").map_or(table.span.clone(), |field| field.span());
        let (other, good, wanted) = match serial.when {
            When::Answered { serial, .. } | When::Unanswered { serial, .. } => {
                let Some(other) = named(serial) else { continue };
                (other, matches!(other.action, Action::Message(_)), "sends no message, so nobody can answer it")
            }
            When::Searched { search: Some(search), .. } => {
                let Some(other) = named(search) else { continue };
                (other, matches!(other.action, Action::Search(_)), "is no search")
            }
            _ => continue,
        };
        if !good {
            context.source.error(span, format!("{} {wanted}", other.id), Some("name another serial".into()));
        }
    }
    for (table, serial) in tables.iter().zip(serials) {
        let asks = |serial: &Serial| serial.detail.answer.is_some() || serial.detail.answer_within_s.is_some();
        if let Some(serial) = serial.as_ref().filter(|serial| asks(serial))
            && !matches!(serial.action, Action::Message(_))
        {
            let field = table.get("answer").or_else(|| table.get("answer_within"));
            let span = field.map_or(id_span(table), |field| field.span());
            let hint = "take the answer away, or give the message that asks for it".to_owned();
            context.source.error(span, "it sends no message, so nobody can answer it", Some(hint));
        }
    }
}
