//! Rights: what a cell may ask for, by its roles and by what the scenario grants or withholds.

use std::collections::BTreeSet;

use sarex_model::position::Position;
use serde::{Deserialize, Serialize};

use crate::{
    command::{Ask, Command},
    exercise::Exercise,
    levers::Lever,
    setup::{Cell, Role},
    talk,
};

/// Something that a cell may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Order the cell's own units.
    OrderUnits,
    /// Send messages.
    SendMessages,
    /// Plan searches for the cell's own units.
    PlanSearches,
    /// Write time-stamped notes.
    WriteNotes,
    /// Change the cell's own rules of release, and tell a partner something at once.
    ShareInformation,
    /// Take part in the coordination between cells.
    Coordinate,
    /// Fire, hold, skip and move entries of the exercise list.
    FireInjects,
    /// Change weather, sea and how well messages get through.
    ChangeEnvironment,
    /// Pull levers: faults, lost communications, closed ports, jamming, withdrawal.
    PullLevers,
    /// Act for any cell and on any unit, and set any state.
    Override,
    /// Move exercise lines.
    MoveLines,
    /// Freeze and thaw a cell's picture.
    Freeze,
    /// Reinstate and reload plugins.
    ManagePlugins,
    /// End the exercise.
    EndExercise,
    /// See the truth, and every cell's picture.
    SeeTruth,
}

impl Right {
    /// All of them.
    pub const ALL: [Right; 15] = [
        Right::OrderUnits,
        Right::SendMessages,
        Right::PlanSearches,
        Right::WriteNotes,
        Right::ShareInformation,
        Right::Coordinate,
        Right::FireInjects,
        Right::ChangeEnvironment,
        Right::PullLevers,
        Right::Override,
        Right::MoveLines,
        Right::Freeze,
        Right::ManagePlugins,
        Right::EndExercise,
        Right::SeeTruth,
    ];

    /// The word of scenario files.
    pub fn word(self) -> &'static str {
        match self {
            Right::OrderUnits => "order-units",
            Right::SendMessages => "send-messages",
            Right::PlanSearches => "plan-searches",
            Right::WriteNotes => "write-notes",
            Right::ShareInformation => "share-information",
            Right::Coordinate => "coordinate",
            Right::FireInjects => "fire-injects",
            Right::ChangeEnvironment => "change-environment",
            Right::PullLevers => "pull-levers",
            Right::Override => "override",
            Right::MoveLines => "move-lines",
            Right::Freeze => "freeze",
            Right::ManagePlugins => "manage-plugins",
            Right::EndExercise => "end-exercise",
            Right::SeeTruth => "see-truth",
        }
    }

    /// It changes something of the exercise: what a neutral facilitator does without.
    pub fn moves(self) -> bool {
        !matches!(self, Right::SeeTruth | Right::WriteNotes)
    }
}

impl Role {
    /// What the role may do unless the scenario says otherwise.
    pub fn rights(self) -> &'static [Right] {
        match self {
            Role::Smc | Role::Rcc | Role::Osc | Role::Aco => &[
                Right::OrderUnits,
                Right::SendMessages,
                Right::PlanSearches,
                Right::WriteNotes,
                Right::ShareInformation,
                Right::Coordinate,
            ],
            // A search and rescue unit carries out what its coordinator plans.
            Role::Sru => &[Right::OrderUnits, Right::SendMessages, Right::WriteNotes],
            Role::ExerciseControl => &Right::ALL,
            Role::Observer | Role::Facilitator => &[Right::WriteNotes, Right::SeeTruth],
        }
    }
}

/// What the scenario says of one cell beyond its roles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CellPolicy {
    /// Rights beyond those of its roles.
    pub grant: BTreeSet<Right>,
    /// Rights of its roles that it does not have.
    pub withhold: BTreeSet<Right>,
    /// Area of responsibility, corners; empty: none named.
    pub area: Vec<Position>,
    /// Distances and speeds on its desk are metric instead of nautical.
    pub metric: bool,
}

