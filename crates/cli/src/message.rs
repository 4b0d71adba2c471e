//! `sarex message`: the messages of a recording, and forms filled in from what a cell knew.

use std::{path::Path, sync::Arc};

use sarex_report::words::{MessageFilter, Words};
use sarex_session::{recording::Recording, replay::Replayer};
use sarex_sim::{
    setup::MessageDraft,
    talk::{Kind, prefill},
    view::{Brief, MessageView},
};
use serde_json::json;

use crate::{
    args::{MessageArgs, MessageCommand, MessageDraftArgs, MessageShowArgs},
    failure::Failure,
    run,
};

/// Shows messages, or drafts one.
pub fn message(args: &MessageArgs) -> Result<(), Failure> {
    match &args.command {
        MessageCommand::Show(args) => show(args),
        MessageCommand::Draft(args) => draft(args),
    }
}

fn show(args: &MessageShowArgs) -> Result<(), Failure> {
    let replayer = replayed(&args.recording, args.at.as_deref())?;
    let brief = Brief::of(replayer.exercise().setup());
    let viewer = match &args.cell {
        Some(id) => cell(&brief, id)?,
        None => brief.cells.iter().position(sarex_sim::setup::Cell::sees_truth).map_or(u32::MAX, |n| n as u32),
    };
    let words = Words::new(args.lang.into());
    let filter = MessageFilter {
        text: args.find.clone().unwrap_or_default(),
        kind: args.kind.clone(),
        channel: args.channel.as_deref().map(|id| channel(&brief, id)).transpose()?,
        with: args.with.as_deref().map(|id| cell(&brief, id)).transpose()?,
        unread: args.unread,
        unanswered: args.unanswered,
    };
    let messages = replayer.exercise().messages(viewer);
    let numbered = |message: &&MessageView| args.number.is_none_or(|n| u64::from(message.number) + 1 == u64::from(n));
    let wanted: Vec<&MessageView> =
        messages.iter().filter(numbered).filter(|message| filter.wants(message, &words, &brief)).collect();
    if args.json {
        let documents: Vec<_> = wanted
            .iter()
            .map(|message| {
                let sheet = words.message(message, &brief);
                json!({ "message": message, "marker": sheet.marker, "said": sheet.said() })
            })
            .collect();
        println!(
            "{}",
            json!({ "recording": args.recording, "tick": replayer.exercise().tick(), "messages": documents })
        );
        return Ok(());
    }
    for message in &wanted {
        println!("{}", words.message(message, &brief));
    }
    eprintln!("{} of {} messages", wanted.len(), messages.len());
    Ok(())
}

fn draft(args: &MessageDraftArgs) -> Result<(), Failure> {
    let replayer = replayed(&args.recording, args.at.as_deref())?;
    let exercise = replayer.exercise();
    let brief = Brief::of(exercise.setup());
    let from = cell(&brief, &args.cell)?;
    let kind = kind(&args.kind)?;
    let body = prefill(&exercise.frame(from), &brief, kind);
    let draft = MessageDraft { from, kind: kind.message_kind().to_owned(), body, ..MessageDraft::default() };
    if args.json {
        println!("{}", json!(draft));
        return Ok(());
    }
    let view = MessageView { sent_tick: exercise.tick(), draft, ..MessageView::default() };
    let words = Words::new(args.lang.into());
    let sheet = words.message(&view, &brief);
    println!("{}\n{}\n{}", sheet.marker, sheet.said(), sheet.marker);
    Ok(())
}

/// A recording played up to a time, or to its end.
fn replayed(path: &Path, at: Option<&str>) -> Result<Replayer, Failure> {
    let recording = Recording::open(path).map_err(Failure::input)?;
    let until = at.map(run::duration).transpose()?;
    let mut replayer = Replayer::new(Arc::new(recording));
    let last = until.unwrap_or(u64::MAX).min(replayer.last_tick());
    let bar = run::progress(last, "replaying");
    while !replayer.at_end() && replayer.exercise().tick() < last {
        replayer.step();
        if replayer.exercise().tick().is_multiple_of(600) {
            bar.set_position(replayer.exercise().tick());
        }
    }
    bar.finish_and_clear();
    Ok(replayer)
}

fn cell(brief: &Brief, id: &str) -> Result<u32, Failure> {
    number("cell", id, brief.cells.iter().map(|c| c.id.as_str()))
}

fn channel(brief: &Brief, id: &str) -> Result<u32, Failure> {
    number("channel", id, brief.channels.iter().map(|c| c.id.as_str()))
}

fn kind(code: &str) -> Result<Kind, Failure> {
    let found = number("form", code, Kind::ALL.iter().map(|kind| kind.code()))?;
    Ok(Kind::ALL[found as usize])
}

/// Which of the ids it is.
fn number<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<u32, Failure> {
    if let Some(found) = known.clone().position(|known| known == id) {
        return Ok(found as u32);
    }
    let near = sarex_files::finding::did_you_mean(id, known.clone());
    let hint = near.unwrap_or_else(|| format!("there are: {}", known.collect::<Vec<_>>().join(", ")));
    Err(Failure::input(format!("there is no {what} \"{id}\"\n  hint: {hint}")))
}
