//! A rule of release that is being written.

use bevy_egui::egui::{Button, DragValue, RichText, TextEdit, Ui};
use sarex_model::position::Position;
use sarex_sim::{
    cells::sharing::{Ask, Kind, Release, Rule},
    command,
    limits::{MAX_ID, MAX_RELEASE_DELAY_S},
    view::Brief,
};

use super::{Side, choice, choices, sign};
use crate::{
    intent::Intent,
    panels::{Look, list},
};

/// What the form holds; empty lists mean "all".
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Empty: one is made up.
    pub id: String,
    pub to: Vec<u32>,
    pub kinds: Vec<Kind>,
    pub units: Vec<u32>,
    pub area: Vec<Position>,
    pub after_s: u64,
    pub release: Release,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            id: String::new(),
            to: Vec::new(),
            kinds: Vec::new(),
            units: Vec::new(),
            area: Vec::new(),
            after_s: 0,
            release: Release::WhenTold,
        }
    }
}

impl Draft {
    /// A rule to be changed.
    pub fn of(rule: &Rule) -> Self {
        let Rule { id, to, kinds, units, area, after_s, release, .. } = rule.clone();
        Self { id, to, kinds, units, area, after_s, release }
    }

    /// The rule that it stands for.
    pub fn rule(&self, from: u32, rules: &[&Rule], brief: &Brief) -> Rule {
        let Self { to, kinds, units, area, after_s, release, .. } = self.clone();
        let id = match self.id.trim() {
            "" => unused(&self.name(brief), rules),
            id => id.to_owned(),
        };
        Rule { id, from, to, kinds, units, area, after_s, release }
    }

    /// A name after what it speaks of.
    fn name(&self, brief: &Brief) -> String {
        let kind = if let [kind] = self.kinds[..] { kind.word() } else { "rule" };
        let partner = if let [to] = self.to[..] { brief.cells.get(to as usize) } else { None };
        let name = partner.map_or_else(|| kind.to_owned(), |cell| format!("{kind}-{}", cell.id));
        name.chars().take(MAX_ID - 4).collect()
    }

    /// Forgets what is not there: another cell, or another scenario, may be looked at now.
    pub fn keep_within(&mut self, partners: &[u32], units: &[u32]) {
        self.to.retain(|cell| partners.contains(cell));
        self.units.retain(|unit| units.contains(unit));
    }
}

/// The id, with a number behind it when a rule has it already.
pub(super) fn unused(id: &str, rules: &[&Rule]) -> String {
    let taken = |id: &str| rules.iter().any(|rule| rule.id == id);
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}

/// The form; gives back a rule whose preview is wanted.
pub(super) fn draft_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    side: &Side<'_>,
    draft: &mut Draft,
    intents: &mut Vec<Intent>,
) -> Option<Rule> {
    let say = look.say;
    let own = (0_u32..).zip(&look.brief.units).filter(|(_, unit)| unit.cell == side.teller).map(|(number, _)| number);
    let own: Vec<u32> = own.collect();
    draft.keep_within(&side.partners, &own);
    list(ui, "share-draft", |ui| {
        ui.label(look.weak(say.ui("share-kinds")));
        choices(ui, look, &Kind::ALL.map(|kind| (kind, say.information(kind))), &mut draft.kinds);
        ui.end_row();
        ui.label(look.weak(say.ui("share-to")));
        let partners: Vec<(u32, String)> = side.partners.iter().map(|c| (*c, say.cell(*c, look.brief))).collect();
        choices(ui, look, &partners, &mut draft.to);
        ui.end_row();
        ui.label(look.weak(say.ui("share-units")));
        let units: Vec<(u32, String)> = own.iter().map(|unit| (*unit, say.unit(*unit, look.brief))).collect();
        choices(ui, look, &units, &mut draft.units);
        ui.end_row();
        ui.label(look.weak(say.ui("share-area")));
        area_ui(ui, look, &mut draft.area, intents);
        ui.end_row();
        ui.label(look.weak(say.ui("share-release")));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for release in [Release::Withhold, Release::WhenTold, Release::Always] {
                let label = format!("{} {}", sign(look, release).0, say.release(release));
                if choice(ui, look, draft.release == release, &label) {
                    draft.release = release;
                }
            }
        });
        ui.end_row();
        ui.label(look.weak(say.ui("share-after")));
        let mut minutes = draft.after_s as f64 / 60.0;
        let most = MAX_RELEASE_DELAY_S as f64 / 60.0;
        let value = DragValue::new(&mut minutes).range(0.0..=most).speed(1.0).max_decimals(1);
        let late = draft.release != Release::Withhold;
        if ui.add_enabled(late, value.suffix(format!(" {}", say.ui("share-minutes")))).changed() {
            draft.after_s = (minutes * 60.0).round() as u64;
        }
        ui.end_row();
        ui.label(look.weak(say.ui("share-id")));
        let made_up = draft.rule(side.teller, &side.rules, look.brief).id;
        let id = TextEdit::singleline(&mut draft.id).hint_text(look.weak(made_up)).char_limit(MAX_ID);
        ui.add(id.desired_width(150.0));
        ui.end_row();
    });
    buttons_ui(ui, look, side, draft, intents)
}

