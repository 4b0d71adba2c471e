//! What a check says: one place, one message, one hint.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// It can be used, but a person should look.
    Warning,
}

/// One finding of a check, at its place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File as the user named it or will recognise it.
    pub file: String,
    /// Line, from 1; 0: the whole file.
    pub line: u32,
    /// Column in characters, from 1; 0: the whole line.
    pub column: u32,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Finding {
    /// An error of a whole file.
    pub fn of_file(file: impl Into<String>, message: impl Into<String>, hint: Option<String>) -> Self {
        Self { file: file.into(), line: 0, column: 0, severity: Severity::Error, message: message.into(), hint }
    }

    /// True for an error, false for a warning.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        let word = if self.is_error() { "error" } else { "warning" };
        write!(f, ": {word}: {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// Line and column (both from 1, the column in characters) of a byte offset of `text`.
pub fn line_column(text: &str, offset: usize) -> (u32, u32) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before[start..].chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// `did you mean "..."?` with the nearest of the known words, or a list of them when they are few.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let lower = wrong.to_lowercase();
    // Of words equally near, the first listed.
    let nearest = known.iter().map(|word| (distance(&lower, &word.to_lowercase()), *word)).min_by_key(|(d, _)| *d);
    let allowed = (wrong.chars().count() / 3).max(1);
    match nearest {
        Some((d, word)) if d <= allowed => Some(format!("did you mean \"{word}\"?")),
        Some(_) if known.len() <= 12 => Some(format!("known: {}", known.join(", "))),
        _ => known
            .iter()
            .find(|word| word.to_lowercase().contains(&lower) && !lower.is_empty())
            .map(|word| format!("did you mean \"{word}\"?")),
    }
}

/// Number of single-character edits (neighbours swapped count as one) between two words, looked at up to 64 characters.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(ca != cb)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_name_the_nearest_word() {
        assert_eq!(did_you_mean("kcg-300", ["kcg-3000", "jcg-helo"]).unwrap(), "did you mean \"kcg-3000\"?");
        assert_eq!(did_you_mean("xyzzy", ["alpha", "beta"]).unwrap(), "known: alpha, beta");
        assert_eq!(distance("recieve", "receive"), 1);
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(line_column("a\n해경 x", "a\n해경 ".len()), (2, 4));
        assert_eq!(line_column("", 99), (1, 1));
    }

    #[test]
    fn a_finding_reads_as_compilers_write() {
        let finding = Finding { line: 14, column: 3, ..Finding::of_file("a.toml", "no", Some("yes".into())) };
        assert_eq!(finding.to_string(), "a.toml:14:3: error: no\n  hint: yes");
    }
}
