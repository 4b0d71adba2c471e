//! The files of the templates, as they lie under `templates/`.

use sarex_sim::setup::World;

use super::Place;
use crate::package::language::Language;

/// One file of a template.
pub struct File {
    /// Its path in the generated folder.
    pub to: &'static str,
    /// Its text, with `{{id}}` and the like in it.
    pub text: &'static str,
}

type Files = &'static [File];

/// `files!["folder of templates/": "path", "path there" => "path in the project"]`
macro_rules! files {
    ($folder:literal: $($from:literal $(=> $to:literal)?),+ $(,)?) => {
        &[$(File { to: files!(@to $from $($to)?), text: include_str!(concat!("../../../templates/", $folder, $from)) }),+]
    };
    (@to $from:literal) => { $from };
    (@to $from:literal $to:literal) => { $to };
}

macro_rules! sdk_files {
    ($($path:literal),+ $(,)?) => {
        &[
            File { to: "sdk/Cargo.toml", text: include_str!("../../../templates/rust/sdk/Cargo.toml") },
            $(File { to: concat!("sdk/", $path), text: include_str!(concat!("../../../../plugin-sdk/", $path)) }),+
        ]
    };
}

/// The Rust SDK for a project outside the workspace, its manifest first.
pub const SDK: &[File] = sdk_files![
    "wit/plugin.wit",
    "src/behaviour.rs",
    "src/bindings.rs",
    "src/bound.rs",
    "src/export.rs",
    "src/fuel.rs",
    "src/geometry.rs",
    "src/geometry/rectangle.rs",
    "src/give_way.rs",
    "src/judge.rs",
    "src/legs.rs",
    "src/lib.rs",
    "src/log.rs",
    "src/manoeuvre.rs",
    "src/order_memory.rs",
    "src/params.rs",
    "src/planner.rs",
    "src/random.rs",
    "src/sensor.rs",
    "src/state.rs",
    "src/steering.rs",
    "src/testing.rs",
];

const RUST_OUTSIDE: Files =
    files!["rust/": "Cargo.outside.toml" => "Cargo.toml", "README.md", "gitignore" => ".gitignore"];
const RUST_INSIDE: Files = files!["rust/": "Cargo.inside.toml" => "Cargo.toml", "README.md"];
const C: Files = files!["c/": "README.md", "sdk/sarex_common.h"];
const PYTHON: Files = files!["python/": "README.md", "gitignore" => ".gitignore", "sarex/__init__.py"];

/// The files of a template, in groups; none where there is no such template.
pub fn of(language: Language, world: World, place: Place) -> Option<Vec<Files>> {
    match language {
        Language::Rust if place == Place::Checkout => Some(vec![manifest(world), rust(world), RUST_INSIDE]),
        Language::Rust => Some(vec![manifest(world), rust(world), RUST_OUTSIDE, SDK]),
        Language::JavaScript => javascript(world).map(|own| vec![own]),
        Language::C => Some(vec![manifest(world), c(world), C]),
        Language::Python => Some(vec![manifest(world), python(world), PYTHON]),
    }
}

/// What the languages with a compiler share. A script's manifest is its own, as it names the script.
fn manifest(world: World) -> Files {
    match world {
        World::VesselBehaviour => files!["shared/": "vessel-behaviour.toml" => "plugin.toml"],
        World::SearchPattern => files!["shared/": "search-pattern.toml" => "plugin.toml"],
        World::SensorModel => files!["shared/": "sensor-model.toml" => "plugin.toml"],
        World::ExerciseJudge => files!["shared/": "exercise-judge.toml" => "plugin.toml"],
    }
}

fn rust(world: World) -> Files {
    match world {
        World::VesselBehaviour => files!["rust/vessel-behaviour/": "src/lib.rs"],
        World::SearchPattern => files!["rust/search-pattern/": "src/lib.rs"],
        World::SensorModel => files!["rust/sensor-model/": "src/lib.rs"],
        World::ExerciseJudge => files!["rust/exercise-judge/": "src/lib.rs"],
    }
}

macro_rules! c_files {
    ($world:literal) => {
        files![$world: "plugin.c", "sdk/sarex.h", "sdk/sarex_plugin.h", "sdk/sarex_plugin.c"]
    };
}

fn c(world: World) -> Files {
    match world {
        World::VesselBehaviour => c_files!("c/vessel-behaviour/"),
        World::SearchPattern => c_files!("c/search-pattern/"),
        World::SensorModel => c_files!("c/sensor-model/"),
        World::ExerciseJudge => c_files!("c/exercise-judge/"),
    }
}

fn python(world: World) -> Files {
    match world {
        World::VesselBehaviour => files!["python/":
            "vessel-behaviour/app.py" => "app.py", "vessel-behaviour/test_app.py" => "test_app.py", "sarex/behaviour.py"],
        World::SearchPattern => files!["python/":
            "search-pattern/app.py" => "app.py", "search-pattern/test_app.py" => "test_app.py", "sarex/search.py"],
        World::SensorModel => files!["python/":
            "sensor-model/app.py" => "app.py", "sensor-model/test_app.py" => "test_app.py", "sarex/sensor.py"],
        World::ExerciseJudge => files!["python/":
            "exercise-judge/app.py" => "app.py", "exercise-judge/test_app.py" => "test_app.py", "sarex/judge.py"],
    }
}

fn javascript(world: World) -> Option<Files> {
    match world {
        World::VesselBehaviour => Some(files!["js/vessel-behaviour/": "plugin.toml", "behaviour.js", "README.md"]),
        World::SearchPattern => Some(files!["js/search-pattern/": "plugin.toml", "pattern.js", "README.md"]),
        World::SensorModel => Some(files!["js/sensor-model/": "plugin.toml", "sensor.js", "README.md"]),
        World::ExerciseJudge => Some(files!["js/exercise-judge/": "plugin.toml", "judge.js", "README.md"]),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn sources(dir: &Path, found: &mut BTreeSet<PathBuf>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.insert(path);
            }
        }
    }

    #[test]
    fn a_project_outside_gets_every_source_of_the_sdk() {
        let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-sdk");
        let mut there = BTreeSet::new();
        sources(&sdk.join("src"), &mut there);
        let given = super::SDK.iter().filter_map(|file| Some(sdk.join(file.to.strip_prefix("sdk/")?)));
        let given: BTreeSet<PathBuf> = given.filter(|path| path.starts_with(sdk.join("src"))).collect();
        assert_eq!(given, there);
    }
}
