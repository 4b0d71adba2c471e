//! From inputs to numbers, with every finding at once.

use super::inputs::{FoundRow, Inputs, PersonRow};
use crate::commands::checks::*;
use sarex_files::finding::Finding;
use sarex_model::survival::{
    BEYOND_TABLE_ASSUMPTION, Protection, RAFT_ASSUMPTION, SPREAD_ASSUMPTION, SurvivalCurve, in_raft, in_water,
};

/// What keeps a person alive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shelter {
    Water(Protection),
    Raft,
}

const SHELTERS: [(&str, Shelter); 4] = [
    ("none", Shelter::Water(Protection::NoFlotation)),
    ("lifejacket", Shelter::Water(Protection::Lifejacket)),
    ("immersion-suit", Shelter::Water(Protection::ImmersionSuit)),
    ("raft", Shelter::Raft),
];

/// One person or several alike.
pub struct Person {
    pub name: String,
    pub count: f64,
    pub protection: &'static str,
    pub water_temp_c: f64,
    pub hours_in_water: f64,
    pub curve: SurvivalCurve,
    pub source: &'static str,
}

/// Everything the sheet needs.
pub struct Case {
    pub persons: Vec<Person>,
    /// Water temperatures for the comparison, each once.
    pub temps_c: Vec<f64>,
    /// Hours from hour 0 of the plan, and chance to be found then and not before.
    pub finds: Vec<(f64, f64)>,
    pub times_hours: Vec<f64>,
    pub notes: Vec<String>,
}

/// Checks the inputs.
pub fn resolve(inputs: &Inputs) -> Result<Case, Vec<Finding>> {
    let mut checks = Checks::default();
    let mut notes = Vec::new();
    checks.rows("--person", inputs.person.len());
    let everyone = inputs.person.is_empty();
    let rows = if everyone { vec![PersonRow::default()] } else { inputs.person.clone() };
    let named = rows.iter().enumerate();
    let persons: Vec<Person> = named
        .map(|(index, row)| {
            let prefix = if everyone { String::new() } else { format!("--person {}, ", index + 1) };
            person(index + 1, &prefix, row, inputs, &mut checks, &mut notes)
        })
        .collect();
    let mut temps_c: Vec<f64> = persons.iter().map(|person| person.water_temp_c).collect();
    temps_c.sort_by(f64::total_cmp);
    temps_c.dedup();
    let until = checks.maybe("--until-hours", inputs.until_hours, HOURS).unwrap_or(24.0);
    let step = checks.maybe("--step-hours", inputs.step_hours, HOURS).unwrap_or(1.0);
    let mut times_hours = Vec::new();
    if step <= 0.0 || until / step > 1000.0 {
        checks.wrong("--step-hours", format!("{step} h up to {until} h"), "a table has 1 to 1000 steps");
    } else if step > 0.0 {
        times_hours = (0..=(until / step).floor() as u32).map(|k| f64::from(k) * step).collect();
    }
    let finds = finds(&inputs.found, &mut checks);
    checks.finish()?;
    Ok(Case { persons, temps_c, finds, times_hours, notes })
}

fn person(
    number_of: usize,
    prefix: &str,
    row: &PersonRow,
    inputs: &Inputs,
    checks: &mut Checks,
    notes: &mut Vec<String>,
) -> Person {
    let place =
        |key: &str| if prefix.is_empty() { format!("--{}", key.replace('_', "-")) } else { format!("{prefix}{key}") };
    let temp = row.water_temp_c.or(inputs.water_temp_c);
    let water_temp_c = checks.need(&place("water_temp_c"), temp, WATER_C, "give the water temperature");
    let word = row.protection.clone().or(inputs.protection.clone()).unwrap_or_else(|| "none".into());
    let shelter = checks.choice(&place("protection"), &word, &SHELTERS).unwrap_or(Shelter::Raft);
    let in_water_before = row.hours_in_water.or(inputs.hours_in_water).unwrap_or(0.0);
    let hours_in_water = checks.number(&place("hours_in_water"), in_water_before, HOURS);
    let median = checks.maybe(&place("median_hours"), row.median_hours.or(inputs.median_hours), MEDIAN_HOURS);
    let spread = checks.maybe(&place("spread"), row.spread.or(inputs.spread), SPREAD);
    let count = checks.number(&place("count"), row.count.unwrap_or(1.0), AMOUNT);
    let printed = match shelter {
        Shelter::Raft => in_raft(if water_temp_c.is_nan() { 0.0 } else { water_temp_c }),
        // A temperature that is wrong is a finding already.
        Shelter::Water(protection) => {
            in_water(water_temp_c, protection).unwrap_or(SurvivalCurve { median_s: f64::NAN, spread: f64::NAN })
        }
    };
    let source = match (median, shelter) {
        (Some(_), _) => "median given",
        (None, Shelter::Raft) => "assumed, see the notes",
        (None, Shelter::Water(Protection::NoFlotation)) => "UKNIIS 2006, no buoyancy aid",
        (None, Shelter::Water(Protection::Lifejacket)) => "UKNIIS 2006, buoyancy aid: more than 24 h, 24 h used",
        (None, Shelter::Water(Protection::ImmersionSuit)) => "as with a lifejacket, a floor: no median for suits",
    };
    if median.is_none() {
        notes.push(if shelter == Shelter::Raft { RAFT_ASSUMPTION } else { BEYOND_TABLE_ASSUMPTION }.into());
    }
    if spread.is_none() && shelter != Shelter::Raft {
        notes.push(SPREAD_ASSUMPTION.into());
    }
    Person {
        name: row
            .name
            .clone()
            .unwrap_or_else(|| if prefix.is_empty() { "Person".into() } else { format!("Person {number_of}") }),
        count,
        protection: SHELTERS.iter().find(|named| named.1 == shelter).map_or("", |named| named.0),
        water_temp_c,
        hours_in_water,
        curve: SurvivalCurve {
            median_s: median.map_or(printed.median_s, |hours| 3600.0 * hours),
            spread: spread.unwrap_or(printed.spread),
        },
        source,
    }
}

fn finds(rows: &[FoundRow], checks: &mut Checks) -> Vec<(f64, f64)> {
    checks.rows("--found", rows.len());
    let mut finds = Vec::new();
    let (mut sum, mut last) = (0.0, 0.0);
    for (index, row) in rows.iter().enumerate() {
        let place = |key: &str| format!("--found {}, {key}", index + 1);
        let hours = checks.need(&place("hours"), row.hours, HOURS, "give the hour of the plan");
        if hours < last {
            checks.wrong(&place("hours"), format!("{hours} comes before {last}"), "write the rows in order of time");
        }
        let chance = match (row.pos, row.cumulative_pos) {
            (Some(pos), None) => checks.number(&place("pos"), pos, SHARE),
            (None, Some(by_then)) => {
                let by_then = checks.number(&place("cumulative_pos"), by_then, SHARE);
                if by_then < sum {
                    checks.wrong(
                        &place("cumulative_pos"),
                        format!("{by_then} is below {sum} before it"),
                        "it cannot fall",
                    );
                }
                by_then - sum
            }
            _ => {
                checks.wrong(&place("pos"), "is missing or stands beside cumulative_pos", "give one of the two");
                f64::NAN
            }
        };
        sum += chance;
        last = hours;
        finds.push((hours, chance));
    }
    if sum > 1.0 + 1e-9 {
        checks.wrong(
            "--found",
            format!("the chances sum to {sum}"),
            "they sum to at most 1: give each as found then and not before",
        );
    }
    finds
}
