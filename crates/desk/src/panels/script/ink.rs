//! Colours for the text of a script: what is a comment, a text, a number, a word of the language.

use std::ops::Range;

use bevy_egui::egui::{Color32, FontId, TextFormat, text::LayoutJob};

use crate::theme::Theme;

/// What a piece of a script is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Word,
    Text,
    Number,
    Comment,
}

/// The words of JavaScript.
const WORDS: [&str; 36] = [
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "of",
    "return",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "while",
];

/// The pieces of a script, one after the other without a gap.
pub fn pieces(text: &str) -> Vec<(Range<usize>, Ink)> {
    let mut all: Vec<(Range<usize>, Ink)> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (length, ink) = piece(&text[at..], first);
        match all.last_mut() {
            Some((range, last)) if *last == ink && ink == Ink::Plain => range.end += length,
            _ => all.push((at..at + length, ink)),
        }
        at += length;
    }
    all
}

/// Length in bytes and kind of the piece that `rest` begins with.
fn piece(rest: &str, first: char) -> (usize, Ink) {
    let until = |found: Option<usize>| found.unwrap_or(rest.len());
    if rest.starts_with("//") {
        return (until(rest.find('\n')), Ink::Comment);
    }
    if let Some(inside) = rest.strip_prefix("/*") {
        return (until(inside.find("*/").map(|i| i + 4)), Ink::Comment);
    }
    if matches!(first, '"' | '\'' | '`') {
        return (text_length(rest, first), Ink::Text);
    }
    if first.is_ascii_digit() {
        return (until(rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'))), Ink::Number);
    }
    if first.is_alphabetic() || matches!(first, '_' | '$') {
        let length = until(rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$'))));
        return (length, if WORDS.contains(&&rest[..length]) { Ink::Word } else { Ink::Plain });
    }
    (first.len_utf8(), Ink::Plain)
}

/// To the closing quote; a text in single or double quotes ends with its line at the latest.
fn text_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if quote != '`' => return at,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn color(theme: &Theme, ink: Ink) -> Color32 {
    match ink {
        Ink::Plain => theme.text,
        Ink::Word => theme.accent_text(),
        Ink::Text => theme.good,
        Ink::Number => theme.warn,
        Ink::Comment => theme.text_weak,
    }
}

/// The script as egui lays it out.
pub fn job(text: &str, font: &FontId, theme: &Theme, width: f32) -> LayoutJob {
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = width;
    for (range, ink) in pieces(text) {
        job.append(&text[range], 0.0, TextFormat::simple(font.clone(), color(theme, ink)));
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inks(text: &str) -> Vec<(&str, Ink)> {
        pieces(text).into_iter().map(|(range, ink)| (&text[range], ink)).filter(|(_, i)| *i != Ink::Plain).collect()
    }

    #[test]
    fn words_texts_numbers_and_comments_are_told_apart() {
        let text = "let far = 1e3; // metres\nreturn \"a 'b' \\\" c\" + `x\ny`; /* let */ constant";
        assert_eq!(
            inks(text),
            [
                ("let", Ink::Word),
                ("1e3", Ink::Number),
                ("// metres", Ink::Comment),
                ("return", Ink::Word),
                ("\"a 'b' \\\" c\"", Ink::Text),
                ("`x\ny`", Ink::Text),
                ("/* let */", Ink::Comment),
            ]
        );
    }

    /// Whatever is typed, nothing is lost and nothing doubled: the editor would put the cursor elsewhere.
    #[test]
    fn pieces_make_up_the_whole_text() {
        for text in ["", "'", "\"한국\\", "/*", "/**", "// 終", "`\n\\`", "a.b(1)?.c ?? '日本'\n", "\\", "0x", "$_é"]
        {
            let mut end = 0;
            for (range, _) in pieces(text) {
                assert_eq!(range.start, end, "{text}");
                end = range.end;
            }
            assert_eq!(end, text.len(), "{text}");
        }
    }

    #[test]
    fn an_open_text_ends_with_its_line() {
        assert_eq!(inks("'open\nlet"), [("'open", Ink::Text), ("let", Ink::Word)]);
    }
}
