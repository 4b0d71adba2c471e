//! Files made from a forecast.
