//! One plan of a search planner. Every plan gets a fresh instance, so that it cannot depend on the plans before it.

use std::time::Instant;

use sarex_model::position::Vec2;
use sarex_sim::decision::{AssetPlan, PlannedLeg, PlannedSearch, Progress, SearchTask};
use wasmtime::Engine;

use crate::contract::search_world::{SearchPattern, SearchPatternPre};
use crate::contract::{search, types};
use crate::run::guest::{Drawing, Guest, LogLine, StoreState, Terms, told};
use crate::run::{limits, validate};

/// A search planner ready to plan.
pub struct Planner {
    pub engine: Engine,
    pub pre: SearchPatternPre<StoreState>,
    pub terms: Terms,
    pub fuel_per_plan: u64,
}

/// How a call ended.
pub struct Answer<T> {
    pub plan: Result<T, Refusal>,
    pub fuel: u64,
    pub lines: Vec<LogLine>,
    pub drawings: Vec<Drawing>,
    pub wall_s: f64,
}

/// Why there is no plan.
pub enum Refusal {
    /// The planner says so, for a reason that the planner of the search can do something about.
    Said(String),
    /// The plugin is at fault.
    Fault(String),
}

impl Planner {
    /// Asks for a plan.
    pub fn plan(&self, task: &SearchTask) -> Answer<PlannedSearch> {
        self.ask(|guest| {
            let plan = guest.world.sarex_plugin_search().call_plan(&mut guest.store, &asked(task))?;
            Ok(plan.map_err(|error| Refusal::Said(said(error))).and_then(|plan| usable(native(&plan), task)))
        })
    }

    /// Puts a running plan to it again; none keeps the plan.
    pub fn replan(
        &self,
        task: &SearchTask,
        current: &PlannedSearch,
        now: &[Progress],
    ) -> Answer<Option<PlannedSearch>> {
        let (current, now) = (contract(current), now.iter().map(progress).collect::<Vec<_>>());
        self.ask(|guest| {
            let search = guest.world.sarex_plugin_search();
            let plan = search.call_replan(&mut guest.store, &asked(task), &current, &now)?;
            let plan = plan.map_err(|error| Refusal::Said(said(error)));
            Ok(plan.and_then(|plan| plan.map(|plan| usable(native(&plan), task)).transpose()))
        })
    }

    fn ask<T>(
        &self,
        question: impl FnOnce(&mut Guest<SearchPattern>) -> wasmtime::Result<Result<T, Refusal>>,
    ) -> Answer<T> {
        let started = Instant::now();
        let mut guest: Guest<SearchPattern> = match Guest::start(&self.engine, &self.pre, &self.terms) {
            Ok((guest, _)) => guest,
            Err(reason) => return Answer::fault(reason),
        };
        guest.refuel(self.fuel_per_plan, limits::PLAN_S);
        let answer = question(&mut guest);
        let plan = answer.unwrap_or_else(|error| Err(Refusal::Fault(guest.explain(&error, self.terms.memory_mib))));
        Answer {
            plan,
            fuel: guest.used(),
            lines: guest.take_lines(),
            drawings: guest.take_drawings(),
            wall_s: started.elapsed().as_secs_f64(),
        }
    }
}

impl<T> Answer<T> {
    fn fault(reason: String) -> Self {
        Self { plan: Err(Refusal::Fault(reason)), fuel: 0, lines: Vec::new(), drawings: Vec::new(), wall_s: 0.0 }
    }
}

fn progress(now: &Progress) -> search::Progress {
    search::Progress { asset: now.asset, leg: now.leg, at: vec(&now.at), endurance_s: now.endurance_s }
}

