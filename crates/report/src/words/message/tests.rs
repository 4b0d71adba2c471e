//! Every code has its words in every language, and one message reads as the same message in all of them.

use sarex_model::position::Position;
use sarex_sim::{
    setup::{MessageDraft, Text},
    talk::{
        Area, Body, Casualty, Coordination, Deed, DistressAlert, Execution, Facts, Fate, Fix, FixKind, HandOver,
        HandOverItem, Nature, Office, Party, Persons, Phase, Phrase, Precedence, Radio, ReadBack, Receipt, Reports,
        Request, SearchAction, Sitrep, SitrepForm, Situation, Source, Statement, Task, Tasking, Wanted, Weather,
    },
    view::{Activity, MessageView},
};

use super::super::{Language, Words};
use super::MessageFilter;
use crate::sample;

fn phrases(phrases: &[Phrase]) -> Statement {
    Statement { phrases: phrases.to_vec(), text: None }
}

fn fix() -> Fix {
    let at = Some(Position::new(36.05, 131.2));
    Fix { kind: Some(FixKind::Datum), at, time_s: Some(-14_400), error_m: Some(9_260.0) }
}

fn casualty() -> Casualty {
    Casualty {
        object: Some(0),
        name: Some("Seiryō Maru 第八".into()),
        call_sign: Some("7JAB".into()),
        mmsi: Some(431_000_123),
        flag: Some("JP".into()),
    }
}

fn weather() -> Weather {
    Weather {
        wind_from_deg: Some(7.0),
        wind_mps: Some(8.2),
        current_to_deg: Some(45.0),
        current_mps: Some(0.5),
        wave_m: Some(1.2),
        visibility_m: Some(7_408.0),
        sea_temperature_c: Some(19.0),
    }
}

fn persons() -> Persons {
    Persons { at_risk: Some(10), recovered: Some(4), dead: Some(1), missing: Some(5), injured: Some(2) }
}

fn areas() -> Vec<Area> {
    let corners = vec![Position::new(36.0, 131.0), Position::new(36.1, 131.0), Position::new(36.1, 131.2)];
    vec![Area { name: Some("A-1".into()), corners, size_m2: Some(34_299_040.0) }]
}

fn deeds() -> Vec<Deed> {
    vec![Deed { unit: Some(0), activity: Some(Activity::Searching), on_board: Some(4) }]
}

fn coordination() -> Coordination {
    Coordination {
        smc: Some(Party::Cell(0)),
        osc: Some(Party::Unit(0)),
        aco: Some(Party::Unit(1)),
        instructions: phrases(&[Phrase::KeepHeight]),
    }
}

fn sitrep() -> Sitrep {
    Sitrep {
        form: Some(SitrepForm::Long),
        number: Some(2),
        last: true,
        precedence: Some(Precedence::Distress),
        casualty: casualty(),
        position: fix(),
        phase: Some(Phase::Distress),
        nature: Some(Nature::Sinking),
        situation: phrases(&[Phrase::SearchUnderWay, Phrase::NothingFound]),
        persons: persons(),
        assistance: phrases(&[Phrase::RequireHelicopter]),
        coordinator: Some(0),
        description: Statement { phrases: vec![], text: Some(Text::plain("orange canopy")) },
        weather: weather(),
        deeds: deeds(),
        actions: phrases(&[Phrase::MaydayRelayed]),
        areas: areas(),
        pos: Some(0.42),
        coordination: coordination(),
        plans: phrases(&[Phrase::ContinueSearch]),
        additional: phrases(&[Phrase::NeighbourTold]),
    }
}

