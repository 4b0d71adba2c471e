//! Playing a recording again: without plugins from the journal, or with them to see whether they still agree.

use std::{fmt, sync::Arc};

use sarex_sim::{
    Exercise,
    call::{Answer, Call},
    command::Command,
    decision::{Decisions, Helm},
    event::Event,
    history::{History, Mark},
    journal::{Entry, Player, Recorder},
    limits::DIGEST_CYCLE_S,
    setup::Setup,
};

use crate::{
    keyframe::{KEYFRAME_CYCLE_S, Keyframe},
    recording::Recording,
    resume::Company,
    watch::Watch,
};

/// The first place where a replay and its recording part.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Seconds since the start.
    pub tick: u64,
    /// Phase and unit or plugin.
    pub place: String,
    /// What the recording holds.
    pub recorded: String,
    /// What came out now.
    pub found: String,
    /// The call whose answer differs, when the difference is one plugin's.
    pub call: Option<Box<DifferentCall>>,
}

/// One call of a plugin whose answer is not the one on record.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferentCall {
    /// Number of the plugin.
    pub plugin: u32,
    /// The question; a step is that of one unit.
    pub call: Call,
    /// What the journal holds: helms rounded, no state.
    pub recorded: Answer,
    /// The whole answer of now.
    pub found: Answer,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tick {}, {}: recorded {}, found {}", self.tick, self.place, self.recorded, self.found)
    }
}

/// A recording being played from its journal.
pub struct Replayer {
    recording: Arc<Recording>,
    setup: Arc<Setup>,
    exercise: Exercise,
    player: Player,
    next: usize,
    /// Keyframes made on the way, of a recording that holds none.
    made: Vec<(usize, Keyframe)>,
    mark: Mark,
    /// What happened up to each keyframe since the one before, as far as it was needed.
    pieces: Vec<History>,
    /// Digests compared so far.
    pub compared: u64,
    /// The first difference, if one was found.
    pub difference: Option<Difference>,
}

impl Replayer {
    /// Starts at tick 0.
    pub fn new(recording: Arc<Recording>) -> Self {
        let setup = Arc::new(recording.header.setup.clone());
        Self {
            exercise: Exercise::new(setup.clone()),
            setup,
            recording,
            player: Player::default(),
            next: 0,
            made: Vec::new(),
            mark: Mark::default(),
            pieces: Vec::new(),
            compared: 0,
            difference: None,
        }
    }

    /// What is played.
    pub fn recording(&self) -> &Arc<Recording> {
        &self.recording
    }

    /// The exercise as it stands.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// The exercise as it stands, for its digest.
    pub fn exercise_mut(&mut self) -> &mut Exercise {
        &mut self.exercise
    }

    /// The exercise as it stands, and the last recorded helm of each unit.
    pub(crate) fn into_exercise(self) -> (Exercise, Vec<Helm>) {
        let helms = self.player.helms().to_vec();
        (self.exercise, helms)
    }

    /// Last tick of the recording.
    pub fn last_tick(&self) -> u64 {
        self.recording.ticks
    }

    /// Everything in the recording was played.
    pub fn at_end(&self) -> bool {
        self.exercise.tick() >= self.recording.ticks || self.exercise.ended()
    }

    /// Plays one second.
    pub fn step(&mut self) -> Vec<Event> {
        self.step_beside(None)
    }

    /// Plays one second; plugins may come along and remember what they would.
    pub(crate) fn step_beside(&mut self, plugins: Option<&mut Company<'_>>) -> Vec<Event> {
        if self.at_end() {
            return Vec::new();
        }
        let tick = self.exercise.tick();
        self.keep_keyframe(tick);
        let mut commands: Vec<Command> = Vec::new();
        while let Some(entry) = self.recording.entries.get(self.next) {
            match entry {
                Entry::Command { tick: at, command } if *at == tick => commands.push(command.clone()),
                _ if entry.answered().is_some_and(|(at, _)| at == tick) => self.player.feed(entry.clone()),
                Entry::Upto { .. } | Entry::Costs(_) => {}
                _ => break,
            }
            self.next += 1;
        }
        let events = match plugins {
            None => self.exercise.step(&commands, &mut self.player),
            Some(company) => self.exercise.step(&commands, &mut company.beside(&mut self.player)),
        };
        self.check_player(tick);
        self.check_digest();
        events
    }

    fn check_player(&mut self, tick: u64) {
        let missing =
            self.player.missing.take().map(|what| ("search plan".to_owned(), "another answer".to_owned(), what));
        let left = self
            .player
            .left_over()
            .map(|entry| ("plugin decisions".to_owned(), brief(&entry), "no such request".to_owned()));
        if let Some((place, recorded, found)) = missing.or(left) {
            self.difference.get_or_insert(Difference { tick, place, recorded, found, call: None });
        }
    }

