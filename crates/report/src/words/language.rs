//! The languages.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, subtags::Language as Subtag};

/// A language of the screens and the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
    /// Japanese.
    Ja,
}

impl Language {
    /// Every language, in the order shown.
    pub const ALL: [Language; 3] = [Language::En, Language::Ko, Language::Ja];

    /// ISO 639 code: `en`, `ko`, `ja`.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Ko => "ko",
            Language::Ja => "ja",
        }
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Ko => "한국어",
            Language::Ja => "日本語",
        }
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        let subtag = Subtag::from_bytes(self.code().as_bytes()).unwrap_or_default();
        LanguageIdentifier::from_parts(subtag, None, None, &[])
    }

    /// Its Fluent files.
    pub(super) fn sources(self) -> &'static [&'static str] {
        match self {
            Language::En => &[
                include_str!("../../i18n/en.ftl"),
                include_str!("../../i18n/en.report.ftl"),
                include_str!("../../i18n/en.grades.ftl"),
                include_str!("../../i18n/en.control.ftl"),
                include_str!("../../i18n/en.cells.ftl"),
                include_str!("../../i18n/en.talk.ftl"),
                include_str!("../../i18n/en.campaign.ftl"),
            ],
            Language::Ko => &[
                include_str!("../../i18n/ko.ftl"),
                include_str!("../../i18n/ko.report.ftl"),
                include_str!("../../i18n/ko.grades.ftl"),
                include_str!("../../i18n/ko.control.ftl"),
                include_str!("../../i18n/ko.cells.ftl"),
                include_str!("../../i18n/ko.talk.ftl"),
                include_str!("../../i18n/ko.campaign.ftl"),
            ],
            Language::Ja => &[
                include_str!("../../i18n/ja.ftl"),
                include_str!("../../i18n/ja.report.ftl"),
                include_str!("../../i18n/ja.grades.ftl"),
                include_str!("../../i18n/ja.control.ftl"),
                include_str!("../../i18n/ja.cells.ftl"),
                include_str!("../../i18n/ja.talk.ftl"),
                include_str!("../../i18n/ja.campaign.ftl"),
            ],
        }
    }
}

/// A text that names no language of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage(pub String);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a language of SAREX (write en, ko or ja)", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Language::ALL.into_iter().find(|l| l.code() == text).ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
