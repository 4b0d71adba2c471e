//! How good a plugin is, apart from whether it keeps the contract.
//!
//! A search pattern is tried on 200 seeded drift cases ([`cases`]) and compared with the four patterns of the textbook on
//! the same cases ([`Textbook`]): each plan is run at the units' speeds, with their turns and their endurance, among the
//! drifting places where the object may be, and the share of the probability that it detects is its score. A vessel behaviour
//! runs routes and meets other vessels ([`behaviour`]).

mod area;
mod behaviour;
mod case;
mod craft;
mod flight;
mod score;
mod track;
mod trial;

pub use behaviour::{BehaviourScore, Encounter, Situation, behaviour};
pub use case::{Case, Element, cases};
pub use flight::{Flight, Marks};
pub use score::{Comparison, Mean, Reason, Score};
pub use track::{Piece, Track};
pub use trial::{Answer, Textbook, Trial, Tried, plan_case};

use sarex_sim::decision::Decisions;
use serde::{Deserialize, Serialize};

/// Which cases, and how they are put to the planner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Seed of the cases.
    pub seed: u64,
    /// Number of cases.
    pub cases: u32,
    /// Threads; the score does not depend on them.
    pub threads: usize,
    /// Parameters of the search, as the plugin knows them.
    pub params: Vec<(String, f64)>,
}

impl Default for Options {
    /// 200 cases of seed 1 on two threads, the plugin's own parameters.
    fn default() -> Self {
        Self { seed: 1, cases: 200, threads: 2, params: Vec::new() }
    }
}

/// The patterns of the textbook, in the order of the manual.
pub const TEXTBOOK: [&str; 4] = ["expanding-square", "sector", "parallel-track", "creeping-line"];

/// Scores one pattern of a planner against the textbook tried on the same cases.
///
/// `planner` answers for plugin number `plugin`.
pub fn score(
    planner: &mut dyn Decisions,
    plugin: u32,
    pattern: &str,
    cases: &[Case],
    textbook: &Textbook,
    options: &Options,
) -> Score {
    Score::of(&Trial::run(planner, plugin, pattern, cases, options), textbook)
}
