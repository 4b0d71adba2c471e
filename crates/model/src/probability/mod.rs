//! Where the object may be, and what a search without result says about it.
//!
//! Probability lies on areas ([`update`]), on the cells of a grid ([`Map`]) or on drift elements ([`particles`]); what is
//! on none of them is the rest of the world, which no search reaches and every failed search makes likelier.

mod clip;
mod map;
pub mod particles;
pub mod update;

pub use clip::{area_of, clip_to_box};
pub use map::{Map, MapError, Normal};
