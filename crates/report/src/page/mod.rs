//! The sections of the report.

mod appendix;
mod casualties;
mod cells;
mod coordination;
mod craft;
mod grades;
mod injects;
mod lessons;
mod opening;
mod patrol;
mod plugins;
mod probability;
mod series;
mod timeline;
mod units;

use crate::{
    document::{Block, Document, Entry, Page, Set},
    figure,
    input::ReportInput,
    metrics::Metrics,
    words::{Language, Words},
};

/// What every section of the report reads.
struct Scene<'a> {
    input: &'a ReportInput<'a>,
    metrics: &'a Metrics,
    words: &'a Words,
}

impl Scene<'_> {
    /// A tick as date and time.
    fn clock(&self, tick: u64) -> String {
        self.words.clock(tick, self.input.brief.start_unix_s)
    }

    /// A tick as time of day.
    fn time(&self, tick: u64) -> String {
        self.words.time_of_day(tick, self.input.brief.start_unix_s)
    }

    fn get(&self, key: &str) -> String {
        self.words.get(key)
    }

    /// Seconds, rounded, as a length of time.
    fn seconds(&self, seconds: f64) -> String {
        if seconds.is_finite() && seconds >= 0.0 {
            self.words.duration(seconds.round() as u64)
        } else {
            self.get("none")
        }
    }
}

/// The after-action report in one language.
pub fn document(input: &ReportInput<'_>, language: Language) -> Document {
    let metrics = Metrics::of(input.brief, input.history);
    of_metrics(input, &metrics, language)
}

pub(crate) fn of_metrics(input: &ReportInput<'_>, metrics: &Metrics, language: Language) -> Document {
    let words = Words::new(language);
    let scene = Scene { input, metrics, words: &words };
    let mut page = Page::default();
    article(&mut page, &scene);
    Document { language, title: words.text(&input.brief.title).to_owned(), marker: words.marker(), blocks: page.blocks }
}

fn article(page: &mut Page, scene: &Scene<'_>) {
    opening::header(page, scene);
    opening::summary(page, scene);
    heading(page, scene, "report-chart");
    chart(page, scene);
    series::section(page, scene);
    timeline::section(page, scene);
    injects::section(page, scene);
    grades::section(page, scene);
    coordination::section(page, scene);
    probability::section(page, scene);
    units::section(page, scene);
    casualties::section(page, scene);
    patrol::section(page, scene);
    timeline::messages(page, scene);
    lessons::section(page, scene);
    cells::section(page, scene);
    craft::section(page, scene);
    page.push(Block::NewPage);
    plugins::section(page, scene);
    appendix::assumptions(page, scene);
    appendix::assets(page, scene);
    appendix::provenance(page, scene);
    page.push(Block::Marker(scene.words.marker()));
}

/// The whole exercise on a chart, and the search in detail when it is much smaller.
fn chart(page: &mut Page, scene: &Scene<'_>) {
    let charts = figure::charts(scene.input, scene.words);
    if charts.is_empty() {
        page.text(scene.get("report-no-chart"));
    }
    for (number, chart) in charts.into_iter().enumerate() {
        if number > 0 {
            caption(page, scene.get("report-chart-detail"));
        }
        page.figure(chart);
    }
}

fn heading(page: &mut Page, scene: &Scene<'_>, key: &str) {
    page.push(Block::Heading(scene.get(key)));
}

fn caption(page: &mut Page, text: String) {
    page.push(Block::Caption(text));
}

fn table(page: &mut Page, columns: &[(String, Set)], rows: Vec<Vec<Entry>>) {
    page.table(columns, rows);
}

fn facts(page: &mut Page, facts: &[(String, String)]) {
    page.push(Block::Facts(facts.to_vec()));
}
