//! The tasks of a job: a file of one row for each shard, so that every shard is a partition of its own.

use std::{fs, io, path::Path, sync::Arc};

use datafusion::{
    arrow::{
        array::{ArrayRef, Int64Array, StringArray},
        datatypes::{DataType, Field, Schema},
        record_batch::RecordBatch,
    },
    error::Result,
    parquet::arrow::ArrowWriter,
    prelude::{ParquetReadOptions, SessionContext},
};

fn schema() -> Arc<Schema> {
    Arc::new(Schema::new(vec![
        Field::new("shard", DataType::Int64, false),
        Field::new("folder", DataType::Utf8, false),
    ]))
}

/// The files of these shards; those that are there and say the same are left alone.
pub fn files(folder: &Path, shards: &[u64]) -> io::Result<Vec<String>> {
    let tasks = folder.join("tasks");
    fs::create_dir_all(&tasks)?;
    shards.iter().map(|shard| file(folder, &tasks, *shard)).collect()
}

fn file(folder: &Path, tasks: &Path, shard: u64) -> io::Result<String> {
    let path = tasks.join(format!("{shard:06}.parquet"));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![shard as i64])),
        Arc::new(StringArray::from(vec![folder.display().to_string()])),
    ];
    let batch = RecordBatch::try_new(schema(), columns).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, schema(), None).map_err(io::Error::other)?;
    writer.write(&batch).map_err(io::Error::other)?;
    writer.close().map_err(io::Error::other)?;
    if fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(path.display().to_string());
    }
    crate::write::bytes(&path, &bytes)?;
    Ok(path.display().to_string())
}

/// The stage that runs the shards must not be the last one: Ballista keeps the places of a lost executor's results for the
/// last stage, and its client then asks the dead.
const SQL: &str = "SELECT count(ended) AS ended FROM (SELECT sim_shard(folder, shard) AS ended FROM tasks)";

/// Runs the shards of these files.
pub async fn job(session: &SessionContext, files: Vec<String>) -> Result<()> {
    let tasks = session.read_parquet(files, ParquetReadOptions::default()).await?;
    session.register_table("tasks", tasks.into_view())?;
    session.sql(SQL).await?.collect().await.map(drop)
}
