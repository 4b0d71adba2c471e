//! Campaigns as a planner meets them: the same table however it was made, nothing lost, nothing twice.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant, SystemTime},
};

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn command(args: &[&str], at: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex-campaign"));
    command.args(args).current_dir(at).env("SAREX_HOME", home()).env_remove("SAREX_FAULT");
    command
}

fn campaign(args: &[&str], at: &Path) -> Output {
    command(args, at).output().expect("sarex-campaign starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
fn good(args: &[&str], at: &Path) -> String {
    let output = campaign(args, at);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Plans and runs the shipped division of the raft drill, five minutes of it.
fn splits<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let vary = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/donghae-oki-raft/splits.toml");
    let base =
        ["donghae-oki-raft", "--vary", vary, "--runs", "6", "--runs-per-shard", "2", "--until", "5min", "--out", out];
    base.iter().chain(more).copied().collect()
}

fn verb<'a>(verb: &'a str, rest: Vec<&'a str>) -> Vec<&'a str> {
    std::iter::once(verb).chain(rest).collect()
}

fn digest(at: &Path, out: &str) -> String {
    let said = good(&["report", "--out", out, "--no-recordings"], at);
    said.lines().find_map(|line| line.trim().strip_prefix("digest ")).unwrap().to_owned()
}

fn parts(folder: &Path) -> BTreeMap<String, (u64, SystemTime)> {
    let entries = std::fs::read_dir(folder.join("parts")).into_iter().flatten().flatten();
    let whole = entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "parquet"));
    whole
        .map(|entry| {
            let about = entry.metadata().unwrap();
            (entry.file_name().to_string_lossy().into_owned(), (about.len(), about.modified().unwrap()))
        })
        .collect()
}

#[test]
fn the_table_is_the_same_on_one_core_on_two_and_by_single_shards() {
    let at = tempfile::tempdir().unwrap();
    good(&verb("run", splits("one", &["--threads", "1"])), at.path());
    good(&verb("run", splits("two", &["--threads", "2"])), at.path());
    let planned = good(&verb("plan", splits("single", &[])), at.path());
    assert!(planned.contains("2 rows of 6 runs, 6 shards"), "{planned}");
    // Backwards, and each twice: order and repetition change nothing.
    for index in [5, 4, 3, 2, 1, 0, 3] {
        let said = good(&["shard", "--plan", "single", "--index", &index.to_string()], at.path());
        assert!(said.contains("2 runs") || said.contains("are there already"), "{said}");
    }
    let digests: Vec<String> = ["one", "two", "single"].iter().map(|out| digest(at.path(), out)).collect();
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0], digests[2]);
    let bytes = |out: &str| -> Vec<Vec<u8>> {
        let folder = at.path().join(out).join("parts");
        parts(&at.path().join(out)).keys().map(|name| std::fs::read(folder.join(name)).unwrap()).collect()
    };
    assert_eq!(bytes("one"), bytes("single"), "parts are equal to the byte");
}

#[test]
fn paired_rows_see_the_same_sea_and_differ_only_by_their_plan() {
    let at = tempfile::tempdir().unwrap();
    good(&verb("run", splits("out", &[])), at.path());
    let sql = "SELECT count(*) AS pairs, count(DISTINCT a.draw_object_raft_at_off_m) AS places, \
               sum(CAST(a.draw_object_raft_at_off_m = b.draw_object_raft_at_off_m AND \
               a.draw_environment_wind_mps_east = b.draw_environment_wind_mps_east AS INT)) AS same_sea \
               FROM runs a JOIN runs b ON a.seed = b.seed WHERE a.row = 0 AND b.row = 1";
    let said = good(&["sql", "--out", "out", "--csv", sql], at.path());
    assert_eq!(said.lines().nth(1), Some("6,6,6"), "{said}");
    let columns = good(&["sql", "--out", "out"], at.path());
    for column in
        ["time_to_find_s", "pos_rcc_donghae_raft", "fuel_used_kcg_3001", "survivors", "factor_split", "digest"]
    {
        assert!(columns.contains(column), "{column} in {columns}");
    }
}

