//! What a script gets wrong is told with its name and line, and stops nobody else.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;
#[path = "fixture/script.rs"]
mod script;

use fixture::fleet;
use sarex_sim::decision::{Decisions, Outcome};
use script::{Script, task};

/// What is told of a script that cannot be loaded.
#[track_caller]
fn check_load(script: &Script, line: &str, problem: &str) {
    let finding = script.finding();
    assert!(finding.place.ends_with(&format!("trial.js{line}")), "{finding}");
    assert!(finding.problem.contains(problem), "{finding}");
}

/// What is told of a plan that failed.
#[track_caller]
fn check_plan(text: &str, expected: &str) {
    let (mut host, _) = Script::pattern(text).host();
    let told = host.plan(0, &task("trial")).unwrap_err();
    assert!(told.contains(expected), "{told}");
    assert_eq!(host.costs()[0].faults, 1);
}

/// What is told of a decision that failed.
#[track_caller]
fn check_decision(text: &str, expected: &str) {
    let (mut host, decl) = Script::behaviour(text).host();
    let faults = host.step(0, &fleet(1, decl.state_stride), &mut Outcome::default());
    assert_eq!((faults.len(), faults[0].units.as_slice()), (1, &[0][..]));
    assert!(faults[0].reason.contains(expected), "{}", faults[0].reason);
}

#[test]
fn a_mistake_in_the_text_names_its_line() {
    check_load(&Script::pattern("const a = 1;\nconst b = ;\n"), ":2", "SyntaxError: unexpected token");
    check_load(&Script::pattern("function plan() {\n  return [];\n"), ":2", "a bracket, brace or quote is missing");
    check_load(&Script::pattern("const a = 1;\n\nnowhere();\nfunction plan() {}"), ":3", "ReferenceError: nowhere");
    check_load(&Script::pattern("export function plan() {}"), ":1", "SyntaxError");
    check_load(&Script::pattern("function plann() {}"), "", "declares no function plan(...)");
    let state = "const state = { leg: 'a' };\nfunction decide() {}";
    check_load(&Script::behaviour(state), "", "state.leg is the text \"a\"");
}

#[test]
fn a_mistake_while_running_names_its_line() {
    let expected = "trial.js:3: TypeError: cannot read property '0' of undefined";
    check_plan("\nfunction plan(task) {\n  const first = task.areas[0];\n}", expected);
    let inner = "function plan(task) {\n  return task.assets.map((asset) =>\n    asset.nothing.at);\n}";
    check_plan(inner, "trial.js:3: TypeError");
    check_plan("function plan(task) {\n  plan(task);\n}", "call stack exhausted");
    check_decision("function decide() {\n  speed = 3;\n}", "trial.js:2: ReferenceError: speed");
    check_decision("function decide() {\n  throw 'no idea';\n}", "trial.js:1: threw no idea");
    let state = "const state = { leg: 0 };\nfunction decide(ship, state) {\n  state.legs = 2;\n}";
    check_decision(state, "trial.js:3: TypeError: object is not extensible");
    let signal = "function decide(ship) {\n  return steer(ship.signal('wind'), 1);\n}";
    check_decision(signal, "trial.js:2: Error: the script does not ask for the signal \"wind\"");
}

#[test]
fn a_plan_of_a_wrong_type_is_refused() {
    let check = |answer: &str, expected: &str| {
        check_plan(&format!("\nfunction plan(task) {{\n  return {answer};\n}}"), expected);
    };
    check("undefined", "trial.js:2: plan: the plan is undefined; it must be an object like [along");
    check("'north'", "the plan is the text \"north\"");
    check("{ assets: 5 }", "assets is 5; it must be a list");
    check("[along(task.assets[0], [vec(0, 0), vec(NaN, 0)])]", "assets[0].legs[0].to.eastM is NaN");
    check("[along(task.assets[0], [])]", "assets[0].commence is undefined");
    check("[{ ...along(task.assets[0], [vec(0, 0)]), asset: 1.5 }]", "assets[0].asset is 1.5");
    check_plan("async function plan() { return []; }", "async functions cannot be used");
}

#[test]
fn a_decision_of_a_wrong_type_is_refused() {
    let check = |answer: &str, expected: &str| {
        check_decision(&format!("function decide(ship, state) {{\n  return {answer};\n}}"), expected);
    };
    check("undefined", "trial.js:1: decide: the decision is undefined; it must be an object like steer(");
    check("{ heading: 90 }", "headingDeg is undefined; it must be a finite number");
    check("steer('90', 5)", "headingDeg is the text \"90\"");
    check("steer(0 / 0, 5)", "headingDeg is NaN");
    check("steer(90, 5, 'search')", "mode is the text \"search\"; it must be one of hold, transit, searching");
    let state = "const state = { leg: 0 };\nfunction decide(ship, state) { state.leg = 'x'; return steer(0, 0); }";
    check_decision(state, "trial.js:2: decide: state.leg is the text \"x\"");
}

#[test]
fn a_loop_without_end_is_stopped_and_the_others_go_on() {
    let text = "function decide(ship) {\n  while (ship.own.id === 7) {}\n  return steer(90, 5);\n}";
    let (mut host, decl) = Script::behaviour(text).host();
    let mut out = Outcome::default();
    let faults = host.step(0, &fleet(40, decl.state_stride), &mut out);
    assert_eq!((faults.len(), faults[0].units.as_slice()), (1, &[7][..]));
    assert!(faults[0].reason.contains("fuel"), "{}", faults[0].reason);
    assert_eq!((out.helm[6].heading_deg, out.helm[8].heading_deg), (90.0, 90.0));
    check_plan("function plan() { while (true); }", "fuel");
    check_load(&Script::pattern("while (true);\nfunction plan() {}"), "", "fuel");
}

#[test]
fn endless_memory_is_refused() {
    let text = "function plan() {\n  const all = [];\n  while (true) all.push(new Float64Array(100000));\n}";
    check_plan(text, "64 MiB of memory");
}

#[test]
fn chance_and_time_are_refused() {
    let check = |answer: &str, expected: &str| {
        check_plan(&format!("function plan(task) {{\n  return {answer};\n}}"), expected);
    };
    check("Math.random()", "trial.js:2: Error: Math.random is not there, since a replay must give the same result");
    check("new Date()", "Date is not there");
    check("Date.now()", "use ship.timeS or task.timeS");
    check("performance.now()", "ReferenceError: performance is not defined");
}

#[test]
fn the_name_of_a_pattern_is_a_name() {
    for name in ["../../x", "", "a\\nb"] {
        let text = format!("const patterns = [\"{name}\"];\nfunction plan() {{ return []; }}\n");
        let finding = Script::pattern(&text).finding();
        assert!(finding.problem.contains("the pattern"), "{finding}");
    }
}
