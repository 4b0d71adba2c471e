//! The hidden `sarex plugin compile-component`: the process in which a component is compiled under limits.

use std::path::Path;

use sarex_plugin_host::{CompilerProcess, Profile, compile_job};

use crate::failure::Failure;

/// How this program starts itself to compile a component; none when it does not know where it lies.
pub fn process() -> Option<CompilerProcess> {
    // A test's own program compiles nothing.
    let program = std::env::current_exe().ok().filter(|_| !cfg!(test))?;
    Some(CompilerProcess::new(program, vec!["plugin".into(), "compile-component".into()]))
}

/// Compiles one component and ends.
pub fn job(profile: &str, from: &Path, to: &Path, max_bytes: u64) -> Result<(), Failure> {
    let profile = Profile::of(profile).ok_or_else(|| Failure::input(format!("there is no profile \"{profile}\"")))?;
    compile_job(profile, from, to, max_bytes).map_err(Failure::input)
}
