//! Assumptions, asset figures with their sources, hashes.

use std::collections::BTreeMap;

use sarex_sim::setup::Performance;

use super::{Block, Entry, Page, Scene, Set, heading, table};

/// What was assumed, and data that stand in for others.
pub(super) fn assumptions(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-assumptions");
    let model = ["report-assumption-model", "report-assumption-lines", "report-assumption-exercise"];
    let notes = scene.input.brief.notes.iter().cloned();
    page.push(Block::List(notes.chain(model.map(|key| scene.get(key))).collect()));
}

/// The figures of every asset in use, each with its source.
pub(super) fn assets(page: &mut Page, scene: &Scene<'_>) {
    let mut used: BTreeMap<&str, (&Performance, Vec<String>)> = BTreeMap::new();
    for unit in &scene.input.brief.units {
        let entry = used.entry(&unit.performance.asset).or_insert((&unit.performance, Vec::new()));
        entry.1.push(scene.words.text(&unit.name).to_owned());
    }
    if used.is_empty() {
        return;
    }
    heading(page, scene, "report-assets");
    for (asset, (performance, names)) in used {
        page.sub(format!("{asset} ({})", scene.words.list(&names)));
        let column = |key: &str, set| (scene.get(key), set);
        table(
            page,
            &[
                column("report-figure", Set::Text),
                column("report-value", Set::Number),
                column("report-source", Set::Text),
            ],
            figures(scene, performance),
        );
    }
}

fn figures(scene: &Scene<'_>, p: &Performance) -> Vec<Vec<Entry>> {
    let words = scene.words;
    let unless_zero = |value: f64, text: String| (value != 0.0).then_some(text);
    let metres = |value: f64| words.figure("figure-m", value, 0);
    let all = [
        ("cruise_mps", Some(words.speed(p.cruise_mps))),
        ("max_mps", Some(words.speed(p.max_mps))),
        ("min_mps", unless_zero(p.min_mps, words.speed(p.min_mps))),
        ("search_mps", Some(words.speed(p.search_mps))),
        ("turn_rate_dps", Some(words.figure("report-degrees-a-second", p.turn_rate_dps, 1))),
        ("endurance_s", Some(scene.seconds(p.endurance_s))),
        ("reserve_frac", Some(words.share(p.reserve_frac))),
        ("turnaround_s", Some(scene.seconds(p.turnaround_s))),
        ("sensor_height_m", Some(metres(p.sensor_height_m))),
        ("radar_m", unless_zero(p.radar_m, words.distance(p.radar_m))),
        ("identify_m", unless_zero(p.identify_m, words.distance(p.identify_m))),
        ("link_m", unless_zero(p.link_m, words.distance(p.link_m))),
        ("wind_limit_mps", unless_zero(p.wind_limit_mps, words.figure("figure-mps", p.wind_limit_mps, 1))),
        ("survivor_capacity", (p.survivor_capacity > 0).then(|| p.survivor_capacity.to_string())),
        ("recovery_s_per_person", unless_zero(p.recovery_s_per_person, scene.seconds(p.recovery_s_per_person))),
    ];
    let row = |(field, value): (&str, Option<String>)| {
        let source = p.sources.get(field).cloned().unwrap_or_else(|| scene.get("report-no-source"));
        let name = scene.get(&format!("report-asset-{}", field.replace('_', "-")));
        value.map(|value| vec![name.into(), value.into(), source.into()])
    };
    all.into_iter().filter_map(row).collect()
}

/// Hashes and versions.
pub(super) fn provenance(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-provenance");
    let digest = (scene.get("report-digest"), scene.input.digest.to_owned());
    let given = scene.input.provenance.iter().cloned();
    let listed = |hash: &String| scene.input.provenance.iter().any(|(_, value)| value == hash);
    let plugins = scene.input.brief.plugins.iter().filter(|p| !listed(&p.sha256)).map(|p| {
        let name = scene.words.with("report-plugin-hash", &[("plugin", p.id.clone())]);
        (name, p.sha256.clone())
    });
    let rows = std::iter::once(digest).chain(given).chain(plugins).map(|(name, value)| vec![name.into(), value.into()]);
    let columns = [(scene.get("report-item"), Set::Text), (scene.get("report-value"), Set::Hash)];
    table(page, &columns, rows.collect());
}
