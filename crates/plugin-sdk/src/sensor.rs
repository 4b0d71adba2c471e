//! Sensor models: the chance that one look sees a search object.

use crate::bindings::sensor_model::exports::sarex::plugin::sensor::Descriptor;
use crate::{Glimpse, Params};

/// A plugin that tells how well a sensor sees.
pub trait SensorModel: Sized + Send + Sync + 'static {
    /// What people call it.
    const NAME: &'static str;
    /// Looks beyond this range are not put to it, metres.
    const MAX_RANGE_M: f64;

    /// Makes it from the parameters of `plugin.toml` and the scenario. The error names the key that is wrong.
    fn configure(params: &Params) -> Result<Self, String>;

    /// The probability of detection of one look, 0 to 1, independent of the looks before. It must depend on nothing but
    /// `self` and `look`.
    fn detect(&self, look: &Glimpse) -> f64;
}

/// What the host is told of `S`. The export macro calls it.
pub fn describe_sensor<S: SensorModel>() -> Descriptor {
    Descriptor { name: S::NAME.into(), max_range_m: S::MAX_RANGE_M }
}
