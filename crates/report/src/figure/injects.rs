//! Injects against responses: when each was sent and when it was answered.

use super::{
    WIDTH,
    axis::TimeAxis,
    draw, label,
    labels::{shortened, width_of},
    line, style,
};
use crate::{document::Figure, input::ReportInput, markup::Markup, metrics::Inject, words::Words};

const ROW: f64 = 22.0;
const LEFT: f64 = 300.0;
const TOP: f64 = 12.0;
const IN_TIME: &str = "#00664a";

/// Draws one row for each inject that was sent.
pub(crate) fn injects(input: &ReportInput<'_>, words: &Words, injects: &[Inject]) -> Option<Figure> {
    let sent: Vec<&Inject> = injects.iter().filter(|inject| inject.sent.is_some()).collect();
    if sent.is_empty() {
        return None;
    }
    let bottom = TOP + sent.len() as f64 * ROW;
    Some(draw(bottom + 30.0 + ROW, words.get("report-injects-alt"), |page| {
        rows(page, input, words, &sent, bottom);
        legend(page, words, bottom + 32.0);
    }))
}

fn rows(page: &mut Markup, input: &ReportInput<'_>, words: &Words, sent: &[&Inject], bottom: f64) {
    let (brief, ticks) = (input.brief, input.history.ticks);
    let axis = TimeAxis { left: LEFT, right: WIDTH - 24.0, ticks, start_unix_s: brief.start_unix_s };
    axis.draw(page, words, TOP, bottom);
    for (row, inject) in sent.iter().enumerate() {
        let y = TOP + (row as f64 + 0.5) * ROW;
        let Some(serial) = brief.serials.get(inject.serial as usize) else { continue };
        let name = format!("{}  {}", serial.id, words.serial(serial, brief));
        label(page, (LEFT - 30.0, y + 4.5), "end", 12.0, &shortened(&name, 12.0, LEFT - 40.0));
        let from = axis.x(inject.sent.unwrap_or_default());
        let colour = if inject.late { style::MARKER } else { IN_TIME };
        if let Some((tick, _, _)) = inject.response {
            line(page, (from, y), (axis.x(tick), y), colour, 3.0);
            answered(page, (axis.x(tick), y), colour);
        }
        dot(page, (from, y));
    }
}

fn dot(page: &mut Markup, at: (f64, f64)) {
    let (x, y) = (format!("{:.1}", at.0), format!("{:.1}", at.1));
    page.empty("circle", &[("cx", &x), ("cy", &y), ("r", &4.5), ("fill", &style::INK)]);
}

/// Another shape than the dot, so that colour is not the only sign.
fn answered(page: &mut Markup, at: (f64, f64), colour: &str) {
    let data = format!("M{:.1} {:.1}l6 6l-6 6l-6 -6Z", at.0, at.1 - 6.0);
    page.empty("path", &[("d", &data), ("fill", &colour)]);
}

fn legend(page: &mut Markup, words: &Words, y: f64) {
    let mut x = LEFT;
    let entries = [
        (None, words.get("report-sent-at")),
        (Some(IN_TIME), words.get("report-response")),
        (Some(style::MARKER), words.get("report-late")),
    ];
    for (colour, text) in entries {
        match colour {
            Some(colour) => answered(page, (x, y), colour),
            None => dot(page, (x, y)),
        }
        label(page, (x + 14.0, y + 4.5), "start", 12.0, &text);
        x += 50.0 + width_of(&text, 12.0);
    }
}
