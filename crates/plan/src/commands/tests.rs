//! The commands as a planner types them: the examples of the help run and are what the help says.

use super::PlanCommand;
use clap::{Command, FromArgMatches, Subcommand};

fn command() -> Command {
    PlanCommand::augment_subcommands(Command::new("plan").no_binary_name(true).subcommand_required(true))
}

/// Words of a line, `"` holding spaces together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.replace("\\\n", " ").chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a line prints, or every finding.
fn run(line: &str) -> Result<String, String> {
    let matches = command().try_get_matches_from(words(line)).map_err(|error| error.to_string())?;
    let command = PlanCommand::from_arg_matches(&matches).map_err(|error| error.to_string())?;
    command.run().map_err(|findings| findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// Lines `sarex plan ...` of a help text, continued lines joined.
fn examples(help: &str) -> Vec<String> {
    // Without the files that an example writes, and not those that read files of an earlier command.
    let joined = help.replace("\\\n", " ").replace(" --geojson plan.geojson --scenario-toml plan.toml", "");
    let lines = joined.lines().filter_map(|line| line.trim().strip_prefix("sarex plan "));
    lines.filter(|line| !line.contains("--case") && !line.contains("--positions")).map(str::to_owned).collect()
}

#[test]
fn every_example_of_the_help_runs() {
    let mut count = 0;
    for sub in command().get_subcommands() {
        let help = sub.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        for line in examples(&help) {
            let text = run(&line).unwrap_or_else(|error| panic!("{line}\n{error}"));
            assert!(text.starts_with(crate::worksheet::MARK), "{line}");
            let json = run(&format!("{line} --json")).unwrap();
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert!(json["title"].is_string(), "{line}");
            assert!(!json.to_string().contains("null,\"nan"), "{line}");
            count += 1;
        }
    }
    assert!(count >= 1, "no examples were found");
}

#[test]
fn the_command_line_is_sound_and_says_what_it_is() {
    command().debug_assert();
    let datum = command().find_subcommand_mut("datum").unwrap().render_long_help().to_string();
    assert!(datum.starts_with("Datum of a drifting object"), "{datum}");
    assert!(datum.contains("--period <KEY=VALUE,...>") && datum.contains("gives left and right datum"));
}

#[test]
fn a_case_file_gives_the_same_sheet_and_flags_override_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("raft.toml");
    let help = command().find_subcommand_mut("datum").unwrap().get_after_long_help().unwrap().to_string();
    let start = help.find("  start = ").unwrap();
    let end = help.find("\n\nKeys of a period").unwrap();
    std::fs::write(&path, &help[start..end]).unwrap();
    let case = format!("datum --json --case {}", path.display());
    let from_flags = run(&format!("{} --json", examples(&help)[0])).unwrap();
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let (file, flags) = (parse(&run(&case).unwrap()), parse(&from_flags));
    assert_eq!(file["total_probable_error_nm"], flags["total_probable_error_nm"]);
    assert_eq!(file["periods"], flags["periods"]);
    let over = parse(&run(&format!("{case} --start-error-nm 5")).unwrap());
    assert_eq!(over["start_error_nm"], 5.0);
}

mod any_number {
    use super::run;
    use proptest::prelude::*;

    /// Numbers that are sound, and numbers that are not.
    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![4 => 0.0..50.0f64, 1 => proptest::num::f64::ANY, 1 => Just(0.0)]
    }

    /// Any line is answered or refused with findings, without a panic; what is answered has no number that is none.
    fn check(line: &str) {
        match run(&format!("{line} --json")) {
            Ok(text) => {
                let json: serde_json::Value = serde_json::from_str(&text).expect("a document");
                for (key, value) in json.as_object().expect("an object") {
                    assert!(!value.is_null(), "{line}\n{key} is no number");
                }
            }
            Err(findings) => assert!(!findings.is_empty(), "{line}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn prop_datum(a in number(), b in number(), c in number(), d in number(), e in number()) {
            check(&format!(
                "datum --start 36N,131E --fix-means gps --leeway-multiplier={a} --divergence-deg={b} \
                 --period hours={c},wind_from_deg={d},wind_kn={e},sea_to_deg={b},sea_kn={a} --search-factor={a}"
            ));
            check(&format!(
                "datum --start 36N,131E --line-to 36.5N,131E --start-error-nm={a} --leeway-kn={b} --method danish \
                 --backtrack --period hours={c},wind_from_deg={d},wind_kn={e}"
            ));
        }

        #[test]
        fn prop_effort(a in number(), b in number(), c in number(), d in number(), e in number()) {
            for kind in ["point", "divergence", "two-points", "line"] {
                check(&format!(
                    "effort --datum-type {kind} --total-probable-error-nm={a} --divergence-distance-nm={b} \
                     --facility sweep_width_nm={c},speed_kn={d},search_hours={e},minimum_spacing_nm={a} \
                     --past relative_effort={b},search_factor={e} --round-spacing-nm={d}"
                ));
            }
        }

        #[test]
        fn prop_pod_survival_and_sweep_width(a in number(), b in number(), c in number(), d in number()) {
            check(&format!("pod --sweep-width-nm={a} --spacing-nm={b} --sweep-width-error-percent={c} --poc={d}"));
            check(&format!("pod --effort-nm2={a} --area-nm2={b} --width factor={c},share={d} --wanted-pod={c}"));
            check(&format!("survival --water-temp-c={a} --hours-in-water={b} --found hours={c},pos={d} --until-hours={b}"));
            check(&format!(
                "sweep-width --object piw --platform fixed-wing --height-ft={a} --speed-kn={b} --visibility-nm={c} \
                 --wind-kn={d} --lateral-range-nm={a}"
            ));
        }
    }
}

/// A number below zero reaches the worksheet, which names it; so do southern positions in decimal degrees.
#[test]
fn values_may_begin_with_a_minus() {
    let found =
        run("sweep-width --object raft_6p --platform fixed_wing --height-ft 500 --visibility-nm -1 --wind-kn inf");
    let found = found.unwrap_err();
    assert!(!found.contains("NaN"), "{found}");
    assert!(found.contains("--visibility-nm: error: -1") && found.contains("--wind-kn"), "{found}");
    let south = "recommend --datum \"-6.0, 106.5\" --error-nm 3 --unit \"name=a,at=-6.1, 106.4,transit_kn=20,search_kn=14,\
                 sweep_width_nm=2.2,endurance_h=8\"";
    assert!(run(south).unwrap().contains("06-00"), "{:?}", run(south));
}

#[test]
fn the_help_of_each_command_says_what_it_does() {
    for name in ["allocate", "update", "recommend"] {
        let help = command().find_subcommand_mut(name).unwrap().render_long_help().to_string();
        // The first paragraph, however the terminal's width has broken it.
        let first = help.split("\n\n").next().unwrap_or_default();
        assert!(help.contains("sarex plan") && first.len() > 100, "{name}: {first}");
    }
}
