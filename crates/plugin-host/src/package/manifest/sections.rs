//! The smaller sections of a manifest, and what cannot stand in them.

use serde::{Deserialize, Serialize};

use super::nations;
use super::place::closest;

/// A fault: the key that it is about, what is wrong, what to do.
pub(super) type Fault = (String, String, String);

fn fault(key: &str, problem: impl Into<String>, hint: impl Into<String>) -> Fault {
    (key.into(), problem.into(), hint.into())
}

/// `[api]`: which host it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Api {
    /// Least version of sarex, for example `0.1.0`.
    pub min_host: Option<String>,
}

impl Api {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let host = env!("CARGO_PKG_VERSION");
        let Some(wanted) = &self.min_host else { return Vec::new() };
        match (version(wanted), version(host)) {
            (None, _) => vec![fault("min_host", format!("\"{wanted}\" is no version"), "write min_host = \"0.1.0\"")],
            (wants, offers) if wants > offers => {
                let problem = format!("wants sarex {wanted} or newer; this is sarex {host}");
                let hint =
                    format!("install sarex {wanted} (`sarex --version` tells yours), or ask for a build for {host}");
                vec![fault("min_host", problem, hint)]
            }
            _ => Vec::new(),
        }
    }
}

/// Three numbers of a version, compared in their order.
fn version(text: &str) -> Option<[u64; 3]> {
    let numbers: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// `[signals]`: which observables a behaviour may ask for beside those of the contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signals {
    /// Names of signals.
    pub wants: Vec<String>,
}

impl Signals {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let offered: Vec<&str> = sarex_sim::signals::names().collect();
        let unknown = self.wants.iter().filter(|name| !offered.contains(&name.as_str()));
        let told = unknown.map(|name| {
            let near = closest(name, &offered).map(|near| format!("did you mean \"{near}\"?"));
            let hint = near.unwrap_or_else(|| format!("this host offers {}", offered.join(", ")));
            fault("wants", format!("this host has no signal \"{name}\""), hint)
        });
        told.collect()
    }
}

/// `[handling]`: who may see it. Told to whoever installs it; the host cannot enforce it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Handling {
    /// The marking, in the words of the nation that brings it.
    pub classification: Option<String>,
    /// ISO 3166-1 alpha-2 codes of the nations that may have it; empty: not said.
    pub releasable_to: Vec<String>,
}

impl Handling {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let nations = self.releasable_to.iter().filter_map(|code| nation_fault("releasable_to", code));
        nations.chain(self.classification.as_deref().and_then(|text| text_fault("classification", text))).collect()
    }

    /// `RESTRICTED, releasable to KR, JP`; empty when nothing is said.
    pub fn in_words(&self) -> String {
        let release =
            (!self.releasable_to.is_empty()).then(|| format!("releasable to {}", self.releasable_to.join(", ")));
        let parts: Vec<String> = self.classification.iter().cloned().chain(release).collect();
        parts.join(", ")
    }
}

/// `[conformance]`: what its maker says that `sarex plugin check` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Conformance {
    /// `L0` to `L4`.
    pub level: Option<String>,
    /// SHA-256 of the report, hexadecimal.
    pub report_sha256: Option<String>,
}

impl Conformance {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let level = self.level.as_deref().filter(|level| !["L0", "L1", "L2", "L3", "L4"].contains(level));
        let level =
            level.map(|level| fault("level", format!("there is no level \"{level}\""), "write L0, L1, L2, L3 or L4"));
        let hash = self.report_sha256.as_deref().filter(|hash| !is_sha256(hash));
        let hash =
            hash.map(|_| fault("report_sha256", "is no SHA-256", "write 64 hexadecimal digits (sha256sum FILE)"));
        level.into_iter().chain(hash).collect()
    }
}

/// `[build]`: how the component was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Build {
    /// Compilers and tools with their versions.
    pub tools: Vec<String>,
    /// Where the sources are.
    pub source_url: Option<String>,
    /// The same sources and tools give the same bytes.
    pub reproducible: Option<bool>,
}

impl Build {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let tools = self.tools.iter().filter_map(|tool| text_fault("tools", tool));
        tools.chain(self.source_url.as_deref().and_then(|url| text_fault("source_url", url))).collect()
    }
}

/// A code that is no nation's.
pub(super) fn nation_fault(key: &str, code: &str) -> Option<Fault> {
    nations::correction(code).map(|hint| fault(key, format!("\"{code}\" is no ISO 3166-1 alpha-2 code"), hint))
}

/// A text that could write over a terminal, or fill it.
pub(super) fn text_fault(key: &str, text: &str) -> Option<Fault> {
    let bad = text.chars().any(char::is_control) || text.chars().count() > 500;
    bad.then(|| fault(key, "is not one line of at most 500 characters", "leave line breaks and control characters out"))
}

/// A name that is safe as a folder's on every system.
pub(crate) fn id_fault(id: &str) -> Option<Fault> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let bad = id.is_empty() || id.len() > 48 || !id.chars().all(good);
    bad.then(|| fault("id", format!("\"{id}\" is no id"), "use 1 to 48 letters a-z, digits, - and _"))
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
