//! `sarex plugin sign`: writes `plugin.sig` beside `plugin.toml`.

use std::path::Path;

use sarex_files::roots::Roots;
use sarex_plugin_host::trust::{keys::SecretKey, pack::Package, sign::FILE};

use super::folders;
use crate::{failure::Failure, outputs::write_whole};

/// Signs the plugin in a folder.
pub fn sign(roots: &Roots, plugin: &str, key: &Path) -> Result<(), Failure> {
    let key = SecretKey::read(key).map_err(Failure::input)?;
    for folder in folders(roots, &[plugin.to_owned()])? {
        let mut package = Package::open(&folder).map_err(|findings| Failure::inputs(&findings))?;
        write_whole(&folder.join(FILE), package.sign(&key).as_bytes())?;
        println!("{}: signed as {} ({})", folder.join(FILE).display(), key.public.name, key.public.fingerprint());
    }
    Ok(())
}