#[test]
fn a_campaign_that_was_killed_goes_on_with_what_is_missing() {
    let at = tempfile::tempdir().unwrap();
    let mut killed: Child = command(&verb("run", splits("out", &["--threads", "1"])), at.path())
        .env("SAREX_FAULT", "slow:400")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let folder = at.path().join("out");
    let begun = Instant::now();
    while parts(&folder).len() < 2 && begun.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(20));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let before = parts(&folder);
    assert!((2..6).contains(&before.len()), "{} parts when it was killed", before.len());
    let status = good(&["status", "--out", "out", "--json"], at.path());
    assert!(status.contains(&format!("\"shards_done\": {}", before.len())), "{status}");
    good(&["resume", "--out", "out", "--no-recordings"], at.path());
    let after = parts(&folder);
    assert_eq!(after.len(), 6);
    assert!(before.iter().all(|(name, about)| after.get(name) == Some(about)), "what was there is not run again");
    good(&verb("run", splits("whole", &["--no-recordings"])), at.path());
    assert_eq!(digest(at.path(), "out"), digest(at.path(), "whole"));
}

#[test]
fn two_planners_at_once_make_one_table() {
    let at = tempfile::tempdir().unwrap();
    good(&verb("plan", splits("out", &[])), at.path());
    let resume = ["resume", "--out", "out", "--no-recordings", "--threads", "1"];
    let mut both: Vec<Child> = (0..2)
        .map(|_| command(&resume, at.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
        .collect();
    assert!(both.iter_mut().all(|child| child.wait().unwrap().success()));
    assert_eq!(parts(&at.path().join("out")).len(), 6);
    let said = good(
        &["sql", "--out", "out", "--csv", "SELECT count(*) AS n, count(DISTINCT row * 1000 + run) AS d FROM runs"],
        at.path(),
    );
    assert_eq!(said.lines().nth(1), Some("12,12"), "{said}");
}

#[test]
fn a_bad_shard_is_told_and_the_others_are_kept() {
    let at = tempfile::tempdir().unwrap();
    let output = command(&verb("run", splits("out", &["--no-recordings"])), at.path())
        .env("SAREX_FAULT", "panic:3")
        .output()
        .unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("shard 3: row line-further-west, seeds 3 to 4: an error of the program itself"), "{said}");
    assert_eq!(parts(&at.path().join("out")).len(), 5);
    let report = std::fs::read_to_string(at.path().join("out/report.html")).unwrap();
    assert!(report.contains("line-further-west, seeds 3 to 4"), "the report names it");
    good(&["resume", "--out", "out", "--no-recordings"], at.path());
    assert_eq!(parts(&at.path().join("out")).len(), 6);
}

#[test]
fn a_shard_that_kills_its_process_is_given_up_after_three_deaths() {
    let at = tempfile::tempdir().unwrap();
    good(&verb("plan", splits("out", &[])), at.path());
    let shard = || {
        command(&["shard", "--plan", "out", "--index", "2"], at.path()).env("SAREX_FAULT", "abort:2").output().unwrap()
    };
    for _ in 0..3 {
        assert_eq!(shard().status.code(), None, "it dies");
    }
    let fourth = shard();
    assert_eq!(fourth.status.code(), Some(1));
    assert!(text(&fourth.stderr).contains("3 processes died in it"), "{}", text(&fourth.stderr));
    let status = good(&["status", "--out", "out"], at.path());
    assert!(status.contains("given up: shard 2: row agreed-line, seeds 3 to 4"), "{status}");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_holds_no_half_part() {
    let at = tempfile::tempdir().unwrap();
    good(&verb("plan", splits("out", &[])), at.path());
    std::fs::write(at.path().join("out/parts"), "in the way").unwrap();
    let output = campaign(&["resume", "--out", "out"], at.path());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("is the disk full, or the folder read-only?") && said.contains("0 of 12 runs are there and kept"),
        "{said}"
    );
    std::fs::remove_file(at.path().join("out/parts")).unwrap();
    good(&["resume", "--out", "out", "--no-recordings"], at.path());
    let left = std::fs::read_dir(at.path().join("out/parts")).unwrap().flatten();
    let names: Vec<String> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.len() == 6 && names.iter().all(|name| name.ends_with(".parquet")), "{names:?}");
}

