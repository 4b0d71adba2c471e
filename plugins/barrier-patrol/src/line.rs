//! The barrier line, and how several craft share it.

use sarex_plugin_sdk::{PlanError, Task, Vec2};

use crate::craft::Craft;
use crate::input::Settings;

/// Half the length of a barrier round a datum, in radii of 50 % containment: 1.77 standard deviations, which hold
/// `erf(1.77 / sqrt 2)` = 92 % of what a normal distribution sends across.
const BARRIER_RADII: f64 = 1.5;
/// A line shorter than this is none, metres.
const LEAST_M: f64 = 100.0;

/// A line, and the velocity of what shall not pass it.
pub struct Line {
    points: Vec<Vec2>,
    /// Metres per second.
    pub object: Vec2,
}

impl Line {
    /// The track of the task; else across the area or the datum, square to the object's course.
    pub fn of(task: &Task, settings: &Settings) -> Result<Self, PlanError> {
        let mut points = task.track.clone();
        points.dedup_by(|a, b| (*a - *b).length() < 1.0);
        if !points.is_empty() && points.len() < 2 {
            return Err(PlanError::BadInput("track: a barrier line needs at least two places".into()));
        }
        let object = object(task, settings, &points)?;
        if points.is_empty() {
            let across = object.right().direction().unwrap_or(Vec2::new(1.0, 0.0));
            points = if task.area.is_empty() { at_datum(task, across) } else { across_area(&task.area, across) };
        }
        let line = Self { points, object };
        let [a, b] = line.ends();
        if (b - a).length() < LEAST_M {
            let text = format!("the barrier is shorter than {LEAST_M} m; give a longer track or a wider area");
            return Err(PlanError::BadInput(text));
        }
        Ok(line)
    }

    /// Its ends.
    pub fn ends(&self) -> [Vec2; 2] {
        [self.points[0], self.points[self.points.len() - 1]]
    }

    /// Its places.
    pub fn points(&self) -> &[Vec2] {
        &self.points
    }

    /// Its length along all its places, metres.
    pub fn length_m(&self) -> f64 {
        self.points.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum()
    }

    /// From its first to its last place, length 1.
    pub fn direction(&self) -> Vec2 {
        let [a, b] = self.ends();
        (b - a).direction().unwrap_or(Vec2::new(1.0, 0.0))
    }

    /// Unit vector square to it, the way that the object crosses it.
    pub fn downstream(&self) -> Vec2 {
        let right = self.direction().right();
        if right.dot(self.object) < 0.0 { -right } else { right }
    }

    /// Speed of the object square to the line, m/s.
    pub fn crossing_mps(&self) -> f64 {
        self.object.dot(self.downstream())
    }

    /// Parts in proportion to what each craft sweeps across the object's way, in the order of the craft; neighbours
    /// along the line as their starts lie along it.
    pub fn parts(&self, craft: &[Craft]) -> Vec<Self> {
        let speed2 = self.object.dot(self.object);
        let sweeps = |own: &Craft| {
            let search = own.asset.search_mps;
            own.asset.sweep_width_m * (search * search + speed2).sqrt()
        };
        let mut order: Vec<usize> = (0..craft.len()).collect();
        let along = |index: usize| craft[index].asset.start.dot(self.direction());
        order.sort_by(|a, b| along(*a).total_cmp(&along(*b)).then(a.cmp(b)));
        let total: f64 = craft.iter().map(sweeps).sum();
        let mut from = 0.0;
        let mut parts: Vec<(usize, Self)> = Vec::with_capacity(craft.len());
        for index in order {
            let to = from + sweeps(&craft[index]) / total;
            parts.push((index, self.part(from * self.length_m(), to * self.length_m())));
            from = to;
        }
        parts.sort_by_key(|(index, _)| *index);
        parts.into_iter().map(|(_, part)| part).collect()
    }

    /// The part between two distances along it.
    pub fn part(&self, from_m: f64, to_m: f64) -> Self {
        let mut points = vec![self.at(from_m)];
        let mut passed_m = 0.0;
        for pair in self.points.windows(2) {
            passed_m += (pair[1] - pair[0]).length();
            if passed_m > from_m + 1e-6 && passed_m < to_m - 1e-6 {
                points.push(pair[1]);
            }
        }
        points.push(self.at(to_m));
        Self { points, object: self.object }
    }

    fn at(&self, distance_m: f64) -> Vec2 {
        let mut left_m = distance_m.max(0.0);
        for pair in self.points.windows(2) {
            let length_m = (pair[1] - pair[0]).length();
            if left_m <= length_m {
                return pair[0] + (pair[1] - pair[0]) * (left_m / length_m);
            }
            left_m -= length_m;
        }
        self.points[self.points.len() - 1]
    }
}

/// The object's velocity.
fn object(task: &Task, settings: &Settings, points: &[Vec2]) -> Result<Vec2, PlanError> {
    let drift = Vec2::new(task.datum.drift_east_mps, task.datum.drift_north_mps);
    let square = || points.last().and_then(|last| (*last - points[0]).direction()).map(Vec2::right);
    let speed_mps = settings.object_mps.unwrap_or(drift.length());
    let course = settings.object_course_deg.map(|course| Vec2::towards(course, 1.0));
    let along = course.or(drift.direction()).or_else(square).unwrap_or(Vec2::new(0.0, 1.0));
    if let Some(square) = square()
        && square.dot(along).abs() < 0.2
    {
        let text = "object_course_deg: the object runs along the barrier, not across it; turn the line or the course";
        return Err(PlanError::BadInput(text.into()));
    }
    Ok(along * speed_mps.max(1e-3))
}

fn at_datum(task: &Task, across: Vec2) -> Vec<Vec2> {
    let half_m = BARRIER_RADII * task.datum.error_radius_m.max(200.0);
    vec![task.datum.at - across * half_m, task.datum.at + across * half_m]
}

/// Through the middle of the area, as wide as the area.
fn across_area(area: &[Vec2], across: Vec2) -> Vec<Vec2> {
    let middle = area.iter().fold(Vec2::ZERO, |sum, place| sum + *place) * (1.0 / area.len() as f64);
    let reach = area.iter().map(|place| (*place - middle).dot(across));
    let (low, high) = reach.fold((0.0_f64, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
    vec![middle + across * low, middle + across * high]
}
