//! FlatGeobuf in memory: features with their geometry and properties, all or those in a box.
//!
//! The schema and its verifier are those of the crate `flatgeobuf`; the walk over the file is ours, because every
//! length must be checked against the bytes at hand before anything is allocated or read.

use std::collections::BTreeMap;

use flatgeobuf::{
    ColumnType, Geometry as FgbGeometry, GeometryType, size_prefixed_root_as_feature, size_prefixed_root_as_header,
};
use geo::{Coord, Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon};

use crate::limits::{FEATURE_POINTS, LAYER_FEATURES};

/// West, south, east, north; degrees.
pub type Bbox = [f64; 4];

/// Bytes of a node of the index: a box and an offset.
const NODE_BYTES: usize = 40;

/// Why bytes are no usable FlatGeobuf.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a usable FlatGeobuf file: {0}")]
pub struct FgbError(pub String);

/// A property of a feature.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Any number or truth value.
    Number(f64),
    /// A text.
    Text(String),
}

/// One feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its geometry; longitude, latitude.
    pub geometry: Geometry<f64>,
    /// Its properties by column name.
    pub properties: BTreeMap<String, Value>,
}

impl Feature {
    /// A property as a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.properties.get(name) {
            Some(Value::Number(value)) if value.is_finite() => Some(*value),
            Some(Value::Text(text)) => text.parse().ok().filter(|v: &f64| v.is_finite()),
            _ => None,
        }
    }

    /// A property as a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.properties.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// A FlatGeobuf file whose header was read and found sound.
pub struct Fgb<'a> {
    features: &'a [u8],
    leaves: &'a [u8],
    columns: Vec<(String, ColumnType)>,
    geometry_type: GeometryType,
}

impl<'a> Fgb<'a> {
    /// Reads the header and checks that the index lies inside the bytes.
    pub fn open(bytes: &'a [u8]) -> Result<Self, FgbError> {
        let magic = bytes.get(..8).ok_or_else(|| bad("shorter than its signature"))?;
        if magic[..3] != *b"fgb" || magic[4..7] != *b"fgb" || magic[3] > 3 {
            return Err(bad("the signature is missing"));
        }
        let header_bytes = prefixed(bytes, 8).ok_or_else(|| bad("the header is cut off"))?;
        let header =
            size_prefixed_root_as_header(header_bytes).map_err(|e| bad(&format!("the header is damaged ({e})")))?;
        let count = usize::try_from(header.features_count()).unwrap_or(usize::MAX);
        if count > LAYER_FEATURES {
            return Err(bad(&format!("{count} features, at most {LAYER_FEATURES} are read")));
        }
        let mut at = 8 + header_bytes.len();
        let mut leaves: &[u8] = &[];
        if header.index_node_size() > 0 && count > 0 {
            let size = index_nodes(count, usize::from(header.index_node_size()).max(2)) * NODE_BYTES;
            let index = bytes.get(at..at + size).ok_or_else(|| bad("the index is cut off"))?;
            leaves = &index[size - count * NODE_BYTES..];
            at += size;
        }
        let columns = header.columns().map_or_else(Vec::new, |columns| {
            columns.iter().map(|column| (column.name().to_owned(), column.type_())).collect()
        });
        Ok(Self { features: &bytes[at..], leaves, columns, geometry_type: header.geometry_type() })
    }

    /// All features in the order of the file.
    pub fn all(&self) -> Result<Vec<Feature>, FgbError> {
        let mut features = Vec::new();
        let mut at = 0;
        while at < self.features.len() {
            let bytes =
                prefixed(self.features, at).ok_or_else(|| bad(&format!("feature {} is cut off", features.len())))?;
            at += bytes.len();
            features.push(self.feature(bytes)?);
            if features.len() > LAYER_FEATURES {
                return Err(bad("too many features"));
            }
        }
        Ok(features)
    }

    /// The features whose boxes touch `area`; all of them when the file has no index.
    pub fn within(&self, area: Bbox) -> Result<Vec<Feature>, FgbError> {
        if self.leaves.is_empty() {
            return self.all();
        }
        let mut features = Vec::new();
        for leaf in self.leaves.chunks_exact(NODE_BYTES) {
            let number = |i: usize| f64::from_le_bytes(array(leaf, i * 8));
            if number(0) > area[2] || number(2) < area[0] || number(1) > area[3] || number(3) < area[1] {
                continue;
            }
            let offset = usize::try_from(u64::from_le_bytes(array(leaf, 32))).unwrap_or(usize::MAX);
            let bytes = prefixed(self.features, offset).ok_or_else(|| bad("the index points outside the file"))?;
            features.push(self.feature(bytes)?);
        }
        Ok(features)
    }

    fn feature(&self, bytes: &[u8]) -> Result<Feature, FgbError> {
        let feature = size_prefixed_root_as_feature(bytes).map_err(|e| bad(&format!("a feature is damaged ({e})")))?;
        let geometry = feature.geometry().ok_or_else(|| bad("a feature has no geometry"))?;
        let geometry = convert(&geometry, self.geometry_type, 0)?;
        let raw = feature.properties().map(|p| p.bytes()).unwrap_or_default();
        Ok(Feature { geometry, properties: properties(raw, &self.columns) })
    }
}

fn bad(what: &str) -> FgbError {
    FgbError(what.to_owned())
}

