//! The plan of a campaign: everything that a shard needs, in one folder.

mod make;
mod store;

use std::path::{Path, PathBuf};

pub use make::{Wanted, make};
use sarex_files::{campaign::Design, checksum::sha256_hex};
use sarex_sim::setup::{Setup, Text};
use serde::{Deserialize, Serialize};

use crate::results::columns::Names;

/// The version of the model: the engine's digest of a known run, which every build must give. Parts of another version
/// are not taken for results of this one.
pub fn model() -> String {
    format!("1-{}", include_str!("../../../../tests/golden/drill_20_min.txt").trim())
}

/// Name of the plan in its folder.
pub const FILE: &str = "plan.json";

/// A campaign that is planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of this file: 1.
    pub format: u32,
    /// Version of the model that the rows were made for.
    pub model: String,
    /// Scenario's id.
    pub scenario: String,
    /// Scenario's title.
    pub title: Text,
    /// Exercise time at which a run ends at the latest, seconds.
    pub until_s: u64,
    /// What is varied.
    pub design: Design,
    /// First seed.
    pub first_seed: u64,
    /// Runs of each row.
    pub runs: u64,
    /// Runs of a shard.
    pub runs_per_shard: u64,
    /// The rows.
    pub rows: Vec<Row>,
    /// What the columns of the results are named after.
    pub names: Names,
    /// Id and SHA-256 of each plugin.
    pub plugins: Vec<(String, String)>,
    /// Files that the scenario was made from, and their SHA-256.
    pub files: Vec<(String, String)>,
    /// Patterns whose names are hidden, by row: a tournament.
    pub tournament: Option<Tournament>,
}

/// A tournament: rows are entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tournament {
    /// The report shows code names until it is told to reveal them.
    pub blind: bool,
    /// `plugin/kind` of each row.
    pub entries: Vec<String>,
}

/// One row of the design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub label: Text,
    /// Id of each factor and of its level.
    pub settings: Vec<(String, String)>,
    /// Its setup.
    pub setup: store::Stored,
}

/// Some seeds of one row: what is done at once, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 0.
    pub index: u64,
    /// Number of its row.
    pub row: usize,
    /// Number of its first run within the row.
    pub first: u64,
    /// Number of its runs.
    pub runs: u64,
}

impl Plan {
    /// Reads the plan of a folder.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let path = folder.join(FILE);
        let bytes = std::fs::read(&path).map_err(|e| {
            format!(
                "{}: there is no plan of a campaign ({e})\n  hint: sarex campaign plan SCENARIO --runs 100 --out {}",
                path.display(),
                folder.display()
            )
        })?;
        let plan: Plan = serde_json::from_slice(&bytes)
            .map_err(|e| format!("{}: is not the plan of a campaign ({e})", path.display()))?;
        Ok(plan)
    }

    /// Whether this program computes as the one that planned did.
    ///
    /// # Errors
    /// That it does not, and what to do.
    pub fn runnable(&self) -> Result<(), String> {
        if self.model == model() {
            return Ok(());
        }
        Err(format!(
            "the campaign was planned with model {}, this program computes with model {}\n  hint: use the same program everywhere, or \
             plan again in another folder; report, status and sql work with any",
            short(&self.model),
            short(&model())
        ))
    }

    /// Number of shards.
    pub fn shards(&self) -> u64 {
        self.rows.len() as u64 * self.shards_of_row()
    }

    fn shards_of_row(&self) -> u64 {
        self.runs.div_ceil(self.runs_per_shard.max(1))
    }

    /// Runs of all rows.
    pub fn all_runs(&self) -> u64 {
        self.rows.len() as u64 * self.runs
    }

    /// The shard of this number. Shards of different rows with the same seeds follow each other, so that what is there
    /// early can be compared.
    pub fn shard(&self, index: u64) -> Option<Shard> {
        let rows = self.rows.len() as u64;
        if index >= self.shards() {
            return None;
        }
        let first = index / rows * self.runs_per_shard;
        let runs = self.runs_per_shard.min(self.runs - first);
        Some(Shard { index, row: (index % rows) as usize, first, runs })
    }

    /// The seed of a run of a row.
    pub fn seed(&self, row: usize, run: u64) -> u64 {
        let apart = if self.design.independent { row as u64 * self.runs } else { 0 };
        self.first_seed.wrapping_add(apart).wrapping_add(run)
    }

    /// What the results of a shard depend on, as one hash: model, setup with its data and plugins, what is drawn, seeds.
    pub fn key(&self, shard: Shard) -> String {
        let row = self.rows.get(shard.row).map(|row| row.setup.hash()).unwrap_or_default();
        let draws = serde_json::to_string(&self.design.draws).unwrap_or_default();
        let seeds = format!("{} {}", self.seed(shard.row, shard.first), shard.runs);
        let settings = serde_json::to_string(&self.rows.get(shard.row).map(|row| (&row.id, &row.settings)));
        let parts = [&self.model, &row, &draws, &seeds, &self.until_s.to_string(), &settings.unwrap_or_default()];
        // With the length of each before it, so that no two lists of parts are the same text.
        let text: String = parts.iter().map(|part| format!("{} {part}", part.len())).collect();
        sha256_hex(text.as_bytes())
    }

    /// The file of a shard's results.
    pub fn part(&self, folder: &Path, shard: Shard) -> PathBuf {
        let key = self.key(shard);
        folder.join("parts").join(format!("{:06}-{}.parquet", shard.index, &key[..24]))
    }

    /// The setup of a row.
    ///
    /// # Errors
    /// When the folder does not hold what was planned.
    pub fn setup(&self, folder: &Path, row: usize) -> Result<Setup, String> {
        let row = self.rows.get(row).ok_or_else(|| format!("there is no row {row} in the plan"))?;
        row.setup.read(folder)
    }
}

