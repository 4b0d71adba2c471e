//! How the units were used.

use sarex_sim::view::Activity;

use super::{Entry, Page, Scene, Set, caption, heading, table};
use crate::metrics::UnitFigure;

/// Time, distance and fuel of each unit, and how it kept to its plan.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    if scene.metrics.units.is_empty() {
        return;
    }
    heading(page, scene, "report-units");
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-unit", Set::Text),
            column("report-class", Set::Text),
            column("report-cell", Set::Text),
            column("report-use-transit", Set::Number),
            column("report-use-searching", Set::Number),
            column("report-use-on-scene", Set::Number),
            column("report-use-holding", Set::Number),
            column("report-use-base", Set::Number),
            column("report-distance", Set::Number),
            column("report-fuel", Set::Number),
            column("report-sorties", Set::Number),
        ],
        scene.metrics.units.iter().map(|unit| use_row(scene, unit)).collect(),
    );
    caption(page, scene.get("report-units-caption"));
    let searched: Vec<Vec<Entry>> =
        scene.metrics.units.iter().filter(|unit| unit.legs_planned > 0).map(|unit| search_row(scene, unit)).collect();
    if searched.is_empty() {
        return;
    }
    page.sub(scene.get("report-search-run"));
    table(
        page,
        &[
            column("report-unit", Set::Text),
            column("report-legs", Set::Number),
            column("report-spacing-planned", Set::Number),
            column("report-spacing-run", Set::Number),
            column("report-off-track", Set::Number),
        ],
        searched,
    );
    caption(page, scene.get("report-search-caption"));
}

fn use_row(scene: &Scene<'_>, unit: &UnitFigure) -> Vec<Entry> {
    let (brief, words, number) = (scene.input.brief, scene.words, unit.usage.unit);
    let known = brief.units.get(number as usize);
    let share = |activities: &[Activity]| Entry::from(words.share(unit.share(activities)));
    vec![
        format!("{}. {}", u64::from(number) + 1, words.unit(number, brief)).into(),
        known.map(|u| words.class(u.performance.class)).unwrap_or_default().into(),
        known.map(|u| words.cell(u.cell, brief)).unwrap_or_default().into(),
        share(&[Activity::Transit, Activity::Returning]),
        share(&[Activity::Searching, Activity::Patrolling]),
        share(&[Activity::OnScene, Activity::Recovering]),
        share(&[Activity::Holding]),
        share(&[Activity::Preparing, Activity::AtBase, Activity::Lost]),
        words.distance(unit.usage.distance_m).into(),
        words.share(unit.usage.fuel_used_frac).into(),
        unit.usage.sorties.to_string().into(),
    ]
}

fn search_row(scene: &Scene<'_>, unit: &UnitFigure) -> Vec<Entry> {
    let words = scene.words;
    let distance = |metres: Option<f64>| Entry::from(metres.map_or_else(|| scene.get("none"), |m| words.distance(m)));
    vec![
        words.unit(unit.usage.unit, scene.input.brief).into(),
        format!("{} / {}", unit.legs_run, unit.legs_planned).into(),
        distance(unit.spacing_planned_m),
        distance(unit.spacing_run_m),
        distance(unit.off_track_m),
    ]
}
