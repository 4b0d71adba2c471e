//! `sarex desk`, and the bare `sarex`.

use sarex_files::roots::Roots;

use crate::{
    args::DeskArgs,
    failure::Failure,
    open::{self, OpenOptions},
    run,
};

/// What opens when nothing is named.
const DEFAULT_SCENARIO: &str = "donghae-oki-raft";

/// Opens the desk, draws its picture, or runs headless where there is no display.
pub fn open(args: DeskArgs) -> Result<(), Failure> {
    if args.screenshot.is_some() {
        return picture(&args);
    }
    if let Some(reason) = no_window() {
        return without_display(&args, &reason);
    }
    window(args)
}

fn scenario_of(args: &DeskArgs) -> String {
    args.scenario.clone().unwrap_or_else(|| DEFAULT_SCENARIO.to_owned())
}

/// Runs the scenario headless and says what was written instead of a window.
fn without_display(args: &DeskArgs, reason: &str) -> Result<(), Failure> {
    let scenario = scenario_of(args);
    println!("{reason}.");
    println!("Running {scenario} headless instead; the same by hand: sarex run {scenario}");
    let roots = Roots::find();
    let opened = open::open(&roots, &scenario, OpenOptions { seed: args.seed, threads: 1, ..OpenOptions::default() })?;
    let out = run::default_folder(&opened);
    let mut written = run::headless(opened, None, Some(out.clone()), args.lang.unwrap_or_default().into())?;
    if let Ok(file) = chart_picture(args, &scenario, &out) {
        written.files.push(file);
    }
    written.tell();
    Ok(())
}

#[cfg(feature = "desk")]
pub use with_desk::*;

#[cfg(feature = "desk")]
mod with_desk {
    use std::{
        path::{Path, PathBuf},
        sync::{Arc, Mutex},
    };

    use sarex_desk::{
        ChartData, DeskInput, Draft, Ground, Opener, Palette, Paper, Printed, Reporter, Shot, Tab, Trial, Workshop,
    };
    use sarex_model::position::Position;
    use sarex_session::{
        Brancher, Runner, Session,
        link::{Clock, Link, Snapshot},
        recording::{JournalWriter, Recording},
        replay::Replayer,
    };
    use sarex_sim::{
        Exercise,
        setup::{SearchRequest, Setup, Text, World},
        view::{Brief, Frame},
    };

    use super::*;
    use crate::{
        args::{PaletteArg, PanelArg},
        chart, report, resume,
        workshop::Scripts,
    };

    impl From<PaletteArg> for Palette {
        fn from(palette: PaletteArg) -> Self {
            match palette {
                PaletteArg::Day => Palette::Day,
                PaletteArg::Dusk => Palette::Dusk,
                PaletteArg::Night => Palette::Night,
            }
        }
    }

    impl From<PanelArg> for Tab {
        fn from(panel: PanelArg) -> Self {
            match panel {
                PanelArg::Messages => Tab::Messages,
                PanelArg::Events => Tab::Events,
                PanelArg::Plan | PanelArg::Script => Tab::Plans,
                PanelArg::Coordination => Tab::Coordination,
                PanelArg::Sharing => Tab::Sharing,
                PanelArg::Notes => Tab::Notes,
                PanelArg::List => Tab::List,
                PanelArg::Control => Tab::Control,
                PanelArg::Plugins => Tab::Plugins,
            }
        }
    }

    /// Why no window can be opened here.
    pub fn no_window() -> Option<String> {
        let unset = |name: &str| std::env::var_os(name).is_none_or(|v| v.is_empty());
        let none = cfg!(target_os = "linux") && unset("DISPLAY") && unset("WAYLAND_DISPLAY");
        none.then(|| "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)".to_owned())
    }

    /// Opens the window.
    pub fn window(args: DeskArgs) -> Result<(), Failure> {
        let roots = Roots::find();
        let recording: Arc<Mutex<Option<PathBuf>>> = Arc::default();
        let language = args.lang.unwrap_or_default();
        let (link, chart): (Box<dyn Link>, ChartData) = match (&args.replay, &args.resume) {
            (Some(file), _) => open_replay(&roots, file, &recording)?,
            (None, Some(file)) => go_on(&roots, file, &recording)?,
            (None, None) => open_live(&roots, &scenario_of(&args), args.seed, &recording, args.watch_plugins)?,
        };
        let (to_open, watch) = (recording.clone(), args.watch_plugins);
        let opener: Opener =
            Box::new(move |name: &str| open_live(&Roots::find(), name, None, &to_open, watch).map_err(told));
        let reporter: Reporter = Arc::new(move |paper| write_reports(&recording, paper));
        let scenarios = open::scenarios(&roots).into_iter().map(|name| (name.clone(), title(&roots, &name))).collect();
        sarex_desk::open(DeskInput {
            link,
            chart,
            language: language.into(),
            palette: args.palette.unwrap_or_default().into(),
            scenarios,
            opener,
            reporter,
            workshop: Some(Box::new(Scripts::new(&roots))),
        })
        .map_err(Failure::input)
    }

