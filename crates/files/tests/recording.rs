//! Recordings survive a killed process and never panic on damage.

#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use proptest::prelude::*;
use sarex_files::recording::{RecordingError, RecordingReader, RecordingWriter};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Payload {
    Start { scenario: String, seed: u64 },
    Tick(u64, Vec<u8>),
}

fn small() -> (Vec<Payload>, Vec<u8>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("small.sarex");
    let mut payloads = vec![Payload::Start { scenario: "small".into(), seed: 7 }];
    payloads.extend((0..5).map(|n| Payload::Tick(n, vec![n as u8; n as usize])));
    let mut writer = RecordingWriter::create(&path).unwrap();
    for payload in &payloads {
        writer.append(payload).unwrap();
    }
    writer.finish().unwrap();
    (payloads, std::fs::read(path).unwrap())
}

/// The payloads that can be read from these bytes, and whether something was lost.
fn read(bytes: &[u8]) -> Result<(Vec<Payload>, bool), RecordingError> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cut.sarex");
    std::fs::write(&path, bytes).unwrap();
    let mut reader = RecordingReader::open(&path)?;
    let mut payloads = Vec::new();
    while let Some(payload) = reader.next()? {
        payloads.push(payload);
    }
    if let Some(damage) = reader.damage() {
        assert_eq!(damage.at_byte + damage.lost_bytes, bytes.len() as u64);
    }
    Ok((payloads, reader.damage().is_some()))
}

#[test]
fn a_recording_cut_at_any_byte_gives_every_whole_frame() {
    let (payloads, bytes) = small();
    assert_eq!(read(&bytes).unwrap(), (payloads.clone(), false));
    let mut most = 0;
    for cut in 0..bytes.len() {
        match read(&bytes[..cut]) {
            Ok((found, lost)) => {
                assert_eq!(found, payloads[..found.len()], "cut at {cut}");
                assert!(found.len() >= most && found.len() < payloads.len());
                most = found.len();
                // A cut between frames looks like an end: nothing was lost but what was never written.
                assert!(lost || cut >= 12);
            }
            Err(RecordingError::NotARecording { .. }) => assert!(cut < 12, "cut at {cut}"),
            Err(other) => panic!("cut at {cut}: {other}"),
        }
    }
    assert_eq!(most, payloads.len() - 1);
}

#[test]
fn a_flipped_bit_ends_the_reading_before_it() {
    let (payloads, bytes) = small();
    for at in 12..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x10;
        let (found, lost) = read(&bytes).unwrap();
        assert!(lost && found == payloads[..found.len()], "byte {at}");
    }
}

#[test]
fn another_version_is_told_as_such() {
    let (_, mut bytes) = small();
    bytes[8] = 9;
    assert!(matches!(read(&bytes), Err(RecordingError::Version { found: 9, .. })));
}

proptest! {
    #[test]
    fn prop_no_bytes_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), genuine in any::<bool>()) {
        if genuine && bytes.len() >= 12 {
            bytes[..12].copy_from_slice(&small().1[..12]);
        }
        let _ = read(&bytes);
    }
}
