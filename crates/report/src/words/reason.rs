//! The engine's reasons in other languages.
//!
//! The engine gives a reason as an English sentence. The same sentence stands in `en.ftl` with gaps; what fills them is
//! read back and put into the sentence of the other language. A reason that is not there stays English.

use super::{Language, Words};

impl Words {
    /// A reason of the engine in this language, or as it was given when it is not one of ours.
    pub fn reason(&self, reason: &str) -> String {
        if self.language() == Language::En {
            return reason.to_owned();
        }
        let templates = Language::En.sources().iter().flat_map(|source| source.lines());
        let templates = templates.filter(|line| line.starts_with("reason-")).filter_map(|line| line.split_once(" = "));
        for (key, template) in templates {
            if let Some(gaps) = gaps(template, reason) {
                let gaps: Vec<_> = gaps.into_iter().map(|(name, text)| (name, self.gap(name, text))).collect();
                return self.with(key, &gaps);
            }
        }
        reason.to_owned()
    }

    /// What fills a gap; the word of a right is one of ours.
    fn gap(&self, name: &str, text: String) -> String {
        if name == "right" { self.or_plain("right", &text) } else { text }
    }
}

/// What fills the gaps of a template to give a text; none when it does not fit.
fn gaps<'a>(template: &'a str, text: &str) -> Option<Vec<(&'a str, String)>> {
    let mut pieces = template.split("{ $");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut found = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let (name, after) = piece.split_once(" }")?;
        let end = match (after, pieces.peek()) {
            ("", None) => rest.len(),
            (_, None) => rest.strip_suffix(after)?.len(),
            (_, Some(_)) => rest.find(after)?,
        };
        found.push((name, rest[..end].to_owned()));
        rest = &rest[end + after.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_reasons_are_translated_and_others_kept() {
        let check = |language, reason: &str, expected: &str| assert_eq!(Words::new(language).reason(reason), expected);
        let wind = "wind 14.2 m/s is above its limit of 13.0 m/s";
        check(Language::Ko, wind, "풍속 14.2 m/s가 운용 한계 13.0 m/s를 넘습니다");
        check(Language::Ja, "36-00.00N 129-00.00E is on land", "36-00.00N 129-00.00Eは陸上です");
        check(Language::En, wind, wind);
        check(Language::Ja, "rcc does not have the right \"freeze\"", "rccには「状況表示の固定」の権限がありません");
        let there = "plugin mine is in the exercise already: read it again to take in its changes";
        check(Language::Ja, there, "プラグインmineはすでに訓練にあります：変更は読み直しで反映してください");
        check(Language::Ko, "some plugin's own words", "some plugin's own words");
        check(Language::Ja, "only exercise control may do that, really", "only exercise control may do that, really");
    }
}
