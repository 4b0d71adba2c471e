//! Planning: the scenario and the design read, every row resolved and kept.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Mutex,
};

use sarex_files::{
    campaign::{Design, Level, patched},
    finding::did_you_mean,
    roots::Roots,
    scenario::{Loaded, check_scenario_text, scenario_file, scenario_text},
};
use sarex_headless::open::{OpenOptions, known_plugins, load_plugins};
use sarex_sim::setup::{Action, Serial, Setup};

use super::{FILE, Plan, Row, Tournament, model, store::Stored};
use crate::{
    design::{RowDesign, draws, rows},
    results::columns::Names,
};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Folder of the scenario, or its file.
    pub scenario: PathBuf,
    /// What is varied.
    pub design: Design,
    /// Runs of each row.
    pub runs: u64,
    /// First seed.
    pub first_seed: u64,
    /// Runs of a shard; none: as many as keep the number of shards reasonable.
    pub runs_per_shard: Option<u64>,
    /// End of the runs, seconds; none: the scenario's length.
    pub until_s: Option<u64>,
    /// Patterns that compete, when the campaign is a tournament.
    pub tournament: Option<Tournament>,
}

/// Runs of a shard at least: below it, starting it and writing its part would be felt.
const RUNS_OF_SHARD: u64 = 10;
/// Shards of a campaign at most, unless asked for: each is a task and a file.
const MOST_SHARDS: u64 = 2_000;

/// Plans a campaign into a folder. A plan that is there may grow in runs, so that parts are kept; otherwise it must be the same.
///
/// # Errors
/// Every finding of every row.
pub fn make(roots: &Roots, wanted: &Wanted, folder: &Path) -> Result<Plan, Vec<String>> {
    let one = |message: String| vec![message];
    if wanted.runs == 0 {
        return Err(one("--runs 0: at least one run of each row is needed".into()));
    }
    crate::write::plain_path(folder).map_err(one)?;
    let file = scenario_file(&wanted.scenario);
    let text = scenario_text(&file).map_err(|finding| one(finding.to_string()))?;
    let designed = rows(&wanted.design).map_err(one)?;
    let made = resolve_all(roots, &file, &text, &designed, &wanted.design)?;
    std::fs::create_dir_all(folder).map_err(|e| one(format!("{}: cannot be made: {e}", folder.display())))?;
    let plan = plan_of(wanted, designed, made, folder).map_err(one)?;
    agree_with_earlier(&plan, folder).map_err(one)?;
    keep_plugins(roots, &plan, folder).map_err(one)?;
    let json = serde_json::to_vec_pretty(&plan).map_err(|e| one(e.to_string()))?;
    crate::write::bytes(&folder.join(FILE), &json).map_err(|e| one(e.to_string()))?;
    put_aside(&plan, folder).map_err(|e| one(format!("{}: {e}", folder.display())))?;
    Ok(plan)
}

