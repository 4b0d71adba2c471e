//! `sarex compare`: what became otherwise in one of two exercises of the same scenario.

use std::{path::Path, sync::Arc};

use sarex_report::words::{Language, Words};
use sarex_session::{recording::Recording, replay::Replayer};
use sarex_sim::{Exercise, event::Event, view::Brief};
use serde_json::{Value, json};

use crate::{args::CompareArgs, failure::Failure};

/// Compares two recordings.
pub fn compare(args: &CompareArgs) -> Result<(), Failure> {
    let open = |path: &Path| Recording::open(path).map_err(Failure::input);
    let (a, b) = (open(&args.a)?, open(&args.b)?);
    let (one, other) = (&a.header.setup.scenario, &b.header.setup.scenario);
    if one != other {
        let message = format!("they are of two scenarios, {one} and {other}: there is nothing to compare");
        return Err(Failure::input(message));
    }
    let names = [args.a.display().to_string(), args.b.display().to_string()];
    tell(&end_of(a), &end_of(b), &[&names[0], &names[1]], args.json);
    Ok(())
}

/// The exercise at the end of its recording.
pub fn end_of(recording: Recording) -> Exercise {
    let mut replayer = Replayer::new(Arc::new(recording));
    replayer.seek(replayer.last_tick());
    replayer.exercise().clone()
}

/// Prints the comparison.
pub fn tell(a: &Exercise, b: &Exercise, names: &[&str; 2], as_json: bool) {
    let rows = rows(a, b);
    let first = first_difference(a, b);
    if as_json {
        println!("{}", document(a, b, names, &rows, first));
        return;
    }
    println!("A: {}\nB: {}", names[0], names[1]);
    match first {
        None => println!("every event is the same"),
        Some(events) => {
            let tick = events.iter().flatten().map(|event| event.tick).min().unwrap_or(0);
            println!("the same until {}; then", clock(tick));
            for (name, (event, exercise)) in ["A", "B"].into_iter().zip(events.into_iter().zip([a, b])) {
                println!("  {name}: {}", said(event, exercise));
            }
        }
    }
    let width = |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0);
    let (what, left) = (width(|row| &row.what), width(|row| &row.a).max(1));
    println!("{:what$}  {:left$}  B", "", "A");
    for row in &rows {
        println!("{:what$}  {:left$}  {}{}", row.what, row.a, row.b, if row.a == row.b { "" } else { "  *" });
    }
}

/// One line of the comparison.
struct Row {
    what: String,
    a: String,
    b: String,
}

fn rows(a: &Exercise, b: &Exercise) -> Vec<Row> {
    let brief = Brief::of(a.setup());
    let mut rows = vec![Row { what: "length".into(), a: clock(a.tick()), b: clock(b.tick()) }];
    let mut add = |what: String, of: &dyn Fn(&Exercise) -> String| rows.push(Row { what, a: of(a), b: of(b) });
    for (number, object) in brief.objects.iter().enumerate() {
        let outcome = move |exercise: &Exercise| exercise.object_outcomes().into_iter().nth(number);
        let time = |tick: Option<u64>| tick.map_or("no".to_owned(), clock);
        let id = &object.id;
        add(format!("{id} found"), &|e| time(outcome(e).and_then(|o| o.found_tick)));
        add(format!("{id} found by"), &|e| {
            let by = outcome(e).and_then(|o| o.found_by);
            by.and_then(|unit| e.setup().units.get(unit as usize)).map_or("nobody".to_owned(), |unit| unit.id.clone())
        });
        add(format!("{id} last person recovered"), &|e| time(outcome(e).and_then(|o| o.rescued_tick)));
        add(format!("{id} recovered alive"), &|e| {
            outcome(e).map_or(String::new(), |o| format!("{} of {}", o.recovered_alive, o.persons))
        });
        add(format!("{id} recovered dead"), &|e| outcome(e).map_or(String::new(), |o| o.recovered_dead.to_string()));
        for (cell, told) in brief.cells.iter().enumerate() {
            let pos = move |e: &Exercise| {
                let series = e.history().pos.iter().find(|s| s.cell == cell as u32 && s.object == number as u32);
                series.and_then(|s| s.points.last()).map(|(_, pos)| *pos)
            };
            if pos(a).is_some() || pos(b).is_some() {
                let text = |e: &Exercise| pos(e).map_or("no datum".to_owned(), |pos| format!("{:.1} %", pos * 100.0));
                add(format!("{id} POS of {}", told.id), &text);
            }
        }
    }
    for (number, objective) in a.setup().objectives.iter().enumerate() {
        add(format!("objective {}", objective.id), &|e| match e.objective_results().get(number) {
            Some(result) if result.passed => "met".to_owned(),
            _ => "not met".to_owned(),
        });
    }
    rows
}

/// The first event that one exercise has and the other has not at its place.
fn first_difference<'e>(a: &'e Exercise, b: &'e Exercise) -> Option<[Option<&'e Event>; 2]> {
    let (a, b) = (&a.history().events, &b.history().events);
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (same < a.len().max(b.len())).then(|| [a.get(same), b.get(same)])
}

fn said(event: Option<&Event>, exercise: &Exercise) -> String {
    let Some(event) = event else { return "nothing more".to_owned() };
    let text = Words::new(Language::En).event(&event.what, &Brief::of(exercise.setup()));
    format!("{} {text}", clock(event.tick))
}

fn clock(tick: u64) -> String {
    format!("{:02}:{:02}:{:02}", tick / 3_600, tick / 60 % 60, tick % 60)
}

fn document(a: &Exercise, b: &Exercise, names: &[&str; 2], rows: &[Row], first: Option<[Option<&Event>; 2]>) -> Value {
    let side = |exercise: &Exercise, name: &str| {
        let (objects, objectives) = (exercise.object_outcomes(), exercise.objective_results());
        json!({ "recording": name, "ticks": exercise.tick(), "objects": objects, "objectives": objectives })
    };
    let differs: Vec<&str> = rows.iter().filter(|row| row.a != row.b).map(|row| row.what.as_str()).collect();
    let rows: Vec<Value> = rows.iter().map(|row| json!({ "what": row.what, "a": row.a, "b": row.b })).collect();
    json!({
        "a": side(a, names[0]), "b": side(b, names[1]), "rows": rows, "differs": differs,
        "first_difference": first.map(|[a, b]| json!({ "a": a, "b": b })),
    })
}
