//! A made-up exercise on the real chart.
use std::path::Path;

use sarex_desk::{ChartData, ChartLine, ChartPlace};
use sarex_files::map_pack::MapPack;
use sarex_session::link::*;
use sarex_sim::{setup::*, view::*};

pub fn chart(dir: &Path) -> Result<ChartData, String> {
    let pack = MapPack::open(dir).map_err(|e| e.to_string())?;
    let area = pack.extent();
    let e = |e: sarex_files::map_pack::MapError| e.to_string();
    Ok(ChartData {
        land_overview: pack.land_overview().map_err(e)?,
        land_detail: pack.land_detail(area).map_err(e)?,
        coastline: pack.coastline(area).map_err(e)?,
        depth_areas: pack.depth_areas().map_err(e)?,
        depth_contours: pack.depth_contours().map_err(e)?,
        lines: pack.lines().map_err(e)?.into_iter().map(|l| ChartLine { label: l.label, kind: l.kind, points: l.points }).collect(),
        ports: pack.ports().map_err(e)?.into_iter().map(|p| ChartPlace {
            rank: match p.size.as_str() { "large" => 3, "medium" => 5, "small" => 7, _ => 9 },
            name: Text::plain(p.name), at: p.at }).collect(),
        places: pack.places().map_err(e)?.into_iter().map(|p| ChartPlace { name: p.name, at: p.at, rank: p.rank.min(255) as u8 }).collect(),
        airfields: pack.airfields().map_err(e)?.into_iter().map(|p| ChartPlace { name: Text::plain(p.icao), at: p.at, rank: 6 }).collect(),
    })
}

pub fn exercise() -> (Brief, Snapshot) {
    let brief = Brief { scenario: "demo".into(), title: Text::plain("Demo"), area: "east-asia".into(), start_unix_s: 0, length_s: 3600, seed: 1, lines: vec![], cells: vec![], units: vec![], objects: vec![], plugins: vec![], serials: vec![], objectives: vec![], patrol: None, notes: vec![] };
    let frame = Frame { tick: 0, ended: false, cell: 0, units: vec![], contacts: vec![], found: vec![], estimates: vec![], plans: vec![], messages: vec![], events: vec![], gap_map: None, weather: WeatherView::default(), truth: None };
    (brief, Snapshot { frame, clock: Clock::default(), costs: vec![] })
}
