//! From a folder to a [`Setup`]: the files, then the parts in the order in which they need one another.

use std::cell::{Cell as StdCell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sarex_model::land::LandMask;
use sarex_sim::setup::{self, Base, Cell, Class, Objective, Patrol, SearchObject, Serial, Setup, Unit};

use super::context::Context;
use super::environment::{self, Frame};
use super::head::{Head, head, open_map};
use super::ids::Ids;
use super::plugins::{self, PluginPlaces};
use super::serials::SerialKind;
use super::tree::{Source, Table};
use super::{
    Loaded, folder_name, forces, goals, ground, lessons, policy, preflight, serials, talk, traffic, units, when,
};
use crate::assets::AssetLibrary;
use crate::checksum::{read_bounded, sha256_hex};
use crate::fgb::Bbox;
use crate::finding::Finding;
use crate::limits::{
    ASSETS_BYTES, CELLS, CHANNELS, LINES, OBJECTIVES, OBJECTS, SCENARIO_BYTES, SERIALS, TEXT_CHARS, UNITS,
};
use crate::map_pack::MapPack;
use crate::roots::Roots;

type Files = Vec<(String, String)>;

/// Reads the scenario in a folder (or its `scenario.toml`), and everything it refers to.
///
/// # Errors
/// All findings, errors and warnings, in the order of the file, when at least one is an error.
pub fn load_scenario(dir_or_toml: &Path, roots: &Roots, known_plugins: &[String]) -> Result<Loaded, Vec<Finding>> {
    let path = scenario_file(dir_or_toml);
    let mut files = Vec::new();
    let text = read_text(&path, SCENARIO_BYTES, MISSING, &mut files).map_err(|finding| vec![finding])?;
    check_text(&path, text, roots, known_plugins, files)
}

/// What to do when there is no scenario at a path.
const MISSING: &str = "give the folder of a scenario; scenarios/ holds those that come along";

/// The file of a scenario that is named by its folder or by the file itself.
pub fn scenario_file(dir_or_toml: &Path) -> PathBuf {
    if dir_or_toml.is_dir() { dir_or_toml.join("scenario.toml") } else { dir_or_toml.to_owned() }
}

/// The text of a scenario, not checked.
///
/// # Errors
/// The one finding that says why it cannot be read.
pub fn scenario_text(file: &Path) -> Result<String, Finding> {
    read_text(file, SCENARIO_BYTES, MISSING, &mut Vec::new())
}

/// As [`load_scenario`], for a text that is not yet in its file.
///
/// # Errors
/// As [`load_scenario`].
pub fn check_scenario_text(
    file: &Path,
    text: String,
    roots: &Roots,
    known_plugins: &[String],
) -> Result<Loaded, Vec<Finding>> {
    check_text(file, text, roots, known_plugins, Vec::new())
}

fn check_text(
    path: &Path,
    text: String,
    roots: &Roots,
    known_plugins: &[String],
    mut files: Files,
) -> Result<Loaded, Vec<Finding>> {
    let dir = path.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut findings = Vec::new();
    let assets = read_assets(roots, &dir, &mut files, &mut findings);
    let name = std::path::absolute(&dir).map_or_else(|_| folder_name(&dir), |dir| folder_name(&dir));
    let source = Source::new(path.display().to_string(), &text);
    let found = resolve(&source, &dir, name, roots, assets, known_plugins, &mut files);
    findings.extend(source.into_findings());
    findings.sort();
    match found {
        Some((setup, pack, plugin_places)) if !findings.iter().any(Finding::is_error) => {
            Ok(Loaded { setup, pack, warnings: findings, files, text, plugin_places })
        }
        _ => {
            if !findings.iter().any(Finding::is_error) {
                let message = "it could not be resolved, and no finding says why";
                findings.push(Finding::of_file(path.display().to_string(), message, Some("please report this".into())));
            }
            Err(findings)
        }
    }
}

fn read_text(path: &Path, limit: u64, hint: &str, files: &mut Files) -> Result<String, Finding> {
    let name = path.display().to_string();
    let bytes = read_bounded(path, limit).map_err(|e| Finding::of_file(&name, e.to_string(), Some(hint.to_owned())))?;
    files.push((name.clone(), sha256_hex(&bytes)));
    let not_text = |e| Finding::of_file(&name, format!("it is not UTF-8 text ({e})"), Some("save it as UTF-8".into()));
    String::from_utf8(bytes).map_err(not_text)
}

/// The library of `scenarios/assets.toml`, then that of the scenario itself.
fn read_assets(roots: &Roots, dir: &Path, files: &mut Files, findings: &mut Vec<Finding>) -> AssetLibrary {
    let mut library = AssetLibrary::default();
    let own = dir.join("assets.toml");
    let shared = roots.scenarios.join("assets.toml");
    let missing = "restore it (git restore scenarios/assets.toml), or set SAREX_HOME";
    for path in [Some(shared), own.is_file().then_some(own)].into_iter().flatten() {
        match read_text(&path, ASSETS_BYTES, missing, files) {
            Ok(text) => {
                let source = Source::new(path.display().to_string(), &text);
                library.add(&source);
                findings.extend(source.into_findings());
            }
            Err(finding) => findings.push(finding),
        }
    }
    library
}

/// The lists of a scenario, not yet read.
struct Tables<'s> {
    cells: Vec<Table<'s>>,
    units: Vec<Table<'s>>,
    objects: Vec<Table<'s>>,
    lines: Vec<Table<'s>>,
    airspaces: Vec<Table<'s>>,
    objectives: Vec<Table<'s>>,
    traffic: Vec<Table<'s>>,
    plugins: Vec<Table<'s>>,
    serials: Vec<Table<'s>>,
    kinds: Vec<SerialKind>,
    communications: Option<Table<'s>>,
    channels: Vec<Table<'s>>,
}

