//! Injects, default procedures and searches: what they do.

use sarex_model::units::nm;
use sarex_sim::list::Detail;
use sarex_sim::setup::{
    Action, Cell, EnvironmentChange, MessageDraft, SearchRequest, Serial, Split, Text, Unit, World,
};
use sarex_sim::talk::{Body, Kind};

use super::context::Context;
use super::forces::one_of;
use super::levers;
use super::orders::order_in;
use super::plugins;
use super::talk;
use super::tree::{Field, Span, Table};
use super::when;
use crate::limits::{ID_CHARS, NAME_CHARS, TEXT_CHARS};

/// Which table a serial stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialKind {
    /// `[[inject]]`.
    Inject,
    /// `[[procedure]]`.
    Procedure,
    /// `[[search]]`.
    Search,
}

/// The three tables of a scenario in the order written.
pub fn tables<'s>(root: &Table<'s>) -> (Vec<SerialKind>, Vec<Table<'s>>) {
    let mut all: Vec<(SerialKind, Table<'s>)> = Vec::new();
    all.extend(root.tables("inject", "[[inject]]").into_iter().map(|t| (SerialKind::Inject, t)));
    all.extend(root.tables("procedure", "[[procedure]]").into_iter().map(|t| (SerialKind::Procedure, t)));
    all.extend(root.tables("search", "[[search]]").into_iter().map(|t| (SerialKind::Search, t)));
    // The id stands inside its table, whatever the span of the table itself covers.
    all.sort_by_key(|(_, table)| table.get("id").map_or(table.span.start, |id| id.span().start));
    all.into_iter().unzip()
}

/// Reads one serial. `units` are those under command, some of them absent when they have faults.
pub fn serial(
    context: &Context<'_>,
    table: &Table<'_>,
    kind: SerialKind,
    cells: &[Cell],
    units: &[Option<Unit>],
) -> Option<Serial> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let when = when::when(context, table);
    let action = if kind == SerialKind::Search {
        search(context, table, units).map(Action::Search)
    } else {
        action(context, table, cells, units)
    };
    let expect = table.get("expect").and_then(|field| field.languages(TEXT_CHARS));
    let objective = table.get("objective").and_then(|field| {
        let number = context.objectives.resolve(&field)?;
        context.objectives.iter().nth(number as usize).map(str::to_owned)
    });
    let detail = detail(table);
    table.finish();
    let default_procedure = kind != SerialKind::Inject;
    Some(Serial { id, when: when?, action: action?, default_procedure, expect, objective, detail })
}

/// What only the exercise list says of it.
fn detail(table: &Table<'_>) -> Detail {
    Detail {
        owner: table.get("owner").and_then(|field| field.text(NAME_CHARS)),
        answer: table.get("answer").and_then(|field| field.text(ID_CHARS)),
        answer_within_s: table.get("answer_within").and_then(|field| field.seconds()),
    }
}

/// What a table does; a second thing is a finding.
pub fn action(context: &Context<'_>, table: &Table<'_>, cells: &[Cell], units: &[Option<Unit>]) -> Option<Action> {
    let mut found: Vec<Option<Action>> = Vec::new();
    // The keys of a message are asked for in any case, so that a hint can name them.
    let message = ["kind", "text", "to", "from", "about_object", "body", "fill", "answers"].map(|key| table.has(key));
    if message.into_iter().any(|there| there) {
        found.push(message_draft(context, table, cells).map(Action::Message));
    }
    if let Some(field) = table.get("order") {
        found.push(order_action(context, &field, units));
    }
    if let Some(field) = table.get("rescue") {
        found.push(rescue(context, &field));
    }
    if let Some(field) = table.get("environment") {
        found.push(environment(&field));
    }
    if let Some(field) = table.get("lever") {
        found.push(levers::lever(context, &field).map(Action::Lever));
    }
    if table.boolean_or("end", false) {
        found.push(Some(Action::End));
    }
    if found.len() != 1 {
        let message =
            if found.is_empty() { "it does nothing".to_owned() } else { format!("it does {} things", found.len()) };
        let hint = "give a message (to, kind, text), or one of order, rescue, environment, lever, end".to_owned();
        table.source.error(id_span(table), message, Some(hint));
        return None;
    }
    found.pop().flatten()
}

fn message_draft(context: &Context<'_>, table: &Table<'_>, cells: &[Cell]) -> Option<MessageDraft> {
    let from = match table.get("from") {
        Some(field) => context.cells.resolve(&field),
        None => {
            let control = cells.iter().position(|cell| cell.roles.contains(&sarex_sim::setup::Role::ExerciseControl));
            if control.is_none() {
                table.need("from");
            }
            control.and_then(|number| u32::try_from(number).ok())
        }
    };
    let to_field = table.need("to");
    let to = to_field.map(|field| context.cells.resolve_list(&field)).unwrap_or_default();
    if let Some(field) = to_field.filter(|field| field.value().as_array().is_some_and(|list| list.is_empty())) {
        field.error("nobody receives it", Some("name at least one cell".into()));
    }
    let body = table.get("body").map_or_else(|| Some(Body::Text), |field| talk::body(context, &field));
    let fill = table.get("fill").map(|field| talk::kind(&field));
    if let Some(field) = table.get("fill").filter(|_| table.has("body")) {
        field.error("`fill` writes the body, and `body` does too", Some("leave one of them out".into()));
    }
    let structured = table.has("body") || fill.is_some();
    let filled = fill.flatten();
    let own_kind = filled.map(Kind::message_kind).or(body.as_ref().and_then(Body::kind)).unwrap_or("text");
    let kind = table.get("kind").map_or_else(|| Some(own_kind.to_owned()), |field| field.text(ID_CHARS));
    // A structured message says something without a text.
    let text = if structured { table.get("text") } else { table.need("text") };
    let text = match text {
        Some(field) => field.languages(TEXT_CHARS),
        None => structured.then(Text::default),
    };
    let about = table.get("about_object").map(|field| context.objects.resolve(&field));
    let channel = table.get("channel").map_or(Some(0), |field| talk::channel(context, &field));
    let answers = table.get("answers").map_or_else(|| Some(String::new()), |field| field.text(ID_CHARS));
    Some(MessageDraft {
        from: from?,
        to,
        kind: kind?,
        text: text?,
        about_object: about.unwrap_or(None),
        body: body?,
        channel: channel?,
        reply_to: None,
        answers: answers?,
        fill: filled,
    })
}

