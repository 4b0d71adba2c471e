//! `sarex plugin verify`: who made a plugin or a pack, without installing or running it.

use std::path::{Path, PathBuf};

use sarex_files::roots::Roots;
use sarex_plugin_host::trust::{keys::TrustedKeys, pack::Package, sign::Standing};

use super::folders;
use crate::failure::Failure;

/// Tells identity, hashes, handling marks and signature; only a trusted signature ends with status 0.
pub fn verify(roots: &Roots, plugin: &str) -> Result<(), Failure> {
    let path = PathBuf::from(plugin);
    let paths = if path.is_file() { vec![path] } else { folders(roots, &[plugin.to_owned()])? };
    let mut untrusted = Vec::new();
    for path in paths {
        let package = Package::open(&path).map_err(|findings| Failure::inputs(&findings))?;
        tell(&package);
        for (name, sha256) in package.hashes() {
            println!("  {sha256}  {name}");
        }
        if let Err(Failure::Findings(lines)) = standing(roots, &path, &package) {
            untrusted.extend(lines);
        }
    }
    if untrusted.is_empty() { Ok(()) } else { Err(Failure::Findings(untrusted)) }
}

/// Identity and handling marks.
pub fn tell(package: &Package) {
    let info = &package.manifest.plugin;
    println!("{} {}: {} ({}, {})", info.id, info.version, info.name, info.world, info.licence);
    let from = info.nation.iter().chain(&info.authors).cloned().collect::<Vec<_>>().join(", ");
    if !from.is_empty() {
        println!("  from {from}, as it says of itself");
    }
    let marks = package.manifest.handling.in_words();
    if !marks.is_empty() {
        println!("  HANDLING: {marks}");
    }
}

/// Tells the signature; an error when it is not a trusted one.
pub fn standing(roots: &Roots, path: &Path, package: &Package) -> Result<(), Failure> {
    let (trusted, findings) = TrustedKeys::find(&roots.plugins);
    findings.iter().for_each(|finding| eprintln!("{finding}"));
    let standing = package.standing(&trusted);
    println!("  {}", standing.in_words());
    match &standing {
        Standing::Signed(_) => Ok(()),
        Standing::Unsigned => Err(Failure::Findings(vec![format!(
            "{}: not signed (its maker signs it: sarex plugin sign DIR --key FILE)",
            path.display()
        )])),
        other => Err(Failure::Findings(other.finding(path).iter().map(ToString::to_string).collect())),
    }
}
