//! The three languages have the same texts, and no text shows a key or a gap.

use std::collections::{BTreeMap, BTreeSet};

use sarex_model::position::{Position, Vec2};
use sarex_sim::{
    cells::{
        self, Right,
        sharing::{self, Item, Kind, Release},
    },
    coordination::{self, Division, Step},
    decision::Finding,
    event::{EndReason, OrderKind, What},
    levers::{self, Change, Equipment, Fate, Fault, Jam, Lever, Offset},
    list, notes,
    setup::{Base, Class, Role},
    talk::{self, HandOverItem, Office},
    view::Activity,
};

use super::{Language, Words};
use crate::sample;

/// Keys of a language with the variables that each uses.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for line in language.sources().iter().flat_map(|source| source.lines()) {
        let Some((key, value)) = line.split_once(" = ") else {
            assert!(line.is_empty() || line.starts_with('#'), "{language}: every text stands on one line: {line:?}");
            continue;
        };
        let variables = value.split("{ $").skip(1).filter_map(|v| v.split(" }").next()).map(str::to_owned).collect();
        assert!(keys.insert(key.to_owned(), variables).is_none(), "{language}: {key} is there twice");
    }
    keys
}

#[test]
fn the_languages_have_the_same_keys_and_variables() {
    let english = keys(Language::En);
    assert!(english.len() > 150);
    for language in [Language::Ko, Language::Ja] {
        let other = keys(language);
        for (key, variables) in &english {
            let found = other.get(key).unwrap_or_else(|| panic!("{language} lacks {key}"));
            // The parts of a duration are all handed over, whatever a language uses.
            assert_eq!(variables, found, "{language}: variables of {key}");
        }
        assert!(other.keys().all(|key| english.contains_key(key)), "{language} has a key that English lacks");
    }
}

#[test]
fn every_text_can_be_read_by_fluent() {
    for language in Language::ALL {
        let words = Words::new(language);
        for (key, variables) in keys(language) {
            assert!(words.has(&key), "{language}: Fluent does not know {key}");
            let filled: Vec<_> = variables.iter().map(|name| (name.as_str(), "7".to_owned())).collect();
            let text = words.with(&key, &filled);
            assert!(!text.contains(['{', '}', '$', '\u{2068}']), "{language}: {key}: {text}");
        }
    }
}

