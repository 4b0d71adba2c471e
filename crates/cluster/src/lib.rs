//! Campaigns on several machines, by Apache Ballista: a scheduler, executors, and the client as an engine.
//!
//! Invariant: only this crate sees Ballista. What it runs is `sarex_campaign`'s function on `sarex_campaign`'s SQL; it adds no
//! meaning to a result.
#![warn(missing_docs)]

pub mod args;
mod client;
mod executor;
mod log;
mod scheduler;
mod supervisor;
mod tls;

pub use client::Cluster;

use args::Command;
use sarex_campaign::args::EngineArgs;
use sarex_headless::failure::Failure;

/// Carries out a command.
///
/// # Errors
/// What is wrong and what to do.
pub fn dispatch(command: Command) -> Result<(), Failure> {
    match command {
        Command::Scheduler(args) => scheduler::serve(&args),
        Command::Executor(args) if args.once => executor::serve(&args),
        Command::Executor(args) => supervisor::supervise(&args),
        Command::Certificates(args) => tls::certificates(&args.out),
        Command::Campaign(command) => {
            log::start(false);
            sarex_campaign::command::dispatch(command, &connect)
        }
    }
}

fn connect(args: &EngineArgs) -> Result<Cluster, Failure> {
    Cluster::new(args)
}

/// What the servers run on.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    // Plans of many tasks are deep in the stack of a debug build.
    builder.enable_all().thread_stack_size(8 << 20).build().map_err(Failure::input)
}

/// The name by which others reach what listens at an address.
fn external(bind: std::net::IpAddr, external: Option<&str>) -> Result<String, Failure> {
    match external {
        Some(name) => Ok(name.to_owned()),
        None if bind.is_unspecified() => Err(Failure::input(format!(
            "--bind {bind}: the others cannot reach that address\n  hint: give the name of this machine too: --external HOST"
        ))),
        None => Ok(bind.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_at_once_is_no_name() {
        let name = |bind: &str, external| external_of(bind, external);
        assert_eq!(name("10.0.0.6", None), Some("10.0.0.6".into()));
        assert_eq!(name("0.0.0.0", Some("node-6")), Some("node-6".into()));
        assert_eq!(name("0.0.0.0", None), None);
    }

    fn external_of(bind: &str, name: Option<&str>) -> Option<String> {
        external(bind.parse().ok()?, name).ok()
    }
}
