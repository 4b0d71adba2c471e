//! Keeping apart: where each craft is at what time, and whether a run comes too near to another's.

use sarex_plugin_sdk::Vec2;

/// A straight run at a steady speed.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// When it begins, seconds from now.
    pub from_s: f64,
    /// When it ends.
    pub to_s: f64,
    /// Where it begins.
    pub from: Vec2,
    /// Where it ends.
    pub to: Vec2,
}

impl Run {
    /// Where it is at this time.
    pub fn at(&self, time_s: f64) -> Vec2 {
        let lasts_s = self.to_s - self.from_s;
        let share = if lasts_s > 0.0 { ((time_s - self.from_s) / lasts_s).clamp(0.0, 1.0) } else { 1.0 };
        self.from + (self.to - self.from) * share
    }

    /// At some time that both runs have, the craft are nearer than `least_m` and nearer than when that time began.
    pub fn meets(&self, other: &Run, least_m: f64) -> bool {
        let (begin_s, end_s) = (self.from_s.max(other.from_s), self.to_s.min(other.to_s));
        if begin_s > end_s {
            return false;
        }
        let first = other.at(begin_s) - self.at(begin_s);
        let change = other.at(end_s) - self.at(end_s) - first;
        let length2 = change.dot(change);
        let share = if length2 > 0.0 { (-first.dot(change) / length2).clamp(0.0, 1.0) } else { 0.0 };
        let nearest_m = (first + change * share).length();
        let begun_m = first.length();
        // Craft that are too near each other may part.
        nearest_m < least_m * 0.999 && nearest_m < begun_m * 0.999
    }
}
