//! Tables of positions as Apache Parquet.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, Encoding};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use sarex_files::export::MARK;

use super::NOT_FOR_NAVIGATION;
use crate::forecast::{Forecast, Rows, Status};

const SCHEMA: &str = "message drift {
    required int64 time_utc (TIMESTAMP(MILLIS, true));
    required int32 element (INTEGER(32, false));
    required int32 scenario (INTEGER(16, false));
    required double lon_deg;
    required double lat_deg;
    required double weight;
    required binary status (STRING);
}";
const UNITS: &str = "time_utc: UTC, milliseconds since 1970; lon_deg, lat_deg: degrees east and north, WGS84; \
    weight: share of the whole probability, all elements of a time add up to 1";
/// Rows of a group: what readers load at once.
const GROUP_ROWS: usize = 1 << 20;

/// A Parquet file that rows are added to, block after block, so that a run may write every element at every time
/// without holding them all.
pub struct ParquetRows<W: Write + Send> {
    writer: SerializedFileWriter<W>,
}

impl<W: Write + Send> ParquetRows<W> {
    /// Starts a file; its metadata hold the mark of an exercise, the title and the units.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(out: W, forecast: &Forecast, title: &str) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(SCHEMA).map_err(other)?);
        let pair = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
        let scenario =
            |(n, s): (usize, &crate::forecast::ScenarioLine)| format!("{n}: {} ({})", s.name, s.leeway_class);
        let scenarios: Vec<String> = forecast.scenarios.iter().enumerate().map(scenario).collect();
        let metadata = vec![
            pair("exercise", format!("{MARK}. {NOT_FOR_NAVIGATION}.")),
            pair("title", format!("{title}: {}", forecast.title)),
            pair("units", UNITS.to_owned()),
            pair("scenarios", scenarios.join("; ")),
            pair("model", forecast.model.clone()),
            pair("sources", forecast.sources.join("\n")),
            pair("notes", forecast.notes.join("\n")),
        ];
        let mut properties = WriterProperties::builder()
            .set_created_by("sarex".to_owned())
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(metadata))
            .set_column_encoding(ColumnPath::from("element"), Encoding::DELTA_BINARY_PACKED);
        // Nearly every value differs: a dictionary would be built for nothing.
        for column in ["element", "lon_deg", "lat_deg"] {
            properties = properties.set_column_dictionary_enabled(ColumnPath::from(column), false);
        }
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties.build())).map_err(other)?;
        Ok(Self { writer })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// Those of the writer; `InvalidInput` when the columns differ in length.
    pub fn add(&mut self, rows: &Rows) -> io::Result<()> {
        if !super::check::even(rows) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the columns differ in length"));
        }
        let n = rows.element.len();
        for from in (0..n).step_by(GROUP_ROWS) {
            let mut group = self.writer.next_row_group().map_err(other)?;
            write_group(&mut group, rows, from..n.min(from + GROUP_ROWS)).map_err(other)?;
            group.close().map_err(other)?;
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(self) -> io::Result<()> {
        self.writer.close().map(|_| ()).map_err(other)
    }
}

/// A whole file of these rows.
pub(super) fn write(out: &mut (impl Write + Send), forecast: &Forecast, rows: &Rows, title: &str) -> io::Result<()> {
    let mut file = ParquetRows::new(out, forecast, title)?;
    file.add(rows)?;
    file.finish()
}

fn write_group<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    rows: &Rows,
    part: std::ops::Range<usize>,
) -> Result<(), ParquetError> {
    let names =
        [Status::Waiting, Status::Adrift, Status::Stranded, Status::OutOfData].map(|s| ByteArray::from(s.name()));
    let time: Vec<i64> = rows.time_unix_s[part.clone()].iter().map(|t| t.saturating_mul(1000)).collect();
    let element: Vec<i32> = rows.element[part.clone()].iter().map(|e| e.cast_signed()).collect();
    let scenario: Vec<i32> = rows.scenario[part.clone()].iter().map(|s| i32::from(*s)).collect();
    let status: Vec<ByteArray> = rows.status[part.clone()].iter().map(|s| names[*s as usize].clone()).collect();
    column::<Int64Type, W>(group, &time)?;
    column::<Int32Type, W>(group, &element)?;
    column::<Int32Type, W>(group, &scenario)?;
    column::<DoubleType, W>(group, &rows.lon_deg[part.clone()])?;
    column::<DoubleType, W>(group, &rows.lat_deg[part.clone()])?;
    column::<DoubleType, W>(group, &rows.weight[part])?;
    column::<ByteArrayType, W>(group, &status)
}

/// Writes the next column of the schema.
fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("the schema has too few columns".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    column.typed::<T>().write_batch(values, None, None)?;
    column.close()
}

fn other(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(io) => *io,
            Err(inner) => io::Error::other(inner),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    #[test]
    fn rows_come_back_with_mark_and_units() {
        let forecast = super::super::sample::forecast(200, 130.0);
        let file = tempfile::tempfile().unwrap();
        write(&mut file.try_clone().unwrap(), &forecast, &forecast.last, "All").unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let metadata = reader.metadata().file_metadata();
        let value = |key: &str| {
            let pairs = metadata.key_value_metadata().unwrap();
            pairs.iter().find(|p| p.key == key).and_then(|p| p.value.clone()).unwrap()
        };
        assert!(value("exercise").starts_with(MARK) && value("units").contains("degrees east"));
        assert_eq!(metadata.num_rows(), 200);
        for (k, row) in reader.get_row_iter(None).unwrap().enumerate() {
            let row = row.unwrap();
            assert_eq!(row.get_timestamp_millis(0).unwrap(), forecast.last.time_unix_s[k] * 1000);
            assert_eq!(row.get_uint(1).unwrap(), forecast.last.element[k]);
            assert_eq!(row.get_double(3).unwrap(), forecast.last.lon_deg[k]);
            assert_eq!(row.get_string(6).unwrap(), forecast.last.status[k].name());
        }
    }

    #[test]
    fn blocks_follow_each_other_and_no_row_is_a_file_too() {
        let forecast = super::super::sample::forecast(50, 130.0);
        let file = tempfile::tempfile().unwrap();
        let mut rows = ParquetRows::new(file.try_clone().unwrap(), &forecast, "All").unwrap();
        rows.add(&forecast.last).unwrap();
        rows.add(&Rows::default()).unwrap();
        rows.add(&forecast.last).unwrap();
        assert!(rows.add(&Rows { element: vec![1], ..Rows::default() }).is_err());
        rows.finish().unwrap();
        assert_eq!(SerializedFileReader::new(file).unwrap().metadata().file_metadata().num_rows(), 100);
        let empty = tempfile::tempfile().unwrap();
        write(&mut empty.try_clone().unwrap(), &forecast, &Rows::default(), "None").unwrap();
        assert_eq!(SerializedFileReader::new(empty).unwrap().metadata().file_metadata().num_rows(), 0);
    }
}
