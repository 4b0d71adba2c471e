//! Observation: a cell's frame, built only from what that cell perceives.

use sarex_model::{math, position::Vec2};

use crate::{
    coordination,
    event::OrderKind,
    exercise::Exercise,
    levers,
    limits::{FRAME_EVENTS, SHOWN_ELEMENTS},
    notes,
    setup::EnvironmentChange,
    state::{Estimate, GapMap, Report, Track},
    view::{
        Activity, ContactView, EstimateView, FoundView, Frame, GapMapView, PlanView, TrueObject, TrueUnit, Truth,
        UnitView, WeatherView,
    },
};

/// Points of a trail: an hour, one a minute.
const TRAIL_POINTS: usize = 60;

impl Exercise {
    /// What one cell perceives now. Unknown cell numbers see an empty picture.
    pub fn frame(&self, cell: u32) -> Frame {
        if let Some(frozen) = self.state.desk.frozen.get(&cell) {
            return self.frozen(frozen);
        }
        let rights = self.setup.cells.get(cell as usize).is_some_and(crate::setup::Cell::sees_truth);
        Frame {
            tick: self.state.tick,
            ended: self.ended(),
            cell,
            units: self.unit_views(cell, rights),
            contacts: self.contact_views(cell, rights),
            found: self.found_views(cell, rights),
            estimates: self.estimate_views(cell, rights),
            plans: self.plan_views(cell, rights),
            messages: self.message_views(cell, rights),
            events: self.event_views(cell, rights),
            gap_map: self.gap_view(cell, rights),
            weather: self.weather(cell),
            truth: rights.then(|| self.truth()),
            coordination: coordination::board(self, cell, rights),
            own_notes: notes::seen(self, cell, rights),
            desk: self.desk_view(cell, rights),
            sharing: self.sharing_view(cell, rights),
        }
    }

    /// The cells whose picture a viewer sees: its own, or every one with the right to the truth.
    fn pictures(&self, cell: u32, rights: bool) -> impl Iterator<Item = u32> {
        let count = self.state.cells.len() as u32;
        (0..count).filter(move |c| rights || *c == cell)
    }

    fn unit_views(&self, cell: u32, rights: bool) -> Vec<UnitView> {
        let commanded = self.setup.units.iter().take_while(|u| u.cell.is_some()).count() as u32;
        (0..commanded).filter_map(|unit| self.unit_view(cell, rights, unit)).collect()
    }

    fn unit_view(&self, cell: u32, rights: bool, unit: u32) -> Option<UnitView> {
        let declared = &self.setup.units[unit as usize];
        let own = declared.cell == Some(cell);
        if own
            && !rights
            && let Some(silence) = levers::silent(self, unit)
        {
            return Some(self.reported_view(unit, own, &silence.last));
        }
        if own || rights {
            let state = &self.state.units[unit as usize];
            let track = &self.history.tracks[unit as usize];
            // What was run without a fix, or unheard, only control can draw.
            let to = levers::trail_from(self, unit).filter(|_| !rights).unwrap_or(u64::MAX);
            let track = &track[..track.partition_point(|point| point.tick < to)];
            let trail = track[track.len().saturating_sub(TRAIL_POINTS)..].iter().map(|p| p.at).collect();
            return Some(UnitView {
                unit,
                class: declared.performance.class,
                own,
                at: if rights { state.at } else { self.believed(unit) },
                course_deg: state.course_deg,
                speed_mps: state.speed_mps,
                age_s: 0,
                activity: state.activity,
                order: state.order.kind(),
                fuel_frac: Some(state.endurance_left_s / declared.performance.endurance_s),
                endurance_left_s: Some(state.endurance_left_s),
                on_board: state.on_board,
                leg: self.leg(unit),
                fallback: state.fallback,
                trail,
            });
        }
        let knower = self.state.cells.get(cell as usize)?;
        let report = knower.reports.get(&unit)?;
        let fuel_frac = knower.told.fuel.get(&unit).map(|(_, fuel_frac)| *fuel_frac);
        Some(UnitView { fuel_frac, ..self.reported_view(unit, own, report) })
    }

    fn reported_view(&self, unit: u32, own: bool, report: &Report) -> UnitView {
        UnitView {
            unit,
            class: self.setup.units[unit as usize].performance.class,
            own,
            at: report.at,
            course_deg: report.course_deg,
            speed_mps: report.speed_mps,
            age_s: self.state.tick - report.tick,
            activity: report.activity,
            order: OrderKind::Hold,
            fuel_frac: None,
            endurance_left_s: None,
            on_board: report.on_board,
            leg: None,
            fallback: false,
            trail: Vec::new(),
        }
    }

