//! Land, coast, depths and lines as geometry.

use geo::{Geometry, LineString, MultiLineString, MultiPolygon};
use sarex_model::field::ScalarField;
use sarex_model::position::Position;
use sarex_sim::setup::Text;

use super::{FileEntry, MapError, MapPack};
use crate::features::{from_geojson, lines_of, polygons_of};
use crate::fgb::{Bbox, Feature, Fgb};
use crate::grid::Grid;
use crate::netcdf::NetCdf;

/// A line drawn for the exercise; never a delimitation.
#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseLine {
    /// Id, for example `fir-rkrr`.
    pub id: String,
    /// What the line is, and that it is no delimitation.
    pub label: Text,
    /// `fir`, `treaty-seabed`, `distance-12nm` ...
    pub kind: String,
    /// Its points.
    pub points: Vec<Position>,
}

impl MapPack {
    /// Land for small scales; detail land where the pack has no overview.
    pub fn land_overview(&self) -> Result<MultiPolygon<f64>, MapError> {
        let entry = self.need("land-overview").or_else(|_| self.need("land-detail"))?;
        Ok(polygons(self.features(entry, None)?))
    }

    /// Land of the cells that touch `area`, at full detail; overview land where the pack has no detail.
    pub fn land_detail(&self, area: Bbox) -> Result<MultiPolygon<f64>, MapError> {
        let entry = self.need("land-detail").or_else(|_| self.need("land-overview"))?;
        Ok(polygons(self.features(entry, Some(area))?))
    }

    /// Coast lines of the cells that touch `area`.
    pub fn coastline(&self, area: Bbox) -> Result<MultiLineString<f64>, MapError> {
        let features = self.features(self.need("coastline")?, Some(area))?;
        Ok(MultiLineString::new(features.into_iter().flat_map(|f| lines_of(f.geometry)).collect()))
    }

    /// Nested areas deeper than so many metres, shallow to deep: paint them in this order.
    pub fn depth_areas(&self) -> Result<Vec<(f64, MultiPolygon<f64>)>, MapError> {
        let features = self.features(self.need("depth-areas")?, None)?;
        Ok(by_depth(features, "deeper_than_m", polygons))
    }

    /// Lines of equal depth in metres, shallow to deep.
    pub fn depth_contours(&self) -> Result<Vec<(f64, MultiLineString<f64>)>, MapError> {
        let features = self.features(self.need("depth-contours")?, None)?;
        Ok(by_depth(features, "depth_m", |features| {
            MultiLineString::new(features.into_iter().flat_map(|f| lines_of(f.geometry)).collect())
        }))
    }

    /// Exercise lines: FIR stand-ins, treaty lines, distances from land. Polygons give their rings.
    pub fn lines(&self) -> Result<Vec<ExerciseLine>, MapError> {
        let mut lines = Vec::new();
        for entry in self.files_of("exercise-lines") {
            for feature in self.features(entry, None)? {
                exercise_lines(feature, &mut lines);
            }
        }
        Ok(lines)
    }

    /// The network of shipping lanes; ends that coincide are one node.
    pub fn sea_lanes(&self) -> Result<Vec<LineString<f64>>, MapError> {
        let features = self.features(self.need("sea-lanes")?, None)?;
        Ok(features.into_iter().flat_map(|f| lines_of(f.geometry)).collect())
    }

    /// Height of the ground in metres, negative under the sea.
    pub fn bathymetry(&self) -> Result<ScalarField, MapError> {
        let entry = self.need("bathymetry")?;
        let bytes = self.read(entry)?;
        let path = self.dir.join(&entry.path);
        let file = NetCdf::open(&bytes).map_err(|e| MapError::format(&path, e))?;
        let grid = Grid::read(&file, &["elevation"], None).map_err(|e| MapError::format(&path, e))?;
        grid.into_scalar("elevation", 0.0).map_err(|e| MapError::format(&path, e))
    }

    /// The features of a layer, FlatGeobuf or GeoJSON.
    pub(super) fn features(&self, entry: &FileEntry, area: Option<Bbox>) -> Result<Vec<Feature>, MapError> {
        let bytes = self.read(entry)?;
        let path = self.dir.join(&entry.path);
        if entry.path.ends_with(".fgb") {
            let file = Fgb::open(&bytes).map_err(|e| MapError::format(&path, e))?;
            let features = area.map_or_else(|| file.all(), |area| file.within(area));
            features.map_err(|e| MapError::format(&path, e))
        } else {
            from_geojson(&bytes).map_err(|e| MapError::format(&path, e))
        }
    }
}

fn polygons(features: Vec<Feature>) -> MultiPolygon<f64> {
    MultiPolygon::new(features.into_iter().flat_map(|f| polygons_of(f.geometry)).collect())
}

/// Groups features by the number of a property, in ascending order; those without it are left out.
fn by_depth<T>(features: Vec<Feature>, property: &str, join: impl Fn(Vec<Feature>) -> T) -> Vec<(f64, T)> {
    let mut groups: Vec<(f64, Vec<Feature>)> = Vec::new();
    for feature in features {
        let Some(depth) = feature.number(property) else { continue };
        match groups.iter_mut().find(|(d, _)| *d == depth) {
            Some((_, group)) => group.push(feature),
            None => groups.push((depth, vec![feature])),
        }
    }
    groups.sort_by(|a, b| a.0.total_cmp(&b.0));
    groups.into_iter().map(|(depth, group)| (depth, join(group))).collect()
}

fn exercise_lines(feature: Feature, lines: &mut Vec<ExerciseLine>) {
    const LABEL: &str = "exercise line, not a delimitation";
    let distance = feature.number("distance_nm");
    let kind = match (feature.text("kind"), distance) {
        (Some(kind), _) => kind.to_owned(),
        (None, Some(nm)) => format!("distance-{nm}nm"),
        (None, None) => "line".to_owned(),
    };
    let name = feature.text("name").map(str::to_owned).or_else(|| distance.map(|nm| format!("{nm} nm from land")));
    let label = name.map_or_else(|| LABEL.to_owned(), |name| format!("{name}: {LABEL}"));
    let id = feature.text("id").map_or_else(|| kind.clone(), str::to_owned);
    let rings: Vec<LineString<f64>> = match feature.geometry {
        polygon @ (Geometry::Polygon(_) | Geometry::MultiPolygon(_)) => {
            polygons_of(polygon).into_iter().map(|p| p.exterior().clone()).collect()
        }
        other => lines_of(other),
    };
    for ring in rings {
        let points = ring.coords().map(|c| Position::new(c.y, c.x)).collect();
        lines.push(ExerciseLine { id: id.clone(), label: Text::plain(label.clone()), kind: kind.clone(), points });
    }
}
