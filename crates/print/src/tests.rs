//! Documents become PDF.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use sarex_report::{
    document::{Block, Column, Document, Entry, Figure, Link, Set, Table},
    words::Language,
};

use crate::pdf;

const FONT: &[u8] = include_bytes!("../../desk/assets/fonts/sarex-sans-cjk.otf");

fn document(text: &str) -> Document {
    let entry = || Entry { text: text.to_owned(), mark: None };
    let column = |set| Column { name: "번호 番号 No.".to_owned(), set };
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 40\"><text x=\"5\" y=\"20\">해도</text></svg>";
    Document {
        language: Language::Ko,
        title: text.to_owned(),
        marker: "훈련 훈련 훈련".to_owned(),
        blocks: vec![
            Block::Marker("훈련 훈련 훈련".to_owned()),
            Block::Title(text.to_owned()),
            Block::Heading(text.to_owned()),
            Block::Sub(text.to_owned()),
            Block::Text(text.to_owned()),
            Block::Doubt(text.to_owned()),
            Block::Facts(vec![(text.to_owned(), text.to_owned())]),
            Block::Tiles(vec![(text.to_owned(), text.to_owned())]),
            Block::List(vec![text.to_owned()]),
            Block::Links(vec![Link { text: text.to_owned(), path: text.to_owned() }]),
            Block::Table(Table {
                columns: vec![column(Set::Text), column(Set::Number)],
                rows: vec![vec![entry(), entry()]; 80],
            }),
            Block::NewPage,
            Block::Figure(Figure { alt: text.to_owned(), svg: svg.to_owned(), small: true }),
            Block::Caption(text.to_owned()),
        ],
    }
}

fn pages(bytes: &[u8]) -> usize {
    bytes.windows(11).filter(|w| w == b"/Type/Page\n" || w == b"/Type/Page/").count()
}

#[test]
fn a_document_becomes_tagged_pages_in_the_font_given() {
    let bytes = pdf(&document("구명뗏목 救命いかだ raft"), FONT).unwrap();
    assert!(bytes.starts_with(b"%PDF-1."), "no PDF");
    let text = String::from_utf8_lossy(&bytes);
    for needed in ["StructTreeRoot", "/Lang(ko", "NotoSansCJK"] {
        assert!(text.contains(needed), "{needed}");
    }
    assert!(pages(&bytes) != 1, "the table runs over several pages");
    assert_eq!(bytes, pdf(&document("구명뗏목 救命いかだ raft"), FONT).unwrap(), "the same report, the same bytes");
}

#[test]
fn hostile_texts_are_only_texts() {
    let hostile = "#panic() $x$ *b* `raw` ] ) \\ \" #read(\"/etc/passwd\") \u{202e}\u{0}".to_owned()
        + &"0123456789abcdef".repeat(30);
    assert!(pdf(&document(&hostile), FONT).unwrap().len() > 1000);
}

#[test]
fn what_is_no_font_is_refused() {
    let refused = pdf(&document("x"), b"not a font").unwrap_err();
    assert!(refused.to_string().contains("OpenType"), "{refused}");
}
