//! What a scenario says of its plugins: pins, parameters, judges, sensors, isolation.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use sarex_files::finding::{Finding, Severity};
use sarex_files::roots::Roots;
use sarex_files::scenario::{Loaded, load_scenario};
use sarex_sim::setup::{Isolation, World};

const PINS: &str = "\n[[plugin]]\nid = \"patrol-vessel\"\nsha256 = \"PIN\"\nparams = { reserve_s = 600, strict = true }\n\
    \n[[plugin]]\nid = \"strict-judge\"\nparams = { mercy = 0.5 }\n";

fn pin() -> String {
    "0123456789abcdef".repeat(4)
}

/// The small scenario with a judge, a sensor model, isolation and `tables`, after one change.
fn load_with(tables: &str, (from, to): (&str, &str)) -> Result<Loaded, Vec<Finding>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/scenario.toml");
    let text = std::fs::read_to_string(fixture).unwrap();
    let text = text.replacen("seed = 7\n", "seed = 7\nisolation = \"per-cell\"\njudges = [\"strict-judge\"]\n", 1);
    let unit = "behaviour = { plugin = \"patrol-vessel\" }\n";
    let text = text.replacen(unit, &format!("{unit}sensor = {{ plugin = \"eye-model\" }}\n"), 1);
    let text = text + &tables.replace("PIN", &pin());
    assert!(text.contains(from), "{from}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scenario.toml"), text.replacen(from, to, 1)).unwrap();
    let known = ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns", "eye-model", "strict-judge"];
    load_scenario(folder.path(), &Roots::under(root), &known.map(str::to_owned))
}

#[test]
fn pins_parameters_judges_and_sensors_reach_the_setup() {
    let loaded = load_with(PINS, ("", "")).unwrap();
    let plugin = |id: &str| loaded.setup.plugins.iter().find(|plugin| plugin.id == id).unwrap();
    let patrol = plugin("patrol-vessel");
    assert_eq!(patrol.pin, Some(pin()));
    assert_eq!(patrol.params, [("reserve_s".to_owned(), 600.0), ("strict".to_owned(), 1.0)]);
    assert!(!patrol.pinned(), "nothing is known of the component yet");
    assert_eq!((plugin("strict-judge").world, plugin("strict-judge").pin.as_ref()), (World::ExerciseJudge, None));
    assert_eq!(plugin("iamsar-patterns").params, []);
    let sensor = loaded.setup.units[0].sensor.map(|number| &loaded.setup.plugins[number as usize]).unwrap();
    assert_eq!((sensor.id.as_str(), sensor.world), ("eye-model", World::SensorModel));
    assert_eq!(loaded.setup.units[1].sensor, None);
    assert_eq!(loaded.setup.isolation, Isolation::PerCell);
    let line = 1 + loaded.text.lines().position(|line| line.starts_with("sha256")).unwrap() as u32;
    assert_eq!(loaded.plugin_places["patrol-vessel"].pin, Some((line, 10)));
    assert_eq!(loaded.plugin_places["strict-judge"].pin, None);
    let plain = load_with("", ("isolation = \"per-cell\"\n", "")).unwrap();
    assert_eq!(plain.setup.isolation, Isolation::Pooled);
    assert!(plain.plugin_places.is_empty());
}

/// One change, one finding with its line, and the likely remedy.
#[track_caller]
fn check_refused(from: &str, to: &str, problem: &str, hint: &str) {
    let findings = load_with(PINS, (from, to)).map(|_| ()).unwrap_err();
    let errors: Vec<&Finding> = findings.iter().filter(|finding| finding.is_error()).collect();
    let told = errors
        .iter()
        .any(|f| f.line > 0 && f.message.contains(problem) && f.hint.as_deref().unwrap_or_default().contains(hint));
    assert!(told, "{problem} / {hint}: {errors:#?}");
}

#[test]
fn an_unknown_plugin_is_named_with_the_likely_one() {
    let like = "did you mean \"strict-judge\"?";
    check_refused("judges = [\"strict-judge\"]", "judges = [\"strict-jugde\"]", "no plugin \"strict-jugde\"", like);
    check_refused("id = \"strict-judge\"", "id = \"strict-juge\"", "no plugin \"strict-juge\"", like);
    let eye = "did you mean \"eye-model\"?";
    check_refused("plugin = \"eye-model\"", "plugin = \"eye-modell\"", "no plugin \"eye-modell\"", eye);
}

#[test]
fn an_unknown_isolation_is_named_with_the_likely_one() {
    check_refused(
        "\"per-cell\"",
        "\"per-cel\"",
        "\"per-cel\" is not known for `isolation`",
        "did you mean \"per-cell\"?",
    );
    check_refused("\"per-cell\"", "3", "`isolation` is a whole number", "\"pooled\"");
}

#[test]
fn a_wrong_hash_says_how_it_comes_about() {
    let command = "sarex plugin pin";
    check_refused(&pin(), "abc", "not 64 digits 0-9 a-f (it has 3 characters)", command);
    check_refused(&pin(), &"G".repeat(64), "not 64 digits", command);
    check_refused(&format!("\"{}\"", pin()), "12", "`sha256` is a whole number", command);
}

#[test]
fn wrong_tables_are_told() {
    check_refused("reserve_s = 600", "reserve_s = \"long\"", "`reserve_s` is no number", "true or false");
    check_refused("params = { mercy", "parms = { mercy", "[[plugin]] has no key `parms`", "did you mean \"params\"?");
    check_refused("id = \"strict-judge\"\nparams", "params", "[[plugin]] has no `id`", "");
    check_refused("id = \"strict-judge\"\n", "id = \"patrol-vessel\"\n", "has a table already", "one table");
    check_refused("id = \"strict-judge\"\n", "id = \"iamsar-patterns\"\n", "plans searches", "pattern = {");
    check_refused("judges = [\"strict-judge\"]", "judges = [\"patrol-vessel\"]", "exercise-judge", "one world");
    check_refused("plugin = \"eye-model\" }", "plugin = \"eye-model\", x = 1 }", "a sensor model has no key `x`", "");
}

#[test]
fn a_table_that_nothing_uses_is_a_warning() {
    let loaded = load_with(PINS, ("judges = [\"strict-judge\"]\n", "")).unwrap();
    let told = loaded.warnings.iter().find(|f| f.message.contains("nothing uses the plugin \"strict-judge\"")).unwrap();
    assert!(told.line > 0 && told.severity == Severity::Warning && told.hint.is_some());
}