    fn open_live(
        roots: &Roots,
        scenario: &str,
        seed: Option<u64>,
        recording: &Arc<Mutex<Option<PathBuf>>>,
        watch: bool,
    ) -> Result<(Box<dyn Link>, ChartData), Failure> {
        let opened = open::open(
            roots,
            scenario,
            OpenOptions { seed, threads: 1, all_planners: true, ..OpenOptions::default() },
        )?;
        let chart = chart::desk_chart(&opened.pack).map_err(Failure::input)?;
        let out = run::default_folder(&opened);
        std::fs::create_dir_all(&out).map_err(|e| Failure::input(format!("{}: cannot be made: {e}", out.display())))?;
        let file = out.join(format!("desk-{}.sarex", stamp()));
        let journal = JournalWriter::create(&file, &opened.header).map_err(Failure::input)?;
        keep(recording, file);
        let is_control = |c: &sarex_sim::setup::Cell| c.roles.contains(&sarex_sim::setup::Role::ExerciseControl);
        let control = opened.setup.cells.iter().position(is_control);
        let folders = opened.plugins.folders();
        let session = Session::live(opened.setup, Box::new(opened.plugins), Some(journal)).map_err(Failure::input)?;
        if let Some(control) = control.filter(|_| watch) {
            crate::watch::start(folders, control as u32, session.beside()).map_err(Failure::input)?;
        }
        Ok((Box::new(session), chart))
    }

    fn open_replay(
        roots: &Roots,
        file: &Path,
        recording: &Arc<Mutex<Option<PathBuf>>>,
    ) -> Result<(Box<dyn Link>, ChartData), Failure> {
        let played = Arc::new(Recording::open(file).map_err(Failure::input)?);
        let chart = chart_of(roots, &played)?;
        let session = Session::replay(played, Some(brancher(file, recording.clone()))).map_err(Failure::input)?;
        keep(recording, file.to_owned());
        Ok((Box::new(session), chart))
    }

    /// Goes on live with a recording that was cut off.
    fn go_on(
        roots: &Roots,
        file: &Path,
        recording: &Arc<Mutex<Option<PathBuf>>>,
    ) -> Result<(Box<dyn Link>, ChartData), Failure> {
        let (resumed, _, cut_off) = resume::open(file)?;
        let chart = chart_of(roots, &cut_off)?;
        keep(recording, file.to_owned());
        Ok((Box::new(Session::resumed(resumed).map_err(Failure::input)?), chart))
    }

    /// Branches are recorded beside the recording that they part from.
    fn brancher(file: &Path, current: Arc<Mutex<Option<PathBuf>>>) -> Brancher {
        let file = file.to_owned();
        Box::new(move |recording, tick| {
            let out = file.with_file_name(format!("branch-{}.sarex", stamp()));
            let plugins = Box::new(resume::plugins(recording));
            let name = file.display().to_string();
            let branch = sarex_session::resume::branch(recording, &name, tick, plugins, &out);
            let branch = branch.map_err(|error| error.to_string())?;
            keep(&current, out);
            Ok(branch)
        })
    }

    /// The chart of a recording's waters; empty when the map is not here.
    fn chart_of(roots: &Roots, recording: &Recording) -> Result<ChartData, Failure> {
        match open::pack_of(roots, &recording.header.setup.area) {
            Some(pack) => chart::desk_chart(&pack).map_err(Failure::input),
            None => Ok(ChartData::default()),
        }
    }

    /// Remembers which recording a report is made of.
    fn keep(current: &Arc<Mutex<Option<PathBuf>>>, file: PathBuf) {
        if let Ok(mut current) = current.lock() {
            *current = Some(file);
        }
    }

    /// Writes reports beside the recording.
    fn write_reports(recording: &Arc<Mutex<Option<PathBuf>>>, paper: Paper) -> Printed {
        let file = recording.lock().ok().and_then(|r| r.clone()).ok_or("nothing was recorded")?;
        let reports = report::beside(&file, paper);
        report::of_recording(&file, &reports).map_err(told)?;
        Ok(reports.into_iter().map(|(file, _)| file).collect())
    }

