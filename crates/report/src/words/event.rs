//! Events as sentences.

use sarex_model::position::Position;
use sarex_sim::{
    event::{OrderKind, What},
    setup::{Action, Order, Serial},
    view::Brief,
};

use super::{Words, list, talk};

impl Words {
    /// An event as a sentence that a trainee understands, with names in this language.
    pub fn event(&self, what: &What, brief: &Brief) -> String {
        let (key, arguments) = match what {
            What::Cells(event) => self.cells_event(event, brief),
            What::Sharing(event) => self.sharing_event(event, brief),
            What::Lever(event) => self.lever_event(event, brief),
            What::Coordination(event) => self.step_event(event, brief),
            What::Notes(event) => self.note_event(event, brief),
            _ => (key(what), self.arguments(what, brief)),
        };
        self.with(key, &arguments).trim_end().to_owned()
    }

    /// Name of a unit; a ship of the traffic, which is not in the brief, has a number.
    pub fn unit(&self, unit: u32, brief: &Brief) -> String {
        brief
            .units
            .get(unit as usize)
            .map_or_else(|| self.numbered("traffic-name", unit), |u| self.text(&u.name).to_owned())
    }

    /// Name of a cell.
    pub fn cell(&self, cell: u32, brief: &Brief) -> String {
        brief
            .cells
            .get(cell as usize)
            .map_or_else(|| self.numbered("unknown-name", cell), |c| self.text(&c.name).to_owned())
    }

    /// Name of a search object.
    pub fn object(&self, object: u32, brief: &Brief) -> String {
        let named = brief.objects.get(object as usize);
        named.map_or_else(|| self.numbered("unknown-name", object), |o| self.text(&o.name).to_owned())
    }

    /// What a serial does, in a few words.
    pub fn serial(&self, serial: &Serial, brief: &Brief) -> String {
        match &serial.action {
            Action::Message(draft) => self.with(
                "serial-message",
                &[
                    ("kind", self.message_kind(&draft.kind)),
                    ("from", self.cell(draft.from, brief)),
                    ("to", self.cells(&draft.to, brief)),
                ],
            ),
            Action::Search(request) => self.with("serial-search", &[("cell", self.cell(request.cell, brief))]),
            Action::Rescue { cell, object, .. } => self
                .with("serial-rescue", &[("cell", self.cell(*cell, brief)), ("object", self.object(*object, brief))]),
            Action::Order { unit, order } => {
                self.with("serial-order", &[("unit", self.unit(*unit, brief)), ("order", self.order(kind_of(order)))])
            }
            Action::Environment(_) => self.get("serial-environment"),
            Action::End => self.get("serial-end"),
            Action::Lever(lever) => self.lever(lever, brief),
        }
    }

    /// Names of cells as one text.
    pub fn cells(&self, cells: &[u32], brief: &Brief) -> String {
        self.list(&cells.iter().map(|&c| self.cell(c, brief)).collect::<Vec<_>>())
    }

    pub(super) fn numbered(&self, key: &str, index: u32) -> String {
        self.with(key, &[("number", (u64::from(index) + 1).to_string())])
    }

