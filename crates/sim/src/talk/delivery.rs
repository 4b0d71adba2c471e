//! The way of a message: sent, lost or delivered, read, acknowledged.

use sarex_model::rng::{Draw, Purpose};

use super::{Body, Event, Facts, Fate, codes::Kind, facts::misheard, prefill::prefill};
use crate::{
    coordination,
    event::{Audience, What},
    exercise::Exercise,
    levers,
    phases::communications,
    setup::MessageDraft,
    state::{Delivery, MessageState},
    view::Brief,
};

/// Sends a checked message.
pub(crate) fn send(exercise: &mut Exercise, draft: MessageDraft) {
    let draft = completed(exercise, draft);
    let tick = exercise.state.tick;
    let message = exercise.state.messages.len() as u32;
    let mut known_to = draft.to.clone();
    known_to.push(draft.from);
    let (from, to, kind) = (draft.from, draft.to.clone(), draft.kind.clone());
    let fates: Vec<(Delivery, u64)> = to.iter().map(|to| start(exercise, message, &draft, *to)).collect();
    let answered = draft.reply_to;
    let told_back = match &draft.body {
        Body::ReadBack(back) => back.of.map(|of| (of, back.facts.clone())),
        _ => None,
    };
    for (place, (delivery, delay_s)) in (0_u32..).zip(&fates) {
        if delivery.fate == Fate::UnderWay {
            exercise.state.talk.due.entry(tick + delay_s).or_default().push((message, place));
        }
    }
    let deliveries = fates.into_iter().map(|(delivery, _)| delivery).collect();
    exercise.state.messages.push(MessageState { sent: tick, draft, deliveries });
    exercise.emit(Audience::Cells(known_to), What::MessageSent { message, from, to, kind });
    tell_losses(exercise, message);
    coordination::sent(exercise, message);
    if let Some(answered) = answered {
        acknowledge(exercise, answered, from);
    }
    if let Some((of, facts)) = told_back {
        let said = exercise.state.messages.get(of as usize).map(|m| Facts::of(&m.draft.body));
        let agrees = said.is_some_and(|said| said.agrees(&facts));
        exercise.emit(Audience::Control, What::Talk(Event::ReadBack { message, of, agrees }));
    }
}

/// The draft with what is known only now: fields filled from the sender's picture, and the message that it answers.
fn completed(exercise: &Exercise, mut draft: MessageDraft) -> MessageDraft {
    if let Some(kind) = draft.fill {
        draft.body = fill(exercise, draft.from, kind);
    }
    if let Body::ReadBack(back) = &draft.body {
        draft.reply_to = draft.reply_to.or(back.of);
    }
    if !draft.answers.is_empty() && draft.reply_to.is_none() {
        let got = |m: &MessageState| m.draft.kind == draft.answers && m.delivered_to(draft.from).is_some();
        draft.reply_to = exercise.state.messages.iter().rposition(got).map(|number| number as u32);
    }
    if let (Some(Kind::ReadBack), Some(of)) = (draft.fill, draft.reply_to)
        && let Some(view) = exercise.frame(draft.from).messages.iter().find(|m| m.number == of)
    {
        draft.body = super::read_back(view);
    }
    draft
}

fn fill(exercise: &Exercise, cell: u32, kind: Kind) -> Body {
    prefill(&exercise.frame(cell), &Brief::of(&exercise.setup), kind)
}

/// What becomes of a message on its way to one cell, and how long that takes.
fn start(exercise: &Exercise, message: u32, draft: &MessageDraft, to: u32) -> (Delivery, u64) {
    let mut delivery = Delivery::under_way(to);
    let quality = exercise.quality(draft.channel, draft.from, to);
    let mut delay_s = quality.delay_s.unwrap_or(0);
    // Control has a line of its own: it must reach the people even where the play is cut off.
    if aside(exercise, draft.from) || aside(exercise, to) {
        return (delivery, delay_s);
    }
    let mut draw = draw(exercise, message, to, 0);
    delivery.fate = fate(exercise, draft.channel, draft.from, to, &mut draw);
    let language = |cell: u32| exercise.setup.cells.get(cell as usize).map(|c| c.language.as_str());
    if language(draft.from) != language(to) {
        let spoken = exercise.channel(draft.channel).is_some_and(|c| c.carrier.spoken());
        if spoken && draw.unit() < quality.mishear.unwrap_or(0.0) {
            delivery.heard = misheard(&draft.body, &mut draw).map(Box::new);
        }
        if draft.body.is_text() {
            delay_s += quality.interpret_s.unwrap_or(0);
        }
    }
    (delivery, delay_s)
}

fn draw(exercise: &Exercise, message: u32, cell: u32, counter: u64) -> Draw {
    Draw::new(exercise.setup.seed, Purpose::Comms, u64::from(message) << 32 | u64::from(cell), counter)
}

