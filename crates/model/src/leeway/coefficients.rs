//! The coefficients of one element and the speed they give.

use super::LeewayClass;
use crate::math;
use crate::position::Vec2;
use crate::rng::Draw;
use serde::{Deserialize, Serialize};

/// Default chance of a jibe in an hour (Breivik and Allen 2008; OpenDrift `seed:jibe_probability`).
pub const JIBE_PER_HOUR: f64 = 0.04;

/// Redraws allowed before the perturbation is left at zero; one is rarely needed.
const MAX_REDRAWS: u32 = 1000;

/// The side of downwind to which an element drifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Right, looking downwind.
    Right,
    /// Left, looking downwind.
    Left,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Right => Self::Left,
            Self::Left => Self::Right,
        }
    }
}

/// Leeway of one element: slopes in % of wind speed, offsets and perturbations in cm/s.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coefficients {
    /// Downwind slope of the class, %.
    pub dwl_slope_pct: f64,
    /// Downwind offset of the class, cm/s.
    pub dwl_offset_cm_s: f64,
    /// Cross-wind slope, %, positive right of downwind.
    pub cwl_slope_pct: f64,
    /// Cross-wind offset, cm/s, positive right of downwind.
    pub cwl_offset_cm_s: f64,
    /// Downwind perturbation, cm/s; it counts in full at 10 m/s of wind.
    pub e_d_cm_s: f64,
    /// Cross-wind perturbation, cm/s; it counts in full at 10 m/s of wind.
    pub e_c_cm_s: f64,
    /// The side whose slope is in force.
    pub side: Side,
}

impl Coefficients {
    /// The class as printed, with no perturbation.
    pub fn mean(class: &LeewayClass, side: Side) -> Self {
        let cross = match side {
            Side::Right => &class.cwl_right,
            Side::Left => &class.cwl_left,
        };
        Self {
            dwl_slope_pct: class.dwl_slope_pct,
            dwl_offset_cm_s: class.dwl_offset_cm_s,
            cwl_slope_pct: cross.slope_pct,
            cwl_offset_cm_s: cross.offset_cm_s,
            e_d_cm_s: 0.0,
            e_c_cm_s: 0.0,
            side,
        }
    }

    /// One element of the class: the perturbations are normal with the deviations of the class.
    ///
    /// The downwind one is drawn again while `slope + e_d/20 < 0`, so that no element drifts the faster upwind the harder
    /// it blows.
    ///
    /// # References
    /// Breivik and Allen 2008, J. Marine Systems 69; OpenDrift `leeway.py` at 130bc999.
    pub fn draw(class: &LeewayClass, side: Side, draw: &mut Draw) -> Self {
        let mut element = Self::mean(class, side);
        for _ in 0..MAX_REDRAWS {
            let e_d = class.dwl_std_cm_s * draw.normal();
            if class.dwl_slope_pct + e_d / 20.0 >= 0.0 {
                element.e_d_cm_s = e_d;
                break;
            }
        }
        let std = match side {
            Side::Right => class.cwl_right.std_cm_s,
            Side::Left => class.cwl_left.std_cm_s,
        };
        element.e_c_cm_s = std * draw.normal();
        element
    }

    /// Speed through the water in m/s that this wind gives; the current is to be added.
    ///
    /// `L = [(a + e/20) U + b + e/2] / 100` along and across the wind, with the slope a in %, offset b and perturbation e
    /// in cm/s, U in m/s; the cross part is positive to the right of downwind. In a calm there is no downwind direction
    /// and the answer is zero.
    ///
    /// # Units
    /// - `wind`: m/s at 10 m height, pointing *towards* where it blows
    /// # References
    /// Breivik and Allen 2008; reference/sar-science.md, sections 2.2 and 2.4 (sign of the cross part).
    #[inline]
    pub fn velocity(&self, wind: Vec2) -> Vec2 {
        let speed = wind.length();
        if speed == 0.0 {
            return Vec2::ZERO;
        }
        let down = (self.dwl_slope_pct + self.e_d_cm_s * 0.05) * speed + self.dwl_offset_cm_s + self.e_d_cm_s * 0.5;
        let right = (self.cwl_slope_pct + self.e_c_cm_s * 0.05) * speed + self.cwl_offset_cm_s + self.e_c_cm_s * 0.5;
        let per_speed = 0.01 / speed;
        let (down, right) = (down * per_speed, right * per_speed);
        Vec2 { east_m: down * wind.east_m + right * wind.north_m, north_m: down * wind.north_m - right * wind.east_m }
    }

