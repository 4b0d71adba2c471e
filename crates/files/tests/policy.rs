//! Rights, rules of release, names and masks in a scenario: read, and every fault told at its line.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use sarex_files::finding::Finding;
use sarex_files::roots::Roots;
use sarex_files::scenario::{Loaded, load_scenario, read_changes};
use sarex_sim::cells::sharing::{Kind, Release};
use sarex_sim::cells::{self, Right};
use sarex_sim::command::Ask;

/// The small scenario with keys added to a cell and tables added at its end.
fn load(cell: &str, top: &str, tables: &str) -> Result<Loaded, Vec<Finding>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let small = std::fs::read_to_string(here.join("tests/fixtures/small/scenario.toml")).unwrap();
    let text = small.replacen("seed = 7\n", &format!("seed = 7\n{top}\n"), 1).replacen(
        "roles = [\"SMC\"]\n",
        &format!("roles = [\"SMC\"]\n{cell}\n"),
        1,
    ) + tables;
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("scenario.toml"), text).unwrap();
    let roots = Roots::under(here.ancestors().nth(2).unwrap());
    let plugins = ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns"].map(str::to_owned);
    load_scenario(dir.path(), &roots, &plugins)
}

const GOOD: &str = r#"
[[release]]
id = "R-1"
from = "rcc-donghae"
to = ["rcc-maizuru"]
what = ["positions", "plans"]
units = ["kcg-3000"]
area = ["37-00N 129-00E", "37-00N 131-00E", "35-00N 131-00E", "35-00N 129-00E"]
after = "30min"
release = "always"

[[release]]
id = "R-2"
from = "rcc-maizuru"
what = "fuel"
release = "withhold"

[[place]]
id = "sea"
at = "38-00N 134-00E"
name = "exercise sea area"
seen_as = { rcc-donghae = { en = "East Sea", ko = "동해" }, rcc-maizuru = { en = "Sea of Japan", ja = "日本海" } }
replaces = ["Sea of Japan", "East Sea"]

[[mask]]
id = "M-1"
area = ["37-20N 131-40E", "37-20N 132-00E", "37-10N 131-50E"]
label = "not shown in this exercise"
cells = ["control"]
"#;

#[test]
fn rights_rules_and_names_resolve_and_none_is_the_neutral_default() {
    let cell = "grant = [\"move-lines\"]\nwithhold = [\"coordinate\"]\nunits_of_measure = \"metric\"\n\
                responsible_for = [\"38-00N 130-00E\", \"38-00N 132-00E\", \"35-00N 131-00E\"]";
    let show = |findings: Vec<Finding>| findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let setup = load(cell, "coordinator = \"rcc-maizuru\"", GOOD).map_err(show).unwrap().setup;
    assert!(setup.cells[0].has(Right::MoveLines) && !setup.cells[0].has(Right::Coordinate));
    assert!(setup.cells[0].policy.metric && setup.cells[0].policy.area.len() == 3);
    assert_eq!(setup.policy.coordinator, Some(1));
    let [one, two] = &setup.policy.release[..] else { panic!("{:?}", setup.policy.release) };
    assert_eq!((one.from, &one.to[..], &one.units[..], one.after_s), (0, &[1][..], &[0][..], 1_800));
    assert_eq!(
        (&one.kinds[..], one.release, one.area.len()),
        (&[Kind::Positions, Kind::Plans][..], Release::Always, 4)
    );
    assert_eq!((two.from, &two.kinds[..], two.release), (1, &[Kind::Fuel][..], Release::Withhold));
    let read = |cell| setup.policy.names.places_of(cell)[0].name.get("ko").to_owned();
    assert_eq!((read(0), read(1), read(2)), ("동해".into(), "Sea of Japan".into(), "exercise sea area".into()));
    assert_eq!((setup.policy.names.masks_of(0).len(), setup.policy.names.masks_of(2).len()), (0, 1));
    let neutral = load("", "", "").map_err(show).unwrap().setup;
    assert_eq!(neutral.policy, Default::default());
    assert_eq!(neutral.cells[0].policy, Default::default());
}