    /// A failure as one text.
    fn told(failure: Failure) -> String {
        let (Failure::Input(lines) | Failure::Findings(lines)) = failure;
        lines.join("\n")
    }

    /// Seconds since 1970, so that one session does not overwrite another's recording.
    fn stamp() -> u64 {
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs())
    }

    /// The title of a scenario, from its file alone; its name when that cannot be read.
    fn title(roots: &Roots, name: &str) -> Text {
        sarex_files::scenario::title(&roots.scenarios.join(name)).unwrap_or_else(|| Text::plain(name))
    }

    /// Draws the desk of one moment into a file.
    pub fn picture(args: &DeskArgs) -> Result<(), Failure> {
        let roots = Roots::find();
        let file = args.screenshot.clone().unwrap_or_else(|| PathBuf::from("desk.png"));
        let shot = shot(args, file.clone())?;
        let at = run::clock_time(args.at.as_deref().unwrap_or("00:00"))?;
        let (moment, chart) = match &args.replay {
            Some(recording) => recorded(&roots, recording, args, at)?,
            None => rehearsed(&roots, args, at)?,
        };
        let shot = Shot { script: scripted(args, &roots, &moment.ground)?, ..shot };
        sarex_desk::screenshot(moment.brief, moment.snapshot, chart, &[shot]).map_err(Failure::input)?;
        println!("{}", file.display());
        Ok(())
    }

    /// A moment of a scenario that is run up to it, with default procedures.
    fn rehearsed(roots: &Roots, args: &DeskArgs, at: u64) -> Result<(Moment, ChartData), Failure> {
        let options = OpenOptions { seed: args.seed, threads: 1, all_planners: true, ..OpenOptions::default() };
        let opened = open::open(roots, &scenario_of(args), options)?;
        let chart = chart::desk_chart(&opened.pack).map_err(Failure::input)?;
        let cell = viewed_cell(&opened.setup, args.cell.as_deref())?;
        Ok((reached(opened, at, cell)?, chart))
    }

    /// A moment of a recording.
    fn recorded(roots: &Roots, file: &Path, args: &DeskArgs, at: u64) -> Result<(Moment, ChartData), Failure> {
        let recording = Arc::new(Recording::open(file).map_err(Failure::input)?);
        let last_tick = recording.ticks;
        if at > last_tick {
            let (h, min, s) = (last_tick / 3_600, last_tick / 60 % 60, last_tick % 60);
            let end = format!("the recording ends at {h:02}:{min:02}:{s:02}; give an earlier --at");
            return Err(Failure::input(format!("{}: {end}", file.display())));
        }
        let cell = viewed_cell(&recording.header.setup, args.cell.as_deref())?;
        let chart = chart_of(roots, &recording)?;
        let mut replayer = Replayer::new(recording);
        replayer.seek(at);
        let clock = Clock { rate: 1.0, replay: true, last_tick, ..Clock::default() };
        Ok((Moment::of(replayer.exercise(), clock, cell), chart))
    }

    /// The chart of the end of a run, beside its other files.
    pub fn chart_picture(args: &DeskArgs, scenario: &str, out: &Path) -> Result<PathBuf, Failure> {
        let roots = Roots::find();
        let opened =
            open::open(&roots, scenario, OpenOptions { seed: args.seed, threads: 1, ..OpenOptions::default() })?;
        let chart = chart::desk_chart(&opened.pack).map_err(Failure::input)?;
        let cell = viewed_cell(&opened.setup, None)?;
        let half = opened.setup.length_s / 2;
        let moment = reached(opened, half, cell)?;
        let file = out.join("desk.png");
        let shot = shot(args, file.clone())?;
        sarex_desk::screenshot(moment.brief, moment.snapshot, chart, &[shot]).map_err(|e| {
            eprintln!("no picture of the desk: {e}");
            Failure::input(e)
        })?;
        Ok(file)
    }

    /// What a picture is drawn from.
    struct Moment {
        brief: Arc<Brief>,
        snapshot: Arc<Snapshot>,
        /// What a script is tried on.
        ground: Ground,
    }

    impl Moment {
        /// An exercise as it stands, as a cell sees it.
        fn of(exercise: &Exercise, clock: Clock, cell: u32) -> Self {
            let brief = Brief::of(exercise.setup());
            let frame = exercise.frame(cell);
            let ground = ground(exercise, &frame);
            // The answer to the question that the sharing panel would ask first.
            let pair = sarex_desk::first_pair(&brief, cell);
            let preview = pair.map(|(from, to)| (0, exercise.preview(from, to, None)));
            let (costs, lines) = (Vec::new(), Vec::new());
            let snapshot = Snapshot { frame, clock, costs, lines, task: None, preview };
            Self { brief: Arc::new(brief), snapshot: Arc::new(snapshot), ground }
        }
    }

    fn reached(opened: open::Opened, at: u64, cell: u32) -> Result<Moment, Failure> {
        let last_tick = opened.setup.length_s;
        let mut runner = Runner::new(opened.setup, Box::new(opened.plugins), None);
        while runner.exercise().tick() < at && !runner.exercise().ended() {
            runner.step(&[]).map_err(Failure::input)?;
        }
        let clock = Clock { rate: 60.0, last_tick, ..Clock::default() };
        let mut moment = Moment::of(runner.exercise(), clock, cell);
        let snapshot = Arc::unwrap_or_clone(moment.snapshot);
        moment.snapshot = Arc::new(Snapshot { costs: runner.costs(), lines: runner.lines(), ..snapshot });
        Ok(moment)
    }

    fn viewed_cell(setup: &Setup, cell: Option<&str>) -> Result<u32, Failure> {
        let found = match cell {
            None => setup.cells.iter().position(|c| c.sees_truth()).or(Some(0)),
            Some(id) => setup.cells.iter().position(|c| c.id == id),
        };
        let known = || setup.cells.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(", ");
        found
            .map(|c| c as u32)
            .ok_or_else(|| Failure::input(format!("{}: no such cell; here are {}", cell.unwrap_or(""), known())))
    }

    fn shot(args: &DeskArgs, file: PathBuf) -> Result<Shot, Failure> {
        let size = args.size.as_deref().unwrap_or("1600x900");
        let parsed = size.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
        let size = parsed.ok_or_else(|| Failure::input(format!("{size}: write WIDTHxHEIGHT, for example 1600x900")))?;
        Ok(Shot {
            size,
            file,
            language: args.lang.unwrap_or_default().into(),
            palette: args.palette.unwrap_or_default().into(),
            view: None,
            panels: !args.chart_only,
            tab: args.panel.unwrap_or_default().into(),
            script: None,
        })
    }

    /// The script that a picture shows, and what came of trying it.
    fn scripted(args: &DeskArgs, roots: &Roots, ground: &Ground) -> Result<Option<(Draft, Trial)>, Failure> {
        if args.panel != Some(PanelArg::Script) {
            return Ok(None);
        }
        let mut shop = Scripts::new(roots);
        let world = World::SearchPattern;
        let draft = match &args.script {
            Some(id) => shop.open(id).map_err(Failure::input)?,
            None => Draft { id: "my-square".to_owned(), world, text: shop.template(world) },
        };
        let trial = shop.attempt(&draft, ground);
        Ok(Some((draft, trial)))
    }

    /// What a script is tried on in a picture: a search round the first datum in sight by a unit of the cell whose it
    /// is; a sample before there is one.
    fn ground(exercise: &Exercise, frame: &Frame) -> Ground {
        let at = frame.units.first().map_or(Position::new(37.0, 131.0), |unit| unit.at);
        let request = frame.estimates.first().and_then(|estimate| {
            let unit = exercise.setup().units.iter().position(|u| u.cell == Some(estimate.cell))?;
            Some(SearchRequest::round_estimate(estimate.cell, estimate.object, unit as u32))
        });
        let task = request.and_then(|request| exercise.search_task(&request).ok());
        task.map_or(Ground::Sample(at), |task| Ground::Task(Box::new(task)))
    }
}

#[cfg(not(feature = "desk"))]
mod without_desk {
    use std::path::{Path, PathBuf};

    use super::*;

    const NONE: &str = "This program was built without the desk";

    pub fn no_window() -> Option<String> {
        Some(NONE.to_owned())
    }

    pub fn window(_: DeskArgs) -> Result<(), Failure> {
        Err(Failure::input(NONE))
    }

    pub fn picture(_: &DeskArgs) -> Result<(), Failure> {
        Err(Failure::input(format!("{NONE}: build it with the feature `desk`")))
    }

    pub fn chart_picture(_: &DeskArgs, _: &str, _: &Path) -> Result<PathBuf, Failure> {
        Err(Failure::input(NONE))
    }
}

#[cfg(not(feature = "desk"))]
use without_desk::*;
