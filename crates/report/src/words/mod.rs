//! What people read, in English, Korean and Japanese.
//!
//! The texts are Fluent files in `i18n/`, built into the program. Terms follow the glossary.

mod cells;
mod event;
mod figure;
mod josa;
mod language;
mod lever;
mod list;
mod message;
mod reason;
mod step;
mod talk;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
pub use language::{Language, UnknownLanguage};
pub use message::{Line, MessageFilter, Sheet};
use sarex_sim::{
    event::{EndReason, OrderKind},
    setup::{Class, Role, Text},
    view::Activity,
};

/// The words of one language. Share it behind an `Arc`; it is `Send` and `Sync`.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    metric: bool,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Words {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Isolation marks would show as boxes in some fonts, and no text here runs right to left.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            // Our own files, held by a test: of a faulty one the good entries are still used.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle, metric: false }
    }

    /// Distances in kilometres and speeds in kilometres an hour, or (as at first) in nautical miles and knots.
    pub fn set_metric(&mut self, metric: bool) {
        self.metric = metric;
    }

    /// Distances and speeds are metric.
    pub fn metric(&self) -> bool {
        self.metric
    }

    /// The language of these words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a text under this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The text under a key; the key itself when there is none.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text under a key with its arguments filled in; the key itself when there is none.
    pub fn with(&self, key: &str, arguments: &[(&str, String)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        // What is missing shows as {$name}; nothing else can be done about it here.
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new());
        match self.language {
            Language::Ko => josa::resolve(&text),
            Language::En | Language::Ja => text.into_owned(),
        }
    }

    /// The text under `prefix` and `name`, or `name` as it is when it is not one of ours.
    pub fn or_plain(&self, prefix: &str, name: &str) -> String {
        let key = format!("{prefix}-{name}");
        if self.has(&key) { self.get(&key) } else { name.to_owned() }
    }

    /// A scenario's text in this language.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.language.code())
    }

    /// The exercise marker, in this language and in English.
    pub fn marker(&self) -> String {
        let own = self.get("exercise-marker");
        match self.language {
            Language::En => own,
            Language::Ko | Language::Ja => format!("{own} / EXERCISE EXERCISE EXERCISE"),
        }
    }

    /// What a unit was ordered to do.
    pub fn order(&self, order: OrderKind) -> String {
        self.get(match order {
            OrderKind::Hold => "order-hold",
            OrderKind::GoTo => "order-go-to",
            OrderKind::Route => "order-route",
            OrderKind::Patrol => "order-patrol",
            OrderKind::Search => "order-search",
            OrderKind::Escort => "order-escort",
            OrderKind::ReturnToBase => "order-return-to-base",
            OrderKind::Recover => "order-recover",
            OrderKind::Investigate => "order-investigate",
        })
    }

    /// What a unit is doing.
    pub fn activity(&self, activity: Activity) -> String {
        self.get(match activity {
            Activity::Preparing => "activity-preparing",
            Activity::AtBase => "activity-at-base",
            Activity::Holding => "activity-holding",
            Activity::Transit => "activity-transit",
            Activity::Searching => "activity-searching",
            Activity::OnScene => "activity-on-scene",
            Activity::Recovering => "activity-recovering",
            Activity::Returning => "activity-returning",
            Activity::Patrolling => "activity-patrolling",
            Activity::Lost => "activity-lost",
        })
    }

    /// Kind of craft.
    pub fn class(&self, class: Class) -> String {
        self.get(match class {
            Class::Vessel => "class-vessel",
            Class::Helicopter => "class-helicopter",
            Class::Aeroplane => "class-aeroplane",
            Class::Drone => "class-drone",
        })
    }

    /// Role of a cell, with its abbreviation.
    pub fn role(&self, role: Role) -> String {
        self.get(match role {
            Role::Smc => "role-smc",
            Role::Rcc => "role-rcc",
            Role::Osc => "role-osc",
            Role::Aco => "role-aco",
            Role::ExerciseControl => "role-exercise-control",
            Role::Observer => "role-observer",
            Role::Facilitator => "role-facilitator",
            Role::Sru => "role-sru",
        })
    }

    /// Kind of message; one that a scenario made up is given back as it is.
    pub fn message_kind(&self, kind: &str) -> String {
        self.or_plain("kind", kind)
    }

    /// Search pattern; a plugin's own is given back as it is.
    pub fn pattern(&self, pattern: &str) -> String {
        self.or_plain("pattern", pattern)
    }

    /// Why an exercise ended.
    pub fn end_reason(&self, reason: EndReason) -> String {
        self.get(match reason {
            EndReason::Time => "end-time",
            EndReason::Serial => "end-serial",
            EndReason::Control => "end-control",
        })
    }

    /// Several names as one text.
    pub fn list(&self, names: &[String]) -> String {
        if names.is_empty() { self.get("none") } else { names.join(&self.get("list-separator")) }
    }
}

#[cfg(test)]
mod tests;
