//! What a cell tells its partners: its rules of release, what a partner would get, and who was told what.

mod draft;
mod ledger;
mod preview;
mod rules;
mod table;

use bevy_egui::egui::{Color32, RichText, Ui};
use sarex_sim::{
    cells::{
        Right,
        sharing::{Release, Rule},
    },
    view::Brief,
};

use super::{Look, messages::fields::combo};
use crate::{intent::Intent, theme};

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Rules,
    Preview,
    Ledger,
}

/// What is being looked at and written.
#[derive(Default)]
pub struct Form {
    page: Page,
    /// Cell whose information is looked at by somebody who sees every cell's.
    teller: Option<u32>,
    draft: draft::Draft,
    /// Every rule is shown, however many there are.
    all_rules: bool,
    preview: preview::State,
    ledger: ledger::Filter,
}

/// One side of sharing.
struct Side<'a> {
    /// Cell whose information it is.
    teller: u32,
    /// Cells that it may be told to; those who see the truth have it anyway.
    partners: Vec<u32>,
    /// The teller's rules in force, in their order.
    rules: Vec<&'a Rule>,
    /// The viewer may change them, and tell something.
    may: bool,
}

/// The telling cell and the partner that are shown at first, to a viewing cell.
pub fn first_pair(brief: &Brief, cell: u32) -> Option<(u32, u32)> {
    let teller = *tellers(brief, cell).first()?;
    partners(brief, teller).first().map(|partner| (teller, *partner))
}

/// Cells whose information a viewer may look at: its own, or everybody's, those who only watch last.
fn tellers(brief: &Brief, cell: u32) -> Vec<u32> {
    if !brief.cells.get(cell as usize).is_some_and(|c| c.sees_truth()) {
        return vec![cell];
    }
    let mut all: Vec<u32> = (0..brief.cells.len() as u32).collect();
    all.sort_by_key(|c| brief.cells[*c as usize].sees_truth());
    all
}

fn partners(brief: &Brief, teller: u32) -> Vec<u32> {
    let others = (0..brief.cells.len() as u32).filter(|c| *c != teller);
    let (watching, partners): (Vec<u32>, Vec<u32>) = others.partition(|c| brief.cells[*c as usize].sees_truth());
    if partners.is_empty() { watching } else { partners }
}

fn side<'a>(look: &Look<'a>, chosen: Option<u32>) -> Side<'a> {
    let cell = look.frame().cell;
    let tellers = tellers(look.brief, cell);
    let teller = chosen.filter(|c| tellers.contains(c)).or(tellers.first().copied()).unwrap_or(cell);
    // Only who may act for others shares what is not its own.
    let may = look.commands() && look.may(Right::ShareInformation) && (teller == cell || look.may(Right::Override));
    let rules = look.frame().sharing.rules.iter().filter(|rule| rule.from == teller).collect();
    Side { teller, partners: partners(look.brief, teller), rules, may }
}

/// The panel.
pub fn sharing_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    pages_ui(ui, look, form);
    let side = side(look, form.teller);
    if side.partners.is_empty() && form.page != Page::Ledger {
        ui.label(look.weak(look.say.ui("share-nobody")));
        return intents;
    }
    match form.page {
        Page::Rules => rules::rules_ui(ui, look, form, &side, &mut intents),
        Page::Preview => {
            if preview::preview_ui(ui, look, &mut form.preview, &side, &mut intents) {
                form.draft = draft::Draft::default();
            }
        }
        Page::Ledger => ledger::ledger_ui(ui, look, &mut form.ledger),
    }
    intents
}

fn pages_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) {
    let say = look.say;
    let tellers = tellers(look.brief, look.frame().cell);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let pages = [
            (Page::Rules, "share-page-rules"),
            (Page::Preview, "share-page-preview"),
            (Page::Ledger, "share-page-ledger"),
        ];
        for (page, key) in pages {
            if choice(ui, look, form.page == page, say.ui(key)) {
                form.page = page;
            }
        }
    });
    // The ledger holds what every cell told.
    if tellers.len() > 1 && form.page != Page::Ledger {
        ui.horizontal(|ui| {
            ui.label(look.weak(say.ui("share-teller")));
            let teller = form.teller.filter(|c| tellers.contains(c)).unwrap_or(tellers[0]);
            combo(ui, "share-teller", 150.0, say.cell(teller, look.brief), |ui| {
                for cell in tellers {
                    if ui.selectable_label(cell == teller, say.cell(cell, look.brief)).clicked() {
                        form.teller = Some(cell);
                    }
                }
            });
        });
    }
    ui.add_space(4.0);
}

/// A label that can be chosen; true when it was clicked.
fn choice(ui: &mut Ui, look: &Look<'_>, chosen: bool, label: &str) -> bool {
    let color = if chosen { look.theme.on_accent } else { look.theme.text };
    ui.selectable_label(chosen, RichText::new(label).size(theme::TEXT_SMALL + 0.5).color(color)).clicked()
}

/// Labels of which any number can be chosen, behind what they are; none chosen means all.
fn choices<T: Copy + PartialEq>(ui: &mut Ui, look: &Look<'_>, what: &str, all: &[(T, String)], chosen: &mut Vec<T>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(look.weak(what));
        ui.add_space(4.0);
        if choice(ui, look, chosen.is_empty(), look.say.ui("share-any")) {
            chosen.clear();
        }
        for (value, label) in all {
            let on = chosen.contains(value);
            if choice(ui, look, on, label) {
                if on { chosen.retain(|v| v != value) } else { chosen.push(*value) }
            }
        }
    });
}

