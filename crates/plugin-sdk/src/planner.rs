//! Search planners: one function per search task.

use crate::bindings::search_pattern::exports::sarex::plugin::search::Descriptor;
use crate::{Params, PlanError, Progress, SearchPlan, Task};

/// A plugin that draws search patterns.
pub trait Planner: Sized + Send + Sync + 'static {
    /// What people call it.
    const NAME: &'static str;

    /// Seconds after which a running plan is put to [`Planner::replan`]; 0: never.
    const REPLAN_EVERY_S: f64 = 0.0;

    /// The patterns it plans, for example `parallel-track`.
    fn patterns() -> &'static [&'static str];

    /// Makes it from the parameters of `plugin.toml` and the scenario. The error names the key that is wrong.
    fn configure(params: &Params) -> Result<Self, String>;

    /// Plans a search. It must depend on nothing but `self` and `task`.
    fn plan(&self, task: &Task) -> Result<SearchPlan, PlanError>;

    /// Looks at a running plan again: `task` as it stands now, `current` the plan in force in the frame of `task`, `now`
    /// where its units stand. `None` keeps the plan.
    fn replan(&self, task: &Task, current: &SearchPlan, now: &[Progress]) -> Result<Option<SearchPlan>, PlanError> {
        let _ = (task, current, now);
        Ok(None)
    }
}

/// What the host is told of `P`. The export macro calls it.
pub fn describe_planner<P: Planner>() -> Descriptor {
    Descriptor {
        name: P::NAME.into(),
        patterns: P::patterns().iter().map(|p| (*p).into()).collect(),
        replan_every_s: P::REPLAN_EVERY_S,
    }
}