    fn leg(&self, unit: u32) -> Option<(u32, u32)> {
        let state = &self.state.units[unit as usize];
        match &state.order {
            crate::setup::Order::Search { legs, .. } => {
                Some((state.legs_done.min(legs.len() as u32), legs.len() as u32))
            }
            _ => None,
        }
    }

    fn contact_views(&self, cell: u32, rights: bool) -> Vec<ContactView> {
        let mut seen = std::collections::BTreeMap::new();
        for picture in self.pictures(cell, rights) {
            for (unit, track) in &self.state.cells[picture as usize].tracks {
                // A unit under command is drawn as such, not as a contact, by whoever has its reports.
                let reports = &self.state.cells[picture as usize].reports;
                if self.setup.units[*unit as usize].cell.is_none() || !rights && !reports.contains_key(unit) {
                    let known = seen.entry(*unit).or_insert((picture, track));
                    if known.1.seen < track.seen || known.1.identified.is_none() && track.identified.is_some() {
                        *known = (picture, track);
                    }
                }
            }
        }
        let told = self.told_contacts(cell, |unit| !rights && !seen.contains_key(&unit));
        let own = seen.iter().map(|(unit, (_, track))| self.contact_view(*unit, track));
        own.chain(told).collect()
    }

    fn contact_view(&self, unit: u32, track: &Track) -> ContactView {
        let age_s = self.state.tick - track.seen;
        let run = Vec2::from_polar(track.course_deg, track.speed_mps * age_s.min(600) as f64);
        let named = track.ais || track.identified.is_some();
        let declared = &self.setup.units[unit as usize];
        ContactView {
            track: track.number,
            at: track.at.moved(run),
            course_deg: track.course_deg,
            speed_mps: track.speed_mps,
            age_s,
            ais: track.ais,
            name: named.then(|| declared.name.en.clone()),
            kind: named.then(|| declared.kind.clone()),
            identified: track.identified.is_some(),
            dark: track.identified.is_some() && !declared.ais,
            told_by: None,
        }
    }

    fn found_views(&self, cell: u32, rights: bool) -> Vec<FoundView> {
        let mut views: Vec<FoundView> = Vec::new();
        for picture in self.pictures(cell, rights) {
            for found in &self.state.cells[picture as usize].found {
                if views.iter().any(|v| v.object == found.object) {
                    continue;
                }
                let now = self.state.objects[found.object as usize].persons_now();
                let persons = if rights { now } else { found.persons };
                views.push(FoundView {
                    object: found.object,
                    at: found.at,
                    found_tick: found.tick,
                    found_by: found.by,
                    persons_left: persons.left,
                    recovered: persons.recovered,
                    recovered_dead: persons.recovered_dead,
                });
            }
        }
        views
    }

    fn estimate_views(&self, cell: u32, rights: bool) -> Vec<EstimateView> {
        self.pictures(cell, rights)
            .flat_map(|c| self.state.cells[c as usize].estimates.iter().map(move |e| estimate_view(c, e)))
            .collect()
    }

    /// Every plan, as control sees them.
    pub(crate) fn every_plan(&self) -> Vec<PlanView> {
        self.plan_views(u32::MAX, true)
    }

    fn plan_views(&self, cell: u32, rights: bool) -> Vec<PlanView> {
        let known = |plan: u32| rights || self.state.cells.get(cell as usize).is_some_and(|c| c.plans.contains(&plan));
        (0..self.state.plans.len() as u32)
            .filter(|plan| known(*plan))
            .map(|plan| {
                let state = &self.state.plans[plan as usize];
                PlanView {
                    plan,
                    cell: state.cell,
                    name: state.name.clone(),
                    note: state.note.clone(),
                    made_tick: state.made,
                    parts: state.parts.clone(),
                }
            })
            .chain(self.told_plans(cell, rights))
            .collect()
    }

    fn event_views(&self, cell: u32, rights: bool) -> Vec<crate::event::Event> {
        let known = self.history.events.iter().rev().filter(|e| rights || e.known_to.includes(cell));
        let mut views: Vec<_> = known.take(FRAME_EVENTS).cloned().collect();
        views.reverse();
        views
    }

    fn gap_view(&self, cell: u32, rights: bool) -> Option<GapMapView> {
        let maps: Vec<&GapMap> =
            self.pictures(cell, rights).filter_map(|c| self.state.cells[c as usize].gap.as_ref()).collect();
        joined_gap_map(&maps, self.state.tick)
    }

