//! The small guests of the conformance tests are what their text says. `SAREX_GUESTS=write` writes them anew.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;

use std::path::Path;

use fixture::{Malice, component};

/// Where the helm of `$ship` lies: 32 bytes for each ship of 152.
const HELM: &str = "(i32.add (i32.const 131072) (i32.mul (i32.const 32) (i32.div_u (i32.sub (local.get $ship) (local.get $ships)) (i32.const 152))))";
const COUNTER: &str = "(global $calls (mut i32) (i32.const 0))";
const COUNT: &str = "(global.set $calls (i32.add (global.get $calls) (i32.const 1)))";

fn heading(value: &str) -> String {
    format!("(f64.store {HELM} {value})")
}

fn guests() -> Vec<(&'static str, Vec<u8>)> {
    let steady = heading("(f64.const 45)");
    let unit_1 = "(f64.convert_i32_u (i32.add (i32.const 45) (i32.mul (i32.const 45) (i32.eq (i32.load (local.get $ship)) (i32.const 1)))))";
    let swerving = heading(unit_1);
    let counting = heading("(f64.convert_i32_u (i32.rem_u (global.get $calls) (i32.const 360)))");
    // Not a number, whose sign the processor chooses unless the profile fixes it.
    let zero = "(f64.sub (f64.load (i32.add (local.get $ship) (i32.const 24))) (f64.load (i32.add (local.get $ship) (i32.const 24))))";
    let nan = format!("(i64.reinterpret_f64 (f64.div {zero} {zero}))");
    let bits_of_nan = heading(&format!("(select (f64.const 10) (f64.const 20) (i64.lt_s {nan} (i64.const 0)))"));
    // Some 15,000 of its 20,000 fuel, by counting down.
    let busy = format!(
        "{steady} (global.set $calls (i32.const 2000)) (loop $busy (global.set $calls (i32.sub (global.get $calls) (i32.const 1))) (br_if $busy (global.get $calls)))"
    );
    let leak = format!(
        "{COUNT} (if (i32.eqz (i32.rem_u (global.get $calls) (i32.const 900))) (then (drop (memory.grow (i32.const 1)))))"
    );
    let plain = Malice { step: &steady, ..Malice::default() };
    vec![
        ("steady", component(plain)),
        ("swerving", component(Malice { step: &swerving, ..plain })),
        ("counting", component(Malice { module: COUNTER, step: &counting, end: COUNT, ..plain })),
        ("nan-bits", component(Malice { step: &bits_of_nan, ..plain })),
        ("busy", component(Malice { module: COUNTER, step: &busy, ..plain })),
        ("leaking", component(Malice { module: COUNTER, end: &leak, ..plain })),
        ("looping", component(Malice { step: "(loop $ever (br $ever))", ..plain })),
        ("backwards", component(Malice { step: &heading("(f64.const -90)"), ..plain })),
    ]
}

#[test]
fn the_guests_are_what_their_text_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/tests/guests");
    let write = std::env::var_os("SAREX_GUESTS").is_some_and(|value| value == "write");
    for (name, bytes) in guests() {
        let path = folder.join(format!("{name}.wasm"));
        if write {
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(std::fs::read(&path).is_ok_and(|there| there == bytes), "{} is another", path.display());
    }
}