/// One of each, with every field filled in.
fn bodies() -> Vec<Body> {
    let alert = DistressAlert {
        source: Some(Source::Epirb),
        received_s: Some(300),
        nature: Some(Nature::Sinking),
        casualty: casualty(),
        position: fix(),
        persons: persons(),
        assistance: phrases(&[Phrase::RequireImmediateAssistance]),
    };
    let execution = Execution {
        area: Some("A-1".into()),
        unit: Some(0),
        pattern: Some("parallel-track".into()),
        creep_deg: Some(90.0),
        commence: Some(Position::new(36.0, 131.0)),
        height_m: Some(152.4),
        spacing_m: Some(1_852.0),
        start_s: Some(3_600),
    };
    let radio = Radio {
        coordination: vec!["VHF 16".into()],
        on_scene: vec!["VHF 06".into()],
        monitor: vec!["2182 kHz".into()],
        press: vec!["VHF 72".into()],
    };
    let action = SearchAction {
        situation: Situation {
            nature: Some(Nature::Sinking),
            casualty: casualty(),
            position: fix(),
            persons: persons(),
            search_objects: phrases(&[Phrase::PersonsInRaft]),
            weather: weather(),
            on_scene: deeds(),
        },
        areas: areas(),
        execution: vec![execution],
        coordination: coordination(),
        communications: radio,
        reports: Reports {
            to: Some(0),
            every_s: Some(3_600),
            wanted: vec![Wanted::Weather],
            instructions: phrases(&[Phrase::ReportSightings]),
        },
    };
    let tasking = Tasking {
        unit: Some(1),
        task: Some(Task::Hoist),
        at: Some(Position::new(36.0, 131.0)),
        area: areas().remove(0),
        pattern: Some("sector".into()),
        height_m: Some(152.4),
        start_s: Some(60),
        channel: Some("VHF 06".into()),
        report_to: Some(Party::Cell(0)),
        instructions: phrases(&[Phrase::ReportArrival]),
    };
    let facts = Facts::of(&Body::Tasking(Box::new(tasking.clone())));
    let request = Request {
        wanted: vec![Wanted::DriftInputs, Wanted::PersonsOnBoard],
        object: Some(0),
        unit: Some(1),
        by_s: Some(7_200),
        question: phrases(&[Phrase::SayAgain]),
    };
    let handover = HandOver {
        office: Some(Office::Smc),
        to: Some(Party::Cell(1)),
        start_s: Some(7_200),
        items: vec![HandOverItem::Situation, HandOverItem::Endurance],
        situation: Some(Box::new(sitrep())),
        remarks: phrases(&[Phrase::AcceptOffice]),
    };
    vec![
        Body::DistressAlert(Box::new(alert)),
        Body::Sitrep(Box::new(sitrep())),
        Body::SearchActionMessage(Box::new(action)),
        Body::Tasking(Box::new(tasking)),
        Body::ReadBack(Box::new(ReadBack { of: Some(0), facts, remarks: phrases(&[Phrase::Received]) })),
        Body::RequestForInformation(Box::new(request)),
        Body::HandOver(Box::new(handover)),
    ]
}

fn view(body: Body) -> MessageView {
    let kind = body.kind().unwrap_or("text").to_owned();
    let receipt = Receipt {
        cell: 1,
        fate: Fate::Arrived,
        delivered: Some(660),
        read: Some(700),
        acknowledged: None,
        misheard: false,
    };
    MessageView {
        number: 3,
        sent_tick: 600,
        draft: MessageDraft { from: 0, to: vec![1], kind, body, reply_to: Some(0), ..MessageDraft::default() },
        receipts: vec![receipt],
        ..MessageView::default()
    }
}

#[test]
fn every_code_has_its_words_in_every_language() {
    fn codes<T: Copy>(prefix: &'static str, all: &[T], code: fn(T) -> &'static str) -> Vec<String> {
        all.iter().map(|value| format!("{prefix}-{}", code(*value))).collect()
    }
    let keys = [
        codes("phrase", Phrase::ALL, Phrase::code),
        codes("nature", Nature::ALL, Nature::code),
        codes("source", Source::ALL, Source::code),
        codes("phase", Phase::ALL, Phase::code),
        codes("precedence", Precedence::ALL, Precedence::code),
        codes("fix", FixKind::ALL, FixKind::code),
        codes("task", Task::ALL, Task::code),
        codes("wanted", Wanted::ALL, Wanted::code),
        codes("office", Office::ALL, Office::code),
        codes("item", HandOverItem::ALL, HandOverItem::code),
        codes("fate", Fate::ALL, Fate::code),
        codes("talk-sitrep", SitrepForm::ALL, SitrepForm::code),
    ];
    for words in Language::ALL.map(Words::new) {
        for key in keys.iter().flatten() {
            assert!(words.has(key), "{} lacks {key}", words.language());
        }
        for body in bodies() {
            let key = format!("kind-{}", body.kind().unwrap_or_default());
            assert!(words.has(&key), "{} lacks {key}", words.language());
        }
    }
}

