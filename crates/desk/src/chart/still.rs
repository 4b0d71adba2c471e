//! The chart as a still picture: what never moves is drawn only when the view, the light or the chart changes, and is
//! laid under the exercise as one textured rectangle.

use bevy::{
    camera::{
        ImageRenderTarget, RenderTarget,
        visibility::{NoFrustumCulling, RenderLayers},
    },
    image::{Image, ImageSampler},
    prelude::*,
    render::render_resource::TextureFormat,
};

use super::{
    Chart,
    layers::OfChart,
    view::{Lens, View},
};
use crate::{DeskSystems, theme::Theme};

/// Layers of the still picture; the exercise is on the default one.
pub const STILL: RenderLayers = RenderLayers::layer(1);
/// Frames drawn after a change: what was just spawned reaches the graphics card a frame or two later.
const AFTER_FRAMES: u32 = 4;

#[derive(Component)]
struct StillCamera {
    frames_left: u32,
}

/// Set by whoever changed something on the still picture without touching an entity of it.
#[derive(Resource, Default)]
pub struct Renew(pub bool);

/// The rectangle that carries the picture.
#[derive(Component)]
struct Sheet;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Renew>()
        .add_systems(Startup, spawn)
        .add_systems(Update, (fit, wake).chain().in_set(DeskSystems::Still));
}

fn picture(size: UVec2) -> Image {
    let mut image = Image::new_target_texture(size.x.max(1), size.y.max(1), TextureFormat::Rgba8UnormSrgb, None);
    image.sampler = ImageSampler::nearest();
    image
}

fn spawn(
    mut commands: Commands,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut paints: ResMut<Assets<ColorMaterial>>,
) {
    let image = images.add(picture(UVec2::new(64, 64)));
    let camera = Camera { order: -1, ..default() };
    let target = RenderTarget::Image(ImageRenderTarget { handle: image.clone(), scale_factor: 1.0 });
    commands.spawn((
        StillCamera { frames_left: AFTER_FRAMES },
        Lens,
        Camera2d,
        camera,
        target,
        super::view::projection(),
        Msaa::Off,
        STILL,
    ));
    // Blended, although nothing shines through: without opaque meshes the exercise is drawn in a single pass.
    let paint = paints.add(ColorMaterial { texture: Some(image), ..default() });
    let rectangle = meshes.add(Rectangle::new(1.0, 1.0));
    commands.spawn((Sheet, Mesh2d(rectangle), MeshMaterial2d(paint), Transform::default(), NoFrustumCulling));
}

/// Keeps picture and rectangle as large as the screen and in front of the camera.
fn fit(
    view: Res<View>,
    mut images: ResMut<Assets<Image>>,
    mut paints: ResMut<Assets<ColorMaterial>>,
    mut cameras: Query<(&mut RenderTarget, &mut StillCamera)>,
    mut sheets: Query<(&mut Transform, &MeshMaterial2d<ColorMaterial>), With<Sheet>>,
) {
    if !view.is_changed() {
        return;
    }
    let size = (view.screen * view.dense).round();
    let size = UVec2::new(size.x as u32, size.y as u32).max(UVec2::ONE);
    let mut renewed = None;
    for (mut target, mut camera) in &mut cameras {
        let RenderTarget::Image(on) = &*target else { continue };
        if images.get(&on.handle).is_none_or(|i| i.size() != size) {
            // A new image, not the old one resized: whoever shows it must notice.
            let handle = images.add(picture(size));
            *target = RenderTarget::Image(ImageRenderTarget { handle: handle.clone(), scale_factor: view.dense });
            camera.frames_left = AFTER_FRAMES;
            renewed = Some(handle);
        }
    }
    for (mut transform, paint) in &mut sheets {
        let middle = view.plane((view.screen * 0.5).to_pos2());
        transform.translation = middle.as_vec2().extend(-1.0);
        transform.scale = Vec3::new(view.screen.x, view.screen.y, 1.0) * view.scale as f32;
        if let (Some(image), Some(mut paint)) = (&renewed, paints.get_mut(paint.id())) {
            paint.texture = Some(image.clone());
        }
    }
}

/// Things of the chart that came, went or were shown since.
type New = (With<OfChart>, Or<(Changed<Mesh2d>, Changed<Visibility>)>);

/// The camera works only while something of the chart is new.
fn wake(
    (view, theme): (Res<View>, Res<Theme>),
    chart: Option<Res<Chart>>,
    changed: Query<(), New>,
    mut renew: ResMut<Renew>,
    mut cameras: Query<(&mut Camera, &mut StillCamera)>,
) {
    let renewed = renew.0;
    if renewed {
        renew.0 = false;
    }
    let new = renewed
        || view.is_changed()
        || theme.is_changed()
        || chart.is_some_and(|c| c.is_changed())
        || !changed.is_empty();
    for (mut camera, mut still) in &mut cameras {
        if new {
            still.frames_left = AFTER_FRAMES;
        }
        let active = still.frames_left > 0;
        if camera.is_active != active {
            camera.is_active = active;
        }
        still.frames_left = still.frames_left.saturating_sub(1);
    }
}
