//! What a frame shows of the cell's own matters and of what partners told it.

use sarex_model::position::Vec2;

use super::{View, sharing};
use crate::{
    exercise::Exercise,
    limits::FRAME_LEDGER,
    view::{ContactView, Frame, PlanView},
};

impl Exercise {
    /// A picture that control froze: as it was, but for the end of the exercise.
    pub(crate) fn frozen(&self, picture: &Frame) -> Frame {
        let mut frame = Frame { ended: self.ended(), ..picture.clone() };
        frame.desk.frozen_since = Some(picture.tick);
        frame
    }

    pub(crate) fn desk_view(&self, cell: u32, sees_truth: bool) -> View {
        let names = &self.setup.policy.names;
        View {
            frozen_since: None,
            frozen: self.state.desk.frozen.keys().copied().filter(|_| sees_truth).collect(),
            lines: self.state.desk.lines.iter().map(|(line, points)| (*line, points.clone())).collect(),
            places: names.places_of(cell),
            masks: names.masks_of(cell),
        }
    }

    pub(crate) fn sharing_view(&self, cell: u32, sees_truth: bool) -> sharing::View {
        let state = &self.state.sharing;
        let datums = self.state.cells.get(cell as usize).map(|c| c.told.datums.values().cloned().collect());
        let known = |entry: &&sharing::Entry| sees_truth || entry.from == cell || entry.to == cell;
        let newest = state.ledger.entries().iter().rev().filter(known).take(FRAME_LEDGER);
        let mut ledger: Vec<sharing::Entry> = newest.cloned().collect();
        ledger.reverse();
        sharing::View {
            rules: state.rules.iter().filter(|r| sees_truth || r.from == cell).cloned().collect(),
            datums: datums.unwrap_or_default(),
            ledger,
        }
    }

    /// Contacts that partners told of, of those vessels that are wanted.
    pub(crate) fn told_contacts(&self, cell: u32, wanted: impl Fn(u32) -> bool) -> Vec<ContactView> {
        let Some(knower) = self.state.cells.get(cell as usize) else { return Vec::new() };
        let mut views = Vec::new();
        for track in knower.told.tracks.values() {
            let declared = &self.setup.units[track.vessel as usize];
            // The cell's own unit, or one whose reports it has, is no contact.
            let unit = declared.cell == Some(cell) || knower.reports.contains_key(&track.vessel);
            if unit || !wanted(track.vessel) {
                continue;
            }
            let age_s = self.state.tick - track.seen;
            let run = Vec2::from_polar(track.course_deg, track.speed_mps * age_s.min(600) as f64);
            let named = track.ais || track.identified;
            views.push(ContactView {
                track: track.number,
                at: track.at.moved(run),
                course_deg: track.course_deg,
                speed_mps: track.speed_mps,
                age_s,
                ais: track.ais,
                name: named.then(|| declared.name.en.clone()),
                kind: named.then(|| declared.kind.clone()),
                identified: track.identified,
                dark: track.identified && !declared.ais,
                told_by: Some(track.from),
            });
        }
        views
    }

    /// Plans that partners told of, with the progress that their units reported.
    pub(crate) fn told_plans(&self, cell: u32, sees_truth: bool) -> Vec<PlanView> {
        let Some(knower) = self.state.cells.get(cell as usize).filter(|_| !sees_truth) else { return Vec::new() };
        let view = |(plan, told): (&u32, &sharing::ToldPlan)| {
            let mut parts = told.parts.clone();
            for part in &mut parts {
                let report = knower.reports.get(&part.unit).and_then(|report| report.search);
                part.legs_done = report.filter(|(searched, _)| searched == plan).map_or(0, |(_, legs)| legs);
            }
            PlanView {
                plan: *plan,
                cell: self.state.plans[*plan as usize].cell,
                name: told.name.clone(),
                note: told.note.clone(),
                made_tick: told.made,
                parts,
            }
        };
        knower.told.plans.iter().map(view).collect()
    }
}