fn short(text: &str) -> &str {
    text.get(..14).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may unwrap")]
    use super::*;

    fn plan(rows: usize, runs: u64, runs_per_shard: u64) -> Plan {
        let row = |n: usize| Row {
            id: n.to_string(),
            label: Text::default(),
            settings: vec![],
            setup: store::Stored::of_hashes(&format!("{n}")),
        };
        Plan {
            format: 1,
            model: model(),
            scenario: "s".into(),
            title: Text::default(),
            until_s: 60,
            design: Design::default(),
            first_seed: 100,
            runs,
            runs_per_shard,
            rows: (0..rows).map(row).collect(),
            names: Names::default(),
            plugins: vec![],
            files: vec![],
            tournament: None,
        }
    }

    #[test]
    fn every_run_is_in_exactly_one_shard() {
        let plan = plan(3, 25, 10);
        assert_eq!((plan.shards(), plan.all_runs()), (9, 75));
        let mut seen = std::collections::BTreeSet::new();
        for shard in (0..plan.shards()).map(|index| plan.shard(index).unwrap()) {
            for run in shard.first..shard.first + shard.runs {
                assert!(seen.insert((shard.row, run)));
            }
        }
        assert_eq!(seen.len(), 75);
        assert_eq!(plan.shard(9), None);
    }

    #[test]
    fn paired_rows_share_seeds_and_independent_ones_do_not() {
        let mut plan = plan(2, 25, 10);
        assert_eq!((plan.seed(0, 3), plan.seed(1, 3)), (103, 103));
        plan.design.independent = true;
        assert_eq!((plan.seed(0, 24), plan.seed(1, 0)), (124, 125));
    }

    #[test]
    fn a_key_tells_everything_that_the_results_depend_on() {
        let base = plan(2, 20, 10);
        let key = |plan: &Plan, index: u64| plan.key(plan.shard(index).unwrap());
        assert_eq!(key(&base, 0), key(&plan(2, 2000, 10), 0), "more runs later keep what is there");
        let mut others = vec![key(&base, 1), key(&base, 2)];
        let changes: [fn(&mut Plan); 5] = [
            |plan| plan.model.push('x'),
            |plan| plan.until_s = 61,
            |plan| plan.first_seed = 101,
            |plan| plan.rows[0].setup = store::Stored::of_hashes("other"),
            |plan| {
                let law = sarex_files::campaign::Law::Uniform(1.0, 2.0);
                plan.design.draws.push(sarex_files::campaign::Draw { key: "environment.visibility_nm".into(), law });
            },
        ];
        for change in changes {
            let mut plan = base.clone();
            change(&mut plan);
            others.push(key(&plan, 0));
        }
        others.push(key(&base, 0));
        others.sort();
        others.dedup();
        assert_eq!(others.len(), 8);
    }
}
