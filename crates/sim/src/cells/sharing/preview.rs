//! Redaction preview: what a partner would get of what a cell knows now.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use super::{
    Item, Kind, Release, Rule, Verdict,
    tell::{redacted, verdict_by},
};
use crate::exercise::Exercise;

/// What a partner would get.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// Number of the telling cell.
    pub cell: u32,
    /// Number of the partner.
    pub partner: u32,
    /// Everything that the cell knows, with what the rules say of it.
    pub lines: Vec<PreviewLine>,
}

/// One thing that the cell knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// What.
    pub item: Item,
    /// Where it is as the cell knows it; none: a plan.
    pub at: Option<Position>,
    /// What the rules say.
    pub verdict: Verdict,
    /// Parts of a plan that the partner would not see.
    pub left_out: u32,
    /// The partner was told of it before.
    pub told: bool,
}

impl Preview {
    /// How many things of a kind would be withheld, told when asked, and told all the time.
    pub fn count(&self, kind: Kind) -> [usize; 3] {
        let of = |release: Release| {
            self.lines.iter().filter(|l| l.item.kind() == kind && l.verdict.release == release).count()
        };
        [of(Release::Withhold), of(Release::WhenTold), of(Release::Always)]
    }
}

impl Exercise {
    /// What a partner would get of what a cell knows now, under the rules in force or under others. Nothing changes.
    pub fn preview(&self, cell: u32, partner: u32, rules: Option<&[Rule]>) -> Preview {
        let rules = rules.unwrap_or(&self.state.sharing.rules);
        let mut lines = Vec::new();
        let mut add = |item: Item, at: Option<Position>, left_out: u32| {
            let verdict = verdict_by(self, rules, cell, partner, item);
            let told = self.state.sharing.ledger.first_told(cell, partner, item).is_some();
            lines.push(PreviewLine { item, at, verdict, left_out, told });
        };
        let Some(state) = self.state.cells.get(cell as usize) else {
            return Preview { cell, partner, lines };
        };
        for (unit, declared) in (0..).zip(&self.setup.units) {
            if declared.cell == Some(cell) {
                let at = Some(self.believed(unit));
                add(Item::Position(unit), at, 0);
                add(Item::Fuel(unit), at, 0);
            }
        }
        state.tracks.values().for_each(|t| add(Item::Track(t.number), Some(t.at), 0));
        state.estimates.iter().for_each(|e| add(Item::Datum(e.object), Some(e.mean), 0));
        for plan in &state.plans {
            let shown =
                redacted(self, rules, (cell, partner), *plan, Release::WhenTold).map_or(0, |told| told.parts.len());
            let whole = self.state.plans[*plan as usize].parts.len();
            add(Item::Plan(*plan), None, (whole - shown) as u32);
        }
        state.found.iter().for_each(|f| add(Item::Found(f.object), Some(f.at), 0));
        Preview { cell, partner, lines }
    }

    /// Who was told what so far.
    pub fn ledger(&self) -> &super::Ledger {
        &self.state.sharing.ledger
    }
}
