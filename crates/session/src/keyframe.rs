//! Keyframes: the whole exercise at some tick, so that a recording opens anywhere without playing all before.
//!
//! What happened so far only grows. A keyframe holds what came since the keyframe before, and whoever goes to one puts
//! the pieces together; state and plugins' memory stand whole in some, and the others tell what differs.

use std::{io::Write, sync::Arc};

use flate2::{Compression, write::DeflateDecoder, write::DeflateEncoder};
use sarex_sim::{
    Exercise,
    decision::Helm,
    history::{History, Mark},
    setup::Setup,
};
use serde::{Deserialize, Serialize};

use crate::patch::Patch;

/// Seconds between keyframes at least. Every cycle of the engine divides it, so that an exercise that goes on from a
/// keyframe with its plugins does exactly what it would have done.
pub const KEYFRAME_CYCLE_S: u64 = 60;
/// Bytes that keyframes may take for each second of exercise: 12.5 MB in six hours, which leaves the journal a third
/// of the 20 MB that such a recording may have. A large exercise has fewer keyframes, not a larger recording.
const BYTES_PER_S: u64 = 580;
/// Keyframes that are told by their difference from one that stands whole, at most.
const PATCHES: usize = 16;
/// Bytes of a keyframe at most when it is unpacked: a hundred times that of a thousand units.
const UNPACKED_BYTES: usize = 256 << 20;

/// The exercise after so many ticks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Keyframe {
    /// Ticks stepped.
    pub tick: u64,
    /// The number of the keyframe that `state` is a patch of; none: it stands whole.
    base: Option<u32>,
    /// The last recorded helm of each unit and the state, packed.
    #[serde(with = "whole")]
    state: Vec<u8>,
    /// What happened since the keyframe before, packed.
    #[serde(with = "whole")]
    history: Vec<u8>,
}

impl Keyframe {
    /// Keeps an exercise as it stands, whole; `since` is the end of the history of the keyframe before.
    pub fn of(exercise: &Exercise, helms: &[Helm], since: &Mark) -> Self {
        let history = encode(&exercise.history().since(since));
        let state = pack(&state(exercise, helms));
        Self { tick: exercise.tick(), base: None, state, history: pack(&history) }
    }

    /// The number of the keyframe that this one needs.
    pub fn base(&self) -> Option<usize> {
        self.base.map(|number| number as usize)
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> u64 {
        (self.state.len() + self.history.len()) as u64
    }

    /// The exercise and the last helm of each unit; `history` is all that happened up to this keyframe, `base` the one
    /// that it needs.
    ///
    /// # Errors
    /// When it was damaged, or written by another version.
    pub fn restore(
        &self,
        base: Option<&Self>,
        setup: Arc<Setup>,
        history: History,
    ) -> Result<(Exercise, Vec<Helm>), String> {
        let mut bytes = unpack(&self.state)?;
        if let Some(base) = base {
            let patch: Patch = postcard::from_bytes(&bytes).map_err(unreadable)?;
            bytes = patch.onto(&unpack(&base.state)?, UNPACKED_BYTES).ok_or("a keyframe does not fit its base")?;
        }
        let (helms, state) = postcard::take_from_bytes(&bytes).map_err(unreadable)?;
        let exercise = Exercise::from_keyframe(setup, state, history).map_err(|e| e.to_string())?;
        Ok((exercise, helms))
    }

    /// What happened since the keyframe before.
    pub fn history(&self) -> Result<History, String> {
        postcard::from_bytes(&unpack(&self.history)?).map_err(unreadable)
    }
}

/// When keyframes are made: as often as their size allows.
#[derive(Debug, Default)]
pub struct Pace {
    bytes: u64,
    last: u64,
    /// Keyframes so far.
    made: usize,
    /// The last one that stands whole: its number and its bytes unpacked.
    whole: Option<(usize, Vec<u8>)>,
    mark: Mark,
}

impl Pace {
    /// Goes on behind these keyframes, the last of which was made of an exercise with this history.
    pub fn behind<'a>(keyframes: impl Iterator<Item = &'a Keyframe>, mark: Mark) -> Self {
        keyframes.fold(Self { mark, ..Self::default() }, |pace, keyframe| Self {
            bytes: pace.bytes + keyframe.bytes(),
            last: keyframe.tick,
            made: pace.made + 1,
            ..pace
        })
    }

    /// A keyframe may be made after so many ticks.
    pub fn due(&self, tick: u64) -> bool {
        tick.is_multiple_of(KEYFRAME_CYCLE_S) && tick > self.last && self.bytes <= tick * BYTES_PER_S
    }

    /// Makes one.
    pub fn make(&mut self, exercise: &Exercise, helms: &[Helm]) -> Keyframe {
        let bytes = state(exercise, helms);
        let whole = self.whole.take().filter(|(number, _)| self.made - number <= PATCHES);
        let patch = whole.as_ref().map(|(_, whole)| encode(&Patch::between(whole, &bytes)));
        // What a forecast was drawn with stays for hours: the first keyframe that holds one stands whole, for others to lean on.
        let patch = patch.filter(|patch| patch.len() * 4 <= bytes.len() * 3);
        let whole = whole.filter(|_| patch.is_some());
        let packed = pack(patch.as_ref().unwrap_or(&bytes));
        let keyframe = Keyframe {
            tick: exercise.tick(),
            base: whole.as_ref().map(|(number, _)| *number as u32),
            state: packed,
            history: pack(&encode(&exercise.history().since(&self.mark))),
        };
        self.whole = Some(whole.unwrap_or((self.made, bytes)));
        self.made += 1;
        self.mark = exercise.history().mark();
        self.last = keyframe.tick;
        self.bytes += keyframe.bytes();
        keyframe
    }

    /// The last one was made after so many ticks.
    pub fn last(&self) -> u64 {
        self.last
    }
}

fn state(exercise: &Exercise, helms: &[Helm]) -> Vec<u8> {
    let mut bytes = encode(&helms);
    bytes.extend(exercise.keyframe());
    bytes
}

/// A value as bytes.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("a value in memory can be encoded")
}

fn unreadable(error: postcard::Error) -> String {
    format!("a keyframe cannot be read ({error}): it is from another version or damaged")
}

/// Bytes made shorter.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::new(6));
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("a vector can be written")
}

/// The bytes before [`pack`].
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let mut unpacker = DeflateDecoder::new(Bounded(Vec::new()));
    let unpacked = unpacker.write_all(packed).and_then(|()| unpacker.finish());
    unpacked.map(|Bounded(bytes)| bytes).map_err(|e| format!("a keyframe cannot be unpacked: {e}"))
}

/// What is unpacked, which a damaged length cannot make fill the memory.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > UNPACKED_BYTES {
            return Err(std::io::Error::other("it is longer than a keyframe can be"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Bytes in one piece instead of one by one.
pub(crate) mod whole {
    use std::fmt;

    use serde::{
        Deserializer, Serializer,
        de::{Error, Visitor},
    };

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        from.deserialize_bytes(Bytes)
    }
}
