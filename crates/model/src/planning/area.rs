//! Search areas by kind of datum.

use super::{DatumType, midpoint};
use crate::math;
use crate::position::Position;
use crate::units;

/// A rectangle on the sea.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Its middle.
    pub centre: Position,
    /// Side along [`Rectangle::along_deg`], NM.
    pub length_nm: f64,
    /// The other side, NM.
    pub width_nm: f64,
    /// True direction of the length.
    pub along_deg: f64,
}

impl Rectangle {
    /// Area, NM2.
    pub fn area_nm2(&self) -> f64 {
        self.length_nm * self.width_nm
    }

    /// Corners: far left, far right, near right, near left, looking along the length.
    pub fn corners(&self) -> [Position; 4] {
        let corner = |along: f64, right: f64| {
            let (ahead, aside) = (0.5 * along * self.length_nm, 0.5 * right * self.width_nm);
            let bearing = self.along_deg + math::degrees(math::atan2(aside, ahead));
            self.centre.destination(bearing, units::nm(math::hypot(ahead, aside)))
        };
        [corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0), corner(-1.0, -1.0)]
    }
}

/// Length of a line datum, NM: `L = DD + 2E`, the line and a probable error beyond each end.
pub fn line_length_nm(line_nm: f64, error_nm: f64) -> f64 {
    line_nm + 2.0 * error_nm
}

/// Area for a search radius R, NM2: `4R^2`; `4R^2 + 2R DD`; `8R^2` for two datums; `2R L` for a line.
///
/// # Units
/// - `extent_nm`: divergence distance DD, for a line its length L; not used for a point and for two datums
/// # References
/// reference/sar-science.md, section 3.2.
pub fn area_nm2(datum: DatumType, radius_nm: f64, extent_nm: f64) -> f64 {
    match datum {
        DatumType::Point => 4.0 * radius_nm * radius_nm,
        DatumType::Divergence => 4.0 * radius_nm * radius_nm + 2.0 * radius_nm * extent_nm,
        DatumType::TwoPoints => 8.0 * radius_nm * radius_nm,
        DatumType::Line => 2.0 * radius_nm * extent_nm,
    }
}

/// Search radius that gives an area: [`area_nm2`] solved for R. Units as there.
pub fn radius_for_area_nm(datum: DatumType, area_nm2: f64, extent_nm: f64) -> f64 {
    match datum {
        DatumType::Point => 0.5 * area_nm2.sqrt(),
        DatumType::Divergence => 0.25 * ((extent_nm * extent_nm + 4.0 * area_nm2).sqrt() - extent_nm),
        DatumType::TwoPoints => (area_nm2 / 8.0).sqrt(),
        DatumType::Line => area_nm2 / (2.0 * extent_nm),
    }
}

/// The rectangles of a search radius: one, or two for two datums. `a` and `b` are the left and right datum, or the ends of the
/// line; a point uses the place half way between them.
///
/// # Units
/// - `radius_nm`, `error_nm` (used for a line only): NM; `drift_deg`: direction of the sides where no pair of places gives one
pub fn rectangles(
    datum: DatumType,
    radius_nm: f64,
    error_nm: f64,
    a: Position,
    b: Position,
    drift_deg: f64,
) -> Vec<Rectangle> {
    let apart_nm = units::to_nm(a.distance_m(b));
    let along_deg = if apart_nm > 0.0 { a.bearing_deg(b) } else { drift_deg };
    let side = 2.0 * radius_nm;
    let square = |centre| Rectangle { centre, length_nm: side, width_nm: side, along_deg: drift_deg };
    let centre = midpoint(a, b);
    match datum {
        DatumType::Point => vec![square(centre)],
        DatumType::TwoPoints => vec![square(a), square(b)],
        DatumType::Divergence => {
            vec![Rectangle { centre, length_nm: apart_nm + side, width_nm: side, along_deg }]
        }
        DatumType::Line => {
            let length_nm = line_length_nm(apart_nm, error_nm);
            vec![Rectangle { centre, length_nm, width_nm: side, along_deg }]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [DatumType; 4] = [DatumType::Point, DatumType::Divergence, DatumType::TwoPoints, DatumType::Line];

    /// Formula tests of alkeikei/sarplan: R 5 NM gives 100, with DD 4 140, two datums 200, line of 20 200 NM2; worked case
    /// step 8: R 4.33070, DD 1.60468: 88.9188 NM2.
    #[test]
    fn val_areas_as_published() {
        assert_eq!(area_nm2(DatumType::Point, 5.0, 0.0), 100.0);
        assert_eq!(area_nm2(DatumType::Divergence, 5.0, 4.0), 140.0);
        assert_eq!(area_nm2(DatumType::TwoPoints, 5.0, 40.0), 200.0);
        assert_eq!(area_nm2(DatumType::Line, 5.0, 20.0), 200.0);
        assert!((area_nm2(DatumType::Divergence, 4.330_704, 1.604_68) - 88.9188).abs() < 1e-3);
    }

    proptest! {
        #[test]
        fn prop_radius_undoes_area(radius in 0.01..100.0f64, extent in 0.1..100.0f64) {
            for datum in ALL {
                let back = radius_for_area_nm(datum, area_nm2(datum, radius, extent), extent);
                prop_assert!((back / radius - 1.0).abs() < 1e-9, "{datum:?}");
            }
        }

        #[test]
        fn prop_rectangles_have_the_area(radius in 0.1..20.0f64, apart in 0.0..30.0f64, bearing in 0.0..360.0f64) {
            let a = Position::new(37.0, 131.0);
            let b = a.destination(bearing, units::nm(apart));
            for datum in ALL {
                let rectangles = rectangles(datum, radius, 1.0, a, b, 45.0);
                let sum: f64 = rectangles.iter().map(Rectangle::area_nm2).sum();
                let extent = if datum == DatumType::Line { line_length_nm(apart, 1.0) } else { apart };
                prop_assert!((sum / area_nm2(datum, radius, extent) - 1.0).abs() < 1e-6);
                for rectangle in rectangles {
                    let [far_left, far_right, near_right, _] = rectangle.corners();
                    let width = units::to_nm(far_left.distance_m(far_right));
                    let length = units::to_nm(far_right.distance_m(near_right));
                    prop_assert!((width / rectangle.width_nm - 1.0).abs() < 1e-3);
                    prop_assert!((length / rectangle.length_nm - 1.0).abs() < 1e-3);
                }
            }
        }
    }
}
