//! What a shard costs beside its runs: `cargo bench -p sarex-campaign`.
#![allow(clippy::unwrap_used, reason = "a benchmark may unwrap")]

use std::path::{Path, PathBuf};

use divan::Bencher;
use sarex_campaign::{
    design::draws,
    job::Job,
    plan::{Plan, Wanted, make},
    shard,
};
use sarex_files::{campaign::read_design, roots::Roots};

fn main() {
    divan::main();
}

/// The shipped division of the raft drill, planned into a folder that goes with it.
struct Planned {
    folder: tempfile::TempDir,
    plan: Plan,
}

impl Planned {
    fn new(runs: u64, until_s: u64) -> Self {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let scenario: PathBuf = home.join("scenarios/donghae-oki-raft");
        let design = read_design(&scenario.join("splits.toml")).unwrap();
        let wanted = Wanted {
            scenario,
            design,
            runs,
            first_seed: 1,
            runs_per_shard: Some(10),
            until_s: Some(until_s),
            tournament: None,
        };
        let folder = tempfile::tempdir().unwrap();
        let plan = make(&Roots::under(&home), &wanted, folder.path()).unwrap();
        Self { folder, plan }
    }
}

/// Ten runs of one second: what is spent on setups, plugins, summary and part rather than on the exercise.
#[divan::bench]
fn shard_of_ten_shortest_runs(bencher: Bencher<'_, '_>) {
    let planned = Planned::new(10, 1);
    bencher.bench_local(|| {
        let _ = std::fs::remove_dir_all(planned.folder.path().join("parts"));
        shard::guarded(planned.folder.path(), 0).unwrap().unwrap()
    });
}

/// Ten runs of the first half hour of the drill.
#[divan::bench(sample_count = 10)]
fn shard_of_ten_half_hours(bencher: Bencher<'_, '_>) {
    let planned = Planned::new(10, 1_800);
    bencher.bench_local(|| {
        let _ = std::fs::remove_dir_all(planned.folder.path().join("parts"));
        shard::guarded(planned.folder.path(), 0).unwrap().unwrap()
    });
}

/// What is missing of 2,000 shards: asked four times a second while a campaign runs.
#[divan::bench]
fn missing_of_two_thousand_shards(bencher: Bencher<'_, '_>) {
    let planned = Planned::new(10_000, 1);
    let job = Job::Campaign(planned.plan.clone());
    bencher.bench_local(|| job.missing(planned.folder.path()).len());
}

/// A setup read, copied and drawn into.
#[divan::bench]
fn setup_of_a_run(bencher: Bencher<'_, '_>) {
    let planned = Planned::new(10, 1);
    let setup = planned.plan.setup(planned.folder.path(), 0).unwrap();
    let mut seed = 0;
    bencher.bench_local(|| {
        seed += 1;
        let mut setup = setup.clone();
        draws::apply(&mut setup, &planned.plan.design.draws, seed).unwrap()
    });
}