impl<'s> Tables<'s> {
    fn of(root: &Table<'s>) -> Self {
        let (kinds, serials) = serials::tables(root);
        let communications = root.get("communications").and_then(|field| field.table("[communications]"));
        let channels = communications.as_ref().map(|table| table.tables("channel", "[[communications.channel]]"));
        Self {
            cells: root.tables("cell", "[[cell]]"),
            units: root.tables("unit", "[[unit]]"),
            objects: root.tables("object", "[[object]]"),
            lines: root.tables("line", "[[line]]"),
            airspaces: root.tables("airspace", "[[airspace]]"),
            objectives: root.tables("objective", "[[objective]]"),
            traffic: root.tables("traffic", "[[traffic]]"),
            plugins: root.tables("plugin", "[[plugin]]"),
            serials,
            kinds,
            communications,
            channels: channels.unwrap_or_default(),
        }
    }
}

/// What the cells do, and what they are graded on.
struct Plan {
    serials: Vec<Option<Serial>>,
    objectives: Vec<Option<Objective>>,
    patrol: Option<Patrol>,
}

fn resolve(
    source: &Source<'_>,
    dir: &Path,
    scenario: String,
    roots: &Roots,
    assets: AssetLibrary,
    known_plugins: &[String],
    files: &mut Files,
) -> Option<(Setup, MapPack, BTreeMap<String, PluginPlaces>)> {
    let document = source.parse();
    let root = Table::new(source, document.get_ref(), 0..0, "the scenario");
    let head = head(&root);
    let pack = open_map(&root, roots, files);
    let tables = Tables::of(&root);
    let context = context(source, pack, assets, known_plugins, &tables, &head);
    let cells: Vec<Cell> = tables.cells.iter().filter_map(|table| forces::cell(&context, table)).collect();
    let lines: Vec<_> = tables.lines.iter().map(|table| forces::line(&context, table)).collect();
    let airspaces: Vec<_> = tables.airspaces.iter().map(|table| forces::airspace(&context, table)).collect();
    let objects: Vec<_> = tables.objects.iter().map(|table| forces::object(&context, table)).collect();
    let numbered = (0u32..).zip(&tables.units);
    let mut drafts: Vec<_> =
        numbered.filter_map(|(number, table)| units::unit(&context, table, number, &cells)).collect();
    units::settle(&context, &mut drafts);
    let groups: Vec<_> = (0..).zip(&tables.traffic).map(|(n, table)| traffic::group(&context, table, n)).collect();
    let communications = talk::communications(&context, tables.communications.as_ref(), &tables.channels);
    let mut plan = plan(&context, &root, &tables, &cells, &drafts, &objects);

    // Everything has its place now: the box, the land and what lies in it.
    let area = ground::area(&context);
    let land = ground::land(&context, area);
    ground::check_places(&context, &land);
    ground::leave_berths(&context, &land, &mut drafts);
    settle_decks(&mut drafts);
    keep_ordered_afloat(&land, &drafts, &mut plan.serials);
    let lanes = lanes(&context, &groups, area, &land);
    let mut units: Vec<Unit> = drafts.into_iter().map(|draft| draft.unit).collect();
    let watched = plan.patrol.as_ref().map_or(&[][..], |patrol| &patrol.area);
    let waters = traffic::Waters { area, land: &land, lanes: &lanes, watched };
    for group in &groups {
        units.extend(traffic::ships(&context, group, head.seed.unwrap_or(1), &waters));
    }
    if units.len() > UNITS {
        source.error(0..0, format!("{} units with the traffic, at most {UNITS} are run", units.len()), None);
    }
    let policy = policy::policy(&context, &root, &cells, &units);
    plugins::judges(&context, &root);
    let places = plugins::describe(&context, &tables.plugins);
    let isolation = plugins::isolation(&root);
    let environment = read_environment(&context, &root, roots, files, area, &head, &objects);
    let lessons = lessons::read(&root, dir, files);
    root.finish();

    let setup = Setup {
        scenario,
        title: head.title?,
        area: root.get("area")?.value().as_str()?.to_owned(),
        start_unix_s: head.start_unix_s?,
        length_s: head.length_s?,
        seed: head.seed?,
        environment: environment?,
        land,
        lines: lines.into_iter().flatten().collect(),
        cells,
        units,
        objects: objects.into_iter().flatten().collect(),
        plugins: context.plugins.take(),
        isolation,
        serials: plan.serials.into_iter().flatten().collect(),
        objectives: plan.objectives.into_iter().flatten().collect(),
        patrol: plan.patrol,
        notes: context.notes.take(),
        communications,
        airspaces: airspaces.into_iter().flatten().collect(),
        policy,
        lessons,
    };
    Some((setup, context.pack?, places))
}

