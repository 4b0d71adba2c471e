//! Traffic: groups of invented ships on the sea lanes or on a fishing ground, placed by the seed.

use geo::LineString;
use sarex_model::land::LandMask;
use sarex_model::position::Position;
use sarex_model::rng::{Draw, Purpose};
use sarex_model::units::nm;
use sarex_sim::setup::{Base, Order, RouteLeg, Text, Unit};

use super::context::Context;
use super::ground::{open_water, step, within};
use super::tree::Table;
use super::units::{asset, behaviour, note_assumed};
use crate::fgb::Bbox;
use crate::limits::{NAME_CHARS, UNITS};

/// A group as it is written.
pub struct Group<'t, 's> {
    table: &'t Table<'s>,
    /// Its number among the groups.
    number: usize,
    /// Its fishing ground; none: the sea lanes.
    area: Option<Vec<Position>>,
}

impl Group<'_, '_> {
    /// Its ships run on the sea lanes.
    pub fn on_lanes(&self) -> bool {
        self.area.is_none()
    }
}

/// Tries per ship to find a place or a route off the land.
const TRIES: u64 = 64;
/// Length of a lane route that is run to and fro, nautical miles.
const ROUTE_NM: f64 = 150.0;
/// Longest leg of a route, so that the land check and the great circle stay close, nautical miles.
const LEG_NM: f64 = 20.0;
/// Side of the round of a fishing vessel, nautical miles.
const ROUND_NM: f64 = 3.0;

/// Reads where a group is, before the box of the scenario is known.
pub fn group<'t, 's>(context: &Context<'_>, table: &'t Table<'s>, number: usize) -> Group<'t, 's> {
    let area = table.get("area").and_then(|field| {
        let area = field.positions(3)?;
        for at in &area {
            context.place(field.span(), *at, "a corner of the traffic area", false);
        }
        Some(area)
    });
    Group { table, number, area }
}

/// Where traffic may be.
pub struct Waters<'w> {
    /// The box of the scenario.
    pub area: Bbox,
    /// The land in it.
    pub land: &'w LandMask,
    /// The stretches of sea lane in it.
    pub lanes: &'w [Lane],
    /// The patrol area, in which ships without AIS start if there is room.
    pub watched: &'w [Position],
}

impl Waters<'_> {
    /// A place and a round for a ship; a dark one starts in the patrol area if one of the tries does.
    fn place(&self, ground: Option<&[Position]>, seed: u64, stream: u64, dark: bool) -> Option<(Position, Order)> {
        let watched = |at: Position| !self.watched.is_empty() && contains(self.watched, at);
        let inside = || self.lanes.iter().filter(|lane| watched(lane.from) || watched(lane.to)).copied().collect();
        let starts: Vec<Lane> = if dark { inside() } else { Vec::new() };
        let starts = if starts.is_empty() { self.lanes } else { &starts };
        let try_out = |attempt: u64| {
            let draw = Draw::new(seed, Purpose::Traffic, stream, attempt);
            ground.map_or_else(
                || lane_route(starts, self.lanes, draw, self.area),
                |ground| round(ground, draw, self.land),
            )
        };
        let mut tries = (0..TRIES).filter_map(try_out);
        let first = tries.next()?;
        if !dark || watched(first.0) {
            return Some(first);
        }
        tries.find(|(at, _)| watched(*at)).or(Some(first))
    }
}

/// Makes the ships of a group.
pub fn ships(context: &Context<'_>, group: &Group<'_, '_>, seed: u64, waters: &Waters<'_>) -> Vec<Unit> {
    let table = group.table;
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let count = table.need("count").and_then(|field| field.integer(0, UNITS as u64));
    let asset = table.need("asset").and_then(|field| asset(context, &field));
    let behaviour = table.get("behaviour").and_then(|field| behaviour(context, &field));
    let kinds = table.get("kinds").map(|field| field.one_or_list()).unwrap_or_default();
    let kinds: Vec<String> = kinds.iter().filter_map(|field| field.text(NAME_CHARS)).collect();
    let dark_field = table.get("dark");
    let dark = dark_field.and_then(|field| field.integer(0, UNITS as u64)).unwrap_or(0);
    table.finish();
    let (Some(count), Some(asset)) = (count, asset) else { return Vec::new() };
    if let Some(field) = dark_field.filter(|_| dark > count) {
        field.error(format!("{dark} dark ships of {count}"), Some("`dark` is how many of `count` send no AIS".into()));
    }
    note_assumed(context, &asset);
    let mut ships = Vec::new();
    for n in 0..count {
        let stream = (group.number as u64) << 32 | n;
        let Some((at, order)) = waters.place(group.area.as_deref(), seed, stream, n < dark) else {
            no_room(group, &format!("no room for ship {} of traffic group \"{id}\"", n + 1));
            break;
        };
        let mut draw = Draw::new(seed, Purpose::Traffic, stream, TRIES);
        let drawn = kinds.get(draw.below(u32::try_from(kinds.len()).unwrap_or(u32::MAX)) as usize);
        let name = format!("EX-{}-{:03}", id.to_uppercase(), n + 1);
        ships.push(Unit {
            id: name.clone(),
            name: Text::plain(name),
            cell: None,
            nation: String::new(),
            performance: asset.performance.clone(),
            behaviour,
            sensor: None,
            at,
            heading_deg: first_leg(&order).map_or(0.0, |to| at.bearing_deg(to)),
            base: Base::Place(at),
            ready_s: 0,
            on_call: false,
            // The dark ones are the first of the group: the seed moves them all the same.
            ais: n >= dark,
            kind: drawn.unwrap_or(&asset.kind).clone(),
            order,
        });
    }
    ships
}

