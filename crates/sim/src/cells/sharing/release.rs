//! Feeds: what the rules release all the time is told once a minute.

use std::collections::BTreeMap;

use super::{
    Content, How, Item, Kind, Release, ToldTrack,
    parcel::{self, Parcel},
    rule::{Matter, verdict},
    tell,
};
use crate::{
    exercise::Exercise,
    levers,
    limits::REPORT_CYCLE_S,
    setup::Order,
    state::{Found, Report},
};

/// Hands over what is due, and once a minute makes up what the rules release all the time.
pub(crate) fn run(exercise: &mut Exercise) {
    parcel::deliver(exercise);
    if !exercise.state.tick.is_multiple_of(REPORT_CYCLE_S) {
        return;
    }
    for unit in 0..exercise.setup.units.len() as u32 {
        if let Some(owner) = exercise.setup.units[unit as usize].cell {
            feed_unit(exercise, owner, unit);
        }
    }
    for owner in 0..exercise.setup.cells.len() as u32 {
        let feeds = |kind: Kind| {
            let always = |r: &&super::Rule| r.from == owner && r.release == Release::Always;
            let mut rules = exercise.state.sharing.rules.iter().filter(always);
            rules.any(|r| r.kinds.is_empty() || r.kinds.contains(&kind))
        };
        let [tracks, datum, plans, found] = [Kind::Tracks, Kind::Datum, Kind::Plans, Kind::Found].map(feeds);
        if tracks {
            feed_tracks(exercise, owner);
        }
        if datum {
            feed_datums(exercise, owner);
        }
        if plans {
            tell::feed_plans(exercise, owner);
        }
        if found {
            feed_finds(exercise, owner);
        }
    }
}

/// The receivers of a feed by how late they get it.
fn receivers(exercise: &Exercise, matter: Matter<'_>) -> BTreeMap<u64, Vec<u32>> {
    let mut by_delay: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for to in (0..exercise.setup.cells.len() as u32).filter(|to| *to != matter.from) {
        let verdict = verdict(&exercise.setup, &exercise.state.sharing.rules, &Matter { to, ..matter });
        if verdict.release == Release::Always && levers::connected(exercise, matter.from, to) {
            by_delay.entry(verdict.after_s).or_default().push(to);
        }
    }
    by_delay
}

fn feed(exercise: &mut Exercise, matter: Matter<'_>, item: Item, content: &Content) {
    let (from, taken) = (matter.from, exercise.state.tick);
    for (after_s, to) in receivers(exercise, matter) {
        let parcel = Parcel { from, to, taken, item, how: How::Feed, content: content.clone() };
        parcel::send(exercise, parcel, after_s);
    }
}

fn feed_unit(exercise: &mut Exercise, owner: u32, unit: u32) {
    if levers::silent(exercise, unit).is_some() {
        return;
    }
    let places = [exercise.believed(unit)];
    let matter = |kind| Matter { from: owner, to: owner, kind, unit: Some(unit), places: &places };
    let report = report(exercise, unit);
    feed(exercise, matter(Kind::Positions), Item::Position(unit), &Content::Report { unit, report });
    if exercise.state.sharing.rules.iter().any(|r| r.from == owner) {
        let fuel_frac = fuel_frac(exercise, unit);
        feed(exercise, matter(Kind::Fuel), Item::Fuel(unit), &Content::Fuel { unit, fuel_frac });
    }
}

/// What a unit reports of itself.
pub(crate) fn report(exercise: &Exercise, unit: u32) -> Report {
    let state = &exercise.state.units[unit as usize];
    let search = match state.order {
        Order::Search { plan, .. } => Some((plan, state.legs_done)),
        _ => None,
    };
    Report {
        tick: exercise.state.tick,
        at: exercise.believed(unit),
        course_deg: state.course_deg,
        speed_mps: state.speed_mps,
        activity: state.activity,
        on_board: state.on_board,
        search,
    }
}

/// Share of a unit's endurance left.
pub(crate) fn fuel_frac(exercise: &Exercise, unit: u32) -> f64 {
    exercise.state.units[unit as usize].endurance_left_s / exercise.setup.units[unit as usize].performance.endurance_s
}

fn feed_tracks(exercise: &mut Exercise, owner: u32) {
    let tick = exercise.state.tick;
    let fresh = |track: &ToldTrack| track.seen + REPORT_CYCLE_S > tick;
    let tracks: Vec<ToldTrack> = tracks_of(exercise, owner).filter(fresh).collect();
    for track in tracks {
        let matter = Matter { from: owner, to: owner, kind: Kind::Tracks, unit: None, places: &[track.at] };
        feed(exercise, matter, Item::Track(track.number), &Content::Track(track.clone()));
    }
}

/// The contacts of a cell's own picture.
pub(crate) fn tracks_of(exercise: &Exercise, owner: u32) -> impl Iterator<Item = ToldTrack> {
    exercise.state.cells[owner as usize].tracks.iter().map(move |(vessel, track)| ToldTrack {
        from: owner,
        vessel: *vessel,
        number: track.number,
        seen: track.seen,
        at: track.at,
        course_deg: track.course_deg,
        speed_mps: track.speed_mps,
        ais: track.ais,
        identified: track.identified.is_some(),
    })
}

fn feed_datums(exercise: &mut Exercise, owner: u32) {
    let objects: Vec<u32> = exercise.state.cells[owner as usize].estimates.iter().map(|e| e.object).collect();
    for object in objects {
        let Some(forecast) = tell::forecast(exercise, owner, object) else { continue };
        let matter = Matter { from: owner, to: owner, kind: Kind::Datum, unit: None, places: &[forecast.datum] };
        let content = Content::Datum { object, forecast: Some(forecast.clone()) };
        feed(exercise, matter, Item::Datum(object), &content);
    }
}

fn feed_finds(exercise: &mut Exercise, owner: u32) {
    let finds: Vec<Found> = exercise.state.cells[owner as usize].found.clone();
    for found in finds {
        let matter = Matter { from: owner, to: owner, kind: Kind::Found, unit: None, places: &[found.at] };
        feed(exercise, matter, Item::Found(found.object), &Content::Found(found.clone()));
    }
}
