//! Divisions of the search area: the one that is agreed, and those that are proposed.

use sarex_sim::{
    coordination::{Answer, Proposal},
    view::Frame,
};

use super::sheets::Sheet;
use crate::chart::ink::shade;

/// Proposals that wait for an answer.
pub fn open(frame: &Frame) -> impl Iterator<Item = &Proposal> {
    frame.coordination.proposals.iter().filter(|p| p.answer == Answer::Open)
}

/// The proposal in force.
pub fn agreed(frame: &Frame) -> Option<&Proposal> {
    let board = &frame.coordination;
    board.proposals.iter().find(|p| Some(p.number) == board.agreed)
}

/// Proposed lines, in the colour of whose proposal it is.
pub fn draw_open(frame: &Frame, sheet: &mut Sheet<'_>) {
    for proposal in open(frame) {
        line(proposal, shade(sheet.theme.cell(proposal.by), 0.9), sheet);
    }
}

/// The agreed line.
pub fn draw_agreed(frame: &Frame, sheet: &mut Sheet<'_>) {
    if let Some(proposal) = agreed(frame) {
        line(proposal, shade(sheet.theme.good, 0.9), sheet);
    }
}

fn line(proposal: &Proposal, color: [f32; 4], sheet: &mut Sheet<'_>) {
    sheet.ink.line(proposal.division.line.iter().map(|p| sheet.projection.plane(*p)), color);
}
