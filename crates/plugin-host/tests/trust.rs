//! Signatures and packs: what holds, what is told when it does not, and what a hostile pack cannot do.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use fixture::{Folder, Malice, component, load, options};
use sarex_plugin_host::trust::keys::{SecretKey, TrustedKeys, keys_of, trust};
use sarex_plugin_host::trust::pack::{Installed, Package};
use sarex_plugin_host::trust::sign::{FILE, Standing};
use sarex_plugin_host::{Finding, HostOptions};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A plugin, a key, and who is trusted.
struct Bench {
    plugin: Folder,
    keys: TempDir,
    secret: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let keys = TempDir::new().unwrap();
        let (secret, _) = SecretKey::generate("kcg-lab", "KR").unwrap().write(keys.path()).unwrap();
        Self { plugin: Folder::new(&component(Malice::default())), keys, secret }
    }

    fn signed() -> Self {
        let bench = Self::new();
        let mut package = Package::open(&bench.dir()).unwrap();
        std::fs::write(bench.dir().join(FILE), package.sign(&bench.key())).unwrap();
        bench
    }

    fn dir(&self) -> PathBuf {
        self.plugin.0.path().join("hostile")
    }

    fn key(&self) -> SecretKey {
        SecretKey::read(&self.secret).unwrap()
    }

    fn trusted(&self) -> TrustedKeys {
        let (keys, findings) = TrustedKeys::read(&[self.keys.path().join("kcg-lab.key.toml")]);
        assert_eq!(findings, []);
        keys
    }

    fn standing(&self) -> Standing {
        let standing = self.plugin.file().standing(&self.trusted());
        assert_eq!(standing, Package::open(&self.dir()).unwrap().standing(&self.trusted()), "one answer for both");
        standing
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.dir().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    #[track_caller]
    fn check_broken(&self, file: &str, part: &str) {
        let Standing::Broken(finding) = self.standing() else { panic!("{:?}", self.standing()) };
        assert!(finding.place.ends_with(&format!("hostile/{file}")), "{finding}");
        assert!(finding.problem.contains(part), "{finding}");
        assert!(finding.hint.contains("sign it anew"), "{finding}");
    }
}

#[test]
fn a_signed_plugin_names_its_signer() {
    let bench = Bench::signed();
    assert_eq!(bench.standing().signer(), Some("kcg-lab"));
    assert!(bench.standing().in_words().starts_with("signed by kcg-lab (KR), key "));
    let with = HostOptions { trusted: bench.trusted(), ..options(1) };
    let (_, decl, findings) = load(bench.plugin.file(), &with);
    assert_eq!((decl.signer.as_deref(), findings.len()), (Some("kcg-lab"), 0));
    let (_, decl, _) = load(bench.plugin.file(), &options(1));
    assert_eq!(decl.signer, None, "nobody is trusted unless somebody says so");
}

#[test]
fn an_unsigned_plugin_is_no_finding_of_its_own() {
    let bench = Bench::new();
    assert_eq!(bench.standing(), Standing::Unsigned);
    assert_eq!(bench.standing().finding(&bench.dir()), None);
}

#[test]
fn a_key_that_nobody_trusts_is_told_with_what_to_do() {
    let bench = Bench::signed();
    let standing = bench.plugin.file().standing(&TrustedKeys::default());
    let finding = standing.finding(&bench.dir()).unwrap();
    let public = keys_of(&bench.keys.path().join("kcg-lab.key.toml")).unwrap().remove(0);
    assert!(finding.problem.contains(&public.fingerprint()), "{finding}");
    assert!(finding.hint.contains("sarex plugin trust FILE"), "{finding}");
}

#[test]
fn a_changed_component_is_named() {
    let bench = Bench::signed();
    let path = bench.dir().join("hostile.wasm");
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(path, bytes).unwrap();
    bench.check_broken("hostile.wasm", "was changed after it was signed");
}

