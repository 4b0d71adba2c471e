//! Where units have been in the last hour, fading.

use sarex_sim::view::Frame;

use super::sheets::Sheet;
use crate::chart::ink::shade;

/// Draws the trails.
pub fn draw(frame: &Frame, sheet: &mut Sheet<'_>) {
    for unit in &frame.units {
        let color = sheet.theme.cell(sheet.brief.units.get(unit.unit as usize).map_or(0, |u| u.cell));
        let points: Vec<_> = unit.trail.iter().chain([&unit.at]).map(|p| sheet.projection.plane(*p)).collect();
        let last = points.len().max(2) as f32 - 1.0;
        for (i, pair) in points.windows(2).enumerate() {
            let at = |i: usize| shade(color, 0.04 + 0.5 * i as f32 / last);
            sheet.ink.segment(pair[0], pair[1], [at(i), at(i + 1)], 0.0);
        }
    }
}
