//! Levers as judges and words name them.

use super::{Event, Lever};

const NONE: u32 = u32::MAX;

impl Lever {
    /// The word of judges' logs and of the keys of texts.
    pub fn word(&self) -> &'static str {
        match self {
            Lever::Offset(_) => "offset",
            Lever::TellForecast { .. } => "tell-forecast",
            Lever::Fault(_) => "fault",
            Lever::Repair { .. } => "repair",
            Lever::Cut { .. } => "cut",
            Lever::Reconnect { .. } => "reconnect",
            Lever::ClosePort(_) => "close-port",
            Lever::OpenPort(_) => "open-port",
            Lever::Divert { .. } => "divert",
            Lever::Jam(_) => "jam",
            Lever::EndJam { .. } => "end-jam",
            Lever::Withdraw { .. } => "withdraw",
            Lever::Rejoin { .. } => "rejoin",
            Lever::Override { .. } => "override",
        }
    }

    /// The unit or cell it bears on, where it is one.
    fn subject(&self) -> u32 {
        match self {
            Lever::Fault(fault) => fault.unit,
            Lever::Repair { unit, .. } | Lever::Divert { unit, .. } => *unit,
            Lever::Cut { cell } | Lever::Reconnect { cell } | Lever::Withdraw { cell } | Lever::Rejoin { cell } => {
                *cell
            }
            _ => NONE,
        }
    }
}

impl Event {
    /// The event as kind, subject, object, value and text of a judge's log.
    pub(crate) fn told(&self) -> (&'static str, u32, u32, f64, &str) {
        match self {
            Event::Pulled(lever) => ("lever-pulled", lever.subject(), NONE, 0.0, lever.word()),
            Event::Overridden { reason, .. } => ("overridden", NONE, NONE, 0.0, reason),
            Event::ContactLost { unit } => ("contact-lost", *unit, NONE, 0.0, ""),
            Event::ContactRegained { unit } => ("contact-regained", *unit, NONE, 0.0, ""),
            Event::FindTold { unit, object, seen_tick, .. } => ("find-told", *unit, *object, *seen_tick as f64, ""),
            Event::UnitLost { unit } => ("unit-lost", *unit, NONE, 0.0, ""),
            Event::UnitBack { unit } => ("unit-back", *unit, NONE, 0.0, ""),
            Event::Withdrawn { cell } => ("withdrawn", *cell, NONE, 0.0, ""),
            Event::Rejoined { cell } => ("rejoined", *cell, NONE, 0.0, ""),
            Event::FixLost { unit } => ("fix-lost", *unit, NONE, 0.0, ""),
            Event::FixRegained { unit, error_m } => ("fix-regained", *unit, NONE, *error_m, ""),
        }
    }
}
