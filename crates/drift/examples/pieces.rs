//! A drift case piece by piece on one core, with the time and memory it takes; the flags are those of `sarex drift`.
//!
//! `cargo run --release -p sarex-drift --example pieces -- --elements 10000000 --piece 262144 --out FOLDER ...`
//!
//! Measured in November 2026 on one of two EPYC Zen 5 cores shared with other work (load 6 to 7): 10 million persons in the water
//! off a coast, wind from a grid, steps of 10 min, hourly output, 39 pieces. 24 h: 19.6 s of processor (26 s of clock), 33 MB at
//! most; 48 h: 38.8 s (61 s), 50 MB. In one piece the 24 h take 20.4 s and 415 MB, and the files are the same to the byte.

use std::time::Instant;

use clap::Parser;
use sarex_drift::inputs::Args;
use sarex_drift::pieces::Pieces;
use sarex_files::finding::Finding;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: Args,
    /// Elements of a piece
    #[arg(long, default_value_t = 262_144)]
    piece: u32,
}

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    match pieces(&cli) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(findings) => {
            findings.iter().for_each(|finding| eprintln!("{finding}"));
            std::process::ExitCode::FAILURE
        }
    }
}

fn pieces(cli: &Cli) -> Result<(), Vec<Finding>> {
    let begin = Instant::now();
    let plan = Pieces::plan(&cli.args, cli.piece)?;
    println!("{} pieces; environment read in {:.2} s", plan.count(), begin.elapsed().as_secs_f64());
    let work = Instant::now();
    let (mut wrong, mut count) = (None, 0_usize);
    let piece = |piece: u32| match plan.run(piece, 1) {
        Ok(piece) => {
            count += piece.counts.len();
            Some(piece.counts)
        }
        Err(finding) => {
            wrong = Some(finding);
            None
        }
    };
    let merged = plan.merge((0..plan.count()).map_while(piece).flatten());
    if let Some(finding) = wrong {
        return Err(vec![finding]);
    }
    let forecast = merged.map_err(|finding| vec![finding])?;
    let seconds = work.elapsed().as_secs_f64();
    println!("run and merged in {seconds:.2} s on one thread, {count} rows{}", peak());
    let present = Instant::now();
    // No font: give --no-picture or --no-files.
    print!("{}", plan.present(&forecast, &cli.args, &[])?);
    println!("files: {:.2} s; all: {:.2} s{}", present.elapsed().as_secs_f64(), begin.elapsed().as_secs_f64(), peak());
    Ok(())
}

/// The most memory that this process had, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(String::new, |most| format!(", peak memory {}", most.trim()))
}
