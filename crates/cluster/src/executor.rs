//! An executor: one process, until it ends.

use std::{net::SocketAddr, sync::Arc};

use ballista_core::{
    ConfigProducer, config::TaskSchedulingPolicy, extension::SessionConfigExt as _, registry::BallistaFunctionRegistry,
};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use datafusion::prelude::SessionConfig;
use sarex_campaign::engine::{NAME, sim_shard};
use sarex_headless::failure::Failure;

use crate::{args::ExecutorArgs, log, supervisor, tls::Tls};

/// Seconds in which the scheduler must answer at the start; the supervisor tries again.
const CONNECT_S: u16 = 20;

/// Serves until it is ended or dies.
pub fn serve(args: &ExecutorArgs) -> Result<(), Failure> {
    log::start(args.verbose);
    supervisor::watch_parent();
    let tls = args.tls.as_deref().map(Tls::read).transpose()?;
    crate::runtime()?.block_on(serving(args, tls))
}

async fn serving(args: &ExecutorArgs, tls: Option<Tls>) -> Result<(), Failure> {
    let (scheduler_host, scheduler_port) = host_and_port(&args.scheduler)?;
    let ports = [args.port, args.port.saturating_add(1)];
    let mut inside = args.bind;
    if let Some(tls) = &tls {
        for port in ports {
            inside = tls.guard(SocketAddr::new(args.bind, port)).await?.ip();
        }
    }
    let id = format!("{}-{}-{}", args.port, std::process::id(), now_ms());
    let work = args.work.clone().unwrap_or_else(|| std::env::temp_dir().join("sarex-executor")).join(&id);
    std::fs::create_dir_all(&work).map_err(|e| Failure::input(format!("{}: cannot be made: {e}", work.display())))?;
    let mut functions = BallistaFunctionRegistry::default();
    functions.scalar_functions.insert(NAME.into(), Arc::new(sim_shard()));
    let cores = args.cores.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let config = ExecutorProcessConfig {
        // A new one at every start: the scheduler refuses one that it believes to be alive.
        executor_id: id,
        bind_host: inside.to_string(),
        external_host: Some(crate::external(args.bind, args.external.as_deref())?),
        port: ports[0],
        grpc_port: ports[1],
        scheduler_host,
        scheduler_port,
        scheduler_connect_timeout_seconds: CONNECT_S,
        vcores: cores,
        task_scheduling_policy: TaskSchedulingPolicy::PushStaged,
        work_dir: Some(work.display().to_string()),
        executor_heartbeat_interval_seconds: args.heartbeat_s,
        override_function_registry: Some(Arc::new(functions)),
        override_config_producer: tls.as_ref().map(producer),
        override_create_grpc_client_endpoint: tls.as_ref().map(Tls::endpoints),
        ..ExecutorProcessConfig::default()
    };
    println!("executor: port {} for {}, {cores} shards at once", args.port, args.scheduler);
    let ended = start_executor_process(Arc::new(config)).await;
    let _ = std::fs::remove_dir_all(&work);
    ended.map_err(|e| {
        Failure::input(format!(
            "executor at port {}: {e}\n  hint: does the scheduler run at {}?",
            args.port, args.scheduler
        ))
    })
}

/// Tasks fetch from other executors with TLS too.
fn producer(tls: &Tls) -> ConfigProducer {
    let endpoints = tls.endpoints();
    Arc::new(move || {
        SessionConfig::new_with_ballista()
            .with_ballista_use_tls(true)
            .with_ballista_override_create_grpc_client_endpoint(endpoints.clone())
    })
}

/// `HOST:PORT` in its parts.
pub fn host_and_port(text: &str) -> Result<(String, u16), Failure> {
    let wrong = || Failure::input(format!("{text}: write HOST:PORT, for example 10.0.0.5:50050"));
    let (host, port) = text.rsplit_once(':').ok_or_else(wrong)?;
    if host.is_empty() {
        return Err(wrong());
    }
    Ok((host.to_owned(), port.parse().map_err(|_| wrong())?))
}

fn now_ms() -> u128 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis())
}
