//! One hash of a whole table of results.

use datafusion::{
    arrow::{
        array::Array,
        datatypes::DataType,
        record_batch::RecordBatch,
        util::display::{ArrayFormatter, FormatOptions},
    },
    common::cast::as_float64_array,
    error::Result,
};
use sha2::{Digest, Sha256};

/// SHA-256 over the rows of these batches in their order, every number to its last bit, as hexadecimal.
///
/// # Errors
/// When a column cannot be written as text, which does not happen with ours.
pub fn digest(batches: &[RecordBatch]) -> Result<String> {
    let mut hash = Sha256::new();
    for batch in batches {
        let options = FormatOptions::default().with_null("-");
        let formats: Vec<ArrayFormatter<'_>> = batch
            .columns()
            .iter()
            .map(|column| ArrayFormatter::try_new(column.as_ref(), &options))
            .collect::<std::result::Result<_, _>>()?;
        for row in 0..batch.num_rows() {
            for (column, format) in batch.columns().iter().zip(&formats) {
                if column.data_type() == &DataType::Float64 && column.is_valid(row) {
                    hash.update(as_float64_array(column)?.value(row).to_bits().to_le_bytes());
                } else {
                    hash.update(format.value(row).to_string());
                }
                hash.update([0]);
            }
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
