//! Plugins that change at a tick boundary: another component takes over, another plugin joins, or another one steers.

use std::sync::Arc;

use crate::{
    decision::Decisions,
    event::{Audience, What},
    exercise::Exercise,
    phases::commands,
    setup::{PluginDecl, World},
};

/// Lets the host read a plugin again; its units keep what they remember.
pub(crate) fn reload(exercise: &mut Exercise, cell: u32, number: u32, decisions: &mut dyn Decisions) {
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
        exercise.memory[index] = no_memory(exercise, &decl);
    }
    exercise.state.suspended[index] = false;
    let (version, sha256) = (decl.version.clone(), decl.sha256.clone());
    exercise.state.changed_plugins.insert(number, decl);
    apply(exercise);
    let what = What::PluginReloaded { plugin: number, version, sha256, state_kept };
    exercise.emit(Audience::Control, what);
}

/// Lets the host load another plugin, which gets the next number.
pub(crate) fn add(exercise: &mut Exercise, cell: u32, id: &str, decisions: &mut dyn Decisions) {
    let number = exercise.setup.plugins.len() as u32;
    match decisions.add(number, id) {
        Ok(decl) => join(exercise, number, decl),
        Err(reason) => commands::refuse(exercise, cell, reason),
    }
}

fn join(exercise: &mut Exercise, number: u32, decl: PluginDecl) {
    let memory = no_memory(exercise, &decl);
    exercise.memory.push(memory);
    exercise.state.suspended.push(false);
    let (version, sha256) = (decl.version.clone(), decl.sha256.clone());
    let idle = matches!(decl.world, World::VesselBehaviour | World::SensorModel);
    exercise.state.changed_plugins.insert(number, decl);
    apply(exercise);
    exercise.emit(Audience::Control, What::PluginAdded { plugin: number, version, sha256, idle });
}

/// Lets another behaviour steer a unit: it remembers nothing of it, and the fallback steers until it decides.
pub(crate) fn steer(exercise: &mut Exercise, unit: u32, plugin: Option<u32>) {
    let index = unit as usize;
    if let Some(number) = plugin.map(|number| number as usize) {
        let stride = exercise.setup.plugins[number].state_stride as usize;
        exercise.memory[number][index * stride..][..stride].fill(0);
    }
    exercise.state.changed_behaviours.insert(unit, plugin);
    apply(exercise);
    let state = &mut exercise.state.units[index];
    (state.fallback, state.told_clamped) = (true, false);
    exercise.emit(Audience::Control, What::BehaviourChanged { unit, plugin });
}

/// Private state of a plugin that has not decided yet.
fn no_memory(exercise: &Exercise, decl: &PluginDecl) -> Vec<u8> {
    vec![0; decl.state_stride as usize * exercise.setup.units.len()]
}

/// Puts changed and new plugins, and who steers what, into the setup: after a change and after a save was restored.
pub(crate) fn apply(exercise: &mut Exercise) {
    if exercise.state.changed_plugins.is_empty() && exercise.state.changed_behaviours.is_empty() {
        return;
    }
    let setup = Arc::make_mut(&mut exercise.setup);
    for (number, decl) in &exercise.state.changed_plugins {
        match setup.plugins.get_mut(*number as usize) {
            Some(plugin) => plugin.clone_from(decl),
            // New ones have the numbers that follow, and a map goes by number.
            None => setup.plugins.push(decl.clone()),
        }
    }
    for (unit, plugin) in &exercise.state.changed_behaviours {
        if let Some(unit) = setup.units.get_mut(*unit as usize) {
            unit.behaviour = *plugin;
        }
    }
}
