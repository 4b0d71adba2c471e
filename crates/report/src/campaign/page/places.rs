//! The places of all variants, and of the entries of a tournament.

use sarex_model::statistics::ranking::Place;

use super::{Entry, Page, Scene, Set, caption, heading};
use crate::campaign::Entrant;

/// A ranking of three or more variants, or of a tournament.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let (input, places) = (scene.study.input, &scene.found.places);
    let Some(first) = scene.study.measures.first() else { return };
    let tournament = input.tournament.as_ref();
    if places.is_empty() || (places.len() < 3 && tournament.is_none()) {
        return;
    }
    heading(page, scene, if tournament.is_some() { "campaign-tournament" } else { "campaign-places" });
    if let Some(tournament) = tournament {
        page.text(scene.get(if tournament.blind { "campaign-blind" } else { "campaign-open" }));
    }
    let rows = places.iter().map(|place| row(scene, place)).collect();
    let mut columns = vec![
        scene.column("campaign-place", Set::Fixed),
        scene.column("campaign-variant", Set::Text),
        (scene.say.name(first.measure), Set::Number),
        scene.column("campaign-interval", Set::Number),
        scene.column("campaign-differs-from", Set::Text),
    ];
    if let Some(tournament) = tournament {
        if !tournament.blind {
            columns.push(scene.column("report-plugin", Set::Text));
            columns.push(scene.column("campaign-author", Set::Text));
        }
        columns.push(scene.column("report-component", Set::Hash));
    }
    page.table(&columns, rows);
    let confidence = scene.say.confidence(scene.study.confidence.share());
    caption(page, scene.with("campaign-places-caption", &[("confidence", confidence)]));
}

fn row(scene: &Scene<'_>, place: &Place) -> Vec<Entry> {
    let range = match place.from == place.to {
        true => place.from.to_string(),
        false => format!("{}\u{2013}{}", place.from, place.to),
    };
    let differs: Vec<String> = place.differs_from.iter().map(|other| scene.variant(*other)).collect();
    let measured = scene.study.measures.first();
    let figure = measured.and_then(|m| Some((m.measure.unit, m.figures.get(place.plan).copied().flatten()?)));
    let (value, interval) = figure.map_or_else(Default::default, |(unit, figure)| {
        (scene.say.value(unit, figure.value), scene.say.interval(unit, &figure))
    });
    let mut row: Vec<Entry> = vec![
        range.into(),
        scene.variant(place.plan).into(),
        value.into(),
        interval.into(),
        scene.say.words.list(&differs).into(),
    ];
    if let Some(tournament) = &scene.study.input.tournament {
        let id = scene.study.input.variants.get(place.plan).map_or("", |v| v.id.as_str());
        let none = Entrant::default();
        let entrant = tournament.entrants.iter().find(|e| e.variant == id).unwrap_or(&none);
        if !tournament.blind {
            row.push(entrant.plugin.clone().into());
            row.push(entrant.author.clone().into());
        }
        row.push(entrant.sha256.clone().into());
    }
    row
}
