//! From packed values to numbers: missing values, scale and offset.

use super::file::{Attribute, Variable};

/// Values this large are the fill value of a writer that forgot to say so (netCDF fills with 9.97e36, GrADS with 9.999e20).
const ABSURD: f64 = 1e15;

/// Missing values looked for: `_FillValue`, some of `missing_value`, the library's own.
const MOST_MISSING: usize = 4;

/// How the values of a variable are packed (CF conventions, chapter 8.1; NetCDF Users Guide, appendix A).
pub(super) struct Packing {
    /// NaN where there are fewer.
    missing: [f64; MOST_MISSING],
    low: f64,
    high: f64,
    /// The valid range is that of the unpacked values.
    range_unpacked: bool,
    scale: f64,
    offset: f64,
}

impl Packing {
    pub(super) fn of(variable: &Variable) -> Self {
        let number = |name: &str| variable.number(name);
        let scaled = number("scale_factor").is_some() || number("add_offset").is_some();
        let undeclared = variable.default_fill().filter(|_| number("_FillValue").is_none());
        let declared = variable
            .numbers("_FillValue")
            .into_iter()
            .take(1)
            .chain(undeclared)
            .chain(variable.numbers("missing_value"));
        let mut missing = [f64::NAN; MOST_MISSING];
        missing.iter_mut().zip(declared).for_each(|(place, value)| *place = value);
        let range = variable.numbers("valid_range");
        let low = number("valid_min").or_else(|| range.first().copied());
        let high = number("valid_max").or_else(|| range.get(1).copied());
        // A range in real numbers beside packed whole numbers is meant for the unpacked values.
        let real = |name: &str| matches!(variable.attribute(name), Some(Attribute::Numbers { real: true, .. }));
        let range_unpacked =
            scaled && variable.is_whole() && ["valid_min", "valid_max", "valid_range"].iter().any(|name| real(name));
        Self {
            missing,
            low: low.unwrap_or(f64::NEG_INFINITY),
            high: high.unwrap_or(f64::INFINITY),
            range_unpacked,
            scale: number("scale_factor").unwrap_or(1.0),
            offset: number("add_offset").unwrap_or(0.0),
        }
    }

    /// The value, NaN when missing.
    #[inline]
    pub(super) fn value(&self, raw: f64) -> f64 {
        let value = raw * self.scale + self.offset;
        let checked = if self.range_unpacked { value } else { raw };
        let [a, b, c, d] = self.missing;
        // No early return: one branch a value keeps the loop over an array fast.
        let missing = (raw == a) | (raw == b) | (raw == c) | (raw == d);
        let sound = !missing & (checked >= self.low) & (checked <= self.high) & (value.abs() < ABSURD);
        if sound { value } else { f64::NAN }
    }
}
