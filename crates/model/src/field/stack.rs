//! Several fields of one variable, the best first.

use super::{FieldGap, VectorField};
use crate::position::{Position, Vec2};
use serde::{Deserialize, Serialize};

/// Fields of one variable in order of preference, and a constant for where none has a value.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct FieldStack {
    /// The fields, the preferred one first.
    pub layers: Vec<VectorField>,
    /// m/s, used where no field has a value; `None` makes that an error.
    pub fallback: Option<Vec2>,
}

impl FieldStack {
    /// A stack that gives the same vector everywhere and always.
    pub fn constant(value: Vec2) -> Self {
        Self { layers: Vec::new(), fallback: Some(value) }
    }

    /// Adds one vector, in m/s, to every value: a forecast that is off by the same everywhere and always.
    pub fn add(&mut self, error: Vec2) {
        for layer in &mut self.layers {
            layer.east.iter_mut().for_each(|value| *value += error.east_m as f32);
            layer.north.iter_mut().for_each(|value| *value += error.north_m as f32);
        }
        self.fallback = self.fallback.map(|value| value + error);
    }

    /// The vector of the first field that has one here, else the fallback, in m/s.
    ///
    /// # Errors
    /// Without a fallback, the gap of the field that came nearest to an answer.
    #[inline]
    pub fn at(&self, place: Position, time_s: f64) -> Result<Vec2, FieldGap> {
        let mut nearest = FieldGap::OutsideArea;
        for layer in &self.layers {
            match layer.at(place, time_s) {
                Ok(value) => return Ok(value),
                Err(gap) => nearest = nearest.max(gap),
            }
        }
        self.fallback.ok_or(nearest)
    }
}
