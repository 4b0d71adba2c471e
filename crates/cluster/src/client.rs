//! The cluster as an engine of campaigns.

use std::time::Duration;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use datafusion::{
    error::DataFusionError,
    execution::SessionStateBuilder,
    prelude::{SessionConfig, SessionContext},
};
use sarex_campaign::{
    args::EngineArgs,
    engine::{Engine, sim_shard},
};
use sarex_headless::failure::Failure;

use crate::{executor::host_and_port, tls::Tls};

/// A cluster by the address of its scheduler.
pub struct Cluster {
    host: String,
    port: u16,
    patience: Duration,
    tls: Option<Tls>,
}

impl Cluster {
    /// The cluster that the arguments name.
    pub fn new(args: &EngineArgs) -> Result<Self, Failure> {
        let unknown = || {
            Failure::input(format!("--engine {}: is not known\n  hint: local, or ballista://HOST:PORT", args.engine))
        };
        let (host, port) = host_and_port(args.engine.strip_prefix("ballista://").ok_or_else(unknown)?)?;
        let seconds = sarex_files::time::parse_duration_s(&args.patience)
            .map_err(|e| Failure::input(format!("--patience {}: {e}", args.patience)))?;
        let patience = Duration::from_secs(seconds.unsigned_abs().max(1));
        Ok(Self { host, port, patience, tls: args.tls.as_deref().map(Tls::read).transpose()? })
    }

    fn config(&self, tasks: usize) -> SessionConfig {
        let config = SessionConfig::new_with_ballista()
            .with_target_partitions(tasks)
            .with_ballista_job_name("sarex campaign")
            // One shard is lost with a machine, not a handful.
            .set_usize("ballista.scheduler.max_partitions_per_task", 1);
        let config = match std::env::var("SAREX_PLANNER").as_deref() {
            Ok("static") => config.with_ballista_adaptive_query_planner(false),
            _ => config.with_ballista_adaptive_query_planner(true),
        };
        match &self.tls {
            Some(tls) => {
                config.with_ballista_use_tls(true).with_ballista_override_create_grpc_client_endpoint(tls.endpoints())
            }
            None => config,
        }
    }
}

impl Engine for Cluster {
    fn name(&self) -> String {
        format!("ballista://{}:{}", self.host, self.port)
    }

    async fn session(&self, tasks: usize) -> Result<SessionContext, String> {
        let address = format!("{}:{}", self.host, self.port);
        let reached = tokio::time::timeout(Duration::from_secs(10), tokio::net::TcpStream::connect(&address)).await;
        if !matches!(reached, Ok(Ok(_))) {
            return Err(no_scheduler(&address));
        }
        let state = SessionStateBuilder::new().with_default_features().with_config(self.config(tasks)).build();
        let scheme = if self.tls.is_some() { "https" } else { "df" };
        let url = format!("{scheme}://{address}");
        let session = SessionContext::remote_with_state(&url, state).await.map_err(|error| self.explain(&error))?;
        session.register_udf(sim_shard());
        Ok(session)
    }

    fn explain(&self, error: &DataFusionError) -> String {
        let text = error.to_string();
        let address = format!("{}:{}", self.host, self.port);
        if lost_all(&text) {
            return format!(
                "every executor of {address} is lost\n  hint: start one: sarex campaign executor --scheduler {address}"
            );
        }
        let gone = [
            "h2 protocol error",
            "transport error",
            "error reading a body",
            "connection refused",
            "tcp connect error",
            "broken pipe",
        ];
        if gone.iter().any(|sign| text.to_lowercase().contains(sign)) {
            return no_scheduler(&address);
        }
        if text.contains("No space left")
            || text.contains("Read-only file system")
            || text.contains("Permission denied")
        {
            return format!("the folder of the campaign cannot be written on an executor: {text}");
        }
        text
    }

    fn hopeless(&self, error: &DataFusionError) -> bool {
        lost_all(&error.to_string())
    }

    fn patience(&self) -> Option<Duration> {
        Some(self.patience)
    }

    fn impatience(&self) -> String {
        let address = format!("{}:{}", self.host, self.port);
        format!(
            "nothing was finished for {} s: no executor of {address} answers, or a shard takes longer\n  hint: start an executor (sarex campaign \
             executor --scheduler {address}), or wait longer (--patience 1h), or plan smaller shards (--runs-per-shard)",
            self.patience.as_secs()
        )
    }
}

fn lost_all(text: &str) -> bool {
    text.contains("executors were lost") || text.contains("no executors remain")
}

fn no_scheduler(address: &str) -> String {
    format!(
        "the scheduler at {address} does not answer, or it ended in the middle\n  hint: start it (sarex campaign scheduler), then resume"
    )
}
