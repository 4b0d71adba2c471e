//! Who made a plugin, and whether anybody here trusts them: keys, detached signatures, packs of one file.

pub mod keys;
pub mod pack;
pub mod sign;
mod unzip;
