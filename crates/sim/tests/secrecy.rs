//! No truth, and nothing that its owner did not release, reaches a cell's frame.
//!
//! Each property runs one exercise twice. The two runs differ only in what the watched cell must not know; then its
//! frames must be the same to the last bit, whatever field carries them. A leak that somebody adds later is found
//! without naming it here.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod common;

use std::{ops::Range, sync::Arc};

use common::{Native, unit};
use proptest::prelude::*;
use sarex_model::position::{Position, Vec2};
use sarex_sim::{
    Exercise,
    cells::sharing::{self, Item, Kind, Release, Rule},
    command::{Ask, Command},
    event::What,
    notes,
    setup::*,
    talk,
    view::Frame,
};

/// The cell that is watched.
const WATCHED: u32 = 0;
const TICKS: u64 = 1_500;
/// Frames are compared every so many ticks, and never just when reports are made.
const LOOK_EVERY: u64 = 47;
const UNITS_EACH: u32 = 2;

/// Each cell has its own waters, so far apart that no sensor reaches from one to the next.
fn waters(cell: u32) -> Position {
    Position::new(36.0, 124.0 + 4.0 * f64::from(cell))
}

/// Ordinary cells with two units each and control as the last cell; one object near the first partner, one far from all.
fn setup(cells: u32, seed: u64, ais: bool) -> Setup {
    let mut setup = common::setup(seed);
    // A light wind, in which the tests' own steering holds its legs.
    setup.environment.wind.fallback = Some(Vec2 { east_m: 1.0, north_m: 0.5 });
    let model = setup.cells[0].clone();
    let cell = |number: u32, roles| Cell { id: format!("cell-{number}"), roles, ..model.clone() };
    setup.cells = (0..cells).map(|n| cell(n, vec![Role::Rcc])).collect();
    setup.cells.push(cell(cells, vec![Role::ExerciseControl]));
    setup.units.clear();
    for owner in 0..cells {
        for number in 0..UNITS_EACH {
            let at = Position::new(waters(owner).lat_deg + 0.05 * f64::from(number), waters(owner).lon_deg);
            let class = if number == 0 { Class::Vessel } else { Class::Helicopter };
            setup.units.push(Unit { ais, ..unit(&format!("u{owner}-{number}"), Some(owner), class, at) });
        }
    }
    // A ship of the traffic in everybody's sight lets the cells look out.
    setup.units.extend((0..cells).map(|owner| unit(&format!("ship-{owner}"), None, Class::Vessel, off(owner, 4, 4))));
    let (mut near, mut far) = (setup.objects[0].clone(), setup.objects[0].clone());
    near.at = off(1, 2, 1);
    near.last_known.at = off(1, 1, 1);
    far.id = "far".into();
    far.at = Position::new(15.0, 160.0);
    far.last_known.at = off(0, 2, -2);
    setup.objects = vec![near, far];
    let alert = |at, object| Serial {
        id: format!("alert-{object}"),
        when: When::At(at),
        action: Action::Message(MessageDraft {
            from: cells,
            to: (0..cells).collect(),
            kind: "distress-alert".into(),
            text: Text::plain("adrift"),
            about_object: Some(object),
            ..MessageDraft::default()
        }),
        default_procedure: true,
        expect: None,
        objective: None,
        detail: Default::default(),
    };
    // Object 0 is the partners' case: the watched cell is not told of it.
    let mut partners = alert(30, 0);
    let Action::Message(draft) = &mut partners.action else { unreachable!() };
    draft.to.retain(|to| *to != WATCHED);
    setup.serials = vec![partners, alert(90, 1)];
    setup
}

/// A place in a cell's waters, by hundredths of a degree.
fn off(cell: u32, north: i32, east: i32) -> Position {
    let centre = waters(cell);
    Position::new(centre.lat_deg + f64::from(north) * 0.01, centre.lon_deg + f64::from(east) * 0.01)
}

