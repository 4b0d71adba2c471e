//! Keys: a secret one to sign with, and the public ones that are trusted here.

use std::io::Write;
use std::path::{Path, PathBuf};

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::package::find::{read, sha256_hex, show};
use crate::package::manifest::{Finding, nations};
use crate::run::limits;

/// Name of the files that list trusted keys.
pub const TRUSTED: &str = "trusted-keys.toml";

/// A key whose signatures count here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedKey {
    /// What its owner is called; reports name it.
    pub name: String,
    /// ISO 3166-1 alpha-2 code of its owner.
    pub nation: String,
    /// The public key, hexadecimal.
    pub key: String,
}

impl TrustedKey {
    /// The short form that two people compare over another line: the first 16 digits of the key's SHA-256.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.key)
    }

    fn fault(&self) -> Option<(String, String)> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            return Some(("a key's name is not one line of 1 to 80 characters".into(), "name its owner".into()));
        }
        if let Some(hint) = nations::correction(&self.nation) {
            return Some((format!("\"{}\" is no ISO 3166-1 alpha-2 code", self.nation), hint));
        }
        let hint = "copy the whole file that `sarex plugin keygen` wrote";
        public_key(&self.key)
            .is_none()
            .then(|| (format!("the key of \"{}\" is no ed25519 key", self.name), hint.into()))
    }
}

/// The first 16 digits of a key's SHA-256, in fours.
pub(crate) fn fingerprint(key: &str) -> String {
    let digest = sha256_hex(&bytes_of::<32>(key).unwrap_or_default());
    [&digest[..4], &digest[4..8], &digest[8..12], &digest[12..16]].join("-")
}

/// A usable public key; those of small order, which anybody could sign for, are none.
pub(crate) fn public_key(hex: &str) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(&bytes_of(hex)?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// The bytes of lower-case hexadecimal digits.
pub(crate) fn bytes_of<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let lower = hex.len() == 2 * N && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let byte = |k: usize| u8::from_str_radix(hex.get(2 * k..2 * k + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = lower.then(|| (0..N).map(byte).collect())?;
    bytes?.try_into().ok()
}

pub(crate) fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file of keys: `trusted-keys.toml`, and the public file that `keygen` writes.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    schema: u32,
    #[serde(default)]
    key: Vec<TrustedKey>,
}

/// The keys that are trusted here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedKeys {
    keys: Vec<TrustedKey>,
}

impl TrustedKeys {
    /// Those of the plugins' folder and of the user, as far as the files are there; and what is wrong with them.
    pub fn find(plugins_dir: &Path) -> (Self, Vec<Finding>) {
        Self::read(&[Some(plugins_dir.join(TRUSTED)), user_file()].into_iter().flatten().collect::<Vec<_>>())
    }

    /// Those of these files; one that is not there holds none.
    pub fn read(files: &[PathBuf]) -> (Self, Vec<Finding>) {
        let (mut trusted, mut findings) = (Self::default(), Vec::new());
        for file in files.iter().filter(|file| file.exists()) {
            match keys_of(file) {
                Ok(keys) => findings.extend(keys.into_iter().filter_map(|key| trusted.add(key, file).err())),
                Err(finding) => findings.push(finding),
            }
        }
        (trusted, findings)
    }

    /// The owner of a public key, if it is trusted.
    pub fn owner(&self, key: &str) -> Option<&TrustedKey> {
        self.keys.iter().find(|trusted| trusted.key == key)
    }

    /// One name stands for one key, so that a report names one signer.
    fn add(&mut self, key: TrustedKey, file: &Path) -> Result<(), Finding> {
        if self.keys.iter().any(|known| known.name == key.name && known.key != key.key) {
            let problem = format!("another key is already trusted as \"{}\"; this one is not trusted", key.name);
            return Err(Finding::new(show(file), problem, "give one of the two another name"));
        }
        if self.owner(&key.key).is_none() {
            self.keys.push(key);
        }
        Ok(())
    }
}

/// The keys of a file, each of them sound.
pub fn keys_of(file: &Path) -> Result<Vec<TrustedKey>, Finding> {
    let text = String::from_utf8(read(file, limits::MANIFEST_BYTES)?).unwrap_or_default();
    let hint = "a file of keys has schema = 1 and [[key]] with name, nation and key; `sarex plugin keygen` writes one";
    let keys: KeyFile = toml::from_str(&text).map_err(|error| Finding::new(show(file), error.message(), hint))?;
    if keys.schema != 1 {
        let problem = format!("schema {} is not known to this host", keys.schema);
        return Err(Finding::new(show(file), problem, "write schema = 1, or install a newer sarex"));
    }
    match keys.key.iter().find_map(TrustedKey::fault) {
        Some((problem, hint)) => Err(Finding::new(show(file), problem, hint)),
        None => Ok(keys.key),
    }
}

/// The user's own `trusted-keys.toml`; none when there is no home.
pub fn user_file() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        folder("APPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
    };
    base.map(|base| base.join("sarex").join(TRUSTED))
}

