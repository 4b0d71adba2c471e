//! Lines of the exercise itself: its own lines where they run now, the limits of a patrol, airspaces, areas of
//! responsibility. None is a delimitation.

use sarex_sim::view::{Brief, Frame};

use super::sheets::Sheet;
use crate::chart::ink::{shade, vertex};

/// The exercise lines as they run now: name in every language and points.
pub fn in_force<'a>(
    brief: &'a Brief,
    frame: &'a Frame,
) -> impl Iterator<Item = (&'a sarex_sim::setup::Text, &'a [sarex_model::position::Position])> {
    (0_u32..).zip(&brief.lines).map(|(number, line)| {
        let moved = frame.desk.lines.iter().find(|(moved, _)| *moved == number);
        (&line.label, moved.map_or(&line.points[..], |(_, points)| points))
    })
}

/// Draws them.
pub fn draw(frame: &Frame, sheet: &mut Sheet<'_>) {
    let color = vertex(sheet.theme.exercise_line);
    for (_, points) in in_force(sheet.brief, frame) {
        sheet.ink.line(points.iter().map(|p| sheet.projection.plane(*p)), color);
    }
    if let Some(patrol) = &sheet.brief.patrol {
        ring(&patrol.area, color, sheet);
    }
    for airspace in &sheet.brief.airspaces {
        ring(&airspace.area, shade(sheet.theme.cell(airspace.cell), 0.6), sheet);
    }
    for (number, cell) in (0..).zip(&sheet.brief.cells) {
        ring(&cell.policy.area, shade(sheet.theme.cell(number), 0.35), sheet);
    }
}

fn ring(area: &[sarex_model::position::Position], color: [f32; 4], sheet: &mut Sheet<'_>) {
    let corners: Vec<_> = area.iter().map(|p| sheet.projection.plane(*p)).collect();
    sheet.ink.ring(&corners, color);
}