/// Runs an exercise and keeps the watched cell's frames.
fn frames(setup: &Setup, commands: &[(u64, Command)]) -> Vec<Frame> {
    let mut exercise = Exercise::new(Arc::new(setup.clone()));
    let mut frames = Vec::new();
    for tick in 0..TICKS {
        let now: Vec<Command> = commands.iter().filter(|(at, _)| *at == tick).map(|(_, c)| c.clone()).collect();
        exercise.step(&now, &mut Native);
        if tick % LOOK_EVERY == 0 {
            frames.push(exercise.frame(WATCHED));
        }
    }
    frames
}

/// What somebody of a cell does, chosen by numbers. Messages never go to the watched cell.
fn act(cell: u32, cells: u32, [what, a, b, c]: [u8; 4]) -> Ask {
    let own = cell * UNITS_EACH + u32::from(a) % UNITS_EACH;
    let place = off(cell, i32::from(b) % 40 - 20, i32::from(c) % 40 - 20);
    let leg = |to| RouteLeg { to, speed_mps: 0.0, alt_m: 100.0, searching: true };
    let order = |order| Ask::Order { unit: own, order };
    match what % 9 {
        0 => order(Order::GoTo(place)),
        1 => order(Order::Route(vec![leg(place), leg(off(cell, 5, 5))])),
        2 => order(Order::ReturnToBase),
        3 | 4 => Ask::Search(SearchRequest {
            plugin: 1,
            pattern: "lines".into(),
            shared: b % 2 == 0,
            ..SearchRequest::round_estimate(cell, u32::from(c) % 2, own)
        }),
        5 => Ask::Notes(notes::Ask { text: format!("note {a} {b} {c}"), ..Default::default() }),
        6 => Ask::Message(MessageDraft {
            from: cell,
            to: (1..=cells).filter(|to| *to != cell).collect(),
            kind: "text".into(),
            text: Text::plain(format!("between partners {a} {b}")),
            about_object: Some(u32::from(c) % 2),
            ..MessageDraft::default()
        }),
        7 => Ask::Order { unit: own, order: Order::Recover(0) },
        _ => {
            let item = match b % 6 {
                0 => Item::Position(own),
                1 => Item::Fuel(own),
                2 => Item::Track(cell * 10_000 + 1),
                3 => Item::Datum(u32::from(c) % 2),
                4 => Item::Plan(u32::from(c) % 3),
                _ => Item::Found(0),
            };
            Ask::Sharing(sharing::Ask::Tell { from: cell, to: vec![WATCHED], item })
        }
    }
}

fn acts(cells: u32, list: &[(u64, u32, [u8; 4])], by: Range<u32>) -> Vec<(u64, Command)> {
    let act = |(tick, who, how): &(u64, u32, [u8; 4])| {
        let cell = by.start + who % (by.end - by.start);
        (*tick, Command { cell, action: act(cell, cells, *how) })
    };
    list.iter().map(act).collect()
}

/// Every partner tells the watched cell of the objects now and then; what is attached is for the rules to say.
fn tidings(cells: u32) -> Vec<(u64, Command)> {
    let tell = |tick: u64, from: u32| {
        let draft = MessageDraft {
            from,
            to: vec![WATCHED],
            kind: "sitrep".into(),
            text: Text::plain("as agreed"),
            about_object: Some((tick % 2) as u32),
            ..MessageDraft::default()
        };
        (tick, Command { cell: from, action: Ask::Message(draft) })
    };
    (1..cells).flat_map(|from| [301, 700, 1_101].map(|tick| tell(tick + u64::from(from), from))).collect()
}

fn rule(from: u32, kinds: Vec<Kind>, release: Release) -> Rule {
    let id = format!("rule-{from}-{}", release.word());
    Rule { id, from, to: vec![WATCHED], kinds, units: vec![], area: vec![], after_s: 0, release }
}

