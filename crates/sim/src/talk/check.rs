//! Whether a message or a rule is sound: numbers that exist, figures that are numbers, texts of bounded length.

use sarex_model::position::Position;

use super::{
    Area, Body, Casualty, Coordination, Deed, Execution, Facts, Fix, LinkRule, Party, Sitrep, Statement, Tasking,
    Weather,
};
use crate::{
    exercise::Exercise,
    limits::{MAX_BODY_ENTRIES, MAX_LINK_RULES, MAX_MESSAGE_DELAY_S, MAX_MESSAGES, MAX_TEXT},
    setup::{MessageDraft, Text},
};

/// How large a message is, against the limits of one message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Characters that people wrote, of [`MAX_TEXT`].
    pub characters: usize,
    /// Entries in its lists, of [`MAX_BODY_ENTRIES`].
    pub entries: usize,
}

/// The size of a draft, for whoever writes it.
pub fn size(draft: &MessageDraft) -> Size {
    let parts = Parts::of(draft);
    Size { characters: parts.characters, entries: parts.entries }
}

/// Whether a cell may send a draft.
pub(crate) fn draft(exercise: &Exercise, cell: u32, control: bool, draft: &MessageDraft) -> Result<(), String> {
    let setup = &exercise.setup;
    Parts::of(draft).sound(exercise)?;
    known(draft.channel, setup.communications.channels.len(), "channel")?;
    if !control && draft.from != cell {
        return Err("a message must be sent in the cell's own name".to_owned());
    }
    if exercise.state.messages.len() >= MAX_MESSAGES {
        return Err(format!("an exercise holds at most {MAX_MESSAGES} messages"));
    }
    let of = match &draft.body {
        Body::ReadBack(back) => back.of,
        _ => None,
    };
    for message in [draft.reply_to, of].into_iter().flatten() {
        known(message, exercise.state.messages.len(), "message")?;
        if !control && exercise.state.messages[message as usize].draft.from != cell {
            received(exercise, cell, message)?;
        }
    }
    Ok(())
}

/// Whether a message reached a cell.
pub(super) fn received(exercise: &Exercise, cell: u32, message: u32) -> Result<(), String> {
    known(message, exercise.state.messages.len(), "message")?;
    let reached = exercise.state.messages[message as usize].delivered_to(cell).is_some();
    if reached { Ok(()) } else { Err(format!("the cell has no message {}", u64::from(message) + 1)) }
}

/// Whether a rule of control is sound.
pub(super) fn rule(exercise: &Exercise, rule: &LinkRule) -> Result<(), String> {
    let setup = &exercise.setup;
    let (link, quality) = (&rule.link, &rule.quality);
    link.channel.map_or(Ok(()), |c| known(c, setup.communications.channels.len(), "channel"))?;
    [link.a, link.b].into_iter().flatten().try_for_each(|cell| known(cell, setup.cells.len(), "cell"))?;
    let chances = [quality.loss, quality.mishear].into_iter().flatten();
    if !chances.into_iter().all(|chance| (0.0..=1.0).contains(&chance)) {
        return Err("a chance is from 0 to 1".to_owned());
    }
    if [quality.delay_s, quality.interpret_s].into_iter().flatten().any(|s| s > MAX_MESSAGE_DELAY_S) {
        return Err(format!("a message is under way for at most {MAX_MESSAGE_DELAY_S} seconds"));
    }
    let rules = &exercise.state.talk.rules;
    if rules.len() >= MAX_LINK_RULES && rules.iter().all(|known| known.link != *link) {
        return Err(format!("at most {MAX_LINK_RULES} rules for links are kept"));
    }
    Ok(())
}

fn known(number: u32, count: usize, what: &str) -> Result<(), String> {
    if (number as usize) < count { Ok(()) } else { Err(format!("there is no {what} number {number}")) }
}

/// Everything in a message that can be wrong.
#[derive(Default)]
struct Parts {
    cells: Vec<u32>,
    units: Vec<u32>,
    objects: Vec<u32>,
    places: Vec<Position>,
    figures: Vec<f64>,
    characters: usize,
    entries: usize,
}

impl Parts {
    fn of(draft: &MessageDraft) -> Self {
        let mut parts = Self::default();
        parts.cells.push(draft.from);
        parts.cells.extend(&draft.to);
        parts.objects.extend(draft.about_object);
        parts.text(&draft.text);
        parts.word(Some(&draft.kind));
        parts.word(Some(&draft.answers));
        parts.body(&draft.body);
        parts
    }

    fn sound(&self, exercise: &Exercise) -> Result<(), String> {
        let setup = &exercise.setup;
        self.cells.iter().try_for_each(|n| known(*n, setup.cells.len(), "cell"))?;
        self.units.iter().try_for_each(|n| known(*n, setup.units.len(), "unit"))?;
        self.objects.iter().try_for_each(|n| known(*n, setup.objects.len(), "search object"))?;
        if self.characters > MAX_TEXT {
            return Err(format!("a message holds at most {MAX_TEXT} characters"));
        }
        if self.entries > MAX_BODY_ENTRIES {
            return Err(format!("a message holds at most {MAX_BODY_ENTRIES} entries in its lists"));
        }
        if !self.places.iter().all(|place| place.is_valid()) {
            return Err("the place is not a position".to_owned());
        }
        if !self.figures.iter().all(|figure| figure.is_finite()) {
            return Err("a figure of the message is not a number".to_owned());
        }
        Ok(())
    }

