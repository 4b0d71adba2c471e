//! Plugins as files: manifest, discovery, building, and whether a component is what its manifest says.

pub mod build;
pub mod find;
pub mod inspect;
pub mod language;
pub mod manifest;
pub mod script;
pub mod template;
