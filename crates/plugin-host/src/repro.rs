//! `repro.json`: one call of a plugin, kept so that it can be made again alone.

mod exact;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sarex_sim::call::{Answer, Call};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::package::find::show;
use crate::package::manifest::Finding;
use crate::run::engine::Profile;
use crate::run::limits;

/// One call of a plugin: whose, under which terms, what was asked, what is on record, what came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repro {
    /// Version of this format: 1.
    pub schema: u32,
    /// Id of the plugin.
    pub plugin: String,
    /// SHA-256 of the component that gave the recorded answer, hexadecimal; empty when it is not known.
    pub sha256: String,
    /// Version of sarex that wrote this.
    pub host: String,
    /// How strictly floats were the same everywhere.
    pub profile: Profile,
    /// Seed of the run.
    pub seed: u64,
    /// Parameters of the run, defaults filled in.
    pub params: Vec<(String, f64)>,
    /// Text of a script plugin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// Why it was kept.
    pub why: String,
    /// Exercise tick of the call.
    pub tick: u64,
    /// The unit it is about, when it is about one.
    pub unit: Option<u32>,
    /// What was asked.
    pub call: Call,
    /// The answer on record.
    pub recorded: Recorded,
    /// The answer when this was written, when it was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub got: Option<Answer>,
}

/// An answer as it was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recorded {
    /// The whole answer, to the last bit.
    Whole(Answer),
    /// What a recording keeps of a step: helms rounded to 0.1 degree and 0.01 m/s, no state.
    Journal(Answer),
}

/// Under which terms a plugin runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Id of the plugin.
    pub plugin: String,
    /// SHA-256 of its component, hexadecimal.
    pub sha256: String,
    /// How strictly floats are the same everywhere.
    pub profile: Profile,
    /// Seed of the run.
    pub seed: u64,
    /// Parameters of the run, defaults filled in.
    pub params: Vec<(String, f64)>,
    /// Text of a script plugin.
    pub script: Option<String>,
}

/// One field in which two answers differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Which field, for example `step.helm[0].heading_deg`.
    pub field: String,
    /// What is on record; none: nothing.
    pub recorded: Option<Value>,
    /// What came out; none: nothing.
    pub got: Option<Value>,
}

impl Repro {
    /// Keeps a call with its answer on record.
    pub fn new(terms: &Terms, call: Call, recorded: Recorded, why: impl Into<String>) -> Self {
        Self {
            schema: 1,
            plugin: terms.plugin.clone(),
            sha256: terms.sha256.clone(),
            host: format!("sarex {}", env!("CARGO_PKG_VERSION")),
            profile: terms.profile,
            seed: terms.seed,
            params: terms.params.clone(),
            script: terms.script.clone(),
            why: why.into(),
            tick: call.tick(),
            unit: call.unit(),
            call,
            recorded,
            got: None,
        }
    }

    /// Reads one; floats come back to the last bit.
    pub fn open(path: &Path) -> Result<Self, Finding> {
        let unusable =
            |problem: String| Finding::new(show(path), problem, "give a repro.json or a case that sarex wrote");
        let size = std::fs::metadata(path).map_err(|error| unusable(format!("cannot be read: {error}")))?.len();
        if size > limits::REPRO_BYTES {
            return Err(unusable(format!("has {size} bytes; at most {} are read", limits::REPRO_BYTES)));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unusable(format!("cannot be read: {error}")))?;
        let repro: Self = exact::read(&text).map_err(|error| unusable(error.to_string()))?;
        if repro.schema == 1 { Ok(repro) } else { Err(unusable(format!("schema {} is not known", repro.schema))) }
    }

    /// As a file holds it.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// A name for its file.
    pub fn file_name(&self) -> String {
        format!("repro-{}-{}.json", self.plugin, self.tick)
    }

    /// Where an answer of now differs from the one on record, field by field.
    pub fn differences(&self, got: &Answer) -> Vec<Difference> {
        let (recorded, got) = match (&self.recorded, got) {
            (Recorded::Whole(recorded), got) => (recorded, got.clone()),
            (Recorded::Journal(recorded), Answer::Step(out)) => {
                let mut out = out.clone();
                sarex_sim::journal::quantise(&mut out);
                out.state.clear();
                (recorded, Answer::Step(out))
            }
            (Recorded::Journal(recorded), got) => (recorded, got.clone()),
        };
        if recorded.same_bits(&got) {
            return Vec::new();
        }
        let mut found = Vec::new();
        compare("", serde_json::to_value(recorded).ok(), serde_json::to_value(&got).ok(), &mut found);
        found
    }
}

fn compare(field: &str, recorded: Option<Value>, got: Option<Value>, found: &mut Vec<Difference>) {
    match (recorded, got) {
        (Some(Value::Object(old)), Some(Value::Object(mut new))) => {
            let dot = if field.is_empty() { "" } else { "." };
            for (key, old) in old {
                let new = new.remove(&key);
                compare(&format!("{field}{dot}{key}"), Some(old), new, found);
            }
            for (key, new) in new {
                compare(&format!("{field}{dot}{key}"), None, Some(new), found);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            for index in 0..old.len().max(new.len()) {
                compare(&format!("{field}[{index}]"), old.get(index).cloned(), new.get(index).cloned(), found);
            }
        }
        // As text, so that -0 is not 0.
        (recorded, got) if recorded.as_ref().map(Value::to_string) != got.as_ref().map(Value::to_string) => {
            found.push(Difference { field: field.into(), recorded, got });
        }
        _ => {}
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = |value: &Option<Value>| value.as_ref().map_or("nothing".to_string(), Value::to_string);
        write!(f, "{}: recorded {}, got {}", self.field, text(&self.recorded), text(&self.got))
    }
}

/// The calls that went wrong in a run, one for each kind of fault. Whoever holds a copy can take them.
#[derive(Clone, Debug, Default)]
pub struct Repros(Arc<Mutex<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    kept: Vec<Repro>,
    /// Plugin and kind of every fault that was ever kept.
    known: Vec<(String, String)>,
}

impl Repros {
    /// Those since this was last called.
    pub fn take(&self) -> Vec<Repro> {
        std::mem::take(&mut self.shelf().kept)
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the call unless one of its kind was kept already.
    pub(crate) fn keep(&self, terms: &Terms, reason: &str, call: impl FnOnce() -> Call) {
        let kind = (terms.plugin.clone(), reason.chars().filter(|c| !c.is_ascii_digit()).collect::<String>());
        let mut shelf = self.shelf();
        if shelf.known.len() >= limits::REPROS || shelf.known.contains(&kind) {
            return;
        }
        shelf.known.push(kind);
        let recorded = Recorded::Whole(Answer::Fault(reason.into()));
        shelf.kept.push(Repro::new(terms, call(), recorded, format!("fault: {reason}")));
    }
}
