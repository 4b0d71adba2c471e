//! A robot presses what can be pressed on the panels of exercise control, and types where something can be typed: nothing
//! that the panels offer is refused by the engine.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::{collections::BTreeMap, path::Path, sync::Arc};

use bevy_egui::egui::{self, Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Ui, vec2};
use sarex_files::{roots::Roots, scenario::load_scenario};
use sarex_model::position::Position;
use sarex_session::link::Snapshot;
use sarex_sim::{
    Exercise, cells,
    command::{Ask, Command},
    decision::{Batch, Decisions, Fault, Outcome, PlannedSearch, SearchTask},
    event::What,
    levers::{Change, Lever},
    list,
    setup::{Action, Cell, Role, Setup, Text},
    talk,
    view::Brief,
};

use super::super::{Look, Memory, exercise_list, status};
use crate::{
    desk::nothing_yet,
    font,
    intent::{Intent, Picked},
    theme::{Palette, Theme},
    words::{Language, Speech},
};

/// Nobody decides: units hold, and no search is planned.
struct Nobody;

impl Decisions for Nobody {
    fn step(&mut self, _plugin: u32, _batch: &Batch, _out: &mut Outcome) -> Vec<Fault> {
        Vec::new()
    }

    fn plan(&mut self, _plugin: u32, _task: &SearchTask) -> Result<PlannedSearch, String> {
        Err("nobody plans here".to_owned())
    }
}

/// The raft drill without anybody who decides, with an observer.
fn setup() -> Setup {
    let roots = Roots::under(Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap());
    let plugins = ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns"].map(str::to_owned);
    let loaded = load_scenario(&roots.scenarios.join("donghae-oki-raft"), &roots, &plugins);
    let mut setup = loaded.unwrap_or_else(|findings| panic!("{findings:?}")).setup;
    for unit in &mut setup.units {
        (unit.behaviour, unit.sensor) = (None, None);
    }
    // The end would end the test, and a lever of the list may find nothing to undo when it is fired early.
    for serial in &mut setup.serials {
        if matches!(serial.action, Action::End | Action::Lever(_)) {
            serial.action = Action::Environment(Default::default());
        }
    }
    setup.cells.push(Cell {
        id: "observer".into(),
        name: Text::plain("Observer"),
        nation: String::new(),
        language: "en".into(),
        roles: vec![Role::Observer],
        policy: Default::default(),
    });
    setup
}

/// The number of the cell with a role.
fn cell(setup: &Setup, role: Role) -> u32 {
    setup.cells.iter().position(|cell| cell.roles.contains(&role)).unwrap() as u32
}

