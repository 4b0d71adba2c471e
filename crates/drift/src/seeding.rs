//! Where and when elements enter the water.

use sarex_model::ensemble::{Key, Start, Stream, unit};
use sarex_model::math;
use sarex_model::position::{LocalFrame, Position, Vec2};

/// Radius of 50 % containment of a circular normal distribution, in standard deviations: sqrt(2 ln 2).
pub const SIGMA_PER_PROBABLE_ERROR: f64 = 1.177_410_022_515_474_6;

/// Scatter about a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scatter {
    /// Normal on each axis, standard deviation in metres.
    Normal(f64),
    /// Evenly in a disc of this radius, metres.
    Disc(f64),
}

/// Places that elements are drawn from.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Along a line of one or more points; the scatter grows from its first to its last value.
    Line {
        /// Its points.
        points: Vec<Position>,
        /// Metres from the first point to each.
        along_m: Vec<f64>,
        /// Scatter at the first and at the last point.
        scatter: (Scatter, Scatter),
        /// Pieces of the line with their share of the probability: from and to, metres, and share; shares add up to 1.
        pieces: Vec<(f64, f64, f64)>,
    },
    /// Evenly in an area.
    Area {
        /// Its corners, metres from the frame's origin.
        corners: Vec<Vec2>,
        /// Corners of triangles that fill it, with the share of the area up to and including each.
        triangles: Vec<([Vec2; 3], f64)>,
        /// Frame of the corners.
        frame: LocalFrame,
    },
}

/// Times that elements are drawn from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Times {
    /// All at one time, seconds.
    At(f64),
    /// Evenly between two times; along a line the time goes with the place.
    Between(f64, f64),
    /// With the place on the route: departure, seconds, and speed, m/s.
    UnderWay(f64, f64),
}

/// Where and when a scenario's elements start.
#[derive(Clone, Debug, PartialEq)]
pub struct Seeding {
    /// Where.
    pub shape: Shape,
    /// When.
    pub times: Times,
}

impl Shape {
    /// A point, or a line through points.
    pub fn line(points: Vec<Position>, scatter: (Scatter, Scatter)) -> Self {
        let mut along_m = vec![0.0];
        for pair in points.windows(2) {
            along_m.push(along_m[along_m.len() - 1] + pair[0].distance_m(pair[1]));
        }
        let length = along_m[along_m.len() - 1];
        Self::Line { points, along_m, scatter, pieces: vec![(0.0, length, 1.0)] }
    }

    /// A line whose parts from `from_m` to `to_m` are `times` likelier than the rest; parts may overlap and then multiply.
    pub fn with_hazards(self, hazards: &[(f64, f64, f64)]) -> Self {
        let Self::Line { points, along_m, scatter, .. } = self else { return self };
        let length = along_m[along_m.len() - 1];
        let mut cuts: Vec<f64> = hazards.iter().flat_map(|(from, to, _)| [*from, *to]).chain([0.0, length]).collect();
        cuts.retain(|cut| (0.0..=length).contains(cut));
        cuts.sort_by(f64::total_cmp);
        cuts.dedup();
        let rate =
            |at: f64| hazards.iter().filter(|(from, to, _)| at > *from && at < *to).map(|h| h.2).product::<f64>();
        let mut pieces: Vec<(f64, f64, f64)> =
            cuts.windows(2).map(|cut| (cut[0], cut[1], (cut[1] - cut[0]) * rate(0.5 * (cut[0] + cut[1])))).collect();
        let total: f64 = pieces.iter().map(|piece| piece.2).sum();
        if total > 0.0 {
            pieces.iter_mut().for_each(|piece| piece.2 /= total);
        }
        Self::Line { points, along_m, scatter, pieces }
    }

    /// The inside of a ring of corners; `None` when it has no area.
    pub fn area(corners: &[Position]) -> Option<Self> {
        use geo::TriangulateEarcut;
        let frame = LocalFrame::new(*corners.first()?);
        let mut local: Vec<Vec2> = corners.iter().map(|corner| frame.to_local(*corner)).collect();
        local.dedup();
        if local.len() > 1 && local.first() == local.last() {
            local.pop();
        }
        if local.len() < 3 {
            return None;
        }
        let ring: Vec<(f64, f64)> = local.iter().map(|v| (v.east_m, v.north_m)).collect();
        let polygon = geo::Polygon::new(ring.into(), Vec::new());
        let mut sum = 0.0;
        let mut triangles = Vec::new();
        for triangle in polygon.earcut_triangles() {
            let [a, b, c] = triangle.to_array().map(|p| Vec2::new(p.x, p.y));
            let (u, v) = (b - a, c - a);
            sum += 0.5 * (u.east_m * v.north_m - u.north_m * v.east_m).abs();
            triangles.push(([a, b, c], sum));
        }
        triangles.iter_mut().for_each(|triangle| triangle.1 /= sum);
        (sum > 0.0 && sum.is_finite()).then_some(Self::Area { corners: local, triangles, frame })
    }

