//! `sarex plugin pack`: a plugin as one file.

use std::path::{Path, PathBuf};

use sarex_files::roots::Roots;
use sarex_plugin_host::trust::{
    keys::{SecretKey, TrustedKeys},
    pack::Package,
    sign::Standing,
};

use super::{folders, verify};
use crate::{failure::Failure, outputs::write_whole};

/// Writes the pack of a plugin's folder, signed with `key` when one is given.
pub fn pack(roots: &Roots, plugin: &str, key: Option<&Path>, out: Option<&Path>) -> Result<(), Failure> {
    let key = key.map(SecretKey::read).transpose().map_err(Failure::input)?;
    for folder in folders(roots, &[plugin.to_owned()])? {
        let mut package = Package::open(&folder).map_err(|findings| Failure::inputs(&findings))?;
        if let Some(key) = &key {
            package.sign(key);
        }
        let standing = package.standing(&TrustedKeys::default());
        if let Standing::Broken(finding) = standing {
            return Err(Failure::input(finding));
        }
        let file = out.map_or_else(|| PathBuf::from(package.file_name()), Path::to_path_buf);
        write_whole(&file, &package.to_bytes().map_err(Failure::input)?)?;
        verify::tell(&package);
        println!("  {}", package.names().collect::<Vec<_>>().join(", "));
        if matches!(standing, Standing::Unsigned) {
            eprintln!("{}: is not signed; reports will say so (sarex plugin pack {plugin} --key FILE)", file.display());
        }
        println!("{}", file.display());
    }
    Ok(())
}