fn area_ui(ui: &mut Ui, look: &Look<'_>, area: &mut Vec<Position>, intents: &mut Vec<Intent>) {
    let say = look.say;
    ui.horizontal_wrapped(|ui| {
        match area.len() {
            0 => ui.label(say.ui("share-everywhere")),
            n => ui.label(say.ui_with("share-corners", &[("n", &n.to_string())])),
        };
        if look.drawn.len() >= 3 {
            let label = say.ui_with("share-from-chart", &[("n", &look.drawn.len().to_string())]);
            if look.drawn != area.as_slice() && ui.button(label).clicked() {
                *area = look.drawn.to_vec();
            }
        } else if ui.button(say.ui("share-draw")).clicked() {
            intents.push(Intent::Draw(true));
        }
        if !area.is_empty() {
            if look.drawn != area.as_slice() && ui.button("✏").on_hover_text(say.ui("share-to-chart")).clicked() {
                intents.push(Intent::Drawn(area.clone()));
            }
            if ui.button("×").on_hover_text(say.ui("share-clear")).clicked() {
                area.clear();
            }
        }
    });
}

fn buttons_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    side: &Side<'_>,
    draft: &mut Draft,
    intents: &mut Vec<Intent>,
) -> Option<Rule> {
    let say = look.say;
    let mut tried = None;
    ui.horizontal(|ui| {
        let put = Button::new(RichText::new(say.ui("share-put")).color(look.theme.on_accent)).fill(look.theme.accent);
        if ui.add(put).on_hover_text(say.ui("share-order")).clicked() {
            let rule = draft.rule(side.teller, &side.rules, look.brief);
            intents.push(Intent::Ask(command::Ask::Sharing(Ask::Put(rule))));
            *draft = Draft::default();
        }
        if ui.button(say.ui("share-try")).on_hover_text(say.ui("share-try-hint")).clicked() {
            tried = Some(draft.rule(side.teller, &side.rules, look.brief));
        }
        if *draft != Draft::default() && ui.button(say.ui("share-clear")).clicked() {
            *draft = Draft::default();
        }
    });
    tried
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_becomes_the_rule_it_was_and_names_itself_when_it_has_no_name() {
        let brief = super::super::example();
        let rule = Rule {
            id: "late-datum".into(),
            from: 0,
            to: vec![2],
            kinds: vec![Kind::Datum],
            units: vec![],
            area: vec![Position::new(35.0, 130.0); 3],
            after_s: 90,
            release: Release::Always,
        };
        assert_eq!(Draft::of(&rule).rule(0, &[&rule], &brief), rule, "an id that is kept replaces");
        let unnamed = Draft { id: "  ".into(), ..Draft::of(&rule) };
        let named = unnamed.rule(0, &[], &brief);
        assert_eq!(named.id, "datum-jcg");
        assert_eq!(unnamed.rule(0, &[&named], &brief).id, "datum-jcg-2");
        assert_eq!(Draft::default().rule(0, &[], &brief).id, "rule");
        let mut long = brief.clone();
        long.cells[2].id = "x".repeat(80);
        assert!(unnamed.rule(0, &[], &long).id.chars().count() <= MAX_ID);
    }

    #[test]
    fn a_draft_forgets_cells_and_units_that_are_not_there() {
        let mut draft = Draft { to: vec![0, 2], units: vec![1, 7], ..Draft::default() };
        draft.keep_within(&[2], &[7]);
        assert_eq!((draft.to, draft.units), (vec![2], vec![7]));
    }
}
