//! The egui pass: lays out panels and chart window, and carries out what they report.

mod act;
mod draw;
mod keys;
mod overlay;
mod script;
mod situation;
mod window;

use std::hash::{DefaultHasher, Hash, Hasher};

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use egui::{Frame, LayerId, Margin, Panel, UiBuilder};
use sarex_model::position::Position;

use crate::{
    chart::{
        Chart,
        labels::{Extra, Labels},
        view::View,
    },
    desk::Desk,
    font::FontsReady,
    intent::{Intent, ScriptAsk},
    panels::{self, Look, Memory, menu::Spot},
    picture::{lines::in_force, marks::Marks},
    press::Press,
    theme::{self, Theme},
    words::Speech,
};

/// What the desk remembers of its own surface.
#[derive(Resource)]
pub struct Ui {
    /// Panels round the chart.
    pub panels: bool,
    /// View to take as soon as the window's size is known: middle and width in nautical miles, or everything.
    pub wanted_view: Option<Option<(Position, f64)>>,
    pub memory: Memory,
    trying: script::Trying,
    measure: Measure,
    draw: draw::Draw,
    cursor: Option<Position>,
    spot: Option<Spot>,
    /// Frames drawn; the first ones only find out how large things are.
    frames: u32,
}

/// The measuring tool.
#[derive(Clone, Debug, Default)]
struct Measure {
    on: bool,
    points: Vec<Position>,
}

impl Default for Ui {
    fn default() -> Self {
        Self {
            panels: true,
            wanted_view: Some(None),
            memory: Memory::default(),
            trying: script::Trying::default(),
            measure: Measure::default(),
            draw: draw::Draw::default(),
            cursor: None,
            spot: None,
            frames: 0,
        }
    }
}

/// Heights of the bars, logical pixels.
const BANNER_PX: f32 = 20.0;
const TOP_PX: f32 = 42.0;
const SCRUBBER_PX: f32 = 26.0;
const STATUS_PX: f32 = 24.0;
/// Width and height of the script editor at first, logical pixels.
const SCRIPT_PX: [f32; 2] = [520.0, 680.0];

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Labels>().add_systems(EguiPrimaryContextPass, desk_ui.after(FontsReady));
}

#[expect(clippy::too_many_arguments, reason = "a system")]
fn desk_ui(
    mut contexts: EguiContexts,
    mut ui_state: ResMut<Ui>,
    mut view: ResMut<View>,
    mut desk: ResMut<Desk>,
    mut chart: ResMut<Chart>,
    mut theme: ResMut<Theme>,
    mut say: ResMut<Speech>,
    mut labels: ResMut<Labels>,
    marks: Res<Marks>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let screen = ctx.viewport_rect();
    let state = &mut *ui_state;
    let before = *view;
    let mut now = before;
    let mut intents = Vec::new();
    script::collect(state, &mut desk, &say);
    let metric = desk.brief.cells.get(desk.frame().cell as usize).is_some_and(|cell| cell.policy.metric);
    if say.metric() != metric {
        say.set_metric(metric);
    }
    state.memory.printing = desk.press.as_ref().is_some_and(Press::busy);
    let drawn = state.draw.points.clone();
    {
        let corners = [
            before.window.left_top(),
            before.window.right_top(),
            before.window.right_bottom(),
            before.window.left_bottom(),
        ];
        let notice = desk.notice.as_ref().filter(|n| n.holds());
        let look = Look {
            brief: &desk.brief,
            snapshot: &desk.snapshot,
            say: &say,
            theme: &theme,
            picked: desk.picked,
            follow: desk.follow,
            measuring: state.measure.on,
            bare: !state.panels,
            wide: screen.width() >= theme::WIDE_WINDOW_PX,
            cursor: state.cursor,
            drawing: state.draw.on,
            drawn: &drawn,
            window: corners.map(|c| chart.projection.position(before.plane(c))),
            scenarios: &desk.scenarios,
            notice: notice.map(|n| (n.text.as_str(), n.bad)),
            workshop: desk.bench.is_some() || state.memory.script.shown,
        };
        let painter = ctx.layer_painter(LayerId::background()).with_clip_rect(before.window);
        labels.paint(&painter, &before, &theme, &chart, &own_names(&look, &chart), &say);
        situation::paint(&painter, &look, &before, &chart);
        overlay::paint(&painter, &look, &before, &chart, &marks, &state.measure);
        draw::paint(&painter, &look, &before, &chart, &state.draw);
        overlay::preview(&painter, &look, &before, &chart, state.memory.script.preview());

        let mut root = egui::Ui::new(
            ctx.clone(),
            "desk".into(),
            UiBuilder::new().layer_id(LayerId::background()).max_rect(screen),
        );
        let root = &mut root;
        bars(root, &look, state.panels, &mut state.memory, &mut intents);
        let rect = root.available_rect_before_wrap();
        now.window = rect;
        now.screen = screen.size();
        now.dense = ctx.pixels_per_point();
        window::window_ui(root, rect, &look, &chart, &marks, &mut now, state, &mut intents);
        intents.extend(script_window(&ctx, rect, &look, &mut state.memory));
        intents.extend(keys::keys(&ctx, &look));
    }
    act::act(intents, state, &mut now, &mut desk, &mut chart, &mut theme, &mut say);
    place_view(state, &mut now, &desk, &chart, &marks);
    if now != before {
        *view = now;
    }
    state.frames = state.frames.saturating_add(1);
    Ok(())
}

