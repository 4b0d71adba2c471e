//! How the figures of the runs are spread, one row a variant over the same bins.

use sarex_model::statistics::{
    histogram::Histogram,
    quantile::{of_sorted, sorted},
};

use super::{
    LEFT, WIDTH, draw, label, line, name, rect,
    scale::{Axis, Shown},
    style,
};
use crate::{
    campaign::{Kind, Measured, Quantities, Study},
    document::Figure,
    markup::Markup,
};

/// Variants on one picture: it fits a page.
pub(crate) const MOST_ROWS: usize = 12;
const TOP: f64 = 24.0;
const ROW: f64 = 66.0;
const RIGHT: f64 = WIDTH - 210.0;
/// Where the runs stand in which something did not happen.
const NEVER: f64 = RIGHT + 40.0;
const NEVER_WIDTH: f64 = 26.0;

/// One row for each variant; `None` for yes or no, and without figures.
pub(crate) fn histograms(study: &Study<'_>, say: Quantities<'_>, measured: &Measured<'_>) -> Option<Figure> {
    if measured.measure.kind == Kind::YesNo {
        return None;
    }
    let shown = Shown::of(measured.measure.unit, say.words);
    let rows: Vec<Row> =
        (0..study.input.variants.len().min(MOST_ROWS)).map(|v| Row::of(study, v, measured, &shown)).collect();
    let all: Vec<f64> = rows.iter().flat_map(|row| &row.values).copied().collect();
    let bins = Histogram::new(&all, shown.scale)?;
    let bottom = TOP + ROW * rows.len() as f64;
    let alt = say.words.with("campaign-histogram-alt", &[("measure", say.name(measured.measure))]);
    let mut figure = draw(bottom + 26.0, alt, |page| fill(page, study, say, measured, &shown, &bins, &rows));
    figure.small = true;
    Some(figure)
}

/// The figures of one variant, as written.
struct Row {
    values: Vec<f64>,
    /// Runs in which something did not happen.
    never: usize,
    runs: usize,
}

impl Row {
    fn of(study: &Study<'_>, variant: usize, measured: &Measured<'_>, shown: &Shown) -> Self {
        let times = study.times(variant, measured.number);
        let length_s = study.input.length_s as f64;
        let happened = |t: &f64| measured.measure.kind != Kind::Censored || (0.0..=length_s).contains(t);
        let values: Vec<f64> = times.iter().flatten().filter(|t| t.is_finite() && happened(t)).copied().collect();
        let never = if measured.measure.kind == Kind::Censored { times.len() - values.len() } else { 0 };
        Self { runs: values.len() + never, values: values.iter().map(|v| v * shown.factor).collect(), never }
    }
}

fn fill(
    page: &mut Markup,
    study: &Study<'_>,
    say: Quantities<'_>,
    measured: &Measured<'_>,
    shown: &Shown,
    bins: &Histogram,
    rows: &[Row],
) {
    let bottom = TOP + ROW * rows.len() as f64;
    let censored = measured.measure.kind == Kind::Censored;
    // Times over the whole exercise; other figures over what there is.
    let (low, high) = match censored {
        true => (0.0, bins.to().max(study.input.length_s as f64)),
        false => (bins.from / shown.factor, bins.to() / shown.factor),
    };
    let axis = Axis::between(*shown, LEFT, RIGHT, low, high);
    axis.draw(page, say.words, TOP, bottom, false);
    if censored {
        let text = say.words.get("campaign-never");
        label(page, (NEVER + 0.5 * NEVER_WIDTH, bottom + 15.0), "middle", 12.0, &text);
    }
    // One scale for all rows, so that they can be compared.
    let share = |count: usize, row: &Row| count as f64 / row.runs.max(1) as f64;
    let counts: Vec<Vec<usize>> = rows.iter().map(|row| bins.counts_of(&row.values)).collect();
    let bars = rows.iter().zip(&counts).flat_map(|(row, counts)| counts.iter().map(|c| share(*c, row)));
    let tallest = bars.fold(1e-9, f64::max);
    for (number, (row, counts)) in rows.iter().zip(&counts).enumerate() {
        let base = TOP + ROW * (number as f64 + 1.0) - 4.0;
        let (colour, _) = style::of_number(number);
        name(page, base - 18.0, &say.variant(study.input, number));
        for (bin, count) in counts.iter().enumerate() {
            let from = axis.x((bins.from + bin as f64 * bins.width) / shown.factor);
            let to = axis.x((bins.from + (bin + 1) as f64 * bins.width) / shown.factor);
            let height = share(*count, row) / tallest * (ROW - 24.0);
            rect(page, (from + 0.5, base - height), (to - from - 1.0, height), colour, 0.75);
        }
        line(page, (LEFT, base), (RIGHT, base), style::FAINT, 1.0);
        quartiles(page, &axis, shown, base, &sorted(&row.values));
        if censored {
            never(page, say, base, share(row.never, row), colour);
        }
    }
}

/// The middle half as a bar over the bins and the median as a line through them.
fn quartiles(page: &mut Markup, axis: &Axis, shown: &Shown, base: f64, sorted: &[f64]) {
    let at = |p: f64| of_sorted(sorted, p).map(|value| axis.x(value / shown.factor));
    let (Some(low), Some(middle), Some(high)) = (at(0.25), at(0.5), at(0.75)) else { return };
    let y = base - ROW + 14.0;
    line(page, (low, y), (high, y), style::INK, 5.0);
    line(page, (middle, y - 6.0), (middle, base), style::INK, 1.6);
}

/// The runs without, as a bar of its own on a scale of all runs.
fn never(page: &mut Markup, say: Quantities<'_>, base: f64, share: f64, colour: &str) {
    let full = ROW - 24.0;
    rect(page, (NEVER, base - full), (NEVER_WIDTH, full), style::GRID, 0.35);
    rect(page, (NEVER, base - share * full), (NEVER_WIDTH, share * full), colour, 0.75);
    let text = say.words.figure("figure-percent", 100.0 * share, 1);
    label(page, (NEVER + NEVER_WIDTH + 8.0, base - 4.0), "start", 12.0, &text);
}
