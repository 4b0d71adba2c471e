//! The survival worksheet.

use super::resolve::{Case, Person};
use crate::worksheet::{Worksheet, number};
use sarex_model::survival::{ComparisonModel, FindChance, found_alive};
use serde_json::{Value, json};

const HOUR_S: f64 = 3600.0;

/// Works the case out.
pub fn sheet(case: &Case) -> Worksheet {
    let mut sheet = Worksheet::new("Survival");
    persons(&mut sheet, case);
    if !case.finds.is_empty() {
        expected(&mut sheet, case);
    }
    curves(&mut sheet, case);
    comparison(&mut sheet, case);
    for note in &case.notes {
        sheet.note(note.clone());
    }
    sheet.note("the survey's medians are of people who were found, so they lie above limits of the body; cold shock (first 3 min), \
                loss of strength (to 30 min) and collapse during rescue are not told apart");
    sheet.note("not in the curves: wind and waves raise the loss of heat; 500 ml of water in a suit shorten its time markedly; age, \
                build, clothing and injuries");
    sheet
}

/// Share alive at an hour of the plan, among those alive at hour 0 or among all?
/// Among all: nobody knows who is alive at hour 0.
fn alive(person: &Person, plan_hours: f64) -> f64 {
    person.curve.alive_fraction((person.hours_in_water + plan_hours) * HOUR_S)
}

fn persons(sheet: &mut Worksheet, case: &Case) {
    let mut values = Vec::new();
    for person in &case.persons {
        let times = |fraction: f64| person.curve.time_at_fraction_s(fraction) / HOUR_S;
        sheet.section(&person.name);
        if person.count != 1.0 {
            sheet.shown("Number", &number(person.count), "alike");
        }
        let where_ = format!("{} C", number(person.water_temp_c));
        sheet.shown("Water temperature", &where_, person.protection);
        sheet.shown("Median", &format!("{} h", number(times(0.5))), person.source);
        sheet.shown(
            "Spread of ln(time)",
            &number(person.curve.spread),
            "alive(t) = (1 - erf(ln(t / median) / (spread sqrt 2))) / 2",
        );
        sheet.shown("50 % alive at", &format!("{} h", number(times(0.5))), "in the water");
        sheet.shown("10 % alive at", &format!("{} h", number(times(0.1))), "median x exp(1.2816 spread)");
        sheet.shown("In the water at hour 0 of the plan", &format!("{} h", number(person.hours_in_water)), "");
        sheet.shown("Alive at hour 0 of the plan", &number(alive(person, 0.0)), "");
        values.push(json!({
            "name": person.name,
            "count": person.count,
            "protection": person.protection,
            "water_temp_c": person.water_temp_c,
            "hours_in_water": person.hours_in_water,
            "median_hours": person.curve.median_s / HOUR_S,
            "spread": person.curve.spread,
            "hours_90_percent_alive": times(0.9),
            "hours_50_percent_alive": times(0.5),
            "hours_10_percent_alive": times(0.1),
            "alive_at_plan_start": alive(person, 0.0),
        }));
    }
    sheet.value("persons", values);
}

fn expected(sheet: &mut Worksheet, case: &Case) {
    sheet.section("Expected survivors of the plan");
    let mut total = 0.0;
    let (mut values, mut people) = (Vec::new(), 0.0);
    let never: f64 = 1.0 - case.finds.iter().map(|find| find.1).sum::<f64>();
    for person in &case.persons {
        let finds: Vec<FindChance> = case
            .finds
            .iter()
            .map(|(hours, chance)| FindChance { time_s: (person.hours_in_water + hours) * HOUR_S, chance: *chance })
            .collect();
        let chance = found_alive(&person.curve, &finds);
        let terms: Vec<String> = case
            .finds
            .iter()
            .map(|(hours, pos)| format!("{} x {}", number(*pos), number(alive(person, *hours))))
            .collect();
        sheet.shown(&format!("{}, found alive", person.name), &number(chance), &terms.join(" + "));
        values.push(json!({ "name": person.name, "found_alive": chance, "expected_survivors": chance * person.count }));
        total += chance * person.count;
        people += person.count;
    }
    sheet.step(
        "expected_survivors",
        "Expected survivors",
        "sum over persons and find times of chance x alive",
        total,
        "",
    );
    sheet.step("persons_in_all", "Of", "", people, "");
    sheet.step(
        "never_found_chance",
        "Chance that the plan does not find",
        "1 - sum of the chances",
        never.max(0.0),
        "",
    );
    sheet.value("found_alive", values);
    sheet.note(
        "find and survival are taken as independent, and a person is found at the end of a search, which is cautious",
    );
}

fn curves(sheet: &mut Worksheet, case: &Case) {
    sheet.section("Share alive by hour of the plan");
    let headings: Vec<&str> =
        std::iter::once("hour").chain(case.persons.iter().map(|person| person.name.as_str())).collect();
    let rows: Vec<Vec<String>> = case
        .times_hours
        .iter()
        .map(|hours| {
            let shares = case.persons.iter().map(|person| format!("{:.3}", alive(person, *hours)));
            std::iter::once(number(*hours)).chain(shares).collect()
        })
        .collect();
    sheet.table(&headings, &rows);
    let values: Vec<Value> = case
        .times_hours
        .iter()
        .map(|hours| {
            let shares: Vec<f64> = case.persons.iter().map(|person| alive(person, *hours)).collect();
            json!({ "plan_hours": hours, "alive": shares })
        })
        .collect();
    sheet.value("curves", values);
}

fn comparison(sheet: &mut Worksheet, case: &Case) {
    let mut values = Vec::new();
    for temp in &case.temps_c {
        sheet.section(&format!("Other published models at {} C, for comparison only", number(*temp)));
        for model in ComparisonModel::ALL {
            let time = model.time(*temp);
            let shown = time.map_or("none".into(), |time| {
                format!("{}{} h", if time.at_least { "> " } else { "" }, number(time.hours))
            });
            sheet.shown(model.key(), &shown, model.meaning());
            values.push(json!({
                "model": model.key(),
                "water_temp_c": temp,
                "hours": time.map(|time| time.hours),
                "at_least": time.is_some_and(|time| time.at_least),
                "meaning": model.meaning(),
            }));
        }
    }
    sheet.value("comparison", values);
    sheet.note(
        "IMO and Hayward times end at a core temperature, not at death; \"none\": outside the model's temperatures",
    );
}
