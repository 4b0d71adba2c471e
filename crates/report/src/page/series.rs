//! The search on charts at the moments that mattered.

use std::collections::BTreeMap;

use sarex_sim::event::What;

use super::{Page, Scene, caption, heading};
use crate::{figure, metrics::StepKind};

/// Charts of the series; more would not be looked at.
const MOST_CHARTS: usize = 6;
/// Moments closer together than this look alike, seconds.
const LEAST_APART_S: u64 = 600;

/// One chart for each moment, all in one frame.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let moments = moments(scene);
    let ticks: Vec<u64> = moments.iter().map(|(tick, _)| *tick).collect();
    let charts = figure::series(scene.input, scene.words, &ticks);
    if charts.is_empty() {
        return;
    }
    heading(page, scene, "report-series");
    caption(page, scene.get("report-series-caption"));
    for ((tick, what), chart) in moments.into_iter().zip(charts) {
        page.sub(format!("{} (+{}): {what}", scene.time(tick), scene.words.duration(tick)));
        page.figure(chart);
    }
}

/// Ticks in order with what happened then.
fn moments(scene: &Scene<'_>) -> Vec<(u64, String)> {
    let history = scene.input.history;
    let mut moments: BTreeMap<u64, String> = BTreeMap::new();
    let mut add = |tick: u64, what: String| {
        let near = moments.range(tick.saturating_sub(LEAST_APART_S)..=tick.saturating_add(LEAST_APART_S)).next();
        if near.is_none() && moments.len() < MOST_CHARTS {
            moments.insert(tick, what);
        }
    };
    let first = |pick: fn(&What) -> bool| history.events.iter().find(|e| pick(&e.what));
    let told = |what: &What| scene.words.event(what, scene.input.brief);
    // The frame shows where things are at the end, so the end comes first.
    add(history.ticks, scene.get("report-series-end"));
    for pick in [
        |w: &What| matches!(w, What::Detected { .. }),
        |w: &What| matches!(w, What::SearchStarted { .. }),
        |w: &What| matches!(w, What::ObjectCleared { .. }),
        |w: &What| matches!(w, What::PlanMade { .. }),
    ] {
        if let Some(event) = first(pick) {
            add(event.tick, told(&event.what));
        }
    }
    let shared =
        scene.metrics.steps.iter().find(|s| matches!(&s.kind, StepKind::Message { kind, .. } if kind == "datum"));
    if let Some(step) = shared {
        add(step.tick, scene.get("report-series-datum"));
    }
    moments.into_iter().collect()
}
