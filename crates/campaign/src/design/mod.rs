//! From a design to the rows that are run, and to what is uncertain in each run.

pub mod draws;
mod rows;

pub use rows::{RowDesign, rows};
