//! `sarex-campaign`: what `sarex campaign` starts. Exit status as of `sarex`.

use clap::Parser;
use sarex_campaign::{
    args::{Command, EngineArgs},
    command,
    engine::Local,
};
use sarex_headless::{compile, failure::Failure, program};

/// Rehearsal campaigns: a thousand runs of a plan, compared with honest intervals.
#[derive(Debug, Parser)]
#[command(
    name = "sarex campaign",
    bin_name = "sarex campaign",
    version,
    max_term_width = 110,
    after_help = "On several machines: --engine ballista://HOST:PORT, and the commands scheduler, executor, certificates \
                  (built with cargo build --release -p sarex-cluster)."
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

fn main() -> std::process::ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    program::run(KEPT, || {
        compile::when_asked(&asked).unwrap_or_else(|| command::dispatch(Args::parse().command, &no_cluster))
    })
}

/// What is safe when the program fails.
const KEPT: &str = "the parts that were committed are kept.";

fn no_cluster(args: &EngineArgs) -> Result<Local, Failure> {
    Err(Failure::input(format!("--engine {}: is not known\n  hint: local, or ballista://HOST:PORT", args.engine)))
}