fn context<'s>(
    source: &'s Source<'s>,
    pack: Option<MapPack>,
    assets: AssetLibrary,
    known_plugins: &'s [String],
    tables: &Tables<'_>,
    head: &Head,
) -> Context<'s> {
    // Nothing refers to a traffic group, but two of one name would make two ships of one name.
    Ids::read("traffic group", &tables.traffic, UNITS);
    Ids::read("airspace", &tables.airspaces, LINES);
    Context {
        source,
        pack,
        assets,
        cells: Ids::read("cell", &tables.cells, CELLS),
        units: Ids::read("unit", &tables.units, UNITS),
        objects: Ids::read("object", &tables.objects, OBJECTS),
        lines: Ids::read("line", &tables.lines, LINES),
        serials: Ids::read("serial", &tables.serials, SERIALS),
        objectives: Ids::read("objective", &tables.objectives, OBJECTIVES),
        channels: Ids::read("channel", &tables.channels, CHANNELS),
        length_s: StdCell::new(head.length_s.unwrap_or(u64::MAX)),
        known_plugins,
        plugins: RefCell::default(),
        notes: RefCell::default(),
        placed: RefCell::default(),
        gazetteer: OnceCell::new(),
    }
}

fn plan(
    context: &Context<'_>,
    root: &Table<'_>,
    tables: &Tables<'_>,
    cells: &[Cell],
    drafts: &[units::Draft],
    objects: &[Option<SearchObject>],
) -> Plan {
    let mut units: Vec<Option<Unit>> = vec![None; tables.units.len()];
    for draft in drafts {
        units[draft.number as usize] = Some(draft.unit.clone());
    }
    let written = tables.serials.iter().zip(&tables.kinds);
    let serials: Vec<_> = written.map(|(table, kind)| serials::serial(context, table, *kind, cells, &units)).collect();
    let objectives = tables.objectives.iter().map(|table| goals::objective(context, table)).collect();
    let patrol = root.get("patrol").and_then(|field| field.table("[patrol]"));
    let patrol = patrol.and_then(|table| goals::patrol(context, &table));
    when::check_rings(context, &tables.serials, &serials);
    when::check_messages(context, &tables.serials, &serials);
    when::check_waits(context, &tables.serials, &serials);
    preflight::check_searches(context, &tables.serials, &serials, &units, objects, cells);
    preflight::check_roles(context, root, cells, !tables.objects.is_empty());
    for note in root.get("notes").map(|field| field.one_or_list()).unwrap_or_default() {
        if let Some(note) = note.text(TEXT_CHARS) {
            context.note(note);
        }
    }
    Plan { serials, objectives, patrol }
}

