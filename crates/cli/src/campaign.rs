//! `sarex campaign`: a program of its own beside this one, started as git starts its sub-commands.
//!
//! DataFusion and Ballista are as large as everything else here together; whoever only wants the desk does not build them.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::Command,
};

use crate::failure::Failure;

/// Commands that only the program of clusters has.
const OF_CLUSTERS: [&str; 3] = ["scheduler", "executor", "certificates"];

/// Starts the program that has the command, with the same arguments, and ends as it ends.
pub fn campaign(args: &[OsString]) -> Result<(), Failure> {
    let name = program(args);
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join(&file)));
    let path = beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(&file));
    start(&path, args).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => Failure::input(format!(
            "{name} is not beside this program: campaigns are built on their own\n  hint: cargo build --release -p {name}"
        )),
        _ => Failure::input(format!("{}: cannot be started: {e}", path.display())),
    })
}

/// The smaller program, unless a cluster is asked for.
fn program(args: &[OsString]) -> &'static str {
    let first = args.first().and_then(|arg| arg.to_str()).unwrap_or_default();
    let cluster = |arg: &OsString| arg.to_str().is_some_and(|arg| arg.contains("ballista://"));
    if OF_CLUSTERS.contains(&first) || args.iter().any(cluster) { "sarex-cluster" } else { "sarex-campaign" }
}

/// In place of this process, so that signals and the exit status are the other program's.
#[cfg(unix)]
fn start(path: &Path, args: &[OsString]) -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;
    Err(Command::new(path).args(args.iter().map(OsStr::new)).exec())
}

#[cfg(not(unix))]
fn start(path: &Path, args: &[OsString]) -> std::io::Result<()> {
    let status = Command::new(path).args(args.iter().map(OsStr::new)).status()?;
    std::process::exit(status.code().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_another_program() {
        let program = |line: &str| program(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(program("run donghae-oki-raft --runs 10 --out x"), "sarex-campaign");
        assert_eq!(program("resume --out x --engine ballista://a:1"), "sarex-cluster");
        assert_eq!(program("resume --engine=ballista://a:1 --out x"), "sarex-cluster");
        assert_eq!(program("executor --port 1"), "sarex-cluster");
        assert_eq!(program(""), "sarex-campaign");
    }
}