#[test]
fn a_changed_manifest_is_named() {
    let bench = Bench::signed();
    bench.edit("plugin.toml", "A test", "A trap");
    bench.check_broken("plugin.toml", "was changed after it was signed");
}

#[test]
fn hashes_written_over_do_not_help() {
    let bench = Bench::signed();
    let before = bench.plugin.file().manifest_sha256;
    bench.edit("plugin.toml", "A test", "A trap");
    let after = bench.plugin.file().manifest_sha256;
    bench.edit(FILE, &before, &after);
    bench.check_broken(FILE, "was not made by its key");
}

#[test]
fn the_name_of_a_trusted_key_does_not_make_its_signature() {
    let bench = Bench::new();
    let other = SecretKey::generate("other", "JP").unwrap();
    let text = Package::open(&bench.dir()).unwrap().sign(&other);
    let claimed = text.replace(&other.public.key, &bench.key().public.key);
    std::fs::write(bench.dir().join(FILE), claimed).unwrap();
    bench.check_broken(FILE, "was not made by its key");
}

#[test]
fn a_damaged_signature_is_told() {
    let bench = Bench::signed();
    let text = std::fs::read_to_string(bench.dir().join(FILE)).unwrap();
    for cut in [0, 10, text.len() / 3, text.len() / 2, text.len() * 3 / 4] {
        std::fs::write(bench.dir().join(FILE), &text[..cut]).unwrap();
        assert!(matches!(bench.standing(), Standing::Broken(_)), "{cut}");
    }
    let signature = text.lines().find(|line| line.starts_with("signature = ")).unwrap();
    std::fs::write(bench.dir().join(FILE), text.replace(signature, &format!("{}\"", &signature[..60]))).unwrap();
    bench.check_broken(FILE, "128 hexadecimal digits");
    // The neutral element: anybody could sign for it.
    let weak = format!("01{}", "0".repeat(62));
    let key = text.lines().find(|line| line.starts_with("key = ")).unwrap();
    std::fs::write(bench.dir().join(FILE), text.replace(key, &format!("key = \"{weak}\""))).unwrap();
    bench.check_broken(FILE, "no ed25519 key");
}

#[test]
fn a_file_that_is_not_in_the_signature_is_told() {
    let bench = Bench::signed();
    bench.edit(FILE, "\"hostile.wasm\" = ", "\"other.wasm\" = ");
    bench.check_broken("hostile.wasm", "is not signed");
}

#[cfg(unix)]
#[test]
fn a_secret_key_is_for_its_owner_alone_and_never_overwritten() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let mode = std::fs::metadata(&bench.secret).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = std::fs::read(&bench.secret).unwrap();
    let again = SecretKey::generate("kcg-lab", "KR").unwrap().write(bench.keys.path()).unwrap_err();
    assert!(again.problem.contains("already there"), "{again}");
    assert_eq!(std::fs::read(&bench.secret).unwrap(), before);
    std::fs::set_permissions(&bench.secret, PermissionsExt::from_mode(0o644)).unwrap();
    let open = SecretKey::read(&bench.secret).map(drop).unwrap_err();
    assert!(open.hint.starts_with("chmod 600"), "{open}");
}

#[test]
fn keys_are_checked_and_one_name_stands_for_one_key() {
    let bench = Bench::new();
    assert!(SecretKey::generate("kcg-lab", "KOR").map(drop).unwrap_err().hint.contains("\"KR\""));
    let list = bench.keys.path().join("config/trusted-keys.toml");
    let own = keys_of(&bench.keys.path().join("kcg-lab.key.toml")).unwrap();
    assert_eq!(trust(&own, &list).unwrap().len(), 1);
    assert_eq!(trust(&own, &list).unwrap().len(), 0, "it is there already");
    let impostor = SecretKey::generate("kcg-lab", "KR").unwrap().public;
    let refused = trust(&[impostor], &list).unwrap_err();
    assert!(refused.problem.contains("another key is already trusted as \"kcg-lab\""), "{refused}");
    let second = SecretKey::generate("jcg-lab", "JP").unwrap().public;
    trust(&[second], &list).unwrap();
    assert_eq!(keys_of(&list).unwrap().len(), 2);
    for (from, to) in [("schema = 1", "schema = 9"), ("nation", "nature"), ("key = \"", "key = \"zz")] {
        let text = std::fs::read_to_string(&list).unwrap().replacen(from, to, 1);
        let bad = bench.keys.path().join("bad.toml");
        std::fs::write(&bad, text).unwrap();
        let (keys, findings) = TrustedKeys::read(&[bad]);
        assert_eq!((keys, findings.len()), (TrustedKeys::default(), 1), "{from}");
    }
}