/// What is wrong, a part of the message, and a part of the hint.
const FAULTS: [(&str, &str, &str); 11] = [
    ("grant = [\"move-line\"]", "\"move-line\" is not known for `grant`", "did you mean \"move-lines\"?"),
    ("both granted", "both granted and withheld: override", "one of the two"),
    ("from", "no cell \"rcc-dongha\"", "did you mean \"rcc-donghae\"?"),
    ("what", "\"position\" is not known for `what`", "did you mean \"positions\"?"),
    ("units", "not one of that cell", "rule of the other cell"),
    ("area", "`area` has 2 points", ""),
    ("after", "held back at most 12 h", "withhold it instead"),
    ("release", "[[release]] has no `release`", "\"withhold\", \"when-told\" or \"always\""),
    ("twice", "rule of release \"R-1\" is already there", "another id"),
    ("seen_as", "no cell \"rcc-maizru\"", "did you mean \"rcc-maizuru\"?"),
    ("mask", "[[mask]] has no key `cell`", "did you mean \"cells\"?"),
];

#[test]
fn every_fault_is_told_at_its_line_with_a_hint() {
    let bad = r#"
[[release]]
id = "R-1"
from = "rcc-dongha"
what = ["position"]
area = ["37-00N 129-00E", "37-00N 131-00E"]
after = "13h"
release = "always"

[[release]]
id = "R-1"
from = "rcc-maizuru"
units = ["kcg-3000"]

[[place]]
id = "sea"
at = "38-00N 134-00E"
name = "exercise sea area"
seen_as = { rcc-maizru = "x" }

[[mask]]
id = "M-1"
area = ["37-20N 131-40E", "37-20N 132-00E", "37-10N 131-50E"]
cell = ["control"]
"#;
    let cell = "grant = [\"move-line\", \"override\"]\nwithhold = [\"override\"]";
    let findings = load(cell, "", bad).unwrap_err();
    let all = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for (what, message, hint) in FAULTS {
        let told = findings
            .iter()
            .any(|f| f.line > 0 && f.message.contains(message) && f.hint.as_deref().unwrap_or_default().contains(hint));
        assert!(told, "{what}: {message} / {hint}\n{all}");
    }
    let findings = load("withhold = [\"coordinate\"]", "coordinator = \"rcc-donghae\"", "").unwrap_err();
    assert!(findings.iter().any(|f| f.message.contains("the coordinator rcc-donghae has no right")), "{findings:?}");
}

#[test]
fn a_branch_moves_an_exercise_line() {
    let setup = load("", "", "").unwrap().setup;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("other.toml");
    let read = |line: &str| {
        let to = "[\"37-00N 131-00E\", \"36-00N 130-30E\"]";
        let text =
            format!("[[command]]\nat = \"1h\"\nmove_line = {{ line = \"{line}\", to = {to}, reason = \"r\" }}\n");
        std::fs::write(&file, text).unwrap();
        read_changes(&file, &setup, None)
    };
    let changes = read("split").unwrap();
    let Ask::Cells(cells::Ask::MoveLine { line: 0, points, reason }) = &changes[0].1.action else {
        panic!("{changes:?}")
    };
    assert_eq!((changes[0].0, points.len(), reason.as_str()), (Some(3_600), 2, "r"));
    let two = "[[command]]\nfire = \"I-01\"\nmove_line = { line = \"split\", to = [\"37-00N 131-00E\", \"36-00N 130-30E\"] }\n";
    std::fs::write(&file, two).unwrap();
    let findings = read_changes(&file, &setup, None).unwrap_err();
    assert!(findings.iter().any(|f| f.message.contains("move_line")), "one of two is not dropped: {findings:?}");
    let findings = read("splt").unwrap_err();
    assert!(
        findings[0].message.contains("splt") && findings[0].hint.as_ref().unwrap().contains("split"),
        "{findings:?}"
    );
}
