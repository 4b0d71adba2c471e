//! One serial in the list: two lines, and the buttons that cannot wait.

use bevy_egui::egui::{Align, Button, Color32, Layout, Painter, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};
use sarex_sim::{
    list::{Line, SerialState},
    setup::{Action, Serial},
};

use super::entry;
use crate::{
    intent::Intent,
    panels::{Look, control::parts},
    theme::{self, mix},
};

/// Height of a serial's two lines.
pub const ROW_PX: f32 = 40.0;
/// Room for the time.
const TIME_PX: f32 = 46.0;

/// What a state looks like.
pub fn color(look: &Look<'_>, state: SerialState) -> Color32 {
    match state {
        SerialState::Planned | SerialState::Skipped => look.theme.text_weak,
        SerialState::Armed => look.theme.accent,
        SerialState::Held => look.theme.warn,
        SerialState::Sent | SerialState::Answered => look.theme.good,
        SerialState::Late => look.theme.bad,
    }
}

/// One serial; true when it was clicked.
pub fn row_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    number: u32,
    serial: &Serial,
    line: Option<&Line>,
    chosen: bool,
    intents: &mut Vec<Intent>,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    let state = line.map_or(SerialState::Planned, |line| line.state);
    ground(ui.painter(), look, rect, chosen, response.hovered(), color(look, state));
    let right = buttons(ui, look, number, rect, state, intents);
    text(ui.painter(), look, rect, right, serial, line);
    let clicked = response.clicked();
    if response.hovered()
        && let Action::Message(draft) = &serial.action
    {
        let text = look.say.text(line.and_then(|line| line.text.as_ref()).unwrap_or(&draft.text));
        if !text.is_empty() {
            response.on_hover_text(text);
        }
    }
    clicked
}

fn ground(painter: &Painter, look: &Look<'_>, rect: Rect, chosen: bool, hovered: bool, state: Color32) {
    let theme = look.theme;
    if chosen {
        painter.rect_filled(rect, 3.0, mix(theme.panel, theme.accent, 0.22));
    } else if hovered {
        painter.rect_filled(rect, 3.0, theme.widget);
    } else {
        painter.rect_filled(rect, 3.0, theme.panel_deep);
    }
    painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 1.0, state);
}

/// The buttons at the right end; returns where they begin.
fn buttons(
    ui: &mut Ui,
    look: &Look<'_>,
    number: u32,
    rect: Rect,
    state: SerialState,
    intents: &mut Vec<Intent>,
) -> f32 {
    if !state.open() || !entry::able(look) {
        return rect.right() - 5.0;
    }
    let strip =
        Rect::from_min_max(pos2(rect.left(), rect.top() + 1.0), pos2(rect.right() - 5.0, rect.center().y + 1.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut strip = ui.new_child(UiBuilder::new().id_salt(("serial", number)).max_rect(strip).layout(layout));
    strip.spacing_mut().item_spacing.x = 3.0;
    let small = |text: &str| RichText::new(text).size(theme::TEXT_SMALL);
    let mut steps = entry::steps(state, number).into_iter();
    if let Some((key, ask)) = steps.next() {
        parts::ask_button(&mut strip, look, parts::primary(look, small(look.say.ui(key))).small(), ask, intents);
    }
    if let Some((key, ask)) = steps.next() {
        parts::ask_button(&mut strip, look, Button::new(small(look.say.ui(key))).small(), ask, intents);
    }
    strip.min_rect().left() - 4.0
}

fn text(painter: &Painter, look: &Look<'_>, rect: Rect, right: f32, serial: &Serial, line: Option<&Line>) {
    let (say, theme) = (look.say, look.theme);
    let state = line.map_or(SerialState::Planned, |line| line.state);
    let (first, second) = (rect.top() + 11.5, rect.top() + 28.5);
    let left = rect.left() + 8.0;
    let strong = if state.open() { theme.text } else { theme.text_weak };
    let time = line.and_then(|line| line.done.or(line.due)).map_or_else(|| "--".to_owned(), |tick| look.minute(tick));
    parts::put(painter, pos2(left, first), right - left, time, theme::TEXT, strong);
    let mut x = left + TIME_PX;
    x = parts::put(painter, pos2(x, first), right - x, serial.id.clone(), theme::TEXT, strong) + 6.0;
    x = parts::put(painter, pos2(x, first), right - x, say.serial_state(state), theme::TEXT_SMALL, color(look, state));
    if let Some((text, color)) = remark(look, serial, line) {
        x += 8.0;
        parts::put(painter, pos2(x, first), right - x, text, theme::TEXT_SMALL, color);
    }
    let room = rect.right() - 6.0 - left;
    parts::put(painter, pos2(left, second), room, say.serial(serial, look.brief), theme::TEXT_SMALL, strong);
}

/// What an open serial without a time waits for; else who answered, or until when somebody should.
fn remark(look: &Look<'_>, serial: &Serial, line: Option<&Line>) -> Option<(String, Color32)> {
    let Some(line) = line.filter(|line| !line.state.open()) else {
        let timeless = line.is_none_or(|line| line.due.is_none());
        return timeless.then(|| (look.say.when(&serial.when, look.brief), look.theme.text_weak));
    };
    if let Some((text, late)) = entry::answer(look, line) {
        return Some((text, if late { look.theme.bad } else { look.theme.text_weak }));
    }
    let time = look.minute(line.deadline?);
    let color = if line.state == SerialState::Late { look.theme.bad } else { look.theme.warn };
    Some((look.say.ui_with("list-answer-by", &[("time", &time)]), color))
}
