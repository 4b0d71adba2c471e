//! `sarex msel`: the exercise list as a spreadsheet, and back.

use std::path::{Path, PathBuf};

use sarex_files::{
    checksum::read_bounded,
    finding::Finding,
    limits::MSEL_BYTES,
    msel::{self, Column, Import, Options},
    roots::Roots,
    scenario::{check_scenario_text, scenario_file, scenario_text},
};
use serde_json::json;

use crate::{args::MselArgs, failure::Failure, open};

/// Exports or imports.
pub fn msel(args: &MselArgs) -> Result<(), Failure> {
    match args {
        MselArgs::Export { scenario, to } => export(scenario, to.as_deref()),
        MselArgs::Import { file, into, dry_run, cells, json } => {
            let options = Options { cells: cells.iter().map(|given| alias(given)).collect::<Result<_, _>>()? };
            let (path, import) = import(file, into, &options)?;
            let nothing_new = import.added.is_empty() && import.changed.is_empty();
            if !dry_run && !nothing_new {
                replace(&path, &import.text)?;
            }
            tell(&import, &path, *dry_run, *json);
            Ok(())
        }
    }
}

fn export(scenario: &str, to: Option<&Path>) -> Result<(), Failure> {
    let path = scenario_file(&open::existing_scenario(&Roots::find(), scenario)?);
    let text = scenario_text(&path).map_err(Failure::input)?;
    let export = msel::export(&text, &path.display().to_string()).map_err(Failure::input)?;
    export.findings.iter().for_each(|finding| eprintln!("{finding}"));
    let ending = to.and_then(Path::extension).map(|e| e.to_ascii_lowercase());
    let bytes = match ending.as_ref().map(|e| e.to_string_lossy()).as_deref() {
        Some("xlsx") => msel::to_xlsx(&export.rows).map_err(Failure::input)?,
        Some("csv") => msel::to_csv(&export.rows).into_bytes(),
        None if to.is_none() => {
            print!("{}", msel::to_csv(&export.rows));
            return Ok(());
        }
        _ => return Err(Failure::input("the file must end in .csv or .xlsx\n  hint: --to list.xlsx")),
    };
    let to = to.unwrap_or(Path::new("list.csv"));
    std::fs::write(to, bytes).map_err(|error| Failure::input(format!("{}: {error}", to.display())))?;
    eprintln!("{}: {} rows", to.display(), export.rows.len());
    Ok(())
}

/// `NAME=CELL`.
fn alias(text: &str) -> Result<(String, String), Failure> {
    let wrong =
        || Failure::input(format!("--cell {text}: write NAME=CELL, for example --cell \"Donghae RCC=rcc-donghae\""));
    let (name, cell) = text.rsplit_once('=').ok_or_else(wrong)?;
    Ok((name.trim().to_owned(), cell.trim().to_owned()))
}

fn import(file: &Path, into: &str, options: &Options) -> Result<(PathBuf, Import), Failure> {
    let roots = Roots::find();
    let path = scenario_file(&open::existing_scenario(&roots, into)?);
    let text = scenario_text(&path).map_err(Failure::input)?;
    let name = file.display().to_string();
    let bytes = read_bounded(file, MSEL_BYTES).map_err(|error| {
        let hint = Some("give the .csv or .xlsx file of an exercise list".to_owned());
        Failure::input(Finding::of_file(&name, error.to_string(), hint))
    })?;
    let grids = msel::read_grids(&bytes, &name).map_err(Failure::input)?;
    let plugins = open::known_plugins(&roots);
    let mut check = |text: &str| match check_scenario_text(&path, text.to_owned(), &roots, &plugins) {
        Ok(loaded) => loaded.warnings,
        Err(findings) => findings,
    };
    let import = msel::import(&text, &path.display().to_string(), &grids, &name, options, &mut check);
    import.map(|import| (path, import)).map_err(|findings| Failure::inputs(&findings))
}

/// Writes beside the scenario and puts that in its place, so that a crash leaves one of both.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let beside = path.with_extension("toml.new");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        Failure::input(format!("{}: {error}", path.display()))
    })
}

fn tell(import: &Import, path: &Path, dry_run: bool, json: bool) {
    let names = |columns: &[Column]| columns.iter().map(|column| column.name()).collect::<Vec<_>>();
    if json {
        let changed: Vec<_> =
            import.changed.iter().map(|(id, columns)| json!({"id": id, "columns": names(columns)})).collect();
        let findings: Vec<_> = import
            .findings
            .iter()
            .map(|f| json!({"file": f.file, "row": f.line, "column": f.column, "message": f.message, "hint": f.hint}))
            .collect();
        let (added, missing) = (&import.added, &import.missing);
        println!(
            "{}",
            json!({"written": !dry_run, "added": added, "changed": changed, "same": import.same, "not_in_the_list": missing, "findings": findings})
        );
        return;
    }
    import.findings.iter().for_each(|finding| eprintln!("{finding}"));
    import.added.iter().for_each(|id| println!("added {id}"));
    import.changed.iter().for_each(|(id, columns)| println!("changed {id}: {}", names(columns).join(", ")));
    if !import.missing.is_empty() {
        println!("not in the list, kept: {}", import.missing.join(", "));
    }
    let (added, changed, same) = (import.added.len(), import.changed.len(), import.same);
    let done = if dry_run { " (dry run: nothing is written)" } else { "" };
    println!("{}: {added} added, {changed} changed, {same} as they were{done}", path.display());
}
