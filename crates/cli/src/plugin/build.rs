//! `sarex plugin build`.

use std::path::Path;

use sarex_files::roots::Roots;
use sarex_plugin_host::{PluginFile, build::build_guest};

use super::folders;
use crate::failure::Failure;

/// Builds plugins, or compares the committed components with what their sources build.
pub fn build(roots: &Roots, plugins: &[String], compare: bool) -> Result<(), Failure> {
    let mut different = Vec::new();
    for folder in folders(roots, plugins)? {
        if PluginFile::open(&folder).is_ok_and(|file| file.script.is_some()) {
            println!("{}: a script, nothing to build", folder.display());
            continue;
        }
        let aside = compare.then(|| std::env::temp_dir().join(format!("sarex-build-{}.wasm", std::process::id())));
        let built = build_guest(&folder, aside.as_deref()).map_err(Failure::input)?;
        match &aside {
            None => println!("{}", built.component.display()),
            Some(aside) => {
                let same = same_bytes(aside, &PluginFile::open(&folder).map_err(Failure::input)?.component);
                let _ = std::fs::remove_file(aside);
                if same {
                    println!("{}: the committed component is what its source builds", folder.display());
                } else {
                    different.push(format!(
                        "{}: the committed component is not what its source builds here\n  hint: `sarex plugin build {}` and commit it",
                        folder.display(),
                        folder.file_name().unwrap_or_default().to_string_lossy()
                    ));
                }
            }
        }
    }
    if different.is_empty() { Ok(()) } else { Err(Failure::Findings(different)) }
}

fn same_bytes(a: &Path, b: &Path) -> bool {
    matches!((std::fs::read(a), std::fs::read(b)), (Ok(a), Ok(b)) if a == b)
}
