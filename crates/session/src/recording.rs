//! Recordings: a header with the whole setup, then the journal, written while the exercise runs.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sarex_files::recording::{RecordingError, RecordingReader, RecordingWriter};
use sarex_sim::{decision::PluginCost, journal::Entry, setup::Setup};
use serde::{Deserialize, Serialize};

/// What a killed process may lose at most.
const FLUSH_EVERY: Duration = Duration::from_millis(500);

/// The first frame of a recording: all that a replay needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    /// Version of the program that wrote it.
    pub program: String,
    /// Text of the scenario as it was read.
    pub scenario_text: String,
    /// Files the setup was made from, and their SHA-256.
    pub files: Vec<(String, String)>,
    /// The resolved scenario.
    pub setup: Setup,
}

/// A recording read back.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Its first frame.
    pub header: Header,
    /// The journal, as far as it could be read.
    pub entries: Vec<Entry>,
    /// The exercise had come this far.
    pub ticks: u64,
    /// The file ends in the middle (a killed process): what that means.
    pub cut_short: Option<String>,
}

impl Recording {
    /// Reads a recording; one that was cut short is read up to its last whole entry.
    pub fn open(path: &Path) -> Result<Self, RecordingError> {
        let mut reader = RecordingReader::open(path)?;
        let header: Header = reader.next()?.ok_or_else(|| RecordingError::NotARecording { file: path.to_owned() })?;
        let mut entries = Vec::new();
        let mut ticks = 0;
        while let Some(entry) = reader.next::<Entry>()? {
            ticks = ticks.max(ticks_after(&entry));
            entries.push(entry);
        }
        let cut_short = reader.damage().map(|d| format!("{}; the last {} bytes are lost", d.what, d.lost_bytes));
        Ok(Self { header, entries, ticks, cut_short })
    }

    /// What the plugins had cost when the recording was closed; empty when it never was.
    pub fn costs(&self) -> &[PluginCost] {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Costs(costs) => Some(costs.as_slice()),
            _ => None,
        });
        last.unwrap_or_default()
    }
}

/// How many ticks had certainly been stepped when an entry was written.
fn ticks_after(entry: &Entry) -> u64 {
    match entry {
        Entry::Digest { tick, .. } | Entry::Upto { tick } => *tick,
        _ => 0,
    }
}

/// Writes the journal as it grows.
pub struct JournalWriter {
    writer: RecordingWriter,
    flushed: Instant,
}

impl JournalWriter {
    /// Starts a recording.
    pub fn create(path: &Path, header: &Header) -> Result<Self, RecordingError> {
        let mut writer = RecordingWriter::create(path)?;
        writer.append(header)?;
        writer.flush()?;
        Ok(Self { writer, flushed: Instant::now() })
    }

    /// Adds what happened up to and with tick `ticks - 1`; reaches the disk within half a second.
    pub fn append(&mut self, entries: &mut Vec<Entry>, ticks: u64) -> Result<(), RecordingError> {
        for entry in entries.drain(..) {
            self.writer.append(&entry)?;
        }
        if self.flushed.elapsed() >= FLUSH_EVERY {
            self.flush(ticks)?;
        }
        Ok(())
    }

    /// Brings everything to the disk.
    pub fn flush(&mut self, ticks: u64) -> Result<(), RecordingError> {
        self.writer.append(&Entry::Upto { tick: ticks })?;
        self.writer.flush()?;
        self.flushed = Instant::now();
        Ok(())
    }
}