    /// The object swings to the other tack: the sign of the cross-wind slope and the side change, nothing else.
    ///
    /// This is the rule of the reference model: offset and perturbation stay, and the other side's figures are not loaded.
    pub fn jibe(&mut self) {
        self.cwl_slope_pct = -self.cwl_slope_pct;
        self.side = self.side.other();
    }
}

/// Chance of a jibe within `dt_s` seconds when the chance within an hour is `per_hour` (0 to 1).
///
/// # References
/// Breivik and Allen 2008: a Poisson process.
pub fn jibe_probability(dt_s: f64, per_hour: f64) -> f64 {
    -math::exp_m1(math::ln_1p(-per_hour) * dt_s / 3600.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leeway::{class, classes};
    use crate::rng::Purpose;

    fn mean(key: &str, side: Side) -> Coefficients {
        Coefficients::mean(class(key).expect("in the table"), side)
    }

    /// Wind towards north: right of downwind is east, left is west.
    #[test]
    fn right_of_downwind_is_right() {
        let north = Vec2::new(0.0, 10.0);
        assert!(mean("PIW-1", Side::Right).velocity(north).east_m > 0.0);
        assert!(mean("PIW-1", Side::Left).velocity(north).east_m < 0.0);
        // And towards east: right is south.
        assert!(mean("PIW-1", Side::Right).velocity(Vec2::new(10.0, 0.0)).north_m < 0.0);
    }

    /// The printed regression at 10 m/s: PIW-1 0.96 % and 0.54 %; PIW-6 1.117 % + 10.2 cm/s and 0.04 % + 3.9 cm/s.
    #[test]
    fn val_speeds_of_the_regression() {
        let speed = mean("PIW-1", Side::Right).velocity(Vec2::new(0.0, 10.0));
        assert!((speed.north_m - 0.096).abs() < 1e-15 && (speed.east_m - 0.054).abs() < 1e-15);
        let speed = mean("PIW-6", Side::Left).velocity(Vec2::new(0.0, -10.0));
        assert!((speed.north_m + 0.2137).abs() < 1e-15 && (speed.east_m - 0.043).abs() < 1e-15);
    }

    /// The perturbation counts exactly once at 10 m/s (Breivik and Allen 2008).
    #[test]
    fn val_perturbation_counts_once_at_ten_metres_per_second() {
        let mut element = mean("PIW-1", Side::Right);
        element.e_d_cm_s = 5.0;
        element.e_c_cm_s = -2.0;
        let speed = element.velocity(Vec2::new(0.0, 10.0));
        assert!((speed.north_m - 0.146).abs() < 1e-15 && (speed.east_m - 0.034).abs() < 1e-15);
        assert_eq!(element.velocity(Vec2::ZERO), Vec2::ZERO);
    }

    #[test]
    fn drawn_elements_have_the_spread_of_their_class() {
        let class = class("PIW-3").expect("in the table");
        let n = 20_000_u64;
        let elements =
            (0..n).map(|id| Coefficients::draw(class, Side::Left, &mut Draw::new(1, Purpose::Leeway, id, 0)));
        let sum = elements.map(|e| e.e_c_cm_s * e.e_c_cm_s).sum::<f64>();
        assert!(((sum / n as f64).sqrt() / class.cwl_left.std_cm_s - 1.0).abs() < 0.02);
    }

    #[test]
    fn no_element_is_blown_upwind_ever_faster() {
        for class in classes() {
            for id in 0..200 {
                let e = Coefficients::draw(class, Side::Right, &mut Draw::new(3, Purpose::Leeway, id, 0));
                assert!(e.dwl_slope_pct + e.e_d_cm_s / 20.0 >= 0.0, "{}", class.key);
            }
        }
    }

    #[test]
    fn a_jibe_turns_the_slope_and_the_side_only() {
        let before = mean("PIW-4", Side::Right);
        let mut after = before;
        after.jibe();
        assert_eq!((after.cwl_slope_pct, after.side), (-1.36, Side::Left));
        assert_eq!(after.cwl_offset_cm_s, before.cwl_offset_cm_s);
        after.jibe();
        assert_eq!(after, before);
    }

    /// 0.04 an hour: exactly that over an hour, 1 - 0.96^(1/6) over ten minutes.
    #[test]
    fn val_jibe_probability() {
        assert!((jibe_probability(3600.0, JIBE_PER_HOUR) - 0.04).abs() < 1e-15);
        assert!((jibe_probability(600.0, JIBE_PER_HOUR) - 0.006_780_5).abs() < 1e-6);
        assert_eq!(jibe_probability(600.0, 0.0), 0.0);
        assert_eq!(jibe_probability(600.0, 1.0), 1.0);
    }
}
