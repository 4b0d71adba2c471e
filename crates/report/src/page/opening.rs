//! Header and summary.

use sarex_sim::setup::Measure;

use super::{Block, Entry, Page, Scene, Set, facts, heading, plugins, table};
use crate::history::ObjectiveResult;

/// Marker, title, and what identifies the exercise.
pub(super) fn header(page: &mut Page, scene: &Scene<'_>) {
    let (brief, words) = (scene.input.brief, scene.words);
    page.push(Block::Marker(words.marker()));
    page.push(Block::Title(words.text(&brief.title).to_owned()));
    page.text(format!("{} · {}", scene.get("report-title"), scene.get("not-for-navigation")));
    plugins::mark(page, scene);
    let ticks = scene.input.history.ticks;
    let span = format!("{} – {} ({})", scene.clock(0), scene.clock(ticks), words.duration(ticks));
    let cells: Vec<String> = brief
        .cells
        .iter()
        .map(|cell| {
            let roles: Vec<String> = cell.roles.iter().map(|role| words.role(*role)).collect();
            format!("{}: {}", words.text(&cell.name), words.list(&roles))
        })
        .collect();
    facts(
        page,
        &[
            (scene.get("report-time"), span),
            (scene.get("report-scenario"), brief.scenario.clone()),
            (scene.get("report-cells"), cells.join("; ")),
            (scene.get("report-seed"), brief.seed.to_string()),
            (scene.get("report-digest"), scene.input.digest.to_owned()),
        ],
    );
}

/// The outcome at a glance, the objects, the objectives.
pub(super) fn summary(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-summary");
    page.push(Block::Tiles(tiles(scene)));
    objects(page, scene);
    objectives(page, scene);
}

fn tiles(scene: &Scene<'_>) -> Vec<(String, String)> {
    let (metrics, history, words) = (scene.metrics, scene.input.history, scene.words);
    let mut tiles = Vec::new();
    if !scene.input.brief.objects.is_empty() {
        let first = history.objects.iter().filter(|o| o.found_tick.is_some()).min_by_key(|o| o.found_tick);
        tiles.push(match first.and_then(|o| Some((o.found_tick?, o.found_by))) {
            Some((tick, by)) => {
                let unit = by.map_or_else(|| scene.get("nobody"), |u| words.unit(u, scene.input.brief));
                let meaning = words.with("report-tile-found", &[("unit", unit), ("time", scene.time(tick))]);
                (words.duration(tick), meaning)
            }
            None => (scene.get("report-not-found"), scene.get("report-tile-found-none")),
        });
        let counts = [("dead", metrics.recovered_dead), ("missing", metrics.missing())];
        let counts: Vec<_> = counts.into_iter().map(|(name, n)| (name, n.to_string())).collect();
        tiles.push((
            format!("{} / {}", metrics.recovered_alive, metrics.persons),
            words.with("report-tile-rescued", &counts),
        ));
        if let Some(best) = metrics.best_pos() {
            tiles.push((words.share(best), scene.get("report-tile-pos")));
        }
    }
    if let Some(patrol) = &history.patrol {
        tiles.push((words.share(patrol.coverage_frac), scene.get("report-tile-coverage")));
        let identified = patrol.dark.iter().filter(|d| d.identified_tick.is_some()).count();
        tiles.push((format!("{identified} / {}", patrol.dark.len()), scene.get("report-tile-dark")));
    }
    if !scene.input.brief.objectives.is_empty() {
        let passed = history.objectives.iter().filter(|o| o.passed).count();
        tiles.push((format!("{passed} / {}", scene.input.brief.objectives.len()), scene.get("report-tile-objectives")));
    }
    if metrics.search_s > 0 {
        tiles.push((words.hours(metrics.search_s as f64), scene.get("report-tile-search")));
    }
    if let Some(overlap) = metrics.overlap_frac {
        tiles.push((words.share(overlap), scene.get("report-tile-overlap")));
    }
    tiles
}

