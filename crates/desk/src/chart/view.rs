//! Where one looks: the part of the plane that the chart window shows, and the camera that follows it.

use bevy::{camera::ScalingMode, math::DVec2, prelude::*};
use bevy_egui::{PrimaryEguiContext, egui};
use sarex_model::position::Position;

use super::{Chart, projection::Projection};
use crate::DeskSystems;

/// What the chart window shows.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Middle of the window on the plane.
    pub centre: DVec2,
    /// Units of the plane in a logical pixel.
    pub scale: f64,
    /// The window between the panels, logical pixels.
    pub window: egui::Rect,
    /// The whole picture, logical pixels.
    pub screen: egui::Vec2,
    /// Pixels of the screen in a logical pixel.
    pub dense: f32,
}

/// Units of the plane (about nautical miles) in a pixel: closest and farthest view.
const SCALE_LIMITS: [f64; 2] = [0.0005, 4.0];

impl Default for View {
    fn default() -> Self {
        let screen = egui::vec2(1600.0, 900.0);
        Self {
            centre: DVec2::ZERO,
            scale: 0.2,
            window: egui::Rect::from_min_size(egui::Pos2::ZERO, screen),
            screen,
            dense: 1.0,
        }
    }
}

impl View {
    /// Where a point of the plane is on the screen.
    pub fn screen(&self, at: DVec2) -> egui::Pos2 {
        let by = (at - self.centre) / self.scale;
        let middle = self.window.center();
        egui::pos2(middle.x + by.x as f32, middle.y - by.y as f32)
    }

    /// The point of the plane under a point of the screen.
    pub fn plane(&self, at: egui::Pos2) -> DVec2 {
        let by = at - self.window.center();
        self.centre + DVec2::new(f64::from(by.x), -f64::from(by.y)) * self.scale
    }

    /// Looks at a place with so many nautical miles across the window.
    pub fn look_at(&mut self, projection: &Projection, middle: Position, width_nm: f64) {
        self.centre = projection.plane(middle);
        let width = width_nm * projection.units_per_nm(middle.lat_deg);
        self.scale = (width / f64::from(self.window.width().max(1.0))).clamp(SCALE_LIMITS[0], SCALE_LIMITS[1]);
    }

    /// Zooms so that the point under `at` stays where it is; factors above 1 look closer.
    pub fn zoom(&mut self, at: egui::Pos2, factor: f64) {
        let held = self.plane(at);
        self.scale = (self.scale / factor).clamp(SCALE_LIMITS[0], SCALE_LIMITS[1]);
        self.centre += held - self.plane(at);
    }

    /// Moves the picture by so many pixels.
    pub fn pan(&mut self, by: egui::Vec2) {
        self.centre += DVec2::new(-f64::from(by.x), f64::from(by.y)) * self.scale;
    }

    /// Corners of the window on the plane: south-west, north-east.
    pub fn corners(&self) -> (DVec2, DVec2) {
        (self.plane(self.window.left_bottom()), self.plane(self.window.right_top()))
    }

    /// Nautical miles in a pixel at the middle of the window.
    pub fn nm_per_px(&self, projection: &Projection) -> f64 {
        self.scale / projection.units_per_nm(projection.position(self.centre).lat_deg)
    }

    /// Shows all these places, with a margin.
    pub fn fit(&mut self, projection: &Projection, places: impl IntoIterator<Item = Position>) {
        let (mut low, mut high) = (DVec2::INFINITY, DVec2::NEG_INFINITY);
        for place in places.into_iter().filter(|p| p.is_valid()) {
            let at = projection.plane(place);
            low = low.min(at);
            high = high.max(at);
        }
        if low.x > high.x {
            return;
        }
        self.centre = (low + high) * 0.5;
        let size = (high - low).max(DVec2::splat(10.0)) * 1.35;
        let window = self.window.size().max(egui::vec2(50.0, 50.0));
        self.scale =
            (size.x / f64::from(window.x)).max(size.y / f64::from(window.y)).clamp(SCALE_LIMITS[0], SCALE_LIMITS[1]);
    }
}

/// A camera that looks where the view says.
#[derive(Component)]
pub struct Lens;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<View>().add_systems(Update, follow_view.in_set(DeskSystems::Camera));
}

/// The camera of exercise and panels; where it draws to is the caller's.
pub fn camera() -> impl Bundle {
    // Lines and symbols bring soft edges of their own.
    (Lens, PrimaryEguiContext, Camera2d, projection(), Msaa::Off)
}

/// One unit of the plane is a logical pixel, until the view says otherwise.
pub fn projection() -> Projection2d {
    Projection2d::Orthographic(OrthographicProjection {
        scaling_mode: ScalingMode::WindowSize,
        ..OrthographicProjection::default_2d()
    })
}

use bevy::camera::Projection as Projection2d;

fn follow_view(
    view: Res<View>,
    chart: Option<Res<Chart>>,
    new: Query<(), Added<Lens>>,
    mut cameras: Query<(&mut Transform, &mut Projection2d), With<Lens>>,
) {
    if chart.is_none() || (!view.is_changed() && new.is_empty()) {
        return;
    }
    for (mut transform, mut lens) in &mut cameras {
        // The camera looks at the middle of the whole picture, the view at the middle of the window between the panels.
        let middle = view.plane(egui::pos2(view.screen.x * 0.5, view.screen.y * 0.5));
        transform.translation = middle.as_vec2().extend(transform.translation.z);
        if let Projection2d::Orthographic(lens) = &mut *lens {
            lens.scale = view.scale as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_holds_the_point_under_the_cursor() {
        let mut view = View::default();
        let at = egui::pos2(300.0, 700.0);
        let before = view.plane(at);
        view.zoom(at, 3.0);
        assert!((view.plane(at) - before).length() < 1e-9);
        assert!((view.scale - 0.2 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn screen_and_plane_agree() {
        let view = View { centre: DVec2::new(10.0, -3.0), ..default() };
        let at = egui::pos2(12.0, 34.0);
        assert!(view.screen(view.plane(at)).distance(at) < 1e-3);
    }
}
