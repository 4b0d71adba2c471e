//! Histograms with bins that people can read.

use super::quantile::{of_sorted, sorted};
use crate::math;

/// Bins are between so many.
const FEWEST: f64 = 5.0;
const MOST: f64 = 40.0;
/// Sizes that values of a lattice may take.
const MOST_STEPS: usize = 15;
/// Widths of bins of time, seconds: round minutes, hours and days.
const TIMES: [f64; 16] = [
    1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10_800.0, 21_600.0, 43_200.0,
    86_400.0,
];

/// What counts as a round number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 1, 2 or 5 times a power of ten.
    Decimal,
    /// Whole numbers: as decimal, and at least 1.
    Whole,
    /// Seconds that make round minutes and hours.
    Time,
}

/// Counts of values in bins of one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Lower edge of the first bin: a whole multiple of the width, or half a step below the least value of a lattice.
    pub from: f64,
    /// Width of each bin.
    pub width: f64,
    /// Values in each bin; a bin holds its lower edge.
    pub counts: Vec<usize>,
}

impl Histogram {
    /// Bins after Freedman and Diaconis, width 2 (q75 - q25) / cube root of n, brought to a round width that gives about 5 to
    /// 40 bins. Values that take few different sizes on a lattice (persons, shares of ten) have each a bin about it, for round
    /// edges would lie on the values themselves. `None` without finite values.
    ///
    /// # References
    /// Freedman and Diaconis 1981, "On the histogram as a density estimator".
    pub fn new(values: &[f64], scale: Scale) -> Option<Self> {
        let sorted = sorted(values);
        let (&low, &high) = (sorted.first()?, sorted.last()?);
        let span = high - low;
        if !span.is_finite() {
            return None;
        }
        if let Some(discrete) = Self::of_lattice(&sorted) {
            return Some(discrete);
        }
        let spread = of_sorted(&sorted, 0.75)? - of_sorted(&sorted, 0.25)?;
        let wanted = 2.0 * spread / math::pow(sorted.len() as f64, 1.0 / 3.0);
        // A single value has one bin of a width that fits its size.
        let least = if span > 0.0 { span / MOST } else { (low.abs() / 10.0).max(1.0) };
        let width = round_up(wanted.clamp(least, (span / FEWEST).max(least)), scale);
        let from = (low / width).floor() * width;
        let bins = ((high - from) / width).floor().clamp(0.0, 2.0 * MOST) as usize + 1;
        let mut histogram = Self { from, width, counts: vec![0; bins] };
        histogram.counts = histogram.counts_of(&sorted);
        Some(histogram)
    }

    /// A bin about each step, of values in rising order that lie on a lattice of few steps and often repeat.
    fn of_lattice(sorted: &[f64]) -> Option<Self> {
        let mut distinct = sorted.to_vec();
        distinct.dedup();
        if distinct.len() < 2 || distinct.len() > MOST_STEPS || sorted.len() < 3 * distinct.len() {
            return None;
        }
        let gaps = || distinct.windows(2).map(|pair| pair[1] - pair[0]);
        let width = gaps().fold(f64::INFINITY, f64::min);
        let whole = |gap: f64| (gap / width - (gap / width).round()).abs() < 1e-6;
        let (first, last) = (distinct.first()?, distinct.last()?);
        let steps = ((last - first) / width).round();
        if steps > MOST || !gaps().all(whole) {
            return None;
        }
        let mut histogram = Self { from: first - 0.5 * width, width, counts: vec![0; steps as usize + 1] };
        histogram.counts = histogram.counts_of(sorted);
        Some(histogram)
    }

    /// How many of other values fall into the same bins; what lies outside counts in the bin next to it.
    pub fn counts_of(&self, values: &[f64]) -> Vec<usize> {
        let mut counts = vec![0; self.counts.len()];
        for value in values.iter().filter(|v| v.is_finite()) {
            let bin = ((value - self.from) / self.width).floor().max(0.0) as usize;
            if let Some(count) = counts.get_mut(bin.min(self.counts.len().saturating_sub(1))) {
                *count += 1;
            }
        }
        counts
    }

