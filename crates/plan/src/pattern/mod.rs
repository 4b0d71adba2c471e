//! `sarex pattern`: search patterns for chart plotters.

use sarex_files::finding::Finding;

/// A search pattern.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum PatternCommand {}

impl PatternCommand {
    /// Plans the pattern and returns what is to be printed.
    ///
    /// # Errors
    /// Every finding about the inputs.
    pub fn run(&self) -> Result<String, Vec<Finding>> {
        match *self {}
    }
}
