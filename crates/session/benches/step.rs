//! What a second of exercise costs: the drill as shipped, and a thousand units driven by a plugin.
//!
//! `cargo bench -p sarex-session`. Read the figures as ratios of one run: the machine is shared.

use std::{path::PathBuf, sync::Arc};

use sarex_files::{roots::Roots, scenario::load_scenario};
use sarex_model::{
    field::FieldStack,
    land::LandMask,
    position::{Position, Vec2},
};
use sarex_plugin_host::{HostOptions, PluginHost, Profile};
use sarex_session::Runner;
use sarex_sim::setup::{Base, Cell, Environment, Order, PluginDecl, Role, RouteLeg, Setup, Text, Unit, World};

fn main() {
    divan::main();
}

fn roots() -> Roots {
    Roots::under(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."))
}

fn host(setup: &mut Setup, profile: Profile) -> PluginHost {
    let options = HostOptions { seed: setup.seed, profile, ..HostOptions::default() };
    let folder = roots().plugins;
    let files: Vec<_> =
        setup.plugins.iter().map(|p| sarex_plugin_host::find(&folder, &p.id).map_err(|f| (p.id.clone(), f))).collect();
    let (host, decls, _) = PluginHost::load(&files, &[], &options);
    setup.plugins = decls;
    host
}

fn drill() -> Setup {
    let roots = roots();
    let known: Vec<String> = sarex_plugin_host::discover(&roots.plugins).0.into_iter().map(|p| p.id).collect();
    let scenario = roots.scenarios.join("donghae-oki-raft");
    load_scenario(&scenario, &roots, &known).unwrap_or_else(|f| panic!("{f:?}")).setup
}

/// Ten minutes of the drill while everybody searches: 600 steps.
#[divan::bench(sample_count = 5)]
fn drill_600_steps(bencher: divan::Bencher) {
    let mut setup = drill();
    let plugins = host(&mut setup, Profile::Certified);
    let mut runner = Runner::new(Arc::new(setup), Box::new(plugins), None);
    steps(&mut runner, 3 * 3_600);
    bencher.counter(600_u32).bench_local(|| steps(&mut runner, 600));
}

fn steps(runner: &mut Runner, ticks: u64) {
    for _ in 0..ticks {
        runner.step(&[]).expect("no recording is written");
    }
}

/// One step with a thousand patrol vessels, each on its own round.
#[divan::bench(sample_count = 5, args = [Profile::Certified, Profile::Fast])]
fn thousand_units_100_steps(bencher: divan::Bencher, profile: Profile) {
    let mut setup = thousand();
    let plugins = host(&mut setup, profile);
    let mut runner = Runner::new(Arc::new(setup), Box::new(plugins), None);
    steps(&mut runner, 60);
    bencher.counter(100_u32).bench_local(|| steps(&mut runner, 100));
}

fn thousand() -> Setup {
    let drill = drill();
    let model = drill.units[0].clone();
    let unit = |n: u32| {
        let at = Position::new(34.0 + f64::from(n / 32) * 0.1, 129.0 + f64::from(n % 32) * 0.12);
        let leg = |east_m, north_m| RouteLeg {
            to: at.moved(Vec2 { east_m, north_m }),
            speed_mps: 0.0,
            alt_m: 0.0,
            searching: false,
        };
        Unit {
            id: format!("unit-{n}"),
            at,
            cell: Some(0),
            behaviour: Some(0),
            sensor: None,
            base: Base::Place(Position::new(33.0, 129.0)),
            order: Order::Patrol(vec![leg(0.0, 9_000.0), leg(9_000.0, 9_000.0), leg(9_000.0, 0.0), leg(0.0, 0.0)]),
            ..model.clone()
        }
    };
    let steady = |east_m, north_m| FieldStack { layers: vec![], fallback: Some(Vec2 { east_m, north_m }) };
    Setup {
        units: (0..1_000).map(unit).collect(),
        environment: Environment { wind: steady(4.0, 2.0), current: steady(0.3, 0.1), ..drill.environment.clone() },
        land: LandMask::empty(),
        cells: vec![Cell {
            id: "a".into(),
            name: Text::plain("a"),
            nation: String::new(),
            language: "en".into(),
            roles: vec![Role::Smc],
            policy: Default::default(),
        }],
        objects: vec![],
        serials: vec![],
        objectives: vec![],
        lines: vec![],
        plugins: vec![PluginDecl::new("patrol-vessel", World::VesselBehaviour)],
        ..drill
    }
}
