//! A sheet as it was read: cells, and which of them are merged.

use std::collections::BTreeMap;

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, or a number as text.
    Text(String),
    /// A time of day or a duration, seconds.
    Seconds(f64),
    /// A date with a time, without a zone: seconds from 1970.
    Moment(f64),
    /// What a formula made of an error, for example `#REF!`.
    Wrong(String),
}

impl Cell {
    /// Nothing, or nothing but blanks.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Seconds(_) | Cell::Moment(_) | Cell::Wrong(_) => false,
        }
    }

    /// Its text, for messages.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Wrong(text) => text.clone(),
            Cell::Seconds(seconds) => clock(*seconds),
            Cell::Moment(unix_s) => crate::time::iso_utc(unix_s.round() as i64).trim_end_matches('Z').replace('T', " "),
        }
    }
}

/// `HH:MM:SS` of seconds; hours may be more than 23.
fn clock(seconds: f64) -> String {
    let s = seconds.round().max(0.0) as i64;
    format!("{:02}:{:02}:{:02}", s / 3_600, s / 60 % 60, s % 60)
}

/// A rectangle of merged cells, both ends included, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub first: (usize, usize),
    pub last: (usize, usize),
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Name of the sheet; empty for CSV.
    pub sheet: String,
    /// Cells that are not empty, by row and column from 0.
    pub cells: BTreeMap<(usize, usize), Cell>,
    /// Merged cells.
    pub merged: Vec<Merged>,
    /// Something lay beyond the rows and columns that are read.
    pub cut: bool,
}

impl Grid {
    /// A cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.cells.get(&(row, column)).unwrap_or(&Cell::Empty)
    }

    /// Rows up to the last that holds something.
    pub fn rows(&self) -> usize {
        self.cells.keys().next_back().map_or(0, |(row, _)| row + 1)
    }

    /// Columns up to the last that holds something.
    pub fn columns(&self) -> usize {
        self.cells.keys().map(|(_, column)| column + 1).max().unwrap_or(0)
    }
}

/// A cell as spreadsheets name it, for example `F12`.
pub fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        assert_eq!(
            [address(0, 0), address(11, 25), address(9, 26), address(0, 701), address(0, 702)].join(" "),
            "A1 Z12 AA10 ZZ1 AAA1"
        );
    }
}
