//! Figures, differences and intervals of the measures as people read them.

use sarex_model::statistics::{Estimate, Interval};

use super::input::{CampaignInput, Factor, Measure, Unit};
use super::study::Source;
use crate::words::Words;

/// The words of one language for the figures of a campaign.
#[derive(Clone, Copy)]
pub(crate) struct Quantities<'a> {
    pub words: &'a Words,
}

/// A true minus sign.
const MINUS: char = '\u{2212}';

impl Quantities<'_> {
    /// What is measured.
    pub fn name(&self, measure: &Measure) -> String {
        match &measure.label {
            Some(label) => self.words.text(label).to_owned(),
            None => self.words.or_plain("campaign-measure", &measure.id),
        }
    }

    /// What a variant is called.
    pub fn variant(&self, input: &CampaignInput, variant: usize) -> String {
        input.variants.get(variant).map_or_else(String::new, |v| self.words.text(&v.label).to_owned())
    }

    /// What a factor is called.
    pub fn factor(&self, factor: &Factor) -> String {
        self.words.text(&factor.label).to_owned()
    }

    /// What was varied or drawn.
    pub fn source(&self, input: &CampaignInput, source: Source) -> String {
        match source {
            Source::Factor(n) => input.factors.get(n).map(|f| self.factor(f)).unwrap_or_default(),
            Source::Draw(n) => input.draws.get(n).map(|d| d.key.clone()).unwrap_or_default(),
            Source::Variant => self.words.get("campaign-variant"),
        }
    }

    /// A figure with its unit.
    pub fn value(&self, unit: Unit, value: f64) -> String {
        let text = self.plain(unit, value.abs());
        if value < 0.0 && !self.shows_nothing(unit, value) { format!("{MINUS}{text}") } else { text }
    }

    /// A difference with its sign and unit; of shares, in percentage points.
    pub fn difference(&self, unit: Unit, value: f64) -> String {
        let text = self.size(unit, value);
        match value {
            v if self.shows_nothing(unit, v) => text,
            v if v < 0.0 => format!("{MINUS}{text}"),
            _ => format!("+{text}"),
        }
    }

    /// A difference beside an axis that tells the unit of shares.
    pub fn brief_difference(&self, unit: Unit, value: f64) -> String {
        let sign = if value > 0.0 && !self.shows_nothing(unit, value) { "+" } else { "" };
        match unit {
            Unit::Share => format!("{sign}{}", self.bare(100.0 * value, 1)),
            _ => self.difference(unit, value),
        }
    }

    /// A difference without its sign.
    pub fn size(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Share => self.words.figure("campaign-points", 100.0 * value.abs(), 1),
            _ => self.plain(unit, value.abs()),
        }
    }

    /// From the lower to the upper end of an interval of figures.
    pub fn between(&self, unit: Unit, interval: &Interval) -> String {
        self.range(self.value(unit, interval.low), self.value(unit, interval.high))
    }

    /// From the lower to the upper end of an interval of differences; the unit of shares stands with the
    /// difference itself.
    pub fn ends(&self, unit: Unit, interval: &Interval) -> String {
        let [low, high] = [interval.low, interval.high].map(|end| match unit {
            Unit::Share => self.bare(100.0 * end, 1),
            _ => self.value(unit, end),
        });
        self.range(low, high)
    }

    /// The interval of an estimate, or that there is none.
    pub fn interval(&self, unit: Unit, estimate: &Estimate) -> String {
        estimate.interval.map_or_else(|| self.words.get("campaign-no-interval"), |i| self.between(unit, &i))
    }

    /// A confidence in percent, with no more decimals than it needs.
    pub fn confidence(&self, share: f64) -> String {
        let percent = 100.0 * share;
        let decimals = usize::from((percent - percent.round()).abs() > 0.05);
        self.words.figure("figure-percent", percent, decimals)
    }

    fn range(&self, from: String, to: String) -> String {
        self.words.with("campaign-range", &[("from", from), ("to", to)])
    }

    fn shows_nothing(&self, unit: Unit, value: f64) -> bool {
        self.plain(unit, value.abs()) == self.plain(unit, 0.0)
    }

    fn bare(&self, value: f64, decimals: usize) -> String {
        let text = self.words.number(value.abs(), decimals);
        let zero = text == self.words.number(0.0, decimals);
        if value < 0.0 && !zero { format!("{MINUS}{text}") } else { text }
    }

    /// A figure of 0 or more with its unit.
    fn plain(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Share => self.words.figure("figure-percent", 100.0 * value, 1),
            Unit::Seconds if value.is_finite() => self.words.duration(value.round() as u64),
            Unit::Seconds => self.words.get("none"),
            Unit::Metres => self.words.distance(value),
            Unit::Hours => self.words.figure("figure-hours", value, 1),
            Unit::Count | Unit::Number => self.words.number(value, 2),
        }
    }
}

/// A whole number with its digits in threes.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
