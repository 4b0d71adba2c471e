//! The report of a campaign of invented numbers, in three languages, and with hostile texts.

use sarex_sim::setup::Text;

use super::{
    sample::{campaign, text, tournament},
    *,
};
use crate::{
    document::Block,
    tests::{check_balance, keep},
};

/// Nothing is fetched and nothing runs; links lead to files below the report only.
#[track_caller]
fn check_harmless(markup: &str) {
    for bad in ["<script", "<link", "<img", "<iframe", "<object", " src=", "@import", "javascript:"] {
        assert!(!markup.contains(bad), "{bad}");
    }
    assert!(markup.split(" href=\"").skip(1).all(|rest| rest.starts_with("./")));
    for odd in
        ["campaign-", "report-", "figure-", "duration-", "{$", "{ $", "NaN", "inf ", ">inf", "(가)", "(를)", "(는)"]
    {
        let near = markup.split(odd).nth(1).map(|rest| rest.chars().take(60).collect::<String>());
        assert!(!markup.contains(odd), "{odd} near {near:?}");
    }
}

#[test]
fn the_report_stands_alone_and_is_whole() {
    let input = campaign(400);
    for language in Language::ALL {
        let page = html(&input, language);
        keep(&format!("campaign-{language}.html"), &page);
        assert!(check_balance(&page) > 1000);
        check_harmless(&page);
        assert!(page.contains(&format!("id=\"language-{language}\" checked=\"checked\"")));
        for needed in ["EXERCISE EXERCISE EXERCISE", "Not for navigation", "c0ffee", "동쪽 분할", "東寄りの分割"]
        {
            assert!(page.contains(needed), "{needed}");
        }
        assert_eq!(page, html(&input, language), "the same campaign, the same report");
        assert_eq!(page.matches("<svg ").count(), page.matches("role=\"img\" aria-label=\"").count());
    }
    let page = html(&input, Language::En);
    assert!(page.contains("<a href=\"./runs/best%20east.sarex\">Recording</a>"), "one click away");
    assert!(page.contains("Recording: ../outside.sarex"), "a path that leads out is text");
    assert!(page.contains("plugin &lt;evil&gt; ran out of fuel"));
    assert!(page.contains("Only 1,590 of 1,600 runs are done"));
}

#[test]
fn the_document_has_every_section_for_paper() {
    for language in Language::ALL {
        let document = document(&tournament(60, false), language);
        let words = Words::new(language);
        let headings: Vec<&String> = document
            .blocks
            .iter()
            .filter_map(|b| if let Block::Heading(text) = b { Some(text) } else { None })
            .collect();
        for key in [
            "campaign-says",
            "campaign-varied",
            "campaign-curves",
            "campaign-measures-heading",
            "campaign-differences",
            "campaign-tournament",
            "campaign-distributions",
            "campaign-influence",
            "campaign-extremes",
            "campaign-failures",
            "campaign-reading",
            "report-provenance",
        ] {
            assert!(headings.contains(&&words.get(key)), "{language}: {key}");
        }
        for block in &document.blocks {
            if let Block::Table(table) = block {
                assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{language}: {table:?}");
            }
        }
    }
}

#[test]
fn verdicts_tell_better_worse_and_not_shown() {
    let input = campaign(400);
    let said = verdicts(&input, Language::En);
    assert_eq!(said.len(), 7, "{said:#?}");
    let east = &said[0];
    assert!(
        east.starts_with("Split further east finds in ") && east.ends_with("400 pairs of runs): better."),
        "{east}"
    );
    assert!(east.contains(" percentage points more of the runs than Even split (95 % interval "), "{east}");
    assert!(
        said[1].starts_with("Time to find: Split further east shorter by ") && said[1].ends_with(": better."),
        "{}",
        said[1]
    );
    assert!(said[2].contains(" percentage points fewer of the runs ") && said[2].ends_with(": worse."), "{}", said[2]);
    assert!(
        said[3].starts_with("Time to find: Later even split longer by ") && said[3].ends_with(": worse."),
        "{}",
        said[3]
    );
    assert!(said[4].starts_with("Search object found: no difference shown between Drone first and Even split ("));
    assert_eq!(said[6], "The 3 comparisons of a measure hold together at 95 %: each interval is one of 98.3 %.");
    let korean = verdicts(&input, Language::Ko);
    assert!(korean[0].starts_with("동쪽 분할은 균등 분할보다 발견하는 실행이 "), "{}", korean[0]);
    assert!(korean[0].ends_with(": 더 나음.") && korean[4].contains("차이가 확인되지 않음"), "{korean:#?}");
    let japanese = verdicts(&input, Language::Ja);
    assert!(japanese[2].ends_with("：より悪い。") && japanese[4].contains("差は示されない"), "{japanese:#?}");
    // The table of the report says the same in the same words.
    let page = html(&input, Language::En);
    assert!(page.contains(&said[0]) && page.contains("<td class=\"passed\">better</td>"));
    assert!(page.contains("<td class=\"failed\">worse</td>") && page.contains("<td>no difference shown</td>"));
}

