//! What a finished exercise hands to the report.

use sarex_report::history::{History, UnitTrack};
use sarex_sim::{Exercise, setup::Role};

/// Everything that happened, as the report needs it.
pub fn history(exercise: &Exercise) -> History {
    let setup = exercise.setup();
    let log = exercise.history();
    // Control's frame holds every plan and every message.
    let control = setup.cells.iter().position(|c| c.roles.contains(&Role::ExerciseControl) || c.sees_truth());
    let frame = exercise.frame(control.map_or(u32::MAX, |c| c as u32));
    History {
        ticks: exercise.tick(),
        events: log.events.clone(),
        messages: exercise.messages(control.map_or(u32::MAX, |c| c as u32)),
        tracks: (0_u32..).zip(&log.tracks).map(|(unit, points)| UnitTrack { unit, points: points.clone() }).collect(),
        object_tracks: log.object_tracks.clone(),
        pos: log.pos.clone(),
        plans: frame.plans,
        objects: exercise.object_outcomes(),
        objectives: exercise.objective_results(),
        patrol: exercise.patrol_outcome(),
        unit_use: exercise.unit_uses(),
        grades: exercise.grades(),
        notes: exercise.notes().to_vec(),
    }
}
