//! Case files: one TOML or JSON file whose keys are a command's inputs, and flags that override it.
//!
//! The inputs of a command are one struct, read from a file by serde and from the command line by clap; a flag that is
//! given replaces the file's value. So a key and its flag can never differ in name, unit or meaning.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use crate::finding::{Finding, did_you_mean, line_column};

/// Bytes of a case file: a person reviews it, or a script wrote a table of some thousand rows.
pub const CASE_BYTES: u64 = 8 << 20;
/// Findings after which a file is given up.
const MOST_FINDINGS: usize = 50;

/// Reads a case file; JSON when its name ends so, else TOML.
///
/// # Errors
/// Every key that is unknown or of the wrong kind, with line and remedy; a file that cannot be read.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Vec<Finding>> {
    let name = path.display().to_string();
    let wrong = |message: String, hint: &str| vec![Finding::of_file(&name, message, Some(hint.to_owned()))];
    let unreadable = |e: &dyn std::fmt::Display| wrong(e.to_string(), "give the path of a TOML or JSON file of text");
    let metadata = std::fs::metadata(path).map_err(|e| unreadable(&e))?;
    if !metadata.is_file() {
        return Err(unreadable(&"it is no file"));
    }
    if metadata.len() > CASE_BYTES {
        let message = format!("{} bytes, at most {CASE_BYTES} are read", metadata.len());
        return Err(wrong(message, "a case is a short text; give data as files of their own"));
    }
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(&e))?;
    let json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    if json { read_json(&name, &text) } else { read_toml(&name, &text) }
}

/// The inputs of `case`, if any, with those of `flags` laid over them.
///
/// Fields that `flags` leaves out when it is serialised (`skip_serializing_if`) keep the file's value.
///
/// # Errors
/// As [`read`].
pub fn merge<T: Serialize + DeserializeOwned + Clone>(case: Option<&Path>, flags: &T) -> Result<T, Vec<Finding>> {
    let Some(path) = case else { return Ok(flags.clone()) };
    let from_file: T = read(path)?;
    let name = path.display().to_string();
    let odd = |e: serde_json::Error| vec![Finding::of_file(&name, e.to_string(), None)];
    let mut whole = serde_json::to_value(from_file).map_err(odd)?;
    let given = serde_json::to_value(flags).map_err(odd)?;
    // Flags that were not given are left out, so a null is a number that JSON cannot hold.
    let nulls = given.as_object().into_iter().flatten().filter(|(_, value)| value.is_null());
    let findings: Vec<Finding> =
        nulls.map(|(key, _)| not_finite(&format!("--{}", key.replace('_', "-")), "it")).collect();
    if !findings.is_empty() {
        return Err(findings);
    }
    lay_over(&mut whole, given);
    serde_json::from_value(whole).map_err(odd)
}

/// Tables are joined key by key; anything else is replaced.
fn lay_over(whole: &mut serde_json::Value, given: serde_json::Value) {
    match (whole, given) {
        (serde_json::Value::Object(whole), serde_json::Value::Object(given)) => {
            for (key, value) in given {
                match whole.get_mut(&key) {
                    Some(old) => lay_over(old, value),
                    None => {
                        whole.insert(key, value);
                    }
                }
            }
        }
        (whole, given) => *whole = given,
    }
}

