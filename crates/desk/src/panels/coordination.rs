//! Coordination between cells.

use bevy_egui::egui::Ui;

use super::Look;
use crate::intent::Intent;

/// What is being written.
#[derive(Default)]
pub struct Form {}

/// The panel.
pub fn coordination_ui(_ui: &mut Ui, _look: &Look<'_>, _form: &mut Form) -> Vec<Intent> {
    Vec::new()
}