/// Under way, or why not.
fn fate(exercise: &Exercise, channel: u32, from: u32, to: u32, draw: &mut Draw) -> Fate {
    let quality = exercise.quality(channel, from, to);
    let lost = draw.unit() < quality.loss.unwrap_or(0.0);
    let spoken = exercise.channel(channel).is_some_and(|c| c.carrier.spoken());
    // What is written waits for the line; what is said to nobody is gone.
    let nobody = spoken && !levers::connected(exercise, from, to);
    if quality.cut == Some(true) || nobody {
        Fate::Cut
    } else if !exercise.in_reach(channel, from, to) {
        Fate::OutOfRange
    } else if lost {
        Fate::Lost
    } else {
        Fate::UnderWay
    }
}

/// Control, observers and facilitators stand outside the play.
fn aside(exercise: &Exercise, cell: u32) -> bool {
    exercise.setup.cells.get(cell as usize).is_some_and(crate::setup::Cell::sees_truth)
}

/// Control learns what will not arrive; the sender does not.
fn tell_losses(exercise: &mut Exercise, message: u32) {
    let lost: Vec<(u32, Fate)> = exercise.state.messages[message as usize]
        .deliveries
        .iter()
        .filter(|d| d.fate != Fate::UnderWay)
        .map(|d| (d.to, d.fate))
        .collect();
    for (cell, fate) in lost {
        exercise.emit(Audience::Control, What::Talk(Event::NotDelivered { message, cell, fate }));
    }
}

/// Delivers what is due. Where a clerk reads, it is read at once.
pub(crate) fn deliver(exercise: &mut Exercise) {
    let tick = exercise.state.tick;
    while let Some(entry) = exercise.state.talk.due.first_entry().filter(|entry| *entry.key() <= tick) {
        for (message, place) in entry.remove() {
            let state = &exercise.state.messages[message as usize];
            if levers::connected(exercise, state.draft.from, state.deliveries[place as usize].to) {
                arrive(exercise, message, place as usize);
            } else {
                // What cannot get through waits until it can.
                exercise.state.talk.due.entry(tick + 1).or_default().push((message, place));
            }
        }
    }
}

fn arrive(exercise: &mut Exercise, message: u32, place: usize) {
    let tick = exercise.state.tick;
    let state = &exercise.state.messages[message as usize];
    if !levers::connected(exercise, state.draft.from, state.deliveries[place].to) {
        // A lever of control cut one of them off: what cannot get through waits until it can.
        exercise.state.talk.due.entry(tick + 1).or_default().push((message, place as u32));
        return;
    }
    let state = &mut exercise.state.messages[message as usize];
    let delivery = &mut state.deliveries[place];
    delivery.fate = Fate::Arrived;
    delivery.delivered = Some(tick);
    let (cell, misheard) = (delivery.to, delivery.heard.is_some());
    let audience = receipt_to(exercise, message, cell);
    exercise.emit(audience, What::Talk(Event::Delivered { message, cell }));
    if misheard {
        exercise.emit(Audience::Control, What::Talk(Event::Misheard { message, cell }));
    }
    if !exercise.state.talk.people.contains(&cell) {
        read(exercise, message, cell);
    }
}

/// Who learns that a message arrived or was read: written channels tell the sender too.
fn receipt_to(exercise: &Exercise, message: u32, cell: u32) -> Audience {
    let draft = &exercise.state.messages[message as usize].draft;
    let spoken = exercise.channel(draft.channel).is_some_and(|c| c.carrier.spoken());
    if spoken { Audience::Cells(vec![cell]) } else { Audience::Cells(vec![cell, draft.from]) }
}

/// A cell reads a delivered message, once.
pub(crate) fn read(exercise: &mut Exercise, message: u32, cell: u32) {
    let tick = exercise.state.tick;
    let Some(delivery) = exercise.state.delivery_mut(message, cell).filter(|d| d.read.is_none()) else { return };
    delivery.read = Some(tick);
    let audience = receipt_to(exercise, message, cell);
    exercise.emit(audience, What::MessageRead { message, cell });
    communications::learn(exercise, message, cell);
    coordination::read(exercise, message, cell);
}

/// A cell acknowledges a delivered message. The acknowledgement goes back over the same link and may be lost there; it can
/// be repeated until the sender has it.
pub(crate) fn acknowledge(exercise: &mut Exercise, message: u32, cell: u32) {
    let tick = exercise.state.tick;
    read(exercise, message, cell);
    let Some(draft) = exercise.state.messages.get(message as usize).map(|m| &m.draft) else { return };
    let (from, channel) = (draft.from, draft.channel);
    let free = aside(exercise, from) || aside(exercise, cell);
    let passes = fate(exercise, channel, cell, from, &mut draw(exercise, message, cell, tick)) == Fate::UnderWay;
    let heard = levers::connected(exercise, cell, from) && (free || passes);
    let Some(delivery) = exercise.state.delivery_mut(message, cell).filter(|d| !d.sender_knows) else { return };
    delivery.acknowledged.get_or_insert(tick);
    delivery.sender_knows = heard;
    let audience = if heard { Audience::Cells(vec![cell, from]) } else { Audience::Cells(vec![cell]) };
    exercise.emit(audience, What::Talk(Event::Acknowledged { message, cell }));
}
