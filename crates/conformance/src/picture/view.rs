//! Which part of the sea is shown, and at which scale.

use sarex_model::position::Vec2;

use super::Sketch;
use super::svg::At;

/// Share of the frame left free round what must show.
const MARGIN: f64 = 0.06;
/// Cells of the map below this share of its likeliest need not show.
const FAINT: f32 = 0.4;

/// From metres to pixels.
pub(super) struct View {
    /// Left, top, width, height of the chart on the picture.
    pub frame: [f64; 4],
    centre: Vec2,
    /// Pixels in a metre.
    pub scale: f64,
}

impl View {
    /// What a sketch must show: searching legs, areas, datum and the likely part of the map; starts where they are near.
    pub fn of(sketch: &Sketch, frame: [f64; 4]) -> Self {
        let [_, _, width, height] = frame;
        let mut places = vec![sketch.task.datum];
        for part in &sketch.plan.assets {
            places.push(part.commence);
            places.extend(part.legs.iter().map(|leg| leg.to));
        }
        places.extend(sketch.flight.areas.iter().flatten());
        places.extend(&sketch.task.area);
        places.extend(sketch.drawings.iter().flat_map(|d| d.points.iter().map(|(e, n)| Vec2::new(*e, *n))));
        if let Some(map) = &sketch.task.poc {
            let most = map.values.iter().copied().fold(0.0, f32::max);
            let likely = (0..map.values.len()).filter(|cell| map.values[*cell] > FAINT * most);
            places.extend(likely.map(|cell| {
                let (col, row) = (cell as u32 % map.cols, cell as u32 / map.cols);
                map.origin + Vec2::new((f64::from(col) + 0.5) * map.cell_m, (f64::from(row) + 0.5) * map.cell_m)
            }));
        }
        let (low, high) = bounds(&places);
        let near = |place: &Vec2| {
            let (least, most) = bounds(&[low, high, *place]);
            (most - least).length() < 1.4 * (high - low).length()
        };
        places.extend(sketch.task.assets.iter().map(|asset| asset.start).filter(near));
        let (low, high) = bounds(&places);
        let span = high - low;
        let free = 1.0 - 2.0 * MARGIN;
        let scale = (free * width / span.east_m.max(500.0)).min(free * height / span.north_m.max(500.0));
        Self { frame, centre: (low + high) * 0.5, scale }
    }

    /// Where a place lies on the picture.
    pub fn at(&self, place: Vec2) -> At {
        let off = (place - self.centre) * self.scale;
        let [left, top, width, height] = self.frame;
        (left + 0.5 * width + off.east_m, top + 0.5 * height - off.north_m)
    }

    /// Where places lie.
    pub fn all(&self, places: &[Vec2]) -> Vec<At> {
        places.iter().map(|place| self.at(*place)).collect()
    }

    /// Whether a place shows.
    pub fn shows(&self, (x, y): At) -> bool {
        let [left, top, width, height] = self.frame;
        (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
    }
}

fn bounds(places: &[Vec2]) -> (Vec2, Vec2) {
    let finite = || places.iter().filter(|place| place.east_m.is_finite() && place.north_m.is_finite());
    let start = finite().next().copied().unwrap_or_default();
    finite().fold((start, start), |(low, high), place| {
        (
            Vec2::new(low.east_m.min(place.east_m), low.north_m.min(place.north_m)),
            Vec2::new(high.east_m.max(place.east_m), high.north_m.max(place.north_m)),
        )
    })
}
