//! `sarex drift` from inputs to files.

use std::path::Path;

use sarex_files::case;
use sarex_files::finding::Finding;
use sarex_files::time::iso_utc;
use sarex_model::ensemble::Gap;
use sarex_model::leeway;

use crate::case::Case;
use crate::environment::{self, Surroundings};
use crate::forecast::Forecast;
use crate::inputs::{Args, Inputs, Outside};
use crate::present::present;
use crate::run::{Keep, run};

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
    let keep = keep(args)?;
    let (case, surroundings, outside) = prepare(args.case.as_deref(), &args.inputs)?;
    let (forecast, gap) = run(&case, &surroundings, &keep);
    let mut warnings = surroundings.warnings.clone();
    if let Some(gap) = gap {
        let finding = lost(&forecast, &gap, outside);
        if outside == Outside::Error {
            return Err(vec![finding]);
        }
        warnings.push(finding);
    }
    let text = present(&forecast, args, &surroundings, font)?;
    Ok(Answer { text, warnings })
}

/// Checks the inputs and reads the environment.
///
/// # Errors
/// Everything that is wrong.
pub fn prepare(file: Option<&Path>, flags: &Inputs) -> Result<(Case, Surroundings, Outside), Vec<Finding>> {
    let mut inputs = case::merge(file, flags)?;
    // The flags of a single scenario stand beside the file's tables.
    inputs.one = flags.one.clone();
    let name = file.map_or_else(|| "sarex drift".to_owned(), |path| path.display().to_string());
    let case = Case::check(&inputs, &name)?;
    let surroundings = environment::load(&inputs.environment, &case, file)?;
    let outside = inputs.environment.outside.unwrap_or_default();
    Ok((case, surroundings, outside))
}

fn keep(args: &Args) -> Result<Keep, Vec<Finding>> {
    let o = &args.output;
    let mut findings = Vec::new();
    if !(0.0..=100.0).contains(&o.tracks_percent) {
        let hint = "give a number from 0 to 100".to_owned();
        findings.push(Finding::of_file("--tracks-percent", format!("{} is not allowed", o.tracks_percent), Some(hint)));
    }
    if o.cell_nm.is_some_and(|cell| !(0.01..=60.0).contains(&cell)) {
        let hint = "give a side from 0.01 to 60 NM".to_owned();
        findings.push(Finding::of_file("--cell-nm", "not allowed", Some(hint)));
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

/// The data ended before the run did.
fn lost(forecast: &Forecast, gap: &Gap, outside: Outside) -> Finding {
    let share = forecast.frames.last().map_or(0.0, |frame| frame.out_of_data);
    let when = iso_utc(forecast.from_unix_s + gap.time_s.round() as i64);
    let message =
        format!("{} ({when}); by the end {:.2} % of the probability had left the data", gap.reason, 100.0 * share);
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
