//! The exercise list as a spreadsheet: out and in again changes nothing, and other people's lists come in as far as possible.

#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

use std::path::Path;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sarex_files::finding::Finding;
use sarex_files::msel::{self, Column, Grid, Import, Options};
use sarex_files::roots::Roots;
use sarex_files::scenario::{check_scenario_text, load_scenario};

/// A small scenario; only its list is looked at.
const HEAD: &str = r#"# a comment at the top
start = 2021-06-11T00:00:00Z
length = "6h"

[[cell]]
id = "rcc-donghae"
name = { en = "RCC Donghae", ko = "동해 구조조정본부", ja = "東海RCC" }
roles = ["SMC"]

[[cell]]
id = "rcc-maizuru"
name = "RCC Maizuru"
roles = ["RCC"]

[[cell]]
id = "control"
name = { en = "Exercise control", ko = "훈련 통제부" }
roles = ["exercise-control"]

[[communications.channel]]
id = "vhf-16"

[[object]]
id = "raft"

[[objective]]
id = "O-1"

[[inject]]
id = "I-01"
at = "+10min"                            # assumed
to = ["rcc-donghae"]
kind = "distress-alert"
text = { en = "A boat is lost.", ko = "어선이 침몰했습니다." }   # as told

[[search]]
id = "S-01"
after = "I-01"
delay = "2min"
units = ["ship"]                         # both
pattern = { plugin = "iamsar-patterns", kind = "sector", params = { n = 3 } }

# the end
[[inject]]
id = "I-99"
when = { recovered = true, delay = "20min" }
end = true

[[plugin]]
id = "iamsar-patterns"
"#;

fn import(scenario: &str, grids: &[Grid]) -> Import {
    msel::import(scenario, "scenario.toml", grids, "list", &Options::default(), &mut |_| Vec::new()).unwrap()
}

fn csv(text: &str) -> Vec<Grid> {
    msel::read_grids(text.as_bytes(), "list.csv").unwrap()
}

#[track_caller]
fn told(import: &Import, line: u32, column: u32, part: &str) {
    let all = import.findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n");
    let found = import.findings.iter().any(|f| f.line == line && f.column == column && f.message.contains(part));
    assert!(found, "{line}:{column} {part}\n{all}");
}

/// Out as both formats and in again: the very same text.
#[track_caller]
fn round_trip(scenario: &str) {
    let export = msel::export(scenario, "scenario.toml").unwrap();
    assert!(export.findings.is_empty(), "{:?}", export.findings);
    let workbook = msel::to_xlsx(&export.rows).unwrap();
    for bytes in [msel::to_csv(&export.rows).into_bytes(), workbook] {
        let import = import(scenario, &msel::read_grids(&bytes, "list").unwrap());
        let all = import.findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n");
        assert!(import.findings.is_empty(), "{all}");
        assert_eq!(import.text, scenario);
        assert_eq!((import.same, import.added.len(), import.changed.len()), (export.rows.len(), 0, 0));
    }
}

#[test]
fn shipped_scenarios_go_out_and_come_back_unchanged() {
    round_trip(HEAD);
    let roots = Roots::under(Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap());
    for folder in std::fs::read_dir(&roots.scenarios).unwrap().flatten() {
        if let Ok(text) = std::fs::read_to_string(folder.path().join("scenario.toml")) {
            round_trip(&text);
        }
    }
}

/// Texts as people and their spreadsheets write them; a spreadsheet cannot hold other control characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,12}",
        "[가-힣ぁ-ん一-龠]{0,8}",
        Just("\n".to_owned()),
        Just("\"quoted\", 'so'; and\tso".to_owned()),
        Just("=1+1".to_owned()),
        Just("'=x".to_owned()),
        Just("_x000D_".to_owned()),
        Just("  blanks  ".to_owned()),
    ];
    proptest::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

fn due(number: usize) -> impl Strategy<Value = String> {
    let before = if number > 2 { format!("I-{}", number - 1) } else { "I-01".to_owned() };
    let asked = before.clone();
    prop_oneof![
        (0_u32..20_000).prop_map(|s| format!("at = \"{s}s\"")),
        (0_u32..9_000).prop_map(move |s| format!("after = \"{before}\"\ndelay = \"{s}s\"")),
        Just("when = \"by-hand\"".to_owned()),
        (1_u32..99).prop_map(move |m| format!("when = {{ unanswered = \"{asked}\", for = \"{m}min\" }}")),
        (1_u32..99).prop_map(|p| format!("when = {{ pos = 0.{p:02}, object = \"raft\", by = \"rcc-donghae\" }}")),
        (1_u32..99).prop_map(|p| format!("when = {{ searched = \"S-01\", share = \"{p}%\", delay = \"{p}s\" }}")),
        "[a-z][a-z +-]{0,10}[a-z]".prop_map(|kind| format!("when = {{ received = \"{kind}\", by = \"rcc-maizuru\" }}")),
    ]
}