    fn check_digest(&mut self) {
        let ticks = self.exercise.tick();
        while let Some(entry) = self.recording.entries.get(self.next) {
            match entry {
                Entry::Digest { tick, digest } if *tick == ticks => {
                    let found = self.exercise.digest();
                    self.compared += 1;
                    if found != *digest {
                        let place = "state digest".to_owned();
                        let recorded = digest.clone();
                        let difference = Difference { tick: ticks, place, recorded, found, call: None };
                        self.difference.get_or_insert(difference);
                    }
                }
                Entry::Upto { .. } | Entry::Costs(_) => {}
                _ => return,
            }
            self.next += 1;
        }
    }

    /// Goes to a tick: from where it stands or from the keyframe before, whichever is nearer.
    pub fn seek(&mut self, tick: u64) {
        let tick = tick.min(self.recording.ticks);
        let now = self.exercise.tick();
        let nearest = self.keyframes().iter().rposition(|(_, keyframe)| keyframe.tick <= tick);
        let nearest = nearest.filter(|number| tick < now || self.keyframes()[*number].1.tick > now);
        let there = nearest.is_some_and(|number| self.restore(number).is_ok());
        if tick < now && !there {
            self.exercise = Exercise::new(self.setup.clone());
            self.player = Player::default();
            self.next = 0;
        }
        while self.exercise.tick() < tick && !self.at_end() {
            self.step();
        }
    }

    /// Goes to the last keyframe up to this tick from which plugins can go on; the start counts as one.
    pub(crate) fn seek_whole_cycle(&mut self, tick: u64) -> Result<(), String> {
        let whole = |keyframe: &Keyframe| keyframe.tick <= tick && keyframe.tick.is_multiple_of(KEYFRAME_CYCLE_S);
        match self.keyframes().iter().rposition(|(_, keyframe)| whole(keyframe)) {
            Some(number) => self.restore(number),
            None => Ok(()),
        }
    }

    fn keyframes(&self) -> &[(usize, Keyframe)] {
        if self.recording.keyframes.is_empty() { &self.made } else { &self.recording.keyframes }
    }

    /// A recording without keyframes gets its own as it is played, for going back.
    fn keep_keyframe(&mut self, tick: u64) {
        let wanted = self.recording.keyframes.is_empty() && tick > 0 && tick.is_multiple_of(DIGEST_CYCLE_S);
        if wanted && self.made.last().is_none_or(|(_, keyframe)| keyframe.tick < tick) {
            let keyframe = Keyframe::of(&self.exercise, self.player.helms(), &self.mark);
            self.mark = self.exercise.history().mark();
            self.made.push((self.next, keyframe));
        }
    }

    /// All that happened up to the end of so many keyframes.
    pub(crate) fn history_of(&mut self, keyframes: usize) -> Result<History, String> {
        for piece in self.pieces.len()..keyframes {
            let history = self.keyframes()[piece].1.history()?;
            self.pieces.push(history);
        }
        let mut history = History::default();
        self.pieces[..keyframes].iter().for_each(|piece| history.append(piece.clone()));
        Ok(history)
    }

    fn restore(&mut self, number: usize) -> Result<(), String> {
        let history = self.history_of(number + 1)?;
        let (next, keyframe) = &self.keyframes()[number];
        let base = keyframe.base().map(|base| self.keyframes()[..number].get(base).ok_or("a keyframe has no base"));
        let base = base.transpose()?.map(|(_, base)| base);
        let (next, (exercise, helms)) = (*next, keyframe.restore(base, self.setup.clone(), history)?);
        self.exercise = exercise;
        self.player = Player::from(helms);
        self.next = next;
        Ok(())
    }
}

/// Runs a recording's commands with the plugins again and compares every decision and digest.
///
/// Returns the ticks run and the first difference. `progress` is called with each tick.
pub fn reexecute(
    recording: &Recording,
    decisions: &mut dyn Decisions,
    mut progress: impl FnMut(u64),
) -> (u64, Option<Difference>) {
    let mut exercise = Exercise::new(Arc::new(recording.header.setup.clone()));
    let mut watch = Watch::new(decisions, &recording.entries);
    let mut last: Vec<Option<Helm>> = Vec::new();
    let mut now: Vec<Entry> = Vec::new();
    let mut entries =
        recording.entries.iter().filter(|e| !matches!(e, Entry::Upto { .. } | Entry::Costs(_))).peekable();
    while exercise.tick() < recording.ticks && !exercise.ended() {
        let tick = exercise.tick();
        let mut commands = Vec::new();
        while let Some(Entry::Command { command, .. }) =
            entries.next_if(|e| matches!(e, Entry::Command { tick: t, .. } if *t == tick))
        {
            commands.push(command.clone());
        }
        exercise.step(&commands, &mut Recorder::new(&mut watch, &mut last, &mut now, tick));
        for found in now.drain(..) {
            let recorded = entries.next_if(|e| e.answered().is_some_and(|(t, _)| t == tick));
            if recorded != Some(&found) {
                return (tick, Some(decision_difference(tick, recorded, Some(&found), &watch)));
            }
            watch.agreed(&found);
        }
        let silent = entries.next_if(|e| e.answered().is_some_and(|(t, _)| t == tick));
        if silent.is_some() {
            return (tick, Some(decision_difference(tick, silent, None, &watch)));
        }
        watch.next_tick();
        let ticks = exercise.tick();
        if let Some(Entry::Digest { digest, .. }) =
            entries.next_if(|e| matches!(e, Entry::Digest { tick: t, .. } if *t == ticks))
        {
            let found = exercise.digest();
            if found != *digest {
                let place = "state digest".to_owned();
                let recorded = digest.clone();
                return (tick, Some(Difference { tick: ticks, place, recorded, found, call: None }));
            }
        }
        progress(ticks);
    }
    (exercise.tick(), None)
}

