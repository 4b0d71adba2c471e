//! Reads the tables that are built into this crate.

/// What is wrong with a table; the shipped ones are held by tests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub(crate) struct TableError {
    pub line: usize,
    pub what: String,
}

/// One line of a table, read by the name of a column.
pub(crate) struct Row<'t> {
    header: &'t [String],
    cells: Vec<String>,
    line: usize,
}

/// Reads a whole table with a header line, one `T` a line.
pub(crate) fn read<T>(text: &str, row: impl Fn(&Row<'_>) -> Result<T, TableError>) -> Result<Vec<T>, TableError> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let header = lines.next().map(|(_, line)| cells(line)).unwrap_or_default();
    lines
        .map(|(index, line)| {
            let cells = cells(line);
            let line = index + 1;
            if cells.len() != header.len() {
                let what = format!("{} cells under {} columns", cells.len(), header.len());
                return Err(TableError { line, what });
            }
            row(&Row { header: &header, cells, line })
        })
        .collect()
}

impl Row<'_> {
    /// A cell as text, possibly empty.
    pub fn text(&self, column: &str) -> Result<&str, TableError> {
        let at = self.header.iter().position(|name| name == column);
        at.map(|at| self.cells[at].as_str()).ok_or_else(|| self.error(format!("no column \"{column}\"")))
    }

    /// A cell as a finite number.
    pub fn number(&self, column: &str) -> Result<f64, TableError> {
        let text = self.text(column)?;
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
        value.ok_or_else(|| self.error(format!("\"{text}\" in \"{column}\" is no number")))
    }

    /// A cell as a number, `None` where nothing is printed.
    pub fn maybe_number(&self, column: &str) -> Result<Option<f64>, TableError> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.number(column).map(Some) }
    }

    /// An error at this line.
    pub fn error(&self, what: String) -> TableError {
        TableError { line: self.line, what }
    }
}

/// Cells of a line; quotes hold commas together.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => {
                if let Some(last) = cells.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_commas_together() {
        assert_eq!(cells("1,\"a, b\",,2"), ["1", "a, b", "", "2"]);
    }

    #[test]
    fn errors_name_the_line() {
        let read = |text| read(text, |row| row.number("n")).map_err(|e| e.to_string());
        assert_eq!(read("n,m\n1,2\nx,3\n"), Err("line 3: \"x\" in \"n\" is no number".to_owned()));
        assert_eq!(read("n\n1,2\n"), Err("line 2: 2 cells under 1 columns".to_owned()));
        assert_eq!(read("m\n1\n"), Err("line 2: no column \"n\"".to_owned()));
        assert_eq!(read("n\n1\n\n2\n"), Ok(vec![1.0, 2.0]));
    }
}
