//! Leeway: how the wind drives a search object through the water.
//!
//! Object classes with their regressions ([`classes`], [`class()`]), and the coefficients of one element
//! ([`Coefficients`]), drawn once and kept for life.
//!
//! # References
//! Allen and Plourde 1999 (CG-D-08-99), Allen 2005 (CG-D-05-05), Breivik and Allen 2008 for the perturbation; the table
//! is `tables/object_properties.csv`.

mod coefficients;
mod table;

pub use coefficients::{Coefficients, JIBE_PER_HOUR, Side, jibe_probability};
pub use table::{CrossWind, LeewayClass, class, classes, nearest_keys};
