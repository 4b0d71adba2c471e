//! Forms filled in from what a cell knows: from its frame and the brief, and from nothing else, so that truth cannot get
//! into a message. What the cell does not know stays blank.

use sarex_model::{
    position::{LocalFrame, Position},
    units::nm,
};

use super::{
    body::{
        Area, Body, Casualty, Coordination, Deed, DistressAlert, Execution, Fix, HandOver, Party, Persons, ReadBack,
        Reports, Request, SearchAction, Sitrep, Situation, Statement, Tasking, Weather,
    },
    codes::{FixKind, HandOverItem, Kind, Office, Phase, Phrase, Precedence, SitrepForm, Wanted},
    facts::Facts,
};
use crate::{
    setup::{Class, Role},
    view::{Activity, Brief, Frame, MessageView, PlanView, UnitView},
};

/// Seconds between reports of those on scene, as a first proposal: every hour is usual (assumed).
const REPORT_EVERY_S: u64 = 3_600;

/// A form filled in with what a cell knows.
pub fn prefill(frame: &Frame, brief: &Brief, kind: Kind) -> Body {
    let picture = Picture { frame, brief };
    match kind {
        Kind::DistressAlert => Body::DistressAlert(Box::new(picture.alert())),
        Kind::SitrepShort => Body::Sitrep(Box::new(picture.sitrep(SitrepForm::Short))),
        Kind::SitrepLong => Body::Sitrep(Box::new(picture.sitrep(SitrepForm::Long))),
        Kind::SearchAction => Body::SearchActionMessage(Box::new(picture.search_action())),
        Kind::Tasking => Body::Tasking(Box::new(picture.tasking())),
        Kind::ReadBack => frame
            .messages
            .iter()
            .rev()
            .find(|m| m.draft.from != frame.cell && !Facts::of(&m.draft.body).is_blank())
            .map_or_else(|| Body::ReadBack(Box::default()), read_back),
        Kind::Request => Body::RequestForInformation(Box::new(picture.request())),
        Kind::HandOver => Body::HandOver(Box::new(picture.handover())),
    }
}

/// The read-back of a message: what its reader understood.
pub fn read_back(message: &MessageView) -> Body {
    let facts = Facts::of(&message.draft.body);
    Body::ReadBack(Box::new(ReadBack { of: Some(message.number), facts, remarks: Statement::default() }))
}

impl Facts {
    /// Nothing to read back.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

impl Statement {
    fn of(phrases: Vec<Phrase>) -> Self {
        Self { phrases, text: None }
    }
}

/// What a cell knows.
struct Picture<'f> {
    frame: &'f Frame,
    brief: &'f Brief,
}

