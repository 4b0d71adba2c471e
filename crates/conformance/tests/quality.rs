//! Scores of the first-party patterns and of planners made to fail.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;
use std::sync::OnceLock;

use sarex_conformance::quality::{self, Case, Options, Score, Textbook};
use sarex_model::position::Vec2;
use sarex_plugin_host::{HostOptions, PluginHost};
use sarex_sim::decision::{AssetPlan, Batch, Decisions, Fault, Outcome, PlannedLeg, PlannedSearch, SearchTask};

fn host(plugin: &str) -> PluginHost {
    let plugins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins");
    let file = sarex_plugin_host::find(&plugins, plugin).unwrap();
    // Compiled once for all tests of this file.
    let cache_dir = Some(Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled"));
    PluginHost::load(&[Ok(file)], &[], &HostOptions { cache_dir, ..HostOptions::default() }).0
}

fn options() -> Options {
    Options { cases: 40, ..Options::default() }
}

fn common() -> &'static (Vec<Case>, Textbook) {
    static COMMON: OnceLock<(Vec<Case>, Textbook)> = OnceLock::new();
    COMMON.get_or_init(|| {
        let cases = quality::cases(options().seed, options().cases);
        let textbook = Textbook::run(&mut host("iamsar-patterns"), 0, &cases, &options());
        (cases, textbook)
    })
}

fn score(planner: &mut dyn Decisions, pattern: &str, options: &Options) -> Score {
    let (cases, textbook) = common();
    quality::score(planner, 0, pattern, cases, textbook, options)
}

/// A planner that is a function.
struct Plans<F>(F);

impl<F: FnMut(&SearchTask) -> Result<PlannedSearch, String>> Decisions for Plans<F> {
    fn step(&mut self, _plugin: u32, _batch: &Batch, _out: &mut Outcome) -> Vec<Fault> {
        Vec::new()
    }

    fn plan(&mut self, _plugin: u32, task: &SearchTask) -> Result<PlannedSearch, String> {
        (self.0)(task)
    }
}

/// Every unit runs the same legs from a place.
fn legs(task: &SearchTask, commence: Vec2, to: &[Vec2]) -> PlannedSearch {
    let part = |asset: &sarex_sim::decision::SearchAsset| AssetPlan {
        asset: asset.id,
        commence,
        legs: to
            .iter()
            .map(|to| PlannedLeg { to: *to, speed_mps: asset.search_mps, alt_m: 0.0, sensor_on: true })
            .collect(),
        spacing_m: 0.0,
        area: Vec::new(),
    };
    PlannedSearch { name: "test".into(), assets: task.assets.iter().map(part).collect(), note: String::new() }
}

#[test]
fn a_score_is_the_same_again_and_on_any_number_of_threads() {
    let first = score(&mut host("iamsar-patterns"), "parallel-track", &options());
    let again = score(&mut host("iamsar-patterns"), "parallel-track", &Options { threads: 7, ..options() });
    assert_eq!(first, again);
}

#[test]
fn parallel_tracks_of_the_first_party_find_a_sane_share() {
    let score = score(&mut host("iamsar-patterns"), "parallel-track", &options());
    println!("{score}");
    assert_eq!(score.planned, 40);
    assert!((0.2..0.8).contains(&score.pos.mean), "{score}");
    assert!((0.3..0.95).contains(&score.pod.mean) && score.pod.mean > score.pos.mean, "{score}");
    // Against itself there is no difference.
    let itself = score.textbook.iter().find(|other| other.pattern == "parallel-track").unwrap();
    assert_eq!((itself.difference.mean, itself.better), (0.0, 0));
}

#[test]
fn one_leg_far_away_is_worse_than_every_textbook_pattern() {
    let far = |task: &SearchTask| {
        let out = Vec2::new(10.0 * task.error_radius_m, 0.0);
        Ok(legs(task, out, &[out + Vec2::new(5_000.0, 0.0)]))
    };
    let score = score(&mut Plans(far), "x", &options());
    for textbook in &score.textbook {
        assert!(textbook.difference.mean + textbook.difference.half_95 < 0.0, "{score}");
        assert_eq!(textbook.better, 0, "{score}");
    }
}

