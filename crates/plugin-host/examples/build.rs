//! `cargo run -p sarex-plugin-host --example build -- plugins/iamsar-patterns ...` does what `sarex plugin build` does,
//! without the rest of sarex.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut failed = false;
    for dir in std::env::args().skip(1) {
        match sarex_plugin_host::build::build_guest(Path::new(&dir), None) {
            Ok(report) => println!("{}  {} bytes  sha256 {}", report.component.display(), report.bytes, report.sha256),
            Err(error) => {
                eprintln!("{dir}: {error}");
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}