fn every_event() -> Vec<What> {
    let at = Position::new(36.0, 131.0);
    let text = || "why".to_owned();
    vec![
        What::Started,
        What::Ended { reason: EndReason::Time },
        What::SerialDone { serial: 0 },
        What::SerialDone { serial: 99 },
        What::MessageSent { message: 0, from: 0, to: vec![0, 1], kind: "datum".into() },
        What::MessageSent { message: 0, from: 0, to: vec![], kind: "made-up".into() },
        What::MessageRead { message: 0, cell: 1 },
        What::Refused { cell: 0, reason: text() },
        What::OrderGiven { unit: 0, order: OrderKind::Investigate },
        What::OrderDone { unit: 0, order: OrderKind::GoTo },
        What::UnderWay { unit: 1 },
        What::AtBase { unit: 99 },
        What::ReturningForFuel { unit: 1 },
        What::OutOfFuel { unit: 1, at },
        What::Hindered { unit: 1, reason: text() },
        What::EstimateOpened { cell: 0, object: 0 },
        What::PlanMade { plan: 0, cell: 0, name: "parallel-track".into(), units: 2, note: String::new() },
        What::PlanFailed { cell: 0, reason: text() },
        What::SearchStarted { unit: 0, plan: 0 },
        What::LegPassed { unit: 0, leg: 3 },
        What::SearchDone { unit: 0, plan: 0 },
        What::Detected { unit: 0, object: 0, range_m: 1200.0, at },
        What::OnScene { unit: 0, object: 0 },
        What::PersonRecovered { unit: 0, object: 0, person: 2, alive: true },
        What::PersonRecovered { unit: 0, object: 0, person: 2, alive: false },
        What::ObjectCleared { object: 0 },
        What::PersonDied { object: 0, person: 1 },
        What::Stranded { object: 0, at },
        What::Landed { unit: 0, survivors: 3 },
        What::ContactNew { cell: 0, track: 4, unit: 9, ais: true },
        What::ContactNew { cell: 0, track: 4, unit: 9, ais: false },
        What::ContactIdentified { cell: 0, track: 4, unit: 9, name: "Maru".into(), dark: true },
        What::ContactIdentified { cell: 0, track: 4, unit: 9, name: "Maru".into(), dark: false },
        What::EnvironmentChanged,
        What::PluginFault { plugin: 0, units: vec![0, 1], reason: text(), suspended: true, calls: 9, restarts: 4 },
        What::PluginFault { plugin: 7, units: vec![], reason: text(), suspended: false, calls: 1, restarts: 1 },
        What::EnvironmentGap { what: "wind".into(), at },
        What::PluginReinstated { plugin: 0 },
        What::BehaviourChanged { unit: 0, plugin: Some(0) },
        What::BehaviourChanged { unit: 0, plugin: None },
        What::PlanChanged { plan: 0, cell: 0, units: 2, note: text() },
        What::PluginReloaded { plugin: 0, version: "0.2.0".into(), sha256: "ab".repeat(32), state_kept: true },
        What::PluginReloaded { plugin: 0, version: "0.2.0".into(), sha256: "ab".repeat(32), state_kept: false },
        What::PluginAdded { plugin: 0, version: "0.2.0".into(), sha256: "ab".repeat(32), idle: false },
        What::PluginAdded { plugin: 0, version: "0.2.0".into(), sha256: "ab".repeat(32), idle: true },
        What::JudgeFinding {
            plugin: 0,
            finding: Finding { code: "late".into(), score: 0.5, text: text(), at_s: vec![60.0] },
        },
        What::HelmClamped { unit: 0 },
        What::Quarantined { unit: 0, phase: "motion".into() },
        What::Cells(cells::Event::Frozen { cell: 0 }),
        What::Cells(cells::Event::Thawed { cell: 99 }),
        What::Cells(cells::Event::LineMoved { line: 0, reason: text() }),
        What::Sharing(sharing::Event::RulePut { cell: 0, rule: "R-1".into() }),
        What::Sharing(sharing::Event::RuleDropped { cell: 0, rule: "R-1".into() }),
        What::Sharing(sharing::Event::Told { from: 0, to: 1, item: Item::Datum(0) }),
        What::Sharing(sharing::Event::Withheld { from: 0, to: 1, item: Item::Plan(0), rule: "R-1".into() }),
        What::List(list::Event::Held { serial: 1 }),
        What::List(list::Event::Released { serial: 1 }),
        What::List(list::Event::Skipped { serial: 99 }),
        What::List(list::Event::Rescheduled { serial: 1, to: 4_200 }),
        What::List(list::Event::Corrected { serial: 1, message: None }),
        What::List(list::Event::Corrected { serial: 1, message: Some(3) }),
        What::List(list::Event::Answered { serial: 1, cell: 0, message: Some(2), after_s: 60, in_time: true }),
        What::List(list::Event::Answered { serial: 1, cell: 0, message: None, after_s: 3_660, in_time: false }),
        What::List(list::Event::Late { serial: 0 }),
        What::Talk(talk::Event::Delivered { message: 0, cell: 1 }),
        What::Talk(talk::Event::Acknowledged { message: 0, cell: 1 }),
        What::Talk(talk::Event::NotDelivered { message: 0, cell: 1, fate: talk::Fate::OutOfRange }),
        What::Talk(talk::Event::Misheard { message: 0, cell: 1 }),
        What::Talk(talk::Event::ReadBack { message: 1, of: 0, agrees: true }),
        What::Talk(talk::Event::ReadBack { message: 1, of: 0, agrees: false }),
        What::Talk(talk::Event::Clerk { cell: 0, on: true }),
        What::Talk(talk::Event::Clerk { cell: 0, on: false }),
        What::Talk(talk::Event::ModelChanged { rule: talk::LinkRule::default() }),
        What::Talk(talk::Event::ModelChanged {
            rule: talk::LinkRule {
                link: talk::Link { channel: Some(0), a: Some(0), b: Some(1) },
                quality: talk::Quality {
                    delay_s: Some(60),
                    loss: Some(0.2),
                    interpret_s: Some(120),
                    mishear: Some(0.1),
                    cut: Some(true),
                },
            },
        }),
    ]
    .into_iter()
    .chain(every_lever())
    .chain(every_step())
    .chain(every_note())
    .collect()
}

