//! Lessons of earlier exercises: the improvement plan that a report writes, and that the next scenario reads.
//!
//! `lessons = ["lessons.toml"]` in a scenario names files beside it.

use std::path::Path;

use sarex_sim::setup::{Lesson, Text};
use serde::{Deserialize, Serialize};

use super::{goals, tree::Table};
use crate::{
    checksum::{read_bounded, sha256_hex},
    finding::did_you_mean,
    limits::{LESSONS, LESSONS_BYTES, TEXT_CHARS},
};

/// A file of lessons.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonsFile {
    /// Version of the format: 1.
    pub format: u32,
    /// The exercise that taught them.
    pub exercise: String,
    /// The lessons, in the order of the report.
    #[serde(default)]
    pub lesson: Vec<LessonEntry>,
}

/// One lesson as written in its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonEntry {
    /// Id, for example `L-01`.
    pub id: String,
    /// What was seen.
    pub evidence: Words,
    /// What is to be done about it; people fill it in.
    pub action: Words,
    /// Id of the cell that sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Measure that the next exercise is held against, as scenarios write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Settled since.
    #[serde(default)]
    pub closed: bool,
}

/// A text in three languages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "ISO 639 codes")]
pub struct Words {
    pub en: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ko: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ja: Option<String>,
}

impl Words {
    fn longest(&self) -> usize {
        [Some(&self.en), self.ko.as_ref(), self.ja.as_ref()]
            .into_iter()
            .flatten()
            .map(|t| t.chars().count())
            .max()
            .unwrap_or_default()
    }
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        Self { en: text.en.clone(), ko: text.ko.clone(), ja: text.ja.clone() }
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Self { en: words.en, ko: words.ko, ja: words.ja }
    }
}

/// The file of an exercise's lessons as TOML, with a head that says what it is.
///
/// # Errors
/// The text of the serialiser, which no lesson gives cause for.
pub fn write(exercise: &str, lessons: &[Lesson]) -> Result<String, toml::ser::Error> {
    let entry = |lesson: &Lesson| LessonEntry {
        id: lesson.id.clone(),
        evidence: Words::from(&lesson.evidence),
        action: Words::from(&lesson.action),
        owner: lesson.owner.clone(),
        measure: lesson.measure.clone(),
        closed: lesson.closed,
    };
    let file = LessonsFile { format: 1, exercise: exercise.to_owned(), lesson: lessons.iter().map(entry).collect() };
    let head = "# EXERCISE: improvement plan. Put this file beside the next scenario and name it there:\n\
                # lessons = [\"lessons.toml\"]\n\n";
    Ok(head.to_owned() + &toml::to_string_pretty(&file)?)
}

/// Reads the files that `lessons` names.
pub(super) fn read(root: &Table<'_>, dir: &Path, files: &mut Vec<(String, String)>) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for field in root.get("lessons").map(|field| field.one_or_list()).unwrap_or_default() {
        let Some(name) = field.text(TEXT_CHARS) else { continue };
        match one_file(&name, dir, files) {
            Ok(found) => lessons.extend(found),
            Err(why) => {
                field.error(why, Some("`sarex report RECORDING --to FILE --lessons lessons.toml` writes one".into()))
            }
        }
    }
    if lessons.len() > LESSONS {
        let message = format!("{} lessons, at most {LESSONS} are carried along", lessons.len());
        root.source.error(root.span.clone(), message, Some("leave out those that are closed".into()));
        lessons.truncate(LESSONS);
    }
    lessons
}

fn one_file(name: &str, dir: &Path, files: &mut Vec<(String, String)>) -> Result<Vec<Lesson>, String> {
    let plain = !name.is_empty() && !name.contains(['/', '\\', ':']) && name != ".." && name != ".";
    if !plain {
        return Err(format!("\"{name}\" is not the name of a file beside the scenario"));
    }
    let path = dir.join(name);
    let bytes = read_bounded(&path, LESSONS_BYTES).map_err(|e| format!("{}: {e}", path.display()))?;
    files.push((path.display().to_string(), sha256_hex(&bytes)));
    let text = String::from_utf8(bytes).map_err(|e| format!("{}: it is not UTF-8 text ({e})", path.display()))?;
    parse(&text).map_err(|why| format!("{}: {why}", path.display()))
}

fn parse(text: &str) -> Result<Vec<Lesson>, String> {
    let file: LessonsFile = toml::from_str(text).map_err(|e| e.to_string().trim_end().to_owned())?;
    if file.format != 1 {
        return Err(format!("format {} is not known; 1 is", file.format));
    }
    file.lesson.into_iter().map(|entry| lesson(&file.exercise, entry)).collect()
}

fn lesson(from: &str, entry: LessonEntry) -> Result<Lesson, String> {
    if entry.evidence.longest().max(entry.action.longest()) > TEXT_CHARS {
        return Err(format!("lesson {}: a text has more than {TEXT_CHARS} characters", entry.id));
    }
    if let Some(word) = &entry.measure
        && !goals::measure_words().any(|known| known == word)
    {
        let hint = did_you_mean(word, goals::measure_words()).map_or_else(String::new, |hint| format!(": {hint}"));
        return Err(format!("lesson {}: \"{word}\" is no measure{hint}", entry.id));
    }
    Ok(Lesson {
        id: entry.id,
        from: from.to_owned(),
        evidence: entry.evidence.into(),
        action: entry.action.into(),
        owner: entry.owner,
        measure: entry.measure,
        closed: entry.closed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taught() -> Lesson {
        Lesson {
            id: "L-01".into(),
            from: "raft \"drill\"".into(),
            evidence: Text { en: "late".into(), ko: Some("늦음".into()), ja: Some("遅れ".into()) },
            action: Text::plain(""),
            owner: Some("rcc-donghae".into()),
            measure: Some("datum-shared".into()),
            closed: false,
        }
    }

    #[test]
    fn lessons_come_back_as_they_were_written() {
        let text = write("raft \"drill\"", &[taught()]).unwrap();
        assert!(text.starts_with("# EXERCISE"));
        assert_eq!(parse(&text).unwrap(), [taught()]);
    }

    #[test]
    fn a_file_of_somebody_elses_is_refused_with_the_reason() {
        for (text, told) in [
            ("format = 2\nexercise = \"x\"", "format 2"),
            ("format = 1\nexercise = \"x\"\ncolour = 3", "colour"),
            ("[[lesson]", "expected"),
        ] {
            let why = parse(text).unwrap_err();
            assert!(why.contains(told), "{why}");
        }
        let wrong = write("x", &[Lesson { measure: Some("datum-shard".into()), ..taught() }]).unwrap();
        let why = parse(&wrong).unwrap_err();
        assert!(why.contains("L-01") && why.contains("datum-shared"), "{why}");
    }
}
