//! What the phases ask: how levers in force bear on a unit, a cell or a port.

use sarex_model::position::{Position, Vec2};

use super::Equipment;
use crate::{
    exercise::Exercise,
    setup::{Base, Class},
};

/// A port or airfield is closed within this distance of the place named, metres: the works of one harbour town.
const PORT_M: f64 = 3_000.0;

/// Range of the unit's radar against a vessel, metres; 0 when it is out of order.
pub(crate) fn radar_m(exercise: &Exercise, unit: usize) -> f64 {
    exercise.setup.units[unit].performance.radar_m * exercise.state.levers.left(unit as u32, Equipment::Radar)
}

/// Distance at which the unit identifies a vessel, metres.
pub(crate) fn identify_m(exercise: &Exercise, unit: usize) -> f64 {
    exercise.setup.units[unit].performance.identify_m * exercise.state.levers.left(unit as u32, Equipment::Camera)
}

/// Somebody or something on board looks out for search objects.
pub(crate) fn look_out(exercise: &Exercise, unit: u32) -> bool {
    let drone = exercise.setup.units[unit as usize].performance.class == Class::Drone;
    !drone || exercise.state.levers.left(unit, Equipment::Camera) > 0.0
}

/// The unit's sensor model can be asked: what it models is in order.
pub(crate) fn trusts_sensor(exercise: &Exercise, unit: u32) -> bool {
    exercise.state.levers.left(unit, Equipment::Radar) > 0.0 && look_out(exercise, unit)
}

/// Greatest speed through water or air, m/s; an aeroplane that still flies keeps its least speed.
pub(crate) fn top_mps(exercise: &Exercise, unit: usize) -> f64 {
    let performance = &exercise.setup.units[unit].performance;
    let left = exercise.state.levers.left(unit as u32, Equipment::Engine);
    (performance.max_mps * left).max(performance.min_mps)
}

/// Somebody can be taken on board.
pub(crate) fn can_recover(exercise: &Exercise, unit: u32) -> bool {
    exercise.state.levers.left(unit, Equipment::Hoist) > 0.0
}

/// Why not.
pub(crate) fn hoist_reason() -> String {
    "its hoist is out of order".to_owned()
}

/// Orders reach the unit.
pub(crate) fn reachable(exercise: &Exercise, unit: u32) -> bool {
    exercise.state.levers.left(unit, Equipment::Radio) > 0.0
}

/// The cell has left the exercise.
pub(crate) fn withdrawn(exercise: &Exercise, cell: u32) -> bool {
    exercise.state.levers.withdrawn.contains(&cell)
}

/// Messages and reports pass between two cells. Control and its helpers have a line of their own to a cell cut off.
pub(crate) fn connected(exercise: &Exercise, one: u32, other: u32) -> bool {
    let levers = &exercise.state.levers;
    let aside = |cell: u32| exercise.setup.cells.get(cell as usize).is_some_and(crate::setup::Cell::sees_truth);
    let cut = levers.cut.contains(&one) || levers.cut.contains(&other);
    let gone = levers.withdrawn.contains(&one) || levers.withdrawn.contains(&other);
    !gone && (!cut || aside(one) || aside(other))
}

/// Where a unit is based now.
pub(crate) fn base(exercise: &Exercise, unit: usize) -> Base {
    let diverted = exercise.state.levers.bases.iter().find(|(u, _)| *u as usize == unit);
    diverted.map_or(exercise.setup.units[unit].base, |(_, base)| *base)
}

/// A base lets units in and out.
pub(crate) fn port_open(exercise: &Exercise, base: Base) -> bool {
    let same = |closed: &Base| match (closed, base) {
        (Base::Place(closed), Base::Place(at)) => closed.distance_m(at) <= PORT_M,
        (closed, base) => *closed == base,
    };
    !exercise.state.levers.closed.iter().any(same)
}

/// How far the unit is from where it takes itself to be.
pub(crate) fn error_m(exercise: &Exercise, unit: u32) -> Vec2 {
    exercise.state.levers.navigation_error(unit)
}

impl Exercise {
    /// Where a unit takes itself to be, and reports itself.
    pub(crate) fn believed(&self, unit: u32) -> Position {
        let at = self.state.units[unit as usize].at;
        if self.state.levers.reckonings.is_empty() { at } else { at.moved(error_m(self, unit)) }
    }
}
