//! `sarex plugin keygen`: a new pair of keys.

use std::path::Path;

use sarex_plugin_host::trust::keys::SecretKey;

use crate::failure::Failure;

/// Writes a secret key and the public file for partners.
pub fn keygen(name: &str, nation: &str, dir: &Path) -> Result<(), Failure> {
    let key = SecretKey::generate(name, nation).map_err(Failure::input)?;
    let (secret, public) = key.write(dir).map_err(Failure::input)?;
    println!("{}: keep it secret; sarex plugin sign DIR --key {}", secret.display(), secret.display());
    println!("{}: for partners; sarex plugin trust {}", public.display(), public.display());
    println!("fingerprint {}: partners compare it over another line", key.public.fingerprint());
    Ok(())
}
