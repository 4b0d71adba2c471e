//! `sarex drift` from inputs to files.

use std::path::Path;

use sarex_files::case;
use sarex_files::finding::Finding;
use sarex_files::time::iso_utc;
use sarex_model::ensemble::{Gap, ShoreRule};
use sarex_model::leeway;

use crate::case::Case;
use crate::environment::{self, Surroundings};
use crate::inputs::{Args, Inputs, Outside};
use crate::present::{present, wanted};
use crate::run::{Keep, on_land, run};

/// What the command has to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// For standard output.
    pub text: String,
    /// Findings that did not stop it, for standard error.
    pub warnings: Vec<Finding>,
}

/// Runs the command; `font` is for the picture.
///
/// # Errors
/// Everything that is wrong with the inputs, the data or the folder for the files.
pub fn drift(args: &Args, font: &'static [u8]) -> Result<Answer, Vec<Finding>> {
    if args.output.list_objects {
        return Ok(Answer { text: objects(), warnings: Vec::new() });
    }
    let (keep, wanted) = (keep(args), wanted(&args.output));
    let prepared = prepare(args.case.as_deref(), &args.inputs);
    let (keep, wanted, (case, surroundings, outside)) = match (keep, wanted, prepared) {
        (Ok(keep), Ok(wanted), Ok(prepared)) => (keep, wanted, prepared),
        (keep, wanted, prepared) => {
            let wrong = [keep.err(), wanted.err(), prepared.err()];
            return Err(wrong.into_iter().flatten().flatten().collect());
        }
    };
    let (forecast, gap) = run(&case, &surroundings, &keep);
    if let Some(missing) = case.output_times().get(forecast.frames.len()) {
        return Err(vec![polar(case.unix_s(*missing))]);
    }
    let mut warnings = surroundings.warnings.clone();
    if let Some(gap) = gap {
        let share = forecast.frames.last().map(|frame| frame.out_of_data);
        let finding = lost(&case, share, &gap, outside);
        if outside == Outside::Error {
            return Err(vec![finding]);
        }
        warnings.push(finding);
    }
    let text = present(&forecast, args, &surroundings, font, &wanted)?;
    Ok(Answer { text, warnings })
}

/// Checks the inputs and reads the environment.
///
/// # Errors
/// Everything that is wrong.
pub fn prepare(file: Option<&Path>, flags: &Inputs) -> Result<(Case, Surroundings, Outside), Vec<Finding>> {
    let mut inputs = case::merge(file, flags).map_err(with_tables)?;
    // The flags of a single scenario stand beside the file's tables.
    inputs.one = flags.one.clone();
    let name = file.map_or_else(|| "sarex drift".to_owned(), |path| path.display().to_string());
    let case = Case::check(&inputs, &name).map_err(|mut findings| {
        findings.extend(environment::wrong_entries(&inputs.environment, file));
        findings
    })?;
    let mut surroundings = environment::load(&inputs.environment, &case, file)?;
    surroundings.notes.extend(ashore(&case, &surroundings, &name)?);
    let outside = inputs.environment.outside.unwrap_or_default();
    Ok((case, surroundings, outside))
}

/// A key that stands in the wrong table is told where it belongs.
fn with_tables(mut findings: Vec<Finding>) -> Vec<Finding> {
    let flags = <Inputs as clap::Args>::augment_args(clap::Command::new("drift"));
    for finding in &mut findings {
        let Some(key) = finding.message.strip_prefix("unknown key \"").and_then(|rest| rest.strip_suffix('"')) else {
            continue;
        };
        let heading = flags.get_arguments().find(|arg| arg.get_id() == key).map(|arg| arg.get_help_heading());
        let table = match heading {
            Some(Some("Environment")) => "in [environment]",
            Some(Some("Model")) => "in [model]",
            Some(Some("Where and what")) => "in a [[scenario]] table",
            Some(_) => "at the top of the file, before all tables",
            None => continue,
        };
        finding.hint = Some(format!("\"{key}\" belongs {table}"));
    }
    findings
}

