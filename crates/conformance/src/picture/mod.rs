//! A plan drawn as a picture: what its author looks at while writing it.

mod chart;
mod ink;
mod legend;
mod svg;
mod view;

use std::sync::Arc;

use resvg::{tiny_skia, usvg};
use sarex_plugin_host::Drawing;
use sarex_sim::decision::{PlannedSearch, SearchAsset, SearchTask};

use crate::quality::{Case, Flight, Score};
use svg::{Anchor, Svg};
use view::View;

/// Size of the picture, pixels.
pub const SIZE_PX: [u32; 2] = [1_400, 1_000];
/// Width of the words beside the chart, and of the gaps.
const LEGEND: f64 = 372.0;
const GAP: f64 = 20.0;
const TITLE: f64 = 54.0;
const KEY_HEIGHT: f64 = 46.0;
const KEY: [&str; 2] = [
    "Number: commence search point; square: end; triangle: start. Solid: searching, half a sweep width shaded to both sides; \
     dashed: in transit, and the outlines of the plan's areas.",
    "Violet: datum, radius of 50 %, drift until the end. Other lines and labels: drawn by the plugin. A seeded drift case, \
     not a place; not for navigation.",
];

/// What is drawn.
#[derive(Clone, Copy)]
pub struct Sketch<'a> {
    /// The plugin.
    pub plugin: &'a str,
    /// The case that the plan is for.
    pub case: &'a Case,
    /// What the planner was asked.
    pub task: &'a SearchTask,
    /// Its plan.
    pub plan: &'a PlannedSearch,
    /// The plan as it was run.
    pub flight: &'a Flight,
    /// What the plugin drew for its developer.
    pub drawings: &'a [Drawing],
    /// The score over all cases.
    pub score: Option<&'a Score>,
}

impl<'a> Sketch<'a> {
    /// The unit of a part of the plan.
    fn asset(&self, part: usize) -> Option<&'a SearchAsset> {
        let id = self.plan.assets.get(part)?.asset;
        self.task.assets.iter().find(|asset| asset.id == id)
    }
}

/// The picture as SVG, in whatever font shows it.
pub fn svg(sketch: &Sketch) -> String {
    let [width, height] = SIZE_PX;
    let mut svg = Svg::new(width, height, ink::PAPER);
    let (width, height) = (f64::from(width), f64::from(height));
    let title = format!("{} / {}", sketch.plugin, sketch.task.pattern);
    svg.strong((GAP, 36.0), &title, 24.0, ink::TEXT, Anchor::Start);
    let line = sketch.score.map_or_else(|| sketch.plan.name.clone(), Score::line).replace("+-", "±");
    let short: String = line.chars().take(100).collect();
    svg.text((width - GAP, 36.0), &short, 16.0, ink::TEXT, Anchor::End);
    let frame = [GAP, TITLE, width - LEGEND - 3.0 * GAP, height - TITLE - KEY_HEIGHT];
    chart::draw(&mut svg, &View::of(sketch, frame), sketch);
    legend::draw(&mut svg, [width - LEGEND - GAP, TITLE, LEGEND, height - TITLE - KEY_HEIGHT], sketch);
    for (line, text) in (1..).zip(KEY) {
        let y = height - KEY_HEIGHT + 17.0 * f64::from(line);
        svg.text((GAP, y), text, 13.0, ink::WEAK, Anchor::Start);
    }
    svg.finish()
}

/// The picture as PNG, its words in this OpenType or TrueType font.
///
/// # Errors
/// What is wrong with the font or the picture, as a text.
pub fn png(sketch: &Sketch, font: &[u8]) -> Result<Vec<u8>, String> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(font.to_vec())));
    let family = fonts.faces().find_map(|face| face.families.first().map(|(name, _)| name.clone()));
    options.font_family = family.ok_or("the font cannot be read")?;
    let tree = usvg::Tree::from_str(&svg(sketch), &options).map_err(|e| format!("the picture is not sound: {e}"))?;
    let [width, height] = SIZE_PX;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("the picture is too large")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| format!("the picture cannot be packed: {e}"))
}

#[cfg(test)]
mod tests {
    use sarex_model::position::Vec2;
    use sarex_sim::decision::{AssetPlan, PlannedLeg};

    use super::*;

    fn there_and_back(task: &SearchTask) -> PlannedSearch {
        let asset = &task.assets[0];
        let leg = |to| PlannedLeg { to, speed_mps: asset.search_mps, alt_m: 0.0, sensor_on: true };
        let legs = vec![leg(Vec2::new(9_000.0, 0.0)), leg(Vec2::new(9_000.0, 2_000.0)), leg(Vec2::new(0.0, 2_000.0))];
        let part = AssetPlan { asset: asset.id, commence: Vec2::ZERO, legs, spacing_m: 2_000.0, area: Vec::new() };
        PlannedSearch { name: "test".into(), assets: vec![part], note: "a <note> & \u{1} more".into() }
    }

    /// Draws a case with what a plugin might draw and say.
    fn drawn(drawings: &[Drawing], plan: impl Fn(&SearchTask) -> PlannedSearch) -> (String, Result<Vec<u8>, String>) {
        let case = Case::new(1, 13);
        let task = case.task("out & <back>", &[], 3, false);
        let plan = plan(&task);
        let flight = Flight::of(&case, &task, &plan);
        let (plugin, case, task, plan, flight) = ("my-plugin", &case, &task, &plan, &flight);
        let sketch = Sketch { plugin, case, task, plan, flight, drawings, score: None };
        let font = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../desk/assets/fonts/sarex-sans-cjk.otf"));
        (svg(&sketch), png(&sketch, &font.unwrap()))
    }

    #[test]
    fn what_the_plugin_draws_is_on_the_picture() {
        let points = vec![(0.0, 0.0), (3_000.0, 3_000.0)];
        let drawing = Drawing { points, rgba: 0x12ab_34ff, label: "likely <here> & \u{0}".into() };
        let (svg, png) = drawn(&[drawing], there_and_back);
        assert!(svg.contains("#12ab34") && svg.contains("likely &lt;here&gt; &amp;"), "{svg}");
        assert!(png.unwrap().starts_with(b"\x89PNG"));
    }

    #[test]
    fn a_plan_of_nothing_and_a_plan_to_nowhere_are_drawn() {
        let nothing = |_: &SearchTask| PlannedSearch { name: String::new(), assets: Vec::new(), note: String::new() };
        assert!(drawn(&[], nothing).1.is_ok());
        let far = |task: &SearchTask| {
            let mut plan = there_and_back(task);
            plan.assets[0].legs[1].to = Vec2::new(1e15, -1e15);
            plan.assets[0].legs[0].to = plan.assets[0].commence;
            plan
        };
        assert!(drawn(&[], far).1.is_ok());
    }

    #[test]
    fn a_font_that_is_none_is_told() {
        let case = Case::new(1, 13);
        let task = case.task("x", &[], 1, false);
        let plan = there_and_back(&task);
        let flight = Flight::of(&case, &task, &plan);
        let (case, task, plan, flight) = (&case, &task, &plan, &flight);
        let sketch = Sketch { plugin: "x", case, task, plan, flight, drawings: &[], score: None };
        assert_eq!(png(&sketch, b"no font"), Err("the font cannot be read".into()));
    }
}
