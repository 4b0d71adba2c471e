//! `sarex campaign tournament`.

use sarex_files::{
    campaign::{Design, Factor, Level, Levels, ids_of, read_design},
    roots::Roots,
    scenario::{scenario_file, scenario_text},
};
use sarex_headless::{failure::Failure, open::existing_scenario};
use sarex_sim::setup::Text;
use sha2::{Digest, Sha256};

use super::{make, run};
use crate::{
    args::{EngineArgs, TournamentArgs},
    engine::Engine,
    plan::Tournament,
};

/// Plans and runs a tournament: a factor whose levels are the patterns, under code names.
pub fn tournament<C: Engine>(
    args: &TournamentArgs,
    cluster: &dyn Fn(&EngineArgs) -> Result<C, Failure>,
) -> Result<(), Failure> {
    let mut design = match &args.wanted.vary {
        Some(file) => read_design(file).map_err(|findings| Failure::inputs(&findings))?,
        None => Design::default(),
    };
    if !design.factors.is_empty() {
        return Err(Failure::input(
            "--vary: a tournament compares patterns alone; leave [[factor]] out, [[draw]] may stay",
        ));
    }
    let searches = searches(args)?;
    let entries = drawn_order(&args.patterns)?;
    design.factors.push(patterns(&entries, &searches, args.open)?);
    let tournament = Tournament { blind: !args.open, entries: entries.iter().map(|e| (*e).to_owned()).collect() };
    let plan = make::planned_with(&args.scenario, &args.wanted, design, Some(tournament), &args.out)?;
    make::tell(&plan, &args.out);
    run::rest(&plan, &args.out, &args.engine, &args.report, cluster)
}

/// The searches that take the pattern.
fn searches(args: &TournamentArgs) -> Result<Vec<String>, Failure> {
    let path = existing_scenario(&Roots::find(), &args.scenario)?;
    let text = scenario_text(&scenario_file(&path)).map_err(Failure::input)?;
    let known = ids_of(&text, "search");
    if known.is_empty() {
        return Err(Failure::input(format!("{}: has no [[search]] for a pattern to plan", args.scenario)));
    }
    let wrong: Vec<&String> = args.searches.iter().filter(|id| !known.contains(id)).collect();
    if let Some(wrong) = wrong.first() {
        return Err(Failure::input(format!("--search {wrong}: there is none; there are: {}", known.join(", "))));
    }
    Ok(if args.searches.is_empty() { known } else { args.searches.clone() })
}

/// The entries in an order that says nothing of the order in which they were given.
fn drawn_order(patterns: &[String]) -> Result<Vec<&str>, Failure> {
    let mut entries: Vec<&str> = patterns.iter().map(String::as_str).collect();
    entries.sort_by_key(|entry| Sha256::digest(entry.as_bytes()).to_vec());
    entries.dedup();
    if entries.len() < 2 {
        return Err(Failure::input("--pattern: at least two different patterns compete"));
    }
    Ok(entries)
}

fn patterns(entries: &[&str], searches: &[String], open: bool) -> Result<Factor, Failure> {
    let levels: Result<Vec<Level>, Failure> =
        entries.iter().enumerate().map(|(number, entry)| level(number, entry, searches, open)).collect();
    let label = Text { en: "Pattern".into(), ko: Some("수색 패턴".into()), ja: Some("捜索パターン".into()) };
    Ok(Factor { id: "pattern".into(), label, levels: Levels::Listed(levels?) })
}

fn level(number: usize, entry: &str, searches: &[String], open: bool) -> Result<Level, Failure> {
    let wrong =
        || Failure::input(format!("--pattern {entry}: write plugin/kind, for example iamsar-patterns/parallel-track"));
    let (plugin, kind) = entry.split_once('/').ok_or_else(wrong)?;
    let plain =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !plain(plugin) || !plain(kind) {
        return Err(wrong());
    }
    let value = format!("{{ plugin = \"{plugin}\", kind = \"{kind}\" }}");
    let id = if open { entry.replace('/', "-") } else { code_name(number) };
    let set = searches.iter().map(|search| (format!("search.{search}.pattern"), value.clone())).collect();
    Ok(Level { label: Text::plain(id.clone()), id, set, remove: Vec::new() })
}

/// A, B ... Z, A2, B2 ...
fn code_name(number: usize) -> String {
    let letter = char::from(b'A' + (number % 26) as u8);
    if number < 26 { letter.to_string() } else { format!("{letter}{}", number / 26 + 1) }
}
