//! The report of a made-up exercise, in three languages, and with hostile texts.

use geo::{MultiPolygon, polygon};
use sarex_model::position::Position;
use sarex_sim::{
    event::{Audience, Event, What},
    grade::{Fault, FaultKind, Promise, Promised},
    levers::{self, Equipment, Lever},
    list, notes,
    setup::{Lesson, Text},
    view::Brief,
};

use crate::{
    ChartMark, ChartPlace, MarkKind, ReportChart, ReportInput, chart_svg,
    history::History,
    html, lessons, sample, summary,
    words::{Language, Words},
};

fn chart() -> ReportChart {
    let island = polygon![(x: 133.0, y: 36.1), (x: 133.4, y: 36.15), (x: 133.3, y: 36.4), (x: 133.05, y: 36.3)];
    let coast = polygon![(x: 128.0, y: 34.0), (x: 129.35, y: 35.3), (x: 129.6, y: 36.1), (x: 129.4, y: 37.5), (x: 128.0, y: 37.5)];
    ReportChart {
        land: MultiPolygon::new(vec![island, coast]),
        depths: vec![(
            200.0,
            MultiPolygon::new(vec![
                polygon![(x: 129.0, y: 35.0), (x: 130.0, y: 35.5), (x: 129.9, y: 37.0), (x: 129.0, y: 37.0)],
            ]),
        )],
        places: vec![ChartPlace {
            name: Text { en: "Oki".into(), ko: Some("오키".into()), ja: Some("隠岐".into()) },
            at: Position::new(36.2, 133.33),
        }],
        marks: vec![
            ChartMark {
                kind: MarkKind::LastKnown,
                cell: None,
                object: 0,
                tick: -14_400,
                at: Position::new(35.95, 131.1),
                radius_m: 9260.0,
            },
            ChartMark {
                kind: MarkKind::Datum,
                cell: Some(0),
                object: 0,
                tick: 3000,
                at: Position::new(36.0, 131.12),
                radius_m: 0.0,
            },
        ],
    }
}

fn report(brief: &Brief, history: &History, language: Language) -> (String, String) {
    let (chart, costs) = (chart(), sample::costs());
    let provenance = [("scenario <hash>".to_owned(), "12".repeat(32))];
    let input = ReportInput {
        brief,
        history,
        chart: Some(&chart),
        language,
        costs: &costs,
        digest: "00ff",
        provenance: &provenance,
    };
    (html(&input), chart_svg(&input))
}

/// With `SAREX_REPORT_OUT` set, the files are kept there to be looked at.
pub(crate) fn keep(name: &str, text: &str) {
    if let Some(folder) = std::env::var_os("SAREX_REPORT_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
    }
}

/// Every element that is opened is closed, in order; returns how many elements there are.
#[track_caller]
pub(crate) fn check_balance(markup: &str) -> usize {
    let (mut open, mut count) = (Vec::new(), 0);
    let mut rest = markup.strip_prefix("<!DOCTYPE html>").unwrap_or(markup);
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "a loose > near {:?}", rest.get(..60));
        let end = start + rest[start..].find('>').expect("a tag without end");
        let tag = &rest[start + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes of <{tag}>");
        rest = &rest[end + 1..];
        if tag == "style" {
            // The style sheet is ours and may hold a > of its own.
            rest = &rest[rest.find("</style>").expect("style is closed")..];
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name.to_owned()), "closing </{name}>");
        } else {
            count += 1;
            if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().unwrap_or_default().to_owned());
            }
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    count
}

/// Nothing in the file makes a browser fetch or run anything.
#[track_caller]
fn check_self_contained(markup: &str) {
    for bad in ["<script", "<link", "<img", "<iframe", "<object", "<a ", " src=", " href=", "@import", "javascript:"] {
        assert!(!markup.contains(bad), "{bad}");
    }
    assert!(markup.split("url(").skip(1).all(|rest| rest.starts_with('#')));
}

#[test]
fn the_report_stands_alone_and_is_whole() {
    let (brief, history) = (sample::brief(), sample::history());
    for language in Language::ALL {
        let (page, picture) = report(&brief, &history, language);
        keep(&format!("report-{language}.html"), &page);
        keep(&format!("chart-{language}.svg"), &picture);
        assert!(check_balance(&page) > 500 && check_balance(&picture) > 50);
        check_self_contained(&page);
        check_self_contained(&picture);
        for needed in [
            "EXERCISE EXERCISE EXERCISE",
            "Not for navigation",
            "00ff",
            "ab".repeat(32).as_str(),
            "https://example.org",
        ] {
            assert!(page.contains(needed), "{needed}");
        }
        // Keys, gaps and odd numbers never show.
        for odd in ["report-", "event-", "figure-", "duration-", "{$", "{ $", "NaN", "inf ", "(가)", "(를)"] {
            assert!(
                !page.contains(odd),
                "{odd} near {:?}",
                page.split(odd).nth(1).map(|r| r.chars().take(40).collect::<String>())
            );
        }
        assert!(page.contains(&format!("id=\"language-{language}\" checked=\"checked\"")));
        let words = Words::new(language);
        assert!(picture.contains(&words.get("exercise-marker")) && picture.contains(words.text(&brief.title)));
    }
    let (page, _) = report(&brief, &history, Language::En);
    for seen in ["구명뗏목", "救命いかだ", "2021-06-11 10:00:00Z", "오키", "隠岐"] {
        assert!(page.contains(seen), "{seen}");
    }
}

