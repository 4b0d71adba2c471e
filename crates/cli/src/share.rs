//! `sarex share`: the ledger of who was told what, and what a partner would get.

use std::{path::Path, sync::Arc};

use sarex_files::finding::did_you_mean;
use sarex_report::words::Words;
use sarex_session::{recording::Recording, replay::Replayer};
use sarex_sim::{
    Exercise,
    cells::sharing::{Entry, How},
    setup::Setup,
    view::Brief,
};
use serde_json::json;

use crate::{
    args::{LedgerArgs, PreviewArgs, ShareCommand},
    failure::Failure,
    run,
};

/// Runs `sarex share ...`.
pub fn share(command: &ShareCommand) -> Result<(), Failure> {
    match command {
        ShareCommand::Ledger(args) => ledger(args),
        ShareCommand::Preview(args) => preview(args),
    }
}

fn ledger(args: &LedgerArgs) -> Result<(), Failure> {
    let replayer = played(&args.recording, None)?;
    let exercise = replayer.exercise();
    let cell = args.cell.as_deref().map(|id| cell(exercise.setup(), id)).transpose()?;
    let wanted = |entry: &&Entry| cell.is_none_or(|cell| entry.from == cell || entry.to == cell);
    let entries: Vec<&Entry> = exercise.ledger().entries().iter().filter(wanted).collect();
    if args.json {
        println!("{}", json!({"ledger": entries}));
        return Ok(());
    }
    let (words, brief) = (Words::new(args.lang.into()), Brief::of(exercise.setup()));
    for entry in entries {
        let when = match entry.times {
            1 => clock(entry.first),
            times => format!("{} - {} ({times} x)", clock(entry.first), clock(entry.last)),
        };
        let how = match entry.how {
            How::Feed => words.get("how-feed"),
            How::Message(message) => words.with("how-message", &[("number", (message + 1).to_string())]),
            How::Plan => words.get("how-plan"),
            How::Hand => words.get("how-hand"),
        };
        let (from, to) = (words.cell(entry.from, &brief), words.cell(entry.to, &brief));
        println!("{when}  {from} -> {to}: {} [{how}, +{}]", words.item(entry.item, &brief), clock(entry.age_s));
    }
    Ok(())
}

fn preview(args: &PreviewArgs) -> Result<(), Failure> {
    let at = args.at.as_deref().map(run::duration).transpose()?;
    let replayer = played(&args.recording, at)?;
    let exercise: &Exercise = replayer.exercise();
    let (from, to) = (cell(exercise.setup(), &args.from)?, cell(exercise.setup(), &args.to)?);
    let preview = exercise.preview(from, to, None);
    if args.json {
        println!("{}", json!({"tick": exercise.tick(), "preview": preview}));
        return Ok(());
    }
    let (words, brief) = (Words::new(args.lang.into()), Brief::of(exercise.setup()));
    println!("{}  {} -> {}", clock(exercise.tick()), words.cell(from, &brief), words.cell(to, &brief));
    for line in &preview.lines {
        let rule = line.verdict.rule.as_deref().unwrap_or("-");
        let late = if line.verdict.after_s > 0 { format!(" +{}", clock(line.verdict.after_s)) } else { String::new() };
        let left_out = if line.left_out > 0 { format!(" (-{})", line.left_out) } else { String::new() };
        let told = if line.told { " *" } else { "" };
        let item = words.item(line.item, &brief);
        println!("  {item}{left_out}: {}{late} [{rule}]{told}", words.release(line.verdict.release));
    }
    Ok(())
}

/// A recording played to a time, or to its end.
fn played(recording: &Path, at: Option<u64>) -> Result<Replayer, Failure> {
    let recording = Recording::open(recording).map_err(Failure::input)?;
    let mut replayer = Replayer::new(Arc::new(recording));
    let end = at.unwrap_or(u64::MAX).min(replayer.last_tick());
    let bar = run::progress(end, "replaying");
    while replayer.exercise().tick() < end && !replayer.at_end() {
        replayer.step();
        if replayer.exercise().tick().is_multiple_of(600) {
            bar.set_position(replayer.exercise().tick());
        }
    }
    bar.finish_and_clear();
    Ok(replayer)
}

fn cell(setup: &Setup, id: &str) -> Result<u32, Failure> {
    let found = setup.cells.iter().position(|cell| cell.id == id);
    found.map(|number| number as u32).ok_or_else(|| {
        let hint = did_you_mean(id, setup.cells.iter().map(|cell| cell.id.as_str())).unwrap_or_default();
        Failure::input(format!("there is no cell \"{id}\"; {hint}"))
    })
}

/// Hours, minutes and seconds after the start, or between two times.
fn clock(tick: u64) -> String {
    format!("{:02}:{:02}:{:02}", tick / 3_600, tick / 60 % 60, tick % 60)
}
