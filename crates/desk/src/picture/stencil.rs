//! Small coloured shapes in pixels, from which symbols are cut.

use std::f32::consts::TAU;

use bevy::{math::Vec2, mesh::Mesh};
use bevy_egui::egui::Color32;

use crate::chart::{
    ink::{shade, vertex},
    mesh::triangles,
};

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
    /// A filled convex shape with soft edges, so that the picture needs no multisampling.
    pub fn fill(&mut self, points: &[Vec2], color: Color32) -> &mut Self {
        let n = points.len();
        if n < 3 {
            return self;
        }
        let turn = (0..n).map(|i| points[i].perp_dot(points[(i + 1) % n])).sum::<f32>().signum();
        let out = |i: usize| {
            let (before, here, after) = (points[(i + n - 1) % n], points[i], points[(i + 1) % n]);
            let (a, b) = ((here - before).normalize_or_zero(), (after - here).normalize_or_zero());
            let (a, b) = (-a.perp() * turn, -b.perp() * turn);
            let middle = (a + b).normalize_or_zero();
            // Sharp corners reach farther, within reason.
            middle * (0.5 / middle.dot(a).max(0.35))
        };
        let inner: Vec<Vec2> = (0..n).map(|i| points[i] - out(i)).collect();
        let outer: Vec<Vec2> = (0..n).map(|i| points[i] + out(i)).collect();
        let first = self.add(&inner, vertex(color));
        let rim = self.add(&outer, shade(color, 0.0));
        for i in 1..n as u32 - 1 {
            self.indices.extend([first, first + i, first + i + 1]);
        }
        for i in 0..n as u32 {
            let j = (i + 1) % n as u32;
            self.indices.extend([first + i, rim + i, rim + j, first + i, rim + j, first + j]);
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

    fn add(&mut self, points: &[Vec2], color: [f32; 4]) -> u32 {
        let first = self.positions.len() as u32;
        self.positions.extend(points.iter().map(|p| [p.x, p.y, 0.0]));
        self.colors.extend(points.iter().map(|_| color));
        first
    }

    /// The mesh.
    pub fn cut(self) -> Mesh {
        triangles(self.positions, self.indices, Some(self.colors))
    }
}
