//! Texts on a chart that do not lie on each other.

use super::{area::Window, style};
use crate::markup::Markup;

/// The boxes taken so far: left, top, right, bottom.
#[derive(Debug, Default)]
pub(super) struct Labels {
    taken: Vec<[f64; 4]>,
}

/// Look of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub size: f64,
    pub colour: &'static str,
    pub bold: bool,
}

impl Look {
    pub const NAME: Look = Look { size: 13.0, colour: "#4c4632", bold: false };
    pub const MARK: Look = Look { size: 14.0, colour: style::OBJECT, bold: true };
    pub const LINE: Look = Look { size: 13.0, colour: style::LINE, bold: false };
    pub const DATUM: Look = Look { size: 13.0, colour: style::INK, bold: false };
}

/// Rough width of a text: Korean and Japanese letters are square.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c < '\u{1100}' { 0.56 } else { 1.0 }).sum::<f64>() * size
}

/// A text cut to fit a width.
pub(super) fn shortened(text: &str, size: f64, width: f64) -> String {
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if width_of(&out, size) > width {
            out.pop();
            out.push('…');
            break;
        }
    }
    out
}

impl Labels {
    /// Keeps a place free.
    pub fn reserve(&mut self, (x, y): (f64, f64), radius: f64) {
        self.taken.push([x - radius, y - radius, x + radius, y + radius]);
    }

    /// Keeps a box free: left, top, right, bottom.
    pub fn reserve_box(&mut self, taken: [f64; 4]) {
        self.taken.push(taken);
    }

    /// Writes a text beside a place, on the first side that is free; a `needed` one is written anyhow. Whether it was
    /// written.
    pub fn beside(
        &mut self,
        page: &mut Markup,
        window: &Window,
        at: (f64, f64),
        text: &str,
        look: Look,
        needed: bool,
    ) -> bool {
        if !window.contains(at) {
            return false;
        }
        let (w, h) = (width_of(text, look.size), look.size);
        let sides = [
            (9.0, 0.35 * h),
            (-9.0 - w, 0.35 * h),
            (-0.5 * w, -10.0),
            (-0.5 * w, h + 8.0),
            (9.0, -8.0),
            (9.0, h + 6.0),
        ];
        let boxed = |(dx, dy): (f64, f64)| [at.0 + dx, at.1 + dy - h, at.0 + dx + w, at.1 + dy + 0.25 * h];
        let inside = |b: [f64; 4]| window.contains((b[0], b[1])) && window.contains((b[2], b[3]));
        let free = |b: [f64; 4]| self.taken.iter().all(|t| b[2] < t[0] || b[0] > t[2] || b[3] < t[1] || b[1] > t[3]);
        let place = sides.into_iter().map(boxed).find(|b| inside(*b) && free(*b));
        let place = place.or_else(|| sides.into_iter().map(boxed).find(|b| needed && inside(*b)));
        if let Some(place) = place {
            self.taken.push(place);
            halo(page, (place[0], place[3] - 0.25 * h), text, look);
        }
        place.is_some()
    }
}

/// A text with a light edge, readable on anything.
pub(super) fn halo(page: &mut Markup, at: (f64, f64), text: &str, look: Look) {
    let (x, y) = (format!("{:.1}", at.0), format!("{:.1}", at.1));
    page.element(
        "text",
        &[
            ("x", &x),
            ("y", &y),
            ("font-size", &look.size),
            ("fill", &look.colour),
            ("font-weight", &if look.bold { "bold" } else { "normal" }),
            ("stroke", &"#fff"),
            ("stroke-width", &3),
            ("stroke-linejoin", &"round"),
            ("paint-order", &"stroke"),
        ],
        text,
    );
}
