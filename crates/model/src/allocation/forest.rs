//! The pairs of area and unit that are searched, held as a forest, and the exact best over such a forest.
//!
//! Where effort is spent, `ln mu_i + ln w_ij = ln lambda_j` with `mu_i = p_i exp(-y_i)`. Over a tree of areas and units these
//! equations fix all `mu` and `lambda` up to one factor, and the effort at hand fixes the factor in closed form:
//! `sum_i mu_i y_i = sum_j lambda_j T_j`. The hours follow from the leaves inwards. A pair that closes a cycle is never
//! needed: along a cycle effort can be moved without any area noticing until one pair is empty.
//!
//! # References
//! Washburn 1995, JOTA 85, p. 705 (conditions of the optimum, trees of the basis).

use super::Problem;
use super::outcome::ln;
use crate::math;

/// A pair of area and unit.
type Pair = (usize, usize);
/// Negative hours, as a share of a unit's hours, that are rounding.
const ROUNDING: f64 = 1e-13;

/// A forest over areas (nodes from 0) and units (nodes from `areas`), with the hours of all pairs.
pub(super) struct Forest<'p> {
    problem: &'p Problem<'p>,
    ln_rate: Vec<f64>,
    ln_p: Vec<f64>,
    next_to: Vec<Vec<usize>>,
    /// Hours, `[area][unit]`; 0 off the forest.
    pub hours: Vec<f64>,
    /// `ln mu` of areas, `ln lambda` of units, once [`Forest::settle`] has run.
    level: Vec<f64>,
}

