//! The recording file: frames of any serialisable payload, appended while the exercise runs.
//!
//! Layout: the eight bytes of [`MAGIC`], the version as `u32`, then frames: length `u32`, CRC-32 of the payload `u32`,
//! payload in postcard; all little-endian. A process that is killed loses at most the frame it was writing: a reader
//! yields every whole frame before the first damaged one, and says how many bytes it left.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::limits::{FRAME_BYTES, RECORDING_BYTES};

/// First bytes of every recording.
pub const MAGIC: [u8; 8] = *b"SAREXrec";
/// Version of the frame layout; the payload carries its own.
pub const VERSION: u32 = 6;
const HEAD_BYTES: u64 = 12;

/// Why a recording cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the messages")]
pub enum RecordingError {
    /// The system said no.
    #[error("{}: {source}", file.display())]
    Io { file: PathBuf, source: std::io::Error },
    /// It is no recording.
    #[error("{}: not a SAREX recording", file.display())]
    NotARecording { file: PathBuf },
    /// It is of another version.
    #[error("{}: recording version {found}; this program reads version {VERSION}", file.display())]
    Version { file: PathBuf, found: u32 },
    /// A payload is longer than a frame may be.
    #[error("{}: a frame of {bytes} bytes; at most {FRAME_BYTES} are written or read", file.display())]
    TooLarge { file: PathBuf, bytes: u64 },
    /// A whole frame, with the right checksum, holds another payload than was asked for.
    #[error("{}: frame {frame} does not hold what was expected ({what})", file.display())]
    Payload { file: PathBuf, frame: u64, what: String },
    /// Another process is writing it.
    #[error("{}: another sarex is writing this recording; close that one first, or replay a copy", file.display())]
    InUse { file: PathBuf },
    /// Writing failed before, and nothing is written any more.
    #[error("{}: nothing more is written: {why}", file.display())]
    Stopped { file: PathBuf, why: String },
}

/// Appends frames to a new recording.
#[derive(Debug)]
pub struct RecordingWriter {
    file: PathBuf,
    out: BufWriter<File>,
    payload: Vec<u8>,
}

impl RecordingWriter {
    /// Starts a recording; a file that is there is replaced.
    pub fn create(path: &Path) -> Result<Self, RecordingError> {
        let io = |source| RecordingError::Io { file: path.to_owned(), source };
        // Emptied only once nobody else is found to write it.
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(io)?;
        lock(path, &file)?;
        file.set_len(0).map_err(io)?;
        let mut out = BufWriter::new(file);
        out.write_all(&MAGIC).map_err(io)?;
        out.write_all(&VERSION.to_le_bytes()).map_err(io)?;
        Ok(Self { file: path.to_owned(), out, payload: Vec::new() })
    }

    /// Goes on with a recording behind its first `at_byte` bytes, which a [`RecordingReader`] has read; what follows
    /// them (a frame cut off by a crash) is dropped.
    pub fn go_on(path: &Path, at_byte: u64) -> Result<Self, RecordingError> {
        let io = |source| RecordingError::Io { file: path.to_owned(), source };
        let mut file = OpenOptions::new().write(true).open(path).map_err(io)?;
        lock(path, &file)?;
        file.set_len(at_byte).map_err(io)?;
        file.seek(SeekFrom::End(0)).map_err(io)?;
        Ok(Self { file: path.to_owned(), out: BufWriter::new(file), payload: Vec::new() })
    }

    /// Appends a frame; it is on disk after [`RecordingWriter::flush`].
    pub fn append<T: Serialize>(&mut self, payload: &T) -> Result<(), RecordingError> {
        self.payload.clear();
        let bytes = std::mem::take(&mut self.payload);
        self.payload = postcard::to_extend(payload, bytes).map_err(|e| RecordingError::Payload {
            file: self.file.clone(),
            frame: 0,
            what: e.to_string(),
        })?;
        let length = u32::try_from(self.payload.len()).ok().filter(|length| *length <= FRAME_BYTES);
        let Some(length) = length else {
            return Err(RecordingError::TooLarge { file: self.file.clone(), bytes: self.payload.len() as u64 });
        };
        let head = [length.to_le_bytes(), crc32fast::hash(&self.payload).to_le_bytes()].concat();
        let written = self.out.write_all(&head).and_then(|()| self.out.write_all(&self.payload));
        written.map_err(|source| RecordingError::Io { file: self.file.clone(), source })
    }

    /// Hands everything appended so far to the system.
    pub fn flush(&mut self) -> Result<(), RecordingError> {
        self.out.flush().map_err(|source| RecordingError::Io { file: self.file.clone(), source })
    }

