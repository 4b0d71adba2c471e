//! Setups in a campaign's folder: in pieces named by their hash, for rows mostly differ in little and share land and weather.

use std::{
    io::{Read, Write},
    path::Path,
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use sarex_files::checksum::sha256_hex;
use sarex_model::{field::FieldStack, land::LandMask};
use sarex_sim::setup::Setup;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Most bytes of a piece once unpacked: four times the largest field that a scenario may crop.
const PIECE_BYTES: u64 = 256 << 20;

/// A setup that is kept, by the hashes of its pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    land: String,
    wind: String,
    current: String,
    rest: String,
}

impl Stored {
    /// Keeps a setup in a folder; pieces that are there already are left alone.
    pub fn write(mut setup: Setup, folder: &Path) -> Result<Self, String> {
        let folder = folder.join("setups");
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: cannot be made: {e}", folder.display()))?;
        // Seeds are of the runs.
        setup.seed = 0;
        let land = std::mem::take(&mut setup.land);
        let wind = std::mem::take(&mut setup.environment.wind);
        let current = std::mem::take(&mut setup.environment.current);
        Ok(Self {
            land: put(&folder, &land)?,
            wind: put(&folder, &wind)?,
            current: put(&folder, &current)?,
            rest: put(&folder, &setup)?,
        })
    }

    /// The setup again.
    pub fn read(&self, folder: &Path) -> Result<Setup, String> {
        let folder = folder.join("setups");
        let mut setup: Setup = get(&folder, &self.rest)?;
        setup.land = get::<LandMask>(&folder, &self.land)?;
        setup.environment.wind = get::<FieldStack>(&folder, &self.wind)?;
        setup.environment.current = get::<FieldStack>(&folder, &self.current)?;
        Ok(setup)
    }

    /// One text for the whole setup.
    pub fn hash(&self) -> String {
        [&self.land, &self.wind, &self.current, &self.rest].map(String::as_str).join(" ")
    }

    #[cfg(test)]
    pub(super) fn of_hashes(name: &str) -> Self {
        let name = || name.to_owned();
        Self { land: name(), wind: name(), current: name(), rest: name() }
    }
}

fn put(folder: &Path, value: &impl Serialize) -> Result<String, String> {
    let bytes = postcard::to_stdvec(value).map_err(|e| format!("a setup cannot be kept: {e}"))?;
    let name = sha256_hex(&bytes);
    let path = folder.join(&name);
    if !path.exists() {
        crate::write::committed(&path, |file| {
            let mut packed = DeflateEncoder::new(file, Compression::fast());
            packed.write_all(&bytes)?;
            packed.finish().map(drop)
        })
        .map_err(|e| e.to_string())?;
    }
    Ok(name)
}

fn get<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, String> {
    let path = folder.join(name);
    let damaged = |why: String| format!("{}: {why}\n  hint: plan the campaign again in another folder", path.display());
    let file = std::fs::File::open(&path).map_err(|e| damaged(format!("a piece of the plan cannot be read ({e})")))?;
    let mut bytes = Vec::new();
    DeflateDecoder::new(file).take(PIECE_BYTES).read_to_end(&mut bytes).map_err(|e| damaged(e.to_string()))?;
    if sha256_hex(&bytes) != name {
        return Err(damaged("a piece of the plan is damaged".into()));
    }
    postcard::from_bytes(&bytes).map_err(|e| damaged(e.to_string()))
}
