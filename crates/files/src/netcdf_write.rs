//! Writing NetCDF classic with 64-bit offsets (`CDF\x02`), without a record dimension.
//!
//! Reference: "NetCDF Classic and 64-bit Offset File Formats", Unidata, NetCDF User's Guide, appendix B.

use std::io::{self, Write};

/// Bytes that one variable may have; the format allows this for every one but the last.
const MOST_BYTES: u64 = (1 << 32) - 4;
/// Fill value of NetCDF for numbers of 64 bits (`NC_FILL_DOUBLE`).
pub const FILL_F64: f64 = 9.969_209_968_386_869e36;

/// Why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetCdfWriteError {
    /// Names must start with a letter and hold letters, digits and `_` only.
    #[error("\"{0}\" is no NetCDF name: letters, digits and _ only, a letter first")]
    Name(String),
    /// Two things of one kind share a name.
    #[error("the name \"{0}\" is used twice")]
    Twice(String),
    /// A dimension of length 0 would be the record dimension.
    #[error("dimension {0} has no length, or one above 2^31 - 1")]
    Length(String),
    /// A variable names a dimension of another file.
    #[error("variable {0} has a dimension that is not of this file")]
    Dimension(String),
    /// Values and dimensions disagree.
    #[error("variable {name} has {found} values, its dimensions need {expected}")]
    Count {
        /// The variable.
        name: String,
        /// What it has.
        found: usize,
        /// What its dimensions say.
        expected: usize,
    },
    /// More than the format can hold.
    #[error("variable {0} is larger than 4 GiB, the most that NetCDF classic can hold; make the grid coarser")]
    TooLarge(String),
}

/// A dimension of a file, as [`NetCdfFile::dim`] gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DimId(usize);

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A text, UTF-8.
    Text(String),
    /// Numbers of 64 bits.
    F64(Vec<f64>),
    /// Numbers of 32 bits.
    F32(Vec<f32>),
    /// Whole numbers of 32 bits.
    I32(Vec<i32>),
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for AttributeValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for AttributeValue {
    fn from(number: f64) -> Self {
        Self::F64(vec![number])
    }
}

/// The values of a variable, slowest dimension first, in parts that follow each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Values<'a> {
    /// Numbers of 32 bits.
    F32(Vec<&'a [f32]>),
    /// Numbers of 64 bits.
    F64(Vec<&'a [f64]>),
    /// Whole numbers of 32 bits.
    I32(Vec<&'a [i32]>),
}

impl Values<'_> {
    fn len(&self) -> usize {
        match self {
            Self::F32(parts) => parts.iter().map(|p| p.len()).sum(),
            Self::F64(parts) => parts.iter().map(|p| p.len()).sum(),
            Self::I32(parts) => parts.iter().map(|p| p.len()).sum(),
        }
    }

    /// Number of the type in the format and bytes of a value.
    fn kind(&self) -> (u32, u64) {
        match self {
            Self::I32(_) => (4, 4),
            Self::F32(_) => (5, 4),
            Self::F64(_) => (6, 8),
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::F32(parts) => parts.iter().try_for_each(|part| big_endian(out, part, f32::to_be_bytes)),
            Self::F64(parts) => parts.iter().try_for_each(|part| big_endian(out, part, f64::to_be_bytes)),
            Self::I32(parts) => parts.iter().try_for_each(|part| big_endian(out, part, i32::to_be_bytes)),
        }
    }
}

type Attributes = Vec<(String, AttributeValue)>;

struct Variable<'a> {
    name: String,
    dims: Vec<usize>,
    attributes: Attributes,
    values: Values<'a>,
}

/// A file to be: dimensions, attributes and variables in the order they are added. Values are borrowed, not copied.
#[derive(Default)]
pub struct NetCdfFile<'a> {
    dims: Vec<(String, usize)>,
    attributes: Attributes,
    variables: Vec<Variable<'a>>,
}

impl<'a> NetCdfFile<'a> {
    /// An empty file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a dimension.
    pub fn dim(&mut self, name: &str, length: usize) -> DimId {
        self.dims.push((name.to_owned(), length));
        DimId(self.dims.len() - 1)
    }

    /// Adds an attribute of the whole file.
    pub fn attribute(&mut self, name: &str, value: impl Into<AttributeValue>) {
        self.attributes.push((name.to_owned(), value.into()));
    }