fn every_step() -> impl Iterator<Item = What> {
    let line = vec![Position::new(36.0, 130.0), Position::new(36.0, 132.0)];
    let division = Division { line, left: 0, right: 1 };
    let why = || "why".to_owned();
    let steps = vec![
        Step::Alert { object: Some(0) },
        Step::NameSmc { cell: 0 },
        Step::ShareDatum { object: 0 },
        Step::AgreeDatum { object: 0 },
        Step::Propose { division: division.clone(), plans: vec![], counters: None },
        Step::Propose { division, plans: vec![0], counters: Some(0) },
        Step::Agree { proposal: Some(0) },
        Step::Agree { proposal: None },
        Step::Decline { proposal: 0, why: why() },
        Step::NameOsc { cell: 0, unit: Some(0) },
        Step::NameAco { cell: 99, unit: None },
        Step::RequestEntry { unit: Some(1), low_m: 0.0, high_m: 300.0, until_tick: None },
        Step::ClearEntry { entry: 0, until_tick: Some(60) },
        Step::RefuseEntry { entry: 0, why: why() },
        Step::ExpireEntry { entry: 0 },
        Step::OfferHandOver { office: Office::Smc, to: 1, items: vec![] },
        Step::Brief { hand_over: 0, items: HandOverItem::ALL.to_vec() },
        Step::TakeOver { hand_over: 0 },
        Step::Suspend { why: why() },
        Step::Resume { why: why() },
    ];
    let entered = [true, false].map(|cleared| coordination::Event::Entered { unit: 1, airspace: 0, cleared });
    let both = |(number, step): (u32, Step)| {
        let taken = coordination::Event::Taken { number, by: 0, step: step.clone() };
        [taken, coordination::Event::Known { number, cell: 1, step }]
    };
    (0..).zip(steps).flat_map(both).chain(entered).map(What::Coordination)
}

fn every_note() -> impl Iterator<Item = What> {
    notes::Kind::ALL.into_iter().map(|kind| {
        let note = notes::Note {
            by: 0,
            tick: 60,
            of_tick: 60,
            kind,
            text: "quick relay".into(),
            at: Some(Position::new(36.0, 131.0)),
            about: Some(1),
            objective: Some(0),
            amended_by: None,
        };
        What::Notes(notes::Event::Taken { number: 0, note })
    })
}

#[test]
fn messages_of_steps_have_a_kind_in_every_language() {
    for what in every_step() {
        let What::Coordination(coordination::Event::Taken { step, .. }) = what else { continue };
        let key = format!("kind-{}", step.message_kind());
        assert!(Language::ALL.iter().all(|language| Words::new(*language).has(&key)), "{key}");
    }
}

fn every_lever() -> impl Iterator<Item = What> {
    let at = Position::new(36.0, 131.0);
    let offset = Offset { wind: Vec2 { east_m: 5.0, north_m: 0.0 }, current: Vec2::default() };
    let fault = |equipment| Lever::Fault(Fault { unit: 0, equipment, left: 0.0 });
    let levers = vec![
        Lever::Offset(offset),
        Lever::Offset(Offset::default()),
        Lever::TellForecast { cells: vec![0, 1] },
        Lever::Fault(Fault { unit: 0, equipment: Equipment::Engine, left: 0.5 }),
        Lever::Repair { unit: 0, equipment: None },
        Lever::Repair { unit: 0, equipment: Some(Equipment::Hoist) },
        Lever::Cut { cell: 0 },
        Lever::Reconnect { cell: 0 },
        Lever::ClosePort(Base::Place(at)),
        Lever::OpenPort(Base::Deck(1)),
        Lever::Divert { unit: 0, base: Base::Place(at) },
        Lever::Jam(Jam { name: "east".into(), at, radius_m: 50_000.0 }),
        Lever::EndJam { name: "east".into() },
        Lever::Withdraw { cell: 1 },
        Lever::Rejoin { cell: 1 },
    ];
    let changes = vec![
        Change::UnitPosition { unit: 0, at },
        Change::Fuel { unit: 0, share: 0.5 },
        Change::Lost { unit: 0, lost: true },
        Change::Lost { unit: 0, lost: false },
        Change::ObjectPosition { object: 0, at },
        Change::Person { object: 0, person: 0, fate: Fate::Waiting },
        Change::Person { object: 0, person: 0, fate: Fate::Dead },
        Change::Person { object: 0, person: 0, fate: Fate::Recovered { unit: 0 } },
        Change::Found { cell: 0, object: 0, found: true },
        Change::Found { cell: 0, object: 0, found: false },
    ];
    let overridden =
        changes.into_iter().map(|change| levers::Event::Overridden { change, before: change, reason: "why".into() });
    let others = [
        levers::Event::ContactLost { unit: 0 },
        levers::Event::ContactRegained { unit: 0 },
        levers::Event::FindTold { unit: 0, object: 0, seen_tick: 60, at },
        levers::Event::UnitLost { unit: 0 },
        levers::Event::UnitBack { unit: 0 },
        levers::Event::Withdrawn { cell: 0 },
        levers::Event::Rejoined { cell: 0 },
        levers::Event::FixLost { unit: 0 },
        levers::Event::FixRegained { unit: 0, error_m: 1_852.0 },
    ];
    let pulled = levers.into_iter().chain(Equipment::ALL.map(fault)).map(levers::Event::Pulled);
    pulled.chain(overridden).chain(others).map(What::Lever)
}

