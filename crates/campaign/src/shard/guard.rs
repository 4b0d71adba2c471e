//! What keeps one bad shard from failing a campaign: panics are caught, and a shard in which processes die is given up.
//!
//! Ballista fails a whole job at the first panic, and tries a shard that kills its process without end. So every start
//! leaves a mark that only an orderly end takes away, and three marks that stayed are enough.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

use super::work::{Done, Failed, work};

/// Processes that may die in a shard before it is given up.
const MOST_DEATHS: usize = 3;

/// A shard that has no part and will not get one by trying again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// Its number.
    pub shard: u64,
    /// Its row and seeds, and why.
    pub why: String,
}

/// Runs a shard whatever happens in it.
///
/// # Errors
/// Storage trouble, which is worth trying again elsewhere; everything else is a [`GivenUp`], kept in the folder.
pub fn guarded(folder: &Path, index: u64) -> std::io::Result<Result<Done, GivenUp>> {
    let tries = folder.join("tries");
    fs::create_dir_all(&tries)?;
    let dead = deaths(&tries, index);
    if dead >= MOST_DEATHS {
        return given(folder, index, format!("{dead} processes died in it"));
    }
    let mark = tries.join(format!("{index}-{}-{}-{}", host(), std::process::id(), now_ns()));
    fs::File::create(&mark)?;
    let worked = catch_unwind(AssertUnwindSafe(|| work(folder, index)));
    // If this fails, the worst is a death too many counted.
    let _ = fs::remove_file(&mark);
    match worked {
        Ok(Ok(done)) => Ok(Ok(done)),
        Ok(Err(Failed::Storage(error))) => Err(error),
        Ok(Err(Failed::Work(why))) => given(folder, index, why),
        Err(panic) => given(folder, index, format!("an error of the program itself: {}", said(&*panic))),
    }
}

fn given(folder: &Path, shard: u64, why: String) -> std::io::Result<Result<Done, GivenUp>> {
    let about = crate::job::Job::open(folder).ok().and_then(|job| job.about(shard));
    let given_up = GivenUp { shard, why: about.map_or_else(|| why.clone(), |about| format!("{about}: {why}")) };
    let failed = folder.join("failed");
    fs::create_dir_all(&failed)?;
    let json = serde_json::to_vec(&given_up).map_err(std::io::Error::other)?;
    crate::write::bytes(&failed.join(format!("{shard}.json")), &json)?;
    Ok(Err(given_up))
}

/// Every shard of a folder that was given up.
pub fn given_up(folder: &Path) -> Vec<GivenUp> {
    let entries = fs::read_dir(folder.join("failed")).into_iter().flatten().flatten();
    let read = |entry: fs::DirEntry| serde_json::from_slice(&fs::read(entry.path()).ok()?).ok();
    let mut all: Vec<GivenUp> = entries.filter_map(read).collect();
    all.sort_by_key(|given| given.shard);
    all
}

/// Forgets what was given up and who died, before it is tried again. Folders and marks of processes that live stay: another
/// client may be at work on the same campaign.
pub fn forget_failures(folder: &Path) -> std::io::Result<()> {
    for name in ["failed", "tries"] {
        let entries = match fs::read_dir(folder.join(name)) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries.flatten().filter(|entry| !alive(&entry.file_name().to_string_lossy())) {
            match fs::remove_file(entry.path()) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Marks of a shard whose process is not there any more.
fn deaths(tries: &Path, index: u64) -> usize {
    let prefix = format!("{index}-");
    let entries = fs::read_dir(tries).into_iter().flatten().flatten();
    let marks = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    marks.filter(|mark| mark.starts_with(&prefix) && !alive(mark)).count()
}

/// Whether the process of a mark (`shard-machine-process-time`) lives. Of one on another machine nobody here can tell: it counts as
/// dead.
fn alive(mark: &str) -> bool {
    let mut parts = mark.split('-').skip(1);
    let here = parts.next() == Some(&host());
    here && parts.next().is_some_and(|process| Path::new("/proc").join(process).exists())
}

/// The name of this machine, without `-`; empty where it cannot be asked so.
fn host() -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    name.trim().replace(['-', '/'], "_")
}

fn now_ns() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it said nothing").to_owned()
}
