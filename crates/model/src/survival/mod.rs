//! How long people live in the water and in a raft: a survival curve, never one cut-off time.
//!
//! Medians are those of the United Kingdom National Immersion Incident Survey (UKNIIS 2006, 1593 cases): 3.6, 5.7 and
//! 9.0 h at 5, 10 and 15 °C without buoyancy, and more than 24 h with. They come from people who were found, so they lie
//! above the physiological limits of Hayward 1975 ([`hayward_1975_s`]) and Golden 1996, which describe the body and not the
//! searches. The two families must not be mixed in one exercise: a lifejacket would then shorten lives.
//!
//! What no source at hand gives is said in [`SPREAD_ASSUMPTION`], [`BEYOND_TABLE_ASSUMPTION`] and [`RAFT_ASSUMPTION`].
//! Cold shock and drowning in rough water are not told apart; the survey's medians include them.

mod curve;
mod expected;
mod models;
mod water;

pub use curve::SurvivalCurve;
pub use expected::{FindChance, found_alive};
pub use models::{Comparison, ComparisonModel};
pub use water::{BEYOND_TABLE_ASSUMPTION, Protection, SPREAD_ASSUMPTION, SurvivalError, hayward_1975_s, in_water};

/// What [`in_raft`] rests on, for briefs and reports.
pub const RAFT_ASSUMPTION: &str = "assumed: no published table for life rafts is at hand; a median of 2 days in water of \
    0 °C and colder, rising evenly to 6 days at 20 °C and warmer, with a spread of 0.5 in the logarithm";

/// How long a person in a life raft lives, by water temperature in °C. Assumed, see [`RAFT_ASSUMPTION`].
pub fn in_raft(water_temp_c: f64) -> SurvivalCurve {
    const DAY_S: f64 = 86_400.0;
    let warmth = (water_temp_c / 20.0).clamp(0.0, 1.0);
    SurvivalCurve { median_s: DAY_S * (2.0 + 4.0 * warmth), spread: 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raft_is_better_than_the_water() {
        for temp in [0.0, 5.0, 12.0, 20.0, 28.0] {
            let water = in_water(temp, Protection::Lifejacket).expect("within the table");
            assert!(in_raft(temp).median_s > water.median_s);
        }
    }
}
