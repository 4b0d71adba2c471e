//! The exercise list (MSEL) as a table for spreadsheets, and back.
//!
//! [`export`] writes injects, procedures and searches of a `scenario.toml` as rows; [`import`] writes rows into such a text, which
//! otherwise stays as it is, comments included. A row is named by its id. Writing a list and reading it back changes nothing. Lists
//! of other people are read as far as possible, with a finding for everything that was left or read otherwise than written.

mod apply;
mod cells;
mod csv;
mod due;
mod grid;
mod import;
mod known;
mod read;
mod values;
mod xlsx;

use std::collections::BTreeMap;

pub use due::Due;
pub use grid::{Cell, Grid};
pub use import::{Import, Options, import};

use crate::finding::Finding;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the keys of the scenario; `List` is the table it stands in, `Action` all other keys")]
pub enum Column {
    Id,
    List,
    When,
    From,
    To,
    Channel,
    Kind,
    TextEn,
    TextKo,
    TextJa,
    ExpectEn,
    ExpectKo,
    ExpectJa,
    Objective,
    Owner,
    Answer,
    AnswerWithin,
    AboutObject,
    Action,
}

impl Column {
    /// Every column, in the order written.
    pub const ALL: [Column; 19] = [
        Column::Id,
        Column::List,
        Column::When,
        Column::From,
        Column::To,
        Column::Channel,
        Column::Kind,
        Column::TextEn,
        Column::TextKo,
        Column::TextJa,
        Column::ExpectEn,
        Column::ExpectKo,
        Column::ExpectJa,
        Column::Objective,
        Column::Owner,
        Column::Answer,
        Column::AnswerWithin,
        Column::AboutObject,
        Column::Action,
    ];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::List => "list",
            Column::When => "when",
            Column::From => "from",
            Column::To => "to",
            Column::Channel => "channel",
            Column::Kind => "kind",
            Column::TextEn => "text_en",
            Column::TextKo => "text_ko",
            Column::TextJa => "text_ja",
            Column::ExpectEn => "expect_en",
            Column::ExpectKo => "expect_ko",
            Column::ExpectJa => "expect_ja",
            Column::Objective => "objective",
            Column::Owner => "owner",
            Column::Answer => "answer",
            Column::AnswerWithin => "answer_within",
            Column::AboutObject => "about_object",
            Column::Action => "action",
        }
    }

    /// The column that a heading means; other people's headings count in English, Korean and Japanese.
    pub fn of_heading(heading: &str) -> Option<Column> {
        let folded: String =
            heading.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '#' { c } else { ' ' }).collect();
        let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        let own = Column::ALL.into_iter().find(|column| column.name().replace('_', " ") == folded);
        own.or_else(|| {
            let same = |(_, names): &&(Column, &[&str])| names.contains(&folded.as_str());
            HEADINGS.iter().find(same).map(|(column, _)| *column)
        })
    }
}

