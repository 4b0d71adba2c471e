//! Texts on the chart that do not lie on each other and do not leave it.

use super::canvas::{Canvas, Text};
use super::window::Frame;

/// Boxes taken so far: left, top, right, bottom.
pub(super) struct Labels {
    frame: Frame,
    taken: Vec<[f64; 4]>,
    /// Small marks that only texts with a choice of place keep away from.
    marks: Vec<[f64; 4]>,
}

/// Rough width of a text in Noto Sans, a little too large rather than too small; Korean and Japanese letters are square.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    let letter = |c: char| match c {
        ' ' | '\'' | '.' | ',' | ':' | ';' | 'i' | 'j' | 'l' | 'I' | '|' => 0.30,
        '(' | ')' | '-' | '/' | 'f' | 'r' | 't' | '°' | '²' => 0.40,
        'm' | 'w' | 'M' | 'W' | '%' => 0.93,
        'A'..='Z' => 0.69,
        '…' | '—' => 1.0,
        c if c < '\u{1100}' => 0.61,
        _ => 1.0,
    };
    text.chars().map(letter).sum::<f64>() * size
}

/// A text cut to fit a width.
pub(super) fn shortened(text: &str, size: f64, width: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if width_of(&out, size) + size > width {
            out.pop();
            break;
        }
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// A text in lines that fit a width: broken at spaces, within words that are too long, and between square letters.
pub(super) fn wrapped(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in pieces(text) {
        let fits = |line: &str, word: &str| width_of(&format!("{line}{word}"), size) <= width;
        if lines.last().is_some_and(|line| !fits(line, word.trim_end())) && lines.last().is_some_and(|l| !l.is_empty())
        {
            lines.push(String::new());
        }
        for c in word.chars() {
            if lines.last().is_some_and(|line| !line.is_empty() && !fits(line, c.encode_utf8(&mut [0; 4]))) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut().filter(|line| !(line.is_empty() && c == ' ')) {
                line.push(c);
            }
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines.retain(|line| !line.is_empty());
    lines
}

/// Parts of a text that should stay together: words with the space behind them, and single square letters.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    // Kana and Chinese letters may be parted anywhere; Korean keeps its words.
    let square = |c: char| ('\u{2e80}'..'\u{ac00}').contains(&c) || ('\u{f900}'..='\u{ffef}').contains(&c);
    let closing = |c: char| matches!(c, '、' | '。' | '）' | '」' | '，');
    let mut before = ' ';
    for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        let parted = c != ' ' && !closing(c) && (before == ' ' || square(before) || square(c)) && before != '（';
        if parted {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
        before = c;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether two boxes have no point in common.
fn apart(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3]
}

impl Labels {
    pub fn new(frame: Frame) -> Self {
        Self { frame, taken: Vec::new(), marks: Vec::new() }
    }

    /// Keeps a box free: left, top, right, bottom.
    pub fn reserve(&mut self, taken: [f64; 4]) {
        self.taken.push(taken);
    }

    /// Keeps the surroundings of a place free.
    pub fn reserve_round(&mut self, (x, y): (f64, f64), radius: f64) {
        self.taken.push([x - radius, y - radius, x + radius, y + radius]);
    }

    /// A small mark that [`Labels::centred`] keeps away from.
    pub fn mark(&mut self, (x, y): (f64, f64), radius: f64) {
        self.marks.push([x - radius, y - radius, x + radius, y + radius]);
    }

    /// Writes a text with its middle here when the place is free, also of marks. Whether it was written.
    pub fn centred(&mut self, canvas: &mut Canvas, (x, y): (f64, f64), text: &str, look: Text) -> bool {
        let (w, h) = (width_of(text, look.size), look.size);
        let place = [x - 0.5 * w, y - 0.6 * h, x + 0.5 * w, y + 0.5 * h];
        self.marks.iter().all(|mark| apart(&place, mark)) && self.try_box(canvas, place, text, look)
    }

    /// Writes a text beside a place, on the first side that is free. Whether it was written.
    pub fn beside(&mut self, canvas: &mut Canvas, at: (f64, f64), gap: f64, text: &str, look: Text) -> bool {
        if !self.frame.contains(at) {
            return false;
        }
        let (w, h) = (width_of(text, look.size), look.size);
        let (side, above, below) = (0.36 * h, -gap.max(0.95 * h), h + gap.max(0.65 * h));
        let sides = [
            (gap, side),
            (-gap - w, side),
            (gap, above),
            (gap, below),
            (-gap - w, above),
            (-gap - w, below),
            (-0.5 * w, above),
            (-0.5 * w, below),
            (2.5 * gap, side),
            (-2.5 * gap - w, side),
        ];
        let boxed = |(dx, dy): (f64, f64)| [at.0 + dx, at.1 + dy - h, at.0 + dx + w, at.1 + dy + 0.25 * h];
        sides.into_iter().any(|s| self.try_box(canvas, boxed(s), text, look))
    }

    fn try_box(&mut self, canvas: &mut Canvas, place: [f64; 4], text: &str, look: Text) -> bool {
        let f = self.frame;
        let inside = place[0] > f.left + 4.0
            && place[2] < f.right() - 4.0
            && place[1] > f.top + 4.0
            && place[3] < f.bottom() - 4.0;
        let free = inside && self.taken.iter().all(|taken| apart(&place, taken));
        if free {
            self.taken.push(place);
            canvas.text((place[0], place[3] - 0.25 * look.size), text, look);
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_broken_where_they_may() {
        assert_eq!(wrapped("one two three", 10.0, 45.0), ["one two", "three"]);
        assert_eq!(wrapped("漂流予測の範囲、海", 10.0, 41.0), ["漂流予測", "の範囲、", "海"]);
        assert_eq!(wrapped("평균 표류 경로", 10.0, 35.0), ["평균", "표류", "경로"]);
        assert!(wrapped("", 10.0, 40.0).is_empty());
        assert_eq!(shortened("abcdefghij", 10.0, 40.0), "abcd…");
    }

    #[test]
    fn texts_do_not_lie_on_each_other() {
        let frame = Frame { left: 0.0, top: 0.0, width: 300.0, height: 200.0 };
        let (mut labels, mut canvas) = (Labels::new(frame), Canvas::new([300, 200], [300.0, 200.0], "#fff"));
        let look = Text::start(14.0, "#000");
        let written = (0..40).filter(|_| labels.beside(&mut canvas, (150.0, 100.0), 8.0, "11 06Z", look)).count();
        assert!((4..=10).contains(&written), "{written}");
        assert!(!labels.beside(&mut canvas, (-5.0, 100.0), 8.0, "out", look));
    }

    proptest! {
        #[test]
        fn prop_lines_fit_and_lose_nothing(text in "[a-zA-Z가-힣ぁ-ん一-龠、 ]{0,80}", width in 30.0f64..400.0) {
            let lines = wrapped(&text, 14.0, width);
            prop_assert!(lines.iter().all(|line| width_of(line, 14.0) <= width || line.chars().count() == 1));
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
