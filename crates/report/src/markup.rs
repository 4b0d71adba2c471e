//! Writing HTML and SVG so that no text can break out of its place.

use std::fmt::{Display, Write};

use crate::document::Figure;

/// A growing document. Names of elements and attributes come from the program; values and texts are escaped.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    out: String,
    open: Vec<&'static str>,
}

/// A name and a value; the value is escaped.
pub(crate) type Attribute<'a> = (&'static str, &'a dyn Display);

impl Markup {
    /// An element that stays open until [`close`](Self::close).
    pub fn open(&mut self, element: &'static str, attributes: &[Attribute<'_>]) {
        self.start(element, attributes);
        self.out.push('>');
        self.open.push(element);
    }

    /// Ends the element opened last.
    pub fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            let _ = writeln!(self.out, "</{element}>");
        }
    }

    /// An element without content.
    pub fn empty(&mut self, element: &'static str, attributes: &[Attribute<'_>]) {
        self.start(element, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with a text.
    pub fn element(&mut self, element: &'static str, attributes: &[Attribute<'_>], text: impl Display) {
        self.open(element, attributes);
        self.text(text);
        self.close();
    }

    /// A text inside the element opened last.
    pub fn text(&mut self, text: impl Display) {
        let _ = write!(Escaped(&mut self.out), "{text}");
    }

    /// A part of the program itself, as it is.
    pub fn own(&mut self, part: &'static str) {
        self.out.push_str(part);
    }

    /// A finished drawing; its texts were escaped when it was drawn.
    pub fn picture(&mut self, figure: &Figure) {
        self.out.push_str(&figure.svg);
    }

    /// The finished document.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, element: &'static str, attributes: &[Attribute<'_>]) {
        let _ = write!(self.out, "<{element}");
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"");
            let _ = write!(Escaped(&mut self.out), "{value}");
            self.out.push('"');
        }
    }
}

struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // Control characters are no XML; marks of direction could show a text in another order than it is.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {}
                c if c.is_control() => {}
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn texts_and_values_cannot_break_out() {
        let mut page = Markup::default();
        page.element("p", &[("title", &"\"><script>")], "<b>&\u{0}\u{202e}'");
        page.open("div", &[]);
        page.empty("br", &[]);
        assert_eq!(
            page.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;</p>\n<div><br/>\n</div>\n"
        );
    }
}
