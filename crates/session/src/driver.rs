//! The driver's thread: takes requests, keeps the pace, publishes the newest snapshot.

use std::{
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
    time::{Duration, Instant},
};

use crossbeam::{
    channel::{Receiver, Sender, TryRecvError, bounded},
    queue::ArrayQueue,
};
use sarex_files::recording::RecordingError;
use sarex_sim::{
    Exercise,
    cells::sharing::Preview,
    command::{Ask, Command},
    decision::Decisions,
    event::{Event, What},
    setup::Setup,
    view::Brief,
};

use crate::{
    link::{
        BRANCH_NEEDS_REPLAY, Clock, Link, OVER, REPLAY_ADDS_NONE, REPLAY_READS_NONE, REPLAY_TAKES_NO_COMMAND, Request,
        Snapshot, TaskAnswer,
    },
    recording::{JournalWriter, Recording},
    replay::Replayer,
    resume::Resumed,
    runner::Runner,
};

/// Requests that may wait; a person sends a few a second.
const QUEUE: usize = 256;
/// Snapshots a second: the desk interpolates between them.
const FRAME_EVERY: Duration = Duration::from_millis(50);
/// Longest time without looking at requests.
const SLICE: Duration = Duration::from_millis(40);

/// A connection to the driver of an exercise in this process.
pub struct Session {
    brief: Arc<Mutex<Arc<Brief>>>,
    requests: Arc<Sender<Request>>,
    newest: Arc<ArrayQueue<Arc<Snapshot>>>,
}

impl Session {
    /// Starts a live exercise, paused, seen as control (or as the first cell when there is none).
    pub fn live(
        setup: Arc<Setup>,
        decisions: Box<dyn Decisions + Send>,
        journal: Option<JournalWriter>,
    ) -> std::io::Result<Self> {
        let last_tick = setup.length_s;
        let told = setup.clone();
        let runner = move || Source::Live(Box::new(Runner::new(setup, decisions, journal)));
        Self::start(told, last_tick, false, None, runner)
    }

    /// Goes on with an exercise, paused where it stands. A command that waits is carried out at once.
    pub fn resumed(resumed: Resumed) -> std::io::Result<Self> {
        let setup = resumed.runner.exercise().setup().clone();
        let last_tick = setup.length_s;
        Self::start(setup, last_tick, false, None, move || Source::Live(Box::new(resumed.runner)))
    }

    /// Opens a recording for replay, paused at its start. `brancher` serves [`Request::Branch`].
    pub fn replay(recording: Arc<Recording>, brancher: Option<Brancher>) -> std::io::Result<Self> {
        let setup = Arc::new(recording.header.setup.clone());
        let last_tick = recording.ticks;
        Self::start(setup, last_tick, true, brancher, move || Source::Replay(Box::new(Replayer::new(recording))))
    }

    fn start(
        setup: Arc<Setup>,
        last_tick: u64,
        replay: bool,
        brancher: Option<Brancher>,
        source: impl FnOnce() -> Source + Send + 'static,
    ) -> std::io::Result<Self> {
        let (requests, inbox) = bounded(QUEUE);
        let newest = Arc::new(ArrayQueue::new(1));
        let brief = Arc::new(Mutex::new(Arc::new(Brief::of(&setup))));
        let view_as = setup.cells.iter().position(|c| c.sees_truth()).unwrap_or(0) as u32;
        let clock = Clock { rate: 1.0, replay, last_tick, ..Clock::default() };
        let (outbox, told) = (newest.clone(), brief.clone());
        thread::Builder::new().name("sarex-exercise".to_owned()).spawn(move || {
            Driver {
                source: source(),
                inbox,
                outbox,
                brief: told,
                setup,
                clock,
                view_as,
                owed: 0.0,
                to_next_event: false,
                brancher,
                task: None,
                preview: None,
                refused: None,
            }
            .run();
        })?;
        Ok(Self { brief, requests: Arc::new(requests), newest })
    }
}

/// Sends requests beside the link, as long as the session lives.
pub struct Beside(Weak<Sender<Request>>);

impl Beside {
    /// `None` when the session is gone, else whether the request was taken.
    pub fn send(&self, request: Request) -> Option<bool> {
        Some(self.0.upgrade()?.try_send(request).is_ok())
    }

    /// The session is gone.
    pub fn over(&self) -> bool {
        self.0.strong_count() == 0
    }
}

impl Session {
    /// A way in for another thread, which does not keep the session alive.
    pub fn beside(&self) -> Beside {
        Beside(Arc::downgrade(&self.requests))
    }
}

