//! The workshop of the desk's script editor: scripts are plugin folders with a `script`, run by the plugin host under
//! the same limits as any other.

mod figures;
mod manifest;
mod sample;

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use sarex_desk::{Amount, Draft, Ground, ScriptFinding, ScriptInfo, Trial, Workshop};
use sarex_files::roots::Roots;
use sarex_model::position::{LocalFrame, Position};
use sarex_plugin_host::{HostOptions, PluginFile, PluginHost};
use sarex_sim::{
    decision::{AssetPlan, Decisions, PlannedSearch, SearchTask},
    setup::World,
};

use crate::{failure::Failure, outputs};

/// Largest script that is opened, bytes.
const MOST_BYTES: u64 = 1 << 20;
/// Id of a script that has none yet.
const NAMELESS: &str = "draft";

/// The scripts in the plugins folder.
pub struct Scripts {
    plugins: PathBuf,
}

impl Scripts {
    /// Those of these roots.
    pub fn new(roots: &Roots) -> Self {
        Self { plugins: roots.plugins.clone() }
    }

    /// The manifest of a plugin, if there is one.
    fn manifest(&self, id: &str) -> Option<String> {
        fs::read_to_string(self.plugins.join(id).join("plugin.toml")).ok()
    }

    /// The manifest under which a draft runs: its plugin's own, or a fresh one.
    fn manifest_for(&self, draft: &Draft, id: &str) -> String {
        let own = self.manifest(&draft.id).filter(|text| manifest::value_of(text, "script").is_some());
        own.map_or_else(|| manifest::fresh(id, draft.world), |text| manifest::renamed(&text, id, draft.world))
    }

    /// The draft as a plugin in a folder of its own.
    fn laid_out(&self, draft: &Draft) -> Result<Laid, String> {
        let id = if draft.id.is_empty() { NAMELESS } else { &draft.id };
        if !stays(id) {
            return Err(format!("\"{id}\" is no id: use small letters, digits and hyphens"));
        }
        let root = std::env::temp_dir().join(format!("sarex-workshop-{}", std::process::id()));
        let dir = root.join(id);
        let laid = Laid { root };
        fs::create_dir_all(&dir).map_err(|e| format!("{}: cannot be made: {e}", dir.display()))?;
        self.write(draft, id, &dir)?;
        Ok(laid)
    }

    fn write(&self, draft: &Draft, id: &str, dir: &Path) -> Result<(), String> {
        let text = self.manifest_for(draft, id);
        let script = manifest::value_of(&text, "script").unwrap_or(manifest::SCRIPT);
        beside(script)?;
        write(&dir.join(script), &draft.text)?;
        write(&dir.join("plugin.toml"), &text)
    }

    /// Loads the draft and hands it over, or says what is wrong with it.
    fn with<T>(&self, draft: &Draft, work: impl FnOnce(&PluginFile) -> Result<T, Trial>) -> Result<T, Trial> {
        let laid = self.laid_out(draft).map_err(Trial::failed)?;
        let id = if draft.id.is_empty() { NAMELESS } else { &draft.id };
        let file = PluginFile::open(&laid.root.join(id)).map_err(|finding| found([&finding]))?;
        work(&file)
    }
}

/// A name that does not lead out of the folder it is joined to.
fn stays(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
}

/// The script that a manifest names must lie beside it.
fn beside(script: &str) -> Result<(), String> {
    let sound = stays(script) && !script.contains('\\') && script.ends_with(".js");
    sound.then_some(()).ok_or_else(|| format!("script = \"{script}\" is not a .js file beside plugin.toml"))
}

/// A folder that goes when it is no longer needed.
struct Laid {
    root: PathBuf,
}

impl Drop for Laid {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    outputs::write_whole(path, text.as_bytes()).map_err(|failure| {
        let (Failure::Input(lines) | Failure::Findings(lines)) = failure;
        lines.join("\n")
    })
}

