//! Single runs: the best, the worst, and those that failed.

use super::{Block, Entry, Page, Scene, Set, caption, heading};
use crate::{campaign::RunLink, document::Link};

/// Failures that are listed.
const MOST_FAILURES: usize = 100;

pub(super) fn extremes(page: &mut Page, scene: &Scene<'_>) {
    let input = scene.study.input;
    let runs = [("campaign-best", &input.best), ("campaign-worst", &input.worst)];
    if runs.iter().all(|(_, run)| run.is_none()) {
        return;
    }
    heading(page, scene, "campaign-extremes");
    for (key, run) in runs {
        if let Some(run) = run {
            page.sub(scene.get(key));
            one(page, scene, run);
        }
    }
    caption(page, scene.get("campaign-extremes-caption"));
}

fn one(page: &mut Page, scene: &Scene<'_>, run: &RunLink) {
    let number = scene.study.input.variants.iter().position(|v| v.id == run.variant);
    let variant = number.map_or_else(|| run.variant.clone(), |n| scene.variant(n));
    let mut facts = vec![
        (scene.get("campaign-variant"), variant),
        (scene.get("report-seed"), run.seed.to_string()),
        (scene.get("campaign-why"), scene.say.words.text(&run.why).to_owned()),
        (scene.get("campaign-command"), run.command.clone()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    page.push(Block::Facts(facts));
    let files = [("campaign-recording", &run.recording), ("report-title", &run.report)];
    let files = files.into_iter().filter(|(_, path)| !path.is_empty());
    let links: Vec<Link> = files.map(|(key, path)| Link { text: scene.get(key), path: path.clone() }).collect();
    if !links.is_empty() {
        page.push(Block::Links(links));
    }
}

pub(super) fn failures(page: &mut Page, scene: &Scene<'_>) {
    let failures = &scene.study.input.failures;
    if failures.is_empty() {
        return;
    }
    heading(page, scene, "campaign-failures");
    let rows: Vec<Vec<Entry>> =
        failures.iter().take(MOST_FAILURES).map(|f| vec![f.what.clone().into(), f.why.clone().into()]).collect();
    page.table(&[scene.column("campaign-run", Set::Text), scene.column("campaign-why-failed", Set::Text)], rows);
    if failures.len() > MOST_FAILURES {
        let number = (failures.len() - MOST_FAILURES).to_string();
        caption(page, scene.with("campaign-more-failures", &[("number", number)]));
    }
    caption(page, scene.get("campaign-failures-caption"));
}
