//! Detached signatures: `plugin.sig` beside `plugin.toml`, checked without a network.
//!
//! What is signed is this text, each line ended by a line feed, the names sorted:
//!
//! ```text
//! sarex-plugin-signature-v1
//! SHA-256 of the file, two spaces, name of the file
//! ...
//! ```
//!
//! The files that count are `plugin.toml` and the component: identity, limits, parameters and what runs. A README may
//! change. The first line keeps a signature from being taken for one of something else.

use std::collections::BTreeMap;
use std::path::Path;

use ed25519_dalek::Signature;
use serde::{Deserialize, Serialize};

use super::keys::{SecretKey, TrustedKey, TrustedKeys, bytes_of, fingerprint, public_key};
use crate::package::find::{PluginFile, read, sha256_hex, show};
use crate::package::manifest::Finding;
use crate::run::limits;

/// Name of the signature's file.
pub const FILE: &str = "plugin.sig";

const DOMAIN: &str = "sarex-plugin-signature-v1";

/// Name of each file that counts, and its SHA-256, hexadecimal.
pub type Hashes = BTreeMap<String, String>;

/// `plugin.sig`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    algorithm: String,
    key: String,
    signature: String,
    files: Hashes,
}

/// What the signature of a plugin is worth here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    Unsigned,
    /// There is one, and it does not hold.
    Broken(Finding),
    /// It holds, and nobody here trusts the key with this fingerprint.
    Unknown(String),
    /// A trusted key made it.
    Signed(TrustedKey),
}

impl Standing {
    /// Name of the trusted key that signed it.
    pub fn signer(&self) -> Option<&str> {
        match self {
            Standing::Signed(key) => Some(&key.name),
            _ => None,
        }
    }

    /// Why the signature does not hold; nothing when it does, or when there is none.
    pub fn broken(&self) -> Option<&Finding> {
        match self {
            Standing::Broken(finding) => Some(finding),
            _ => None,
        }
    }

    /// One line for people.
    pub fn in_words(&self) -> String {
        match self {
            Standing::Unsigned => "not signed".into(),
            Standing::Broken(finding) => format!("the signature does not hold: {} {}", finding.place, finding.problem),
            Standing::Unknown(key) => format!("signed by a key that nobody here trusts ({key})"),
            Standing::Signed(key) => format!("signed by {} ({}), key {}", key.name, key.nation, key.fingerprint()),
        }
    }

    /// What a person should know when a plugin of this folder is used; nothing when all is well, or when nobody claims
    /// to have signed it (the report says that).
    pub fn finding(&self, dir: &Path) -> Option<Finding> {
        match self {
            Standing::Broken(finding) => Some(finding.clone()),
            Standing::Unknown(_) => Some(Finding::new(
                show(&dir.join(FILE)),
                self.in_words(),
                "ask its maker for the key's file, compare the fingerprint over another line, then: sarex plugin trust FILE",
            )),
            Standing::Unsigned | Standing::Signed(_) => None,
        }
    }
}

impl PluginFile {
    /// What its signature is worth.
    pub fn standing(&self, trusted: &TrustedKeys) -> Standing {
        let path = self.dir.join(FILE);
        if !path.exists() {
            return Standing::Unsigned;
        }
        match read(&path, limits::MANIFEST_BYTES) {
            Ok(signature) => standing(&signature, &show(&self.dir), &self.hashes(), trusted),
            Err(finding) => Standing::Broken(finding),
        }
    }

    /// The files that count.
    pub fn hashes(&self) -> Hashes {
        // A script is signed as its file is; `sha256` also counts the engine that runs it here.
        let sha256 = self.script.as_ref().map_or_else(|| self.sha256.clone(), |text| sha256_hex(text.as_bytes()));
        let component = (self.manifest.plugin.payload().to_owned(), sha256);
        Hashes::from([component, ("plugin.toml".to_owned(), self.manifest_sha256.clone())])
    }
}

/// The text of a signature file for these files.
pub fn signature(files: Hashes, key: &SecretKey) -> String {
    let signature = key.sign(message(&files).as_bytes());
    let owner = &key.public;
    let written = Written { schema: 1, algorithm: "ed25519".into(), key: owner.key.clone(), signature, files };
    format!(
        "# Signed as \"{}\" ({}), key {}; plugins/README.md says what is signed.\n{}",
        owner.name,
        owner.nation,
        owner.fingerprint(),
        toml::to_string(&written).unwrap_or_default()
    )
}

fn message(files: &Hashes) -> String {
    let lines = files.iter().map(|(name, sha256)| format!("{sha256}  {name}\n"));
    format!("{DOMAIN}\n{}", lines.collect::<String>())
}

/// What the signature in `text` is worth for these files of `place`.
pub(crate) fn standing(text: &[u8], place: &str, files: &Hashes, trusted: &TrustedKeys) -> Standing {
    match verified(text, place, files) {
        Err(finding) => Standing::Broken(finding),
        Ok(key) => match trusted.owner(&key) {
            Some(owner) => Standing::Signed(owner.clone()),
            None => Standing::Unknown(fingerprint(&key)),
        },
    }
}

/// The public key that signed exactly these files.
fn verified(text: &[u8], place: &str, files: &Hashes) -> Result<String, Finding> {
    let at = |name: &str| format!("{place}/{name}");
    let bad = |problem: String| Finding::new(at(FILE), problem, "sign it anew: sarex plugin sign DIR --key FILE");
    let text = std::str::from_utf8(text).map_err(|_| bad("is not UTF-8 text".into()))?;
    let written: Written = toml::from_str(text).map_err(|error| bad(format!("cannot be read: {}", error.message())))?;
    if written.schema != 1 || written.algorithm != "ed25519" {
        let problem = format!("schema {} with {} is not known to this host", written.schema, written.algorithm);
        return Err(Finding::new(at(FILE), problem, "install a newer sarex"));
    }
    if let Some((name, _)) = files.iter().find(|(name, sha256)| written.files.get(*name) != Some(sha256)) {
        let what = if written.files.contains_key(name) { "was changed after it was signed" } else { "is not signed" };
        return Err(Finding::new(
            at(name),
            what,
            "take it from its maker again, or sign it anew if the change is yours",
        ));
    }
    if let Some(name) = written.files.keys().find(|name| !files.contains_key(*name)) {
        return Err(bad(format!("signs a file `{name}` that the plugin does not have")));
    }
    let key = public_key(&written.key).ok_or_else(|| bad("its key is no ed25519 key".into()))?;
    let signature =
        bytes_of(&written.signature).ok_or_else(|| bad("its signature is not 128 hexadecimal digits".into()))?;
    let holds = key.verify_strict(message(files).as_bytes(), &Signature::from_bytes(&signature));
    holds.map_err(|_| bad("was not made by its key for these files".into()))?;
    Ok(written.key)
}