    /// How far from its outline an element may start, metres: no normal number of the generator lies beyond 7 deviations.
    pub fn scatter_m(&self) -> f64 {
        let most = |scatter: &Scatter| match scatter {
            Scatter::Normal(sigma) => 7.0 * sigma,
            Scatter::Disc(radius) => *radius,
        };
        match self {
            Self::Line { scatter: (first, last), .. } => most(first).max(most(last)),
            Self::Area { .. } => 0.0,
        }
    }

    /// Its outline for charts: a point, a line, or a closed ring.
    pub fn outline(&self) -> Vec<Position> {
        match self {
            Self::Line { points, .. } => points.clone(),
            Self::Area { corners, frame, .. } => {
                corners.iter().chain(corners.first()).map(|c| frame.to_position(*c)).collect()
            }
        }
    }
}

impl Seeding {
    /// Place and time of the element with this number.
    pub fn start(&self, key: Key, slot: u32) -> Start {
        let [a, b, c, _] = key.draw(slot, 0, Stream::Place, 0).map(unit);
        let [late, ..] = key.draw(slot, 0, Stream::Release, 0).map(unit);
        let (place, along_m, share) = match &self.shape {
            Shape::Line { points, along_m, scatter, pieces } => {
                let length = along_m[along_m.len() - 1];
                let at = on_pieces(pieces, a);
                let share = if length > 0.0 { at / length } else { 0.0 };
                let middle = on_line(points, along_m, at);
                (scattered(middle, *scatter, share, key, slot), at, if points.len() > 1 { share } else { late })
            }
            Shape::Area { triangles, frame, .. } => (in_triangles(triangles, frame, a, b, c), 0.0, late),
        };
        let time_s = match self.times {
            Times::At(time_s) => time_s,
            Times::Between(from_s, to_s) => from_s + share * (to_s - from_s),
            Times::UnderWay(departure_s, speed_mps) => departure_s + along_m / speed_mps,
        };
        Start { lon_deg: place.lon_deg, lat_deg: place.lat_deg, time_s }
    }

    /// The earliest time at which an element may start, seconds.
    pub fn earliest_s(&self) -> f64 {
        match self.times {
            Times::At(at) | Times::Between(at, _) | Times::UnderWay(at, _) => at,
        }
    }
}

fn on_pieces(pieces: &[(f64, f64, f64)], mut share: f64) -> f64 {
    for (from, to, weight) in pieces {
        if share < *weight {
            return from + (to - from) * share / weight;
        }
        share -= weight;
    }
    pieces.last().map_or(0.0, |piece| piece.1)
}

/// The place so many metres along a line.
fn on_line(points: &[Position], along_m: &[f64], at_m: f64) -> Position {
    let next = along_m.partition_point(|along| *along <= at_m).clamp(1, along_m.len());
    let (Some(from), Some(to)) = (points.get(next - 1), points.get(next)) else {
        return points[points.len() - 1];
    };
    let share = (at_m - along_m[next - 1]) / (along_m[next] - along_m[next - 1]);
    from.moved(from.to(*to) * share)
}

fn scattered(middle: Position, scatter: (Scatter, Scatter), share: f64, key: Key, slot: u32) -> Position {
    let between = |a: f64, b: f64| a + (b - a) * share;
    let offset = match scatter {
        (Scatter::Normal(a), Scatter::Normal(b)) => {
            let z = key.normals(slot, 0, Stream::Place, 1);
            let sigma = between(a, b);
            Vec2::new(sigma * z[0], sigma * z[1])
        }
        (Scatter::Disc(a) | Scatter::Normal(a), Scatter::Disc(b) | Scatter::Normal(b)) => {
            let [radius, angle, ..] = key.draw(slot, 0, Stream::Place, 1).map(unit);
            let (radius, angle) = (between(a, b) * radius.sqrt(), std::f64::consts::TAU * angle);
            Vec2::new(radius * math::sin(angle), radius * math::cos(angle))
        }
    };
    middle.moved(offset)
}