#[test]
fn hostile_texts_are_only_texts() {
    let history = sample::history();
    let (page, picture) = report(&sample::hostile(), &history, Language::Ko);
    for markup in [&page, &picture] {
        check_balance(markup);
        check_self_contained(markup);
        assert!(!markup.contains('\u{202e}') && markup.contains("&lt;script&gt;alert(1)"));
        assert_eq!(markup.matches("</style>").count(), markup.matches("<style>").count());
    }
}

#[test]
fn a_patrol_has_its_section() {
    let (brief, history) = sample::patrol();
    let (page, _) = report(&brief, &history, Language::Ja);
    keep("patrol.html", &page);
    check_balance(&page);
    assert!(page.contains("Sample Maru &lt;i&gt;") && page.contains("共同パトロール") && page.contains("45分"));
}

#[test]
fn an_empty_history_still_makes_a_report() {
    let mut brief = sample::brief();
    let (page, picture) = report(&brief, &History::default(), Language::En);
    check_balance(&page);
    check_balance(&picture);
    brief.units.clear();
    brief.objects.clear();
    brief.objectives.clear();
    brief.serials.clear();
    brief.cells.clear();
    let (page, _) = report(&brief, &sample::history(), Language::En);
    check_balance(&page);
    assert!(!page.contains("NaN"));
}

#[test]
fn odd_numbers_do_not_break_the_report() {
    let (brief, mut history) = sample::patrol();
    history.tracks[0].points[3].at = Position::new(f64::NAN, f64::INFINITY);
    history.pos[0].points.push((20_000, f64::NAN));
    history.unit_use[0].distance_m = f64::INFINITY;
    history.objects[0].expected_alive = f64::NAN;
    history.plans[0].parts[0].area[0] = Position::new(f64::NAN, 0.0);
    if let Some(patrol) = &mut history.patrol {
        patrol.gap.rows = u32::MAX;
        patrol.mean_revisit_s = f64::NAN;
    }
    let (page, _) = report(&brief, &history, Language::En);
    check_balance(&page);
    for odd in ["NaN", ">inf", "\"inf", " inf"] {
        assert!(!page.contains(odd), "{odd} near {:?}", page.split(odd).next().map(|r| &r[r.len() - 80..]));
    }
}

#[test]
fn the_summary_has_the_agreed_shape() {
    let (brief, history, costs) = (sample::brief(), sample::history(), sample::costs());
    let input = ReportInput {
        brief: &brief,
        history: &history,
        chart: None,
        language: Language::En,
        costs: &costs,
        digest: "00ff",
        provenance: &[],
    };
    let value = summary(&input);
    assert_eq!(
        (&value["scenario"], &value["seed"], &value["ticks"]),
        (&"sample-raft".into(), &1.into(), &36_000.into())
    );
    let object = &value["objects"][0];
    assert_eq!(
        (&object["id"], &object["found_at_s"], &object["found_by"]),
        (&"raft".into(), &12_000.into(), &"jcg-helo".into())
    );
    assert_eq!((&object["rescued_at_s"], &object["alive"]), (&15_000.into(), &9.into()));
    let plugin = &value["plugins"][0];
    assert_eq!((&plugin["fuel"], &plugin["version"]), (&1_234_567_890_u64.into(), &"0.1.0".into()));
    assert_eq!((&plugin["pinned"], &plugin["signer"]), (&false.into(), &serde_json::Value::Null));
    assert_eq!(value["metrics"]["search_hours"], 2.5);
    assert_eq!(value["metrics"]["objectives"][1]["passed"], false);
    assert!(value["metrics"]["patrol"].is_null());
}

