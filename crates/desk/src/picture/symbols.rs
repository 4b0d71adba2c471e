//! What stands for what: a shape for each class, filled for one's own, hollow for partners; colour only adds the cell.

use bevy::{math::Vec2, mesh::Mesh};
use bevy_egui::egui::Color32;
use sarex_sim::setup::Class;

use super::stencil::{Stencil, circle};
use crate::theme::{SYMBOL_PX, Theme};

/// A symbol of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A unit under command.
    Unit {
        class: Class,
        own: bool,
        /// The cell's colour.
        cell: u32,
    },
    /// A vessel heard on AIS.
    Ais,
    /// A vessel seen and known.
    Identified,
    /// A radar contact without a name.
    Radar,
    /// A vessel known to run without AIS.
    Dark,
    /// A search object that was found.
    Found,
    /// The datum of an estimate.
    Datum,
    /// A vessel as it truly is.
    TrueVessel,
    /// A search object as it truly is.
    TrueObject,
}

const fn v(x: f32, y: f32) -> Vec2 {
    Vec2::new(x, y)
}

impl Symbol {
    /// What is drawn over what: more is above.
    pub fn rank(self) -> f32 {
        match self {
            Symbol::TrueVessel => 0.0,
            Symbol::Radar => 1.0,
            Symbol::Ais => 2.0,
            Symbol::Identified => 3.0,
            Symbol::Dark => 4.0,
            Symbol::Datum => 5.0,
            Symbol::TrueObject => 6.0,
            Symbol::Found => 7.0,
            Symbol::Unit { class, own, cell } => 8.0 + (cell % 32 * 8 + class.code() * 2 + u32::from(own)) as f32,
        }
    }

    /// Whether it turns with the course.
    pub fn turns(self) -> bool {
        !matches!(self, Symbol::Radar | Symbol::Found | Symbol::Datum | Symbol::TrueObject)
    }

    /// Colour of its strokes, its label and its vector.
    pub fn color(self, theme: &Theme) -> Color32 {
        match self {
            Symbol::Unit { cell, .. } => theme.cell(cell),
            Symbol::Ais | Symbol::Radar => theme.contact,
            Symbol::Identified => theme.identified,
            Symbol::Dark => theme.dark_vessel,
            Symbol::Found => theme.found,
            Symbol::Datum => theme.estimate,
            Symbol::TrueVessel | Symbol::TrueObject => theme.truth,
        }
    }

    /// The mesh, in pixels.
    pub fn mesh(self, theme: &Theme) -> Mesh {
        let mut s = Stencil::default();
        let (color, rim) = (self.color(theme), theme.outline);
        match self {
            Symbol::Unit { class, own, .. } => unit(&mut s, class, if own { color } else { rim }, color, rim),
            Symbol::Ais => {
                s.badge(&TRIANGLE, rim, color, rim);
            }
            Symbol::Identified => {
                s.badge(&TRIANGLE, color, color, rim);
            }
            Symbol::Radar => {
                s.badge(&circle(Vec2::ZERO, 5.5), rim, color, rim).fill(&circle(Vec2::ZERO, 1.7), color);
            }
            Symbol::Dark => {
                s.badge(&TRIANGLE, rim, color, rim);
                s.line(&[v(-7.0, -8.0), v(7.0, 8.0)], false, 1.9, color).line(
                    &[v(7.0, -8.0), v(-7.0, 8.0)],
                    false,
                    1.9,
                    color,
                );
            }
            Symbol::Found => {
                s.fill(&circle(Vec2::ZERO, 11.5), rim)
                    .fill(&circle(Vec2::ZERO, 10.0), color)
                    .fill(&circle(Vec2::ZERO, 5.6), rim);
                for turn in [0.785f32, 2.356, 3.927, 5.498] {
                    let along = Vec2::from_angle(turn);
                    s.line(&[along * 6.6, along * 9.0], false, 2.6, rim);
                }
                s.fill(&circle(Vec2::ZERO, 2.4), color);
            }
            Symbol::Datum => {
                for (width, color) in [(4.6, rim), (1.9, color)] {
                    s.line(&[v(-10.0, 0.0), v(10.0, 0.0)], false, width, color);
                    s.line(&[v(0.0, -10.0), v(0.0, 10.0)], false, width, color);
                    s.line(&circle(Vec2::ZERO, 5.0), true, width, color);
                }
            }
            Symbol::TrueVessel => {
                // Small: truth stands behind what is known.
                let small = TRIANGLE.map(|p| p * 0.72);
                s.line(&small, true, 3.2, rim).line(&small, true, 1.4, color);
            }
            Symbol::TrueObject => {
                let diamond = [v(0.0, 11.0), v(-8.0, 0.0), v(0.0, -11.0), v(8.0, 0.0)];
                s.badge(&diamond, rim, color, rim);
                s.line(&[v(-3.5, 4.0), v(3.5, 4.0)], false, 1.9, color).line(
                    &[v(0.0, 4.0), v(0.0, -4.5)],
                    false,
                    1.9,
                    color,
                );
            }
        }
        s.cut()
    }
}

