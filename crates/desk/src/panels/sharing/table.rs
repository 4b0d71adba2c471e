//! Kind of information by partner: what holds now, and the quickest way to change it.

use bevy_egui::egui::{Button, Grid, RichText, ScrollArea, Sense, Ui, containers::menu::MenuButton, vec2};
use sarex_sim::{
    cells::sharing::{Ask, Kind, Release, Rule},
    command,
    limits::MAX_ID,
    view::Brief,
};

use super::{Side, draft::Draft, release_text, sign};
use crate::{
    intent::Intent,
    panels::{Look, chip},
    theme,
};

/// What the menu of a field offers: release and delay, minutes.
const QUICK: [(Release, u64); 6] = [
    (Release::Withhold, 0),
    (Release::WhenTold, 0),
    (Release::Always, 0),
    (Release::Always, 10),
    (Release::Always, 30),
    (Release::Always, 60),
];

/// What the rules say of a kind of information and a partner.
#[derive(Debug, PartialEq)]
pub(super) struct Holding<'a> {
    /// The first rule that fits all of it; none: the neutral default.
    pub rule: Option<&'a Rule>,
    /// Rules before it that fit some of it, by unit or by area.
    pub narrower: usize,
}

impl Holding<'_> {
    /// Whether it may be told, and seconds from knowing to telling, but for what narrower rules say.
    fn verdict(&self) -> (Release, u64) {
        self.rule.map_or((Release::WhenTold, 0), |rule| (rule.release, rule.after_s))
    }

    /// Nothing of it may be told.
    pub fn withheld(&self) -> bool {
        self.narrower == 0 && self.verdict().0 == Release::Withhold
    }
}

/// Which of a cell's rules holds for a kind of information and a partner.
pub(super) fn holding<'a>(rules: &[&'a Rule], to: u32, kind: Kind) -> Holding<'a> {
    // Contacts, forecasts and finds belong to no unit: a rule with units passes them by.
    let of_units = matches!(kind, Kind::Positions | Kind::Fuel | Kind::Plans);
    let fits = |rule: &Rule| {
        (rule.to.is_empty() || rule.to.contains(&to))
            && (rule.kinds.is_empty() || rule.kinds.contains(&kind))
            && (rule.units.is_empty() || of_units)
    };
    let mut narrower = 0;
    for rule in rules.iter().filter(|rule| fits(rule)) {
        if rule.units.is_empty() && rule.area.is_empty() {
            return Holding { rule: Some(rule), narrower };
        }
        narrower += 1;
    }
    Holding { rule: None, narrower }
}

/// Rules before this one settle everything that it speaks of.
pub(super) fn idle(rules: &[&Rule], number: usize, partners: &[u32]) -> bool {
    let rule = rules[number];
    let to = if rule.to.is_empty() { partners } else { &rule.to[..] };
    let kinds = if rule.kinds.is_empty() { &Kind::ALL[..] } else { &rule.kinds[..] };
    let settled = |to: u32, kind: Kind| holding(&rules[..number], to, kind).rule.is_some();
    to.iter().all(|to| kinds.iter().all(|kind| settled(*to, *kind)))
}

/// The rule that a field of the table puts. It takes the place of the one that the same field put before.
fn quick(brief: &Brief, rules: &[&Rule], (from, to, kind): (u32, u32, Kind), release: Release, after_s: u64) -> Rule {
    let partner = brief.cells.get(to as usize).map_or("", |cell| cell.id.as_str());
    let id: String = format!("{}-{partner}", kind.word()).chars().take(MAX_ID - 4).collect();
    let rule =
        Rule { id, from, to: vec![to], kinds: vec![kind], units: Vec::new(), area: Vec::new(), after_s, release };
    let other = |r: &&&Rule| r.id == rule.id && !alike(r, &rule);
    match rules.iter().find(other) {
        Some(_) => Rule { id: super::draft::unused(&rule.id, rules), ..rule },
        None => rule,
    }
}

