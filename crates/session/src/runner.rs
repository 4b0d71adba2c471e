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

use crate::{keyframe::Pace, recording::JournalWriter};

/// A live exercise.
pub struct Runner {
    exercise: Exercise,
    decisions: Box<dyn Decisions + Send>,
    journal: Option<JournalWriter>,
    last: Vec<Option<Helm>>,
    entries: Vec<Entry>,
    pending: Vec<Command>,
    pace: Pace,
    lines: VecDeque<PluginLine>,
}

/// An exercise in the middle.
pub(crate) struct GoingOn {
    pub exercise: Exercise,
    /// The last recorded helm of each unit.
    pub helms: Vec<Helm>,
    /// Commands that stand in the journal and were not carried out.
    pub pending: Vec<Command>,
    pub pace: Pace,
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
            pending: Vec::new(),
            pace: Pace::default(),
            lines: VecDeque::new(),
        }
    }

    /// Goes on with an exercise and what its recording held up to now.
    pub(crate) fn going_on(at: GoingOn, decisions: Box<dyn Decisions + Send>, journal: Option<JournalWriter>) -> Self {
        let GoingOn { exercise, helms, pending, pace } = at;
        Self {
            exercise,
            decisions,
            journal,
            last: helms.into_iter().map(Some).collect(),
            entries: Vec::new(),
            pending,
            pace,
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

    /// Takes a command, which the next second carries out. It is written down at once: nothing typed is lost when this
    /// process dies. An error means that the recording can't be written; the command is taken all the same.
    pub fn give(&mut self, command: Command) -> Result<(), RecordingError> {
        let tick = self.exercise.tick();
        self.pending.push(command.clone());
        match &mut self.journal {
            Some(journal) => journal.typed(Entry::Command { tick, command }, tick),
            None => Ok(()),
        }
    }

    /// Commands wait for the next second.
    pub fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Advances one second with these commands and those given before. An error means that the recording can't be
    /// written; the exercise itself goes on.
    pub fn step(&mut self, commands: &[Command]) -> Result<Vec<Event>, RecordingError> {
        let tick = self.exercise.tick();
        if self.exercise.ended() {
            return Ok(Vec::new());
        }
        let mut written = Ok(());
        for command in commands {
            written = written.and(self.give(command.clone()));
        }
        let mut recorder = Recorder::new(self.decisions.as_mut(), &mut self.last, &mut self.entries, tick);
        let events = self.exercise.step(&std::mem::take(&mut self.pending), &mut recorder);
        written.and(self.write_down())?;
        Ok(events)
    }

    fn write_down(&mut self) -> Result<(), RecordingError> {
        let Some(journal) = &mut self.journal else {
            self.entries.clear();
            return Ok(());
        };
        let (ticks, ended) = (self.exercise.tick(), self.exercise.ended());
        if ticks.is_multiple_of(DIGEST_CYCLE_S) || ended {
            self.entries.push(Entry::Digest { tick: ticks, digest: self.exercise.digest() });
        }
        journal.append(&mut self.entries, ticks)?;
        if self.pace.due(ticks) || ended {
            journal.keyframe(self.pace.make(&self.exercise, &known(&self.last)))?;
        }
        Ok(())
    }

    /// Closes the recording.
    pub fn finish(&mut self) -> Result<(), RecordingError> {
        let ticks = self.exercise.tick();
        let Some(journal) = &mut self.journal else { return Ok(()) };
        // Behind a command that waits for the next second, a digest or a keyframe would come too late.
        let between = !self.exercise.ended() && self.pending.is_empty();
        if between {
            self.entries.push(Entry::Digest { tick: ticks, digest: self.exercise.digest() });
        }
        self.entries.push(Entry::Costs(self.decisions.costs()));
        journal.append(&mut self.entries, ticks)?;
        if between && self.pace.last() < ticks {
            journal.keyframe(self.pace.make(&self.exercise, &known(&self.last)))?;
        }
        journal.close()
    }
}

/// The helms that a replay knows: of a unit that nobody decided for yet, the default.
fn known(last: &[Option<Helm>]) -> Vec<Helm> {
    last.iter().map(|helm| helm.unwrap_or_default()).collect()
}
