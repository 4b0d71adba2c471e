//! From a core WebAssembly module to a component of the contract.

use std::path::Path;

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

use super::BuildError;
use crate::package::find::show;

/// The contract, as the SDK has it.
pub const WIT: &str = include_str!("../../../../plugin-sdk/wit/plugin.wit");

/// A component around a module that carries the description of its world. The error says what is missing.
pub fn encode(module: &[u8]) -> Result<Vec<u8>, String> {
    let encode = || ComponentEncoder::default().validate(true).module(module)?.encode();
    encode().map_err(|error| format!("{error:#}"))
}

/// A component around a module whose compiler knew nothing of components.
pub fn encode_as(mut module: Vec<u8>, world: &str) -> Result<Vec<u8>, String> {
    let mut resolve = Resolve::default();
    let embed = |resolve: &mut Resolve, module: &mut Vec<u8>| {
        let package = resolve.push_str("plugin.wit", WIT)?;
        let world = resolve.select_world(&[package], Some(world))?;
        embed_component_metadata(module, resolve, world, StringEncoding::UTF8)
    };
    embed(&mut resolve, &mut module).map_err(|error| format!("{error:#}"))?;
    encode(&module)
}

/// A module that is no component of its world.
pub fn refused(place: &Path, problem: String, hint: &'static str) -> BuildError {
    BuildError::NoComponent { place: show(place), problem, hint }
}
