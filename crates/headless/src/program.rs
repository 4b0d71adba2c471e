//! What every program here does at its start and its end.

use std::process::ExitCode;

use crate::failure::Failure;

/// Carries out what a program was asked for: exit status 0 done, 1 findings, 2 bad input. An error of the program itself is told
/// in a line that can be reported; `kept` says what of the user's is safe.
pub fn run(kept: &'static str, asked: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    std::panic::set_hook(Box::new(move |info| {
        // Whoever read our output has closed it (`sarex ... | head`): there is nobody left to tell.
        if info.payload_as_str().is_some_and(|text| text.contains("Broken pipe")) {
            std::process::exit(0);
        }
        let place = info.location().map_or_else(String::new, |l| format!(" ({}:{})", l.file(), l.line()));
        eprintln!("sarex: an error of the program itself{place}; {kept}");
        eprintln!("       please report it with this line: {info}");
    }));
    match asked() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.status())
        }
    }
}
