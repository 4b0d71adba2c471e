//! The sections of the report.

mod differences;
mod influence;
mod measures;
mod method;
mod opening;
mod places;
mod runs;
mod varied;

use sarex_model::statistics::ranking::Place;

use super::{Influence, Quantities, Study};
use crate::{
    document::{Block, Document, Entry, Page, Set},
    words::{Language, Words},
};

/// What takes long to work out, once for all languages.
pub(super) struct Found {
    /// Effects on each headline measure, with the measure's number.
    influences: Vec<(usize, Vec<Influence>)>,
    places: Vec<Place>,
}

impl Found {
    pub fn of(study: &Study<'_>) -> Self {
        let influences = study.headlines().map(|m| (m.number, study.influences(m.number))).collect();
        Self { influences, places: study.places() }
    }
}

/// What every section reads.
struct Scene<'a> {
    study: &'a Study<'a>,
    found: &'a Found,
    say: Quantities<'a>,
}

impl Scene<'_> {
    fn get(&self, key: &str) -> String {
        self.say.words.get(key)
    }

    fn with(&self, key: &str, arguments: &[(&str, String)]) -> String {
        self.say.words.with(key, arguments)
    }

    fn variant(&self, variant: usize) -> String {
        self.say.variant(self.study.input, variant)
    }

    fn column(&self, key: &str, set: Set) -> (String, Set) {
        (self.get(key), set)
    }
}

pub(super) fn document(study: &Study<'_>, found: &Found, language: Language) -> Document {
    let words = Words::new(language);
    let scene = Scene { study, found, say: Quantities { words: &words } };
    let mut page = Page::default();
    opening::section(&mut page, &scene);
    varied::section(&mut page, &scene);
    measures::curves(&mut page, &scene);
    measures::table(&mut page, &scene);
    differences::section(&mut page, &scene);
    places::section(&mut page, &scene);
    measures::distributions(&mut page, &scene);
    influence::section(&mut page, &scene);
    runs::extremes(&mut page, &scene);
    runs::failures(&mut page, &scene);
    method::reading(&mut page, &scene);
    method::provenance(&mut page, &scene);
    page.push(Block::Marker(words.marker()));
    let title = words.text(&study.input.title).to_owned();
    Document { language, title, marker: words.marker(), blocks: page.blocks }
}

fn heading(page: &mut Page, scene: &Scene<'_>, key: &str) {
    page.push(Block::Heading(scene.get(key)));
}

fn caption(page: &mut Page, text: String) {
    page.push(Block::Caption(text));
}
