//! `sarex plugin new`: a working plugin in a folder of its own, from templates that are part of this program.

mod files;

use std::path::{Path, PathBuf};

use sarex_sim::setup::World;

use crate::package::find::show;
use crate::package::language::Language;
use crate::package::manifest::{Finding, Manifest, closest};

/// A plugin to be made.
#[derive(Clone, Debug)]
pub struct NewPlugin<'a> {
    /// Its id and the name of its folder: lower-case words with hyphens between them.
    pub id: &'a str,
    /// `rust`, `js`, `c` or `python`.
    pub language: &'a str,
    /// For example `search-pattern`.
    pub world: &'a str,
    /// The folder in which its folder is made.
    pub parent: &'a Path,
}

/// A plugin that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Its folder.
    pub dir: PathBuf,
    /// Its files, from its folder.
    pub files: Vec<PathBuf>,
    /// What to do next, a line each.
    pub next: Vec<String>,
}

const WORLDS: [World; 4] = [World::VesselBehaviour, World::SearchPattern, World::SensorModel, World::ExerciseJudge];
/// Longer ids break the tables that show them.
const ID_CHARACTERS: usize = 40;
/// Names that the generated project uses itself.
const TAKEN: [&str; 3] = ["sarex-plugin-sdk", "libm", "wit-bindgen"];

/// The last lines of the SDK's `lib.rs` begin with this.
const README_TESTS: &str = "\n/// The examples of `plugins/README.md`";

/// Makes a plugin's folder and its files. Nothing that exists is touched.
pub fn create(new: &NewPlugin<'_>) -> Result<Created, Finding> {
    let language = Language::of(new.language)?;
    let world = world_of(new.world)?;
    check_id(new.id)?;
    // `my-pattern` reads better than `./my-pattern`.
    let dir = if new.parent == Path::new(".") { PathBuf::from(new.id) } else { new.parent.join(new.id) };
    if dir.exists() {
        return Err(Finding::new(show(&dir), "is there already", "choose another id, or another folder with --dir"));
    }
    let place = Place::of(new.parent);
    let made = rendered(new.id, language, world, place)?;
    let files = made.iter().map(|(path, _)| PathBuf::from(path)).collect();
    write(&dir, &made)?;
    let next = next_steps(new, language, place, &dir);
    Ok(Created { dir, files, next })
}

/// Whether the plugin comes to lie beside the ones of a checkout of SAREX, whose SDK and workspace it then uses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Checkout,
    Elsewhere,
}

impl Place {
    fn of(parent: &Path) -> Self {
        let parent = parent.canonicalize().unwrap_or_else(|_| parent.into());
        let beside = parent.parent().is_some_and(|root| root.join("crates/plugin-sdk/Cargo.toml").is_file());
        if beside && parent.ends_with("plugins") { Place::Checkout } else { Place::Elsewhere }
    }
}

fn world_of(name: &str) -> Result<World, Finding> {
    let found = WORLDS.into_iter().find(|world| world.name() == name);
    found.ok_or_else(|| unknown("--world", name, &WORLDS.map(World::name)))
}

/// A name that is none of the known ones.
pub fn unknown(place: &str, name: &str, known: &[&str]) -> Finding {
    let hint = match closest(name, known) {
        Some(near) => format!("did you mean \"{near}\"? There are: {}", known.join(", ")),
        None => format!("there are: {}", known.join(", ")),
    };
    Finding::new(place, format!("there is no \"{name}\""), hint)
}

fn check_id(id: &str) -> Result<(), Finding> {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let sound =
        id.len() <= ID_CHARACTERS && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(part);
    if !sound {
        let problem = format!(
            "\"{id}\" is no id: lower-case letters, digits and single hyphens, a letter first, at most {ID_CHARACTERS} characters"
        );
        return Err(Finding::new("ID", problem, format!("for example {}", nearest_id(id))));
    }
    if TAKEN.contains(&id) {
        return Err(Finding::new(
            "ID",
            format!("\"{id}\" is the name of a crate that the plugin needs"),
            "choose another",
        ));
    }
    Ok(())
}

