//! Water, land, coast and exercise lines: spawned once for a chart, recoloured with the palette, shown by zoom.

use std::collections::HashSet;

use bevy::prelude::*;
use bevy_egui::egui::Color32;
use geo::BoundingRect;

use super::{
    Chart, ChartData,
    ink::{Ink, shade},
    mesh::{self, LineTiles},
    projection::Projection,
    still::STILL,
    view::View,
};
use crate::{
    DeskSystems,
    theme::{self, Theme},
};

/// Above this many units in a pixel the overview is drawn in place of the detail.
const OVERVIEW_SCALE: f64 = 0.16;
/// Above this, a coarser overview.
const FAR_SCALE: f64 = 0.42;
/// Tolerance of the coarser overviews, degrees.
const FAR_DEG: f64 = 0.02;

/// Lines that only measure are quieter than those that divide work.
const MEASURE_ALPHA: f32 = 0.35;

/// Heights of the layers, from the water up.
pub mod z {
    pub const DEPTH: f32 = 0.0;
    pub const LAND: f32 = 5.0;
    pub const CONTOUR: f32 = 4.0;
    pub const COAST: f32 = 6.0;
    pub const GRATICULE: f32 = 7.0;
    pub const MASK: f32 = 6.5;
    pub const LINES: f32 = 8.0;
    pub const GAP: f32 = 4.5;
    pub const AREA: f32 = 12.0;
    pub const CLOUD: f32 = 14.0;
    pub const TRAIL: f32 = 16.0;
    pub const VECTOR: f32 = 18.0;
    pub const SYMBOL: f32 = 20.0;
}

/// What a layer's colour follows.
#[derive(Component, Clone, Copy)]
enum Paint {
    Water(f64),
    Land,
    Coast,
    Contour,
    Lines,
}

impl Paint {
    fn color(self, theme: &Theme) -> Color32 {
        match self {
            Paint::Water(depth_m) => theme.water(depth_m),
            Paint::Land => theme.land,
            Paint::Coast => theme.coast,
            Paint::Contour => theme.contour,
            Paint::Lines => theme.exercise_line,
        }
    }
}

/// When a layer is shown.
#[derive(Component, Clone, Copy)]
enum Band {
    /// The whole chart at a glance.
    Far,
    Overview,
    Detail,
    /// Far and overview.
    Wide,
    /// Overview and detail.
    Near,
}

/// Everything that goes when another chart comes.
#[derive(Component)]
pub struct OfChart;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, (spawn, recolour, choose_band).chain().in_set(DeskSystems::Draw));
}

fn spawn(
    mut commands: Commands,
    chart: Option<Res<Chart>>,
    theme: Res<Theme>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut fills: ResMut<Assets<ColorMaterial>>,
    mut inks: ResMut<Assets<Ink>>,
    old: Query<Entity, With<OfChart>>,
) {
    let Some(chart) = chart.filter(|c| c.is_changed()) else { return };
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let (data, projection) = (&chart.data, &chart.projection);

    if let Some(mesh) = extent(data).and_then(|e| mesh::fill([&e.to_polygon()], projection)) {
        let paint = Paint::Water(0.0);
        let fill = fills.add(ColorMaterial::from_color(color(paint, &theme)));
        commands.spawn((
            OfChart,
            STILL,
            paint,
            Mesh2d(meshes.add(mesh)),
            MeshMaterial2d(fill),
            Transform::from_xyz(0.0, 0.0, z::DEPTH),
        ));
    }
    let far: Vec<_> = data.depth_areas.iter().map(|(depth, area)| (*depth, mesh::coarse(area, FAR_DEG))).collect();
    for (band, areas) in [(Band::Wide, mesh::bands(&far)), (Band::Detail, mesh::bands(&data.depth_areas))] {
        for (i, (depth_m, area)) in areas.iter().enumerate() {
            let paint = Paint::Water(*depth_m);
            let fill = fills.add(ColorMaterial::from_color(color(paint, &theme)));
            let at = Transform::from_xyz(0.0, 0.0, z::DEPTH + 0.01 * (i + 1) as f32);
            for mesh in mesh::area_tiles(area, projection) {
                commands.spawn((
                    OfChart,
                    STILL,
                    paint,
                    band,
                    Mesh2d(meshes.add(mesh)),
                    MeshMaterial2d(fill.clone()),
                    at,
                ));
            }
        }
    }

    let far = mesh::coarse(&data.land_overview, FAR_DEG * 0.5);
    let land = fills.add(ColorMaterial::from_color(color(Paint::Land, &theme)));
    let of = |band, land| mesh::area_tiles(land, projection).into_iter().map(move |m| (band, m));
    let detail = mesh::fill_tiles(&data.land_detail, projection).into_iter().map(|m| (Band::Detail, m));
    let (land_beyond, coast_beyond) = mesh::beyond(&data.land_detail, &data.land_overview, projection);
    let detail = detail.chain(land_beyond.into_iter().map(|m| (Band::Detail, m)));
    for (band, mesh) in of(Band::Far, &far).chain(of(Band::Overview, &data.land_overview)).chain(detail) {
        let at = Transform::from_xyz(0.0, 0.0, z::LAND);
        commands.spawn((OfChart, STILL, Paint::Land, band, Mesh2d(meshes.add(mesh)), MeshMaterial2d(land.clone()), at));
    }

    let coast = inks.add(Ink::new(Paint::Coast.color(&theme), theme::COAST_PX));
    let of =
        |band, lines: &geo::MultiLineString| mesh::line_tiles(lines, projection).into_iter().map(move |m| (band, m));
    let (far, overview) = (mesh::edges(&far), mesh::edges(&data.land_overview));
    let detail = of(Band::Detail, &data.coastline).chain(coast_beyond.into_iter().map(|m| (Band::Detail, m)));
    for (band, mesh) in of(Band::Far, &far).chain(of(Band::Overview, &overview)).chain(detail) {
        let at = Transform::from_xyz(0.0, 0.0, z::COAST);
        commands.spawn((
            OfChart,
            STILL,
            Paint::Coast,
            band,
            Mesh2d(meshes.add(mesh)),
            MeshMaterial2d(coast.clone()),
            at,
        ));
    }

    let contour = inks.add(Ink::new(Paint::Contour.color(&theme), theme::CONTOUR_PX));
    let contours = data.depth_contours.iter().flat_map(|(_, lines)| lines);
    let contours: geo::MultiLineString = geo::MultiLineString(contours.cloned().collect());
    for mesh in mesh::line_tiles(&contours, projection) {
        let at = Transform::from_xyz(0.0, 0.0, z::CONTOUR);
        commands.spawn((
            OfChart,
            STILL,
            Paint::Contour,
            Band::Near,
            Mesh2d(meshes.add(mesh)),
            MeshMaterial2d(contour.clone()),
            at,
        ));
    }

    let ink = inks.add(Ink::new(Paint::Lines.color(&theme), 1.0).dashed(theme::EXERCISE_DASH_PX));
    for (band, mesh) in exercise_lines(data, projection) {
        let at = Transform::from_xyz(0.0, 0.0, z::LINES);
        let mut line =
            commands.spawn((OfChart, STILL, Paint::Lines, Mesh2d(meshes.add(mesh)), MeshMaterial2d(ink.clone()), at));
        if let Some(band) = band {
            line.insert(band);
        }
    }
}

