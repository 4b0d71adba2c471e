//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Plan, rehearse, run, replay and grade joint maritime search-and-rescue exercises on real sea charts.
///
/// Without a command the exercise desk opens on the default drill; without a display that drill runs headless.
#[derive(Debug, Parser)]
#[command(name = "sarex", version, max_term_width = 110)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "one is parsed in a run")]
pub enum Command {
    /// Open the exercise desk, or draw a chart picture without a window (--screenshot)
    Desk(DeskArgs),
    /// Run a scenario headless; write recording, events, summary, report and chart
    Run(RunArgs),
    /// Play a recording back and compare digests
    Replay(ReplayArgs),
    /// Go on with the recording of a run that was cut off, in the same file, to the end
    Resume(ResumeArgs),
    /// Start a branch of a recording: the same until a time, then other orders with the same drift and dice
    Branch(BranchArgs),
    /// Compare two recordings: times, probability of success, survivors, and the first event that differs
    Compare(CompareArgs),
    /// Write the after-action report of a recording
    Report(ReportArgs),
    /// Check scenarios, map packs, plugins and recordings: every finding with file, line and hint
    Check(CheckArgs),
    /// Predict where a search object drifts: ensemble, probability map, containment, chart
    ///
    /// The model is the leeway ensemble of Breivik and Allen (2008) over 85 object classes. A case needs an object, where and
    /// when it was lost, wind and current; everything else has a default. Positions are degrees and minutes, times are UTC.
    ///
    ///   sarex drift --object LIFE-RAFT-NB-1 --position "36-02N 131-11E" --error-nm 2 --time 2016-11-20T06:00Z
    ///       --hours 24 --wind wind/gfs_wind10m_20161120-22_eastasia.nc --current 40/0.8
    ///
    /// The same as a case file, run with `sarex drift --case raft.toml`:
    ///
    ///   hours = 24
    ///   [environment]
    ///   wind = ["wind/gfs_wind10m_20161120-22_eastasia.nc"]
    ///   current = ["40/0.8"]
    ///   [[scenario]]
    ///   object = "LIFE-RAFT-NB-1"
    ///   position = "36-02N 131-11E"
    ///   error_nm = 2
    ///   time = "2016-11-20T06:00Z"
    #[command(verbatim_doc_comment, allow_negative_numbers = true)]
    Drift(Box<sarex_drift::inputs::Args>),
    /// The search planner's worksheets: datum, sweep width, effort, POD, allocation, survival
    #[command(subcommand)]
    Plan(sarex_plan::PlanCommand),
    /// Search patterns for chart plotters, built in or by a plugin
    #[command(subcommand)]
    Pattern(PatternKind),
    /// Who was told what in a recording, and what a partner would get of a cell's information
    #[command(subcommand)]
    Share(ShareCommand),
    /// Show the messages of a recording in any language, or fill in a form from what a cell knew
    Message(MessageArgs),
    /// Make, build, check, test, replay, sign, pack or install plugins
    #[command(subcommand)]
    Plugin(PluginArgs),
    /// Rehearsal campaigns: a thousand runs, compared with intervals, here or on a cluster
    ///
    /// plan, run, resume, status, report, sql, shard, tournament, drift; on a cluster scheduler, executor, certificates.
    /// `sarex campaign run --help` and the like explain them.
    #[command(disable_help_flag = true)]
    Campaign {
        /// Command of the campaign and its arguments
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "COMMAND")]
        args: Vec<std::ffi::OsString>,
    },
    /// The exercise list (MSEL) of a scenario as a spreadsheet, and back
    #[command(subcommand)]
    Msel(MselArgs),
}

