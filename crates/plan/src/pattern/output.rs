//! Where and in which form the pattern goes.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use sarex_files::{
    export::{self, ExportLine},
    finding::Finding,
    rtz,
};
use sarex_model::{pattern::UnitTrack, units::to_nm};

use super::draw::Drawn;
use crate::{
    Common,
    worksheet::{Worksheet, number},
    wrong,
};

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A sheet to read
    Worksheet,
    /// GeoJSON lines (RFC 7946)
    Geojson,
    /// GPX 1.1 routes, tracks where times are known
    Gpx,
    /// RTZ 1.1 route for electronic charts; one file a unit
    Rtz,
}

/// Form and place of the output.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Output {
    /// Form (default: by the file's name, else the worksheet)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write (default: standard output)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Output {
    /// Writes the pattern, or returns it.
    pub(super) fn write(&self, common: &Common, drawn: &Drawn, sheet: &Worksheet) -> Result<String, Vec<Finding>> {
        let format = self.format.unwrap_or_else(|| by_name(self.out.as_deref()));
        if common.json && format != Format::Worksheet {
            return Err(vec![wrong("--json", "is a form of its own", "leave out --json or --format")]);
        }
        let lines: Vec<ExportLine> = drawn.plan.units.iter().map(|unit| line(drawn, unit)).collect();
        let text = match format {
            Format::Worksheet => common.show(sheet),
            Format::Geojson => export::geojson(&lines),
            Format::Gpx => export::gpx(&lines),
            Format::Rtz => return self.write_rtz(drawn, &lines),
        };
        let Some(file) = &self.out else { return Ok(text) };
        save(file, &text)?;
        Ok(report(std::slice::from_ref(file), drawn))
    }

    fn write_rtz(&self, drawn: &Drawn, lines: &[ExportLine]) -> Result<String, Vec<Finding>> {
        let Some(file) = &self.out else {
            let [line] = lines else {
                let reason = format!("an RTZ file holds one route, the pattern has {} units", lines.len());
                return Err(vec![wrong("--format", reason, "give --out FILE: one file a unit is written")]);
            };
            return Ok(rtz::rtz(line));
        };
        let mut written = Vec::new();
        for (number, line) in (1..).zip(lines) {
            let own = if lines.len() == 1 { file.clone() } else { numbered(file, number) };
            save(&own, &rtz::rtz(line))?;
            written.push(own);
        }
        let mut text = report(&written, drawn);
        if lines.iter().any(|line| rtz::rtz(line).len() > rtz::RTZ_BYTES) {
            text.push_str("  - WARNING larger than 400 kB: a receiver may refuse the route\n");
        }
        Ok(text)
    }
}

fn by_name(file: Option<&Path>) -> Format {
    let ending = file.and_then(Path::extension).map(|e| e.to_ascii_lowercase()).unwrap_or_default();
    match ending.to_str() {
        Some("geojson") => Format::Geojson,
        Some("gpx") => Format::Gpx,
        Some("rtz") => Format::Rtz,
        _ => Format::Worksheet,
    }
}

/// `plan.rtz` as `plan-2.rtz`.
fn numbered(file: &Path, number: u32) -> PathBuf {
    let mut name = OsString::from(file.file_stem().unwrap_or_default());
    name.push(format!("-{number}"));
    let mut own = file.with_file_name(name);
    if let Some(ending) = file.extension() {
        // Not with_extension, which would take "plan.v2-1" for a name with an ending.
        let mut whole = own.into_os_string();
        whole.push(".");
        whole.push(ending);
        own = whole.into();
    }
    own
}

fn line(drawn: &Drawn, unit: &UnitTrack) -> ExportLine {
    let spacing = drawn.plan.spacing_m.map_or_else(String::new, |s| format!("track spacing {} NM, ", number(to_nm(s))));
    let times = |start: i64| unit.waypoints.iter().map(move |w| start.saturating_add(w.time_s.round() as i64));
    // A chart shows no notes: what must not be missed goes with the line.
    let warnings: String = drawn.notes.iter().filter(|n| n.starts_with("WARNING")).map(|n| format!(" {n}.")).collect();
    ExportLine {
        name: format!("{}, {}", drawn.kind.title(), unit.name),
        description: format!(
            "{} legs, {spacing}{} NM, {} h, commence search point first.{warnings}",
            unit.legs(),
            number(to_nm(unit.track_m())),
            number(unit.time_s() / 3600.0)
        ),
        points: unit.waypoints.iter().map(|w| w.at).collect(),
        times_unix_s: drawn.start_unix_s.into_iter().flat_map(times).collect(),
    }
}

/// Writes beside and renames, so that no half file is taken for a plan.
fn save(file: &Path, text: &str) -> Result<(), Vec<Finding>> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, file));
    written.map_err(|e| {
        let _ = std::fs::remove_file(&beside);
        vec![Finding::of_file(file.display().to_string(), e.to_string(), Some("check folder and rights".into()))]
    })
}

/// What was written, and the notes that the file itself cannot carry.
fn report(files: &[PathBuf], drawn: &Drawn) -> String {
    let names: Vec<String> = files.iter().map(|file| format!("{} written\n", file.display())).collect();
    let notes: Vec<String> = drawn.notes.iter().map(|note| format!("  - {note}\n")).collect();
    names.concat() + &notes.concat()
}