/// They speak of the same, whatever they say of it.
fn alike(a: &Rule, b: &Rule) -> bool {
    (a.from, &a.to, &a.kinds, &a.units, &a.area) == (b.from, &b.to, &b.kinds, &b.units, &b.area)
}

pub(super) fn table_ui(ui: &mut Ui, look: &Look<'_>, side: &Side<'_>, draft: &mut Draft, intents: &mut Vec<Intent>) {
    let say = look.say;
    ScrollArea::horizontal().id_salt("share-table").auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("share-table").spacing(vec2(3.0, 3.0)).show(ui, |ui| {
            ui.label("");
            for partner in &side.partners {
                let id = look.brief.cells.get(*partner as usize).map_or("", |cell| cell.id.as_str());
                ui.scope(|ui| chip(ui, id, look.theme.cell(*partner), look.theme.outline))
                    .response
                    .on_hover_text(say.cell(*partner, look.brief));
            }
            ui.end_row();
            for kind in Kind::ALL {
                ui.label(look.weak(say.information(kind)));
                for partner in &side.partners {
                    field_ui(ui, look, side, (*partner, kind), draft, intents);
                }
                ui.end_row();
            }
        });
    });
    ui.label(look.small(say.ui("share-legend")));
}

fn field_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    side: &Side<'_>,
    (partner, kind): (u32, Kind),
    draft: &mut Draft,
    intents: &mut Vec<Intent>,
) {
    let holding = holding(&side.rules, partner, kind);
    let (release, after_s) = holding.verdict();
    let (sign, color) = sign(look, release);
    // Without a rule, who sends AIS is seen by everybody.
    let by_ais = holding.rule.is_none() && kind == Kind::Positions;
    let mut text = if by_ais { "AIS ●".to_owned() } else { sign.to_owned() };
    if after_s > 0 && release != Release::Withhold {
        text.push_str(&format!(" {}", look.say.duration(after_s)));
    }
    if holding.narrower > 0 {
        text.push('*');
    }
    let text = RichText::new(text).size(theme::TEXT_SMALL + 0.5).color(if by_ais { look.theme.good } else { color });
    let button = Button::new(text).min_size(vec2(58.0, 20.0));
    let response = if side.may {
        let (response, _) =
            MenuButton::from_button(button).ui(ui, |ui| menu_ui(ui, look, side, (partner, kind), draft, intents));
        response
    } else {
        ui.add(button.sense(Sense::hover()))
    };
    response.on_hover_ui(|ui| hint_ui(ui, look, (partner, kind), &holding));
}

fn menu_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    side: &Side<'_>,
    (partner, kind): (u32, Kind),
    draft: &mut Draft,
    intents: &mut Vec<Intent>,
) {
    let holding = holding(&side.rules, partner, kind);
    let at = (side.teller, partner, kind);
    for (release, minutes) in QUICK {
        let (sign, color) = sign(look, release);
        let label = format!("{sign} {}", release_text(look, release, minutes * 60));
        if ui.button(RichText::new(label).color(color)).clicked() {
            let rule = quick(look.brief, &side.rules, at, release, minutes * 60);
            intents.push(Intent::Ask(command::Ask::Sharing(Ask::Put(rule))));
            ui.close();
        }
    }
    ui.separator();
    let own = holding.rule.filter(|rule| rule.to == [partner] && rule.kinds == [kind]);
    if let Some(rule) = own
        && ui.button(look.say.ui_with("share-drop-rule", &[("rule", &rule.id)])).clicked()
    {
        let ask = Ask::Drop { cell: side.teller, rule: rule.id.clone() };
        intents.push(Intent::Ask(command::Ask::Sharing(ask)));
        ui.close();
    }
    if ui.button(look.say.ui("share-other")).clicked() {
        let (release, after_s) = holding.verdict();
        *draft = Draft { to: vec![partner], kinds: vec![kind], release, after_s, ..Draft::default() };
        ui.close();
    }
}