/// Headings of other people's lists, lower case, without punctuation.
const HEADINGS: [(Column, &[&str]); 14] = [
    (
        Column::Id,
        &[
            "#",
            "no",
            "number",
            "event",
            "event #",
            "event no",
            "event number",
            "inject",
            "inject #",
            "inject no",
            "inject id",
            "inject number",
            "msel",
            "msel #",
            "msel no",
            "msel number",
            "serial",
            "serial no",
            "번호",
            "연번",
            "순번",
            "番号",
            "項番",
        ],
    ),
    (
        Column::When,
        &[
            "time",
            "event time",
            "inject time",
            "planned time",
            "start time",
            "start",
            "date time",
            "at",
            "시각",
            "시간",
            "일시",
            "時刻",
            "時間",
            "日時",
            "予定時刻",
        ],
    ),
    (
        Column::From,
        &[
            "sender",
            "source",
            "origin",
            "originator",
            "from simcell",
            "발신",
            "발신자",
            "発信",
            "発信者",
            "発信元",
            "送信者",
        ],
    ),
    (
        Column::To,
        &[
            "receiver",
            "receivers",
            "recipient",
            "recipients",
            "recipient player",
            "recipient player s",
            "player",
            "players",
            "audience",
            "target audience",
            "addressee",
            "수신",
            "수신자",
            "수신처",
            "受信",
            "受信者",
            "宛先",
            "対象",
        ],
    ),
    (
        Column::Channel,
        &[
            "method",
            "mode",
            "inject mode",
            "delivery",
            "delivery method",
            "means",
            "medium",
            "통신수단",
            "수단",
            "전달수단",
            "手段",
            "通信手段",
            "付与手段",
        ],
    ),
    (Column::Kind, &["type", "inject type", "event type", "message type", "유형", "종류", "種別", "種類"]),
    (
        Column::TextEn,
        &[
            "text",
            "message",
            "content",
            "description",
            "event description",
            "inject description",
            "inject text",
            "scenario",
            "event text",
            "text english",
            "detail",
            "details",
        ],
    ),
    (Column::TextKo, &["내용", "상황", "상황 내용", "상황내용", "메시지", "상황메시지"]),
    (Column::TextJa, &["内容", "状況", "付与内容", "状況付与", "状況内容", "メッセージ"]),
    (
        Column::ExpectEn,
        &[
            "expect",
            "expected",
            "expected action",
            "expected actions",
            "expected response",
            "expected outcome",
            "expected player action",
            "expected player actions",
            "anticipated response",
        ],
    ),
    (Column::ExpectKo, &["예상 조치", "예상조치", "기대 행동", "기대행동", "조치사항"]),
    (Column::ExpectJa, &["期待される行動", "予想される対応", "期待行動", "対応"]),
    (Column::Objective, &["objectives", "exercise objective", "obj", "목표", "훈련목표", "目標", "訓練目標", "目的"]),
    (
        Column::Owner,
        &[
            "controller",
            "responsible controller",
            "responsible",
            "controller responsible",
            "담당",
            "담당자",
            "담당통제관",
            "担当",
            "担当者",
        ],
    ),
];

/// One line of the list: the text of each column; those without one are empty or absent.
pub type Row = BTreeMap<Column, String>;

/// A list as rows, and what could not be written into them.
#[derive(Debug)]
pub struct Export {
    /// In the order of the scenario.
    pub rows: Vec<Row>,
    /// Times that no column can hold.
    pub findings: Vec<Finding>,
}

/// The exercise list of a scenario's text.
///
/// # Errors
/// The text is no TOML; `file` names it.
pub fn export(text: &str, file: &str) -> Result<Export, Finding> {
    let document = known::parse(text, file)?;
    let known = known::Known::of(&document);
    let mut export = Export { rows: Vec::new(), findings: Vec::new() };
    for (list, table) in known::tables(&document) {
        let row = apply::row(&known, list, table);
        if row.get(&Column::When).is_none_or(String::is_empty) {
            let id = row.get(&Column::Id).map_or("?", String::as_str);
            let hint = "`sarex check` says what is wrong with it".to_owned();
            export.findings.push(Finding::of_file(file, format!("{id}: when it is due cannot be read"), Some(hint)));
        }
        export.rows.push(row);
    }
    Ok(export)
}

/// Rows as CSV: UTF-8 with a byte-order mark, commas, lines ended as spreadsheets do.
pub fn to_csv(rows: &[Row]) -> String {
    csv::write(rows)
}

/// Rows as a workbook with one sheet.
///
/// # Errors
/// What the workbook cannot hold.
pub fn to_xlsx(rows: &[Row]) -> Result<Vec<u8>, String> {
    xlsx::write(rows)
}

/// Reads a table file: an .xlsx workbook by its first bytes, otherwise CSV.
///
/// # Errors
/// Why it cannot be read at all, with the remedy.
pub fn read_grids(bytes: &[u8], file: &str) -> Result<Vec<Grid>, Finding> {
    if bytes.starts_with(b"PK\x03\x04") {
        xlsx::read(bytes, file)
    } else {
        csv::read(bytes, file).map(|grid| vec![grid])
    }
}
