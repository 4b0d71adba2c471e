//! The asset library: what units can do, every figure with its source.

use std::collections::BTreeMap;

use sarex_model::units::{feet, knots, nm};
use sarex_sim::setup::{Class, Performance, Text};

use crate::finding::{Finding, did_you_mean};
use crate::limits::{ID_CHARS, NAME_CHARS, TEXT_CHARS};
use crate::scenario::forces::one_of;
use crate::scenario::tree::{Source, Table};

/// An asset of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// What people call it.
    pub name: Text,
    /// ISO 3166 code, or empty.
    pub nation: String,
    /// Kind of craft in words, shown once identified.
    pub kind: String,
    /// What it can do.
    pub performance: Performance,
}

impl Asset {
    /// The fields whose figure is assumed.
    pub fn assumed(&self) -> Vec<&str> {
        let assumed = |source: &str| source.trim_start().to_lowercase().starts_with("assumed");
        self.performance.sources.iter().filter(|(_, source)| assumed(source)).map(|(field, _)| field.as_str()).collect()
    }
}

/// Assets by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AssetLibrary {
    assets: BTreeMap<String, Asset>,
}

impl AssetLibrary {
    /// Reads the text of a library, and says what is wrong with it; `file` is its name in findings.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<Finding>) {
        let source = Source::new(file, text);
        let mut library = Self::default();
        library.add(&source);
        (library, source.into_findings())
    }

    /// Adds the assets of a file; one with the same id is replaced. Faults are noted in `source`.
    pub(crate) fn add(&mut self, source: &Source<'_>) {
        let document = source.parse();
        let root = Table::new(source, document.get_ref(), 0..0, "the asset library");
        if let Some(format) = root.need("format") {
            format.integer(1, 1);
        }
        let mut here: Vec<String> = Vec::new();
        for table in root.tables("asset", "[[asset]]") {
            let id = table.id();
            if let Some(asset) = read_asset(&table, id.clone().unwrap_or_default())
                && let Some(id) = id
            {
                if here.contains(&id) {
                    source.error(
                        table.span.clone(),
                        format!("the asset \"{id}\" is already there"),
                        Some("give it another id".into()),
                    );
                }
                here.push(id.clone());
                self.assets.insert(id, asset);
            }
            table.finish();
        }
        root.finish();
    }

    /// The asset of that id.
    pub fn get(&self, id: &str) -> Option<&Asset> {
        self.assets.get(id)
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// A hint for an id that is not there.
    pub fn hint(&self, id: &str) -> Option<String> {
        did_you_mean(id, self.ids()).or_else(|| Some("scenarios/assets.toml lists the assets".into()))
    }
}

/// Reads figures of the form `{ value = 24, source = "..." }` and keeps their sources.
struct Figures<'t, 's> {
    table: &'t Table<'s>,
    sources: BTreeMap<String, String>,
}

impl Figures<'_, '_> {
    /// A figure within bounds; `name` is the field of [`Performance`] it becomes.
    fn number(&mut self, key: &'static str, name: &str, least: f64, most: f64) -> Option<f64> {
        let field = self.table.need(key)?;
        let figure = field.table("a figure with its source")?;
        let value = figure.need("value").and_then(|value| value.number(least, most));
        self.source(&figure, name);
        value
    }

    fn boolean(&mut self, key: &'static str, name: &str) -> Option<bool> {
        let figure = self.table.need(key)?.table("a figure with its source")?;
        let value = figure.need("value").and_then(|value| value.boolean());
        self.source(&figure, name);
        value
    }

    fn source(&mut self, figure: &Table<'_>, name: &str) {
        if let Some(source) = figure.need("source").and_then(|source| source.text(TEXT_CHARS)) {
            if source.trim().is_empty() {
                figure.source.error(
                    figure.span.clone(),
                    "a figure without a source",
                    Some("write where it is from, or \"assumed: why\"".into()),
                );
            }
            self.sources.insert(name.to_owned(), source);
        }
        figure.finish();
    }
}

