//! Results: one row a run, in parts that are there whole or not at all.

pub mod columns;
mod digest;
mod figures;
mod parts;
mod table;

pub use digest::digest;
pub use figures::figures;
pub use parts::{Progress, commit, key_of, progress, write};
pub use table::{first_text, open, print, query, summary_digest};