fn objects(page: &mut Page, scene: &Scene<'_>) {
    let (brief, words) = (scene.input.brief, scene.words);
    let when = |tick: Option<u64>| {
        tick.map_or_else(|| scene.get("none"), |t| format!("{} (+{})", scene.time(t), words.duration(t)))
    };
    let rows = scene.input.history.objects.iter().map(|o| {
        let class = brief.objects.get(o.object as usize).map(|b| b.leeway_class.clone()).unwrap_or_default();
        vec![
            words.object(o.object, brief).into(),
            class.into(),
            o.persons.to_string().into(),
            when(o.found_tick).into(),
            o.found_by.map_or_else(|| scene.get("nobody"), |u| words.unit(u, brief)).into(),
            o.found_at.map_or_else(|| scene.get("none"), |at| words.position(at)).into(),
            o.datum_error_m.map_or_else(|| scene.get("none"), |m| words.distance(m)).into(),
            when(o.rescued_tick).into(),
        ]
    });
    let rows: Vec<Vec<Entry>> = rows.collect();
    let column = |key: &str, set| (scene.get(key), set);
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-objects"));
    table(
        page,
        &[
            column("report-object", Set::Text),
            column("report-leeway-class", Set::Text),
            column("report-persons", Set::Number),
            column("report-found", Set::Text),
            column("report-found-by", Set::Text),
            column("report-position", Set::Fixed),
            column("report-datum-error", Set::Number),
            column("report-all-on-board", Set::Text),
        ],
        rows,
    );
}

fn objectives(page: &mut Page, scene: &Scene<'_>) {
    let results = &scene.input.history.objectives;
    let rows: Vec<Vec<Entry>> = scene
        .input
        .brief
        .objectives
        .iter()
        .zip(0_u32..)
        .map(|(objective, number)| {
            let result = results.iter().find(|r| r.objective == number);
            let value = result
                .and_then(|r| r.value)
                .map_or_else(|| scene.get("none"), |v| scene.words.measured(&objective.measure, v));
            vec![
                objective.id.clone().into(),
                scene.words.text(&objective.text).to_owned().into(),
                measure(scene, &objective.measure).into(),
                value.into(),
                scene.words.measured(&objective.measure, objective.pass).into(),
                verdict(scene, result),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-objectives"));
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-number", Set::Fixed),
            column("report-objective", Set::Text),
            column("report-measure", Set::Text),
            column("report-value", Set::Number),
            column("report-required", Set::Number),
            column("report-result", Set::Text),
        ],
        rows,
    );
}

pub(super) fn verdict(scene: &Scene<'_>, result: Option<&ObjectiveResult>) -> Entry {
    match result {
        Some(r) if r.passed => Entry::passed(scene.get("report-passed")),
        Some(_) => Entry::failed(scene.get("report-failed")),
        None => scene.get("report-not-graded").into(),
    }
}

/// What an objective is measured by.
fn measure(scene: &Scene<'_>, measure: &Measure) -> String {
    let serial = |n: &u32| scene.input.brief.serials.get(*n as usize).map(|s| s.id.clone()).unwrap_or_default();
    match measure {
        Measure::Between(from, to) => {
            scene.words.with("report-measure-between", &[("from", serial(from)), ("to", serial(to))])
        }
        Measure::TimeToFind => scene.get("report-measure-time-to-find"),
        Measure::Survivors => scene.get("report-measure-survivors"),
        Measure::Pos => scene.get("report-measure-pos"),
        Measure::DarkIdentified => scene.get("report-measure-dark"),
        Measure::DatumShared => scene.get("report-measure-datum-shared"),
        Measure::SplitAgreed => scene.get("report-measure-split-agreed"),
        Measure::OnTask => scene.get("report-measure-on-task"),
        Measure::Searched => scene.get("report-measure-searched"),
        Measure::DoubleSearched => scene.get("report-measure-double"),
        Measure::Uncovered => scene.get("report-measure-uncovered"),
        Measure::Answered => scene.get("report-measure-answered"),
        Measure::Recovery => scene.get("report-measure-recovery"),
    }
}
