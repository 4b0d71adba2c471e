//! The manifest of a script plugin, as text: so that what its author wrote into it stays as it is.

use sarex_sim::setup::World;

/// Name of the script in a folder that the desk makes.
pub const SCRIPT: &str = "script.js";

/// The manifest of a new script.
pub fn fresh(id: &str, world: World) -> String {
    format!(
        r#"schema = 1

[plugin]
id = "{id}"
name = "{id}"
version = "0.1.0"
licence = "MIT OR Apache-2.0"
description = "Script written at the desk."
world = "{}"
script = "{SCRIPT}"
"#,
        full_name(world)
    )
}

fn full_name(world: World) -> String {
    format!("sarex:plugin/{}@0.1.0", world.name())
}

/// The text of a key that stands on a line of its own.
pub fn value_of<'a>(manifest: &'a str, key: &str) -> Option<&'a str> {
    let value = |line: &'a str| line.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=');
    let quoted = manifest.lines().find_map(value)?.trim_start().strip_prefix('"')?;
    quoted.split_once('"').map(|(text, _)| text)
}

/// The contract that a manifest names.
pub fn world_of(manifest: &str) -> Option<World> {
    let asked = value_of(manifest, "world")?;
    let worlds = [World::VesselBehaviour, World::SearchPattern, World::SensorModel, World::ExerciseJudge];
    worlds.into_iter().find(|world| full_name(*world) == asked)
}

/// The same manifest for another id and contract; everything else stays.
pub fn renamed(manifest: &str, id: &str, world: World) -> String {
    let set = |text: String, key: &str, value: &str| match value_of(&text, key) {
        Some(old) => text.replacen(&format!("\"{old}\""), &format!("\"{value}\""), 1),
        None => text,
    };
    let text = set(manifest.to_owned(), "id", id);
    match world_of(&text) {
        Some(same) if same == world => text,
        _ => set(text, "world", &full_name(world)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_manifest_is_read_back() {
        for world in [World::SearchPattern, World::VesselBehaviour] {
            let text = fresh("my-square", world);
            assert_eq!(value_of(&text, "id"), Some("my-square"));
            assert_eq!(value_of(&text, "script"), Some(SCRIPT));
            assert_eq!(world_of(&text), Some(world));
        }
        assert_eq!(value_of("# script = \"no\"\nscripted = \"no\"\n", "script"), None);
    }

    #[test]
    fn what_the_author_wrote_stays() {
        let text = format!("{}\n[params.legs]\nmin = 1\nmax = 9\n", fresh("a", World::SearchPattern));
        assert_eq!(renamed(&text, "a", World::SearchPattern), text);
        let other = renamed(&text, "b", World::VesselBehaviour);
        assert_eq!((value_of(&other, "id"), world_of(&other)), (Some("b"), Some(World::VesselBehaviour)));
        assert!(other.ends_with("[params.legs]\nmin = 1\nmax = 9\n"));
    }
}
