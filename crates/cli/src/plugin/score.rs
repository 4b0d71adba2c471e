//! `sarex plugin score`.

use std::time::Instant;

use sarex_conformance::quality::Options;
use sarex_files::roots::Roots;
use sarex_plugin_host::PluginFile;
use sarex_sim::setup::World;
use serde_json::json;

use super::{folders, trial::Bench, trial::Loaded};
use crate::{args::ScoreArgs, failure::Failure};

/// Scores a planner's patterns against the textbook, or a vessel behaviour's routes and encounters.
pub fn score(roots: &Roots, args: &ScoreArgs) -> Result<(), Failure> {
    let options = Options {
        seed: args.seed,
        cases: args.cases.clamp(1, 100_000),
        params: params(&args.params)?,
        ..Options::default()
    };
    let folder = folders(roots, std::slice::from_ref(&args.plugin))?.remove(0);
    let file = PluginFile::open(&folder).map_err(Failure::input)?;
    let mut plugin = Loaded::of(&file).map_err(Failure::input)?;
    if plugin.decl.world == World::VesselBehaviour {
        let score = plugin.behaviour(args.seed);
        match args.json {
            true => {
                println!("{}", json!({ "plugin": file.id, "sha256": file.sha256, "seed": args.seed, "score": score }))
            }
            false => println!("{score}"),
        }
        return Ok(());
    }
    let patterns =
        plugin.chosen(args.pattern.as_deref()).map_err(|text| Failure::input(format!("{}: {text}", file.id)))?;
    let started = Instant::now();
    let bench = Bench::set_up(roots, options)?;
    eprintln!("textbook: {} cases in {:.1} s", bench.cases.len(), started.elapsed().as_secs_f64());
    let mut scores = Vec::new();
    for pattern in &patterns {
        let started = Instant::now();
        let score = plugin.score(&bench, pattern);
        if !args.json {
            println!("{score}");
        }
        eprintln!("{pattern}: {} cases in {:.1} s", bench.cases.len(), started.elapsed().as_secs_f64());
        scores.push(score);
    }
    if args.json {
        println!("{}", json!({ "plugin": file.id, "sha256": file.sha256, "seed": args.seed, "scores": scores }));
    }
    let lost = scores.iter().filter(|score| score.planned == 0);
    let lost: Vec<String> = lost.map(|score| format!("{}: {}: {}", file.id, score.pattern, score.line())).collect();
    if lost.is_empty() { Ok(()) } else { Err(Failure::Findings(lost)) }
}

fn params(texts: &[String]) -> Result<Vec<(String, f64)>, Failure> {
    let param = |text: &String| {
        let (key, value) = text.split_once('=').ok_or_else(|| Failure::input(format!("{text}: write KEY=VALUE")))?;
        let number = value.trim().parse().map_err(|_| Failure::input(format!("{text}: {value} is not a number")))?;
        Ok((key.to_owned(), number))
    };
    texts.iter().map(param).collect()
}