impl Cell {
    /// Whether the cell may do something.
    pub fn has(&self, right: Right) -> bool {
        let by_role = self.roles.iter().any(|role| role.rights().contains(&right));
        (by_role || self.policy.grant.contains(&right)) && !self.policy.withhold.contains(&right)
    }

    /// May see the truth: control, observers and facilitators, unless the scenario says otherwise.
    pub fn sees_truth(&self) -> bool {
        self.has(Right::SeeTruth)
    }
}

/// The right that a command needs, if it is for the cell itself; none: everybody may.
pub(crate) fn needed(ask: &Ask) -> Option<Right> {
    Some(match ask {
        Ask::Order { .. } => Right::OrderUnits,
        Ask::Message(_) => Right::SendMessages,
        Ask::Search(_) => Right::PlanSearches,
        Ask::List(_) => Right::FireInjects,
        Ask::Environment(_) => Right::ChangeEnvironment,
        Ask::ReinstatePlugin(_) | Ask::ReloadPlugin(_) | Ask::AddPlugin(_) | Ask::Behaviour { .. } => {
            Right::ManagePlugins
        }
        Ask::Lever(Lever::Override { .. }) => Right::Override,
        // A cell sends its own units to another base; `levers` looks whose they are.
        Ask::Lever(Lever::Divert { .. }) => Right::OrderUnits,
        Ask::Lever(_) => Right::PullLevers,
        Ask::Notes(_) => Right::WriteNotes,
        Ask::End => Right::EndExercise,
        Ask::Cells(super::Ask::MoveLine { .. }) => Right::MoveLines,
        Ask::Cells(super::Ask::Freeze(_) | super::Ask::Thaw(_)) => Right::Freeze,
        Ask::Sharing(_) => Right::ShareInformation,
        Ask::Coordination(_) => Right::Coordinate,
        Ask::Talk(talk::Ask::Model(_)) => Right::ChangeEnvironment,
        Ask::Talk(talk::Ask::Acknowledge(_)) => Right::SendMessages,
        // Whoever gets a message may read it.
        Ask::Talk(talk::Ask::Read(_) | talk::Ask::Clerk(_)) => return None,
    })
}

/// Whether a cell has a right; the error is what it reads.
pub(crate) fn may(exercise: &Exercise, cell: u32, right: Right) -> Result<(), String> {
    let Some(declared) = exercise.setup.cells.get(cell as usize) else {
        return Err(format!("there is no cell number {cell}"));
    };
    match declared.has(right) {
        true => Ok(()),
        false => Err(format!("{} does not have the right \"{}\"", declared.id, right.word())),
    }
}

/// Whether the sender of a command may ask for it at all.
pub(crate) fn check(exercise: &Exercise, command: &Command) -> Result<(), String> {
    match needed(&command.action) {
        Some(right) => may(exercise, command.cell, right),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::Text;

    fn cell(roles: Vec<Role>) -> Cell {
        Cell {
            id: "c".into(),
            name: Text::plain("c"),
            nation: String::new(),
            language: "en".into(),
            roles,
            policy: CellPolicy::default(),
        }
    }

    #[test]
    fn a_facilitator_sees_all_and_moves_nothing() {
        let facilitator = cell(vec![Role::Facilitator]);
        assert!(facilitator.sees_truth());
        assert!(Right::ALL.iter().filter(|r| r.moves()).all(|r| !facilitator.has(*r)));
    }

    #[test]
    fn roles_add_up_and_the_scenario_has_the_last_word() {
        let mut both = cell(vec![Role::Sru, Role::Osc]);
        assert!(both.has(Right::PlanSearches) && !both.has(Right::SeeTruth));
        both.policy.withhold.insert(Right::PlanSearches);
        both.policy.grant.insert(Right::MoveLines);
        assert!(!both.has(Right::PlanSearches) && both.has(Right::MoveLines));
    }

    #[test]
    fn every_right_has_its_own_word() {
        let words: BTreeSet<&str> = Right::ALL.iter().map(|r| r.word()).collect();
        assert_eq!(words.len(), Right::ALL.len());
        assert!(Right::ALL.iter().all(|r| cell(vec![Role::ExerciseControl]).has(*r)));
    }
}
