//! Lines of the exercise itself: its own lines and the limits of a patrol. None is a delimitation.

use sarex_sim::view::Frame;

use super::sheets::Sheet;
use crate::chart::ink::vertex;

/// Draws them.
pub fn draw(_frame: &Frame, sheet: &mut Sheet<'_>) {
    let color = vertex(sheet.theme.exercise_line);
    for line in &sheet.brief.lines {
        sheet.ink.line(line.points.iter().map(|p| sheet.projection.plane(*p)), color);
    }
    if let Some(patrol) = &sheet.brief.patrol {
        let corners: Vec<_> = patrol.area.iter().map(|p| sheet.projection.plane(*p)).collect();
        sheet.ink.ring(&corners, color);
    }
}
