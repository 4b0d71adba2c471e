//! `sarex branch`: the same until a time, then other orders with the same drift and dice.

use sarex_files::{roots::Roots, scenario};
use sarex_session::{recording::Recording, resume};
use sarex_sim::command::Command;

use crate::{args::BranchArgs, compare, failure::Failure, open, resume as resuming, run};

/// Runs a branch to its end, records it, and tells what became otherwise.
pub fn branch(args: &BranchArgs) -> Result<(), Failure> {
    let at = run::clock_time(&args.at)?;
    let until = args.until.as_deref().map(run::duration).transpose()?;
    let recording = Recording::open(&args.recording).map_err(Failure::input)?;
    let commands = commands(args, &recording, at)?;
    let name = args.recording.display().to_string();
    if std::path::absolute(&args.record).ok() == std::path::absolute(&args.recording).ok() {
        return Err(Failure::input(format!(
            "{name}: a branch is recorded in a file of its own; give another --record"
        )));
    }
    let plugins = Box::new(resuming::plugins(&recording));
    let branch = resume::branch(&recording, &name, at, plugins, &args.record);
    let branch = branch.map_err(|error| Failure::input(format!("{name}: {error}")))?;
    resuming::tell(&branch);
    let mut runner = branch.runner;
    let length_s = recording.header.setup.length_s;
    let mut waiting = commands.into_iter().peekable();
    run::to_the_end(&mut runner, until.unwrap_or(length_s).min(length_s), |tick| {
        std::iter::from_fn(|| waiting.next_if(|(due, _)| *due <= tick)).map(|(_, command)| command).collect()
    })?;
    let before = compare::end_of(recording);
    compare::tell(&before, runner.exercise(), &[&name, &args.record.display().to_string()], args.json);
    Ok(())
}

/// What is given from the start of the branch on, in its order.
fn commands(args: &BranchArgs, recording: &Recording, at: u64) -> Result<Vec<(u64, Command)>, Failure> {
    let mut commands: Vec<(u64, Command)> = Vec::new();
    if args.keep_commands {
        commands.extend(recording.commands_from(at).map(|(tick, command)| (tick, command.clone())));
    }
    if let Some(file) = &args.orders {
        let setup = &recording.header.setup;
        let pack = open::pack_of(&Roots::find(), &setup.area);
        let changes = scenario::read_changes(file, setup, pack).map_err(|findings| Failure::inputs(&findings))?;
        for (due, command) in changes {
            let due = due.unwrap_or(at);
            if due < at {
                let message = format!("{}: a command at {due} s comes before the branch at {at} s", file.display());
                return Err(Failure::input(message));
            }
            commands.push((due, command));
        }
    }
    commands.sort_by_key(|(due, _)| *due);
    Ok(commands)
}
