//! `sarex report`: the after-action report of a recording.

use std::{path::Path, sync::Arc};

use sarex_files::roots::Roots;
use sarex_session::{recording::Recording, replay::Replayer};

use crate::{
    args::{Lang, ReportArgs},
    failure::Failure,
    open, outputs,
};

/// Plays a recording to its end and writes its report.
pub fn report(args: &ReportArgs) -> Result<(), Failure> {
    written(&args.recording, &args.to, args.lang, args.lessons.as_deref())?;
    println!("{}", args.to.display());
    if let Some(file) = &args.lessons {
        println!("{}", file.display());
    }
    Ok(())
}

/// Plays a recording to its end and writes its report into a file, as PDF when its name ends so.
#[cfg(feature = "desk")]
pub fn of_recording(recording: &Path, out: &Path, lang: Lang) -> Result<(), Failure> {
    written(recording, out, lang, None)
}

fn written(recording: &Path, out: &Path, lang: Lang, lessons: Option<&Path>) -> Result<(), Failure> {
    let recording = Recording::open(recording).map_err(Failure::input)?;
    let pack = open::pack_of(&Roots::find(), &recording.header.setup.area);
    let costs = recording.costs().to_vec();
    let mut replayer = Replayer::new(Arc::new(recording));
    replayer.seek(replayer.last_tick());
    outputs::write_report(replayer.exercise_mut(), &costs, pack.as_ref(), out, lang, lessons)
}
