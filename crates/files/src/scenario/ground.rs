//! The scenario's box, the land in it, and what must not stand on it.

use sarex_model::land::LandMask;
use sarex_model::position::{Position, Vec2};
use sarex_model::units::nm;
use sarex_sim::setup::{Base, Class, Order};

use super::context::Context;
use super::units::Draft;
use crate::fgb::Bbox;
use crate::limits::LAND_CELLS;

/// Degrees of land kept around everything that has a place.
const MARGIN_DEG: f64 = 1.0;
/// Side of a cell of the land raster, degrees: 0.3 nm, finer than the ships' positions are known.
const CELL_DEG: f64 = 0.005;
/// A berth's open water is looked for within this distance.
const BERTH_SEARCH_NM: f64 = 15.0;
/// Water counts as open when there is no land this near.
const OPEN_NM: f64 = 1.0;

/// The box round everything that has a place, with a margin, inside the map; the map's extent when nothing has.
pub fn area(context: &Context<'_>) -> Bbox {
    let extent = context.pack.as_ref().map_or([-180.0, -90.0, 180.0, 90.0], |pack| pack.extent());
    let placed = context.placed.borrow();
    let inside = || placed.iter().map(|p| p.at).filter(|at| within(*at, extent));
    let mut area = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for at in inside() {
        area = [area[0].min(at.lon_deg), area[1].min(at.lat_deg), area[2].max(at.lon_deg), area[3].max(at.lat_deg)];
    }
    if area[0] > area[2] {
        return extent;
    }
    [
        (area[0] - MARGIN_DEG).max(extent[0]),
        (area[1] - MARGIN_DEG).max(extent[1]),
        (area[2] + MARGIN_DEG).min(extent[2]),
        (area[3] + MARGIN_DEG).min(extent[3]),
    ]
}

/// The land of a box as a raster; a fault of the map is a finding.
pub fn land(context: &Context<'_>, area: Bbox) -> LandMask {
    let Some(pack) = &context.pack else { return LandMask::empty() };
    match pack.land_detail(area) {
        Ok(polygons) => {
            let square_deg = (area[2] - area[0]) * (area[3] - area[1]);
            let cell_deg = CELL_DEG.max((square_deg / LAND_CELLS).sqrt());
            LandMask::rasterise((area[0], area[1], area[2], area[3]), cell_deg, &polygons)
        }
        Err(error) => {
            context.source.error(0..0, error.to_string(), Some(error.remedy()));
            LandMask::empty()
        }
    }
}

/// Notes what is off the map or on land, and legs of vessels that cross land.
pub fn check_places(context: &Context<'_>, land: &LandMask) {
    let extent = context.pack.as_ref().map(|pack| pack.extent());
    for placed in context.placed.borrow().iter() {
        if let Some(extent) = extent.filter(|extent| !within(placed.at, *extent)) {
            let hint =
                format!("the map runs from {}E to {}E and {}N to {}N", extent[0], extent[2], extent[1], extent[3]);
            context.source.error(
                placed.span.clone(),
                format!("{} at {} is off the map", placed.what, placed.at),
                Some(hint),
            );
        } else if placed.afloat && land.is_land(placed.at) {
            let hint = open_water(land, placed.at).map(|at| format!("the nearest open water is at {at}"));
            context.source.error(placed.span.clone(), format!("{} at {} is on land", placed.what, placed.at), hint);
        } else if let Some(at) = placed.from.and_then(|from| land.segment_crosses(from, placed.at)) {
            let hint = Some("add a place to the route that leads round the land".into());
            context.source.warn(placed.span.clone(), format!("the leg to {} crosses land at {at}", placed.at), hint);
        }
    }
}

/// Puts vessels that lie in a port, and the ports that vessels go home to, on the open water beside them.
pub fn leave_berths(context: &Context<'_>, land: &LandMask, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        let unit = &mut draft.unit;
        if unit.performance.class != Class::Vessel {
            continue;
        }
        keep_afloat(land, &mut unit.order);
        if let Some(port) = &draft.port {
            match open_water(land, unit.at) {
                Some(at) => unit.at = at,
                None => {
                    let hint = Some("give the unit a position at sea".into());
                    context.source.error(
                        draft.at_span.clone(),
                        format!("there is no open water within {BERTH_SEARCH_NM} nm of {port}"),
                        hint,
                    );
                }
            }
        }
        if let Base::Place(base) = &mut unit.base
            && let Some(at) = open_water(land, *base)
        {
            *base = at;
        }
    }
}

/// Moves the named ports of a vessel's order to the open water beside them.
pub fn keep_afloat(land: &LandMask, order: &mut Order) {
    let move_off = |place: &mut Position| {
        if land.is_land(*place)
            && let Some(at) = open_water(land, *place)
        {
            *place = at;
        }
    };
    match order {
        Order::GoTo(place) => move_off(place),
        Order::Route(legs) | Order::Patrol(legs) => legs.iter_mut().for_each(|leg| move_off(&mut leg.to)),
        _ => {}
    }
}

/// The nearest place with open water round it, the place itself if it has.
pub fn open_water(land: &LandMask, at: Position) -> Option<Position> {
    if is_open(land, at) {
        return Some(at);
    }
    let rings = (BERTH_SEARCH_NM / 0.25) as u32;
    (1..=rings).find_map(|ring| {
        (0..24)
            .map(|k| step(at, 0.25 * f64::from(ring), 15.0 * f64::from(k)))
            .find(|place| land.covers(*place) && is_open(land, *place))
    })
}

fn is_open(land: &LandMask, at: Position) -> bool {
    !land.is_land(at)
        && [0.5, 1.0].iter().all(|share| (0..12).all(|k| !land.is_land(step(at, OPEN_NM * share, 30.0 * f64::from(k)))))
}

/// The place so many nautical miles off in a direction, degrees.
pub fn step(at: Position, distance_nm: f64, bearing_deg: f64) -> Position {
    let angle = sarex_model::math::radians(bearing_deg);
    let distance = nm(distance_nm);
    at.moved(Vec2 {
        east_m: distance * sarex_model::math::sin(angle),
        north_m: distance * sarex_model::math::cos(angle),
    })
}

/// Whether a place lies in a box.
pub fn within(at: Position, area: Bbox) -> bool {
    at.lon_deg >= area[0] && at.lon_deg <= area[2] && at.lat_deg >= area[1] && at.lat_deg <= area[3]
}
