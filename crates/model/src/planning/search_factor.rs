//! The optimal search factor: printed steps, or computed.
//!
//! The curves of IAMSAR Vol. II over the cumulative relative effort are not at hand as numbers. What can be computed is what they
//! are drawn from: of all search radii R = fs E, the one with the greatest probability of success, for a circular normal
//! distribution about the datum and a POD law; after earlier searches, for what they left over.

use super::{DatumType, SIGMA_PER_PROBABLE_ERROR};
use crate::csv;
use crate::math;
use crate::pod::PodLaw;
use std::sync::OnceLock;

/// Radii that are looked at, in probable errors.
const LEAST: f64 = 0.02;
const MOST: f64 = 6.0;
const STEPS: u32 = 600;
/// Rounds of the golden section; each shortens the interval to 62 %.
const ROUNDS: u32 = 60;

/// Step of the search factor by number of the search, 1 to 5: 1.1, 1.6, 2.0, 2.3, 2.5. Later searches keep the last.
///
/// `None` for number 0.
///
/// # References
/// AMSA NATSAR 2023, table 3-2: a stepped stand-in for the curve of IAMSAR.
pub fn amsa_search_factor(search_number: u32) -> Option<f64> {
    static STEPS: OnceLock<Vec<f64>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/safety_factor_amsa.csv");
    let steps =
        STEPS.get_or_init(|| csv::read(TABLE, |row| row.number("fs")).expect("the shipped table is held by a test"));
    let index = usize::try_from(search_number).ok()?.checked_sub(1)?;
    steps.get(index).or(steps.last()).copied()
}

/// The datum in units of its probable error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Kind of datum.
    pub datum: DatumType,
    /// DD / E for a divergence datum; not used otherwise.
    pub separation: f64,
}

/// An earlier search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastSearch {
    /// Its relative effort Zr.
    pub relative_effort: f64,
    /// Its search factor fs.
    pub search_factor: f64,
}

/// What a search radius gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Search factor fs = R / E.
    pub search_factor: f64,
    /// Coverage.
    pub coverage: f64,
    /// Chance that the object is in the area, given that the earlier searches failed.
    pub poc: f64,
    /// Chance to detect it there.
    pub pod: f64,
    /// Product of the two.
    pub pos: f64,
    /// Chance that this or an earlier search succeeds.
    pub cumulative_pos: f64,
}

impl Shape {
    /// Share of the distribution within the area of search factor `fs`, before any search.
    ///
    /// Point and two datums: `erf(fs / (sigma sqrt 2))^2`. Divergence: half at each datum, so the side between them reaches over
    /// to the far edge. Line: all of it lies along the length L.
    ///
    /// # References
    /// reference/sar-science.md, section 3.2, "fs without the curve".
    pub fn containment(&self, fs: f64) -> f64 {
        let across = math::erf(scaled(fs));
        match self.datum {
            DatumType::Point | DatumType::TwoPoints => across * across,
            DatumType::Divergence => across * 0.5 * (math::erf(scaled(fs + self.separation)) + across),
            DatumType::Line => across,
        }
    }

    /// Coverage of the area of search factor `fs` by a relative effort.
    pub fn coverage(&self, relative_effort: f64, fs: f64) -> f64 {
        match self.datum {
            DatumType::Point => relative_effort / (4.0 * fs * fs),
            DatumType::Divergence => relative_effort / (4.0 * fs * fs + 2.0 * fs * self.separation),
            DatumType::TwoPoints => relative_effort / (8.0 * fs * fs),
            DatumType::Line => relative_effort / (2.0 * fs),
        }
    }
}

fn scaled(fs: f64) -> f64 {
    fs / SIGMA_PER_PROBABLE_ERROR * std::f64::consts::FRAC_1_SQRT_2
}

/// What a search of a relative effort with this search factor gives after earlier ones. The areas lie one within the other
/// about the same datum.
///
/// # Units
/// - `relative_effort`: Z / fz; `fs`: R / E
pub fn outcome(shape: Shape, law: PodLaw, past: &[PastSearch], relative_effort: f64, fs: f64) -> Outcome {
    let rings = Rings::new(shape, law, past);
    rings.outcome(law, relative_effort, fs)
}

/// The search factor with the greatest POS, within 0.02 and 6.
pub fn optimal_search_factor(shape: Shape, law: PodLaw, past: &[PastSearch], relative_effort: f64) -> Outcome {
    let rings = Rings::new(shape, law, past);
    let pos = |fs: f64| rings.outcome(law, relative_effort, fs).pos;
    let grid = |step: u32| LEAST + (MOST - LEAST) * f64::from(step) / f64::from(STEPS);
    let mut best = 0;
    for step in 1..=STEPS {
        if pos(grid(step)) > pos(grid(best)) {
            best = step;
        }
    }
    let golden = 0.5 * (5.0f64.sqrt() - 1.0);
    let (mut low, mut high) = (grid(best.saturating_sub(1)), grid((best + 1).min(STEPS)));
    for _ in 0..ROUNDS {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if pos(a) >= pos(b) {
            high = b;
        } else {
            low = a;
        }
    }
    rings.outcome(law, relative_effort, 0.5 * (low + high))
}

/// The distribution after earlier searches: nested areas, each with the share of its chance that is left.
struct Rings {
    shape: Shape,
    /// Outer search factor and share left between this ring and the one inside; rising.
    rings: Vec<(f64, f64)>,
    left: f64,
}

