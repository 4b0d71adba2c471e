//! `sarex-campaign`: what `sarex campaign` starts. Exit status as of `sarex`.

use clap::Parser;
use sarex_campaign::{args::Command, command, engine::Local};
use sarex_headless::{compile, failure::Failure};

/// Rehearsal campaigns: a thousand runs of a plan, compared with honest intervals.
#[derive(Debug, Parser)]
#[command(name = "sarex campaign", bin_name = "sarex campaign", version, max_term_width = 110)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

fn main() -> std::process::ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let told = compile::when_asked(&asked).unwrap_or_else(|| {
        command::dispatch::<Local>(Args::parse().command, &|args| {
            Err(Failure::input(format!(
                "--engine {}: is not known\n  hint: local, or ballista://HOST:PORT",
                args.engine
            )))
        })
    });
    match told {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            std::process::ExitCode::from(failure.status())
        }
    }
}
