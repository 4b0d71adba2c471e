//! The command line of campaigns.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with a campaign.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Plan a campaign into a folder: scenario and design checked, every row resolved; nothing is run
    Plan(PlanArgs),
    /// Plan a campaign (unless its folder is planned already), run it and write its report
    Run(RunArgs),
    /// Run what is missing of a campaign
    Resume(ResumeArgs),
    /// How far a campaign is, and what its parts say so far
    Status(StatusArgs),
    /// Write the report of a campaign, with its best and its worst run as recordings
    Report(ReportArgs),
    /// Ask the results in SQL: the table is `runs`, one row a run; also while it runs
    Sql(SqlArgs),
    /// Run one shard of a planned campaign: the same work for Slurm, Kubernetes or anything else that counts
    Shard(ShardArgs),
    /// One drift ensemble of millions of elements, in pieces: `sarex campaign drift --out DIR -- FLAGS OF sarex drift`
    Drift(DriftArgs),
    /// Let search patterns compete on the same drift and dice; their names stay hidden until `report --reveal`
    Tournament(TournamentArgs),
}

/// What is run.
#[derive(Clone, Debug, Args)]
pub struct PlanArgs {
    /// Scenario: a name under scenarios/ or a folder
    pub scenario: String,
    /// What is asked of it
    #[command(flatten)]
    pub wanted: WantedArgs,
    /// Folder of the campaign
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// How much is run.
#[derive(Clone, Debug, Args)]
pub struct WantedArgs {
    /// Runs of each row of the design
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub runs: u64,
    /// Design: what is compared (factors) and what is uncertain (draws); without it, only the dice
    #[arg(long, value_name = "FILE.toml")]
    pub vary: Option<PathBuf>,
    /// First seed; run K of each row has the K-th after it
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub first_seed: u64,
    /// End every run at this exercise time, for example 4h (default: the scenario's length)
    #[arg(long, value_name = "DUR")]
    pub until: Option<String>,
    /// Runs of a shard: what is lost when a machine dies (default: 10, more above 20,000 runs)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub runs_per_shard: Option<u64>,
}

/// Where it is run.
#[derive(Clone, Debug, Args)]
pub struct EngineArgs {
    /// local, or ballista://HOST:PORT of a scheduler
    #[arg(long, value_name = "ENGINE", default_value = "local")]
    pub engine: String,
    /// Cores of the local engine (default: all); the results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Give up when nothing gets done on a cluster for so long
    #[arg(long, value_name = "DUR", default_value = "10min")]
    pub patience: String,
    /// Folder with ca.pem, node.pem and node.key for mutual TLS with a cluster
    #[arg(long, value_name = "DIR")]
    pub tls: Option<PathBuf>,
}

/// Plan and run.
#[derive(Clone, Debug, Args)]
pub struct RunArgs {
    /// What is planned
    #[command(flatten)]
    pub plan: PlanArgs,
    /// Where
    #[command(flatten)]
    pub engine: EngineArgs,
    /// What is written afterwards
    #[command(flatten)]
    pub report: ReportOptions,
}

/// Go on.
#[derive(Clone, Debug, Args)]
pub struct ResumeArgs {
    /// Folder of the campaign
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Where
    #[command(flatten)]
    pub engine: EngineArgs,
    /// What is written afterwards
    #[command(flatten)]
    pub report: ReportOptions,
}

/// How far it is.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    /// Folder of the campaign
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// As one JSON document
    #[arg(long)]
    pub json: bool,
}

/// The report.
#[derive(Clone, Debug, Args)]
pub struct ReportArgs {
    /// Folder of the campaign
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// How
    #[command(flatten)]
    pub options: ReportOptions,
}

/// How the report is written.
#[derive(Clone, Debug, Args)]
pub struct ReportOptions {
    /// Language that the report opens in, and of what is printed; it holds all three
    #[arg(long, value_name = "en|ko|ja", default_value = "en")]
    pub lang: String,
    /// Confidence of the intervals, percent
    #[arg(long, value_name = "PERCENT", default_value_t = 95.0)]
    pub confidence: f64,
    /// Without recordings of the best and the worst run
    #[arg(long)]
    pub no_recordings: bool,
    /// Show the names behind the code names of a tournament
    #[arg(long)]
    pub reveal: bool,
}

/// A question.
#[derive(Clone, Debug, Args)]
pub struct SqlArgs {
    /// Folder of the campaign
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The question, for example "SELECT variant, avg(survivors) FROM runs GROUP BY variant"; none: the columns
    pub query: Option<String>,
    /// As CSV instead of a table
    #[arg(long)]
    pub csv: bool,
}

/// One shard.
#[derive(Clone, Debug, Args)]
pub struct ShardArgs {
    /// Folder of the planned campaign
    #[arg(long, value_name = "DIR")]
    pub plan: PathBuf,
    /// Number of the shard, from 0
    #[arg(long, value_name = "I")]
    pub index: u64,
    /// Print how many shards the plan has, and run nothing
    #[arg(long)]
    pub count: bool,
}

/// A tournament.
#[derive(Clone, Debug, Args)]
pub struct TournamentArgs {
    /// Scenario: a name under scenarios/ or a folder
    pub scenario: String,
    /// An entry: plugin/kind, for example iamsar-patterns/parallel-track; at least two
    #[arg(long = "pattern", value_name = "PLUGIN/KIND", required = true)]
    pub patterns: Vec<String>,
    /// Only these searches of the scenario take the pattern (default: all)
    #[arg(long = "search", value_name = "ID")]
    pub searches: Vec<String>,
    /// How much
    #[command(flatten)]
    pub wanted: WantedArgs,
    /// Folder of the campaign
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Show the names at once
    #[arg(long)]
    pub open: bool,
    /// Where
    #[command(flatten)]
    pub engine: EngineArgs,
    /// What is written afterwards
    #[command(flatten)]
    pub report: ReportOptions,
}

/// A large ensemble.
#[derive(Clone, Debug, Args)]
pub struct DriftArgs {
    /// Folder of the work; the products come into its folder drift
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Elements of a piece
    #[arg(long, value_name = "N", default_value_t = 262_144, value_parser = clap::value_parser!(u32).range(256..))]
    pub piece: u32,
    /// Where
    #[command(flatten)]
    pub engine: EngineArgs,
    /// Flags of `sarex drift`, after --
    #[arg(last = true, required = true, value_name = "FLAGS")]
    pub flags: Vec<std::ffi::OsString>,
}
