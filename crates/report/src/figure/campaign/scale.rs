//! Axes of figures with round marks in the unit that people read.

use sarex_model::{
    statistics::histogram::{Scale, round_up},
    units,
};

use super::{label, line, style};
use crate::{campaign::Unit, markup::Markup, words::Words};

/// Marks along an axis, about.
const MARKS: f64 = 6.0;
/// Marks along an axis, whatever happens.
const MOST_MARKS: f64 = 40.0;

/// How a unit is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    unit: Unit,
    /// A figure times this is what is written.
    pub factor: f64,
    pub scale: Scale,
}

impl Shown {
    pub fn of(unit: Unit, words: &Words) -> Self {
        let (factor, scale) = match unit {
            Unit::Share => (100.0, Scale::Decimal),
            Unit::Seconds => (1.0, Scale::Time),
            Unit::Metres if words.metric() => (0.001, Scale::Decimal),
            Unit::Metres => (units::to_nm(1.0), Scale::Decimal),
            Unit::Count => (1.0, Scale::Whole),
            Unit::Hours | Unit::Number => (1.0, Scale::Decimal),
        };
        Self { unit, factor, scale }
    }

    /// The unit beside the axis; times carry their own.
    pub fn caption(&self, words: &Words, difference: bool) -> String {
        let key = match self.unit {
            Unit::Share if difference => "campaign-unit-points",
            Unit::Share => "campaign-unit-percent",
            Unit::Metres if words.metric() => "campaign-unit-km",
            Unit::Metres => "campaign-unit-nm",
            Unit::Hours => "campaign-unit-hours",
            Unit::Seconds | Unit::Count | Unit::Number => return String::new(),
        };
        words.get(key)
    }

    /// A mark, `value` and `step` as written.
    fn text(&self, words: &Words, value: f64, step: f64) -> String {
        let size = value.abs();
        let text = match self.unit {
            // Nought needs no unit.
            Unit::Seconds if size < 0.5 * step => "0".to_owned(),
            Unit::Seconds => words.duration(size.round() as u64),
            _ => words.number(size, [1.0, 0.1, 0.01].iter().take_while(|s| step < **s * 0.999).count()),
        };
        if value < 0.0 && size > 0.5 * step { format!("\u{2212}{text}") } else { text }
    }
}

/// An axis across a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub left: f64,
    pub right: f64,
    /// Ends, as written.
    low: f64,
    high: f64,
    step: f64,
    shown: Shown,
}

impl Axis {
    /// An axis that holds `low` to `high` (figures) between round marks.
    pub fn around(shown: Shown, left: f64, right: f64, low: f64, high: f64) -> Self {
        let exact = Self::between(shown, left, right, low, high);
        let low = (exact.low / exact.step).floor() * exact.step;
        let high = ((exact.high / exact.step).ceil() * exact.step).max(low + exact.step);
        Self { low, high, ..exact }
    }

    /// An axis from `low` to `high` (figures), with round marks in between.
    pub fn between(shown: Shown, left: f64, right: f64, low: f64, high: f64) -> Self {
        let (low, high) = (low * shown.factor, high * shown.factor);
        let span = if high > low { high - low } else { low.abs().max(1.0) };
        Self { left, right, low, high: low + span, step: round_up(span / MARKS, shown.scale), shown }
    }

    pub fn x(&self, figure: f64) -> f64 {
        let share = (figure * self.shown.factor - self.low) / (self.high - self.low);
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Lines at the marks from `top` to `bottom`, and their labels below.
    pub fn draw(&self, page: &mut Markup, words: &Words, top: f64, bottom: f64, difference: bool) {
        let first = (self.low / self.step - 1e-9).ceil();
        let last = (self.high / self.step + 1e-9).floor().min(first + MOST_MARKS);
        for k in 0..=(last - first).max(0.0) as u32 {
            let value = (first + f64::from(k)) * self.step;
            let x = self.x(value / self.shown.factor);
            line(page, (x, top), (x, bottom), style::GRID, 1.0);
            label(page, (x, bottom + 15.0), "middle", 12.0, &self.shown.text(words, value, self.step));
        }
        line(page, (self.left, bottom), (self.right, bottom), style::FAINT, 1.0);
        label(page, (self.left - 14.0, bottom + 15.0), "end", 12.0, &self.shown.caption(words, difference));
    }
}
