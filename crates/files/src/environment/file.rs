//! One view of NetCDF-3 and NetCDF-4: variables, attributes and pieces of arrays.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use netcdf_reader::{
    FileStorage, NcAttrValue, NcFile, NcMetadataMode, NcOpenOptions, NcSliceInfo, NcSliceInfoElem, NcType, NcVariable,
};

use super::guard::quietly;
use super::{Findings, problem};
use crate::limits::{
    ENVIRONMENT_CHUNK_BYTES, ENVIRONMENT_COORDINATES, ENVIRONMENT_READ_BYTES, ENVIRONMENT_VALUES, NETCDF_ITEMS,
};
use crate::netcdf::{self, NetCdf};

/// Damaged beyond the words of the decoder.
const DAMAGED: &str = "the file is damaged";
const DOWNLOAD: &str = "download it again and compare its size with the source";

/// The first bytes of a file.
pub(super) fn head(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(1024).read_to_end(&mut head)?;
    Ok(head)
}

/// An attribute: numbers, or a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Attribute {
    Numbers { values: Vec<f64>, real: bool },
    Text(String),
}

/// A variable of the file.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub name: String,
    pub dims: Vec<String>,
    pub shape: Vec<usize>,
    attributes: Vec<(String, Attribute)>,
    /// Type code of the NetCDF classic format, with its extension.
    code: u32,
}

impl Variable {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, a)| a)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.attribute(name) {
            Some(Attribute::Text(text)) => Some(text.trim_matches(|c: char| c == '\0' || c.is_whitespace())),
            _ => None,
        }
    }

    pub(super) fn numbers(&self, name: &str) -> Vec<f64> {
        match self.attribute(name) {
            Some(Attribute::Numbers { values, .. }) => values.clone(),
            _ => Vec::new(),
        }
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.numbers(name).first().copied()
    }

    pub(super) fn standard_name(&self) -> &str {
        // A modifier may follow after a blank.
        self.text("standard_name").and_then(|name| name.split_whitespace().next()).unwrap_or_default()
    }

    /// Whether its type is one of whole numbers.
    pub(super) fn is_whole(&self) -> bool {
        !matches!(self.code, 5 | 6)
    }

    /// What the netCDF library fills unwritten values with, for types where that is never data.
    pub(super) fn default_fill(&self) -> Option<f64> {
        match self.code {
            3 => Some(-32_767.0),
            4 => Some(-2_147_483_647.0),
            _ => None,
        }
    }

    /// Name with its standard name, for messages.
    pub(super) fn described(&self) -> String {
        let standard = self.standard_name();
        if standard.is_empty() { self.name.clone() } else { format!("{} ({standard})", self.name) }
    }
}

enum Store<'a> {
    Classic(NetCdf<'a>),
    Modern(Box<NcFile>),
}

/// An open file.
pub(super) struct File<'a> {
    store: Store<'a>,
    pub variables: Vec<Variable>,
    pub attributes: Vec<(String, String)>,
}

impl<'a> File<'a> {
    /// NetCDF-3 in memory, through our own reader.
    pub(super) fn classic(bytes: &'a [u8]) -> Result<Self, Findings> {
        let file = NetCdf::open(bytes).map_err(|e| problem(e.to_string(), DOWNLOAD))?;
        let variables = file.variables.iter().map(classic_variable).collect();
        let texts = file.attributes.iter().filter_map(|(name, value)| match value {
            netcdf::Attribute::Text(text) => Some((name.clone(), text.clone())),
            netcdf::Attribute::Numbers(_) => None,
        });
        let attributes = texts.collect();
        Ok(Self { store: Store::Classic(file), variables, attributes })
    }

    /// NetCDF-4 (and the 64-bit classic variant), read piece by piece from the disk.
    pub(super) fn modern(path: &Path) -> Result<Self, Findings> {
        let opened = quietly(|| {
            let storage = FileStorage::open(path).map_err(|e| e.to_string())?;
            let options = NcOpenOptions {
                metadata_mode: NcMetadataMode::Lossy,
                max_chunk_bytes: ENVIRONMENT_CHUNK_BYTES,
                max_read_bytes: ENVIRONMENT_READ_BYTES,
                ..NcOpenOptions::default()
            };
            let file = NcFile::from_storage_with_options(Arc::new(storage), options).map_err(|e| e.to_string())?;
            let variables: Vec<_> =
                file.variables().map_err(|e| e.to_string())?.iter().take(NETCDF_ITEMS).map(modern_variable).collect();
            let texts = file.global_attributes().map_err(|e| e.to_string())?.iter();
            let texts: Vec<_> = texts.filter_map(|a| Some((a.name.clone(), a.value.as_string()?))).collect();
            Ok::<_, String>((file, variables, texts))
        });
        let (file, variables, attributes) = match opened {
            Some(Ok(opened)) => opened,
            Some(Err(error)) => return Err(problem(format!("it is no usable NetCDF-4 file: {error}"), DOWNLOAD)),
            None => return Err(problem(DAMAGED, DOWNLOAD)),
        };
        Ok(Self { store: Store::Modern(Box::new(file)), variables, attributes })
    }

