//! Messages between cells: what they say ([`Body`]), how they travel ([`Communications`]), and what became of them
//! ([`Receipt`]).
//!
//! A message is one structure, shown to each reader in the reader's own language (`sarex-report` renders it): standard
//! phrases are codes, proper nouns stay as they are. The way of a message depends on its channel and on the pair of cells;
//! control can change both while the exercise runs. What is lost, late or misheard is drawn from the run's seed, so a
//! replay loses the same messages.

mod body;
mod check;
mod codes;
mod delivery;
mod facts;
mod model;
mod prefill;
mod view;

use serde::{Deserialize, Serialize};

pub use body::{
    Area, Body, Casualty, Coordination, Deed, DistressAlert, Execution, Fix, HandOver, Party, Persons, Radio, ReadBack,
    Reports, Request, SearchAction, Sitrep, Situation, Statement, Tasking, Weather,
};
pub(crate) use check::draft as check_draft;
pub use check::{Size, size};
pub use codes::{
    Fate, FixKind, HandOverItem, Kind, Nature, Office, Phase, Phrase, Precedence, SitrepForm, Source, Task, Wanted,
};
pub(crate) use delivery::{acknowledge, deliver, read, send};
pub use facts::Facts;
pub use model::{Carrier, Channel, Communications, Link, LinkRule, Quality, Station};
pub use prefill::{prefill, read_back, size_m2};
pub use view::Receipt;

use crate::{
    event::{Audience, What},
    exercise::Exercise,
};

/// What a cell can ask about messages, besides sending one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// The cell has read a message; where people read themselves, only this (or an answer) makes it read.
    Read(u32),
    /// The cell acknowledges a message; it has then read it.
    Acknowledge(u32),
    /// Whether a clerk reads the cell's messages as they come (`true`), or its people do.
    Clerk(bool),
    /// Control: how messages travel on some links from now on.
    Model(LinkRule),
}

/// What happened to a message. Numbers are indices; `message` counts the messages of the exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "fields are numbers of the thing they name")]
pub enum Event {
    /// It reached a cell.
    Delivered { message: u32, cell: u32 },
    /// A cell acknowledged it.
    Acknowledged { message: u32, cell: u32 },
    /// Truth: it will never reach this cell.
    NotDelivered { message: u32, cell: u32, fate: Fate },
    /// Truth: the cell understood a place or a number wrongly.
    Misheard { message: u32, cell: u32 },
    /// Truth: `message` reads back `of`, rightly or wrongly.
    ReadBack { message: u32, of: u32, agrees: bool },
    /// A cell's messages are read by a clerk, or by its people.
    Clerk { cell: u32, on: bool },
    /// Control changed how messages travel.
    ModelChanged { rule: LinkRule },
}

/// How messages travel now, and those under way.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Rules of the scenario and of control, oldest first; a later one counts more.
    pub rules: Vec<LinkRule>,
    /// Cells whose people read for themselves.
    pub people: std::collections::BTreeSet<u32>,
    /// Deliveries under way: when due, and (message, place among its receivers).
    pub due: std::collections::BTreeMap<u64, Vec<(u32, u32)>>,
}

impl State {
    /// The state before the first tick.
    pub fn new(communications: &Communications) -> Self {
        Self {
            rules: communications.links.clone(),
            people: communications.people.iter().copied().collect(),
            due: Default::default(),
        }
    }
}

/// Whether a request may be carried out.
pub(crate) fn check(exercise: &Exercise, cell: u32, control: bool, ask: &Ask) -> Result<(), String> {
    match ask {
        Ask::Read(message) | Ask::Acknowledge(message) => check::received(exercise, cell, *message),
        Ask::Clerk(_) if cell as usize >= exercise.setup.cells.len() => Err(format!("there is no cell number {cell}")),
        Ask::Clerk(_) => Ok(()),
        Ask::Model(_) if !control => Err("only exercise control may do that".to_owned()),
        Ask::Model(rule) => check::rule(exercise, rule),
    }
}

/// Carries out a checked request.
pub(crate) fn take(exercise: &mut Exercise, cell: u32, ask: &Ask) {
    match ask {
        Ask::Read(message) => read(exercise, *message, cell),
        Ask::Acknowledge(message) => acknowledge(exercise, *message, cell),
        Ask::Clerk(on) => {
            let people = &mut exercise.state.talk.people;
            if *on {
                people.remove(&cell)
            } else {
                people.insert(cell)
            };
            exercise.emit(Audience::Cells(vec![cell]), What::Talk(Event::Clerk { cell, on: *on }));
        }
        Ask::Model(rule) => {
            let rules = &mut exercise.state.talk.rules;
            rules.retain(|known| known.link != rule.link);
            rules.push(*rule);
            exercise.emit(Audience::Control, What::Talk(Event::ModelChanged { rule: *rule }));
        }
    }
}