const CLASSES: [(&str, Class); 4] = [
    ("vessel", Class::Vessel),
    ("helicopter", Class::Helicopter),
    ("aeroplane", Class::Aeroplane),
    ("drone", Class::Drone),
];

fn read_asset(table: &Table<'_>, id: String) -> Option<Asset> {
    let name = table.need("name").and_then(|field| field.languages(NAME_CHARS));
    let text = |key: &'static str| table.get(key).and_then(|field| field.text(NAME_CHARS)).unwrap_or_default();
    let nation = table.get("nation").and_then(|field| field.text(ID_CHARS)).unwrap_or_default();
    let (kind, _operator) = (text("kind"), text("operator"));
    let class = table.need("class").and_then(|field| one_of(&field, &CLASSES));
    let hovers = table.need("hovers").and_then(|field| field.boolean());
    let mut f = Figures { table, sources: BTreeMap::new() };
    let cruise_kn = f.number("cruise_kn", "cruise_mps", 0.1, 1_000.0);
    let max_kn = f.number("max_kn", "max_mps", 0.1, 1_000.0);
    let min_kn = f.number("min_kn", "min_mps", 0.0, 500.0);
    let search_kn = f.number("search_kn", "search_mps", 0.1, 1_000.0);
    let turn = f.number("turn_rate_dps", "turn_rate_dps", 0.05, 180.0);
    let acceleration = f.number("acceleration_mps2", "acceleration_mps2", 0.001, 20.0);
    let endurance_h = f.number("endurance_h", "endurance_s", 0.05, 10_000.0);
    let reserve = f.number("reserve_frac", "reserve_frac", 0.0, 0.9);
    let turnaround = f.number("turnaround_min", "turnaround_s", 0.0, 10_000.0);
    let height_m = if table.has("eye_height_m") {
        f.number("eye_height_m", "sensor_height_m", 0.5, 100.0)
    } else {
        f.number("search_height_ft", "sensor_height_m", 10.0, 50_000.0).map(feet)
    };
    let radar_nm = f.number("radar_nm", "radar_m", 0.0, 400.0);
    let ais_receiver = f.boolean("ais_receiver", "ais_receiver");
    let identify_nm = f.number("identify_nm", "identify_m", 0.0, 50.0);
    let link_nm = f.number("link_nm", "link_m", 0.0, 10_000.0);
    let wind = f.number("wind_limit_mps", "wind_limit_mps", 0.0, 60.0);
    let capacity = f.number("survivor_capacity", "survivor_capacity", 0.0, 10_000.0);
    let recovery = f.number("recovery_min_per_person", "recovery_s_per_person", 0.0, 600.0);
    let sources = f.sources;
    if let (Some(cruise), Some(max), Some(min), Some(search)) = (cruise_kn, max_kn, min_kn, search_kn)
        && !(min <= search && search <= max && min <= cruise && cruise <= max)
    {
        let message =
            format!("speeds are out of order: least {min}, search {search}, cruise {cruise}, greatest {max} kn");
        table.source.error(table.span.clone(), message, Some("min_kn <= search_kn and cruise_kn <= max_kn".into()));
    }
    let performance = Performance {
        asset: id,
        class: class?,
        hovers: hovers?,
        cruise_mps: knots(cruise_kn?),
        max_mps: knots(max_kn?),
        min_mps: knots(min_kn?),
        search_mps: knots(search_kn?),
        turn_rate_dps: turn?,
        acceleration_mps2: acceleration?,
        endurance_s: endurance_h? * 3_600.0,
        reserve_frac: reserve?,
        turnaround_s: turnaround? * 60.0,
        sensor_height_m: height_m?,
        radar_m: nm(radar_nm?),
        ais_receiver: ais_receiver?,
        identify_m: nm(identify_nm?),
        link_m: nm(link_nm?),
        wind_limit_mps: wind?,
        survivor_capacity: capacity? as u32,
        recovery_s_per_person: recovery? * 60.0,
        sources,
    };
    Some(Asset { name: name?, nation, kind, performance })
}
