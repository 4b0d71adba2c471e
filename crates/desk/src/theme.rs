//! Every colour and size of the desk, for day, dusk and night.
//!
//! In the spirit of IHO S-52: shallow water is the stronger blue, deep water the quieter; land is a dull buff; the
//! chart recedes by night so that eyes stay dark-adapted.

use bevy::color::LinearRgba;
use bevy::ecs::resource::Resource;
use bevy_egui::egui::Color32;

/// Which light the desk is read in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Bright room.
    #[default]
    Day,
    /// Twilight.
    Dusk,
    /// Dark bridge.
    Night,
}

impl Palette {
    /// All, in the order of the menu.
    pub const ALL: [Palette; 3] = [Palette::Day, Palette::Dusk, Palette::Night];
}

/// Colours of one palette.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct Theme {
    pub palette: Palette,
    // Chart.
    pub water_shallow: Color32,
    pub water_middle: Color32,
    pub water_deep: Color32,
    pub no_data: Color32,
    pub land: Color32,
    pub coast: Color32,
    pub contour: Color32,
    pub graticule: Color32,
    pub chart_text: Color32,
    pub place_text: Color32,
    pub chart_plate: Color32,
    pub exercise_line: Color32,
    // Picture.
    pub cells: [Color32; 6],
    pub outline: Color32,
    pub contact: Color32,
    pub identified: Color32,
    pub dark_vessel: Color32,
    pub found: Color32,
    pub estimate: Color32,
    pub truth: Color32,
    pub plan_done: Color32,
    pub measure: Color32,
    pub selected: Color32,
    pub watched: Color32,
    pub unwatched: Color32,
    // Panels.
    pub panel: Color32,
    pub panel_deep: Color32,
    pub panel_line: Color32,
    pub widget: Color32,
    pub widget_hover: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    pub text: Color32,
    pub text_weak: Color32,
    pub banner: Color32,
    pub banner_text: Color32,
    pub warn: Color32,
    pub bad: Color32,
    pub good: Color32,
    pub replay: Color32,
}

