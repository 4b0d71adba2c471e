//! What dies in a cluster, and that the table is the same as without: the tests T1 to T6 in a small form.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]
#![cfg(target_os = "linux")]

mod common;

use std::time::Duration;

use common::{Cluster, Place, local_digest};

/// 24 shards of one run each; the executors take 0.3 s for one.
const SHARDS: usize = 24;
const SLOW: &str = "slow:300";

#[test]
fn t1_a_killed_executor_changes_nothing() {
    let place = Place::planned(SHARDS);
    let mut cluster = Cluster::start(3, &[("SAREX_FAULT", SLOW)], None);
    let client = place.resume(&cluster, &[]);
    place.wait_for_parts(8);
    cluster.executors[1].kill();
    client.succeeds();
    assert_eq!(place.digest(), local_digest(SHARDS));
    place.has_each_run_once(SHARDS);
}

#[test]
fn t2_a_paused_executor_that_comes_back_changes_nothing() {
    let place = Place::planned(SHARDS);
    let cluster = Cluster::start(3, &[("SAREX_FAULT", SLOW)], None);
    let client = place.resume(&cluster, &[]);
    place.wait_for_parts(6);
    cluster.executors[1].signal("STOP");
    std::thread::sleep(Duration::from_secs(7));
    cluster.executors[1].signal("CONT");
    client.succeeds();
    assert_eq!(place.digest(), local_digest(SHARDS));
    place.has_each_run_once(SHARDS);
}

#[test]
fn t3_without_executors_it_fails_in_plain_words_and_goes_on_later() {
    let place = Place::planned(SHARDS);
    let mut cluster = Cluster::start(2, &[("SAREX_FAULT", SLOW)], None);
    let client = place.resume(&cluster, &[]);
    place.wait_for_parts(6);
    cluster.executors.iter_mut().for_each(common::Node::kill);
    let said = client.fails();
    assert!(said.contains("every executor of") && said.contains("sarex campaign executor --scheduler"), "{said}");
    let kept = place.parts();
    cluster.add_executors(2, &[], None);
    place.resume(&cluster, &[]).succeeds();
    assert!(kept.iter().all(|(name, time)| place.parts().get(name) == Some(time)), "what was there is not run again");
    assert_eq!(place.digest(), local_digest(SHARDS));
}

#[test]
fn t4_a_dead_scheduler_is_told_and_a_new_one_goes_on() {
    let place = Place::planned(SHARDS);
    let mut cluster = Cluster::start(2, &[("SAREX_FAULT", SLOW)], None);
    let client = place.resume(&cluster, &[]);
    place.wait_for_parts(6);
    cluster.scheduler.kill();
    let said = client.fails();
    assert!(said.contains("does not answer, or it ended in the middle"), "{said}");
    let kept = place.parts();
    cluster.restart_scheduler();
    place.resume(&cluster, &[]).succeeds();
    assert!(kept.iter().all(|(name, time)| place.parts().get(name) == Some(time)), "what was there is not run again");
    assert_eq!(place.digest(), local_digest(SHARDS));
}

#[test]
fn t5_bad_shards_are_given_up_and_the_others_kept() {
    let place = Place::planned(SHARDS);
    // One panics, one kills whoever runs it; the executors are started again by their supervisors.
    let cluster = Cluster::supervised(3, &[("SAREX_FAULT", "panic:5,abort:9,slow:100")]);
    let said = place.resume(&cluster, &[]).fails();
    assert!(said.contains("shard 5: row as-planned, seeds 6 to 6: an error of the program itself"), "{said}");
    assert!(said.contains("shard 9: row as-planned, seeds 10 to 10: 3 processes died in it"), "{said}");
    assert_eq!(place.parts().len(), SHARDS - 2);
}

#[test]
fn t6_the_static_planner_gives_the_same() {
    let place = Place::planned(SHARDS);
    let mut cluster = Cluster::start(3, &[("SAREX_FAULT", SLOW)], None);
    let client = place.resume(&cluster, &[("SAREX_PLANNER", "static")]);
    place.wait_for_parts(8);
    cluster.executors[0].kill();
    client.succeeds();
    assert_eq!(place.digest(), local_digest(SHARDS));
}

#[test]
fn with_tls_members_work_together_and_strangers_are_kept_out() {
    let place = Place::planned(6);
    let (ours, theirs) = (place.certificates("ours"), place.certificates("theirs"));
    let cluster = Cluster::start(2, &[], Some(&ours));
    let stranger = place.resume_with(&cluster, &[], &["--tls", &theirs, "--patience", "5s"]).fails();
    assert!(stranger.contains("0 of 6 runs are there"), "{stranger}");
    let plain = place.resume_with(&cluster, &[], &["--patience", "5s"]).fails();
    assert!(plain.contains("0 of 6 runs are there"), "{plain}");
    place.resume_with(&cluster, &[], &["--tls", &ours]).succeeds();
    assert_eq!(place.digest(), local_digest(6));
}

#[test]
fn nobody_there_is_said_before_the_patience_of_a_person_ends() {
    let place = Place::planned(2);
    let cluster = Cluster::start(0, &[], None);
    let said = place.resume_with(&cluster, &[], &["--patience", "3s"]).fails();
    assert!(said.contains("nothing was finished for 3 s") || said.contains("every executor of"), "{said}");
}
