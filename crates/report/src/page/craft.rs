//! One page for each unit under command: how it answered, what it ran, how close it came to its reserve.

use sarex_sim::event::What;

use super::{
    Block, Page, Scene,
    cells::{course, events},
    facts,
};
use crate::metrics::UnitFigure;

/// Units with a page of their own; the tables hold them all.
const MOST_UNITS: usize = 40;
/// Rows of a page.
const MOST_ROWS: usize = 40;

/// The pages of the units that were ordered anywhere, or moved.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let used = |unit: &&UnitFigure| {
        let ordered = scene.input.history.grades.responses.iter().any(|r| r.unit == unit.usage.unit);
        ordered || unit.usage.distance_m > 0.0
    };
    for unit in scene.metrics.units.iter().filter(used).take(MOST_UNITS) {
        one(page, scene, unit);
    }
}

fn one(page: &mut Page, scene: &Scene<'_>, unit: &UnitFigure) {
    let (brief, words, number) = (scene.input.brief, scene.words, unit.usage.unit);
    page.push(Block::NewPage);
    page.push(Block::Heading(words.with("report-of-unit", &[("name", words.unit(number, brief))])));
    let known = brief.units.get(number as usize);
    let response = scene.input.history.grades.responses.iter().find(|r| r.unit == number);
    let after = |tick: Option<u64>| match (response, tick) {
        (Some(r), Some(tick)) => words.duration(tick.saturating_sub(r.ordered)),
        _ => scene.get("none"),
    };
    let spacing = |metres: Option<f64>| metres.map_or_else(|| scene.get("none"), |m| words.distance(m));
    let spacings = format!("{} / {}", spacing(unit.spacing_planned_m), spacing(unit.spacing_run_m));
    let mut lines = vec![
        (scene.get("report-cell"), known.map(|u| words.cell(u.cell, brief)).unwrap_or_default()),
        (scene.get("report-class"), known.map(|u| words.class(u.performance.class)).unwrap_or_default()),
        (scene.get("report-ordered"), response.map_or_else(|| scene.get("none"), |r| scene.time(r.ordered))),
        (scene.get("report-under-way"), after(response.and_then(|r| r.under_way))),
        (scene.get("report-on-task"), after(response.and_then(|r| r.on_task))),
        (scene.get("report-distance"), words.distance(unit.usage.distance_m)),
        (scene.get("report-sorties"), unit.usage.sorties.to_string()),
        (scene.get("report-legs"), format!("{} / {}", unit.legs_run, unit.legs_planned)),
        (format!("{} / {}", scene.get("report-spacing-planned"), scene.get("report-spacing-run")), spacings),
        (scene.get("report-off-track"), spacing(unit.off_track_m)),
    ];
    if let (Some(least), Some(known)) = (least_fuel(scene, number), known) {
        lines.push((scene.get("report-least-fuel"), words.share(least)));
        lines.push((scene.get("report-reserve"), words.share(known.performance.reserve_frac)));
    }
    facts(page, &lines);
    page.sub(scene.get("report-unit-events"));
    course(page, scene, events(scene, |what| of_unit(what) == Some(number)).take(MOST_ROWS));
}

/// The least share of fuel on its track.
fn least_fuel(scene: &Scene<'_>, unit: u32) -> Option<f64> {
    let points = scene.input.history.tracks.iter().filter(|t| t.unit == unit).flat_map(|t| &t.points);
    points.map(|p| f64::from(p.fuel_frac)).filter(|f| f.is_finite()).min_by(f64::total_cmp)
}

/// The unit that something happened to or was done by; passed legs are too many.
fn of_unit(what: &What) -> Option<u32> {
    match what {
        What::OrderGiven { unit, .. }
        | What::OrderDone { unit, .. }
        | What::UnderWay { unit }
        | What::AtBase { unit }
        | What::ReturningForFuel { unit }
        | What::OutOfFuel { unit, .. }
        | What::Hindered { unit, .. }
        | What::SearchStarted { unit, .. }
        | What::SearchDone { unit, .. }
        | What::Detected { unit, .. }
        | What::OnScene { unit, .. }
        | What::PersonRecovered { unit, .. }
        | What::Landed { unit, .. }
        | What::BehaviourChanged { unit, .. }
        | What::Quarantined { unit, .. } => Some(*unit),
        _ => None,
    }
}