fn hint_ui(ui: &mut Ui, look: &Look<'_>, (partner, kind): (u32, Kind), holding: &Holding<'_>) {
    let say = look.say;
    let (release, after_s) = holding.verdict();
    let (kind, to) = (say.information(kind), say.cell(partner, look.brief));
    let release = release_text(look, release, after_s);
    ui.label(say.ui_with("share-holds", &[("kind", &kind), ("to", &to), ("release", &release)]));
    match holding.rule {
        Some(rule) => ui.label(look.small(say.ui_with("share-by-rule", &[("rule", &rule.id)]))),
        None => ui.label(look.small(say.ui("share-default"))),
    };
    if holding.narrower > 0 {
        ui.label(look.small(say.ui_with("share-narrower", &[("n", &holding.narrower.to_string())])));
    }
}

#[cfg(test)]
mod tests {
    use sarex_model::position::Position;

    use super::*;

    fn rule(id: &str, release: Release) -> Rule {
        Rule { id: id.into(), from: 0, to: vec![], kinds: vec![], units: vec![], area: vec![], after_s: 0, release }
    }

    #[test]
    fn the_first_rule_for_all_of_a_kind_holds_and_narrower_ones_before_it_are_counted() {
        let area = vec![Position::new(35.0, 130.0), Position::new(36.0, 130.0), Position::new(36.0, 131.0)];
        let units = Rule { units: vec![3], ..rule("units", Release::Withhold) };
        let there = Rule { area, ..rule("there", Release::Withhold) };
        let datum = Rule { to: vec![2], kinds: vec![Kind::Datum], ..rule("datum", Release::Always) };
        let all = rule("all", Release::Withhold);
        let rules = [&units, &there, &datum, &all];
        let held = |to, kind| {
            let holding = holding(&rules, to, kind);
            (holding.rule.map(|r| r.id.as_str()), holding.narrower)
        };
        assert_eq!(held(2, Kind::Datum), (Some("datum"), 1), "a datum has no unit");
        assert_eq!(held(2, Kind::Positions), (Some("all"), 2));
        assert_eq!(held(1, Kind::Datum), (Some("all"), 1));
        assert!(!holding(&rules, 2, Kind::Fuel).withheld() && holding(&rules[3..], 2, Kind::Fuel).withheld());
        assert_eq!(holding(&rules[..2], 2, Kind::Fuel), Holding { rule: None, narrower: 2 });
    }

    #[test]
    fn a_rule_behind_those_that_settle_all_of_it_is_idle() {
        let some = Rule { kinds: vec![Kind::Datum, Kind::Found], ..rule("some", Release::Always) };
        let late = Rule { kinds: vec![Kind::Found], to: vec![2], ..rule("late", Release::Withhold) };
        let all = rule("all", Release::WhenTold);
        let rules = [&some, &late, &all];
        assert_eq!([0, 1, 2].map(|n| idle(&rules, n, &[2])), [false, true, false]);
        assert!(idle(&[&all, &some], 1, &[2]));
    }

    #[test]
    fn a_field_replaces_its_own_rule_and_no_other_of_that_name() {
        let brief = super::super::example();
        let first = quick(&brief, &[], (0, 2, Kind::Datum), Release::Always, 600);
        assert_eq!(
            (first.id.as_str(), &first.to, &first.kinds, first.after_s),
            ("datum-jcg", &vec![2], &vec![Kind::Datum], 600)
        );
        assert_eq!(quick(&brief, &[&first], (0, 2, Kind::Datum), Release::Withhold, 0).id, "datum-jcg");
        let scenario = Rule { units: vec![3], ..first.clone() };
        assert_eq!(quick(&brief, &[&scenario], (0, 2, Kind::Datum), Release::Withhold, 0).id, "datum-jcg-2");
    }
}
