//! `sarex plugin install`: puts a pack into the folder of plugins.

use std::path::Path;

use sarex_files::roots::Roots;
use sarex_plugin_host::trust::pack::{Installed, Package};

use super::verify;
use crate::failure::Failure;

/// Installs a pack; another plugin of its id is replaced only by force.
pub fn install(roots: &Roots, file: &Path, force: bool) -> Result<(), Failure> {
    if !file.is_file() {
        let hint = "give a .sarexplugin file (`sarex plugin pack DIR` makes one)";
        return Err(Failure::input(format!("{}: there is no such file ({hint})", file.display())));
    }
    let package = Package::open(file).map_err(|findings| Failure::inputs(&findings))?;
    verify::tell(&package);
    if let Err(Failure::Findings(lines)) = verify::standing(roots, file, &package) {
        lines.iter().for_each(|line| eprintln!("{line}"));
    }
    let id = &package.manifest.plugin.id;
    match package.install(&roots.plugins, force).map_err(Failure::input)? {
        Installed::New(target) => println!("{}: installed; sarex plugin check {id}", target.display()),
        Installed::Replaced(target) => println!("{}: replaced; sarex plugin check {id}", target.display()),
        Installed::AlreadyThere(target) => println!("{}: the very same is there already", target.display()),
    }
    Ok(())
}