fn read_toml<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Vec<Finding>> {
    let mut rest = text.to_owned();
    let mut findings = Vec::new();
    loop {
        let error = match toml::from_str::<T>(&rest) {
            Ok(value) if findings.is_empty() => {
                let odd = odd_numbers(name, text);
                return if odd.is_empty() { Ok(value) } else { Err(odd) };
            }
            Ok(_) => {
                findings.extend(odd_numbers(name, text));
                findings.sort();
                return Err(findings);
            }
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        let (line, column) = if error.span().is_some() { line_column(&rest, span.start) } else { (0, 0) };
        let (message, hint) = explain(error.message());
        let finding = Finding { line, column, ..Finding::of_file(name, message, hint) };
        let seen = findings.contains(&finding);
        if !seen {
            findings.push(finding);
        }
        // Blank the line and read on, so that one run names every mistake.
        let before = rest.clone();
        blank_line(&mut rest, span.start);
        if seen || line == 0 || rest == before || findings.len() >= MOST_FINDINGS {
            findings.sort();
            return Err(findings);
        }
    }
}

fn not_finite(file: &str, what: &str) -> Finding {
    Finding::of_file(file, format!("{what} is not a finite number"), Some("give a number, or leave it out".to_owned()))
}

/// Every `nan` and `inf` of a TOML text: no input of ours means anything by them.
fn odd_numbers(name: &str, text: &str) -> Vec<Finding> {
    fn walk(key: &str, value: &toml::Value, name: &str, findings: &mut Vec<Finding>) {
        match value {
            toml::Value::Float(number) if !number.is_finite() => findings.push(not_finite(name, key)),
            toml::Value::Array(items) => items.iter().for_each(|item| walk(key, item, name, findings)),
            toml::Value::Table(table) => table.iter().for_each(|(key, item)| walk(key, item, name, findings)),
            _ => {}
        }
    }
    let mut findings = Vec::new();
    if let Ok(table) = toml::from_str::<toml::Table>(text) {
        walk("", &toml::Value::Table(table), name, &mut findings);
    }
    findings.truncate(MOST_FINDINGS);
    findings
}

fn read_json<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Vec<Finding>> {
    let first = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let whole = |n: usize| u32::try_from(n).unwrap_or(0);
    let full = first.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    let place = (whole(first.line()), whole(first.column()));
    let mut findings = vec![json_finding(name, message, place)];
    // Unknown keys are taken out one by one, so that one run names every one of them.
    let mut value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let mut wrong = unknown_key(message).map(str::to_owned);
    while let Some(key) = wrong.take().filter(|_| findings.len() < MOST_FINDINGS) {
        take_out(&mut value, &key);
        let Err(error) = T::deserialize(&value) else { break };
        let message = error.to_string();
        wrong = unknown_key(&message).map(str::to_owned);
        let at = wrong.as_ref().and_then(|key| text.find(&format!("\"{key}\"")));
        let finding = json_finding(name, &message, at.map_or((0, 0), |at| line_column(text, at)));
        if findings.contains(&finding) {
            break;
        }
        findings.push(finding);
    }
    findings.sort();
    Err(findings)
}

fn json_finding(name: &str, message: &str, (line, column): (u32, u32)) -> Finding {
    let (message, hint) = explain(message);
    Finding { line, column, ..Finding::of_file(name, message, hint) }
}

/// The key that serde says it does not know.
fn unknown_key(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

/// Removes a key wherever it stands.
fn take_out(value: &mut serde_json::Value, key: &str) {
    match value {
        serde_json::Value::Object(table) => {
            table.remove(key);
            table.values_mut().for_each(|value| take_out(value, key));
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(|value| take_out(value, key)),
        _ => {}
    }
}

/// Serde's words for an unknown key, with the nearest known one instead of the whole list.
fn explain(message: &str) -> (String, Option<String>) {
    let words: Vec<&str> = message.split('`').collect();
    if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let known = words.iter().skip(3).step_by(2).copied();
        let wrong = words.get(1).copied().unwrap_or_default();
        let kind = if message.starts_with("unknown field") { "unknown key" } else { "unknown choice" };
        return (format!("{kind} \"{wrong}\""), did_you_mean(wrong, known));
    }
    let mut message = message.trim_end().replace('\n', " ");
    // Types of the program mean nothing to who writes a file.
    let types =
        [("f64", "a number"), ("u64", "a whole number"), ("u32", "a whole number"), ("usize", "a whole number")];
    for (own, plain) in types.into_iter().chain([("a sequence", "a list in [ ]"), ("a boolean", "true or false")]) {
        message = message.replace(&format!("expected {own}"), &format!("expected {plain}"));
    }
    (message, None)
}

fn blank_line(text: &mut String, offset: usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    text.replace_range(start..end, &" ".repeat(end - start));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Inputs {
        #[serde(skip_serializing_if = "Option::is_none")]
        speed_kn: Option<f64>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        legs_nm: Vec<f64>,
    }

    fn file(name: &str, text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        (dir, path)
    }

    #[test]
    fn flags_lie_over_the_file() {
        let (_dir, path) = file("case.toml", "speed_kn = 3\nlegs_nm = [1, 2.5]\n");
        let flags = Inputs { speed_kn: Some(7.0), legs_nm: Vec::new() };
        assert_eq!(merge(Some(&path), &flags).unwrap(), Inputs { speed_kn: Some(7.0), legs_nm: vec![1.0, 2.5] });
        assert_eq!(merge(None, &flags).unwrap(), flags);
        let (_dir, path) = file("case.json", "{\"speed_kn\": 3, \"legs_nm\": []}");
        assert_eq!(merge(Some(&path), &Inputs::default()).unwrap().speed_kn, Some(3.0));
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let (_dir, path) = file("case.toml", "speed_kts = 3\nlegs_nm = \"far\"\nspeed_kn = true\n");
        let findings = read::<Inputs>(&path).unwrap_err();
        let lines: Vec<u32> = findings.iter().map(|f| f.line).collect();
        assert_eq!(lines, [1, 2, 3], "{findings:?}");
        assert_eq!(findings[0].hint.as_deref(), Some("did you mean \"speed_kn\"?"));
        assert!(findings[1].message.contains("expected a list in [ ]"), "{findings:?}");
        assert!(findings[2].message.contains("expected a number"), "{findings:?}");
    }

    #[test]
    fn what_is_no_text_file_is_refused_with_a_remedy() {
        let dir = tempfile::tempdir().unwrap();
        let binary = dir.path().join("case.toml");
        std::fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();
        for path in [dir.path(), &dir.path().join("missing.toml"), &binary] {
            let findings = read::<Inputs>(path).unwrap_err();
            assert!(findings.len() == 1 && findings[0].hint.is_some(), "{findings:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

        /// Any text is read or refused; a refusal says where, and in a TOML file never twice the same.
        #[test]
        fn any_text_is_read_or_refused(
            text in "([\\PC\r\n]{0,60}|((speed_kn|legs_nm|spede_kn|\\[x\\]|\\[\\[y\\]\\]|a\\.b|\"k\") ?[=:,]? ?(1|nan|-1e999|true|\"\"\"|\\[1,|\\]|\\{|\\}|'é\n|\"해)?[\r\n ]){0,12})",
        ) {
            for read in [read_toml::<Inputs>, read_json::<Inputs>] {
                let Err(findings) = read("case", &text) else { continue };
                proptest::prop_assert!(!findings.is_empty() && findings.len() <= MOST_FINDINGS);
                let lines = text.lines().count() as u32 + 1;
                for finding in &findings {
                    proptest::prop_assert!(finding.line <= lines, "{finding}");
                    proptest::prop_assert!(!finding.message.is_empty() && !finding.message.contains('\n'), "{finding}");
                }
                let mut once = findings.clone();
                once.dedup();
                proptest::prop_assert_eq!(&once, &findings);
            }
        }

        /// A misspelt key is found on its own line among good ones.
        #[test]
        fn a_misspelt_key_has_its_line(before in 0..20_usize, key in "[a-z]{4,9}") {
            proptest::prop_assume!(!["speed_kn", "legs_nm", "true"].contains(&key.as_str()));
            let text = format!("{}{key} = 1\nspeed_kn = 3\n", "# note\n".repeat(before));
            let findings = read_toml::<Inputs>("case", &text).unwrap_err();
            proptest::prop_assert_eq!((findings.len(), findings[0].line), (1, before as u32 + 1));
            let list = "\n".repeat(before);
            let text = format!("{{{list}\"{key}\": 1}}");
            let findings = read_json::<Inputs>("case", &text).unwrap_err();
            proptest::prop_assert_eq!((findings.len(), findings[0].line), (1, before as u32 + 1));
        }
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        let (_dir, path) = file("case.toml", "speed_kn = nan\nlegs_nm = [1, inf]\n");
        let findings = merge(Some(&path), &Inputs::default()).unwrap_err();
        assert_eq!(findings.len(), 2, "{findings:?}");
        let (_dir, path) = file("case.toml", "speed_kn = 3\n");
        let flags = Inputs { speed_kn: Some(f64::NAN), legs_nm: Vec::new() };
        assert_eq!(merge(Some(&path), &flags).unwrap_err()[0].file, "--speed-kn");
    }

    #[test]
    fn json_names_every_unknown_key() {
        let (_dir, path) = file("case.json", "{\n\"speed_kt\": 3,\n\"leg_nm\": [1],\n\"speed_kn\": \"fast\"}");
        let findings = read::<Inputs>(&path).unwrap_err();
        let text: String = findings.iter().map(|f| format!("{f}\n")).collect();
        assert_eq!(findings.len(), 3, "{text}");
        assert!(text.contains(":2:") && text.contains("\"leg_nm\"") && text.contains("expected a number"), "{text}");
    }

    #[test]
    fn json_says_where_too() {
        let (_dir, path) = file("case.json", "{\n\"speed\": 3}");
        let findings = read::<Inputs>(&path).unwrap_err();
        assert_eq!((findings.len(), findings[0].line), (1, 2));
        assert!(findings[0].message.contains("unknown key"), "{findings:?}");
    }
}
