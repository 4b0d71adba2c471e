//! {{name}}: out from the datum and back. Several units fan out evenly, the first on `course_deg`.
//!
//! Change `plan` and the test below it; `plugin.toml` holds the bounds of the parameters once more.

use sarex_plugin_sdk::{
    Asset, AssetPlan, Params, PlanError, PlannedLeg, Planner, SearchPlan, Spec, Task, Vec2, export_planner,
};

const LENGTH: Spec = Spec::new("length_m", 5_000.0, 500.0, 50_000.0);
const COURSE: Spec = Spec::new("course_deg", 0.0, 0.0, 360.0);

struct OutAndBack;

impl Planner for OutAndBack {
    const NAME: &'static str = "{{name}}";

    fn patterns() -> &'static [&'static str] {
        &["{{id}}"]
    }

    fn configure(_params: &Params) -> Result<Self, String> {
        Ok(Self)
    }

    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError> {
        let params = Params::new(&task.params);
        params.check(&[LENGTH, COURSE]).map_err(PlanError::BadInput)?;
        if task.assets.is_empty() {
            return Err(PlanError::BadInput("assets: none".into()));
        }
        if !Self::patterns().contains(&task.pattern.as_str()) {
            return Err(PlanError::BadInput(format!("pattern `{}`: known are {:?}", task.pattern, Self::patterns())));
        }
        let between_deg = 360.0 / task.assets.len() as f64;
        let fan = task.assets.iter().enumerate().map(|(index, asset)| {
            let course_deg = params.get(COURSE) + between_deg * index as f64;
            out_and_back(task, asset, Vec2::towards(course_deg, 1.0), params.get(LENGTH))
        });
        let assets = fan.collect::<Result<Vec<AssetPlan>, PlanError>>()?;
        Ok(SearchPlan { name: "{{id}}".into(), assets, note: String::new() })
    }
}

/// `out` has length 1.
fn out_and_back(task: &Task, asset: &Asset, out: Vec2, length_m: f64) -> Result<AssetPlan, PlanError> {
    let datum = task.datum.at;
    let transit_s = ((asset.start - datum).length() + (asset.base - datum).length()) / asset.cruise_mps;
    let longest_m = 0.5 * (asset.endurance_s - transit_s) * asset.search_mps;
    if longest_m < LENGTH.min {
        return Err(PlanError::Infeasible(format!("asset {}: its endurance ends before it has searched", asset.id)));
    }
    let far = datum + out * length_m.min(longest_m);
    let leg = |to| PlannedLeg { to, speed_mps: asset.search_mps, alt_m: asset.search_alt_m, sensor_on: true };
    let legs = vec![leg(far), leg(datum)];
    if legs.len() > task.max_legs as usize {
        return Err(PlanError::Infeasible(format!("it takes {} legs; max_legs is {}", legs.len(), task.max_legs)));
    }
    Ok(AssetPlan { asset: asset.id, commence: datum, legs, spacing_m: asset.sweep_width_m, area: Vec::new() })
}

export_planner!(OutAndBack);

#[cfg(test)]
mod tests {
    use super::*;
    use sarex_plugin_sdk::Param;
    use sarex_plugin_sdk::testing::{asset, drone, task};

    #[test]
    fn two_units_go_opposite_ways_and_come_back() {
        let task = task("{{id}}", vec![asset(1), asset(2)]);
        let plan = OutAndBack.plan(&task).expect("there is time enough");
        assert!((plan.assets[0].legs[0].to.north_m - 5_000.0).abs() < 1e-6);
        assert!((plan.assets[1].legs[0].to.north_m + 5_000.0).abs() < 1e-6);
        assert_eq!(plan.assets[0].legs[1].to, task.datum.at);
    }

    #[test]
    fn a_long_leg_ends_where_the_endurance_does() {
        let mut task = task("{{id}}", vec![drone(1)]);
        task.params = vec![Param { key: "length_m".into(), value: 50_000.0 }];
        let plan = OutAndBack.plan(&task).expect("there is time enough");
        let flown_s = 10_000.0 / 25.0 + 2.0 * plan.assets[0].legs[0].to.length() / 20.0;
        assert!((flown_s - 3_000.0).abs() < 1e-6, "{flown_s} s");
    }

    #[test]
    fn a_parameter_out_of_bounds_is_named() {
        let mut task = task("{{id}}", vec![asset(1)]);
        task.params = vec![Param { key: "length_m".into(), value: 1.0 }];
        assert!(matches!(OutAndBack.plan(&task), Err(PlanError::BadInput(text)) if text.contains("length_m")));
    }
}
