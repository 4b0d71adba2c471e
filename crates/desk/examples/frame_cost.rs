//! What a frame costs: an empty one against the whole desk with the chart and 300 symbols, both drawn off screen.

use std::{path::Path, sync::Arc};

use sarex_desk::{Language, Palette, Shot, Tab, frame_cost};
use sarex_model::position::Position;

#[path = "demo/mod.rs"]
mod demo;

fn main() -> Result<(), String> {
    let frames = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    let chart = demo::chart(Path::new("maps/east-asia"))?;
    let (brief, snapshot) = demo::exercise(false, false, false, 280);
    let (brief, snapshot) = (Arc::new(brief), Arc::new(snapshot));
    for (name, width_nm, panels) in [
        ("chart and units, 160 nm", 160.0, false),
        ("with the panels", 160.0, true),
        ("whole chart, 1500 nm", 1500.0, false),
    ] {
        let shot = Shot {
            size: (1600, 900),
            file: "/dev/null".into(),
            language: Language::En,
            palette: Palette::Day,
            view: Some((Position::new(36.6, 131.6), width_nm)),
            panels,
            tab: Tab::default(),
            script: None,
        };
        let [empty, full, moving] =
            frame_cost(Arc::clone(&brief), Arc::clone(&snapshot), chart.clone(), &shot, frames)?;
        println!(
            "{name}: empty {:.1} ms, at rest {:.1} ms (ratio {:.2}), while panning {:.1} ms (ratio {:.2})",
            empty * 1e3,
            full * 1e3,
            full / empty,
            moving * 1e3,
            moving / empty
        );
    }
    Ok(())
}
