//! Keys, signatures, packs and pins as a user meets them.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn shipped() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A site with plugins and settings of its own.
struct Site(TempDir);

impl Site {
    fn new(plugins: &[&str]) -> Self {
        let site = Self(TempDir::new().unwrap());
        for plugin in plugins {
            let (from, to) = (shipped().join("plugins").join(plugin), site.path("plugins").join(plugin));
            std::fs::create_dir_all(&to).unwrap();
            for file in ["plugin.toml".to_owned(), format!("{plugin}.wasm"), "README.md".to_owned()] {
                std::fs::copy(from.join(&file), to.join(&file)).unwrap();
            }
        }
        std::fs::create_dir_all(site.path("plugins")).unwrap();
        site
    }

    /// With the drill in a folder of its own, the shared assets, and the maps.
    fn with_drill() -> Self {
        let site = Self::new(&["patrol-vessel", "merchant-traffic", "iamsar-patterns", "drone-recon"]);
        std::fs::create_dir_all(site.path("scenarios/drill")).unwrap();
        std::fs::copy(shipped().join("scenarios/assets.toml"), site.path("scenarios/assets.toml")).unwrap();
        let drill = shipped().join("scenarios/donghae-oki-raft");
        for entry in std::fs::read_dir(drill).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            std::fs::copy(entry.path(), site.path("scenarios/drill").join(entry.file_name())).unwrap();
        }
        link(&shipped().join("maps"), &site.path("maps"));
        // These tests write pins of their own.
        let scenario = site.path("scenarios/drill/scenario.toml");
        let text = std::fs::read_to_string(&scenario).unwrap();
        std::fs::write(&scenario, text.split("\n[[plugin]]").next().unwrap().to_owned() + "\n").unwrap();
        site
    }

    fn path(&self, part: &str) -> PathBuf {
        self.0.path().join(part)
    }

    fn sarex(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sarex"));
        command.args(args).current_dir(self.0.path());
        command.env("SAREX_HOME", self.0.path()).env("XDG_CONFIG_HOME", self.path("config")).env("HOME", self.0.path());
        command.env("APPDATA", self.path("config"));
        command.output().expect("sarex starts")
    }

    /// Runs a command that must end with `status`; both its outputs.
    #[track_caller]
    fn run(&self, status: i32, args: &[&str]) -> String {
        let output = self.sarex(args);
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(status), "{args:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        said
    }
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(from.canonicalize().unwrap(), to).unwrap();
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { link(&entry.path(), &to) } else { drop(std::fs::copy(entry.path(), to).unwrap()) }
    }
}

#[test]
fn a_plugin_goes_from_its_maker_to_a_partner() {
    let maker = Site::new(&["patrol-vessel"]);
    let said = maker.run(0, &["plugin", "keygen", "kcg-lab", "--nation", "KR"]);
    assert!(said.contains("kcg-lab.secret.toml") && said.contains("fingerprint "), "{said}");
    assert!(maker.run(2, &["plugin", "keygen", "kcg-lab", "--nation", "KR"]).contains("already there"));
    assert!(maker.run(2, &["plugin", "keygen", "x", "--nation", "KOR"]).contains("\"KR\""));
    let said = maker.run(1, &["plugin", "verify", "patrol-vessel"]);
    assert!(said.contains("not signed") && said.contains("plugin.toml"), "{said}");
    maker.run(0, &["plugin", "pack", "patrol-vessel", "--key", "kcg-lab.secret.toml", "--out", "p.sarexplugin"]);
    assert!(!maker.path("plugins/patrol-vessel/plugin.sig").exists(), "packing changes nothing");
    let first = std::fs::read(maker.path("p.sarexplugin")).unwrap();
    maker.run(0, &["plugin", "sign", "patrol-vessel", "--key", "kcg-lab.secret.toml"]);
    maker.run(0, &["plugin", "pack", "patrol-vessel"]);
    let pack = maker.path("patrol-vessel-0.1.0.sarexplugin");
    assert_eq!(std::fs::read(&pack).unwrap(), first, "signing and packing give the same bytes");

    let partner = Site::new(&[]);
    let pack = pack.to_str().unwrap();
    assert!(partner.run(0, &["check", pack]).contains("good"));
    let said = partner.run(1, &["plugin", "verify", pack]);
    assert!(said.contains("nobody here trusts") && said.contains("sarex plugin trust"), "{said}");
    assert!(!partner.path("plugins/patrol-vessel").exists(), "verifying installs nothing");
    let key = maker.path("kcg-lab.key.toml");
    assert!(partner.run(0, &["plugin", "trust", key.to_str().unwrap()]).contains("kcg-lab (KR) is trusted now"));
    assert!(partner.run(0, &["plugin", "trust", key.to_str().unwrap()]).contains("was trusted already"));
    assert!(partner.run(0, &["plugin", "verify", pack]).contains("signed by kcg-lab (KR), key "));
    let said = partner.run(0, &["plugin", "install", pack]);
    assert!(said.contains("signed by kcg-lab") && said.contains("installed; sarex plugin check"), "{said}");
    assert!(partner.run(0, &["plugin", "install", pack]).contains("the very same"));
    partner.run(0, &["plugin", "verify", "patrol-vessel"]);
    partner.run(0, &["plugin", "check", "patrol-vessel"]);
}

