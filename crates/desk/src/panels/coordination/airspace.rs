//! Entry into another cell's airspace: requested, cleared, refused, expired.

use bevy_egui::egui::{RichText, Ui};
use sarex_sim::{
    coordination::{Entry, Step},
    setup::Class,
};

use super::{
    super::messages::fields::{FEET, Fields, combo},
    Desk, Why,
    can::MOST_HEIGHT_M,
    card,
    division::{REQUESTED, answer_ui},
    numbered, opens,
};
use crate::theme;

/// What is being requested, and answered.
pub struct Form {
    /// None: the cell's aircraft at large.
    unit: Option<u32>,
    low_m: Option<f64>,
    high_m: Option<f64>,
    /// Until when, seconds from the start; none: open.
    until_s: Option<i64>,
    /// Until when a clearance holds; none: as requested.
    clear_until_s: Option<i64>,
    why: Why,
    open: bool,
}

impl Default for Form {
    /// From the surface to 3,000 ft: where helicopters and patrol aircraft search (assumed).
    fn default() -> Self {
        let (low_m, high_m) = (Some(0.0), Some(3_000.0 * FEET.si));
        Self { unit: None, low_m, high_m, until_s: None, clear_until_s: None, why: Why::default(), open: false }
    }
}

pub fn airspace_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    for airspace in &look.brief.airspaces {
        let (name, cell) = (say.text(&airspace.name), desk.cell(airspace.cell));
        ui.label(look.small(say.ui_with("airspace-of", &[("name", name), ("cell", &cell)])));
    }
    if desk.board.entries.is_empty() {
        ui.label(look.small(say.ui("no-entries")));
    }
    let board = desk.board;
    for entry in board.entries.iter().rev() {
        ui.push_id(entry.number, |ui| entry_ui(ui, desk, form, entry, may));
    }
    if !may {
        return;
    }
    opens(ui, look, "request-entry", &mut form.open);
    if form.open {
        card(ui, look, |ui| form_ui(ui, desk, form));
    }
}

fn entry_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form, entry: &Entry, may: bool) {
    let (look, say) = (desk.look, desk.look.say);
    card(ui, look, |ui| {
        let unit = unit_name(desk, entry.unit);
        let (number, cell, time) = (numbered(entry.number), desk.cell(entry.by), look.minute(entry.tick));
        let feet = |m: f64| say.number(m / FEET.si, 0);
        let (low, high) = (feet(entry.low_m), feet(entry.high_m));
        let arguments = [("n", number), ("unit", unit), ("cell", cell), ("time", time), ("low", low), ("high", high)];
        let arguments = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
        desk.line(ui, say.ui_with("entry", &arguments));
        if let Some(tick) = entry.until_tick {
            ui.label(look.small(say.ui_with("entry-until", &[("time", &look.minute(tick))])));
        }
        answer_ui(ui, desk, &entry.answer, REQUESTED);
        if !may || !desk.can.answer_entry(entry) {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let fields = Fields { look, intents: &mut *desk.intents, missing: Vec::new() };
            ui.label(look.small(say.ui("until")));
            fields.time(ui, "clear-until", &mut form.clear_until_s);
            let until = until_tick(desk, form.clear_until_s);
            if desk.send(ui, "clear-entry", until.is_ok()).clicked() {
                let until_tick = until.unwrap_or(None);
                desk.answer(entry.by, Step::ClearEntry { entry: entry.number, until_tick });
                form.clear_until_s = None;
            }
            if desk.button(ui, "refuse-why", true).clicked() {
                form.why.toggle(entry.number);
            }
        });
        if let Some(why) = form.why.ui(ui, desk, entry.number, "refuse") {
            desk.answer(entry.by, Step::RefuseEntry { entry: entry.number, why });
        }
    });
}

fn unit_name(desk: &Desk<'_, '_>, unit: Option<u32>) -> String {
    let say = desk.look.say;
    unit.map_or_else(|| say.ui("any-aircraft").to_owned(), |unit| say.unit(unit, desk.look.brief))
}

/// A time still to come, as a tick; the key of what is wrong with it.
fn until_tick(desk: &Desk<'_, '_>, until_s: Option<i64>) -> Result<Option<u64>, &'static str> {
    let Some(until_s) = until_s else { return Ok(None) };
    let tick = u64::try_from(until_s).map_err(|_| "entry-past")?;
    if tick > desk.look.frame().tick { Ok(Some(tick)) } else { Err("entry-past") }
}

/// What is requested; the key of what is wrong with it.
fn request(desk: &Desk<'_, '_>, form: &Form) -> Result<Step, &'static str> {
    let (Some(low_m), Some(high_m)) = (form.low_m, form.high_m) else { return Err("entry-heights") };
    if !(0.0 <= low_m && low_m <= high_m && high_m <= MOST_HEIGHT_M) {
        return Err("entry-heights");
    }
    let until_tick = until_tick(desk, form.until_s)?;
    Ok(Step::RequestEntry { unit: form.unit, low_m, high_m, until_tick })
}

fn form_ui(ui: &mut Ui, desk: &mut Desk<'_, '_>, form: &mut Form) {
    let (look, say) = (desk.look, desk.look.say);
    let own = |(number, unit): (u32, &sarex_sim::view::UnitBrief)| {
        let flies = unit.performance.class != Class::Vessel;
        (flies && (desk.can.control || unit.cell == look.frame().cell)).then_some(Some(number))
    };
    let aircraft: Vec<Option<u32>> = (0_u32..).zip(&look.brief.units).filter_map(own).collect();
    if !aircraft.contains(&form.unit) {
        form.unit = None;
    }
    let mut fields = Fields { look, intents: &mut *desk.intents, missing: Vec::new() };
    fields.field(ui, "aircraft", |_, ui| {
        let name = |unit: Option<u32>| {
            unit.map_or_else(|| say.ui("any-aircraft").to_owned(), |unit| say.unit(unit, look.brief))
        };
        let width = ui.available_width() - 4.0;
        combo(ui, "aircraft", width, name(form.unit), |ui| {
            for unit in std::iter::once(None).chain(aircraft) {
                ui.selectable_value(&mut form.unit, unit, name(unit));
            }
        });
    });
    fields.field(ui, "heights", |f, ui| {
        f.figure(ui, "low", &FEET, &mut form.low_m);
        f.figure(ui, "high", &FEET, &mut form.high_m);
    });
    fields.field(ui, "until", |f, ui| f.time(ui, "until", &mut form.until_s));
    let request = request(desk, form);
    if let Err(key) = &request {
        ui.label(RichText::new(say.ui(key)).size(theme::TEXT_SMALL).color(look.theme.warn));
    }
    if desk.send(ui, "request-now", request.is_ok()).clicked()
        && let Ok(step) = request
    {
        desk.take(step);
        *form = Form::default();
    }
}
