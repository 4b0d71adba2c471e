//! Colours of the picture for day, dusk and night.
//!
//! Day follows printed charts: buff land, light blue sea, magenta for what is laid over. Sea and land of dusk and night
//! are those of the desk. The probability runs from light to dark by day and from dark to light by night, always in
//! lightness too, so that it reads without colour (steps of ColorBrewer RdPu, which is safe for colour-blind readers).

use super::Palette;

/// A colour as `#rrggbb`.
pub(super) type Colour = &'static str;

/// Shares whose areas are shaded, from the largest; each has a colour in [`Ink::shades`].
pub(super) const SHADED: [f64; 8] = [0.99, 0.95, 0.9, 0.75, 0.6, 0.5, 0.3, 0.15];

/// Colours of one palette.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub paper: Colour,
    pub sea: Colour,
    pub land: Colour,
    pub coast: Colour,
    pub grid: Colour,
    pub text: Colour,
    pub weak: Colour,
    pub place: Colour,
    pub halo: Colour,
    pub plate: Colour,
    pub banner: Colour,
    pub banner_text: Colour,
    pub shades: [Colour; SHADED.len()],
    pub outline: Colour,
    pub track: Colour,
    pub seed: Colour,
    pub stranded: Colour,
}

impl Ink {
    pub fn of(palette: Palette) -> Self {
        match palette {
            Palette::Day => Self::day(),
            Palette::Dusk => Self::dusk(),
            Palette::Night => Self::night(),
        }
    }

    fn day() -> Self {
        Self {
            paper: "#fdfcf7",
            sea: "#dcecf5",
            land: "#f2e2ae",
            coast: "#6b5f3c",
            grid: "#9fb8c6",
            text: "#1a2430",
            weak: "#55636f",
            place: "#3f3a28",
            halo: "#ffffff",
            plate: "#ffffff",
            banner: "#b00020",
            banner_text: "#ffffff",
            shades: ["#fdeeea", "#fde0dd", "#fcc5c0", "#fa9fb5", "#f768a1", "#dd3497", "#ae017e", "#7a0177"],
            outline: "#49006a",
            track: "#0b2a4a",
            seed: "#b00020",
            stranded: "#7a3b00",
        }
    }

    fn dusk() -> Self {
        Self {
            paper: "#1a252d",
            sea: "#18344a",
            land: "#4d4a3a",
            coast: "#9a967f",
            grid: "#34505f",
            text: "#d8e0e5",
            weak: "#8fa0ab",
            place: "#c9c5ac",
            halo: "#0c1821",
            plate: "#121b22",
            banner: "#b98b00",
            banner_text: "#171200",
            shades: ["#33284f", "#452764", "#5e1f70", "#7e1a7c", "#a8278f", "#d1479c", "#f07fb0", "#fbc4d0"],
            outline: "#fde0dd",
            track: "#ffd23d",
            seed: "#ff7b72",
            stranded: "#ffae66",
        }
    }

    fn night() -> Self {
        Self {
            paper: "#0a0f13",
            sea: "#081720",
            land: "#211f17",
            coast: "#5c594a",
            grid: "#16262f",
            text: "#93a1aa",
            weak: "#5f6d76",
            place: "#7f7b68",
            halo: "#020609",
            plate: "#05080a",
            banner: "#5c4600",
            banner_text: "#d9c27a",
            shades: ["#17142a", "#211536", "#301440", "#43144a", "#5c1a55", "#772a60", "#944669", "#ad6c7c"],
            outline: "#b98f94",
            track: "#b8862a",
            seed: "#b1524c",
            stranded: "#b3713a",
        }
    }
}
