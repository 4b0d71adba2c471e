//! Surveillance: what each cell's units see of the shipping by AIS, radar and eye, and who goes to look closer.

use sarex_model::{
    horizon, math,
    position::{LocalFrame, Position},
    rng::{Draw, Purpose},
    units,
};

use crate::{
    event::{Audience, What},
    exercise::Exercise,
    levers,
    limits::{SENSOR_CYCLE_S, TRACK_LOST_S, UNIDENTIFIED_AFTER_S},
    phases::commands,
    setup::{Base, Class, Order},
    state::{GapMap, Track},
};

/// Height of a ship's AIS aerial and of its radar echo's middle, metres (assumed: a coaster's).
const SHIP_HEIGHT_M: f64 = 10.0;
/// False alarms of one radar scan cell: the usual design figure of radar texts (Skolnik, Introduction to Radar Systems).
const FALSE_ALARM: f64 = 1e-6;
/// A unit's neighbours are the vessels within this distance.
const NEIGHBOUR_M: f64 = 6.0 * units::M_PER_NM;

/// Looks with every unit under way, then lets the desks act on what is unidentified.
pub(crate) fn run(exercise: &mut Exercise) {
    let traffic = exercise.setup.units.iter().any(|u| u.cell.is_none());
    if !traffic && exercise.setup.patrol.is_none() {
        return;
    }
    for unit in 0..exercise.state.units.len() {
        if let Some(cell) = exercise.setup.units[unit].cell
            && exercise.state.units[unit].active()
            && levers::silent(exercise, unit as u32).is_none()
        {
            look(exercise, unit, cell);
            watch_area(exercise, unit, cell);
        }
    }
    for cell in 0..exercise.state.cells.len() as u32 {
        let tick = exercise.state.tick;
        exercise.state.cells[cell as usize]
            .tracks
            .retain(|_, t| tick - t.seen <= TRACK_LOST_S || t.identified.is_some());
        respond(exercise, cell);
    }
}

fn look(exercise: &mut Exercise, unit: usize, cell: u32) {
    let setup = exercise.setup.clone();
    let performance = &setup.units[unit].performance;
    let own = exercise.state.units[unit].at;
    let frame = LocalFrame::new(own);
    let ais_m = if performance.ais_receiver { horizon_m(performance.sensor_height_m) } else { 0.0 };
    let stated_m = levers::radar_m(exercise, unit);
    let radar_m = stated_m.min(horizon_m(performance.sensor_height_m));
    let eye_m = levers::identify_m(exercise, unit).min(units::nm(exercise.state.visibility_nm));
    let reach_m = ais_m.max(stated_m).max(eye_m);
    for (other, candidate) in setup.units.iter().enumerate() {
        if candidate.cell == Some(cell)
            || candidate.performance.class != Class::Vessel
            || exercise.state.units[other].lost
        {
            continue;
        }
        let at = exercise.state.units[other].at;
        if (at.lat_deg - own.lat_deg).abs() * 111_000.0 > reach_m {
            continue;
        }
        let range_m = frame.to_local(at).length();
        let by_ais = candidate.ais && range_m <= ais_m;
        let by_eye = range_m <= eye_m;
        if by_ais || by_eye || by_radar(exercise, unit, other, range_m, radar_m, stated_m) {
            note(exercise, cell, unit as u32, other as u32, by_ais, by_eye);
        }
    }
}

fn horizon_m(height_m: f64) -> f64 {
    units::nm(horizon::radar_horizon_nm(height_m, SHIP_HEIGHT_M))
}

/// One scan of a radar whose chance to see a vessel at its stated range is one half.
///
/// Swerling case 1: Pd = Pfa^(1/(1+SNR)), with the signal falling with the fourth power of range.
fn by_radar(exercise: &Exercise, unit: usize, other: usize, range_m: f64, horizon_m: f64, stated_m: f64) -> bool {
    if stated_m <= 0.0 || range_m > horizon_m {
        return false;
    }
    let ratio = stated_m / range_m.max(100.0);
    let snr_stated = math::ln(FALSE_ALARM) / math::ln(0.5) - 1.0;
    let snr = snr_stated * ratio * ratio * ratio * ratio;
    let chance = math::exp(math::ln(FALSE_ALARM) / (1.0 + snr));
    let id = (unit as u64) << 32 | other as u64;
    Draw::new(exercise.setup.seed, Purpose::Sensor, id, exercise.state.tick).unit() < chance
}

