//! Paired differences with their intervals about the line of no difference.

use sarex_model::statistics::Estimate;

use super::{
    BETTER, LEFT, NOT_SHOWN, WIDTH, WORSE, draw, label, line, name, rect,
    scale::{Axis, Shown},
    style, whisker,
};
use crate::{
    campaign::{Better, Measured, Quantities, Study, Verdict},
    document::Figure,
    markup::Markup,
};

const TOP: f64 = 34.0;
const ROW: f64 = 30.0;
const RIGHT: f64 = WIDTH - 270.0;

/// One row for each variant that is compared with the reference; `None` when nothing is.
pub(crate) fn forest(study: &Study<'_>, say: Quantities<'_>, measured: &Measured<'_>) -> Option<Figure> {
    let rows: Vec<(usize, Estimate)> =
        measured.differences.iter().enumerate().filter_map(|(v, d)| Some((v, (*d)?))).collect();
    if rows.is_empty() {
        return None;
    }
    let bottom = TOP + ROW * rows.len() as f64;
    let measure = [("measure", say.name(measured.measure)), ("reference", say.variant(study.input, 0))];
    let alt = say.words.with("campaign-forest-alt", &measure);
    Some(draw(bottom + 26.0, alt, |page| fill(page, study, say, measured, &rows, bottom)))
}

fn fill(
    page: &mut Markup,
    study: &Study<'_>,
    say: Quantities<'_>,
    measured: &Measured<'_>,
    rows: &[(usize, Estimate)],
    bottom: f64,
) {
    let measure = measured.measure;
    let ends = rows.iter().flat_map(|(_, d)| {
        let interval = d.interval.map_or([d.value; 2], |i| [i.low, i.high]);
        interval.into_iter().chain([0.0])
    });
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let axis = Axis::around(Shown::of(measure.unit, say.words), LEFT, RIGHT, low, high);
    let zero = axis.x(0.0);
    let (from, to) = if measure.better == Better::Higher { (zero, RIGHT) } else { (LEFT, zero) };
    rect(page, (from, TOP), (to - from, bottom - TOP), BETTER, 0.07);
    axis.draw(page, say.words, TOP, bottom, true);
    line(page, (zero, TOP - 6.0), (zero, bottom), style::INK, 1.8);
    let [left, right] = match measure.better {
        Better::Higher => ["campaign-worse", "campaign-better"],
        Better::Lower => ["campaign-better", "campaign-worse"],
    };
    label(page, (zero - 10.0, TOP - 10.0), "end", 12.0, &format!("\u{2190} {}", say.words.get(left)));
    label(page, (zero + 10.0, TOP - 10.0), "start", 12.0, &format!("{} \u{2192}", say.words.get(right)));
    for (place, (variant, difference)) in rows.iter().enumerate() {
        let y = TOP + ROW * (place as f64 + 0.5);
        name(page, y, &say.variant(study.input, *variant));
        mark(page, &axis, y, difference, Study::verdict(measure, difference));
        let interval = difference.interval.map(|i| format!(" ({})", say.ends(measure.unit, &i))).unwrap_or_default();
        let text = format!("{}{interval}", say.brief_difference(measure.unit, difference.value));
        label(page, (RIGHT + 14.0, y + 4.5), "start", 12.5, &text);
    }
}

/// A full diamond where a difference is shown, a ring where not.
fn mark(page: &mut Markup, axis: &Axis, y: f64, difference: &Estimate, verdict: Verdict) {
    let colour = match verdict {
        Verdict::Better => BETTER,
        Verdict::Worse => WORSE,
        Verdict::NotShown => NOT_SHOWN,
    };
    if let Some(interval) = difference.interval {
        whisker(page, y, axis.x(interval.low), axis.x(interval.high), colour, 2.0);
    }
    let x = axis.x(difference.value);
    if verdict == Verdict::NotShown {
        let (x, y) = (format!("{x:.1}"), format!("{y:.1}"));
        page.empty(
            "circle",
            &[("cx", &x), ("cy", &y), ("r", &5), ("fill", &"#fff"), ("stroke", &colour), ("stroke-width", &2)],
        );
    } else {
        let d = super::path(&[(x - 7.0, y), (x, y - 7.0), (x + 7.0, y), (x, y + 7.0)], true);
        page.empty("path", &[("d", &d), ("fill", &colour)]);
    }
}