type Panel = fn(&mut Ui, &Look<'_>, &mut Memory) -> Vec<Intent>;

const CONTROL: Panel = |ui, look, memory| super::control_ui(ui, look, &mut memory.control);
const LIST: Panel = |ui, look, memory| exercise_list::list_ui(ui, look, &mut memory.list);

struct Robot {
    ctx: Context,
    exercise: Exercise,
    brief: Brief,
    viewer: u32,
    say: Speech,
    theme: Theme,
    memory: Memory,
    panel: Panel,
    picked: Option<Picked>,
    drawn: Vec<Position>,
    drawing: bool,
    now_s: f64,
    dice: u64,
    /// What was asked for, in a word each, and how often.
    asked: BTreeMap<String, usize>,
}

impl Robot {
    fn new(setup: Setup, viewer: u32, panel: Panel, language: Language, palette: Palette) -> Self {
        let theme = Theme::of(palette);
        let ctx = Context::default();
        ctx.set_fonts(font::fonts());
        ctx.set_style_of(egui::Theme::Dark, font::style(&theme));
        ctx.options_mut(|options| options.max_passes = std::num::NonZeroUsize::MIN);
        let setup = Arc::new(setup);
        let mut robot = Self {
            ctx,
            brief: Brief::of(&setup),
            exercise: Exercise::new(setup),
            viewer,
            say: Speech::new(language),
            theme,
            memory: Memory::default(),
            panel,
            picked: None,
            drawn: Vec::new(),
            drawing: false,
            now_s: 0.0,
            dice: 1,
            asked: BTreeMap::new(),
        };
        robot.run(60);
        robot
    }

    fn run(&mut self, ticks: u64) {
        for _ in 0..ticks {
            self.exercise.step(&[], &mut Nobody);
        }
    }

    /// A number below `most`, the same in every run of the test.
    fn draw(&mut self, most: usize) -> usize {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) as usize % most.max(1)
    }

    /// One frame of the panel.
    fn frame(&mut self, events: Vec<Event>) -> Vec<Intent> {
        let snapshot = Snapshot { frame: self.exercise.frame(self.viewer), ..nothing_yet(&self.brief) };
        let look = Look {
            brief: &self.brief,
            snapshot: &snapshot,
            say: &self.say,
            theme: &self.theme,
            picked: self.picked,
            follow: false,
            measuring: false,
            bare: false,
            wide: true,
            cursor: None,
            drawing: self.drawing,
            drawn: &self.drawn,
            window: [Position::new(36.0, 131.0); 4],
            scenarios: &[],
            notice: None,
            workshop: false,
        };
        // Short enough for a click, long enough that two of them are no double click.
        self.now_s += 0.4;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(380.0, 2_400.0))),
            time: Some(self.now_s),
            events,
            ..RawInput::default()
        };
        let mut intents = Vec::new();
        let (panel, memory) = (self.panel, &mut self.memory);
        let mut output = self.ctx.run_ui(input, |ui| intents.extend(panel(ui, &look, memory)));
        // Nothing is drawn here.
        output.textures_delta.clear();
        intents
    }

    /// Presses at a place, and types if that opened a field.
    fn press(&mut self, at: Pos2) -> Vec<Intent> {
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let mut intents = self.frame(vec![Event::PointerMoved(at), button(true)]);
        intents.extend(self.frame(vec![button(false)]));
        if self.ctx.egui_wants_keyboard_input() {
            let typed = ["why not", "+20", "0200", "3"][self.draw(4)];
            let all = Event::Key {
                key: Key::A,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::COMMAND,
            };
            intents.extend(self.frame(vec![all, Event::Text(typed.to_owned())]));
        }
        intents
    }

    /// Something that can be pressed; where a list of choices was just opened, mostly one of them.
    fn somewhere(&mut self) -> Option<Pos2> {
        let mut places = self.ctx.interactive_rects_last_pass();
        places.retain(|rect| rect.height() < 100.0 && rect.width() > 2.0);
        let choices = egui::Popup::is_any_open(&self.ctx) && self.draw(3) > 0;
        let from = if choices { places.len().saturating_sub(5) } else { 0 };
        let at = from + self.draw(places.len() - from);
        places.get(at).map(Rect::center)
    }

    /// Presses that often; returns what the viewer was refused.
    fn play(&mut self, presses: usize) -> Vec<String> {
        let mut refused = Vec::new();
        for _ in 0..presses {
            // What was just opened has its size after one more frame.
            self.frame(Vec::new());
            let Some(at) = self.somewhere() else { continue };
            for intent in self.press(at) {
                refused.extend(self.act(intent));
            }
        }
        refused
    }

    fn act(&mut self, intent: Intent) -> Option<String> {
        match intent {
            Intent::Draw(on) => {
                self.drawing = on;
                let many = 1 + self.draw(3);
                self.drawn = (0..many).map(|i| Position::new(36.5 + 0.1 * i as f64, 131.5)).collect();
            }
            Intent::Drawn(points) => (self.drawing, self.drawn) = (!points.is_empty(), points),
            Intent::Ask(Ask::End) => {}
            Intent::Ask(ask) => {
                *self.asked.entry(word(&ask)).or_default() += 1;
                let asked = format!("{ask:?}");
                let command = Command { cell: self.viewer, action: ask };
                let events = self.exercise.step(&[command], &mut Nobody);
                return events.into_iter().find_map(|event| match event.what {
                    What::Refused { cell, reason } if cell == self.viewer => Some(format!("{reason}: {asked}")),
                    _ => None,
                });
            }
            _ => {}
        }
        None
    }
}