#[derive(Debug, Default, ClapArgs)]
pub struct DeskArgs {
    /// Scenario: a name under scenarios/ or a folder
    pub scenario: Option<String>,
    /// Open a recording for replay instead
    #[arg(long, value_name = "RECORDING", conflicts_with_all = ["scenario", "seed"])]
    pub replay: Option<PathBuf>,
    /// Go on live with a recording that was cut off, where it stood
    #[arg(long, value_name = "RECORDING", conflicts_with_all = ["scenario", "replay", "seed", "screenshot"])]
    pub resume: Option<PathBuf>,
    /// Draw the desk into a PNG file instead of opening a window: a moment of the recording (--replay), or of the scenario,
    /// run up to it
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,
    /// Exercise time of the picture, HH:MM[:SS] after the start
    #[arg(long, value_name = "HH:MM[:SS]", default_value = "00:00", requires = "screenshot")]
    pub at: Option<String>,
    /// Size of the picture in pixels
    #[arg(long, value_name = "WxH", default_value = "1600x900")]
    pub size: Option<String>,
    /// Language
    #[arg(long, value_enum)]
    pub lang: Option<Lang>,
    /// Colours
    #[arg(long, value_enum)]
    pub palette: Option<PaletteArg>,
    /// Picture as this cell sees it (default: control)
    #[arg(long, value_name = "CELL", requires = "screenshot")]
    pub cell: Option<String>,
    /// Panel that the picture shows on the right; script: with the script editor over the chart
    #[arg(long, value_enum, requires = "screenshot", conflicts_with = "chart_only")]
    pub panel: Option<PanelArg>,
    /// Script plugin that the script editor shows (default: the template)
    #[arg(long, value_name = "ID", requires = "panel")]
    pub script: Option<String>,
    /// Picture of the chart alone, without panels
    #[arg(long, requires = "screenshot")]
    pub chart_only: bool,
    /// Seed of every random draw (default: the scenario's)
    #[arg(long)]
    pub seed: Option<u64>,
    /// Read plugins again while the exercise runs, whenever their files change
    #[arg(long, conflicts_with_all = ["replay", "screenshot"])]
    pub watch_plugins: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Ko,
    Ja,
    #[default]
    En,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PaletteArg {
    #[default]
    Day,
    Dusk,
    Night,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PanelArg {
    #[default]
    Messages,
    Events,
    Plan,
    Coordination,
    Sharing,
    Notes,
    List,
    Control,
    Plugins,
    Script,
}

#[derive(Clone, Debug, ClapArgs)]
pub struct RunArgs {
    /// Scenario: a name under scenarios/ or a folder
    pub scenario: String,
    /// Seed of every random draw (default: the scenario's)
    #[arg(long)]
    pub seed: Option<u64>,
    /// Stop after this exercise time, for example 6h or 90min (default: the scenario's length)
    #[arg(long, value_name = "DUR")]
    pub until: Option<String>,
    /// Folder for the files (default: sarex-out/SCENARIO-SEED)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print the summary as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
    /// Language of the chart, and that the report opens in; it holds all three
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Threads that plugins may use; the result does not depend on it
    #[arg(long, default_value_t = 1)]
    pub threads: usize,
    /// Run plugins without the canonical NaN that makes results equal on every processor
    #[arg(long)]
    pub fast: bool,
    /// Keep nothing: no recording, no files; with --json for batches of runs
    #[arg(long, conflicts_with = "out")]
    pub no_files: bool,
}

#[derive(Debug, ClapArgs)]
pub struct ReplayArgs {
    /// Recording
    pub recording: PathBuf,
    /// Run the plugins again and stop at the first decision that differs; it is kept as a repro file
    #[arg(long)]
    pub reexecute: bool,
    /// Folder for the repro file of the first difference (default: here)
    #[arg(long, value_name = "DIR", requires = "reexecute")]
    pub out: Option<PathBuf>,
    /// Print the result as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct ResumeArgs {
    /// Recording of the run that was cut off
    pub recording: PathBuf,
    /// Stop after this exercise time, for example 6h or 90min (default: the scenario's length)
    #[arg(long, value_name = "DUR")]
    pub until: Option<String>,
    /// Print the summary as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
    /// Language of the chart, and that the report opens in; it holds all three
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
}

#[derive(Debug, ClapArgs)]
pub struct BranchArgs {
    /// Recording
    pub recording: PathBuf,
    /// Exercise time at which the branch begins
    #[arg(long, value_name = "HH:MM[:SS]")]
    pub at: String,
    /// File with [[command]] and [[search]] tables, as in a scenario, with `at` after the start of the exercise
    #[arg(long, value_name = "FILE.toml")]
    pub orders: Option<PathBuf>,
    /// Give the commands that came later in the recording too
    #[arg(long)]
    pub keep_commands: bool,
    /// Stop after this exercise time (default: the scenario's length)
    #[arg(long, value_name = "DUR")]
    pub until: Option<String>,
    /// Recording of the branch
    #[arg(long, value_name = "FILE")]
    pub record: PathBuf,
    /// Print the comparison as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct CompareArgs {
    /// One recording
    pub a: PathBuf,
    /// The other
    pub b: PathBuf,
    /// Print the result as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct ReportArgs {
    /// Recording
    pub recording: PathBuf,
    /// Report file: HTML in all three languages with a switch, or PDF in one language for paper
    #[arg(long = "to", alias = "out", value_name = "FILE.html|FILE.pdf")]
    pub to: PathBuf,
    /// Language of the PDF, and that the HTML opens in
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Write the improvement plan too, for `lessons = ["FILE.toml"]` in the next scenario
    #[arg(long, value_name = "FILE.toml")]
    pub lessons: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum ShareCommand {
    /// Who was told what, when, and how old it was
    Ledger(LedgerArgs),
    /// What a partner would get of what a cell knows, and which rule of release says so
    Preview(PreviewArgs),
}

#[derive(Debug, ClapArgs)]
pub struct LedgerArgs {
    /// Recording
    pub recording: PathBuf,
    /// Only what this cell told or was told
    #[arg(long, value_name = "CELL")]
    pub cell: Option<String>,
    /// Language
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Print one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct PreviewArgs {
    /// Recording
    pub recording: PathBuf,
    /// The telling cell
    #[arg(long, value_name = "CELL")]
    pub from: String,
    /// The partner
    #[arg(long, value_name = "CELL")]
    pub to: String,
    /// Time after the start, for example 90min or 1h30min (default: the recording's end)
    #[arg(long, value_name = "DUR")]
    pub at: Option<String>,
    /// Language
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Print one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct MessageArgs {
    #[command(subcommand)]
    pub command: MessageCommand,
}

#[derive(Debug, Subcommand)]
pub enum MessageCommand {
    /// Show messages with their receipts, each as its reader sees it
    Show(MessageShowArgs),
    /// Fill in a form from what a cell knew, and from nothing else
    Draft(MessageDraftArgs),
}

#[derive(Debug, ClapArgs)]
pub struct MessageShowArgs {
    /// Recording
    pub recording: PathBuf,
    /// Language of the reader
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Cell that reads: only what it sent or got, as it understood it (default: exercise control, which sees all)
    #[arg(long, value_name = "ID")]
    pub cell: Option<String>,
    /// Exercise time, for example 1h30min (default: the end)
    #[arg(long, value_name = "DUR")]
    pub at: Option<String>,
    /// Only the message of this number
    #[arg(long, value_name = "N")]
    pub number: Option<u32>,
    /// Only messages that hold this text, in the reader's language or as written
    #[arg(long, value_name = "TEXT")]
    pub find: Option<String>,
    /// Only this kind, for example sitrep
    #[arg(long)]
    pub kind: Option<String>,
    /// Only this channel
    #[arg(long, value_name = "ID")]
    pub channel: Option<String>,
    /// Only messages from or to this cell
    #[arg(long, value_name = "ID")]
    pub with: Option<String>,
    /// Only messages that the reader has not read
    #[arg(long)]
    pub unread: bool,
    /// Only messages that are not acknowledged
    #[arg(long)]
    pub unanswered: bool,
    /// Print the messages as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct MessageDraftArgs {
    /// Recording
    pub recording: PathBuf,
    /// Cell that writes
    #[arg(long, value_name = "ID")]
    pub cell: String,
    /// Form: distress-alert, sitrep-short, sitrep-long, search-action-message, tasking, read-back,
    /// request-for-information or handover
    #[arg(long)]
    pub kind: String,
    /// Exercise time, for example 1h30min (default: the end)
    #[arg(long, value_name = "DUR")]
    pub at: Option<String>,
    /// Language of the reader
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Print the draft as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// Scenario folders, map packs, plugin folders, .sarexplugin files or recordings
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Print the findings as one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum MselArgs {
    /// Write injects, procedures and searches as a table, one a row
    Export {
        /// Scenario: a name under scenarios/ or a folder
        scenario: String,
        /// File, .csv or .xlsx (default: CSV on standard output)
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Write a table into a scenario: rows with its ids change those, others are added, everything else stays
    ///
    /// Lists of other people are read as far as possible; what was left, and why, is told by row and column.
    Import {
        /// The table, .csv (UTF-8) or .xlsx
        file: PathBuf,
        /// Scenario: a name under scenarios/ or a folder
        #[arg(long, value_name = "SCENARIO")]
        into: String,
        /// Tell what would change, and write nothing
        #[arg(long)]
        dry_run: bool,
        /// Which cell a name in the table means, NAME=CELL; may be repeated
        #[arg(long = "cell", value_name = "NAME=CELL")]
        cells: Vec<String>,
        /// Print the result as one JSON document on standard output
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "one is parsed in a run")]
pub enum PatternKind {
    #[command(flatten)]
    BuiltIn(sarex_plan::PatternCommand),
    /// A pattern planned by a plugin, with the plugin's own parameters
    Plugin(PatternArgs),
}

#[derive(Debug, ClapArgs)]
pub struct PatternArgs {
    /// Pattern: expanding-square, sector, parallel-track, creeping-line, track-line, lawnmower, spiral ...
    pub kind: String,
    /// Datum, for example "36-02N 131-11E"
    #[arg(long, value_name = "POSITION")]
    pub datum: String,
    /// Radius of 50 % probability round the datum, nautical miles
    #[arg(long, value_name = "NM", default_value_t = 5.0)]
    pub error_nm: f64,
    /// Corners of the area, at least three (default: a box round the datum)
    #[arg(long, value_name = "POSITION", num_args = 3..)]
    pub area: Vec<String>,
    /// Points of the track, at least two (track line search)
    #[arg(long, value_name = "POSITION", num_args = 2..)]
    pub track: Vec<String>,
    /// Track spacing, nautical miles (default: fitted to the effort)
    #[arg(long, value_name = "NM")]
    pub spacing_nm: Option<f64>,
    /// Where the unit starts (default: the datum)
    #[arg(long, value_name = "POSITION")]
    pub start: Option<String>,
    /// Kind of unit
    #[arg(long, value_enum, default_value = "vessel")]
    pub class: ClassArg,
    /// Number of equal units
    #[arg(long, default_value_t = 1)]
    pub units: u32,
    /// Search speed, knots
    #[arg(long, value_name = "KN", default_value_t = 15.0)]
    pub speed_kn: f64,
    /// Endurance from now on, for example 6h
    #[arg(long, value_name = "DUR", default_value = "6h")]
    pub endurance: String,
    /// Sweep width, nautical miles
    #[arg(long, value_name = "NM", default_value_t = 2.0)]
    pub sweep_width_nm: f64,
    /// Search height, metres (aircraft)
    #[arg(long, value_name = "M", default_value_t = 0.0)]
    pub height_m: f64,
    /// Rate of turn, degrees a second
    #[arg(long, value_name = "DEG/S", default_value_t = 3.0)]
    pub turn_rate: f64,
    /// Drift of the object: direction (degrees true) and speed (knots), for example 110/0.6
    #[arg(long, value_name = "DEG/KN")]
    pub drift: Option<String>,
    /// Parameter of the plugin, KEY=VALUE; may be repeated
    #[arg(long = "param", value_name = "KEY=VALUE")]
    pub params: Vec<String>,
    /// Plugin (default: the first that plans this pattern)
    #[arg(long)]
    pub plugin: Option<String>,
    /// Format
    #[arg(long, value_enum, default_value = "geojson")]
    pub format: Format,
    /// File (default: standard output)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClassArg {
    Vessel,
    Helicopter,
    Aeroplane,
    Drone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Geojson,
    Gpx,
}

#[derive(Debug, Subcommand)]
pub enum PluginArgs {
    /// List the plugins with world, version and hash
    List {
        /// Print one JSON document on standard output
        #[arg(long)]
        json: bool,
    },
    /// Try plugins apart from an exercise: conformance levels L0 to L4, fuel, badge
    Check {
        /// Plugin names or folders (default: all)
        plugins: Vec<String>,
        /// Print the reports as one JSON document on standard output
        #[arg(long)]
        json: bool,
        /// Seed of the drawn questions
        #[arg(long, default_value_t = 0)]
        seed: u64,
        /// Write the calls that a plugin failed on into this folder, as repro files
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Run a plugin's own tests and the cases in its folder cases/
    Test {
        /// Plugin names or folders (default: all)
        plugins: Vec<String>,
        /// Write cases/NAME.json from the standard sample with the answers of now, instead of testing
        #[arg(long, value_name = "NAME")]
        record: Option<String>,
    },
    /// Make the call in a repro.json again, alone: recorded against got, field by field
    Replay {
        /// A repro.json or a case
        repro: PathBuf,
        /// Folder or name of the plugin (default: the one that the file names)
        #[arg(long, value_name = "DIR")]
        plugin: Option<String>,
        /// Print the result as one JSON document on standard output
        #[arg(long)]
        json: bool,
    },
    /// Make a working plugin in a folder of its own, from a template in this program
    New {
        /// Its id and the name of its folder: lower-case words with hyphens between them
        id: String,
        /// rust, js, c or python
        #[arg(long)]
        lang: String,
        /// vessel-behaviour, search-pattern, sensor-model or exercise-judge
        #[arg(long)]
        world: String,
        /// The folder in which its folder is made
        #[arg(long, default_value = ".")]
        dir: PathBuf,
    },
    /// Build a plugin's component from its source
    Build {
        /// Plugin names or folders (default: all)
        plugins: Vec<String>,
        /// Build beside the committed component, compare, and leave it as it is
        #[arg(long)]
        compare: bool,
    },
    /// Make a pair of keys to sign plugins with
    Keygen {
        /// Whose key it is: letters, digits, - and _; reports name it
        name: String,
        /// ISO 3166-1 alpha-2 code of its owner, for example KR
        #[arg(long, value_name = "CC")]
        nation: String,
        /// Folder for NAME.secret.toml and NAME.key.toml
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
    /// Sign a plugin: write plugin.sig beside plugin.toml
    Sign {
        /// Plugin name or folder
        plugin: String,
        /// The NAME.secret.toml of `keygen`
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Tell who signed a plugin or a pack; status 1 unless a trusted key did
    Verify {
        /// Plugin name, folder or .sarexplugin file
        plugin: String,
    },
    /// Let the signatures of a key count
    Trust {
        /// The NAME.key.toml of its owner
        file: PathBuf,
    },
    /// Pack a plugin into one file, to be handed over
    Pack {
        /// Plugin name or folder
        plugin: String,
        /// Sign the pack with this NAME.secret.toml
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// File (default: ID-VERSION.sarexplugin)
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Install a .sarexplugin file
    Install {
        /// The file
        file: PathBuf,
        /// Put it in the place of another plugin of its id
        #[arg(long)]
        force: bool,
    },
    /// Print the [[plugin]] tables that pin a scenario's plugins to the components here
    Pin {
        /// Scenario: a name under scenarios/ or a folder
        scenario: String,
    },
    /// Write a plugin with the picture beside you: at every change it is built, checked, scored and drawn
    Dev(DevArgs),
    /// Score search patterns against the four of the textbook on seeded drift cases, or a behaviour's encounters
    Score(ScoreArgs),
    /// The process in which `sarex` compiles a component under limits
    #[command(hide = true)]
    CompileComponent {
        /// certified or fast
        profile: String,
        /// The component
        from: PathBuf,
        /// The file to write
        to: PathBuf,
        /// Address space that it may use, bytes
        max_bytes: u64,
    },
}

#[derive(Debug, ClapArgs)]
pub struct DevArgs {
    /// Folder of the plugin, or the name of one that there is
    pub plugin: String,
    /// One pattern (default: all of the plugin)
    #[arg(long, value_name = "NAME")]
    pub pattern: Option<String>,
    /// Once instead of at every change; exit status 1 when there are findings
    #[arg(long)]
    pub once: bool,
    /// Folder for the pictures, one a pattern (default: sarex-out/dev/PLUGIN)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Number of the case that is drawn
    #[arg(long, value_name = "N", default_value_t = 13)]
    pub case: u32,
    /// Number of cases for the score
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub cases: u32,
    /// Seed of the cases
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, ClapArgs)]
pub struct ScoreArgs {
    /// Name or folder of the plugin
    pub plugin: String,
    /// One pattern (default: all of the plugin)
    #[arg(long, value_name = "NAME")]
    pub pattern: Option<String>,
    /// Parameter of the search, KEY=VALUE; may be repeated
    #[arg(long = "param", value_name = "KEY=VALUE")]
    pub params: Vec<String>,
    /// Number of cases
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub cases: u32,
    /// Seed of the cases
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Print one JSON document on standard output
    #[arg(long)]
    pub json: bool,
}