fn note(exercise: &mut Exercise, cell: u32, unit: u32, other: u32, by_ais: bool, by_eye: bool) {
    let tick = exercise.state.tick;
    let seen = &exercise.state.units[other as usize];
    let (course_deg, speed_mps) = (seen.course_deg, seen.speed_mps);
    // AIS tells where the other takes itself to be; radar and eye tell it from where the own unit takes itself to be.
    let told_by = if by_ais { other } else { unit };
    let at = seen.at.moved(levers::error_m(exercise, told_by));
    let state = &mut exercise.state.cells[cell as usize];
    let mut new = false;
    let next_track = &mut state.next_track;
    let track = state.tracks.entry(other).or_insert_with(|| {
        new = true;
        *next_track += 1;
        Track {
            number: *next_track,
            first: tick,
            seen: tick,
            at,
            course_deg,
            speed_mps,
            ais: false,
            identified: None,
            identified_by: unit,
            responder: None,
        }
    });
    track.seen = tick;
    track.at = at;
    track.course_deg = course_deg;
    track.speed_mps = speed_mps;
    track.ais |= by_ais;
    let number = track.number;
    let identified = by_eye && track.identified.is_none();
    if identified {
        track.identified = Some(tick);
        track.identified_by = unit;
    }
    let dark = !exercise.setup.units[other as usize].ais;
    let audience = Audience::Cells(vec![cell]);
    if new {
        exercise.emit(audience.clone(), What::ContactNew { cell, track: number, unit, ais: by_ais });
    }
    if identified {
        let name = exercise.setup.units[other as usize].name.en.clone();
        exercise.emit(audience, What::ContactIdentified { cell, track: number, unit, name, dark });
    }
}

/// With nobody at the desk, the nearest free responder of the cell goes to look at a contact that sends no AIS.
fn respond(exercise: &mut Exercise, cell: u32) {
    let setup = exercise.setup.clone();
    let Some(patrol) = setup.patrol.as_ref().filter(|_| !levers::withdrawn(exercise, cell)) else { return };
    let tick = exercise.state.tick;
    release(exercise, cell);
    let wanting: Vec<(u32, u32, Position)> = exercise.state.cells[cell as usize]
        .tracks
        .iter()
        .filter(|(other, t)| {
            let neutral = setup.units[**other as usize].cell.is_none();
            neutral
                && !t.ais
                && t.identified.is_none()
                && t.responder.is_none()
                && tick >= t.first + UNIDENTIFIED_AFTER_S
        })
        .map(|(other, t)| (*other, t.number, t.at))
        .collect();
    for (other, number, at) in wanting {
        let free = patrol.responders.iter().filter(|u| {
            let state = &exercise.state.units[**u as usize];
            setup.units[**u as usize].cell == Some(cell)
                && !state.lost
                && levers::reachable(exercise, **u)
                && !state.by_hand
                && !state.told_low_fuel
                && !has_aircraft_out(exercise, **u)
                && state.ready_tick.is_none_or(|t| t <= tick)
                && !matches!(state.order, Order::Investigate(_))
                && in_reach(exercise, **u, at)
        });
        let nearest = free.copied().min_by(|a, b| {
            let range = |u: u32| exercise.state.units[u as usize].at.distance_m(at);
            range(*a).total_cmp(&range(*b))
        });
        if let Some(unit) = nearest {
            commands::give_order(exercise, unit, Order::Investigate(number));
            if let Some(track) = exercise.state.cells[cell as usize].tracks.get_mut(&other) {
                track.responder = Some(unit);
            }
        }
    }
}

/// A ship waits for the aircraft of her deck before she runs off.
fn has_aircraft_out(exercise: &Exercise, ship: u32) -> bool {
    let units = exercise.state.units.iter().enumerate();
    units.filter(|(unit, _)| levers::base(exercise, *unit) == Base::Deck(ship)).any(|(_, state)| state.active())
}

/// Within the range of its link and of its fuel, there and back.
fn in_reach(exercise: &Exercise, unit: u32, at: Position) -> bool {
    let performance = &exercise.setup.units[unit as usize].performance;
    let state = &exercise.state.units[unit as usize];
    let home = super::decide::base_position(exercise, unit as usize);
    let link = performance.link_m <= 0.0 || home.distance_m(at) <= performance.link_m;
    let run_s = (state.at.distance_m(at) + at.distance_m(home)) / performance.cruise_mps;
    link && run_s < state.endurance_left_s - performance.reserve_frac * performance.endurance_s
}

/// A responder whose contact is identified or lost goes back to what it did at the start.
fn release(exercise: &mut Exercise, cell: u32) {
    let setup = exercise.setup.clone();
    for unit in 0..exercise.state.units.len() as u32 {
        let Order::Investigate(number) = exercise.state.units[unit as usize].order else { continue };
        if setup.units[unit as usize].cell != Some(cell) || exercise.state.units[unit as usize].by_hand {
            continue;
        }
        let open =
            exercise.state.cells[cell as usize].tracks.values().any(|t| t.number == number && t.identified.is_none());
        if !open {
            for track in exercise.state.cells[cell as usize].tracks.values_mut().filter(|t| t.number == number) {
                track.responder = None;
            }
            let before = match &setup.units[unit as usize].order {
                Order::Hold => Order::ReturnToBase,
                order => order.clone(),
            };
            commands::give_order(exercise, unit, before);
        }
    }
}

