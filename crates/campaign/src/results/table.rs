//! The table `runs` of a campaign, over the parts that are there, for SQL.

use std::path::Path;

use datafusion::{
    arrow::{
        array::Array, compute::cast, datatypes::DataType, record_batch::RecordBatch,
        util::pretty::pretty_format_batches,
    },
    common::cast::as_string_array,
    error::Result,
    prelude::{ParquetReadOptions, SessionConfig, SessionContext},
};

use super::columns::{columns, schema};
use crate::plan::Plan;

/// A session with the table `runs`. It sees the parts that were there when it was opened.
///
/// # Errors
/// As DataFusion says.
pub async fn open(plan: &Plan, folder: &Path) -> Result<SessionContext> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(threads));
    let paths: Vec<String> = (0..plan.shards())
        .filter_map(|index| plan.shard(index))
        .map(|shard| plan.part(folder, shard))
        .filter(|path| path.exists())
        .map(|path| path.display().to_string())
        .collect();
    let schema = schema(&columns(&plan.names));
    if paths.is_empty() {
        context.register_batch("runs", RecordBatch::new_empty(schema))?;
    } else {
        let options = ParquetReadOptions::default().schema(&schema);
        let frame = context.read_parquet(paths, options).await?;
        context.register_table("runs", frame.into_view())?;
    }
    Ok(context)
}

/// What an SQL query gives.
///
/// # Errors
/// As DataFusion says.
pub async fn query(plan: &Plan, folder: &Path, sql: &str) -> Result<Vec<RecordBatch>> {
    open(plan, folder).await?.sql(sql).await?.collect().await
}

/// A table as text.
///
/// # Errors
/// As Arrow says.
pub fn print(batches: &[RecordBatch]) -> Result<String> {
    Ok(pretty_format_batches(batches)?.to_string())
}

/// The text in the first row of a column; empty when there is none.
pub fn first_text(batch: &RecordBatch, column: &str) -> String {
    let column = batch.column_by_name(column).and_then(|column| cast(column, &DataType::Utf8).ok());
    let text = column.as_ref().and_then(|column| as_string_array(column).ok()).filter(|texts| !texts.is_empty());
    text.map(|texts| texts.value(0).to_owned()).unwrap_or_default()
}

/// The digest in the summary of a run that was recorded.
pub fn summary_digest(path: &Path) -> Option<String> {
    let summary: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    summary["digest"].as_str().map(str::to_owned)
}
