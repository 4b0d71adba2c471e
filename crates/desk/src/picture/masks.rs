//! Areas that a cell's chart masks: plain water over whatever the chart holds there.

use std::sync::Arc;

use bevy::{camera::visibility::NoFrustumCulling, prelude::*};
use geo::{Coord, LineString, Polygon};
use sarex_session::link::Snapshot;
use sarex_sim::cells::names::MaskView;

use crate::{
    DeskSystems,
    chart::{
        Chart,
        ink::shade,
        layers::z,
        mesh,
        still::{Renew, STILL},
    },
    desk::Desk,
    theme::Theme,
};

#[derive(Component)]
struct Masked;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, redraw.in_set(DeskSystems::Draw));
}

/// The corners as a polygon of longitudes and latitudes.
pub fn polygon(mask: &MaskView) -> Polygon {
    let corner = |p: &sarex_model::position::Position| Coord { x: p.lon_deg, y: p.lat_deg };
    Polygon::new(LineString(mask.area.iter().map(corner).collect()), Vec::new())
}

fn redraw(
    mut commands: Commands,
    (desk, chart, theme): (Res<Desk>, Res<Chart>, Res<Theme>),
    mut drawn: Local<Option<Arc<Snapshot>>>,
    mut renew: ResMut<Renew>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut paints: ResMut<Assets<ColorMaterial>>,
    old: Query<Entity, With<Masked>>,
) {
    let anew = theme.is_changed() || chart.is_changed();
    let same =
        |old: &Arc<Snapshot>| Arc::ptr_eq(old, &desk.snapshot) || old.frame.desk.masks == desk.frame().desk.masks;
    if !anew && drawn.as_ref().is_some_and(same) {
        return;
    }
    *drawn = Some(Arc::clone(&desk.snapshot));
    let polygons: Vec<Polygon> = desk.frame().desk.masks.iter().map(polygon).collect();
    if polygons.is_empty() && old.is_empty() {
        return;
    }
    old.iter().for_each(|entity| commands.entity(entity).despawn());
    renew.0 = true;
    if let Some(mesh) = mesh::fill(&polygons, &chart.projection) {
        let [r, g, b, a] = shade(theme.water_deep, 1.0);
        let paint = paints.add(ColorMaterial::from_color(LinearRgba::new(r, g, b, a)));
        let at = Transform::from_xyz(0.0, 0.0, z::MASK);
        commands.spawn((Masked, STILL, Mesh2d(meshes.add(mesh)), MeshMaterial2d(paint), at, NoFrustumCulling));
    }
}
