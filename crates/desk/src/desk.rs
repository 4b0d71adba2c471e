//! The state of the desk: the link, the two newest snapshots, and what is selected.

use std::{sync::Arc, time::Duration};

use bevy::{platform::time::Instant, prelude::*};
use sarex_model::position::Position;
use sarex_session::link::{Clock, Link, Request, Snapshot};
use sarex_sim::{
    setup::Text,
    view::{Brief, Frame, WeatherView},
};

use crate::{DeskSystems, chart::ChartData, intent::Picked, press::Press, words::Speech, workshop::Bench};

/// Opens a scenario by name: the new link and its chart.
pub type Opener = Box<dyn FnMut(&str) -> Result<(Box<dyn Link>, ChartData), String> + Send + Sync>;

/// What the desk knows.
#[derive(Resource)]
pub struct Desk {
    /// None for a picture without a driver.
    pub link: Option<Box<dyn Link>>,
    /// What everybody may know.
    pub brief: Arc<Brief>,
    /// The newest snapshot.
    pub snapshot: Arc<Snapshot>,
    /// The one before, to move smoothly from.
    before: Option<Arc<Snapshot>>,
    /// When the newest came, and how long after the one before.
    arrived: Instant,
    interval_s: f64,
    /// Goes up with every snapshot.
    pub generation: u64,
    /// What is selected.
    pub picked: Option<Picked>,
    /// Keep it in the middle.
    pub follow: bool,
    /// Names of scenarios to choose from.
    pub scenarios: Vec<(String, Text)>,
    /// Scenario to open at the end of this frame.
    pub opener: Option<Opener>,
    /// Writes reports.
    pub press: Option<Press>,
    /// Where scripts are made.
    pub bench: Option<Bench>,
    /// Last word of the desk itself, for the status line.
    pub notice: Option<Notice>,
}

/// A short notice of the desk.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// It went wrong.
    pub bad: bool,
    /// When it was said.
    pub since: Instant,
    /// How long it stays.
    pub stays: Duration,
}

/// How long a notice stays.
const NOTICE_STAYS: Duration = Duration::from_secs(8);
/// One that names a file stays until somebody has found it.
const FILE_STAYS: Duration = Duration::from_secs(60);

impl Notice {
    /// It has not been said long enough.
    pub fn holds(&self) -> bool {
        self.since.elapsed() < self.stays
    }
}

/// Snapshots further apart than this are not glided between.
const GLIDE_TICKS: u64 = 900;

impl Desk {
    /// A desk that shows one snapshot.
    pub fn new(brief: Arc<Brief>, snapshot: Arc<Snapshot>) -> Self {
        Self {
            link: None,
            brief,
            snapshot,
            before: None,
            arrived: Instant::now(),
            interval_s: 1.0,
            generation: 1,
            picked: None,
            follow: false,
            scenarios: Vec::new(),
            opener: None,
            press: None,
            bench: None,
            notice: None,
        }
    }

    /// A desk at a link, still without a picture.
    pub fn at(link: Box<dyn Link>) -> Self {
        let brief = link.brief();
        let snapshot = link.latest().unwrap_or_else(|| Arc::new(nothing_yet(&brief)));
        let mut desk = Self::new(brief, snapshot);
        desk.link = Some(link);
        desk
    }

    /// The viewed cell's picture.
    pub fn frame(&self) -> &Frame {
        &self.snapshot.frame
    }

    /// Sends a request and complains when nobody takes it.
    pub fn send(&mut self, request: Request, complaint: &str) {
        let taken = self.link.as_ref().is_some_and(|l| l.send(request));
        if !taken {
            self.say(complaint, true);
        }
    }

    /// A notice for the status line.
    pub fn say(&mut self, text: impl Into<String>, bad: bool) {
        self.notice = Some(Notice { text: text.into(), bad, since: Instant::now(), stays: NOTICE_STAYS });
    }

    /// A notice that names a file.
    pub fn say_file(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: false, since: Instant::now(), stays: FILE_STAYS });
    }

    /// Takes a new snapshot.
    pub fn take(&mut self, snapshot: Arc<Snapshot>) {
        let (old, new) = (&self.snapshot.frame, &snapshot.frame);
        let glides = old.cell == new.cell && new.tick >= old.tick && new.tick - old.tick <= GLIDE_TICKS;
        let now = Instant::now();
        if new.tick != old.tick || !glides {
            let gap = now.duration_since(self.arrived).as_secs_f64().clamp(0.01, 1.0);
            // Follows a slower or faster stream within a few snapshots.
            self.interval_s = if self.before.is_some() { 0.6 * self.interval_s + 0.4 * gap } else { gap };
            self.before = glides.then(|| Arc::clone(&self.snapshot));
            self.arrived = now;
        }
        self.snapshot = snapshot;
        self.generation += 1;
    }

    /// How far the picture has moved from the snapshot before to the newest, 0..=1.
    pub fn glide(&self) -> f64 {
        match &self.before {
            Some(_) => (self.arrived.elapsed().as_secs_f64() / self.interval_s).min(1.0),
            None => 1.0,
        }
    }

    /// The frame to move from, if the picture is still moving.
    pub fn frame_before(&self) -> Option<&Frame> {
        self.before.as_deref().map(|s| &s.frame).filter(|_| self.glide() < 1.0)
    }
}

