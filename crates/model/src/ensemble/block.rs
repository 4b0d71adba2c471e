//! The state of 256 elements, column by column.

use super::BLOCK;

/// What has become of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum State {
    /// Padding at the end of the last block of a scenario.
    None = 0,
    /// Not yet released.
    Waiting = 1,
    /// Adrift.
    Adrift = 2,
    /// On the shore.
    Stranded = 3,
    /// It left the data.
    OutOfData = 4,
}

/// 256 elements of one scenario. Speeds per unit of wind are dimensionless, offsets are m/s; cross-wind is positive to the
/// right of downwind.
#[derive(Clone, Debug)]
pub struct Block {
    /// Degrees east; runs on beyond 180 rather than jump.
    pub lon_deg: Box<[f64; BLOCK]>,
    /// Degrees north.
    pub lat_deg: Box<[f64; BLOCK]>,
    /// Leeway of the elements.
    pub leeway: Box<Leeway>,
    /// What has become of each.
    pub state: [State; BLOCK],
    /// Number of the first element's random draws; the others follow.
    pub slot: u32,
    /// Number of the scenario.
    pub scenario: u16,
    /// Number of the first element in products.
    pub first: u32,
    /// Elements that are no padding.
    pub len: usize,
    /// What only some runs need.
    pub extra: Option<Box<Extra>>,
}

/// Leeway of 256 elements: `down = (down_slope) U + down_offset`, `right = (cross_slope + cross_spread) U + cross_offset`.
#[derive(Clone, Debug)]
pub struct Leeway {
    /// Downwind, with the perturbation.
    pub down_slope: [f32; BLOCK],
    /// Downwind, m/s, with the perturbation.
    pub down_offset: [f32; BLOCK],
    /// Of the class, with the sign of the side that is in force.
    pub cross_slope: [f32; BLOCK],
    /// Perturbation of the cross-wind slope.
    pub cross_spread: [f32; BLOCK],
    /// Cross-wind, m/s, with the perturbation.
    pub cross_offset: [f32; BLOCK],
    /// Share of the step in which it moves: 1 adrift, 0 at rest, between in the step of its release.
    pub moving: [f32; BLOCK],
}

/// What only some runs need.
#[derive(Clone, Debug)]
pub struct Extra {
    /// When the element enters the water, seconds.
    pub release_s: [f64; BLOCK],
    /// When the element takes its next class, seconds in the order of the run; infinite: never.
    pub change_s: [f64; BLOCK],
    /// Class in force: 0 the scenario's own, else the number of the change plus one.
    pub class: [u8; BLOCK],
    /// Whether the left side is in force.
    pub left: [bool; BLOCK],
    /// Whether the element has capsized.
    pub capsized: [bool; BLOCK],
    /// Normal numbers behind the perturbations, downwind and cross-wind.
    pub normal: [[f32; BLOCK]; 2],
}

impl Extra {
    /// Everything at rest: released at once, no change of class.
    pub fn new() -> Self {
        Self {
            release_s: [f64::NEG_INFINITY; BLOCK],
            change_s: [f64::INFINITY; BLOCK],
            class: [0; BLOCK],
            left: [false; BLOCK],
            capsized: [false; BLOCK],
            normal: [[0.0; BLOCK]; 2],
        }
    }
}

impl Default for Extra {
    fn default() -> Self {
        Self::new()
    }
}

impl Block {
    /// An empty block: padding only.
    pub fn new(scenario: u16, slot: u32, first: u32) -> Self {
        let zero = [0.0_f32; BLOCK];
        let leeway = Leeway {
            down_slope: zero,
            down_offset: zero,
            cross_slope: zero,
            cross_spread: zero,
            cross_offset: zero,
            moving: zero,
        };
        Self {
            lon_deg: Box::new([0.0; BLOCK]),
            lat_deg: Box::new([0.0; BLOCK]),
            leeway: Box::new(leeway),
            state: [State::None; BLOCK],
            slot,
            scenario,
            first,
            len: 0,
            extra: None,
        }
    }

    /// Whether any element still moves or will.
    #[inline]
    pub fn lives(&self) -> bool {
        self.state.iter().any(|state| matches!(state, State::Adrift | State::Waiting))
    }

    /// The element stops.
    #[inline]
    pub(super) fn stop(&mut self, lane: usize, state: State) {
        self.state[lane] = state;
        self.leeway.moving[lane] = 0.0;
    }

    /// West, south, east and north of the elements that move or will; `None` when there are none.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for lane in 0..self.len {
            if matches!(self.state[lane], State::Adrift | State::Waiting) {
                let (lon, lat) = (self.lon_deg[lane], self.lat_deg[lane]);
                bounds = [bounds[0].min(lon), bounds[1].min(lat), bounds[2].max(lon), bounds[3].max(lat)];
            }
        }
        (bounds[0] <= bounds[2]).then_some(bounds)
    }
}
