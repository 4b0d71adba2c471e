//! Comma-separated values: written as spreadsheets open them, read as they and people write them.

use super::grid::{Cell, Grid};
use super::{Column, Row};
use crate::finding::Finding;
use crate::limits::{MSEL_COLUMNS, MSEL_ROWS};

/// A text that begins so would be run as a formula when the file is opened.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Rows as CSV.
pub fn write(rows: &[Row]) -> String {
    let mut text = String::from("\u{feff}");
    let heading = Column::ALL.map(|column| column.name().to_owned());
    let lines = rows.iter().map(|row| Column::ALL.map(|column| row.get(&column).cloned().unwrap_or_default()));
    for line in std::iter::once(heading).chain(lines) {
        text.push_str(&line.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(text: &str) -> String {
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', ';', '"', '\n', '\r', '\t']) && text.trim() == text {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// A text as it was before [`quoted`] put a guard before it.
fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest.to_owned(),
        _ => text,
    }
}

/// Reads CSV: UTF-8 or UTF-16 with its mark; separated by commas, semicolons or tabs.
pub fn read(bytes: &[u8], file: &str) -> Result<Grid, Finding> {
    let text = decode(bytes).map_err(|(place, why)| {
        let hint = "it is perhaps in CP949 (Korean) or Shift-JIS (Japanese): in the spreadsheet save it as \"CSV UTF-8\", or as .xlsx";
        let line = bytes[..place].iter().filter(|byte| **byte == b'\n').count() + 1;
        let finding = Finding::of_file(file, why, Some(hint.to_owned()));
        Finding { line: u32::try_from(line).unwrap_or(u32::MAX), column: 1, ..finding }
    })?;
    let separator = separator(&text);
    let mut grid = Grid::default();
    let mut rows = Parser { rest: text.chars().peekable(), separator };
    let mut row = 0;
    while let Some(cells) = rows.row() {
        if row >= MSEL_ROWS {
            grid.cut = true;
            break;
        }
        grid.cut |= cells.len() > MSEL_COLUMNS;
        for (column, cell) in cells.into_iter().take(MSEL_COLUMNS).enumerate().filter(|(_, cell)| !cell.is_empty()) {
            grid.cells.insert((row, column), Cell::Text(unguarded(cell)));
        }
        row += 1;
    }
    Ok(grid)
}

/// The text, or where it is none and why.
fn decode(bytes: &[u8]) -> Result<String, (usize, String)> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| (0, "it is not good UTF-16".to_owned()))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return Err((0, "it is an old .xls workbook, or one with a password".to_owned()));
        }
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| (e.valid_up_to(), "it is not UTF-8".to_owned()))?;
    match text.find('\0') {
        Some(at) => Err((at, "it holds zero bytes: it is no table of text".to_owned())),
        None => Ok(text.to_owned()),
    }
}

/// The separator that occurs most outside quotes in the first lines.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in text.chars().take(4_096) {
        quoted ^= c == '"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == c && !quoted) {
            *count += 1;
        }
    }
    // Of equals the first, the comma.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(separator, _)| *separator)
}

struct Parser<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    separator: char,
}

impl Parser<'_> {
    /// The next row.
    fn row(&mut self) -> Option<Vec<String>> {
        self.rest.peek()?;
        let mut cells = Vec::new();
        loop {
            let (cell, more) = self.cell();
            cells.push(cell);
            if !more {
                return Some(cells);
            }
        }
    }

    /// The next cell, and whether another follows in its row.
    fn cell(&mut self) -> (String, bool) {
        let mut cell = String::new();
        let mut quoted = false;
        while let Some(c) = self.rest.next() {
            match c {
                '"' if quoted => {
                    if self.rest.next_if_eq(&'"').is_some() {
                        cell.push('"');
                    } else {
                        quoted = false;
                    }
                }
                // A quote within a word is one.
                '"' if cell.trim().is_empty() => {
                    cell.clear();
                    quoted = true;
                }
                _ if quoted => cell.push(c),
                '\r' if self.rest.peek() == Some(&'\n') => {}
                '\n' | '\r' => return (cell, false),
                c if c == self.separator => return (cell, true),
                c => cell.push(c),
            }
        }
        (cell, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        read(bytes, "a.csv").unwrap().cells.into_values().map(|cell| cell.shown()).collect()
    }

    #[test]
    fn quotes_line_ends_and_separators_are_read() {
        assert_eq!(texts(b"a,\"b \"\"c\"\"\r\nd\",e\r\nf"), ["a", "b \"c\"\r\nd", "e", "f"]);
        assert_eq!(texts("a;b,c;d\n1;2;3\n".as_bytes()), ["a", "b,c", "d", "1", "2", "3"]);
        assert_eq!(texts("\u{feff}번호\t내용\n1\t가\n".as_bytes()), ["번호", "내용", "1", "가"]);
        let utf16: Vec<u8> = "\u{feff}a\t가\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&utf16), ["a", "가"]);
    }

    #[test]
    fn a_file_in_another_encoding_is_told_with_its_line_and_the_remedy() {
        // "id,번호" in CP949.
        let finding = read(b"id,a\r\n1,\xb9\xf8\xc8\xa3\r\n", "a.csv").unwrap_err();
        assert_eq!((finding.line, finding.message.as_str()), (2, "it is not UTF-8"));
        assert!(finding.hint.unwrap().contains("CSV UTF-8"));
    }

    #[test]
    fn no_text_is_run_as_a_formula() {
        let row: Row = [(Column::Id, "I-1".to_owned()), (Column::TextEn, "=1+1".to_owned())].into();
        let text = write(&[row]);
        assert!(text.contains("\"'=1+1\""));
        assert!(texts(text.as_bytes()).contains(&"=1+1".to_owned()));
    }
}
