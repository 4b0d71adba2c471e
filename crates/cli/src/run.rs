//! `sarex run`: a scenario from start to end, headless.

use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use sarex_files::{map_pack::MapPack, roots::Roots};
use sarex_plugin_host::Repros;
use sarex_session::{Runner, recording::JournalWriter};
use sarex_sim::command::Command;

use crate::{
    args::{Lang, RunArgs},
    failure::Failure,
    open::{self, OpenOptions, Opened},
    outputs::{self, Outputs},
    plugin::write_repros,
};

/// Runs a scenario and writes its files.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    let options = OpenOptions { seed: args.seed, threads: args.threads, fast: args.fast, ..OpenOptions::default() };
    let until = args.until.as_deref().map(duration).transpose()?;
    let opened = open::open(&roots, &args.scenario, options)?;
    let out = (!args.no_files).then(|| args.out.clone().unwrap_or_else(|| default_folder(&opened)));
    let written = headless(opened, until, out, args.lang)?;
    if args.json {
        println!("{}", written.summary);
    } else {
        written.tell();
    }
    Ok(())
}

/// A duration of the command line in seconds.
pub fn duration(text: &str) -> Result<u64, Failure> {
    let seconds = sarex_files::time::parse_duration_s(text).map_err(|e| Failure::input(format!("{text}: {e}")))?;
    u64::try_from(seconds).map_err(|_| Failure::input(format!("{text}: a time from now on is needed")))
}

/// Where the files go unless said otherwise.
pub fn default_folder(opened: &Opened) -> PathBuf {
    PathBuf::from("sarex-out").join(format!("{}-{}", opened.setup.scenario, opened.setup.seed))
}

/// Runs to the end and writes the files, if a folder is given.
pub fn headless(opened: Opened, until: Option<u64>, out: Option<PathBuf>, lang: Lang) -> Result<Outputs, Failure> {
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
    drive(runner, &repros, end, Some(&pack), out, lang)
}

/// Runs to an exercise time and writes the files, if a folder is given.
pub fn drive(
    mut runner: Runner,
    repros: &Repros,
    end: u64,
    pack: Option<&MapPack>,
    out: Option<PathBuf>,
    lang: Lang,
) -> Result<Outputs, Failure> {
    to_the_end(&mut runner, end, |_| Vec::new())?;
    if let Some(out) = &out {
        write_repros(&repros.take(), out)?;
    }
    let costs = runner.costs();
    outputs::write(runner.exercise_mut(), &costs, pack, out, lang)
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

/// HH:MM or HH:MM:SS after the start, in seconds.
pub fn clock_time(text: &str) -> Result<u64, Failure> {
    let parts: Vec<Option<u64>> = text.split(':').map(|p| p.parse().ok()).collect();
    match parts[..] {
        [Some(h), Some(m)] if m < 60 && h < 10_000 => Ok(h * 3_600 + m * 60),
        [Some(h), Some(m), Some(s)] if m < 60 && s < 60 && h < 10_000 => Ok(h * 3_600 + m * 60 + s),
        _ => Err(Failure::input(format!("{text}: write HH:MM or HH:MM:SS after the start of the exercise"))),
    }
}

/// A progress bar on a terminal, nothing elsewhere.
pub fn progress(end: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:40} {percent:>3} % of {len} s, {per_sec}, {eta} left");
    let bar = ProgressBar::new(end).with_message(what);
    style.map(|s| bar.clone().with_style(s)).unwrap_or(bar)
}