/// Length of the speed vector, seconds ahead.
pub const VECTOR_S: f64 = 360.0;
/// Half the height of a unit's symbol, logical pixels.
pub const SYMBOL_PX: f32 = 11.0;
/// Widths of lines, logical pixels.
pub const COAST_PX: f32 = 1.1;
pub const CONTOUR_PX: f32 = 0.9;
pub const GRATICULE_PX: f32 = 0.8;
pub const EXERCISE_LINE_PX: f32 = 1.6;
pub const EXERCISE_DASH_PX: [f32; 2] = [10.0, 6.0];
pub const LEG_PX: f32 = 1.6;
pub const AREA_PX: f32 = 1.3;
pub const DIVISION_PX: f32 = 2.4;
pub const AREA_DASH_PX: [f32; 2] = [6.0, 4.0];
pub const TRAIL_PX: f32 = 1.8;
pub const VECTOR_PX: f32 = 1.6;
pub const CLOUD_PX: f32 = 3.2;
pub const CIRCLE_PX: f32 = 1.5;
/// Sizes of text, logical pixels.
pub const TEXT: f32 = 13.0;
pub const TEXT_SMALL: f32 = 11.5;
pub const TEXT_HEADING: f32 = 14.0;
pub const TEXT_CLOCK: f32 = 19.0;
/// Widths of the side panels, logical pixels: narrow windows get the first of each pair.
pub const LEFT_PX: [f32; 2] = [236.0, 272.0];
pub const RIGHT_PX: [f32; 2] = [300.0, 356.0];
/// Windows narrower than this get the narrow panels and menus in place of rows of buttons.
pub const WIDE_WINDOW_PX: f32 = 1480.0;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Theme {
    /// The colours of a palette.
    pub fn of(palette: Palette) -> Self {
        match palette {
            Palette::Day => Self::day(),
            Palette::Dusk => Self::dusk(),
            Palette::Night => Self::night(),
        }
    }

    /// Colour of the water deeper than `depth_m`.
    pub fn water(&self, depth_m: f64) -> Color32 {
        if depth_m <= 0.0 {
            return self.water_shallow;
        }
        // 10 m and less is shallow, 5000 m and more is deep; equal steps of the logarithm between.
        let t = ((depth_m / 10.0).max(1.0).log10() / 500f64.log10()).clamp(0.0, 1.0) as f32;
        if t < 0.5 {
            mix(self.water_shallow, self.water_middle, t * 2.0)
        } else {
            mix(self.water_middle, self.water_deep, t * 2.0 - 1.0)
        }
    }

    /// The accent as text on a panel.
    pub fn accent_text(&self) -> Color32 {
        if self.palette == Palette::Day { self.accent } else { mix(self.accent, self.text, 0.55) }
    }

    /// Colour of a cell's units.
    pub fn cell(&self, cell: u32) -> Color32 {
        self.cells[cell as usize % self.cells.len()]
    }

    fn day() -> Self {
        Self {
            palette: Palette::Day,
            water_shallow: rgb(0x9ec7e4),
            water_middle: rgb(0xbfdbec),
            water_deep: rgb(0xe3f0f6),
            no_data: rgb(0xb9c1c5),
            land: rgb(0xdcd3ae),
            coast: rgb(0x55584f),
            contour: rgb(0x8fb0c4),
            graticule: rgb(0x9fb3bd),
            chart_text: rgb(0x4d5f69),
            place_text: rgb(0x3b3a30),
            chart_plate: veil(rgb(0xfafcfd), 0.8),
            exercise_line: rgb(0xb0308f),
            cells: [rgb(0x0b4fa8), rgb(0xa3480b), rgb(0x5b2d91), rgb(0x0d6b4f), rgb(0x8d1d44), rgb(0x4a4f57)],
            outline: rgb(0xffffff),
            contact: rgb(0x1d7a33),
            identified: rgb(0x0f5d24),
            dark_vessel: rgb(0xc01818),
            found: rgb(0xe06a00),
            estimate: rgb(0xcf2f5b),
            truth: rgb(0xc400c4),
            plan_done: rgb(0x5f8f3a),
            measure: rgb(0xd04a00),
            selected: rgb(0xe25a00),
            watched: rgb(0x2f9e6d),
            unwatched: rgb(0xc2452d),
            panel: rgb(0xf1f4f6),
            panel_deep: rgb(0xffffff),
            panel_line: rgb(0xc3ccd2),
            widget: rgb(0xe0e6ea),
            widget_hover: rgb(0xd0dbe2),
            accent: rgb(0x1565a9),
            on_accent: rgb(0xffffff),
            text: rgb(0x1b262d),
            text_weak: rgb(0x5d6b74),
            banner: rgb(0xffc400),
            banner_text: rgb(0x231c00),
            warn: rgb(0xa86400),
            bad: rgb(0xb51c1c),
            good: rgb(0x1d7a33),
            replay: rgb(0xe3dcf5),
        }
    }

    fn dusk() -> Self {
        Self {
            palette: Palette::Dusk,
            water_shallow: rgb(0x234a63),
            water_middle: rgb(0x18344a),
            water_deep: rgb(0x0f212f),
            no_data: rgb(0x2a3135),
            land: rgb(0x4d4a3a),
            coast: rgb(0x9a967f),
            contour: rgb(0x35586e),
            graticule: rgb(0x34505f),
            chart_text: rgb(0x93a9b5),
            place_text: rgb(0xc9c5ac),
            chart_plate: veil(rgb(0x0c1821), 0.75),
            exercise_line: rgb(0xd774c0),
            cells: [rgb(0x6fb4ff), rgb(0xffae66), rgb(0xc39af5), rgb(0x5fd3a8), rgb(0xf588a8), rgb(0xb9c2ca)],
            outline: rgb(0x0a151d),
            contact: rgb(0x6cc77f),
            identified: rgb(0x9fe0ab),
            dark_vessel: rgb(0xff5f56),
            found: rgb(0xffb13d),
            estimate: rgb(0xff7a9c),
            truth: rgb(0xf07af0),
            plan_done: rgb(0x9ccc65),
            measure: rgb(0xffa366),
            selected: rgb(0xffc23d),
            watched: rgb(0x3fae80),
            unwatched: rgb(0xcf5b40),
            panel: rgb(0x1a252d),
            panel_deep: rgb(0x121b22),
            panel_line: rgb(0x33444f),
            widget: rgb(0x2a3a45),
            widget_hover: rgb(0x374b58),
            accent: rgb(0x2f7fc1),
            on_accent: rgb(0xffffff),
            text: rgb(0xd8e0e5),
            text_weak: rgb(0x8fa0ab),
            banner: rgb(0xb98b00),
            banner_text: rgb(0x171200),
            warn: rgb(0xf0b04a),
            bad: rgb(0xff7b72),
            good: rgb(0x6cc77f),
            replay: rgb(0x2c2744),
        }
    }

    fn night() -> Self {
        Self {
            palette: Palette::Night,
            water_shallow: rgb(0x0d2230),
            water_middle: rgb(0x081720),
            water_deep: rgb(0x040b10),
            no_data: rgb(0x0d1012),
            land: rgb(0x211f17),
            coast: rgb(0x5c594a),
            contour: rgb(0x162b38),
            graticule: rgb(0x16262f),
            chart_text: rgb(0x5d6d76),
            place_text: rgb(0x7f7b68),
            chart_plate: veil(rgb(0x020609), 0.75),
            exercise_line: rgb(0x8a3f79),
            cells: [rgb(0x3f7cb8), rgb(0xb3713a), rgb(0x8163ad), rgb(0x3a8f70), rgb(0xa85a72), rgb(0x78828a)],
            outline: rgb(0x020608),
            contact: rgb(0x3f8550),
            identified: rgb(0x62a06f),
            dark_vessel: rgb(0xb83c36),
            found: rgb(0xb87a22),
            estimate: rgb(0xb04d68),
            truth: rgb(0xa14fa1),
            plan_done: rgb(0x64853f),
            measure: rgb(0xb06a3c),
            selected: rgb(0xb8862a),
            watched: rgb(0x255f48),
            unwatched: rgb(0x74321f),
            panel: rgb(0x0a0f13),
            panel_deep: rgb(0x05080a),
            panel_line: rgb(0x1e2a32),
            widget: rgb(0x141d24),
            widget_hover: rgb(0x1e2b34),
            accent: rgb(0x1f5480),
            on_accent: rgb(0xc4d2dc),
            text: rgb(0x93a1aa),
            text_weak: rgb(0x5f6d76),
            banner: rgb(0x5c4600),
            banner_text: rgb(0xd9c27a),
            warn: rgb(0xa37a35),
            bad: rgb(0xb1524c),
            good: rgb(0x4a8a58),
            replay: rgb(0x151226),
        }
    }
}

