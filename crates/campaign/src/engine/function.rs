//! The scalar function that runs a shard.

use std::{path::Path, sync::Arc};

use datafusion::{
    arrow::{
        array::{AsArray, StringArray},
        datatypes::{DataType, Int64Type},
    },
    error::{DataFusionError, Result},
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility},
};

use crate::shard;

/// Its name in SQL.
pub const NAME: &str = "sim_shard";

/// `sim_shard(folder, shard)`: runs a shard of the campaign in a folder and says how it ended, as JSON. Storage trouble is an
/// error, which engines try again; everything else is in the text.
pub fn sim_shard() -> ScalarUDF {
    // Volatile, or an optimiser would run it once for all or twice.
    ScalarUDF::new_from_impl(SimShard {
        signature: Signature::exact(vec![DataType::Utf8, DataType::Int64], Volatility::Volatile),
    })
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct SimShard {
    signature: Signature,
}

impl ScalarUDFImpl for SimShard {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let (folders, shards) = (arrays[0].as_string::<i32>(), arrays[1].as_primitive::<Int64Type>());
        let ended: Result<Vec<String>> = folders
            .iter()
            .zip(shards)
            .map(|(folder, shard)| one(folder.unwrap_or_default(), shard.unwrap_or(-1)))
            .collect();
        Ok(ColumnarValue::Array(Arc::new(StringArray::from(ended?))))
    }
}

fn one(folder: &str, shard: i64) -> Result<String> {
    let shard = u64::try_from(shard).map_err(|_| DataFusionError::Execution(format!("there is no shard {shard}")))?;
    let ended = shard::guarded(Path::new(folder), shard).map_err(DataFusionError::IoError)?;
    Ok(match ended {
        Ok(done) => format!(
            "{{\"shard\":{shard},\"units\":{},\"skipped\":{},\"wall_ms\":{}}}",
            done.units, done.skipped, done.wall_ms
        ),
        Err(given_up) => serde_json::to_string(&given_up).unwrap_or_default(),
    })
}