fn no_room(group: &Group<'_, '_>, message: &str) {
    let hint = if group.area.is_some() {
        "the area is mostly land: move it"
    } else {
        "no sea lane of the map crosses the scenario: give the group an `area`"
    };
    group.table.source.error(group.table.span.clone(), message, Some(hint.into()));
}

fn first_leg(order: &Order) -> Option<Position> {
    match order {
        Order::Patrol(legs) => legs.first().map(|leg| leg.to),
        _ => None,
    }
}

fn patrol(places: Vec<Position>, speed_mps: f64) -> Order {
    Order::Patrol(places.into_iter().map(|to| RouteLeg { to, speed_mps, alt_m: 0.0, searching: false }).collect())
}

/// A three-cornered round on open water inside the fishing ground.
fn round(ground: &[Position], mut draw: Draw, land: &LandMask) -> Option<(Position, Order)> {
    let (mut west, mut south, mut east, mut north) =
        (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    for at in ground {
        (west, south) = (west.min(at.lon_deg), south.min(at.lat_deg));
        (east, north) = (east.max(at.lon_deg), north.max(at.lat_deg));
    }
    let at = Position::new(south + draw.unit() * (north - south), west + draw.unit() * (east - west));
    if !contains(ground, at) || open_water(land, at) != Some(at) {
        return None;
    }
    let first = 360.0 * draw.unit();
    let corners = vec![step(at, ROUND_NM, first), step(at, ROUND_NM, first + 60.0), at];
    let mut from = at;
    let clear = corners.iter().all(|to| land.segment_crosses(std::mem::replace(&mut from, *to), *to).is_none());
    clear.then(|| (at, patrol(corners, 0.0)))
}

/// Whether a place lies in a ring, by the even-odd rule in longitude and latitude.
fn contains(ring: &[Position], at: Position) -> bool {
    let mut inside = false;
    let mut last = ring[ring.len() - 1];
    for corner in ring {
        let crosses = (corner.lat_deg > at.lat_deg) != (last.lat_deg > at.lat_deg);
        let share = (at.lat_deg - corner.lat_deg) / (last.lat_deg - corner.lat_deg);
        if crosses && at.lon_deg < corner.lon_deg + share * (last.lon_deg - corner.lon_deg) {
            inside = !inside;
        }
        last = *corner;
    }
    inside
}

/// A stretch of sea lane with open water all along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    from: Position,
    to: Position,
}

/// The stretches of the lanes that lie in a box and off the land, cut to at most [`LEG_NM`].
pub fn lanes(lines: &[LineString<f64>], area: Bbox, land: &LandMask) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for line in lines {
        for edge in line.lines() {
            let (a, b) = (Position::new(edge.start.y, edge.start.x), Position::new(edge.end.y, edge.end.x));
            let pieces = (a.distance_m(b) / nm(LEG_NM)).ceil().clamp(1.0, 500.0) as u32;
            let at = |k: u32| {
                let share = f64::from(k) / f64::from(pieces);
                Position::new(a.lat_deg + share * (b.lat_deg - a.lat_deg), a.lon_deg + share * (b.lon_deg - a.lon_deg))
            };
            for k in 0..pieces {
                let lane = Lane { from: at(k), to: at(k + 1) };
                let inside = within(lane.from, area) && within(lane.to, area);
                if inside && land.segment_crosses(lane.from, lane.to).is_none() {
                    lanes.push(lane);
                }
            }
        }
    }
    lanes
}

/// A walk along connected lanes from one of `starts`, run to and fro.
fn lane_route(starts: &[Lane], lanes: &[Lane], mut draw: Draw, area: Bbox) -> Option<(Position, Order)> {
    let first = *starts.get(draw.below(u32::try_from(starts.len()).ok()?) as usize)?;
    let share = draw.unit();
    let (mut back, mut front) = (first.from, first.to);
    if draw.unit() < 0.5 {
        std::mem::swap(&mut back, &mut front);
    }
    let start = Position::new(
        back.lat_deg + share * (front.lat_deg - back.lat_deg),
        back.lon_deg + share * (front.lon_deg - back.lon_deg),
    );
    let mut places = vec![front];
    let mut length_m = start.distance_m(front);
    let mut last = back;
    while length_m < nm(ROUTE_NM) {
        let ends = lanes.iter().filter_map(|lane| {
            let here = if same(lane.from, front) {
                lane.to
            } else if same(lane.to, front) {
                lane.from
            } else {
                return None;
            };
            (!same(here, last) && !places.iter().any(|known| same(*known, here))).then_some(here)
        });
        let ends: Vec<Position> = ends.filter(|end| within(*end, area)).collect();
        let Some(next) = ends.get(draw.below(ends.len() as u32) as usize) else { break };
        length_m += front.distance_m(*next);
        last = front;
        front = *next;
        places.push(front);
    }
    // To and fro: out along the places, back along them, and to the start.
    let mut round: Vec<Position> = places.clone();
    round.extend(places.iter().rev().skip(1));
    round.push(start);
    Some((start, patrol(round, 0.0)))
}

fn same(a: Position, b: Position) -> bool {
    (a.lat_deg - b.lat_deg).abs() < 1e-3 && (a.lon_deg - b.lon_deg).abs() < 1e-3
}
