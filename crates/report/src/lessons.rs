//! Lessons: what the record shows that should go better next time, as a plan that the next exercise can carry.

use std::collections::BTreeSet;

use sarex_sim::{
    event::What,
    grade::Promised,
    notes,
    setup::{Lesson, Text},
};

use crate::{
    input::ReportInput,
    metrics::read_tick,
    words::{Language, Words},
};

/// Lessons of one report: a longer plan is not carried out.
const MOST_LESSONS: usize = 50;
/// Findings of judges below this score are lessons.
const POOR_SCORE: f64 = 0.5;

/// What was seen and what to do, not yet numbered.
struct Draft {
    evidence: Text,
    action: Text,
    owner: Option<u32>,
    measure: Option<String>,
}

/// The improvement plan: failed objectives, promises not kept, faults not made good, messages never read, poor findings
/// and notes, in this order; ids count from `L-01`.
pub fn lessons(input: &ReportInput<'_>) -> Vec<Lesson> {
    let all: Vec<Words> = Language::ALL.into_iter().map(Words::new).collect();
    let speech = Speech { input, all: &all };
    let mut drafts = objectives(&speech);
    drafts.extend(promises(&speech));
    drafts.extend(faults(&speech));
    drafts.extend(unread(&speech));
    drafts.extend(findings(&speech));
    drafts.extend(notes_taken(&speech));
    drafts.truncate(MOST_LESSONS);
    let numbered = drafts.into_iter().enumerate();
    numbered
        .map(|(k, draft)| Lesson {
            id: format!("L-{:02}", k + 1),
            from: input.brief.scenario.clone(),
            evidence: draft.evidence,
            action: draft.action,
            owner: draft.owner.and_then(|cell| input.brief.cells.get(cell as usize)).map(|c| c.id.clone()),
            measure: draft.measure,
            closed: false,
        })
        .collect()
}

/// The exercise, and the words of every language.
struct Speech<'a> {
    input: &'a ReportInput<'a>,
    all: &'a [Words],
}

