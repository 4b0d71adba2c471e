//! From inputs to numbers, with every finding at once.

use super::inputs::{Inputs, PassRow};
use crate::commands::checks::*;
use crate::commands::sweep_width::LAWS;
use crate::worksheet::number;
use sarex_files::finding::Finding;
use sarex_model::lateral_range::LateralRangeLaw;
use sarex_model::pod::{MOST_STRAY_OF_SPACING, PodLaw, WidthDistribution};

/// Curves by name.
pub const CURVES: [(&str, PodLaw); 4] = [
    ("definite-range", PodLaw::DefiniteRange),
    ("inverse-cube", PodLaw::InverseCube),
    ("random", PodLaw::Random),
    ("danish", PodLaw::DanishFit),
];

/// One search of the area.
pub struct Pass {
    pub coverage: f64,
    pub formula: String,
    /// Sweep width and spacing where both are known, NM.
    pub tracks: Option<(f64, f64)>,
}

/// Everything the sheet needs.
pub struct Case {
    pub passes: Vec<Pass>,
    pub law: PodLaw,
    /// Distribution of the factor on the sweep width, and in words.
    pub widths: Option<(WidthDistribution, String)>,
    pub undetectable: Option<f64>,
    pub track_error_nm: Option<f64>,
    pub lateral_laws: Vec<LateralRangeLaw>,
    pub poc: Option<f64>,
    pub wanted_pod: Option<f64>,
}

/// Checks the inputs.
pub fn resolve(inputs: &Inputs) -> Result<Case, Vec<Finding>> {
    let mut checks = Checks::default();
    let alone = PassRow {
        coverage: inputs.coverage,
        sweep_width_nm: inputs.sweep_width_nm,
        spacing_nm: inputs.spacing_nm,
        track_nm: inputs.track_nm,
        effort_nm2: inputs.effort_nm2,
        area_nm2: inputs.area_nm2,
    };
    if !inputs.pass.is_empty() && alone != PassRow::default() {
        checks.wrong("--pass", "stands beside the flags of a single search", "put them into a --pass of its own");
    }
    if inputs.pass.len() > 50 {
        checks.wrong("--pass", format!("{} searches", inputs.pass.len()), "at most 50 are read");
    }
    let several = !inputs.pass.is_empty();
    let rows = if several { inputs.pass.clone() } else { vec![alone] };
    let passes: Vec<Pass> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let prefix = if several { format!("--pass {}, ", index + 1) } else { String::new() };
            pass(&prefix, row, &mut checks)
        })
        .collect();
    let law = inputs.law.as_ref().and_then(|text| checks.choice("--law", text, &CURVES)).unwrap_or(PodLaw::InverseCube);
    let lateral = inputs.lateral_law.as_ref().and_then(|text| checks.choice("--lateral-law", text, &LAWS));
    let lateral_laws =
        lateral.map_or(vec![LateralRangeLaw::DefiniteRange, LateralRangeLaw::InverseCube], |law| vec![law]);
    let track_error_nm = checks.maybe("--track-error-nm", inputs.track_error_nm, DISTANCE_NM);
    if let Some(sigma) = track_error_nm {
        check_tracks(sigma, &passes, &mut checks);
    }
    let case = Case {
        widths: widths(inputs, &mut checks),
        passes,
        law,
        undetectable: checks.maybe("--undetectable-share", inputs.undetectable_share, SHARE),
        track_error_nm,
        lateral_laws,
        poc: checks.maybe("--poc", inputs.poc, SHARE),
        wanted_pod: checks.maybe("--wanted-pod", inputs.wanted_pod, SHARE),
    };
    checks.finish()?;
    Ok(case)
}

fn check_tracks(sigma: f64, passes: &[Pass], checks: &mut Checks) {
    for pass in passes {
        match pass.tracks {
            None => checks.wrong("--track-error-nm", "wants sweep width and spacing of every search", "give both"),
            Some((width, spacing))
                if sigma > MOST_STRAY_OF_SPACING * spacing || !(0.005..=20.0).contains(&(width / spacing)) =>
            {
                let reason = format!("error {sigma} NM, W {width} NM, S {spacing} NM cannot be worked out");
                checks.wrong("--track-error-nm", reason, "errors to 20 spacings and coverages of 0.005 to 20 can");
            }
            Some(_) => {}
        }
    }
}

fn pass(prefix: &str, row: &PassRow, checks: &mut Checks) -> Pass {
    let place =
        |key: &str| if prefix.is_empty() { format!("--{}", key.replace('_', "-")) } else { format!("{prefix}{key}") };
    let coverage = checks.maybe(&place("coverage"), row.coverage, AMOUNT);
    let width = checks.maybe(&place("sweep_width_nm"), row.sweep_width_nm, DISTANCE_NM);
    let spacing = checks.maybe(&place("spacing_nm"), row.spacing_nm, LENGTH_NM);
    let track = checks.maybe(&place("track_nm"), row.track_nm, AMOUNT);
    let effort = checks.maybe(&place("effort_nm2"), row.effort_nm2, AREA_NM2);
    let area = checks.maybe(&place("area_nm2"), row.area_nm2, LENGTH_NM2);
    let tracks = width.zip(spacing);
    let (coverage, formula) = match (coverage, width, spacing, track, effort, area) {
        (Some(c), _, None, None, None, None) => (c, "given".to_owned()),
        (None, Some(w), Some(s), None, None, None) => (w / s, format!("W / S = {} / {}", number(w), number(s))),
        (None, Some(w), None, Some(l), None, Some(a)) => {
            (w * l / a, format!("Z / A = W L / A = {} x {} / {}", number(w), number(l), number(a)))
        }
        (None, None, None, None, Some(z), Some(a)) => (z / a, format!("Z / A = {} / {}", number(z), number(a))),
        _ => {
            let remedy =
                "give coverage, or sweep width and spacing, or sweep width, track and area, or effort and area";
            checks.wrong(&place("coverage"), "cannot be told, or in more than one way", remedy);
            (f64::NAN, String::new())
        }
    };
    Pass { coverage, formula, tracks }
}

fn widths(inputs: &Inputs, checks: &mut Checks) -> Option<(WidthDistribution, String)> {
    let percent =
        checks.maybe("--sweep-width-error-percent", inputs.sweep_width_error_percent, bounds_of_wide_percent());
    if percent.is_some() && !inputs.width.is_empty() {
        checks.wrong("--width", "stands beside --sweep-width-error-percent", "keep one");
    }
    checks.rows("--width", inputs.width.len());
    let shares: Vec<(f64, f64)> = inputs
        .width
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let place = |key: &str| format!("--width {}, {key}", index + 1);
            let factor = checks.need(&place("factor"), row.factor, FACTOR, "give the factor on the stated width");
            (factor, checks.need(&place("share"), row.share, AMOUNT, "give its share"))
        })
        .collect();
    if let Some(percent) = percent {
        let words = format!("log-normal, mean as stated, standard deviation {percent} % of it");
        return Some((WidthDistribution::log_normal(1.0, 0.01 * percent), words));
    }
    if shares.is_empty() {
        return None;
    }
    let words: Vec<String> =
        shares.iter().map(|(factor, share)| format!("{factor} times W with weight {share}")).collect();
    let distribution = WidthDistribution::of_shares(&shares);
    if distribution.is_none() && shares.iter().all(|part| part.1.is_finite()) {
        checks.wrong("--width", "no share is above 0", "give shares that sum to 1");
    }
    distribution.map(|distribution| (distribution, words.join(", ")))
}
