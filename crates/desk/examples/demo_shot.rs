//! Pictures of a made-up exercise, for looking at.
use sarex_desk::*;
use sarex_model::position::Position;
use std::{path::Path, sync::Arc};
#[path = "demo/mod.rs"]
mod demo;

fn main() -> Result<(), String> {
    let out = std::env::args().nth(1).unwrap_or_else(|| std::env::temp_dir().join("sarex-desk").display().to_string());
    std::fs::create_dir_all(&out).map_err(|e| e.to_string())?;
    let chart = demo::chart(Path::new("maps/east-asia"))?;

    let shot = |name: &str, language, palette, view, size, panels| Shot {
        size,
        file: format!("{out}/{name}.png").into(),
        language,
        palette,
        view,
        panels,
    };
    let (big, small) = ((1600, 900), (1280, 720));
    let run = |(brief, snapshot), shots: &[Shot]| screenshot(Arc::new(brief), Arc::new(snapshot), chart.clone(), shots);
    let which = std::env::args().nth(2).unwrap_or_default();
    if which.is_empty() || which == "cell" {
        run(
            demo::exercise(false, false, false, 0),
            &[
                shot("cell-en-day", Language::En, Palette::Day, None, big, true),
                shot("cell-ko-dusk", Language::Ko, Palette::Dusk, None, big, true),
                shot("cell-ja-night", Language::Ja, Palette::Night, None, small, true),
                shot("cell-ko-day", Language::Ko, Palette::Day, Some((Position::new(36.65, 131.6), 60.0)), small, true),
                shot("bare", Language::Ja, Palette::Day, None, big, false),
            ],
        )?;
    }
    if which.is_empty() || which == "control" {
        run(
            demo::exercise(true, true, false, 0),
            &[shot("control-en-dusk", Language::En, Palette::Dusk, None, big, true)],
        )?;
    }
    if which.is_empty() || which == "patrol" {
        run(
            demo::exercise(false, false, true, 0),
            &[shot("patrol-ja-day", Language::Ja, Palette::Day, None, big, true)],
        )?;
    }
    Ok(())
}