    /// Upper edge of the last bin.
    pub fn to(&self) -> f64 {
        self.from + self.width * self.counts.len() as f64
    }
}

/// The next round number from `width` on.
pub fn round_up(width: f64, scale: Scale) -> f64 {
    match scale {
        Scale::Decimal => decimal(width),
        Scale::Whole => decimal(width.max(1.0)),
        Scale::Time => TIMES
            .into_iter()
            .find(|t| *t >= width * (1.0 - 1e-12))
            .unwrap_or_else(|| 86_400.0 * decimal(width / 86_400.0)),
    }
}

fn decimal(width: f64) -> f64 {
    if !(width.is_finite() && width > 0.0) {
        return 1.0;
    }
    let mut power = 1.0;
    while power * 10.0 <= width {
        power *= 10.0;
    }
    while power > width && power > f64::MIN_POSITIVE {
        power /= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|w| *w >= width * (1.0 - 1e-12)).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_counted_in_its_bin() {
        let values: Vec<f64> = (0..1000).map(|k| f64::from(k) * 10.0).collect();
        let histogram = Histogram::new(&values, Scale::Time).unwrap();
        // 2 x 4995 / 10 is 999 s: the next round width is half an hour.
        assert_eq!((histogram.from, histogram.width, histogram.counts.len()), (0.0, 1800.0, 6));
        assert_eq!(histogram.counts, [180, 180, 180, 180, 180, 100]);
        assert_eq!(histogram.to(), 10_800.0);
        let histogram = Histogram::new(&values, Scale::Decimal).unwrap();
        assert_eq!((histogram.width, histogram.counts.iter().sum::<usize>()), (1000.0, 1000));
    }

    #[test]
    fn counts_of_persons_stand_in_the_middle_of_their_bins() {
        let values: Vec<f64> = (0..100).map(|k| f64::from([0, 3, 3, 4, 10][k % 5])).collect();
        let histogram = Histogram::new(&values, Scale::Whole).unwrap();
        assert_eq!((histogram.from, histogram.width), (-0.5, 1.0));
        assert_eq!(histogram.counts, [20, 0, 0, 40, 20, 0, 0, 0, 0, 0, 20]);
        let tenths: Vec<f64> = (0..100).map(|k| f64::from(k % 7) / 10.0).collect();
        let histogram = Histogram::new(&tenths, Scale::Decimal).unwrap();
        assert!((histogram.width - 0.1).abs() < 1e-12 && histogram.counts == [15, 15, 14, 14, 14, 14, 14]);
    }

    #[test]
    fn odd_values_make_no_trouble() {
        assert_eq!(Histogram::new(&[], Scale::Time), None);
        assert_eq!(Histogram::new(&[f64::NAN], Scale::Time), None);
        assert_eq!(Histogram::new(&[f64::MAX, f64::MIN], Scale::Decimal), None);
        assert_eq!(Histogram::new(&[7.0; 9], Scale::Whole).unwrap().counts, [9]);
        // Nearly all values alike and one far out: not a bin a value wide.
        let mut values = vec![1.0; 500];
        values.push(1e6);
        let histogram = Histogram::new(&values, Scale::Decimal).unwrap();
        assert!(histogram.counts.len() <= 41 && histogram.counts.iter().sum::<usize>() == 501);
        let tiny = Histogram::new(&[1e-9, 2e-9, 3e-9], Scale::Decimal).unwrap();
        assert!((3..=41).contains(&tiny.counts.len()), "{tiny:?}");
    }

    #[test]
    fn widths_are_round() {
        for (width, round) in [(0.9, 1.0), (1.1, 2.0), (2.0, 2.0), (3.0, 5.0), (77.0, 100.0), (0.03, 0.05)] {
            assert!((round_up(width, Scale::Decimal) - round).abs() < 1e-12, "{width}");
        }
        assert_eq!(round_up(0.2, Scale::Whole), 1.0);
        assert_eq!(round_up(61.0, Scale::Time), 120.0);
        assert_eq!(round_up(100_000.0, Scale::Time), 172_800.0);
    }
}
