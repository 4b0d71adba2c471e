//! Keys.

use bevy_egui::egui::{Context, Key};
use sarex_session::link::Request;

use crate::{intent::Intent, panels::Look};

/// What the keys pressed in this frame ask for; nothing while somebody writes.
pub(super) fn keys(ctx: &Context, look: &Look<'_>) -> Vec<Intent> {
    let mut intents = Vec::new();
    if ctx.egui_wants_keyboard_input() {
        return intents;
    }
    let pressed = |key| ctx.input(|i| i.key_pressed(key));
    if pressed(Key::Space) {
        intents.push(Intent::Request(Request::Run(!look.snapshot.clock.running)));
    }
    if pressed(Key::Plus) || pressed(Key::Equals) {
        intents.push(Intent::Zoom(1.4));
    }
    if pressed(Key::Minus) {
        intents.push(Intent::Zoom(1.0 / 1.4));
    }
    if pressed(Key::F) {
        intents.push(Intent::Follow(!look.follow));
    }
    if pressed(Key::N) {
        intents.push(Intent::Request(Request::NextEvent));
    }
    if pressed(Key::M) {
        intents.push(Intent::Measure(!look.measuring));
    }
    if pressed(Key::D) {
        intents.push(Intent::Draw(!look.drawing));
    }
    if pressed(Key::Backspace) && look.drawing {
        intents.push(Intent::Drawn(look.drawn.split_last().map_or(Vec::new(), |(_, rest)| rest.to_vec())));
    }
    if pressed(Key::Home) {
        intents.push(Intent::FitAll);
    }
    if pressed(Key::Escape) {
        intents.push(match (look.drawing, look.measuring) {
            (true, _) => Intent::Draw(false),
            (false, true) => Intent::Measure(false),
            (false, false) => Intent::Select(None),
        });
    }
    intents
}