/// Adds keys to a file of trusted keys, which is made when it is not there. Those already in it stay as they are.
///
/// # Errors
/// A name that already stands for another key, or a file that cannot be read or written.
pub fn trust(keys: &[TrustedKey], file: &Path) -> Result<Vec<TrustedKey>, Finding> {
    let known = if file.exists() { keys_of(file)? } else { Vec::new() };
    let mut trusted = TrustedKeys { keys: known };
    let before = trusted.keys.len();
    for key in keys {
        trusted.add(key.clone(), file)?;
    }
    let added = trusted.keys[before..].to_vec();
    if !added.is_empty() {
        let unwritable =
            |error: std::io::Error| Finding::new(show(file), format!("cannot be written: {error}"), "check the folder");
        let text = format!("# Keys whose signatures of plugins count here.\n{}", key_file(trusted.keys));
        file.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(unwritable)?;
        crate::trust::pack::write_whole(file, text.as_bytes()).map_err(unwritable)?;
    }
    Ok(added)
}

fn key_file(key: Vec<TrustedKey>) -> String {
    toml::to_string(&KeyFile { schema: 1, key }).unwrap_or_default()
}

/// A key to sign with.
pub struct SecretKey {
    /// Its public half.
    pub public: TrustedKey,
    key: SigningKey,
}

/// The file of a secret key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretFile {
    schema: u32,
    name: String,
    nation: String,
    key: String,
    secret: String,
}

impl SecretKey {
    /// A new key from the random source of the system.
    ///
    /// # Errors
    /// A name or nation that cannot be, or a system without random numbers.
    pub fn generate(name: &str, nation: &str) -> Result<Self, Finding> {
        let mut secret = [0; 32];
        let no_random =
            |error| Finding::new("the random source of the system", format!("{error}"), "see your system's manual");
        getrandom::fill(&mut secret).map_err(no_random)?;
        let key = SigningKey::from_bytes(&secret);
        let public =
            TrustedKey { name: name.into(), nation: nation.into(), key: hex_of(key.verifying_key().as_bytes()) };
        match public.fault() {
            Some((problem, hint)) => Err(Finding::new("sarex plugin keygen", problem, hint)),
            None => Ok(Self { public, key }),
        }
    }

    /// Reads a secret key. On Unix its file must be for its owner's eyes only.
    pub fn read(file: &Path) -> Result<Self, Finding> {
        let text = String::from_utf8(read(file, limits::MANIFEST_BYTES)?).unwrap_or_default();
        check_private(file)?;
        let hint = "give the NAME.secret.toml that `sarex plugin keygen` wrote";
        let bad = |problem: &str| Finding::new(show(file), problem, hint);
        let written: SecretFile = toml::from_str(&text).map_err(|_| bad("is no file of a secret key"))?;
        let secret = bytes_of(&written.secret).ok_or_else(|| bad("its secret is not 64 hexadecimal digits"))?;
        let key = SigningKey::from_bytes(&secret);
        let public = TrustedKey { name: written.name, nation: written.nation, key: written.key };
        if written.schema != 1 || public.key != hex_of(key.verifying_key().as_bytes()) || public.fault().is_some() {
            return Err(bad("its parts do not fit together"));
        }
        Ok(Self { public, key })
    }

    /// Writes `NAME.secret.toml` (readable by its owner alone) and `NAME.key.toml` for partners into a folder. Nothing
    /// is ever overwritten.
    pub fn write(&self, dir: &Path) -> Result<(PathBuf, PathBuf), Finding> {
        let name = &self.public.name;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !name.chars().all(plain) {
            let problem = format!("\"{name}\" cannot name a file");
            return Err(Finding::new("sarex plugin keygen", problem, "use letters a-z, digits, - and _"));
        }
        let (secret_path, public_path) =
            (dir.join(format!("{name}.secret.toml")), dir.join(format!("{name}.key.toml")));
        if let Some(there) = [&secret_path, &public_path].into_iter().find(|path| path.exists()) {
            return Err(Finding::new(
                show(there),
                "is already there",
                "choose another name or folder, or move it away",
            ));
        }
        let TrustedKey { name, nation, key } = self.public.clone();
        let public = format!(
            "# Public key of \"{name}\" for signatures of SAREX plugins: sarex plugin trust FILE\n# Compare over another line: {}\n{}",
            self.public.fingerprint(),
            key_file(vec![self.public.clone()])
        );
        let written = SecretFile { schema: 1, name, nation, key, secret: hex_of(self.key.as_bytes()) };
        let secret = format!(
            "# SECRET key of \"{}\". Whoever has it signs plugins in this name: keep it on one machine and out of every repository.\n{}",
            written.name,
            toml::to_string(&written).unwrap_or_default()
        );
        write_new(&secret_path, secret.as_bytes(), true)?;
        write_new(&public_path, public.as_bytes(), false)?;
        Ok((secret_path, public_path))
    }

    /// The signature of a message, hexadecimal.
    pub(crate) fn sign(&self, message: &[u8]) -> String {
        let signature: Signature = self.key.sign(message);
        hex_of(&signature.to_bytes())
    }
}

fn write_new(path: &Path, bytes: &[u8], private: bool) -> Result<(), Finding> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let written = options.open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| Finding::new(show(path), format!("cannot be written: {error}"), "check the folder"))
}

#[cfg(unix)]
fn check_private(file: &Path) -> Result<(), Finding> {
    let mode = std::fs::metadata(file).map(|data| std::os::unix::fs::PermissionsExt::mode(&data.permissions()));
    match mode {
        Ok(mode) if mode & 0o077 != 0 => {
            let problem = format!("others on this machine can read it (mode {:o})", mode & 0o777);
            Err(Finding::new(show(file), problem, format!("chmod 600 {}", file.display())))
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn check_private(_file: &Path) -> Result<(), Finding> {
    Ok(())
}
