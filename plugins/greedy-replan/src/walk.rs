//! The walk: from cell to cell along the steps that together gain most probability of success a second, or straight to
//! a far cell where that promises more. Craft take turns in the order of time, so that each sees what the others have
//! taken and where they are.

use sarex_plugin_sdk::{AssetPlan, Vec2};

use crate::apart::Run;
use crate::craft::Craft;
use crate::input::Settings;
use crate::map::Map;
use crate::route;

/// Steps east and north, clockwise from north.
const STEPS: [(i32, i32); 8] = [(0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1)];
/// Turns of more than 90 degrees are not made between cells.
const TURNS: [usize; 5] = [0, 1, 7, 2, 6];
/// A far cell must promise so much more than the cells near by: its worth is an upper bound.
const FAR_BY: f64 = 1.25;
/// Far cells are looked at after so many steps.
const FAR_EVERY: usize = 8;
/// Steps of all craft together.
const STEPS_IN_ALL: usize = 4_000;
/// Places tried to begin at, and how many cells they lie apart.
const BEGINNINGS: usize = 4;
const BEGINNINGS_APART: f64 = 6.0;
/// A search shorter than this is not begun, seconds.
const LEAST_ON_SCENE_S: f64 = 60.0;

/// One craft on its way.
#[derive(Clone)]
pub struct Walk<'a> {
    /// The craft.
    pub craft: Craft<'a>,
    at: Vec2,
    time_s: f64,
    commenced_s: f64,
    heading: Option<usize>,
    runs: Vec<Run>,
    legs: usize,
    finished: bool,
}

/// Where to go next.
struct Move {
    to: Vec2,
    heading: Option<usize>,
    /// Probability of success a second.
    worth: f64,
}

/// The walks of all craft; what they find is taken off the map. `under_way`: they begin where the craft are, else at the
/// cell that is worth the way.
pub fn walks<'a>(map: &mut Map, settings: &Settings, craft: &[Craft<'a>], under_way: bool) -> Vec<Walk<'a>> {
    let most_steps = (STEPS_IN_ALL / craft.len().max(1)).max(1);
    let mut walks: Vec<Walk> = Vec::with_capacity(craft.len());
    let mut rest = map.clone();
    for own in craft {
        let mut walk = Walk::new(*own);
        if !under_way {
            (walk, rest) = walk.commenced(&rest, settings, &walks, most_steps);
        }
        walks.push(walk);
    }
    while let Some(index) = earliest(&walks) {
        let mut walk = walks.swap_remove(index);
        walk.go_on(map, settings, &walks);
        walk.finished |= walk.runs.len() >= most_steps;
        walks.push(walk);
        let last = walks.len() - 1;
        walks.swap(index, last);
    }
    walks
}

/// The unfinished walk that is earliest in time.
fn earliest(walks: &[Walk]) -> Option<usize> {
    let open = walks.iter().enumerate().filter(|(_, walk)| !walk.finished);
    open.min_by(|(_, a), (_, b)| a.time_s.total_cmp(&b.time_s)).map(|(index, _)| index)
}

impl<'a> Walk<'a> {
    fn new(craft: Craft<'a>) -> Self {
        let (at, runs) = (craft.at, Vec::new());
        Self { craft, at, time_s: 0.0, commenced_s: 0.0, heading: None, runs, legs: 0, finished: false }
    }

    /// The plan along this walk; none when it never ran.
    pub fn plan(&self, spacing_m: f64) -> Option<AssetPlan> {
        let commence = self.runs.first()?.from;
        let legs = route::corners(&self.runs).into_iter().map(|to| self.craft.leg(to)).collect();
        Some(AssetPlan { asset: self.craft.asset.id, commence, legs, spacing_m, area: Vec::new() })
    }