/// Seeds on land: a note when there are some, an error when a scenario has no others.
fn ashore(case: &Case, surroundings: &Surroundings, file: &str) -> Result<Option<String>, Vec<Finding>> {
    let shares = on_land(case, surroundings);
    let remedy = "move the position to the water, check the map, or let land not count: --shore ignore or --map none";
    let dry = case.parts.iter().zip(&shares).filter(|(_, share)| **share >= 1.0);
    let findings: Vec<Finding> = dry
        .map(|(part, _)| {
            let which = if shares.len() > 1 { format!(" of \"{}\"", part.name) } else { String::new() };
            Finding::of_file(file, format!("position: 100 % of the elements{which} start on land"), Some(remedy.into()))
        })
        .collect();
    if !findings.is_empty() {
        return Err(findings);
    }
    let share: f64 = case.parts.iter().zip(&shares).map(|(part, share)| part.weight * share).sum();
    let fate = match case.options.shore {
        ShoreRule::Strand => "strands there at once",
        _ => "may stay there",
    };
    Ok((share > 0.0).then(|| {
        let share = if share < 0.001 { "less than 0.1".to_owned() } else { format!("{:.1}", 100.0 * share) };
        format!("{share} % of the probability starts on land and {fate}: keep the area and its error in the water")
    }))
}

pub(crate) fn keep(args: &Args) -> Result<Keep, Vec<Finding>> {
    let o = &args.output;
    let mut findings = Vec::new();
    if !(0.0..=100.0).contains(&o.tracks_percent) {
        let hint = "give a number from 0 to 100".to_owned();
        findings.push(Finding::of_file("--tracks-percent", format!("{} is not allowed", o.tracks_percent), Some(hint)));
    }
    if o.cell_nm.is_some_and(|cell| !(0.01..=60.0).contains(&cell)) {
        let hint = "give a side from 0.01 to 60 NM".to_owned();
        findings.push(Finding::of_file(
            "--cell-nm",
            format!("{} is not allowed", o.cell_nm.unwrap_or_default()),
            Some(hint),
        ));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let track_every = if o.tracks_percent > 0.0 { (100.0 / o.tracks_percent).round().max(1.0) as u32 } else { 0 };
    Ok(Keep {
        track_every: if o.no_files { 0 } else { track_every },
        last: o.positions && !o.no_files,
        cell_nm: o.cell_nm,
    })
}

/// The run came too near to a pole by a time.
pub(crate) fn polar(unix_s: i64) -> Finding {
    let when = iso_utc(unix_s);
    let message = format!("an element comes within a degree of a pole by {when}, where longitudes have no meaning");
    let hint = "give fewer hours or a place farther from the pole".to_owned();
    Finding::of_file("sarex drift", message, Some(hint))
}

/// The data ended before the run did; `share` of the probability had left them by the end.
pub(crate) fn lost(case: &Case, share: Option<f64>, gap: &Gap, outside: Outside) -> Finding {
    let when = iso_utc(case.start_unix_s + gap.time_s.round() as i64);
    let by_the_end =
        share.map(|share| format!("; by the end {:.2} % of the probability had left the data", 100.0 * share));
    let message = format!("{} ({when}){}", gap.reason, by_the_end.unwrap_or_default());
    let remedy = "give another file, end the list with a constant (300/15, calm, nil) for where no file has a value, \
                  shift the times of the data, or --outside stop";
    let finding = Finding::of_file("sarex drift", message, Some(remedy.to_owned()));
    if outside == Outside::Error {
        return finding;
    }
    Finding { severity: sarex_files::finding::Severity::Warning, hint: None, ..finding }
}

/// The table of object classes.
fn objects() -> String {
    let mut text = String::from("class                 downwind %/cm/s  crosswind %   object\n");
    for class in leeway::classes() {
        let indent = "  ".repeat(class.class_level as usize);
        text.push_str(&format!(
            "{:<20} {:>7.2} {:>7.2} {:>7.2} {:>6.2}   {indent}{}\n",
            class.key,
            class.dwl_slope_pct,
            class.dwl_offset_cm_s,
            class.cwl_right.slope_pct,
            class.cwl_left.slope_pct,
            class.description
        ));
    }
    text
}
