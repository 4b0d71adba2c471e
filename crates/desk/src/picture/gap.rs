//! The patrol's gap map: how long ago each part was watched.

use std::{sync::Arc, time::Duration};

use bevy::{camera::visibility::NoFrustumCulling, platform::time::Instant, prelude::*};
use sarex_model::position::Position;
use sarex_session::link::Snapshot;
use sarex_sim::view::GapMapView;

use crate::{
    DeskSystems,
    chart::{
        Chart,
        ink::shade,
        layers::z,
        mesh::triangles,
        projection::Projection,
        still::{Renew, STILL},
    },
    desk::Desk,
    theme::{Theme, mix},
};

/// Longer ago than this is as good as never, seconds.
const STALE_S: f32 = 6.0 * 3600.0;
/// Shades told apart; a cell is repainted only when it takes another.
const SHADES: u32 = 24;
/// Least time between two paintings: the whole chart is drawn with it.
const PAUSE: Duration = Duration::from_secs(1);
const NEVER: u32 = u32::MAX;
const OUTSIDE: u32 = u32::MAX - 1;

#[derive(Component)]
struct GapSheet;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, redraw.in_set(DeskSystems::Draw));
}

fn step(age_s: u32) -> u32 {
    match age_s {
        NEVER => SHADES,
        age => ((age as f32 / STALE_S).min(1.0) * (SHADES - 1) as f32) as u32,
    }
}

fn differs(a: &Snapshot, b: &Snapshot) -> bool {
    match (&a.frame.gap_map, &b.frame.gap_map) {
        (None, None) => false,
        (Some(a), Some(b)) => {
            a.age_s.len() != b.age_s.len() || a.age_s.iter().zip(&b.age_s).any(|(a, b)| step(*a) != step(*b))
        }
        _ => true,
    }
}

fn redraw(
    mut commands: Commands,
    (desk, chart, theme): (Res<Desk>, Res<Chart>, Res<Theme>),
    mut drawn: Local<Option<(Arc<Snapshot>, Instant)>>,
    mut renew: ResMut<Renew>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut paints: ResMut<Assets<ColorMaterial>>,
    sheet: Query<(Entity, &Mesh2d), With<GapSheet>>,
) {
    let anew = theme.is_changed() || chart.is_changed();
    let good_enough = |(old, when): &(Arc<Snapshot>, Instant)| {
        let soon = old.frame.cell == desk.frame().cell && when.elapsed() < PAUSE;
        Arc::ptr_eq(old, &desk.snapshot) || soon || !differs(old, &desk.snapshot)
    };
    if !anew && drawn.as_ref().is_some_and(good_enough) {
        return;
    }
    *drawn = Some((Arc::clone(&desk.snapshot), Instant::now()));
    renew.0 = true;
    let mesh = desk.frame().gap_map.as_ref().and_then(|map| shading(map, &chart.projection, &theme));
    match (mesh, sheet.single()) {
        (Some(mesh), Ok((_, handle))) => {
            let _ = meshes.insert(handle.id(), mesh);
        }
        (Some(mesh), Err(_)) => {
            let paint = paints.add(ColorMaterial::default());
            let at = Transform::from_xyz(0.0, 0.0, z::GAP);
            commands.spawn((GapSheet, STILL, Mesh2d(meshes.add(mesh)), MeshMaterial2d(paint), at, NoFrustumCulling));
        }
        (None, Ok((entity, _))) => commands.entity(entity).despawn(),
        (None, Err(_)) => {}
    }
}

fn shading(map: &GapMapView, projection: &Projection, theme: &Theme) -> Option<Mesh> {
    let (mut positions, mut colors, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    let corner = |col: u32, row: u32| {
        let lat = map.south_west.lat_deg + f64::from(row) * map.cell_deg[0];
        let lon = map.south_west.lon_deg + f64::from(col) * map.cell_deg[1];
        let at = projection.plane(Position::new(lat, lon)).as_vec2();
        [at.x, at.y, 0.0]
    };
    for (i, age) in map.age_s.iter().enumerate().filter(|(_, age)| **age != OUTSIDE) {
        let (col, row) = (i as u32 % map.cols.max(1), i as u32 / map.cols.max(1));
        let t = step(*age) as f32 / SHADES as f32;
        let color = shade(mix(theme.watched, theme.unwatched, t), 0.16 + 0.22 * t);
        let first = positions.len() as u32;
        positions.extend([corner(col, row), corner(col + 1, row), corner(col + 1, row + 1), corner(col, row + 1)]);
        colors.extend([color; 4]);
        indices.extend([0, 1, 2, 0, 2, 3].map(|i| first + i));
    }
    (!indices.is_empty()).then(|| triangles(positions, indices, Some(colors)))
}
