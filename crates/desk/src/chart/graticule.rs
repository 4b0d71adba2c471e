//! Meridians and parallels: lines as a mesh that outlives small movements, labels as text at the edge of the window.

use bevy::{camera::visibility::NoFrustumCulling, math::DVec2, prelude::*};

use super::{
    Chart,
    ink::{Ink, InkMesh, PLAIN},
    layers::{OfChart, z},
    projection::Projection,
    still::STILL,
    view::View,
};
use crate::{
    DeskSystems,
    theme::{self, Theme},
};

/// Steps of the graticule, minutes of arc.
const STEPS_MIN: [f64; 11] = [600.0, 300.0, 120.0, 60.0, 30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5];
/// Least distance between meridians, pixels.
const LEAST_GAP_PX: f64 = 130.0;

/// Minutes between the lines of the graticule in this view.
pub fn step_min(view: &View, projection: &Projection) -> f64 {
    let units_per_min = (projection.plane_of(0.01, 0.0) - projection.plane_of(0.0, 0.0)).x.abs() / 0.6;
    let wanted = LEAST_GAP_PX * view.scale / units_per_min.max(1e-9);
    STEPS_MIN.iter().rev().copied().find(|s| *s >= wanted).unwrap_or(STEPS_MIN[0])
}

/// A line of the graticule inside the view.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Degrees.
    pub deg: f64,
    /// On the plane: x of a meridian, y of a parallel.
    pub at: f64,
}

/// Meridians and parallels from one corner to the other.
pub fn marks(projection: &Projection, low: DVec2, high: DVec2, step_min: f64) -> (Vec<Mark>, Vec<Mark>) {
    let (sw, ne) = (projection.position(low), projection.position(high));
    let range = |from: f64, to: f64| {
        let (first, last) = ((from * 60.0 / step_min).ceil() as i64, (to * 60.0 / step_min).floor() as i64);
        (first..=last.min(first + 400)).map(move |i| i as f64 * step_min / 60.0)
    };
    let east = if ne.lon_deg < sw.lon_deg { ne.lon_deg + 360.0 } else { ne.lon_deg };
    let meridians = range(sw.lon_deg, east).map(|deg| Mark { deg, at: projection.plane_of(deg, 0.0).x });
    let parallels = range(sw.lat_deg, ne.lat_deg).map(|deg| Mark { deg, at: projection.plane_of(0.0, deg).y });
    (meridians.collect(), parallels.collect())
}

/// Degrees and minutes for the edge of the chart: `36°30'N`, with a decimal only where the step needs it.
pub fn label(deg: f64, letters: [char; 2], step_min: f64) -> String {
    let letter = letters[usize::from(deg < 0.0)];
    let tenths = (deg.abs() * 600.0).round() as i64;
    let (whole, rest) = (tenths / 600, tenths % 600);
    if step_min >= 60.0 && rest == 0 {
        format!("{whole}°{letter}")
    } else if rest % 10 == 0 {
        format!("{whole}°{:02}'{letter}", rest / 10)
    } else {
        format!("{whole}°{:02}.{}'{letter}", rest / 10, rest % 10)
    }
}

#[derive(Component)]
struct Graticule {
    step_min: f64,
    low: DVec2,
    high: DVec2,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, redraw.in_set(DeskSystems::Draw));
}

fn redraw(
    mut commands: Commands,
    (view, theme): (Res<View>, Res<Theme>),
    chart: Option<Res<Chart>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut inks: ResMut<Assets<Ink>>,
    mut drawn: Query<(&mut Graticule, &Mesh2d, &MeshMaterial2d<Ink>)>,
) {
    let Some(chart) = chart else { return };
    let step = step_min(&view, &chart.projection);
    let (low, high) = view.corners();
    let build = || {
        // Three windows wide and high, so that panning rarely needs another.
        let size = high - low;
        let (low, high) = (low - size, high + size);
        let (meridians, parallels) = marks(&chart.projection, low, high, step);
        let mut ink = InkMesh::default();
        for mark in meridians {
            ink.line([DVec2::new(mark.at, low.y), DVec2::new(mark.at, high.y)], PLAIN);
        }
        for mark in parallels {
            ink.line([DVec2::new(low.x, mark.at), DVec2::new(high.x, mark.at)], PLAIN);
        }
        (Graticule { step_min: step, low, high }, ink.build())
    };
    let Ok((mut graticule, mesh, ink)) = drawn.single_mut() else {
        let (graticule, mesh) = build();
        let ink = inks.add(Ink::new(theme.graticule, theme::GRATICULE_PX));
        let at = Transform::from_xyz(0.0, 0.0, z::GRATICULE);
        commands.spawn((
            graticule,
            OfChart,
            STILL,
            NoFrustumCulling,
            Mesh2d(meshes.add(mesh)),
            MeshMaterial2d(ink),
            at,
        ));
        return;
    };
    if theme.is_changed()
        && let Some(mut ink) = inks.get_mut(ink.id())
    {
        ink.tint(theme.graticule);
    }
    let inside = low.cmpge(graticule.low).all() && high.cmple(graticule.high).all();
    if chart.is_changed() || !inside || (graticule.step_min - step).abs() > 1e-9 {
        let (new, built) = build();
        *graticule = new;
        let _ = meshes.insert(mesh.id(), built);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sarex_model::position::Position;

    #[test]
    fn labels_are_degrees_and_minutes() {
        assert_eq!(label(36.5, ['N', 'S'], 30.0), "36°30'N");
        assert_eq!(label(-36.0, ['N', 'S'], 60.0), "36°S");
        assert_eq!(label(131.0, ['E', 'W'], 10.0), "131°00'E");
        assert_eq!(label(131.0 + 0.5 / 60.0, ['E', 'W'], 0.5), "131°00.5'E");
    }

    #[test]
    fn marks_lie_on_whole_steps() {
        let projection = Projection::new(Position::new(36.0, 131.0));
        let low = projection.plane(Position::new(35.2, 130.1));
        let high = projection.plane(Position::new(37.1, 132.1));
        let (meridians, parallels) = marks(&projection, low, high, 60.0);
        assert_eq!(meridians.iter().map(|m| m.deg).collect::<Vec<_>>(), [131.0, 132.0]);
        assert_eq!(parallels.iter().map(|m| m.deg).collect::<Vec<_>>(), [36.0, 37.0]);
    }
}
