//! The command line of a cluster.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the scheduler of a cluster; keeps running
    Scheduler(SchedulerArgs),
    /// Start an executor of a cluster; keeps running and starts itself again when it dies
    Executor(ExecutorArgs),
    /// Make the certificates with which the machines of a cluster know each other
    Certificates(CertificateArgs),
    #[command(flatten)]
    #[expect(missing_docs, reason = "they are explained where they are")]
    Campaign(sarex_campaign::args::Command),
}

/// The scheduler.
#[derive(Clone, Debug, Args)]
pub struct SchedulerArgs {
    /// Address to listen at
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub bind: std::net::IpAddr,
    /// Name or address by which executors and clients reach it (default: that of --bind)
    #[arg(long, value_name = "HOST")]
    pub external: Option<String>,
    /// Port
    #[arg(long, default_value_t = 50_050)]
    pub port: u16,
    /// Seconds without a sign of life after which an executor is lost
    #[arg(long, value_name = "S", default_value_t = 20)]
    pub executor_timeout_s: u64,
    /// Seconds without any executor after which jobs fail
    #[arg(long, value_name = "S", default_value_t = 30)]
    pub grace_s: u64,
    /// Folder with ca.pem, node.pem and node.key for mutual TLS
    #[arg(long, value_name = "DIR")]
    pub tls: Option<PathBuf>,
    /// Tell everything on standard error
    #[arg(long)]
    pub verbose: bool,
}

/// An executor.
#[derive(Clone, Debug, Args)]
pub struct ExecutorArgs {
    /// The scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// Address to listen at
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub bind: std::net::IpAddr,
    /// Name or address by which the others reach it (default: that of --bind)
    #[arg(long, value_name = "HOST")]
    pub external: Option<String>,
    /// First of two ports
    #[arg(long, default_value_t = 50_060)]
    pub port: u16,
    /// Shards that it runs at once (default: all cores)
    #[arg(long, value_name = "N")]
    pub cores: Option<u16>,
    /// Folder for what passes between stages (default: a new one among the system's temporary files)
    #[arg(long, value_name = "DIR")]
    pub work: Option<PathBuf>,
    /// Seconds between signs of life
    #[arg(long, value_name = "S", default_value_t = 5)]
    pub heartbeat_s: u64,
    /// Folder with ca.pem, node.pem and node.key for mutual TLS
    #[arg(long, value_name = "DIR")]
    pub tls: Option<PathBuf>,
    /// End when it dies instead of starting again
    #[arg(long)]
    pub once: bool,
    /// Tell everything on standard error
    #[arg(long)]
    pub verbose: bool,
}

/// Certificates.
#[derive(Clone, Debug, Args)]
pub struct CertificateArgs {
    /// Folder for ca.pem, node.pem and node.key; copy it to every machine of the cluster, keep it from everybody else
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