/// What the exercise names on the chart in the reader's words, and what it leaves out.
fn own_names<'a>(look: &Look<'a>, chart: &Chart) -> Extra<'a> {
    let (code, desk) = (look.say.language().code(), &look.frame().desk);
    let mut hasher = DefaultHasher::new();
    (&look.brief.scenario, look.frame().cell).hash(&mut hasher);
    for point in desk.lines.iter().flat_map(|(_, points)| points) {
        (point.lat_deg.to_bits(), point.lon_deg.to_bits()).hash(&mut hasher);
    }
    let plane = |points: &[Position]| points.iter().map(|p| chart.projection.plane(*p)).collect();
    let lines = in_force(look.brief, look.frame()).map(|(label, points)| (label.get(code), plane(points)));
    Extra { lines: lines.collect(), places: &desk.places, masks: &desk.masks, generation: hasher.finish() }
}

fn bars(root: &mut egui::Ui, look: &Look<'_>, panels: bool, memory: &mut Memory, intents: &mut Vec<Intent>) {
    let theme = look.theme;
    let plain = |fill, margin| Frame::new().fill(fill).inner_margin(margin);
    Panel::top("banner")
        .exact_size(BANNER_PX)
        .resizable(false)
        .show_separator_line(false)
        .frame(plain(theme.banner, Margin::ZERO))
        .show(root, |ui| {
            panels::top::banner_ui(ui, look);
        });
    if !panels {
        return;
    }
    let replay = look.snapshot.clock.replay;
    let bar = if replay { theme.replay } else { theme.panel };
    Panel::top("top").exact_size(TOP_PX).resizable(false).frame(plain(bar, Margin::symmetric(8, 0))).show(root, |ui| {
        intents.extend(panels::top::top_ui(ui, look, memory.printing));
    });
    if replay {
        Panel::top("scrubber")
            .exact_size(SCRUBBER_PX)
            .resizable(false)
            .frame(plain(bar, Margin::symmetric(8, 0)))
            .show(root, |ui| {
                intents.extend(panels::top::scrubber_ui(ui, look));
            });
    }
    Panel::bottom("status")
        .exact_size(STATUS_PX)
        .resizable(false)
        .frame(plain(theme.panel, Margin::symmetric(8, 0)))
        .show(root, |ui| {
            panels::status::status_ui(ui, look);
        });
    let sides = plain(theme.panel, Margin::symmetric(8, 4));
    let wide = usize::from(look.wide);
    Panel::left(egui::Id::new(("left", wide)))
        .default_size(theme::LEFT_PX[wide])
        .size_range(200.0..=420.0)
        .frame(sides)
        .show(root, |ui| {
            let height = ui.available_height();
            let inspector = match look.picked {
                Some(_) => Panel::bottom("inspector")
                    .default_size(height * 0.55)
                    .size_range(140.0..=(height - 120.0).max(141.0))
                    .resizable(true),
                None => Panel::bottom("no-inspector").exact_size(84.0).resizable(false),
            };
            inspector
                .show_separator_line(false)
                .frame(Frame::new())
                .show(ui, |ui| intents.extend(panels::inspector::inspector_ui(ui, look)));
            intents.extend(panels::units::units_ui(ui, look));
        });
    Panel::right(egui::Id::new(("right", wide)))
        .default_size(theme::RIGHT_PX[wide])
        .size_range(260.0..=560.0)
        .frame(sides)
        .show(root, |ui| {
            intents.extend(panels::right_ui(ui, look, memory));
        });
}

/// The script editor lies over the chart, so that its legs can be seen beside it.
fn script_window(ctx: &egui::Context, chart: egui::Rect, look: &Look<'_>, memory: &mut Memory) -> Vec<Intent> {
    let mut intents = Vec::new();
    let Memory { script: editor, plan: form, .. } = memory;
    let mut open = editor.shown;
    let size = egui::vec2(SCRIPT_PX[0].min(0.6 * chart.width()), SCRIPT_PX[1].min(chart.height() - 80.0));
    egui::Window::new(look.say.ui("script"))
        .id(egui::Id::new("script"))
        .open(&mut open)
        .default_pos(chart.left_top() + egui::vec2(34.0, 34.0))
        .default_size(size)
        .min_size([340.0, 320.0])
        .constrain_to(chart)
        .show(ctx, |ui| intents.extend(panels::script::script_ui(ui, look, editor, form)));
    if editor.shown && !open {
        intents.push(Intent::Script(ScriptAsk::Show(false)));
    }
    intents
}

/// Takes the wanted view once the window's size is known, and follows the selection.
fn place_view(state: &mut Ui, view: &mut View, desk: &Desk, chart: &Chart, marks: &Marks) {
    if let Some(wanted) = state.wanted_view
        && state.frames >= 2
    {
        match wanted {
            Some((middle, width_nm)) => {
                view.look_at(&chart.projection, middle, width_nm);
                state.wanted_view = None;
            }
            None => {
                let places = act::everything(desk);
                if !places.is_empty() {
                    view.fit(&chart.projection, places);
                    // Lines alone are not yet the exercise: the first frame is still to come.
                    let still_to_come = desk.frame().units.is_empty() && desk.link.is_some();
                    state.wanted_view = still_to_come.then_some(None);
                }
            }
        }
    }
    if desk.follow
        && let Some(mark) = marks.all.iter().find(|m| Some(m.key) == desk.picked)
    {
        view.centre = mark.at;
    }
}
