//! The check of a plugin apart from an exercise: contract, outputs, purity, cost.

use sarex_model::position::{Position, Vec2};
use sarex_sim::decision::{Batch, Decisions, LegRow, OrderRow, Outcome, OwnShip, PocGrid, SearchAsset, SearchTask};
use sarex_sim::setup::{PluginDecl, World};

use crate::host::{HostOptions, PluginHost};
use crate::package::find::{PluginFile, show};
use crate::package::manifest::Finding;

/// Ships of the sample: every class under every order.
const SHIPS: u32 = 36;

/// Loads the plugin by itself and tries it: describes itself the same twice, takes an empty batch, gives usable
/// outputs, the same ones again and for any cut of the batch, within half its fuel.
pub fn check(file: &PluginFile) -> Vec<Finding> {
    let ((first, decl), (second, again)) = match (open(file), open(file)) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(finding), _) | (_, Err(finding)) => return vec![finding],
    };
    let mut findings = Findings { place: show(&file.component), found: Vec::new() };
    findings.expect(decl == again, || {
        ("describes itself differently when asked again".into(), "return constants from `describe`")
    });
    match decl.world {
        World::VesselBehaviour => behaviour(&decl, first, second, &mut findings),
        World::SearchPattern => planner(&decl, first, second, &mut findings),
        World::SensorModel | World::ExerciseJudge => {}
    }
    findings.found
}

fn open(file: &PluginFile) -> Result<(PluginHost, PluginDecl), Finding> {
    let (host, mut decls, mut findings) = PluginHost::load(&[Ok(file.clone())], &[], &HostOptions::default());
    match findings.pop() {
        Some(finding) => Err(finding),
        None => Ok((host, decls.remove(0))),
    }
}

struct Findings {
    place: String,
    found: Vec<Finding>,
}