fn order_action(context: &Context<'_>, field: &Field<'_>, units: &[Option<Unit>]) -> Option<Action> {
    let table = field.table("an order")?;
    let unit = table.need("unit").and_then(|field| context.units.resolve(&field));
    let class = unit.and_then(|n| units.get(n as usize)?.as_ref()).map(|unit| unit.performance.class);
    let order = order_in(context, &table, class);
    table.finish();
    Some(Action::Order { unit: unit?, order: order? })
}

fn rescue(context: &Context<'_>, field: &Field<'_>) -> Option<Action> {
    let table = field.table("a rescue")?;
    let cell = table.need("cell").and_then(|field| context.cells.resolve(&field));
    let object = table.need("object").and_then(|field| context.objects.resolve(&field));
    let units = table.need("units").map(|field| context.units.resolve_list(&field));
    table.finish();
    Some(Action::Rescue { cell: cell?, object: object?, units: units? })
}

fn environment(field: &Field<'_>) -> Option<Action> {
    let table = field.table("a change of the environment")?;
    let visibility_nm = table.get("visibility_nm").and_then(|field| field.number(0.0, 50.0));
    let wave_height_m = table.get("wave_height_m").and_then(|field| field.number(0.0, 20.0));
    table.finish();
    Some(Action::Environment(EnvironmentChange { visibility_nm, wave_height_m }))
}

/// Reads a search.
pub fn search(context: &Context<'_>, table: &Table<'_>, units: &[Option<Unit>]) -> Option<SearchRequest> {
    let units_field = table.need("units");
    let numbers = units_field.map(|field| context.units.resolve_list(&field)).unwrap_or_default();
    let cell = match table.get("cell") {
        Some(field) => context.cells.resolve(&field),
        None => numbers.first().and_then(|n| units.get(*n as usize)?.as_ref()?.cell),
    };
    let pattern = table.need("pattern").and_then(|field| field.table("a pattern"));
    let pattern = pattern.and_then(|pattern| {
        let plugin = pattern.need("plugin").and_then(|field| context.plugin(&field, World::SearchPattern));
        let kind = pattern.need("kind").and_then(|field| field.text(ID_CHARS));
        let params = pattern.get("params").map_or_else(|| Some(Vec::new()), |field| plugins::params(&field));
        pattern.finish();
        Some((plugin?, kind?, params?))
    });
    let object = match table.get("object") {
        Some(field) => context.objects.resolve(&field),
        None if context.objects.iter().count() == 1 => Some(0),
        None => {
            table.need("object");
            None
        }
    };
    let area_field = table.get("area");
    let area = area_field.map_or_else(|| Some(Vec::new()), |field| field.positions(3));
    let track_field = table.get("track");
    let track = track_field.map_or_else(|| Some(Vec::new()), |field| field.positions(2));
    for (field, places) in [(area_field, &area), (track_field, &track)] {
        for at in places.iter().flatten() {
            let span: Span = field.map_or(table.span.clone(), |field| field.span());
            context.place(span, *at, "a corner of the search", false);
        }
    }
    let split = table.get("split").map(|field| split(context, &field));
    let spacing_nm = table.get("spacing_nm").map(|field| field.number(0.01, 50.0));
    let shared = table.boolean_or("shared", true);
    let (plugin, pattern, params) = pattern?;
    Some(SearchRequest {
        cell: cell?,
        plugin,
        pattern,
        params,
        units: numbers,
        object: object?,
        area: area?,
        split: split.map_or(Some(None), |split| split.map(Some))?,
        track: track?,
        spacing_m: spacing_nm.map_or(Some(None), |spacing| spacing.map(|n| Some(nm(n))))?,
        shared,
    })
}

fn split(context: &Context<'_>, field: &Field<'_>) -> Option<Split> {
    if !field.is_table() {
        let halves = [
            ("north-half", Split::NorthHalf),
            ("south-half", Split::SouthHalf),
            ("east-half", Split::EastHalf),
            ("west-half", Split::WestHalf),
            ("agreed", Split::Agreed),
        ];
        return one_of(field, &halves);
    }
    let table = field.table("a split")?;
    let left = table.get("left_of").map(|field| context.lines.resolve(&field).map(Split::LeftOf));
    let right = table.get("right_of").map(|field| context.lines.resolve(&field).map(Split::RightOf));
    table.finish();
    match (left, right) {
        (Some(split), None) | (None, Some(split)) => split,
        _ => {
            field.error(
                "a split has one side",
                Some("write { left_of = \"line-id\" } or { right_of = \"line-id\" }".into()),
            );
            None
        }
    }
}

/// Where a serial is named.
pub(super) fn id_span(table: &Table<'_>) -> Span {
    table.get("id").map_or(table.span.clone(), |id| id.span())
}