fn contract(plan: &PlannedSearch) -> search::SearchPlan {
    let leg = |leg: &PlannedLeg| search::Leg {
        to: vec(&leg.to),
        speed_mps: leg.speed_mps,
        alt_m: leg.alt_m,
        sensor_on: leg.sensor_on,
    };
    let part = |part: &AssetPlan| search::AssetPlan {
        asset: part.asset,
        commence: vec(&part.commence),
        legs: part.legs.iter().map(leg).collect(),
        spacing_m: part.spacing_m,
        area: part.area.iter().map(vec).collect(),
    };
    search::SearchPlan {
        name: plan.name.clone(),
        assets: plan.assets.iter().map(part).collect(),
        note: plan.note.clone(),
    }
}

fn usable(plan: PlannedSearch, task: &SearchTask) -> Result<PlannedSearch, Refusal> {
    validate::plan(&plan, task).map(|()| plan).map_err(Refusal::Fault)
}

fn said(error: search::PlanError) -> String {
    match error {
        search::PlanError::Infeasible(text) => format!("not possible: {}", short(&text)),
        search::PlanError::BadInput(text) => format!("wrong input: {}", short(&text)),
        search::PlanError::NeedsPoc => "this pattern needs a probability map: make a drift forecast first".into(),
    }
}

fn short(text: &str) -> String {
    told(text, limits::TEXT_CHARACTERS)
}

fn native(plan: &search::SearchPlan) -> PlannedSearch {
    let leg = |leg: &search::Leg| PlannedLeg {
        to: place(&leg.to),
        speed_mps: leg.speed_mps,
        alt_m: leg.alt_m,
        sensor_on: leg.sensor_on,
    };
    let part = |part: &search::AssetPlan| AssetPlan {
        asset: part.asset,
        commence: place(&part.commence),
        legs: part.legs.iter().map(leg).collect(),
        spacing_m: part.spacing_m,
        area: part.area.iter().map(place).collect(),
    };
    PlannedSearch { name: short(&plan.name), assets: plan.assets.iter().map(part).collect(), note: short(&plan.note) }
}

fn place(vec: &types::Vec2) -> Vec2 {
    Vec2 { east_m: vec.east_m, north_m: vec.north_m }
}

fn vec(place: &Vec2) -> types::Vec2 {
    types::Vec2 { east_m: place.east_m, north_m: place.north_m }
}

/// The task in the contract's records.
fn asked(task: &SearchTask) -> search::Task {
    search::Task {
        pattern: task.pattern.clone(),
        params: task.params.iter().map(|(key, value)| types::Param { key: key.clone(), value: *value }).collect(),
        frame: search::Origin { lat_deg: task.frame.lat_deg, lon_deg: task.frame.lon_deg },
        time_s: task.time_s,
        datum: search::Datum {
            at: vec(&task.datum),
            error_radius_m: task.error_radius_m,
            drift_east_mps: task.drift_mps.east_m,
            drift_north_mps: task.drift_mps.north_m,
        },
        area: task.area.iter().map(vec).collect(),
        track: task.track.iter().map(vec).collect(),
        assets: task.assets.iter().map(asset).collect(),
        env: search::Environment {
            wind_e_mps: task.wind_mps.east_m,
            wind_n_mps: task.wind_mps.north_m,
            current_e_mps: task.current_mps.east_m,
            current_n_mps: task.current_mps.north_m,
            visibility_m: task.visibility_m,
            wave_height_m: task.wave_height_m,
        },
        poc: task.poc.as_ref().map(|grid| types::Grid {
            origin: vec(&grid.origin),
            cell_m: grid.cell_m,
            cols: grid.cols,
            rows: grid.rows,
            values: grid.values.clone(),
        }),
        spacing_m: task.spacing_m,
        max_legs: task.max_legs,
    }
}

fn asset(asset: &sarex_sim::decision::SearchAsset) -> search::Asset {
    search::Asset {
        id: asset.id,
        class: asset.class,
        start: vec(&asset.start),
        cruise_mps: asset.cruise_mps,
        search_mps: asset.search_mps,
        endurance_s: asset.endurance_s,
        turn_radius_m: asset.turn_radius_m,
        sweep_width_m: asset.sweep_width_m,
        search_alt_m: asset.search_alt_m,
        base: vec(&asset.base),
    }
}
