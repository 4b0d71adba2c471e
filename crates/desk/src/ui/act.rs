//! Carries out intents.

use bevy::prelude::ResMut;
use sarex_model::position::Position;
use sarex_session::link::Request;

use super::Ui;
use crate::{
    chart::{Chart, view::View},
    desk::Desk,
    intent::Intent,
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
            Intent::Request(request) => desk.send(request, say.ui("link-gone")),
            Intent::Ask(ask) => {
                let cell = desk.frame().cell;
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
            Intent::Report => report(desk, say),
            Intent::ReloadPlugin(number) => desk.send(Request::ReloadPlugin(number), say.ui("link-gone")),
            Intent::Script(ask) => super::script::act(ask, state, desk, say),
        }
    }
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
            let (scenarios, reporter) = (std::mem::take(&mut desk.scenarios), desk.reporter.take());
            let bench = desk.bench.take();
            *desk = Desk::at(link);
            (desk.scenarios, desk.reporter, desk.bench) = (scenarios, reporter, bench);
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

fn report(desk: &mut Desk, say: &Speech) {
    let Some(reporter) = desk.reporter.as_mut() else { return };
    match reporter() {
        Ok(file) => desk.say(say.ui_with("report-written", &[("file", &file.display().to_string())]), false),
        Err(why) => desk.say(why, true),
    }
}
