//! Every figure of a unit's performance, with where it is from.

use bevy_egui::egui::{RichText, Ui};
use sarex_sim::setup::Performance;

use super::Look;
use crate::theme;

/// A figure as text, and the source of it if one is given.
pub struct Figure {
    /// Key of the label.
    pub label: &'static str,
    pub value: String,
    pub source: Option<String>,
}

/// All figures of a performance, in a fixed order.
pub fn figures(look: &Look<'_>, p: &Performance) -> Vec<Figure> {
    let say = look.say;
    let speed = |v: f64| say.speed(v);
    let time = |s: f64| if s > 0.0 { say.duration(s as u64) } else { say.ui("none").to_owned() };
    let range = |m: f64, zero: &str| if m > 0.0 { say.distance(m) } else { say.ui(zero).to_owned() };
    let yes = |b: bool| say.ui(if b { "yes" } else { "no" }).to_owned();
    let plain = |v: f64, decimals: usize, unit: &str| format!("{v:.decimals$} {unit}");
    let wind = if p.wind_limit_mps > 0.0 {
        format!("{} ({})", speed(p.wind_limit_mps), plain(p.wind_limit_mps, 0, "m/s"))
    } else {
        say.ui("unlimited").to_owned()
    };
    let capacity = if p.survivor_capacity > 0 { p.survivor_capacity.to_string() } else { say.ui("none").to_owned() };
    [
        ("cruise", speed(p.cruise_mps), &["cruise"][..]),
        ("max-speed", speed(p.max_mps), &["max"]),
        ("min-speed", speed(p.min_mps), &["min"]),
        ("search-speed", speed(p.search_mps), &["search_mps", "search_kn", "search"]),
        ("turn-rate", plain(p.turn_rate_dps, 1, "°/s"), &["turn_rate"]),
        ("acceleration", plain(p.acceleration_mps2, 2, "m/s²"), &["acceleration"]),
        ("hovers", yes(p.hovers), &["hovers"]),
        ("endurance", time(p.endurance_s), &["endurance"]),
        ("reserve", say.share(p.reserve_frac), &["reserve"]),
        ("turnaround", time(p.turnaround_s), &["turnaround"]),
        ("sensor-height", plain(p.sensor_height_m, 0, "m"), &["sensor_height", "eye_height", "search_height"]),
        ("radar", range(p.radar_m, "none"), &["radar"]),
        ("ais-receiver", yes(p.ais_receiver), &["ais"]),
        ("identify", range(p.identify_m, "none"), &["identify"]),
        ("link-range", range(p.link_m, "unlimited"), &["link"]),
        ("wind-limit", wind, &["wind"]),
        ("capacity", capacity, &["survivor", "capacity"]),
        ("recovery", time(p.recovery_s_per_person), &["recovery"]),
    ]
    .into_iter()
    .map(|(label, value, stems)| Figure { label, value, source: source(p, stems) })
    .collect()
}

/// Sources are under the field's name, with or without its unit.
fn source(p: &Performance, stems: &[&str]) -> Option<String> {
    let exact = stems.iter().find_map(|s| p.sources.get(*s));
    let found =
        exact.or_else(|| p.sources.iter().find(|(key, _)| stems.iter().any(|s| key.starts_with(s))).map(|(_, v)| v));
    found.filter(|s| !s.is_empty()).cloned()
}

/// The figures as a list; the source of each stands below it.
pub fn figures_ui(ui: &mut Ui, look: &Look<'_>, p: &Performance) {
    for figure in figures(look, p) {
        ui.horizontal(|ui| {
            ui.label(look.weak(look.say.ui(figure.label)));
            ui.with_layout(bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center), |ui| {
                ui.label(RichText::new(&figure.value));
            });
        });
        let (source, color) = match &figure.source {
            Some(source) => (source.as_str(), look.theme.text_weak),
            None => (look.say.ui("source-unknown"), look.theme.warn),
        };
        ui.add(
            bevy_egui::egui::Label::new(RichText::new(source).size(theme::TEXT_SMALL - 1.0).italics().color(color))
                .wrap(),
        );
        ui.add_space(2.0);
    }
}