impl Speech<'_> {
    /// A text in every language.
    fn say(&self, key: &str, arguments: impl Fn(&Words) -> Vec<(&'static str, String)>) -> Text {
        let text = |language: Language| {
            let words = self.all.iter().find(|w| w.language() == language);
            words.map(|w| w.with(key, &arguments(w)))
        };
        Text { en: text(Language::En).unwrap_or_default(), ko: text(Language::Ko), ja: text(Language::Ja) }
    }

    fn draft(&self, key: &str, owner: Option<u32>, arguments: impl Fn(&Words) -> Vec<(&'static str, String)>) -> Draft {
        Draft {
            evidence: self.say(key, arguments),
            action: self.say(&format!("{key}-do"), |_| Vec::new()),
            owner,
            measure: None,
        }
    }
}

fn objectives(speech: &Speech<'_>) -> Vec<Draft> {
    let (brief, results) = (speech.input.brief, &speech.input.history.objectives);
    let failed = results.iter().filter(|r| !r.passed);
    failed
        .filter_map(|result| {
            let objective = brief.objectives.get(result.objective as usize)?;
            let draft = speech.draft("lesson-objective", None, |words| {
                let value = result.value.map_or_else(|| words.get("none"), |v| words.measured(&objective.measure, v));
                vec![
                    ("id", objective.id.clone()),
                    ("text", words.text(&objective.text).to_owned()),
                    ("value", value),
                    ("required", words.measured(&objective.measure, objective.pass)),
                ]
            });
            Some(Draft { measure: objective.measure.word().map(str::to_owned), ..draft })
        })
        .collect()
}

fn promises(speech: &Speech<'_>) -> Vec<Draft> {
    let brief = speech.input.brief;
    let broken = speech.input.history.grades.promises.iter().filter(|p| !p.kept());
    broken
        .map(|promise| match promise.what {
            Promised::Ready { unit } => speech.draft("lesson-ready", Some(promise.cell), |words| {
                vec![("cell", words.cell(promise.cell, brief)), ("unit", words.unit(unit, brief))]
            }),
            Promised::Answer { serial } => {
                let id = brief.serials.get(serial as usize).map(|s| s.id.clone()).unwrap_or_default();
                let draft = speech.draft("lesson-answer", Some(promise.cell), |words| {
                    vec![("cell", words.cell(promise.cell, brief)), ("serial", id.clone())]
                });
                Draft { measure: Some("answered".to_owned()), ..draft }
            }
        })
        .collect()
}

fn faults(speech: &Speech<'_>) -> Vec<Draft> {
    let history = speech.input.history;
    let open = history.grades.faults.iter().filter(|fault| fault.after().is_none());
    open.filter_map(|fault| {
        let event = history.events.get(fault.event as usize)?;
        let draft =
            speech.draft("lesson-fault", None, |words| vec![("text", words.event(&event.what, speech.input.brief))]);
        Some(Draft { measure: Some("recovery".to_owned()), ..draft })
    })
    .collect()
}

/// Messages that a cell in the exercise never read; what was sent in the last minutes had no time.
fn unread(speech: &Speech<'_>) -> Vec<Draft> {
    const LAST_S: u64 = 600;
    let (brief, history) = (speech.input.brief, speech.input.history);
    let acting = |cell: u32| brief.cells.get(cell as usize).is_some_and(|c| !c.sees_truth());
    let mut drafts = Vec::new();
    for message in history.messages.iter().filter(|m| m.sent_tick + LAST_S < history.ticks) {
        for &cell in message.draft.to.iter().filter(|cell| acting(**cell)) {
            if read_tick(history, message.number, cell).is_none() {
                drafts.push(speech.draft("lesson-unread", Some(cell), |words| {
                    vec![
                        ("number", (u64::from(message.number) + 1).to_string()),
                        ("kind", words.message_kind(&message.draft.kind)),
                        ("cell", words.cell(cell, brief)),
                    ]
                }));
            }
        }
    }
    drafts
}

fn findings(speech: &Speech<'_>) -> Vec<Draft> {
    let mut told = BTreeSet::new();
    let poor = speech.input.history.events.iter().filter_map(|event| match &event.what {
        What::JudgeFinding { plugin, finding } if finding.score < POOR_SCORE => Some((plugin, finding)),
        _ => None,
    });
    poor.filter(|(_, finding)| told.insert(finding.text.clone()))
        .map(|(plugin, finding)| {
            let judge = speech.input.brief.plugins.get(*plugin as usize).map(|p| p.id.clone()).unwrap_or_default();
            speech.draft("lesson-finding", None, |_| vec![("judge", judge.clone()), ("text", finding.text.clone())])
        })
        .collect()
}

/// Issues and questions of evaluators, and remarks of anybody; what was good needs no plan.
fn notes_taken(speech: &Speech<'_>) -> Vec<Draft> {
    let brief = speech.input.brief;
    let standing = speech.input.history.notes.iter().filter(|note| note.amended_by.is_none());
    standing
        .filter(|note| note.kind != notes::Kind::Good)
        .map(|note| {
            let objective = note.objective.and_then(|o| brief.objectives.get(o as usize));
            let measure = objective.and_then(|o| o.measure.word()).map(str::to_owned);
            Draft { owner: note.about, measure, ..noted(speech, note.of_tick, note.by, &note.text) }
        })
        .collect()
}

fn noted(speech: &Speech<'_>, tick: u64, by: u32, text: &str) -> Draft {
    let brief = speech.input.brief;
    speech.draft("lesson-note", None, |words| {
        vec![
            ("cell", words.cell(by, brief)),
            ("time", words.time_of_day(tick, brief.start_unix_s)),
            ("text", text.to_owned()),
        ]
    })
}