    fn weather(&self, cell: u32) -> WeatherView {
        let unit = self.setup.units.iter().position(|u| u.cell == Some(cell));
        let (wind, current) = unit.map_or_else(
            || self.weather_at_start_place(),
            |u| {
                let state = &self.state.units[u];
                (state.wind, state.current)
            },
        );
        let error = self
            .state
            .cells
            .get(cell as usize)
            .map_or((Vec2::default(), Vec2::default()), |c| (c.forecast_wind, c.forecast_current));
        // The forecast knows of control's offset only what the cell was told.
        let (offset, told) = (self.state.levers.offset, self.state.levers.told(cell));
        let wind = wind + error.0 + told.wind - offset.wind;
        let current = current + error.1 + told.current - offset.current;
        WeatherView {
            wind_from_deg: math::wrap_360(wind.bearing_deg() + 180.0),
            wind_mps: wind.length(),
            current_to_deg: current.bearing_deg(),
            current_mps: current.length(),
            visibility_nm: self.state.visibility_nm,
            wave_height_m: self.state.wave_height_m,
            sea_temperature_c: self.setup.environment.sea_temperature_c,
        }
    }

    /// For a cell without units: wind and current where the first unit started, for where it is now is not the cell's.
    fn weather_at_start_place(&self) -> (Vec2, Vec2) {
        let environment = &self.setup.environment;
        let time_s = self.state.tick as f64;
        self.setup.units.first().map_or((Vec2::default(), Vec2::default()), |u| {
            let at = |field: &sarex_model::field::FieldStack| field.at(u.at, time_s).unwrap_or_default();
            (at(&environment.wind), at(&environment.current))
        })
    }

    fn truth(&self) -> Truth {
        let objects = (0_u32..).zip(&self.state.objects).map(|(object, state)| TrueObject {
            object,
            at: state.at,
            drift_mps: [state.velocity.east_m, state.velocity.north_m],
            persons_left: state.left(),
            alive: state.persons.iter().filter(|p| !p.dead).count() as u32,
            stranded: state.stranded,
            fates: state.persons.iter().map(levers::fate).collect(),
        });
        let units =
            (0_u32..).zip(self.setup.units.iter().zip(&self.state.units)).map(|(unit, (declared, state))| TrueUnit {
                unit,
                name: declared.name.en.clone(),
                class: declared.performance.class,
                cell: declared.cell,
                at: state.at,
                course_deg: state.course_deg,
                speed_mps: state.speed_mps,
                activity: if state.lost { Activity::Lost } else { state.activity },
                ais: declared.ais,
            });
        Truth {
            objects: objects.collect(),
            units: units.collect(),
            environment: EnvironmentChange {
                visibility_nm: Some(self.state.visibility_nm),
                wave_height_m: Some(self.state.wave_height_m),
            },
            list: self.state.list.lines(&self.setup.serials, self.state.tick),
            levers: self.state.levers.clone(),
            links: self.state.talk.rules.clone(),
            bases: self.setup.units.iter().take_while(|u| u.cell.is_some()).map(|u| u.base).collect(),
        }
    }
}

fn estimate_view(cell: u32, estimate: &Estimate) -> EstimateView {
    let every = estimate.elements.len().div_ceil(SHOWN_ELEMENTS) | 1; // odd, for both sides of the wind
    let shown = estimate.elements.iter().step_by(every);
    let elements = shown.map(|e| [e.at.lat_deg as f32, e.at.lon_deg as f32, math::exp(-e.potential) as f32]).collect();
    EstimateView {
        cell,
        object: estimate.object,
        datum: estimate.mean,
        radius_50_m: estimate.radius_50_m,
        radius_95_m: estimate.radius_95_m,
        drift_mps: [estimate.drift.east_m, estimate.drift.north_m],
        elements,
        pos: estimate.pos,
    }
}

/// The newest watch of several cells' maps of the same area.
pub(crate) fn joined_gap_map(maps: &[&GapMap], tick: u64) -> Option<GapMapView> {
    let first = maps.first()?;
    let age = |index: usize| {
        let last = maps.iter().map(|m| m.watched[index]).max().unwrap_or(0);
        match (first.inside[index], last) {
            (false, _) => u32::MAX - 1,
            (true, 0) => u32::MAX,
            (true, last) => (tick as u32 + 1).saturating_sub(last),
        }
    };
    Some(GapMapView {
        south_west: first.south_west,
        cell_deg: [first.cell_deg[0], first.cell_deg[1]],
        cols: first.cols,
        rows: first.rows,
        age_s: (0..first.watched.len()).map(age).collect(),
    })
}
