//! Tries a plugin apart from an exercise.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]
#![warn(missing_docs)]

pub mod picture;
pub mod quality;