impl Picture<'_> {
    fn now_s(&self) -> i64 {
        i64::try_from(self.frame.tick).unwrap_or(i64::MAX)
    }

    /// The object that the cell deals with: the one it found last, or was told of last.
    fn object(&self) -> Option<u32> {
        let told = self.frame.estimates.iter().rev().find(|e| e.cell == self.frame.cell).map(|e| e.object);
        told.or_else(|| self.frame.found.last().map(|f| f.object))
    }

    fn alert(&self) -> DistressAlert {
        DistressAlert {
            source: None,
            received_s: Some(self.now_s()),
            nature: None,
            casualty: self.casualty(),
            position: self.position(),
            persons: self.persons(),
            assistance: Statement::default(),
        }
    }

    fn sitrep(&self, form: SitrepForm) -> Sitrep {
        let short = Sitrep {
            form: Some(form),
            number: Some(self.next_number()),
            precedence: self.object().map(|_| Precedence::Distress),
            casualty: self.casualty(),
            position: self.position(),
            phase: self.object().map(|_| Phase::Distress),
            situation: Statement::of(self.situation()),
            persons: self.persons(),
            coordinator: self.cell_with(Role::Smc),
            last: self.over(),
            ..Sitrep::default()
        };
        if form == SitrepForm::Short {
            return short;
        }
        Sitrep {
            weather: self.weather(),
            deeds: self.deeds(),
            areas: self.plans().flat_map(areas).collect(),
            pos: self.pos(),
            coordination: self.coordination(),
            plans: Statement::of(self.intentions()),
            ..short
        }
    }

    fn search_action(&self) -> SearchAction {
        let plan: Vec<&PlanView> = self.plans().collect();
        SearchAction {
            situation: Situation {
                nature: None,
                casualty: self.casualty(),
                position: self.position(),
                persons: self.persons(),
                search_objects: Statement::default(),
                weather: self.weather(),
                on_scene: self.deeds(),
            },
            areas: plan.iter().flat_map(|plan| areas(plan)).collect(),
            execution: plan.iter().flat_map(|plan| self.execution(plan)).collect(),
            coordination: Coordination {
                instructions: Statement::of(vec![Phrase::KeepToArea, Phrase::KeepHeight]),
                ..self.coordination()
            },
            communications: Default::default(),
            reports: Reports {
                to: Some(self.frame.cell),
                every_s: Some(REPORT_EVERY_S),
                wanted: vec![Wanted::SearchResults, Wanted::Weather, Wanted::UnitStatus],
                instructions: Statement::of(vec![Phrase::ReportArrival, Phrase::ReportSightings]),
            },
        }
    }

    fn tasking(&self) -> Tasking {
        Tasking {
            at: self.position().at,
            report_to: Some(Party::Cell(self.frame.cell)),
            start_s: Some(self.now_s()),
            ..Tasking::default()
        }
    }

    fn request(&self) -> Request {
        Request { object: self.object(), ..Request::default() }
    }

    fn handover(&self) -> HandOver {
        let offices = [(Role::Smc, Office::Smc), (Role::Osc, Office::Osc), (Role::Aco, Office::Aco)];
        let roles = self.brief.cells.get(self.frame.cell as usize).map_or(&[][..], |c| &c.roles);
        let known = [
            (true, HandOverItem::Situation),
            (self.plans().next().is_some(), HandOverItem::Plan),
            (self.pos().is_some(), HandOverItem::AreasSearched),
            (!self.frame.units.is_empty(), HandOverItem::Units),
            (self.frame.units.iter().any(|u| u.endurance_left_s.is_some()), HandOverItem::Endurance),
            (true, HandOverItem::Weather),
            (!self.frame.found.is_empty(), HandOverItem::Survivors),
        ];
        HandOver {
            office: offices.into_iter().find(|(role, _)| roles.contains(role)).map(|(_, office)| office),
            start_s: Some(self.now_s()),
            items: known.into_iter().filter(|(there, _)| *there).map(|(_, item)| item).collect(),
            situation: Some(Box::new(self.sitrep(SitrepForm::Long))),
            ..HandOver::default()
        }
    }

    /// One more than the SITREPs that the cell has sent.
    fn next_number(&self) -> u32 {
        let sent = self.frame.messages.iter().filter(|m| m.draft.from == self.frame.cell && m.draft.kind == "sitrep");
        1 + sent.count() as u32
    }

    fn casualty(&self) -> Casualty {
        Casualty { object: self.object(), ..Casualty::default() }
    }

    /// Where the object was found, else the datum of the cell's own forecast.
    fn position(&self) -> Fix {
        let Some(object) = self.object() else { return Fix::default() };
        if let Some(found) = self.frame.found.iter().find(|f| f.object == object) {
            let time_s = i64::try_from(found.found_tick).ok();
            return Fix { kind: Some(FixKind::Found), at: Some(rounded(found.at)), time_s, error_m: None };
        }
        let own = self.frame.estimates.iter().find(|e| e.cell == self.frame.cell && e.object == object);
        own.map_or_else(Fix::default, |estimate| Fix {
            kind: Some(FixKind::Datum),
            at: Some(rounded(estimate.datum)),
            time_s: Some(self.now_s()),
            error_m: Some(estimate.radius_50_m),
        })
    }

    fn persons(&self) -> Persons {
        let Some(object) = self.object() else { return Persons::default() };
        let at_risk = self.brief.objects.get(object as usize).map(|o| o.persons);
        self.frame.found.iter().find(|f| f.object == object).map_or(
            Persons { at_risk, ..Persons::default() },
            |found| Persons {
                at_risk,
                recovered: Some(found.recovered),
                dead: Some(found.recovered_dead),
                missing: Some(found.persons_left),
                injured: None,
            },
        )
    }

    /// Every object that the cell knows to be found has been cleared.
    fn over(&self) -> bool {
        !self.frame.found.is_empty() && self.frame.found.iter().all(|f| f.persons_left == 0)
    }

    fn situation(&self) -> Vec<Phrase> {
        let doing = |wanted: &[Activity]| self.known_units().any(|u| wanted.contains(&u.activity));
        let found = !self.frame.found.is_empty();
        let searching = doing(&[Activity::Searching]);
        let steps = [
            (self.over(), Phrase::AllRecovered),
            (found && !self.over(), Phrase::ObjectFound),
            (doing(&[Activity::Recovering]), Phrase::RecoveryUnderWay),
            (!found && self.plans().next().is_none() && self.object().is_some(), Phrase::DriftComputed),
            (!found && !searching && self.plans().next().is_some(), Phrase::SearchPlanned),
            (!found && searching, Phrase::SearchUnderWay),
            (!found && searching, Phrase::NothingFound),
            (!found && doing(&[Activity::Transit]), Phrase::UnitsProceeding),
        ];
        steps.into_iter().filter(|(so, _)| *so).map(|(_, phrase)| phrase).collect()
    }

    fn intentions(&self) -> Vec<Phrase> {
        let found = !self.frame.found.is_empty();
        let steps = [
            (self.over(), Phrase::LandSurvivors),
            (self.over(), Phrase::UnitsReturn),
            (!found && self.plans().next().is_some(), Phrase::ContinueSearch),
        ];
        steps.into_iter().filter(|(so, _)| *so).map(|(_, phrase)| phrase).collect()
    }

    fn weather(&self) -> Weather {
        let weather = &self.frame.weather;
        Weather {
            wind_from_deg: Some(weather.wind_from_deg),
            wind_mps: Some(weather.wind_mps),
            current_to_deg: Some(weather.current_to_deg),
            current_mps: Some(weather.current_mps),
            wave_m: Some(weather.wave_height_m),
            visibility_m: Some(nm(weather.visibility_nm)),
            sea_temperature_c: Some(weather.sea_temperature_c),
        }
    }

    fn known_units(&self) -> impl Iterator<Item = &UnitView> {
        self.frame.units.iter()
    }

    /// What the units do, those at base left out.
    fn deeds(&self) -> Vec<Deed> {
        let idle = [Activity::AtBase, Activity::Preparing];
        self.known_units()
            .filter(|u| !idle.contains(&u.activity))
            .map(|u| Deed {
                unit: Some(u.unit),
                activity: Some(u.activity),
                on_board: Some(u.on_board).filter(|n| *n > 0),
            })
            .collect()
    }

    /// The cell's own plans, oldest first.
    fn plans(&self) -> impl Iterator<Item = &PlanView> {
        self.frame.plans.iter().filter(|p| p.cell == self.frame.cell)
    }

    fn pos(&self) -> Option<f64> {
        let object = self.object()?;
        let own = self.frame.estimates.iter().find(|e| e.cell == self.frame.cell && e.object == object)?;
        self.plans().next().map(|_| own.pos)
    }

    fn execution(&self, plan: &PlanView) -> Vec<Execution> {
        let of = |(number, part): (usize, &crate::view::PlanPart)| {
            let performance = self.brief.units.get(part.unit as usize).map(|u| &u.performance);
            Execution {
                area: Some(area_name(plan, number)),
                unit: Some(part.unit),
                pattern: Some(plan.name.clone()),
                creep_deg: None,
                commence: part.points.first().copied().map(rounded),
                height_m: performance.filter(|p| p.class != Class::Vessel).map(|p| p.sensor_height_m),
                spacing_m: Some(part.spacing_m).filter(|m| *m > 0.0),
                start_s: None,
            }
        };
        plan.parts.iter().enumerate().map(of).collect()
    }

    fn coordination(&self) -> Coordination {
        Coordination {
            smc: self.cell_with(Role::Smc).map(Party::Cell),
            osc: self.cell_with(Role::Osc).map(Party::Cell),
            aco: self.cell_with(Role::Aco).map(Party::Cell),
            instructions: Statement::default(),
        }
    }

    fn cell_with(&self, role: Role) -> Option<u32> {
        self.brief.cells.iter().position(|c| c.roles.contains(&role)).map(|n| n as u32)
    }
}

