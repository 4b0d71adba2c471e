//! The best search of a normal distribution in closed form.
//!
//! # References
//! Koopman 1957, Operations Research 5, p. 613; Stone 1975, "Theory of optimal search"; reference/sar-science.md, section 3.6.

use crate::math;
use std::f64::consts::PI;

/// The best search of a normal distribution with the law of random search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalSearch {
    /// `H`: square root of effort over `pi sigma1 sigma2`.
    pub h: f64,
    /// The ellipse that is searched, in standard deviations: `sqrt(2 H)`.
    pub radius_sigma: f64,
    /// Coverage at the middle, `H`; it falls with the square of the distance to 0 at the edge.
    pub coverage_at_centre: f64,
    /// Probability of success, `1 - (1 + H) exp(-H)`.
    pub pos: f64,
}

/// The best distribution of an effort (area swept) over a normal distribution.
///
/// Inside the ellipse of `radius_sigma` the coverage is `(R^2 - r^2) / 2` with r in standard deviations.
///
/// # Units
/// - `effort_m2`: square metres; `sigma_major_m`, `sigma_minor_m`: metres (any unit and its square)
/// # References
/// Koopman 1957; Stone 1975, example 2.2.7. For an ellipse `sigma^2` becomes `sigma1 sigma2`.
pub fn normal(effort_m2: f64, sigma_major_m: f64, sigma_minor_m: f64) -> NormalSearch {
    let h = (effort_m2.max(0.0) / (PI * sigma_major_m * sigma_minor_m)).sqrt();
    let pos = -math::exp_m1(-h) - h * math::exp(-h);
    NormalSearch { h, radius_sigma: (2.0 * h).sqrt(), coverage_at_centre: h, pos }
}

/// Mean time to find with effort at a steady rate, always distributed in the best way: `6 pi sigma1 sigma2 / (W V)`.
///
/// # Units
/// - metres and metres per second give seconds (NM and knots give hours)
/// # References
/// Stone 1975; reference/sar-science.md, section 3.6.
pub fn mean_time(sweep_width: f64, speed: f64, sigma_major: f64, sigma_minor: f64) -> f64 {
    6.0 * PI * sigma_major * sigma_minor / (sweep_width * speed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::{Problem, allocate};
    use crate::math::erf;

    /// Koopman and Stone: H = 1 gives 1 - 2/e; and a fine grid filled by Charnes and Cooper comes to the closed form.
    #[test]
    fn val_a_fine_grid_gives_the_closed_form() {
        assert!((normal(PI * 6.0, 2.0, 3.0).pos - (1.0 - 2.0 * math::exp(-1.0))).abs() < 1e-15);
        let (cells, half) = (160_u32, 4.0);
        let (sigma, dx) = ([3.0, 1.5], 2.0 * half / f64::from(cells));
        let strip = |k: u32| {
            let at = |n: u32| erf((-half + f64::from(n) * dx) / std::f64::consts::SQRT_2);
            0.5 * (at(k + 1) - at(k))
        };
        let mass: Vec<f64> = (0..cells).flat_map(|row| (0..cells).map(move |c| strip(row) * strip(c))).collect();
        let cell_area = dx * dx * sigma[0] * sigma[1];
        for effort in [3.0, 20.0, 60.0] {
            let rate = vec![1.0 / cell_area; mass.len()];
            let grid = allocate(&Problem { probability: &mass, rate_per_h: &rate, effort_h: &[effort] })
                .expect("good numbers");
            let closed = normal(effort, sigma[0], sigma[1]);
            assert!((grid.pos / closed.pos - 1.0).abs() < 1e-3, "{effort}: {} {closed:?}", grid.pos);
            assert!(closed.radius_sigma < half);
            let middle = grid.coverage[(cells / 2 * cells + cells / 2) as usize];
            assert!((middle / closed.coverage_at_centre - 1.0).abs() < 2e-3, "{middle}");
        }
    }

    /// The integral of 1 - POS over time is the mean time to find.
    #[test]
    fn val_mean_time_is_the_area_over_the_curve() {
        let (width, speed, sigma) = (0.5, 20.0, 4.0);
        let step = 0.01;
        let curve =
            (0..200_000_u32).map(|k| 1.0 - normal((f64::from(k) + 0.5) * step * width * speed, sigma, sigma).pos);
        let mean: f64 = curve.sum::<f64>() * step;
        assert!((mean / mean_time(width, speed, sigma, sigma) - 1.0).abs() < 1e-4, "{mean}");
    }
}
