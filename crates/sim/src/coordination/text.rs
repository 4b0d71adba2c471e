//! What the message of a step says, in the three languages of the exercise.

use super::Step;
use crate::{exercise::Exercise, setup::Text, talk::Office, view::Brief};

/// Names of what a step names, by number.
struct Names<'a> {
    cell: &'a dyn Fn(u32) -> Option<&'a Text>,
    unit: &'a dyn Fn(u32) -> Option<&'a Text>,
    object: &'a dyn Fn(u32) -> Option<&'a Text>,
}

/// The text of a step's message.
pub(super) fn of(exercise: &Exercise, step: &Step) -> Text {
    let setup = &exercise.setup;
    step_text(
        step,
        &Names {
            cell: &|number| Some(&setup.cells.get(number as usize)?.name),
            unit: &|number| Some(&setup.units.get(number as usize)?.name),
            object: &|number| Some(&setup.objects.get(number as usize)?.name),
        },
    )
}

impl Step {
    /// What the step says, in the languages of the exercise.
    pub fn text(&self, brief: &Brief) -> Text {
        step_text(
            self,
            &Names {
                cell: &|number| Some(&brief.cells.get(number as usize)?.name),
                unit: &|number| Some(&brief.units.get(number as usize)?.name),
                object: &|number| Some(&brief.objects.get(number as usize)?.name),
            },
        )
    }
}

fn step_text(step: &Step, names: &Names<'_>) -> Text {
    let [en, ko, ja] = ["en", "ko", "ja"].map(|language| sentence(step, names, language));
    let tidy = |text: String| text.trim_end().to_owned();
    Text { en: tidy(en), ko: Some(tidy(ko)), ja: Some(tidy(ja)) }
}

