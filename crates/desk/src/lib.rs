//! The SAREX desk: chart, panels, control and replay.
//!
//! Invariant: Bevy draws, animates and takes input; nothing here decides anything of search and rescue. Entities are a
//! picture of the newest frame. Panels are functions from a view to intents.
#![warn(missing_docs)]

mod app;
mod chart;
mod desk;
mod font;
mod graphics;
mod intent;
mod panels;
mod picture;
mod press;
mod shot;
mod theme;
mod ui;
mod words;
mod workshop;

pub use app::{DeskInput, open};
pub use chart::{ChartData, ChartLine, ChartPlace};
pub use desk::Opener;
pub use font::FONT;
pub use panels::{Tab, sharing::first_pair};
pub use press::{Paper, Printed, Reporter};
pub use shot::{Shot, frame_cost, screenshot};
pub use theme::Palette;
pub use words::Language;
pub use workshop::{Amount, Draft, Ground, ScriptFinding, ScriptInfo, Trial, Workshop};

use bevy::prelude::*;

/// The order of a frame; the panels follow in their own pass.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum DeskSystems {
    /// The newest snapshot is taken.
    Receive,
    /// The camera goes where the view says.
    Camera,
    /// Entities follow the frame and the view.
    Draw,
    /// The chart's own picture is renewed if need be.
    Still,
}

fn plugin(app: &mut App) {
    app.configure_sets(
        Update,
        (DeskSystems::Receive, DeskSystems::Camera, DeskSystems::Draw, DeskSystems::Still).chain(),
    )
    .add_plugins((desk::plugin, chart::plugin, picture::plugin, font::plugin, ui::plugin));
}
