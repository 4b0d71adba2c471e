//! One cell, brought into the form of its column.

use super::Column;
use super::due::Due;
use super::grid::Cell;
use super::known::{Known, List};
use super::read::{Sheet, short};
use super::values::{duration, unbraced};
use crate::finding::did_you_mean;
use crate::limits::{ID_CHARS, LENGTH_S, NAME_CHARS, TEXT_CHARS};
use crate::time::{days_from_civil, parse_duration_s};

/// Everybody who is trained.
const ALL: [&str; 9] = ["all", "allcells", "allplayers", "everyone", "전체", "모두", "全員", "全て", "全参加班"];
/// Exercise control.
const CONTROL: [&str; 9] =
    ["control", "excon", "exercisecontrol", "whitecell", "simcell", "훈련통제", "훈련통제부", "訓練統制", "訓練統制部"];

/// The value of a cell; none leaves the column of that row as it is. What does not fit is told.
pub fn value(sheet: &mut Sheet<'_>, line: usize, at: usize, column: Column, cell: &Cell, id: &str) -> Option<String> {
    let exists = sheet.known.serials.contains_key(id);
    let text = cell.shown();
    // Blanks are a text where one is wanted; an empty cell takes a value away, except what has a default.
    let texts = [Column::TextEn, Column::TextKo, Column::TextJa, Column::ExpectEn, Column::ExpectKo, Column::ExpectJa];
    if *cell == Cell::Empty || cell.is_blank() && !texts.contains(&column) {
        let stays = column == Column::When || exists && matches!(column, Column::From | Column::Kind);
        return (!stays).then(String::new);
    }
    let most = |sheet: &mut Sheet<'_>, most: usize| {
        let length = text.chars().count();
        if length > most {
            sheet.tell(line, at, format!("the text has {length} characters; it was cut to {most}"), Some("shorten it"));
        }
        Some(text.chars().take(most).collect())
    };
    match column {
        Column::Id => None,
        Column::List => match List::ALL.into_iter().find(|list| list.key() == text.trim().to_lowercase()) {
            Some(list) => Some(list.key().to_owned()),
            None => {
                let what = format!("\"{}\" is no list; the row counts as an inject", short(&text));
                sheet.tell(line, at, what, Some("write inject, procedure or search"));
                None
            }
        },
        Column::When => when(sheet, line, at, cell, exists),
        Column::From => from(sheet, line, at, &text),
        Column::To => to(sheet, line, at, &text, exists),
        Column::Kind | Column::Answer => most(sheet, ID_CHARS),
        Column::Channel => named(sheet, line, at, &text, "channel", &sheet.known.channels.clone()),
        Column::Owner => most(sheet, NAME_CHARS),
        Column::TextEn | Column::TextKo | Column::TextJa | Column::ExpectEn | Column::ExpectKo | Column::ExpectJa => {
            most(sheet, TEXT_CHARS)
        }
        Column::Objective => named(sheet, line, at, &text, "objective", &sheet.known.objectives.clone()),
        Column::AboutObject => named(sheet, line, at, &text, "search object", &sheet.known.objects.clone()),
        Column::AnswerWithin => {
            let seconds = match cell {
                Cell::Seconds(s) => Some(s.round() as i64),
                _ => parse_duration_s(&text).ok().or_else(|| clock(text.trim())),
            };
            let good = seconds.and_then(|s| u64::try_from(s).ok()).filter(|s| *s <= LENGTH_S);
            if good.is_none() {
                sheet.tell(
                    line,
                    at,
                    format!("\"{}\" is no duration; it was left", short(&text)),
                    Some("write for example 20min"),
                );
            }
            good.map(duration)
        }
        Column::Action => match unbraced(&text) {
            Ok(_) => Some(text.trim().to_owned()),
            Err(why) => {
                let hint = "write keys of the scenario in braces, for example { end = true }";
                sheet.tell(line, at, format!("the action cannot be read ({why}); it was left"), Some(hint));
                None
            }
        },
    }
}

