//! `sarex desk --watch-plugins`: a plugin whose files change is read again at the next tick.

use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use sarex_session::{Beside, link::Request};
use sarex_sim::command::{Ask, Command};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_millis(300);

/// What is compared: name, size and time of change of the files that run.
type Stamp = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// Watches the folders of plugins (by number) until the session is over; `control` is the cell that asks.
pub fn start(folders: Vec<Option<PathBuf>>, control: u32, session: Beside) -> std::io::Result<()> {
    let watch = move || {
        let mut plugins: Vec<(u32, PathBuf, Stamp, Stamp)> = (0..)
            .zip(folders)
            .filter_map(|(number, folder)| {
                let folder = folder?;
                let now = stamp(&folder);
                Some((number, folder, now.clone(), now))
            })
            .collect();
        while !session.over() {
            std::thread::sleep(LOOK);
            for (number, folder, read, last) in &mut plugins {
                let now = stamp(folder);
                // Whoever writes may not be through: a change counts when it has come to rest.
                let changed = now != *read && now == *last;
                *last = now;
                if changed {
                    let command = Command { cell: control, action: Ask::ReloadPlugin(*number) };
                    if session.send(Request::Command(command)) == Some(true) {
                        read.clone_from(last);
                    }
                }
            }
        }
    };
    std::thread::Builder::new().name("sarex-watch".to_owned()).spawn(watch).map(drop)
}

fn stamp(folder: &Path) -> Stamp {
    let runs = |path: &Path| path.extension().is_some_and(|e| e == "wasm" || e == "js" || e == "toml");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|file| runs(&file.path()));
    let mut stamp: Stamp = files
        .filter_map(|file| {
            let about = file.metadata().ok()?;
            Some((file.path(), about.len(), about.modified().ok()))
        })
        .collect();
    stamp.sort();
    stamp
}
