//! `sarex drift`: a drift case, its ensemble on every core, and the products that planners use.
//!
//! Invariant: no Bevy, no wasmtime. The science is in sarex-model, the formats are in sarex-files.

pub mod forecast;
pub mod products;