impl<'p> Forest<'p> {
    /// The forest of all pairs with hours; hours on cycles are moved until there is none.
    pub fn new(problem: &'p Problem<'p>, hours: Vec<f64>) -> Self {
        let (areas, units) = (problem.areas(), problem.units());
        let mut forest = Self {
            problem,
            ln_rate: problem.rate_per_h.iter().map(|w| ln(*w)).collect(),
            ln_p: problem.probability.iter().map(|p| ln(*p)).collect(),
            next_to: vec![Vec::new(); areas + units],
            hours,
            level: vec![0.0; areas + units],
        };
        let worth = |&(i, j): &Pair| forest.hours[i * units + j] * problem.rate(i, j);
        let mut pairs: Vec<Pair> = (0..areas).flat_map(|i| (0..units).map(move |j| (i, j))).collect();
        pairs.retain(|pair| forest.hours[pair.0 * units + pair.1] > 0.0 && worth(pair) > 0.0);
        pairs.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.cmp(b)));
        for pair in pairs {
            match forest.path(pair) {
                None => forest.link(pair),
                Some(path) => forest.push_round(pair, &path),
            }
        }
        forest
    }

    fn index(&self, (area, unit): Pair) -> usize {
        area * self.problem.units() + unit
    }

    fn rate(&self, pair: Pair) -> f64 {
        self.problem.rate(pair.0, pair.1)
    }

    /// The pair of two neighbouring nodes.
    fn pair(&self, a: usize, b: usize) -> Pair {
        (a.min(b), a.max(b) - self.problem.areas())
    }

    fn link(&mut self, (area, unit): Pair) {
        let unit = unit + self.problem.areas();
        self.next_to[area].push(unit);
        self.next_to[unit].push(area);
    }

    fn cut(&mut self, (area, unit): Pair) {
        let unit = unit + self.problem.areas();
        self.next_to[area].retain(|n| *n != unit);
        self.next_to[unit].retain(|n| *n != area);
    }

    /// Nodes of a tree with their parents, from a root outwards.
    fn walk(&self, root: usize) -> Vec<(usize, usize)> {
        let mut order = vec![(root, usize::MAX)];
        let mut next = 0;
        while let Some(&(node, parent)) = order.get(next) {
            order.extend(self.next_to[node].iter().filter(|n| **n != parent).map(|n| (*n, node)));
            next += 1;
        }
        order
    }

    /// Pairs along the tree from the area to the unit of a pair; none when they are in different trees.
    fn path(&self, (area, unit): Pair) -> Option<Vec<Pair>> {
        let order = self.walk(unit + self.problem.areas());
        let mut parent = std::collections::BTreeMap::new();
        parent.extend(order);
        let mut node = area;
        let mut path = Vec::new();
        while node != unit + self.problem.areas() {
            let up = *parent.get(&node)?;
            path.push(self.pair(node, up));
            node = up;
        }
        Some(path)
    }

    /// Moves effort round the cycle that `pair` closes, so that no area's coverage changes and its unit gets hours back,
    /// until a pair of the cycle is empty; the hours go to the best use left on the cycle.
    fn push_round(&mut self, pair: Pair, path: &[Pair]) {
        // Change of hours along the path for one more hour of `pair`: areas keep their coverage, other units their hours.
        let mut change = Vec::with_capacity(path.len());
        let mut last = -self.rate(pair) / self.rate(path[0]);
        change.push(last);
        for step in 1..path.len() {
            let (before, here) = (path[step - 1], path[step]);
            last = if here.1 == before.1 { -last } else { -last * self.rate(before) / self.rate(here) };
            change.push(last);
        }
        let sign = if last <= -1.0 { 1.0 } else { -1.0 };
        let room = |(at, change): (&Pair, &f64)| {
            let per_hour = sign * change;
            if per_hour < 0.0 { self.hours[self.index(*at)] / -per_hour } else { f64::INFINITY }
        };
        let rooms: Vec<f64> = path.iter().zip(&change).map(room).collect();
        let mut step = rooms.iter().copied().fold(f64::INFINITY, f64::min);
        let mut empty = rooms.iter().position(|room| *room <= step).map(|at| path[at]);
        let own = self.index(pair);
        if sign < 0.0 && self.hours[own] <= step {
            (step, empty) = (self.hours[own], Some(pair));
        }
        for (at, change) in path.iter().zip(&change) {
            let index = self.index(*at);
            self.hours[index] = (self.hours[index] + sign * step * change).max(0.0);
        }
        self.hours[own] = (self.hours[own] + sign * step).max(0.0);
        let spare = (-sign * step * (1.0 + last)).max(0.0);
        if let Some(empty) = empty {
            let index = self.index(empty);
            self.hours[index] = 0.0;
            if empty != pair {
                self.cut(empty);
                self.link(pair);
            }
        }
        let heir = if empty == Some(pair) { self.index(path[path.len() - 1]) } else { own };
        self.hours[heir] += spare;
    }

    /// Brings every tree to its exact best, dropping pairs that would need hours below 0. Returns how many were dropped.
    pub fn settle(&mut self) -> u32 {
        let mut dropped = 0;
        let mut todo: Vec<usize> = (0..self.next_to.len()).rev().collect();
        let mut done = vec![false; self.next_to.len()];
        while let Some(node) = todo.pop() {
            if done[node] {
                continue;
            }
            let tree = self.walk(node);
            match self.settle_tree(&tree) {
                Some(pair) => {
                    self.cut(pair);
                    dropped += 1;
                    todo.extend([pair.1 + self.problem.areas(), pair.0]);
                }
                None => tree.iter().for_each(|(node, _)| done[*node] = true),
            }
        }
        dropped
    }

    /// The best of one tree; or as far towards it as hours stay positive, and the pair that is empty then.
    fn settle_tree(&mut self, tree: &[(usize, usize)]) -> Option<Pair> {
        let areas = self.problem.areas();
        let mut height = std::collections::BTreeMap::new();
        for &(node, parent) in tree {
            let at = height.get(&parent).map_or(0.0, |up: &f64| {
                let ln_rate = self.ln_rate[self.index(self.pair(node, parent))];
                if node < areas { up - ln_rate } else { up + ln_rate }
            });
            height.insert(node, at);
        }
        let spend = |node: usize| ln(self.problem.effort_h[node - areas]);
        let units = tree.iter().filter(|(node, _)| *node >= areas);
        let Some(&(root, _)) = units.max_by(|a, b| (height[&a.0] + spend(a.0)).total_cmp(&(height[&b.0] + spend(b.0))))
        else {
            tree.iter().for_each(|(node, _)| self.level[*node] = self.ln_p[*node]);
            return None;
        };
        let offset = self.offset(tree, &height);
        // What each node still needs: areas their coverage, units their hours.
        let mut needs = std::collections::BTreeMap::new();
        for &(node, _) in tree {
            self.level[node] = height[&node] + offset;
            let need =
                if node < areas { self.ln_p[node] - self.level[node] } else { self.problem.effort_h[node - areas] };
            needs.insert(node, need);
        }
        let mut wanted: Vec<(Pair, f64)> = Vec::with_capacity(tree.len());
        for &(node, parent) in self.walk(root).iter().skip(1).rev() {
            let pair = self.pair(node, parent);
            let (rate, need) = (self.rate(pair), needs[&node]);
            let (hours, taken) = if node < areas { (need / rate, need / rate) } else { (need, need * rate) };
            wanted.push((pair, hours));
            if let Some(up) = needs.get_mut(&parent) {
                *up -= taken;
            }
        }
        self.move_towards(&wanted)
    }

    /// Logarithm of the common factor of a tree, from `sum mu_i y_i = sum lambda_j T_j`.
    fn offset(&self, tree: &[(usize, usize)], height: &std::collections::BTreeMap<usize, f64>) -> f64 {
        let areas = self.problem.areas();
        let top = tree.iter().filter(|(n, _)| *n < areas).map(|(n, _)| height[n]).fold(f64::NEG_INFINITY, f64::max);
        if top == f64::NEG_INFINITY {
            return 0.0;
        }
        let (mut sum, mut weights) = (0.0, 0.0);
        for (node, _) in tree {
            let weight = math::exp(height[node] - top);
            if *node < areas {
                sum += weight * (self.ln_p[*node] - height[node]);
                weights += weight;
            } else {
                sum -= weight * self.problem.effort_h[*node - areas];
            }
        }
        sum / weights
    }

    /// Sets the wanted hours; or goes towards them until a pair is empty, which is returned.
    fn move_towards(&mut self, wanted: &[(Pair, f64)]) -> Option<Pair> {
        let mut share = 1.0;
        let mut blocked = None;
        for &(pair, want) in wanted {
            let have = self.hours[self.index(pair)];
            if want < -ROUNDING * self.problem.effort_h[pair.1] && have / (have - want) < share {
                share = have / (have - want);
                blocked = Some(pair);
            }
        }
        for &(pair, want) in wanted {
            let index = self.index(pair);
            let have = self.hours[index];
            self.hours[index] = if blocked.is_some() { (have + share * (want - have)).max(0.0) } else { want.max(0.0) };
        }
        if let Some(pair) = blocked {
            let index = self.index(pair);
            self.hours[index] = 0.0;
        }
        blocked
    }

    /// The pair off the forest that gains most, with the logarithm of its gain over the unit's common gain.
    pub fn most_wanted(&self) -> Option<(Pair, f64)> {
        let areas = self.problem.areas();
        let mut best: Option<(Pair, f64)> = None;
        for i in (0..areas).filter(|i| self.ln_p[*i] > f64::NEG_INFINITY) {
            for j in 0..self.problem.units() {
                let index = self.index((i, j));
                if self.ln_rate[index] == f64::NEG_INFINITY || self.next_to[areas + j].is_empty() {
                    continue;
                }
                let gain = self.level[i] + self.ln_rate[index] - self.level[areas + j];
                if best.is_none_or(|(_, most)| gain > most) {
                    best = Some(((i, j), gain));
                }
            }
        }
        best
    }

    /// Takes a pair into the forest.
    pub fn enter(&mut self, pair: Pair) {
        match self.path(pair) {
            None => self.link(pair),
            Some(path) => self.push_round(pair, &path),
        }
    }
}
