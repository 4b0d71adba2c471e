//! Messages between cells: the list, each message in the language one wants to read, and the forms to write one.

mod bodies;
mod card;
mod compose;
pub mod fields;
mod filter;
mod list;
mod missing;
mod when;

use std::collections::BTreeMap;

use bevy_egui::egui::{self, Id, Panel, Ui};
use sarex_report::words::{Language, Words};
use sarex_sim::{cells::Right, command::Ask, event::What, talk};

use super::Look;
use crate::intent::Intent;
use card::Wish;

/// Heights of the form for a new message, logical pixels and share of the panel.
const TEXT_PX: f32 = 212.0;
const FORM_SHARE: f32 = 0.62;
/// Least heights of the form and of the list, logical pixels.
const LEAST_FORM_PX: f32 = 150.0;
const LEAST_LIST_PX: f32 = 120.0;

/// What the panel remembers.
#[derive(Default)]
pub struct Form {
    /// Whose messages these are: another cell begins anew.
    cell: Option<u32>,
    list: list::List,
    filter: filter::Filter,
    compose: compose::Compose,
    readers: Readers,
    /// Whether a clerk reads the cell's messages, as last heard.
    clerk: Option<bool>,
}

/// The words of the languages in which somebody reads here, besides the desk's own.
#[derive(Default)]
pub struct Readers {
    words: BTreeMap<Language, Words>,
}

impl Readers {
    /// The words of a language.
    pub fn words<'a>(&'a mut self, look: &Look<'a>, language: Language) -> &'a Words {
        if language == look.say.language() {
            return look.say;
        }
        self.words.entry(language).or_insert_with(|| Words::new(language))
    }
}

/// The language of a cell's people.
fn language_of(look: &Look<'_>, cell: u32) -> Option<Language> {
    look.brief.cells.get(cell as usize)?.language.parse().ok()
}

/// Messages, and the form below them.
pub fn messages_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form) -> Vec<Intent> {
    let mut intents = Vec::new();
    let cell = look.frame().cell;
    if form.cell != Some(cell) {
        *form = Form { cell: Some(cell), readers: std::mem::take(&mut form.readers), ..Form::default() };
    }
    if look.commands() && look.may(Right::SendMessages) {
        compose_panel(ui, look, form, &mut intents);
    }
    let clerk = clerk(look, &mut form.clerk);
    filter::filter_ui(ui, look, &mut form.filter, clerk, &mut intents);
    let wish = list::list_ui(ui, look, &mut form.list, &mut form.filter, &mut form.readers);
    if let Some(wish) = wish {
        grant(look, form, wish, &mut intents);
    }
    intents
}

fn compose_panel(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let height = ui.available_height();
    let structured = form.compose.is_form();
    let wanted = if structured { FORM_SHARE * height } else { TEXT_PX };
    Panel::bottom(Id::new(("compose", structured)))
        .resizable(true)
        .default_size(wanted)
        .size_range(LEAST_FORM_PX..=(height - LEAST_LIST_PX).max(LEAST_FORM_PX + 1.0))
        .frame(egui::Frame::new())
        .show(ui, |ui| compose::compose_ui(ui, look, &mut form.compose, &mut form.readers, intents));
}

/// Whether a clerk reads the cell's messages: as the scenario begins, and as was said since.
fn clerk(look: &Look<'_>, known: &mut Option<bool>) -> bool {
    let cell = look.frame().cell;
    let said = look.frame().events.iter().rev().find_map(|event| match event.what {
        What::Talk(talk::Event::Clerk { cell: of, on }) if of == cell => Some(on),
        _ => None,
    });
    *known = said.or(*known);
    known.unwrap_or(!look.brief.people.contains(&cell))
}

/// Does what was asked of a message.
fn grant(look: &Look<'_>, form: &mut Form, wish: Wish, intents: &mut Vec<Intent>) {
    let message = |number: u32| look.frame().messages.iter().find(|m| m.number == number);
    let mut ask = |ask: talk::Ask| intents.push(Intent::Ask(Ask::Talk(ask)));
    match wish {
        Wish::Read(number) => ask(talk::Ask::Read(number)),
        Wish::Acknowledge(number) => ask(talk::Ask::Acknowledge(number)),
        Wish::Reply(number) => message(number).into_iter().for_each(|m| form.compose.reply(m)),
        Wish::ReadBack(number) => message(number).into_iter().for_each(|m| form.compose.read_back(m)),
        Wish::Fold(number) => form.list.fold(number),
        Wish::Original(number) => form.list.original(number),
        Wish::Thread(number) => form.filter.thread = Some(number),
    }
}

#[cfg(test)]
mod played;
#[cfg(test)]
pub(crate) mod tests;