/// What is asked, in a word.
fn word(ask: &Ask) -> String {
    match ask {
        Ask::Lever(Lever::Override { change, .. }) => match change {
            Change::UnitPosition { .. } => "put-unit",
            Change::Fuel { .. } => "fuel",
            Change::Lost { .. } => "lost",
            Change::ObjectPosition { .. } => "put-object",
            Change::Person { .. } => "person",
            Change::Found { .. } => "found",
        }
        .to_owned(),
        Ask::Lever(lever) => lever.word().to_owned(),
        Ask::Cells(cells::Ask::Freeze(_)) => "freeze".into(),
        Ask::Cells(cells::Ask::Thaw(_)) => "thaw".into(),
        Ask::Cells(cells::Ask::MoveLine { .. }) => "move-line".into(),
        Ask::Talk(talk::Ask::Model(_)) => "model".into(),
        Ask::Environment(_) => "environment".into(),
        Ask::List(list::Ask::Fire(_)) => "fire".into(),
        Ask::List(list::Ask::Hold(_)) => "hold".into(),
        Ask::List(list::Ask::Release(_)) => "release".into(),
        Ask::List(list::Ask::Skip(_)) => "skip".into(),
        Ask::List(list::Ask::Reschedule { .. }) => "reschedule".into(),
        Ask::List(list::Ask::Correct { .. }) => "correct".into(),
        Ask::List(list::Ask::Answered { .. }) => "answered".into(),
        other => format!("{other:?}"),
    }
}

/// What the robot asked for in the end, and what it was refused.
fn played(
    panel: Panel,
    language: Language,
    palette: Palette,
    presses: usize,
) -> (BTreeMap<String, usize>, Vec<String>) {
    let setup = setup();
    let viewer = cell(&setup, Role::ExerciseControl);
    let mut robot = Robot::new(setup, viewer, panel, language, palette);
    let mut refused = Vec::new();
    // Somebody selects a unit on the chart and a serial of the list; time goes by.
    for _ in 0..presses / 25 {
        let units = robot.brief.units.len();
        robot.picked = Some(Picked::Unit(robot.draw(units) as u32));
        let serials = robot.brief.serials.len();
        let serial = robot.draw(serials);
        robot.memory.list.filter = Default::default();
        robot.memory.list.filter.procedures = true;
        robot.memory.list.filter.text = robot.brief.serials[serial].id.clone();
        robot.memory.list.chosen = Some(serial as u32);
        refused.extend(robot.play(25));
        robot.run(20);
    }
    // Where a vessel was before it was put elsewhere may be a berth, which the raster of land takes for land.
    refused.retain(|reason| !reason.contains("is on land"));
    (robot.asked, refused)
}

/// One part of the panel alone, so that the robot comes round to everything in it.
macro_rules! part {
    (|$ui:ident, $look:ident, $form:ident, $intents:ident| $body:expr) => {
        (|$ui, $look, memory| {
            let $form = &mut memory.control;
            $form.subject.follow($look);
            let mut intents = Vec::new();
            let $intents = &mut intents;
            $body;
            intents
        }) as Panel
    };
}

