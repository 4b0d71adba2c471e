//! `sarex plan` and `sarex pattern`: the search planner's worksheets.
//!
//! Every command takes its inputs by flags or by one TOML or JSON file with the same keys, prints the worksheet step by
//! step, and with `--json` every number at full precision. The science is in sarex-model; here are inputs, checks of inputs
//! and words.
//!
//! Invariant: no Bevy, no wasmtime, no clock.

pub mod commands;
mod elements;
pub mod pattern;
mod rows;
pub mod worksheet;

pub use commands::PlanCommand;
pub use pattern::PatternCommand;

use std::path::PathBuf;

use sarex_files::finding::Finding;

/// What every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Common {
    /// TOML or JSON file with the inputs; its keys are the flags with _ for -; a flag replaces the file's value
    #[arg(long, value_name = "FILE")]
    pub case: Option<PathBuf>,
    /// Print every number at full precision as one JSON document
    #[arg(long)]
    pub json: bool,
}

impl Common {
    /// The finished sheet in the form asked for.
    pub fn show(&self, sheet: &worksheet::Worksheet) -> String {
        if self.json { format!("{:#}\n", sheet.json()) } else { sheet.text() }
    }
}

/// Lets a flag's value begin with a minus: a number out of bounds is then named by the worksheet, and southern and western
/// positions may be written in decimal degrees.
fn signed(arg: clap::Arg) -> clap::Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let place = arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.contains("POSITION")));
    if place { arg.allow_hyphen_values(true) } else { arg.allow_negative_numbers(true) }
}

/// An error in a flag or in a value that no file line can be named for: place, reason, remedy.
pub fn wrong(place: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding::of_file(place, reason, Some(remedy.into()))
}
