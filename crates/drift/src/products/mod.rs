//! Files made from a forecast: tables of positions, probability grids, outlines for charts, a picture, a summary.
//!
//! Invariant: no clock. The same forecast gives the same bytes, and every file says that it is an exercise.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may unwrap"))]

mod check;
mod csv;
mod features;
mod geojson;
mod kml;
mod outlines;
mod parquet;
mod picture;
mod probability;
#[doc(hidden)]
pub mod sample;
mod summary;
mod whole;

use std::io::Write;
use std::path::{Path, PathBuf};

use sarex_files::finding::Finding;

use crate::forecast::Forecast;

pub use csv::write_csv;
pub use geojson::geojson;
pub use kml::kml;
pub use outlines::{Outlines, SHARES, Times};
pub use parquet::ParquetRows;
pub use picture::{ChartGround, Lang, Palette, picture_png, picture_svg};
pub use probability::write as write_probability;
pub use summary::{summary_json, summary_text};
pub use whole::{Out, write as write_whole};

/// Says on every product what it is not.
pub const NOT_FOR_NAVIGATION: &str = "Not for navigation";

/// Forms of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Apache Parquet.
    pub parquet: bool,
    /// Comma-separated values.
    pub csv: bool,
}

impl Tables {
    /// Both forms.
    pub const BOTH: Self = Self { parquet: true, csv: true };
    /// None.
    pub const NONE: Self = Self { parquet: false, csv: false };
}

/// Which products are made. The default is all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// `tracks.parquet`, `tracks.csv`: tracks of a sample of the elements.
    pub tracks: Tables,
    /// `positions.parquet`, `positions.csv`: all elements at the last time.
    pub positions: Tables,
    /// `probability.nc`: the probability of every cell at every output time.
    pub probability: bool,
    /// `drift.geojson`: outlines, mean track, hull, seeding.
    pub geojson: bool,
    /// `drift.kml`: the same for Google Earth.
    pub kml: bool,
    /// At which times outlines go into `drift.geojson` and `drift.kml`.
    pub outlines: Times,
    /// Width and height of `drift.png` in pixels; it needs a [`ChartGround`] too.
    pub picture_px: Option<[u32; 2]>,
    /// `summary.json`.
    pub summary: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            tracks: Tables::BOTH,
            positions: Tables::BOTH,
            probability: true,
            geojson: true,
            kml: true,
            outlines: Times::default(),
            picture_px: Some([1600, 1200]),
            summary: true,
        }
    }
}

impl Wanted {
    /// No product.
    pub fn nothing() -> Self {
        Self {
            tracks: Tables::NONE,
            positions: Tables::NONE,
            probability: false,
            geojson: false,
            kml: false,
            outlines: Times::default(),
            picture_px: None,
            summary: false,
        }
    }
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, in a few words.
    pub what: &'static str,
}

/// Fills a file.
type Maker<'a> = Box<dyn Fn(&mut whole::Out) -> std::io::Result<()> + Send + Sync + 'a>;

/// One product: its file name, what it holds, and its maker.
struct Product<'a> {
    name: &'static str,
    what: &'static str,
    write: Maker<'a>,
}

/// Writes the products that are wanted into a folder, which is made when it is missing.
///
/// Each file is written whole or not at all. A product with nothing to show is left out: `probability.nc` without an
/// output time, `drift.png` without a [`ChartGround`] or without any place. `summary.json` is written last and lists
/// all files.
///
/// # Errors
/// Columns or grids whose lengths disagree (nothing is written then), and every file that could not be written, each
/// with a remedy.
pub fn write_all(
    forecast: &Forecast,
    folder: &Path,
    wanted: &Wanted,
    chart: Option<&ChartGround>,
) -> Result<Vec<Written>, Vec<Finding>> {
    let findings = check::check(forecast, folder, wanted, chart);
    if !findings.is_empty() {
        return Err(findings);
    }
    whole::folder(folder).map_err(|finding| vec![finding])?;
    let outlines = Outlines::of(forecast);
    let products = products(forecast, wanted, chart, &outlines);
    // Each product on its own thread: they share nothing but what they read.
    let results: Vec<Result<Written, Finding>> = std::thread::scope(|scope| {
        let start = |product| scope.spawn(move || make(folder, product));
        let threads: Vec<_> = products.iter().map(start).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().map(join).collect()
    });
    let (mut written, mut findings) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(file) => written.push(file),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() && wanted.summary {
        // It lists itself too, so that it is the document that is printed.
        let what = "summary with units in its names";
        let listed = [&written[..], &[Written { path: folder.join("summary.json"), what }]].concat();
        let text = summary_json(forecast, &outlines, &listed);
        let write = Box::new(move |out: &mut whole::Out| out.write_all(text.as_bytes()));
        match make(folder, &Product { name: "summary.json", what, write }) {
            Ok(file) => written.push(file),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Ok(written) } else { Err(findings) }
}

fn make(folder: &Path, product: &Product<'_>) -> Result<Written, Finding> {
    let path = folder.join(product.name);
    whole::write(&path, &product.write)?;
    Ok(Written { path, what: product.what })
}

fn product<'a>(
    name: &'static str,
    what: &'static str,
    write: impl Fn(&mut whole::Out) -> std::io::Result<()> + Send + Sync + 'a,
) -> Product<'a> {
    Product { name, what, write: Box::new(write) }
}

fn products<'a>(
    forecast: &'a Forecast,
    wanted: &'a Wanted,
    chart: Option<&'a ChartGround>,
    outlines: &'a Outlines,
) -> Vec<Product<'a>> {
    let mut products = Vec::new();
    let tables = [
        (["tracks.parquet", "tracks.csv"], "tracks of a sample of the elements", &forecast.tracks, wanted.tracks),
        (["positions.parquet", "positions.csv"], "all elements at the last time", &forecast.last, wanted.positions),
    ];
    for ([parquet, csv], what, rows, wanted) in tables {
        if wanted.parquet {
            products.push(product(parquet, what, move |out| parquet::write(out, forecast, rows, what)));
        }
        if wanted.csv {
            products.push(product(csv, what, move |out| write_csv(out, rows)));
        }
    }
    if wanted.probability && !forecast.frames.is_empty() && !forecast.shape.is_empty() {
        let what = "probability of every cell at every output time";
        products.push(product("probability.nc", what, |out| probability::write(out, forecast)));
    }
    if wanted.geojson {
        let make = || geojson(forecast, outlines, wanted.outlines);
        let what = "containment outlines, mean track, hull, seeding";
        products.push(product("drift.geojson", what, move |out| out.write_all(make().as_bytes())));
    }
    if wanted.kml {
        let make = || kml(forecast, outlines, wanted.outlines);
        let what = "containment outlines, mean track, hull, seeding, for Google Earth";
        products.push(product("drift.kml", what, move |out| out.write_all(make().as_bytes())));
    }
    if let (Some(size), Some(chart)) = (wanted.picture_px, chart)
        && picture::has_place(forecast, outlines)
    {
        let make = move || picture_png(forecast, outlines, chart, size);
        let what = "chart of the drift prediction";
        products.push(product("drift.png", what, move |out| out.write_all(&make().map_err(std::io::Error::other)?)));
    }
    products
}

#[cfg(test)]
mod tests;
