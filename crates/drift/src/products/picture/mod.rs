//! `drift.png`: the drift prediction on a chart, in the manner of printed ones.

mod canvas;
mod ground;
mod labels;
mod legend;
mod marks;
mod style;
mod window;
mod words;

use std::sync::Arc;

use geo::MultiPolygon;
use resvg::{tiny_skia, usvg};
use sarex_model::position::Position;

use super::Outlines;
use crate::forecast::Forecast;
use canvas::Canvas;
use labels::Labels;
use style::Ink;
use window::{Frame, Window};

/// Language of the words on the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
    /// Japanese.
    Ja,
}

/// Light in which the picture is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Bright room, or print.
    #[default]
    Day,
    /// Twilight.
    Dusk,
    /// Dark bridge.
    Night,
}

/// What lies under the prediction, and how it is written.
#[derive(Clone)]
pub struct ChartGround {
    /// Land, degrees; only what touches the picture is drawn.
    pub land: MultiPolygon<f64>,
    /// Names of places, the most important first.
    pub places: Vec<(String, Position)>,
    /// An OpenType or TrueType font with the letters of the language and of the names.
    pub font: Arc<Vec<u8>>,
    /// Language of the words.
    pub lang: Lang,
    /// Light in which it is read.
    pub palette: Palette,
}

/// Units of a picture in its usual size; others are laid out in the same units.
const USUAL: [f64; 2] = [1600.0, 1200.0];
/// Heights of the banners, width of the legend, margins of the chart for its labels.
const BANNER: f64 = 40.0;
const LEGEND: f64 = 372.0;
const LEFT: f64 = 92.0;
const BOTTOM: f64 = 30.0;
const GAP: f64 = 18.0;

/// Whether there is any place that the picture could show.
pub(super) fn has_place(forecast: &Forecast, outlines: &Outlines) -> bool {
    places(forecast, outlines).iter().any(|p| p.is_valid())
}

/// What the picture must show: the largest outline, the mean track, the seeding.
fn places(forecast: &Forecast, outlines: &Outlines) -> Vec<Position> {
    let rings = outlines.last().iter().flat_map(|c| c.polygons.iter()).flat_map(|p| p.exterior().0.iter());
    let mut places: Vec<Position> = rings.map(|c| Position::new(c.y, sarex_model::math::wrap_180(c.x))).collect();
    places.extend(forecast.frames.iter().filter_map(|f| f.mean));
    places.extend(forecast.scenarios.iter().flat_map(|s| s.seeded.iter().copied()));
    places
}

/// The picture as SVG, or nothing when there is no place to show.
///
/// `size_px` is its width and height. The words are drawn with [`ChartGround::font`] by [`picture_png`]; a program that
/// shows the SVG uses a font of its own.
pub fn picture_svg(forecast: &Forecast, outlines: &Outlines, chart: &ChartGround, size_px: [u32; 2]) -> Option<String> {
    let [width, height] = size_px.map(f64::from);
    let scale = (width / USUAL[0]).min(height / USUAL[1]);
    let (width, height) = (width / scale, height / scale);
    let frame = Frame {
        left: LEFT,
        top: BANNER + GAP + 6.0,
        width: width - LEFT - LEGEND - 2.0 * GAP,
        height: height - 2.0 * BANNER - BOTTOM - GAP - 14.0,
    };
    let window = Window::around(places(forecast, outlines).into_iter(), frame)?;
    let ink = Ink::of(chart.palette);
    let mut canvas = Canvas::new(size_px, [width, height], ink.paper);
    let mut labels = Labels::new(frame);
    canvas.clip(frame);
    canvas.rect([frame.left, frame.top, frame.width, frame.height], ink.sea, None);
    marks::shading(&mut canvas, &window, &ink, forecast);
    ground::land(&mut canvas, &window, &ink, &chart.land);
    ground::graticule(&mut canvas, &window, &ink);
    let bar = ground::scale_bar(&mut canvas, &window, &ink);
    labels.reserve(bar);
    marks::stranded(&mut canvas, &window, &ink, forecast, &mut labels);
    marks::outlines(&mut canvas, &window, &ink, outlines);
    marks::seeding(&mut canvas, &window, &ink, forecast, &mut labels);
    marks::mean_track(&mut canvas, &window, &ink, forecast, &mut labels);
    marks::percent(&mut canvas, &window, &ink, outlines, &mut labels);
    ground::places(&mut canvas, &window, &ink, &chart.places, &mut labels);
    canvas.end_clip();
    ground::border(&mut canvas, &window, &ink);
    let area = [width - LEGEND - GAP, frame.top - 6.0, LEGEND, height - 2.0 * BANNER - GAP - 12.0];
    legend::draw(&mut canvas, area, forecast, outlines, chart, &ink);
    let banner = format!("{} – {}", chart.lang.marker(), chart.lang.not_for_navigation());
    for top in [0.0, height - BANNER] {
        canvas.rect([0.0, top, width, BANNER], ink.banner, None);
        canvas.text(
            (0.5 * width, top + 0.5 * BANNER + 7.5),
            &banner,
            canvas::Text::middle(21.0, ink.banner_text).strong(),
        );
    }
    Some(canvas.finish())
}

/// The picture as PNG; empty when there is no place to show.
///
/// # Errors
/// What is wrong with font or size, as a text.
pub fn picture_png(
    forecast: &Forecast,
    outlines: &Outlines,
    chart: &ChartGround,
    size_px: [u32; 2],
) -> Result<Vec<u8>, String> {
    let Some(svg) = picture_svg(forecast, outlines, chart, size_px) else { return Ok(Vec::new()) };
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_source(usvg::fontdb::Source::Binary(chart.font.clone()));
    let family = fonts.faces().find_map(|f| f.families.first().map(|(name, _)| name.clone()));
    options.font_family = family.ok_or("the font cannot be read")?;
    options.languages = vec![chart.lang.code().to_owned()];
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|e| format!("the picture is not sound: {e}"))?;
    let [width, height] = size_px;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("the picture is too large")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| format!("the picture cannot be packed: {e}"))
}

/// Whether the font holds a face.
pub(super) fn font_is_usable(chart: &ChartGround) -> bool {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_source(usvg::fontdb::Source::Binary(chart.font.clone()));
    fonts.faces().next().is_some()
}