    fn text(&mut self, text: &Text) {
        let longest = [Some(&text.en), text.ko.as_ref(), text.ja.as_ref()].into_iter().flatten();
        self.characters += longest.map(|text| text.chars().count()).max().unwrap_or(0);
    }

    fn word(&mut self, word: Option<&String>) {
        self.characters += word.map_or(0, |word| word.chars().count());
    }

    fn figures(&mut self, figures: &[Option<f64>]) {
        self.figures.extend(figures.iter().flatten());
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Text => {}
            Body::DistressAlert(alert) => {
                self.casualty(&alert.casualty);
                self.fix(&alert.position);
                self.statement(&alert.assistance);
            }
            Body::Sitrep(sitrep) => self.sitrep(sitrep),
            Body::SearchActionMessage(action) => {
                let situation = &action.situation;
                self.casualty(&situation.casualty);
                self.fix(&situation.position);
                self.statement(&situation.search_objects);
                self.weather(&situation.weather);
                self.deeds(&situation.on_scene);
                self.areas(&action.areas);
                self.entries += action.execution.len();
                action.execution.iter().for_each(|execution| self.execution(execution));
                self.coordination(&action.coordination);
                let radio = &action.communications;
                for list in [&radio.coordination, &radio.on_scene, &radio.monitor, &radio.press] {
                    self.entries += list.len();
                    list.iter().for_each(|word| self.word(Some(word)));
                }
                self.cells.extend(action.reports.to);
                self.entries += action.reports.wanted.len();
                self.statement(&action.reports.instructions);
            }
            Body::Tasking(tasking) => self.tasking(tasking),
            Body::ReadBack(back) => {
                self.facts(&back.facts);
                self.statement(&back.remarks);
            }
            Body::RequestForInformation(request) => {
                self.entries += request.wanted.len();
                self.objects.extend(request.object);
                self.units.extend(request.unit);
                self.statement(&request.question);
            }
            Body::HandOver(handover) => {
                self.party(handover.to);
                self.entries += handover.items.len();
                if let Some(sitrep) = &handover.situation {
                    self.sitrep(sitrep);
                }
                self.statement(&handover.remarks);
            }
        }
    }

    fn sitrep(&mut self, sitrep: &Sitrep) {
        self.casualty(&sitrep.casualty);
        self.fix(&sitrep.position);
        self.cells.extend(sitrep.coordinator);
        self.weather(&sitrep.weather);
        self.deeds(&sitrep.deeds);
        self.areas(&sitrep.areas);
        self.figures(&[sitrep.pos]);
        self.coordination(&sitrep.coordination);
        let statements = [&sitrep.situation, &sitrep.assistance, &sitrep.description, &sitrep.actions];
        statements.into_iter().chain([&sitrep.plans, &sitrep.additional]).for_each(|s| self.statement(s));
    }

    fn tasking(&mut self, tasking: &Tasking) {
        self.units.extend(tasking.unit);
        self.places.extend(tasking.at);
        self.areas(std::slice::from_ref(&tasking.area));
        self.word(tasking.pattern.as_ref());
        self.word(tasking.channel.as_ref());
        self.figures(&[tasking.height_m]);
        self.party(tasking.report_to);
        self.statement(&tasking.instructions);
    }

    fn facts(&mut self, facts: &Facts) {
        self.places.extend(facts.place);
        self.units.extend(facts.unit);
        self.word(facts.area.as_ref());
        self.word(facts.channel.as_ref());
        self.figures(&[facts.height_m]);
    }

    fn statement(&mut self, statement: &Statement) {
        self.entries += statement.phrases.len();
        if let Some(text) = &statement.text {
            self.text(text);
        }
    }

    fn casualty(&mut self, casualty: &Casualty) {
        self.objects.extend(casualty.object);
        [&casualty.name, &casualty.call_sign, &casualty.flag].into_iter().for_each(|word| self.word(word.as_ref()));
    }

    fn fix(&mut self, fix: &Fix) {
        self.places.extend(fix.at);
        self.figures(&[fix.error_m]);
    }

    fn weather(&mut self, weather: &Weather) {
        self.figures(&[weather.wind_from_deg, weather.wind_mps, weather.current_to_deg, weather.current_mps]);
        self.figures(&[weather.wave_m, weather.visibility_m, weather.sea_temperature_c]);
    }

    fn deeds(&mut self, deeds: &[Deed]) {
        self.entries += deeds.len();
        self.units.extend(deeds.iter().filter_map(|deed| deed.unit));
    }

    fn areas(&mut self, areas: &[Area]) {
        for area in areas {
            self.entries += 1 + area.corners.len();
            self.word(area.name.as_ref());
            self.places.extend(&area.corners);
            self.figures(&[area.size_m2]);
        }
    }

    fn execution(&mut self, execution: &Execution) {
        self.units.extend(execution.unit);
        self.places.extend(execution.commence);
        self.word(execution.area.as_ref());
        self.word(execution.pattern.as_ref());
        self.figures(&[execution.creep_deg, execution.height_m, execution.spacing_m]);
    }

    fn coordination(&mut self, coordination: &Coordination) {
        [coordination.smc, coordination.osc, coordination.aco].into_iter().for_each(|party| self.party(party));
        self.statement(&coordination.instructions);
    }

    fn party(&mut self, party: Option<Party>) {
        match party {
            Some(Party::Cell(cell)) => self.cells.push(cell),
            Some(Party::Unit(unit)) => self.units.push(unit),
            None => {}
        }
    }
}