#[test]
fn more_runs_later_keep_those_that_are_there_and_another_campaign_is_refused() {
    let at = tempfile::tempdir().unwrap();
    let design = "format = 1\n[[factor]]\nid = \"haze\"\nkey = \"environment.visibility_nm\"\nvalues = [3, 6]\n";
    std::fs::write(at.path().join("d.toml"), design).unwrap();
    let run = |runs: &str| {
        let args = [
            "run",
            "donghae-oki-raft",
            "--vary",
            "d.toml",
            "--runs",
            runs,
            "--until",
            "2min",
            "--out",
            "out",
            "--no-recordings",
        ];
        good(&args, at.path())
    };
    run("20");
    let before = parts(&at.path().join("out"));
    let said = run("35");
    assert!(said.contains("2 rows of 35 runs, 8 shards"), "{said}");
    let after = parts(&at.path().join("out"));
    assert!(after.len() == 8 && before.iter().all(|(name, about)| after.get(name) == Some(about)));
    let sql = "SELECT count(*) AS n, count(DISTINCT row * 1000 + run) AS d, count(DISTINCT seed) AS s FROM runs";
    let said = good(&["sql", "--out", "out", "--csv", sql], at.path());
    assert_eq!(said.lines().nth(1), Some("70,70,35"), "every run once: {said}");
    let other = campaign(&["run", "donghae-oki-raft", "--runs", "20", "--until", "3min", "--out", "out"], at.path());
    assert_eq!(other.status.code(), Some(2));
    assert!(text(&other.stderr).contains("holds another campaign"), "{}", text(&other.stderr));
}

#[test]
fn the_best_and_the_worst_run_replay_with_the_digest_of_the_table() {
    let at = tempfile::tempdir().unwrap();
    good(&verb("run", splits("out", &[])), at.path());
    for end in ["best", "worst"] {
        let summary = std::fs::read(at.path().join("out").join(end).join("summary.json")).unwrap();
        let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
        let sql =
            format!("SELECT count(*) > 0 AS there FROM runs WHERE digest = '{}'", summary["digest"].as_str().unwrap());
        let said = good(&["sql", "--out", "out", "--csv", &sql], at.path());
        assert_eq!(said.lines().nth(1), Some("true"), "{end}: {said}");
        assert!(at.path().join("out").join(end).join("recording.sarex").metadata().unwrap().len() > 10_000);
    }
    let report = std::fs::read_to_string(at.path().join("out/report.html")).unwrap();
    assert!(report.contains("href=\"./best/recording.sarex\"") && report.contains("href=\"./worst/report.html\""));
}

#[test]
fn a_blind_tournament_names_nobody_until_it_is_told_to() {
    let at = tempfile::tempdir().unwrap();
    let entries = ["--pattern", "iamsar-patterns/parallel-track", "--pattern", "drone-recon/probability-greedy"];
    let rest = ["--search", "S-05", "--runs", "4", "--until", "5min", "--out", "out", "--no-recordings"];
    let said = good(&[&["tournament", "donghae-oki-raft"], &entries[..], &rest[..]].concat(), at.path());
    let report = std::fs::read_to_string(at.path().join("out/report.html")).unwrap();
    for name in ["drone-recon", "probability-greedy", "parallel-track"] {
        assert!(!report.contains(name) && !said.contains(name), "{name} is not told");
    }
    good(&["report", "--out", "out", "--reveal", "--no-recordings"], at.path());
    let report = std::fs::read_to_string(at.path().join("out/report.html")).unwrap();
    assert!(report.contains("drone-recon/probability-greedy") && report.contains("iamsar-patterns/parallel-track"));
}

