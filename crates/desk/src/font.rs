//! One font for three languages, and the look of the widgets.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Shadow, Stroke, TextStyle,
    epaint::text::FontTweak, vec2,
};

use crate::theme::{self, Palette, Theme};

/// Noto Sans CJK JP, a subset; SIL Open Font License 1.1, see `assets/fonts/OFL.txt`.
pub static FONT: &[u8] = include_bytes!("../assets/fonts/sarex-sans-cjk.otf");

/// After this, text may be laid out.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FontsReady;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, dress.in_set(FontsReady));
}

/// Puts fonts and colours into a fresh context, and colours again when the palette changes.
fn dress(mut contexts: EguiContexts, theme: Res<Theme>, mut dressed: Local<Option<(egui::Id, Palette)>>) -> Result {
    let ctx = contexts.ctx_mut()?;
    let id = egui::Id::new("sarex-dressed");
    let fonts_in = ctx.data(|d| d.get_temp::<bool>(id)).unwrap_or(false);
    if !fonts_in {
        ctx.set_fonts(fonts());
        ctx.data_mut(|d| d.insert_temp(id, true));
        *dressed = None;
    }
    if *dressed != Some((id, theme.palette)) {
        ctx.set_style_of(egui::Theme::Dark, style(&theme));
        ctx.set_style_of(egui::Theme::Light, style(&theme));
        *dressed = Some((id, theme.palette));
    }
    Ok(())
}

pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let mut sans = FontData::from_static(FONT);
    sans.tweak = FontTweak { y_offset_factor: 0.0, ..FontTweak::default() };
    fonts.font_data.insert("sarex".into(), Arc::new(sans));
    fonts.families.entry(FontFamily::Proportional).or_default().insert(0, "sarex".into());
    // Scripts want letters of one width; what that font lacks (Korean, Japanese) comes from ours.
    let fixed = fonts.families.entry(FontFamily::Monospace).or_default();
    fixed.insert(fixed.len().min(1), "sarex".into());
    fonts
}

/// The look of the widgets in a palette.
pub fn style(theme: &Theme) -> egui::Style {
    let text_styles = [
        (TextStyle::Small, FontId::proportional(theme::TEXT_SMALL)),
        (TextStyle::Body, FontId::proportional(theme::TEXT)),
        (TextStyle::Button, FontId::proportional(theme::TEXT)),
        (TextStyle::Monospace, FontId::proportional(theme::TEXT)),
        (TextStyle::Heading, FontId::proportional(theme::TEXT_HEADING)),
    ];
    let mut style = egui::Style { text_styles: text_styles.into(), ..egui::Style::default() };
    style.spacing.item_spacing = vec2(6.0, 3.0);
    style.spacing.button_padding = vec2(7.0, 1.0);
    style.spacing.interact_size = vec2(28.0, 22.0);
    style.spacing.combo_width = 60.0;
    style.spacing.scroll.bar_width = 7.0;
    style.animation_time = 0.06;
    let mut v = if theme.palette == Palette::Day { egui::Visuals::light() } else { egui::Visuals::dark() };
    v.weak_text_color = Some(theme.text_weak);
    v.panel_fill = theme.panel;
    v.window_fill = theme.panel;
    v.window_stroke = Stroke::new(1.0, theme.panel_line);
    v.extreme_bg_color = theme.panel_deep;
    v.text_edit_bg_color = Some(theme.panel_deep);
    v.faint_bg_color = theme::mix(theme.panel, theme.widget, 0.35);
    v.code_bg_color = theme.widget;
    v.hyperlink_color = theme.accent;
    v.warn_fg_color = theme.warn;
    v.error_fg_color = theme.bad;
    v.window_shadow = Shadow { offset: [0, 3], blur: 10, spread: 0, color: Color32::from_black_alpha(70) };
    v.popup_shadow = v.window_shadow;
    v.selection.bg_fill = theme.accent;
    v.selection.stroke = Stroke::new(1.0, theme.on_accent);
    let radius = CornerRadius::same(3);
    v.window_corner_radius = CornerRadius::same(5);
    v.menu_corner_radius = CornerRadius::same(4);
    for (widget, fill) in [
        (&mut v.widgets.noninteractive, theme.panel),
        (&mut v.widgets.inactive, theme.widget),
        (&mut v.widgets.hovered, theme.widget_hover),
        (&mut v.widgets.active, theme.accent),
        (&mut v.widgets.open, theme.widget_hover),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, theme.panel_line);
        widget.fg_stroke = Stroke::new(1.2, theme.text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    // Emphasised text takes this colour too.
    v.widgets.active.bg_fill = theme.widget_hover;
    v.widgets.active.weak_bg_fill = theme.widget_hover;
    v.widgets.active.bg_stroke = Stroke::new(1.0, theme.accent);
    // Text is blended in linear light, which would thin dark letters on a bright ground.
    v.text_options.color_transfer_function = egui::epaint::FontColorTransferFunction::TwoCoverageMinusCoverageSq;
    style.visuals = v;
    style
}
