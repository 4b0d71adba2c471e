//! {{name}}: the chance of a look by the inverse cube law, from the published sweep width.
//!
//! Change `detect` and the tests below it; `plugin.toml` holds the bounds of the parameter once more.

use sarex_plugin_sdk::{Glimpse, Params, SensorModel, Spec, export_sensor};

const SKILL: Spec = Spec::new("skill", 1.0, 0.1, 2.0);

struct InverseCube {
    skill: f64,
}

impl SensorModel for InverseCube {
    const NAME: &'static str = "{{name}}";
    const MAX_RANGE_M: f64 = 20_000.0;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[SKILL])?;
        Ok(Self { skill: params.get(SKILL) })
    }

    /// While the unit runs a way `ds` at range r it gathers the potential `W^2 / (8 pi) ds / r^3` (Koopman 1980), and sees
    /// with the chance `1 - exp(-potential)`: a long straight pass then sweeps exactly the width W.
    fn detect(&self, look: &Glimpse) -> f64 {
        let width_m = self.skill * look.sweep_width_m;
        let range_m = look.range_m.max(1.0);
        let way_m = look.speed_mps * look.dwell_s;
        let potential = width_m * width_m * way_m / (8.0 * core::f64::consts::PI * range_m * range_m * range_m);
        1.0 - libm::exp(-potential)
    }
}

export_sensor!(InverseCube);

#[cfg(test)]
mod tests {
    use super::*;

    fn look(range_m: f64) -> Glimpse {
        Glimpse {
            class: 0,
            object_kind: 1,
            range_m,
            bearing_deg: 0.0,
            closest_m: range_m,
            sensor_height_m: 10.0,
            speed_mps: 8.0,
            visibility_m: 18_520.0,
            wave_height_m: 1.0,
            wind_mps: 5.0,
            sun_elevation_deg: 30.0,
            dwell_s: 1.0,
            sweep_width_m: 1_000.0,
        }
    }

    #[test]
    fn a_straight_pass_sees_with_the_chance_of_its_lateral_range() {
        let (model, aside_m) = (InverseCube { skill: 1.0 }, 400.0);
        let ranges = (-10_000..=10_000).map(|second| libm::hypot(aside_m, 8.0 * f64::from(second)));
        let missed: f64 = ranges.map(|range_m| 1.0 - model.detect(&look(range_m))).product();
        let expected = libm::exp(-1_000.0 * 1_000.0 / (4.0 * core::f64::consts::PI * aside_m * aside_m));
        assert!((missed - expected).abs() < 1e-3, "{missed} is not {expected}");
    }

    #[test]
    fn no_sweep_width_sees_nothing() {
        assert_eq!(InverseCube { skill: 1.0 }.detect(&Glimpse { sweep_width_m: 0.0, ..look(10.0) }), 0.0);
    }
}