/// The frame without what these kinds of information may bring.
fn without(mut frame: Frame, released: &[Kind]) -> Frame {
    let free = |kind: Kind| released.contains(&kind);
    if free(Kind::Positions) {
        frame.units.retain(|u| u.own);
    }
    if free(Kind::Fuel) {
        frame.units.iter_mut().filter(|u| !u.own).for_each(|u| u.fuel_frac = None);
    }
    if free(Kind::Positions) || free(Kind::Tracks) {
        // A partner's unit is a contact only as long as nothing was reported of it.
        frame.contacts.retain(|c| c.told_by.is_none());
    }
    if free(Kind::Datum) {
        frame.sharing.datums.clear();
        frame.estimates.retain(|e| e.object != 0);
    }
    if free(Kind::Plans) {
        frame.plans.retain(|p| p.cell == WATCHED);
    }
    if free(Kind::Found) {
        frame.found.clear();
    }
    frame.sharing.ledger.retain(|e| !free(e.item.kind()));
    frame.events.retain(|e| match &e.what {
        What::Sharing(sharing::Event::Told { item, .. }) => !free(item.kind()),
        What::EstimateOpened { object: 0, .. } => !free(Kind::Datum),
        _ => true,
    });
    frame
}

/// Messages, plans and notes are counted through the whole exercise, so a number tells how many there are, and nothing of them.
/// Here each number gives way to its rank among those that the cell knows.
fn ranked(mut frame: Frame) -> Frame {
    let messages: Vec<u32> = frame.messages.iter().map(|m| m.number).collect();
    let plans: Vec<u32> = frame.plans.iter().map(|p| p.plan).collect();
    let own_notes: Vec<u32> = frame.own_notes.iter().map(|(number, _)| *number).collect();
    let rank = |known: &[u32], number: &mut u32| {
        *number = known.iter().position(|n| n == number).map_or(u32::MAX, |rank| rank as u32);
    };
    frame.messages.iter_mut().for_each(|m| rank(&messages, &mut m.number));
    frame.plans.iter_mut().for_each(|p| rank(&plans, &mut p.plan));
    frame.own_notes.iter_mut().for_each(|(number, _)| rank(&own_notes, number));
    for entry in &mut frame.sharing.ledger {
        if let Item::Plan(plan) = &mut entry.item {
            rank(&plans, plan);
        }
        if let sharing::How::Message(message) = &mut entry.how {
            rank(&messages, message);
        }
    }
    for event in &mut frame.events {
        match &mut event.what {
            What::MessageSent { message, .. }
            | What::MessageRead { message, .. }
            | What::Talk(talk::Event::Delivered { message, .. } | talk::Event::Acknowledged { message, .. }) => {
                rank(&messages, message)
            }
            What::Notes(notes::Event::Taken { number, .. }) => rank(&own_notes, number),
            What::PlanMade { plan, .. }
            | What::PlanChanged { plan, .. }
            | What::SearchStarted { plan, .. }
            | What::SearchDone { plan, .. }
            | What::Sharing(sharing::Event::Told { item: Item::Plan(plan), .. }) => rank(&plans, plan),
            _ => {}
        }
    }
    frame
}

/// The first difference of two frames by part, so that a leak is named.
#[track_caller]
fn same(a: &Frame, b: &Frame) {
    let (a, b) = (&ranked(a.clone()), &ranked(b.clone()));
    macro_rules! part {
        ($($name:ident).+) => {
            let (a, b) = (format!("{:?}", a.$($name).+), format!("{:?}", b.$($name).+));
            assert_eq!(a, b, "{} leaks", stringify!($($name).+));
        };
    }
    part!(units);
    part!(contacts);
    part!(found);
    part!(plans);
    part!(messages);
    part!(events);
    part!(weather);
    part!(gap_map);
    part!(sharing);
    part!(desk);
    assert!(a.estimates == b.estimates, "estimates leak");
    // Whatever else a frame holds, now or later.
    assert!(postcard::to_stdvec(a).unwrap() == postcard::to_stdvec(b).unwrap(), "the frame leaks");
}