    /// Flushes and waits until the disk has the frames: they outlast a loss of power.
    pub fn sync(&mut self) -> Result<(), RecordingError> {
        self.flush()?;
        self.out.get_ref().sync_data().map_err(|source| RecordingError::Io { file: self.file.clone(), source })
    }

    /// Flushes and waits until the disk has it.
    pub fn finish(mut self) -> Result<(), RecordingError> {
        self.flush()?;
        self.out.get_ref().sync_all().map_err(|source| RecordingError::Io { file: self.file.clone(), source })
    }
}

/// One process writes a recording. A file system without locks is taken as it is.
fn lock(path: &Path, file: &File) -> Result<(), RecordingError> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(RecordingError::InUse { file: path.to_owned() }),
        _ => Ok(()),
    }
}

/// Why a recording ended before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Byte at which the first unusable frame starts.
    pub at_byte: u64,
    /// Bytes from there to the end, which are not read.
    pub lost_bytes: u64,
    /// What is wrong there.
    pub what: &'static str,
}

/// Reads the frames of a recording in order.
#[derive(Debug)]
pub struct RecordingReader {
    file: PathBuf,
    input: std::io::BufReader<File>,
    length: u64,
    at: u64,
    frame: u64,
    damage: Option<Damage>,
}

impl RecordingReader {
    /// Opens a recording and checks that it is one.
    pub fn open(path: &Path) -> Result<Self, RecordingError> {
        let io = |source| RecordingError::Io { file: path.to_owned(), source };
        let input = File::open(path).map_err(io)?;
        let length = input.metadata().map_err(io)?.len();
        if length > RECORDING_BYTES {
            return Err(RecordingError::TooLarge { file: path.to_owned(), bytes: length });
        }
        let mut input = std::io::BufReader::new(input);
        let (mut magic, mut version) = ([0; 8], [0; 4]);
        let head = input.read_exact(&mut magic).and_then(|()| input.read_exact(&mut version));
        match head {
            Err(e) if e.kind() != std::io::ErrorKind::UnexpectedEof => return Err(io(e)),
            Ok(()) if magic == MAGIC => {}
            _ => return Err(RecordingError::NotARecording { file: path.to_owned() }),
        }
        let found = u32::from_le_bytes(version);
        if found != VERSION {
            return Err(RecordingError::Version { file: path.to_owned(), found });
        }
        Ok(Self { file: path.to_owned(), input, length, at: HEAD_BYTES, frame: 0, damage: None })
    }

    /// The payload of the next frame; `None` at the end, or at the first damaged frame (see [`RecordingReader::damage`]).
    ///
    /// # Errors
    /// When the system cannot read, or a sound frame does not hold a `T`.
    #[expect(clippy::should_implement_trait, reason = "the payload's type may differ from frame to frame")]
    pub fn next<T: DeserializeOwned>(&mut self) -> Result<Option<T>, RecordingError> {
        let Some(payload) = self.payload()? else { return Ok(None) };
        match postcard::from_bytes(&payload) {
            Ok(value) => Ok(Some(value)),
            Err(e) => Err(RecordingError::Payload { file: self.file.clone(), frame: self.frame, what: e.to_string() }),
        }
    }

    /// Byte behind the last whole frame that was read.
    pub fn at_byte(&self) -> u64 {
        self.at
    }

    /// What was lost, once [`RecordingReader::next`] has given `None`.
    pub fn damage(&self) -> Option<&Damage> {
        self.damage.as_ref()
    }

    fn payload(&mut self) -> Result<Option<Vec<u8>>, RecordingError> {
        let left = self.length.saturating_sub(self.at);
        if self.damage.is_some() || left == 0 {
            return Ok(None);
        }
        let mut head = [0; 8];
        if left < head.len() as u64 {
            return Ok(self.damaged("the head of a frame is cut off"));
        }
        self.read(&mut head)?;
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        let crc = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        if length > FRAME_BYTES {
            return Ok(self.damaged("the length of a frame is impossible"));
        }
        if u64::from(length) > left - head.len() as u64 {
            return Ok(self.damaged("a frame is cut off"));
        }
        let mut payload = vec![0; length as usize];
        self.read(&mut payload)?;
        if crc32fast::hash(&payload) != crc {
            return Ok(self.damaged("the checksum of a frame is wrong"));
        }
        self.at += head.len() as u64 + u64::from(length);
        self.frame += 1;
        Ok(Some(payload))
    }

    fn read(&mut self, bytes: &mut [u8]) -> Result<(), RecordingError> {
        self.input.read_exact(bytes).map_err(|source| RecordingError::Io { file: self.file.clone(), source })
    }

    fn damaged(&mut self, what: &'static str) -> Option<Vec<u8>> {
        self.damage = Some(Damage { at_byte: self.at, lost_bytes: self.length - self.at, what });
        None
    }
}