    /// What fills the gaps of an event's sentence.
    fn arguments(&self, what: &What, brief: &Brief) -> Vec<(&'static str, String)> {
        let unit = |u: &u32| ("unit", self.unit(*u, brief));
        let cell = |c: &u32| ("cell", self.cell(*c, brief));
        let object = |o: &u32| ("object", self.object(*o, brief));
        let person = |p: &u32| ("person", number(*p));
        let message = |m: &u32| ("message", number(*m));
        let at = |at: &Position| ("at", self.position(*at));
        let reason = |r: &String| ("reason", self.reason(r));
        match what {
            What::Started | What::EnvironmentChanged => vec![],
            What::Ended { reason } => vec![("reason", self.end_reason(*reason))],
            What::SerialDone { serial } => self.of_serial(*serial, brief),
            What::MessageSent { message: m, from, to, kind } => {
                let (from, to) = (self.cell(*from, brief), self.cells(to, brief));
                vec![message(m), ("from", from), ("to", to), ("kind", self.message_kind(kind))]
            }
            What::MessageRead { message: m, cell: c } => vec![message(m), cell(c)],
            What::Refused { cell: c, reason: r } | What::PlanFailed { cell: c, reason: r } => vec![cell(c), reason(r)],
            What::OrderGiven { unit: u, order } | What::OrderDone { unit: u, order } => {
                vec![unit(u), ("order", self.order(*order))]
            }
            What::UnderWay { unit: u }
            | What::AtBase { unit: u }
            | What::ReturningForFuel { unit: u }
            | What::HelmClamped { unit: u } => vec![unit(u)],
            What::OutOfFuel { unit: u, at: place } => vec![unit(u), at(place)],
            What::Hindered { unit: u, reason: r } => vec![unit(u), reason(r)],
            What::EstimateOpened { cell: c, object: o } => vec![cell(c), object(o)],
            What::PlanMade { plan: _, cell: c, name, units, note } => {
                vec![cell(c), ("name", self.pattern(name)), ("units", units.to_string()), ("note", note.clone())]
            }
            What::PlanChanged { plan: p, cell: c, units, note } => {
                vec![cell(c), ("plan", number(*p)), ("units", units.to_string()), ("note", note.clone())]
            }
            What::SearchStarted { unit: u, plan } | What::SearchDone { unit: u, plan } => {
                vec![unit(u), ("plan", number(*plan))]
            }
            // Leg 0 is the run to the commence search point, so leg 1 is the first search leg.
            What::LegPassed { unit: u, leg } => vec![unit(u), ("leg", leg.to_string())],
            What::Detected { unit: u, object: o, range_m, at: place } => {
                vec![unit(u), object(o), ("range", self.distance(*range_m)), at(place)]
            }
            What::OnScene { unit: u, object: o } => vec![unit(u), object(o)],
            What::PersonRecovered { unit: u, object: o, person: p, alive: _ } => vec![unit(u), object(o), person(p)],
            What::ObjectCleared { object: o } => vec![object(o)],
            What::PersonDied { object: o, person: p } => vec![object(o), person(p)],
            What::Stranded { object: o, at: place } => vec![object(o), at(place)],
            What::Landed { unit: u, survivors } => vec![unit(u), ("survivors", survivors.to_string())],
            // Which unit or ship a contact is stays out of the sentence: the cell may not know.
            What::ContactNew { cell: c, track, unit: _, ais: _ } => vec![cell(c), ("track", track.to_string())],
            What::ContactIdentified { cell: c, track, unit: _, name, dark: _ } => {
                vec![cell(c), ("track", track.to_string()), ("name", name.clone())]
            }
            What::PluginFault { plugin, units, reason, .. } => {
                let names: Vec<_> = units.iter().map(|&u| self.unit(u, brief)).collect();
                vec![("plugin", self.plugin(*plugin, brief)), ("units", self.list(&names)), ("reason", reason.clone())]
            }
            What::EnvironmentGap { what, at: place } => vec![("what", self.or_plain("gap", what)), at(place)],
            What::PluginReloaded { plugin, version, sha256, .. }
            | What::PluginAdded { plugin, version, sha256, .. } => {
                let short = sha256.get(..12).unwrap_or(sha256).to_owned();
                vec![("plugin", self.plugin(*plugin, brief)), ("version", version.clone()), ("sha256", short)]
            }
            What::JudgeFinding { plugin, finding } => {
                let score = format!("{:.2}", finding.score);
                vec![("plugin", self.plugin(*plugin, brief)), ("score", score), ("text", finding.text.clone())]
            }
            What::PluginReinstated { plugin } => vec![("plugin", self.plugin(*plugin, brief))],
            What::BehaviourChanged { unit: u, plugin } => {
                vec![unit(u), ("plugin", plugin.map_or_else(String::new, |plugin| self.plugin(plugin, brief)))]
            }
            What::Quarantined { unit: u, phase } => vec![unit(u), ("phase", phase.clone())],
            What::List(event) => self.list_arguments(event, brief),
            // Subjects with words of their own.
            What::Lever(_) | What::Coordination(_) | What::Notes(_) | What::Cells(_) | What::Sharing(_) => vec![],
            What::Talk(event) => self.of_talk(event, brief),
        }
    }

    pub(super) fn of_serial(&self, serial: u32, brief: &Brief) -> Vec<(&'static str, String)> {
        match brief.serials.get(serial as usize) {
            Some(known) => vec![("serial", known.id.clone()), ("what", self.serial(known, brief))],
            None => vec![("serial", self.numbered("unknown-name", serial)), ("what", self.get("none"))],
        }
    }

