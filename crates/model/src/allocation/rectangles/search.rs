//! The search for rectangles: coarse candidates, pattern search, greedy order, and improvement of the whole.

use super::fit::{Fit, Searcher};
use super::moves::{changes, kick, time_at};
use super::score::{Cloud, gain, left_after};
use super::shape::Rectangle;
use super::{Law, Rules};
use crate::position::Vec2;
use crate::rng::{Draw, Purpose};

/// Elements a side of the cloud that candidates are tried on.
const COARSE_SIDE: usize = 18;
/// Elements a side of the cloud that the plan is made on; the real one judges the end.
const MIDDLE_SIDE: usize = 40;
/// Centres tried for each unit.
const CENTRES: usize = 24;
/// Coverages, and long sides over short sides, that are tried.
const COVERAGES: [f64; 5] = [0.4, 0.6, 0.8, 1.0, 1.4];
const ASPECTS: [f64; 3] = [1.0, 1.8, 3.5];
/// Shares of that size: a gap between others may be smaller than what the unit could cover.
const SHARES: [f64; 2] = [1.0, 0.4];
/// Headings tried, evenly from the axis of the cloud.
const HEADINGS: u32 = 6;
/// Steps of a pattern search are halved so often, and so many rectangles are looked at.
const HALVINGS: u32 = 6;
const LOOKS: u32 = 260;
/// Rounds over all units to improve the whole plan, and random restarts of each unit in a round.
const ROUNDS: u64 = 4;
const RESTARTS: u64 = 3;
/// Parts of the plan that are torn down and built up again, and units in each.
const REBUILDS: u64 = 50;
const TORN: usize = 3;
/// Elements that may be looked at before improving ends: some tenths of a second.
const WORK: u64 = 200_000_000;
/// A gain smaller than this is none.
const LEAST_GAIN: f64 = 1e-9;

/// A search and what it is worth with the others as they are.
type Valued = (Fit, f64);

struct Planner<'a> {
    cloud: &'a Cloud,
    searchers: &'a [Searcher],
    rules: &'a Rules,
    fits: Vec<Option<Fit>>,
    looked_at: u64,
    /// Elements that were looked at.
    work: u64,
}

/// The plan, and the number of rectangles looked at.
pub(super) fn search(cloud: &Cloud, searchers: &[Searcher], rules: &Rules, seed: u64) -> (Vec<Option<Fit>>, u64) {
    if cloud.places.is_empty() {
        return (vec![None; searchers.len()], 0);
    }
    let middle = cloud.gathered(MIDDLE_SIDE);
    let fits = vec![None; searchers.len()];
    let mut planner = Planner { cloud: &middle, searchers, rules, fits, looked_at: 0, work: 0 };
    planner.greedy();
    planner.improve(seed, WORK / 3);
    let greedy = (planner.pos(), planner.fits.clone());
    planner.strips();
    planner.insert_missing();
    planner.improve(seed, WORK * 2 / 3);
    if planner.pos() < greedy.0 {
        planner.fits = greedy.1;
    }
    planner.rebuild(seed);
    // The last touch on the elements themselves.
    let mut last = Planner { cloud, searchers, rules, fits: planner.fits, looked_at: planner.looked_at, work: 0 };
    for unit in 0..searchers.len() {
        if let Some(fit) = last.fits[unit] {
            let left = last.left_without(unit);
            let start = (fit, gain(cloud, &left, &fit, rules.law));
            last.fits[unit] = Some(last.climb(unit, &left, start, 0.125).0);
        }
    }
    (last.fits, last.looked_at)
}