    /// The walk at its first cell, to which it goes without searching, apart from where others begin; and the map as it
    /// would leave it by itself. Of the likely places it takes the one where that finds most.
    fn commenced(&self, map: &Map, settings: &Settings, others: &[Walk], most_steps: usize) -> (Self, Map) {
        let speed_mps = self.craft.asset.cruise_mps;
        let least_m = separation_m(map, settings);
        let begun = others.iter().filter(|other| other.craft.same_kind(&self.craft)).map(|other| other.at);
        let begun: Vec<Vec2> = begun.collect();
        let quick = Settings { look_ahead: 1, ..*settings };
        let mut tried: Vec<Vec2> = Vec::new();
        let mut best = (Self { finished: true, ..self.clone() }, map.clone());
        for _ in 0..BEGINNINGS {
            let allowed = |to: Vec2| {
                let arrives_s = (to - self.at).length() / speed_mps;
                self.craft.may_be(to, arrives_s + LEAST_ON_SCENE_S, arrives_s, settings)
                    && begun.iter().all(|place| (*place - to).length() >= 0.999 * least_m)
                    && tried.iter().all(|place| (*place - to).length() >= BEGINNINGS_APART * map.cell_m)
            };
            let Some(next) = self.worth_the_way(map, settings, speed_mps, 0.0, allowed) else { break };
            let time_s = (next.to - self.at).length() / speed_mps;
            let walk = Self { at: next.to, time_s, commenced_s: time_s, ..self.clone() };
            let (mut alone, mut rest) = (walk.clone(), map.clone());
            while !alone.finished && alone.runs.len() < most_steps {
                alone.go_on(&mut rest, &quick, &[]);
            }
            if best.0.finished || rest.left() < best.1.left() {
                best = (walk, rest);
            }
            tried.push(next.to);
        }
        best
    }

    /// Takes the next step.
    fn go_on(&mut self, map: &mut Map, settings: &Settings, others: &[Walk]) {
        let ahead = self.near(map, settings, others, self.heading);
        let near = ahead.or_else(|| self.near(map, settings, others, None));
        let look_far = near.is_none() || self.runs.len().is_multiple_of(FAR_EVERY);
        let least = near.as_ref().map_or(0.0, |near| FAR_BY * near.worth);
        let far = look_far.then(|| self.far(map, settings, others, least)).flatten();
        let next = far.or(near);
        match next {
            Some(next) if next.worth > 0.0 => self.run(map, settings, next),
            _ => self.finished = true,
        }
    }

    fn run(&mut self, map: &mut Map, settings: &Settings, next: Move) {
        let run = self.run_to(next.to, self.craft.asset.search_mps);
        self.legs += usize::from(self.runs.last().is_none_or(|last| route::turns(last, &run)));
        if self.legs > settings.most_legs {
            self.finished = true;
            return;
        }
        self.runs.push(run);
        map.search(self.craft.asset.sweep_width_m, run.from, run.to);
        (self.at, self.time_s, self.heading) = (run.to, run.to_s, next.heading);
    }

    fn run_to(&self, to: Vec2, speed_mps: f64) -> Run {
        let to_s = self.time_s + (to - self.at).length() / speed_mps;
        Run { from_s: self.time_s, to_s, from: self.at, to }
    }

    /// The best step to a neighbouring cell, without a sharp turn from this heading.
    fn near(&self, map: &Map, settings: &Settings, others: &[Walk], from: Option<usize>) -> Option<Move> {
        let cell = map.cell(self.at)?;
        let ahead = Ahead::new(map, &self.craft, settings.look_ahead);
        let (mut path, mut best): (Vec<usize>, Option<Move>) = (Vec::with_capacity(settings.look_ahead), None);
        for heading in headings(from) {
            let Some(next) = map.step(cell, STEPS[heading]) else { continue };
            let run = self.run_to(map.centre(next), self.craft.asset.search_mps);
            let allowed = self.craft.may_be(run.to, run.to_s, self.commenced_s, settings);
            if !allowed || !self.is_apart(&run, map, settings, others) {
                continue;
            }
            let worth = ahead.best(next, heading, &mut path, 0.0, 0.0);
            if best.as_ref().is_none_or(|best| worth > best.worth) {
                best = Some(Move { to: run.to, heading: Some(heading), worth });
            }
        }
        best
    }

    /// The cell anywhere that is worth the way, more than `worth`, apart from the others.
    fn far(&self, map: &Map, settings: &Settings, others: &[Walk], worth: f64) -> Option<Move> {
        let speed_mps = self.craft.asset.search_mps;
        let here = map.cell(self.at).filter(|_| !self.runs.is_empty()).map(|cell| map.centre(cell));
        let allowed = |to: Vec2| {
            let run = self.run_to(to, speed_mps);
            Some(to) != here
                && self.craft.may_be(to, run.to_s, self.commenced_s, settings)
                && self.is_apart(&run, map, settings, others)
        };
        self.worth_the_way(map, settings, speed_mps, worth, allowed)
    }

