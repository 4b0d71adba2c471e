//! Judges: findings about an exercise that is over.

use crate::bindings::exercise_judge::exports::sarex::plugin::adjudicator::Descriptor;
use crate::{Event, Finding, Params};

/// A plugin that grades an exercise.
pub trait Judge: Sized + Send + Sync + 'static {
    /// What people call it.
    const NAME: &'static str;

    /// Makes it from the parameters of `plugin.toml` and the scenario. The error names the key that is wrong.
    fn configure(params: &Params) -> Result<Self, String>;

    /// What it finds in the log of the exercise and its metrics. It must depend on nothing but its arguments.
    fn judge(&self, log: &[Event], metrics: &Params) -> Vec<Finding>;
}

/// What the host is told of `J`. The export macro calls it.
pub fn describe_judge<J: Judge>() -> Descriptor {
    Descriptor { name: J::NAME.into() }
}