fn sentence(step: &Step, names: &Names<'_>, language: &str) -> String {
    let cell = |number: &u32| (names.cell)(*number).map_or("", |name| name.get(language));
    let unit = |number: &u32| (names.unit)(*number).map_or("", |name| name.get(language));
    let object = |number: &u32| (names.object)(*number).map_or("", |name| name.get(language));
    let say = |en: String, ko: String, ja: String| match language {
        "ko" => ko,
        "ja" => ja,
        _ => en,
    };
    // Numbers are counted from one where people read them.
    let number = |n: &u32| n + 1;
    let from = |on: &Option<u32>| on.as_ref().map(|u| format!(", {}", unit(u))).unwrap_or_default();
    match step {
        Step::Alert { object: known } => {
            let name = known.as_ref().map_or("", object);
            say(format!("Distress: {name}."), format!("조난: {name}."), format!("遭難：{name}。"))
        }
        Step::NameSmc { cell: c } => {
            let c = cell(c);
            say(format!("SMC: {c}."), format!("SMC 지정: {c}."), format!("SMC指名：{c}。"))
        }
        Step::ShareDatum { object: o } => {
            let o = object(o);
            say(format!("Datum of {o} attached."), format!("{o} 추정위치 첨부."), format!("{o}のデータムを添付。"))
        }
        Step::AgreeDatum { object: o } => {
            let o = object(o);
            say(
                format!("Our forecast of {o} agrees with your datum."),
                format!("{o} 표류예측이 귀측 추정위치와 일치."),
                format!("{o}の当方漂流予測は貴方データムと一致。"),
            )
        }
        Step::Propose { division, counters, .. } => {
            let (left, right) = (cell(&division.left), cell(&division.right));
            let points: Vec<String> = division.line.iter().map(ToString::to_string).collect();
            let line = points.join(" - ");
            match counters {
                None => say(
                    format!("Proposed: {left} left, {right} right of the exercise line {line}."),
                    format!("제안: 훈련용 선 {line} 왼쪽 {left}, 오른쪽 {right}."),
                    format!("提案：訓練用の線 {line} の左を{left}、右を{right}。"),
                ),
                Some(first) => {
                    let first = number(first);
                    say(
                        format!("Instead of proposal {first}: {left} left, {right} right of the exercise line {line}."),
                        format!("제안 {first} 수정안: 훈련용 선 {line} 왼쪽 {left}, 오른쪽 {right}."),
                        format!("提案{first}に対する修正案：訓練用の線 {line} の左を{left}、右を{right}。"),
                    )
                }
            }
        }
        Step::Agree { proposal: Some(p) } => {
            let p = number(p);
            say(format!("Proposal {p} agreed."), format!("제안 {p}에 동의."), format!("提案{p}に同意。"))
        }
        Step::Agree { proposal: None } => {
            say("Division agreed.".into(), "구역 분담에 동의.".into(), "区域分担に同意。".into())
        }
        Step::Decline { proposal, why } => {
            let p = number(proposal);
            say(
                format!("Proposal {p} declined. {why}"),
                format!("제안 {p}에 부동의. {why}"),
                format!("提案{p}に不同意。{why}"),
            )
        }
        Step::NameOsc { cell: c, unit: u } => {
            let who = format!("{}{}", cell(c), from(u));
            say(format!("OSC: {who}."), format!("OSC 지정: {who}."), format!("OSC指名：{who}。"))
        }
        Step::NameAco { cell: c, unit: u } => {
            let who = format!("{}{}", cell(c), from(u));
            say(format!("ACO: {who}."), format!("ACO 지정: {who}."), format!("ACO指名：{who}。"))
        }
        Step::RequestEntry { unit: u, low_m, high_m, .. } => {
            let u = u.as_ref().map_or("", unit);
            say(
                format!("Request entry of {u} into your airspace, {low_m:.0} to {high_m:.0} m."),
                format!("{u} 귀측 공역 진입 요청, 고도 {low_m:.0}~{high_m:.0} m."),
                format!("{u}の貴方空域への進入を要請、高度{low_m:.0}～{high_m:.0} m。"),
            )
        }
        Step::ClearEntry { entry, .. } => {
            let n = number(entry);
            say(
                format!("Entry cleared, request {n}."),
                format!("진입 허가, 요청 {n}."),
                format!("進入を許可、要請{n}。"),
            )
        }
        Step::RefuseEntry { entry, why } => {
            let n = number(entry);
            say(
                format!("Entry refused, request {n}. {why}"),
                format!("진입 불허, 요청 {n}. {why}"),
                format!("進入を不許可、要請{n}。{why}"),
            )
        }
        Step::ExpireEntry { entry } => {
            let n = number(entry);
            say(
                format!("Entry expired, request {n}."),
                format!("진입 허가 만료, 요청 {n}."),
                format!("進入許可の期限切れ、要請{n}。"),
            )
        }
        Step::OfferHandOver { office, to, .. } => {
            let (office, to) = (office_name(*office), cell(to));
            say(
                format!("{office} is offered to {to}; checklist follows."),
                format!("{office} 임무를 {to}에 인계 예정, 점검표 송부."),
                format!("{office}を{to}へ引き継ぐ。点検表を送る。"),
            )
        }
        Step::Brief { items, .. } => {
            let count = items.len();
            say(
                format!("Hand-over checklist, items: {count}."),
                format!("인계 점검표 항목 {count}건."),
                format!("引継ぎ点検表、項目{count}件。"),
            )
        }
        Step::TakeOver { .. } => {
            say("I have taken over.".into(), "임무를 인수했음.".into(), "任務を引き継いだ。".into())
        }
        Step::Suspend { why } => {
            say(format!("Search suspended. {why}"), format!("수색 중지. {why}"), format!("捜索を中断。{why}"))
        }
        Step::Resume { why } => {
            say(format!("Search resumed. {why}"), format!("수색 재개. {why}"), format!("捜索を再開。{why}"))
        }
    }
}

fn office_name(office: Office) -> &'static str {
    match office {
        Office::Smc => "SMC",
        Office::Osc => "OSC",
        Office::Aco => "ACO",
    }
}
