//! Pictures without a window, for briefs, reports and tests.

use std::{
    panic::AssertUnwindSafe,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Instant,
};

use bevy::{
    camera::RenderTarget,
    image::Image,
    prelude::*,
    render::{
        render_resource::{TextureFormat, TextureUsages},
        view::screenshot::{Screenshot, ScreenshotCaptured},
    },
};
use bevy_egui::EguiPlugin;
use sarex_model::position::Position;
use sarex_session::link::Snapshot;
use sarex_sim::view::Brief;

use crate::{
    app::furnish,
    chart::{Chart, ChartData, view},
    desk::Desk,
    graphics,
    panels::Tab,
    theme::{Palette, Theme},
    ui::Ui,
    words::{Language, Speech},
    workshop::{Draft, Trial},
};

/// One picture to take.
#[derive(Clone, Debug)]
pub struct Shot {
    /// Width and height, pixels.
    pub size: (u32, u32),
    /// PNG to write.
    pub file: PathBuf,
    /// Language of names and panels.
    pub language: Language,
    /// Light.
    pub palette: Palette,
    /// Middle and width in nautical miles; none: everything of the exercise.
    pub view: Option<(Position, f64)>,
    /// With the panels round the chart.
    pub panels: bool,
    /// What the panel on the right shows.
    pub tab: Tab,
    /// The script editor lies over the chart, with this script and what came of trying it.
    pub script: Option<(Draft, Trial)>,
}

/// Largest side of a picture.
const MOST_PX: u32 = 8192;
/// Frames until fonts, meshes and layout have settled.
const SETTLE_FRAMES: u32 = 8;
/// Frames that a picture may take to come back from the card.
const PATIENCE_FRAMES: u32 = 600;

fn offscreen_app(
    backends: wgpu::Backends,
    brief: Arc<Brief>,
    snapshot: Arc<Snapshot>,
    chart: ChartData,
    shot: &Shot,
) -> App {
    let mut app = App::new();
    app.add_plugins(graphics::offscreen(backends)).add_plugins(EguiPlugin::default());
    furnish(&mut app, Desk::new(brief, snapshot), chart, shot.language, shot.palette);
    app.finish();
    app.cleanup();
    app
}

fn target(app: &mut App, size: (u32, u32)) -> Handle<Image> {
    let mut image = Image::new_target_texture(size.0, size.1, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    app.world_mut().resource_mut::<Assets<Image>>().add(image)
}

/// Writes pictures of one moment of an exercise, without a window.
///
/// # Errors
/// No graphics adapter (the text says what to install), or a file that cannot be written.
pub fn screenshot(brief: Arc<Brief>, snapshot: Arc<Snapshot>, chart: ChartData, shots: &[Shot]) -> Result<(), String> {
    let Some(first) = shots.first() else { return Ok(()) };
    if let Some(bad) = shots.iter().find(|s| s.size.0.min(s.size.1) < 64 || s.size.0.max(s.size.1) > MOST_PX) {
        return Err(format!("a picture of {} x {} pixels: each side must be 64 to {MOST_PX}", bad.size.0, bad.size.1));
    }
    let backends = graphics::find()?;
    let first = first.clone();
    let shots = shots.to_vec();
    graphics::guarded(
        "the picture could not be drawn",
        AssertUnwindSafe(move || {
            let mut app = offscreen_app(backends, brief, snapshot, chart, &first);
            let mut camera: Option<Entity> = None;
            for shot in &shots {
                let image = target(&mut app, shot.size);
                let drawn_on = RenderTarget::Image(image.clone().into());
                match camera {
                    Some(camera) => {
                        app.world_mut().entity_mut(camera).insert(drawn_on);
                    }
                    None => camera = Some(app.world_mut().spawn((view::camera(), drawn_on)).id()),
                }
                arrange(&mut app, shot);
                for _ in 0..SETTLE_FRAMES {
                    app.update();
                }
                take(&mut app, image, &shot.file)?;
            }
            Ok(())
        }),
    )?
}

fn arrange(app: &mut App, shot: &Shot) {
    let world = app.world_mut();
    world.insert_resource(Theme::of(shot.palette));
    world.insert_resource(Speech::new(shot.language));
    let mut ui = world.resource_mut::<Ui>();
    ui.panels = shot.panels;
    ui.memory.tab = shot.tab;
    let editor = &mut ui.memory.script;
    editor.shown = shot.script.is_some();
    if let Some((draft, trial)) = shot.script.clone() {
        editor.trial = Some((draft.text.clone(), trial));
        editor.draft = draft;
    }
    ui.wanted_view = Some(shot.view);
}

fn take(app: &mut App, image: Handle<Image>, file: &std::path::Path) -> Result<(), String> {
    let taken: Arc<Mutex<Option<Image>>> = Arc::default();
    let into = Arc::clone(&taken);
    app.world_mut().spawn(Screenshot::image(image)).observe(move |captured: On<ScreenshotCaptured>| {
        if let Ok(mut slot) = into.lock() {
            *slot = Some(captured.image.clone());
        }
    });
    for _ in 0..PATIENCE_FRAMES {
        app.update();
        let image = taken.lock().ok().and_then(|mut slot| slot.take());
        if let Some(image) = image {
            let picture = image.try_into_dynamic().map_err(|e| format!("{}: {e}", file.display()))?;
            return picture.to_rgb8().save(file).map_err(|e| format!("{}: {e}", file.display()));
        }
    }
    Err(format!("{}: the graphics adapter did not give the picture back", file.display()))
}

/// Mean time of a frame, seconds: of an empty picture, of the full desk at rest, and of the desk while its view moves;
/// all drawn without a window.
///
/// # Errors
/// As [`screenshot`].
pub fn frame_cost(
    brief: Arc<Brief>,
    snapshot: Arc<Snapshot>,
    chart: ChartData,
    shot: &Shot,
    frames: u32,
) -> Result<[f64; 3], String> {
    let backends = graphics::find()?;
    let shot = shot.clone();
    graphics::guarded(
        "the picture could not be drawn",
        AssertUnwindSafe(move || {
            let mut empty = App::new();
            empty.add_plugins(graphics::offscreen(backends));
            empty.finish();
            empty.cleanup();
            let image = target(&mut empty, shot.size);
            empty.world_mut().spawn((Camera2d, Msaa::Sample4, RenderTarget::Image(image.into())));
            let bare = mean_frame(&mut empty, frames, |_| ());
            drop(empty);
            let mut app = offscreen_app(backends, brief, snapshot, chart, &shot);
            let image = target(&mut app, shot.size);
            app.world_mut().spawn((view::camera(), RenderTarget::Image(image.into())));
            arrange(&mut app, &shot);
            app.world_mut().resource_mut::<Chart>().set_changed();
            let still = mean_frame(&mut app, frames, |_| ());
            let moving = mean_frame(&mut app, frames, |app| {
                app.world_mut().resource_mut::<view::View>().pan(bevy_egui::egui::vec2(1.0, 0.5));
            });
            [bare, still, moving]
        }),
    )
}

fn mean_frame(app: &mut App, frames: u32, mut each: impl FnMut(&mut App)) -> f64 {
    for _ in 0..SETTLE_FRAMES * 2 {
        app.update();
    }
    let start = Instant::now();
    for _ in 0..frames {
        each(app);
        app.update();
    }
    start.elapsed().as_secs_f64() / f64::from(frames.max(1))
}
