//! Parts on disk: written once, found again by their key.

use std::{
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
use crate::{
    job::Job,
    plan::{Plan, Shard},
};

/// Name of the key in a part's metadata.
const KEY: &str = "sarex.shard_key";

/// Commits the runs of a shard as one part.
pub fn write(plan: &Plan, folder: &Path, shard: Shard, runs: &[Run]) -> io::Result<()> {
    let columns = columns(&plan.names);
    let batch = RecordBatch::try_new(schema(&columns), arrays(&columns, runs)).map_err(io::Error::other)?;
    let about =
        [(KEY, plan.key(shard)), ("sarex.model", plan.model.clone()), ("sarex.scenario", plan.scenario.clone())];
    commit(&plan.part(folder, shard), &batch, &about)
}

/// Commits a table as one part, with these names and values in its metadata.
pub fn commit(path: &Path, batch: &RecordBatch, about: &[(&str, String)]) -> io::Result<()> {
    let about = about.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("sarex-campaign".into())
        .set_key_value_metadata(Some(about.collect()))
        .build();
    if let Some(parts) = path.parent() {
        fs::create_dir_all(parts)
            .map_err(|e| io::Error::new(e.kind(), format!("{}: cannot be made: {e}", parts.display())))?;
    }
    crate::write::committed(path, |file| {
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).map_err(io::Error::other)?;
        writer.write(batch).map_err(told)?;
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

/// How far a campaign is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Shards of the plan.
    pub shards: u64,
    /// Shards with a part.
    pub done: u64,
    /// Runs (or elements) of the plan.
    pub units: u64,
    /// Runs (or elements) in parts.
    pub units_done: u64,
    /// Shards given up, with the reason.
    pub failed: Vec<crate::shard::GivenUp>,
}

/// How far the work in a folder is.
pub fn progress(job: &Job, folder: &Path) -> Progress {
    let missing = job.missing(folder);
    let units_left: u64 = missing.iter().map(|index| job.units_of(*index)).sum();
    let mut failed = crate::shard::given_up(folder);
    failed.retain(|shard| missing.contains(&shard.shard));
    Progress {
        shards: job.shards(),
        done: job.shards() - missing.len() as u64,
        units: job.units(),
        units_done: job.units() - units_left,
        failed,
    }
}
