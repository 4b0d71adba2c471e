//! Messages as a cell sees them: its own, those that reached it, and what it knows of their fate.

use serde::{Deserialize, Serialize};

use super::codes::Fate;
use crate::{
    exercise::Exercise,
    limits::FRAME_MESSAGES,
    state::{Delivery, MessageState},
    view::MessageView,
};

/// What the viewer knows of the delivery of a message to one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "ticks")]
pub struct Receipt {
    /// Number of the receiving cell.
    pub cell: u32,
    /// For a sender: arrived, or nothing known.
    pub fate: Fate,
    pub delivered: Option<u64>,
    pub read: Option<u64>,
    pub acknowledged: Option<u64>,
    /// A figure was understood wrongly; only those with the right to the truth learn it.
    pub misheard: bool,
}

impl Exercise {
    /// Every message that a cell may see, oldest first; with the right to the truth all messages. A cell that does not
    /// exist sees none.
    pub fn messages(&self, cell: u32) -> Vec<MessageView> {
        let rights = self.setup.cells.get(cell as usize).is_some_and(crate::setup::Cell::sees_truth);
        self.last_messages(cell, rights, usize::MAX)
    }

    /// The messages of a frame.
    pub(crate) fn message_views(&self, cell: u32, rights: bool) -> Vec<MessageView> {
        self.last_messages(cell, rights, FRAME_MESSAGES)
    }

    fn last_messages(&self, cell: u32, rights: bool, most: usize) -> Vec<MessageView> {
        let newest = self.state.messages.iter().enumerate().rev();
        let view = |(number, message): (usize, &MessageState)| self.message_view(number as u32, message, cell, rights);
        let mut views: Vec<MessageView> = newest.filter_map(view).take(most).collect();
        views.reverse();
        views
    }

    fn message_view(&self, number: u32, message: &MessageState, cell: u32, rights: bool) -> Option<MessageView> {
        let own = message.draft.from == cell;
        let mine = message.deliveries.iter().find(|d| d.to == cell && d.delivered.is_some());
        if !(rights || own || mine.is_some()) {
            return None;
        }
        let mut draft = message.draft.clone();
        if let Some(heard) = mine.filter(|_| !rights && !own).and_then(|d| d.heard.as_ref()) {
            draft.body = (**heard).clone();
        }
        let spoken = self.channel(draft.channel).is_some_and(|c| c.carrier.spoken());
        let receipts = message.deliveries.iter().filter_map(|d| match (rights, own) {
            (true, _) => Some(whole(d)),
            (false, true) => Some(as_sender(d, spoken)),
            (false, false) => (d.to == cell).then(|| Receipt { misheard: false, ..whole(d) }),
        });
        let first = |of: fn(&Delivery) -> Option<u64>| match rights {
            true => message.deliveries.iter().filter_map(of).min(),
            false => mine.and_then(of),
        };
        Some(MessageView {
            number,
            sent_tick: message.sent,
            read_tick: first(|d| d.read),
            delivered_tick: first(|d| d.delivered),
            receipts: receipts.collect(),
            draft,
        })
    }
}

fn whole(delivery: &Delivery) -> Receipt {
    Receipt {
        cell: delivery.to,
        fate: delivery.fate,
        delivered: delivery.delivered,
        read: delivery.read,
        acknowledged: delivery.acknowledged,
        misheard: delivery.heard.is_some(),
    }
}

/// A sender knows what a written channel tells, and what was acknowledged and heard back.
fn as_sender(delivery: &Delivery, spoken: bool) -> Receipt {
    let acknowledged = delivery.acknowledged.filter(|_| delivery.sender_knows);
    let (delivered, read) = if spoken { (None, None) } else { (delivery.delivered, delivery.read) };
    let arrived = delivered.or(read).or(acknowledged).is_some();
    let fate = if arrived { Fate::Arrived } else { Fate::UnderWay };
    Receipt { cell: delivery.to, fate, delivered, read, acknowledged, misheard: false }
}
