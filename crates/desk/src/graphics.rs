//! The part of Bevy that draws, with errors in place of panics.

use bevy::{
    app::PluginGroupBuilder,
    log::{Level, LogPlugin},
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
    winit::WinitPlugin,
};

/// What to do when there is nothing to draw with.
const REMEDY: &str = "install a Vulkan driver; without a graphics card, Mesa's software driver will do \
                      (Debian, Ubuntu: apt install mesa-vulkan-drivers)";

/// Finds something that can draw: Vulkan, Metal or Direct3D if there is one, OpenGL if not.
///
/// # Errors
/// What to install when there is nothing.
pub fn find() -> Result<wgpu::Backends, String> {
    let wanted = WgpuSettings::default().backends.unwrap_or(wgpu::Backends::all());
    let mut complaint = String::new();
    for backends in [wanted & wgpu::Backends::PRIMARY, wanted] {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
            backends,
            ..wgpu::InstanceDescriptor::new_without_display_handle()
        });
        match bevy::tasks::block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default())) {
            Ok(_) => return Ok(backends),
            Err(e) => complaint = e.to_string(),
        }
    }
    Err(format!("there is no graphics adapter to draw with: {REMEDY} ({complaint})"))
}

/// Bevy's plugins for a window.
pub fn windowed(backends: wgpu::Backends, window: Window) -> PluginGroupBuilder {
    DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), ..default() })
        .set(render(backends, false))
        .set(LogPlugin { level: Level::ERROR, filter: "wgpu=off,naga=off".into(), ..default() })
}

/// Bevy's plugins without a window; the log is the caller's.
pub fn offscreen(backends: wgpu::Backends) -> PluginGroupBuilder {
    DefaultPlugins
        .set(WindowPlugin { primary_window: None, exit_condition: bevy::window::ExitCondition::DontExit, ..default() })
        .set(render(backends, true))
        .disable::<WinitPlugin>()
        .disable::<LogPlugin>()
}

fn render(backends: wgpu::Backends, wait_for_shaders: bool) -> RenderPlugin {
    RenderPlugin {
        render_creation: WgpuSettings { backends: Some(backends), ..default() }.into(),
        synchronous_pipeline_compilation: wait_for_shaders,
        ..default()
    }
}

/// Runs something of Bevy's or winit's that may panic; the panic's words become an error.
pub fn guarded<T>(what: &str, run: impl FnOnce() -> T + std::panic::UnwindSafe) -> Result<T, String> {
    let hook = std::panic::take_hook();
    let said = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let heard = std::sync::Arc::clone(&said);
    std::panic::set_hook(Box::new(move |info| {
        if let Ok(mut said) = heard.lock()
            && said.is_empty()
        {
            *said = info.to_string().replace('\n', " ");
        }
    }));
    let result = std::panic::catch_unwind(run);
    std::panic::set_hook(hook);
    result.map_err(|_| {
        let said = said.lock().map(|s| s.clone()).unwrap_or_default();
        format!("{what}: {said}")
    })
}
