//! What stands in one section: places, persons, weather, phrases. Nothing filled in gives none.

use sarex_model::{
    position::Position,
    units::{to_feet, to_nm},
};
use sarex_sim::{
    talk::{
        Area, Casualty, Coordination, Deed, Execution, Facts, Fix, Party, Persons, Radio, Reports, Statement, Weather,
    },
    view::Brief,
};

use super::super::Words;

/// The words of one reader, and the names of the exercise.
pub(super) struct Parts<'w> {
    pub words: &'w Words,
    pub brief: &'w Brief,
}

impl Parts<'_> {
    /// Several parts as one text; none when there are none.
    pub fn list(&self, parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| self.words.list(&parts))
    }

    /// Entries of a list, each of several parts.
    fn joined(&self, each: impl Iterator<Item = Option<String>>) -> Option<String> {
        let each: Vec<String> = each.flatten().collect();
        (!each.is_empty()).then(|| each.join(&self.words.get("talk-separator")))
    }

    pub fn coded(&self, prefix: &str, code: Option<&'static str>) -> Option<String> {
        code.map(|code| self.words.coded(prefix, code))
    }

    pub fn part(&self, key: &str, name: &str, value: Option<String>) -> Option<String> {
        value.map(|value| self.words.with(key, &[(name, value)]))
    }

    /// Phrases as sentences, then a person's own words.
    pub fn statement(&self, statement: &Statement) -> Option<String> {
        let phrases: Vec<String> =
            statement.phrases.iter().map(|phrase| self.words.coded("phrase", phrase.code())).collect();
        let end = self.words.get("sentence-end");
        let said = (!phrases.is_empty()).then(|| phrases.join(&self.words.get("sentence-separator")) + &end);
        let own = statement.text.as_ref().map(|text| self.words.text(text).to_owned());
        match (said, own) {
            (Some(said), Some(own)) => Some(format!("{said} {own}")),
            (said, own) => said.or(own),
        }
    }

    pub fn casualty(&self, casualty: &Casualty) -> Option<String> {
        self.list([
            casualty.name.clone(),
            casualty.object.map(|object| self.words.object(object, self.brief)),
            self.part("part-call-sign", "value", casualty.call_sign.clone()),
            self.part("part-mmsi", "value", casualty.mmsi.map(|mmsi| format!("{mmsi:09}"))),
            self.part("part-flag", "value", casualty.flag.clone()),
        ])
    }

    pub fn fix(&self, fix: &Fix) -> Option<String> {
        let kind = self.coded("fix", fix.kind.map(|kind| kind.code()));
        let place = match (kind, fix.at.map(|at| self.words.position(at))) {
            (Some(kind), Some(at)) => Some(format!("{kind} {at}")),
            (kind, at) => kind.or(at),
        };
        let error = fix.error_m.map(|m| self.words.distance(m));
        self.list([place, fix.time_s.map(|s| self.time(s)), self.part("part-error", "distance", error)])
    }

    pub fn persons(&self, persons: &Persons) -> Option<String> {
        let count = |key: &str, n: Option<u32>| self.part(key, "n", n.map(|n| n.to_string()));
        self.list([
            count("part-at-risk", persons.at_risk),
            count("part-recovered", persons.recovered),
            count("part-dead", persons.dead),
            count("part-missing", persons.missing),
            count("part-injured", persons.injured),
        ])
    }

    pub fn weather(&self, weather: &Weather) -> Option<String> {
        let flow = |key: &str, towards: Option<f64>, mps: Option<f64>, speed: String| {
            let arguments = [("direction", self.direction(towards?)), ("speed", speed)];
            mps.map(|_| self.words.with(key, &arguments))
        };
        let wind = weather.wind_mps.map(|mps| self.words.figure("figure-mps", mps, 1)).unwrap_or_default();
        let current = weather.current_mps.map(|mps| self.words.speed(mps)).unwrap_or_default();
        let waves = weather.wave_m.map(|m| self.words.figure("figure-m", m, 1));
        let seen = weather.visibility_m.map(|m| self.words.distance(m));
        let sea = weather.sea_temperature_c.map(|c| self.words.figure("figure-celsius", c, 1));
        self.list([
            flow("part-wind", weather.wind_from_deg, weather.wind_mps, wind),
            flow("part-current", weather.current_to_deg, weather.current_mps, current),
            self.part("part-waves", "height", waves),
            self.part("part-visibility", "distance", seen),
            self.part("part-sea-temperature", "temperature", sea),
        ])
    }

    pub fn deeds(&self, deeds: &[Deed]) -> Option<String> {
        let each = deeds.iter().map(|deed| {
            let aboard = self.part("part-on-board", "n", deed.on_board.map(|n| n.to_string()));
            let doing = self.list([deed.activity.map(|a| self.words.activity(a)), aboard]).unwrap_or_default();
            let unit = deed.unit.map(|unit| self.words.unit(unit, self.brief)).unwrap_or_default();
            Some(self.words.with("part-deed", &[("unit", unit), ("activity", doing)]))
        });
        self.joined(each)
    }

    pub fn areas(&self, areas: &[Area]) -> Option<String> {
        self.joined(areas.iter().map(|area| self.area(area)))
    }

    pub fn area(&self, area: &Area) -> Option<String> {
        let corners: Vec<String> = area.corners.iter().map(|at| self.words.position(*at)).collect();
        let size = area.size_m2.map(|m2| self.words.number(to_nm(to_nm(m2)), 1));
        self.list([
            self.part("part-area", "name", area.name.clone()),
            self.part("part-size", "size", size),
            (!corners.is_empty()).then(|| corners.join(" - ")),
        ])
    }

    pub fn execution(&self, execution: &[Execution]) -> Option<String> {
        let each = execution.iter().map(|part| {
            let how = self.list([
                self.part("part-area", "name", part.area.clone()),
                part.pattern.as_ref().map(|pattern| self.words.pattern(pattern)),
                self.part("part-creep", "direction", part.creep_deg.map(|deg| self.direction(deg))),
                self.part("part-commence", "place", part.commence.map(|at| self.words.position(at))),
                self.part("part-height", "height", part.height_m.map(|m| self.height(m))),
                self.part("part-spacing", "distance", part.spacing_m.map(|m| self.words.distance(m))),
                self.part("part-from-time", "time", part.start_s.map(|s| self.time(s))),
            ]);
            let unit = part.unit.map(|unit| self.words.unit(unit, self.brief)).unwrap_or_default();
            Some(self.words.with("part-deed", &[("unit", unit), ("activity", how.unwrap_or_default())]))
        });
        self.joined(each)
    }

    pub fn coordination(&self, coordination: &Coordination) -> Option<String> {
        let named = |key: &str, party: Option<Party>| self.part(key, "name", party.map(|party| self.party(party)));
        self.list([
            named("part-smc", coordination.smc),
            named("part-osc", coordination.osc),
            named("part-aco", coordination.aco),
            self.statement(&coordination.instructions),
        ])
    }

    pub fn party(&self, party: Party) -> String {
        match party {
            Party::Cell(cell) => self.words.cell(cell, self.brief),
            Party::Unit(unit) => self.words.unit(unit, self.brief),
        }
    }

    pub fn radio(&self, radio: &Radio) -> Option<String> {
        let channels =
            |key: &str, list: &[String]| self.part(key, "channels", (!list.is_empty()).then(|| self.words.list(list)));
        self.list([
            channels("part-coordination-channels", &radio.coordination),
            channels("part-on-scene-channels", &radio.on_scene),
            channels("part-monitor-channels", &radio.monitor),
            channels("part-press-channels", &radio.press),
        ])
    }

    pub fn reports(&self, reports: &Reports) -> Option<String> {
        let wanted = reports.wanted.iter().map(|wanted| self.coded("wanted", Some(wanted.code())));
        self.list([
            self.part("part-report-to", "name", reports.to.map(|cell| self.words.cell(cell, self.brief))),
            self.part("part-every", "duration", reports.every_s.map(|s| self.words.duration(s))),
            self.list(wanted),
            self.statement(&reports.instructions),
        ])
    }

    pub fn facts(&self, facts: &Facts) -> Vec<(&'static str, Option<String>)> {
        let persons = Persons { at_risk: facts.persons, ..Persons::default() };
        vec![
            ("field-unit", facts.unit.map(|unit| self.words.unit(unit, self.brief))),
            ("field-task", self.coded("task", facts.task.map(|task| task.code()))),
            ("field-place", facts.place.map(|at| self.words.position(at))),
            ("field-persons", self.persons(&persons)),
            ("field-area", facts.area.clone()),
            ("field-height", facts.height_m.map(|m| self.height(m))),
            ("field-channel", facts.channel.clone()),
        ]
    }

    /// Date and time to the minute; seconds from the start may be negative.
    pub fn time(&self, seconds: i64) -> String {
        let clock = self.words.clock(0, self.brief.start_unix_s.saturating_add(seconds));
        clock.get(..16).map_or(clock.clone(), |minutes| format!("{minutes}Z"))
    }

    /// Three figures, true.
    pub fn direction(&self, deg: f64) -> String {
        self.words.with("figure-degrees-true", &[("n", format!("{:03.0}", deg.rem_euclid(360.0)))])
    }

    /// Aviation heights are in feet.
    pub fn height(&self, metres: f64) -> String {
        self.words.figure("figure-ft", to_feet(metres), 0)
    }

    pub fn position(&self, at: Option<Position>) -> Option<String> {
        at.map(|at| self.words.position(at))
    }
}
