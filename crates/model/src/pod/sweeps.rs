//! POD of parallel sweeps whose tracks stray.

use crate::lateral_range::LateralRangeLaw;
use crate::math;
use std::f64::consts::PI;

/// Greatest deviation of a track, in track spacings, that is worked out.
pub const MOST_STRAY_OF_SPACING: f64 = 20.0;
/// Coverages that are worked out.
const COVERAGES: std::ops::RangeInclusive<f64> = 0.005..=20.0;

/// POD of an area searched by endless parallel tracks, each with its own normal error sideways.
///
/// The object lies anywhere between two tracks. It is missed when every track misses it:
/// `POD = 1 - 1/S integral from 0 to S of product over j of (1 - q(x - j S)) dx`, with q the lateral range function averaged over
/// the error of a track. Without error this is the definite range or inverse cube curve; as the error grows, it falls to
/// `1 - exp(-C)`, the random law.
///
/// `None` for a coverage outside 0.005 to 20 or an error above [`MOST_STRAY_OF_SPACING`] spacings.
///
/// # Units
/// - all three lengths in one unit; `sigma`: standard deviation of the error sideways
/// # References
/// Koopman 1980; the fall from definite range to 63 % at C = 1 with growing error: Reber 1956, Stone 1983
/// (reference/sar-science.md, section 3.4).
pub fn parallel_sweeps(law: LateralRangeLaw, sweep_width: f64, spacing: f64, sigma: f64) -> Option<f64> {
    let coverage = sweep_width / spacing;
    if !COVERAGES.contains(&coverage) || !(0.0..=MOST_STRAY_OF_SPACING).contains(&(sigma / spacing)) {
        return None;
    }
    if law == LateralRangeLaw::DefiniteRange && sigma == 0.0 {
        return Some(coverage.min(1.0));
    }
    let reach = 6.0 * sigma + reach(law) * sweep_width;
    let tracks = (reach / spacing).ceil() as i32 + 1;
    // Tracks farther out: each has the potential W^2 / (4 pi r^2), their sum is an integral.
    let far = if law == LateralRangeLaw::InverseCube {
        coverage * coverage / (2.0 * PI * (f64::from(tracks) + 0.5))
    } else {
        0.0
    };
    // Midpoints over half a spacing; the other half is its mirror.
    let points = ((20.0 / coverage).ceil() as u32).clamp(60, 1000);
    let missed: f64 = (0..points)
        .map(|k| {
            let x = 0.5 * spacing * (f64::from(k) + 0.5) / f64::from(points);
            let seen = |j: i32| law.probability_with_error(sweep_width, x - f64::from(j) * spacing, sigma);
            (-tracks..=tracks).map(|j| 1.0 - seen(j)).product::<f64>() * math::exp(-far)
        })
        .sum();
    Some((1.0 - missed / f64::from(points)).clamp(0.0, 1.0))
}

/// Range beyond which a law gives next to nothing (for the inverse cube: beyond which its tail is an integral), in sweep widths.
fn reach(law: LateralRangeLaw) -> f64 {
    match law {
        LateralRangeLaw::DefiniteRange => 0.5,
        LateralRangeLaw::InverseCube => 8.0,
        LateralRangeLaw::Exponential => 12.0,
        LateralRangeLaw::Gaussian => 3.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pod;

    /// Koopman: without error, inverse cube tracks give erf(sqrt(pi)/2 C); definite range gives min(C, 1).
    #[test]
    fn val_no_error_is_the_ideal_curve() {
        for c in [0.1, 0.5, 1.0, 1.5, 2.0] {
            let ideal = parallel_sweeps(LateralRangeLaw::InverseCube, c, 1.0, 0.0).expect("within");
            assert!((ideal - pod::inverse_cube(c)).abs() < 2e-3, "{c} {ideal}");
            assert_eq!(parallel_sweeps(LateralRangeLaw::DefiniteRange, c, 1.0, 0.0), Some(c.min(1.0)));
        }
    }

    /// Reber 1956, Stone 1983: at C = 1 definite range falls to 1 - 1/e = 63 % with growing error.
    #[test]
    fn val_large_error_is_random_search() {
        let pods = [0.0, 0.1, 0.3, 1.0, 3.0]
            .map(|sigma| parallel_sweeps(LateralRangeLaw::DefiniteRange, 1.0, 1.0, sigma).expect("within"));
        assert!(pods.is_sorted_by(|a, b| a >= b), "{pods:?}");
        assert!((pods[4] - 0.632).abs() < 0.03, "{pods:?}");
        let far = parallel_sweeps(LateralRangeLaw::DefiniteRange, 1.0, 1.0, 20.0).expect("within");
        assert!((far - 0.632).abs() < 0.005, "{far}");
        assert_eq!(parallel_sweeps(LateralRangeLaw::Gaussian, 1.0, 1.0, 30.0), None);
        assert_eq!(parallel_sweeps(LateralRangeLaw::Gaussian, f64::NAN, 1.0, 0.0), None);
    }

    #[test]
    fn prop_more_coverage_finds_more() {
        for law in [
            LateralRangeLaw::DefiniteRange,
            LateralRangeLaw::InverseCube,
            LateralRangeLaw::Exponential,
            LateralRangeLaw::Gaussian,
        ] {
            let mut last = 0.0;
            for c in [0.2, 0.5, 1.0, 2.0] {
                let pod = parallel_sweeps(law, c, 1.0, 0.2).expect("within");
                assert!(pod > last && pod <= 1.0 && pod >= pod::random(c) - 0.01, "{law:?} {c} {pod}");
                last = pod;
            }
        }
    }
}