impl Workshop for Scripts {
    fn scripts(&self) -> Vec<ScriptInfo> {
        let folders = fs::read_dir(&self.plugins).into_iter().flatten().flatten();
        let info = |id: String| {
            let text = self.manifest(&id)?;
            manifest::value_of(&text, "script")?;
            let name = manifest::value_of(&text, "name").unwrap_or(&id).to_owned();
            Some(ScriptInfo { world: manifest::world_of(&text)?, name, id })
        };
        let mut all: Vec<ScriptInfo> =
            folders.filter_map(|folder| info(folder.file_name().into_string().ok()?)).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    fn template(&self, world: World) -> String {
        match world {
            World::VesselBehaviour => include_str!("behaviour.js"),
            _ => include_str!("pattern.js"),
        }
        .to_owned()
    }

    fn open(&self, id: &str) -> Result<Draft, String> {
        let missing = || format!("{id}: there is no script plugin of this id");
        let text = self.manifest(id).ok_or_else(missing)?;
        let script = manifest::value_of(&text, "script").ok_or_else(missing)?;
        let world =
            manifest::world_of(&text).ok_or_else(|| format!("{id}: names a world that this host does not offer"))?;
        beside(script)?;
        let path = self.plugins.join(id).join(script);
        let unreadable = |e: std::io::Error| format!("{}: cannot be read: {e}", path.display());
        let bytes = fs::metadata(&path).map_err(unreadable)?.len();
        if bytes > MOST_BYTES {
            return Err(format!("{}: has {bytes} bytes; a script has at most {MOST_BYTES}", path.display()));
        }
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        Ok(Draft { id: id.to_owned(), world, text })
    }

    fn check(&mut self, draft: &Draft) -> Trial {
        let checked = self
            .with(draft, |file| Ok(found(&sarex_conformance::check(file, &crate::plugin::quick_options()).findings())));
        checked.unwrap_or_else(|trial| trial)
    }

    fn attempt(&mut self, draft: &Draft, ground: &Ground) -> Trial {
        let (task, key) = match ground {
            Ground::Task(task) => ((**task).clone(), "script-task-present"),
            Ground::Sample(at) => (sample::task(*at), "script-task-sample"),
        };
        let tried = self.with(draft, |file| {
            let (task, planned, fuel) = plan(file, task)?;
            let mut figures = vec![("script-task".to_owned(), Amount::Word(key.to_owned()))];
            figures.extend(figures::of(&task, &planned));
            figures.push(("script-fuel".to_owned(), Amount::Share(fuel)));
            let frame = LocalFrame::new(task.frame);
            let legs = planned.assets.iter().map(|part| track(part, &frame)).collect();
            Ok(Trial { findings: Vec::new(), legs, figures })
        });
        tried.unwrap_or_else(|trial| trial)
    }

    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        let dir = self.plugins.join(&draft.id);
        let taken = self.manifest(&draft.id).is_some_and(|text| manifest::value_of(&text, "script").is_none());
        if taken {
            return Err(format!("{} is a plugin with a component of its own: choose another id", draft.id));
        }
        fs::create_dir_all(&dir).map_err(|e| format!("{}: cannot be made: {e}", dir.display()))?;
        self.write(draft, &draft.id, &dir)
    }
}

/// Lets the script plan its first pattern for this task: the task as it was put, the plan, the share of its fuel.
fn plan(file: &PluginFile, mut task: SearchTask) -> Result<(SearchTask, PlannedSearch, f64), Trial> {
    let options = HostOptions { compiler: crate::plugin::compiler_process(), ..HostOptions::default() };
    let (mut host, decls, findings) = PluginHost::load(&[Ok(file.clone())], &[], &options);
    if !findings.is_empty() {
        return Err(found(&findings));
    }
    let pattern = decls.first().and_then(|decl| decl.patterns.first());
    task.pattern = pattern.cloned().ok_or_else(|| Trial::failed("the script plans no pattern"))?;
    let planned = host.plan(0, &task).map_err(|said| found_in([said.as_str()]))?;
    let fuel = host.costs().first().map_or(0.0, |cost| cost.peak_share);
    Ok((task, planned, fuel))
}

/// Commence search point and the ends of the legs.
fn track(part: &AssetPlan, frame: &LocalFrame) -> Vec<Position> {
    std::iter::once(part.commence).chain(part.legs.iter().map(|leg| leg.to)).map(|p| frame.to_position(p)).collect()
}

fn found<'a>(findings: impl IntoIterator<Item = &'a sarex_plugin_host::Finding>) -> Trial {
    let one = |finding: &sarex_plugin_host::Finding| {
        let line = line_in(&finding.place).or_else(|| line_in(&finding.problem));
        ScriptFinding { line, text: format!("{} ({})", finding.problem, finding.hint) }
    };
    Trial { findings: findings.into_iter().map(one).collect(), ..Trial::default() }
}

