//! Rules of release: may this be told to that partner, when, and how late.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::{
    cells::inside,
    limits::{MAX_ID, MAX_LINE_POINTS, MAX_RELEASE_DELAY_S},
    setup::Setup,
};

/// Whether something may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// Never, not even by message.
    Withhold,
    /// When somebody tells it: by a message about the object, by a shared plan, by hand.
    WhenTold,
    /// All the time, by itself.
    Always,
}

impl Release {
    /// The word of scenario files.
    pub fn word(self) -> &'static str {
        match self {
            Release::Withhold => "withhold",
            Release::WhenTold => "when-told",
            Release::Always => "always",
        }
    }
}

/// One rule of release. Empty lists mean "any".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Id, unique among the rules of its cell.
    pub id: String,
    /// Number of the cell whose information it is.
    pub from: u32,
    /// Numbers of the partners it speaks of.
    pub to: Vec<u32>,
    /// Kinds of information.
    pub kinds: Vec<Kind>,
    /// Numbers of the cell's units; contacts, forecasts and finds belong to no unit, so a rule with units passes them by.
    pub units: Vec<u32>,
    /// Corners: what lies in this area. A rule that withholds fits as soon as one point lies inside, a rule that
    /// releases only when all do.
    pub area: Vec<Position>,
    /// Seconds from knowing to telling.
    pub after_s: u64,
    /// Whether it may be told.
    pub release: Release,
}

/// What is to be told, as rules see it.
#[derive(Clone, Copy)]
pub(crate) struct Matter<'a> {
    pub from: u32,
    pub to: u32,
    pub kind: Kind,
    pub unit: Option<u32>,
    pub places: &'a [Position],
}

/// What the rules say of one matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether it may be told.
    pub release: Release,
    /// Seconds from knowing to telling.
    pub after_s: u64,
    /// Id of the rule that says so; none: the neutral default.
    pub rule: Option<String>,
}

impl Rule {
    fn fits(&self, matter: &Matter<'_>) -> bool {
        let any = |list: &[u32], wanted: u32| list.is_empty() || list.contains(&wanted);
        let unit = self.units.is_empty() || matter.unit.is_some_and(|unit| self.units.contains(&unit));
        let within = |p: &Position| inside(&self.area, *p);
        let place = self.area.is_empty()
            || match self.release {
                Release::Withhold => matter.places.iter().any(within),
                _ => !matter.places.is_empty() && matter.places.iter().all(within),
            };
        self.from == matter.from
            && any(&self.to, matter.to)
            && (self.kinds.is_empty() || self.kinds.contains(&matter.kind))
            && unit
            && place
    }

    /// Why the rule cannot be taken.
    pub(crate) fn fault(&self, setup: &Setup) -> Option<String> {
        let cells = setup.cells.len() as u32;
        let length = self.id.chars().count();
        let foreign =
            self.units.iter().find(|u| setup.units.get(**u as usize).is_none_or(|d| d.cell != Some(self.from)));
        let number_of_a_cell = |cell: &u32| *cell >= cells;
        match () {
            () if length == 0 || length > MAX_ID => Some(format!("a rule needs an id of at most {MAX_ID} characters")),
            () if self.from >= cells => Some(format!("there is no cell number {}", self.from)),
            () if self.to.iter().any(number_of_a_cell) => Some("a rule names a cell that is not there".to_owned()),
            () if foreign.is_some() => Some("a rule of release speaks of the cell's own units only".to_owned()),
            () if self.area.len() > MAX_LINE_POINTS || (1..3).contains(&self.area.len()) => {
                Some(format!("an area has from 3 to {MAX_LINE_POINTS} corners"))
            }
            () if !self.area.iter().all(|p| p.is_valid()) => Some("a corner of the area is no position".to_owned()),
            () if self.after_s > MAX_RELEASE_DELAY_S => {
                Some(format!("information can be held back at most {} h", MAX_RELEASE_DELAY_S / 3_600))
            }
            () => None,
        }
    }
}

/// What the rules say; without one that fits, the neutral default.
///
/// By default units that send AIS are seen by everybody all the time, and everything else is told when somebody tells it.
pub(crate) fn verdict(setup: &Setup, rules: &[Rule], matter: &Matter<'_>) -> Verdict {
    if let Some(rule) = rules.iter().find(|rule| rule.fits(matter)) {
        return Verdict { release: rule.release, after_s: rule.after_s, rule: Some(rule.id.clone()) };
    }
    let broadcast = matter.kind == Kind::Positions
        && matter.unit.and_then(|unit| setup.units.get(unit as usize)).is_some_and(|unit| unit.ais);
    let release = if broadcast { Release::Always } else { Release::WhenTold };
    Verdict { release, after_s: 0, rule: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(release: Release) -> Rule {
        let from = 0;
        Rule { id: "r".into(), from, to: vec![], kinds: vec![], units: vec![], area: vec![], after_s: 60, release }
    }

    fn ask(rules: &[Rule], kind: Kind, unit: Option<u32>, places: &[Position]) -> (Release, u64) {
        let verdict = verdict(&Setup::empty(), rules, &Matter { from: 0, to: 1, kind, unit, places });
        (verdict.release, verdict.after_s)
    }

    #[test]
    fn the_first_rule_that_fits_counts_and_none_is_the_neutral_default() {
        let rules = [
            Rule { kinds: vec![Kind::Fuel], ..rule(Release::Withhold) },
            Rule { to: vec![2], ..rule(Release::Withhold) },
            Rule { units: vec![7], after_s: 600, ..rule(Release::Always) },
        ];
        assert_eq!(ask(&rules, Kind::Fuel, Some(7), &[]), (Release::Withhold, 60));
        assert_eq!(ask(&rules, Kind::Positions, Some(7), &[]), (Release::Always, 600));
        assert_eq!(ask(&rules, Kind::Positions, Some(8), &[]), (Release::WhenTold, 0));
        assert_eq!(ask(&rules, Kind::Datum, None, &[]), (Release::WhenTold, 0));
        assert_eq!(ask(&[Rule { from: 3, ..rule(Release::Always) }], Kind::Datum, None, &[]), (Release::WhenTold, 0));
    }

    #[test]
    fn an_area_releases_only_what_lies_wholly_in_it_and_withholds_what_touches_it() {
        let corner = Position::new;
        let area = vec![corner(35.0, 130.0), corner(35.0, 131.0), corner(36.0, 131.0), corner(36.0, 130.0)];
        let (in_it, out) = (corner(35.5, 130.5), corner(37.0, 130.5));
        let release = |release| [Rule { area: area.clone(), ..rule(release) }];
        assert_eq!(ask(&release(Release::Always), Kind::Plans, None, &[in_it, in_it]).0, Release::Always);
        assert_eq!(ask(&release(Release::Always), Kind::Plans, None, &[in_it, out]).0, Release::WhenTold);
        assert_eq!(ask(&release(Release::Withhold), Kind::Plans, None, &[in_it, out]).0, Release::Withhold);
        assert_eq!(ask(&release(Release::Withhold), Kind::Plans, None, &[out]).0, Release::WhenTold);
        assert_eq!(ask(&release(Release::Always), Kind::Plans, None, &[]).0, Release::WhenTold);
    }
}
