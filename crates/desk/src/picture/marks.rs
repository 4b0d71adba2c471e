//! Everything that stands at a place: units, contacts, finds, datums, and the truth for those who may see it.

use std::collections::{BTreeMap, HashMap};

use bevy::{math::DVec2, prelude::*};
use bevy_egui::egui::Color32;
use sarex_model::position::Position;
use sarex_sim::view::{ContactView, Frame};

use super::symbols::Symbol;
use crate::{
    DeskSystems,
    chart::{
        Chart,
        ink::{Ink, InkMesh, shade},
        layers::z,
        view::View,
    },
    desk::{Desk, place_in},
    intent::Picked,
    theme::{self, Theme},
};

/// One symbol on the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub key: Picked,
    pub symbol: Symbol,
    /// On the plane, between the last two frames.
    pub at: DVec2,
    pub course_deg: f64,
    /// Length of the vector on the plane.
    pub reach: f64,
    /// Seconds since the report.
    pub age_s: u64,
}

/// The marks of this frame, in the order drawn.
#[derive(Resource, Default)]
pub struct Marks {
    pub all: Vec<Mark>,
    before: HashMap<Picked, Position>,
    generation: u64,
}

/// Meshes shared by all symbols of a kind, and the entities in use.
#[derive(Resource, Default)]
struct Pool {
    symbols: BTreeMap<Symbol, (Handle<Mesh>, Handle<Mesh>)>,
    /// Control sees the estimates of several cells for one object: the number tells marks of one key apart.
    entities: HashMap<(Picked, usize), Pair>,
    paint: Handle<ColorMaterial>,
    ink: Handle<Ink>,
}

#[derive(Clone, Copy)]
struct Pair {
    symbol: Entity,
    vector: Entity,
    kind: Symbol,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Marks>()
        .init_resource::<Pool>()
        .add_systems(Update, (place, mirror).chain().in_set(DeskSystems::Draw));
}

/// The symbol of a contact.
pub fn of_contact(contact: &ContactView) -> Symbol {
    match contact {
        ContactView { dark: true, .. } => Symbol::Dark,
        ContactView { identified: true, .. } => Symbol::Identified,
        ContactView { ais: true, .. } => Symbol::Ais,
        _ => Symbol::Radar,
    }
}

/// Marks of a frame where the frame has them: place, course and speed in metres per second.
pub fn of_frame(desk: &Desk) -> Vec<(Picked, Symbol, Position, f64, f64, u64)> {
    let frame = desk.frame();
    let mut all = Vec::new();
    if let Some(truth) = &frame.truth {
        for unit in &truth.units {
            // Where the picture is right the truth needs no mark of its own.
            let known = frame.units.iter().any(|u| u.unit == unit.unit && u.at.distance_m(unit.at) < 200.0);
            if !known {
                all.push((
                    Picked::TrueUnit(unit.unit),
                    Symbol::TrueVessel,
                    unit.at,
                    unit.course_deg,
                    unit.speed_mps,
                    0,
                ));
            }
        }
        for object in &truth.objects {
            all.push((Picked::TrueObject(object.object), Symbol::TrueObject, object.at, 0.0, 0.0, 0));
        }
    }
    for contact in &frame.contacts {
        let speed = if contact.ais || contact.identified { contact.speed_mps } else { 0.0 };
        all.push((
            Picked::Contact(contact.track),
            of_contact(contact),
            contact.at,
            contact.course_deg,
            speed,
            contact.age_s,
        ));
    }
    for estimate in &frame.estimates {
        all.push((
            Picked::Estimate { cell: estimate.cell, object: estimate.object },
            Symbol::Datum,
            estimate.datum,
            0.0,
            0.0,
            0,
        ));
    }
    for found in &frame.found {
        all.push((Picked::Found(found.object), Symbol::Found, found.at, 0.0, 0.0, 0));
    }
    for unit in &frame.units {
        let cell = desk.brief.units.get(unit.unit as usize).map_or(unit.unit, |u| u.cell);
        let symbol = Symbol::Unit { class: unit.class, own: unit.own, cell };
        all.push((Picked::Unit(unit.unit), symbol, unit.at, unit.course_deg, unit.speed_mps, unit.age_s));
    }
    all
}

fn place(desk: Res<Desk>, chart: Res<Chart>, mut marks: ResMut<Marks>) {
    let glide = desk.glide();
    // Looked at before it is taken to be changed: a picture at rest costs nothing.
    if marks.generation == desk.generation && glide >= 1.0 && marks.before.is_empty() && !chart.is_changed() {
        return;
    }
    let marks = &mut *marks;
    if marks.generation != desk.generation {
        marks.generation = desk.generation;
        marks.before = desk.frame_before().map(positions).unwrap_or_default();
    }
    if glide >= 1.0 {
        marks.before.clear();
    }
    let projection = &chart.projection;
    marks.all.clear();
    for (key, symbol, at, course_deg, speed_mps, age_s) in of_frame(&desk) {
        let now = projection.plane(at);
        let at_plane = match marks.before.get(&key) {
            Some(before) => projection.plane(*before).lerp(now, glide),
            None => now,
        };
        let reach = speed_mps * theme::VECTOR_S / 1852.0 * projection.units_per_nm(at.lat_deg);
        marks.all.push(Mark { key, symbol, at: at_plane, course_deg, reach, age_s });
    }
}

