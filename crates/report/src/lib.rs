//! The words of SAREX in three languages, the after-action report, and the report of a campaign.
//!
//! Invariant: values in, text out. No file, no clock, no network, no Bevy; nothing here changes an exercise.
#![warn(missing_docs)]

pub mod campaign;
pub mod document;
mod figure;
pub mod history;
mod html;
mod input;
mod lessons;
mod markup;
mod metrics;
mod page;
mod summary;
pub mod words;

pub use html::{chart_svg, html};
pub use input::{ChartMark, ChartPlace, MarkKind, ReportChart, ReportInput};
pub use lessons::lessons;
pub use page::document;
pub use summary::summary;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod sample_history;
#[cfg(test)]
mod tests;