    /// Folder name of a plugin.
    fn plugin(&self, plugin: u32, brief: &Brief) -> String {
        brief.plugins.get(plugin as usize).map_or_else(|| self.numbered("unknown-name", plugin), |d| d.id.clone())
    }
}

/// The key of an event's sentence.
fn key(what: &What) -> &'static str {
    match what {
        What::Started => "event-started",
        What::Ended { .. } => "event-ended",
        What::SerialDone { .. } => "event-serial-done",
        What::MessageSent { .. } => "event-message-sent",
        What::MessageRead { .. } => "event-message-read",
        What::Refused { .. } => "event-refused",
        What::OrderGiven { .. } => "event-order-given",
        What::OrderDone { .. } => "event-order-done",
        What::UnderWay { .. } => "event-under-way",
        What::AtBase { .. } => "event-at-base",
        What::ReturningForFuel { .. } => "event-returning-for-fuel",
        What::OutOfFuel { .. } => "event-out-of-fuel",
        What::Hindered { .. } => "event-hindered",
        What::EstimateOpened { .. } => "event-estimate-opened",
        What::PlanMade { .. } => "event-plan-made",
        What::PlanChanged { .. } => "event-plan-changed",
        What::PlanFailed { .. } => "event-plan-failed",
        What::SearchStarted { .. } => "event-search-started",
        What::LegPassed { .. } => "event-leg-passed",
        What::SearchDone { .. } => "event-search-done",
        What::Detected { .. } => "event-detected",
        What::OnScene { .. } => "event-on-scene",
        What::PersonRecovered { alive: true, .. } => "event-person-recovered",
        What::PersonRecovered { alive: false, .. } => "event-person-recovered-dead",
        What::ObjectCleared { .. } => "event-object-cleared",
        What::PersonDied { .. } => "event-person-died",
        What::Stranded { .. } => "event-stranded",
        What::Landed { .. } => "event-landed",
        What::ContactNew { ais: false, .. } => "event-contact-new",
        What::ContactNew { ais: true, .. } => "event-contact-new-ais",
        What::ContactIdentified { dark: false, .. } => "event-contact-identified",
        What::ContactIdentified { dark: true, .. } => "event-contact-identified-dark",
        What::EnvironmentChanged => "event-environment-changed",
        What::EnvironmentGap { .. } => "event-environment-gap",
        What::PluginFault { suspended: false, .. } => "event-plugin-fault",
        What::PluginFault { suspended: true, .. } => "event-plugin-fault-suspended",
        What::PluginReinstated { .. } => "event-plugin-reinstated",
        What::PluginReloaded { state_kept: true, .. } => "event-plugin-reloaded",
        What::PluginReloaded { state_kept: false, .. } => "event-plugin-reloaded-anew",
        What::PluginAdded { idle: false, .. } => "event-plugin-added",
        What::PluginAdded { idle: true, .. } => "event-plugin-added-idle",
        What::JudgeFinding { .. } => "event-judge-finding",
        What::HelmClamped { .. } => "event-helm-clamped",
        What::BehaviourChanged { plugin: Some(_), .. } => "event-behaviour-changed",
        What::BehaviourChanged { plugin: None, .. } => "event-behaviour-none",
        What::Quarantined { .. } => "event-quarantined",
        What::List(event) => list::key(event),
        What::Lever(_) => "event-lever-pulled",
        What::Cells(_) | What::Sharing(_) => "none",
        What::Talk(event) => talk::key(event),
        What::Coordination(_) => "event-step-taken",
        What::Notes(_) => "event-note-remark",
    }
}

/// Numbers are counted from one where people read them.
pub(super) fn number(index: u32) -> String {
    (u64::from(index) + 1).to_string()
}

fn kind_of(order: &Order) -> OrderKind {
    match order {
        Order::Hold => OrderKind::Hold,
        Order::GoTo(_) => OrderKind::GoTo,
        Order::Route(_) => OrderKind::Route,
        Order::Patrol(_) => OrderKind::Patrol,
        Order::Search { .. } => OrderKind::Search,
        Order::Escort(_) => OrderKind::Escort,
        Order::ReturnToBase => OrderKind::ReturnToBase,
        Order::Recover(_) => OrderKind::Recover,
        Order::Investigate(_) => OrderKind::Investigate,
    }
}
