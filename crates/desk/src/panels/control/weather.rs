//! Weather and sea, and how far true wind and current are from the data.

use bevy_egui::egui::{Button, DragValue, Ui};
use sarex_model::{position::Vec2, units};
use sarex_sim::{
    command::Ask,
    levers::{Lever, Offset},
    setup::EnvironmentChange,
};

use super::parts;
use crate::{intent::Intent, panels::Look};

/// Furthest offset that the engine takes, knots: 40 m/s of wind and 4 m/s of current.
const MOST_WIND_KN: f64 = 77.75;
const MOST_CURRENT_KN: f64 = 7.77;

/// What the form holds; none: as it is.
#[derive(Default)]
pub struct Form {
    pub visibility_nm: Option<f64>,
    pub wave_height_m: Option<f64>,
    pub drift: Option<Drift>,
    /// Cells to be told the offset.
    pub tell: Vec<u32>,
}

/// An offset as people speak of it: wind from, current towards, knots.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drift {
    pub wind_from_deg: f64,
    pub wind_kn: f64,
    pub current_to_deg: f64,
    pub current_kn: f64,
}

impl Drift {
    /// The offset in force.
    pub fn of(offset: &Offset) -> Self {
        let bearing =
            |v: Vec2, turn: f64| if v.length() > 0.0 { (v.bearing_deg() + turn).rem_euclid(360.0) } else { 0.0 };
        Self {
            wind_from_deg: bearing(offset.wind, 180.0),
            wind_kn: units::to_knots(offset.wind.length()),
            current_to_deg: bearing(offset.current, 0.0),
            current_kn: units::to_knots(offset.current.length()),
        }
    }

    /// As the engine has it: the way they blow and set, m/s. Nothing at all is the data itself.
    pub fn offset(&self) -> Offset {
        let vector =
            |bearing: f64, kn: f64| if kn > 0.0 { Vec2::from_polar(bearing, units::knots(kn)) } else { Vec2::ZERO };
        let wind = vector(self.wind_from_deg + 180.0, self.wind_kn.min(MOST_WIND_KN));
        Offset { wind, current: vector(self.current_to_deg, self.current_kn.min(MOST_CURRENT_KN)) }
    }
}

pub fn weather_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    sea_ui(ui, look, form, intents);
    drift_ui(ui, look, form, intents);
    tell_ui(ui, look, form, intents);
}

fn sea_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let weather = &look.frame().weather;
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(look.say.ui("visibility")));
        let mut nm = form.visibility_nm.unwrap_or(weather.visibility_nm);
        if ui.add(DragValue::new(&mut nm).range(0.05..=30.0).speed(0.1).suffix(" NM").max_decimals(2)).changed() {
            form.visibility_nm = Some(nm);
        }
        ui.label(look.weak(look.say.ui("wave-height")));
        let mut m = form.wave_height_m.unwrap_or(weather.wave_height_m);
        if ui.add(DragValue::new(&mut m).range(0.0..=15.0).speed(0.1).suffix(" m").max_decimals(1)).changed() {
            form.wave_height_m = Some(m);
        }
        let changed = form.visibility_nm.is_some() || form.wave_height_m.is_some();
        let change = EnvironmentChange { visibility_nm: form.visibility_nm, wave_height_m: form.wave_height_m };
        let ask = changed.then_some(Ask::Environment(change));
        if parts::ask_if(ui, look, Button::new(look.say.ui("apply")), ask, "", intents) {
            (form.visibility_nm, form.wave_height_m) = (None, None);
        }
    });
}

fn drift_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let Some(truth) = &look.frame().truth else { return };
    let mut drift = form.drift.unwrap_or_else(|| Drift::of(&truth.levers.offset));
    parts::small(ui, look, look.say.ui("ctl-offset"));
    ui.horizontal_wrapped(|ui| {
        let mut changed = false;
        ui.label(look.weak(look.say.ui("ctl-wind-from")));
        changed |= bearing_ui(ui, &mut drift.wind_from_deg);
        changed |= knots_ui(ui, &mut drift.wind_kn, MOST_WIND_KN);
        ui.label(look.weak(look.say.ui("ctl-current-to")));
        changed |= bearing_ui(ui, &mut drift.current_to_deg);
        changed |= knots_ui(ui, &mut drift.current_kn, MOST_CURRENT_KN);
        if changed {
            form.drift = Some(drift);
        }
        let ask = form.drift.map(|drift| Ask::Lever(Lever::Offset(drift.offset())));
        if parts::ask_if(ui, look, Button::new(look.say.ui("apply")), ask, "", intents) {
            form.drift = None;
        }
    });
}

fn bearing_ui(ui: &mut Ui, deg: &mut f64) -> bool {
    ui.add(DragValue::new(deg).range(0.0..=360.0).suffix("°").max_decimals(0)).changed()
}

fn knots_ui(ui: &mut Ui, kn: &mut f64, most: f64) -> bool {
    ui.add(DragValue::new(kn).range(0.0..=most).speed(0.1).suffix(" kn").max_decimals(1)).changed()
}

/// Which cells' forecasts are to hold the offset.
fn tell_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let Some(truth) = &look.frame().truth else { return };
    let untold = |cell: &u32| truth.levers.told(*cell) != truth.levers.offset;
    let cells: Vec<u32> = (0..look.brief.cells.len() as u32).filter(untold).collect();
    form.tell.retain(|cell| cells.contains(cell));
    if cells.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.label(look.weak(look.say.ui("ctl-tell")));
        for cell in cells {
            let chosen = form.tell.contains(&cell);
            if ui.selectable_label(chosen, look.say.cell(cell, look.brief)).clicked() {
                if chosen { form.tell.retain(|c| *c != cell) } else { form.tell.push(cell) }
            }
        }
        let ask = (!form.tell.is_empty()).then(|| Ask::Lever(Lever::TellForecast { cells: form.tell.clone() }));
        let button = Button::new(look.say.ui("ctl-tell-now"));
        if parts::ask_if(ui, look, button, ask, "ctl-tell-needs", intents) {
            form.tell.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_survives_the_form() {
        let drift = Drift { wind_from_deg: 315.0, wind_kn: 20.0, current_to_deg: 90.0, current_kn: 1.5 };
        let back = Drift::of(&drift.offset());
        let pairs =
            [(back.wind_from_deg, 315.0), (back.wind_kn, 20.0), (back.current_to_deg, 90.0), (back.current_kn, 1.5)];
        assert!(pairs.iter().all(|(a, b)| (a - b).abs() < 1e-6), "{back:?}");
        let offset = drift.offset();
        assert!(
            offset.wind.east_m > 0.0 && offset.wind.north_m < 0.0,
            "wind from the north-west blows to the south-east"
        );
    }

    #[test]
    fn nothing_is_the_data_and_the_most_is_taken() {
        assert_eq!(Drift { wind_from_deg: 20.0, ..Drift::default() }.offset(), Offset::default());
        let most = Drift { wind_kn: 500.0, current_kn: 500.0, ..Drift::default() }.offset();
        assert!(most.wind.length() <= 40.0 && most.current.length() <= 4.0);
    }
}
