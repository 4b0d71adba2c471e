//! The scheduler.

use std::{net::SocketAddr, sync::Arc};

use ballista_core::{config::TaskSchedulingPolicy, utils::default_session_builder};
use ballista_scheduler::{
    cluster::BallistaCluster,
    config::{SchedulerConfig, TaskDistributionPolicy},
    scheduler_process::start_server,
};
use datafusion::{execution::FunctionRegistry, prelude::SessionConfig};
use sarex_campaign::engine::sim_shard;
use sarex_headless::failure::Failure;

use crate::{args::SchedulerArgs, log, tls::Tls};

/// Serves until it is ended.
pub fn serve(args: &SchedulerArgs) -> Result<(), Failure> {
    log::start(args.verbose);
    let tls = args.tls.as_deref().map(Tls::read).transpose()?;
    crate::runtime()?.block_on(serving(args, tls))
}

async fn serving(args: &SchedulerArgs, tls: Option<Tls>) -> Result<(), Failure> {
    let external = crate::external(args.bind, args.external.as_deref())?;
    let outside = SocketAddr::new(args.bind, args.port);
    let inside = match &tls {
        Some(tls) => tls.guard(outside).await?,
        None => outside,
    };
    let config = SchedulerConfig {
        bind_host: inside.ip().to_string(),
        external_host: external.clone(),
        bind_port: args.port,
        // Pull has a heartbeat of its own that shards longer than it make fail.
        scheduling_policy: TaskSchedulingPolicy::PushStaged,
        task_distribution: TaskDistributionPolicy::RoundRobin,
        executor_timeout_seconds: args.executor_timeout_s,
        expire_dead_executor_interval_seconds: (args.executor_timeout_s / 3).max(1),
        no_executors_grace_period_seconds: args.grace_s,
        override_session_builder: Some(Arc::new(|config: SessionConfig| {
            // On the built state: naming functions before would replace the built-in ones.
            let mut state = default_session_builder(config)?;
            state.register_udf(Arc::new(sim_shard()))?;
            Ok(state)
        })),
        use_tls: tls.is_some(),
        override_create_grpc_client_endpoint: tls.as_ref().map(Tls::endpoints),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(Failure::input)?;
    println!("scheduler: ballista://{external}:{}{}", args.port, if tls.is_some() { " with TLS" } else { "" });
    start_server(cluster, inside, Arc::new(config)).await.map_err(|e| {
        Failure::input(format!("{inside}: {e}\n  hint: is another scheduler running there? --port takes another"))
    })
}
