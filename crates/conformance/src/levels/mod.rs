//! The conformance levels, one file each.

mod contract;
mod determinism;
mod fuel;
mod load;
mod purity;
mod robust;
pub(crate) mod sample;
pub(crate) mod subject;
pub(crate) mod voyage;
mod wild;

use sarex_plugin_host::{Finding, PluginFile, Repro};

use crate::{Fuel, LevelResult, Options};
use subject::{Level, Trial};

const NAMES: [&str; 5] = ["load", "contract", "determinism", "purity", "robustness"];

/// What trying all levels came to.
pub(crate) struct Tried {
    pub levels: Vec<LevelResult>,
    pub fuel: Option<Fuel>,
    pub repros: Vec<Repro>,
    pub nan_clean: bool,
}

/// Tries every level that a plugin can be tried at: without L0 there is nothing to try.
pub(crate) fn try_all(file: &PluginFile, options: &Options) -> Tried {
    let trial = Trial { file, options };
    let mut level = Level::new(file);
    let loaded = load::try_level(&trial, &mut level);
    let mut levels = vec![level.result(0)];
    let Some(decl) = loaded else {
        levels.extend((1..5).map(not_tried));
        return Tried { levels, fuel: None, repros: Vec::new(), nan_clean: false };
    };
    let mut level = Level::new(file);
    contract::try_level(&trial, &decl, &mut level);
    levels.push(level.result(1));
    let mut level = Level::new(file);
    let nan_clean = determinism::try_level(&trial, &decl, &mut level);
    levels.push(level.result(2));
    let mut level = Level::new(file);
    purity::try_level(&trial, &decl, &mut level);
    levels.push(level.result(3));
    let mut level = Level::new(file);
    let (fuel, repros) = robust::try_level(&trial, &decl, &mut level);
    levels.push(level.result(4));
    Tried { levels, fuel, repros, nan_clean }
}

/// The levels of a plugin that cannot even be opened.
pub(crate) fn not_opened(findings: Vec<Finding>) -> Vec<LevelResult> {
    let load = LevelResult { level: 0, name: NAMES[0].into(), passed: false, findings, notes: Vec::new() };
    std::iter::once(load).chain((1..5).map(not_tried)).collect()
}

fn not_tried(level: u8) -> LevelResult {
    let name = NAMES[usize::from(level)].into();
    LevelResult { level, name, passed: false, findings: Vec::new(), notes: vec!["not tried: L0 failed".into()] }
}
