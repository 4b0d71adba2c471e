//! Text for the developer, shown beside the plugin's costs. It cannot influence the exercise.

use crate::{Severity, Vec2};

/// Sends one line; the host keeps at most a few per decision. In native tests it goes to standard error.
pub fn log(level: Severity, text: &str) {
    #[cfg(target_arch = "wasm32")]
    crate::bindings::search_pattern::sarex::plugin::diag::log(level, text);
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("{level:?}: {text}");
}

/// Draws a line for the developer's eye, in metres of the call's frame; `rgba` as `0xRRGGBBAA`. Shown in developer
/// mode only; in native tests it does nothing.
pub fn draw_line(points: &[Vec2], rgba: u32, label: &str) {
    #[cfg(target_arch = "wasm32")]
    crate::bindings::search_pattern::sarex::plugin::diag::draw_line(points, rgba, label);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (points, rgba, label);
}

/// Makes a panic say where it happened before it traps. The export macros call it.
#[doc(hidden)]
pub fn report_panics() {
    #[cfg(target_arch = "wasm32")]
    std::panic::set_hook(Box::new(|panic| log(Severity::Error, &panic.to_string())));
}
