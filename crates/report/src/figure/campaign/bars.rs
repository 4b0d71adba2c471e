//! What the outcome depends on, as bars with intervals.

use sarex_model::statistics::Sign;

use super::{
    LEFT, WIDTH, draw, label, name, rect,
    scale::{Axis, Shown},
    style, whisker,
};
use crate::{
    campaign::{Influence, Measured, Quantities, Source, Study, Unit},
    document::Figure,
    markup::Markup,
};

const TOP: f64 = 10.0;
const ROW: f64 = 30.0;
const RIGHT: f64 = WIDTH - 200.0;
/// Inputs on one picture; the table holds the rest.
const MOST: usize = 15;

/// One bar for each input, the greatest first; `None` when there is none.
pub(crate) fn influences(
    study: &Study<'_>,
    say: Quantities<'_>,
    measured: &Measured<'_>,
    all: &[Influence],
) -> Option<Figure> {
    let shown = &all[..all.len().min(MOST)];
    if shown.is_empty() {
        return None;
    }
    let bottom = TOP + ROW * shown.len() as f64;
    let alt = say.words.with("campaign-influence-alt", &[("measure", say.name(measured.measure))]);
    Some(draw(bottom + 26.0, alt, |page| fill(page, study, say, shown, bottom)))
}

fn fill(page: &mut Markup, study: &Study<'_>, say: Quantities<'_>, shown: &[Influence], bottom: f64) {
    let ends = shown.iter().map(|i| i.effect.interval.map_or(i.effect.share, |e| e.high));
    let axis = Axis::around(Shown::of(Unit::Share, say.words), LEFT, RIGHT, 0.0, ends.fold(0.01, f64::max));
    axis.draw(page, say.words, TOP, bottom, false);
    for (place, influence) in shown.iter().enumerate() {
        let y = TOP + ROW * (place as f64 + 0.5);
        name(page, y, &say.source(study.input, influence.source));
        let share = influence.effect.share;
        // What was chosen is darker than what was drawn.
        let colour = if matches!(influence.source, Source::Draw(_)) { "#56b4e9" } else { "#0072b2" };
        rect(page, (LEFT, y - 8.0), (axis.x(share) - LEFT, 16.0), colour, 1.0);
        if let Some(interval) = influence.effect.interval {
            whisker(page, y, axis.x(interval.low), axis.x(interval.high), style::INK, 1.6);
        }
        let arrow = match influence.effect.direction {
            Sign::Above => " \u{2197}",
            Sign::Below => " \u{2198}",
            Sign::NotShown => "",
        };
        let text = format!("{}{arrow}", say.words.figure("figure-percent", 100.0 * share, 1));
        label(page, (RIGHT + 14.0, y + 4.5), "start", 13.0, &text);
    }
}
