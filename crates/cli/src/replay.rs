//! `sarex replay`: a recording played again and compared.

use std::sync::Arc;

use sarex_files::roots::Roots;
use sarex_session::{
    recording::Recording,
    replay::{Difference, Replayer, reexecute},
};
use serde_json::json;

use crate::{
    args::ReplayArgs,
    failure::Failure,
    open::{self, OpenOptions},
    run,
};

/// Plays a recording and tells whether it still comes out the same.
pub fn replay(args: &ReplayArgs) -> Result<(), Failure> {
    let recording = Recording::open(&args.recording).map_err(Failure::input)?;
    if let Some(cut) = &recording.cut_short {
        eprintln!("{}: {cut}; it is played up to its last whole second", args.recording.display());
    }
    let outcome = if args.reexecute { run_again(&recording)? } else { play(recording) };
    if args.json {
        let document = json!({
            "recording": args.recording, "reexecuted": args.reexecute, "ticks": outcome.ticks, "digests": outcome.digests,
            "digest": outcome.digest, "agrees": outcome.difference.is_none(),
            "difference": outcome.difference.as_ref().map(ToString::to_string),
        });
        println!("{document}");
    } else if outcome.difference.is_none() {
        let how = if args.reexecute { "re-executed with its plugins" } else { "replayed" };
        println!("{how}: {} s agree, digest {}", outcome.ticks, outcome.digest);
    }
    match outcome.difference {
        None => Ok(()),
        Some(difference) => Err(Failure::Findings(vec![format!("{}: {difference}", args.recording.display())])),
    }
}

struct Outcome {
    ticks: u64,
    digests: u64,
    digest: String,
    difference: Option<Difference>,
}

fn play(recording: Recording) -> Outcome {
    let mut replayer = Replayer::new(Arc::new(recording));
    let bar = run::progress(replayer.last_tick(), "replaying");
    while !replayer.at_end() && replayer.difference.is_none() {
        replayer.step();
        if replayer.exercise().tick().is_multiple_of(600) {
            bar.set_position(replayer.exercise().tick());
        }
    }
    bar.finish_and_clear();
    Outcome {
        ticks: replayer.exercise().tick(),
        digests: replayer.compared,
        digest: replayer.exercise_mut().digest(),
        difference: replayer.difference.clone(),
    }
}

fn run_again(recording: &Recording) -> Result<Outcome, Failure> {
    let roots = Roots::find();
    let mut setup = recording.header.setup.clone();
    let mut plugins = open::load_plugins(&roots, &mut setup, OpenOptions { threads: 1, ..OpenOptions::default() });
    let changed: Vec<String> = setup
        .plugins
        .iter()
        .zip(&recording.header.setup.plugins)
        .filter(|(now, then)| now.sha256 != then.sha256)
        .map(|(now, then)| {
            format!("plugin {}: recorded with {}, here is {}", now.id, short(&then.sha256), short(&now.sha256))
        })
        .collect();
    for line in &changed {
        eprintln!("{line}: a difference is to be expected");
    }
    let bar = run::progress(recording.ticks, "re-executing");
    let (ticks, difference) = reexecute(recording, &mut plugins, |tick| {
        if tick.is_multiple_of(600) {
            bar.set_position(tick);
        }
    });
    bar.finish_and_clear();
    let last = recording.entries.iter().rev().find_map(|e| match e {
        sarex_sim::journal::Entry::Digest { digest, .. } => Some(digest.clone()),
        _ => None,
    });
    let digests =
        recording.entries.iter().filter(|e| matches!(e, sarex_sim::journal::Entry::Digest { .. })).count() as u64;
    Ok(Outcome { ticks, digests, digest: last.unwrap_or_default(), difference })
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or("nothing")
}