#[test]
fn entries_and_folders_that_cannot_work_are_refused_before_anything_runs() {
    let at = tempfile::tempdir().unwrap();
    let entries = ["--pattern", "iamsar-patterns/zigzag", "--pattern", "drone-recon/probability-greedy"];
    let output = campaign(
        &[&["tournament", "donghae-oki-raft"], &entries[..], &["--runs", "2", "--out", "out"]].concat(),
        at.path(),
    );
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("search S-01: iamsar-patterns has no pattern `zigzag`"), "{said}");
    let output = campaign(&["plan", "donghae-oki-raft", "--runs", "2", "--out", "x[1]"], at.path());
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("give a folder without them"));
}

#[test]
fn a_hypercube_covers_its_ranges_and_ranks_what_matters() {
    let at = tempfile::tempdir().unwrap();
    let design = "format = 1\nmethod = \"latin-hypercube\"\nrows = 8\n[[factor]]\nid = \"haze\"\nkey = \"environment.visibility_nm\"\n\
                  range = [1, 9]\n[[factor]]\nid = \"late\"\nkey = \"unit.jcg-s76.ready_in\"\nrange = [10, 50]\nunit = \"min\"\n";
    std::fs::write(at.path().join("d.toml"), design).unwrap();
    good(&["run", "donghae-oki-raft", "--vary", "d.toml", "--runs", "2", "--until", "2min", "--out", "out"], at.path());
    let sql = "SELECT count(DISTINCT floor(factor_haze)) AS shares, min(factor_haze) >= 1 AS low, max(factor_haze) <= 9 AS high, count(*) AS runs, \
               count(DISTINCT factor_late) > 5 AS lates FROM runs";
    let said = good(&["sql", "--out", "out", "--csv", sql], at.path());
    assert_eq!(said.lines().nth(1), Some("8,true,true,16,true"), "{said}");
}

#[track_caller]
fn refused(design: &str, wanted: &[&str]) {
    let at = tempfile::tempdir().unwrap();
    std::fs::write(at.path().join("d.toml"), design).unwrap();
    let output = campaign(&["plan", "donghae-oki-raft", "--vary", "d.toml", "--runs", "2", "--out", "out"], at.path());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for part in wanted {
        assert!(said.contains(part), "{part:?} in: {said}");
    }
    assert!(!said.contains("panicked") && !at.path().join("out/plan.json").exists(), "{said}");
}

#[test]
fn wrong_designs_are_refused_with_place_reason_and_remedy() {
    refused("format = 1\n[[factor]]\nid = \"a\"\n", &["d.toml:2", "needs its levels in one way"]);
    refused(
        "format = 1\n[[factor]]\nid = \"a\"\nkey = \"line.spilt.points\"\nvalues = [1]\n[[factor]]\nid = \"b\"\nkey = \"weather.wind\"\nvalues = [1]\n",
        &["line.spilt.points: there is no line `spilt`; there are: split", "weather.wind: there is no `weather`"],
    );
    refused(
        "format = 1\n[[factor]]\nid = \"a\"\nkey = \"environment.visibility_nm\"\nvalues = [4, 400]\n",
        &["row 400:", "`visibility_nm` must be from 0 to 50"],
    );
    refused(
        "format = 1\n[[draw]]\nkey = \"object.boat.at\"\nlaw = \"last-known\"\n[[draw]]\nkey = \"environment.visibility_nm\"\nchance = 0.5\n",
        &["object.boat.at: cannot be drawn", "uniform, normal or triangular"],
    );
}

#[test]
fn a_patrol_finds_nothing_that_it_does_not_look_for() {
    let at = tempfile::tempdir().unwrap();
    let run = ["run", "korea-strait-patrol", "--runs", "2", "--until", "1min", "--out", "out", "--no-recordings"];
    good(&run, at.path());
    let sql = "SELECT count(*) AS runs, count(found) AS found, min(patrol_dark) AS dark FROM runs";
    let said = good(&["sql", "--out", "out", "--csv", sql], at.path());
    assert_eq!(said.lines().nth(1), Some("2,0,3"), "{said}");
}