    /// Adds a variable over these dimensions, slowest first, with its attributes.
    pub fn variable(&mut self, name: &str, dims: &[DimId], attributes: &[(&str, AttributeValue)], values: Values<'a>) {
        let dims = dims.iter().map(|d| d.0).collect();
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.variables.push(Variable { name: name.to_owned(), dims, attributes, values });
    }

    /// Everything that the format cannot hold.
    pub fn check(&self) -> Vec<NetCdfWriteError> {
        let mut errors = Vec::new();
        names(self.dims.iter().map(|d| d.0.as_str()), &mut errors);
        names(self.attributes.iter().map(|a| a.0.as_str()), &mut errors);
        names(self.variables.iter().map(|v| v.name.as_str()), &mut errors);
        let bad = |length: usize| length == 0 || i32::try_from(length).is_err();
        errors.extend(self.dims.iter().filter(|d| bad(d.1)).map(|d| NetCdfWriteError::Length(d.0.clone())));
        for variable in &self.variables {
            names(variable.attributes.iter().map(|a| a.0.as_str()), &mut errors);
            let (name, found) = (variable.name.clone(), variable.values.len());
            let lengths: Option<Vec<usize>> = variable.dims.iter().map(|d| self.dims.get(*d).map(|d| d.1)).collect();
            let Some(lengths) = lengths else {
                errors.push(NetCdfWriteError::Dimension(name));
                continue;
            };
            match lengths.iter().try_fold(1usize, |n, length| n.checked_mul(*length)) {
                Some(expected) if expected != found => {
                    errors.push(NetCdfWriteError::Count { name, found, expected });
                }
                Some(_) if variable.bytes() <= MOST_BYTES => {}
                _ => errors.push(NetCdfWriteError::TooLarge(name)),
            }
        }
        errors
    }

    /// Writes the file; give it a buffered writer.
    ///
    /// # Errors
    /// What the writer says; `InvalidInput` with the first finding of [`NetCdfFile::check`].
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(error) = self.check().into_iter().next() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, error));
        }
        // The header holds where each variable begins, and its own length does not depend on those numbers.
        let size = self.header(0).len() as u64;
        out.write_all(&self.header(size))?;
        for variable in &self.variables {
            variable.values.write(out)?;
            let (used, padded) = (variable.values.len() as u64 * variable.values.kind().1, variable.bytes());
            out.write_all(&[0; 4][..(padded - used) as usize])?;
        }
        Ok(())
    }

    fn header(&self, size: u64) -> Vec<u8> {
        let mut head = Vec::from(*b"CDF\x02");
        word(&mut head, 0); // no records
        list(&mut head, 0x0A, self.dims.len());
        for (name, length) in &self.dims {
            text(&mut head, name);
            word(&mut head, *length as u32);
        }
        attributes(&mut head, &self.attributes);
        list(&mut head, 0x0B, self.variables.len());
        let mut begin = size;
        for variable in &self.variables {
            text(&mut head, &variable.name);
            word(&mut head, variable.dims.len() as u32);
            variable.dims.iter().for_each(|d| word(&mut head, *d as u32));
            attributes(&mut head, &variable.attributes);
            word(&mut head, variable.values.kind().0);
            word(&mut head, variable.bytes() as u32);
            head.extend(begin.to_be_bytes());
            begin += variable.bytes();
        }
        head
    }
}

impl Variable<'_> {
    /// Bytes in the file, padded.
    fn bytes(&self) -> u64 {
        (self.values.len() as u64).saturating_mul(self.values.kind().1).next_multiple_of(4)
    }
}

fn names<'n>(names: impl Iterator<Item = &'n str>, errors: &mut Vec<NetCdfWriteError>) {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        let sound = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !sound || !name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_') {
            errors.push(NetCdfWriteError::Name(name.to_owned()));
        } else if !seen.insert(name) {
            errors.push(NetCdfWriteError::Twice(name.to_owned()));
        }
    }
}

fn word(head: &mut Vec<u8>, value: u32) {
    head.extend(value.to_be_bytes());
}

/// Start of a list; an empty one has no tag.
fn list(head: &mut Vec<u8>, tag: u32, count: usize) {
    word(head, if count == 0 { 0 } else { tag });
    word(head, count as u32);
}

