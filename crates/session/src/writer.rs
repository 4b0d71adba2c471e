//! The thread that writes a recording, so that no step of the exercise waits for a disk.
//!
//! What was typed goes to the system at once, the rest within half a second; every second the disk itself is asked to
//! have it. A killed process loses half a second of wall time at most, a loss of power about a second and a half.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crossbeam::channel::{Receiver, RecvTimeoutError, Sender, bounded};
use sarex_files::recording::{RecordingError, RecordingWriter};
use sarex_sim::journal::Entry;

use crate::{
    helms::HelmCoder,
    keyframe::Keyframe,
    recording::{Frame, Header, Recording},
};

/// Time until what happened is with the system.
const FLUSH_EVERY: Duration = Duration::from_millis(500);
/// Time until what the system has is on the disk.
const SYNC_EVERY: Duration = Duration::from_secs(1);
/// Entries of one frame, so that a long run at full speed is written as it goes.
const FRAME_ENTRIES: usize = 4_096;
/// Batches that may wait for the disk: some seconds at full speed, then the exercise waits.
const QUEUE: usize = 4_096;

/// Writes the journal as it grows.
pub struct JournalWriter {
    file: PathBuf,
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    failed: Arc<Mutex<Option<String>>>,
}

enum Job {
    /// What came in before the exercise had stepped so many ticks.
    Entries {
        entries: Vec<Entry>,
        ticks: u64,
        at_once: bool,
    },
    Keyframe(Keyframe),
}

impl JournalWriter {
    /// Starts a recording.
    pub fn create(path: &Path, header: &Header) -> Result<Self, RecordingError> {
        let mut writer = RecordingWriter::create(path)?;
        writer.append(header)?;
        writer.flush()?;
        Self::start(path, writer, 0, HelmCoder::default())
    }

    /// Goes on with a recording that was read from this file; what a crash cut off is dropped.
    pub fn go_on(path: &Path, recording: &Recording) -> Result<Self, RecordingError> {
        let writer = RecordingWriter::go_on(path, recording.whole_bytes)?;
        Self::start(path, writer, recording.ticks, recording.coder.clone())
    }

    fn start(path: &Path, writer: RecordingWriter, ticks: u64, coder: HelmCoder) -> Result<Self, RecordingError> {
        let (jobs, inbox) = bounded(QUEUE);
        let failed: Arc<Mutex<Option<String>>> = Arc::default();
        let tell = failed.clone();
        let scribe =
            Scribe { writer, coder, entries: Vec::new(), ticks, told_ticks: ticks, unflushed: None, unsynced: None };
        let run = move || {
            if let Err(error) = scribe.run(&inbox) {
                *tell.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
            }
        };
        let thread = thread::Builder::new().name("sarex-recording".to_owned()).spawn(run);
        let thread = thread.map_err(|source| RecordingError::Io { file: path.to_owned(), source })?;
        Ok(Self { file: path.to_owned(), jobs: Some(jobs), thread: Some(thread), failed })
    }

    /// Adds what happened up to and with tick `ticks - 1`.
    pub fn append(&mut self, entries: &mut Vec<Entry>, ticks: u64) -> Result<(), RecordingError> {
        self.send(Job::Entries { entries: std::mem::take(entries), ticks, at_once: false })
    }

    /// Adds what somebody typed before tick `ticks` is stepped: it goes to the system at once.
    pub fn typed(&mut self, entry: Entry, ticks: u64) -> Result<(), RecordingError> {
        self.send(Job::Entries { entries: vec![entry], ticks, at_once: true })
    }

    /// Adds a keyframe.
    pub fn keyframe(&mut self, keyframe: Keyframe) -> Result<(), RecordingError> {
        self.send(Job::Keyframe(keyframe))
    }

    /// Brings everything to the disk and closes the recording.
    pub fn close(&mut self) -> Result<(), RecordingError> {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).is_none().then_some(()).ok_or_else(|| self.stopped())
    }

    fn send(&self, job: Job) -> Result<(), RecordingError> {
        let sent = self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok());
        sent.then_some(()).ok_or_else(|| self.stopped())
    }

    fn stopped(&self) -> RecordingError {
        let why = self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        RecordingError::Stopped { file: self.file.clone(), why: why.unwrap_or_else(|| "it is closed".to_owned()) }
    }
}

impl Drop for JournalWriter {
    fn drop(&mut self) {
        let _ = self.close();
    }
}

struct Scribe {
    writer: RecordingWriter,
    coder: HelmCoder,
    /// What is not in the file yet, up to and with tick `ticks - 1`.
    entries: Vec<Entry>,
    ticks: u64,
    /// Ticks of the last frame.
    told_ticks: u64,
    /// Since when the system does not have everything.
    unflushed: Option<Instant>,
    /// Since when the disk does not have everything.
    unsynced: Option<Instant>,
}

impl Scribe {
    fn run(mut self, jobs: &Receiver<Job>) -> Result<(), RecordingError> {
        loop {
            match jobs.recv_timeout(self.next_care()) {
                Ok(job) => self.take(job)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.unflushed.is_some_and(|since| since.elapsed() >= FLUSH_EVERY) {
                self.flush()?;
            }
            if self.unsynced.is_some_and(|since| since.elapsed() >= SYNC_EVERY) {
                self.writer.sync()?;
                self.unsynced = None;
            }
        }
        self.flush()?;
        self.writer.finish()
    }

    /// Time until something must be flushed or synced.
    fn next_care(&self) -> Duration {
        let left = |since: Option<Instant>, every: Duration| since.map(|since| every.saturating_sub(since.elapsed()));
        let due = [left(self.unflushed, FLUSH_EVERY), left(self.unsynced, SYNC_EVERY)];
        due.into_iter().flatten().min().unwrap_or(Duration::from_secs(3_600))
    }

    fn take(&mut self, job: Job) -> Result<(), RecordingError> {
        self.unflushed.get_or_insert_with(Instant::now);
        match job {
            Job::Entries { entries, ticks, at_once } => {
                self.entries.extend(entries);
                self.ticks = ticks;
                if at_once {
                    self.flush()?;
                } else if self.entries.len() >= FRAME_ENTRIES {
                    self.write_entries()?;
                }
                Ok(())
            }
            Job::Keyframe(keyframe) => {
                self.write_entries()?;
                self.writer.append(&Frame::Keyframe(keyframe))
            }
        }
    }

    /// One frame holds whole seconds, so that a file cut off anywhere ends between two of them.
    fn write_entries(&mut self) -> Result<(), RecordingError> {
        if self.entries.is_empty() && self.ticks == self.told_ticks {
            return Ok(());
        }
        let entries = std::mem::take(&mut self.entries);
        self.writer.append(&Frame::seconds(self.ticks, entries, &mut self.coder))?;
        self.told_ticks = self.ticks;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), RecordingError> {
        self.write_entries()?;
        self.writer.flush()?;
        self.unflushed = None;
        self.unsynced.get_or_insert_with(Instant::now);
        Ok(())
    }
}