/// Sign and colour of what may be told.
fn sign(look: &Look<'_>, release: Release) -> (&'static str, Color32) {
    match release {
        Release::Withhold => ("×", look.theme.bad),
        Release::WhenTold => ("○", look.theme.accent_text()),
        Release::Always => ("●", look.theme.good),
    }
}

/// Whether it may be told, and how late, as one text.
fn release_text(look: &Look<'_>, release: Release, after_s: u64) -> String {
    let text = look.say.release(release);
    match (release, after_s) {
        (Release::Withhold, _) | (_, 0) => text,
        _ => look.say.ui_with("share-late", &[("release", &text), ("delay", &look.say.duration(after_s))]),
    }
}

/// For tests: two cells that search, one that controls, one that observes.
#[cfg(test)]
fn example() -> Brief {
    use sarex_sim::setup::{Cell, Role, Text};
    let cell = |id: &str, role: Role| Cell {
        id: id.into(),
        name: Text::plain(id),
        nation: String::new(),
        language: "en".into(),
        roles: vec![role],
        policy: Default::default(),
    };
    let mut brief = crate::desk::brief_with(Vec::new());
    brief.cells = vec![
        cell("kcg", Role::Smc),
        cell("control", Role::ExerciseControl),
        cell("jcg", Role::Rcc),
        cell("eye", Role::Observer),
    ];
    brief
}

#[cfg(test)]
mod tests {
    use sarex_model::position::Position;
    use sarex_session::link::{Request, Snapshot};
    use sarex_sim::cells::sharing::{Entry, How, Item, Kind, Preview, PreviewLine, Verdict};

    use super::*;
    use crate::{
        desk::nothing_yet,
        panels::tests::{draw, look},
    };

    /// A cell with rules, a ledger and an answer to the question that the panel asks first.
    fn shared(brief: &Brief, cell: u32) -> Snapshot {
        let mut snapshot = nothing_yet(brief);
        let area = vec![Position::new(35.0, 130.0), Position::new(36.0, 130.0), Position::new(36.0, 131.0)];
        let rule = |n: u32, area: &[Position]| Rule {
            id: format!("rule-{n}"),
            from: 0,
            to: vec![2],
            kinds: vec![Kind::Tracks],
            units: Vec::new(),
            area: area.to_vec(),
            after_s: 600,
            release: Release::Always,
        };
        let entry = |n: u32| Entry {
            from: 0,
            to: 2,
            item: Item::Track(n),
            how: How::Feed,
            first: 60,
            last: 600,
            times: 9,
            age_s: 30,
        };
        let line = |n: u32| PreviewLine {
            item: Item::Track(n),
            at: Some(Position::new(35.5, 130.5)),
            verdict: Verdict { release: Release::Always, after_s: 600, rule: Some("rule-0".into()) },
            left_out: 1,
            told: true,
        };
        snapshot.frame.cell = cell;
        snapshot.frame.sharing.rules = (0..200).map(|n| rule(n, if n % 2 == 0 { &area } else { &[] })).collect();
        snapshot.frame.sharing.ledger = (0..200).map(entry).collect();
        let lines = (0..1_000).map(line).collect();
        snapshot.preview = Some((0, Preview { cell: 0, partner: 2, lines }));
        snapshot
    }

    #[test]
    fn every_page_is_drawn_for_the_cell_and_for_control_and_asks_for_nothing_by_itself() {
        let brief = example();
        for cell in [0, 1] {
            let snapshot = shared(&brief, cell);
            let look = look(&brief, &snapshot);
            for page in [Page::Rules, Page::Preview, Page::Ledger] {
                let mut form = Form { page, ..Form::default() };
                assert_eq!(draw(|ui| sharing_ui(ui, &look, &mut form)), [], "{page:?}");
            }
        }
    }

    #[test]
    fn a_preview_that_is_not_there_is_asked_for_but_not_of_a_frozen_picture() {
        let brief = example();
        let mut snapshot = Snapshot { preview: None, ..shared(&brief, 0) };
        let asked = |snapshot: &Snapshot| {
            let mut form = Form { page: Page::Preview, ..Form::default() };
            draw(|ui| sharing_ui(ui, &look(&brief, snapshot), &mut form))
        };
        let wanted = Request::Preview { number: 1, cell: 0, partner: 2, rules: None };
        assert_eq!(asked(&snapshot), [Intent::Request(wanted)]);
        snapshot.frame.desk.frozen_since = Some(0);
        assert_eq!(asked(&snapshot), []);
    }

    #[test]
    fn whoever_may_not_share_sees_and_changes_nothing() {
        let brief = example();
        let snapshot = shared(&brief, 3);
        let side_of = |cell: u32| side(&look(&brief, &Snapshot { ..shared(&brief, cell) }), None).may;
        assert_eq!([0, 1, 3].map(side_of), [true, true, false], "an observer only looks");
        let mut replay = snapshot;
        (replay.frame.cell, replay.clock.replay) = (0, true);
        assert!(!side(&look(&brief, &replay), None).may, "a replay takes no commands");
    }

    #[test]
    fn everybody_looks_at_their_own_information_and_control_at_everybodys() {
        let brief = example();
        assert_eq!(first_pair(&brief, 0), Some((0, 2)));
        assert_eq!(first_pair(&brief, 2), Some((2, 0)));
        assert_eq!(first_pair(&brief, 1), Some((0, 2)), "who only watches comes last");
        assert_eq!(tellers(&brief, 3), [0, 2, 1, 3]);
        let alone = Brief { cells: brief.cells[..2].to_vec(), ..example() };
        assert_eq!(first_pair(&alone, 0), Some((0, 1)));
        assert_eq!(first_pair(&Brief { cells: brief.cells[..1].to_vec(), ..example() }, 0), None);
    }
}
