//! `sarex run`: a scenario from start to end, headless.

use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use sarex_files::roots::Roots;
use sarex_session::{Runner, recording::JournalWriter};

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
    let mut runner = Runner::new(setup, Box::new(plugins), journal);
    let bar = progress(end, "running");
    while runner.exercise().tick() < end && !runner.exercise().ended() {
        runner.step(&[]).map_err(Failure::input)?;
        if runner.exercise().tick().is_multiple_of(60) {
            bar.set_position(runner.exercise().tick());
        }
    }
    bar.finish_and_clear();
    runner.finish().map_err(Failure::input)?;
    if let Some(out) = &out {
        write_repros(&repros.take(), out)?;
    }
    let costs = runner.costs();
    outputs::write(runner.exercise_mut(), &costs, Some(&pack), out, lang)
}

/// A progress bar on a terminal, nothing elsewhere.
pub fn progress(end: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:40} {percent:>3} % of {len} s, {per_sec}, {eta} left");
    let bar = ProgressBar::new(end).with_message(what);
    style.map(|s| bar.clone().with_style(s)).unwrap_or(bar)
}
