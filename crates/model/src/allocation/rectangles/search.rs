//! The search for rectangles: coarse candidates, pattern search, greedy order, and improvement of the whole.

use super::fit::{Fit, Searcher};
use super::score::{Cloud, gain, left_after};
use super::shape::Rectangle;
use super::{Law, Rules};
use crate::math;
use crate::position::Vec2;
use crate::rng::{Draw, Purpose};

/// Elements a side of the cloud that candidates are tried on.
const COARSE_SIDE: usize = 18;
/// Elements a side of the cloud that the plan is made on; the real one judges the end.
const MIDDLE_SIDE: usize = 40;
/// Centres tried for each unit.
const CENTRES: usize = 32;
/// Coverages, and long sides over short sides, that are tried.
const COVERAGES: [f64; 5] = [0.4, 0.6, 0.8, 1.0, 1.4];
const ASPECTS: [f64; 3] = [1.0, 1.8, 3.5];
/// Headings tried, evenly from the axis of the cloud.
const HEADINGS: u32 = 6;
/// Steps of a pattern search are halved so often, and so many rectangles are looked at.
const HALVINGS: u32 = 6;
const LOOKS: u32 = 260;
/// Rounds over all units to improve the whole plan, and random restarts of each unit in a round.
const ROUNDS: u64 = 4;
const RESTARTS: u64 = 3;
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
}

/// The plan, and the number of rectangles looked at.
pub(super) fn search(cloud: &Cloud, searchers: &[Searcher], rules: &Rules, seed: u64) -> (Vec<Option<Fit>>, u64) {
    if cloud.places.is_empty() {
        return (vec![None; searchers.len()], 0);
    }
    let middle = cloud.gathered(MIDDLE_SIDE);
    let fits = vec![None; searchers.len()];
    let mut planner = Planner { cloud: &middle, searchers, rules, fits, looked_at: 0 };
    planner.greedy();
    planner.improve(seed);
    // The last touch on the elements themselves.
    let mut last = Planner { cloud, searchers, rules, fits: planner.fits, looked_at: planner.looked_at };
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
        let fit = Fit::of(searcher, rectangle)?;
        let apart = |(n, other): (usize, &Option<Fit>)| {
            n == unit
                || other.as_ref().is_none_or(|other| {
                    self.rules.apart((searcher, &rectangle), (&self.searchers[n], &other.rectangle))
                })
        };
        (self.fits.iter().enumerate().all(apart) && self.rules.allow(searcher, &rectangle)).then_some(fit)
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
                let heading_deg = math::wrap_360(axis + f64::from(turn) * 180.0 / f64::from(HEADINGS));
                for rectangle in self.sizes(unit, centre, heading_deg) {
                    self.looked_at += 1;
                    let Some(fit) = self.fit(unit, rectangle) else { continue };
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
    fn sizes(&self, unit: usize, centre: Vec2, heading_deg: f64) -> Vec<Rectangle> {
        let searcher = &self.searchers[unit];
        // Drift during the transit: the water round this place is elsewhere when the unit is there.
        let out_s = (centre - searcher.start).length() / searcher.transit_mps;
        let back_s = searcher.base.map_or(0.0, |base| (centre - base).length() / searcher.transit_mps);
        let time = (searcher.endurance_s - out_s - back_s).min(searcher.on_scene_s);
        if time.is_nan() || time <= 0.0 {
            return Vec::new();
        }
        let middle = centre + self.cloud.drift_mps * (searcher.ready_s + out_s + 0.5 * time);
        let swept = searcher.sweep_width_m * searcher.search_mps * time;
        let sizes = COVERAGES.iter().flat_map(|coverage| ASPECTS.iter().map(move |aspect| (swept / coverage, *aspect)));
        let sides = sizes.map(|(area, aspect)| ((area * aspect).sqrt().min(searcher.longest_side_m), area));
        sides
            .map(|(length_m, area)| Rectangle {
                centre: middle,
                heading_deg,
                length_m,
                width_m: (area / length_m).min(length_m),
            })
            .collect()
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

    /// Moves, exchanges and replacements until none helps.
    fn improve(&mut self, seed: u64) {
        for round in 0..ROUNDS {
            let before = self.pos();
            for unit in 0..self.searchers.len() {
                self.improve_unit(unit, seed, round);
            }
            for one in 0..self.searchers.len() {
                for other in one + 1..self.searchers.len() {
                    self.exchange(one, other);
                }
            }
            if self.pos() <= before + 1e-6 {
                break;
            }
        }
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
            heading_deg: at.rectangle.heading_deg,
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

/// The rectangle with each of its parts changed by a step up or down; a step of 1 is a quarter of a side or 20 degrees.
fn changes(rectangle: &Rectangle, step: f64) -> [Rectangle; 14] {
    let r = *rectangle;
    let stretch = 1.0 + 0.3 * step;
    let turned = |deg: f64| Rectangle { heading_deg: math::wrap_360(r.heading_deg + deg), ..r };
    let sized = |length: f64, width: f64| Rectangle { length_m: r.length_m * length, width_m: r.width_m * width, ..r };
    // One side follows its own length, so that one edge stays where it is.
    let edge = |along: f64, right: f64, length: f64, width: f64| Rectangle {
        centre: r.point(along * r.length_m * (length - 1.0) / 2.0, right * r.width_m * (width - 1.0) / 2.0),
        ..sized(length, width)
    };
    [
        Rectangle { centre: r.point(0.25 * step * r.length_m, 0.0), ..r },
        Rectangle { centre: r.point(-0.25 * step * r.length_m, 0.0), ..r },
        Rectangle { centre: r.point(0.0, 0.25 * step * r.width_m), ..r },
        Rectangle { centre: r.point(0.0, -0.25 * step * r.width_m), ..r },
        turned(20.0 * step),
        turned(-20.0 * step),
        edge(1.0, 0.0, stretch, 1.0),
        edge(-1.0, 0.0, 1.0 / stretch, 1.0),
        edge(0.0, 1.0, 1.0, stretch),
        edge(0.0, -1.0, 1.0, 1.0 / stretch),
        sized(stretch, stretch),
        sized(1.0 / stretch, 1.0 / stretch),
        sized(stretch, 1.0 / stretch),
        sized(1.0 / stretch, stretch),
    ]
}

/// A random change of some size.
fn kick(rectangle: &Rectangle, draw: &mut Draw) -> Rectangle {
    let mut factor = || math::exp(0.4 * draw.normal());
    let (length, width) = (factor(), factor());
    let at = rectangle.point(rectangle.length_m * draw.normal() * 0.7, rectangle.width_m * draw.normal() * 0.7);
    let heading_deg = math::wrap_360(rectangle.heading_deg + 30.0 * draw.normal());
    let (length_m, width_m) = (rectangle.length_m * length, rectangle.width_m * width);
    Rectangle { centre: at, heading_deg, length_m: length_m.max(width_m), width_m: width_m.min(length_m) }
}
