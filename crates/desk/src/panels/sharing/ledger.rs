//! Who was told what, when, and how; newest first.

use bevy_egui::egui::{FontId, Rect, ScrollArea, Sense, Ui, pos2, text::LayoutJob, vec2};
use sarex_sim::{
    cells::sharing::{Entry, How, Kind},
    limits::FRAME_LEDGER,
};

use crate::{
    panels::{Look, messages::fields::combo},
    theme,
};

const ROW_PX: f32 = 36.0;

/// What is shown.
#[derive(Default)]
pub(super) struct Filter {
    /// A cell that told or was told.
    partner: Option<u32>,
    kind: Option<Kind>,
}

impl Filter {
    fn shows(&self, entry: &Entry) -> bool {
        self.partner.is_none_or(|cell| entry.from == cell || entry.to == cell)
            && self.kind.is_none_or(|kind| entry.item.kind() == kind)
    }
}

pub(super) fn ledger_ui(ui: &mut Ui, look: &Look<'_>, filter: &mut Filter) {
    let say = look.say;
    filter_ui(ui, look, filter);
    let ledger = &look.frame().sharing.ledger;
    let shown: Vec<&Entry> = ledger.iter().rev().filter(|entry| filter.shows(entry)).collect();
    if shown.is_empty() {
        ui.label(look.weak(say.ui("share-no-ledger")));
    }
    if ledger.len() >= FRAME_LEDGER {
        ui.label(look.small(say.ui_with("share-ledger-last", &[("n", &FRAME_LEDGER.to_string())])));
    }
    ScrollArea::vertical().id_salt("share-ledger").auto_shrink(false).show_rows(ui, ROW_PX, shown.len(), |ui, rows| {
        for entry in &shown[rows] {
            entry_ui(ui, look, entry);
        }
    });
}

fn filter_ui(ui: &mut Ui, look: &Look<'_>, filter: &mut Filter) {
    let (say, cells) = (look.say, look.brief.cells.len() as u32);
    filter.partner = filter.partner.filter(|cell| *cell < cells);
    // Whoever sees only its own entries is in each of them.
    let own = (!look.is_control()).then_some(look.frame().cell);
    ui.horizontal_wrapped(|ui| {
        let all = || say.ui("share-all-partners").to_owned();
        let chosen = filter.partner.map_or_else(all, |cell| say.cell(cell, look.brief));
        combo(ui, "ledger-partner", 150.0, chosen, |ui| {
            ui.selectable_value(&mut filter.partner, None, all());
            for cell in (0..cells).filter(|cell| Some(*cell) != own) {
                ui.selectable_value(&mut filter.partner, Some(cell), say.cell(cell, look.brief));
            }
        });
        let all = || say.ui("share-all-kinds").to_owned();
        let chosen = filter.kind.map_or_else(all, |kind| say.information(kind));
        combo(ui, "ledger-kind", 110.0, chosen, |ui| {
            ui.selectable_value(&mut filter.kind, None, all());
            for kind in Kind::ALL {
                ui.selectable_value(&mut filter.kind, Some(kind), say.information(kind));
            }
        });
    });
    ui.add_space(2.0);
}

fn entry_ui(ui: &mut Ui, look: &Look<'_>, entry: &Entry) {
    let say = look.say;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 3.0, look.theme.widget);
    }
    let bar = Rect::from_min_size(rect.min + vec2(0.0, 3.0), vec2(3.0, ROW_PX - 6.0));
    painter.rect_filled(bar, 1.0, look.theme.cell(entry.from));
    let weak = look.theme.text_weak;
    let row = |text: &str, size: f32, color, (left, right): (f32, f32), top: f32| {
        let width = rect.width() - left - right - 4.0;
        let mut job = LayoutJob::simple(text.to_owned(), FontId::proportional(size), color, width);
        job.wrap.max_rows = 1;
        let galley = painter.layout_job(job);
        painter.galley(pos2(rect.left() + left, rect.top() + top), galley, color);
    };
    let (from, to) = (say.cell(entry.from, look.brief), say.cell(entry.to, look.brief));
    let way = say.ui_with("from-to", &[("from", &from), ("to", &to)]);
    let item = say.item(entry.item, look.brief);
    let (how, facts) = (how(look, entry.how), facts(look, entry));
    let told = painter.layout_no_wrap(how.clone(), FontId::proportional(theme::TEXT_SMALL), weak);
    let room = told.size().x + 8.0;
    painter.galley(pos2(rect.right() - room, rect.top() + 2.0), told, weak);
    row(&look.minute(entry.first), theme::TEXT_SMALL, weak, (8.0, 0.0), 2.0);
    row(&item, theme::TEXT, look.theme.text, (52.0, room), 0.0);
    let below: Vec<&str> = std::iter::once(way.as_str()).chain(facts.iter().map(String::as_str)).collect();
    row(&below.join("  ·  "), theme::TEXT_SMALL, weak, (52.0, 0.0), 17.0);
    response.on_hover_ui(|ui| {
        ui.label(item);
        for fact in [way, how].into_iter().chain(facts) {
            ui.label(look.small(fact));
        }
    });
}

fn how(look: &Look<'_>, how: How) -> String {
    let say = look.say;
    match how {
        How::Feed => say.get("how-feed"),
        How::Message(message) => say.with("how-message", &[("number", (message + 1).to_string())]),
        How::Plan => say.get("how-plan"),
        How::Hand => say.get("how-hand"),
    }
}

/// Until when it was told, and how old it was, each for itself.
fn facts(look: &Look<'_>, entry: &Entry) -> Vec<String> {
    let say = look.say;
    let mut facts = Vec::new();
    if entry.times > 1 {
        let (n, last) = (entry.times.to_string(), look.minute(entry.last));
        facts.push(say.ui_with("share-times", &[("n", &n), ("time", &last)]));
    }
    if entry.age_s > 0 {
        facts.push(say.ui_with("share-age", &[("age", &say.duration(entry.age_s))]));
    }
    facts
}

#[cfg(test)]
mod tests {
    use sarex_sim::cells::sharing::Item;

    use super::*;

    #[test]
    fn the_ledger_is_filtered_by_partner_and_kind() {
        let entry = |from, to, item| Entry { from, to, item, how: How::Hand, first: 0, last: 0, times: 1, age_s: 0 };
        let all = [entry(0, 2, Item::Datum(0)), entry(2, 0, Item::Fuel(3)), entry(0, 1, Item::Datum(0))];
        let shown = |partner, kind| {
            let filter = Filter { partner, kind };
            all.iter().map(|e| filter.shows(e)).collect::<Vec<_>>()
        };
        assert_eq!(shown(None, None), [true, true, true]);
        assert_eq!(shown(Some(2), None), [true, true, false]);
        assert_eq!(shown(Some(2), Some(Kind::Datum)), [true, false, false]);
        assert_eq!(shown(None, Some(Kind::Fuel)), [false, true, false]);
    }
}
