//! What the viewing cell can do now: the engine's own rules, so that no button is refused.

use sarex_sim::{
    coordination::{Answer, Board, Datum, Entry, HandOver, MAX_POINTS, Proposal},
    talk::Office,
};

/// Points of a proposed line at most: its message writes them all, and a message has an end.
pub const MOST_POINTS: usize = if MAX_POINTS < 150 { MAX_POINTS } else { 150 };
/// Greatest height of an entry, metres.
pub const MOST_HEIGHT_M: f64 = 15_000.0;

/// A cell before its board.
#[derive(Clone, Copy)]
pub struct Can<'b> {
    pub board: &'b Board,
    /// Number of the cell.
    pub cell: u32,
    /// It is exercise control.
    pub control: bool,
}

impl Can<'_> {
    /// The SMC names its successor only by handing over.
    pub fn name_smc(&self) -> bool {
        self.control || self.board.smc.is_none_or(|smc| smc.cell == self.cell)
    }

    /// Name OSC and ACO, suspend, resume.
    pub fn as_smc(&self) -> bool {
        self.control || self.board.smc.is_some_and(|smc| smc.cell == self.cell)
    }

    /// Say who holds an office.
    pub fn name(&self, office: Office) -> bool {
        if office == Office::Smc { self.name_smc() } else { self.as_smc() }
    }

    /// Agree a datum told, once, with a forecast of one's own.
    pub fn agree_datum(&self, datum: &Datum, own_forecast: bool) -> bool {
        let done = datum.agreed.iter().any(|(cell, _)| *cell == self.cell);
        datum.by != self.cell && !done && (self.control || own_forecast)
    }

    /// Agree, decline or counter a proposal.
    pub fn answer(&self, proposal: &Proposal) -> bool {
        proposal.answer == Answer::Open && proposal.by != self.cell
    }

    /// Clear or refuse an entry.
    pub fn answer_entry(&self, entry: &Entry) -> bool {
        entry.answer == Answer::Open && entry.by != self.cell
    }

    /// Hand an office over.
    pub fn hand_over(&self, office: Office) -> bool {
        self.control || self.board.holder(office).is_some_and(|holder| holder.cell == self.cell)
    }

    /// Hand over more of a checklist.
    pub fn brief(&self, hand_over: &HandOver) -> bool {
        hand_over.taken_tick.is_none() && (self.control || hand_over.from == self.cell)
    }

    /// Take an office over.
    pub fn take_over(&self, hand_over: &HandOver) -> bool {
        hand_over.taken_tick.is_none() && hand_over.to == self.cell
    }
}

#[cfg(test)]
mod tests {
    use sarex_sim::coordination::Holder;

    use super::*;

    fn board(smc: Option<u32>) -> Board {
        let holder = |cell| Holder { cell, unit: None, since_tick: 0 };
        Board { smc: smc.map(holder), osc: Some(holder(1)), ..Board::default() }
    }

    #[test]
    fn only_the_smc_names_once_there_is_one() {
        let (none, other) = (board(None), board(Some(1)));
        let can = |board, control| Can { board, cell: 0, control };
        assert!(can(&none, false).name(Office::Smc) && !can(&none, false).name(Office::Osc));
        assert!(!can(&other, false).name(Office::Smc) && !can(&other, false).as_smc());
        assert!(can(&other, true).name(Office::Smc) && can(&other, true).name(Office::Aco));
        assert!(Can { cell: 1, ..can(&other, false) }.hand_over(Office::Osc));
        assert!(!can(&other, false).hand_over(Office::Osc));
    }

    #[test]
    fn nobody_answers_itself_or_twice() {
        let board = board(None);
        let can = Can { board: &board, cell: 0, control: false };
        let mut datum = Datum { object: 0, by: 1, tick: 0, agreed: Vec::new() };
        assert!(can.agree_datum(&datum, true) && !can.agree_datum(&datum, false));
        datum.agreed.push((0, 5));
        assert!(!can.agree_datum(&datum, true));
        let hand_over = HandOver {
            number: 0,
            office: Office::Osc,
            from: 1,
            to: 0,
            offered_tick: 0,
            briefed: Vec::new(),
            taken_tick: None,
        };
        assert!(can.take_over(&hand_over) && !can.brief(&hand_over));
        assert!(!can.take_over(&HandOver { taken_tick: Some(9), ..hand_over }));
    }
}
