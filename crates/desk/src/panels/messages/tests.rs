//! The panel in a context without a window, and what its forms send.

use bevy_egui::egui::{Context, Event as Input, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, vec2};
use sarex_model::position::Position;
use sarex_sim::{
    cells::CellPolicy,
    setup::{Cell, MessageDraft, Role, Text},
    talk::{self, Body, Carrier, Channel, DistressAlert, Facts, Fate, Fix, Kind, Quality, Receipt, Sitrep, SitrepForm},
    view::{Brief, MessageView, ObjectBrief},
};

use super::{super::Look, *};
use crate::{
    desk::{brief_with, nothing_yet},
    theme::{Palette, Theme},
    words::Speech,
};

/// Two coordination centres and control, a line and a radio channel, a raft.
pub(crate) fn brief() -> Brief {
    let cell = |id: &str, language: &str, role| Cell {
        id: id.into(),
        name: Text::plain(id),
        nation: String::new(),
        language: language.into(),
        roles: vec![role],
        policy: CellPolicy::default(),
    };
    let vhf = Channel {
        id: "vhf-16".into(),
        name: Text::plain("VHF 16"),
        carrier: Carrier::Vhf,
        range_m: None,
        quality: Quality::default(),
    };
    let raft = ObjectBrief { id: "raft".into(), name: Text::plain("raft"), leeway_class: String::new(), persons: 10 };
    Brief {
        cells: vec![
            cell("donghae", "ko", Role::Smc),
            cell("maizuru", "ja", Role::Rcc),
            cell("control", "en", Role::ExerciseControl),
        ],
        channels: vec![Channel::line(), vhf],
        objects: vec![raft],
        ..brief_with(Vec::new())
    }
}

/// What the panels are shown, with the frame of a cell changed as wanted.
pub(crate) fn with_look(
    brief: &Brief,
    cell: u32,
    change: impl FnOnce(&mut sarex_sim::view::Frame),
    test: impl FnOnce(&Look<'_>),
) {
    with_drawn(brief, cell, &[], change, test);
}

/// The same, with a drawing on the chart.
pub(crate) fn with_drawn(
    brief: &Brief,
    cell: u32,
    drawn: &[Position],
    change: impl FnOnce(&mut sarex_sim::view::Frame),
    test: impl FnOnce(&Look<'_>),
) {
    let (mut snapshot, say, theme) = (nothing_yet(brief), Speech::new(Language::En), Theme::of(Palette::Day));
    snapshot.frame.cell = cell;
    change(&mut snapshot.frame);
    test(&Look {
        brief,
        snapshot: &snapshot,
        say: &say,
        theme: &theme,
        picked: None,
        follow: false,
        measuring: false,
        bare: false,
        wide: true,
        cursor: None,
        drawing: false,
        drawn,
        window: [Position::new(37.0, 131.0); 4],
        scenarios: &[],
        notice: None,
        workshop: false,
    });
}

/// Runs a panel in a context of its own, and clicks where these texts stand, one after the other.
pub(crate) fn run(ctx: &Context, clicks: &[&str], mut panel: impl FnMut(&mut Ui) -> Vec<Intent>) -> Vec<Intent> {
    let mut intents = frame(ctx, Vec::new(), "", &mut panel).0;
    for text in clicks {
        let clicked = click(ctx, text, &mut panel);
        intents.extend(clicked.unwrap_or_else(|| panic!("{text} is not shown")));
    }
    intents
}

/// What a click on a text brings; none where it is not shown.
pub(crate) fn click(ctx: &Context, text: &str, mut panel: impl FnMut(&mut Ui) -> Vec<Intent>) -> Option<Vec<Intent>> {
    let (mut intents, _) = frame(ctx, Vec::new(), "", &mut panel);
    let (more, at) = frame(ctx, Vec::new(), text, &mut panel);
    intents.extend(more);
    let at = at?;
    let button =
        |pressed| Input::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    for event in [Input::PointerMoved(at), button(true), button(false)] {
        intents.extend(frame(ctx, vec![event], "", &mut panel).0);
    }
    Some(intents)
}

/// One frame: what the panel wants, and where a text stands.
fn frame(
    ctx: &Context,
    events: Vec<Input>,
    wanted: &str,
    panel: &mut impl FnMut(&mut Ui) -> Vec<Intent>,
) -> (Vec<Intent>, Option<Pos2>) {
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(356.0, 1_400.0));
    let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
    let mut intents = Vec::new();
    let output = ctx.run_ui(input, |ui| intents.extend(panel(ui)));
    let at = output.shapes.iter().find_map(|clipped| place_of(&clipped.shape, wanted));
    output.drop_without_applying_deltas();
    (intents, at)
}

/// Where a text stands.
fn place_of(shape: &Shape, wanted: &str) -> Option<Pos2> {
    match shape {
        Shape::Text(text) if text.galley.text() == wanted => Some(text.visual_bounding_rect().center()),
        Shape::Vec(shapes) => shapes.iter().find_map(|shape| place_of(shape, wanted)),
        _ => None,
    }
}

fn alert(number: u32, from: u32, to: u32) -> MessageView {
    let position = Fix { at: Some(Position::new(36.0, 131.0)), ..Fix::default() };
    let body = Body::DistressAlert(Box::new(DistressAlert { position, ..DistressAlert::default() }));
    let receipt =
        Receipt { cell: to, fate: Fate::Arrived, delivered: Some(60), read: None, acknowledged: None, misheard: false };
    let draft = MessageDraft { from, to: vec![to], kind: "distress-alert".into(), body, ..MessageDraft::default() };
    MessageView { number, draft, delivered_tick: Some(60), receipts: vec![receipt], ..MessageView::default() }
}

#[test]
fn every_form_can_be_drawn_filled_in_and_blank() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |frame| frame.messages = (0..200).map(|n| alert(n, 1, 0)).collect(),
        |look| {
            let ctx = Context::default();
            let mut form = Form::default();
            for kind in std::iter::once(None).chain(Kind::ALL.iter().copied().map(Some)) {
                // The panel takes its cell first: another cell begins anew.
                form.cell = Some(0);
                form.compose.choose(look, kind);
                assert!(run(&ctx, &[], |ui| messages_ui(ui, look, &mut form)).is_empty(), "{kind:?}");
                if let Some(kind) = kind {
                    form.compose.body = compose::blank(kind);
                    assert!(run(&ctx, &[], |ui| messages_ui(ui, look, &mut form)).is_empty(), "{kind:?}");
                }
            }
            assert!(form.list.laid_out() < 40, "only what is in sight is laid out: {}", form.list.laid_out());
        },
    );
}

