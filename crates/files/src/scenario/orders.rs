//! Orders of units, at the start and in procedures.

use sarex_model::position::Position;
use sarex_model::units::{feet, knots};
use sarex_sim::setup::{Class, Order, RouteLeg};

use super::context::{Context, Placed};
use super::forces::one_of;
use super::tree::{Field, Table};
use crate::limits::POINTS;

/// Height that search aircraft fly on a route without `height_ft`, feet.
const HEIGHT_FT: f64 = 500.0;

/// Reads an order: a word, or a table with one of the keys below and speed and height.
pub fn order(context: &Context<'_>, field: &Field<'_>, class: Option<Class>) -> Option<Order> {
    if !field.is_table() {
        let words = [("hold", false), ("return-to-base", true)];
        return one_of(field, &words).map(|back| if back { Order::ReturnToBase } else { Order::Hold });
    }
    let table = field.table("an order")?;
    let order = order_in(context, &table, class);
    table.finish();
    order
}

/// Reads an order whose key stands in a table beside other keys: `go_to`, `route`, `patrol`, `escort`, `recover`,
/// `return_to_base` or `hold`.
pub fn order_in(context: &Context<'_>, table: &Table<'_>, class: Option<Class>) -> Option<Order> {
    let speed_mps = knots(table.number_or("speed_kn", 0.0, 1_000.0, 0.0));
    let aloft = class.is_some_and(|class| class != Class::Vessel);
    let height_ft = table.get("height_ft").and_then(|f| f.number(0.0, 50_000.0));
    let alt_m = feet(height_ft.unwrap_or(if aloft { HEIGHT_FT } else { 0.0 }));
    let searching = table.boolean_or("searching", false);
    let legs = |places: Vec<Position>| -> Vec<RouteLeg> {
        places.into_iter().map(|to| RouteLeg { to, speed_mps, alt_m, searching }).collect()
    };
    let afloat = class == Some(Class::Vessel);
    let mut found = Vec::new();
    if let Some(field) = table.get("go_to") {
        found.push(context.spot(&field).map(|(at, spot)| {
            context.place(field.span(), at, "the place to go to", afloat && spot.is_none());
            Order::GoTo(at)
        }));
    }
    for (key, round) in [("route", false), ("patrol", true)] {
        if let Some(field) = table.get(key) {
            let places = route(context, &field, afloat);
            found.push(
                places.map(|places| if round { Order::Patrol(legs(places)) } else { Order::Route(legs(places)) }),
            );
        }
    }
    if let Some(field) = table.get("escort") {
        found.push(context.units.resolve(&field).map(Order::Escort));
    }
    if let Some(field) = table.get("recover") {
        found.push(context.objects.resolve(&field).map(Order::Recover));
    }
    if table.boolean_or("return_to_base", false) {
        found.push(Some(Order::ReturnToBase));
    }
    if table.boolean_or("hold", false) {
        found.push(Some(Order::Hold));
    }
    if found.len() != 1 {
        let hint = "give one of go_to, route, patrol, escort, recover, return_to_base, hold".to_owned();
        table.source.error(table.span.clone(), format!("an order with {} things to do", found.len()), Some(hint));
        return None;
    }
    found.pop().flatten()
}

fn route(context: &Context<'_>, field: &Field<'_>, afloat: bool) -> Option<Vec<Position>> {
    let entries = field.list()?;
    if entries.is_empty() || entries.len() > POINTS {
        field.error(format!("a route of {} places, from 1 to {POINTS} are wanted", entries.len()), None);
        return None;
    }
    let mut places = Vec::new();
    for entry in &entries {
        let Some((at, spot)) = context.spot(entry) else { continue };
        let what = "a place of the route".to_owned();
        let afloat = afloat && spot.is_none();
        let from = places.last().copied().filter(|_| afloat);
        context.placed.borrow_mut().push(Placed { span: entry.span(), at, from, what, afloat });
        places.push(at);
    }
    (places.len() == entries.len()).then_some(places)
}
