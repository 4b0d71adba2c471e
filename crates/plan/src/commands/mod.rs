//! `sarex plan`: one file a sub-command, each with its inputs and `run`.

mod allocate;
mod checks;
mod datum;
mod effort;
mod pod;
mod recommend;
#[cfg(test)]
mod search_tests;
mod survival;
mod sweep_width;
#[cfg(test)]
mod tests;
mod update;

use clap::Subcommand;
use sarex_files::finding::Finding;

use crate::signed;

/// The search planner's worksheets.
#[derive(Clone, Debug, Subcommand)]
pub enum PlanCommand {
    /// Datum by weather periods, left and right divergence, total probable error, separation ratio, search areas
    #[command(long_about = datum::LONG, mut_args = signed)]
    Datum(datum::Args),
    /// Sweep width from the published tables with weather, speed, fatigue and flotation corrections
    #[command(long_about = sweep_width::LONG, mut_args = signed)]
    SweepWidth(sweep_width::Args),
    /// Search effort, effort factor, optimal search factor and area, coverage, track spacing
    #[command(long_about = effort::LONG, mut_args = signed)]
    Effort(effort::Args),
    /// Probability of detection from coverage: definite range, inverse cube, random; several and correlated passes
    #[command(long_about = pod::LONG, mut_args = signed)]
    Pod(pod::Args),
    /// Survival: median, spread and curve by water temperature and protection; expected survivors of a plan
    #[command(long_about = survival::LONG, mut_args = signed)]
    Survival(survival::Args),
    /// Optimal effort over areas: one resource (Charnes-Cooper) or many (Washburn)
    #[command(long_about = allocate::LONG, mut_args = signed)]
    Allocate(allocate::Args),
    /// Probability map after searching: Bayesian update of areas or of drift elements, cumulative POS
    #[command(long_about = update::LONG, mut_args = signed)]
    Update(update::Args),
    /// Rectangles for real units over a probability map, with their distance from the best possible
    #[command(long_about = recommend::LONG, mut_args = signed)]
    Recommend(recommend::Args),
}

impl PlanCommand {
    /// Calculates and returns what is to be printed.
    ///
    /// # Errors
    /// Every finding about the inputs.
    pub fn run(&self) -> Result<String, Vec<Finding>> {
        match self {
            Self::Datum(args) => datum::run(args),
            Self::SweepWidth(args) => sweep_width::run(args),
            Self::Effort(args) => effort::run(args),
            Self::Pod(args) => pod::run(args),
            Self::Survival(args) => survival::run(args),
            Self::Allocate(args) => allocate::run(args),
            Self::Update(args) => update::run(args),
            Self::Recommend(args) => recommend::run(args),
        }
    }
}