fn when(sheet: &mut Sheet<'_>, line: usize, at: usize, cell: &Cell, exists: bool) -> Option<String> {
    let text = cell.shown();
    let read = time(sheet.known, cell).and_then(|due| {
        if let Due::After(what, _) = &due {
            for (kind, id) in what.names().into_iter().flatten() {
                let known = match kind {
                    "serial" => sheet.known.serials.contains_key(id) || sheet.ids.contains(id),
                    "cell" => sheet.known.cells.iter().any(|cell| cell.id == id),
                    _ => sheet.known.objects.iter().any(|object| object == id),
                };
                if !known {
                    return Err(format!("there is no {kind} {id}"));
                }
            }
        }
        Ok(due)
    });
    let late = sheet.known.length_s.filter(|length| matches!(read, Ok(Due::At(s)) if s as i64 > *length));
    if late.is_some() {
        sheet.tell(
            line,
            at,
            format!("\"{}\" is after the end of the exercise", short(&text)),
            Some("make the exercise longer"),
        );
    }
    match read {
        Ok(due) => Some(due.to_string()),
        Err(why) => {
            let then = if exists { "its time stays as it is" } else { "control fires it by hand" };
            let what = format!("\"{}\" is no time of the exercise ({why}): {then}", short(&text));
            sheet.tell(
                line,
                at,
                what,
                Some("write for example at 1h30min, +1:30, 2021-06-11T01:30Z, or after I-01 + 5min"),
            );
            if exists { None } else { Some("by hand".to_owned()) }
        }
    }
}

/// When a cell says that something is due.
fn time(known: &Known, cell: &Cell) -> Result<Due, String> {
    let after_start = |unix_s: i64| {
        let start = known.start_unix_s.ok_or("the scenario has no start")?;
        u64::try_from(unix_s - start).map(Due::At).map_err(|_| "it is before the start".to_owned())
    };
    let text = match cell {
        Cell::Seconds(s) => return Ok(Due::At(s.round().max(0.0) as u64)),
        Cell::Moment(unix_s) => return after_start(unix_s.round() as i64),
        Cell::Empty | Cell::Wrong(_) => return Err("it is empty".to_owned()),
        Cell::Text(text) => text.trim(),
    };
    if let Some(due) = Due::parse(text) {
        return Ok(due);
    }
    if let Some(unix_s) = moment(text) {
        return after_start(unix_s);
    }
    let bare = text.trim_start_matches(['T', 'H', 't', 'h', 'D']).trim_start_matches('+').trim();
    if let Some(seconds) = clock(bare) {
        return Ok(Due::At(seconds.unsigned_abs()));
    }
    match parse_duration_s(text) {
        Ok(seconds) => u64::try_from(seconds).map(Due::At).map_err(|_| "it is before the start".to_owned()),
        Err(_) if text.parse::<f64>().is_ok() => Err("it is a number without a unit".to_owned()),
        Err(_) => Err("it is neither a time nor a condition".to_owned()),
    }
}

/// Seconds of `H:MM` or `H:MM:SS`.
fn clock(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    let number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i64>().ok()).flatten();
    let numbers: Vec<i64> = parts.iter().map(number).collect::<Option<_>>()?;
    match numbers[..] {
        [h, min] if min < 60 && h < 1_000 => Some(h * 3_600 + min * 60),
        [h, min, s] if min < 60 && s < 60 && h < 1_000 => Some(h * 3_600 + min * 60 + s),
        _ => None,
    }
}

