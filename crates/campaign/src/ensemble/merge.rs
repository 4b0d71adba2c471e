//! The counts of all pieces, added up by SQL: whole numbers, so the order changes no bit.

use std::path::Path;

use datafusion::{
    arrow::record_batch::RecordBatch,
    common::cast::as_int64_array,
    error::{DataFusionError, Result},
    prelude::{ParquetReadOptions, SessionContext},
};
use sarex_drift::pieces::{Count, Kind};

use super::{Plan, piece};

const SQL: &str = "SELECT time_index, kind, scenario, row, \"column\", CAST(sum(value) AS BIGINT) AS value FROM counts \
                   GROUP BY time_index, kind, scenario, row, \"column\" ORDER BY time_index, kind, scenario, row, \"column\"";

/// The sums over all parts.
///
/// # Errors
/// As DataFusion says; a part that is missing.
pub async fn merge(plan: &Plan, folder: &Path) -> Result<Vec<Count>> {
    let context = SessionContext::new();
    let parts: Vec<String> = (0..u64::from(plan.pieces))
        .filter_map(|index| plan.part(folder, index))
        .map(|part| part.display().to_string())
        .collect();
    let schema = piece::schema();
    let frame = context.read_parquet(parts, ParquetReadOptions::default().schema(&schema)).await?;
    context.register_table("counts", frame.into_view())?;
    let mut counts = Vec::new();
    for batch in context.sql(SQL).await?.collect().await? {
        read(&batch, &mut counts)?;
    }
    Ok(counts)
}

fn read(batch: &RecordBatch, counts: &mut Vec<Count>) -> Result<()> {
    let columns: Vec<_> = batch.columns().iter().map(|column| as_int64_array(column)).collect::<Result<_>>()?;
    let wrong = |what: &str| DataFusionError::Execution(format!("a part holds no counts of pieces: {what}"));
    for line in 0..batch.num_rows() {
        let at = |column: usize| columns[column].value(line);
        counts.push(Count {
            time_index: u32::try_from(at(0)).map_err(|_| wrong("time_index"))?,
            kind: u8::try_from(at(1)).ok().and_then(Kind::of_number).ok_or_else(|| wrong("kind"))?,
            scenario: u16::try_from(at(2)).map_err(|_| wrong("scenario"))?,
            row: i32::try_from(at(3)).map_err(|_| wrong("row"))?,
            column: i32::try_from(at(4)).map_err(|_| wrong("column"))?,
            value: at(5),
        });
    }
    Ok(())
}
