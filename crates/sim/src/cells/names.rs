//! Names by viewer: what a place is called on each cell's desk, and what its chart masks.
//!
//! Without a policy nothing is renamed and nothing masked: the map's own names in the reader's language stand.

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::setup::Text;

/// Names and masks of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Places with a name of their own.
    pub places: Vec<Place>,
    /// Areas that charts mask.
    pub masks: Vec<Mask>,
}

/// A place whose name depends on who reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Id in the scenario.
    pub id: String,
    /// Where its name stands.
    pub at: Position,
    /// The neutral name, for everybody without one of their own.
    pub name: Text,
    /// Number of a cell, and the name that it reads.
    pub seen_as: Vec<(u32, Text)>,
    /// Names of the map that this one stands in for, in any language.
    pub replaces: Vec<String>,
}

/// An area whose features and names a chart does not show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mask {
    /// Id in the scenario.
    pub id: String,
    /// Its corners.
    pub area: Vec<Position>,
    /// What stands in it instead.
    pub label: Text,
    /// Numbers of the cells whose chart masks it; empty: everybody's.
    pub cells: Vec<u32>,
}

/// A place as one cell reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in `Place`")]
pub struct PlaceView {
    pub at: Position,
    pub name: Text,
    pub replaces: Vec<String>,
}

/// A masked area as one cell reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in `Mask`")]
pub struct MaskView {
    pub area: Vec<Position>,
    pub label: Text,
}

impl Policy {
    /// The places under the names that a cell reads.
    pub fn places_of(&self, cell: u32) -> Vec<PlaceView> {
        let name = |place: &Place| {
            let own = place.seen_as.iter().find(|(reader, _)| *reader == cell);
            own.map_or_else(|| place.name.clone(), |(_, name)| name.clone())
        };
        let view = |place: &Place| PlaceView { at: place.at, name: name(place), replaces: place.replaces.clone() };
        self.places.iter().map(view).collect()
    }

    /// The areas that a cell's chart masks.
    pub fn masks_of(&self, cell: u32) -> Vec<MaskView> {
        let meant = |mask: &&Mask| mask.cells.is_empty() || mask.cells.contains(&cell);
        let view = |mask: &Mask| MaskView { area: mask.area.clone(), label: mask.label.clone() };
        self.masks.iter().filter(meant).map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_reads_its_own_name_and_others_the_neutral_one() {
        let place = Place {
            id: "sea".into(),
            at: Position::new(38.0, 134.0),
            name: Text::plain("exercise sea"),
            seen_as: vec![(0, Text::plain("ours")), (1, Text::plain("theirs"))],
            replaces: vec!["Sea".into()],
        };
        let mask = Mask { id: "m".into(), area: vec![], label: Text::default(), cells: vec![1] };
        let policy = Policy { places: vec![place], masks: vec![mask] };
        let read = |cell| policy.places_of(cell)[0].name.en.clone();
        assert_eq!((read(0), read(1), read(2)), ("ours".into(), "theirs".into(), "exercise sea".into()));
        assert_eq!((policy.masks_of(0).len(), policy.masks_of(1).len()), (0, 1));
        assert!(Policy::default().places_of(0).is_empty());
    }
}
