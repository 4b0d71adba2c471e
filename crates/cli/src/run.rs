//! `sarex run`: a scenario from start to end, headless.

use std::path::PathBuf;

use sarex_files::roots::Roots;
pub use sarex_headless::run::{drive, headless, progress, to_the_end};

use crate::{
    args::RunArgs,
    failure::Failure,
    open::{self, OpenOptions, Opened},
};

/// Runs a scenario and writes its files.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let roots = Roots::find();
    let options = OpenOptions { seed: args.seed, threads: args.threads, fast: args.fast, ..OpenOptions::default() };
    let until = args.until.as_deref().map(duration).transpose()?;
    let opened = open::open(&roots, &args.scenario, options)?;
    let out = (!args.no_files).then(|| args.out.clone().unwrap_or_else(|| default_folder(&opened)));
    let written = headless(opened, until, out, args.lang.into())?;
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

/// HH:MM or HH:MM:SS after the start, in seconds.
pub fn clock_time(text: &str) -> Result<u64, Failure> {
    let parts: Vec<Option<u64>> = text.split(':').map(|p| p.parse().ok()).collect();
    match parts[..] {
        [Some(h), Some(m)] if m < 60 && h < 10_000 => Ok(h * 3_600 + m * 60),
        [Some(h), Some(m), Some(s)] if m < 60 && s < 60 && h < 10_000 => Ok(h * 3_600 + m * 60 + s),
        _ => Err(Failure::input(format!("{text}: write HH:MM or HH:MM:SS after the start of the exercise"))),
    }
}
