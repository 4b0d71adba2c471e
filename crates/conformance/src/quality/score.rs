//! The score of a pattern: means with their intervals, paired differences from the textbook, and what went wrong.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::flight::Marks;
use super::trial::{Textbook, Trial, Tried};

/// 97.5 % point of the normal distribution: a 95 % interval is the mean and this many standard errors to both sides.
const NORMAL_975: f64 = 1.959_964;
/// Differences of POS below this are none.
const EQUAL: f64 = 1e-9;
/// Least share of the track outside the area that is told.
const OUTSIDE_TOLD: f64 = 0.02;

/// A mean with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Half the width of the 95 % interval; 0 for fewer than two values.
    pub half_95: f64,
}

impl Mean {
    /// Of these values, by the normal law for means.
    pub fn of(values: &[f64]) -> Self {
        let count = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let variance = if values.len() > 1 { squares / (count - 1.0) } else { 0.0 };
        Self { mean, half_95: NORMAL_975 * (variance / count).sqrt() }
    }
}

/// A pattern against one of the textbook on the same cases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The textbook pattern.
    pub pattern: String,
    /// Its POS.
    pub pos: Mean,
    /// POS of the plugin less that of the textbook, case by case.
    pub difference: Mean,
    /// Cases in which the plugin finds more.
    pub better: u32,
}

/// Why there was no plan, and how often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What the planner said in one of the cases; cases whose texts differ in numbers only count together.
    pub text: String,
    /// Number of cases.
    pub cases: u32,
}

/// What a pattern is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The pattern.
    pub pattern: String,
    /// Cases tried.
    pub cases: u32,
    /// Cases with a plan.
    pub planned: u32,
    /// Cases among them planned only after one or more units had been taken away.
    pub with_fewer_units: u32,
    /// Probability of success; a case without a plan counts 0, as nothing is found without one.
    pub pos: Mean,
    /// Probability of detection of what lies in the searched area.
    pub pod: Mean,
    /// Sweep width times length searched over area.
    pub coverage: Mean,
    /// Time to half of the POS, minutes.
    pub half_min: Mean,
    /// Share of the searching track outside the area.
    pub outside: Mean,
    /// Plans with legs that end inside a unit's turning circle.
    pub tight_plans: u32,
    /// Plans with legs faster than the unit goes or searches.
    pub too_fast_plans: u32,
    /// Plans that do not come home on the endurance.
    pub over_endurance_plans: u32,
    /// By how much those are too long, minutes.
    pub over_endurance_min: Mean,
    /// Plans in which a unit had to break off, its turns counted.
    pub broke_off_plans: u32,
    /// Against each pattern of the textbook.
    pub textbook: Vec<Comparison>,
    /// Why cases have no plan.
    pub no_plan: Vec<Reason>,
    /// Why cases were planned with fewer units.
    pub fewer_units: Vec<Reason>,
}

impl Score {
    /// The score of a trial against the textbook tried on the same cases.
    pub fn of(trial: &Trial, textbook: &Textbook) -> Self {
        let marks: Vec<&Marks> = trial.tried.iter().filter_map(|tried| tried.marks.as_ref()).collect();
        let mean =
            |of: &dyn Fn(&Marks) -> Option<f64>| Mean::of(&marks.iter().filter_map(|m| of(m)).collect::<Vec<_>>());
        let count = |of: &dyn Fn(&Marks) -> bool| marks.iter().filter(|m| of(m)).count() as u32;
        let refused = |planned: bool| {
            reasons(trial.tried.iter().filter(|t| t.marks.is_some() == planned).filter_map(|t| t.refusals.last()))
        };
        let all: Vec<f64> = trial.tried.iter().map(pos).collect();
        Self {
            pattern: trial.pattern.clone(),
            cases: trial.tried.len() as u32,
            planned: marks.len() as u32,
            with_fewer_units: trial.tried.iter().filter(|t| t.marks.is_some() && !t.refusals.is_empty()).count() as u32,
            pos: Mean::of(&all),
            pod: mean(&|m| m.pod),
            coverage: mean(&|m| m.coverage),
            half_min: mean(&|m| m.half_s.map(|s| s / 60.0)),
            outside: mean(&|m| m.outside),
            tight_plans: count(&|m| m.tight_turns > 0),
            too_fast_plans: count(&|m| m.too_fast > 0),
            over_endurance_plans: count(&|m| m.over_endurance_s > 1.0),
            over_endurance_min: mean(&|m| (m.over_endurance_s > 1.0).then_some(m.over_endurance_s / 60.0)),
            broke_off_plans: count(&|m| m.broke_off > 0),
            textbook: textbook.trials.iter().map(|other| compare(trial, other)).collect(),
            no_plan: refused(false),
            fewer_units: refused(true),
        }
    }

    /// The textbook pattern with the greatest POS on these cases.
    pub fn best_textbook(&self) -> Option<&Comparison> {
        self.textbook.iter().max_by(|a, b| a.pos.mean.total_cmp(&b.pos.mean))
    }

