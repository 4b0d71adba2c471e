//! Words of cells and sharing.

use sarex_sim::{
    cells::{
        self, Right,
        sharing::{self, Item, Kind, Release},
    },
    view::Brief,
};

use super::Words;

type Arguments = Vec<(&'static str, String)>;

impl Words {
    /// Something that a cell may do.
    pub fn right(&self, right: Right) -> String {
        self.or_plain("right", right.word())
    }

    /// A kind of information.
    pub fn information(&self, kind: Kind) -> String {
        self.or_plain("information", kind.word())
    }

    /// Whether information may be told.
    pub fn release(&self, release: Release) -> String {
        self.or_plain("release", release.word())
    }

    /// One thing that can be told.
    pub fn item(&self, item: Item, brief: &Brief) -> String {
        let number = |n: u32| vec![("number", n.to_string())];
        match item {
            Item::Position(unit) => self.with("shared-item-position", &[("name", self.unit(unit, brief))]),
            Item::Fuel(unit) => self.with("shared-item-fuel", &[("name", self.unit(unit, brief))]),
            Item::Track(track) => self.with("shared-item-track", &number(track)),
            Item::Datum(object) => self.with("shared-item-datum", &[("name", self.object(object, brief))]),
            // Plans are counted from one where people read them.
            Item::Plan(plan) => self.with("shared-item-plan", &number(plan + 1)),
            Item::Found(object) => self.with("shared-item-found", &[("name", self.object(object, brief))]),
        }
    }

    pub(super) fn cells_event(&self, event: &cells::Event, brief: &Brief) -> (&'static str, Arguments) {
        match event {
            cells::Event::Frozen { cell } => ("event-picture-frozen", vec![("cell", self.cell(*cell, brief))]),
            cells::Event::Thawed { cell } => ("event-picture-thawed", vec![("cell", self.cell(*cell, brief))]),
            cells::Event::LineMoved { line, reason } => {
                let name = brief.lines.get(*line as usize).map_or_else(|| (line + 1).to_string(), |l| l.id.clone());
                ("event-line-moved", vec![("line", name), ("reason", reason.clone())])
            }
        }
    }

    pub(super) fn sharing_event(&self, event: &sharing::Event, brief: &Brief) -> (&'static str, Arguments) {
        let cell = |name: &'static str, cell: &u32| (name, self.cell(*cell, brief));
        let item = |item: &Item| ("item", self.item(*item, brief));
        let rule = |rule: &String| ("rule", rule.clone());
        match event {
            sharing::Event::RulePut { cell: c, rule: r } => ("event-rule-put", vec![cell("cell", c), rule(r)]),
            sharing::Event::RuleDropped { cell: c, rule: r } => ("event-rule-dropped", vec![cell("cell", c), rule(r)]),
            sharing::Event::Told { from, to, item: i } => {
                ("event-told", vec![cell("from", from), cell("to", to), item(i)])
            }
            sharing::Event::Withheld { from, to, item: i, rule: r } => {
                ("event-withheld", vec![cell("from", from), cell("to", to), item(i), rule(r)])
            }
        }
    }
}