fn some_acts() -> impl Strategy<Value = Vec<(u64, u32, [u8; 4])>> {
    prop::collection::vec((1..TICKS, 0..8_u32, any::<[u8; 4]>()), 1..12)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    /// Truth: where the object is, who is in it and how they fare, ships beyond every sensor, what the exercise list
    /// still holds.
    #[test]
    fn no_truth_reaches_a_frame(
        cells in 2..5_u32,
        seed in 0..1_000_u64,
        did in some_acts(),
        persons in 1..30_u32,
        released_s in -9_000..0_i64,
        away in (1..9_i32, 1..9_i32),
    ) {
        let one = setup(cells, seed, seed % 2 == 0);
        let mut other = one.clone();
        let object = &mut other.objects[1];
        object.at = Position::new(16.0 + f64::from(away.0), 161.0 + f64::from(away.1));
        (object.persons, object.released_s, object.exposure) = (persons, released_s, Exposure::NoFlotation);
        // It is the same report that the cells were given.
        other.units.push(unit("stranger", None, Class::Vessel, Position::new(20.0, 150.0 + f64::from(away.0))));
        let secret = Serial { id: "later".into(), when: When::At(TICKS + 60), ..other.serials[0].clone() };
        other.serials.push(secret);
        let commands = [acts(cells, &did, 0..cells), tidings(cells)].concat();
        for (a, b) in frames(&one, &commands).iter().zip(&frames(&other, &commands)) {
            prop_assert!(a.truth.is_none());
            same(a, b);
        }
    }

    /// What the others do reaches the watched cell only in the kinds of information that they release.
    #[test]
    fn nothing_withheld_reaches_a_frame(
        cells in 2..5_u32,
        seed in 0..1_000_u64,
        own in some_acts(),
        one in some_acts(),
        other in some_acts(),
        fed in prop::sample::subsequence(Kind::ALL.to_vec(), 0..3),
        told in prop::sample::subsequence(Kind::ALL.to_vec(), 0..3),
    ) {
        let mut setup = setup(cells, seed, true);
        let withheld = Kind::ALL.into_iter().filter(|k| !fed.contains(k) && !told.contains(k)).collect::<Vec<_>>();
        for from in 1..=cells {
            setup.policy.release.push(Rule { id: "fed".into(), ..rule(from, fed.clone(), Release::Always) });
            setup.policy.release.push(Rule { id: "told".into(), ..rule(from, told.clone(), Release::WhenTold) });
            setup.policy.release.push(rule(from, withheld.clone(), Release::Withhold));
        }
        // An empty list means every kind.
        setup.policy.release.retain(|rule| !rule.kinds.is_empty());
        let released = [fed, told].concat();
        // What the cell itself does must not hang on what it was told.
        let free = |(_, command): &(u64, Command)| match &command.action {
            Ask::Search(request) => request.object == 1,
            Ask::Order { order, .. } => !matches!(order, Order::Recover(_)),
            Ask::Sharing(_) => false,
            _ => true,
        };
        let own = acts(cells, &own, 0..1).into_iter().filter(free).collect();
        let common = [own, tidings(cells)].concat();
        let run = |secret: &[(u64, u32, [u8; 4])]| frames(&setup, &[common.clone(), acts(cells, secret, 1..cells)].concat());
        for (a, b) in run(&one).into_iter().zip(run(&other)) {
            same(&without(a, &released), &without(b, &released));
        }
    }

    /// A unit of which nothing is released may do what it likes, though its neighbours are seen.
    #[test]
    fn a_withheld_unit_is_not_seen(seed in 0..1_000_u64, one in some_acts(), other in some_acts()) {
        let mut setup = setup(2, seed, true);
        let hidden = UNITS_EACH;
        setup.policy.release = vec![Rule { units: vec![hidden], ..rule(1, vec![], Release::Withhold) }];
        // Its cell's other information would speak of what it does.
        setup.policy.release.push(rule(1, vec![Kind::Tracks, Kind::Datum, Kind::Found], Release::Withhold));
        // A plan for both units: its partner's part is shown, its own is not.
        let request = SearchRequest { plugin: 1, pattern: "lines".into(), ..SearchRequest::round_estimate(1, 0, hidden) };
        let request = SearchRequest { units: vec![hidden, hidden + 1], shared: true, ..request };
        let both = vec![(151, Command { cell: 1, action: Ask::Search(request) })];
        let secret = |list: &[(u64, u32, [u8; 4])]| {
            // Before the plan it could have changed the plan itself, which is shown.
            let later = |t: u64| 152 + t % (TICKS - 152);
            let list: Vec<_> = list.iter().map(|(t, w, [what, _, b, c])| (later(*t), *w, [what % 5, 0, *b, *c])).collect();
            [acts(2, &list, 1..2), tidings(2), both.clone()].concat()
        };
        for (a, b) in frames(&setup, &secret(&one)).iter().zip(&frames(&setup, &secret(&other))) {
            prop_assert!(a.units.iter().any(|u| !u.own && u.unit != hidden));
            let parts: Vec<u32> = a.plans.iter().flat_map(|p| &p.parts).map(|part| part.unit).collect();
            prop_assert!(parts.iter().all(|unit| *unit != hidden) && (parts.is_empty() || parts == [hidden + 1]));
            prop_assert!(a.tick < 200 || !parts.is_empty());
            same(a, b);
        }
    }

    /// What is held back for a time is not known before.
    #[test]
    fn nothing_is_known_before_its_time(seed in 0..1_000_u64, from in 0..500_u64, late in 1..8_u64, secret in some_acts()) {
        let mut setup = setup(2, seed, true);
        let after_s = late * 100;
        setup.policy.release = vec![Rule { after_s, ..rule(1, vec![], Release::Always) }];
        let secret: Vec<_> = secret.iter().map(|(t, w, how)| (from + t % 400, *w, *how)).collect();
        let quiet = frames(&setup, &tidings(2));
        let busy = frames(&setup, &[acts(2, &secret, 1..2), tidings(2)].concat());
        let before = |frame: &&Frame| frame.tick <= from + after_s;
        for (a, b) in quiet.iter().zip(&busy).filter(|(a, _)| before(a)) {
            same(a, b);
        }
    }
}