/// The words of a text as an id.
fn nearest_id(text: &str) -> String {
    let mut spaced = String::new();
    for c in text.chars() {
        if c.is_ascii_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' });
    }
    let words: Vec<&str> =
        spaced.split_whitespace().skip_while(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect();
    let id: String = words.join("-").chars().take(ID_CHARACTERS).collect();
    if id.is_empty() { "my-pattern".into() } else { id.trim_end_matches('-').into() }
}

/// `my-pattern` as people write it: `My pattern`.
fn name_of(id: &str) -> String {
    let spaced = id.replace('-', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// Paths and texts of the plugin's files.
fn rendered(id: &str, language: Language, world: World, place: Place) -> Result<Vec<(String, String)>, Finding> {
    let Some(parts) = files::of(language, world, place) else {
        let has = |language: &Language| files::of(*language, world, place).is_some();
        let languages: Vec<&str> = Language::ALL.iter().filter(|l| has(l)).map(|l| l.name()).collect();
        let problem = format!("there is no template in {} for {}", language.name(), world.name());
        return Err(Finding::new("--lang", problem, format!("there is one in: {}", languages.join(", "))));
    };
    let raw: Vec<&files::File> = parts.into_iter().flatten().collect();
    let idea = raw.iter().find(|file| file.to == "plugin.toml").and_then(|file| {
        let text = file.text.replace("{{id}}", id).replace("{{limits}}", "");
        Some(Manifest::parse(&text, Path::new("plugin.toml")).ok()?.plugin.description)
    });
    let sdk = if place == Place::Checkout { "../../crates/plugin-sdk" } else { "sdk" };
    let fill = |text: &str| {
        text.replace("{{id}}", id)
            .replace("{{name}}", &name_of(id))
            .replace("{{idea}}", idea.as_deref().unwrap_or_default())
            .replace("{{sdk}}", sdk)
            .replace("{{limits}}\n", limits_of(language))
            .replace("{{version}}", env!("CARGO_PKG_VERSION"))
    };
    Ok(raw.iter().map(|file| (file.to.to_string(), fill(outside(file)))).collect())
}

/// What a language's interpreter needs beyond the usual limits, measured on the templates (`templates/README.md`): as
/// much for a ship as a script gets, and room in a judge for ten thousand entries.
fn limits_of(language: Language) -> &'static str {
    match language {
        Language::Python => {
            "\n[limits]\nfuel_per_ship = 5_000_000\nfuel_per_plan = 2_000_000_000\nmemory_mib = 128\n\n"
        }
        _ => "\n",
    }
}

/// A file's text without what only a checkout has: the SDK tests the examples of `plugins/README.md` there.
fn outside(file: &files::File) -> &'static str {
    match file.text.split_once(README_TESTS) {
        Some((before, _)) if file.to == "sdk/src/lib.rs" => before,
        _ => file.text,
    }
}

fn write(dir: &Path, made: &[(String, String)]) -> Result<(), Finding> {
    let refused = |path: &Path, error: std::io::Error| {
        Finding::new(show(path), format!("cannot be written: {error}"), "choose a folder of your own with --dir")
    };
    for (path, text) in made {
        let path = dir.join(path);
        let folder = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(folder).map_err(|error| refused(folder, error))?;
        std::fs::write(&path, text).map_err(|error| refused(&path, error))?;
    }
    Ok(())
}

fn next_steps(new: &NewPlugin<'_>, language: Language, place: Place, dir: &Path) -> Vec<String> {
    let dir = show(dir);
    let mut next = Vec::new();
    if language == Language::Rust && place == Place::Checkout {
        next.push(format!("add \"plugins/{}\" to `members` in the root Cargo.toml", new.id));
    }
    if language != Language::JavaScript {
        next.push(format!("sarex plugin build {dir}"));
    }
    next.push(format!("sarex plugin check {dir}"));
    next.push(format!("sarex plugin dev {dir}    (draws and scores it, again at each save)"));
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["x", "my-pattern", "pattern-2"] {
            assert_eq!(check_id(good), Ok(()), "{good}");
        }
        for bad in ["", "My-pattern", "my_pattern", "-x", "x-", "a--b", "2nd", "../x", "é", "libm", &"x".repeat(41)] {
            assert!(check_id(bad).is_err(), "{bad}");
        }
        assert_eq!(check_id("MyPattern_2").unwrap_err().hint, "for example my-pattern-2");
        assert_eq!(check_id("../").unwrap_err().hint, "for example my-pattern");
    }

    #[test]
    fn the_embedded_sdk_is_the_whole_sdk() {
        let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-sdk");
        let mut there = Vec::new();
        let mut open = vec![sdk.join("src"), sdk.join("wit")];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(&sdk).unwrap().to_string_lossy().replace('\\', "/");
                    there.push(format!("sdk/{name}"));
                }
            }
        }
        there.sort();
        let mut listed: Vec<&str> =
            files::SDK.iter().map(|file| file.to).filter(|to| *to != "sdk/Cargo.toml").collect();
        listed.sort_unstable();
        assert_eq!(there, listed, "correct the list in src/package/template/files.rs");
    }

    #[test]
    fn the_sdk_outside_tests_no_file_of_the_checkout() {
        let lib = files::SDK.iter().find(|file| file.to == "sdk/src/lib.rs").unwrap();
        let cut = outside(lib);
        assert!(cut.len() < lib.text.len() && !cut.contains("include_str!") && cut.ends_with("};\n"), "{cut}");
    }

    #[test]
    fn the_sdk_outside_has_the_crates_of_the_sdk_inside() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let table = |path: &Path| std::fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap();
        let workspace = table(&root.join("Cargo.toml"))["workspace"]["dependencies"].clone();
        let inside = table(&root.join("crates/plugin-sdk/Cargo.toml"))["dependencies"].clone();
        let outside: toml::Table = files::SDK[0].text.parse().unwrap();
        let outside = outside["dependencies"].as_table().unwrap();
        assert_eq!(inside.as_table().unwrap().keys().collect::<Vec<_>>(), outside.keys().collect::<Vec<_>>());
        for (name, version) in outside {
            assert_eq!(*version, workspace[name], "{name}");
        }
    }
}
