//! The files of a forecast, and what is printed about it.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use sarex_files::finding::Finding;
use sarex_files::map_pack::{MapError, MapPack, Place};

use crate::environment::Surroundings;
use crate::forecast::Forecast;
use crate::inputs::{Args, Lang, Output, Palette};
use crate::products::{self, ChartGround, Outlines, Tables, Times, Wanted, summary_json, summary_text, write_all};

/// Degrees of land round the forecast that the picture may show.
const MARGIN_DEG: f64 = 2.0;

/// Writes the files and returns what is printed.
///
/// # Errors
/// What is wrong with the options or the folder.
pub(crate) fn present(
    forecast: &Forecast,
    args: &Args,
    surroundings: &Surroundings,
    font: &'static [u8],
    wanted: &Wanted,
) -> Result<String, Vec<Finding>> {
    let o = &args.output;
    if o.no_files {
        return Ok(if o.json { summary_json(forecast, &Outlines::of(forecast), &[]) } else { summary_text(forecast) });
    }
    let chart = wanted.picture_px.is_some().then(|| ground(forecast, args, surroundings, font)).transpose()?;
    let folder = o.out.clone().unwrap_or_else(|| PathBuf::from("sarex-out/drift"));
    let written = write_all(forecast, &folder, wanted, chart.as_ref())?;
    if o.json {
        return Ok(summary_json(forecast, &Outlines::of(forecast), &written));
    }
    let mut text = summary_text(forecast);
    text.push_str("\nFiles\n");
    for file in &written {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {}  {}", file.path.display(), file.what);
    }
    Ok(text)
}

/// The products that the options ask for.
///
/// # Errors
/// What is wrong with the options.
pub(crate) fn wanted(o: &Output) -> Result<Wanted, Vec<Finding>> {
    let size = (!o.no_picture).then(|| picture_size(&o.picture_size)).transpose();
    let (size, outlines) = match (size, outline_times(o.outlines_hours)) {
        (Ok(size), Ok(outlines)) => (size, outlines),
        (size, outlines) => return Err([size.err(), outlines.err()].into_iter().flatten().flatten().collect()),
    };
    Ok(Wanted {
        tracks: if o.tracks_percent > 0.0 { Tables::BOTH } else { Tables::NONE },
        positions: if o.positions { Tables::BOTH } else { Tables::NONE },
        outlines,
        picture_px: size,
        ..Wanted::default()
    })
}

fn outline_times(hours: Option<f64>) -> Result<Times, Vec<Finding>> {
    match hours {
        None => Ok(Times::default()),
        Some(hours) if (0.01..=10_000.0).contains(&hours) => {
            Ok(Times::Every { step_s: (hours * 3600.0).round() as i64 })
        }
        Some(hours) => {
            let hint = "give hours from 0.01 to 10000".to_owned();
            Err(vec![Finding::of_file("--outlines-hours", format!("{hours} is not allowed"), Some(hint))])
        }
    }
}

fn picture_size(text: &str) -> Result<[u32; 2], Vec<Finding>> {
    let parsed = text.split_once('x').and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
    parsed.filter(|size: &[u32; 2]| size.iter().all(|side| (640..=8000).contains(side))).ok_or_else(|| {
        let hint = "write width x height from 640 to 8000, for example 1600x1200".to_owned();
        vec![Finding::of_file("--picture-size", format!("\"{text}\" is no size"), Some(hint))]
    })
}

/// Land and names round the forecast.
fn ground(
    forecast: &Forecast,
    args: &Args,
    surroundings: &Surroundings,
    font: &'static [u8],
) -> Result<ChartGround, Vec<Finding>> {
    let read = |pack: &MapPack| -> Result<_, MapError> {
        let shape = &forecast.shape;
        let area = [
            shape.lon0_deg - MARGIN_DEG,
            shape.lat0_deg - MARGIN_DEG,
            shape.lon0_deg + shape.dlon_deg * shape.ncols as f64 + MARGIN_DEG,
            shape.lat0_deg + shape.dlat_deg * shape.nrows as f64 + MARGIN_DEG,
        ];
        let mut places = pack.places()?;
        places.sort_by_key(|place| place.rank);
        Ok((pack.land_detail(area)?, places))
    };
    let (land, places) = match &surroundings.pack {
        None => (geo::MultiPolygon::new(Vec::new()), Vec::new()),
        Some(pack) => read(pack).map_err(|e| vec![Finding::of_file("map pack", e.to_string(), Some(e.remedy()))])?,
    };
    let name = |place: &Place| {
        let own = match args.output.lang {
            Lang::En => None,
            Lang::Ko => place.name.ko.clone(),
            Lang::Ja => place.name.ja.clone(),
        };
        own.unwrap_or_else(|| place.name.en.clone())
    };
    Ok(ChartGround {
        land,
        places: places.iter().map(|place| (name(place), place.at)).collect(),
        font: Arc::new(font.to_vec()),
        lang: match args.output.lang {
            Lang::En => products::Lang::En,
            Lang::Ko => products::Lang::Ko,
            Lang::Ja => products::Lang::Ja,
        },
        palette: match args.output.palette {
            Palette::Day => products::Palette::Day,
            Palette::Dusk => products::Palette::Dusk,
            Palette::Night => products::Palette::Night,
        },
    })
}