impl Link for Session {
    fn brief(&self) -> Arc<Brief> {
        self.brief.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn send(&self, request: Request) -> bool {
        self.requests.try_send(request).is_ok()
    }

    fn latest(&self) -> Option<Arc<Snapshot>> {
        self.newest.pop()
    }
}

/// Makes the branch of a recording from this tick on: with the plugins installed now, recorded in a new file.
pub type Brancher = Box<dyn FnMut(&Recording, u64) -> Result<Resumed, String> + Send>;

fn unwritable(error: &RecordingError) -> String {
    format!("the recording cannot be written: {error}")
}

enum Source {
    Live(Box<Runner>),
    Replay(Box<Replayer>),
}

impl Source {
    fn exercise(&self) -> &Exercise {
        match self {
            Source::Live(runner) => runner.exercise(),
            Source::Replay(replayer) => replayer.exercise(),
        }
    }

    /// Commands wait for the next second.
    fn has_pending(&self) -> bool {
        matches!(self, Source::Live(runner) if runner.has_pending())
    }

    fn over(&self) -> bool {
        match self {
            Source::Live(runner) => runner.exercise().ended(),
            Source::Replay(replayer) => replayer.at_end(),
        }
    }
}

struct Driver {
    source: Source,
    inbox: Receiver<Request>,
    outbox: Arc<ArrayQueue<Arc<Snapshot>>>,
    brief: Arc<Mutex<Arc<Brief>>>,
    /// What the brief tells of.
    setup: Arc<Setup>,
    clock: Clock,
    view_as: u32,
    /// Seconds of exercise that the wall clock asks for and that were not run yet.
    owed: f64,
    to_next_event: bool,
    brancher: Option<Brancher>,
    task: Option<TaskAnswer>,
    preview: Option<(u32, Preview)>,
    /// Why the latest request was not taken.
    refused: Option<&'static str>,
}

impl Driver {
    fn run(mut self) {
        let mut looked = Instant::now();
        let mut published: Option<Instant> = None;
        let mut rate_from = (Instant::now(), self.source.exercise().tick());
        let mut dirty = true;
        loop {
            loop {
                match self.inbox.try_recv() {
                    Ok(request) => {
                        self.take(request);
                        dirty = true;
                    }
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => {
                        if let Source::Live(runner) = &mut self.source {
                            let _ = runner.finish();
                        }
                        return;
                    }
                }
            }
            let elapsed = looked.elapsed().as_secs_f64();
            looked = Instant::now();
            if self.clock.running {
                self.owed = (self.owed + elapsed * self.clock.rate).min(self.clock.rate.max(1.0));
            }
            dirty |= self.advance();
            if dirty && published.is_none_or(|t| t.elapsed() >= FRAME_EVERY) {
                let tick = self.source.exercise().tick();
                let span = rate_from.0.elapsed().as_secs_f64();
                if span >= 1.0 {
                    self.clock.achieved_rate = tick.saturating_sub(rate_from.1) as f64 / span;
                    rate_from = (Instant::now(), tick);
                }
                self.publish();
                published = Some(Instant::now());
                dirty = false;
            }
            if self.owed < 1.0 && !self.to_next_event {
                self.wait();
            }
        }
    }

    /// Sleeps until a request comes or the next tick is due.
    fn wait(&mut self) {
        let due_s = if self.clock.running { (1.0 - self.owed) / self.clock.rate } else { 0.1 };
        let request = self.inbox.recv_timeout(Duration::from_secs_f64(due_s.clamp(0.001, 0.1)));
        if let Ok(request) = request {
            self.take(request);
            self.publish();
        }
    }

    fn take(&mut self, request: Request) {
        self.refused = None;
        match request {
            Request::Command(command) => self.give(command),
            Request::Run(run) => {
                self.clock.running = run;
                self.to_next_event = false;
                self.owed = 0.0;
            }
            Request::Step(seconds) => self.owed = f64::from(seconds.min(3_600)),
            Request::Rate(rate) => self.clock.rate = if rate.is_finite() { rate.clamp(1.0, 600.0) } else { 1.0 },
            Request::NextEvent => self.to_next_event = true,
            Request::ViewAs(cell) => self.view_as = cell,
            Request::Seek(tick) => {
                if let Source::Replay(replayer) = &mut self.source {
                    replayer.seek(tick);
                }
            }
            Request::ReloadPlugin(_) if self.clock.replay => self.refused = Some(REPLAY_READS_NONE),
            Request::AddPlugin(_) if self.clock.replay => self.refused = Some(REPLAY_ADDS_NONE),
            // The engine refuses whoever is not control.
            Request::ReloadPlugin(plugin) => self.ask(Ask::ReloadPlugin(plugin)),
            Request::AddPlugin(id) => self.ask(Ask::AddPlugin(id)),
            Request::Branch => self.branch(),
            Request::Task { number, request } => {
                self.task = Some(TaskAnswer { number, task: self.source.exercise().search_task(&request) });
            }
            Request::Preview { number, cell, partner, rules } => {
                // A cell previews what is its own; who sees the truth, everybody's.
                if cell == self.view_as || self.sees_truth() {
                    let preview = self.source.exercise().preview(cell, partner, rules.as_deref());
                    self.preview = Some((number, preview));
                }
            }
        }
    }

