//! SVG as it is drawn: shapes and texts, numbers to a tenth of a unit.

use std::fmt::Write;

use sarex_files::export::escape;

use super::style::Colour;
use super::window::Frame;

/// The picture so far.
pub(super) struct Canvas {
    out: String,
}

/// How a line looks.
#[derive(Clone, Copy)]
pub(super) struct Stroke {
    pub colour: Colour,
    pub width: f64,
    /// Pattern of dashes, or `none`.
    pub dash: &'static str,
}

impl Stroke {
    pub const fn solid(colour: Colour, width: f64) -> Self {
        Self { colour, width, dash: "none" }
    }
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub size: f64,
    pub colour: Colour,
    anchor: &'static str,
    halo: Option<Colour>,
    strong: bool,
}

impl Text {
    pub fn start(size: f64, colour: Colour) -> Self {
        Self { size, colour, anchor: "start", halo: None, strong: false }
    }

    pub fn middle(size: f64, colour: Colour) -> Self {
        Self { anchor: "middle", ..Self::start(size, colour) }
    }

    pub fn end(size: f64, colour: Colour) -> Self {
        Self { anchor: "end", ..Self::start(size, colour) }
    }

    /// With a light edge, readable on anything.
    pub fn halo(self, colour: Colour) -> Self {
        Self { halo: Some(colour), ..self }
    }

    /// Thicker: the one font has one weight.
    pub fn strong(self) -> Self {
        Self { strong: true, ..self }
    }
}

impl Canvas {
    pub fn new(size_px: [u32; 2], [width, height]: [f64; 2], paper: Colour) -> Self {
        let [w, h] = size_px;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {width:.1} {height:.1}\">\n"
        );
        let _ = writeln!(out, "<rect width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{paper}\"/>");
        Self { out }
    }

    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// What follows shows only inside the frame, until [`Canvas::end_clip`].
    pub fn clip(&mut self, frame: Frame) {
        let Frame { left, top, width, height } = frame;
        let _ = writeln!(
            self.out,
            "<clipPath id=\"chart\"><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>\
             </clipPath>\n<g clip-path=\"url(#chart)\">"
        );
    }

    pub fn end_clip(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// A box: left, top, width, height.
    pub fn rect(&mut self, [x, y, width, height]: [f64; 4], fill: Colour, stroke: Option<Stroke>) {
        let _ = write!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\""
        );
        self.stroke(stroke);
    }

    pub fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Colour, stroke: Option<Stroke>) {
        let _ = write!(self.out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{fill}\"");
        self.stroke(stroke);
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.path(&path(&[from, to], false), "none", 1.0, Some(stroke));
    }

    /// A path by its data ([`path`]); areas by the even-odd rule.
    pub fn path(&mut self, data: &str, fill: Colour, opacity: f64, stroke: Option<Stroke>) {
        if data.is_empty() {
            return;
        }
        let _ = write!(self.out, "<path d=\"{data}\" fill=\"{fill}\" fill-rule=\"evenodd\" fill-opacity=\"{opacity}\"");
        self.stroke(stroke);
    }

    pub fn text(&mut self, (x, y): (f64, f64), text: &str, look: Text) {
        let Text { size, colour, anchor, halo, strong } = look;
        let text = escape(text);
        let mut element = |extra: String| {
            let _ = writeln!(
                self.out,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{extra}>{text}</text>"
            );
        };
        if let Some(halo) = halo {
            element(format!(" stroke=\"{halo}\" stroke-width=\"3.4\" stroke-linejoin=\"round\""));
        }
        let strong =
            if strong { format!(" stroke=\"{colour}\" stroke-width=\"{:.2}\"", 0.035 * size) } else { String::new() };
        element(strong);
    }

    fn stroke(&mut self, stroke: Option<Stroke>) {
        if let Some(Stroke { colour, width, dash }) = stroke {
            let _ = write!(
                self.out,
                " stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"{dash}\" stroke-linejoin=\"round\""
            );
        }
        self.out.push_str("/>\n");
    }
}

/// The data of a path through these points.
pub(super) fn path(points: &[(f64, f64)], closed: bool) -> String {
    let mut data = String::new();
    let mut last = String::new();
    for (x, y) in points.iter().filter(|p| p.0.is_finite() && p.1.is_finite()) {
        let here = format!("{x:.1} {y:.1}");
        if here != last {
            let _ = write!(data, "{}{here}", if data.is_empty() { 'M' } else { 'L' });
        }
        last = here;
    }
    if closed && !data.is_empty() {
        data.push('Z');
    }
    data
}
