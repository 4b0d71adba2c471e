//! A cell's drift forecast: the cloud of places, and the circles that hold half and nearly all of it.

use std::f64::consts::TAU;

use bevy::math::DVec2;
use bevy_egui::egui::Color32;
use sarex_model::{position::Position, units};
use sarex_sim::view::Frame;

use super::sheets::Sheet;
use crate::{
    chart::ink::{shade, vertex},
    theme::Palette,
};

/// The elements; heavier ones are darker.
pub fn draw_cloud(frame: &Frame, sheet: &mut Sheet<'_>) {
    // On a dark ground the same share of light is seen much more.
    let strength = if sheet.theme.palette == Palette::Day { 0.55 } else { 0.3 };
    for estimate in &frame.estimates {
        let heaviest = estimate.elements.iter().map(|e| e[2]).fold(0.0f32, f32::max).max(1e-9);
        for [lat, lon, weight] in &estimate.elements {
            let at = sheet.projection.plane(Position::new(f64::from(*lat), f64::from(*lon)));
            sheet.ink.dot(at, shade(sheet.theme.estimate, strength * (0.1 + 0.9 * weight / heaviest)));
        }
    }
}

/// The circle of half the probability.
pub fn draw_half(frame: &Frame, sheet: &mut Sheet<'_>) {
    for estimate in &frame.estimates {
        circle(estimate.datum, estimate.radius_50_m, sheet.theme.estimate, sheet);
    }
}

/// The circle of 95 per cent, of partners' forecasts as they were told too.
pub fn draw_most(frame: &Frame, sheet: &mut Sheet<'_>) {
    for estimate in &frame.estimates {
        circle(estimate.datum, estimate.radius_95_m, sheet.theme.estimate, sheet);
    }
    for told in &frame.sharing.datums {
        circle(told.datum, told.radius_95_m, sheet.theme.cell(told.from), sheet);
    }
}

fn circle(middle: Position, radius_m: f64, color: Color32, sheet: &mut Sheet<'_>) {
    let radius = units::to_nm(radius_m) * sheet.projection.units_per_nm(middle.lat_deg);
    if !radius.is_finite() || radius <= 0.0 {
        return;
    }
    let middle = sheet.projection.plane(middle);
    let points: Vec<DVec2> = (0..96).map(|i| middle + DVec2::from_angle(TAU * f64::from(i) / 96.0) * radius).collect();
    sheet.ink.ring(&points, vertex(color));
}
