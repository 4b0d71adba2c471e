//! Keys.

use bevy_egui::egui::{Context, Event, Key};
use sarex_session::link::Request;
use sarex_sim::command::Ask;

use crate::{
    intent::Intent,
    panels::{Look, notes},
};

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
    if notes::ready(look) {
        let taken = notes::KEYS.into_iter().filter(|(key, _)| struck(ctx, *key));
        intents.extend(taken.map(|(_, kind)| Intent::Ask(Ask::Notes(notes::quick(look, kind)))));
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

/// The key alone went down; one that is held gives no second note.
fn struck(ctx: &Context, wanted: Key) -> bool {
    let strikes = |event: &Event| {
        matches!(event, Event::Key { key, pressed: true, repeat: false, modifiers, .. }
            if *key == wanted && !modifiers.any())
    };
    ctx.input(|i| i.events.iter().any(strikes))
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::{Modifiers, RawInput, TextEdit};
    use sarex_sim::notes::Kind;

    use super::*;
    use crate::{
        desk::{brief_with, nothing_yet},
        panels::tests::{controlled, look},
    };

    /// What keys ask for, with a text field that has the focus or not.
    fn strike(events: &[(Key, Modifiers)], writing: bool) -> Vec<Kind> {
        let brief = controlled(brief_with(Vec::new()));
        let snapshot = nothing_yet(&brief);
        let look = look(&brief, &snapshot);
        let ctx = Context::default();
        let mut text = String::new();
        let mut kinds = Vec::new();
        let key = |(key, modifiers): &(Key, Modifiers)| Event::Key {
            key: *key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: *modifiers,
        };
        for events in [Vec::new(), events.iter().map(key).collect()] {
            let input = RawInput { events, ..RawInput::default() };
            let _ = ctx.run_ui(input, |ui| {
                let field = ui.add(TextEdit::singleline(&mut text));
                if writing {
                    field.request_focus();
                }
                kinds = keys(ui.ctx(), &look)
                    .into_iter()
                    .filter_map(|intent| match intent {
                        Intent::Ask(Ask::Notes(note)) => Some(note.kind),
                        _ => None,
                    })
                    .collect();
            });
        }
        kinds
    }

    #[test]
    fn a_key_takes_a_note_unless_somebody_writes() {
        let plain = |key| (key, Modifiers::NONE);
        assert_eq!(strike(&[plain(Key::G)], false), [Kind::Good]);
        assert_eq!(strike(&[plain(Key::I), plain(Key::Q)], false), [Kind::Issue, Kind::Question]);
        assert_eq!(strike(&[plain(Key::G)], true), []);
        assert_eq!(strike(&[(Key::G, Modifiers::CTRL)], false), []);
        assert_eq!(strike(&[plain(Key::X)], false), []);
    }
}
