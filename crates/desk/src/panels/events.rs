//! Everything that happened and that the cell may know, newest first.

use bevy_egui::egui::{self, FontId, ScrollArea, Sense, TextEdit, Ui, pos2, text::LayoutJob, vec2};
use sarex_sim::event::{Event, What};

use super::Look;
use crate::{
    intent::{Intent, Picked},
    theme,
    words::Language,
};

const ROW_PX: f32 = 36.0;

/// What is shown, and the sentences made so far.
#[derive(Default)]
pub struct Filter {
    pub text: String,
    pub routine: bool,
    made_for: Option<(Language, u32, usize, u64, u64)>,
    sentences: Vec<String>,
}

/// Events that come by the dozen.
fn routine(what: &What) -> bool {
    matches!(
        what,
        What::LegPassed { .. }
            | What::MessageRead { .. }
            | What::Talk(_)
            | What::HelmClamped { .. }
            | What::ContactNew { .. }
            | What::OrderDone { .. }
    )
}

/// What an event is about, for a click.
fn about(what: &What) -> Option<Picked> {
    match what {
        What::Detected { object, .. } | What::ObjectCleared { object } | What::PersonRecovered { object, .. } => {
            Some(Picked::Found(*object))
        }
        What::ContactNew { track, .. } | What::ContactIdentified { track, .. } => Some(Picked::Contact(*track)),
        What::EstimateOpened { cell, object } => Some(Picked::Estimate { cell: *cell, object: *object }),
        What::OrderGiven { unit, .. }
        | What::OrderDone { unit, .. }
        | What::UnderWay { unit }
        | What::AtBase { unit }
        | What::ReturningForFuel { unit }
        | What::OutOfFuel { unit, .. }
        | What::Hindered { unit, .. }
        | What::SearchStarted { unit, .. }
        | What::SearchDone { unit, .. }
        | What::LegPassed { unit, .. }
        | What::BehaviourChanged { unit, .. }
        | What::Landed { unit, .. }
        | What::OnScene { unit, .. } => Some(Picked::Unit(*unit)),
        _ => None,
    }
}

/// List of events.
pub fn events_ui(ui: &mut Ui, look: &Look<'_>, filter: &mut Filter) -> Vec<Intent> {
    let mut intents = Vec::new();
    let events = &look.frame().events;
    let key = (
        look.say.language(),
        look.frame().cell,
        events.len(),
        events.first().map_or(0, |e| e.tick),
        events.last().map_or(0, |e| e.tick),
    );
    if filter.made_for != Some(key) {
        filter.sentences = events.iter().map(|e| look.say.event(&e.what, look.brief)).collect();
        filter.made_for = Some(key);
    }
    ui.horizontal(|ui| {
        let width = ui.available_width() - 96.0;
        ui.add(TextEdit::singleline(&mut filter.text).hint_text(look.weak(look.say.ui("filter"))).desired_width(width));
        ui.checkbox(&mut filter.routine, look.say.ui("show-routine"));
    });
    let wanted = filter.text.trim().to_lowercase();
    let shown: Vec<usize> = (0..events.len())
        .rev()
        .filter(|&i| {
            (filter.routine || !routine(&events[i].what))
                && (wanted.is_empty() || filter.sentences[i].to_lowercase().contains(&wanted))
        })
        .collect();
    if shown.is_empty() {
        ui.label(look.weak(look.say.ui("no-events")));
    }
    ScrollArea::vertical().id_salt("events").auto_shrink(false).show_rows(ui, ROW_PX, shown.len(), |ui, rows| {
        for &i in &shown[rows] {
            row(ui, look, &events[i], &filter.sentences[i], &mut intents);
        }
    });
    intents
}

fn row(ui: &mut Ui, look: &Look<'_>, event: &Event, sentence: &str, intents: &mut Vec<Intent>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    let color = match &event.what {
        What::Detected { .. } | What::PersonRecovered { alive: true, .. } | What::ObjectCleared { .. } => {
            look.theme.good
        }
        What::Refused { .. } | What::PlanFailed { .. } | What::Hindered { .. } | What::PluginFault { .. } => {
            look.theme.warn
        }
        What::PersonDied { .. }
        | What::OutOfFuel { .. }
        | What::Quarantined { .. }
        | What::PersonRecovered { alive: false, .. } => look.theme.bad,
        _ => look.theme.panel_line,
    };
    if response.hovered() {
        ui.painter().rect_filled(rect, 3.0, look.theme.widget);
    }
    ui.painter().rect_filled(egui::Rect::from_min_size(rect.min + vec2(0.0, 3.0), vec2(3.0, ROW_PX - 6.0)), 1.0, color);
    let time = ui.painter().layout_no_wrap(
        look.minute(event.tick),
        FontId::proportional(theme::TEXT_SMALL),
        look.theme.text_weak,
    );
    ui.painter().galley(pos2(rect.left() + 8.0, rect.top() + 1.0), time, look.theme.text_weak);
    let left = 52.0;
    let mut job = LayoutJob::simple(
        sentence.to_owned(),
        FontId::proportional(theme::TEXT_SMALL + 0.5),
        look.theme.text,
        rect.width() - left - 4.0,
    );
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    let elided = galley.elided;
    ui.painter().galley(pos2(rect.left() + left, rect.center().y - galley.size().y * 0.5), galley, look.theme.text);
    let response = if elided { response.on_hover_text(sentence) } else { response };
    if response.clicked()
        && let Some(picked) = about(&event.what)
    {
        intents.push(Intent::Select(Some(picked)));
        if let Some(at) = crate::desk::place_in(look.frame(), picked) {
            intents.push(Intent::Centre(at));
        }
    }
}
