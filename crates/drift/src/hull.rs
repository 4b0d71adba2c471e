//! The convex hull of an ensemble.

use sarex_model::ensemble::{Block, State};
use sarex_model::math;
use sarex_model::position::Position;

/// Closed ring round all elements in the water or ashore; empty when there are none.
///
/// # References
/// Andrew 1979, Information Processing Letters 9, the monotone chain.
pub fn hull(blocks: &[Block]) -> Vec<Position> {
    hull_of(blocks.iter().flat_map(extremes))
}

/// Closed ring round points of longitude and latitude; empty when there are none.
pub fn hull_of(points: impl Iterator<Item = (f64, f64)>) -> Vec<Position> {
    let mut points: Vec<(f64, f64)> = points.collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    if points.is_empty() {
        return Vec::new();
    }
    let lower = chain(points.iter());
    let upper = chain(points.iter().rev());
    let ring = lower.iter().chain(upper.iter().skip(1));
    let mut ring: Vec<Position> = ring.map(|(lon, lat)| Position::new(*lat, math::wrap_180(*lon))).collect();
    if ring.len() == 1 {
        ring.push(ring[0]);
    }
    ring
}

/// The hull of one block: nothing else of it can be on the hull of all.
fn extremes(block: &Block) -> Vec<(f64, f64)> {
    let counts = |lane: &usize| !matches!(block.state[*lane], State::Waiting | State::None);
    let mut points: Vec<(f64, f64)> =
        (0..block.len).filter(counts).map(|lane| (block.lon_deg[lane], block.lat_deg[lane])).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    let mut ends = chain(points.iter());
    ends.extend(chain(points.iter().rev()));
    ends
}

/// One side of the hull of sorted points.
fn chain<'a>(points: impl Iterator<Item = &'a (f64, f64)>) -> Vec<(f64, f64)> {
    let mut chain: Vec<(f64, f64)> = Vec::new();
    for p in points {
        while let [.., a, b] = chain.as_slice() {
            let turn = (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
            if turn > 0.0 {
                break;
            }
            chain.pop();
        }
        chain.push(*p);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use sarex_model::ensemble::BLOCK;

    #[test]
    fn every_element_is_inside() {
        let mut blocks = Vec::new();
        for number in 0..3_u32 {
            let mut block = Block::new(0, number * BLOCK as u32, 0);
            block.len = BLOCK;
            for lane in 0..BLOCK {
                let a = (number as usize * BLOCK + lane) as f64;
                block.lon_deg[lane] = 131.0 + math::sin(a * 1.7) * (a % 13.0) * 0.01;
                block.lat_deg[lane] = 36.0 + math::cos(a * 0.9) * (a % 7.0) * 0.01;
                block.state[lane] = State::Adrift;
            }
            blocks.push(block);
        }
        let ring = hull(&blocks);
        assert!(ring.len() > 4 && ring.first() == ring.last());
        for block in &blocks {
            for lane in 0..BLOCK {
                let inside = ring.windows(2).all(|edge| {
                    let (a, b) = (edge[0], edge[1]);
                    let turn = (b.lon_deg - a.lon_deg) * (block.lat_deg[lane] - a.lat_deg)
                        - (b.lat_deg - a.lat_deg) * (block.lon_deg[lane] - a.lon_deg);
                    turn >= -1e-12
                });
                assert!(inside, "{lane}");
            }
        }
        assert!(hull(&[]).is_empty());
    }
}