    /// The allowed cell that gains most a second for the way there and `look_ahead` steps round it, and more than `worth`.
    fn worth_the_way(
        &self,
        map: &Map,
        settings: &Settings,
        speed_mps: f64,
        worth: f64,
        allowed: impl Fn(Vec2) -> bool,
    ) -> Option<Move> {
        let steps = settings.look_ahead as f64;
        let asset = self.craft.asset;
        let found = 1.0 - libm::exp(-map.coverage(asset.sweep_width_m, map.cell_m));
        let steps_s = steps * map.cell_m / asset.search_mps;
        let (mut best, mut least): (Option<Move>, f64) = (None, worth);
        map.each_likely(|left, around, to| {
            // No steps near the cell can find more than this.
            let most = (steps * left).min(around) * found;
            // Worth more only if nearer than this; roots are dear in a guest.
            let reach_m = (most / least - steps_s) * speed_mps;
            let off = to - self.at;
            if reach_m > 0.0 && off.dot(off) < reach_m * reach_m && allowed(to) {
                least = most / (off.length() / speed_mps + steps_s);
                best = Some(Move { to, heading: None, worth: least });
            }
        });
        best
    }

    fn is_apart(&self, run: &Run, map: &Map, settings: &Settings, others: &[Walk]) -> bool {
        let least_m = separation_m(map, settings);
        others.iter().filter(|other| other.craft.same_kind(&self.craft)).all(|other| {
            let now = other.runs.iter().rev().take_while(|theirs| theirs.to_s >= run.from_s);
            // Where it goes on to is not known yet: it must not find itself hemmed in. One that has yet to begin will be
            // at its first cell, which is left in time.
            let begins = other.runs.is_empty();
            let notice_s = if begins { 2.0 * least_m / self.craft.asset.search_mps } else { 0.0 };
            let (from_s, to_s) = (other.time_s - notice_s, run.to_s.max(other.time_s));
            let waits = Run { from_s, to_s, from: other.at, to: other.at };
            let arrives = begins && run.from_s < other.time_s && other.time_s <= run.to_s;
            now.into_iter().all(|theirs| !run.meets(theirs, least_m))
                && (other.finished || !run.meets(&waits, least_m))
                && !(arrives && (run.at(other.time_s) - other.at).length() < 0.999 * least_m)
        })
    }
}

fn separation_m(map: &Map, settings: &Settings) -> f64 {
    if settings.separation_m > 0.0 { settings.separation_m } else { map.cell_m }
}

fn headings(from: Option<usize>) -> impl Iterator<Item = usize> {
    let count = if from.is_some() { TURNS.len() } else { STEPS.len() };
    (0..count).map(move |index| from.map_or(index, |heading| (heading + TURNS[index]) % 8))
}

/// Looking some steps ahead.
struct Ahead<'a> {
    map: &'a Map,
    depth: usize,
    /// Time, and share of what is there that is missed, of a step to the side and of a diagonal one.
    steps: [(f64, f64); 2],
}

impl<'a> Ahead<'a> {
    fn new(map: &'a Map, craft: &Craft, depth: usize) -> Self {
        let asset = craft.asset;
        let step = |run_m: f64| (run_m / asset.search_mps, libm::exp(-map.coverage(asset.sweep_width_m, run_m)));
        Self { map, depth, steps: [step(map.cell_m), step(map.cell_m * core::f64::consts::SQRT_2)] }
    }

    /// The most probability of success a second on any path that goes on by `cell`; `gain` and `time_s` are those of the
    /// path so far.
    fn best(&self, cell: usize, heading: usize, path: &mut Vec<usize>, gain: f64, time_s: f64) -> f64 {
        let (lasts_s, missed) = self.steps[heading % 2];
        let passed = path.iter().filter(|passed| **passed == cell);
        let left = passed.fold(self.map.left_in(cell), |left, _| left * missed);
        let (gain, time_s) = (gain + left * (1.0 - missed), time_s + lasts_s);
        if path.len() + 1 >= self.depth {
            return gain / time_s;
        }
        path.push(cell);
        let next = headings(Some(heading)).filter_map(|next| Some((self.map.step(cell, STEPS[next])?, next)));
        let best = next.map(|(to, next)| self.best(to, next, path, gain, time_s)).reduce(f64::max);
        path.pop();
        best.unwrap_or(gain / time_s)
    }
}