    pub(super) fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|v| v.name == name)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found
            .map(|(_, text)| text.trim_matches(|c: char| c == '\0' || c.is_whitespace()))
            .filter(|text| !text.is_empty())
    }

    /// Gives `count` values from `start` of each dimension to `sink`, the last dimension running fastest.
    pub(super) fn piece(
        &self,
        variable: &Variable,
        start: &[usize],
        count: &[usize],
        sink: impl FnMut(f64),
    ) -> Result<(), Findings> {
        let total = count.iter().try_fold(1usize, |n, len| n.checked_mul(*len));
        if total.is_none_or(|n| n > ENVIRONMENT_VALUES) {
            return Err(problem(
                format!("{} is too large: at most {ENVIRONMENT_VALUES} values are read", variable.name),
                super::CUT,
            ));
        }
        let whole = start
            .iter()
            .zip(count)
            .zip(&variable.shape)
            .all(|((s, c), len)| s.checked_add(*c).is_some_and(|end| end <= *len));
        if !whole || start.len() != variable.shape.len() || count.len() != variable.shape.len() {
            return Err(problem(format!("{} is shorter than its coordinates", variable.name), DOWNLOAD));
        }
        let result = match &self.store {
            Store::Classic(file) => match file.variable(&variable.name) {
                Some(found) => file.piece(found, start, count, sink).map_err(|e| e.to_string()),
                None => Err(DAMAGED.to_owned()),
            },
            Store::Modern(file) => {
                quietly(|| modern_piece(file, variable, start, count, sink)).unwrap_or_else(|| Err(DAMAGED.to_owned()))
            }
        };
        result.map_err(|e| problem(format!("{} cannot be read: {e}", variable.name), DOWNLOAD))
    }

    /// All values of a coordinate variable, unpacked, missing ones NaN.
    pub(super) fn values(&self, variable: &Variable) -> Result<Vec<f64>, Findings> {
        let count = variable.shape.iter().try_fold(1usize, |n, len| n.checked_mul(*len));
        if count.is_none_or(|n| n > ENVIRONMENT_COORDINATES) {
            let message = format!("the coordinate {} has more than {ENVIRONMENT_COORDINATES} values", variable.name);
            return Err(problem(message, super::CUT));
        }
        let packing = super::decode::Packing::of(variable);
        let mut values = Vec::new();
        let start = vec![0; variable.shape.len()];
        self.piece(variable, &start, &variable.shape, |raw| values.push(packing.value(raw)))?;
        Ok(values)
    }
}

fn classic_variable(found: &netcdf::Variable) -> Variable {
    let attributes = found.attributes().map(|(name, value, real)| {
        let value = match value {
            netcdf::Attribute::Numbers(values) => Attribute::Numbers { values: values.clone(), real },
            netcdf::Attribute::Text(text) => Attribute::Text(text.clone()),
        };
        (name.to_owned(), value)
    });
    let attributes = attributes.collect();
    let (name, dims, shape) = (found.name.clone(), found.dims.clone(), found.shape.clone());
    Variable { name, dims, shape, attributes, code: found.type_code() }
}

fn modern_variable(found: &NcVariable) -> Variable {
    let attributes = found.attributes().iter().filter_map(|attribute| {
        let real = matches!(attribute.value, NcAttrValue::Floats(_) | NcAttrValue::Doubles(_));
        let value = match attribute.value.as_f64_vec() {
            Some(values) => Attribute::Numbers { values, real },
            None => Attribute::Text(attribute.value.as_string()?),
        };
        Some((attribute.name.clone(), value))
    });
    let attributes = attributes.collect();
    let dims = found.dimensions().iter().map(|d| d.name.clone()).collect();
    let shape = found.shape().iter().map(|len| usize::try_from(*len).unwrap_or(usize::MAX)).collect();
    let code = found.dtype().classic_type_code().unwrap_or(0);
    Variable { name: found.name().to_owned(), dims, shape, attributes, code }
}

fn modern_piece(
    file: &NcFile,
    variable: &Variable,
    start: &[usize],
    count: &[usize],
    mut sink: impl FnMut(f64),
) -> Result<(), String> {
    let slices = start.iter().zip(count).map(|(s, c)| NcSliceInfoElem::Slice {
        start: *s as u64,
        end: (*s + *c) as u64,
        step: 1,
    });
    let selection = NcSliceInfo { selections: slices.collect() };
    let dtype = file.variable(&variable.name).map_err(|e| e.to_string())?.dtype().clone();
    // Read in one go it is decoded straight into place.
    let whole = count == variable.shape;
    // One arm a type, so that the loop over the values is a tight one.
    macro_rules! read {
        ($t:ty) => {{
            let array = if whole {
                file.read_variable::<$t>(&variable.name)
            } else {
                file.read_variable_slice::<$t>(&variable.name, &selection)
            };
            let array = array.map_err(|e| e.to_string())?;
            if array.len() != count.iter().product::<usize>() {
                return Err(DAMAGED.to_owned());
            }
            match array.as_slice() {
                Some(values) => values.iter().for_each(|v| sink(*v as f64)),
                None => array.iter().for_each(|v| sink(*v as f64)),
            }
        }};
    }
    match dtype {
        NcType::Byte => read!(i8),
        NcType::UByte => read!(u8),
        NcType::Short => read!(i16),
        NcType::UShort => read!(u16),
        NcType::Int => read!(i32),
        NcType::UInt => read!(u32),
        NcType::Int64 => read!(i64),
        NcType::UInt64 => read!(u64),
        NcType::Float => read!(f32),
        NcType::Double => read!(f64),
        other => return Err(format!("its type {other:?} holds no numbers")),
    }
    Ok(())
}
