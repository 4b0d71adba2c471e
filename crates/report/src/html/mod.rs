//! The report as one HTML file.

mod style;

use sarex_sim::setup::Text;

use crate::{
    document::{Block, Document, Entry, Link, Mark, Set, Table},
    figure,
    input::ReportInput,
    markup::Markup,
    metrics::Metrics,
    page,
    words::{Language, Words},
};

/// The after-action report: one file, no network, no script, in all three languages with a switch.
pub fn html(input: &ReportInput<'_>) -> String {
    let metrics = Metrics::of(input.brief, input.history);
    whole(&input.brief.title, input.language, |language| page::of_metrics(input, &metrics, language))
}

/// The chart as a picture of its own, in the input's language.
pub fn chart_svg(input: &ReportInput<'_>) -> String {
    figure::chart_alone(input, &Words::new(input.language)).map_or_else(String::new, |figure| figure.svg)
}

/// Any report as one file: the same document in every language, `first` shown at first.
pub(crate) fn whole(title: &Text, first: Language, of: impl Fn(Language) -> Document) -> String {
    let mut page = Markup::default();
    page.own("<!DOCTYPE html>\n");
    page.open("html", &[("lang", &first)]);
    head(&mut page, title.get(first.code()));
    page.open("body", &[]);
    switch(&mut page, first);
    for language in Language::ALL {
        page.open("article", &[("lang", &language)]);
        article(&mut page, &of(language));
        page.close();
    }
    page.finish()
}

fn head(page: &mut Markup, title: &str) {
    page.open("head", &[]);
    page.empty("meta", &[("charset", &"utf-8")]);
    // Nothing is fetched and nothing runs, whatever a scenario's texts hold.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    page.empty("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &policy)]);
    page.empty("meta", &[("name", &"viewport"), ("content", &"width=device-width, initial-scale=1")]);
    page.element("title", &[], format!("EXERCISE: {title}"));
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

fn article(page: &mut Markup, document: &Document) {
    let mut new_page = false;
    for block in &document.blocks {
        match block {
            Block::Marker(text) => page.element("p", &[("class", &"marker")], text),
            Block::Title(text) => page.element("h1", &[], text),
            Block::Heading(text) if new_page => page.element("h2", &[("class", &"leaf")], text),
            Block::Heading(text) => page.element("h2", &[], text),
            Block::Sub(text) => page.element("h3", &[], text),
            Block::Text(text) => page.element("p", &[], text),
            Block::Caption(text) => page.element("p", &[("class", &"caption")], text),
            Block::Doubt(text) => page.element("p", &[("class", &"doubt")], text),
            Block::Facts(facts) => names_and_values(page, facts),
            Block::Tiles(tiles) => large(page, tiles),
            Block::List(points) => list(page, points),
            Block::Links(all) => links(page, all),
            Block::Table(table) => rows(page, table),
            Block::Figure(figure) => page.picture(figure),
            Block::NewPage => {}
        }
        new_page = matches!(block, Block::NewPage);
    }
}

fn names_and_values(page: &mut Markup, facts: &[(String, String)]) {
    page.open("dl", &[("class", &"facts")]);
    for (name, value) in facts {
        page.element("dt", &[], name);
        page.element("dd", &[], value);
    }
    page.close();
}

fn large(page: &mut Markup, tiles: &[(String, String)]) {
    page.open("div", &[("class", &"tiles")]);
    for (figure, meaning) in tiles {
        page.open("div", &[("class", &"tile")]);
        page.element("b", &[], figure);
        page.element("span", &[], meaning);
        page.close();
    }
    page.close();
}

fn list(page: &mut Markup, points: &[String]) {
    page.open("ul", &[]);
    for point in points {
        page.element("li", &[], point);
    }
    page.close();
}

fn links(page: &mut Markup, links: &[Link]) {
    page.open("ul", &[]);
    for link in links {
        page.open("li", &[]);
        match link.address() {
            Some(address) => page.element("a", &[("href", &address)], &link.text),
            None => page.text(format!("{}: {}", link.text, link.path)),
        }
        page.close();
    }
    page.close();
}

fn rows(page: &mut Markup, table: &Table) {
    page.open("div", &[("class", &"wide")]);
    page.open("table", &[]);
    page.open("thead", &[]);
    page.open("tr", &[]);
    for column in &table.columns {
        let class = if column.set == Set::Number { "number" } else { "" };
        cell(page, "th", class, &column.name);
    }
    page.close();
    page.close();
    page.open("tbody", &[]);
    for row in &table.rows {
        page.open("tr", &[]);
        for (entry, column) in row.iter().zip(&table.columns) {
            cell(page, "td", class_of(entry, column.set), &entry.text);
        }
        page.close();
    }
    page.close();
    page.close();
    page.close();
}

fn class_of(entry: &Entry, set: Set) -> &'static str {
    match (entry.mark, set) {
        (Some(Mark::Passed), _) => "passed",
        (Some(Mark::Failed), _) => "failed",
        (None, Set::Text) => "",
        (None, Set::Number) => "number",
        (None, Set::Fixed) => "fixed",
        (None, Set::Hash) => "hash",
    }
}

fn cell(page: &mut Markup, element: &'static str, class: &str, text: &str) {
    if class.is_empty() {
        page.element(element, &[], text);
    } else {
        page.element(element, &[("class", &class)], text);
    }
}
