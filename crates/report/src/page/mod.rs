//! The report as one HTML file.

mod appendix;
mod casualties;
mod coordination;
mod markup;
mod opening;
mod patrol;
mod plugins;
mod probability;
mod style;
mod table;
mod timeline;
mod units;

pub(crate) use markup::Markup;

use crate::{
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

/// The after-action report: one file, no network, no script, in all three languages with a switch.
pub fn html(input: &ReportInput<'_>) -> String {
    let metrics = Metrics::of(input.brief, input.history);
    let all: Vec<Words> = Language::ALL.into_iter().map(Words::new).collect();
    let mut page = Markup::default();
    page.own("<!DOCTYPE html>\n");
    page.open("html", &[("lang", &input.language)]);
    head(&mut page, input);
    page.open("body", &[]);
    switch(&mut page, input.language);
    for words in &all {
        let scene = Scene { input, metrics: &metrics, words };
        page.open("article", &[("lang", &words.language())]);
        article(&mut page, &scene);
        page.close();
    }
    page.finish()
}

/// The chart as a picture of its own, in the input's language.
pub fn chart_svg(input: &ReportInput<'_>) -> String {
    let mut page = Markup::default();
    figure::chart_alone(&mut page, input, &Words::new(input.language));
    page.finish()
}

fn head(page: &mut Markup, input: &ReportInput<'_>) {
    page.open("head", &[]);
    page.empty("meta", &[("charset", &"utf-8")]);
    // Nothing is fetched and nothing runs, whatever a scenario's texts hold.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    page.empty("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &policy)]);
    page.empty("meta", &[("name", &"viewport"), ("content", &"width=device-width, initial-scale=1")]);
    let words = Words::new(input.language);
    page.element("title", &[], format!("EXERCISE: {}", words.text(&input.brief.title)));
    page.open("style", &[]);
    page.own(style::SHEET);
    page.close();
    page.close();
}

/// Buttons that choose the language, without a script.
fn switch(page: &mut Markup, first: Language) {
    for language in Language::ALL {
        let id = format!("language-{language}");
        let mut attributes: Vec<(&'static str, &dyn std::fmt::Display)> =
            vec![("type", &"radio"), ("name", &"language"), ("id", &id)];
        if language == first {
            attributes.push(("checked", &"checked"));
        }
        page.empty("input", &attributes);
        page.element("label", &[("for", &id), ("lang", &language)], language.own_name());
    }
}

fn article(page: &mut Markup, scene: &Scene<'_>) {
    opening::header(page, scene);
    opening::summary(page, scene);
    heading(page, scene, "report-chart");
    figure::chart(page, scene.input, scene.words);
    timeline::section(page, scene);
    coordination::section(page, scene);
    probability::section(page, scene);
    units::section(page, scene);
    casualties::section(page, scene);
    patrol::section(page, scene);
    timeline::messages(page, scene);
    plugins::section(page, scene);
    appendix::assumptions(page, scene);
    appendix::assets(page, scene);
    appendix::provenance(page, scene);
    page.element("p", &[("class", &"marker")], scene.words.marker());
}

fn heading(page: &mut Markup, scene: &Scene<'_>, key: &str) {
    page.element("h2", &[], scene.get(key));
}

fn caption(page: &mut Markup, text: String) {
    page.element("p", &[("class", &"caption")], text);
}
