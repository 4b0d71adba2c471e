//! A campaign of invented numbers for the tests: no run of any scenario stands behind it.

use sarex_model::rng::{Draw as Chance, Purpose};
use sarex_sim::setup::Text;

use super::{CampaignInput, Draw, Entrant, Factor, Failure, Measure, RunFigures, RunLink, Tournament, Variant};

pub(super) const LENGTH_S: f64 = 21_600.0;

pub(super) fn text(en: &str, ko: &str, ja: &str) -> Text {
    Text { en: en.into(), ko: Some(ko.into()), ja: Some(ja.into()) }
}

/// One run: the seed decides where the raft drifts, the variant how soon it is found (`speed`, finds an hour).
fn run(seed: u64, variant: u64, speed: f64) -> RunFigures {
    let mut common = Chance::new(5, Purpose::Misc, 0, seed);
    let (wind, leeway, luck) = (common.unit(), common.unit(), common.exponential());
    let mut own = Chance::new(5, Purpose::Misc, 1 + variant, seed);
    let hours = 0.6 + (0.85 * luck + 0.15 * own.exponential()) * (0.4 + 1.2 * wind) / speed;
    let found_s = Some(hours * 3600.0).filter(|t| *t <= LENGTH_S);
    let alive = found_s.map_or(0.3 * own.unit(), |t| 1.0 - 0.5 * t / LENGTH_S);
    RunFigures {
        seed,
        values: vec![
            Some(f64::from(u8::from(found_s.is_some()))),
            found_s,
            Some((10.0 * alive).round() / 10.0),
            Some(1852.0 * (2.0 + 6.0 * wind + own.unit())),
            Some(18.0 + 4.0 * own.unit()),
        ],
        draws: vec![4.0 + 12.0 * wind, 0.02 + 0.02 * leeway, own.unit()],
    }
}

fn variant(id: &str, label: Text, number: u64, speed: f64, levels: [u32; 2], seeds: u64) -> Variant {
    let split = ["133-00E", "133-15E"][levels[0] as usize];
    let delay = ["0 h", "1 h"][levels[1] as usize];
    Variant {
        id: id.into(),
        label,
        settings: vec![("split.longitude".into(), split.into()), ("lay-down.delay".into(), delay.into())],
        levels: levels.to_vec(),
        // One run failed.
        runs: (1..=seeds).filter(|seed| (id, *seed) != ("late", 17)).map(|seed| run(seed, number, speed)).collect(),
    }
}

/// The reference, one that is better, one that is worse, and one that is the same but for its own luck.
pub(super) fn campaign(seeds: u64) -> CampaignInput {
    let known = |id: &str| Measure::known(id).expect(id);
    CampaignInput {
        scenario: "sample-raft".into(),
        title: text("Raft without a tracker", "추적기 없는 구명뗏목", "発信器のない救命いかだ"),
        length_s: LENGTH_S as u64,
        confidence: 0.95,
        seeds: (1, seeds),
        runs_wanted: 4 * seeds,
        runs_done: 4 * seeds - 10,
        failures: vec![Failure { what: "late, seed 17".into(), why: "plugin <evil> ran out of fuel".into() }],
        factors: vec![
            Factor {
                id: "split.longitude".into(),
                label: text("Split line", "분할선", "分割線"),
                levels: vec![("133".into(), Text::plain("133-00E")), ("133.25".into(), Text::plain("133-15E"))],
                ordered: true,
            },
            Factor {
                id: "lay-down.delay".into(),
                label: text("Delay of the lay-down", "투입 지연", "投入の遅れ"),
                levels: vec![("0".into(), Text::plain("0 h")), ("1".into(), Text::plain("1 h"))],
                ordered: true,
            },
        ],
        draws: vec![
            Draw { key: "wind.speed".into(), law: "uniform 4 to 16 m/s".into() },
            Draw { key: "leeway.downwind".into(), law: "normal, mean 0.03".into() },
            Draw { key: "radio.delay".into(), law: "uniform".into() },
        ],
        measures: ["found", "time-to-find", "survivors", "datum-error", "search-hours"].map(known).into(),
        variants: vec![
            variant("even", text("Even split", "균등 분할", "均等分割"), 0, 0.55, [0, 0], seeds),
            variant("east", text("Split further east", "동쪽 분할", "東寄りの分割"), 1, 0.78, [1, 0], seeds),
            variant("late", text("Later even split", "늦은 균등 분할", "遅い均等分割"), 2, 0.4, [0, 1], seeds),
            variant("drone", text("Drone first", "드론 우선", "ドローン先行"), 3, 0.55, [0, 0], seeds),
        ],
        best: Some(RunLink {
            variant: "east".into(),
            seed: 12,
            why: text("shortest time to find", "가장 짧은 발견 시간", "最短の発見時間"),
            recording: "runs/best east.sarex".into(),
            report: "runs/best.html".into(),
            command: "sarex replay \"runs/best east.sarex\"".into(),
        }),
        worst: Some(RunLink {
            variant: "late".into(),
            seed: 7,
            why: text("not found, fewest survivors", "미발견, 최소 생존", "未発見、生存者最少"),
            recording: "../outside.sarex".into(),
            report: String::new(),
            command: "sarex replay outside.sarex".into(),
        }),
        tournament: None,
        provenance: vec![("scenario.toml".into(), "12".repeat(32)), ("sarex".into(), "0.1.0".into())],
        digest: "c0ffee".into(),
        notes: vec!["Invented numbers: a sample of the report.".into()],
    }
}

/// The same as a tournament of plugins.
pub(super) fn tournament(seeds: u64, blind: bool) -> CampaignInput {
    let mut input = campaign(seeds);
    let entrant = |variant: &Variant| Entrant {
        variant: variant.id.clone(),
        plugin: format!("pattern-{} 0.2.0", variant.id),
        author: "Lab <North>".into(),
        sha256: "5e".repeat(32),
    };
    input.tournament = Some(Tournament { blind, entrants: input.variants.iter().map(entrant).collect() });
    input
}