    /// The score in one line.
    pub fn line(&self) -> String {
        if self.planned == 0 {
            let reason = self.no_plan.first().map_or("it was not asked", |reason| reason.text.as_str());
            return format!("no plan in any of {} cases: {reason}", self.cases);
        }
        let own = format!("POS {:.2} +- {:.2}", self.pos.mean, self.pos.half_95);
        let Some(best) = self.best_textbook() else { return own };
        if best.difference == Mean::default() {
            return format!("{own}, case by case as the best textbook here ({})", best.pattern.replace('-', " "));
        }
        format!(
            "{own}; best textbook here: {} {:.2}; better in {} of {} cases",
            best.pattern.replace('-', " "),
            best.pos.mean,
            best.better,
            self.cases
        )
    }

    /// What is wrong with its plans, one line each.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let listed = |reasons: &[Reason]| {
            reasons.iter().map(|reason| format!("{} x {}", reason.cases, reason.text)).collect::<Vec<_>>().join("; ")
        };
        if self.planned < self.cases && self.planned > 0 {
            let missing = self.cases - self.planned;
            remarks.push(format!("no plan in {missing} cases, which count as POS 0: {}", listed(&self.no_plan)));
        }
        if self.with_fewer_units > 0 {
            let text = listed(&self.fewer_units);
            remarks.push(format!("planned only with fewer units in {} cases: {text}", self.with_fewer_units));
        }
        if self.over_endurance_plans > 0 {
            remarks.push(format!(
                "{} cannot come home on the endurance, by {:.0} min on the average",
                plans(self.over_endurance_plans),
                self.over_endurance_min.mean
            ));
        }
        let for_turns = self.broke_off_plans.saturating_sub(self.over_endurance_plans);
        if for_turns > 0 {
            remarks.push(format!("{} where a unit breaks off, because turns take time too", plans(for_turns)));
        }
        if self.tight_plans > 0 {
            remarks.push(format!("{} with legs that end inside the unit's turning circle", plans(self.tight_plans)));
        }
        if self.too_fast_plans > 0 {
            remarks.push(format!("{} with legs faster than the unit goes or searches", plans(self.too_fast_plans)));
        }
        if self.outside.mean > OUTSIDE_TOLD {
            remarks.push(format!("{:.0} % of the searching track lies outside the area", 100.0 * self.outside.mean));
        }
        remarks
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pattern, self.line())?;
        if self.planned == 0 {
            return Ok(());
        }
        write!(f, "\n  ")?;
        // A plan need not name areas; then there is nothing to relate its track to.
        if self.coverage.mean > 0.0 {
            write!(f, "POD {:.2} in the area searched, coverage {:.2}, ", self.pod.mean, self.coverage.mean)?;
        }
        write!(f, "half of the POS after {:.0} min", self.half_min.mean)?;
        for other in &self.textbook {
            write!(
                f,
                "\n  {:<17} {:.2} +- {:.2}; difference {:+.3} +- {:.3}, better in {} cases",
                other.pattern,
                other.pos.mean,
                other.pos.half_95,
                other.difference.mean,
                other.difference.half_95,
                other.better
            )?;
        }
        self.remarks().iter().try_for_each(|remark| write!(f, "\n  {remark}"))
    }
}

fn plans(count: u32) -> String {
    format!("{count} plan{}", if count == 1 { "" } else { "s" })
}

fn pos(tried: &Tried) -> f64 {
    tried.marks.as_ref().map_or(0.0, |marks| marks.pos)
}

fn compare(trial: &Trial, textbook: &Trial) -> Comparison {
    let differences: Vec<f64> =
        trial.tried.iter().zip(&textbook.tried).map(|(own, other)| pos(own) - pos(other)).collect();
    Comparison {
        pattern: textbook.pattern.clone(),
        pos: Mean::of(&textbook.tried.iter().map(pos).collect::<Vec<_>>()),
        difference: Mean::of(&differences),
        better: differences.iter().filter(|difference| **difference > EQUAL).count() as u32,
    }
}

/// Texts that differ in numbers only are one reason; the most frequent first.
fn reasons<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<Reason> {
    let mut found: BTreeMap<String, Reason> = BTreeMap::new();
    for text in texts {
        let key: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        found.entry(key).or_insert_with(|| Reason { text: text.clone(), cases: 0 }).cases += 1;
    }
    let mut reasons: Vec<Reason> = found.into_values().collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.cases));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_two_standard_errors_to_both_sides() {
        let mean = Mean::of(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(mean.mean, 2.5);
        // Variance 5/3, standard error sqrt(5/12).
        assert!((mean.half_95 - 1.959_964 * (5.0_f64 / 12.0).sqrt()).abs() < 1e-12);
        assert_eq!(Mean::of(&[3.0]).half_95, 0.0);
        assert_eq!(Mean::of(&[]).mean, 0.0);
    }

    #[test]
    fn texts_with_other_numbers_are_one_reason() {
        let texts = ["unit 1: 40 m", "no map", "unit 2: 50 m"].map(str::to_owned);
        let found = reasons(texts.iter());
        assert_eq!((found[0].cases, found[0].text.as_str(), found.len()), (2, "unit 1: 40 m", 2));
    }
}
