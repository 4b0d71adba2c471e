//! Small coloured shapes in pixels, from which symbols are cut.

use std::f32::consts::TAU;

use bevy::{math::Vec2, mesh::Mesh};
use bevy_egui::egui::Color32;

use crate::chart::{ink::vertex, mesh::triangles};

/// Shapes painted over each other, in pixels, the bow towards +y.
#[derive(Default)]
pub struct Stencil {
    positions: Vec<[f32; 3]>,
    colors: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

const ROUND: usize = 20;

/// Points of a circle.
pub fn circle(middle: Vec2, radius: f32) -> Vec<Vec2> {
    (0..ROUND).map(|i| middle + Vec2::from_angle(TAU * i as f32 / ROUND as f32) * radius).collect()
}

impl Stencil {
    /// A filled convex shape.
    pub fn fill(&mut self, points: &[Vec2], color: Color32) -> &mut Self {
        let first = self.add(points, color);
        for i in 1..points.len().saturating_sub(1) as u32 {
            self.indices.extend([first, first + i, first + i + 1]);
        }
        self
    }

    /// A line through points, with mitred corners.
    pub fn line(&mut self, points: &[Vec2], closed: bool, width: f32, color: Color32) -> &mut Self {
        let n = points.len();
        for i in 0..if closed { n } else { n.saturating_sub(1) } {
            let (a, b) = (points[i], points[(i + 1) % n]);
            let along = (b - a).normalize_or_zero() * (width * 0.5);
            let across = along.perp();
            // Each stretch reaches half a width past its ends, which fills the corners.
            self.fill(&[a - along + across, a - along - across, b + along - across, b + along + across], color);
        }
        self
    }

    /// A shape with a rim outside it that sets it off from the chart.
    pub fn badge(&mut self, points: &[Vec2], fill: Color32, line: Color32, rim: Color32) -> &mut Self {
        self.line(points, true, 4.6, rim).fill(points, fill).line(points, true, 1.9, line)
    }

    fn add(&mut self, points: &[Vec2], color: Color32) -> u32 {
        let first = self.positions.len() as u32;
        self.positions.extend(points.iter().map(|p| [p.x, p.y, 0.0]));
        self.colors.extend(points.iter().map(|_| vertex(color)));
        first
    }

    /// The mesh.
    pub fn cut(self) -> Mesh {
        triangles(self.positions, self.indices, Some(self.colors))
    }
}
