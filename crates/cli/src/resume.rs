//! `sarex resume`: a recording that was cut off goes on, with the plugins installed now.

use std::path::{Path, PathBuf};

use sarex_files::roots::Roots;
use sarex_plugin_host::{PluginHost, Repros};
use sarex_session::{
    recording::Recording,
    resume::{self, Resumed},
};

use crate::{
    args::ResumeArgs,
    failure::Failure,
    open::{self, OpenOptions},
    run,
};

/// Runs the rest and writes the files beside the recording.
pub fn resume(args: &ResumeArgs) -> Result<(), Failure> {
    let until = args.until.as_deref().map(run::duration).transpose()?;
    let (resumed, repros, recording) = open(&args.recording)?;
    let from = resumed.runner.exercise().tick();
    eprintln!("{}: goes on at {from} s", args.recording.display());
    let setup = recording.header.setup;
    let pack = open::pack_of(&Roots::find(), &setup.area);
    let out = args.recording.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    let end = until.unwrap_or(setup.length_s).min(setup.length_s);
    let mut written = run::drive(resumed.runner, &repros, end, pack.as_ref(), Some(out), args.lang.into())?;
    if args.json {
        println!("{}", written.summary);
    } else {
        written.files[0].clone_from(&args.recording);
        written.tell();
    }
    Ok(())
}

/// Opens a recording to go on with it in the same file.
pub fn open(file: &Path) -> Result<(Resumed, Repros, Recording), Failure> {
    let recording = Recording::open(file).map_err(Failure::input)?;
    if let Some(cut) = &recording.cut_short {
        eprintln!("{}: {cut}", file.display());
    }
    let plugins = plugins(&recording);
    let repros = plugins.repros();
    let here = |error| Failure::input(format!("{}: {error}", file.display()));
    let resumed = resume::resume(file, &recording, Box::new(plugins)).map_err(here)?;
    tell(&resumed);
    Ok((resumed, repros, recording))
}

/// The plugins of a recording, as installed now.
pub fn plugins(recording: &Recording) -> PluginHost {
    let mut setup = recording.header.setup.clone();
    open::load_plugins(&Roots::find(), &mut setup, OpenOptions { threads: 1, ..OpenOptions::default() })
}

/// Says what is not as it was when the recording was made.
pub fn tell(resumed: &Resumed) {
    for plugin in &resumed.changed {
        eprintln!("{plugin}");
    }
    if let Some(difference) = &resumed.difference {
        eprintln!("this program does not play the recording exactly ({difference}); it goes on all the same");
    }
}
