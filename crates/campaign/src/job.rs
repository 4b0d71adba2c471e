//! What an engine works on: the runs of a campaign, or the pieces of one large drift ensemble.

use std::path::{Path, PathBuf};

use crate::{
    ensemble,
    plan::{self, Plan},
};

/// Work in shards, each with one part.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one in a process")]
pub enum Job {
    /// Runs of an exercise.
    Campaign(Plan),
    /// Elements of a drift forecast.
    Ensemble(ensemble::Plan),
}

impl Job {
    /// The work that is planned in a folder.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn open(folder: &Path) -> Result<Self, String> {
        if folder.join(ensemble::FILE).exists() && !folder.join(plan::FILE).exists() {
            return ensemble::Plan::open(folder).map(Self::Ensemble);
        }
        Plan::open(folder).map(Self::Campaign)
    }

    /// Whether this program may add parts to it.
    ///
    /// # Errors
    /// Why not, and what to do.
    pub fn runnable(&self) -> Result<(), String> {
        match self {
            Self::Campaign(plan) => plan.runnable(),
            // Its plan is not read by another version at all.
            Self::Ensemble(_) => Ok(()),
        }
    }

    /// Number of shards.
    pub fn shards(&self) -> u64 {
        match self {
            Self::Campaign(plan) => plan.shards(),
            Self::Ensemble(plan) => u64::from(plan.pieces),
        }
    }

    /// The file of a shard's results; none for a number beyond the last.
    pub fn part(&self, folder: &Path, index: u64) -> Option<PathBuf> {
        match self {
            Self::Campaign(plan) => plan.shard(index).map(|shard| plan.part(folder, shard)),
            Self::Ensemble(plan) => plan.part(folder, index),
        }
    }

    /// Runs or elements of a shard.
    pub fn units_of(&self, index: u64) -> u64 {
        match self {
            Self::Campaign(plan) => plan.shard(index).map_or(0, |shard| shard.runs),
            Self::Ensemble(plan) => plan.elements_of(index),
        }
    }

    /// Runs or elements of all shards.
    pub fn units(&self) -> u64 {
        match self {
            Self::Campaign(plan) => plan.all_runs(),
            Self::Ensemble(plan) => plan.elements,
        }
    }

    /// What the units are called.
    pub fn unit(&self) -> &'static str {
        match self {
            Self::Campaign(_) => "runs",
            Self::Ensemble(_) => "elements",
        }
    }

    /// What a shard is about, for messages.
    pub fn about(&self, index: u64) -> Option<String> {
        match self {
            Self::Campaign(plan) => {
                let shard = plan.shard(index)?;
                let first = plan.seed(shard.row, shard.first);
                let row = &plan.rows.get(shard.row)?.id;
                Some(format!("row {row}, seeds {first} to {}", first + shard.runs - 1))
            }
            Self::Ensemble(_) => Some(format!("piece {index} of the ensemble")),
        }
    }

    /// Numbers of the shards without a part. Names of files are asked, not their contents: they hold the key and come by
    /// rename.
    pub fn missing(&self, folder: &Path) -> Vec<u64> {
        let entries = std::fs::read_dir(folder.join("parts")).into_iter().flatten().flatten();
        let there: std::collections::BTreeSet<PathBuf> = entries.map(|entry| entry.path()).collect();
        (0..self.shards())
            .filter(|index| !self.part(folder, *index).is_some_and(|part| there.contains(&part)))
            .collect()
    }
}