/// Where a thing is in a frame.
pub fn place_in(frame: &Frame, picked: Picked) -> Option<Position> {
    let truth = frame.truth.as_ref();
    match picked {
        Picked::Unit(unit) => frame.units.iter().find(|u| u.unit == unit).map(|u| u.at),
        Picked::Contact(track) => frame.contacts.iter().find(|c| c.track == track).map(|c| c.at),
        Picked::Found(object) => frame.found.iter().find(|f| f.object == object).map(|f| f.at),
        Picked::Estimate { cell, object } => {
            frame.estimates.iter().find(|e| (e.cell, e.object) == (cell, object)).map(|e| e.datum)
        }
        Picked::TrueUnit(unit) => truth?.units.iter().find(|u| u.unit == unit).map(|u| u.at),
        Picked::TrueObject(object) => truth?.objects.iter().find(|o| o.object == object).map(|o| o.at),
    }
}

/// Before the first frame has come.
pub fn nothing_yet(brief: &Brief) -> Snapshot {
    let cell = brief.cells.iter().position(|c| c.sees_truth()).unwrap_or(0);
    let frame = Frame {
        tick: 0,
        ended: false,
        cell: cell as u32,
        units: Vec::new(),
        contacts: Vec::new(),
        found: Vec::new(),
        estimates: Vec::new(),
        plans: Vec::new(),
        messages: Vec::new(),
        events: Vec::new(),
        gap_map: None,
        weather: WeatherView::default(),
        truth: None,
        coordination: Default::default(),
        own_notes: Vec::new(),
        desk: Default::default(),
        sharing: Default::default(),
    };
    let clock = Clock { rate: 1.0, last_tick: brief.length_s, ..Clock::default() };
    Snapshot { frame, clock, costs: Vec::new(), lines: Vec::new(), task: None, preview: None }
}

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, receive.in_set(DeskSystems::Receive));
}

fn receive(mut desk: ResMut<Desk>, say: Res<Speech>) {
    let newest = desk.link.as_ref().and_then(|l| l.latest());
    if let Some(snapshot) = newest {
        // A plugin that is taken in or read again changes what everybody may know.
        if let Some(brief) = desk.link.as_ref().map(|l| l.brief()) {
            desk.brief = brief;
        }
        let file = parted(&desk.snapshot.clock, &snapshot.clock).map(str::to_owned);
        desk.take(snapshot);
        if let Some(file) = file {
            let time = say.time_of_day(desk.frame().tick, desk.brief.start_unix_s);
            desk.say_file(say.ui_with("branch-live", &[("time", &time), ("file", &file)]));
        }
    }
    // Otherwise the desk is not touched: whoever draws watches it.
    if desk.press.as_ref().is_some_and(Press::busy)
        && let Some(printed) = desk.press.as_mut().and_then(Press::done)
    {
        match printed {
            Ok(files) => {
                let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
                desk.say_file(say.ui_with("report-written", &[("file", &say.list(&files))]));
            }
            Err(why) => desk.say(why, true),
        }
    }
}

/// The recording in which the exercise goes on live, when it has just parted from its replay.
fn parted<'a>(before: &Clock, now: &'a Clock) -> Option<&'a str> {
    now.branch.as_deref().filter(|_| before.replay && !now.replay)
}

/// For tests: an exercise with nothing but these plugins.
#[cfg(test)]
pub fn brief_with(plugins: Vec<sarex_sim::setup::PluginDecl>) -> Brief {
    Brief {
        scenario: String::new(),
        title: Text::default(),
        area: String::new(),
        start_unix_s: 0,
        length_s: 60,
        seed: 1,
        lines: Vec::new(),
        cells: Vec::new(),
        units: Vec::new(),
        objects: Vec::new(),
        plugins,
        serials: Vec::new(),
        objectives: Vec::new(),
        patrol: None,
        notes: Vec::new(),
        channels: Vec::new(),
        airspaces: Vec::new(),
        lessons: Vec::new(),
        people: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replay_that_becomes_a_branch_is_told_once() {
        let replay = Clock { replay: true, ..Clock::default() };
        let branch = Clock { branch: Some("branch-7.sarex".into()), ..Clock::default() };
        assert_eq!(parted(&replay, &branch), Some("branch-7.sarex"));
        assert_eq!(parted(&branch, &branch), None);
        assert_eq!(parted(&replay, &replay), None);
        assert_eq!(parted(&replay, &Clock::default()), None, "another recording was opened");
    }
}
