//! Search plans: the share of each unit as an area and its legs; what has been run is told apart from what is to come.

use sarex_sim::view::{Frame, PlanPart};

use super::sheets::Sheet;
use crate::chart::ink::shade;

fn color(sheet: &Sheet<'_>, part: &PlanPart) -> bevy_egui::egui::Color32 {
    sheet.theme.cell(sheet.brief.units.get(part.unit as usize).map_or(0, |u| u.cell))
}

/// Legs still to be run.
pub fn draw_legs(frame: &Frame, sheet: &mut Sheet<'_>) {
    for part in frame.plans.iter().flat_map(|p| &p.parts) {
        let rest = &part.points[(part.legs_done as usize).min(part.points.len())..];
        let line = shade(color(sheet, part), 0.85);
        sheet.ink.line(rest.iter().map(|p| sheet.projection.plane(*p)), line);
    }
}

/// Legs that were run: thick and quiet.
pub fn draw_run_legs(frame: &Frame, sheet: &mut Sheet<'_>) {
    for part in frame.plans.iter().flat_map(|p| &p.parts) {
        let run = &part.points[..(part.legs_done as usize + 1).min(part.points.len())];
        let line = shade(sheet.theme.plan_done, 0.6);
        sheet.ink.line(run.iter().map(|p| sheet.projection.plane(*p)), line);
    }
}

/// Sub-areas.
pub fn draw_areas(frame: &Frame, sheet: &mut Sheet<'_>) {
    for part in frame.plans.iter().flat_map(|p| &p.parts) {
        let corners: Vec<_> = part.area.iter().map(|p| sheet.projection.plane(*p)).collect();
        sheet.ink.ring(&corners, shade(color(sheet, part), 0.7));
    }
}
