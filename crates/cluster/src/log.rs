//! What Ballista has to say, on standard error.

use log::{LevelFilter, Log, Metadata, Record};

struct ToStandardError;

impl Log for ToStandardError {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        eprintln!("{} {}: {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

/// Starts telling: everything, or errors alone.
pub fn start(verbose: bool) {
    // A second start in one process changes nothing.
    if log::set_logger(&ToStandardError).is_ok() {
        log::set_max_level(if verbose { LevelFilter::Info } else { LevelFilter::Off });
    }
}
