//! `sarex replay`: a recording played again and compared.

use std::{path::Path, sync::Arc};

use sarex_files::roots::Roots;
use sarex_plugin_host::{PluginHost, Recorded, Repro};
use sarex_session::{
    recording::Recording,
    replay::{Difference, DifferentCall, Replayer, reexecute},
};
use sarex_sim::{call::Answer, journal::Entry, setup::PluginDecl};
use serde_json::json;

use crate::{
    args::ReplayArgs,
    failure::Failure,
    open::{self, OpenOptions},
    plugin::write_repro,
    run,
};

/// Plays a recording and tells whether it still comes out the same.
pub fn replay(args: &ReplayArgs) -> Result<(), Failure> {
    let recording = Recording::open(&args.recording).map_err(Failure::input)?;
    if let Some(cut) = &recording.cut_short {
        eprintln!("{}: {cut}; it is played up to its last whole second", args.recording.display());
    }
    let outcome = if args.reexecute {
        run_again(&recording, args.out.as_deref().unwrap_or(Path::new(".")))?
    } else {
        play(recording)
    };
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

fn run_again(recording: &Recording, out: &Path) -> Result<Outcome, Failure> {
    let roots = Roots::find();
    let mut setup = recording.header.setup.clone();
    let mut plugins = open::load_plugins(&roots, &mut setup, OpenOptions { threads: 1, ..OpenOptions::default() });
    let changed: Vec<String> = decls(recording).filter_map(|then| changed(&roots, then)).collect();
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
    if let Some((tick, call)) = difference.as_ref().and_then(|d| Some((d.tick, d.call.as_deref()?))) {
        write_repro(&repro(recording, &plugins, tick, call), &out.join("repro.json"))?;
    }
    let last = recording.entries.iter().rev().find_map(|e| match e {
        Entry::Digest { digest, .. } => Some(digest.clone()),
        _ => None,
    });
    let digests = recording.entries.iter().filter(|e| matches!(e, Entry::Digest { .. })).count() as u64;
    Ok(Outcome { ticks, digests, digest: last.unwrap_or_default(), difference })
}

/// What every plugin said of itself: those of the start, then each that joined or was read again.
fn decls(recording: &Recording) -> impl Iterator<Item = &PluginDecl> {
    recording.header.setup.plugins.iter().chain(later(recording).map(|(_, _, decl)| decl))
}

/// Tick, number and declaration of each plugin that joined or was read again.
fn later(recording: &Recording) -> impl DoubleEndedIterator<Item = (u64, u32, &PluginDecl)> {
    recording.entries.iter().filter_map(|entry| match entry {
        Entry::Add { tick, plugin, answer: Ok(decl) } | Entry::Reload { tick, plugin, answer: Ok(decl) } => {
            Some((*tick, *plugin, decl))
        }
        _ => None,
    })
}

/// Says so when a plugin is not here as it was recorded.
fn changed(roots: &Roots, then: &PluginDecl) -> Option<String> {
    let told = |here: &str| format!("plugin {}: recorded with {}, here is {here}", then.id, short(&then.sha256));
    match sarex_plugin_host::find(&roots.plugins, &then.id) {
        Ok(now) => (now.sha256 != then.sha256).then(|| told(short(&now.sha256))),
        Err(finding) => (!then.sha256.is_empty()).then(|| told(&format!("none, {finding}"))),
    }
}

/// The differing call as a file that `sarex plugin replay` takes.
fn repro(recording: &Recording, plugins: &PluginHost, tick: u64, call: &DifferentCall) -> Repro {
    let mut terms = plugins.terms(call.plugin).cloned().unwrap_or_default();
    let read = later(recording).rfind(|(at, plugin, _)| *at <= tick && *plugin == call.plugin).map(|(.., decl)| decl);
    if let Some(then) = read.or(recording.header.setup.plugins.get(call.plugin as usize)) {
        terms.sha256.clone_from(&then.sha256);
    }
    let recorded = match &call.recorded {
        answer @ Answer::Step(_) => Recorded::Journal(answer.clone()),
        answer => Recorded::Whole(answer.clone()),
    };
    let why = "re-executed, the plugin answers otherwise than recorded";
    let repro = Repro::new(&terms, call.call.clone(), recorded, why);
    Repro { got: Some(call.found.clone()), ..repro }
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or("nothing")
}

#[cfg(test)]
mod tests {
    use sarex_report::words::{Language, Words};
    use sarex_session::{
        link::{BRANCH_NEEDS_REPLAY, OVER, REPLAY_ADDS_NONE, REPLAY_READS_NONE, REPLAY_TAKES_NO_COMMAND},
        resume::ChangedPlugin,
    };

    #[test]
    fn what_a_replay_refuses_is_said_in_every_language() {
        let changed = |here: &str| {
            let (id, recorded) = ("look-out".to_owned(), "0123456789abcdef".to_owned());
            ChangedPlugin { plugin: 1, id, recorded, here: here.to_owned() }.to_string()
        };
        let plain = [REPLAY_ADDS_NONE, REPLAY_READS_NONE, REPLAY_TAKES_NO_COMMAND, OVER, BRANCH_NEEDS_REPLAY];
        let said = plain.map(str::to_owned).into_iter().chain([changed("fedcba9876543210"), changed("")]);
        for said in said {
            for language in [Language::Ko, Language::Ja] {
                assert_ne!(Words::new(language).reason(&said), said, "{language}");
            }
        }
    }
}
