//! The plugins that come with sarex: they give the same bytes however a batch is cut.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use fixture::{fleet, load, options, plugins_dir};
use sarex_plugin_host::{HostOptions, PluginFile, Profile, discover, find};
use sarex_sim::decision::{Batch, Decisions, Outcome};
use sarex_sim::setup::ParamKind;

fn behaviours() -> Vec<PluginFile> {
    let (files, findings) = discover(&plugins_dir());
    assert_eq!(findings, []);
    files.into_iter().filter(|file| file.manifest.plugin.world.contains("vessel-behaviour")).collect()
}

/// So many steps; the state goes round, the ships stand still.
fn run(file: &PluginFile, options: &HostOptions, ships: u32, steps: u64) -> Vec<Outcome> {
    let (mut host, decl, findings) = load(file.clone(), options);
    assert_eq!(findings, []);
    let mut batch = fleet(ships, decl.state_stride);
    let mut outcomes = Vec::new();
    for tick in 0..steps {
        batch.tick = tick;
        batch.time_s = tick as f64;
        let mut out = Outcome::default();
        assert_eq!(host.step(0, &batch, &mut out), []);
        batch.state.clone_from(&out.state);
        outcomes.push(out);
    }
    outcomes
}

#[test]
fn the_number_of_threads_and_the_profile_change_nothing() {
    for file in behaviours() {
        let one = run(&file, &options(1), 300, 5);
        assert_eq!(one, run(&file, &options(2), 300, 5), "{} on 2 threads", file.id);
        assert_eq!(one, run(&file, &options(5), 300, 5), "{} on 5 threads", file.id);
        let fast = HostOptions { profile: Profile::Fast, ..options(1) };
        assert_eq!(one, run(&file, &fast, 300, 5), "{} in the fast profile", file.id);
    }
}

/// Each ship alone gets what it gets in company.
#[test]
fn a_batch_may_be_cut_anywhere() {
    for file in behaviours() {
        let together = run(&file, &options(1), 40, 1).remove(0);
        let (mut host, decl, _) = load(file, &options(1));
        let whole = fleet(40, decl.state_stride);
        let stride = decl.state_stride as usize;
        for index in 0..whole.ships.len() {
            let alone = Batch {
                tick: 0,
                time_s: 0.0,
                ships: vec![whole.ships[index]],
                orders: vec![whole.orders[index]],
                state: vec![0; stride],
                ..whole.clone()
            };
            let mut out = Outcome::default();
            assert_eq!(host.step(0, &alone, &mut out), []);
            assert_eq!(out.helm[0], together.helm[index], "ship {index}");
            assert_eq!(out.state, together.state[index * stride..(index + 1) * stride], "ship {index}");
        }
    }
}

#[test]
fn a_damaged_cache_is_compiled_anew() {
    let cache = tempfile::TempDir::new().unwrap();
    let options = HostOptions { cache_dir: Some(cache.path().into()), ..HostOptions::default() };
    let file = find(&plugins_dir(), "patrol-vessel").unwrap();
    let first = run(&file, &options, 10, 1);
    let stored: Vec<_> = std::fs::read_dir(cache.path()).unwrap().flatten().map(|entry| entry.path()).collect();
    assert_eq!(stored.len(), 1);
    let whole = std::fs::read(&stored[0]).unwrap();
    for damaged in [&whole[..whole.len() / 2], b"", &[0; 5000]] {
        std::fs::write(&stored[0], damaged).unwrap();
        assert_eq!(run(&file, &options, 10, 1), first);
        assert_eq!(std::fs::read(&stored[0]).unwrap().len(), whole.len());
    }
}

#[test]
fn parameters_of_the_run_are_checked() {
    let file = find(&plugins_dir(), "patrol-vessel").unwrap();
    let load = |key: &str, value: f64| {
        let params = vec![vec![(key.to_string(), value)]];
        sarex_plugin_host::PluginHost::load(&[Ok(file.clone())], &params, &options(1)).2
    };
    assert_eq!(load("reserve_s", 600.0), []);
    assert!(load("reserv_s", 600.0)[0].hint.contains("did you mean `reserve_s`"));
    assert!(load("reserve_s", -5.0)[0].place.contains("plugin.toml:"));
}

/// Whoever draws a form gets what the manifest says, key by key.
#[test]
fn the_declaration_holds_the_parameters_of_the_manifest() {
    let file = find(&plugins_dir(), "iamsar-patterns").unwrap();
    let (_, decl, _) = load(file.clone(), &options(1));
    assert_eq!(decl.param_specs.len(), file.manifest.params.len());
    let of = |key: &str| decl.param_specs.iter().find(|spec| spec.key == key).unwrap();
    assert_eq!((of("orientation_deg").default, of("orientation_deg").max), (None, 360.0));
    assert_eq!((of("on_scene_s").default, of("on_scene_s").unit.as_str()), (Some(14_400.0), "s"));
    assert!(of("radius_m").help.contains("sector"));
    let sides = [(-1.0, "port"), (0.0, "either"), (1.0, "starboard")].map(|(number, name)| (number, name.to_owned()));
    assert_eq!(of("first_turn").kind, ParamKind::Choice(sides.to_vec()));
    assert_eq!((&of("compensate_drift").kind, &of("legs").kind), (&ParamKind::Switch, &ParamKind::Integer));
}
