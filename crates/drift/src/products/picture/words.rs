//! The words of the picture in three languages; terms as in the glossary of the report.

use sarex_files::export::MARK;

use super::Lang;

impl Lang {
    /// BCP 47 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::Ja => "ja",
        }
    }

    /// One of three words.
    fn of(self, en: &'static str, ko: &'static str, ja: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Ko => ko,
            Self::Ja => ja,
        }
    }

    /// The threefold mark; the English one always stands first, for readers of any language.
    pub(super) fn marker(self) -> String {
        match self.of("", "훈련, 훈련, 훈련", "訓練、訓練、訓練") {
            "" => MARK.to_owned(),
            own => format!("{MARK} · {own}"),
        }
    }

    pub(super) fn not_for_navigation(self) -> &'static str {
        self.of("not for navigation", "항해용으로 사용 금지", "航海には使用しないこと")
    }

    pub(super) fn heading(self) -> &'static str {
        self.of("Drift prediction", "표류예측", "漂流予測")
    }

    pub(super) fn period(self) -> &'static str {
        self.of("Period (UTC)", "기간(UTC)", "期間（UTC）")
    }

    pub(super) fn hours(self, hours: &str, backward: bool) -> String {
        let unit = self.of(" h", "시간", "時間");
        let backward = if backward { self.of(", backward", ", 역방향", "、逆方向") } else { "" };
        format!("{hours}{unit}{backward}")
    }

    pub(super) fn elements(self) -> &'static str {
        self.of("elements", "요소", "要素数")
    }

    pub(super) fn classes(self) -> &'static str {
        self.of("Search objects, leeway classes", "수색 대상, 풍압류 등급", "捜索対象、風圧流の区分")
    }

    pub(super) fn symbols(self) -> &'static str {
        self.of("Symbols", "기호", "記号")
    }

    pub(super) fn probability(self) -> &'static str {
        self.of("probability density: low to high", "확률밀도: 낮음 → 높음", "確率密度：低 → 高")
    }

    /// What an outline holds, with its area.
    pub(super) fn containment(self, percent: u32, area_nm2: &str) -> String {
        match self {
            Self::En => format!("{percent} % containment: {area_nm2} NM²"),
            Self::Ko => format!("존재확률 {percent} % 구역: {area_nm2} NM²"),
            Self::Ja => format!("存在確率{percent} %の範囲：{area_nm2} NM²"),
        }
    }

    pub(super) fn mean_track(self) -> &'static str {
        self.of("mean track, day and hour UTC", "평균 표류 경로, 일·시(UTC)", "平均漂流経路、日・時（UTC）")
    }

    pub(super) fn seeding(self, backward: bool) -> &'static str {
        if backward {
            return self.of("start of backward drift", "역방향 표류 시작 위치", "逆方向漂流の開始位置");
        }
        self.of("start of drift", "표류 시작 위치", "漂流開始位置")
    }

    pub(super) fn stranded(self) -> &'static str {
        self.of("ashore", "해안 표착", "漂着")
    }

    pub(super) fn waiting(self) -> &'static str {
        self.of("not yet in the water", "표류 시작 전", "漂流開始前")
    }

    pub(super) fn outside(self) -> &'static str {
        self.of("outside the grid, not in the areas", "격자 밖(구역에 포함되지 않음)", "格子外（範囲に含まない）")
    }

    pub(super) fn out_of_data(self) -> &'static str {
        self.of("left the data of wind or current", "바람·해류 자료 범위 이탈", "風・海流データの範囲外")
    }

    pub(super) fn at_end(self) -> &'static str {
        self.of("At the end", "종료 시각", "終了時")
    }

    pub(super) fn mean(self) -> &'static str {
        self.of("mean position", "평균 위치", "平均位置")
    }

    pub(super) fn spread(self) -> &'static str {
        self.of("standard deviation E, N", "표준편차(동서, 남북)", "標準偏差（東西、南北）")
    }

    pub(super) fn model(self) -> &'static str {
        self.of("Model", "모델", "モデル")
    }

    pub(super) fn sources(self) -> &'static str {
        self.of("Sources", "자료 출처", "データの出典")
    }

    pub(super) fn notes(self) -> &'static str {
        self.of("Notes", "유의사항", "注意事項")
    }
}
