//! NetCDF-3 classic (`CDF\x01`, `CDF\x02`) in memory: dimensions, attributes and unpacked values.
//!
//! Small and ours, because every length must be checked against the bytes at hand before anything is allocated.
//! Reference: "NetCDF Classic and 64-bit Offset File Formats", Unidata, NetCDF User's Guide, appendix B.

use crate::limits::{NETCDF_ITEMS, NETCDF_VALUES, NETCDF_VARIABLE_VALUES};

/// Why bytes are no usable NetCDF file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a usable NetCDF-3 file: {0}")]
pub struct NetCdfError(pub String);

/// An attribute: numbers, or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribute {
    /// One or more numbers.
    Numbers(Vec<f64>),
    /// A text.
    Text(String),
}

/// A variable of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Names of its dimensions, slowest first.
    pub dims: Vec<String>,
    /// Lengths of its dimensions.
    pub shape: Vec<usize>,
    attributes: Vec<(String, Attribute)>,
    /// Whether each attribute is of a floating-point type.
    real: Vec<bool>,
    kind: u32,
    begin: usize,
    record: bool,
}

impl Variable {
    /// An attribute as a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(n, a)| match a {
            Attribute::Text(text) if n == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// An attribute's first number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.attributes.iter().find_map(|(n, a)| match a {
            Attribute::Numbers(numbers) if n == name => numbers.first().copied(),
            _ => None,
        })
    }

    /// Its attributes, and whether each is of a floating-point type.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &Attribute, bool)> {
        self.attributes.iter().zip(&self.real).map(|((name, value), real)| (name.as_str(), value, *real))
    }

    /// Code of its type in the file: 1 byte, 2 character, 3 short, 4 int, 5 float, 6 double.
    pub fn type_code(&self) -> u32 {
        self.kind
    }

    fn count(&self) -> Option<usize> {
        self.shape.iter().try_fold(1usize, |n, len| n.checked_mul(*len)).filter(|n| *n <= NETCDF_VALUES)
    }

    fn row(&self) -> Option<usize> {
        let inner = self.shape.iter().skip(1).try_fold(1usize, |n, len| n.checked_mul(*len));
        inner.filter(|n| *n <= NETCDF_VARIABLE_VALUES)
    }
}

/// A NetCDF file whose header was read and found sound.
pub struct NetCdf<'a> {
    bytes: &'a [u8],
    /// Its variables in the order of the file.
    pub variables: Vec<Variable>,
    /// Attributes of the file itself.
    pub attributes: Vec<(String, Attribute)>,
    record_bytes: usize,
}

impl<'a> NetCdf<'a> {
    /// Reads the header. Values are read when asked for.
    pub fn open(bytes: &'a [u8]) -> Result<Self, NetCdfError> {
        if bytes.get(..4).is_some_and(|magic| magic.starts_with(b"\x89HDF")) {
            return Err(bad("it is NetCDF-4; convert it with `nccopy -k classic`"));
        }
        if bytes.get(..3) != Some(b"CDF") || !matches!(bytes.get(3), Some(1 | 2)) {
            return Err(bad("the signature is missing"));
        }
        let mut cursor = Cursor { bytes, at: 4, wide: bytes[3] == 2 };
        let records = cursor.u32()?;
        let dims = dimensions(&mut cursor)?;
        let (attributes, _) = attributes(&mut cursor)?;
        let mut variables = Vec::new();
        let mut record_bytes = 0usize;
        let mut record_vars = 0;
        for _ in 0..cursor.list(0x0B)? {
            let variable = variable(&mut cursor, &dims, records)?;
            if variable.record {
                record_vars += 1;
                let size: usize = variable.shape.iter().skip(1).product::<usize>() * type_bytes(variable.kind);
                record_bytes = record_bytes
                    .checked_add(size.next_multiple_of(4))
                    .ok_or_else(|| bad("its records are too large"))?;
            }
            variables.push(variable);
        }
        if record_vars == 1
            && let Some(only) = variables.iter().find(|v| v.record)
        {
            // A single record variable is not padded.
            record_bytes = only.shape.iter().skip(1).product::<usize>() * type_bytes(only.kind);
        }
        Ok(Self { bytes, variables, attributes, record_bytes })
    }

