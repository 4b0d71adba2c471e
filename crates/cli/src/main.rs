//! `sarex`: the one binary.
//!
//! Exit status 0 done, 1 findings or a failed verification, 2 bad usage or input. Documents go to standard output,
//! progress and diagnostics to standard error.

mod args;
mod branch;
mod campaign;
#[cfg(feature = "desk")]
mod chart;
mod check;
mod compare;
mod desk;
mod drift;
mod message;
mod msel;
mod pattern;
mod plan;
mod plugin;
mod plugins;
mod replay;
mod report;
mod resume;
mod run;
mod share;
#[cfg(feature = "desk")]
mod watch;
#[cfg(feature = "desk")]
mod workshop;

use clap::Parser;
use sarex_headless::{failure, open, outputs, program};

use crate::{args::Args, failure::Failure};

fn main() -> std::process::ExitCode {
    program::run("the recording, if one was written, is kept.", || dispatch(Args::parse()))
}

fn dispatch(args: Args) -> Result<(), Failure> {
    match args.command {
        None => desk::open(args::DeskArgs::default()),
        Some(args::Command::Desk(args)) => desk::open(args),
        Some(args::Command::Run(args)) => run::run(&args),
        Some(args::Command::Replay(args)) => replay::replay(&args),
        Some(args::Command::Resume(args)) => resume::resume(&args),
        Some(args::Command::Branch(args)) => branch::branch(&args),
        Some(args::Command::Compare(args)) => compare::compare(&args),
        Some(args::Command::Report(args)) => report::report(&args),
        Some(args::Command::Check(args)) => check::check(&args),
        Some(args::Command::Drift(args)) => drift::drift(&args),
        Some(args::Command::Plan(command)) => plan::plan(&command),
        Some(args::Command::Pattern(args::PatternKind::BuiltIn(command))) => plan::pattern(&command),
        Some(args::Command::Pattern(args::PatternKind::Plugin(args))) => pattern::pattern(&args),
        Some(args::Command::Share(command)) => share::share(&command),
        Some(args::Command::Message(args)) => message::message(&args),
        Some(args::Command::Plugin(args)) => plugin::plugin(&args),
        Some(args::Command::Campaign { args }) => campaign::campaign(&args),
        Some(args::Command::Msel(args)) => msel::msel(&args),
    }
}
