//! Ports, airfields and places by the names that people type.

use sarex_model::position::Position;

use crate::finding::did_you_mean;
use crate::map_pack::{MapError, MapPack, fold};

/// What kind of place a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpotKind {
    /// A port, city or island: a vessel is put on the nearest open water.
    Port,
    /// An airfield.
    Airfield,
}

/// A named place.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: Position,
    /// Its kind.
    pub kind: SpotKind,
    /// ISO 3166 code, or empty.
    pub country: String,
}

/// The named places of a map pack.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<(String, Spot)>,
}

impl Gazetteer {
    /// Reads the names, ports and airfields of a pack; earlier entries win.
    pub fn read(pack: &MapPack) -> Result<Self, MapError> {
        let mut entries = Vec::new();
        for place in pack.names()? {
            let spot = Spot { name: place.name.en.clone(), at: place.at, kind: SpotKind::Port, country: String::new() };
            let local = [place.name.ko, place.name.ja].into_iter().flatten();
            for name in std::iter::once(place.name.en).chain(local).chain(place.also) {
                entries.push((fold(&name), spot.clone()));
            }
        }
        for port in pack.ports()? {
            let spot = Spot { name: port.name.clone(), at: port.at, kind: SpotKind::Port, country: port.country };
            entries.push((fold(&port.name), spot));
        }
        for airfield in pack.airfields()? {
            let spot =
                Spot { name: airfield.icao.clone(), at: airfield.at, kind: SpotKind::Airfield, country: String::new() };
            entries.push((fold(&airfield.icao), spot.clone()));
            entries.push((fold(&airfield.name), spot));
        }
        Ok(Self { entries })
    }

    /// The place of a name, in any of its spellings.
    pub fn find(&self, name: &str) -> Option<&Spot> {
        let name = fold(name);
        self.entries.iter().find(|(known, _)| *known == name).map(|(_, spot)| spot)
    }

    /// The port nearest to a place, among those of a country when it has any.
    pub fn nearest_port(&self, at: Position, country: &str) -> Option<&Spot> {
        let ports = || self.entries.iter().map(|(_, spot)| spot).filter(|spot| spot.kind == SpotKind::Port);
        let nearest = |a: &&Spot, b: &&Spot| at.distance_m(a.at).total_cmp(&at.distance_m(b.at));
        ports()
            .filter(|spot| !country.is_empty() && spot.country == country)
            .min_by(nearest)
            .or_else(|| ports().min_by(nearest))
    }

    /// A hint for a name that is not there.
    pub fn hint(&self, name: &str) -> String {
        let near = did_you_mean(name, self.entries.iter().map(|(_, spot)| spot.name.as_str()));
        near.unwrap_or_else(|| {
            "use a position such as \"36-02N 131-11E\", or a port or airfield (ICAO) of the map pack".into()
        })
    }
}
