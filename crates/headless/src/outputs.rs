//! The files of a finished exercise.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use sarex_files::map_pack::MapPack;
use sarex_report::{ReportChart, ReportInput, history::History, words::Language};
use sarex_sim::{Exercise, decision::PluginCost, view::Brief};

use crate::{chart, collect, failure::Failure};

/// What was written.
pub struct Outputs {
    /// The summary document.
    pub summary: serde_json::Value,
    /// Files, in the order written.
    pub files: Vec<PathBuf>,
    headline: String,
}

impl Outputs {
    /// Tells what came of it and names the files.
    pub fn tell(&self) {
        println!("{}", self.headline);
        for file in &self.files {
            println!("  {}", file.display());
        }
    }
}

/// Everything a report is made from, gathered once.
pub struct Gathered {
    /// What is known beforehand.
    pub brief: Brief,
    history: History,
    chart: Option<ReportChart>,
    digest: String,
    provenance: Vec<(String, String)>,
}

impl Gathered {
    /// Gathers it; without a map pack the chart has no land.
    pub fn of(exercise: &mut Exercise, pack: Option<&MapPack>) -> Self {
        let digest = exercise.digest();
        let without_land = |e| eprintln!("{e}: the chart is drawn without land");
        Self {
            brief: Brief::of(exercise.setup()),
            history: collect::history(exercise),
            chart: pack.and_then(|p| chart::report_chart(p, exercise).map_err(without_land).ok()),
            provenance: provenance(exercise),
            digest,
        }
    }

    /// What the report is written from, in a language.
    pub fn input<'a>(&'a self, costs: &'a [PluginCost], language: Language) -> ReportInput<'a> {
        ReportInput {
            brief: &self.brief,
            history: &self.history,
            chart: self.chart.as_ref(),
            language,
            costs,
            digest: &self.digest,
            provenance: &self.provenance,
        }
    }
}

/// Writes report, chart, events and summary beside the recording.
pub fn write(
    exercise: &mut Exercise,
    costs: &[PluginCost],
    pack: Option<&MapPack>,
    out: Option<PathBuf>,
    language: Language,
) -> Result<Outputs, Failure> {
    let gathered = Gathered::of(exercise, pack);
    let input = gathered.input(costs, language);
    let summary = sarex_report::summary(&input);
    let headline = headline(input.brief, input.history, input.digest);
    let mut files = Vec::new();
    if let Some(out) = out {
        files.push(out.join("recording.sarex"));
        put(&out, "events.jsonl", &events(input.history)?, &mut files)?;
        put(&out, "summary.json", format!("{summary:#}\n").as_bytes(), &mut files)?;
        put(&out, "report.html", sarex_report::html(&input).as_bytes(), &mut files)?;
        put(&out, "chart.svg", sarex_report::chart_svg(&input).as_bytes(), &mut files)?;
    }
    Ok(Outputs { summary, files, headline })
}

fn provenance(exercise: &Exercise) -> Vec<(String, String)> {
    let mut lines = vec![("program".to_owned(), format!("sarex {}", env!("CARGO_PKG_VERSION")))];
    lines.extend(exercise.setup().plugins.iter().map(|p| (format!("plugin {}", p.id), p.sha256.clone())));
    lines
}

fn events(history: &History) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    for event in &history.events {
        serde_json::to_writer(&mut text, event).map_err(Failure::input)?;
        text.push(b'\n');
    }
    Ok(text)
}

fn headline(brief: &Brief, history: &History, digest: &str) -> String {
    let mut text =
        format!("EXERCISE {}: {} s, seed {}, digest {}", brief.title.en, history.ticks, brief.seed, &digest[..16]);
    for outcome in &history.objects {
        let name = &brief.objects[outcome.object as usize].id;
        let found = match (outcome.found_tick, outcome.found_by) {
            (Some(tick), Some(by)) => format!("found after {} by {}", span(tick), brief.units[by as usize].id),
            _ => "not found".to_owned(),
        };
        let saved = format!("{} of {} persons recovered alive", outcome.recovered_alive, outcome.persons);
        text.push_str(&format!("\n  {name}: {found}, {saved}"));
    }
    if let Some(patrol) = &history.patrol {
        let identified = patrol.dark.iter().filter(|d| d.identified_tick.is_some()).count();
        let share = patrol.coverage_frac * 100.0;
        text.push_str(&format!(
            "\n  {} contacts, {identified} of {} dark vessels identified, {share:.0} % of the area watched",
            patrol.contacts,
            patrol.dark.len()
        ));
    }
    text
}

fn span(seconds: u64) -> String {
    format!("{} h {:02} min", seconds / 3_600, seconds / 60 % 60)
}

fn put(out: &Path, name: &str, bytes: &[u8], files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let path = out.join(name);
    write_whole(&path, bytes)?;
    files.push(path);
    Ok(())
}

/// Writes a file whole or not at all: beside it first, then renamed.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::input(format!("{}: cannot be written: {e}", path.display()));
    let beside = path.with_extension("part");
    let mut file = std::fs::File::create(&beside).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}