fn found_in<'a>(said: impl IntoIterator<Item = &'a str>) -> Trial {
    let one = |text: &str| ScriptFinding { line: line_in(text), text: text.to_owned() };
    Trial { findings: said.into_iter().map(one).collect(), ..Trial::default() }
}

/// The line of a script that a text names: `script.js:12`.
fn line_in(text: &str) -> Option<u32> {
    let after = text.split(".js:").nth(1)?;
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after[..digits].parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    fn shop() -> (tempfile::TempDir, Scripts) {
        let folder = tempfile::tempdir().unwrap();
        let shop = Scripts { plugins: folder.path().to_owned() };
        (folder, shop)
    }

    fn draft(id: &str) -> Draft {
        Draft { id: id.into(), world: World::SearchPattern, text: "const x = 1;\n".into() }
    }

    #[test]
    fn what_is_saved_is_listed_and_opened_again() {
        let (_folder, mut shop) = shop();
        assert!(shop.scripts().is_empty());
        shop.save(&draft("mine")).unwrap();
        let again = Draft { text: "const x = 2;\n".into(), world: World::VesselBehaviour, ..draft("mine") };
        shop.save(&again).unwrap();
        assert_eq!(shop.open("mine"), Ok(again));
        let [info] = &shop.scripts()[..] else { panic!("{:?}", shop.scripts()) };
        assert_eq!((info.id.as_str(), info.world), ("mine", World::VesselBehaviour));
        assert!(shop.open("other").unwrap_err().contains("other"));
    }

    #[test]
    fn a_plugin_with_a_component_is_never_overwritten() {
        let (folder, mut shop) = shop();
        let dir = folder.path().join("built");
        fs::create_dir(&dir).unwrap();
        let manifest = "[plugin]\nid = \"built\"\ncomponent = \"built.wasm\"\n";
        fs::write(dir.join("plugin.toml"), manifest).unwrap();
        assert!(shop.save(&draft("built")).unwrap_err().contains("choose another id"));
        assert_eq!(fs::read_to_string(dir.join("plugin.toml")).unwrap(), manifest);
        assert!(shop.scripts().is_empty());
    }

    #[test]
    fn nothing_leads_out_of_its_folder() {
        let (folder, mut shop) = shop();
        for id in ["..", "../x", "a/b", "/x"] {
            assert!(shop.check(&draft(id)).findings[0].text.contains("is no id"), "{id}");
        }
        shop.save(&draft("mine")).unwrap();
        let path = folder.path().join("mine/plugin.toml");
        let text = fs::read_to_string(&path).unwrap().replace("script.js", "../other.js");
        fs::write(&path, text).unwrap();
        assert!(shop.open("mine").unwrap_err().contains("beside plugin.toml"));
    }

    #[test]
    fn a_saved_manifest_keeps_what_its_author_added() {
        let (folder, mut shop) = shop();
        shop.save(&draft("mine")).unwrap();
        let path = folder.path().join("mine/plugin.toml");
        let grown = format!("{}\n[params.legs]\nmin = 1\nmax = 9\n", fs::read_to_string(&path).unwrap());
        fs::write(&path, &grown).unwrap();
        shop.save(&draft("mine")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), grown);
    }

    #[test]
    fn a_line_is_read_from_places_and_from_messages() {
        assert_eq!(line_in("x/script.js:12"), Some(12));
        assert_eq!(line_in("plugin mine: my-square.js:3: TypeError: x is not a function"), Some(3));
        assert_eq!(line_in("script.js: declares no function"), None);
        assert_eq!(line_in("out of fuel"), None);
    }

    #[test]
    fn the_templates_pass_the_check_and_can_be_tried() {
        let (_folder, mut shop) = shop();
        for world in [World::SearchPattern, World::VesselBehaviour] {
            let draft = Draft { id: "mine".into(), world, text: shop.template(world) };
            assert_eq!(shop.check(&draft), Trial::default(), "{world:?}");
        }
        let draft = Draft { text: shop.template(World::SearchPattern), ..draft("mine") };
        let trial = shop.attempt(&draft, &Ground::Sample(Position::new(37.0, 131.0)));
        assert_eq!((trial.findings.len(), trial.legs.len()), (0, 1), "{trial:?}");
        let broken = Draft { text: draft.text.replace("task.assets.map", "task.units.map"), ..draft };
        assert_eq!(shop.attempt(&broken, &Ground::Sample(Position::new(37.0, 131.0))).findings[0].line, Some(7));
    }
}