    fn ask(&mut self, action: Ask) {
        self.give(Command { cell: self.view_as, action });
    }

    fn give(&mut self, command: Command) {
        match &mut self.source {
            Source::Replay(_) => self.refused = Some(REPLAY_TAKES_NO_COMMAND),
            Source::Live(runner) if runner.exercise().ended() => self.refused = Some(OVER),
            Source::Live(runner) => {
                if let Err(error) = runner.give(command) {
                    self.clock.trouble = Some(unwritable(&error));
                }
            }
        }
    }

    /// Goes on live from where the replay stands.
    fn branch(&mut self) {
        let (Source::Replay(replayer), Some(brancher)) = (&self.source, &mut self.brancher) else {
            self.refused = Some(BRANCH_NEEDS_REPLAY);
            return;
        };
        match brancher(replayer.recording(), replayer.exercise().tick()) {
            Ok(resumed) => {
                let mut otherwise: Vec<String> = resumed.changed.iter().map(ToString::to_string).collect();
                let difference = resumed.difference.as_ref();
                otherwise.extend(difference.map(|d| format!("this program does not play the recording exactly: {d}")));
                self.source = Source::Live(Box::new(resumed.runner));
                let last_tick = self.source.exercise().setup().length_s;
                let trouble = (!otherwise.is_empty()).then(|| otherwise.join("; "));
                let branch = Some(resumed.file.display().to_string());
                self.clock = Clock { running: false, replay: false, last_tick, branch, trouble, ..self.clock.clone() };
                self.owed = 0.0;
                self.to_next_event = false;
            }
            Err(reason) => self.clock.trouble = Some(reason),
        }
    }

    /// Steps what is owed, for one slice of time at most. True when something changed.
    fn advance(&mut self) -> bool {
        let begun = Instant::now();
        let before = self.source.exercise().tick();
        // A command given in a pause takes effect at once: with the next second.
        if self.source.has_pending() && self.owed < 1.0 {
            self.owed = 1.0;
        }
        while (self.owed >= 1.0 || self.to_next_event) && begun.elapsed() < SLICE {
            if self.source.over() {
                self.owed = 0.0;
                self.to_next_event = false;
                self.clock.running = false;
                break;
            }
            let events = self.step();
            self.owed = (self.owed - 1.0).max(0.0);
            if self.to_next_event && events.iter().any(|e| self.noteworthy(e)) {
                self.to_next_event = false;
                self.clock.running = false;
                self.owed = 0.0;
            }
        }
        self.source.exercise().tick() != before
    }

    fn step(&mut self) -> Vec<Event> {
        match &mut self.source {
            Source::Live(runner) => match runner.step(&[]) {
                Ok(events) => events,
                Err(error) => {
                    self.clock.trouble = Some(unwritable(&error));
                    Vec::new()
                }
            },
            Source::Replay(replayer) => {
                let events = replayer.step();
                self.clock.trouble = replayer.difference.as_ref().map(ToString::to_string);
                events
            }
        }
    }

    fn noteworthy(&self, event: &Event) -> bool {
        let routine = matches!(
            event.what,
            What::LegPassed { .. } | What::ContactNew { .. } | What::MessageRead { .. } | What::Talk(_)
        );
        !routine && (self.sees_truth() || event.known_to.includes(self.view_as))
    }

    fn sees_truth(&self) -> bool {
        self.source.exercise().setup().cells.get(self.view_as as usize).is_some_and(|c| c.sees_truth())
    }

    fn publish(&mut self) {
        let (costs, lines) = match &mut self.source {
            Source::Live(runner) => (runner.costs(), runner.lines()),
            Source::Replay(_) => (Vec::new(), Vec::new()),
        };
        self.keep_brief();
        let frame = self.source.exercise().frame(self.view_as);
        let (mut clock, task, preview) = (self.clock.clone(), self.task.clone(), self.preview.clone());
        clock.trouble = self.refused.map(str::to_owned).or(clock.trouble);
        self.outbox.force_push(Arc::new(Snapshot { frame, clock, costs, lines, task, preview }));
    }

    /// A plugin that joins or is read again changes what everybody may know; going back in a replay changes it back.
    fn keep_brief(&mut self) {
        let setup = self.source.exercise().setup();
        if !Arc::ptr_eq(setup, &self.setup) {
            self.setup = setup.clone();
            *self.brief.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(Brief::of(setup));
        }
    }
}
