//! The exercise on the chart: entities that mirror the newest frame.

pub mod divisions;
pub mod estimate;
pub mod gap;
pub mod lines;
pub mod marks;
pub mod masks;
pub mod plans;
pub mod sheets;
pub mod stencil;
pub mod symbols;
pub mod trails;

use bevy::prelude::*;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((marks::plugin, sheets::plugin, gap::plugin, masks::plugin));
}
