//! Pictures of a made-up exercise, for looking at.
use std::{path::Path, sync::Arc};
use sarex_desk::*;
use sarex_model::position::Position;
#[path = "demo/mod.rs"]
mod demo;

fn main() -> Result<(), String> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "/tmp/desk".into());
    std::fs::create_dir_all(&out).map_err(|e| e.to_string())?;
    let chart = demo::chart(Path::new("maps/east-asia"))?;
    let (brief, snapshot) = demo::exercise();
    let shot = |name: &str, language, palette, view, size, panels| Shot { size, file: format!("{out}/{name}.png").into(), language, palette, view, panels };
    let big = (1600, 900);
    let shots = vec![
        shot("all", Language::En, Palette::Day, Some((Position::new(37.0, 133.0), 1500.0)), big, false),
        shot("mid", Language::Ko, Palette::Dusk, Some((Position::new(37.0, 131.5), 400.0)), big, false),
        shot("close", Language::Ja, Palette::Night, Some((Position::new(36.0, 133.2), 90.0)), big, false),
        shot("closeday", Language::Ja, Palette::Day, Some((Position::new(34.9, 129.2), 90.0)), big, false),
    ];
    let start = std::time::Instant::now();
    screenshot(Arc::new(brief), Arc::new(snapshot), chart, &shots)?;
    println!("{:?}", start.elapsed());
    Ok(())
}
