//! What came of it: lives, and areas given twice.

use sarex_plugin_sdk::{Finding, Params, Spec};

use crate::{CoordinationJudge, finding};

const PERSONS: Spec = Spec::new("persons", 0.0, 0.0, f64::MAX);
const RECOVERED_ALIVE: Spec = Spec::new("recovered_alive", 0.0, 0.0, f64::MAX);
const OVERLAP: Spec = Spec::new("overlap", 0.0, 0.0, 1.0);

/// What the metrics say; nothing where they are silent.
pub fn findings(judge: &CoordinationJudge, metrics: &Params) -> Vec<Finding> {
    [lives(judge, metrics), overlap(metrics)].into_iter().flatten().collect()
}

fn lives(judge: &CoordinationJudge, metrics: &Params) -> Option<Finding> {
    let number = |spec: Spec| metrics.given(spec).filter(|value| value.is_finite());
    let (persons, alive) = (number(PERSONS)?, number(RECOVERED_ALIVE)?);
    if persons <= 0.0 {
        return None;
    }
    let share = alive / persons;
    let text = format!(
        "{alive:.0} of {persons:.0} persons were recovered alive; {:.0} of 100 are the aim",
        judge.lives_share * 100.0
    );
    Some(finding("lives-saved", share / judge.lives_share, text, []))
}

fn overlap(metrics: &Params) -> Option<Finding> {
    let share = metrics.given(OVERLAP).filter(|value| value.is_finite())?;
    let text = format!("{:.0} of 100 parts of the searched area were given to two units at once", share * 100.0);
    Some(finding("areas-apart", 1.0 - share, text, []))
}
