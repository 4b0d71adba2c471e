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
        tab: Tab::default(),
        script: None,
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
    if which.is_empty() || which == "notes" {
        let notes = |name: &str, language, palette, size| Shot {
            tab: Tab::Notes,
            ..shot(name, language, palette, None, size, true)
        };
        run(
            demo::exercise(false, true, false, 0),
            &[
                notes("notes-en-day", Language::En, Palette::Day, big),
                notes("notes-ko-dusk", Language::Ko, Palette::Dusk, big),
                notes("notes-ja-night", Language::Ja, Palette::Night, small),
            ],
        )?;
    }
    if which.is_empty() || which == "script" {
        let scripted = |name: &str, language, palette, size, good| Shot {
            tab: Tab::Plans,
            script: Some(script(good)),
            ..shot(name, language, palette, Some((Position::new(36.65, 131.4), 90.0)), size, true)
        };
        run(
            demo::exercise(false, false, false, 0),
            &[
                scripted("script-en-day", Language::En, Palette::Day, big, true),
                scripted("script-ko-dusk", Language::Ko, Palette::Dusk, big, false),
                scripted("script-ja-night", Language::Ja, Palette::Night, small, true),
            ],
        )?;
        let plugins = |name: &str, language, palette, size| Shot {
            tab: Tab::Plugins,
            ..shot(name, language, palette, None, size, true)
        };
        run(
            demo::exercise(false, true, false, 0),
            &[
                plugins("plugins-en-day", Language::En, Palette::Day, big),
                plugins("plugins-ko-dusk", Language::Ko, Palette::Dusk, big),
                plugins("plugins-ja-night", Language::Ja, Palette::Night, small),
            ],
        )?;
    }
    Ok(())
}

/// A script in the editor: with its legs on the chart, or with a mistake.
fn script(good: bool) -> (Draft, Trial) {
    let text = "// Two legs of one spacing, two of two: an expanding square.\nconst name = \"My square\";\n\
        const patterns = [\"my-square\"];\n\nfunction plan(task) {\n  const spacingM = task.spacingM ?? 1852;\n  \
        return task.assets.map((asset) => {\n    const points = [task.datum.at];\n    \
        for (let leg = 0; leg < 24; leg += 1) {\n      \
        const lengthM = spacingM * (1 + Math.floor(leg / 2)); // 가나 日本\n      \
        points.push(add(points.at(-1), towards(90 * leg, lengthM)));\n    }\n    \
        return along(asset, points, { spacingM });\n  });\n}\n";
    let draft = Draft { id: "my-square".into(), text: text.into(), ..Draft::default() };
    if !good {
        let finding = ScriptFinding {
            line: Some(11),
            text: "TypeError: points.at is not a function (correct the script)".into(),
        };
        return (draft, Trial { findings: vec![finding], ..Trial::default() });
    }
    let mut at = Position::new(36.75, 131.75);
    let mut track = vec![at];
    for leg in 0..24 {
        at = at.destination(f64::from(90 * (leg % 4)), 1852.0 * f64::from(1 + leg / 2));
        track.push(at);
    }
    let figure = |key: &str, amount| (format!("script-{key}"), amount);
    let figures = vec![
        figure("task", Amount::Word("script-task-present".into())),
        figure("pattern", Amount::Text("my-square".into())),
        figure("legs", Amount::Count(24)),
        figure("track", Amount::Metres(288_900.0)),
        figure("time", Amount::Seconds(37_440.0)),
        figure("area", Amount::SquareMetres(4.9e8)),
        figure("coverage", Amount::Number(0.87)),
        figure("pod", Amount::Share(0.72)),
        figure("pos", Amount::Share(0.61)),
        figure("fuel", Amount::Share(0.034)),
    ];
    (draft, Trial { findings: Vec::new(), legs: vec![track], figures })
}
