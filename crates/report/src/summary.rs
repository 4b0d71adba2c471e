//! The figures of an exercise for other programs.

use sarex_sim::{
    decision::PluginCost,
    setup::PluginDecl,
    view::{Activity, Brief},
};
use serde_json::{Value, json};

use crate::{
    input::ReportInput,
    metrics::{Metrics, StepKind},
};

/// `summary.json`: scenario, seed, ticks, digest, objects, metrics, plugins. Times are seconds from the start of the
/// exercise, lengths metres, shares 0..=1; `null` where something never came to be.
pub fn summary(input: &ReportInput<'_>) -> Value {
    let (brief, history) = (input.brief, input.history);
    let metrics = Metrics::of(brief, history);
    let unit = |number: Option<u32>| number.and_then(|n| brief.units.get(n as usize)).map(|u| u.id.as_str());
    let objects: Vec<Value> = history
        .objects
        .iter()
        .map(|o| {
            let named = brief.objects.get(o.object as usize);
            json!({
                "id": named.map(|b| b.id.as_str()),
                "class": named.map(|b| b.leeway_class.as_str()),
                "persons": o.persons,
                "found_at_s": o.found_tick,
                "found_by": unit(o.found_by),
                "rescued_at_s": o.rescued_tick,
                "alive": o.alive,
                "recovered_alive": o.recovered_alive,
                "recovered_dead": o.recovered_dead,
                "expected_alive": o.expected_alive,
                "datum_error_m": o.datum_error_m,
            })
        })
        .collect();
    let plugins: Vec<Value> = input.costs.iter().map(|cost| plugin(brief, cost)).collect();
    json!({
        "exercise": "EXERCISE EXERCISE EXERCISE",
        "scenario": brief.scenario,
        "seed": brief.seed,
        "ticks": history.ticks,
        "digest": input.digest,
        "objects": objects,
        "metrics": figures(input, &metrics),
        "plugins": plugins,
    })
}

/// What a plugin cost, and whether it was the one agreed on.
fn plugin(brief: &Brief, cost: &PluginCost) -> Value {
    let decl = brief.plugins.iter().find(|decl| decl.id == cost.id);
    json!({
        "id": cost.id,
        "sha256": cost.sha256,
        "version": decl.map(|decl| decl.version.as_str()),
        "pinned": decl.is_some_and(PluginDecl::pinned),
        "signer": decl.and_then(|decl| decl.signer.as_deref()),
        "calls": cost.calls,
        "fuel": cost.fuel,
        "faults": cost.faults,
    })
}

fn figures(input: &ReportInput<'_>, metrics: &Metrics) -> Value {
    let (brief, history) = (input.brief, input.history);
    let cell = |n: u32| brief.cells.get(n as usize).map(|c| c.id.as_str());
    let object = |n: u32| brief.objects.get(n as usize).map(|o| o.id.as_str());
    let pos: Vec<Value> = metrics
        .pos
        .iter()
        .map(|p| json!({ "cell": cell(p.cell), "object": object(p.object), "best": p.best, "mean": p.mean }))
        .collect();
    let objectives: Vec<Value> = history
        .objectives
        .iter()
        .map(|o| {
            let graded = brief.objectives.get(o.objective as usize);
            json!({
                "id": graded.map(|g| g.id.as_str()),
                "value": o.value,
                "pass": graded.map(|g| g.pass),
                "passed": o.passed,
            })
        })
        .collect();
    json!({
        "time_to_find_s": metrics.first_found,
        "time_to_rescue_all_s": metrics.all_rescued,
        "persons": metrics.persons,
        "recovered_alive": metrics.recovered_alive,
        "recovered_dead": metrics.recovered_dead,
        "missing": metrics.missing(),
        "alive": metrics.alive,
        "expected_alive": metrics.expected_alive,
        "pos": pos,
        "search_hours": metrics.search_s as f64 / 3600.0,
        "overlap": metrics.overlap_frac,
        "objectives": objectives,
        "objectives_passed": history.objectives.iter().filter(|o| o.passed).count(),
        "coordination": coordination(input),
        "steps": steps(input, metrics),
        "units": units(input, metrics),
        "patrol": patrol(input),
    })
}

/// Seconds from the alert, and shares of areas.
fn coordination(input: &ReportInput<'_>) -> Value {
    let grades = &input.history.grades;
    json!({
        "alert_at_s": grades.alert_tick,
        "smc_named_after_s": grades.smc_named_after,
        "datum_shared_after_s": grades.datum_shared_after,
        "split_agreed_after_s": grades.split_agreed_after,
        "sitrep_after_s": grades.sitrep_after,
        "on_task_after_s": grades.on_task_after,
        "answered_in_time": grades.answered_in_time(),
        "promises_kept": grades.promises.iter().filter(|promise| promise.kept()).count(),
        "promises": grades.promises.len(),
        "searched": grades.coverage.map(|c| c.searched()),
        "double_searched": grades.coverage.map(|c| c.double()),
        "uncovered_at_the_line": grades.coverage.and_then(|c| c.uncovered()),
        "faults": grades.faults.len(),
        "longest_recovery_s": grades.longest_recovery(),
    })
}

fn steps(input: &ReportInput<'_>, metrics: &Metrics) -> Vec<Value> {
    let serial = |n: Option<u32>| n.and_then(|n| input.brief.serials.get(n as usize)).map(|s| s.id.as_str());
    let step = |kind: &StepKind| match kind {
        StepKind::Message { kind, .. } => format!("message:{kind}"),
        StepKind::Plan { name, .. } => format!("plan:{name}"),
        StepKind::Found { .. } => "found".to_owned(),
        StepKind::OnScene { .. } => "on-scene".to_owned(),
        StepKind::Cleared { .. } => "cleared".to_owned(),
    };
    let value = |s: &crate::metrics::Step| json!({ "at_s": s.tick, "step": step(&s.kind), "serial": serial(s.serial), "read_by_all_at_s": s.read_tick });
    metrics.steps.iter().map(value).collect()
}

fn units(input: &ReportInput<'_>, metrics: &Metrics) -> Vec<Value> {
    let value = |unit: &crate::metrics::UnitFigure| {
        json!({
            "id": input.brief.units.get(unit.usage.unit as usize).map(|u| u.id.as_str()),
            "distance_m": unit.usage.distance_m,
            "fuel_used": unit.usage.fuel_used_frac,
            "sorties": unit.usage.sorties,
            "searching": unit.share(&[Activity::Searching]),
            "legs_run": unit.legs_run,
            "legs_planned": unit.legs_planned,
            "spacing_planned_m": unit.spacing_planned_m,
            "spacing_run_m": unit.spacing_run_m,
            "off_track_m": unit.off_track_m,
        })
    };
    metrics.units.iter().map(value).collect()
}

fn patrol(input: &ReportInput<'_>) -> Value {
    input.history.patrol.as_ref().map_or(Value::Null, |p| {
        json!({
            "coverage": p.coverage_frac,
            "mean_revisit_s": p.mean_revisit_s,
            "max_gap_s": p.max_gap_s,
            "contacts": p.contacts,
            "identified": p.identified,
            "dark": p.dark.len(),
            "dark_identified": p.dark.iter().filter(|d| d.identified_tick.is_some()).count(),
        })
    })
}
