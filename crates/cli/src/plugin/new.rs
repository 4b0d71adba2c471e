//! `sarex plugin new`.

use std::path::Path;

use sarex_plugin_host::{NewPlugin, create};

use crate::failure::Failure;

/// Makes a plugin, and says what to do next.
pub fn new(id: &str, language: &str, world: &str, parent: &Path) -> Result<(), Failure> {
    let created = create(&NewPlugin { id, language, world, parent }).map_err(Failure::input)?;
    println!("{}: {} files. Next:", created.dir.display(), created.files.len());
    created.next.iter().for_each(|line| println!("  {line}"));
    Ok(())
}
