//! Parcels on their way from cell to cell, and what they change where they arrive.

use serde::{Deserialize, Serialize};

use super::{Content, Event, How, Item, Kind};
use crate::{
    event::{Audience, What},
    exercise::Exercise,
    phases::estimate,
    state::Found,
};

/// Something told, with what the sender knew when it was made up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Parcel {
    pub from: u32,
    pub to: Vec<u32>,
    pub taken: u64,
    pub item: Item,
    pub how: How,
    pub content: Content,
}

/// Sends a parcel that arrives so many seconds later; at once when that is none.
pub(crate) fn send(exercise: &mut Exercise, parcel: Parcel, after_s: u64) {
    if after_s == 0 {
        arrive(exercise, parcel);
    } else {
        let due = exercise.state.tick + after_s;
        exercise.state.sharing.under_way.entry(due).or_default().push(parcel);
    }
}

/// Hands over every parcel that is due.
pub(crate) fn deliver(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    while let Some(first) = exercise.state.sharing.under_way.first_entry().filter(|entry| *entry.key() <= tick) {
        for parcel in first.remove() {
            arrive(exercise, parcel);
        }
    }
}

fn arrive(exercise: &mut Exercise, parcel: Parcel) {
    for to in &parcel.to {
        take_in(exercise, &parcel, *to);
        let times = (parcel.taken, exercise.state.tick);
        let new = exercise.state.sharing.ledger.note(parcel.from, *to, parcel.item, parcel.how, times);
        // Positions, fuel and contacts come by the hundred: the ledger tells of them.
        let worth_telling = matches!(parcel.item.kind(), Kind::Datum | Kind::Plans | Kind::Found);
        if new && worth_telling {
            let what = Event::Told { from: parcel.from, to: *to, item: parcel.item };
            exercise.emit(Audience::Cells(vec![parcel.from, *to]), What::Sharing(what));
        }
    }
}

fn take_in(exercise: &mut Exercise, parcel: &Parcel, to: u32) {
    let cell = &mut exercise.state.cells[to as usize];
    match &parcel.content {
        Content::Report { unit, report } => {
            cell.reports.insert(*unit, report.clone());
        }
        Content::Fuel { unit, fuel_frac } => {
            cell.told.fuel.insert(*unit, (parcel.taken, *fuel_frac));
        }
        Content::Track(track) => {
            let known = cell.told.tracks.entry(track.vessel).or_insert_with(|| track.clone());
            // Of two partners' contacts the newer counts; that somebody identified it is not forgotten.
            if known.seen <= track.seen {
                let identified = known.identified || track.identified;
                *known = super::ToldTrack { identified, ..track.clone() };
            }
        }
        Content::Datum { object, forecast } => {
            if let Some(forecast) = forecast {
                cell.told.datums.insert((parcel.from, *object), forecast.clone());
            }
            estimate::open(exercise, to, *object);
        }
        Content::Plan { plan, told } => {
            cell.told.plans.insert(*plan, told.clone());
        }
        Content::Found(found) => take_in_find(&mut cell.found, found, exercise.state.tick),
    }
}

/// A find that the cell did not know of, or newer news of one that it knows.
fn take_in_find(known: &mut Vec<Found>, told: &Found, tick: u64) {
    match known.iter_mut().find(|f| f.object == told.object) {
        None => known.push(Found { tick, ..told.clone() }),
        Some(known) if known.seen < told.seen => *known = Found { tick: known.tick, by: known.by, ..told.clone() },
        Some(_) => {}
    }
}