/// The gap map of a patrol area, with nothing watched yet.
pub(crate) fn new_gap_map(area: &[Position], cell_m: f64) -> GapMap {
    let bound = |pick: fn(&Position) -> f64, least: bool| {
        area.iter()
            .map(pick)
            .fold(if least { f64::INFINITY } else { f64::NEG_INFINITY }, |a, b| if least { a.min(b) } else { a.max(b) })
    };
    let (south, north) = (bound(|p| p.lat_deg, true), bound(|p| p.lat_deg, false));
    let (west, east) = (bound(|p| p.lon_deg, true), bound(|p| p.lon_deg, false));
    let south_west = Position::new(south, west);
    let frame = LocalFrame::new(Position::new((south + north) / 2.0, west));
    let extent = frame.to_local(Position::new(north, east)) - frame.to_local(south_west);
    let cells = |length_m: f64| ((length_m / cell_m).ceil().clamp(1.0, 200.0)) as u32;
    let (cols, rows) = (cells(extent.east_m), cells(extent.north_m));
    let cell_deg = [(north - south) / f64::from(rows), (east - west) / f64::from(cols)];
    let centre = |index: u32| {
        Position::new(
            south + (f64::from(index / cols) + 0.5) * cell_deg[0],
            west + (f64::from(index % cols) + 0.5) * cell_deg[1],
        )
    };
    let inside = (0..cols * rows).map(|i| contains(area, centre(i))).collect();
    GapMap {
        south_west,
        cell_deg,
        cols,
        rows,
        watched: vec![0; (cols * rows) as usize],
        inside,
        revisits: 0,
        revisit_sum_s: 0,
    }
}

/// Even-odd rule in degrees; areas are small and never cross the date line.
fn contains(area: &[Position], p: Position) -> bool {
    let mut inside = false;
    for (i, a) in area.iter().enumerate() {
        let b = area[(i + 1) % area.len()];
        if (a.lat_deg > p.lat_deg) != (b.lat_deg > p.lat_deg) {
            let share = (p.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
            inside ^= p.lon_deg < a.lon_deg + share * (b.lon_deg - a.lon_deg);
        }
    }
    inside
}

/// Once a minute a unit's sensors cover the cells of the gap map within radar range (eye range without radar).
fn watch_area(exercise: &mut Exercise, unit: usize, cell: u32) {
    let tick = exercise.state.tick;
    if !tick.is_multiple_of(6 * SENSOR_CYCLE_S) {
        return;
    }
    let height_m = exercise.setup.units[unit].performance.sensor_height_m;
    let radar_m = levers::radar_m(exercise, unit).min(horizon_m(height_m));
    let reach_m = radar_m.max(levers::identify_m(exercise, unit).min(units::nm(exercise.state.visibility_nm)));
    let own = exercise.believed(unit as u32);
    let frame = LocalFrame::new(own);
    let Some(gap) = &mut exercise.state.cells[cell as usize].gap else { return };
    for index in 0..gap.watched.len() as u32 {
        if !gap.inside[index as usize] {
            continue;
        }
        let lat = gap.south_west.lat_deg + (f64::from(index / gap.cols) + 0.5) * gap.cell_deg[0];
        let lon = gap.south_west.lon_deg + (f64::from(index % gap.cols) + 0.5) * gap.cell_deg[1];
        if frame.to_local(Position::new(lat, lon)).length() > reach_m {
            continue;
        }
        let now = tick as u32 + 1;
        let last = gap.watched[index as usize];
        // Watched without a break is not a revisit.
        if last != 0 && now - last > 120 {
            gap.revisits += 1;
            gap.revisit_sum_s += u64::from(now - last);
        }
        gap.watched[index as usize] = now;
    }
}

/// Finds the nearest vessels of every vessel under way, for collision avoidance.
///
/// Positions are binned by a tenth of a degree, so that the cost grows with the number of vessels, not its square.
pub(crate) fn find_neighbours(exercise: &mut Exercise) {
    const BIN_DEG: f64 = 0.1;
    const MOST: usize = 32;
    let bin = |p: Position| ((p.lat_deg / BIN_DEG).floor() as i32, (p.lon_deg / BIN_DEG).floor() as i32);
    let units = &exercise.state.units;
    let afloat = |n: &usize| exercise.setup.units[*n].performance.class == Class::Vessel && units[*n].active();
    let mut bins: Vec<((i32, i32), u32)> =
        (0..units.len()).filter(afloat).map(|n| (bin(units[n].at), n as u32)).collect();
    bins.sort_unstable();
    let neighbours = &mut exercise.scratch.neighbours;
    neighbours.resize(units.len(), Vec::new());
    let mut near: Vec<(f64, u32)> = Vec::new();
    for (n, list) in neighbours.iter_mut().enumerate() {
        list.clear();
        if !afloat(&n) {
            continue;
        }
        let frame = LocalFrame::new(units[n].at);
        let (row, col) = bin(units[n].at);
        near.clear();
        for r in row - 1..=row + 1 {
            let first = bins.partition_point(|(b, _)| *b < (r, col - 1));
            for (_, other) in bins[first..].iter().take_while(|(b, _)| *b <= (r, col + 1)) {
                let range_m = frame.to_local(units[*other as usize].at).length();
                if *other != n as u32 && range_m < NEIGHBOUR_M {
                    near.push((range_m, *other));
                }
            }
        }
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        list.extend(near.iter().take(MOST).map(|(_, other)| *other));
    }
    exercise.scratch.neighbours_tick = Some(exercise.state.tick);
}
