//! `sarex pattern`: search patterns as worksheets and for chart plotters.
//!
//! One set of inputs for all patterns ([`inputs::Inputs`]); what a pattern has no use for is refused, not ignored.

mod coast;
mod draw;
mod feasible;
mod help;
mod inputs;
mod ladders;
mod lines;
mod output;
mod reader;
mod sheet;

#[cfg(test)]
mod tests;

use sarex_files::{case, finding::Finding};

use inputs::Inputs;

/// What every pattern takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: crate::Common,
    #[command(flatten)]
    output: output::Output,
    #[command(flatten)]
    inputs: Inputs,
}

impl Kind {
    /// Leaves out of the help what the pattern has no use for; every pattern reads the same flags and refuses those.
    fn shown(self, arg: clap::Arg) -> clap::Arg {
        let always = ["case", "json", "format", "out", "help"].contains(&arg.get_id().as_str());
        let hide = !always && !self.takes(arg.get_id().as_str());
        arg.hide(hide)
    }
}

/// A search pattern.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum PatternCommand {
    /// SS: legs S, S, 2S, 2S ... from the datum
    #[command(visible_alias = "ss")]
    #[command(after_help = help::EXPANDING_SQUARE, mut_args = |arg| Kind::ExpandingSquare.shown(arg))]
    ExpandingSquare(Args),
    /// VS: three triangles through the datum; --second-unit-deg for two units on one circle (VM)
    #[command(visible_aliases = ["vs", "vm"])]
    #[command(after_help = help::SECTOR, mut_args = |arg| Kind::Sector.shown(arg))]
    Sector(Args),
    /// PS: legs along the longer side of an area; several units abreast or in sub-areas
    #[command(visible_alias = "ps")]
    #[command(after_help = help::PARALLEL_TRACK, mut_args = |arg| Kind::ParallelTrack.shown(arg))]
    ParallelTrack(Args),
    /// CS: legs along the shorter side of an area
    #[command(visible_alias = "cs")]
    #[command(after_help = help::CREEPING_LINE, mut_args = |arg| Kind::CreepingLine.shown(arg))]
    CreepingLine(Args),
    /// TSR: along a route and back beside it
    #[command(visible_alias = "tsr")]
    #[command(after_help = help::TRACK_LINE_RETURN, mut_args = |arg| Kind::TrackLineReturn.shown(arg))]
    TrackLineReturn(Args),
    /// TSN: along a route 1, 3, 5 or 7 times, ending at its far end
    #[command(visible_alias = "tsn")]
    #[command(after_help = help::TRACK_LINE_NONRETURN, mut_args = |arg| Kind::TrackLineNonreturn.shown(arg))]
    TrackLineNonreturn(Args),
    /// CSC: an aircraft creeps along a ship's track and meets it on each leg
    #[command(visible_alias = "csc")]
    #[command(after_help = help::COORDINATED, mut_args = |arg| Kind::CoordinatedCreepingLine.shown(arg))]
    CoordinatedCreepingLine(Args),
    /// Passes along a coast at a distance
    #[command(after_help = help::SHORELINE, mut_args = |arg| Kind::Shoreline.shown(arg))]
    Shoreline(Args),
    /// Back and forth across a flow of drifting objects
    #[command(after_help = help::BARRIER, mut_args = |arg| Kind::Barrier.shown(arg))]
    Barrier(Args),
    /// Two straight legs joined by half circles
    #[command(after_help = help::RACETRACK, mut_args = |arg| Kind::Racetrack.shown(arg))]
    Racetrack(Args),
    /// Archimedean spiral about the datum, outward or inward
    #[command(after_help = help::SPIRAL, mut_args = |arg| Kind::Spiral.shown(arg))]
    Spiral(Args),
}

/// The pattern's kind, without its inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    ExpandingSquare,
    Sector,
    ParallelTrack,
    CreepingLine,
    TrackLineReturn,
    TrackLineNonreturn,
    CoordinatedCreepingLine,
    Shoreline,
    Barrier,
    Racetrack,
    Spiral,
}

impl Kind {
    /// As on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::ExpandingSquare => "expanding-square",
            Self::Sector => "sector",
            Self::ParallelTrack => "parallel-track",
            Self::CreepingLine => "creeping-line",
            Self::TrackLineReturn => "track-line-return",
            Self::TrackLineNonreturn => "track-line-nonreturn",
            Self::CoordinatedCreepingLine => "coordinated-creeping-line",
            Self::Shoreline => "shoreline",
            Self::Barrier => "barrier",
            Self::Racetrack => "racetrack",
            Self::Spiral => "spiral",
        }
    }

    /// As planners write it.
    fn title(self) -> &'static str {
        match self {
            Self::ExpandingSquare => "Expanding square search (SS)",
            Self::Sector => "Sector search (VS)",
            Self::ParallelTrack => "Parallel track search (PS)",
            Self::CreepingLine => "Creeping line search (CS)",
            Self::TrackLineReturn => "Track line search, return (TSR)",
            Self::TrackLineNonreturn => "Track line search, non-return (TSN)",
            Self::CoordinatedCreepingLine => "Creeping line search, coordinated (CSC)",
            Self::Shoreline => "Shoreline search",
            Self::Barrier => "Barrier patrol",
            Self::Racetrack => "Racetrack",
            Self::Spiral => "Spiral search",
        }
    }
}

impl PatternCommand {
    /// Plans the pattern and returns what is to be printed.
    ///
    /// # Errors
    /// Every finding about the inputs; a file that cannot be written.
    pub fn run(&self) -> Result<String, Vec<Finding>> {
        let (kind, args) = match self {
            Self::ExpandingSquare(args) => (Kind::ExpandingSquare, args),
            Self::Sector(args) => (Kind::Sector, args),
            Self::ParallelTrack(args) => (Kind::ParallelTrack, args),
            Self::CreepingLine(args) => (Kind::CreepingLine, args),
            Self::TrackLineReturn(args) => (Kind::TrackLineReturn, args),
            Self::TrackLineNonreturn(args) => (Kind::TrackLineNonreturn, args),
            Self::CoordinatedCreepingLine(args) => (Kind::CoordinatedCreepingLine, args),
            Self::Shoreline(args) => (Kind::Shoreline, args),
            Self::Barrier(args) => (Kind::Barrier, args),
            Self::Racetrack(args) => (Kind::Racetrack, args),
            Self::Spiral(args) => (Kind::Spiral, args),
        };
        let inputs = case::merge(args.common.case.as_deref(), &args.inputs)?;
        let drawn = draw::draw(kind, &inputs)?;
        args.output.write(&args.common, &drawn, &sheet::sheet(&drawn))
    }
}
