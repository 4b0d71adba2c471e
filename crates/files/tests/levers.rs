//! Levers of the exercise list are read, and what is wrong with one is told at its line.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use sarex_files::{finding::Finding, roots::Roots, scenario::load_scenario};
use sarex_model::{position::Position, units::to_nm};
use sarex_sim::{
    levers::{Change, Equipment, Fate, Lever},
    setup::{Action, Base},
};

/// The small scenario with one inject for each lever, at successive minutes.
fn load(levers: &[&str]) -> Result<Vec<Lever>, Vec<Finding>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = std::fs::read_to_string(root.join("tests/fixtures/small/scenario.toml")).unwrap();
    for (number, lever) in levers.iter().enumerate() {
        text += &format!("\n[[inject]]\nid = \"L-{number}\"\nat = \"{number}min\"\nlever = {lever}\n");
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("scenario.toml"), text).unwrap();
    let roots = Roots::under(root.ancestors().nth(2).unwrap());
    let plugins = ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns"].map(str::to_owned);
    let serials = load_scenario(dir.path(), &roots, &plugins)?.setup.serials;
    let lever = |action| if let Action::Lever(lever) = action { Some(lever) } else { None };
    Ok(serials.into_iter().filter_map(|serial| lever(serial.action)).collect())
}

#[test]
fn every_lever_can_be_written() {
    let levers = load(&[
        "{ fault = \"engine\", unit = \"kcg-3000\", left = 0.5 }",
        "{ repair = \"all\", unit = \"kcg-3000\" }",
        "{ cut = \"rcc-donghae\" }",
        "{ reconnect = \"rcc-donghae\" }",
        "{ close_port = \"RJOH\" }",
        "{ open_port = { deck_of = \"kcg-3000\" } }",
        "{ divert = \"jcg-helo\", to = \"36-00N 131-00E\" }",
        "{ jam = \"east\", at = \"36-00N 131-00E\", radius_nm = 30 }",
        "{ end_jam = \"east\" }",
        "{ withdraw = \"rcc-maizuru\" }",
        "{ rejoin = \"rcc-maizuru\" }",
        "{ offset = { wind_from_deg = 270, wind_kn = 10 } }",
        "{ tell_forecast = [\"rcc-donghae\"] }",
        "{ override = { unit = \"kcg-3000\", fuel = 0.25 }, reason = \"a leak\" }",
        "{ override = { object = \"raft\", person = 2, fate = \"recovered\", unit = \"jcg-ship\" }, reason = \"x\" }",
        "{ override = { object = \"raft\", found = true, by = \"rcc-donghae\" }, reason = \"x\" }",
    ])
    .unwrap_or_else(|f| panic!("{}", f.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    assert_eq!(levers.len(), 16);
    assert!(matches!(&levers[0], Lever::Fault(f) if f.equipment == Equipment::Engine && f.left == 0.5));
    assert!(
        matches!(levers[4], Lever::ClosePort(Base::Place(at)) if at.distance_m(Position::new(35.49, 133.24)) < 5_000.0)
    );
    assert!(matches!(&levers[7], Lever::Jam(jam) if (to_nm(jam.radius_m) - 30.0).abs() < 1e-9));
    let Lever::Offset(offset) = &levers[11] else { panic!("{:?}", levers[11]) };
    assert!((offset.wind.east_m - 5.144).abs() < 0.01 && offset.current.length() == 0.0, "a west wind blows east");
    assert!(matches!(
        &levers[14],
        Lever::Override { change: Change::Person { person: 1, fate: Fate::Recovered { .. }, .. }, .. }
    ));
}

#[test]
fn what_is_wrong_with_a_lever_is_told_at_its_line() {
    let cases = [
        ("{ fault = \"radr\", unit = \"kcg-3000\" }", "\"radr\" is not known"),
        ("{ fault = \"radar\", unit = \"kcg-3000\", left = 0.5 }", "only an engine"),
        ("{ fault = \"radar\" }", "has no `unit`"),
        ("{ cut = \"rcc-donghai\" }", "there is no cell"),
        ("{ }", "does nothing"),
        ("{ cut = \"rcc-donghae\", withdraw = \"rcc-maizuru\" }", "more than one thing"),
        ("{ jam = \"east\", at = \"36-00N 131-00E\", radius_nm = 3000 }", "must be from"),
        ("{ offset = { wind_kn = 10 } }", "has no `wind_from_deg`"),
        ("{ override = { unit = \"kcg-3000\", fuel = 0.2 } }", "has no `reason`"),
        ("{ override = { unit = \"kcg-3000\", fuel = 0.2, lost = true }, reason = \"x\" }", "sets one thing"),
        ("{ override = { object = \"raft\", person = 1, fate = \"drowned\" }, reason = \"x\" }", "is no fate"),
        ("{ end_jam = \"east\", left = 1 }", "has no key `left`"),
    ];
    for (lever, expected) in cases {
        let findings = load(&[lever]).expect_err(lever);
        let told = findings.iter().any(|f| f.line > 0 && f.message.contains(expected));
        assert!(told, "{lever}: {}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}