/// Moves parts that are not of this plan out of the way: shards that grew hold the same runs and more.
fn put_aside(plan: &Plan, folder: &Path) -> std::io::Result<()> {
    let wanted: BTreeSet<PathBuf> =
        (0..plan.shards()).filter_map(|index| plan.shard(index)).map(|shard| plan.part(folder, shard)).collect();
    let parts = std::fs::read_dir(folder.join("parts")).into_iter().flatten().flatten();
    // Only whole parts: what another client is writing now comes under its own name.
    let whole = |path: &PathBuf| path.extension().is_some_and(|end| end == "parquet");
    for part in parts.map(|entry| entry.path()).filter(|path| whole(path) && !wanted.contains(path)) {
        let aside = folder.join("parts-of-earlier-plans");
        std::fs::create_dir_all(&aside)?;
        std::fs::rename(&part, aside.join(part.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// A row's setup, and the files it came from.
type Made = (Setup, Vec<(String, String)>);

/// A row, or everything that is wrong with it.
type Resolved = Result<Made, Vec<String>>;

fn resolve_all(
    roots: &Roots,
    file: &Path,
    text: &str,
    designed: &[RowDesign],
    design: &Design,
) -> Result<Vec<Made>, Vec<String>> {
    let known = known_plugins(roots);
    let next = Mutex::new(designed.iter().enumerate());
    let results: Mutex<Vec<(usize, Resolved)>> = Mutex::default();
    let work = || {
        while let Some((number, row)) = next.lock().ok().and_then(|mut rows| rows.next()) {
            let made = resolve(roots, file, text, &known, row, design);
            if let Ok(mut results) = results.lock() {
                results.push((number, made));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(designed.len());
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(number, _)| *number);
    let mut faults = BTreeSet::new();
    let mut all = Vec::new();
    for (_, made) in results {
        match made {
            Ok(made) => all.push(made),
            Err(findings) => faults.extend(findings),
        }
    }
    if faults.is_empty() { Ok(all) } else { Err(faults.into_iter().collect()) }
}

fn resolve(roots: &Roots, file: &Path, text: &str, known: &[String], row: &RowDesign, design: &Design) -> Resolved {
    let levels: Vec<&Level> = row.levels.iter().map(|(_, level)| level).collect();
    let text = if levels.iter().all(|level| level.set.is_empty() && level.remove.is_empty()) {
        text.to_owned()
    } else {
        patched(text, &levels)?
    };
    let told = |findings: Vec<sarex_files::finding::Finding>| -> Vec<String> {
        let place =
            |finding| if levels.is_empty() { format!("{finding}") } else { format!("row {}: {finding}", row.id) };
        findings.into_iter().map(place).collect()
    };
    let Loaded { mut setup, files, .. } = check_scenario_text(file, text, roots, known).map_err(told)?;
    let options = OpenOptions { threads: 1, ..OpenOptions::default() };
    drop(load_plugins(roots, &mut setup, options));
    let mut faults: Vec<String> = draws::faults(&setup, &design.draws);
    let unusable = setup.plugins.iter().filter_map(|plugin| plugin.unusable.as_ref().map(|why| (&plugin.id, why)));
    faults.extend(setup.serials.iter().filter_map(|serial| unknown_pattern(&setup, serial)));
    faults.extend(unusable.map(|(id, why)| format!("plugin {id}: cannot be used: {why}")));
    if faults.is_empty() { Ok((setup, files)) } else { Err(faults) }
}

/// A search whose planner does not plan its pattern would fail in every run.
fn unknown_pattern(setup: &Setup, serial: &Serial) -> Option<String> {
    let Action::Search(search) = &serial.action else { return None };
    let planner = setup.plugins.get(search.plugin as usize).filter(|planner| !planner.patterns.is_empty())?;
    let known = planner.patterns.iter().map(String::as_str);
    if planner.patterns.contains(&search.pattern) {
        return None;
    }
    let hint = did_you_mean(&search.pattern, known).unwrap_or_else(|| planner.patterns.join(", "));
    Some(format!("search {}: {} has no pattern `{}`; {hint}", serial.id, planner.id, search.pattern))
}

fn plan_of(wanted: &Wanted, designed: Vec<RowDesign>, made: Vec<Made>, folder: &Path) -> Result<Plan, String> {
    let (first, _) = made.first().ok_or("the design has no rows")?;
    let names = Names::of(made.iter().map(|(setup, _)| setup), &wanted.design);
    let all_runs = wanted.runs * designed.len() as u64;
    let runs_per_shard = wanted.runs_per_shard.unwrap_or_else(|| all_runs.div_ceil(MOST_SHARDS).max(RUNS_OF_SHARD));
    let mut plan = Plan {
        format: 1,
        model: model(),
        scenario: first.scenario.clone(),
        title: first.title.clone(),
        until_s: wanted
            .until_s
            .unwrap_or(u64::MAX)
            .min(made.iter().map(|(setup, _)| setup.length_s).max().unwrap_or(0)),
        design: wanted.design.clone(),
        first_seed: wanted.first_seed,
        runs: wanted.runs,
        runs_per_shard: runs_per_shard.clamp(1, wanted.runs),
        rows: Vec::new(),
        names,
        plugins: Vec::new(),
        files: Vec::new(),
        tournament: wanted.tournament.clone(),
    };
    let (mut plugins, mut files) = (BTreeSet::new(), BTreeSet::new());
    for (row, (setup, read)) in designed.into_iter().zip(made) {
        plugins.extend(setup.plugins.iter().map(|plugin| (plugin.id.clone(), plugin.sha256.clone())));
        files.extend(read);
        let settings = row.levels.into_iter().map(|(factor, level)| (factor, level.id)).collect();
        plan.rows.push(Row { id: row.id, label: row.label, settings, setup: Stored::write(setup, folder)? });
    }
    plan.plugins = plugins.into_iter().collect();
    plan.files = files.into_iter().collect();
    Ok(plan)
}

/// Copies what runs of each plugin: a campaign goes on with the plugins it began with.
fn keep_plugins(roots: &Roots, plan: &Plan, folder: &Path) -> Result<(), String> {
    for (id, _) in &plan.plugins {
        let file = sarex_plugin_host::find(&roots.plugins, id).map_err(|finding| finding.to_string())?;
        let to = folder.join("plugins").join(id);
        std::fs::create_dir_all(&to).map_err(|e| format!("{}: cannot be made: {e}", to.display()))?;
        let signature = file.dir.join(sarex_plugin_host::trust::sign::FILE);
        for from in
            [Some(file.dir.join("plugin.toml")), Some(file.component.clone()), Some(signature).filter(|f| f.exists())]
        {
            let Some(from) = from else { continue };
            let bytes = std::fs::read(&from).map_err(|e| format!("{}: cannot be read: {e}", from.display()))?;
            let name = from.file_name().unwrap_or_default();
            crate::write::bytes(&to.join(name), &bytes).map_err(|e| e.to_string())?;
        }
    }
    Ok(())
}

/// A plan that is there already may only get more runs.
fn agree_with_earlier(plan: &Plan, folder: &Path) -> Result<(), String> {
    if !folder.join(FILE).exists() {
        return Ok(());
    }
    let earlier = Plan::open(folder)?;
    let same = Plan { runs: plan.runs, runs_per_shard: plan.runs_per_shard, ..earlier.clone() };
    if same != *plan {
        return Err(format!(
            "{}: holds another campaign (scenario, design, plugins, data or seeds differ)\n  hint: give another --out, or go on \
             with the earlier one: sarex campaign resume --out {}",
            folder.display(),
            folder.display()
        ));
    }
    Ok(())
}
