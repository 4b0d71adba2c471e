//! Being written.

pub(super) const LONG: &str = "";
use sarex_files::finding::Finding;

/// Inputs.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: crate::Common,
}

pub(super) fn run(_args: &Args) -> Result<String, Vec<Finding>> {
    Err(vec![crate::wrong("plan", "not written yet", "wait")])
}
