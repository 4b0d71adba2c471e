//! A live exercise with its plugins and its recording, stepped by whoever owns it.

use std::{collections::VecDeque, sync::Arc};

use sarex_files::recording::RecordingError;
use sarex_sim::{
    Exercise,
    command::Command,
    decision::{Decisions, Helm, PluginCost, PluginLine},
    event::Event,
    journal::{Entry, Recorder},
    limits::DIGEST_CYCLE_S,
    setup::Setup,
};

use crate::recording::JournalWriter;

/// A live exercise.
pub struct Runner {
    exercise: Exercise,
    decisions: Box<dyn Decisions + Send>,
    journal: Option<JournalWriter>,
    last: Vec<Option<Helm>>,
    entries: Vec<Entry>,
    lines: VecDeque<PluginLine>,
}

/// Lines of each plugin that are kept.
const LINES_KEPT: usize = 12;

impl Runner {
    /// Starts an exercise; with a journal every input is written down.
    pub fn new(setup: Arc<Setup>, decisions: Box<dyn Decisions + Send>, journal: Option<JournalWriter>) -> Self {
        Self {
            exercise: Exercise::new(setup),
            decisions,
            journal,
            last: Vec::new(),
            entries: Vec::new(),
            lines: VecDeque::new(),
        }
    }

    /// The exercise as it stands.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// The exercise as it stands, for its digest.
    pub fn exercise_mut(&mut self) -> &mut Exercise {
        &mut self.exercise
    }

    /// What the plugins have cost so far.
    pub fn costs(&self) -> Vec<PluginCost> {
        self.decisions.costs()
    }

    /// The last lines that the plugins logged, oldest first; a few of each plugin.
    pub fn lines(&mut self) -> Vec<PluginLine> {
        for line in self.decisions.take_lines() {
            let plugin = line.plugin;
            self.lines.push_back(line);
            if self.lines.iter().filter(|l| l.plugin == plugin).count() > LINES_KEPT
                && let Some(oldest) = self.lines.iter().position(|l| l.plugin == plugin)
            {
                self.lines.remove(oldest);
            }
        }
        self.lines.iter().cloned().collect()
    }

    /// Advances one second. An error means that the recording can't be written; the exercise itself goes on.
    pub fn step(&mut self, commands: &[Command]) -> Result<Vec<Event>, RecordingError> {
        let tick = self.exercise.tick();
        if self.exercise.ended() {
            return Ok(Vec::new());
        }
        self.entries.extend(commands.iter().map(|c| Entry::Command { tick, command: c.clone() }));
        let mut recorder = Recorder::new(self.decisions.as_mut(), &mut self.last, &mut self.entries, tick);
        let events = self.exercise.step(commands, &mut recorder);
        let ticks = self.exercise.tick();
        if self.journal.is_some() && (ticks.is_multiple_of(DIGEST_CYCLE_S) || self.exercise.ended()) {
            let digest = self.exercise.digest();
            self.entries.push(Entry::Digest { tick: ticks, digest });
        }
        match &mut self.journal {
            Some(journal) => journal.append(&mut self.entries, ticks)?,
            None => self.entries.clear(),
        }
        Ok(events)
    }

    /// Closes the recording.
    pub fn finish(&mut self) -> Result<(), RecordingError> {
        let ticks = self.exercise.tick();
        if !self.exercise.ended() && self.journal.is_some() {
            let digest = self.exercise.digest();
            self.entries.push(Entry::Digest { tick: ticks, digest });
        }
        match &mut self.journal {
            Some(journal) => {
                self.entries.push(Entry::Costs(self.decisions.costs()));
                journal.append(&mut self.entries, ticks)?;
                journal.flush(ticks)
            }
            None => Ok(()),
        }
    }
}