#[test]
fn every_event_is_a_sentence_in_every_language() {
    let brief = sample::brief();
    for language in Language::ALL {
        let words = Words::new(language);
        for what in every_event() {
            let text = words.event(&what, &brief);
            let keys = ["event-", "lever-", "change-", "base-place", "base-deck", "equipment-"];
            assert!(keys.iter().all(|key| !text.contains(key)), "{language}: {what:?}: {text}");
            assert!(!text.contains("event-") && !text.contains(['{', '}', '$']), "{language}: {what:?}: {text}");
            assert!(!text.contains("(가)") && !text.contains("(는)") && !text.contains("(를)"), "{text}");
            assert!(text.chars().count() > 5, "{language}: {what:?}: {text}");
        }
    }
}

#[test]
fn an_event_names_things_in_its_language() {
    let brief = sample::brief();
    let detected = What::Detected { unit: 0, object: 0, range_m: 1852.0, at: Position::new(36.05, 131.2) };
    let check = |language, expected: &str| assert_eq!(Words::new(language).event(&detected, &brief), expected);
    check(Language::En, "KCG 3,000-t detects Life-raft at 36-03.00N 131-12.00E, range 1.00 nm.");
    check(Language::Ko, "해경 3000톤급이 36-03.00N 131-12.00E에서 구명뗏목을 발견했습니다. 거리 1.00해리.");
    check(Language::Ja, "韓国海警3000トン級が36-03.00N 131-12.00Eで救命いかだを発見しました。距離1.00海里。");
}

#[test]
fn plain_words_are_there_for_every_value() {
    for language in Language::ALL {
        let words = Words::new(language);
        for class in [Class::Vessel, Class::Helicopter, Class::Aeroplane, Class::Drone] {
            assert!(!words.class(class).contains("class-"));
        }
        for role in [
            Role::Smc,
            Role::Rcc,
            Role::Osc,
            Role::Aco,
            Role::ExerciseControl,
            Role::Observer,
            Role::Facilitator,
            Role::Sru,
        ] {
            assert!(!words.role(role).contains("role-"));
        }
        assert!(Right::ALL.iter().all(|right| words.right(*right) != right.word()));
        if language != Language::En {
            assert!(Kind::ALL.iter().all(|kind| words.information(*kind) != kind.word()));
        }
        for release in [Release::Withhold, Release::WhenTold, Release::Always] {
            assert!(words.release(release) != "withhold" && words.release(release) != "when-told");
        }
        for activity in crate::sample::ACTIVITIES {
            assert!(!words.activity(activity).contains("activity-"));
        }
        assert!(!words.activity(Activity::Lost).is_empty());
        assert_eq!(words.message_kind("our-own-kind"), "our-own-kind");
        assert_eq!(words.message_kind("<b>&"), "<b>&");
        assert_eq!(words.get("no-such-key"), "no-such-key");
    }
    assert!("fr".parse::<Language>().is_err() && "ko".parse() == Ok(Language::Ko));
}

#[test]
fn words_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Words>();
}

#[test]
fn a_metric_cell_reads_kilometres() {
    for language in Language::ALL {
        let mut words = Words::new(language);
        assert!(!words.distance(18_520.0).contains("km") && words.distance(18_520.0).starts_with("10.0"));
        words.set_metric(true);
        assert_eq!((words.distance(18_520.0), words.speed(10.0)), ("18.5 km".to_owned(), "36.0 km/h".to_owned()));
    }
}
