//! Objectives and the joint patrol.

use sarex_model::units::nm;
use sarex_sim::setup::{Measure, Objective, Patrol};

use super::context::Context;
use super::tree::{Field, Table};
use crate::finding::did_you_mean;
use crate::limits::TEXT_CHARS;
use crate::time::parse_duration_s;

/// Reads `[[objective]]`.
pub fn objective(context: &Context<'_>, table: &Table<'_>) -> Option<Objective> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let text = table.need("text").and_then(|field| field.languages(TEXT_CHARS));
    let measure_field = table.need("measure");
    let timed =
        measure_field.as_ref().and_then(|field| field.value().as_str()).is_some_and(|m| m.starts_with("between "));
    let measure = measure_field.and_then(|field| measure(context, &field));
    let kind = match &measure {
        Some(measure) => Kind::of(measure),
        None if timed => Kind::Time,
        None => Kind::Share,
    };
    let pass = table.need("pass").and_then(|field| pass_mark(&field, kind));
    table.finish();
    Some(Objective { id, text: text?, measure: measure?, pass: pass? })
}

fn measure(context: &Context<'_>, field: &Field<'_>) -> Option<Measure> {
    let text = field.str()?;
    if let Some(rest) = text.strip_prefix("between ") {
        let Some((from, to)) = rest.split_once(" and ") else {
            field.error("a time between two serials names both", Some("write \"between I-01 and P-03\"".into()));
            return None;
        };
        let number = |id: &str| {
            let number = context.serials.number(id.trim());
            if number.is_none() {
                field.error(
                    format!("there is no serial \"{}\"", id.trim()),
                    did_you_mean(id.trim(), context.serials.iter()),
                );
            }
            number
        };
        let (from, to) = (number(from), number(to));
        return Some(Measure::Between(from?, to?));
    }
    let known = Measure::PLAIN.into_iter().find(|measure| measure.word() == Some(text));
    if known.is_none() {
        let words = measure_words().chain(["between ... and ..."]);
        field.error(format!("\"{text}\" is no measure"), did_you_mean(text, words));
    }
    known
}

/// Every measure that is one word.
pub(super) fn measure_words() -> impl Iterator<Item = &'static str> {
    Measure::PLAIN.into_iter().filter_map(|measure| measure.word())
}

/// How a mark to pass is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Time,
    Share,
    /// A share that is better small.
    ShareAtMost,
}

impl Kind {
    fn of(measure: &Measure) -> Self {
        match (measure.is_time(), measure.at_most()) {
            (true, _) => Kind::Time,
            (false, true) => Kind::ShareAtMost,
            (false, false) => Kind::Share,
        }
    }
}

/// `<= 20min` for times, `>= 0.9` or `>= 90%` for shares, `<= 10%` for shares that are better small.
fn pass_mark(field: &Field<'_>, kind: Kind) -> Option<f64> {
    let text = field.str()?.trim();
    let found = match kind {
        Kind::Time => {
            let limit = text.strip_prefix("<=").and_then(|rest| parse_duration_s(rest).ok());
            limit.filter(|s| *s >= 0).map(|s| s as f64)
        }
        Kind::Share => text.strip_prefix(">=").and_then(share),
        Kind::ShareAtMost => text.strip_prefix("<=").and_then(share),
    };
    if found.is_none() {
        let hint = match kind {
            Kind::Time => "this measure is a time: write \"<= 20min\"",
            Kind::Share => "this measure is a share: write \">= 0.9\" or \">= 90%\"",
            Kind::ShareAtMost => "this measure is a share that is better small: write \"<= 0.1\" or \"<= 10%\"",
        };
        field.error(format!("\"{text}\" is no mark to pass"), Some(hint.into()));
    }
    found
}

fn share(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, scale) = text.strip_suffix('%').map_or((text, 1.0), |percent| (percent, 100.0));
    number.trim().parse::<f64>().ok().map(|n| n / scale).filter(|n| (0.0..=1.0).contains(n))
}

/// Reads `[patrol]`.
pub fn patrol(context: &Context<'_>, table: &Table<'_>) -> Option<Patrol> {
    let area = table.need("area").and_then(|field| {
        let area = field.positions(3)?;
        for at in &area {
            context.place(field.span(), *at, "a corner of the patrol area", false);
        }
        Some(area)
    });
    let gap_cell_nm = table.number_or("gap_cell_nm", 0.5, 100.0, 10.0);
    let responders = table.get("responders").map(|field| context.units.resolve_list(&field)).unwrap_or_default();
    table.finish();
    Some(Patrol { area: area?, gap_cell_m: nm(gap_cell_nm), responders })
}
