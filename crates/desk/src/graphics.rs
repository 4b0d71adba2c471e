//! The part of Bevy that draws, with errors in place of panics.

use bevy::{
    app::PluginGroupBuilder,
    log::{Level, LogPlugin},
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
};

/// What to do when there is nothing to draw with.
const REMEDY: &str = "install a Vulkan driver; without a graphics card, Mesa's software driver will do \
                      (Debian, Ubuntu: apt install mesa-vulkan-drivers)";

/// Whether anything here can draw; what to install if not.
pub fn check() -> Result<(), String> {
    let settings = WgpuSettings::default();
    let backends = settings.backends.unwrap_or(wgpu::Backends::all());
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor { backends, ..wgpu::InstanceDescriptor::new_without_display_handle() });
    let adapter = bevy::tasks::block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default()));
    adapter.map(|_| ()).map_err(|e| format!("there is no graphics adapter to draw with: {REMEDY} ({e})"))
}

/// Bevy's plugins, quiet.
pub fn plugins(window: WindowPlugin, wait_for_shaders: bool) -> PluginGroupBuilder {
    DefaultPlugins
        .set(window)
        .set(RenderPlugin { synchronous_pipeline_compilation: wait_for_shaders, ..default() })
        .set(LogPlugin { level: Level::ERROR, filter: "wgpu=off,naga=off".into(), ..default() })
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
