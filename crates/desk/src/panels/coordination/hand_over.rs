//! Hand-over of an office, with its checklist.

use bevy_egui::egui::{RichText, Ui};
use sarex_sim::{
    coordination::{HandOver, Step},
    talk::{HandOverItem, Office},
};

use super::super::messages::fields::combo;
use super::{Desk, card, offices::short, opens};
use crate::theme;

/// What is being handed over.
#[derive(Default)]
pub struct Form {
    office: Option<Office>,
    to: Option<u32>,
    items: Vec<HandOverItem>,
    /// More of the checklist, for the hand-over of this number.
    more: Option<(u32, Vec<HandOverItem>)>,
    open: bool,
}

pub fn hand_over_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    let (look, say, board) = (desk.look, desk.look.say, desk.board);
    if board.hand_overs.is_empty() {
        ui.label(look.small(say.ui("no-hand-overs")));
    }
    for hand_over in board.hand_overs.iter().rev() {
        ui.push_id(hand_over.number, |ui| one_ui(ui, desk, form, hand_over, may));
    }
    let offices: Vec<Office> = Office::ALL.iter().copied().filter(|office| desk.can.hand_over(*office)).collect();
    if !may || offices.is_empty() {
        return;
    }
    opens(ui, look, "offer-hand-over", &mut form.open);
    if form.open {
        card(ui, look, |ui| offer_ui(ui, desk, form, &offices));
    }
}

fn item_name(desk: &Desk<'_, '_>, item: HandOverItem) -> String {
    desk.look.say.or_plain("item", item.code())
}

fn one_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, hand_over: &HandOver, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    card(ui, look, |ui| {
        let (from, to) = (desk.cell(hand_over.from), desk.cell(hand_over.to));
        let (office, time) = (short(desk, hand_over.office), look.minute(hand_over.offered_tick));
        let arguments = [("office", office), ("from", from.as_str()), ("to", to.as_str()), ("time", time.as_str())];
        desk.line(ui, say.ui_with("hand-over-offered", &arguments));
        if let Some(tick) = hand_over.taken_tick {
            let text = RichText::new(say.ui_with("hand-over-taken", &[("time", &look.minute(tick))]));
            ui.label(text.size(theme::TEXT_SMALL).color(look.theme.good));
        }
        let names =
            |items: &[HandOverItem]| say.list(&items.iter().map(|item| item_name(desk, *item)).collect::<Vec<_>>());
        if !hand_over.briefed.is_empty() {
            ui.label(look.small(say.ui_with("handed-over", &[("items", &names(&hand_over.briefed))])));
        }
        let missing: Vec<HandOverItem> = hand_over.missing().collect();
        if !missing.is_empty() {
            let text = RichText::new(say.ui_with("not-handed-over", &[("items", &names(&missing))]));
            let text = text.size(theme::TEXT_SMALL).color(look.theme.warn);
            ui.add(bevy_egui::egui::Label::new(text).wrap());
        }
        if !may {
            return;
        }
        if desk.can.take_over(hand_over) {
            let button = desk.send(ui, "take-over", true);
            let button = if missing.is_empty() { button } else { button.on_hover_text(say.ui("take-over-hint")) };
            if button.clicked() {
                desk.answer(hand_over.from, Step::TakeOver { hand_over: hand_over.number });
            }
        }
        if desk.can.brief(hand_over) && !missing.is_empty() {
            more_ui(ui, desk, form, hand_over, &missing);
        }
    });
}

/// More of the checklist.
fn more_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, hand_over: &HandOver, missing: &[HandOverItem]) {
    if form.more.as_ref().is_none_or(|(number, _)| *number != hand_over.number) {
        if desk.button(ui, "brief-more", true).clicked() {
            form.more = Some((hand_over.number, Vec::new()));
        }
        return;
    }
    let Some((_, items)) = &mut form.more else { return };
    items.retain(|item| missing.contains(item));
    checklist_ui(ui, desk, items, missing);
    let items = items.clone();
    if desk.send(ui, "brief-now", !items.is_empty()).clicked() {
        desk.answer(hand_over.to, Step::Brief { hand_over: hand_over.number, items });
        form.more = None;
    }
}

/// Items to be ticked, in two columns.
fn checklist_ui(ui: &mut Ui, desk: &Desk<'_, '_>, items: &mut Vec<HandOverItem>, all: &[HandOverItem]) {
    ui.columns(2, |columns| {
        for (at, item) in all.iter().enumerate() {
            let column = &mut columns[at * 2 / all.len().max(1)];
            let mut there = items.contains(item);
            let text = RichText::new(item_name(desk, *item)).size(theme::TEXT_SMALL);
            if column.checkbox(&mut there, text).changed() {
                items.retain(|known| known != item);
                if there {
                    items.push(*item);
                    items.sort_unstable();
                }
            }
        }
    });
}

fn offer_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, offices: &[Office]) {
    let (look, say) = (desk.look, desk.look.say);
    let office = form.office.filter(|office| offices.contains(office)).unwrap_or(offices[0]);
    form.office = Some(office);
    let others = desk.others();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        combo(ui, "office", 56.0, short(desk, office), |ui| {
            for office in offices {
                let name = say.or_plain("office", office.code());
                ui.selectable_value(&mut form.office, Some(*office), name);
            }
        });
        ui.label(look.small(say.ui("to")));
        let to = form.to.filter(|to| others.contains(to)).or(others.first().copied());
        form.to = to;
        let name = to.map_or_else(String::new, |to| desk.cell(to));
        combo(ui, "to", 130.0, name, |ui| {
            for other in &others {
                ui.selectable_value(&mut form.to, Some(*other), desk.cell(*other));
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(look.small(say.ui("checklist")));
        if ui.small_button(say.ui("all-items")).clicked() {
            form.items = HandOverItem::ALL.to_vec();
        }
    });
    checklist_ui(ui, desk, &mut form.items, HandOverItem::ALL);
    let Some(to) = form.to else { return };
    if desk.send(ui, "offer-now", true).clicked() {
        let office = form.office.unwrap_or(office);
        desk.answer(to, Step::OfferHandOver { office, to, items: std::mem::take(&mut form.items) });
        *form = Form::default();
    }
}
