//! Parts on disk: written once, found again by their key.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::Path,
};

use datafusion::{
    arrow::record_batch::RecordBatch,
    parquet::{
        arrow::ArrowWriter,
        basic::Compression,
        file::{
            metadata::KeyValue,
            properties::WriterProperties,
            reader::{FileReader, SerializedFileReader},
        },
    },
};

use super::columns::{Run, arrays, columns, schema};
use crate::plan::{Plan, Shard};

/// Name of the key in a part's metadata.
const KEY: &str = "sarex.shard_key";

/// Commits the runs of a shard as one part.
pub fn write(plan: &Plan, folder: &Path, shard: Shard, runs: &[Run]) -> io::Result<()> {
    let columns = columns(&plan.names);
    let batch = RecordBatch::try_new(schema(&columns), arrays(&columns, runs)).map_err(io::Error::other)?;
    let about =
        [(KEY, plan.key(shard)), ("sarex.model", plan.model.clone()), ("sarex.scenario", plan.scenario.clone())];
    let about = about.map(|(key, value)| KeyValue::new(key.to_owned(), value));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("sarex-campaign".into())
        .set_key_value_metadata(Some(about.to_vec()))
        .build();
    let path = plan.part(folder, shard);
    if let Some(parts) = path.parent() {
        fs::create_dir_all(parts)?;
    }
    crate::write::committed(&path, |file| {
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).map_err(io::Error::other)?;
        writer.write(&batch).map_err(told)?;
        writer.close().map(drop).map_err(told)
    })
}

/// A full disk is said as such, whatever wraps it.
fn told(error: datafusion::parquet::errors::ParquetError) -> io::Error {
    match error {
        datafusion::parquet::errors::ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}

/// The key in a part; none when it is not a whole part.
pub fn key_of(path: &Path) -> Option<String> {
    let reader = SerializedFileReader::new(File::open(path).ok()?).ok()?;
    let about = reader.metadata().file_metadata().key_value_metadata()?;
    about.iter().find(|entry| entry.key == KEY)?.value.clone()
}

/// Numbers of the shards without a part. Names of files are asked, not their contents: they hold the key and come by rename.
pub fn missing(plan: &Plan, folder: &Path) -> Vec<u64> {
    let there = names(&folder.join("parts"));
    (0..plan.shards())
        .filter(|index| {
            let name = plan
                .shard(*index)
                .and_then(|shard| plan.part(folder, shard).file_name().map(|n| n.to_string_lossy().into_owned()));
            !name.is_some_and(|name| there.contains(&name))
        })
        .collect()
}

/// How far a campaign is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Shards of the plan.
    pub shards: u64,
    /// Shards with a part.
    pub done: u64,
    /// Runs of the plan.
    pub runs: u64,
    /// Runs in parts.
    pub runs_done: u64,
    /// Shards given up, with the reason.
    pub failed: Vec<crate::shard::GivenUp>,
}

/// How far the campaign in a folder is.
pub fn progress(plan: &Plan, folder: &Path) -> Progress {
    let missing = missing(plan, folder);
    let missing_runs: u64 = missing.iter().filter_map(|index| plan.shard(*index)).map(|shard| shard.runs).sum();
    let mut failed = crate::shard::given_up(folder);
    failed.retain(|shard| missing.contains(&shard.shard));
    Progress {
        shards: plan.shards(),
        done: plan.shards() - missing.len() as u64,
        runs: plan.all_runs(),
        runs_done: plan.all_runs() - missing_runs,
        failed,
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
