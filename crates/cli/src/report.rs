//! `sarex report`: the after-action report of a recording.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use sarex_files::roots::Roots;
use sarex_report::words::Language;
use sarex_session::{recording::Recording, replay::Replayer};

use crate::{args::ReportArgs, failure::Failure, open, outputs};

/// Plays a recording to its end and writes its report.
pub fn report(args: &ReportArgs) -> Result<(), Failure> {
    written(&args.recording, &[(args.to.clone(), args.lang.into())], args.lessons.as_deref())?;
    println!("{}", args.to.display());
    if let Some(file) = &args.lessons {
        println!("{}", file.display());
    }
    Ok(())
}

/// Plays a recording to its end and writes its report into files, as PDF where a name ends so.
#[cfg(feature = "desk")]
pub fn of_recording(recording: &Path, reports: &[(PathBuf, Language)]) -> Result<(), Failure> {
    written(recording, reports, None)
}

/// The files, beside the recording, of the reports that somebody at the desk asks for.
#[cfg(feature = "desk")]
pub fn beside(recording: &Path, paper: sarex_desk::Paper) -> Vec<(PathBuf, Language)> {
    use sarex_desk::Paper;
    let pdf = |language: Language| {
        let stem = recording.file_stem().unwrap_or_default().to_string_lossy();
        (recording.with_file_name(format!("{stem}-{language}.pdf")), language)
    };
    match paper {
        Paper::Html(language) => vec![(recording.with_extension("html"), language)],
        Paper::Pdf(language) => vec![pdf(language)],
        Paper::PdfAll => Language::ALL.map(pdf).to_vec(),
    }
}

fn written(recording: &Path, reports: &[(PathBuf, Language)], lessons: Option<&Path>) -> Result<(), Failure> {
    let recording = Recording::open(recording).map_err(Failure::input)?;
    let pack = open::pack_of(&Roots::find(), &recording.header.setup.area);
    let costs = recording.costs().to_vec();
    let mut replayer = Replayer::new(Arc::new(recording));
    replayer.seek(replayer.last_tick());
    outputs::write_report(replayer.exercise_mut(), &costs, pack.as_ref(), reports, lessons)
}
