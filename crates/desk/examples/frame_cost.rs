//! What a frame costs: an empty one against the whole desk with the chart and 300 symbols, both drawn off screen.

use std::{path::Path, sync::Arc};

use sarex_desk::{Language, Palette, Shot, frame_cost};
use sarex_model::position::Position;

#[path = "demo/mod.rs"]
mod demo;

fn main() -> Result<(), String> {
    let frames = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    let chart = demo::chart(Path::new("maps/east-asia"))?;
    let variant = std::env::args().nth(2).unwrap_or_default();
    let mut chart = chart;
    if variant.contains("nodepth") { chart.depth_areas.clear(); }
    if variant.contains("nocontour") { chart.depth_contours.clear(); }
    if variant.contains("noland") { chart.land_detail.0.clear(); chart.land_overview.0.clear(); }
    if variant.contains("nocoast") { chart.coastline.0.clear(); chart.land_overview.0.clear(); }
    if variant.contains("nolines") { chart.lines.clear(); }
    if variant.contains("noplaces") { chart.ports.clear(); chart.places.clear(); chart.airfields.clear(); }
    let (brief, mut snapshot) = demo::exercise(false, false, false, if variant.contains("nocontacts") { 0 } else { 280 });
    if variant.contains("noest") { snapshot.frame.estimates.clear(); }
    if variant.contains("noplans") { snapshot.frame.plans.clear(); }
    if variant.contains("nounits") { snapshot.frame.units.clear(); }
    let (brief, snapshot) = (Arc::new(brief), Arc::new(snapshot));
    for (name, width_nm, panels) in [("chart and units, 160 nm", 160.0, false), ("with the panels", 160.0, true), ("whole chart, 1500 nm", 1500.0, false)] {
        let shot = Shot {
            size: (1600, 900),
            file: "/dev/null".into(),
            language: Language::En,
            palette: Palette::Day,
            view: Some((Position::new(36.6, 131.6), width_nm)),
            panels,
        };
        let [empty, full] = frame_cost(Arc::clone(&brief), Arc::clone(&snapshot), chart.clone(), &shot, frames)?;
        println!("{name}: empty {:.1} ms, full {:.1} ms, ratio {:.2}", empty * 1e3, full * 1e3, full / empty);
    }
    Ok(())
}
