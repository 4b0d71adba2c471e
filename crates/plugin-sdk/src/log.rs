//! Text for the developer, shown beside the plugin's costs. It cannot influence the exercise.

use crate::Severity;

/// Sends one line; the host keeps at most a few per decision. In native tests it goes to standard error.
pub fn log(level: Severity, text: &str) {
    #[cfg(target_arch = "wasm32")]
    crate::bindings::search_pattern::sarex::plugin::diag::log(level, text);
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("{level:?}: {text}");
}

/// Makes a panic say where it happened before it traps. The export macros call it.
#[doc(hidden)]
pub fn report_panics() {
    #[cfg(target_arch = "wasm32")]
    std::panic::set_hook(Box::new(|panic| log(Severity::Error, &panic.to_string())));
}
