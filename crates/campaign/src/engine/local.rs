//! The engine of one machine: DataFusion in this process, on every core.

use std::time::Duration;

use datafusion::{
    error::DataFusionError,
    prelude::{SessionConfig, SessionContext},
};

use super::{Engine, sim_shard};

/// This process. Its cores are the worker threads of the runtime that [`super::run`] runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Local;

impl Engine for Local {
    fn name(&self) -> String {
        "this machine".into()
    }

    async fn session(&self, tasks: usize) -> Result<SessionContext, String> {
        let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(tasks));
        session.register_udf(sim_shard());
        Ok(session)
    }

    fn explain(&self, error: &DataFusionError) -> String {
        match error.find_root() {
            DataFusionError::IoError(error) => format!("{error}\n  hint: is the disk full, or the folder read-only?"),
            other => other.to_string(),
        }
    }

    /// A full disk stays full.
    fn hopeless(&self, _: &DataFusionError) -> bool {
        true
    }

    fn patience(&self) -> Option<Duration> {
        None
    }

    fn impatience(&self) -> String {
        String::new()
    }
}