/// Units on a deck follow their carrier out of its berth.
fn settle_decks(drafts: &mut [units::Draft]) {
    let places: Vec<_> = drafts.iter().map(|draft| (draft.number, draft.unit.at)).collect();
    for draft in drafts.iter_mut().filter(|draft| draft.on_deck) {
        let Base::Deck(carrier) = draft.unit.base else { continue };
        if let Some((_, at)) = places.iter().find(|(number, _)| *number == carrier) {
            draft.unit.at = *at;
        }
    }
}

/// Moves ports in the orders of procedures to open water, for vessels.
fn keep_ordered_afloat(land: &LandMask, drafts: &[units::Draft], serials: &mut [Option<Serial>]) {
    for serial in serials.iter_mut().flatten() {
        let setup::Action::Order { unit, order } = &mut serial.action else { continue };
        let afloat = |draft: &units::Draft| draft.number == *unit && draft.unit.performance.class == Class::Vessel;
        if drafts.iter().any(afloat) {
            ground::keep_afloat(land, order);
        }
    }
}

fn lanes(context: &Context<'_>, groups: &[traffic::Group<'_, '_>], area: Bbox, land: &LandMask) -> Vec<traffic::Lane> {
    let wanted = groups.iter().any(traffic::Group::on_lanes);
    let Some(pack) = context.pack.as_ref().filter(|_| wanted) else { return Vec::new() };
    match pack.sea_lanes() {
        Ok(lines) => traffic::lanes(&lines, area, land),
        Err(error) => {
            context.source.error(0..0, error.to_string(), Some(error.remedy()));
            Vec::new()
        }
    }
}

fn read_environment(
    context: &Context<'_>,
    root: &Table<'_>,
    roots: &Roots,
    files: &mut Files,
    area: Bbox,
    head: &Head,
    objects: &[Option<SearchObject>],
) -> Option<setup::Environment> {
    let table = root.need("environment")?.table("[environment]")?;
    let pack = environment::open_pack(context, &roots.maps, &table);
    let starts = objects.iter().flatten().map(|object| object.released_s.min(object.last_known.time_s));
    let frame = Frame {
        pack: pack.as_ref(),
        area,
        start_unix_s: head.start_unix_s,
        span_s: (starts.min().unwrap_or(0).min(0), head.length_s.and_then(|s| i64::try_from(s).ok()).unwrap_or(0)),
    };
    let environment = environment::environment(context, &table, &frame);
    if let Some(pack) = &pack {
        let used = pack.manifest.files.iter().filter(|entry| context.source.text.contains(&entry.path));
        files.extend(used.map(|entry| (pack.dir.join(&entry.path).display().to_string(), entry.sha256.clone())));
    }
    environment
}
