//! Plugins that are a script: what it says is done, and nothing it does depends on more than its inputs.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod fixture;
#[path = "fixture/script.rs"]
mod script;

use fixture::{fleet, load, options, plugins_dir};
use sarex_model::position::Vec2;
use sarex_plugin_host::{PluginHost, find};
use sarex_sim::decision::{Batch, Decisions, Glimpse, LogEntry, Outcome, Progress, SearchTask};
use script::{Script, task};

// ---- search patterns

#[test]
fn the_square_is_planned_and_planned_alike_by_another_instance() {
    let file = find(&plugins_dir(), "script-square").unwrap();
    let (mut host, decl, findings) = load(file.clone(), &options(1));
    assert_eq!((decl.patterns, findings), (vec!["script-square".to_string()], vec![]));
    let task = task("script-square");
    let plan = host.plan(0, &task).unwrap();
    assert_eq!(load(file, &options(1)).0.plan(0, &task).unwrap(), plan);
    let part = &plan.assets[0];
    assert_eq!((part.asset, part.legs.len(), part.spacing_m, part.commence), (7, 24, 1_200.0, task.datum));
    let spacings = part.legs.iter().scan(part.commence, |at, leg| {
        let length_m = (leg.to.east_m - at.east_m).hypot(leg.to.north_m - at.north_m);
        *at = leg.to;
        Some((length_m / 1_200.0 * 1_000.0).round() / 1_000.0)
    });
    assert_eq!(spacings.take(6).collect::<Vec<_>>(), [1.0, 1.0, 2.0, 2.0, 3.0, 3.0]);
    let near = |at: Vec2, east_m: f64, north_m: f64| (at.east_m - east_m).hypot(at.north_m - north_m) < 1e-6;
    assert!(near(part.legs[0].to, 100.0, 1_150.0) && near(part.legs[1].to, 1_300.0, 1_150.0));
}

#[test]
fn parameters_have_defaults_bounds_and_names() {
    let text = "
        const params = { legs: { default: 3, min: 1, max: 9 }, length_m: 500 };
        function plan(task) {
          const points = [vec(0, 0)];
          while (points.length <= task.params.legs) points.push(vec(points.length * task.params.length_m, 0));
          return [along(task.assets[0], points)];
        }";
    let (mut host, decl) = Script::pattern(text).host();
    assert_eq!(decl.patterns, ["trial"]);
    let mut ask = |params: &[(&str, f64)]| {
        let params = params.iter().map(|(key, value)| (key.to_string(), *value)).collect();
        let plan = host.plan(0, &SearchTask { params, ..task("trial") })?;
        Ok::<_, String>((plan.assets[0].legs.len(), plan.assets[0].legs[0].to.east_m))
    };
    assert_eq!(ask(&[]), Ok((3, 500.0)));
    assert_eq!(ask(&[("legs", 5.0), ("length_m", 70.0)]), Ok((5, 70.0)));
    assert!(ask(&[("legs", 12.0)]).unwrap_err().contains("parameter `legs` is 12; it must lie from 1 to 9"));
    assert!(ask(&[("leg", 5.0)]).unwrap_err().contains("unknown parameter `leg`; known: legs, length_m"));
}

#[test]
fn a_running_plan_is_kept_or_replaced() {
    let text = "
        const replanEveryS = 600;
        function plan(task) { return [along(task.assets[0], [vec(0, 0), vec(100, 0)])]; }
        function replan(task, current, now) {
          if (now[0].leg === 0) return;
          current.assets[0].legs.push({ to: now[0].at, speedMps: 3 });
          return current;
        }";
    let (mut host, decl) = Script::pattern(text).host();
    assert_eq!(decl.replan_every_s, 600.0);
    let task = task("trial");
    let plan = host.plan(0, &task).unwrap();
    let at = Vec2 { east_m: 5.0, north_m: 6.0 };
    let now = |leg: u32| [Progress { asset: 7, leg, at, endurance_s: 900.0 }];
    assert_eq!(host.replan(0, &task, &plan, &now(0)), Ok(None));
    let other = host.replan(0, &task, &plan, &now(1)).unwrap().unwrap();
    assert_eq!((other.assets[0].legs.len(), other.assets[0].legs[1].to), (2, at));
}

#[test]
fn what_is_not_possible_is_said_and_no_fault() {
    let text = "function plan(task) {\n  if (task.area.length === 0) infeasible('no area');\n  needsPoc();\n}";
    let (mut host, _) = Script::pattern(text).host();
    assert!(host.plan(0, &task("trial")).unwrap_err().contains("not possible: no area"));
    let area = vec![Vec2 { east_m: 0.0, north_m: 0.0 }; 3];
    let poc = host.plan(0, &SearchTask { area, ..task("trial") });
    assert!(poc.unwrap_err().contains("needs a probability map"));
    assert_eq!(host.costs()[0].faults, 0);
}

// ---- behaviours

/// Goes to the order's place; counts its steps and sums up its headings.
const COUNTER: &str = "
    const state = { steps: 10, sum: 0 };
    function decide(ship, state) {
      state.steps += 1;
      state.sum += ship.own.headingDeg;
      return steer(courseOf(ship.offset(ship.order)), ship.own.cruiseMps, 'transit', { leg: state.steps });
    }";