#[test]
fn plugins_that_are_not_pinned_or_not_signed_are_named_at_the_top() {
    let (mut brief, history) = (sample::brief(), sample::history());
    let lines = |page: &str| page.lines().filter(|line| line.contains("class=\"doubt\"")).count();
    let (page, _) = report(&brief, &history, Language::En);
    assert_eq!(lines(&page), 3, "one in each language");
    for told in [
        "Plugins not pinned or not signed by a trusted key: patrol-vessel (not pinned, not signed)",
        "서명되지 않은 플러그인: patrol-vessel(고정 안 됨, 서명 없음)",
        "署名されていないプラグイン：patrol-vessel（固定なし、署名なし）",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let summary = page.find("<h2>Summary").unwrap();
    assert!(page.find("class=\"doubt\"").unwrap() < summary, "above the summary");
    brief.plugins[0].pin = Some("cd".repeat(32));
    brief.plugins[0].signer = Some("kcg-lab".into());
    let (page, _) = report(&brief, &history, Language::En);
    assert!(page.contains("patrol-vessel (not the pinned component)") && page.contains(">kcg-lab<"));
    brief.plugins[0].pin = Some("ab".repeat(32));
    let (page, _) = report(&brief, &history, Language::En);
    assert_eq!(lines(&page), 0, "nothing to say");
    assert!(page.contains("as pinned"));
    brief.plugins[0].signer = Some("<script>".into());
    let (page, _) = report(&brief, &history, Language::En);
    check_self_contained(&page);
}

/// A made-up exercise in which much went wrong.
fn troubled() -> (Brief, History) {
    let (mut brief, mut history) = (sample::brief(), sample::history());
    brief.serials[0].detail.answer_within_s = Some(600);
    brief.lessons = vec![Lesson {
        id: "L-07".into(),
        from: "last-year".into(),
        evidence: Text::plain("The datum came late <again>"),
        action: Text::plain("Call by telephone first"),
        owner: Some("rcc-maizuru".into()),
        measure: Some("time-to-find".into()),
        closed: false,
    }];
    let fault = Lever::Fault(levers::Fault { unit: 0, equipment: Equipment::Radar, left: 0.0 });
    let event = |tick, what| Event { tick, known_to: Audience::All, what };
    let more = [
        event(1200, What::List(list::Event::Late { serial: 0 })),
        event(9000, What::Lever(levers::Event::Pulled(fault))),
    ];
    history.events.extend(more);
    let note = notes::Note {
        by: 2,
        tick: 9100,
        of_tick: 9060,
        kind: notes::Kind::Issue,
        text: "No read-back of the datum".into(),
        at: None,
        about: Some(1),
        objective: Some(1),
        amended_by: None,
    };
    history.notes.push(note);
    history.events.sort_by_key(|e| e.tick);
    let (due, delivered) = (1200, None);
    history.grades.promises.push(Promise { cell: 0, what: Promised::Answer { serial: 0 }, due, delivered });
    let event = history.events.iter().position(|e| matches!(e.what, What::Lever(_))).unwrap() as u32;
    let kind = FaultKind::Equipment { unit: 0, equipment: Equipment::Radar };
    history.grades.faults.push(Fault { kind, event, tick: 9000, restored: None, replaced: None });
    (brief, history)
}

#[test]
fn grades_injects_and_pages_of_cells_and_units_are_told() {
    let (brief, history) = troubled();
    assert_eq!(history.grades.datum_shared_after, Some(660), "sent at 1200, read at 1260, alert at 600");
    for language in Language::ALL {
        let (page, _) = report(&brief, &history, language);
        keep(&format!("troubled-{language}.html"), &page);
        check_balance(&page);
        check_self_contained(&page);
    }
    let (page, _) = report(&brief, &history, Language::En);
    for told in [
        "Coordination grades",
        "Times count from the alert at 00:10:00Z.",
        "11 min",
        "Cell: RCC Donghae",
        "Unit: KCG 3,000-t",
        "answer to I-01",
        "not made good",
        "반: 마이즈루 RCC",
        "勢力：海保ヘリ",
        "The datum came late &lt;again&gt;",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("Cell: Control"), "control has no page");
    // Every picture has a text for those who cannot see it.
    assert_eq!(page.matches("<svg ").count(), page.matches("role=\"img\" aria-label=\"").count());
}

#[test]
fn lessons_are_told_in_three_languages_and_name_owner_and_measure() {
    let (brief, history) = troubled();
    let input = ReportInput {
        brief: &brief,
        history: &history,
        chart: None,
        language: Language::En,
        costs: &[],
        digest: "",
        provenance: &[],
    };
    let lessons = lessons(&input);
    let ids: Vec<&str> = lessons.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(ids[..2], ["L-01", "L-02"]);
    let find = |part: &str| lessons.iter().find(|l| l.evidence.en.contains(part)).unwrap_or_else(|| panic!("{part}"));
    assert_eq!(find("O-2 was not met").measure.as_deref(), Some("time-to-find"));
    let answer = find("no answer in time to I-01");
    assert_eq!((answer.owner.as_deref(), answer.measure.as_deref()), (Some("rcc-donghae"), Some("answered")));
    let note = find("No read-back of the datum");
    assert_eq!((note.owner.as_deref(), note.measure.as_deref()), (Some("rcc-maizuru"), Some("time-to-find")));
    assert!(find("radar out of order").evidence.ja.as_ref().unwrap().contains("レーダー"));
    assert!(find("SMC spoke <clearly>").action.ko.as_ref().unwrap().contains("강평"));
    assert!(lessons.iter().all(|l| l.from == "sample-raft" && !l.closed && !l.action.en.is_empty()));
}

#[test]
fn the_series_shows_only_what_was_so_by_then() {
    let history = sample::history();
    let then = history.until(5000);
    assert!(then.objects[0].found_at.is_none() && history.objects[0].found_at.is_some());
    assert!(then.tracks.iter().flat_map(|t| &t.points).all(|p| p.tick <= 5000));
    assert!(!then.plans.is_empty() && history.until(2999).plans.is_empty());
}