impl Planner<'_> {
    fn law(&self) -> Law {
        self.rules.law
    }

    fn left_without(&self, unit: usize) -> Vec<f64> {
        let others = self.fits.iter().enumerate().filter(|(n, _)| *n != unit).filter_map(|(_, fit)| fit.as_ref());
        left_after(self.cloud, others, self.law())
    }

    fn pos(&self) -> f64 {
        let left = left_after(self.cloud, self.fits.iter().flatten(), self.law());
        self.cloud.weights.iter().sum::<f64>() - left.iter().sum::<f64>()
    }

    /// A rectangle as a search, if the unit may and can search it with the others as they are.
    fn fit(&self, unit: usize, rectangle: Rectangle) -> Option<Fit> {
        let searcher = &self.searchers[unit];
        let apart = |(n, other): (usize, &Option<Fit>)| {
            n == unit
                || other.as_ref().is_none_or(|other| {
                    self.rules.apart((searcher, &rectangle), (&self.searchers[n], &other.rectangle))
                })
        };
        let allowed = self.fits.iter().enumerate().all(apart) && self.rules.allow(searcher, &rectangle);
        if allowed { Fit::of(searcher, rectangle) } else { None }
    }

    /// The next unit is always the one that gains most.
    fn greedy(&mut self) {
        for _ in 0..self.searchers.len() {
            let left = left_after(self.cloud, self.fits.iter().flatten(), self.law());
            let mut best: Option<(usize, Valued)> = None;
            for unit in (0..self.searchers.len()).filter(|unit| self.fits[*unit].is_none()).collect::<Vec<_>>() {
                let Some(found) = self.coarse(unit, &left) else { continue };
                if best.is_none_or(|(_, (_, most))| found.1 > most) {
                    best = Some((unit, found));
                }
            }
            let Some((unit, start)) = best else { return };
            self.fits[unit] = Some(self.climb(unit, &left, start, 1.0).0);
        }
    }

    /// The best of many rough rectangles.
    fn coarse(&mut self, unit: usize, left: &[f64]) -> Option<Valued> {
        let weighted = Cloud { weights: left.to_vec(), ..self.cloud.clone() };
        let cloud = weighted.gathered(COARSE_SIDE);
        let axis = cloud.axis_deg();
        let mut best: Option<Valued> = None;
        for centre in self.centres(&cloud) {
            for turn in 0..HEADINGS {
                let along = Vec2::from_polar(axis + f64::from(turn) * 180.0 / f64::from(HEADINGS), 1.0);
                for rectangle in self.sizes(unit, centre, along) {
                    self.looked_at += 1;
                    let Some(fit) = self.fit(unit, rectangle) else { continue };
                    self.work += cloud.places.len() as u64;
                    let worth = gain(&cloud, &cloud.weights, &fit, self.law());
                    if worth > LEAST_GAIN && best.is_none_or(|(_, most)| worth > most) {
                        best = Some((fit, worth));
                    }
                }
            }
        }
        best.map(|(fit, _)| (fit, gain(self.cloud, left, &fit, self.law())))
    }

    /// The mean, and places spread over the cloud, the fullest first.
    fn centres(&self, cloud: &Cloud) -> Vec<Vec2> {
        let mut order: Vec<usize> = (0..cloud.places.len()).collect();
        order.sort_by(|a, b| cloud.weights[*b].total_cmp(&cloud.weights[*a]).then(a.cmp(b)));
        // Every second of the fuller half: enough to stand near any best place.
        let step = (order.len() / 2 / CENTRES).max(1);
        let picked = order.iter().step_by(step).take(CENTRES).map(|n| cloud.places[*n]);
        [cloud.mean()].into_iter().chain(picked).collect()
    }

    /// Rectangles that the unit's time would cover at some coverages.
    fn sizes(&self, unit: usize, centre: Vec2, along: Vec2) -> Vec<Rectangle> {
        let searcher = &self.searchers[unit];
        let (time, middle_s) = time_at(searcher, centre);
        if time <= 0.0 {
            return Vec::new();
        }
        // The water round this place is elsewhere when the unit is there.
        let middle = centre + self.cloud.drift_mps * middle_s;
        let swept = searcher.sweep_width_m * searcher.search_mps * time;
        let mut sizes = Vec::with_capacity(COVERAGES.len() * ASPECTS.len() * SHARES.len());
        for area in COVERAGES.iter().flat_map(|coverage| SHARES.iter().map(move |share| share * swept / coverage)) {
            for aspect in ASPECTS {
                let length_m = (area * aspect).sqrt().min(searcher.longest_side_m);
                let width_m = (area / length_m).min(length_m);
                sizes.push(Rectangle { centre: middle, along, length_m, width_m });
            }
        }
        sizes
    }

    /// Pattern search from a start that may be searched: every part of the rectangle a step up and down, then smaller steps.
    fn climb(&mut self, unit: usize, left: &[f64], start: Valued, first_step: f64) -> Valued {
        let mut best = start;
        let (mut step, mut looks) = (first_step, 0);
        for _ in 0..HALVINGS {
            loop {
                let before = best.1;
                for change in changes(&best.0.rectangle, step) {
                    looks += 1;
                    if let Some(fit) = self.fit(unit, change) {
                        self.work += self.cloud.places.len() as u64;
                        let worth = gain(self.cloud, left, &fit, self.law());
                        if worth > best.1 {
                            best = (fit, worth);
                        }
                    }
                }
                if best.1 <= before + LEAST_GAIN || looks >= LOOKS {
                    break;
                }
            }
            step *= 0.5;
        }
        self.looked_at += u64::from(looks);
        best
    }

    /// Moves, exchanges and replacements until none helps, or so many elements were looked at.
    fn improve(&mut self, seed: u64, limit: u64) {
        for round in 0..ROUNDS {
            let before = self.pos();
            for unit in 0..self.searchers.len() {
                if self.work > limit {
                    return;
                }
                self.improve_unit(unit, seed, round);
            }
            for one in 0..self.searchers.len() {
                for other in one + 1..self.searchers.len() {
                    if self.work > limit {
                        return;
                    }
                    self.exchange(one, other);
                }
            }
            if self.pos() <= before + 1e-6 {
                break;
            }
        }
    }

    /// One rectangle for all, at the best coverage and heading, cut into strips by the effort of each: what planners draw.
    fn strips(&mut self) {
        let cloud = self.cloud.gathered(COARSE_SIDE);
        let (mean, axis) = (cloud.mean(), cloud.axis_deg());
        let mut swept: Vec<(usize, f64, f64)> = Vec::new();
        let units: Vec<usize> = (0..self.searchers.len()).collect();
        for &unit in &units {
            let (time, middle_s) = time_at(&self.searchers[unit], mean);
            if time > 0.0 {
                let searcher = &self.searchers[unit];
                swept.push((unit, searcher.sweep_width_m * searcher.search_mps * time, middle_s));
            }
        }
        let total: f64 = swept.iter().map(|(_, area, _)| area).sum();
        let mut best = (f64::NEG_INFINITY, self.fits.clone());
        for turn in 0..HEADINGS {
            let along = Vec2::from_polar(axis + f64::from(turn) * 180.0 / f64::from(HEADINGS), 1.0);
            swept.sort_by(|a, b| {
                let side = |unit: usize| (self.searchers[unit].start - mean).dot(along);
                side(a.0).total_cmp(&side(b.0)).then(a.0.cmp(&b.0))
            });
            for coverage in COVERAGES {
                for aspect in ASPECTS.into_iter().chain(ASPECTS[1..].iter().map(|aspect| 1.0 / aspect)) {
                    let (length, width) = ((total / coverage * aspect).sqrt(), (total / coverage / aspect).sqrt());
                    self.fits.fill(None);
                    let mut from = -0.5 * length;
                    for &(unit, area, middle_s) in &swept {
                        let part = length * area / total;
                        let centre = mean + along * (from + 0.5 * part) + self.cloud.drift_mps * middle_s;
                        from += part;
                        let (long, short) = (part - self.rules.separation_m - 1.0, width);
                        let heading = along.bearing_deg() + if long < short { 90.0 } else { 0.0 };
                        let rectangle = Rectangle::new(centre, heading, long.max(short), long.min(short));
                        self.fits[unit] = self.fit(unit, rectangle);
                        self.looked_at += 1;
                    }
                    let left = left_after(&cloud, self.fits.iter().flatten(), self.law());
                    let worth = -left.iter().sum::<f64>();
                    if worth > best.0 {
                        best = (worth, self.fits.clone());
                    }
                }
            }
        }
        self.fits = best.1;
    }

    /// Units without a rectangle get the best that is left.
    fn insert_missing(&mut self) {
        for unit in 0..self.searchers.len() {
            if self.fits[unit].is_none() {
                self.place_anew(unit);
            }
        }
    }

    /// A unit's best rough rectangle, climbed from.
    fn place_anew(&mut self, unit: usize) {
        self.fits[unit] = None;
        let left = left_after(self.cloud, self.fits.iter().flatten(), self.law());
        self.fits[unit] = self.coarse(unit, &left).map(|start| self.climb(unit, &left, start, 0.5).0);
    }

    /// Tears down some neighbouring units and builds them up in another order, as long as that may help.
    fn rebuild(&mut self, seed: u64) {
        let units = self.searchers.len();
        let mut pos = self.pos();
        for round in 0..REBUILDS {
            if units < 2 || self.work > WORK {
                return;
            }
            let mut draw = Draw::new(seed, Purpose::Plan, u64::MAX, round);
            let kept = self.fits.clone();
            let mut torn = self.neighbours(&mut draw);
            for &unit in &torn {
                self.fits[unit] = None;
            }
            // In a random order, each time another.
            for n in (1..torn.len()).rev() {
                torn.swap(n, draw.below(n as u32 + 1) as usize);
            }
            torn.iter().for_each(|unit| self.place_anew(*unit));
            for &unit in &torn {
                let left = self.left_without(unit);
                if let Some(fit) = self.fits[unit] {
                    let start = (fit, gain(self.cloud, &left, &fit, self.law()));
                    self.fits[unit] = Some(self.climb(unit, &left, start, 0.25).0);
                }
            }
            let found = self.pos();
            if found > pos + LEAST_GAIN {
                pos = found;
            } else {
                self.fits = kept;
            }
        }
    }

    /// A random unit (one without a rectangle every second time) and those nearest to it.
    fn neighbours(&self, draw: &mut Draw) -> Vec<usize> {
        let idle: Vec<usize> = (0..self.fits.len()).filter(|unit| self.fits[*unit].is_none()).collect();
        let all = draw.below(self.fits.len() as u32) as usize;
        let first =
            if idle.is_empty() || draw.below(2) == 0 { all } else { idle[draw.below(idle.len() as u32) as usize] };
        let any = self.fits[draw.below(self.fits.len() as u32) as usize];
        let at = self.fits[first].or(any).map_or(self.cloud.mean(), |fit| fit.rectangle.centre);
        let away = |unit: &usize| self.fits[*unit].map_or(f64::INFINITY, |fit| (fit.rectangle.centre - at).length());
        let mut order: Vec<usize> = (0..self.fits.len()).filter(|unit| *unit != first).collect();
        order.sort_by(|a, b| away(a).total_cmp(&away(b)).then(a.cmp(b)));
        let count = 1 + draw.below(TORN as u32) as usize;
        [first].into_iter().chain(order.into_iter().take(count)).collect()
    }

    /// A unit's rectangle anew: from where it is, from the best rough one, and from random changes of it.
    fn improve_unit(&mut self, unit: usize, seed: u64, round: u64) {
        let left = self.left_without(unit);
        let mut best: Option<Valued> = self.fits[unit].map(|fit| (fit, gain(self.cloud, &left, &fit, self.law())));
        if let Some(start) = best {
            best = Some(self.climb(unit, &left, start, 0.5));
        }
        let mut starts: Vec<Valued> = self.coarse(unit, &left).into_iter().collect();
        if let Some((fit, _)) = best {
            for restart in 0..RESTARTS {
                let mut draw = Draw::new(seed, Purpose::Plan, unit as u64, round * RESTARTS + restart);
                let kicked = kick(&fit.rectangle, &mut draw);
                starts.extend(self.fit(unit, kicked).map(|fit| (fit, gain(self.cloud, &left, &fit, self.law()))));
            }
        }
        for start in starts {
            let found = self.climb(unit, &left, start, 0.5);
            if best.is_none_or(|(_, most)| found.1 > most) {
                best = Some(found);
            }
        }
        self.fits[unit] = best.map(|(fit, _)| fit);
    }

    /// Two units change places, keeping their sizes, if that is better after both have settled.
    fn exchange(&mut self, one: usize, other: usize) {
        let (Some(a), Some(b)) = (self.fits[one], self.fits[other]) else { return };
        let (before, kept) = (self.pos(), self.fits.clone());
        let place = |size: &Fit, at: &Fit| Rectangle {
            centre: at.rectangle.centre,
            along: at.rectangle.along,
            ..size.rectangle
        };
        self.fits[one] = None;
        self.fits[other] = None;
        for (unit, rectangle) in [(one, place(&a, &b)), (other, place(&b, &a))] {
            let sizes = [1.0, 0.8, 0.6];
            let smaller = |share: &f64| Rectangle {
                length_m: rectangle.length_m * share,
                width_m: rectangle.width_m * share,
                ..rectangle
            };
            let Some(fit) = sizes.iter().find_map(|share| self.fit(unit, smaller(share))) else {
                self.fits = kept;
                return;
            };
            self.fits[unit] = Some(fit);
        }
        for unit in [one, other] {
            let left = self.left_without(unit);
            if let Some(fit) = self.fits[unit] {
                let start = (fit, gain(self.cloud, &left, &fit, self.law()));
                self.fits[unit] = Some(self.climb(unit, &left, start, 0.25).0);
            }
        }
        if self.pos() <= before + LEAST_GAIN {
            self.fits = kept;
        }
    }
}
