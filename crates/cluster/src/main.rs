//! `sarex-cluster`: what `sarex campaign` starts when a cluster is asked for. Exit status as of `sarex`.

use clap::Parser;
use sarex_cluster::args::Command;
use sarex_headless::{compile, program};

/// Rehearsal campaigns on several machines.
#[derive(Debug, Parser)]
#[command(name = "sarex campaign", bin_name = "sarex campaign", version, max_term_width = 110)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

fn main() -> std::process::ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    program::run("the parts that were committed are kept.", || {
        compile::when_asked(&asked).unwrap_or_else(|| sarex_cluster::dispatch(Args::parse().command))
    })
}