fn inject(number: usize) -> impl Strategy<Value = String> {
    // A message says something.
    let english = text().prop_map(|text| if text.trim().is_empty() { "A".to_owned() } else { text });
    let languages = (english, proptest::option::of(text()), proptest::option::of(text()));
    let extra = (proptest::option::of(text()), any::<bool>(), proptest::option::of(1_u32..5_000), any::<bool>());
    (due(number), languages, extra).prop_map(move |(due, (en, ko, ja), (expect, from, within, order))| {
        let quoted = |text: &str| toml_edit::Value::from(text).to_string();
        let mut table = format!("\n[[inject]]\nid = \"I-{number}\"\n{due} # when\n");
        if order {
            table += "order = { unit = \"ship\", go_to = \"36-00N 131-00E\" }\n";
        } else {
            let other =
                |code: &str, text: Option<String>| text.map_or(String::new(), |t| format!(", {code} = {}", quoted(&t)));
            table += &format!(
                "to = [\"rcc-donghae\", \"rcc-maizuru\"]\ntext = {{ en = {}{}{} }}\n",
                quoted(&en),
                other("ko", ko),
                other("ja", ja)
            );
            if from {
                table += "from = \"rcc-maizuru\"\nkind = \"sitrep\"\nabout_object = \"raft\"\nobjective = \"O-1\"\n";
            }
            if let Some(s) = within {
                table += &format!("answer_within = \"{s}s\"\nchannel = \"vhf-16\"\n");
            }
        }
        if let Some(expect) = expect {
            table += &format!("expect = {}\n", quoted(&expect));
        }
        table
    })
}

