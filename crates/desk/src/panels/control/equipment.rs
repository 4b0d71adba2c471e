//! What fails on board of a unit, and where it is based.

use bevy_egui::egui::{Button, ComboBox, DragValue, Grid, RichText, Ui, vec2};
use sarex_sim::{
    command::Ask,
    levers::{Equipment, Fault, Lever},
    setup::{Base, Class, Performance},
    view::Truth,
};

use super::{parts, places};
use crate::{intent::Intent, panels::Look};

/// What the form holds.
#[derive(Default)]
pub struct Form {
    /// Percent of its speed that a failing engine keeps.
    pub engine_percent: Option<f64>,
    /// Where the unit is diverted to.
    pub base: Option<Base>,
}

/// Engines that are asked to keep more than this are in order.
const MOST_PERCENT: f64 = 95.0;
/// What the form offers first.
const HALF_PERCENT: f64 = 50.0;

pub fn equipment_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    subject: &mut Option<u32>,
    form: &mut Form,
    intents: &mut Vec<Intent>,
) {
    let Some(truth) = &look.frame().truth else { return };
    parts::unit_choice(ui, look, "equipment", subject);
    let Some(unit) = *subject else { return };
    Grid::new("control-equipment").num_columns(3).spacing(vec2(10.0, 2.0)).show(ui, |ui| {
        let performance = look.brief.units.get(unit as usize).map(|unit| &unit.performance);
        for equipment in Equipment::ALL {
            if performance.is_none_or(|p| carries(p, equipment)) {
                item_ui(ui, look, truth, unit, equipment, form, intents);
            }
        }
    });
    let faults = truth.levers.faults.iter().filter(|fault| fault.unit == unit).count();
    if faults > 1 {
        let ask = Ask::Lever(Lever::Repair { unit, equipment: None });
        parts::ask_button(ui, look, Button::new(look.say.ui("ctl-repair-all")), ask, intents);
    }
    divert_ui(ui, look, truth, unit, &mut form.base, intents);
}

/// Whether a unit has such equipment at all. A radio it always has.
fn carries(performance: &Performance, equipment: Equipment) -> bool {
    match equipment {
        Equipment::Radar => performance.radar_m > 0.0,
        Equipment::Hoist => performance.survivor_capacity > 0,
        Equipment::Camera => performance.identify_m > 0.0,
        Equipment::Engine | Equipment::Radio => true,
    }
}

fn item_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    truth: &Truth,
    unit: u32,
    equipment: Equipment,
    form: &mut Form,
    intents: &mut Vec<Intent>,
) {
    let (say, theme) = (look.say, look.theme);
    let left = truth.levers.left(unit, equipment);
    ui.label(say.or_plain("equipment", equipment.word()));
    let (text, color) = match left {
        _ if left >= 1.0 => (say.ui("ctl-in-order").to_owned(), theme.good),
        _ if left > 0.0 => (say.share(left), theme.warn),
        _ => (say.ui("ctl-out-of-order").to_owned(), theme.bad),
    };
    ui.label(RichText::new(text).color(color));
    ui.horizontal(|ui| {
        if left < 1.0 {
            let ask = Ask::Lever(Lever::Repair { unit, equipment: Some(equipment) });
            parts::ask_button(ui, look, parts::toggle(look, say.ui("ctl-repair"), true), ask, intents);
        }
        let mut wanted = 0.0;
        if equipment == Equipment::Engine {
            let percent = form.engine_percent.get_or_insert(HALF_PERCENT);
            ui.add(DragValue::new(percent).range(0.0..=MOST_PERCENT).suffix(" %").max_decimals(0));
            wanted = *percent / 100.0;
        }
        if (left - wanted).abs() > 1e-9 {
            let ask = Ask::Lever(Lever::Fault(Fault { unit, equipment, left: wanted }));
            parts::ask_button(ui, look, parts::toggle(look, say.ui("ctl-fail"), false), ask, intents);
        }
    });
    ui.end_row();
}

fn divert_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    truth: &Truth,
    unit: u32,
    chosen: &mut Option<Base>,
    intents: &mut Vec<Intent>,
) {
    let say = look.say;
    let Some(now) = base_now(truth, unit) else { return };
    let bases = candidates(look, truth, unit, now);
    *chosen = chosen.filter(|base| bases.contains(base));
    parts::small(ui, look, say.ui_with("ctl-based-at", &[("base", &say.base(now, look.brief))]));
    ui.horizontal_wrapped(|ui| {
        let name = chosen.map_or_else(|| say.ui("ctl-choose-base").to_owned(), |base| say.base(base, look.brief));
        ComboBox::from_id_salt("divert").selected_text(name).width(200.0).truncate().show_ui(ui, |ui| {
            for base in bases {
                ui.selectable_value(chosen, Some(base), say.base(base, look.brief));
            }
        });
        let ask = chosen.map(|base| Ask::Lever(Lever::Divert { unit, base }));
        parts::ask_if(ui, look, Button::new(say.ui("ctl-divert")), ask, "ctl-divert-needs", intents);
    });
}

/// Where a unit under command is based now.
fn base_now(truth: &Truth, unit: u32) -> Option<Base> {
    let diverted = truth.levers.bases.iter().find(|(diverted, _)| *diverted == unit).map(|(_, base)| *base);
    diverted.or_else(|| truth.bases.get(unit as usize).copied())
}

/// Other bases: the known ones, for what can land there the decks of ships, and the place drawn on the chart.
fn candidates(look: &Look<'_>, truth: &Truth, unit: u32, now: Base) -> Vec<Base> {
    let mut bases: Vec<Base> = places::ports(truth).into_iter().map(|port| port.base).collect();
    let units = || (0_u32..).zip(&look.brief.units);
    let lands =
        units().any(|(number, u)| number == unit && matches!(u.performance.class, Class::Helicopter | Class::Drone));
    if lands {
        let ships = units().filter(|(_, u)| u.performance.class == Class::Vessel);
        bases.extend(ships.map(|(ship, _)| Base::Deck(ship)));
    }
    bases.extend(look.drawn.last().map(|at| Base::Place(*at)));
    let mut kept: Vec<Base> = Vec::new();
    for base in bases {
        if base != now && base != Base::Deck(unit) && !kept.contains(&base) {
            kept.push(base);
        }
    }
    kept
}