impl Rings {
    fn new(shape: Shape, law: PodLaw, past: &[PastSearch]) -> Self {
        let mut edges: Vec<f64> = past.iter().map(|search| search.search_factor).collect();
        edges.sort_by(f64::total_cmp);
        edges.dedup();
        let share = |edge: f64| {
            let reaching = past.iter().filter(|search| search.search_factor >= edge);
            reaching
                .map(|search| 1.0 - law.pod(shape.coverage(search.relative_effort, search.search_factor)))
                .product::<f64>()
        };
        let rings = edges.iter().map(|edge| (*edge, share(*edge))).collect();
        let mut rings = Self { shape, rings, left: 1.0 };
        rings.left = rings.mass(f64::INFINITY);
        rings
    }

    /// What is left of the distribution within a search factor.
    fn mass(&self, fs: f64) -> f64 {
        let mut sum = 0.0;
        let mut inner = 0.0;
        for &(edge, share) in &self.rings {
            let outer = self.shape.containment(edge.min(fs));
            sum += share * (outer - inner).max(0.0);
            inner = inner.max(outer);
        }
        let whole = if fs.is_finite() { self.shape.containment(fs) } else { 1.0 };
        sum + (whole - inner).max(0.0)
    }

    fn outcome(&self, law: PodLaw, relative_effort: f64, fs: f64) -> Outcome {
        let coverage = self.shape.coverage(relative_effort, fs);
        let pod = law.pod(coverage);
        let inside = self.mass(fs);
        let poc = if self.left > 0.0 { (inside / self.left).min(1.0) } else { 0.0 };
        let cumulative_pos = 1.0 - self.left + inside * pod;
        Outcome { search_factor: fs, coverage, poc, pod, pos: poc * pod, cumulative_pos }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POINT: Shape = Shape { datum: DatumType::Point, separation: 0.0 };

    /// AMSA NATSAR 2023, table 3-2.
    #[test]
    fn val_steps_as_printed() {
        let steps: Vec<f64> = (1..=6).filter_map(amsa_search_factor).collect();
        assert_eq!(steps, [1.1, 1.6, 2.0, 2.3, 2.5, 2.5]);
        assert_eq!(amsa_search_factor(0), None);
    }

    /// A circle of radius E holds one half by definition; the square of half side R = E holds erf(sqrt(ln 2))^2 = 0.5791
    /// (tables of erf: 0.7595 at 0.83, 0.7651 at 0.84).
    #[test]
    fn val_containment_of_squares() {
        assert!((SIGMA_PER_PROBABLE_ERROR * 1.1774 - 1.0).abs() < 1e-4);
        let erf_of = |x: f64| math::erf(x) * math::erf(x);
        assert!((POINT.containment(1.0) - erf_of(math::ln(2.0).sqrt())).abs() < 1e-12);
        assert!((POINT.containment(1.0) - 0.5791).abs() < 2e-4, "{}", POINT.containment(1.0));
    }

    /// With the random law the best square for effort Z over a normal of deviation sigma: no other radius does better, and more
    /// effort asks for a larger area.
    #[test]
    fn prop_optimum_is_best_and_grows_with_effort() {
        for law in [PodLaw::InverseCube, PodLaw::Random] {
            let mut last = 0.0;
            for zr in [0.5, 2.0, 8.0, 32.0, 100.0] {
                let best = optimal_search_factor(POINT, law, &[], zr);
                for other in [0.3, 0.7, 1.1, 1.6, 2.0, 3.0] {
                    assert!(best.pos >= outcome(POINT, law, &[], zr, other).pos - 1e-12, "{law:?} {zr} {other}");
                }
                assert!(best.search_factor >= last, "{law:?} {zr}");
                last = best.search_factor;
            }
        }
    }

    #[test]
    fn prop_after_failure_the_next_area_is_larger() {
        let first = optimal_search_factor(POINT, PodLaw::Random, &[], 8.0);
        let past = [PastSearch { relative_effort: 8.0, search_factor: first.search_factor }];
        let second = optimal_search_factor(POINT, PodLaw::Random, &past, 8.0);
        assert!(second.search_factor > first.search_factor && second.pos < first.pos);
        assert!(second.cumulative_pos > first.cumulative_pos);
        // Two searches of the same area add up as their POD do.
        let again = outcome(POINT, PodLaw::Random, &past, 8.0, first.search_factor);
        let miss = 1.0 - first.pod;
        assert!((again.cumulative_pos - first.poc * (1.0 - miss * miss)).abs() < 1e-12);
    }

    #[test]
    fn divergence_without_separation_is_a_point() {
        let same = Shape { datum: DatumType::Divergence, separation: 0.0 };
        assert!((same.containment(1.3) - POINT.containment(1.3)).abs() < 1e-15);
        assert_eq!(same.coverage(10.0, 1.3), POINT.coverage(10.0, 1.3));
    }

    proptest! {
        #[test]
        fn prop_outcomes_are_probabilities(zr in 0.0..500.0f64, fs in 0.02..6.0f64, sep in 0.0..4.0f64, past_fs in 0.1..3.0f64) {
            let past = [PastSearch { relative_effort: 5.0, search_factor: past_fs }];
            for datum in [DatumType::Point, DatumType::Divergence, DatumType::TwoPoints, DatumType::Line] {
                for law in [PodLaw::DefiniteRange, PodLaw::InverseCube, PodLaw::Random, PodLaw::DanishFit] {
                    let got = outcome(Shape { datum, separation: sep }, law, &past, zr, fs);
                    for p in [got.poc, got.pod, got.pos, got.cumulative_pos] {
                        prop_assert!((0.0..=1.0 + 1e-12).contains(&p), "{got:?}");
                    }
                    let before = outcome(Shape { datum, separation: sep }, law, &past, 0.0, fs).cumulative_pos;
                    prop_assert!(got.cumulative_pos >= before - 1e-12);
                }
            }
        }
    }
}