fn positions(frame: &Frame) -> HashMap<Picked, Position> {
    let mut keys: Vec<Picked> = frame.units.iter().map(|u| Picked::Unit(u.unit)).collect();
    keys.extend(frame.contacts.iter().map(|c| Picked::Contact(c.track)));
    keys.extend(frame.found.iter().map(|f| Picked::Found(f.object)));
    keys.extend(frame.estimates.iter().map(|e| Picked::Estimate { cell: e.cell, object: e.object }));
    let mut all: HashMap<_, _> = keys.into_iter().filter_map(|k| Some((k, place_in(frame, k)?))).collect();
    if let Some(truth) = &frame.truth {
        all.extend(truth.units.iter().map(|u| (Picked::TrueUnit(u.unit), u.at)));
        all.extend(truth.objects.iter().map(|o| (Picked::TrueObject(o.object), o.at)));
    }
    all
}

type Placed = (&'static mut Transform, &'static mut Visibility, &'static mut Mesh2d);

fn mirror(
    mut commands: Commands,
    (marks, view, theme): (Res<Marks>, Res<View>, Res<Theme>),
    mut pool: ResMut<Pool>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut paints: ResMut<Assets<ColorMaterial>>,
    mut inks: ResMut<Assets<Ink>>,
    mut placed: Query<Placed>,
) {
    if !(marks.is_changed() || view.is_changed() || theme.is_changed()) {
        return;
    }
    let pool = &mut *pool;
    if pool.paint == Handle::default() {
        pool.paint = paints.add(ColorMaterial::default());
        pool.ink = inks.add(Ink::new(Color32::WHITE, theme::VECTOR_PX));
    }
    if theme.is_changed() {
        for (symbol, (mesh, vector)) in &pool.symbols {
            let _ = meshes.insert(mesh.id(), symbol.mesh(&theme));
            let _ = meshes.insert(vector.id(), arrow(*symbol, &theme));
        }
    }
    let scale = view.scale as f32;
    let mut gone = std::mem::take(&mut pool.entities);
    let mut used: HashMap<Picked, usize> = HashMap::new();
    for mark in &marks.all {
        let repeat = used.entry(mark.key).and_modify(|n| *n += 1).or_default();
        let key = (mark.key, *repeat);
        let (mesh, vector) = pool
            .symbols
            .entry(mark.symbol)
            .or_insert_with(|| (meshes.add(mark.symbol.mesh(&theme)), meshes.add(arrow(mark.symbol, &theme))))
            .clone();
        let turn = Quat::from_rotation_z(-(mark.course_deg as f32).to_radians());
        // Symbols of a kind at one height: they are drawn in one go.
        let height = mark.symbol.rank() * 1e-3;
        let symbol_at = Transform {
            translation: mark.at.as_vec2().extend(z::SYMBOL + height),
            rotation: if mark.symbol.turns() { turn } else { Quat::IDENTITY },
            scale: Vec3::new(scale, scale, 1.0),
        };
        let reach = mark.reach as f32;
        let vector_at = Transform {
            translation: mark.at.as_vec2().extend(z::VECTOR + height),
            rotation: turn,
            scale: Vec3::new(reach.max(1e-6), reach.max(1e-6), 1.0),
        };
        let long = reach > scale * 4.0;
        let vector_shown = if long { Visibility::Inherited } else { Visibility::Hidden };
        let pair = match gone.remove(&key) {
            Some(mut pair) => {
                if let Ok((mut transform, _, mut shape)) = placed.get_mut(pair.symbol) {
                    transform.set_if_neq(symbol_at);
                    if pair.kind != mark.symbol {
                        shape.0 = mesh;
                    }
                }
                if let Ok((mut transform, mut visibility, mut shape)) = placed.get_mut(pair.vector) {
                    transform.set_if_neq(vector_at);
                    visibility.set_if_neq(vector_shown);
                    if pair.kind != mark.symbol {
                        shape.0 = vector;
                    }
                }
                pair.kind = mark.symbol;
                pair
            }
            None => Pair {
                symbol: commands.spawn((Mesh2d(mesh), MeshMaterial2d(pool.paint.clone()), symbol_at)).id(),
                vector: commands
                    .spawn((Mesh2d(vector), MeshMaterial2d(pool.ink.clone()), vector_at, vector_shown))
                    .id(),
                kind: mark.symbol,
            },
        };
        pool.entities.insert(key, pair);
    }
    for pair in gone.into_values() {
        commands.entity(pair.symbol).despawn();
        commands.entity(pair.vector).despawn();
    }
}

/// One unit long, along +y.
fn arrow(symbol: Symbol, theme: &Theme) -> Mesh {
    let mut ink = InkMesh::default();
    ink.line([DVec2::ZERO, DVec2::Y], shade(symbol.color(theme), 0.9));
    ink.build()
}
