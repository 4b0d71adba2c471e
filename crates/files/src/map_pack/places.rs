//! Ports, airfields and places, and how a scenario finds them by name.

use sarex_model::position::Position;
use sarex_sim::setup::Text;
use serde::Deserialize;

use super::{MapError, MapPack};
use crate::fgb::Feature;

/// A place that carries a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its names.
    pub name: Text,
    /// Other spellings.
    pub also: Vec<String>,
    /// `city`, `port`, `island` or `place`.
    pub kind: String,
    /// Where it is.
    pub at: Position,
    /// Labels of a low rank are drawn first; 1 to 10.
    pub rank: u32,
}

/// A port.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// Its name as the source spells it.
    pub name: String,
    /// ISO 3166 code, or empty.
    pub country: String,
    /// Where it is, to about a minute of arc.
    pub at: Position,
    /// `large`, `medium`, `small`, `very small`, or empty.
    pub size: String,
}

/// An airfield.
#[derive(Clone, Debug, PartialEq)]
pub struct Airfield {
    /// ICAO code.
    pub icao: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: Position,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    #[serde(rename = "format")]
    _format: u32,
    #[serde(default)]
    name: Vec<NameEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameEntry {
    kind: String,
    name: NameText,
    at: [f64; 2],
    rank: u32,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameText {
    en: String,
    ko: Option<String>,
    ja: Option<String>,
}

impl MapPack {
    /// Places with labels: first those of the table of names, then the others, each name once.
    pub fn places(&self) -> Result<Vec<Place>, MapError> {
        let mut places = self.names()?;
        let mut known: Vec<String> = places.iter().map(|p| fold(&p.name.en)).collect();
        for entry in self.files_of("places") {
            for feature in self.features(entry, None)? {
                let (Some(name), Some(at)) = (feature.text("name"), point(&feature)) else { continue };
                let folded = fold(name);
                if !known.contains(&folded) {
                    known.push(folded);
                    let rank = feature.number("scalerank").unwrap_or(10.0).clamp(1.0, 10.0) as u32;
                    places.push(Place { name: Text::plain(name), also: Vec::new(), kind: "place".into(), at, rank });
                }
            }
        }
        Ok(places)
    }

    /// The table of names in the languages of the pack.
    pub fn names(&self) -> Result<Vec<Place>, MapError> {
        let mut places = Vec::new();
        for entry in self.files_of("names") {
            let path = self.dir.join(&entry.path);
            let bytes = self.read(entry)?;
            let text = std::str::from_utf8(&bytes).map_err(|_| MapError::format(&path, "the text is not UTF-8"))?;
            let names: Names = toml::from_str(text).map_err(|e| MapError::format(&path, e))?;
            for entry in names.name {
                let at = Position::new(entry.at[1], entry.at[0]);
                if !at.is_valid() {
                    return Err(MapError::format(&path, format!("{} is at no place", entry.name.en)));
                }
                let name = Text { en: entry.name.en, ko: entry.name.ko, ja: entry.name.ja };
                places.push(Place { name, also: entry.also, kind: entry.kind, at, rank: entry.rank.clamp(1, 10) });
            }
        }
        Ok(places)
    }

    /// Ports of every port layer.
    pub fn ports(&self) -> Result<Vec<Port>, MapError> {
        let mut ports = Vec::new();
        for entry in self.files_of("ports") {
            for feature in self.features(entry, None)? {
                let (Some(name), Some(at)) = (feature.text("name"), point(&feature)) else { continue };
                let text = |key| feature.text(key).unwrap_or_default().to_owned();
                ports.push(Port { name: name.to_owned(), country: text("country"), at, size: text("harbor_size") });
            }
        }
        Ok(ports)
    }

    /// Airfields.
    pub fn airfields(&self) -> Result<Vec<Airfield>, MapError> {
        let mut airfields = Vec::new();
        for entry in self.files_of("airfields") {
            for feature in self.features(entry, None)? {
                let (Some(icao), Some(at)) = (feature.text("icao"), point(&feature)) else { continue };
                let name = feature.text("name").unwrap_or(icao).to_owned();
                airfields.push(Airfield { icao: icao.to_owned(), name, at });
            }
        }
        Ok(airfields)
    }
}

fn point(feature: &Feature) -> Option<Position> {
    match feature.geometry {
        geo::Geometry::Point(point) => Some(Position::new(point.y(), point.x())).filter(|p| p.is_valid()),
        _ => None,
    }
}

/// A name as people may type it: lower case, without accents, hyphens, apostrophes or the word for port.
pub(crate) fn fold(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'ā' | 'á' | 'à' => text.push('a'),
            'ē' | 'é' => text.push('e'),
            'ī' | 'í' => text.push('i'),
            'ō' | 'ó' | 'ŏ' => text.push('o'),
            'ū' | 'ú' | 'ŭ' => text.push('u'),
            '\'' | '’' => {}
            '-' | '_' => text.push(' '),
            c => text.push(c),
        }
    }
    let text = text.trim();
    text.strip_suffix(" ko").or_else(|| text.strip_suffix(" hang")).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_port_fold_together() {
        assert_eq!(fold("MAIZURU KO"), fold("Maizuru"));
        assert_eq!(fold("SOKCH'O HANG"), fold("sokcho"));
        assert_eq!(fold("Kitakyūshū"), fold("Kitakyushu"));
    }
}
