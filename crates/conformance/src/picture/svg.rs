//! SVG as it is drawn: numbers to a tenth of a pixel.

use std::fmt::Write;

/// A place on the picture, pixels from its top left.
pub(super) type At = (f64, f64);

/// The picture so far.
pub(super) struct Svg {
    out: String,
}

/// How a line looks.
#[derive(Clone, Copy)]
pub(super) struct Stroke<'a> {
    pub colour: &'a str,
    pub width: f64,
    pub opacity: f64,
    pub dashed: bool,
}

impl<'a> Stroke<'a> {
    pub const fn solid(colour: &'a str, width: f64) -> Self {
        Self { colour, width, opacity: 1.0, dashed: false }
    }

    pub const fn dashed(self) -> Self {
        Self { dashed: true, ..self }
    }

    pub const fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

/// Where a text stands to its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    pub fn new(width: u32, height: u32, paper: &str) -> Self {
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
        );
        Self { out }
    }

    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// What follows shows only inside the box (left, top, width, height), until [`Svg::end_clip`].
    pub fn clip(&mut self, [x, y, width, height]: [f64; 4]) {
        let _ = writeln!(
            self.out,
            "<clipPath id=\"chart\"><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>\
             </clipPath>\n<g clip-path=\"url(#chart)\">"
        );
    }

    pub fn end_clip(&mut self) {
        self.out.push_str("</g>\n");
    }

    pub fn rect(&mut self, [x, y, width, height]: [f64; 4], fill: &str, stroke: Option<Stroke>) {
        let _ = write!(self.out, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"");
        self.look(fill, stroke);
    }

    pub fn circle(&mut self, (x, y): At, radius: f64, fill: &str, stroke: Option<Stroke>) {
        let _ = write!(self.out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"");
        self.look(fill, stroke);
    }

    /// A line through places that are numbers; closed and filled when it is an area.
    pub fn line(&mut self, places: &[At], stroke: Stroke) {
        self.lines(std::iter::once(places), stroke);
    }

    /// Several lines as one, so that they do not darken where they cross.
    pub fn lines<'a>(&mut self, lines: impl Iterator<Item = &'a [At]>, stroke: Stroke) {
        let data: Vec<String> = lines.map(|places| path(places, false)).filter(|data| !data.is_empty()).collect();
        if !data.is_empty() {
            let _ = write!(self.out, "<path d=\"{}\"", data.join(" "));
            self.look("none", Some(stroke));
        }
    }

    pub fn area(&mut self, places: &[At], fill: &str, stroke: Option<Stroke>) {
        let data = path(places, true);
        if !data.is_empty() {
            let _ = write!(self.out, "<path d=\"{data}\"");
            self.look(fill, stroke);
        }
    }

    /// A line with a head at its last place.
    pub fn arrow(&mut self, from: At, to: At, stroke: Stroke) {
        let (along, head) = ((to.0 - from.0, to.1 - from.1), 3.0 * stroke.width + 4.0);
        let length = sarex_model::math::hypot(along.0, along.1);
        if length < head {
            return;
        }
        let (u, v) = (along.0 / length, along.1 / length);
        let neck = (to.0 - u * head, to.1 - v * head);
        let half = 0.45 * head;
        self.line(&[from, neck], stroke);
        let wings = [to, (neck.0 - v * half, neck.1 + u * half), (neck.0 + v * half, neck.1 - u * half)];
        self.area(&wings, stroke.colour, None);
    }

    /// A text with a light edge, readable on anything.
    pub fn label(&mut self, at: At, text: &str, size: f64, colour: &str) {
        self.element(
            at,
            text,
            size,
            colour,
            Anchor::Start,
            " stroke=\"#ffffff\" stroke-width=\"3.5\" stroke-linejoin=\"round\"",
        );
        self.text(at, text, size, colour, Anchor::Start);
    }

    pub fn text(&mut self, at: At, text: &str, size: f64, colour: &str, anchor: Anchor) {
        self.element(at, text, size, colour, anchor, "");
    }

    /// Thicker: the one font has one weight.
    pub fn strong(&mut self, at: At, text: &str, size: f64, colour: &str, anchor: Anchor) {
        let edge = format!(" stroke=\"{colour}\" stroke-width=\"{:.2}\"", 0.035 * size);
        self.element(at, text, size, colour, anchor, &edge);
    }

    fn element(&mut self, (x, y): At, text: &str, size: f64, colour: &str, anchor: Anchor, extra: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escape(text);
        let _ = writeln!(
            self.out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{extra}>{text}</text>"
        );
    }

    fn look(&mut self, fill: &str, stroke: Option<Stroke>) {
        let _ = write!(self.out, " fill=\"{fill}\"");
        if let Some(Stroke { colour, width, opacity, dashed }) = stroke {
            let dash = if dashed {
                format!(" stroke-dasharray=\"{:.1} {:.1}\"", 4.0 + 2.0 * width, 3.0 + width)
            } else {
                String::new()
            };
            let _ = write!(
                self.out,
                " stroke=\"{colour}\" stroke-width=\"{width:.1}\" stroke-opacity=\"{opacity}\" stroke-linejoin=\"round\"{dash}"
            );
        }
        self.out.push_str("/>\n");
    }
}

fn path(places: &[At], closed: bool) -> String {
    let mut data = String::new();
    for (x, y) in places.iter().filter(|place| place.0.is_finite() && place.1.is_finite()) {
        let _ = write!(data, "{}{x:.1} {y:.1}", if data.is_empty() { 'M' } else { 'L' });
    }
    if closed && !data.is_empty() {
        data.push('Z');
    }
    data
}

/// What XML keeps for itself, and what it cannot hold at all.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