#[test]
fn a_pack_is_the_same_bytes_and_the_same_plugin() {
    let bench = Bench::signed();
    std::fs::write(bench.dir().join("README.md"), "# Hostile\n").unwrap();
    std::fs::write(bench.dir().join("LICENSE-MIT"), "MIT\n").unwrap();
    std::fs::create_dir(bench.dir().join("src")).unwrap();
    std::fs::write(bench.dir().join("src/lib.rs"), "secret sources").unwrap();
    let package = Package::open(&bench.dir()).unwrap();
    assert_eq!(package.file_name(), "hostile-0.1.0.sarexplugin");
    let names: Vec<&str> = package.names().collect();
    assert_eq!(names, ["LICENSE-MIT", "README.md", "hostile.wasm", "plugin.sig", "plugin.toml"]);
    let bytes = package.to_bytes().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    std::fs::write(bench.dir().join("README.md"), "# Hostile\n").unwrap();
    assert_eq!(Package::open(&bench.dir()).unwrap().to_bytes().unwrap(), bytes, "the same files, the same bytes");

    let (file, plugins) = (bench.keys.path().join("x.sarexplugin"), TempDir::new().unwrap());
    std::fs::write(&file, &bytes).unwrap();
    let handed = Package::open(&file).unwrap();
    assert_eq!(handed.to_bytes().unwrap(), bytes);
    assert_eq!(handed.standing(&bench.trusted()).signer(), Some("kcg-lab"));
    let Installed::New(target) = handed.install(plugins.path(), false).unwrap() else { panic!("not new") };
    assert_eq!(handed.install(plugins.path(), false).unwrap(), Installed::AlreadyThere(target));
    let found = sarex_plugin_host::find(plugins.path(), "hostile").unwrap();
    assert_eq!(found.sha256, bench.plugin.file().sha256);
    assert_eq!(std::fs::read_dir(plugins.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn other_content_is_put_in_place_by_force_only() {
    let (signed, changed, plugins) = (Bench::signed(), Bench::new(), TempDir::new().unwrap());
    changed.edit("plugin.toml", "version = \"0.1.0\"", "version = \"0.2.0\"");
    Package::open(&signed.dir()).unwrap().install(plugins.path(), false).unwrap();
    std::fs::write(plugins.path().join("hostile/Cargo.toml"), "mine").unwrap();
    let newer = Package::open(&changed.dir()).unwrap();
    let refused = newer.install(plugins.path(), false).unwrap_err();
    assert!(refused.problem.contains("0.1.0") && refused.hint.contains("--force"), "{refused}");
    assert!(matches!(newer.install(plugins.path(), true).unwrap(), Installed::Replaced(_)));
    let found = sarex_plugin_host::find(plugins.path(), "hostile").unwrap();
    assert_eq!(found.manifest.plugin.version, "0.2.0");
    assert_eq!(found.standing(&signed.trusted()), Standing::Unsigned, "the old signature is gone");
    assert!(plugins.path().join("hostile/Cargo.toml").exists(), "sources stay");
}

#[test]
fn a_pack_changed_on_its_way_is_not_installed() {
    let (bench, plugins) = (Bench::signed(), TempDir::new().unwrap());
    bench.edit("plugin.toml", "A test", "A trap");
    let refused = Package::open(&bench.dir()).unwrap().install(plugins.path(), true).unwrap_err();
    assert!(refused.place.ends_with("plugin.toml"), "{refused}");
    assert_eq!(std::fs::read_dir(plugins.path()).unwrap().count(), 0);
}

/// A zip of these files, as any program may write it.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[track_caller]
fn refusal(bytes: &[u8]) -> Finding {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("x.sarexplugin");
    std::fs::write(&file, bytes).unwrap();
    Package::open(&file).unwrap_err().remove(0)
}

fn parts() -> (Vec<u8>, Vec<u8>) {
    let bench = Bench::new();
    let read = |name: &str| std::fs::read(bench.dir().join(name)).unwrap();
    (read("plugin.toml"), read("hostile.wasm"))
}

#[test]
fn a_pack_cannot_write_outside_its_folder() {
    let (manifest, wasm) = parts();
    let good: [(&str, &[u8]); 2] = [("plugin.toml", &manifest), ("hostile.wasm", &wasm)];
    for name in ["../evil.wasm", "/etc/evil", "src/lib.rs", "..\\evil.wasm", "C:evil", ".bashrc", "x\0.wasm", ""] {
        let told = refusal(&zip(&[&good[..], &[(name, b"x")]].concat()));
        assert!(told.problem.contains("only plain files"), "{name}: {told}");
    }
    let told = refusal(&zip(&[&good[..], &[("trusted-keys.toml", b"x")]].concat()));
    assert!(told.problem.contains("no part of a plugin"), "{told}");
    let elsewhere = String::from_utf8(manifest).unwrap().replace("id = \"hostile\"", "id = \"../../hostile\"");
    let told = refusal(&zip(&[("plugin.toml", elsewhere.as_bytes()), ("hostile.wasm", &wasm)]));
    assert!(told.problem.contains("is no id"), "{told}");
}

#[test]
fn links_folders_and_doubles_are_refused() {
    let (manifest, wasm) = parts();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("README.md", "/etc/passwd", SimpleFileOptions::DEFAULT).unwrap();
    assert!(refusal(&writer.finish().unwrap().into_inner()).problem.contains("only plain files"));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_directory("src", SimpleFileOptions::DEFAULT).unwrap();
    assert!(refusal(&writer.finish().unwrap().into_inner()).problem.contains("only plain files"));
    // The writer refuses doubles: one name is made another's in the finished bytes.
    let mut bytes = zip(&[("plugin.toml", &manifest), ("hostile.wasm", &wasm), ("hostile.wasn", b"x")]);
    let at: Vec<usize> = (0..bytes.len() - 12).filter(|at| bytes[*at..].starts_with(b"hostile.wasn")).collect();
    assert_eq!(at.len(), 2);
    at.iter().for_each(|at| bytes[at + 11] = b'm');
    assert!(refusal(&bytes).problem.contains("two files in one place"));
}

#[test]
fn a_pack_that_swells_is_stopped_at_its_bound() {
    let (manifest, _) = parts();
    let swollen = vec![0; (32 << 20) + 1];
    let bomb = zip(&[("plugin.toml", &manifest), ("hostile.wasm", &swollen)]);
    assert!(bomb.len() < 200_000, "{} bytes", bomb.len());
    assert!(refusal(&bomb).problem.contains("with more than 33554432 bytes"));
    let long = vec![b' '; (1 << 20) + 1];
    assert!(refusal(&zip(&[("README.md", &long)])).problem.contains("more than 1048576 bytes"));
    // It says it is small, and is not.
    let mut liar = bomb;
    let central = liar.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    liar[central + 24..central + 28].copy_from_slice(&100u32.to_le_bytes());
    let told = refusal(&liar);
    assert!(told.problem.contains("more than") || told.problem.contains("damaged"), "{told}");
    let many: Vec<String> = (0..40).map(|n| format!("NOTICE-{n}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refusal(&zip(&many)).problem.contains("40 files"));
}

#[test]
fn what_is_no_pack_is_told() {
    let (manifest, wasm) = parts();
    for bytes in [&b""[..], b"hello", b"PK\x03\x04", &wasm] {
        assert!(refusal(bytes).problem.contains("no pack"), "{:?}", refusal(bytes));
    }
    let whole = zip(&[("plugin.toml", &manifest), ("hostile.wasm", &wasm)]);
    for cut in (0..whole.len()).step_by(97) {
        refusal(&whole[..cut]);
    }
    assert!(refusal(&zip(&[("hostile.wasm", &wasm)])).problem.contains("holds no plugin.toml"));
    assert!(refusal(&zip(&[("plugin.toml", &manifest)])).problem.contains("holds no hostile.wasm"));
    assert!(Package::open(Path::new("nowhere.sarexplugin")).unwrap_err()[0].problem.contains("cannot be read"));
}

/// Returns from `describe` with one signal and 64 bytes of state.
fn wants_a_signal() -> String {
    let name = "env.wave-height-m";
    let letters = name.bytes().zip(300..).map(|(b, at)| format!("(i32.store8 (i32.const {at}) (i32.const {b}))"));
    format!(
        "{} (i32.store (i32.const 200) (i32.const 300)) (i32.store (i32.const 204) (i32.const {}))
         (i32.store (i32.const 40) (i32.const 64)) (f64.store (i32.const 48) (f64.const 1))
         (i32.store (i32.const 56) (i32.const 0)) (i32.store (i32.const 60) (i32.const 200))
         (i32.store (i32.const 64) (i32.const 1)) (return (i32.const 32))",
        letters.collect::<String>(),
        name.len()
    )
}

#[test]
fn a_behaviour_asks_for_no_more_than_it_declares() {
    let folder = Folder::new(&component(Malice { describe: &wants_a_signal(), ..Malice::default() }));
    let (_, decl, findings) = folder.load();
    assert!(decl.unusable.is_some());
    assert!(findings[0].problem.contains("`env.wave-height-m`, which plugin.toml does not declare"), "{}", findings[0]);
    assert!(findings[0].hint.contains("wants = [\"env.wave-height-m\"]"), "{}", findings[0]);
    let path = folder.0.path().join("hostile/plugin.toml");
    let manifest = std::fs::read_to_string(&path).unwrap() + "[signals]\nwants = [\"env.wave-height-m\"]\n";
    std::fs::write(&path, format!("{manifest}[limits]\nstate_bytes = 32\n")).unwrap();
    let (_, _, findings) = folder.load();
    assert!(findings[0].hint.contains("state_bytes = 64"), "{}", findings[0]);
    std::fs::write(&path, format!("{manifest}[limits]\nstate_bytes = 64\n")).unwrap();
    let (_, decl, findings) = folder.load();
    assert_eq!((decl.unusable, findings.len(), decl.signals.len()), (None, 0, 1));
}

#[test]
fn a_signed_script_is_what_was_signed_until_it_is_changed() {
    let plugins = TempDir::new().unwrap();
    let dir = plugins.path().join("script-square");
    std::fs::create_dir(&dir).unwrap();
    for name in ["plugin.toml", "script-square.js"] {
        std::fs::copy(fixture::plugins_dir().join("script-square").join(name), dir.join(name)).unwrap();
    }
    let bench = Bench::new();
    let signature = Package::open(&dir).unwrap().sign(&bench.key());
    std::fs::write(dir.join(FILE), signature).unwrap();
    let standing = || sarex_plugin_host::PluginFile::open(&dir).unwrap().standing(&bench.trusted());
    assert_eq!(standing().signer(), Some("kcg-lab"), "{:?}", standing());
    let script = std::fs::read_to_string(dir.join("script-square.js")).unwrap();
    std::fs::write(dir.join("script-square.js"), script + "// more\n").unwrap();
    assert!(standing().broken().is_some_and(|finding| finding.problem.contains("was changed")), "{:?}", standing());
}