#[test]
fn what_is_written_is_what_is_sent() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |_| {},
        |look| {
            let mut compose = compose::Compose::default();
            let draft = compose.draft(look);
            assert_eq!(compose.problem(&draft), Some("compose-no-receiver"));
            compose.to = vec![1];
            compose.text = " Raft sighted ".into();
            let draft = compose.draft(look);
            assert_eq!(
                (draft.kind.as_str(), draft.text.en.as_str(), compose.problem(&draft)),
                ("text", "Raft sighted", None)
            );
            compose.text = "x".repeat(sarex_sim::limits::MAX_TEXT + 1);
            assert_eq!(compose.problem(&compose.draft(look)), Some("compose-too-long"));
            compose.text.clear();
            compose.choose(look, Some(Kind::DistressAlert));
            compose.body = compose::blank(Kind::DistressAlert);
            assert_eq!(compose.problem(&compose.draft(look)), Some("compose-nothing"));
        },
    );
}

#[test]
fn a_message_that_gives_a_position_says_of_which_object() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |_| {},
        |look| {
            let mut compose = compose::Compose { to: vec![1], ..Default::default() };
            let mut sitrep = Sitrep::default();
            sitrep.casualty.object = Some(0);
            compose.body = Body::Sitrep(Box::new(sitrep.clone()));
            assert_eq!(compose.draft(look).about_object, None);
            sitrep.position.at = Some(Position::new(36.0, 131.0));
            compose.body = Body::Sitrep(Box::new(sitrep));
            assert_eq!((compose.draft(look).about_object, compose.draft(look).kind.as_str()), (Some(0), "sitrep"));
        },
    );
}

