//! Panels: each a function from a view to intents. No Bevy in here.

pub mod control;
pub mod coordination;
pub mod events;
pub mod exercise_list;
pub mod figures;
pub mod inspector;
pub mod menu;
pub mod messages;
pub mod notes;
pub mod plan;
pub mod plugins;
pub mod script;
pub mod settings;
pub mod sharing;
pub mod status;
pub mod top;
pub mod units;

use bevy_egui::egui::{self, Color32, RichText, Sense, Ui, vec2};
use sarex_model::position::Position;
use sarex_session::link::Snapshot;
use sarex_sim::{
    cells::Right,
    setup::Text,
    view::{Brief, Frame, UnitView},
};

use crate::{
    intent::{Intent, Picked},
    theme::{self, Theme},
    words::Speech,
};

/// What a panel is shown.
pub struct Look<'a> {
    pub brief: &'a Brief,
    pub snapshot: &'a Snapshot,
    pub say: &'a Speech,
    pub theme: &'a Theme,
    pub picked: Option<Picked>,
    pub follow: bool,
    pub measuring: bool,
    /// Without panels: the chart alone must say what it is not for.
    pub bare: bool,
    /// Room for rows of buttons in place of menus.
    pub wide: bool,
    /// Place under the cursor, on the chart.
    pub cursor: Option<Position>,
    /// Clicks on the chart draw.
    pub drawing: bool,
    /// Points of the drawing tool: a place, a line or an area that a form may take over.
    pub drawn: &'a [Position],
    /// Corners of what the chart shows.
    pub window: [Position; 4],
    pub scenarios: &'a [(String, Text)],
    pub notice: Option<(&'a str, bool)>,
    /// Scripts can be written here.
    pub workshop: bool,
}

impl<'a> Look<'a> {
    pub fn frame(&self) -> &'a Frame {
        &self.snapshot.frame
    }

    /// The viewing cell may see the truth and fire serials.
    pub fn is_control(&self) -> bool {
        self.brief.cells.get(self.frame().cell as usize).is_some_and(|c| c.sees_truth())
    }

    /// Whether the viewing cell may do something.
    pub fn may(&self, right: Right) -> bool {
        self.brief.cells.get(self.frame().cell as usize).is_some_and(|c| c.has(right))
    }

    /// Commands are taken: this is no replay and the exercise goes on.
    pub fn commands(&self) -> bool {
        !self.snapshot.clock.replay && !self.frame().ended
    }

    pub fn unit(&self, unit: u32) -> Option<&'a UnitView> {
        self.frame().units.iter().find(|u| u.unit == unit)
    }

    /// Time of day of a tick, to the minute: `03:25Z`.
    pub fn minute(&self, tick: u64) -> String {
        let full = self.say.time_of_day(tick, self.brief.start_unix_s);
        full.get(..5).map_or_else(|| full.clone(), |t| format!("{t}Z"))
    }

    /// Three figures of a course or bearing: `045°`.
    pub fn degrees(deg: f64) -> String {
        format!("{:03.0}°", deg.rem_euclid(360.0).round() % 360.0)
    }

    pub fn weak(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).color(self.theme.text_weak)
    }

    pub fn small(&self, text: impl Into<String>) -> RichText {
        self.weak(text).size(theme::TEXT_SMALL)
    }
}

/// A heading over a thin line.
pub fn heading(ui: &mut Ui, look: &Look<'_>, text: &str) {
    ui.add_space(2.0);
    ui.label(RichText::new(text).size(theme::TEXT_HEADING).strong().color(look.theme.accent_text()));
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, look.theme.panel_line));
    ui.add_space(4.0);
}

/// A small filled label.
pub fn chip(ui: &mut Ui, text: &str, fill: Color32, color: Color32) {
    let galley =
        ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::proportional(theme::TEXT_SMALL - 1.0), color);
    let (rect, _) = ui.allocate_exact_size(galley.size() + vec2(8.0, -3.0), Sense::hover());
    ui.painter().rect_filled(rect, 3.0, fill);
    ui.painter().galley(rect.center() - galley.size() * 0.5, galley, color);
}

/// One line of a two-column list.
pub fn row(ui: &mut Ui, look: &Look<'_>, label: &str, value: impl Into<egui::WidgetText>) {
    ui.label(look.weak(label));
    ui.add(egui::Label::new(value).wrap());
    ui.end_row();
}

/// A two-column list.
pub fn list(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui)) {
    egui::Grid::new(id).num_columns(2).spacing(vec2(10.0, 2.0)).min_col_width(84.0).show(ui, contents);
}

/// A thin bar for a share 0..=1.
pub fn bar(ui: &mut Ui, look: &Look<'_>, share: f64, size: egui::Vec2) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_bar(ui.painter(), look, share, rect);
    response
}

pub fn paint_bar(painter: &egui::Painter, look: &Look<'_>, share: f64, rect: egui::Rect) {
    let share = share.clamp(0.0, 1.0) as f32;
    let color = if share < 0.2 {
        look.theme.bad
    } else if share < 0.4 {
        look.theme.warn
    } else {
        look.theme.good
    };
    painter.rect_filled(rect, 2.0, look.theme.widget);
    let full = egui::Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    painter.rect_filled(full, 2.0, color);
}

