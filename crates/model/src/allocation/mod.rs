//! Optimal search effort: how much of it belongs where.
//!
//! An object is in area i with probability `p_i`. Effort `t_ij` of unit j there adds coverage `w_ij t_ij`, and by the law of
//! random search it is missed with chance `exp(-y_i)`, `y_i = sum_j w_ij t_ij`. The best effort makes the probability of
//! success `POS = sum_i p_i (1 - exp(-y_i))` largest while no unit spends more than its `T_j`.
//!
//! One unit has a closed form ([`charnes_cooper`]), several need a search ([`washburn`]); [`moving`] is for an object that
//! moves between periods, [`rectangles`] for units that must search real rectangles. All come with their proof: the
//! conditions of Karush, Kuhn and Tucker as a residual, and a bound on POS from weak duality which no plan can exceed.
//!
//! # References
//! Charnes and Cooper 1958, Management Science 5, p. 44; Washburn 1995, JOTA 85, p. 705; reference/sar-science.md, section 3.6.

pub mod charnes_cooper;
mod forest;
pub mod koopman;
pub mod moving;
pub mod outcome;
pub mod rectangles;
pub mod washburn;

pub use outcome::Allocation;

use thiserror::Error;

/// Areas times units that are taken: a grid of 100 x 100 cells and 20 units.
pub const MOST_PAIRS: usize = 200_000;
/// Largest probability, rate or effort that is taken; the smallest above 0 is its inverse. The steps stay far from overflow.
pub const LARGEST: f64 = 1e60;

/// An allocation to be found.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// Probability of each area; need not add up to one, the rest is where nobody searches.
    pub probability: &'a [f64],
    /// Coverage an hour, `[area][unit]`: sweep width times speed over the area's size; 0 where a unit cannot search.
    pub rate_per_h: &'a [f64],
    /// Hours of each unit.
    pub effort_h: &'a [f64],
}

/// What is wrong with a [`Problem`].
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ProblemError {
    /// No area or no unit.
    #[error("there must be at least one area and one unit")]
    Empty,
    /// The matrix of rates has another size.
    #[error("{found} rates for {areas} areas and {units} units; there must be one a pair")]
    Shape {
        /// Rates given.
        found: usize,
        /// Areas.
        areas: usize,
        /// Units.
        units: usize,
    },
    /// Too much to be calculated.
    #[error("{0} pairs of area and unit; at most {MOST_PAIRS} are taken")]
    TooMany(usize),
    /// A number that is none, negative, or out of all measure.
    #[error("{what} {index} is {value}; it must be 0, or from 1e-60 to 1e60")]
    Value {
        /// Which list.
        what: &'static str,
        /// Place in it, from 0.
        index: usize,
        /// The number.
        value: f64,
    },
}

impl Problem<'_> {
    /// Number of areas.
    pub fn areas(&self) -> usize {
        self.probability.len()
    }

    /// Number of units.
    pub fn units(&self) -> usize {
        self.effort_h.len()
    }

    /// Rate of a unit in an area.
    #[inline]
    pub fn rate(&self, area: usize, unit: usize) -> f64 {
        self.rate_per_h[area * self.effort_h.len() + unit]
    }

    /// Every fault of the numbers.
    ///
    /// # Errors
    /// All [`ProblemError`]s, in the order of the fields.
    pub fn check(&self) -> Result<(), Vec<ProblemError>> {
        let (areas, units) = (self.areas(), self.units());
        if areas == 0 || units == 0 {
            return Err(vec![ProblemError::Empty]);
        }
        let pairs = areas.saturating_mul(units);
        if pairs > MOST_PAIRS {
            return Err(vec![ProblemError::TooMany(pairs)]);
        }
        let mut errors = Vec::new();
        if self.rate_per_h.len() != pairs {
            errors.push(ProblemError::Shape { found: self.rate_per_h.len(), areas, units });
        }
        for (what, values) in [("probability", self.probability), ("rate", self.rate_per_h), ("effort", self.effort_h)]
        {
            let wrong = |value: f64| value != 0.0 && !(1.0 / LARGEST..=LARGEST).contains(&value);
            let found = values.iter().enumerate().filter(|(_, value)| wrong(**value));
            errors.extend(found.map(|(index, value)| ProblemError::Value { what, index, value: *value }));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// The best allocation: [`charnes_cooper`] for one unit, [`washburn`] for several.
///
/// # Errors
/// As [`Problem::check`].
pub fn allocate(problem: &Problem<'_>) -> Result<Allocation, Vec<ProblemError>> {
    problem.check()?;
    Ok(if problem.units() == 1 { charnes_cooper::solve(problem) } else { washburn::solve(problem) })
}