#[test]
fn what_was_changed_on_its_way_is_told_and_not_installed() {
    let maker = Site::new(&["patrol-vessel"]);
    maker.run(0, &["plugin", "keygen", "kcg-lab", "--nation", "KR"]);
    maker.run(0, &["plugin", "trust", "kcg-lab.key.toml"]);
    maker.run(0, &["plugin", "sign", "patrol-vessel", "--key", "kcg-lab.secret.toml"]);
    let manifest = maker.path("plugins/patrol-vessel/plugin.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace("max = 10000", "max = 20000")).unwrap();
    let said = maker.run(1, &["plugin", "verify", "patrol-vessel"]);
    assert!(said.contains("plugin.toml") && said.contains("was changed after it was signed"), "{said}");
    assert!(maker.run(2, &["plugin", "pack", "patrol-vessel"]).contains("was changed after it was signed"));
    std::fs::write(maker.path("x.sarexplugin"), b"PK").unwrap();
    assert!(maker.run(2, &["plugin", "install", "x.sarexplugin"]).contains("no pack"));
    assert!(maker.run(2, &["check", "x.sarexplugin"]).contains("no pack"));
    assert!(maker.run(2, &["plugin", "install", "y.sarexplugin"]).contains("no such file"));
    maker.run(0, &["plugin", "pack", "patrol-vessel", "--key", "kcg-lab.secret.toml", "--out", "new.sarexplugin"]);
    std::fs::write(&manifest, text).unwrap();
    let said = maker.run(2, &["plugin", "install", "new.sarexplugin"]);
    assert!(said.contains("other content") && said.contains("--force"), "{said}");
    assert!(maker.run(0, &["plugin", "install", "new.sarexplugin", "--force"]).contains("replaced"));
    maker.run(0, &["plugin", "verify", "patrol-vessel"]);
}

#[test]
fn handling_marks_are_shown_before_a_plugin_is_used() {
    let site = Site::new(&["patrol-vessel"]);
    let manifest = site.path("plugins/patrol-vessel/plugin.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let marks = "\n[handling]\nclassification = \"RESTRICTED\"\nreleasable_to = [\"KR\", \"JP\"]\n";
    std::fs::write(&manifest, text + marks).unwrap();
    let said = site.run(0, &["plugin", "pack", "patrol-vessel", "--out", "p.sarexplugin"]);
    assert!(said.contains("is not signed"), "{said}");
    let said = site.run(0, &["plugin", "install", "p.sarexplugin"]);
    assert!(said.contains("HANDLING: RESTRICTED, releasable to KR, JP"), "{said}");
}

#[test]
fn pins_are_printed_checked_and_told_when_they_do_not_match() {
    let site = Site::with_drill();
    let tables = site.sarex(&["plugin", "pin", "drill"]);
    assert!(tables.status.success(), "{}", String::from_utf8_lossy(&tables.stderr));
    let tables = String::from_utf8(tables.stdout).unwrap();
    assert!(tables.contains("[[plugin]]\nid = \"patrol-vessel\"\nsha256 = \""), "{tables}");
    let scenario = site.path("scenarios/drill/scenario.toml");
    let text = format!("{}\n{tables}", std::fs::read_to_string(&scenario).unwrap());
    std::fs::write(&scenario, &text).unwrap();
    assert!(site.run(0, &["check", "drill"]).contains("good"));
    assert_eq!(site.sarex(&["plugin", "pin", "drill"]).stdout, tables.as_bytes(), "pinning again changes nothing");

    // Another component than the pinned one, and a parameter out of its range.
    let at = text.rfind("id = \"patrol-vessel\"\nsha256 = \"").unwrap() + "id = \"patrol-vessel\"\nsha256 = \"".len();
    let wrong = format!("{}{}{}", &text[..at], "0".repeat(64), &text[at + 64..]);
    let line = 1 + wrong[..at].matches('\n').count();
    std::fs::write(&scenario, &wrong).unwrap();
    let said = site.run(2, &["check", "drill"]);
    assert!(
        said.contains(&format!("scenario.toml:{line}:10: error: the plugin \"patrol-vessel\" is not the pinned one")),
        "{said}"
    );
    let said = site.run(0, &["run", "drill", "--until", "1min", "--out", "out"]);
    assert!(said.contains("patrol-vessel: is not the component that the scenario pins"), "{said}");
    let summary: serde_json::Value =
        serde_json::from_slice(&std::fs::read(site.path("out/summary.json")).unwrap()).unwrap();
    let plugin = |id: &str| summary["plugins"].as_array().unwrap().iter().find(|p| p["id"] == id).unwrap().clone();
    assert_eq!(
        (&plugin("patrol-vessel")["pinned"], &plugin("iamsar-patterns")["pinned"]),
        (&false.into(), &true.into())
    );
    assert_eq!(plugin("patrol-vessel")["version"], "0.1.0");
    let report = std::fs::read_to_string(site.path("out/report.html")).unwrap();
    assert!(report.contains("patrol-vessel (not the pinned component, not signed)"));
}

#[test]
fn parameters_of_the_run_are_checked_against_the_manifest() {
    let site = Site::with_drill();
    let scenario = site.path("scenarios/drill/scenario.toml");
    let text = std::fs::read_to_string(&scenario).unwrap();
    let with = |params: &str| {
        let table = format!("\n[[plugin]]\nid = \"patrol-vessel\"\nparams = {{ {params} }}\n");
        std::fs::write(&scenario, format!("{text}{table}")).unwrap();
    };
    with("reserve_s = 600");
    assert!(site.run(0, &["check", "drill"]).contains("good"));
    with("reserv_s = 600");
    assert!(site.run(2, &["check", "drill"]).contains("did you mean `reserve_s`?"));
    with("reserve_s = 999999");
    assert!(site.run(2, &["check", "drill"]).contains("give 0 to 14400"));
}