    /// The variable of that name.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|v| v.name == name)
    }

    /// Gives the packed values of `count` indices from `start` of each dimension to `sink`, the last dimension fastest.
    ///
    /// # Errors
    /// A piece outside the variable, or values that are cut off.
    pub fn piece(
        &self,
        variable: &Variable,
        start: &[usize],
        count: &[usize],
        mut sink: impl FnMut(f64),
    ) -> Result<(), NetCdfError> {
        let cut = || bad(&format!("the values of {} are cut off", variable.name));
        let ends = start.iter().zip(count).zip(&variable.shape);
        let inside = ends.clone().all(|((s, c), len)| s.checked_add(*c).is_some_and(|end| end <= *len));
        if !inside || start.len() != variable.shape.len() || count.len() != variable.shape.len() {
            return Err(bad(&format!("{} is shorter than asked for", variable.name)));
        }
        if count.contains(&0) {
            return Ok(());
        }
        let size = type_bytes(variable.kind);
        let row = variable.row().ok_or_else(cut)?;
        let outer_bytes = if variable.record { self.record_bytes } else { row.checked_mul(size).ok_or_else(cut)? };
        let length = count.last().copied().unwrap_or(1);
        let mut index = start.to_vec();
        loop {
            let (outer, inner) = match (index.first(), variable.shape.get(1..)) {
                (Some(first), Some(rest)) => (*first, index[1..].iter().zip(rest).fold(0, |at, (i, len)| at * len + i)),
                _ => (0, 0),
            };
            let at = outer.checked_mul(outer_bytes).and_then(|n| n.checked_add(variable.begin)).ok_or_else(cut)?;
            // On one dimension the run itself goes along the records.
            if variable.record && variable.shape.len() == 1 {
                for record in 0..length {
                    let at = record.checked_mul(outer_bytes).and_then(|n| n.checked_add(at)).ok_or_else(cut)?;
                    let raw = self.bytes.get(at..at.checked_add(size).ok_or_else(cut)?).ok_or_else(cut)?;
                    sink(decode(raw, variable.kind));
                }
            } else {
                let at = at.checked_add(inner * size).ok_or_else(cut)?;
                let end = at.checked_add(length * size).ok_or_else(cut)?;
                run(self.bytes.get(at..end).ok_or_else(cut)?, variable.kind, &mut sink);
            }
            if !advance(&mut index, start, count) {
                return Ok(());
            }
        }
    }

    /// All values, unpacked with `scale_factor` and `add_offset`; fill values become NaN.
    pub fn values(&self, variable: &Variable) -> Result<Vec<f64>, NetCdfError> {
        let cut = || bad(&format!("the values of {} are cut off", variable.name));
        let count = variable.count().ok_or_else(cut)?;
        let size = type_bytes(variable.kind);
        let per_record = if variable.record { variable.shape.iter().skip(1).product() } else { count };
        let mut values = Vec::new();
        let mut at = variable.begin;
        while values.len() < count {
            let block =
                per_record.checked_mul(size).and_then(|n| self.bytes.get(at..at.checked_add(n)?)).ok_or_else(cut)?;
            if per_record == 0 {
                break;
            }
            values.extend(block.chunks_exact(size).map(|raw| decode(raw, variable.kind)));
            at = at.checked_add(self.record_bytes).ok_or_else(cut)?;
        }
        let fill = variable.number("_FillValue");
        let missing = variable.number("missing_value");
        let scale = variable.number("scale_factor").unwrap_or(1.0);
        let offset = variable.number("add_offset").unwrap_or(0.0);
        for value in &mut values {
            let empty = Some(*value) == fill || Some(*value) == missing;
            *value = if empty { f64::NAN } else { *value * scale + offset };
        }
        Ok(values)
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    wide: bool,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], NetCdfError> {
        let end = self.at.checked_add(n).ok_or_else(|| bad("the header is cut off"))?;
        let slice = self.bytes.get(self.at..end).ok_or_else(|| bad("the header is cut off"))?;
        self.at = end;
        Ok(slice)
    }

    fn u32(&mut self) -> Result<usize, NetCdfError> {
        let raw: [u8; 4] = self.take(4)?.try_into().map_err(|_| bad("the header is cut off"))?;
        Ok(u32::from_be_bytes(raw) as usize)
    }

    fn offset(&mut self) -> Result<usize, NetCdfError> {
        let high = if self.wide { self.u32()? as u64 } else { 0 };
        let offset = (high << 32) | self.u32()? as u64;
        usize::try_from(offset).map_err(|_| bad("an offset is too large"))
    }

    fn padded(&mut self, n: usize) -> Result<&'a [u8], NetCdfError> {
        let whole = self.take(n.checked_next_multiple_of(4).ok_or_else(|| bad("the header is cut off"))?)?;
        Ok(&whole[..n])
    }

    fn name(&mut self) -> Result<String, NetCdfError> {
        let n = self.u32()?;
        Ok(String::from_utf8_lossy(self.padded(n)?).into_owned())
    }

    /// Number of items of a list that starts here with `tag`, or of an absent one.
    fn list(&mut self, tag: usize) -> Result<usize, NetCdfError> {
        let found = self.u32()?;
        let count = self.u32()?;
        if (found != tag && !(found == 0 && count == 0)) || count > NETCDF_ITEMS {
            return Err(bad("a list of the header is damaged"));
        }
        Ok(count)
    }
}

fn bad(what: &str) -> NetCdfError {
    NetCdfError(what.to_owned())
}

