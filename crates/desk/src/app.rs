//! The desk in a window.

use std::{panic::AssertUnwindSafe, time::Duration};

use bevy::{
    prelude::*,
    window::{PresentMode, WindowResolution},
    winit::{UpdateMode, WinitSettings},
};
use bevy_egui::{EguiGlobalSettings, EguiPlugin};
use sarex_session::link::Link;
use sarex_sim::setup::Text;

use crate::{
    chart::{Chart, ChartData, view},
    desk::{Desk, Opener},
    graphics,
    press::{Press, Reporter},
    theme::{Palette, Theme},
    ui::Ui,
    words::{Language, Speech},
    workshop::{Bench, Workshop},
};

/// What a desk is opened with.
pub struct DeskInput {
    /// The exercise.
    pub link: Box<dyn Link>,
    /// Its chart.
    pub chart: ChartData,
    /// Language of the panels.
    pub language: Language,
    /// Light that the desk is read in.
    pub palette: Palette,
    /// Scenarios to choose from: name to open, title.
    pub scenarios: Vec<(String, Text)>,
    /// Opens another scenario.
    pub opener: Opener,
    /// Writes the after-action report.
    pub reporter: Reporter,
    /// Where scripts are made; none: the desk offers no script editor.
    pub workshop: Option<Box<dyn Workshop>>,
}

/// Shows the desk in a window until it is closed.
///
/// # Errors
/// No display or no graphics adapter; the text says what to do.
pub fn open(input: DeskInput) -> Result<(), String> {
    if cfg!(target_os = "linux")
        && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|v| std::env::var_os(v).is_none_or(|s| s.is_empty()))
    {
        return Err("there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)".into());
    }
    let backends = graphics::find()?;
    let window = Window {
        title: format!("SAREX - {}", input.link.brief().title.get(input.language.code())),
        resolution: WindowResolution::new(1600, 900),
        present_mode: PresentMode::AutoVsync,
        ime_enabled: true,
        ..default()
    };
    let exit = graphics::guarded(
        "the desk had to close",
        AssertUnwindSafe(move || {
            let mut app = App::new();
            app.add_plugins(graphics::windowed(backends, window)).add_plugins(EguiPlugin::default()).insert_resource(
                WinitSettings {
                    focused_mode: UpdateMode::reactive(Duration::from_millis(33)),
                    unfocused_mode: UpdateMode::reactive_low_power(Duration::from_millis(100)),
                },
            );
            let mut desk = Desk::at(input.link);
            desk.scenarios = input.scenarios;
            desk.opener = Some(input.opener);
            desk.press = Some(Press::new(input.reporter));
            desk.bench = input.workshop.map(Bench::open);
            furnish(&mut app, desk, input.chart, input.language, input.palette);
            app.world_mut().spawn(view::camera());
            app.run()
        }),
    )?;
    match exit {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("the desk closed with error {code}")),
    }
}

/// Puts the desk into an app that can draw.
pub(crate) fn furnish(app: &mut App, desk: Desk, chart: ChartData, language: Language, palette: Palette) {
    let theme = Theme::of(palette);
    let fallback = desk.frame().units.first().map(|u| u.at);
    app.insert_resource(ClearColor(crate::theme::linear(theme.no_data).into()))
        .insert_resource(Chart::new(chart, fallback))
        .insert_resource(desk)
        .insert_resource(theme)
        .insert_resource(Speech::new(language))
        .init_resource::<Ui>()
        .add_plugins(crate::plugin);
    // The camera that carries the panels is marked by hand.
    app.world_mut().resource_mut::<EguiGlobalSettings>().auto_create_primary_context = false;
}