/// Between two colours; `t` 0..=1.
pub fn mix(a: Color32, b: Color32, t: f32) -> Color32 {
    let channel = |x: u8, y: u8| (f32::from(x) + (f32::from(y) - f32::from(x)) * t).round() as u8;
    Color32::from_rgb(channel(a.r(), b.r()), channel(a.g(), b.g()), channel(a.b(), b.b()))
}

/// The same colour, see-through.
pub fn faded(color: Color32, alpha: f32) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r(), color.g(), color.b(), (alpha * 255.0).round() as u8)
}

/// A see-through colour for shapes of egui, which are blended in linear light though their colours are premultiplied
/// as they are stored.
pub fn veil(color: Color32, alpha: f32) -> Color32 {
    let premultiply = |channel: u8| {
        let linear = (f32::from(channel) / 255.0).powf(2.2) * alpha;
        (linear.powf(1.0 / 2.2) * 255.0).round() as u8
    };
    Color32::from_rgba_premultiplied(
        premultiply(color.r()),
        premultiply(color.g()),
        premultiply(color.b()),
        (alpha * 255.0).round() as u8,
    )
}

/// For Bevy's materials and vertices.
pub fn linear(color: Color32) -> LinearRgba {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    bevy::color::Srgba::new(f32::from(r) / 255.0, f32::from(g) / 255.0, f32::from(b) / 255.0, f32::from(a) / 255.0)
        .into()
}