/// Seconds from 1970 of a date and time; UTC without a zone.
fn moment(text: &str) -> Option<i64> {
    let text = text.trim().replace(['/', '.'], "-");
    let (date, time) = text.split_once(['T', ' '])?;
    let [year, month, day] = date.split('-').map(|part| part.parse::<i64>().ok()).collect::<Option<Vec<_>>>()?[..]
    else {
        return None;
    };
    if !(1970..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let time = time.trim();
    let (time, offset_s) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, 0),
        None => match time.rfind(['+', '-']) {
            Some(at) => {
                let zone = if time[at + 1..].contains(':') {
                    clock(&time[at + 1..])
                } else {
                    clock(&format!("{}:00", &time[at + 1..]))
                };
                (&time[..at], if time[at..].starts_with('-') { -zone? } else { zone? })
            }
            None => (time, 0),
        },
    };
    Some(days_from_civil(year, month, day) * 86_400 + clock(time.trim())? - offset_s)
}

fn folded(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The cells that a name means.
fn cells(sheet: &Sheet<'_>, name: &str) -> Vec<String> {
    if sheet.known.cells.iter().any(|cell| cell.id == name.trim()) {
        return vec![name.trim().to_owned()];
    }
    let name = folded(name);
    if name.is_empty() {
        return Vec::new();
    }
    let given = sheet.options.cells.iter().find(|(alias, _)| folded(alias) == name);
    if let Some((_, id)) = given {
        return vec![id.clone()];
    }
    let known = &sheet.known.cells;
    let named = known.iter().find(|cell| cell.names.iter().any(|known| folded(known) == name));
    if let Some(cell) = named {
        return vec![cell.id.clone()];
    }
    if ALL.contains(&name.as_str()) {
        return known.iter().filter(|cell| cell.player).map(|cell| cell.id.clone()).collect();
    }
    let control = known.iter().filter(|cell| cell.control && CONTROL.contains(&name.as_str()));
    control.take(1).map(|cell| cell.id.clone()).collect()
}

fn unknown_cell(sheet: &mut Sheet<'_>, line: usize, at: usize, name: &str, then: &str) {
    let ids = sheet.known.cells.iter().map(|cell| cell.id.as_str());
    let near = did_you_mean(name, ids).unwrap_or_else(|| "name a cell of the scenario".to_owned());
    let hint = format!("{near}; or say which cell is meant: --cell \"{}=CELL\"", short(name));
    sheet.tell(line, at, format!("\"{}\" is no cell of the scenario; {then}", short(name)), Some(&hint));
}

fn from(sheet: &mut Sheet<'_>, line: usize, at: usize, text: &str) -> Option<String> {
    match cells(sheet, text).first() {
        Some(id) => Some(id.clone()),
        None => {
            unknown_cell(sheet, line, at, text, "the sender was left: exercise control sends it");
            None
        }
    }
}

fn to(sheet: &mut Sheet<'_>, line: usize, at: usize, text: &str, exists: bool) -> Option<String> {
    // Ids as they are written out; a name may hold separators, so the whole is tried before its parts.
    if text.split(", ").all(|id| sheet.known.cells.iter().any(|cell| cell.id == id)) {
        return Some(text.to_owned());
    }
    let mut ids = cells(sheet, text);
    if ids.is_empty() {
        for name in text.split([',', ';', '/', '\n', '、', '，', '·', '・', '&']).filter(|name| !name.trim().is_empty())
        {
            let found = cells(sheet, name);
            if found.is_empty() {
                unknown_cell(sheet, line, at, name, "this receiver was left");
            }
            ids.extend(found.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        }
    }
    match ids.is_empty() && exists {
        true => None,
        false => Some(ids.join(", ")),
    }
}

fn named(sheet: &mut Sheet<'_>, line: usize, at: usize, text: &str, kind: &str, known: &[String]) -> Option<String> {
    let found = known.iter().find(|id| *id == text).or_else(|| known.iter().find(|id| folded(id) == folded(text)));
    if found.is_none() {
        let hint = did_you_mean(text.trim(), known.iter().map(String::as_str));
        sheet.tell(line, at, format!("there is no {kind} \"{}\"; it was left", short(text)), hint.as_deref());
    }
    found.cloned()
}