const TRIANGLE: [Vec2; 3] = [v(0.0, 9.0), v(-5.2, -6.5), v(5.2, -6.5)];

fn unit(s: &mut Stencil, class: Class, fill: Color32, line: Color32, rim: Color32) {
    let h = SYMBOL_PX;
    match class {
        Class::Vessel => {
            let hull = [v(0.0, h), v(-4.8, 3.0), v(-4.8, -h + 2.0), v(4.8, -h + 2.0), v(4.8, 3.0)];
            s.badge(&hull, fill, line, rim);
        }
        Class::Helicopter => {
            for (width, color) in [(4.4, rim), (1.7, line)] {
                s.line(&[v(0.0, -4.0), v(0.0, -h)], false, width, color);
                s.line(&[v(-3.0, -h), v(3.0, -h)], false, width, color);
            }
            s.badge(&circle(v(0.0, 1.0), 5.2), fill, line, rim);
            for (width, color) in [(3.8, rim), (1.8, line)] {
                s.line(&[v(-8.0, -7.0), v(8.0, 9.0)], false, width, color);
                s.line(&[v(8.0, -7.0), v(-8.0, 9.0)], false, width, color);
            }
        }
        Class::Aeroplane => {
            let body = [v(0.0, h), v(-1.9, 7.0), v(-1.7, -h + 2.0), v(1.7, -h + 2.0), v(1.9, 7.0)];
            let wing = [v(-h, -0.5), v(-h, -2.8), v(h, -2.8), v(h, -0.5), v(1.5, 3.4), v(-1.5, 3.4)];
            let tail = [v(-4.4, -h + 1.2), v(-4.4, -h), v(4.4, -h), v(4.4, -h + 1.2), v(0.0, -h + 3.4)];
            let parts: [&[Vec2]; 3] = [&body, &wing, &tail];
            for part in parts {
                s.line(part, true, 4.6, rim);
            }
            for part in parts {
                s.line(part, true, 1.7, line);
            }
            for part in parts {
                s.fill(part, fill);
            }
        }
        Class::Drone => {
            for (width, color) in [(4.4, rim), (1.8, line)] {
                s.line(&[v(-6.0, -6.0), v(6.0, 6.0)], false, width, color).line(
                    &[v(6.0, -6.0), v(-6.0, 6.0)],
                    false,
                    width,
                    color,
                );
            }
            for corner in [v(-6.0, -6.0), v(6.0, 6.0), v(6.0, -6.0), v(-6.0, 6.0)] {
                s.badge(&circle(corner, 3.3), fill, line, rim);
            }
            s.fill(&[v(0.0, 7.5), v(-2.6, 3.0), v(2.6, 3.0)], line);
        }
    }
}
