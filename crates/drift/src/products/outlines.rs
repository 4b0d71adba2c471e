//! Containment outlines of every output time, made once for all products.

use sarex_model::containment::{Contour, contours};
use sarex_model::position::metres_per_degree;

use crate::forecast::{Forecast, Frame};

/// Shares of the outlines.
pub const SHARES: [f64; 3] = [0.5, 0.75, 0.95];
/// Most passes of smoothing: a cloud that needs more is on too fine a grid.
const MOST_PASSES: f64 = 12.0;
/// Width of the smoothing, share of the one that suits a normal cloud.
const SMOOTHING: f64 = 0.8;

/// Which output times get outlines on charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// The last one.
    Last,
    /// The first at or after each whole multiple of so many seconds since 1970 (in a backward run: at or before), and
    /// the last one.
    Every {
        /// Seconds, above 0.
        step_s: i64,
    },
    /// All.
    All,
}

impl Default for Times {
    fn default() -> Self {
        Self::Every { step_s: 6 * 3600 }
    }
}

impl Times {
    /// Indices of the frames, in order.
    pub fn frames(self, forecast: &Forecast) -> Vec<usize> {
        let times: Vec<i64> = forecast.frames.iter().map(|f| f.time_unix_s).collect();
        let last = times.len().checked_sub(1);
        let step = match self {
            Self::Last => return last.into_iter().collect(),
            Self::All => return (0..times.len()).collect(),
            Self::Every { step_s } => step_s.max(1),
        };
        let sign = if forecast.to_unix_s < forecast.from_unix_s { -1 } else { 1 };
        // Number of steps that have begun by a time of the run.
        let begun = |k: usize| times[k].saturating_mul(sign).div_euclid(step);
        let on_time = |k: usize| times[k].rem_euclid(step) == 0;
        (0..times.len())
            .filter(|k| Some(*k) == last || if *k == 0 { on_time(0) } else { begun(*k) != begun(*k - 1) })
            .collect()
    }
}

/// The outlines of [`SHARES`] at every output time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// One entry a frame, in it one contour a share.
    pub frames: Vec<Vec<Contour>>,
}

impl Outlines {
    /// Makes them, on every core. The shares are of the probability on the grid: what waits or lies outside counts
    /// nothing ([`Frame::outside`], [`Frame::waiting`]).
    pub fn of(forecast: &Forecast) -> Self {
        let mut frames: Vec<Vec<Contour>> = vec![Vec::new(); forecast.frames.len()];
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
        let share = forecast.frames.len().div_ceil(threads).max(1);
        std::thread::scope(|scope| {
            for (from, to) in forecast.frames.chunks(share).zip(frames.chunks_mut(share)) {
                scope.spawn(|| {
                    for (frame, contour) in from.iter().zip(to) {
                        *contour = contours(&forecast.shape, &frame.mass, passes(forecast, frame), &SHARES);
                    }
                });
            }
        });
        Self { frames }
    }

    /// Those of the last output time.
    pub fn last(&self) -> &[Contour] {
        self.frames.last().map_or(&[], Vec::as_slice)
    }
}

/// How often to smooth: to a little less than the width that suits a normal cloud of so many elements, for two clouds
/// have a larger spread than each of them.
///
/// # References
/// Silverman 1986, "Density estimation", equation 4.14 for two dimensions (width = spread times n to the power -1/6).
pub(super) fn passes(forecast: &Forecast, frame: &Frame) -> u32 {
    let Some(mean) = frame.mean else { return 1 };
    let (north, east) = metres_per_degree(mean.lat_deg);
    let cells = (frame.spread_m[0] / (east * forecast.shape.dlon_deg))
        .min(frame.spread_m[1] / (north * forecast.shape.dlat_deg));
    let width = SMOOTHING * cells * sarex_model::math::pow(f64::from(forecast.elements.max(1)), -1.0 / 6.0);
    // A pass has a variance of half a cell squared.
    let passes = 2.0 * width * width;
    if passes.is_finite() { passes.round().clamp(1.0, MOST_PASSES) as u32 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(of: &[i64]) -> Forecast {
        let frames = of.iter().map(|t| Frame { time_unix_s: *t, ..Frame::default() }).collect();
        Forecast { from_unix_s: of[0], to_unix_s: of[of.len() - 1], frames, ..Forecast::default() }
    }

    #[test]
    fn times_follow_the_clock_in_both_directions() {
        let hours: Vec<i64> = (5..20).map(|h| h * 3600).collect();
        let six = Times::Every { step_s: 21_600 };
        assert_eq!(six.frames(&times(&hours)), [1, 7, 13, 14]);
        let back: Vec<i64> = hours.iter().rev().copied().collect();
        assert_eq!(six.frames(&times(&back)), [1, 7, 13, 14]);
        // Half past: the first at or after.
        let odd: Vec<i64> = (0..8).map(|k| 5400 + k * 3600).collect();
        assert_eq!(six.frames(&times(&odd)), [5, 7]);
        assert_eq!(Times::Last.frames(&times(&hours)), [14]);
        assert_eq!(Times::All.frames(&times(&hours)).len(), 15);
        assert!(six.frames(&Forecast::default()).is_empty());
    }
}