fn in_triangles(triangles: &[([Vec2; 3], f64)], frame: &LocalFrame, pick: f64, u: f64, v: f64) -> Position {
    let index = triangles.partition_point(|triangle| triangle.1 < pick).min(triangles.len() - 1);
    let [a, b, c] = triangles[index].0;
    let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
    frame.to_position(a + (b - a) * u + (c - a) * v)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    const N: u32 = 20_000;

    fn starts(seeding: &Seeding) -> Vec<Start> {
        (0..N).map(|slot| seeding.start(Key::new(3), slot)).collect()
    }

    fn place(start: &Start) -> Position {
        Position::new(start.lat_deg, start.lon_deg)
    }

    /// The probable error is the radius of 50 % (IAMSAR); for a circular normal law it is 1.1774 standard deviations.
    #[test]
    fn val_half_lie_within_the_probable_error() {
        let centre = Position::new(36.0, 131.0);
        let scatter = Scatter::Normal(5000.0 / SIGMA_PER_PROBABLE_ERROR);
        let seeding =
            Seeding { shape: Shape::line(vec![centre], (scatter, scatter)), times: Times::Between(0.0, 60.0) };
        let starts = starts(&seeding);
        let near = starts.iter().filter(|s| centre.distance_m(place(s)) < 5000.0).count() as f64;
        assert!((near / f64::from(N) - 0.5).abs() < 0.012, "{near}");
        let mean = starts.iter().map(|s| s.time_s).sum::<f64>() / f64::from(N);
        assert!((mean - 30.0).abs() < 0.5 && starts.iter().all(|s| (0.0..=60.0).contains(&s.time_s)));
    }

    #[test]
    fn a_disc_is_even() {
        let centre = Position::new(60.0, 5.0);
        let scatter = Scatter::Disc(2000.0);
        let seeding = Seeding { shape: Shape::line(vec![centre], (scatter, scatter)), times: Times::At(0.0) };
        let distances: Vec<f64> = starts(&seeding).iter().map(|s| centre.distance_m(place(s))).collect();
        assert!(distances.iter().all(|d| *d < 2001.0));
        let half = distances.iter().filter(|d| **d < 1000.0).count() as f64 / f64::from(N);
        assert!((half - 0.25).abs() < 0.012, "{half}");
    }

    #[test]
    fn a_cone_widens_with_place_and_time() {
        let (from, to) = (Position::new(36.0, 131.0), Position::new(36.0, 132.0));
        let shape = Shape::line(vec![from, to], (Scatter::Disc(100.0), Scatter::Disc(5000.0)));
        let seeding = Seeding { shape, times: Times::Between(0.0, 3600.0) };
        for start in starts(&seeding) {
            let share = start.time_s / 3600.0;
            let middle = from.moved(from.to(to) * share);
            assert!(middle.distance_m(place(&start)) <= 100.0 + 4900.0 * share + 60.0, "{share}");
        }
    }

    #[test]
    fn hazards_draw_their_share() {
        let (from, to) = (Position::new(36.0, 131.0), Position::new(37.0, 131.0));
        let length = from.distance_m(to);
        let shape = Shape::line(vec![from, to], (Scatter::Normal(0.0), Scatter::Normal(0.0)));
        let shape = shape.with_hazards(&[(0.5 * length, 0.6 * length, 9.0)]);
        let seeding = Seeding { shape, times: Times::UnderWay(0.0, 5.0) };
        let inside = starts(&seeding).iter().filter(|s| (36.5..36.6).contains(&s.lat_deg)).count() as f64;
        // 0.1 x 9 of 0.9 + 0.9.
        assert!((inside / f64::from(N) - 0.5).abs() < 0.02, "{inside}");
        let late = starts(&seeding).iter().map(|s| s.time_s).fold(0.0, f64::max);
        assert!(late <= length / 5.0 + 1e-6 && late > 0.99 * length / 5.0);
    }

    #[test]
    fn an_area_is_filled_evenly() {
        let corners = [(36.0, 131.0), (36.0, 132.0), (36.5, 131.5), (37.0, 132.0), (37.0, 131.0)];
        let shape = Shape::area(&corners.map(|(lat, lon)| Position::new(lat, lon))).unwrap();
        let starts = starts(&Seeding { shape, times: Times::At(0.0) });
        // The notch on the east side stays empty, and the rest has three quarters of the box.
        assert!(starts.iter().all(|s| s.lon_deg < 131.5 + (s.lat_deg - 36.5).abs() + 1e-3));
        let west = starts.iter().filter(|s| s.lon_deg < 131.5).count() as f64 / f64::from(N);
        assert!((west - 2.0 / 3.0).abs() < 0.02, "{west}");
        assert!(Shape::area(&[Position::new(36.0, 131.0); 3]).is_none());
    }
}
