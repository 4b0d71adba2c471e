//! The plan of a large ensemble: the flags of `sarex drift`, and how it is cut.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::Parser;
use sarex_drift::{inputs::Args, pieces::Pieces};
use sarex_files::{checksum::sha256_hex, roots::Roots};
use serde::{Deserialize, Serialize};

use crate::plan::model;

/// Name of the plan in its folder.
pub const FILE: &str = "ensemble.json";

/// An ensemble that is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of this file: 1.
    pub format: u32,
    /// Version of the model.
    pub model: String,
    /// Flags of `sarex drift`, paths absolute.
    pub flags: Vec<String>,
    /// One hash of the data that it reads.
    pub data: String,
    /// Elements of all.
    pub elements: u64,
    /// Elements of a piece.
    pub elements_of_piece: u32,
    /// Number of pieces.
    pub pieces: u32,
    /// First element of each piece.
    pub firsts: Vec<u32>,
}

#[derive(Parser)]
#[command(name = "sarex campaign drift", no_binary_name = true)]
struct Flags {
    #[command(flatten)]
    args: Args,
}

/// The flags read.
///
/// # Errors
/// As clap says.
pub fn args(flags: &[String]) -> Result<Args, String> {
    Flags::try_parse_from(flags).map(|flags| flags.args).map_err(|e| e.to_string())
}

impl Plan {
    /// Plans an ensemble; every fault of its inputs comes at once.
    ///
    /// # Errors
    /// The faults.
    pub fn make(flags: &[OsString], elements_of_piece: u32) -> Result<(Self, Pieces), Vec<String>> {
        let flags: Vec<String> = flags.iter().map(|flag| absolute(&flag.to_string_lossy())).collect();
        let args = args(&flags).map_err(|e| vec![e])?;
        let pieces = Pieces::plan(&args, elements_of_piece)
            .map_err(|f| f.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let count = pieces.count();
        let plan = Self {
            format: 1,
            model: model(),
            data: data(&flags),
            elements: u64::from(pieces.elements(count.saturating_sub(1)).end),
            elements_of_piece,
            pieces: count,
            firsts: (0..count).map(|piece| pieces.elements(piece).start).collect(),
            flags,
        };
        Ok((plan, pieces))
    }

    /// Reads the plan of a folder.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let path = folder.join(FILE);
        let wrong = |why: String| format!("{}: {why}", path.display());
        let bytes = std::fs::read(&path).map_err(|e| wrong(format!("cannot be read: {e}")))?;
        let plan: Self =
            serde_json::from_slice(&bytes).map_err(|e| wrong(format!("is not the plan of an ensemble ({e})")))?;
        if plan.model != model() {
            return Err(wrong("was planned by another version\n  hint: use the same program everywhere".into()));
        }
        Ok(plan)
    }

    /// The ensemble itself, from the data of this machine.
    ///
    /// # Errors
    /// When the data are not those that were planned with.
    pub fn pieces(&self) -> Result<Pieces, String> {
        if data(&self.flags) != self.data {
            let hint = "copy case and maps/environment from the machine that planned";
            return Err(format!("the data here are not those that were planned with\n  hint: {hint}"));
        }
        let args = args(&self.flags)?;
        Pieces::plan(&args, self.elements_of_piece)
            .map_err(|findings| findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    /// Elements of a piece.
    pub fn elements_of(&self, index: u64) -> u64 {
        let first = |index: u64| self.firsts.get(index as usize).map_or(self.elements, |first| u64::from(*first));
        first(index + 1) - first(index)
    }

    /// What the counts of a piece depend on.
    pub fn key(&self, index: u64) -> String {
        let text = serde_json::to_string(&(&self.model, &self.flags, &self.data, self.elements_of_piece, index));
        sha256_hex(text.unwrap_or_default().as_bytes())
    }

    /// The file of a piece's counts.
    pub fn part(&self, folder: &Path, index: u64) -> Option<PathBuf> {
        let name = format!("{index:06}-{}.parquet", &self.key(index)[..24]);
        (index < u64::from(self.pieces)).then(|| folder.join("parts").join(name))
    }
}

/// A flag's value that names a file that is there, with its whole path: an executor works elsewhere.
fn absolute(flag: &str) -> String {
    let path = Path::new(flag);
    let whole = std::path::absolute(path).ok().filter(|_| path.is_file());
    whole.map_or_else(|| flag.to_owned(), |path| path.display().to_string())
}

/// One hash of the files that the flags name, and of the list of the shipped environment with its checksums.
fn data(flags: &[String]) -> String {
    let manifest = Roots::find().maps.join("environment").join("manifest.toml");
    let named = flags.iter().map(PathBuf::from).filter(|path| path.is_file());
    let hashes: Vec<String> =
        named.chain([manifest]).map(|file| sha256_hex(&std::fs::read(file).unwrap_or_default())).collect();
    sha256_hex(hashes.concat().as_bytes())
}
