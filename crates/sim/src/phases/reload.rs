//! Hot reload: another component takes over at a tick boundary, and its units keep what they remember.

use std::sync::Arc;

use crate::{
    decision::Decisions,
    event::{Audience, What},
    exercise::Exercise,
    phases::commands,
    setup::PluginDecl,
};

/// Lets the host read a plugin again.
pub(crate) fn plugin(exercise: &mut Exercise, cell: u32, number: u32, decisions: &mut dyn Decisions) {
    match decisions.reload(number) {
        Ok(decl) => take_over(exercise, number, decl),
        Err(reason) => commands::refuse(exercise, cell, reason),
    }
}

fn take_over(exercise: &mut Exercise, number: u32, decl: PluginDecl) {
    let index = number as usize;
    let before = &exercise.setup.plugins[index];
    let decl = PluginDecl { pin: before.pin.clone(), params: before.params.clone(), ..decl };
    let state_kept = before.state_stride == decl.state_stride;
    if !state_kept {
        exercise.memory[index] = vec![0; decl.state_stride as usize * exercise.setup.units.len()];
    }
    exercise.state.suspended[index] = false;
    let (version, sha256) = (decl.version.clone(), decl.sha256.clone());
    exercise.state.reloaded.insert(number, decl);
    apply(exercise);
    let what = What::PluginReloaded { plugin: number, version, sha256, state_kept };
    exercise.emit(Audience::Control, what);
}

/// Puts reloaded plugins into the setup, after a reload and after a save was restored.
pub(crate) fn apply(exercise: &mut Exercise) {
    if exercise.state.reloaded.is_empty() {
        return;
    }
    let setup = Arc::make_mut(&mut exercise.setup);
    for (number, decl) in &exercise.state.reloaded {
        setup.plugins[*number as usize] = decl.clone();
    }
}
