//! Sheets laid over the chart: each is one mesh of lines, drawn anew only when its part of the frame changed.

use std::sync::Arc;

use bevy::{camera::visibility::NoFrustumCulling, prelude::*};
use bevy_egui::egui::Color32;
use sarex_session::link::Snapshot;
use sarex_sim::view::{Brief, Frame};

use super::{divisions, estimate, lines, plans, trails};
use crate::{
    DeskSystems,
    chart::{
        Chart,
        ink::{Ink, InkMesh},
        layers::z,
        projection::Projection,
    },
    desk::Desk,
    theme::{self, Theme},
};

/// What a sheet is drawn with.
pub struct Sheet<'a> {
    pub ink: InkMesh,
    pub projection: &'a Projection,
    pub theme: &'a Theme,
    pub brief: &'a Brief,
}

struct Plan {
    draw: fn(&Frame, &mut Sheet<'_>),
    /// Whether two frames differ in what this sheet shows.
    differs: fn(&Frame, &Frame) -> bool,
    width: f32,
    dash: Option<[f32; 2]>,
    height: f32,
}

const PLANS: [Plan; 10] = [
    Plan {
        draw: lines::draw,
        differs: |a, b| a.desk.lines != b.desk.lines,
        width: theme::EXERCISE_LINE_PX,
        dash: Some(theme::EXERCISE_DASH_PX),
        height: z::LINES + 0.5,
    },
    Plan {
        draw: divisions::draw_open,
        differs: |a, b| a.coordination.proposals != b.coordination.proposals,
        width: theme::DIVISION_PX,
        dash: Some(theme::AREA_DASH_PX),
        height: z::AREA - 0.2,
    },
    Plan {
        draw: divisions::draw_agreed,
        differs: |a, b| a.coordination.agreed != b.coordination.agreed,
        width: theme::DIVISION_PX,
        dash: None,
        height: z::AREA - 0.1,
    },
    Plan {
        draw: plans::draw_areas,
        differs: |a, b| a.plans != b.plans,
        width: theme::AREA_PX,
        dash: Some(theme::AREA_DASH_PX),
        height: z::AREA,
    },
    Plan {
        draw: plans::draw_run_legs,
        differs: |a, b| a.plans != b.plans,
        width: theme::LEG_PX + 2.0,
        dash: None,
        height: z::AREA + 0.2,
    },
    Plan {
        draw: plans::draw_legs,
        differs: |a, b| a.plans != b.plans,
        width: theme::LEG_PX,
        dash: None,
        height: z::AREA + 0.1,
    },
    Plan {
        draw: estimate::draw_cloud,
        differs: |a, b| a.estimates != b.estimates,
        width: theme::CLOUD_PX,
        dash: None,
        height: z::CLOUD,
    },
    Plan {
        draw: estimate::draw_half,
        differs: |a, b| a.estimates != b.estimates,
        width: theme::CIRCLE_PX,
        dash: None,
        height: z::CLOUD + 0.1,
    },
    Plan {
        draw: estimate::draw_most,
        differs: |a, b| a.estimates != b.estimates || a.sharing.datums != b.sharing.datums,
        width: theme::CIRCLE_PX,
        dash: Some(theme::AREA_DASH_PX),
        height: z::CLOUD + 0.2,
    },
    Plan {
        draw: trails::draw,
        differs: |a, b| a.tick != b.tick || a.units.len() != b.units.len(),
        width: theme::TRAIL_PX,
        dash: None,
        height: z::TRAIL,
    },
];

/// The sheets in use and the snapshot on them.
#[derive(Resource, Default)]
struct Sheets {
    meshes: Vec<Handle<Mesh>>,
    drawn: Vec<Option<Arc<Snapshot>>>,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Sheets>().add_systems(Update, redraw.in_set(DeskSystems::Draw));
}

fn redraw(
    mut commands: Commands,
    (desk, chart, theme): (Res<Desk>, Res<Chart>, Res<Theme>),
    mut sheets: ResMut<Sheets>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut inks: ResMut<Assets<Ink>>,
) {
    let anew = theme.is_changed() || chart.is_changed();
    let first = sheets.meshes.is_empty();
    for (i, plan) in PLANS.iter().enumerate() {
        let same = sheets.drawn.get(i).and_then(Option::as_ref).is_some_and(|old| {
            Arc::ptr_eq(old, &desk.snapshot)
                || (old.frame.cell == desk.frame().cell && !(plan.differs)(&old.frame, desk.frame()))
        });
        if same && !anew {
            continue;
        }
        let mut sheet =
            Sheet { ink: InkMesh::default(), projection: &chart.projection, theme: &theme, brief: &desk.brief };
        (plan.draw)(desk.frame(), &mut sheet);
        let mesh = sheet.ink.build();
        if first {
            let ink = Ink::new(Color32::WHITE, plan.width);
            let ink = inks.add(match plan.dash {
                Some(dash) => ink.dashed(dash),
                None => ink,
            });
            let mesh = meshes.add(mesh);
            let at = Transform::from_xyz(0.0, 0.0, plan.height);
            commands.spawn((Mesh2d(mesh.clone()), MeshMaterial2d(ink), at, NoFrustumCulling));
            sheets.meshes.push(mesh);
            sheets.drawn.push(Some(Arc::clone(&desk.snapshot)));
        } else {
            let _ = meshes.insert(sheets.meshes[i].id(), mesh);
            sheets.drawn[i] = Some(Arc::clone(&desk.snapshot));
        }
    }
}
