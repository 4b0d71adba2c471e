//! Map packs as charts for the report and for the desk.

use sarex_files::map_pack::{MapError, MapPack};
use sarex_report::{ChartMark, ChartPlace, MarkKind, ReportChart};
use sarex_sim::{Exercise, setup::Setup};

/// Degrees shown round everything of the exercise on the report's chart.
const REPORT_MARGIN_DEG: f64 = 1.0;
/// Labels of a higher rank are left to the desk, where one can zoom.
const REPORT_RANK: u32 = 4;

/// West, south, east and north of the units under command and the search objects.
pub fn extent(setup: &Setup, margin_deg: f64) -> [f64; 4] {
    let units = setup.units.iter().map(|u| u.at);
    let objects = setup.objects.iter().map(|o| o.last_known.at);
    let corners = setup.patrol.iter().flat_map(|p| p.area.iter().copied());
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let [w, s, e, n] = units
        .chain(objects)
        .chain(corners)
        .fold(start, |[w, s, e, n], p| [w.min(p.lon_deg), s.min(p.lat_deg), e.max(p.lon_deg), n.max(p.lat_deg)]);
    [w - margin_deg, s - margin_deg, e + margin_deg, n + margin_deg]
}

/// The background of the report's chart.
pub fn report_chart(pack: &MapPack, exercise: &Exercise) -> Result<ReportChart, MapError> {
    let setup = exercise.setup();
    let area = extent(setup, REPORT_MARGIN_DEG);
    let inside = |p: sarex_model::position::Position| {
        p.lon_deg > area[0] && p.lat_deg > area[1] && p.lon_deg < area[2] && p.lat_deg < area[3]
    };
    let places = pack.names()?.into_iter().filter(|p| p.rank <= REPORT_RANK && inside(p.at));
    let marks = (0_u32..).zip(&setup.objects).map(|(object, o)| ChartMark {
        kind: MarkKind::LastKnown,
        cell: None,
        object,
        tick: o.last_known.time_s,
        at: o.last_known.at,
        radius_m: o.last_known.error_m,
    });
    Ok(ReportChart {
        land: pack.land_overview()?,
        depths: pack.depth_areas()?,
        places: places.map(|p| ChartPlace { name: p.name, at: p.at }).collect(),
        marks: marks.collect(),
    })
}
