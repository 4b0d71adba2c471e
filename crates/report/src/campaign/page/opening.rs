//! Header, what was asked, and what the runs say.

use super::{Block, Page, Scene, heading};
use crate::campaign::{grouped, verdict};

/// Sentences that a reader still reads.
const MOST_SENTENCES: usize = 24;

pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let (input, words) = (scene.study.input, scene.say.words);
    page.push(Block::Marker(words.marker()));
    page.push(Block::Title(words.text(&input.title).to_owned()));
    page.text(format!("{} · {}", scene.get("campaign-title"), scene.get("not-for-navigation")));
    doubts(page, scene);
    page.push(Block::Facts(facts(scene)));
    heading(page, scene, "campaign-says");
    let sentences = verdict::sentences(scene.study, scene.say);
    if sentences.is_empty() {
        page.text(scene.get("campaign-no-figures"));
    } else {
        let left_out = sentences.len().saturating_sub(MOST_SENTENCES);
        page.push(Block::List(sentences.into_iter().take(MOST_SENTENCES).collect()));
        if left_out > 0 {
            let number = [("number", left_out.to_string())];
            page.push(Block::Caption(scene.with("campaign-more-sentences", &number)));
        }
    }
    let tiles = tiles(scene);
    if !tiles.is_empty() {
        page.push(Block::Tiles(tiles));
    }
}

/// Runs that are missing or failed weigh on every figure.
fn doubts(page: &mut Page, scene: &Scene<'_>) {
    let input = scene.study.input;
    let (done, wanted) = (grouped(input.runs_done), grouped(input.runs_wanted));
    let ended = input.runs_done.saturating_add(input.failures.len() as u64);
    if ended < input.runs_wanted {
        page.push(Block::Doubt(scene.with("campaign-incomplete", &[("done", done), ("wanted", wanted)])));
    }
    if !input.failures.is_empty() {
        let number = grouped(input.failures.len() as u64);
        page.push(Block::Doubt(scene.with("campaign-some-failed", &[("number", number)])));
    }
}

fn facts(scene: &Scene<'_>) -> Vec<(String, String)> {
    let input = scene.study.input;
    let seeds = [("from", input.seeds.0.to_string()), ("to", input.seeds.1.to_string())];
    let runs = [("done", grouped(input.runs_done)), ("wanted", grouped(input.runs_wanted))];
    let measures: Vec<String> = input.measures.iter().map(|m| scene.say.name(m)).collect();
    let mut facts = vec![
        (scene.get("report-scenario"), input.scenario.clone()),
        (scene.get("campaign-reference"), scene.variant(0)),
        (scene.get("campaign-variants"), input.variants.len().to_string()),
        (scene.get("campaign-seeds"), scene.with("campaign-range", &seeds)),
        (scene.get("campaign-runs"), scene.with("campaign-of", &runs)),
        (scene.get("campaign-length"), scene.say.words.duration(input.length_s)),
        (scene.get("campaign-measures"), scene.say.words.list(&measures)),
        (scene.get("campaign-confidence"), scene.say.confidence(scene.study.confidence.share())),
        (scene.get("campaign-digest"), input.digest.clone()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// The first measure of each variant, at most six.
fn tiles(scene: &Scene<'_>) -> Vec<(String, String)> {
    let Some(first) = scene.study.measures.first() else { return Vec::new() };
    let tile = |(variant, figure): (usize, &Option<sarex_model::statistics::Estimate>)| {
        let figure = (*figure)?;
        let meaning = [
            ("measure", scene.say.name(first.measure)),
            ("variant", scene.variant(variant)),
            ("interval", scene.say.interval(first.measure.unit, &figure)),
        ];
        Some((scene.say.value(first.measure.unit, figure.value), scene.with("campaign-tile", &meaning)))
    };
    first.figures.iter().enumerate().filter_map(tile).take(6).collect()
}
