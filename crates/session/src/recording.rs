//! Recordings: a header with the whole setup, then the journal and keyframes, written while the exercise runs.

use std::path::Path;

use sarex_files::recording::{RecordingError, RecordingReader};
use sarex_sim::{
    command::Command,
    decision::{Act, Fault, PluginCost},
    journal::Entry,
    setup::Setup,
};
use serde::{Deserialize, Serialize};

pub use crate::writer::JournalWriter;
use crate::{
    helms::HelmCoder,
    keyframe::{Keyframe, encode, pack, unpack, whole},
};

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
    /// The recording that this one parted from.
    pub branch_of: Option<BranchOf>,
}

/// Where a branch begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchOf {
    /// The recording, as it was named.
    pub recording: String,
    /// Seconds since the start up to which both are the same.
    pub tick: u64,
}

/// A frame behind the header.
#[derive(Serialize, Deserialize)]
pub(crate) enum Frame {
    /// What came in, and how far the exercise had come then.
    Seconds {
        ticks: u64,
        /// The lines are packed.
        packed: bool,
        #[serde(with = "whole")]
        lines: Vec<u8>,
    },
    Keyframe(Keyframe),
}

/// An entry of the journal as it stands in a frame.
#[derive(Serialize, Deserialize)]
enum Line {
    Step {
        tick: u64,
        plugin: u32,
        #[serde(with = "whole")]
        helms: Vec<u8>,
        acts: Vec<Act>,
        faults: Vec<Fault>,
    },
    Other(Box<Entry>),
}

/// Lines of so many bytes are worth packing.
const PACKED_FROM: usize = 256;

impl Frame {
    /// What came in before the exercise had stepped so many ticks.
    pub fn seconds(ticks: u64, entries: Vec<Entry>, coder: &mut HelmCoder) -> Self {
        let line = |entry| match entry {
            Entry::Step { tick, plugin, helms, acts, faults } => {
                Line::Step { tick, plugin, helms: coder.pack(&helms), acts, faults }
            }
            entry => Line::Other(Box::new(entry)),
        };
        let lines = encode(&entries.into_iter().map(line).collect::<Vec<_>>());
        let packed = lines.len() >= PACKED_FROM;
        Self::Seconds { ticks, packed, lines: if packed { pack(&lines) } else { lines } }
    }
}

/// The entries of a frame.
fn entries(packed: bool, lines: &[u8], coder: &mut HelmCoder) -> Result<Vec<Entry>, String> {
    let unpacked = if packed { unpack(lines)? } else { lines.to_vec() };
    let lines: Vec<Line> = postcard::from_bytes(&unpacked).map_err(|e| e.to_string())?;
    let entry = |line| match line {
        Line::Step { tick, plugin, helms, acts, faults } => {
            let helms = coder.unpack(&helms).ok_or("helms that are none")?;
            Ok(Entry::Step { tick, plugin, helms, acts, faults })
        }
        Line::Other(entry) => Ok(*entry),
    };
    lines.into_iter().map(entry).collect()
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
    /// Keyframes, and how many entries stand before each.
    pub keyframes: Vec<(usize, Keyframe)>,
    /// Bytes of the file up to the end of its last whole frame.
    pub whole_bytes: u64,
    /// For going on with the file.
    pub(crate) coder: HelmCoder,
}

impl Recording {
    /// A recording of this journal, without keyframes.
    pub fn new(header: Header, entries: Vec<Entry>, ticks: u64) -> Self {
        Self {
            header,
            entries,
            ticks,
            cut_short: None,
            keyframes: Vec::new(),
            whole_bytes: 0,
            coder: HelmCoder::default(),
        }
    }

    /// Reads a recording; one that was cut short is read up to its last whole second.
    pub fn open(path: &Path) -> Result<Self, RecordingError> {
        let mut reader = RecordingReader::open(path)?;
        let header: Header = reader.next()?.ok_or_else(|| RecordingError::NotARecording { file: path.to_owned() })?;
        let mut recording = Self::new(header, Vec::new(), 0);
        let (mut coder, mut number) = (HelmCoder::default(), 1);
        while let Some(frame) = reader.next::<Frame>()? {
            number += 1;
            match frame {
                Frame::Seconds { ticks, packed, lines } => {
                    let read = entries(packed, &lines, &mut coder);
                    let wrong = |what| RecordingError::Payload { file: path.to_owned(), frame: number, what };
                    recording.entries.extend(read.map_err(wrong)?);
                    recording.ticks = recording.ticks.max(ticks);
                }
                Frame::Keyframe(keyframe) => recording.keyframes.push((recording.entries.len(), keyframe)),
            }
        }
        recording.coder = coder;
        recording.cut_short = reader.damage().map(|d| format!("{}; the last {} bytes are lost", d.what, d.lost_bytes));
        recording.whole_bytes = reader.at_byte();
        Ok(recording)
    }

    /// What the plugins had cost when the recording was closed; empty when it never was.
    pub fn costs(&self) -> &[PluginCost] {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Costs(costs) => Some(costs.as_slice()),
            _ => None,
        });
        last.unwrap_or_default()
    }

    /// What was typed and never stepped.
    pub fn pending(&self) -> Vec<Command> {
        self.commands_from(self.ticks).map(|(_, command)| command.clone()).collect()
    }

    /// Commands given at this tick or later.
    pub fn commands_from(&self, tick: u64) -> impl Iterator<Item = (u64, &Command)> {
        self.entries.iter().filter_map(move |entry| match entry {
            Entry::Command { tick: at, command } if *at >= tick => Some((*at, command)),
            _ => None,
        })
    }
}
