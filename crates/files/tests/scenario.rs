//! Scenarios: a good one resolves, a broken one tells every fault at its line.

#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use sarex_files::finding::Finding;
use sarex_files::roots::Roots;
use sarex_files::scenario::{Loaded, load_scenario};
use sarex_model::position::Position;
use sarex_model::units::to_nm;
use sarex_sim::setup::{Action, Base, Measure, Order, Split, When, World};
use sarex_sim::talk::{Body, Kind, Party};

fn roots() -> Roots {
    Roots::under(Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap())
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn plugins() -> Vec<String> {
    ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns"].map(str::to_owned).to_vec()
}

fn load(name: &str) -> Result<Loaded, Vec<Finding>> {
    load_scenario(&fixture(name), &roots(), &plugins())
}

#[track_caller]
fn load_small() -> Loaded {
    load("small").unwrap_or_else(|findings| {
        panic!("{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    })
}

#[test]
fn a_scenario_resolves_into_numbers_and_si_units() {
    let begin = Instant::now();
    let loaded = load_small();
    println!("loaded in {:?}, {} warnings", begin.elapsed(), loaded.warnings.len());
    for warning in &loaded.warnings {
        println!("{warning}");
    }
    let setup = &loaded.setup;
    for note in &setup.notes {
        println!("note: {note}");
    }
    assert_eq!(setup.scenario, "small");
    assert_eq!((setup.length_s, setup.seed, setup.start_unix_s), (36_000, 7, 1_623_369_600));
    assert_eq!(setup.units.len(), 4 + 12 + 8);
    assert_eq!(setup.units[1].base, Base::Deck(0));
    assert_eq!(setup.units[1].at, setup.units[0].at);
    assert!(matches!(&setup.units[0].order, Order::Patrol(legs) if legs.len() == 2));
    assert!((setup.units[0].performance.cruise_mps - 9.26).abs() < 0.01);
    let worlds: Vec<(&str, World)> = setup.plugins.iter().map(|p| (p.id.as_str(), p.world)).collect();
    assert_eq!(worlds[0], ("patrol-vessel", World::VesselBehaviour));
    assert_eq!(worlds[3], ("iamsar-patterns", World::SearchPattern));
    assert_eq!(setup.objects[0].released_s, -14_400);
    assert!((to_nm(setup.objects[0].last_known.error_m) - 5.0).abs() < 1e-9);
    assert_eq!(
        setup.serials.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(),
        ["I-01", "P-01", "P-02", "P-03", "P-04", "P-05", "I-02", "I-03"]
    );
    assert_eq!(setup.serials[2].when, When::After { serial: 1, delay_s: 600 });
    assert_eq!(setup.serials[5].when, When::NotFoundAfter { serial: 2, delay_s: 14_400 });
    assert!(
        matches!(&setup.serials[2].action, Action::Search(s) if s.split == Some(Split::LeftOf(0)) && s.units == [0, 1])
    );
    assert!(setup.serials[1].default_procedure && !setup.serials[0].default_procedure);
    assert_eq!(setup.objectives[0].measure, Measure::Between(0, 1));
    assert_eq!((setup.objectives[0].pass, setup.objectives[1].pass), (1_200.0, 0.9));
    assert!(loaded.files.len() > 15 && loaded.files.iter().all(|(_, sha)| sha.len() == 64));
}

#[test]
fn the_environment_covers_the_exercise_and_what_came_before() {
    let setup = load_small().setup;
    for object in &setup.objects {
        for time in [object.released_s as f64, 0.0, setup.length_s as f64] {
            assert!(setup.environment.wind.layers[0].at(object.at, time).is_ok());
            assert!(setup.environment.current.at(object.at, time).is_ok());
        }
    }
    // Late spring to summer between Korea and Japan.
    assert!((14.0..24.0).contains(&setup.environment.sea_temperature_c), "{}", setup.environment.sea_temperature_c);
    assert!((0.1..3.0).contains(&setup.environment.wave_height_m));
    assert!(setup.notes.iter().any(|note| note.starts_with("stand-in data: wind of 2016-11-20T00:00:00Z")));
}

#[test]
fn nothing_afloat_stands_on_land_and_no_ship_has_a_real_name() {
    let setup = load_small().setup;
    for unit in &setup.units {
        let afloat = unit.performance.class == sarex_sim::setup::Class::Vessel;
        assert!(!afloat || !setup.land.is_land(unit.at), "{} at {}", unit.id, unit.at);
        if unit.cell.is_none() {
            assert!(unit.name.en.starts_with("EX-") && unit.nation.is_empty());
            let Order::Patrol(legs) = &unit.order else { panic!("{} does not move", unit.id) };
            let mut from = unit.at;
            for leg in legs {
                assert_eq!(setup.land.segment_crosses(from, leg.to), None, "{}", unit.id);
                from = leg.to;
            }
        }
    }
    let dark: Vec<Position> = setup.units.iter().filter(|u| u.cell.is_none() && !u.ais).map(|u| u.at).collect();
    assert_eq!(dark.len(), 3);
    // The patrol of the fixture is a box.
    let watched = |at: &&Position| (35.8..36.6).contains(&at.lat_deg) && (130.3..131.1).contains(&at.lon_deg);
    assert_eq!(dark.iter().filter(watched).count(), 3, "{dark:?}");
    assert_eq!(load_small().setup.units, setup.units, "traffic is placed by the seed");
}

/// Each line of the broken fixture with a fault, a part of the message, and a part of the hint.
const FAULTS: [(u32, &str, &str); 23] = [
    (6, "\"ten hours\" is no duration", ""),
    (7, "has no key `sed`", "did you mean \"seed\"?"),
    (10, "the exercise begins", "shift_times = true"),
    (11, "maps/environment has no file", "did you mean \"wind/gfs_wind10m_20161120-22_eastasia.nc\"?"),
    (12, "`visibility_nm` is a text, a number is wanted", ""),
    (18, "\"SCM\" is not known for `roles`", "did you mean \"SMC\"?"),
    (26, "no leeway class \"LIFE-RAFT-DB-1O\"", "LIFE-RAFT-DB-10"),
    (28, "", "36-02.5N"),
    (33, "no asset \"kcg-300\"", "did you mean \"kcg-3000\"?"),
    (40, "no cell \"rcx\"", "did you mean \"rcc\"?"),
    (42, "no fuel", "full tanks"),
    (43, "no plugin \"patrol-vesel\"", "did you mean \"patrol-vessel\"?"),
    (49, "needs a base", "deck_of"),
    (52, "the unit \"helo\" is already there, in line 46", ""),
    (55, "no place \"Pohangg\"", "did you mean \"Pohang\"?"),
    (66, "no cell \"rccc\"", "did you mean \"rcc\"?"),
    (70, "never due: P-01 -> P-02", "at = "),
    (83, "no serial \"P-09\"", "did you mean \"P-0"),
    (91, "cannot reach the search", "more endurance"),
    (99, "no serial \"P-77\"", "P-0"),
    (100, "no mark to pass", "<= 20min"),
    (106, "no mark to pass", ">= 0.9"),
    (41, "is on land", ""),
];

#[test]
fn a_broken_scenario_tells_every_fault_with_line_and_hint() {
    let findings = load("broken").unwrap_err();
    let all = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    println!("{all}");
    for (line, message, hint) in FAULTS {
        let told = findings.iter().any(|f| {
            f.line == line
                && f.column > 0
                && f.message.contains(message)
                && f.hint.as_deref().unwrap_or_default().contains(hint)
        });
        assert!(told, "line {line}: {message} / {hint}\n{all}");
    }
    assert!(findings.iter().all(|f| f.file.ends_with("scenario.toml")));
}

#[test]
fn a_folder_without_a_scenario_is_told_as_such() {
    let findings = load("nothing-here").unwrap_err();
    assert!(findings[0].hint.is_some() && findings[0].line == 0, "{}", findings[0]);
}

/// The fixture with parts cut out or doubled, as editors and merges leave it: findings, never a panic.
#[test]
fn a_mangled_scenario_never_panics() {
    let text = std::fs::read_to_string(fixture("small/scenario.toml")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let dir = tempfile::tempdir().unwrap();
    for n in 0..lines.len() {
        // Every line once left out, with a different mangling of another one. The map is taken away: loading it is not the point.
        let mut mangled: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let area = mangled.iter().position(|line| line.starts_with("area = \"east-asia\"")).unwrap();
        mangled[area] = "area = \"none\"".into();
        mangled.remove(n);
        let other = (n * 37) % mangled.len();
        let cut = mangled[other].chars().count() / 2;
        mangled[other] = mangled[other].chars().skip(cut * (n % 2)).take(cut).collect();
        std::fs::write(dir.path().join("scenario.toml"), mangled.join("\n")).unwrap();
        let findings = load_scenario(dir.path(), &roots(), &plugins()).unwrap_err();
        assert!(findings.iter().any(Finding::is_error));
    }
}

#[test]
fn the_shipped_asset_library_is_sound_and_every_figure_has_a_source() {
    let path = roots().scenarios.join("assets.toml");
    let (library, findings) =
        sarex_files::assets::AssetLibrary::parse("assets.toml", &std::fs::read_to_string(path).unwrap());
    assert!(findings.is_empty(), "{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    assert!(library.ids().count() >= 30);
    for id in library.ids() {
        let asset = library.get(id).unwrap();
        assert_eq!(asset.performance.sources.len(), 17, "{id}");
        assert!(asset.name.ko.is_some() && asset.name.ja.is_some(), "{id}");
    }
    let s92 = &library.get("kcg-s92").unwrap().performance;
    assert_eq!((s92.endurance_s, s92.survivor_capacity), (20_700.0, 12));
}

/// The small scenario with more at its end, in a folder of its own.
fn with(more: &str) -> Result<Loaded, Vec<Finding>> {
    let text = std::fs::read_to_string(fixture("small/scenario.toml")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("scenario.toml"), format!("{text}\n{more}")).unwrap();
    load_scenario(dir.path(), &roots(), &plugins())
}

#[test]
fn structured_messages_and_communications_resolve_into_numbers_and_si_units() {
    let loaded = with(
        r#"
[[inject]]
id = "M-01"
at = "1h"
from = "rcc-donghae"
to = ["rcc-maizuru"]
channel = "vhf-16"
answers = "datum"
[inject.body.sitrep]
form = "short"
number = 2
precedence = "distress"
casualty = { object = "raft", name = "Seiryo Maru", mmsi = 431000123 }
position = { kind = "last-known", at = "36-05N 131-06E", time = "-4h", error_nm = 5 }
situation = { phrases = ["search-under-way"], text = { en = "Haze", ja = "もや" } }
coordinator = "rcc-donghae"
weather = { wind_kn = 10, visibility_nm = 4 }
deeds = [{ unit = "jcg-helo", activity = "on-scene" }]
coordination = { osc = { unit = "kcg-3000" } }

[[procedure]]
id = "M-02"
after = "M-01"
from = "rcc-maizuru"
to = ["rcc-donghae"]
fill = "handover"

[communications]
read_by_people = ["rcc-maizuru"]
[[communications.channel]]
id = "telex"
carrier = "line"
delay = "2min"
[[communications.channel]]
id = "vhf-16"
name = "VHF 16"
carrier = "vhf"
range_nm = 40
mishear = 0.1
[[communications.station]]
cell = "rcc-donghae"
at = "36-00N 129-25E"
[[communications.link]]
between = ["rcc-donghae", "rcc-maizuru"]
channel = "vhf-16"
loss = 0.25
interpret = "3min"
"#,
    )
    .unwrap_or_else(|findings| panic!("{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    let setup = &loaded.setup;
    let draft = |id: &str| match &setup.serials.iter().find(|s| s.id == id).unwrap().action {
        Action::Message(draft) => draft.clone(),
        other => panic!("{other:?}"),
    };
    let sent = draft("M-01");
    assert_eq!((sent.kind.as_str(), sent.channel, sent.answers.as_str()), ("sitrep", 1, "datum"));
    let Body::Sitrep(sitrep) = &sent.body else { panic!("a SITREP") };
    assert_eq!((sitrep.casualty.object, sitrep.coordinator, sitrep.deeds[0].unit), (Some(0), Some(0), Some(3)));
    assert_eq!(sitrep.coordination.osc, Some(Party::Unit(0)));
    assert_eq!((sitrep.position.time_s, sitrep.position.error_m), (Some(-14_400), Some(5.0 * 1852.0)));
    assert!((sitrep.weather.wind_mps.unwrap() - 5.144).abs() < 0.001);
    assert_eq!(sitrep.situation.text.as_ref().map(|text| text.get("ja")), Some("もや"));
    assert_eq!((draft("M-02").fill, draft("M-02").kind.as_str()), (Some(Kind::HandOver), "handover"));
    let communications = &setup.communications;
    assert_eq!((communications.channels.len(), communications.people.as_slice()), (2, &[1][..]));
    assert_eq!(communications.channels[0].quality.delay_s, Some(120));
    assert_eq!(communications.channels[1].range_m, Some(40.0 * 1852.0));
    let link = &communications.links[0];
    assert_eq!((link.link.channel, link.link.a, link.link.b), (Some(1), Some(0), Some(1)));
    assert_eq!((link.quality.loss, link.quality.interpret_s), (Some(0.25), Some(180)));
    assert!(setup.notes.iter().any(|note| note.contains("antennas")), "the assumed height is noted");
}

#[test]
fn a_faulty_message_tells_every_fault() {
    let findings = with(
        r#"
[[inject]]
id = "M-01"
at = "1h"
to = ["rcc-maizuru"]
channel = "vhf-61"
[inject.body.sitrep]
coordinator = "rcc-donghea"
position = { at = "36-99N 131-06E", time = "yesterday" }

[[inject]]
id = "M-02"
at = "1h"
to = ["rcc-maizuru"]
body = { sitrep = { situatoin = {} } }

[[inject]]
id = "M-03"
at = "1h"
to = ["rcc-maizuru"]
body = { tasking = { task = "serch" } }
fill = "siterp-long"

[communications]
read_by_peeple = []
[[communications.channel]]
id = "vhf-16"
carrier = "pigeon"
loss = 2
[[communications.link]]
between = ["control"]
"#,
    )
    .unwrap_err();
    let all = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    println!("{all}");
    for wanted in [
        "there is no channel \"vhf-61\"",
        "there is no cell \"rcc-donghea\"",
        "\"yesterday\" is no duration",
        "unknown field `situatoin`",
        "unknown variant `serch`",
        "\"siterp-long\" is not known",
        "`fill` writes the body, and `body` does too",
        "has no key `read_by_peeple`",
        "\"pigeon\" is not known",
        "`loss` must be from 0 to 1",
        "says nothing of its quality",
    ] {
        assert!(all.contains(wanted), "wanted {wanted:?} in\n{all}");
    }
}
