//! The work of a piece: its counts as a part.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use datafusion::arrow::{
    array::{ArrayRef, Int64Array},
    datatypes::{DataType, Field, Schema},
    record_batch::RecordBatch,
};
use sarex_drift::pieces::{Count, Pieces};

use super::Plan;
use crate::{results, shard::Failed};

/// The ensemble that this process works on: its environment is read once.
static OPEN: Mutex<Option<(PathBuf, String, Arc<Pieces>)>> = Mutex::new(None);

/// The columns of a part.
pub const COLUMNS: [&str; 6] = ["time_index", "kind", "scenario", "row", "column", "value"];

/// The table's schema.
pub fn schema() -> Arc<Schema> {
    Arc::new(Schema::new(COLUMNS.map(|name| Field::new(name, DataType::Int64, false)).to_vec()))
}

/// Works out a piece and commits its counts.
pub fn work(plan: &Plan, folder: &Path, index: u64) -> Result<(), Failed> {
    let pieces = open(plan, folder).map_err(Failed::Work)?;
    let piece = u32::try_from(index).map_err(|e| Failed::Work(e.to_string()))?;
    let done = pieces.run(piece, 1).map_err(|finding| Failed::Work(finding.to_string()))?;
    let batch = batch(&done.counts).map_err(|e| Failed::Storage(io::Error::other(e)))?;
    let part = plan.part(folder, index).unwrap_or_default();
    let about = [("sarex.shard_key", plan.key(index)), ("sarex.model", plan.model.clone())];
    results::commit(&part, &batch, &about).map_err(Failed::Storage)
}

fn open(plan: &Plan, folder: &Path) -> Result<Arc<Pieces>, String> {
    let mut open = OPEN.lock().map_err(|_| "an earlier piece failed")?;
    if let Some((known, key, pieces)) = &*open
        && known == folder
        && *key == plan.key(0)
    {
        return Ok(pieces.clone());
    }
    let pieces = Arc::new(plan.pieces()?);
    *open = Some((folder.to_owned(), plan.key(0), pieces.clone()));
    Ok(pieces)
}

fn batch(counts: &[Count]) -> Result<RecordBatch, datafusion::arrow::error::ArrowError> {
    let column =
        |value: &dyn Fn(&Count) -> i64| -> ArrayRef { Arc::new(counts.iter().map(value).collect::<Int64Array>()) };
    let columns = vec![
        column(&|count| count.time_index.into()),
        column(&|count| (count.kind as u8).into()),
        column(&|count| count.scenario.into()),
        column(&|count| count.row.into()),
        column(&|count| count.column.into()),
        column(&|count| count.value),
    ];
    RecordBatch::try_new(schema(), columns)
}
