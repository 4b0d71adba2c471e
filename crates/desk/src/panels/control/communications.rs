//! How messages travel: a rule for a pair of cells, a channel, or all of them.

use bevy_egui::egui::{Button, ComboBox, DragValue, Ui};
use sarex_sim::{
    command::Ask,
    limits::{MAX_LINK_RULES, MAX_MESSAGE_DELAY_S},
    talk::{self, Channel, Link, LinkRule, Quality},
};

use super::parts;
use crate::{
    intent::Intent,
    panels::{Look, list},
};

/// What the form holds.
#[derive(Default)]
pub struct Form {
    pub link: Link,
    pub quality: Quality,
    /// The link whose rule in force stands in `quality`.
    loaded: Option<Link>,
}

impl Form {
    /// Another link: the form starts from the rule that it has, for a rule replaces the one before it.
    fn load(&mut self, rules: &[LinkRule]) {
        if self.loaded != Some(self.link) {
            self.loaded = Some(self.link);
            self.quality = in_force(rules, &self.link);
        }
    }

    /// The rule, once it says something new and there is room for it.
    fn rule(&self, rules: &[LinkRule]) -> Option<LinkRule> {
        let known = rules.iter().any(|rule| rule.link == self.link);
        let room = known || rules.len() < MAX_LINK_RULES;
        let two = self.link.a.is_none() || self.link.a != self.link.b;
        let new = in_force(rules, &self.link) != self.quality;
        (room && two && new).then_some(LinkRule { link: self.link, quality: self.quality })
    }
}

/// What the rule for this very link says; nothing where there is none.
fn in_force(rules: &[LinkRule], link: &Link) -> Quality {
    rules.iter().find(|rule| rule.link == *link).map_or_else(Quality::default, |rule| rule.quality)
}

pub fn communications_ui(ui: &mut Ui, look: &Look<'_>, form: &mut Form, intents: &mut Vec<Intent>) {
    let rules: &[LinkRule] = look.frame().truth.as_ref().map_or(&[], |truth| &truth.links);
    link_ui(ui, look, &mut form.link);
    form.load(rules);
    let quality = &mut form.quality;
    list(ui, "control-quality", |ui| {
        delay_ui(ui, look, "ctl-delay", &mut quality.delay_s);
        share_ui(ui, look, "ctl-loss", &mut quality.loss);
        delay_ui(ui, look, "ctl-interpret", &mut quality.interpret_s);
        share_ui(ui, look, "ctl-mishear", &mut quality.mishear);
        ui.label(look.weak(look.say.ui("ctl-through")));
        ui.horizontal(|ui| {
            for (cut, key) in [(None, "ctl-as-is"), (Some(true), "ctl-link-cut"), (Some(false), "ctl-link-open")] {
                ui.selectable_value(&mut quality.cut, cut, look.say.ui(key));
            }
        });
        ui.end_row();
    });
    if let Some(channel) = form.link.channel.and_then(|channel| look.brief.channels.get(channel as usize)) {
        channel_ui(ui, look, channel);
    }
    let ask = form.rule(rules).map(|rule| Ask::Talk(talk::Ask::Model(rule)));
    parts::ask_if(ui, look, Button::new(look.say.ui("apply")), ask, "ctl-link-needs", intents);
}

fn link_ui(ui: &mut Ui, look: &Look<'_>, link: &mut Link) {
    let cells = look.brief.cells.len() as u32;
    let bounded = |cell: Option<u32>| cell.filter(|cell| *cell < cells);
    (link.a, link.b) = (bounded(link.a), bounded(link.b));
    link.channel = link.channel.filter(|channel| (*channel as usize) < look.brief.channels.len());
    ui.horizontal_wrapped(|ui| {
        parts::cell_choice(ui, look, "link-a", "ctl-every-cell", 0..cells, &mut link.a);
        ui.label("–");
        parts::cell_choice(ui, look, "link-b", "ctl-every-cell", 0..cells, &mut link.b);
        let every = look.say.ui("ctl-every-channel");
        let name = link.channel.map_or_else(|| every.to_owned(), |channel| look.say.channel(channel, look.brief));
        ComboBox::from_id_salt("link-channel").selected_text(name).width(150.0).truncate().show_ui(ui, |ui| {
            ui.selectable_value(&mut link.channel, None, every);
            for channel in 0..look.brief.channels.len() as u32 {
                ui.selectable_value(&mut link.channel, Some(channel), look.say.channel(channel, look.brief));
            }
        });
    });
}