#[test]
fn every_structure_reads_whole_in_every_language_and_proper_nouns_stay() {
    let brief = sample::brief();
    for words in Language::ALL.map(Words::new) {
        for body in bodies() {
            let named = matches!(body, Body::Sitrep(_) | Body::DistressAlert(_) | Body::SearchActionMessage(_));
            let sheet = words.message(&view(body), &brief);
            let text = sheet.to_string();
            assert!(!text.contains(['{', '}', '$']) && !text.contains("(이)") && !text.contains("은(는)"), "{text}");
            let codes = ["phrase-", "field-", "part-", "talk-", "sitrep-", "action-", "wanted-", "task-", "item-"];
            assert!(codes.iter().all(|prefix| !text.contains(prefix)), "{text}");
            assert!(!named || text.contains("Seiryō Maru 第八") && text.contains("7JAB"), "{text}");
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines.first() == lines.last() && lines[0].contains("EXERCISE EXERCISE EXERCISE"), "{text}");
        }
    }
}

/// The figures of a message are the same in every language: only the words differ.
#[test]
fn the_figures_are_the_same_in_every_language() {
    let brief = sample::brief();
    let places = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':')));
        let mut places: Vec<String> =
            words.filter(|w| w.contains('-') && w.ends_with(['N', 'E'])).map(str::to_owned).collect();
        places.sort();
        places
    };
    for body in bodies() {
        let of = |language| places(&Words::new(language).message(&view(body.clone()), &brief).to_string());
        assert_eq!(of(Language::En), of(Language::Ko));
        assert_eq!(of(Language::En), of(Language::Ja));
    }
}

#[test]
fn a_sitrep_has_its_letters_and_says_what_is_not_stated() {
    let brief = sample::brief();
    let words = Words::new(Language::En);
    let marks = |sitrep: Sitrep| -> String {
        let sheet = words.message(&view(Body::Sitrep(Box::new(sitrep))), &brief);
        sheet.body.iter().map(|line| line.mark.as_str()).collect()
    };
    assert_eq!(marks(sitrep()), "ABCDEFGHJKLMN");
    assert_eq!(marks(Sitrep { form: Some(SitrepForm::Short), ..Sitrep::default() }), "ABCDEF");
    assert_eq!(marks(Sitrep { weather: weather(), ..Sitrep::default() }), "ABCDEFGHJKLMN", "as long as it must be");

    let said =
        |language| words_of(language, &Sitrep { situation: phrases(&[Phrase::NothingFound]), ..Sitrep::default() });
    assert!(said(Language::En).contains("A. Identity of casualty: not stated\n"));
    assert!(said(Language::En).contains("C. Situation: Search negative so far.\n"));
    assert!(said(Language::Ko).contains("C. 상황: 현재까지 발견하지 못했습니다.\n"));
    assert!(said(Language::Ja).contains("C. 状況: 現在まで未発見です。\n"));
}

fn words_of(language: Language, sitrep: &Sitrep) -> String {
    let message = view(Body::Sitrep(Box::new(sitrep.clone())));
    Words::new(language).message(&message, &sample::brief()).to_string()
}

#[test]
fn a_position_in_a_message_has_its_time_in_utc_and_its_error() {
    let text = words_of(Language::En, &sitrep());
    let start = Words::new(Language::En).clock(0, sample::brief().start_unix_s - 14_400);
    assert!(
        text.contains(&format!("B. Position: datum 36-03.00N 131-12.00E, {}Z, 50 % within 5.00 nm", &start[..16])),
        "{text}"
    );
    assert!(text.contains("wind from 007° T, 8.2 m/s, current sets 045° T, 1.0 kn"), "{text}");
    assert!(text.contains("area A-1, 10.0 square nm"), "{text}");
}

#[test]
fn messages_are_found_by_word_kind_cell_and_state() {
    let brief = sample::brief();
    let words = Words::new(Language::Ko);
    let message = view(Body::Sitrep(Box::new(sitrep())));
    let finds = |filter: MessageFilter| filter.wants(&message, &words, &brief);
    let text = |text: &str| MessageFilter { text: text.into(), ..MessageFilter::default() };
    assert!(finds(MessageFilter::default()));
    assert!(finds(text("seiryō")) && finds(text("추정위치")) && !finds(text("typhoon")));
    assert!(finds(MessageFilter { kind: Some("sitrep".into()), ..text("") }));
    assert!(!finds(MessageFilter { kind: Some("tasking".into()), ..text("") }));
    assert!(finds(MessageFilter { with: Some(1), ..text("") }) && !finds(MessageFilter { with: Some(7), ..text("") }));
    assert!(
        finds(MessageFilter { unanswered: true, ..text("") }) && !finds(MessageFilter { unread: true, ..text("") })
    );
    assert!(!finds(MessageFilter { channel: Some(4), ..text("") }));
}
