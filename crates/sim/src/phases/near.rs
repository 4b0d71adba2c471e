//! The elements of a forecast by latitude, so that a look touches those within reach and not all of them.

use sarex_model::position::Position;

use crate::state::Element;

/// Bands of latitude: a sensor's reach is a fourth to a tenth of a cloud, so these are fine enough.
const BANDS: usize = 128;

/// Places of elements with their numbers, band by band from south to north. Good until an element moves; not part of the state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Near {
    south_deg: f64,
    bands_per_deg: f64,
    /// First place of each band, and the end.
    starts: Vec<u32>,
    places: Vec<(Position, u32)>,
}

impl Near {
    /// The elements of a forecast.
    pub fn of(elements: &[Element]) -> Self {
        let lats = elements.iter().map(|element| element.at.lat_deg);
        let (south, north) = lats.fold((f64::INFINITY, f64::NEG_INFINITY), |(s, n), lat| (s.min(lat), n.max(lat)));
        let bands_per_deg = BANDS as f64 / (north - south).max(1e-6);
        let mut near = Self { south_deg: south, bands_per_deg, starts: vec![0; BANDS + 1], places: Vec::new() };
        let bands: Vec<u8> = elements.iter().map(|element| near.band(element.at.lat_deg) as u8).collect();
        for band in &bands {
            near.starts[usize::from(*band) + 1] += 1;
        }
        for band in 0..BANDS {
            near.starts[band + 1] += near.starts[band];
        }
        let mut next = near.starts.clone();
        near.places.resize(elements.len(), (Position::default(), 0));
        for ((number, element), band) in (0_u32..).zip(elements).zip(bands) {
            let place = &mut next[usize::from(band)];
            near.places[*place as usize] = (element.at, number);
            *place += 1;
        }
        near
    }

    /// Whether it holds so many elements.
    pub fn holds(&self, elements: usize) -> bool {
        self.places.len() == elements && !self.starts.is_empty()
    }

    /// Every element between two latitudes, and some beside them.
    pub fn between(&self, south_deg: f64, north_deg: f64) -> &[(Position, u32)] {
        let (first, last) = (self.band(south_deg), self.band(north_deg));
        &self.places[self.starts[first] as usize..self.starts[last + 1] as usize]
    }

    fn band(&self, lat_deg: f64) -> usize {
        // Below the first band and above the last one the conversion stops at the ends.
        (((lat_deg - self.south_deg) * self.bands_per_deg) as usize).min(BANDS - 1)
    }
}
