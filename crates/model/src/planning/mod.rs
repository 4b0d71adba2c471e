//! The search planner's chain by hand: datum, probable errors, search area, effort, optimal search factor.
//!
//! The formulas are those of the worksheets of IAMSAR Vol. II as they are taught; every function is one step of a worksheet, so
//! that a planner can follow it with a pencil. Winds are named by the direction they blow **from**, currents by the direction
//! they set **towards**, both true. Vectors of this module ([`crate::position::Vec2`]) are in knots.
//!
//! # References
//! reference/sar-science.md, sections 3.1 and 3.2; tables of AMSA NATSAR 2023 and Allen and Plourde 1999, see
//! `tables/README.md`.

mod area;
mod drift;
mod effort;
mod error;
mod leeway;
mod midpoint;
mod position_error;
mod search_factor;

pub use area::{Rectangle, area_nm2, line_length_nm, radius_for_area_nm, rectangles};
pub use drift::{Course, Current, Currents, Drift, DriftError, Period, PeriodDrift, Wind, drift};
pub use effort::{Facility, effort_factor_nm2, relative_effort};
pub use error::{
    DatumType, SEPARATION_LIMIT, SIGMA_PER_PROBABLE_ERROR, VelocityErrors, default_velocity_errors,
    forecast_wind_error_kn, rapid_response_radius_nm, separation_ratio, total_probable_error_nm,
};
pub use leeway::{LeewayRule, LeewayTableRow, LeewayVectors, ManualLeeway, manual_table, table_8_1};
pub use midpoint::midpoint;
pub use position_error::{DR_CRAFTS, FIX_MEANS, FixCircumstances, dead_reckoning_percent, fix_error_nm};
pub use search_factor::{Outcome, PastSearch, Shape, amsa_search_factor, optimal_search_factor, outcome};
