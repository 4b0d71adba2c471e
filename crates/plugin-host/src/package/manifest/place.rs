//! Where a fault stands in a manifest, and what its writer may have meant.

use std::path::Path;

use super::Finding;

/// A fault of reading, in words; `at` is the byte where the value stands, for faults that do not say their own.
pub(super) fn syntax_finding(text: &str, path: &Path, error: &toml::de::Error, at: usize) -> Finding {
    let line = line_at(text, error.span().map_or(at, |span| span.start));
    let message = error.message().to_string();
    let mut names = message.split('`').skip(1).step_by(2);
    let hint = match names.next() {
        Some(unknown) if message.starts_with("unknown field") => {
            let known: Vec<&str> = names.collect();
            unknown_hint(unknown, &known)
        }
        Some(missing) if message.starts_with("missing field") => {
            format!("add `{missing}`; plugins/README.md shows a whole manifest")
        }
        _ => "plugins/README.md shows a whole manifest".into(),
    };
    Finding::new(format!("{}:{line}", path.display()), message, hint)
}

/// What to write instead of an unknown key.
pub(super) fn unknown_hint(unknown: &str, known: &[&str]) -> String {
    match closest(unknown, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", known.join(", ")),
    }
}

/// The line of a byte, from 1.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// Where a key stands: the first line that begins with it, or its table.
pub(crate) fn place_of(text: &str, path: &Path, key: &str) -> String {
    let is_key = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
            || line == format!("[params.{key}]")
    };
    let line = text.lines().position(is_key).map_or(1, |index| index + 1);
    format!("{}:{line}", path.display())
}

/// The name most like `wanted`, if one is like it at all.
pub(crate) fn closest<'a>(wanted: &str, known: &[&'a str]) -> Option<&'a str> {
    let best = known.iter().map(|name| (edits(wanted, name), *name)).min()?;
    (best.0 <= 1 + wanted.len() / 3).then_some(best.1)
}

/// Least number of inserted, removed or changed characters (Wagner and Fischer).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