impl Findings {
    fn expect(&mut self, holds: bool, problem: impl FnOnce() -> (String, &'static str)) {
        if !holds {
            let (problem, hint) = problem();
            self.found.push(Finding::new(self.place.clone(), problem, hint));
        }
    }
}

/// Steps, and turns faults into findings; none when there were any.
fn step(host: &mut PluginHost, batch: &Batch, findings: &mut Findings) -> Option<Outcome> {
    let mut out = Outcome::default();
    let faults = host.step(0, batch, &mut out);
    for fault in &faults {
        findings.expect(false, || (fault.reason.clone(), "the sample has ships of every class under every order"));
    }
    faults.is_empty().then_some(out)
}

fn behaviour(decl: &PluginDecl, mut host: PluginHost, mut other: PluginHost, findings: &mut Findings) {
    let stride = decl.state_stride as usize;
    let mut batch = sample_batch(stride);
    let empty = Batch { tick: batch.tick, dt_s: 1.0, ..Batch::default() };
    if step(&mut host, &empty, findings).is_none() {
        return;
    }
    for tick in 0..4 {
        (batch.tick, batch.time_s) = (tick, tick as f64);
        let Some(whole) = step(&mut host, &batch, findings) else { return };
        let Some(again) = step(&mut host, &batch, findings) else { return };
        findings.expect(whole == again, || {
            ("gives another answer to the same question".into(), "keep nothing outside the state that `step` is given")
        });
        let Some(parted) = one_by_one(&mut other, &batch, stride, findings) else { return };
        findings.expect(whole == parted, || {
            (
                "decides otherwise for a ship alone than in company".into(),
                "decide for each ship from its own records only",
            )
        });
        batch.state = whole.state;
    }
    let cost = &host.costs()[0];
    let per_ship = cost.fuel / cost.ships.max(1);
    findings.expect(per_ship * 2 <= cost.fuel_budget, || {
        let text = format!("uses {per_ship} fuel for a ship on the average; the budget is {}", cost.fuel_budget);
        (text, "stay below half of fuel_per_ship, or raise it in plugin.toml")
    });
}

/// The batch ship by ship, from the last to the first.
fn one_by_one(host: &mut PluginHost, batch: &Batch, stride: usize, findings: &mut Findings) -> Option<Outcome> {
    let mut parts = Vec::new();
    for index in (0..batch.ships.len()).rev() {
        let alone = Batch {
            ships: vec![batch.ships[index]],
            orders: vec![batch.orders[index]],
            state: batch.state[index * stride..(index + 1) * stride].to_vec(),
            ..batch.clone()
        };
        parts.push(step(host, &alone, findings)?);
    }
    let mut whole = Outcome::default();
    for part in parts.into_iter().rev() {
        whole.helm.extend(part.helm);
        whole.acts.extend(part.acts);
        whole.state.extend(part.state);
    }
    Some(whole)
}

fn sample_batch(stride: usize) -> Batch {
    let mut batch = Batch { dt_s: 1.0, state: vec![0; SHIPS as usize * stride], ..Batch::default() };
    for id in 0..SHIPS {
        let class = id % 4;
        let cruise_mps = [9.0, 65.0, 90.0, 20.0][class as usize];
        batch.ships.push(OwnShip {
            id,
            class,
            status_bits: if class == 2 { 0 } else { 8 },
            lat_deg: 37.0 + f64::from(id) * 0.01,
            lon_deg: 131.0,
            heading_deg: f64::from(id * 10),
            speed_mps: cruise_mps,
            turn_rate_dps: 2.0,
            cruise_mps,
            max_speed_mps: 1.4 * cruise_mps,
            min_speed_mps: if class == 2 { 50.0 } else { 0.0 },
            fuel_frac: 0.7,
            endurance_left_s: 20_000.0,
            base_lat_deg: 37.2,
            base_lon_deg: 130.9,
            wind_e_mps: 5.0,
            current_n_mps: 0.5,
            ..OwnShip::default()
        });
        batch.orders.push(OrderRow {
            kind: id / 4,
            serial: 1,
            first_leg: batch.legs.len() as u32,
            leg_count: 3,
            lat_deg: 37.3,
            lon_deg: 131.2,
            ..OrderRow::default()
        });
        let leg = |number: u32| LegRow {
            lat_deg: 37.1,
            lon_deg: 131.0 + 0.1 * f64::from(number),
            flags: 1,
            ..LegRow::default()
        };
        batch.legs.extend((0..3).map(leg));
    }
    batch
}

fn planner(decl: &PluginDecl, mut host: PluginHost, mut other: PluginHost, findings: &mut Findings) {
    for pattern in &decl.patterns {
        let task = sample_task(pattern);
        let plan = host.plan(0, &task);
        findings.expect(plan.is_ok(), || {
            let text = format!(
                "does not plan `{pattern}` for the sample task: {}",
                plan.as_ref().err().map_or("", String::as_str)
            );
            (text, "the sample: two craft, an area of 20 by 10 km, a track, a probability map")
        });
        findings.expect(other.plan(0, &task) == plan, || {
            (format!("plans `{pattern}` differently when asked again"), "let `plan` depend on its task alone")
        });
        let wrong = SearchTask { params: vec![("no_such_parameter".into(), 1.0)], ..task.clone() };
        findings.expect(host.plan(0, &wrong).is_err_and(|text| text.contains("no_such_parameter")), || {
            (format!("plans `{pattern}` with a parameter it cannot know"), "return bad-input that names the key")
        });
        let none = SearchTask { assets: Vec::new(), ..task };
        findings.expect(host.plan(0, &none).is_err(), || {
            (format!("plans `{pattern}` without any craft"), "return bad-input that says what is missing")
        });
    }
    let cost = &host.costs()[0];
    findings.expect(cost.faults == 0, || {
        (format!("{} of its plans could not be used", cost.faults), "see the other findings")
    });
    findings.expect(cost.fuel / cost.calls.max(1) * 2 <= cost.fuel_budget, || {
        let text = format!(
            "uses {} fuel for a plan on the average; the budget is {}",
            cost.fuel / cost.calls.max(1),
            cost.fuel_budget
        );
        (text, "stay below half of fuel_per_plan, or raise it in plugin.toml")
    });
}

fn sample_task(pattern: &str) -> SearchTask {
    let place = |east_m: f64, north_m: f64| Vec2 { east_m, north_m };
    let asset = |id: u32, class: u32, speed_mps: f64| SearchAsset {
        id,
        class,
        start: place(-15_000.0, 2_000.0),
        cruise_mps: speed_mps,
        search_mps: 0.8 * speed_mps,
        endurance_s: 14_000.0,
        turn_radius_m: 80.0,
        sweep_width_m: 1_200.0,
        search_alt_m: 120.0,
        base: place(-15_000.0, 2_000.0),
    };
    SearchTask {
        pattern: pattern.into(),
        params: Vec::new(),
        frame: Position { lat_deg: 37.0, lon_deg: 131.5 },
        time_s: 3_600.0,
        datum: place(0.0, 0.0),
        error_radius_m: 3_000.0,
        drift_mps: place(0.3, 0.1),
        area: vec![
            place(-10_000.0, -5_000.0),
            place(10_000.0, -5_000.0),
            place(10_000.0, 5_000.0),
            place(-10_000.0, 5_000.0),
        ],
        track: vec![place(-8_000.0, 0.0), place(0.0, 2_000.0), place(8_000.0, 0.0)],
        assets: vec![asset(1, 1, 50.0), asset(2, 3, 25.0)],
        wind_mps: place(4.0, 2.0),
        current_mps: place(0.3, 0.0),
        visibility_m: 18_520.0,
        wave_height_m: 1.0,
        poc: Some(PocGrid {
            origin: place(-5_000.0, -5_000.0),
            cell_m: 1_000.0,
            cols: 10,
            rows: 10,
            values: (0..100).map(|cell| 0.008 + 0.002 * ((cell % 10 == 5) as u8 as f32)).collect(),
        }),
        spacing_m: None,
        max_legs: 200,
    }
}
