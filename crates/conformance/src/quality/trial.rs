//! A planner asked for a plan in every case, and each plan run.

use sarex_sim::decision::{Decisions, PlannedSearch, SearchTask};

use super::case::Case;
use super::flight::{Flight, Marks};
use super::{Options, TEXTBOOK};

/// One pattern of one planner, tried on cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The pattern.
    pub pattern: String,
    /// One a case.
    pub tried: Vec<Tried>,
}

/// What came of one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Number of the case.
    pub case: u32,
    /// What the plan is worth; none: there was no plan.
    pub marks: Option<Marks>,
    /// What the planner said each time it refused.
    pub refusals: Vec<String>,
}

/// The four patterns of the textbook, tried on cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Textbook {
    /// In the order of [`TEXTBOOK`].
    pub trials: Vec<Trial>,
}

impl Textbook {
    /// Tries them; `planner` answers for `plugin`, which knows the four patterns (the first-party plugin
    /// iamsar-patterns). Its parameters are its own, whatever the options say.
    pub fn run(planner: &mut dyn Decisions, plugin: u32, cases: &[Case], options: &Options) -> Self {
        let options = Options { params: Vec::new(), ..options.clone() };
        let trials = TEXTBOOK.map(|pattern| Trial::run(planner, plugin, pattern, cases, &options));
        Self { trials: trials.into() }
    }
}

impl Trial {
    /// Asks for a plan in each case, and runs the plans on the options' threads.
    pub fn run(planner: &mut dyn Decisions, plugin: u32, pattern: &str, cases: &[Case], options: &Options) -> Self {
        let plans: Vec<_> =
            cases.iter().map(|case| plan_case(planner, plugin, pattern, case, &options.params)).collect();
        let asked: Vec<_> = cases.iter().zip(&plans).collect();
        let share = asked.len().div_ceil(options.threads.max(1)).max(1);
        let tried = std::thread::scope(|scope| {
            let parts: Vec<_> = asked.chunks(share).map(|part| scope.spawn(|| run_all(part))).collect();
            let joined =
                parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            joined.flatten().collect()
        });
        Self { pattern: pattern.to_owned(), tried }
    }
}

fn run_all(asked: &[(&Case, &Answer)]) -> Vec<Tried> {
    let run = |(case, answer): &(&Case, &Answer)| Tried {
        case: case.number,
        marks: answer.plan.as_ref().map(|(task, plan)| Flight::of(case, task, plan).marks),
        refusals: answer.refusals.clone(),
    };
    asked.iter().map(run).collect()
}

/// What a planner answered in one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The task that it planned, and its plan.
    pub plan: Option<(SearchTask, PlannedSearch)>,
    /// What it said each time it refused.
    pub refusals: Vec<String>,
}

/// Asks for a plan as a coordinator would: a planner that misses the track is given one, and one that refuses is asked
/// again with one unit less, down to one.
pub fn plan_case(
    planner: &mut dyn Decisions,
    plugin: u32,
    pattern: &str,
    case: &Case,
    params: &[(String, f64)],
) -> Answer {
    let mut refusals: Vec<String> = Vec::new();
    let mut with_track = false;
    let mut units = case.units();
    while units > 0 {
        let task = case.task(pattern, params, units, with_track);
        match planner.plan(plugin, &task) {
            Ok(plan) => return Answer { plan: Some((task, plan)), refusals },
            Err(reason) if !with_track && reason.contains("track:") => with_track = true,
            Err(reason) => {
                refusals.push(reason);
                units -= 1;
            }
        }
    }
    Answer { plan: None, refusals }
}
