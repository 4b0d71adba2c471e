//! What failed during an exercise, and how long it took until that was made good.

use serde::{Deserialize, Serialize};

use super::Record;
use crate::{
    event::What,
    levers::{self, Equipment, Lever},
    setup::Base,
};

/// What failed. Numbers are those of the thing they name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub enum FaultKind {
    Plugin {
        plugin: u32,
    },
    Equipment {
        unit: u32,
        equipment: Equipment,
    },
    /// A unit left the exercise or ran out of fuel.
    UnitLost {
        unit: u32,
    },
    /// Nothing reaches a cell.
    Cut {
        cell: u32,
    },
    /// A partner withdrew.
    Withdrawn {
        cell: u32,
    },
    /// A unit is without satellite navigation.
    NoFix {
        unit: u32,
    },
    PortClosed {
        port: Base,
    },
}

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// What failed.
    pub kind: FaultKind,
    /// Index of the event that tells it.
    pub event: u32,
    /// When.
    pub tick: u64,
    /// When it worked again.
    pub restored: Option<u64>,
    /// When those concerned first planned or ordered anew.
    pub replaced: Option<u64>,
}

impl Fault {
    /// Seconds until it worked again or a new plan or order took its place, whichever came first.
    pub fn after(&self) -> Option<u64> {
        let first = self.restored.into_iter().chain(self.replaced).min();
        first.map(|tick| tick.saturating_sub(self.tick))
    }
}

pub(super) fn faults(record: &Record<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, event) in (0_u32..).zip(record.events) {
        if let Some(kind) = kind(&event.what) {
            let later = || record.events.iter().filter(|e| e.tick > event.tick);
            faults.push(Fault {
                kind,
                event: number,
                tick: event.tick,
                restored: later().find(|e| restores(&e.what, kind)).map(|e| e.tick),
                replaced: later().find(|e| replaces(record, &e.what, kind)).map(|e| e.tick),
            });
        }
    }
    faults
}

fn kind(what: &What) -> Option<FaultKind> {
    Some(match what {
        What::PluginFault { plugin, suspended: true, .. } => FaultKind::Plugin { plugin: *plugin },
        What::OutOfFuel { unit, .. } | What::Lever(levers::Event::UnitLost { unit }) => {
            FaultKind::UnitLost { unit: *unit }
        }
        What::Lever(levers::Event::Withdrawn { cell }) => FaultKind::Withdrawn { cell: *cell },
        What::Lever(levers::Event::FixLost { unit }) => FaultKind::NoFix { unit: *unit },
        What::Lever(levers::Event::Pulled(lever)) => match lever {
            Lever::Fault(fault) => FaultKind::Equipment { unit: fault.unit, equipment: fault.equipment },
            Lever::Cut { cell } => FaultKind::Cut { cell: *cell },
            Lever::ClosePort(port) => FaultKind::PortClosed { port: *port },
            _ => return None,
        },
        _ => return None,
    })
}

/// The counterpart of a fault.
fn restores(what: &What, kind: FaultKind) -> bool {
    match (what, kind) {
        (
            What::PluginReinstated { plugin: p } | What::PluginReloaded { plugin: p, .. },
            FaultKind::Plugin { plugin },
        ) => *p == plugin,
        (What::Lever(levers::Event::UnitBack { unit: u }), FaultKind::UnitLost { unit })
        | (What::Lever(levers::Event::FixRegained { unit: u, .. }), FaultKind::NoFix { unit }) => *u == unit,
        (What::Lever(levers::Event::Rejoined { cell: c }), FaultKind::Withdrawn { cell })
        | (What::Lever(levers::Event::Pulled(Lever::Reconnect { cell: c })), FaultKind::Cut { cell }) => *c == cell,
        (
            What::Lever(levers::Event::Pulled(Lever::Repair { unit: u, equipment: e })),
            FaultKind::Equipment { unit, equipment },
        ) => *u == unit && e.is_none_or(|e| e == equipment),
        (What::Lever(levers::Event::Pulled(Lever::OpenPort(opened))), FaultKind::PortClosed { port }) => {
            *opened == port
        }
        _ => false,
    }
}

/// Somebody concerned plans or orders anew: of a unit its cell, of a withdrawn partner any other cell.
fn replaces(record: &Record<'_>, what: &What, kind: FaultKind) -> bool {
    let cell_of = |unit: u32| record.units.get(unit as usize).map(|u| u.cell);
    let by = match what {
        What::PlanMade { cell, .. } | What::PlanChanged { cell, .. } => Some(*cell),
        What::OrderGiven { unit, .. } => cell_of(*unit),
        What::Lever(levers::Event::Pulled(Lever::Divert { unit, .. }))
            if matches!(kind, FaultKind::PortClosed { .. }) =>
        {
            cell_of(*unit)
        }
        _ => None,
    };
    let Some(by) = by else { return false };
    match kind {
        FaultKind::Equipment { unit, .. } | FaultKind::UnitLost { unit } | FaultKind::NoFix { unit } => {
            cell_of(unit) == Some(by)
        }
        FaultKind::Withdrawn { cell } => by != cell,
        FaultKind::PortClosed { .. } => matches!(what, What::Lever(_)),
        // Only its counterpart mends a plugin or a lost connection.
        FaultKind::Plugin { .. } | FaultKind::Cut { .. } => false,
    }
}