#[test]
fn a_sitrep_grows_and_keeps_what_was_written() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |_| {},
        |look| {
            let mut compose = compose::Compose::default();
            compose.choose(look, Some(Kind::SitrepShort));
            let Body::Sitrep(short) = &mut compose.body else { panic!("a SITREP") };
            short.casualty.name = Some("Example Maru".into());
            compose.choose(look, Some(Kind::SitrepLong));
            let Body::Sitrep(long) = &compose.body else { panic!("a SITREP") };
            assert_eq!((long.form, long.casualty.name.as_deref()), (Some(SitrepForm::Long), Some("Example Maru")));
            assert!(!long.weather.is_blank(), "what the cell knows is filled in");
        },
    );
}

#[test]
fn a_read_back_repeats_what_was_understood() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |frame| frame.messages = vec![alert(4, 1, 0)],
        |look| {
            let mut form = Form { cell: Some(0), ..Form::default() };
            let mut intents = Vec::new();
            grant(look, &mut form, Wish::ReadBack(4), &mut intents);
            let draft = form.compose.draft(look);
            let Body::ReadBack(back) = &draft.body else { panic!("a read-back") };
            assert!(back.facts.agrees(&Facts::of(&look.frame().messages[0].draft.body)));
            assert_eq!((back.of, draft.reply_to, draft.to.as_slice()), (Some(4), Some(4), &[1][..]));
            grant(look, &mut form, Wish::Acknowledge(4), &mut intents);
            assert_eq!(intents, [Intent::Ask(Ask::Talk(talk::Ask::Acknowledge(4)))]);
        },
    );
}

#[test]
fn a_clerk_reads_until_people_do() {
    let mut brief = brief();
    let known = |brief: &Brief, known: &mut Option<bool>, events: Vec<What>| {
        let mut found = false;
        let change = |frame: &mut sarex_sim::view::Frame| {
            frame.events = events
                .into_iter()
                .map(|what| sarex_sim::event::Event { tick: 1, known_to: sarex_sim::event::Audience::All, what })
                .collect();
        };
        with_look(brief, 0, change, |look| found = clerk(look, known));
        found
    };
    let mut memory = None;
    assert!(known(&brief, &mut memory, Vec::new()));
    brief.people = vec![0];
    assert!(!known(&brief, &mut memory, Vec::new()));
    let on = What::Talk(talk::Event::Clerk { cell: 0, on: true });
    assert!(known(&brief, &mut memory, vec![on]));
    assert!(known(&brief, &mut memory, Vec::new()), "it is remembered when the event has left the frame");
}

#[test]
fn a_click_on_read_reads() {
    let brief = brief();
    with_look(
        &brief,
        0,
        |frame| frame.messages = vec![alert(0, 1, 0)],
        |look| {
            let mut form = Form { cell: Some(0), ..Form::default() };
            let mut panel = |ui: &mut Ui| messages_ui(ui, look, &mut form);
            let intents = run(&Context::default(), &["Read"], &mut panel);
            assert_eq!(intents, [Intent::Ask(Ask::Talk(talk::Ask::Read(0)))]);
            // Until it is read, nobody can answer what it says.
            let acknowledged = run(&Context::default(), &["Acknowledge"], &mut panel);
            assert_eq!(acknowledged, [Intent::Ask(Ask::Talk(talk::Ask::Acknowledge(0)))]);
            let people = run(&Context::default(), &["ourselves"], &mut panel);
            assert_eq!(people, [Intent::Ask(Ask::Talk(talk::Ask::Clerk(false)))]);
        },
    );
}

#[test]
fn a_reply_goes_back_to_its_sender_and_is_sent_by_the_button() {
    let brief = brief();
    let mut read = alert(7, 1, 0);
    read.receipts[0].read = Some(61);
    with_look(
        &brief,
        0,
        |frame| frame.messages = vec![read],
        |look| {
            let mut form = Form { cell: Some(0), ..Form::default() };
            let context = Context::default();
            assert!(run(&context, &["Reply"], |ui| messages_ui(ui, look, &mut form)).is_empty());
            form.compose.text = "On our way".into();
            let sent = run(&context, &["Send"], |ui| messages_ui(ui, look, &mut form));
            let [Intent::Ask(Ask::Message(draft))] = sent.as_slice() else { panic!("{sent:?}") };
            assert_eq!(
                (draft.reply_to, draft.to.as_slice(), draft.text.en.as_str()),
                (Some(7), &[1][..], "On our way")
            );
            assert!(form.compose.text.is_empty() && form.compose.reply_to.is_none());
        },
    );
}