fn dimensions(cursor: &mut Cursor<'_>) -> Result<Vec<(String, usize)>, NetCdfError> {
    let count = cursor.list(0x0A)?;
    (0..count).map(|_| Ok((cursor.name()?, cursor.u32()?))).collect()
}

/// Named attributes, and whether each is of a floating-point type.
type Attributes = (Vec<(String, Attribute)>, Vec<bool>);

fn attributes(cursor: &mut Cursor<'_>) -> Result<Attributes, NetCdfError> {
    let (mut found, mut real) = (Vec::new(), Vec::new());
    for _ in 0..cursor.list(0x0C)? {
        let name = cursor.name()?;
        let kind = cursor.u32()? as u32;
        let size = type_bytes(kind);
        let count = cursor.u32()?;
        if size == 0 {
            return Err(bad("an attribute has an unknown type"));
        }
        let raw = cursor.padded(count.checked_mul(size).ok_or_else(|| bad("an attribute is too long"))?)?;
        let value = if kind == 2 {
            Attribute::Text(String::from_utf8_lossy(raw).into_owned())
        } else {
            Attribute::Numbers(raw.chunks_exact(size).map(|raw| decode(raw, kind)).collect())
        };
        found.push((name, value));
        real.push(matches!(kind, 5 | 6));
    }
    Ok((found, real))
}

fn variable(cursor: &mut Cursor<'_>, dims: &[(String, usize)], records: usize) -> Result<Variable, NetCdfError> {
    let name = cursor.name()?;
    let rank = cursor.u32()?;
    if rank > 8 {
        return Err(bad(&format!("{name} has {rank} dimensions, at most 8 are read")));
    }
    let (mut names, mut shape, mut record) = (Vec::new(), Vec::new(), false);
    for place in 0..rank {
        let (dim, len) = dims.get(cursor.u32()?).ok_or_else(|| bad("a variable names an unknown dimension"))?;
        record |= place == 0 && *len == 0;
        shape.push(if *len == 0 { records } else { *len });
        names.push(dim.clone());
    }
    let (attributes, real) = attributes(cursor)?;
    let kind = cursor.u32()? as u32;
    if type_bytes(kind) == 0 {
        return Err(bad(&format!("{name} has an unknown type")));
    }
    cursor.u32()?; // its size: not to be trusted, the shape says it
    let begin = cursor.offset()?;
    let variable = Variable { name, dims: names, shape, attributes, real, kind, begin, record };
    // Also guards every product of the shape taken later.
    let all = variable.shape.iter().try_fold(1usize, |n, len| n.checked_mul(*len));
    let sound = all.is_some_and(|n| n <= NETCDF_VARIABLE_VALUES) && variable.row().is_some();
    if !sound || (variable.record && variable.shape.iter().skip(1).any(|len| *len == 0)) {
        return Err(bad(&format!("{} is too large", variable.name)));
    }
    Ok(variable)
}

/// Bytes of a value; 0: unknown type.
fn type_bytes(kind: u32) -> usize {
    match kind {
        1 | 2 => 1,
        3 => 2,
        4 | 5 => 4,
        6 => 8,
        _ => 0,
    }
}

/// Steps to the next run along the last dimension; false after the last one.
fn advance(index: &mut [usize], start: &[usize], count: &[usize]) -> bool {
    for dim in (0..index.len().saturating_sub(1)).rev() {
        index[dim] += 1;
        if index[dim] < start[dim] + count[dim] {
            return true;
        }
        index[dim] = start[dim];
    }
    false
}

/// Decodes a run of values, the type looked at once.
fn run(bytes: &[u8], kind: u32, sink: &mut impl FnMut(f64)) {
    match kind {
        3 => bytes.as_chunks().0.iter().for_each(|raw| sink(f64::from(i16::from_be_bytes(*raw)))),
        5 => bytes.as_chunks().0.iter().for_each(|raw| sink(f64::from(f32::from_be_bytes(*raw)))),
        6 => bytes.as_chunks().0.iter().for_each(|raw| sink(f64::from_be_bytes(*raw))),
        _ => bytes.chunks_exact(type_bytes(kind).max(1)).for_each(|raw| sink(decode(raw, kind))),
    }
}

fn decode(raw: &[u8], kind: u32) -> f64 {
    match (kind, raw) {
        (1, [a]) => f64::from(i8::from_be_bytes([*a])),
        (2, [a]) => f64::from(*a),
        (3, [a, b]) => f64::from(i16::from_be_bytes([*a, *b])),
        (4, [a, b, c, d]) => f64::from(i32::from_be_bytes([*a, *b, *c, *d])),
        (5, [a, b, c, d]) => f64::from(f32::from_be_bytes([*a, *b, *c, *d])),
        (6, raw) => raw.try_into().map_or(f64::NAN, f64::from_be_bytes),
        _ => f64::NAN,
    }
}