/// The lines of the map; those that only measure are left out of the far view.
fn exercise_lines(data: &ChartData, projection: &Projection) -> Vec<(Option<Band>, Mesh)> {
    // Areas that meet share an edge: dashes drawn twice would run together.
    let mut drawn = HashSet::new();
    let (mut always, mut near) = (LineTiles::default(), LineTiles::default());
    for line in &data.lines {
        let measure = line.kind.contains("distance");
        let tiles = if measure { &mut near } else { &mut always };
        let color = shade(Color32::WHITE, if measure { MEASURE_ALPHA } else { 0.75 });
        let mut run = 0.0;
        for pair in line.points.windows(2) {
            let (a, b) = (projection.plane(pair[0]), projection.plane(pair[1]));
            let key = [a, b].map(|p| (p * 50.0).round().as_i64vec2());
            if drawn.insert(if (key[0].x, key[0].y) < (key[1].x, key[1].y) { key } else { [key[1], key[0]] }) {
                tiles.segment((pair[0].lon_deg, pair[0].lat_deg), [a, b], color, run);
            }
            run += a.distance(b);
        }
    }
    always.build().map(|m| (None, m)).chain(near.build().map(|m| (Some(Band::Near), m))).collect()
}

/// What the chart covers.
fn extent(data: &ChartData) -> Option<geo::Rect> {
    let areas = data.depth_areas.iter().map(|(_, a)| a).chain([&data.land_overview, &data.land_detail]);
    areas.filter_map(BoundingRect::bounding_rect).reduce(|a, b| {
        let (low, high) = (a.min(), a.max());
        let low = geo::coord! { x: low.x.min(b.min().x), y: low.y.min(b.min().y) };
        geo::Rect::new(low, geo::coord! { x: high.x.max(b.max().x), y: high.y.max(b.max().y) })
    })
}

fn color(paint: Paint, theme: &Theme) -> Color {
    theme::linear(paint.color(theme)).into()
}

/// A layer with the one or the other kind of material.
type Layer = (&'static Paint, Option<&'static MeshMaterial2d<ColorMaterial>>, Option<&'static MeshMaterial2d<Ink>>);

fn recolour(
    theme: Res<Theme>,
    mut clear: ResMut<ClearColor>,
    mut fills: ResMut<Assets<ColorMaterial>>,
    mut inks: ResMut<Assets<Ink>>,
    layers: Query<Layer, With<OfChart>>,
) {
    if !theme.is_changed() {
        return;
    }
    clear.0 = theme::linear(theme.no_data).into();
    for (paint, fill, ink) in &layers {
        if let Some(mut fill) = fill.and_then(|f| fills.get_mut(f.id())) {
            fill.color = color(*paint, &theme);
        }
        if let Some(mut ink) = ink.and_then(|i| inks.get_mut(i.id())) {
            ink.tint(paint.color(&theme));
        }
    }
}

fn choose_band(view: Res<View>, mut layers: Query<(&Band, &mut Visibility)>, new: Query<(), Added<Band>>) {
    if !view.is_changed() && new.is_empty() {
        return;
    }
    for (band, mut visibility) in &mut layers {
        let shown = match band {
            Band::Far => view.scale > FAR_SCALE,
            Band::Overview => view.scale > OVERVIEW_SCALE && view.scale <= FAR_SCALE,
            Band::Detail => view.scale <= OVERVIEW_SCALE,
            Band::Wide => view.scale > OVERVIEW_SCALE,
            Band::Near => view.scale <= FAR_SCALE,
        };
        visibility.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
    }
}
