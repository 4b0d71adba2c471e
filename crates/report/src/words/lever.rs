//! Levers of exercise control as people read them.

use sarex_sim::{
    levers::{Change, Event, Fate, Lever},
    setup::Base,
    view::Brief,
};

use super::Words;

impl Words {
    /// What a lever does, in a few words.
    pub fn lever(&self, lever: &Lever, brief: &Brief) -> String {
        let cell = |c: &u32| ("cell", self.cell(*c, brief));
        let unit = |u: &u32| ("unit", self.unit(*u, brief));
        let base = |b: &Base| ("base", self.base(*b, brief));
        let (key, arguments) = match lever {
            Lever::Offset(offset) if offset.wind.length() + offset.current.length() == 0.0 => {
                ("lever-offset-none", vec![])
            }
            Lever::Offset(offset) => {
                let degrees = |deg: f64| format!("{:03.0}", deg.rem_euclid(360.0));
                let arguments = vec![
                    ("wind", format!("{:.1}", offset.wind.length())),
                    ("from", degrees(offset.wind.bearing_deg() + 180.0)),
                    ("current", format!("{:.2}", offset.current.length())),
                    ("to", degrees(offset.current.bearing_deg())),
                ];
                ("lever-offset", arguments)
            }
            Lever::TellForecast { cells } => ("lever-tell-forecast", vec![("cells", self.cells(cells, brief))]),
            Lever::Fault(fault) if fault.left > 0.0 => {
                ("lever-fault-part", vec![unit(&fault.unit), ("share", self.share(fault.left))])
            }
            Lever::Fault(fault) => {
                ("lever-fault", vec![unit(&fault.unit), ("equipment", self.equipment(fault.equipment.word()))])
            }
            Lever::Repair { unit: u, equipment } => {
                let equipment = self.equipment(equipment.map_or("all", |e| e.word()));
                ("lever-repair", vec![unit(u), ("equipment", equipment)])
            }
            Lever::Cut { cell: c } => ("lever-cut", vec![cell(c)]),
            Lever::Reconnect { cell: c } => ("lever-reconnect", vec![cell(c)]),
            Lever::ClosePort(b) => ("lever-close-port", vec![base(b)]),
            Lever::OpenPort(b) => ("lever-open-port", vec![base(b)]),
            Lever::Divert { unit: u, base: b } => ("lever-divert", vec![unit(u), base(b)]),
            Lever::Jam(jam) => {
                let (at, radius) = (self.position(jam.at), self.distance(jam.radius_m));
                ("lever-jam", vec![("at", at), ("radius", radius), ("name", jam.name.clone())])
            }
            Lever::EndJam { name } => ("lever-end-jam", vec![("name", name.clone())]),
            Lever::Withdraw { cell: c } => ("lever-withdraw", vec![cell(c)]),
            Lever::Rejoin { cell: c } => ("lever-rejoin", vec![cell(c)]),
            Lever::Override { change, reason } => {
                ("lever-override", vec![("what", self.change(change, brief)), ("reason", reason.clone())])
            }
        };
        self.with(key, &arguments)
    }

    /// What an override sets, in a few words.
    pub fn change(&self, change: &Change, brief: &Brief) -> String {
        let unit = |u: &u32| ("unit", self.unit(*u, brief));
        let object = |o: &u32| ("object", self.object(*o, brief));
        let (key, arguments) = match change {
            Change::UnitPosition { unit: u, at } => ("change-unit-position", vec![unit(u), ("at", self.position(*at))]),
            Change::Fuel { unit: u, share } => ("change-fuel", vec![unit(u), ("share", self.share(*share))]),
            Change::Lost { unit: u, lost: true } => ("change-lost", vec![unit(u)]),
            Change::Lost { unit: u, lost: false } => ("change-back", vec![unit(u)]),
            Change::ObjectPosition { object: o, at } => {
                ("change-object-position", vec![object(o), ("at", self.position(*at))])
            }
            Change::Person { object: o, person, fate } => {
                let mut arguments = vec![object(o), ("person", (person + 1).to_string())];
                let key = match fate {
                    Fate::Waiting => "change-person-waiting",
                    Fate::Dead => "change-person-dead",
                    Fate::Recovered { unit: u } => {
                        arguments.push(unit(u));
                        "change-person-recovered"
                    }
                };
                (key, arguments)
            }
            Change::Found { cell, object: o, found } => {
                let key = if *found { "change-found" } else { "change-not-found" };
                (key, vec![("cell", self.cell(*cell, brief)), object(o)])
            }
        };
        self.with(key, &arguments)
    }

    /// A port or a deck.
    pub fn base(&self, base: Base, brief: &Brief) -> String {
        match base {
            Base::Place(at) => self.with("base-place", &[("at", self.position(at))]),
            Base::Deck(unit) => self.with("base-deck", &[("unit", self.unit(unit, brief))]),
        }
    }

    fn equipment(&self, word: &str) -> String {
        self.or_plain("equipment", word)
    }

    /// The key of what a lever came to, and what fills its gaps.
    pub(super) fn lever_event(&self, event: &Event, brief: &Brief) -> (&'static str, Vec<(&'static str, String)>) {
        let unit = |u: &u32| vec![("unit", self.unit(*u, brief))];
        let cell = |c: &u32| vec![("cell", self.cell(*c, brief))];
        match event {
            Event::Pulled(lever) => ("event-lever-pulled", vec![("what", self.lever(lever, brief))]),
            Event::Overridden { change, before, reason } => {
                let (what, before) = (self.change(change, brief), self.change(before, brief));
                ("event-overridden", vec![("what", what), ("before", before), ("reason", reason.clone())])
            }
            Event::ContactLost { unit: u } => ("event-contact-lost", unit(u)),
            Event::ContactRegained { unit: u } => ("event-contact-regained", unit(u)),
            Event::FindTold { unit: u, object, seen_tick, at } => {
                let mut arguments = unit(u);
                arguments.push(("object", self.object(*object, brief)));
                arguments.push(("at", self.position(*at)));
                arguments.push(("time", self.time_of_day(*seen_tick, brief.start_unix_s)));
                ("event-find-told", arguments)
            }
            Event::UnitLost { unit: u } => ("event-unit-lost", unit(u)),
            Event::UnitBack { unit: u } => ("event-unit-back", unit(u)),
            Event::Withdrawn { cell: c } => ("event-withdrawn", cell(c)),
            Event::Rejoined { cell: c } => ("event-rejoined", cell(c)),
            Event::FixLost { unit: u } => ("event-fix-lost", unit(u)),
            Event::FixRegained { unit: u, error_m } => {
                let mut arguments = unit(u);
                arguments.push(("error", self.distance(*error_m)));
                ("event-fix-regained", arguments)
            }
        }
    }
}
