//! `sarex plugin dev`: whenever the plugin's sources change, it is built, loaded, checked, scored and drawn again.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use sarex_conformance::quality::{Case, Options};
use sarex_files::roots::Roots;
use sarex_plugin_host::{Language, PluginFile, build::build_guest};
use sarex_sim::setup::World;

use super::{folders, trial::Bench, trial::Loaded};
use crate::{args::DevArgs, failure::Failure, outputs};

/// How often the sources are looked at. Their times are compared, which needs no service of the system.
const LOOK: Duration = Duration::from_millis(200);
/// Files looked at, at most: a plugin has few.
const MOST_FILES: usize = 10_000;

/// Works on one plugin until it is interrupted, or once.
pub fn dev(roots: &Roots, args: &DevArgs) -> Result<(), Failure> {
    let folder = folders(roots, std::slice::from_ref(&args.plugin))?.remove(0);
    let id = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let id = id.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let out = args.out.clone().unwrap_or_else(|| Path::new("sarex-out/dev").join(&id));
    let case = Case::new(args.seed, args.case.max(1));
    let mut work = Work { roots, args, folder, out, case, bench: None };
    loop {
        let before = sources(&work.folder);
        let findings = work.round();
        if args.once {
            return if findings.is_empty() { Ok(()) } else { Err(Failure::Findings(findings)) };
        }
        findings.iter().for_each(|finding| eprintln!("{finding}"));
        println!("watching {}; end with Ctrl-C", work.folder.display());
        let changed = next_change(&work.folder, &before);
        println!("\n{changed} changed");
    }
}

struct Work<'a> {
    roots: &'a Roots,
    args: &'a DevArgs,
    folder: PathBuf,
    out: PathBuf,
    case: Case,
    /// Kept from the first round that needs it: cases and textbook do not change while the plugin does.
    bench: Option<Bench>,
}

impl Work<'_> {
    /// One round; what is wrong with the plugin.
    fn round(&mut self) -> Vec<String> {
        match self.load() {
            Err(finding) => vec![finding],
            Ok((file, plugin)) => {
                let report = timed("check", || sarex_conformance::check(&file, &super::quick_options()));
                println!("  {}", report.badge);
                let mut findings: Vec<String> = report.findings().iter().map(ToString::to_string).collect();
                match plugin.decl.world {
                    World::SearchPattern => findings.extend(self.patterns(&file, plugin)),
                    World::VesselBehaviour => behaviour(plugin, self.args.seed),
                    world => println!(
                        "  no score: only search patterns and vessel behaviours have one, not a {}",
                        world.name()
                    ),
                }
                findings
            }
        }
    }

    fn load(&self) -> Result<(PluginFile, Loaded), String> {
        let language = Language::of_folder(&self.folder);
        if language.is_some_and(|language| language != Language::JavaScript) {
            timed("build", || build_guest(&self.folder, None)).map_err(|error| error.to_string())?;
        }
        timed("load", || {
            let file = PluginFile::open(&self.folder).map_err(|finding| finding.to_string())?;
            let plugin = Loaded::of(&file)?;
            Ok((file, plugin))
        })
    }

    fn patterns(&mut self, file: &PluginFile, mut plugin: Loaded) -> Vec<String> {
        let patterns = match plugin.chosen(self.args.pattern.as_deref()) {
            Ok(patterns) => patterns,
            Err(text) => return vec![format!("{}: {text}", file.id)],
        };
        if self.bench.is_none() {
            let options =
                Options { seed: self.args.seed, cases: self.args.cases.clamp(1, 100_000), ..Options::default() };
            match timed("textbook", || Bench::set_up(self.roots, options)) {
                Ok(bench) => self.bench = Some(bench),
                Err(Failure::Input(lines) | Failure::Findings(lines)) => return lines,
            }
        }
        let Some(bench) = &self.bench else { return Vec::new() };
        let mut findings = Vec::new();
        for pattern in patterns {
            let score = timed(&format!("score {pattern}"), || plugin.score(bench, &pattern));
            println!("  {}", score.to_string().replace('\n', "\n  "));
            if score.planned == 0 {
                findings.push(format!("{}: {pattern}: {}", file.id, score.line()));
            }
            let drawn = timed("picture", || plugin.picture(&file.id, &pattern, &self.case, bench, &score));
            for log in plugin.host.take_logs() {
                println!("  {:?}: {}", log.line.level, log.line.text);
            }
            let path = self.out.join(format!("{}.png", file_name(&pattern)));
            match drawn {
                Err(reason) => {
                    findings.push(format!("{}: {pattern}: no picture of case {}: {reason}", file.id, self.case.number))
                }
                Ok((png, plan_s)) => match write(&path, &png) {
                    Err(Failure::Input(lines) | Failure::Findings(lines)) => findings.extend(lines),
                    Ok(()) => println!("  {} (plan in {:.1} ms)", path.display(), 1e3 * plan_s),
                },
            }
        }
        findings
    }
}

fn behaviour(mut plugin: Loaded, seed: u64) {
    let score = timed("score", || plugin.behaviour(seed));
    println!("  {}", score.to_string().replace('\n', "\n  "));
}

fn write(path: &Path, png: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Failure::input(format!("{}: {error}", folder.display())))?;
    outputs::write_whole(path, png)
}

/// A pattern's name as a file's name.
fn file_name(pattern: &str) -> String {
    pattern.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect()
}

/// Says how long a step took.
fn timed<T>(step: &str, work: impl FnOnce() -> T) -> T {
    print!("{step}: ");
    // Who waits for a compiler wants to see what it waits for.
    let _ = std::io::stdout().flush();
    let started = Instant::now();
    let done = work();
    println!("{:.2} s", started.elapsed().as_secs_f64());
    done
}

/// Size and time of change of every source; what is built from them does not count.
fn sources(folder: &Path) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    let built_here = Language::of_folder(folder).is_some();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            let Ok(about) = entry.metadata() else { continue };
            let made = name.starts_with('.')
                || ["target", "node_modules", "sarex-out", "__pycache__"].contains(&name.as_ref())
                || (built_here && name.ends_with(".wasm"));
            if made || found.len() >= MOST_FILES {
                continue;
            }
            if about.is_dir() {
                folders.push(path);
            } else {
                found.insert(path, (about.len(), about.modified().ok()));
            }
        }
    }
    found
}

/// Waits until a source differs; names one that does.
fn next_change(folder: &Path, before: &BTreeMap<PathBuf, (u64, Option<SystemTime>)>) -> String {
    loop {
        let now = sources(folder);
        let differs = now.iter().find(|(path, about)| before.get(*path) != Some(about)).map(|(path, _)| path);
        let gone = before.keys().find(|path| !now.contains_key(*path));
        if let Some(path) = differs.or(gone) {
            let path = path.display().to_string();
            // An editor may still be writing: wait until nothing moves.
            let mut last = now;
            loop {
                std::thread::sleep(LOOK);
                let next = sources(folder);
                if next == last {
                    return path;
                }
                last = next;
            }
        }
        std::thread::sleep(LOOK);
    }
}
