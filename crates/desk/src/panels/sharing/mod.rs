//! What a cell tells its partners: its rules of release, what a partner would get, and who was told what.

mod draft;
mod ledger;
mod preview;
mod rules;
mod table;

use bevy_egui::egui::{Color32, ComboBox, RichText, Ui};
use sarex_sim::{
    cells::{
        Right,
        sharing::{Release, Rule},
    },
    view::Brief,
};

use super::Look;
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
        Page::Preview => preview::preview_ui(ui, look, &mut form.preview, &side, &mut intents),
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
        // The ledger holds what every cell told.
        if tellers.len() > 1 && form.page != Page::Ledger {
            ui.add_space(8.0);
            ui.label(look.small(say.ui("share-teller")));
            let teller = form.teller.filter(|c| tellers.contains(c)).unwrap_or(tellers[0]);
            ComboBox::from_id_salt("share-teller")
                .selected_text(say.cell(teller, look.brief))
                .width(130.0)
                .truncate()
                .show_ui(ui, |ui| {
                    for cell in tellers {
                        if ui.selectable_label(cell == teller, say.cell(cell, look.brief)).clicked() {
                            form.teller = Some(cell);
                        }
                    }
                });
        }
    });
    ui.add_space(4.0);
}

/// A label that can be chosen; true when it was clicked.
fn choice(ui: &mut Ui, look: &Look<'_>, chosen: bool, label: &str) -> bool {
    let color = if chosen { look.theme.on_accent } else { look.theme.text };
    ui.selectable_label(chosen, RichText::new(label).size(theme::TEXT_SMALL + 0.5).color(color)).clicked()
}

/// Labels of which any number can be chosen; none chosen means all.
fn choices<T: Copy + PartialEq>(ui: &mut Ui, look: &Look<'_>, all: &[(T, String)], chosen: &mut Vec<T>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
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
    use super::*;

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