fn areas(plan: &PlanView) -> Vec<Area> {
    let of = |(number, part): (usize, &crate::view::PlanPart)| Area {
        name: Some(area_name(plan, number)),
        corners: part.area.iter().copied().map(rounded).collect(),
        size_m2: size_m2(&part.area),
    };
    plan.parts.iter().enumerate().map(of).collect()
}

/// Letter of the plan, number of the part: `A-1`.
fn area_name(plan: &PlanView, part: usize) -> String {
    let letter = char::from(b'A' + (plan.plan % 26) as u8);
    format!("{letter}-{}", part + 1)
}

/// Positions are given to hundredths of a minute.
fn rounded(at: Position) -> Position {
    let hundredths = |deg: f64| (deg * 6_000.0).round() / 6_000.0;
    Position::new(hundredths(at.lat_deg), hundredths(at.lon_deg))
}

/// Size of a polygon on the local plane, square metres; none of fewer than three corners.
pub fn size_m2(corners: &[Position]) -> Option<f64> {
    let origin = *corners.first()?;
    let frame = LocalFrame::new(origin);
    let points: Vec<_> = corners.iter().map(|at| frame.to_local(*at)).collect();
    let next = points.iter().cycle().skip(1);
    let twice: f64 = points.iter().zip(next).map(|(a, b)| a.east_m * b.north_m - b.east_m * a.north_m).sum();
    (corners.len() > 2).then_some(twice.abs() / 2.0)
}
