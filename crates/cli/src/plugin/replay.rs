//! `sarex plugin replay`: one kept call made again, alone.

use std::path::Path;

use sarex_conformance::repro::{Replayed, replay as replay_alone};
use sarex_files::roots::Roots;
use sarex_plugin_host::{PluginFile, Recorded, Repro};
use serde_json::json;

use super::{folders, options};
use crate::failure::Failure;

/// Fields shown; a changed plan differs in thousands.
const MOST_FIELDS: usize = 40;

/// Makes the call again and tells recorded against got.
pub fn replay(roots: &Roots, path: &Path, plugin: Option<&str>, json: bool) -> Result<(), Failure> {
    let repro = Repro::open(path).map_err(Failure::input)?;
    let name = plugin.unwrap_or(&repro.plugin).to_owned();
    let folder = folders(roots, &[name])?.pop().unwrap_or_default();
    let file = PluginFile::open(&folder).map_err(Failure::input)?;
    let replayed = replay_alone(&repro, &file, &options()).map_err(Failure::input)?;
    if json {
        println!(
            "{}",
            json!({ "repro": path, "plugin": file.dir, "same": replayed.differences.is_empty(), "replayed": replayed })
        );
    } else {
        tell(&repro, &replayed);
    }
    match replayed.differences.len() {
        0 => Ok(()),
        _ if json => Err(Failure::Findings(Vec::new())),
        count => Err(Failure::Findings(vec![format!("{}: {count} fields differ", path.display())])),
    }
}

fn tell(repro: &Repro, replayed: &Replayed) {
    let unit = repro.unit.map_or_else(String::new, |unit| format!(", unit {unit}"));
    println!("plugin {}, {} at tick {}{unit}", repro.plugin, repro.call.name(), repro.tick);
    println!("  kept because: {}", repro.why);
    for changed in &replayed.changed {
        println!("  not as recorded: {changed}");
    }
    if matches!(repro.recorded, Recorded::Journal(_)) {
        println!("  compared as a recording keeps it: rounded to 0.1 degree and 0.01 m/s, without state");
    }
    let share = 100.0 * replayed.fuel as f64 / replayed.budget.max(1) as f64;
    println!("  fuel {} of {} ({share:.1} %)", replayed.fuel, replayed.budget);
    for line in &replayed.lines {
        println!("  log {:?}: {}", line.level, line.text);
    }
    if replayed.differences.is_empty() {
        println!("  same as recorded");
    }
    for difference in replayed.differences.iter().take(MOST_FIELDS) {
        println!("  {difference}");
    }
    if let Some(more) = replayed.differences.len().checked_sub(MOST_FIELDS).filter(|more| *more > 0) {
        println!("  ... and {more} more (--json has all)");
    }
}