#[test]
fn a_plan_that_cannot_come_home_is_counted() {
    let long = |task: &SearchTask| {
        let reach_m = task.assets[0].endurance_s * task.assets[0].search_mps;
        Ok(legs(task, Vec2::ZERO, &[Vec2::new(reach_m, 0.0), Vec2::ZERO]))
    };
    let score = score(&mut Plans(long), "x", &options());
    assert_eq!((score.over_endurance_plans, score.broke_off_plans), (40, 40), "{score}");
    assert!(score.remarks().iter().any(|remark| remark.contains("cannot come home")), "{score}");
}

#[test]
fn a_planner_that_always_refuses_is_told_why_and_not_scored() {
    let refuse = |_: &SearchTask| Err("wrong input: nothing suits me".to_owned());
    let score = score(&mut Plans(refuse), "x", &options());
    assert_eq!(score.planned, 0);
    assert_eq!(score.to_string(), "x: no plan in any of 40 cases: wrong input: nothing suits me");
    assert_eq!(score.no_plan[0].cases, 40);
}

#[test]
fn a_planner_for_one_unit_is_asked_with_one() {
    let alone = |task: &SearchTask| match task.assets.len() {
        1 => Ok(legs(task, Vec2::ZERO, &[Vec2::new(task.error_radius_m, 0.0)])),
        count => Err(format!("one unit only, not {count}")),
    };
    let score = score(&mut Plans(alone), "x", &options());
    assert_eq!(score.planned, 40);
    assert!(score.with_fewer_units > 10 && score.fewer_units.len() == 1, "{score}");
}

#[test]
fn a_planner_that_asks_for_a_track_is_given_one() {
    let score = score(&mut host("iamsar-patterns"), "track-line", &options());
    assert_eq!(score.planned, 40, "{score}");
}

#[test]
fn a_first_party_vessel_arrives_and_keeps_clear() {
    let plugins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins");
    let file = sarex_plugin_host::find(&plugins, "patrol-vessel").unwrap();
    let (mut host, decls, _) = PluginHost::load(&[Ok(file)], &[], &HostOptions::default());
    let score = quality::behaviour(&mut host, 0, &decls[0], 1);
    for encounter in &score.encounters {
        assert_eq!((encounter.arrived, encounter.runs), (10, 10), "{score}");
    }
    let head_on = score.encounters.iter().find(|e| e.situation == quality::Situation::HeadOn).unwrap();
    assert_eq!(head_on.too_close, 0, "{score}");
    assert_eq!((score.clamped, score.faults), (0, 0), "{score}");
}

/// Full speed on the first heading, whoever is in the way, and faster than the vessel is.
struct Blind;

impl Decisions for Blind {
    fn step(&mut self, _plugin: u32, batch: &Batch, out: &mut Outcome) -> Vec<Fault> {
        let helm = |ship: &sarex_sim::decision::OwnShip| sarex_sim::decision::Helm {
            heading_deg: ship.heading_deg,
            speed_mps: 2.0 * ship.max_speed_mps,
            ..Default::default()
        };
        out.helm = batch.ships.iter().map(helm).collect();
        out.state.clone_from(&batch.state);
        Vec::new()
    }

    fn plan(&mut self, _plugin: u32, _task: &SearchTask) -> Result<PlannedSearch, String> {
        Err("plans nothing".into())
    }
}

#[test]
fn a_blind_behaviour_is_told_so() {
    let decl = sarex_sim::setup::PluginDecl::new("blind", sarex_sim::setup::World::VesselBehaviour);
    let score = quality::behaviour(&mut Blind, 0, &decl, 1);
    let head_on = score.encounters.iter().find(|e| e.situation == quality::Situation::HeadOn).unwrap();
    assert_eq!(head_on.too_close, 10, "{score}");
    assert_eq!(score.clamped, score.decisions, "{score}");
}
