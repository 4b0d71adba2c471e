//! How well the cells worked together: times, coverage, promises, faults, messages.

use sarex_sim::grade::{Fault, Promise, Promised};

use super::{Entry, Page, Scene, Set, caption, heading, table};

/// Square metres in a square nautical mile.
const M2_PER_NM2: f64 = 1852.0 * 1852.0;

/// Everything that grades the coordination.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    heading(page, scene, "report-grades");
    let grades = &scene.input.history.grades;
    caption(
        page,
        match grades.alert_tick {
            Some(tick) => scene.words.with("report-grades-caption", &[("time", scene.time(tick))]),
            None => scene.get("report-no-alert"),
        },
    );
    let column = |key: &str, set| (scene.get(key), set);
    table(page, &[column("report-grade", Set::Text), column("report-value", Set::Number)], figures(scene));
    if grades.coverage.is_some() {
        caption(page, scene.get("report-coverage-caption"));
    }
    responses(page, scene);
    promises(page, scene);
    recoveries(page, scene);
    traffic(page, scene);
}

fn figures(scene: &Scene<'_>) -> Vec<Vec<Entry>> {
    let (grades, metrics, words) = (&scene.input.history.grades, scene.metrics, scene.words);
    let after = |seconds: Option<u64>| seconds.map_or_else(|| scene.get("none"), |s| words.duration(s));
    let area = |m2: f64| words.figure("report-nm2", m2 / M2_PER_NM2, 1);
    let mut rows = vec![
        ("grade-smc", after(grades.smc_named_after)),
        ("grade-datum", after(grades.datum_shared_after)),
        ("grade-split", after(grades.split_agreed_after)),
        ("grade-sitrep", after(grades.sitrep_after)),
        ("grade-on-task", after(grades.on_task_after)),
    ];
    if let Some(coverage) = grades.coverage {
        rows.extend([
            ("grade-assigned", area(coverage.assigned_m2)),
            ("grade-searched", words.share(coverage.searched())),
            ("grade-double", words.share(coverage.double())),
            ("grade-double-cells", area(coverage.double_cells_m2)),
        ]);
        rows.extend(coverage.uncovered().map(|share| ("grade-uncovered", words.share(share))));
    }
    rows.extend(grades.answered_in_time().map(|share| ("grade-answered", words.share(share))));
    if !grades.faults.is_empty() {
        rows.push((
            "grade-recovery",
            grades.longest_recovery().map_or_else(|| scene.get("report-open-fault"), |s| words.duration(s)),
        ));
    }
    rows.extend(metrics.saved_share().map(|share| ("grade-lives", words.share(share))));
    if metrics.persons > 0 {
        rows.push(("grade-person-hours", words.number(metrics.person_hours, 1)));
    }
    rows.extend(metrics.pos_per_hour().map(|pos| ("grade-pos-hour", words.share(pos))));
    rows.into_iter().map(|(key, value)| vec![scene.get(key).into(), value.into()]).collect()
}

fn responses(page: &mut Page, scene: &Scene<'_>) {
    let words = scene.words;
    let rows: Vec<Vec<Entry>> = scene
        .input
        .history
        .grades
        .responses
        .iter()
        .map(|r| {
            let after = |tick: Option<u64>| {
                Entry::from(tick.map_or_else(|| scene.get("none"), |t| words.duration(t.saturating_sub(r.ordered))))
            };
            let cell = scene.input.brief.units.get(r.unit as usize).map(|u| words.cell(u.cell, scene.input.brief));
            vec![
                words.unit(r.unit, scene.input.brief).into(),
                cell.unwrap_or_default().into(),
                scene.time(r.ordered).into(),
                after(r.under_way),
                after(r.on_task),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-responses"));
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-unit", Set::Text),
            column("report-cell", Set::Text),
            column("report-ordered", Set::Fixed),
            column("report-under-way", Set::Number),
            column("report-on-task", Set::Number),
        ],
        rows,
    );
    caption(page, scene.get("report-responses-caption"));
}

fn promises(page: &mut Page, scene: &Scene<'_>) {
    let rows: Vec<Vec<Entry>> =
        scene.input.history.grades.promises.iter().map(|promise| promise_row(scene, promise)).collect();
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-promises"));
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-cell", Set::Text),
            column("report-promise", Set::Text),
            column("report-promised-for", Set::Fixed),
            column("report-delivered", Set::Fixed),
            column("report-difference", Set::Number),
            column("report-result", Set::Text),
        ],
        rows,
    );
}