fn stepped(host: &mut PluginHost, batch: &Batch) -> Outcome {
    let mut out = Outcome::default();
    assert_eq!(host.step(0, batch, &mut out), []);
    out
}

#[test]
fn ships_are_steered_and_their_state_survives() {
    let script = Script::behaviour(COUNTER);
    let (mut host, decl) = script.host();
    let mut batch = fleet(70, decl.state_stride);
    let first = stepped(&mut host, &batch);
    assert!(first.helm.iter().all(|helm| helm.leg == 11 && helm.heading_deg.abs() < 1e-6), "north, step 11");
    assert_eq!(first.helm[1].speed_mps, batch.ships[1].cruise_mps);
    batch.state.clone_from(&first.state);
    let second = stepped(&mut host, &batch);
    assert!(second.helm.iter().all(|helm| helm.leg == 12));
    assert_eq!(stepped(&mut script.host().0, &batch), second, "another host goes on where this one was");
    let sum = f64::from_le_bytes(second.state[40..48].try_into().unwrap());
    assert_eq!(sum, 2.0 * batch.ships[1].heading_deg);
}

#[test]
fn a_script_sees_its_order_its_legs_and_its_contacts() {
    let text = "
        const maxContacts = 4;
        function decide(ship) {
          if (ship.order.kind !== 'search') return steer(0, 1, 'hold');
          const [leg] = ship.legs, [contact] = ship.contacts;
          const good = leg.sensorOn && contact.kind === 'vessel' && Math.round(lengthOf(contact.offset)) === 3000;
          return steer(good ? 90 : 0, 2, 'searching', { altM: leg.altM, legPassed: leg.number, returning: true });
        }";
    let (mut host, decl) = Script::behaviour(text).host();
    let out = stepped(&mut host, &fleet(9, decl.state_stride));
    assert_eq!((out.helm[3].heading_deg, out.helm[3].alt_m, out.helm[3].mode), (90.0, 150.0, 2));
    let acts: Vec<_> = out.acts.iter().map(|act| (act.ship, act.what, act.value)).collect();
    assert_eq!(acts, [(3, 2, 0), (3, 3, 0)]);
}

// ---- sensors and judges

#[test]
fn a_script_may_be_a_sensor_model() {
    let text = "
        const maxRangeM = 20000;
        function detect(look) { return look.class === 'drone' && look.objectKind === 'life-raft' ? 0.75 : 0; }";
    let (mut host, decl) = Script::new("sensor-model", text).host();
    assert_eq!(decl.max_range_m, 20_000.0);
    let raft = Glimpse { class: 3, object_kind: 1, ..Glimpse::default() };
    assert_eq!(host.detect(0, &[raft, Glimpse::default()]).unwrap(), [0.75, 0.0]);
}

#[test]
fn a_script_may_be_a_judge() {
    let text = "
        function judge(log, metrics) {
          const found = log.filter((event) => event.kind === 'found' && event.subject === null);
          const atS = found.map((event) => event.timeS);
          return [{ code: 'found', score: metrics.found / 2, text: `${found.length} found`, atS }];
        }";
    let (mut host, _) = Script::new("exercise-judge", text).host();
    let entry =
        LogEntry { time_s: 60.0, kind: "found".into(), subject: u32::MAX, object: 3, value: 0.0, text: String::new() };
    let found = host.judge(0, &[entry], &[("found".into(), 1.0)]).unwrap();
    assert_eq!((found[0].score, found[0].text.as_str(), found[0].at_s.as_slice()), (0.5, "1 found", &[60.0][..]));
}

// ---- determinism

#[test]
fn the_seed_gives_random_numbers() {
    let text = "
        function decide(ship) {
          const dice = random(ship);
          return steer(dice.between(0, 360), dice.unit());
        }";
    let script = Script::behaviour(text);
    let (mut host, decl) = script.host();
    let mut batch = fleet(1_000, decl.state_stride);
    let out = stepped(&mut host, &batch);
    assert_eq!(stepped(&mut script.host().0, &batch), out, "another instance draws the same");
    let heading = out.helm.iter().map(|helm| helm.heading_deg / 360.0).sum::<f64>() / 1_000.0;
    let speed = out.helm.iter().map(|helm| helm.speed_mps).sum::<f64>() / 1_000.0;
    assert!((heading - 0.5).abs() < 0.03 && (speed - 0.5).abs() < 0.03, "means {heading} and {speed}");
    batch.tick += 1;
    assert_ne!(stepped(&mut host, &batch), out, "another tick draws others");
}

/// The hash of a plugin names its script; an instance knows nothing of the script before.
#[test]
fn a_changed_script_is_another_plugin() {
    let [one, two] = ["one", "two"].map(|name| {
        let text = format!("const patterns = ['{name}'];\nfunction plan() {{}}");
        let script = Script::pattern(&text);
        (script.file().sha256, script.host().1.patterns)
    });
    assert_ne!(one.0, two.0);
    assert_eq!((one.1, two.1), (vec!["one".to_string()], vec!["two".to_string()]));
}
