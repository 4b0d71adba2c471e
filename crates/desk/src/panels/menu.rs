//! What a right click on the chart offers.

use bevy_egui::egui::Ui;
use sarex_model::position::Position;
use sarex_sim::{command::Ask, setup::Order};

use super::Look;
use crate::intent::{Intent, Picked};

/// What was under the click.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub at: Position,
    pub on: Option<Picked>,
}

/// What the menu did beside its intents.
pub enum Chosen {
    Intent(Intent),
    MeasureFrom(Position),
}

/// The menu at a spot.
pub fn menu_ui(ui: &mut Ui, look: &Look<'_>, spot: Spot) -> Vec<Chosen> {
    let say = look.say;
    let mut chosen = Vec::new();
    ui.label(look.small(say.position(spot.at)));
    let unit = match look.picked {
        Some(Picked::Unit(n)) => look.unit(n).filter(|u| u.own),
        _ => None,
    };
    match unit {
        Some(unit) if look.commands() => {
            let range = say.distance(unit.at.distance_m(spot.at));
            let bearing = Look::degrees(unit.at.bearing_deg(spot.at));
            ui.label(look.weak(say.unit(unit.unit, look.brief)));
            ui.label(look.small(say.ui_with("range-bearing", &[("range", &range), ("bearing", &bearing)])));
            ui.separator();
            let mut orders = vec![(say.ui("go-here").to_owned(), Order::GoTo(spot.at))];
            if let Some(Picked::Contact(track)) = spot.on {
                let contact = look.frame().contacts.iter().find(|c| c.track == track);
                let name =
                    contact.and_then(|c| c.name.clone()).unwrap_or_else(|| format!("{} {track}", say.ui("track")));
                orders.push((say.ui_with("investigate", &[("track", &name)]), Order::Investigate(track)));
            }
            for found in look.frame().found.iter().filter(|f| f.persons_left > 0) {
                let object = say.object(found.object, look.brief);
                orders.push((say.ui_with("recover", &[("object", &object)]), Order::Recover(found.object)));
            }
            orders.push((say.ui("hold").to_owned(), Order::Hold));
            orders.push((say.ui("return-to-base").to_owned(), Order::ReturnToBase));
            for (label, order) in orders {
                if ui.button(label).clicked() {
                    chosen.push(Chosen::Intent(Intent::Ask(Ask::Order { unit: unit.unit, order })));
                    ui.close();
                }
            }
        }
        _ => {
            ui.label(look.small(say.ui("select-first")));
        }
    }
    ui.separator();
    if ui.button(say.ui("measure-from-here")).clicked() {
        chosen.push(Chosen::MeasureFrom(spot.at));
        ui.close();
    }
    if ui.button(say.ui("centre-here")).clicked() {
        chosen.push(Chosen::Intent(Intent::Centre(spot.at)));
        ui.close();
    }
    chosen
}