fn promise_row(scene: &Scene<'_>, promise: &Promise) -> Vec<Entry> {
    let (brief, words) = (scene.input.brief, scene.words);
    let difference = promise.delivered.map(|tick| {
        let sign = if tick < promise.due { "\u{2212}" } else { "+" };
        format!("{sign}{}", words.duration(tick.abs_diff(promise.due)))
    });
    let result = if promise.kept() {
        Entry::passed(scene.get("report-in-time"))
    } else if promise.delivered.is_some() {
        Entry::failed(scene.get("report-late"))
    } else {
        Entry::failed(scene.get("report-not-delivered"))
    };
    vec![
        words.cell(promise.cell, brief).into(),
        promised(scene, promise).into(),
        scene.time(promise.due).into(),
        promise.delivered.map_or_else(|| scene.get("none"), |tick| scene.time(tick)).into(),
        difference.unwrap_or_else(|| scene.get("none")).into(),
        result,
    ]
}

/// What was promised, in a few words.
pub(super) fn promised(scene: &Scene<'_>, promise: &Promise) -> String {
    match promise.what {
        Promised::Ready { unit } => {
            scene.words.with("report-promise-ready", &[("unit", scene.words.unit(unit, scene.input.brief))])
        }
        Promised::Answer { serial } => {
            let id = scene.input.brief.serials.get(serial as usize).map(|s| s.id.clone()).unwrap_or_default();
            scene.words.with("report-promise-answer", &[("serial", id)])
        }
    }
}

fn recoveries(page: &mut Page, scene: &Scene<'_>) {
    let rows: Vec<Vec<Entry>> = scene.input.history.grades.faults.iter().map(|fault| fault_row(scene, fault)).collect();
    if rows.is_empty() {
        return;
    }
    page.sub(scene.get("report-recoveries"));
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-utc", Set::Fixed),
            column("report-fault", Set::Text),
            column("report-restored", Set::Fixed),
            column("report-replaced", Set::Fixed),
            column("report-recovered-after", Set::Text),
        ],
        rows,
    );
}

fn fault_row(scene: &Scene<'_>, fault: &Fault) -> Vec<Entry> {
    let time = |tick: Option<u64>| Entry::from(tick.map_or_else(|| scene.get("none"), |t| scene.time(t)));
    let after = match fault.after() {
        Some(seconds) => Entry::from(scene.words.duration(seconds)),
        None => Entry::failed(scene.get("report-open-fault")),
    };
    vec![
        scene.time(fault.tick).into(),
        fault_text(scene, fault).into(),
        time(fault.restored),
        time(fault.replaced),
        after,
    ]
}

/// The event that tells a fault, as a sentence.
pub(super) fn fault_text(scene: &Scene<'_>, fault: &Fault) -> String {
    let event = scene.input.history.events.get(fault.event as usize);
    event.map_or_else(|| scene.get("none"), |e| scene.words.event(&e.what, scene.input.brief))
}

/// Messages sent, received and read by each cell.
fn traffic(page: &mut Page, scene: &Scene<'_>) {
    if scene.input.history.messages.is_empty() {
        return;
    }
    page.sub(scene.get("report-traffic"));
    let cells = (0_u32..).zip(&scene.input.brief.cells);
    let rows = cells.map(|(cell, named)| {
        let mail = &scene.metrics.mail[cell as usize];
        let median = mail.median_s().map_or_else(|| scene.get("none"), |s| scene.words.duration(s));
        vec![
            scene.words.text(&named.name).to_owned().into(),
            mail.sent.to_string().into(),
            mail.received.to_string().into(),
            mail.read_after_s.len().to_string().into(),
            median.into(),
        ]
    });
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-cell", Set::Text),
            column("report-sent", Set::Number),
            column("report-received", Set::Number),
            column("report-read", Set::Number),
            column("report-median-delay", Set::Number),
        ],
        rows.collect(),
    );
}