fn decision_difference(tick: u64, recorded: Option<&Entry>, found: Option<&Entry>, watch: &Watch<'_>) -> Difference {
    let call = watch.culprit(recorded, found);
    let mut place = "plugin decisions".to_owned();
    if let Some(call) = &call {
        let unit = call.call.unit().map_or(String::new(), |unit| format!(", unit {unit}"));
        place = format!("{place}, plugin {}{unit}", call.plugin);
    }
    let text = |entry: Option<&Entry>| entry.map_or("nothing".to_owned(), brief);
    Difference { tick, place, recorded: text(recorded), found: text(found), call: call.map(Box::new) }
}

fn brief(entry: &Entry) -> String {
    format!("{entry:?}").chars().take(160).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use sarex_model::{field::FieldStack, land::LandMask};
    use sarex_sim::{
        decision::{Batch, Fault, Outcome, PlannedSearch, SearchTask},
        setup::{Environment, Isolation, Text},
    };

    use super::*;
    use crate::recording::Header;

    /// Nobody is asked on an empty sea.
    struct Nobody;

    impl Decisions for Nobody {
        fn step(&mut self, _: u32, _: &Batch, _: &mut Outcome) -> Vec<Fault> {
            Vec::new()
        }

        fn plan(&mut self, _: u32, _: &SearchTask) -> Result<PlannedSearch, String> {
            Err("nobody plans".into())
        }
    }

    fn empty_sea() -> Setup {
        let still = || FieldStack { layers: vec![], fallback: None };
        Setup {
            scenario: String::new(),
            title: Text::default(),
            area: String::new(),
            start_unix_s: 0,
            length_s: 60,
            seed: 1,
            environment: Environment {
                current: still(),
                wind: still(),
                visibility_nm: 10.0,
                sea_temperature_c: 15.0,
                wave_height_m: 0.5,
                forecast_error_wind_mps: 0.0,
                forecast_error_current_mps: 0.0,
                forecast_elements: sarex_sim::limits::FORECAST_ELEMENTS,
            },
            land: LandMask::empty(),
            lines: vec![],
            cells: vec![],
            units: vec![],
            objects: vec![],
            plugins: vec![],
            isolation: Isolation::default(),
            serials: vec![],
            objectives: vec![],
            patrol: None,
            notes: vec![],
            policy: Default::default(),
            communications: Default::default(),
            airspaces: Vec::new(),
            lessons: Vec::new(),
        }
    }

    /// The difference when the recording of an empty sea holds this too.
    fn difference(entry: Option<Entry>) -> Option<Difference> {
        let header = Header {
            program: String::new(),
            scenario_text: String::new(),
            files: Vec::new(),
            setup: empty_sea(),
            branch_of: None,
        };
        let entries = entry.into_iter().chain([Entry::Upto { tick: 20 }]).collect();
        reexecute(&Recording::new(header, entries, 20), &mut Nobody, |_| {}).1
    }

    #[test]
    fn an_answer_that_nobody_asks_for_any_more_is_a_difference() {
        let (tick, plugin) = (7, 0);
        assert_eq!(difference(None), None);
        for entry in [
            Entry::Step { tick, plugin, helms: vec![], acts: vec![], faults: vec![] },
            Entry::Plan { tick, plugin, answer: Err(String::new()) },
            Entry::Replan { tick, plugin, answer: Ok(None) },
            Entry::Detect { tick, plugin, answer: Ok(vec![0.5]) },
            Entry::Judge { tick, plugin, answer: Ok(vec![]) },
            Entry::Reload { tick, plugin, answer: Err(String::new()) },
        ] {
            let difference = difference(Some(entry.clone())).unwrap();
            assert_eq!((difference.tick, difference.found.as_str()), (tick, "nothing"), "{entry:?}");
        }
    }
}
