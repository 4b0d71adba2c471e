//! Starts an executor again when it ends: one that the scheduler gave up ends by itself, and a shard may kill its process.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use sarex_headless::failure::Failure;

use crate::args::ExecutorArgs;

/// Pause before another start; longer after a start that did not last.
const PAUSE: Duration = Duration::from_millis(500);
const LONG_PAUSE: Duration = Duration::from_secs(5);
/// A process that lived so long had started well.
const LASTED: Duration = Duration::from_secs(30);
/// Starts in a row that did not last before somebody should look.
const SHORT_LIVES: u32 = 20;

/// Keeps an executor alive until this process is ended.
pub fn supervise(args: &ExecutorArgs) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(Failure::input)?;
    let mut short_lives = 0;
    loop {
        let begun = Instant::now();
        let mut command = Command::new(&program);
        command.args(std::env::args_os().skip(1)).arg("--once");
        end_with_parent(&mut command);
        let status =
            command.status().map_err(|e| Failure::input(format!("{}: cannot be started: {e}", program.display())))?;
        if status.code() == Some(2) && short_lives == 0 && begun.elapsed() < Duration::from_secs(2) {
            // Wrong arguments or a port in use: it has said so itself.
            return Err(Failure::Input(Vec::new()));
        }
        short_lives = if begun.elapsed() < LASTED { short_lives + 1 } else { 0 };
        if short_lives > SHORT_LIVES {
            return Err(Failure::input(format!(
                "the executor at port {} ended {SHORT_LIVES} times in a row soon after its start ({status})\n  hint: start it with \
                 --once --verbose to see why",
                args.port
            )));
        }
        eprintln!("executor at port {} ended ({status}); it is started again", args.port);
        std::thread::sleep(if short_lives > 3 { LONG_PAUSE } else { PAUSE });
    }
}

/// The executor does not outlive its supervisor (Linux).
#[cfg(target_os = "linux")]
fn end_with_parent(command: &mut Command) {
    // The parent's number goes along; the child looks now and then whether it is still its parent.
    command.env(PARENT, std::process::id().to_string());
}

#[cfg(not(target_os = "linux"))]
fn end_with_parent(_: &mut Command) {}

/// Variable with the number of the supervising process.
#[cfg(target_os = "linux")]
const PARENT: &str = "SAREX_SUPERVISOR";

/// Ends this process when the one that supervises it is gone.
pub fn watch_parent() {
    #[cfg(target_os = "linux")]
    if let Some(parent) = std::env::var(PARENT).ok().and_then(|number| number.parse::<u32>().ok()) {
        std::thread::spawn(move || {
            while std::os::unix::process::parent_id() == parent {
                std::thread::sleep(Duration::from_secs(1));
            }
            std::process::exit(0);
        });
    }
}
