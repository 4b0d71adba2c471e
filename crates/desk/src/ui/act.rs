//! Carries out intents.

use bevy::prelude::ResMut;
use sarex_model::position::Position;
use sarex_session::link::Request;
use sarex_sim::command::Ask;

use super::Ui;
use crate::{
    chart::{Chart, view::View},
    desk::Desk,
    intent::Intent,
    press::Paper,
    theme::Theme,
    words::Speech,
};

/// Chart, theme and words are touched only when they change: whoever draws watches them.
pub(super) fn act(
    intents: Vec<Intent>,
    state: &mut Ui,
    view: &mut View,
    desk: &mut Desk,
    chart: &mut ResMut<'_, Chart>,
    theme: &mut ResMut<'_, Theme>,
    say: &mut ResMut<'_, Speech>,
) {
    for intent in intents {
        match intent {
            // Asked by a panel, not by a person: a picture has nobody to answer.
            Intent::Request(Request::Preview { .. }) if desk.link.is_none() => {}
            Intent::Request(request) => desk.send(request, say.ui("link-gone")),
            Intent::Ask(ask) => {
                let cell = desk.frame().cell;
                if let Some(text) = noted(&ask, desk, say) {
                    desk.say(text, false);
                }
                desk.send(Intent::into_request(ask, cell), say.ui("link-gone"));
            }
            Intent::Select(picked) => {
                desk.picked = picked;
                desk.follow &= picked.is_some();
            }
            Intent::Follow(on) => desk.follow = on && desk.picked.is_some(),
            Intent::Centre(at) => view.centre = chart.projection.plane(at),
            Intent::FitAll => view.fit(&chart.projection, everything(desk)),
            Intent::Zoom(factor) => view.zoom(view.window.center(), factor),
            Intent::Measure(on) => state.measure = super::Measure { on, points: Vec::new() },
            Intent::Draw(on) => state.draw.on = on,
            Intent::Drawn(points) => {
                state.draw = super::draw::Draw { on: !points.is_empty(), points, ..Default::default() }
            }
            Intent::Language(language) => **say = Speech::new(language),
            Intent::Palette(palette) => **theme = Theme::of(palette),
            Intent::Open(name) => open(&name, state, desk, chart, say),
            Intent::Report(paper) => report(paper, desk, say),
            Intent::ReloadPlugin(number) => desk.send(Request::ReloadPlugin(number), say.ui("link-gone")),
            Intent::Script(ask) => super::script::act(ask, state, desk, say),
        }
    }
}

/// What is said of a note that a key took while its panel may be out of sight.
fn noted(ask: &Ask, desk: &Desk, say: &Speech) -> Option<String> {
    let Ask::Notes(note) = ask else { return None };
    let time = say.time_of_day(note.of_tick.unwrap_or(desk.frame().tick), desk.brief.start_unix_s);
    Some(say.ui_with("note-taken", &[("kind", &say.get(&format!("note-{}", note.kind.word()))), ("time", &time)]))
}

/// Every place that matters now.
pub(super) fn everything(desk: &Desk) -> Vec<Position> {
    let (frame, brief) = (desk.frame(), &desk.brief);
    let mut places: Vec<Position> = frame.units.iter().map(|u| u.at).collect();
    places.extend(frame.found.iter().map(|f| f.at));
    places.extend(frame.estimates.iter().map(|e| e.datum));
    places.extend(frame.plans.iter().flat_map(|p| &p.parts).flat_map(|p| p.area.iter().chain(&p.points)).copied());
    places.extend(frame.truth.iter().flat_map(|t| &t.objects).map(|o| o.at));
    if let Some(patrol) = &brief.patrol {
        places.extend(&patrol.area);
    }
    if places.is_empty() {
        places.extend(brief.lines.iter().flat_map(|l| &l.points));
    }
    places
}

fn open(name: &str, state: &mut Ui, desk: &mut Desk, chart: &mut ResMut<'_, Chart>, say: &Speech) {
    let Some(mut opener) = desk.opener.take() else { return };
    match opener(name) {
        Ok((link, data)) => {
            let generation = desk.generation + 1;
            let (scenarios, press) = (std::mem::take(&mut desk.scenarios), desk.press.take());
            let bench = desk.bench.take();
            *desk = Desk::at(link);
            (desk.scenarios, desk.press, desk.bench) = (scenarios, press, bench);
            desk.generation = generation;
            let fallback = desk.frame().units.first().map(|u| u.at);
            **chart = Chart::new(data, fallback);
            state.wanted_view = Some(None);
            let title = say.text(&desk.brief.title).to_owned();
            desk.say(say.ui_with("scenario-open", &[("name", &title)]), false);
        }
        Err(why) => desk.say(why, true),
    }
    desk.opener = Some(opener);
}

/// What comes of it is told when it is done.
fn report(paper: Paper, desk: &mut Desk, say: &Speech) {
    let Some(press) = desk.press.as_mut() else { return };
    let key = if press.begin(paper) { "report-writing" } else { "report-busy" };
    desk.say(say.ui(key), false);
}
