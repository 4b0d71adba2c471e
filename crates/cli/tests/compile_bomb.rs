//! A component whose compilation is the attack: it ends at the limits of the compiler's process, and that is told.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;
use std::time::Instant;

use sarex_plugin_host::{CompilerProcess, HostOptions, PluginFile, PluginHost};

/// A number as WebAssembly writes it (LEB128).
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        bytes.push(if value == 0 { low } else { low | 0x80 });
        if value == 0 {
            return bytes;
        }
    }
}

fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [&[id], number(content.len()).as_slice(), content].concat()
}

/// A component around one module of so many functions, each a chain of so many additions and branches.
fn bomb(functions: usize, links: usize) -> Vec<u8> {
    let mut body = vec![0];
    // local.get 0, i32.const 1, i32.add, local.set 0; block, local.get 0, br_if 0, end: every block joins again.
    for _ in 0..links {
        body.extend([0x20, 0, 0x41, 1, 0x6a, 0x21, 0, 0x02, 0x40, 0x20, 0, 0x0d, 0, 0x0b]);
    }
    body.push(0x0b);
    let one = [number(body.len()), body].concat();
    let types = [&[1, 0x60, 1, 0x7f, 0][..]].concat();
    let declared = [number(functions), vec![0; functions]].concat();
    let code = [number(functions), one.repeat(functions)].concat();
    let module = [b"\0asm\x01\0\0\0".to_vec(), section(1, &types), section(3, &declared), section(10, &code)].concat();
    [b"\0asm\x0d\0\x01\0".to_vec(), section(1, &module)].concat()
}

/// Loads it under these limits: what is told, and how long it took.
fn told(bytes: &[u8], max_s: f64, max_bytes: u64) -> (String, f64) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("bomb");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("bomb.wasm"), bytes).unwrap();
    let manifest = "schema = 1\n[plugin]\nid = \"bomb\"\nname = \"Bomb\"\nversion = \"0.1.0\"\nlicence = \"MIT\"\n\
        description = \"A test\"\nworld = \"sarex:plugin/search-pattern@0.1.0\"\ncomponent = \"bomb.wasm\"\n";
    std::fs::write(dir.join("plugin.toml"), manifest).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_sarex")).to_path_buf();
    let process = CompilerProcess::new(program, vec!["plugin".into(), "compile-component".into()]);
    let options = HostOptions {
        cache_dir: None,
        compiler: Some(CompilerProcess { max_s, max_bytes, ..process }),
        ..HostOptions::default()
    };
    let started = Instant::now();
    let (_, decls, findings) = PluginHost::load(&[Ok(PluginFile::open(&dir).unwrap())], &[], &options);
    assert_eq!(findings.len(), 1);
    (decls[0].unusable.clone().unwrap(), started.elapsed().as_secs_f64())
}

#[test]
fn a_small_module_compiles_and_is_refused_for_its_world_only() {
    let (reason, _) = told(&bomb(2, 2), 60.0, 4 << 30);
    assert!(reason.contains("does not export sarex:plugin/search"), "{reason}");
}

#[test]
fn the_clock_ends_it() {
    let bytes = bomb(2_000, 1_000);
    assert!(bytes.len() < 32 << 20, "within the size that is read");
    let (reason, seconds) = told(&bytes, 1.0, 4 << 30);
    assert!(reason.contains("compiling took more than 1 s"), "{reason}");
    assert!(seconds < 30.0, "it took {seconds} s");
}

#[cfg(unix)]
#[test]
fn the_memory_ends_it() {
    let (reason, _) = told(&bomb(1, 400_000), 120.0, 500 << 20);
    assert!(reason.contains("it may use 500 MiB of memory"), "{reason}");
}
