//! Ports and satellite navigation.

use bevy_egui::egui::{Button, DragValue, Label, TextEdit, Ui};
use sarex_model::units;
use sarex_sim::{
    command::Ask,
    levers::{Jam, Lever, MAX_LEVERS},
    setup::Base,
    view::Truth,
};

use super::parts;
use crate::{intent::Intent, panels::Look};

/// Bases this near to one another are one port: the engine closes them together, metres.
const PORT_M: f64 = 3_000.0;
/// Largest jam that the engine takes, 500 km, in nautical miles.
const MOST_JAM_NM: f64 = 269.0;
/// Units named beside a port.
const NAMED: usize = 3;

/// A port, an airfield or a deck, and the units based there.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    pub base: Base,
    pub units: Vec<u32>,
    /// What closed it, if it is closed.
    pub closed: Option<Base>,
}

/// Two names of the same port.
fn same(one: Base, other: Base) -> bool {
    match (one, other) {
        (Base::Place(one), Base::Place(other)) => one.distance_m(other) <= PORT_M,
        (one, other) => one == other,
    }
}

/// The bases of the units under command, and whatever else is closed.
pub fn ports(truth: &Truth) -> Vec<Port> {
    let mut ports: Vec<Port> = Vec::new();
    let based = truth.bases.iter().enumerate().map(|(unit, base)| (*base, Some(unit as u32)));
    let diverted = truth.levers.bases.iter().map(|(_, base)| (*base, None));
    let closed = truth.levers.closed.iter().map(|base| (*base, None));
    for (base, unit) in based.chain(diverted).chain(closed) {
        match ports.iter_mut().find(|port| same(port.base, base)) {
            Some(port) => port.units.extend(unit),
            None => {
                let closed = truth.levers.closed.iter().copied().find(|closed| same(*closed, base));
                ports.push(Port { base, units: unit.into_iter().collect(), closed });
            }
        }
    }
    ports
}

pub fn ports_ui(ui: &mut Ui, look: &Look<'_>, intents: &mut Vec<Intent>) {
    let Some(truth) = &look.frame().truth else { return };
    let room = truth.levers.closed.len() < MAX_LEVERS;
    for port in ports(truth) {
        ui.horizontal_wrapped(|ui| {
            let (key, ask) = match port.closed {
                Some(closed) => ("ctl-open-port", Some(Lever::OpenPort(closed))),
                None => ("ctl-close-port", room.then_some(Lever::ClosePort(port.base))),
            };
            let button = parts::toggle(look, look.say.ui(key), port.closed.is_some());
            parts::ask_if(ui, look, button, ask.map(Ask::Lever), "", intents);
            ui.label(look.say.base(port.base, look.brief));
            parts::small(ui, look, based(look, &port.units));
        });
    }
    let at = parts::place_ui(ui, look, intents);
    let ask = at.filter(|_| room).map(|at| Ask::Lever(Lever::ClosePort(Base::Place(at))));
    let button = Button::new(look.say.ui("ctl-close-here"));
    if parts::ask_if(ui, look, button, ask, "ctl-needs-place", intents) {
        intents.push(Intent::Drawn(Vec::new()));
    }
}

/// The first few names of the units based there.
fn based(look: &Look<'_>, units: &[u32]) -> String {
    let mut names: Vec<String> = units.iter().take(NAMED).map(|unit| look.say.unit(*unit, look.brief)).collect();
    if units.len() > NAMED {
        names.push(format!("+{}", units.len() - NAMED));
    }
    if names.is_empty() { String::new() } else { look.say.list(&names) }
}

/// What the form of a jam holds.
pub struct JamForm {
    pub name: String,
    pub radius_nm: f64,
}

impl Default for JamForm {
    fn default() -> Self {
        Self { name: String::new(), radius_nm: 20.0 }
    }
}

/// What is typed, or the first free name.
fn name(typed: &str, jams: &[Jam]) -> String {
    let typed = typed.trim();
    if !typed.is_empty() {
        return typed.to_owned();
    }
    let free = (1..=jams.len() + 1).map(|n| format!("J-{n}")).find(|name| jams.iter().all(|jam| jam.name != *name));
    free.unwrap_or_default()
}

pub fn jam_ui(ui: &mut Ui, look: &Look<'_>, form: &mut JamForm, intents: &mut Vec<Intent>) {
    let Some(truth) = &look.frame().truth else { return };
    let jams = &truth.levers.jams;
    let jam_name = name(&form.name, jams);
    ui.horizontal_wrapped(|ui| {
        ui.label(look.weak(look.say.ui("name")));
        let hint = look.weak(name("", jams));
        ui.add(TextEdit::singleline(&mut form.name).hint_text(hint).desired_width(90.0).char_limit(MAX_LEVERS));
        ui.label(look.weak(look.say.ui("ctl-radius")));
        let radius = DragValue::new(&mut form.radius_nm).range(0.5..=MOST_JAM_NM).speed(0.5);
        ui.add(radius.suffix(" NM").max_decimals(1));
    });
    let at = parts::place_ui(ui, look, intents);
    let taken = jams.iter().any(|jam| jam.name == jam_name);
    if taken {
        ui.add(Label::new(look.small(look.say.ui("ctl-jam-taken")).color(look.theme.warn)).wrap());
    }
    let room = !taken && jams.len() < MAX_LEVERS;
    let radius_m = units::nm(form.radius_nm);
    let ask = at.filter(|_| room).map(|at| Ask::Lever(Lever::Jam(Jam { name: jam_name, at, radius_m })));
    let button = parts::primary(look, look.say.ui("ctl-jam"));
    if parts::ask_if(ui, look, button, ask, "ctl-needs-place", intents) {
        form.name.clear();
        intents.push(Intent::Drawn(Vec::new()));
    }
}

#[cfg(test)]
mod tests {
    use sarex_model::position::Position;

    use super::*;

    #[test]
    fn bases_of_one_harbour_are_one_port_and_closed_together() {
        let (pier, berth) = (Position::new(37.50, 129.12), Position::new(37.51, 129.12));
        let far = Base::Place(Position::new(36.0, 133.0));
        let mut truth =
            Truth { bases: vec![Base::Place(pier), Base::Place(berth), far, Base::Deck(0)], ..Truth::default() };
        assert_eq!(ports(&truth).iter().map(|p| p.units.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2], vec![3]]);
        truth.levers.closed = vec![Base::Place(berth), Base::Place(Position::new(35.0, 130.0))];
        let ports = ports(&truth);
        assert_eq!(ports[0].closed, Some(Base::Place(berth)), "it is opened by what closed it");
        assert_eq!((ports[1].closed, ports.len()), (None, 4), "a closed port without units is listed too");
    }

    #[test]
    fn a_jam_gets_a_free_name() {
        let jam = |name: &str| Jam { name: name.into(), at: Position::new(36.0, 131.0), radius_m: 1.0 };
        assert_eq!(name("", &[]), "J-1");
        assert_eq!(name(" ", &[jam("J-1"), jam("Oki")]), "J-2");
        assert_eq!(name("", &[jam("J-2")]), "J-1");
        assert_eq!(name(" Oki ", &[]), "Oki");
    }
}