/// Eight bytes from `at`; zeros where the slice is short (callers checked its length).
fn array(bytes: &[u8], at: usize) -> [u8; 8] {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).unwrap_or_default()
}

/// A length-prefixed block with its prefix, if it lies wholly inside.
fn prefixed(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let prefix: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    let size = usize::try_from(u32::from_le_bytes(prefix)).ok()?;
    bytes.get(at..at.checked_add(4)?.checked_add(size)?)
}

/// Nodes of the packed tree over `count` leaves.
fn index_nodes(count: usize, node_size: usize) -> usize {
    let (mut level, mut nodes) = (count, count);
    while level > 1 {
        level = level.div_ceil(node_size);
        nodes += level;
    }
    // A single leaf still has a root above it.
    if count == 1 { 2 } else { nodes }
}

fn convert(g: &FgbGeometry<'_>, outer: GeometryType, depth: u32) -> Result<Geometry<f64>, FgbError> {
    let kind = if outer == GeometryType::Unknown { g.type_() } else { outer };
    match kind {
        GeometryType::Point => {
            let point = coords(g)?.first().copied().ok_or_else(|| bad("a point without coordinates"))?;
            Ok(Point::from(point).into())
        }
        GeometryType::LineString => Ok(LineString::new(coords(g)?).into()),
        GeometryType::MultiLineString => Ok(MultiLineString::new(rings(g)?).into()),
        GeometryType::Polygon => Ok(polygon(g)?.into()),
        GeometryType::MultiPolygon => {
            let parts = g.parts().ok_or_else(|| bad("a multipolygon without parts"))?;
            if depth > 0 || parts.len() > FEATURE_POINTS {
                return Err(bad("a multipolygon is nested or too large"));
            }
            let polygons: Result<Vec<_>, _> = parts.iter().map(|part| polygon(&part)).collect();
            Ok(MultiPolygon::new(polygons?).into())
        }
        other => Err(bad(&format!("geometry of type {} is not read", other.variant_name().unwrap_or("?")))),
    }
}

fn coords(g: &FgbGeometry<'_>) -> Result<Vec<Coord<f64>>, FgbError> {
    let xy = g.xy().ok_or_else(|| bad("a geometry without coordinates"))?;
    if xy.len() % 2 != 0 || xy.len() / 2 > FEATURE_POINTS {
        return Err(bad("a geometry has an odd or too large number of coordinates"));
    }
    let mut points = Vec::with_capacity(xy.len() / 2);
    let mut numbers = xy.iter();
    while let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
        if !(x.abs() <= 720.0 && y.abs() <= 90.0) {
            return Err(bad("a coordinate is no longitude and latitude"));
        }
        points.push(Coord { x, y });
    }
    Ok(points)
}

fn rings(g: &FgbGeometry<'_>) -> Result<Vec<LineString<f64>>, FgbError> {
    let points = coords(g)?;
    let Some(ends) = g.ends().filter(|ends| !ends.is_empty()) else {
        return Ok(vec![LineString::new(points)]);
    };
    let mut rings = Vec::with_capacity(ends.len().min(points.len() + 1));
    let mut from = 0;
    for end in ends.iter() {
        let end = end as usize;
        let ring = points.get(from..end).ok_or_else(|| bad("the ends of a ring are out of order"))?;
        rings.push(LineString::new(ring.to_vec()));
        from = end;
    }
    Ok(rings)
}

fn polygon(g: &FgbGeometry<'_>) -> Result<Polygon<f64>, FgbError> {
    let mut rings = rings(g)?.into_iter();
    let outer = rings.next().ok_or_else(|| bad("a polygon without rings"))?;
    Ok(Polygon::new(outer, rings.collect()))
}

/// Properties are a run of column number and value; a value that is cut off ends the run.
fn properties(raw: &[u8], columns: &[(String, ColumnType)]) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while let Some((column, value, next)) = property(raw, at, columns) {
        found.insert(column.to_owned(), value);
        at = next;
    }
    found
}

fn property<'c>(raw: &[u8], at: usize, columns: &'c [(String, ColumnType)]) -> Option<(&'c str, Value, usize)> {
    let number = u16::from_le_bytes(raw.get(at..at + 2)?.try_into().ok()?);
    let (name, kind) = columns.get(usize::from(number))?;
    let at = at + 2;
    macro_rules! fixed {
        ($t:ty) => {{
            let n = size_of::<$t>();
            (Value::Number(<$t>::from_le_bytes(raw.get(at..at + n)?.try_into().ok()?) as f64), at + n)
        }};
    }
    let (value, next) = match *kind {
        ColumnType::Byte => fixed!(i8),
        ColumnType::UByte | ColumnType::Bool => fixed!(u8),
        ColumnType::Short => fixed!(i16),
        ColumnType::UShort => fixed!(u16),
        ColumnType::Int => fixed!(i32),
        ColumnType::UInt => fixed!(u32),
        ColumnType::Long => fixed!(i64),
        ColumnType::ULong => fixed!(u64),
        ColumnType::Float => fixed!(f32),
        ColumnType::Double => fixed!(f64),
        _ => {
            let block = prefixed(raw, at)?;
            (Value::Text(String::from_utf8_lossy(&block[4..]).into_owned()), at + block.len())
        }
    };
    Some((name, value, next))
}