#[test]
fn nothing_that_control_can_press_is_refused_and_every_lever_can_be_pulled() {
    const OVERRIDES: usize = 6;
    let parts = [
        part!(|ui, look, _form, intents| super::cells::cells_ui(ui, look, intents)),
        part!(|ui, look, form, intents| super::weather::weather_ui(ui, look, &mut form.weather, intents)),
        part!(|ui, look, form, intents| super::equipment::equipment_ui(
            ui,
            look,
            &mut form.subject.unit,
            &mut form.equipment,
            intents
        )),
        part!(|ui, look, form, intents| {
            super::places::jam_ui(ui, look, &mut form.jam, intents);
            super::force::force_ui(ui, look, intents);
        }),
        part!(|ui, look, _form, intents| super::places::ports_ui(ui, look, intents)),
        part!(|ui, look, form, intents| {
            super::communications::communications_ui(ui, look, &mut form.communications, intents);
        }),
        part!(|ui, look, form, intents| {
            super::overrides::overrides_ui(ui, look, &mut form.subject, &mut form.overrides, intents);
            super::overrides::last_ui(ui, look, intents);
        }),
        part!(|ui, look, form, intents| super::lines::lines_ui(ui, look, &mut form.lines, intents)),
        CONTROL,
    ];
    let (mut asked, mut refused) = (BTreeMap::new(), Vec::new());
    for (number, panel) in parts.into_iter().enumerate() {
        let (language, palette) = (Language::ALL[number % 3], Palette::ALL[number % 3]);
        // Overrides take more: a reason, a place, a person, and only then the button.
        let presses = if number == OVERRIDES { 1_000 } else { 300 };
        let (more, not) = played(panel, language, palette, presses);
        asked.extend(more);
        refused.extend(not);
    }
    assert!(refused.is_empty(), "{refused:#?}");
    let all = "close-port cut divert end-jam environment fault found freeze fuel jam lost model move-line offset open-port \
               person put-object put-unit reconnect rejoin repair tell-forecast thaw withdraw";
    let missing: Vec<&str> = all.split_whitespace().filter(|word| !asked.contains_key(*word)).collect();
    assert!(missing.is_empty(), "never pressed: {missing:?}");
}

#[test]
fn nothing_that_the_exercise_list_offers_is_refused() {
    let (asked, refused) = played(LIST, Language::Ko, Palette::Night, 1_000);
    assert!(refused.is_empty(), "{refused:#?}");
    let all = ["fire", "hold", "release", "skip", "reschedule", "correct", "answered"];
    let missing: Vec<&&str> = all.iter().filter(|word| !asked.contains_key(**word)).collect();
    assert!(missing.is_empty(), "never pressed: {missing:?}");
}

#[test]
fn an_observer_sees_the_panels_and_moves_nothing() {
    for panel in [CONTROL, LIST] {
        let setup = setup();
        let viewer = cell(&setup, Role::Observer);
        let mut robot = Robot::new(setup, viewer, panel, Language::Ja, Palette::Dusk);
        robot.play(300);
        assert!(robot.asked.is_empty(), "{:?}", robot.asked);
    }
}

#[test]
fn a_cell_sees_that_its_picture_is_frozen_and_that_it_has_withdrawn() {
    let setup = setup();
    let control = cell(&setup, Role::ExerciseControl);
    let mut robot = Robot::new(setup, control, CONTROL, Language::En, Palette::Day);
    let mut ask = |action| {
        robot.exercise.step(&[Command { cell: control, action }], &mut Nobody);
        let frames = [0, 1].map(|cell| robot.exercise.frame(cell));
        frames.map(|frame| (frame.desk.frozen_since.is_some(), status::withdrawn(&frame)))
    };
    assert_eq!(ask(Ask::Lever(Lever::Withdraw { cell: 0 })), [(false, true), (false, false)]);
    assert_eq!(ask(Ask::Lever(Lever::Rejoin { cell: 0 })), [(false, false); 2]);
    assert_eq!(ask(Ask::Cells(cells::Ask::Freeze(1))), [(false, false), (true, false)]);
}

#[test]
fn a_thousand_serials_are_quick() {
    let mut setup = setup();
    let serials = setup.serials.clone();
    setup.serials = (0..1_000).map(|n| serials[n % serials.len()].clone()).collect();
    for (number, serial) in setup.serials.iter_mut().enumerate() {
        serial.id = format!("I-{number}");
    }
    let viewer = cell(&setup, Role::ExerciseControl);
    let mut robot = Robot::new(setup, viewer, LIST, Language::Ja, Palette::Day);
    robot.memory.list.filter.procedures = true;
    robot.memory.list.filter.text = "i-".into();
    robot.memory.list.chosen = Some(3);
    robot.frame(Vec::new());
    let begin = std::time::Instant::now();
    for _ in 0..20 {
        robot.frame(Vec::new());
    }
    let frame_ms = begin.elapsed().as_secs_f64() * 50.0;
    // Unoptimized, on a busy machine, with the engine's frame in it: a tenth of this is usual when optimized.
    println!("{frame_ms:.1} ms a frame");
    assert!(frame_ms < 250.0, "{frame_ms} ms a frame");
}
