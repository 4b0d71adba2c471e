//! What many runs of one plan say, and how sure that is.
//!
//! Two plans are compared on pairs of runs: the same seed gives both the same drift and the same dice, so that the
//! difference of a pair shows the plans and not the weather. Every function takes values and gives values; one that cannot
//! answer (no runs, no spread, a share of no count) gives `None` or leaves the interval out, and no result holds NaN.
//!
//! An interval at the confidence of 95 % is made by a rule that covers the true figure in 95 of 100 campaigns. Intervals of
//! a curve hold point by point; where several plans are compared at once, [`Confidence::shared_by`] widens them.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

pub mod distribution;
pub mod histogram;
pub mod mean;
pub mod proportion;
pub mod quantile;
pub mod ranking;
pub mod sensitivity;
pub mod success;

/// The share of campaigns in which an interval covers the true figure, more than 0 and less than 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// 95 %.
    pub const USUAL: Confidence = Confidence(0.95);

    /// This confidence; `None` unless it lies between 0 and 1.
    pub fn new(share: f64) -> Option<Self> {
        (share > 0.0 && share < 1.0).then_some(Self(share))
    }

    /// The confidence, a share of 1.
    pub fn share(self) -> f64 {
        self.0
    }

    /// The chance that the true figure lies on one given side of the interval.
    pub fn tail(self) -> f64 {
        0.5 * (1.0 - self.0)
    }

    /// The confidence of each of so many intervals, that all of them hold together at this one.
    ///
    /// # References
    /// Bonferroni's inequality; Dunn 1961, "Multiple comparisons among means".
    pub fn shared_by(self, intervals: usize) -> Self {
        Self(1.0 - (1.0 - self.0) / intervals.max(1) as f64)
    }
}

/// From `low` to `high`, both finite, in the unit of what was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a figure lies in it.
    pub fn holds(&self, figure: f64) -> bool {
        (self.low..=self.high).contains(&figure)
    }

    /// The interval of the figure with the other sign.
    pub fn negated(&self) -> Self {
        Self { low: -self.high, high: -self.low }
    }
}

/// A figure with its interval, in the unit of what was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Where the true figure lies at the confidence asked for; `None` when so few runs cannot say.
    pub interval: Option<Interval>,
    /// Runs, or pairs of runs, that it rests on.
    pub runs: usize,
}

impl Estimate {
    /// What the interval shows: above 0, below 0, or nothing.
    pub fn sign(&self) -> Sign {
        match self.interval {
            Some(i) if i.low > 0.0 => Sign::Above,
            Some(i) if i.high < 0.0 => Sign::Below,
            _ => Sign::NotShown,
        }
    }
}

/// On which side of 0 an interval lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Wholly above 0.
    Above,
    /// Wholly below 0.
    Below,
    /// It holds 0, or there is none: no difference is shown, which is not the same as none being there.
    NotShown,
}

#[cfg(test)]
mod coverage;
