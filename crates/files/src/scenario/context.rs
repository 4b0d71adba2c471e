//! What the parts of a scenario need of one another while it is read.

use std::cell::{Cell, OnceCell, RefCell};

use sarex_model::position::Position;
use sarex_sim::setup::{PluginDecl, World};

use super::gazetteer::{Gazetteer, Spot};
use super::ids::Ids;
use super::tree::{Field, Source, Span};
use crate::assets::AssetLibrary;
use crate::finding::did_you_mean;
use crate::map_pack::MapPack;

/// Something that stands at a place and is checked against the land once the land is read.
pub struct Placed {
    /// Where it is written.
    pub span: Span,
    /// Where it is.
    pub at: Position,
    /// Before it on a route of a vessel.
    pub from: Option<Position>,
    /// What it is, for messages.
    pub what: String,
    /// It must be on water.
    pub afloat: bool,
}

/// The scenario while it is read.
pub struct Context<'s> {
    /// Its text and findings.
    pub source: &'s Source<'s>,
    /// Its map pack, if it could be opened.
    pub pack: Option<MapPack>,
    /// The assets it may use.
    pub assets: AssetLibrary,
    /// Ids of its cells.
    pub cells: Ids,
    /// Ids of its units, traffic left out.
    pub units: Ids,
    /// Ids of its search objects.
    pub objects: Ids,
    /// Ids of its exercise lines.
    pub lines: Ids,
    /// Ids of its injects, procedures and searches.
    pub serials: Ids,
    /// Ids of its objectives.
    pub objectives: Ids,
    /// Ids of its channels.
    pub channels: Ids,
    /// Its planned length, seconds.
    pub length_s: Cell<u64>,
    /// Plugins that there are.
    pub known_plugins: &'s [String],
    /// Plugins in use.
    pub plugins: RefCell<Vec<PluginDecl>>,
    /// What the report must say.
    pub notes: RefCell<Vec<String>>,
    /// Everything with a place.
    pub placed: RefCell<Vec<Placed>>,
    /// Named places, read when first needed.
    pub gazetteer: OnceCell<Gazetteer>,
}

impl Context<'_> {
    /// Adds a statement to the report, once.
    pub fn note(&self, text: impl Into<String>) {
        let text = text.into();
        let mut notes = self.notes.borrow_mut();
        if !notes.contains(&text) {
            notes.push(text);
        }
    }

    /// Remembers a place for the box of the scenario and for the land check.
    pub fn place(&self, span: Span, at: Position, what: impl Into<String>, afloat: bool) {
        self.placed.borrow_mut().push(Placed { span, at, from: None, what: what.into(), afloat });
    }

    /// The number of the plugin that a value names, in a role that asks for a world.
    pub fn plugin(&self, field: &Field<'_>, world: World) -> Option<u32> {
        let id = field.str()?;
        if !self.knows_plugin(field, id) {
            return None;
        }
        let mut plugins = self.plugins.borrow_mut();
        if let Some(number) = plugins.iter().position(|plugin| plugin.id == id) {
            if plugins[number].world != world {
                let (one, other) = (plugins[number].world.name(), world.name());
                let hint = "a plugin fulfils one world; `sarex plugin list` tells which";
                field.error(format!("\"{id}\" is used both as {one} and as {other}"), Some(hint.into()));
            }
            return u32::try_from(number).ok();
        }
        plugins.push(PluginDecl::new(id, world));
        u32::try_from(plugins.len() - 1).ok()
    }

    /// Whether there is a plugin of this id; if not, that is a finding at `field`.
    pub fn knows_plugin(&self, field: &Field<'_>, id: &str) -> bool {
        let known = self.known_plugins.iter().any(|known| known == id);
        if !known {
            let hint = did_you_mean(id, self.known_plugins.iter().map(String::as_str));
            field.error(
                format!("there is no plugin \"{id}\""),
                hint.or_else(|| Some("`sarex plugin list` shows the plugins there are".into())),
            );
        }
        known
    }

    /// The named places of the map; none when the map cannot be read (which is a finding of its own).
    pub fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| {
            let Some(pack) = &self.pack else { return Gazetteer::default() };
            Gazetteer::read(pack).unwrap_or_else(|error| {
                self.source.error(0..0, error.to_string(), Some(error.remedy()));
                Gazetteer::default()
            })
        })
    }

    /// The place that a text names: a position, or a port or airfield of the map.
    pub fn spot(&self, field: &Field<'_>) -> Option<(Position, Option<Spot>)> {
        let text = field.str()?;
        // Only positions start with a digit or sign, or with a hemisphere and a digit.
        let mut start = text.trim_start().chars();
        let looks_like_position = match (start.next(), start.next()) {
            (Some(c), _) if c.is_ascii_digit() || matches!(c, '-' | '+') => true,
            (Some('N' | 'S'), Some(c)) => c.is_ascii_digit() || c == ' ',
            _ => false,
        };
        if looks_like_position {
            return field.position().map(|at| (at, None));
        }
        let spot = self.gazetteer().find(text).cloned();
        if spot.is_none() && self.pack.is_some() {
            field.error(format!("the map has no place \"{text}\""), Some(self.gazetteer().hint(text)));
        }
        spot.map(|spot| (spot.at, Some(spot)))
    }
}
