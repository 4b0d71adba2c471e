//! Packed values, through the crate `grib`, behind checks of every count it would allocate by.

use grib::Grib2SubmessageDecoder;

use super::super::guard::quietly;
use super::super::{Findings, problem};
use super::message::{Message, u16_at, u32_at};

const REPACK: &str =
    "repack it, for example with `grib_set -r -s packingType=grid_simple in.grib2 out.grib2` (ecCodes)";

/// The values of a message in the order of the file, NaN where its bitmap has none.
pub(super) fn decode(message: &Message<'_>, points: usize) -> Result<Vec<f32>, Findings> {
    let section = message.representation;
    let template = u16_at(section, 9);
    let name = packing(template);
    match template {
        Some(0 | 42) => {}
        Some(2 | 3) if groups_are_bounded(section, points) => {}
        Some(2 | 3) => return Err(damaged(name)),
        _ => return Err(problem(format!("its values are packed by {name}, which is not read"), REPACK)),
    }
    let counted = u32_at(section, 5).is_some_and(|n| n as usize <= points);
    if !counted || message.bitmap.len() < 6 || message.data.len() < 5 {
        return Err(damaged(name));
    }
    let run = || -> Result<Vec<f32>, String> {
        let parts = (section.to_vec(), message.bitmap.to_vec(), message.data.to_vec());
        let decoder = Grib2SubmessageDecoder::new(points, parts.0, parts.1, parts.2).map_err(|e| e.to_string())?;
        let values = decoder.dispatch().map_err(|e| e.to_string())?;
        Ok(values.take(points).collect())
    };
    match quietly(run) {
        Some(Ok(values)) if values.len() == points => Ok(values),
        Some(Err(error)) => Err(problem(format!("its values, packed by {name}, cannot be read: {error}"), REPACK)),
        _ => Err(damaged(name)),
    }
}

fn damaged(packing: &str) -> Findings {
    problem(format!("its values, packed by {packing}, are damaged"), "download the file again")
}

/// WMO code table 5.0.
fn packing(template: Option<u16>) -> &'static str {
    match template {
        Some(0) => "simple packing",
        Some(2) => "complex packing",
        Some(3) => "complex packing with spatial differences",
        Some(4) => "IEEE floating point",
        Some(40) => "JPEG 2000",
        Some(41) => "PNG",
        Some(42) => "CCSDS (AEC) packing",
        Some(50 | 51 | 53) => "spectral packing",
        Some(200) => "run-length packing",
        _ => "an unknown packing",
    }
}

/// Whether the groups of complex packing are as many and as long as the grid allows.
///
/// The decoder allocates whole groups. A sound writer uses the fewest bits for the lengths, so that the longest length the
/// bits can say is below twice the longest there is.
fn groups_are_bounded(s: &[u8], points: usize) -> bool {
    let all = || {
        let (groups, reference, last) = (u32_at(s, 31)? as usize, u32_at(s, 37)? as usize, u32_at(s, 42)? as usize);
        let (increment, bits) = (usize::from(*s.get(41)?), u32::from(*s.get(46)?));
        let scaled = 1usize.checked_shl(bits).filter(|_| bits < 32)? - 1;
        let longest = increment.checked_mul(scaled)?.checked_add(reference)?;
        Some(groups <= points && last <= points && longest <= points.saturating_mul(4).saturating_add(65_536))
    };
    all().unwrap_or(false)
}
