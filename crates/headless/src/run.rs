//! Running an exercise to its end without a desk.

use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use sarex_files::map_pack::MapPack;
use sarex_plugin_host::Repros;
use sarex_report::words::Language;
use sarex_session::{Runner, recording::JournalWriter};
use sarex_sim::command::Command;

use crate::{
    failure::Failure,
    open::Opened,
    outputs::{self, Outputs},
    repros::write_repros,
};

/// Runs to the end and writes the files, if a folder is given.
pub fn headless(
    opened: Opened,
    until: Option<u64>,
    out: Option<PathBuf>,
    language: Language,
) -> Result<Outputs, Failure> {
    let Opened { setup, pack, plugins, header } = opened;
    let journal = match &out {
        Some(out) => {
            std::fs::create_dir_all(out)
                .map_err(|e| Failure::input(format!("{}: cannot be made: {e}", out.display())))?;
            Some(JournalWriter::create(&out.join("recording.sarex"), &header).map_err(Failure::input)?)
        }
        None => None,
    };
    let end = until.unwrap_or(setup.length_s).min(setup.length_s);
    let repros = plugins.repros();
    let runner = Runner::new(setup, Box::new(plugins), journal);
    drive(runner, &repros, end, Some(&pack), out, language)
}

/// Runs to an exercise time and writes the files, if a folder is given.
pub fn drive(
    mut runner: Runner,
    repros: &Repros,
    end: u64,
    pack: Option<&MapPack>,
    out: Option<PathBuf>,
    language: Language,
) -> Result<Outputs, Failure> {
    to_the_end(&mut runner, end, |_| Vec::new())?;
    if let Some(out) = &out {
        write_repros(&repros.take(), out)?;
    }
    let costs = runner.costs();
    outputs::write(runner.exercise_mut(), &costs, pack, out, language)
}

/// Runs to an exercise time with the commands that come at each tick, and closes the recording.
pub fn to_the_end(runner: &mut Runner, end: u64, mut commands: impl FnMut(u64) -> Vec<Command>) -> Result<(), Failure> {
    let bar = progress(end, "running");
    while runner.exercise().tick() < end && !runner.exercise().ended() {
        runner.step(&commands(runner.exercise().tick())).map_err(Failure::input)?;
        if runner.exercise().tick().is_multiple_of(60) {
            bar.set_position(runner.exercise().tick());
        }
    }
    bar.finish_and_clear();
    runner.finish().map_err(Failure::input)
}

/// A progress bar on a terminal, nothing elsewhere.
pub fn progress(end: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:40} {percent:>3} % of {len} s, {per_sec}, {eta} left");
    let bar = ProgressBar::new(end).with_message(what);
    style.map(|s| bar.clone().with_style(s)).unwrap_or(bar)
}