fn text(head: &mut Vec<u8>, text: &str) {
    word(head, text.len() as u32);
    head.extend(text.as_bytes());
    head.resize(head.len().next_multiple_of(4), 0);
}

fn attributes(head: &mut Vec<u8>, attributes: &Attributes) {
    list(head, 0x0C, attributes.len());
    for (name, value) in attributes {
        text(head, name);
        match value {
            AttributeValue::Text(value) => {
                word(head, 2);
                text(head, value);
            }
            AttributeValue::I32(values) => numbers(head, 4, values, i32::to_be_bytes),
            AttributeValue::F32(values) => numbers(head, 5, values, f32::to_be_bytes),
            AttributeValue::F64(values) => numbers(head, 6, values, f64::to_be_bytes),
        }
    }
}

fn numbers<T: Copy, const N: usize>(head: &mut Vec<u8>, kind: u32, values: &[T], bytes: fn(T) -> [u8; N]) {
    word(head, kind);
    word(head, values.len() as u32);
    head.extend(values.iter().flat_map(|v| bytes(*v)));
}

/// Writes numbers block by block: one call of the writer for each number would cost more than the numbers.
fn big_endian<T: Copy, const N: usize>(out: &mut impl Write, values: &[T], bytes: fn(T) -> [u8; N]) -> io::Result<()> {
    let mut block = Vec::with_capacity(4096 * N);
    for part in values.chunks(4096) {
        block.clear();
        block.extend(part.iter().flat_map(|v| bytes(*v)));
        out.write_all(&block)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::netcdf::NetCdf;

    #[test]
    fn what_is_written_is_read_back() {
        let (first, second, wide, whole) = ([1.5f32, -2.0, 3.0], [4.0f32, f32::NAN, 6.5], [FILL_F64, 1e-300], [7i32]);
        let mut file = NetCdfFile::new();
        let (y, x, one) = (file.dim("y", 2), file.dim("x", 3), file.dim("one", 1));
        file.attribute("title", "해경 exercise");
        file.attribute("numbers", AttributeValue::I32(vec![1, 2, 3]));
        let unit = [("units", AttributeValue::from("1")), ("half", AttributeValue::F32(vec![0.5]))];
        file.variable("field", &[y, x], &unit, Values::F32(vec![&first, &second]));
        file.variable("wide", &[y], &[("_FillValue", FILL_F64.into())], Values::F64(vec![&wide]));
        file.variable("whole", &[one], &[], Values::I32(vec![&whole]));
        file.variable("scalar", &[], &[], Values::I32(vec![&whole]));
        let mut bytes = Vec::new();
        file.write(&mut bytes).unwrap();
        let back = NetCdf::open(&bytes).unwrap();
        let field = back.variable("field").unwrap();
        assert_eq!((&field.shape, field.text("units"), field.number("half")), (&vec![2, 3], Some("1"), Some(0.5)));
        let values = back.values(field).unwrap();
        assert_eq!(values[..4], [1.5, -2.0, 3.0, 4.0]);
        assert!(values[4].is_nan() && values[5] == 6.5);
        let wide = back.values(back.variable("wide").unwrap()).unwrap();
        assert!(wide[0].is_nan() && wide[1] == 1e-300);
        assert_eq!(back.values(back.variable("scalar").unwrap()).unwrap(), [7.0]);
    }

    #[test]
    fn every_fault_is_named() {
        let (mut file, mut other) = (NetCdfFile::new(), NetCdfFile::new());
        let none = file.dim("none", 0);
        let two = file.dim("2x", 2);
        other.dim("a", 1);
        other.dim("b", 1);
        let strange = other.dim("c", 1);
        file.variable("a", &[two], &[], Values::F64(vec![&[1.0]]));
        file.variable("a", &[strange], &[], Values::F64(vec![&[1.0]]));
        let errors = file.check();
        let expected = [
            NetCdfWriteError::Name("2x".into()),
            NetCdfWriteError::Twice("a".into()),
            NetCdfWriteError::Length("none".into()),
            NetCdfWriteError::Count { name: "a".into(), found: 1, expected: 2 },
            NetCdfWriteError::Dimension("a".into()),
        ];
        assert_eq!(errors, expected, "{none:?}");
        assert_eq!(file.write(&mut Vec::new()).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