/// The tabs on the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain")]
pub enum Tab {
    #[default]
    Messages,
    Events,
    Plans,
    Coordination,
    Sharing,
    Notes,
    List,
    Control,
    Plugins,
}

/// What the panels remember between frames.
#[derive(Default)]
pub struct Memory {
    pub tab: Tab,
    pub messages: messages::Form,
    pub events: events::Filter,
    pub plan: plan::Form,
    pub coordination: coordination::Form,
    pub sharing: sharing::Form,
    pub notes: notes::Form,
    pub list: exercise_list::Form,
    pub control: control::Form,
    pub script: script::Editor,
    /// A report is being written.
    pub printing: bool,
    /// Number after the newest message that the person has had in sight.
    pub messages_seen: u32,
}

/// The panel on the right: tabs and what is under them.
pub fn right_ui(ui: &mut Ui, look: &Look<'_>, memory: &mut Memory) -> Vec<Intent> {
    let messages = &look.frame().messages;
    let next = messages.last().map_or(0, |m| m.number + 1);
    if memory.tab == Tab::Messages || memory.messages_seen > next {
        memory.messages_seen = next;
    }
    let fresh = messages.iter().filter(|m| m.number >= memory.messages_seen).count();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let mut tabs = vec![
            (Tab::Messages, "messages"),
            (Tab::Events, "events"),
            (Tab::Plans, "plans"),
            (Tab::Coordination, "tab-coordination"),
            (Tab::Sharing, "tab-sharing"),
            (Tab::Notes, "tab-notes"),
        ];
        if look.is_control() {
            tabs.extend([(Tab::List, "tab-list"), (Tab::Control, "control")]);
        } else if matches!(memory.tab, Tab::List | Tab::Control) {
            memory.tab = Tab::Messages;
        }
        tabs.push((Tab::Plugins, "plugins"));
        for (tab, key) in tabs {
            let mut label = look.say.ui(key).to_owned();
            if tab == Tab::Messages && fresh > 0 {
                label.push_str(&format!(" {fresh}"));
            }
            let chosen = memory.tab == tab;
            let text = RichText::new(label).color(if chosen { look.theme.on_accent } else { look.theme.text });
            if ui.selectable_label(chosen, text).clicked() {
                memory.tab = tab;
            }
        }
    });
    ui.add_space(2.0);
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), egui::Stroke::new(1.0, look.theme.panel_line));
    ui.add_space(5.0);
    match memory.tab {
        Tab::Messages => messages::messages_ui(ui, look, &mut memory.messages),
        Tab::Events => events::events_ui(ui, look, &mut memory.events),
        Tab::Plans => plan::plans_ui(ui, look, &mut memory.plan),
        Tab::Coordination => coordination::coordination_ui(ui, look, &mut memory.coordination),
        Tab::Sharing => sharing::sharing_ui(ui, look, &mut memory.sharing),
        Tab::Notes => notes::notes_ui(ui, look, &mut memory.notes),
        Tab::List => exercise_list::list_ui(ui, look, &mut memory.list),
        Tab::Control => control::control_ui(ui, look, &mut memory.control),
        Tab::Plugins => plugins::plugins_ui(ui, look),
    }
}

/// A count with a space between its thousands.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Looks for tests of panels, and that each panel is drawn without a window.
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
pub mod tests {
    use std::sync::LazyLock;

    use sarex_sim::setup::{Cell, Role};

    use super::*;
    use crate::{
        font,
        theme::Palette,
        words::{Language, Speech},
    };

    static ENGLISH: LazyLock<Speech> = LazyLock::new(|| Speech::new(Language::En));
    static DAY: LazyLock<Theme> = LazyLock::new(|| Theme::of(Palette::Day));

    /// A snapshot as it is looked at in English, by day.
    pub fn look<'a>(brief: &'a Brief, snapshot: &'a Snapshot) -> Look<'a> {
        Look {
            brief,
            snapshot,
            say: &ENGLISH,
            theme: &DAY,
            picked: None,
            follow: false,
            measuring: false,
            bare: false,
            wide: true,
            cursor: None,
            drawing: false,
            drawn: &[],
            window: [Position::new(37.0, 131.0); 4],
            scenarios: &[],
            notice: None,
            workshop: true,
        }
    }

    /// The brief with exercise control as its first cell.
    pub fn controlled(mut brief: Brief) -> Brief {
        let control = Cell {
            id: "control".into(),
            name: Text::plain("control"),
            nation: String::new(),
            language: "en".into(),
            roles: vec![Role::ExerciseControl],
            policy: Default::default(),
        };
        brief.cells.insert(0, control);
        brief
    }

    /// Draws a panel a few times without a window and gives back what it asked for.
    pub fn draw(mut panel: impl FnMut(&mut Ui) -> Vec<Intent>) -> Vec<Intent> {
        let ctx = egui::Context::default();
        ctx.set_fonts(font::fonts());
        ctx.set_style_of(egui::Theme::Light, font::style(&DAY));
        let mut intents = Vec::new();
        for second in 0..3 {
            let rect = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(356.0, 800.0));
            let time = Some(f64::from(second));
            let input = egui::RawInput { screen_rect: Some(rect), time, ..egui::RawInput::default() };
            ctx.run_ui(input, |ui| intents.extend(panel(ui))).textures_delta.clear();
        }
        intents
    }
}
