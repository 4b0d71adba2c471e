//! Plugins that are a script: one component of the host, the JavaScript engine, runs them all. `engines/README.md` tells
//! how it was built.

use std::path::Path;
use std::sync::OnceLock;

use crate::package::find::{PluginFile, sha256_hex, show};
use crate::package::manifest::Finding;

/// The JavaScript engine: a component of the world `script-engine`.
pub const ENGINE: &[u8] = include_bytes!("../../engines/javascript.wasm");

/// SHA-256 of the engine, hexadecimal.
pub fn engine_sha256() -> &'static str {
    static SHA256: OnceLock<String> = OnceLock::new();
    SHA256.get_or_init(|| sha256_hex(ENGINE))
}

/// SHA-256 of a script with the engine that runs it: another engine is another plugin.
pub fn sha256(text: &str) -> String {
    sha256_hex([engine_sha256(), text].concat().as_bytes())
}

/// A script's bytes as text.
pub fn text(bytes: Vec<u8>, path: &Path) -> Result<String, Finding> {
    String::from_utf8(bytes).map_err(|error| {
        let read = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + read.iter().filter(|byte| **byte == b'\n').count();
        Finding::new(format!("{}:{line}", show(path)), "is not UTF-8 text", "save it as UTF-8")
    })
}

/// What the engine is given: the text, and below it the name that its errors bear.
pub fn named(file: &PluginFile) -> String {
    let name = file.component.file_name().unwrap_or_default().to_string_lossy();
    file.script.as_ref().map_or_else(String::new, |text| format!("{text}\n//# sourceURL={name}\n"))
}

/// What the engine said of a script, `name.js:12: TypeError: ...`, as a finding at that line.
pub fn finding(file: &PluginFile, said: &str) -> Finding {
    let name = file.component.file_name().unwrap_or_default().to_string_lossy();
    let after_name = said.strip_prefix(&*name).and_then(|rest| rest.strip_prefix(':'));
    let at_line = after_name.and_then(|rest| rest.split_once(": ")).filter(|(line, _)| line.parse::<u32>().is_ok());
    let (place, problem) = match (at_line, after_name) {
        (Some((line, problem)), _) => (format!("{}:{line}", show(&file.component)), problem),
        (None, Some(problem)) => (show(&file.component), problem.trim_start()),
        (None, None) => (show(&file.component), said),
    };
    Finding::new(place, problem, "correct the script; plugins/README.md shows what it may use")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_the_engine_that_is_here() {
        assert!(include_str!("../../engines/README.md").contains(engine_sha256()), "{}", engine_sha256());
    }
}
