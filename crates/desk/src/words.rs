//! What the desk says: the shared words of SAREX and the desk's own labels, in one language at a time.

use std::{collections::HashMap, ops::Deref};

use bevy::ecs::resource::Resource;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
pub use sarex_report::words::Language;
use sarex_report::words::Words;

/// The labels of a language, from one file for each subject.
fn source(language: Language) -> &'static str {
    macro_rules! files {
        ($code:literal) => {
            concat!(
                include_str!(concat!("../i18n/", $code, ".ftl")),
                "\n",
                include_str!(concat!("../i18n/", $code, ".control.ftl")),
                "\n",
                include_str!(concat!("../i18n/", $code, ".talk.ftl")),
                "\n",
                include_str!(concat!("../i18n/", $code, ".share.ftl")),
            )
        };
    }
    match language {
        Language::En => files!("en"),
        Language::Ko => files!("ko"),
        Language::Ja => files!("ja"),
    }
}

/// One language. Dereferences to the words that the report shares.
#[derive(Resource)]
pub struct Speech {
    words: Words,
    bundle: FluentBundle<FluentResource>,
    /// Labels without arguments, made once: panels ask for them every frame.
    labels: HashMap<String, String>,
}

impl Deref for Speech {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

impl Speech {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![Default::default()]);
        bundle.set_use_isolating(false);
        // Our own files, held by a test: of a faulty one the good entries are still used.
        let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
        let labels = keys(source(language))
            .filter_map(|key| {
                let pattern = bundle.get_message(key)?.value()?;
                Some((key.to_owned(), bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned()))
            })
            .collect();
        Self { words: Words::new(language), bundle, labels }
    }

    /// Whether distances and speeds are metric, as the viewing cell reads them.
    pub fn set_metric(&mut self, metric: bool) {
        self.words.set_metric(metric);
    }

    /// A label of the desk; the key itself when there is none.
    pub fn ui<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).map_or(key, String::as_str)
    }

    /// A label with its gaps filled.
    pub fn ui_with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else { return key.to_owned() };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }
}

/// Keys of a Fluent file, in its order.
fn keys(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|l| Some(l.split_once('=')?.0.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_keys_and_gaps() {
        let gaps = |language| -> Vec<(String, Vec<String>)> {
            let mut all: Vec<_> = source(language)
                .lines()
                .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|l| l.split_once('='))
                .map(|(key, text)| {
                    let mut names: Vec<_> =
                        text.split('$').skip(1).map(|t| t.split_whitespace().next().unwrap_or("").to_owned()).collect();
                    names.sort();
                    (key.trim().to_owned(), names)
                })
                .collect();
            all.sort();
            all
        };
        let english = gaps(Language::En);
        assert!(english.len() > 80, "{}", english.len());
        assert_eq!(english, gaps(Language::Ko));
        assert_eq!(english, gaps(Language::Ja));
    }

    #[test]
    fn files_are_without_fault() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(source(language).to_owned()).is_ok(), "{language}");
            let speech = Speech::new(language);
            assert_eq!(speech.labels.len(), keys(source(language)).count());
        }
    }

    /// Every key that the code asks for is there.
    #[test]
    fn no_label_is_missing() {
        let speech = Speech::new(Language::En);
        let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![src];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("sources are here").flatten() {
                let path = entry.path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        assert!(files.len() > 40, "{}", files.len());
        for file in files.iter().filter(|f| !f.ends_with("words.rs")) {
            let (name, text) = (file.display().to_string(), std::fs::read_to_string(file).unwrap_or_default());
            for part in text.split(".ui(\"").skip(1).chain(text.split(".ui_with(\"").skip(1)) {
                let key = part.split('"').next().unwrap_or("");
                assert!(speech.bundle.has_message(key), "{name} asks for {key}");
            }
        }
    }
}
