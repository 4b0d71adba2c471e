//! Messages by cell, and how a cell answered what it was told.

use sarex_sim::{event::What, list, view::Brief};

use crate::history::History;

/// The messages of one cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mail {
    pub sent: u32,
    /// Addressed to it.
    pub received: u32,
    /// Seconds from sending to reading, sorted, of those it read.
    pub read_after_s: Vec<u64>,
}

impl Mail {
    pub fn median_s(&self) -> Option<u64> {
        self.read_after_s.get(self.read_after_s.len() / 2).copied()
    }
}

/// One for each cell of the brief, by number.
pub(super) fn mail(brief: &Brief, history: &History) -> Vec<Mail> {
    let mut all = vec![Mail::default(); brief.cells.len()];
    for message in &history.messages {
        if let Some(from) = all.get_mut(message.draft.from as usize) {
            from.sent += 1;
        }
        for &cell in &message.draft.to {
            let Some(to) = all.get_mut(cell as usize) else { continue };
            to.received += 1;
            let read = read_tick(history, message.number, cell);
            to.read_after_s.extend(read.map(|tick| tick.saturating_sub(message.sent_tick)));
        }
    }
    for mail in &mut all {
        mail.read_after_s.sort_unstable();
    }
    all
}

/// When a cell read a message.
pub(crate) fn read_tick(history: &History, message: u32, cell: u32) -> Option<u64> {
    history.events.iter().find_map(|event| match event.what {
        What::MessageRead { message: m, cell: c } if (m, c) == (message, cell) => Some(event.tick),
        _ => None,
    })
}

/// A line of the exercise list and what came of it. Ticks.
#[derive(Clone, Debug)]
pub(crate) struct Inject {
    pub serial: u32,
    pub sent: Option<u64>,
    /// When, who and what: an index into the events.
    pub response: Option<(u64, u32, usize)>,
    /// The answer wanted by a time did not come in time.
    pub late: bool,
}

/// Every line of the exercise list that is not a cell's default procedure, by number.
pub(super) fn injects(brief: &Brief, history: &History) -> Vec<Inject> {
    let lines = (0_u32..).zip(&brief.serials).filter(|(_, serial)| !serial.default_procedure);
    lines
        .map(|(serial, _)| {
            let done = history.events.iter().position(|e| e.what == What::SerialDone { serial });
            let noted = history.events.iter().enumerate().find_map(|(k, e)| match e.what {
                What::List(list::Event::Answered { serial: s, cell, in_time, .. }) if s == serial => {
                    Some(((e.tick, cell, k), !in_time))
                }
                _ => None,
            });
            let late = history.events.iter().any(|e| e.what == What::List(list::Event::Late { serial }));
            Inject {
                serial,
                sent: done.map(|k| history.events[k].tick),
                response: noted.map(|(answer, _)| answer).or_else(|| first_act(brief, history, done?)),
                late: late || noted.is_some_and(|(_, late)| late),
            }
        })
        .collect()
}

/// The first message, plan or order of a cell after it read the message that a serial sent.
fn first_act(brief: &Brief, history: &History, done: usize) -> Option<(u64, u32, usize)> {
    let tick = history.events[done].tick;
    let sent = history.events[done..].iter().take_while(|e| e.tick == tick).find_map(|e| match &e.what {
        What::MessageSent { message, to, .. } => Some((*message, to)),
        _ => None,
    });
    let (message, to) = sent?;
    let act = |cell: u32| {
        let read = read_tick(history, message, cell)?;
        history.events.iter().enumerate().filter(|(k, e)| *k > done && e.tick >= read).find_map(|(k, e)| {
            let by = match &e.what {
                What::MessageSent { from, .. } => Some(*from),
                What::PlanMade { cell, .. } | What::PlanChanged { cell, .. } => Some(*cell),
                What::OrderGiven { unit, .. } => brief.units.get(*unit as usize).map(|u| u.cell),
                _ => None,
            };
            (by == Some(cell)).then_some((e.tick, cell, k))
        })
    };
    to.iter().filter_map(|cell| act(*cell)).min()
}
