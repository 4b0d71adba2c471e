//! Formats in and out: scenario, map pack, environment, recording, exports.
//!
//! Invariant: no Bevy, no wasmtime, no rule of search and rescue. Every reader has bounds ([`limits`]), never panics on any
//! bytes, and says what is wrong with file, line and remedy.

pub mod assets;
pub mod campaign;
pub mod case;
pub mod checksum;
pub mod environment;
pub mod export;
pub mod features;
pub mod fgb;
pub mod finding;
pub mod grid;
pub mod limits;
pub mod map_pack;
pub mod msel;
pub mod netcdf;
pub mod netcdf_write;
pub mod recording;
pub mod roots;
pub mod rtz;
pub mod scenario;
pub mod time;
