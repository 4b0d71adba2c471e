//! Workbooks: written with a frozen heading, read cell by cell within bounds.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError as WriteError};

use super::grid::{Cell, Grid, Merged};
use super::{Column, Row};
use crate::environment::guard::quietly;
use crate::finding::Finding;
use crate::limits::{MSEL_COLUMNS, MSEL_ROWS, MSEL_UNPACKED_BYTES};
use crate::time::days_from_civil;

/// Name of the sheet.
const SHEET: &str = "MSEL";
/// Seconds of a day.
const DAY_S: f64 = 86_400.0;

/// Rows as a workbook.
pub fn write(rows: &[Row]) -> Result<Vec<u8>, String> {
    build(rows).map_err(|error| format!("the workbook cannot hold the list: {error}"))
}

fn build(rows: &[Row]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let heading = Format::new().set_bold();
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?.set_freeze_panes(1, 1)?;
    for (number, column) in (0_u16..).zip(Column::ALL) {
        sheet.write_string_with_format(0, number, column.name(), &heading)?;
        sheet.set_column_width(number, width(column))?;
        for (line, row) in (1_u32..).zip(rows) {
            if let Some(text) = row.get(&column).filter(|text| !text.is_empty()) {
                sheet.write_string_with_format(line, number, text, &body)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// Width in characters: what is usual for the column.
fn width(column: Column) -> f64 {
    match column {
        Column::TextEn | Column::TextKo | Column::TextJa => 48.0,
        Column::ExpectEn | Column::ExpectKo | Column::ExpectJa | Column::Action => 36.0,
        Column::When | Column::To => 30.0,
        _ => 14.0,
    }
}

/// Reads every sheet of a workbook.
pub fn read(bytes: &[u8], file: &str) -> Result<Vec<Grid>, Finding> {
    let damaged = |why: String| {
        let hint = "open it in the spreadsheet and save it again as .xlsx, or as \"CSV UTF-8\"";
        Finding::of_file(file, format!("the workbook cannot be read: {why}"), Some(hint.to_owned()))
    };
    check_size(bytes).map_err(damaged)?;
    quietly(|| sheets(bytes).map_err(|error| error.to_string()))
        .unwrap_or_else(|| Err("its reader stopped".to_owned()))
        .map_err(damaged)
}

/// Refuses a workbook that unpacks to more than is read.
fn check_size(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        unpacked = unpacked.saturating_add(archive.by_index_raw(index).map_err(|error| error.to_string())?.size());
    }
    match unpacked <= MSEL_UNPACKED_BYTES {
        true => Ok(()),
        false => Err(format!("it unpacks to {unpacked} bytes, at most {MSEL_UNPACKED_BYTES} are read")),
    }
}

fn sheets(bytes: &[u8]) -> Result<Vec<Grid>, XlsxError> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let mut grid = Grid { sheet: name.clone(), ..Grid::default() };
        // A chart sheet has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let at = (row as usize, column as usize);
            let value = value(cell.get_value());
            if at.0 >= MSEL_ROWS || at.1 >= MSEL_COLUMNS {
                grid.cut |= !value.is_blank();
            } else if value != Cell::Empty {
                grid.cells.insert(at, value);
            }
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let place = |(row, column): (u32, u32)| (row as usize, column as usize);
        grid.merged = merged.iter().map(|m| Merged { first: place(m.start), last: place(m.end) }).collect();
        grids.push(grid);
    }
    Ok(grids)
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => Cell::Text(number.to_string()),
        DataRef::Float(number) => Cell::Text(number.to_string()),
        DataRef::Bool(yes) => Cell::Text(yes.to_string()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(error) => Cell::Wrong(error.to_string()),
        // A time without a date counts from day 0.
        DataRef::DateTime(time) if time.is_duration() || (0.0..1.0).contains(&time.as_f64()) => {
            Cell::Seconds(time.as_f64() * DAY_S)
        }
        DataRef::DateTime(time) => {
            let (year, month, day, h, min, s, ms) = time.to_ymd_hms_milli();
            let days = days_from_civil(i64::from(year), i64::from(month), i64::from(day));
            let s = f64::from(h) * 3_600.0 + f64::from(min) * 60.0 + f64::from(s) + f64::from(ms) / 1_000.0;
            Cell::Moment(days as f64 * DAY_S + s)
        }
    }
}