/// Minutes, or as the channel has it.
fn delay_ui(ui: &mut Ui, look: &Look<'_>, key: &str, value: &mut Option<u64>) {
    ui.label(look.weak(look.say.ui(key)));
    ui.horizontal(|ui| {
        let mut set = value.is_some();
        if ui.checkbox(&mut set, "").changed() {
            *value = set.then_some(300);
        }
        let Some(seconds) = value else {
            parts::small(ui, look, look.say.ui("ctl-as-is"));
            return;
        };
        let mut minutes = *seconds as f64 / 60.0;
        let most = MAX_MESSAGE_DELAY_S as f64 / 60.0;
        if ui.add(DragValue::new(&mut minutes).range(0.0..=most).speed(0.5).suffix(" min").max_decimals(1)).changed() {
            *seconds = ((minutes * 60.0).round() as u64).min(MAX_MESSAGE_DELAY_S);
        }
    });
    ui.end_row();
}

/// Percent, or as the channel has it.
fn share_ui(ui: &mut Ui, look: &Look<'_>, key: &str, value: &mut Option<f64>) {
    ui.label(look.weak(look.say.ui(key)));
    ui.horizontal(|ui| {
        let mut set = value.is_some();
        if ui.checkbox(&mut set, "").changed() {
            *value = set.then_some(0.25);
        }
        let Some(share) = value else {
            parts::small(ui, look, look.say.ui("ctl-as-is"));
            return;
        };
        let mut percent = *share * 100.0;
        if ui.add(DragValue::new(&mut percent).range(0.0..=100.0).suffix(" %").max_decimals(0)).changed() {
            *share = (percent / 100.0).clamp(0.0, 1.0);
        }
    });
    ui.end_row();
}

/// What the channel itself has, and how far it reaches.
fn channel_ui(ui: &mut Ui, look: &Look<'_>, channel: &Channel) {
    let say = look.say;
    let reach = match (channel.range_m, channel.carrier) {
        (Some(range_m), _) => say.distance(range_m),
        (None, talk::Carrier::Vhf) => say.ui("ctl-horizon").to_owned(),
        (None, _) => say.ui("unlimited").to_owned(),
    };
    let quality = say.quality(&channel.quality);
    let text = say.ui_with("ctl-channel", &[("quality", &quality), ("reach", &reach)]);
    parts::small(ui, look, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(a: u32, delay_s: u64) -> LinkRule {
        let quality = Quality { delay_s: Some(delay_s), ..Quality::default() };
        LinkRule { link: Link { a: Some(a), ..Link::default() }, quality }
    }

    #[test]
    fn a_link_comes_with_its_rule_and_asks_only_for_something_new() {
        let rules = [rule(0, 600)];
        let mut form = Form { link: rules[0].link, ..Form::default() };
        form.load(&rules);
        assert_eq!(form.quality.delay_s, Some(600));
        assert_eq!(form.rule(&rules), None, "that is in force already");
        form.quality.loss = Some(0.5);
        form.load(&rules);
        assert_eq!(form.rule(&rules).map(|r| r.quality.loss), Some(Some(0.5)), "what is typed stays");
        form.link = Link::default();
        form.load(&rules);
        assert_eq!((form.quality, form.rule(&rules)), (Quality::default(), None));
    }

    #[test]
    fn no_rule_for_a_cell_with_itself_nor_beyond_the_limit() {
        let quality = Quality { cut: Some(true), ..Quality::default() };
        let link = Link { channel: None, a: Some(1), b: Some(1) };
        assert_eq!(Form { link, quality, loaded: Some(link) }.rule(&[]), None);
        let full: Vec<LinkRule> = (0..MAX_LINK_RULES as u32).map(|a| rule(a + 10, 1)).collect();
        let one = Form { link: Link { a: Some(1), ..Link::default() }, quality, loaded: None };
        assert_eq!(one.rule(&full), None);
        assert!(one.rule(&full[1..]).is_some());
        assert!(Form { link: full[0].link, quality, loaded: None }.rule(&full).is_some(), "a known link has its place");
    }
}
