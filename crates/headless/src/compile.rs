//! The hidden command `plugin compile-component` of every program here: the process in which a component is compiled
//! under limits.

use std::path::Path;

use sarex_plugin_host::{CompilerProcess, Profile, compile_job};

use crate::failure::Failure;

/// The programs that know the command.
const PROGRAMS: [&str; 3] = ["sarex", "sarex-campaign", "sarex-cluster"];

/// How this program starts itself to compile a component; none when it does not know where it lies.
pub fn process() -> Option<CompilerProcess> {
    // A test's own program does not know the command.
    let ours =
        |path: &std::path::PathBuf| path.file_stem().is_some_and(|stem| PROGRAMS.iter().any(|ours| stem == *ours));
    let program = std::env::current_exe().ok().filter(ours)?;
    Some(CompilerProcess::new(program, vec!["plugin".into(), "compile-component".into()]))
}

/// Compiles one component and ends.
pub fn job(profile: &str, from: &Path, to: &Path, max_bytes: u64) -> Result<(), Failure> {
    let profile = Profile::of(profile).ok_or_else(|| Failure::input(format!("there is no profile \"{profile}\"")))?;
    compile_job(profile, from, to, max_bytes).map_err(Failure::input)
}

/// Whether this program was started to compile a component (`plugin compile-component PROFILE FROM TO MAX_BYTES`), and what
/// came of it: for programs whose own command line does not have the command.
pub fn when_asked(args: &[String]) -> Option<Result<(), Failure>> {
    let [plugin, command, profile, from, to, max_bytes] = args else { return None };
    let asked = plugin == "plugin" && command == "compile-component";
    let max_bytes = max_bytes.parse().ok().filter(|_| asked)?;
    Some(job(profile, Path::new(from), Path::new(to), max_bytes))
}