/// Figures by hand: of 20 pairs the second finds in 15 and the first in 10, and never less.
#[test]
fn the_figures_are_those_of_the_runs() {
    let runs = |found: u64| {
        let run = |seed| RunFigures { seed, values: vec![Some(f64::from(u8::from(seed < found)))], draws: vec![] };
        (0..20).map(run).collect()
    };
    let variant = |id: &str, runs| Variant { id: id.into(), label: text(id, id, id), runs, ..Variant::default() };
    let mut input = CampaignInput {
        measures: vec![Measure::known("found").unwrap()],
        variants: vec![variant("A", runs(10)), variant("B", runs(15))],
        ..CampaignInput::default()
    };
    let study = Study::of(&input);
    let difference = study.measures[0].differences[1].unwrap();
    assert!((difference.value - 0.25).abs() < 1e-12 && difference.runs == 20);
    let pairs = sarex_model::statistics::proportion::Pairs { both: 10, only_first: 5, only_second: 0, neither: 5 };
    assert_eq!(Some(difference), pairs.difference(sarex_model::statistics::Confidence::USUAL));
    let said = verdicts(&input, Language::En);
    let interval = difference.interval.unwrap();
    let expected = format!(
        "B finds in 25.0 percentage points more of the runs than A (95 % interval {:.1} to {:.1}; 20 pairs of runs): better.",
        100.0 * interval.low,
        100.0 * interval.high
    );
    assert_eq!(said, [expected]);
    // Seeds that one side lacks are left out; without a common seed nothing can be said.
    input.variants[1].runs.retain(|run| run.seed % 2 == 0);
    assert!(verdicts(&input, Language::En)[0].contains("; 10 pairs of runs)"));
    for run in &mut input.variants[1].runs {
        run.seed += 100;
    }
    assert_eq!(
        verdicts(&input, Language::En),
        ["Search object found: fewer than two pairs of runs of B and A, nothing can be said."]
    );
    check_harmless(&html(&input, Language::En));
    input.variants.truncate(1);
    assert_eq!(
        verdicts(&input, Language::En),
        ["Search object found: A 50.0 % (95 % interval 29.9 % to 70.1 %; 20 runs)."]
    );
}

#[test]
fn the_draws_that_matter_are_told() {
    let input = campaign(400);
    let study = Study::of(&input);
    let told = study.influences(1);
    assert_eq!(told[0].source, Source::Draw(0), "the wind decides most");
    assert!(told[0].effect.interval.unwrap().low > 0.05);
    let factor = told.iter().find(|i| i.source == Source::Factor(0)).unwrap();
    assert_eq!(factor.effect.direction, sarex_model::statistics::Sign::Below, "further east finds sooner");
    let idle = told.iter().find(|i| i.source == Source::Draw(2)).unwrap();
    assert!(idle.effect.share < 0.02 && idle.effect.interval.unwrap().low < 0.01, "{:?}", idle.effect);
}

#[test]
fn a_blind_tournament_names_nobody() {
    let open = html(&tournament(80, false), Language::En);
    assert!(open.contains("pattern-east 0.2.0") && open.contains("Lab &lt;North&gt;"));
    let blind = html(&tournament(80, true), Language::Ja);
    keep("tournament.html", &blind);
    check_balance(&blind);
    check_harmless(&blind);
    assert!(!blind.contains("pattern-east") && !blind.contains("North") && blind.contains(&"5e".repeat(32)));
    assert!(blind.contains("匿名の競技会"));
}

#[test]
fn little_and_odd_input_still_makes_a_report() {
    let empty = CampaignInput::default();
    for language in Language::ALL {
        let page = html(&empty, language);
        check_balance(&page);
        check_harmless(&page);
    }
    let mut odd = campaign(3);
    odd.confidence = f64::NAN;
    odd.length_s = 0;
    odd.variants[1].runs[0].values = vec![Some(f64::NAN), Some(f64::INFINITY), Some(f64::MAX), Some(f64::MIN)];
    odd.variants[1].runs[1].draws = vec![f64::NAN];
    odd.variants[2].runs.clear();
    odd.variants[3].levels.clear();
    odd.measures[4].id = "my-own".into();
    let page = html(&odd, Language::Ko);
    check_balance(&page);
    check_harmless(&page);
    assert!(page.contains("my-own"));
    let hostile = "\"></title></style><script>alert(1)</script>\u{202e}";
    let mut input = campaign(30);
    input.title = Text::plain(hostile);
    input.variants[1].label = Text::plain(hostile);
    input.draws[0].key = hostile.into();
    input.notes.push(hostile.into());
    input.best.as_mut().unwrap().recording = "javascript:alert(1)".into();
    let page = html(&input, Language::En);
    check_balance(&page);
    assert!(!page.contains("<script") && !page.contains('\u{202e}') && !page.contains("href=\"javascript"));
}

#[test]
fn many_variants_stay_readable() {
    let mut input = campaign(20);
    let more: Vec<Variant> = (0..36).map(|k| input.variants[k % 4].clone()).collect();
    input.variants.extend(more);
    assert_eq!(verdicts(&input, Language::En).len(), 2 * 39 + 1);
    let page = html(&input, Language::En);
    check_balance(&page);
    check_harmless(&page);
    for told in
        ["55 further sentences are left out", "shows the first 8 of 40 variants", "shows the first 12 of 40 variants"]
    {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn every_known_measure_has_words() {
    for language in Language::ALL {
        let words = Words::new(language);
        for id in Measure::known_ids() {
            assert!(words.has(&format!("campaign-measure-{id}")), "{language}: {id}");
        }
    }
    assert!(Measure::known("made-up").is_none());
}