fn scenario() -> impl Strategy<Value = String> {
    let injects: Vec<_> = (2..7).map(inject).collect();
    injects.prop_map(|tables| format!("{HEAD}{}", tables.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list_goes_out_and_comes_back_unchanged(scenario in scenario()) {
        round_trip(&scenario);
    }

    /// Into a scenario that has none of it, a list comes whole: going out once more it is the same.
    #[test]
    fn a_list_comes_whole_into_an_empty_scenario(scenario in scenario()) {
        let mut rows = msel::export(&scenario, "scenario.toml").unwrap().rows;
        let empty = HEAD.split("[[inject]]").next().unwrap();
        let import = import(empty, &csv(&msel::to_csv(&rows)));
        prop_assert_eq!(import.added.len(), rows.len());
        let mut again = msel::export(&import.text, "scenario.toml").unwrap().rows;
        let by_id = |row: &msel::Row| row[&Column::Id].clone();
        rows.sort_by_key(by_id);
        again.sort_by_key(by_id);
        prop_assert_eq!(again, rows);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
        let bytes = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        if let Ok(grids) = msel::read_grids(&bytes, "list") {
            let _ = msel::import(HEAD, "scenario.toml", &grids, "list", &Options::default(), &mut |_| Vec::new());
        }
    }
}

#[test]
fn a_changed_cell_changes_that_key_and_no_comment() {
    let rows = msel::to_csv(&msel::export(HEAD, "scenario.toml").unwrap().rows);
    let rows = rows.replace("at 10min", "at 15min").replace("A boat is lost.", "Two boats are lost.");
    let import = import(HEAD, &csv(&rows));
    assert_eq!(import.changed, [("I-01".to_owned(), vec![Column::When, Column::TextEn])]);
    let expected = HEAD.replace("\"+10min\"", "\"15min\"").replace("A boat is lost.", "Two boats are lost.");
    assert_eq!(import.text, expected);
}

#[test]
fn a_new_row_stands_behind_the_list_and_missing_rows_stay() {
    let import = import(HEAD, &csv("id;when;to;text\nI-02;after I-01 + 5min;RCC Maizuru;\"News?\"\n"));
    assert_eq!(
        (import.added, import.missing),
        (vec!["I-02".into()], vec!["I-01".into(), "I-99".into(), "S-01".into()])
    );
    let new = "end = true\n\n[[inject]]\nid = \"I-02\"\nafter = \"I-01\"\ndelay = \"5min\"\nto = [\"rcc-maizuru\"]\ntext = \"News?\"\n\n[[plugin]]";
    assert!(import.text.contains(new), "{}", import.text);
    assert!(import.text.contains("# the end") && import.text.contains("# both"));
}

#[test]
fn a_column_that_the_list_lacks_stays_and_an_empty_cell_takes_away() {
    let scenario =
        HEAD.replace("kind = \"distress-alert\"", "kind = \"distress-alert\"\nowner = \"Kim\"\nobjective = \"O-1\"");
    let import = import(&scenario, &csv("id,owner,text\nI-01,,\n"));
    assert!(!import.text.contains("owner") && import.text.contains("objective = \"O-1\""), "{}", import.text);
    assert!(import.text.contains("A boat is lost."), "a message must say something");
    told(&import, 2, 3, "stays");
}

/// The list of somebody else, with all that is wrong with such lists.
fn foreign() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("Cover").unwrap().write_string(0, 0, "MSEL of the 2024 drill").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Events").unwrap();
    sheet.merge_range(0, 0, 0, 7, "MSEL", &Format::new()).unwrap();
    let heading = [
        "Event #",
        "Time",
        "From (SimCell)",
        "Recipient Player(s)",
        "Mode",
        "Event Description",
        "Expected Player Action",
        "Remarks",
    ];
    for (column, text) in (0_u16..).zip(heading) {
        sheet.write_string(2, column, text).unwrap();
    }
    let clock = Format::new().set_num_format("hh:mm");
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let moment = ExcelDateTime::from_ymd(2021, 6, 11).unwrap().and_hms(2, 30, 0).unwrap();
    sheet.merge_range(3, 0, 3, 7, "Phase 1: alert", &Format::new()).unwrap();
    // Row 5: a clock time, all players.
    sheet.write_number(4, 0, 1.0).unwrap();
    sheet.write_datetime_with_format(4, 1, ExcelDateTime::from_hms(0, 45, 0).unwrap(), &clock).unwrap();
    let rows: [(u32, u16, &str); 16] = [
        (4, 3, "All players"),
        (4, 5, "A ferry is on fire."),
        (4, 7, "who writes this?"),
        (5, 0, "1"),
        (5, 3, "RCC Donghae / JRCC Moji"),
        (5, 5, "Smoke is seen."),
        (7, 0, "3"),
        (7, 1, "25:99"),
        (7, 3, "동해 구조조정본부"),
        (7, 5, "The press calls."),
        (8, 3, "RCC-MAIZURU"),
        (8, 1, "T+2:15"),
        (8, 5, "No id here."),
        (9, 0, "5"),
        (9, 3, "USCG"),
        (9, 5, "Nobody gets this."),
    ];
    for (row, column, text) in rows {
        sheet.write_string(row, column, text).unwrap();
    }
    sheet.write_datetime_with_format(5, 1, moment, &date).unwrap();
    sheet.write_string(10, 0, "6").unwrap();
    sheet.write_formula(10, 5, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
    // Two rows with one merged sender.
    sheet.merge_range(4, 2, 5, 2, "EXCON", &Format::new()).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn somebody_elses_list_comes_in_as_far_as_possible_and_the_rest_is_told() {
    let import = import(HEAD, &msel::read_grids(&foreign(), "msel.xlsx").unwrap());
    println!("{}", import.findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"));
    assert_eq!(import.added, ["1", "1-2", "3", "row-9"]);
    for (line, column, part) in [
        (1, 1, "the sheet \"Cover\" was left"),
        (3, 8, "H3: the column \"Remarks\" is not known and was left, with 1 cells"),
        (4, 1, "the heading across columns \"Phase 1: alert\" was left"),
        (6, 1, "1 stands in row 5 already; this one is imported as 1-2"),
        (6, 3, "C6: \"EXCON\" was taken from the merged cell C5"),
        (6, 4, "\"JRCC Moji\" is no cell of the scenario; this receiver was left"),
        (7, 1, "1 empty rows were left: 7"),
        (8, 2, "B8: \"25:99\" is no time of the exercise"),
        (9, 1, "the row has no id; it is imported as row-9"),
        (10, 4, "nobody receives 5; the row was left"),
        (11, 6, "6 says nothing and does nothing; the row was left"),
    ] {
        told(&import, line, column, part);
    }
    assert!(import.findings.iter().all(|f| !f.is_error() && f.file == "list[Events]"));
    let rows = msel::export(&import.text, "scenario.toml").unwrap().rows;
    let cells = |id: &str| {
        let row = rows.iter().find(|row| row[&Column::Id] == id).unwrap();
        [Column::When, Column::From, Column::To, Column::TextEn].map(|column| row[&column].clone())
    };
    assert_eq!(cells("1"), ["at 45min", "control", "rcc-donghae, rcc-maizuru", "A ferry is on fire."]);
    assert_eq!(cells("1-2"), ["at 2h30min", "control", "rcc-donghae", "Smoke is seen."]);
    assert_eq!(cells("3"), ["by hand", "control", "rcc-donghae", "The press calls."]);
    assert_eq!(cells("row-9"), ["at 2h15min", "control", "rcc-maizuru", "No id here."]);
    // Once more the same file: nothing changes, for the ids are stable.
    let again = msel::read_grids(&foreign(), "msel.xlsx").unwrap();
    let again =
        msel::import(&import.text, "scenario.toml", &again, "msel.xlsx", &Options::default(), &mut |_| Vec::new());
    let again = again.unwrap();
    assert_eq!((again.text.as_str(), again.added.len(), again.changed.len()), (import.text.as_str(), 0, 0));
}

#[test]
fn korean_and_japanese_headings_and_given_names_are_read() {
    let options = Options { cells: vec![("JRCC Moji".into(), "rcc-maizuru".into())] };
    let grids = csv("\u{feff}번호\t시각\t수신자\t내용\n1\t+0:30\tJRCC Moji\t가족이 상황을 묻습니다.\n");
    let import = msel::import(HEAD, "s", &grids, "l", &options, &mut |_| Vec::new()).unwrap();
    told(&import, 2, 4, "no English text");
    let rows = msel::export(&import.text, "s").unwrap().rows;
    let row = rows.iter().find(|row| row[&Column::Id] == "1").unwrap();
    assert_eq!((row[&Column::To].as_str(), row[&Column::When].as_str()), ("rcc-maizuru", "at 30min"));
    assert_eq!((&row[&Column::TextKo], &row[&Column::TextEn]), (&row[&Column::TextEn], &row[&Column::TextKo]));
    let japanese = csv("番号,時刻,宛先,内容\n1,00:30,東海RCC,家族が状況を尋ねています。\n");
    assert_eq!(self::import(HEAD, &japanese).added, ["1"]);
}

#[test]
fn a_table_without_headings_is_refused_with_the_remedy() {
    let refused = msel::import(HEAD, "s", &csv("a,b\n1,2\n"), "list.csv", &Options::default(), &mut |_| Vec::new());
    let finding = refused.unwrap_err().remove(0);
    assert!(finding.message.contains("headings") && finding.hint.unwrap().contains("sarex msel export"));
}

/// Rows that the scenario's own check finds at fault are left, the rest comes in, and the result is sound.
#[test]
fn a_row_that_would_break_the_scenario_is_left() {
    let roots = Roots::under(Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/scenario.toml");
    let scenario = std::fs::read_to_string(&file).unwrap();
    let plugins = ["patrol-vessel", "rescue-helicopter", "drone-recon", "iamsar-patterns"].map(str::to_owned);
    let cell = load_scenario(&file, &roots, &plugins).unwrap().setup.cells[0].id.clone();
    let list = format!(
        "id,when,to,text,action\nX-1,at 1h,{cell},good,\nX-2,after X-3,{cell},ring,\nX-3,after X-2,{cell},ring,\nX-4,at 1h,,,{{ order = {{ unit = \"nobody\" }} }}\n"
    );
    let mut check = |text: &str| match check_scenario_text(&file, text.to_owned(), &roots, &plugins) {
        Ok(loaded) => loaded.warnings,
        Err(findings) => findings,
    };
    let import = msel::import(&scenario, "s", &csv(&list), "list.csv", &Options::default(), &mut check).unwrap();
    let all = import.findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n");
    println!("{all}");
    assert_eq!(import.added, ["X-1"], "{all}");
    told(&import, 3, 1, "X-2 was left");
    told(&import, 5, 1, "X-4 was left");
    assert!(check_scenario_text(&file, import.text, &roots, &plugins).is_ok());
}