/// The other way round: what is released does arrive, so that the properties above are not true of empty frames.
#[test]
fn what_is_released_arrives() {
    let mut setup = setup(2, 7, true);
    setup.policy.release = vec![rule(1, vec![], Release::Always)];
    let search = Ask::Search(SearchRequest {
        plugin: 1,
        pattern: "lines".into(),
        ..SearchRequest::round_estimate(1, 0, UNITS_EACH + 1)
    });
    let frames = frames(&setup, &[(200, Command { cell: 1, action: search })]);
    let last = frames.last().unwrap();
    let partner = last.units.iter().find(|u| u.unit == UNITS_EACH + 1).unwrap();
    assert!(partner.fuel_frac.is_some_and(|f| f < 1.0), "fuel: {partner:?}");
    assert!(last.contacts.iter().any(|c| c.told_by == Some(1)), "tracks: {:?}", last.contacts);
    assert!(last.sharing.datums.iter().any(|d| d.from == 1 && d.object == 0), "datum");
    assert!(last.estimates.iter().any(|e| e.object == 0 && e.cell == WATCHED), "the inputs of the forecast come along");
    let plan = last.plans.iter().find(|p| p.cell == 1).unwrap();
    assert!(plan.parts[0].points.len() > 3 && plan.parts[0].legs_done > 0, "progress comes with the reports: {plan:?}");
    let told = |item: Item| last.sharing.ledger.iter().any(|e| e.item == item && e.from == 1 && e.to == WATCHED);
    assert!(told(Item::Position(UNITS_EACH)) && told(Item::Fuel(UNITS_EACH)) && told(Item::Plan(0)));
}
