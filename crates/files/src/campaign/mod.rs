//! The design file of a campaign: what is compared, what is uncertain, and a scenario's text with a factor's levels in it.

mod design;
mod patch;

pub use design::{Design, Draw, Factor, Law, Level, Levels, Method, Range, read_design};
pub use patch::{ids_of, patched};
