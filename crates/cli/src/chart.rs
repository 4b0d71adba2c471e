//! Map packs as charts for the desk.

use sarex_files::map_pack::{MapError, MapPack};

/// The desk's chart.
pub fn desk_chart(pack: &MapPack) -> Result<sarex_desk::ChartData, MapError> {
    use sarex_desk::{ChartData, ChartLine, ChartPlace};
    use sarex_sim::setup::Text;
    // The desk cuts it into tiles: all of it costs little and no zoom meets its edge.
    let detail = pack.extent();
    let named = |kind: &'static str| move |p: &sarex_files::map_pack::Place| (p.kind == "port") == (kind == "port");
    let labels = pack.names()?;
    let label = |p: &sarex_files::map_pack::Place| ChartPlace { name: p.name.clone(), at: p.at, rank: p.rank as u8 };
    Ok(ChartData {
        land_overview: pack.land_overview()?,
        land_detail: pack.land_detail(detail)?,
        coastline: pack.coastline(detail)?,
        depth_areas: pack.depth_areas()?,
        depth_contours: pack.depth_contours()?,
        lines: pack
            .lines()?
            .into_iter()
            .map(|l| ChartLine { label: l.label, kind: l.kind, points: l.points })
            .collect(),
        ports: labels.iter().filter(|p| named("port")(p)).map(label).collect(),
        places: labels.iter().filter(|p| named("place")(p)).map(label).collect(),
        airfields: pack
            .airfields()?
            .into_iter()
            .map(|a| ChartPlace { name: Text::plain(a.icao), at: a.at, rank: 6 })
            .collect(),
    })
}
