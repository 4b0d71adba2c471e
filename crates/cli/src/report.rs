//! `sarex report`: the after-action report of a recording.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use sarex_files::{map_pack::MapPack, roots::Roots};
use sarex_report::words::Language;
use sarex_session::{recording::Recording, replay::Replayer};
use sarex_sim::{Exercise, decision::PluginCost};

use crate::{
    args::{Lang, ReportArgs},
    drift,
    failure::Failure,
    open,
    outputs::{Gathered, write_whole},
};

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ko => Language::Ko,
            Lang::Ja => Language::Ja,
            Lang::En => Language::En,
        }
    }
}

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
    write(replayer.exercise_mut(), &costs, pack.as_ref(), reports, lessons)
}

/// Writes only reports of an exercise, each into its file and its language, and the improvement plan where that is asked.
fn write(
    exercise: &mut Exercise,
    costs: &[PluginCost],
    pack: Option<&MapPack>,
    reports: &[(PathBuf, Language)],
    lessons: Option<&Path>,
) -> Result<(), Failure> {
    let gathered = Gathered::of(exercise, pack);
    if let Some(plan) = lessons {
        let input = gathered.input(costs, Language::En);
        let learnt = sarex_report::lessons(&input);
        let text = sarex_files::scenario::lessons::write(&input.brief.scenario, &learnt).map_err(Failure::input)?;
        write_whole(plan, text.as_bytes())?;
    }
    for (file, language) in reports {
        let input = gathered.input(costs, *language);
        if file.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf")) {
            let document = sarex_report::document(&input, *language);
            let bytes = sarex_print::pdf(&document, drift::font()).map_err(Failure::input)?;
            write_whole(file, &bytes)?;
        } else {
            write_whole(file, sarex_report::html(&input).as_bytes())?;
        }
    }
    Ok(())
}

#[cfg(all(test, feature = "desk"))]
mod tests {
    use sarex_desk::Paper;

    use super::*;

    #[test]
    fn reports_lie_beside_their_recording_and_never_over_each_other() {
        let names = |paper| -> Vec<String> {
            let files = beside(Path::new("out/desk-7.sarex"), paper);
            files.into_iter().map(|(file, language)| format!("{} {language}", file.display())).collect()
        };
        assert_eq!(names(Paper::Html(Language::Ja)), ["out/desk-7.html ja"]);
        assert_eq!(names(Paper::Pdf(Language::Ko)), ["out/desk-7-ko.pdf ko"]);
        assert_eq!(names(Paper::PdfAll), ["out/desk-7-en.pdf en", "out/desk-7-ko.pdf ko", "out/desk-7-ja.pdf ja"]);
    }
}
