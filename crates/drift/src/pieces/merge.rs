//! From the counts of all pieces to a forecast.

use sarex_files::finding::Finding;
use sarex_files::time::iso_utc;
use sarex_model::math;
use sarex_model::position::Position;

use super::LEFT_OUT;
use super::count::{Count, DIGEST, DIGITS, Kind, SUMS, from_digits, sum_up};
use crate::case::Case;
use crate::digest::written;
use crate::elements::Look;
use crate::environment::Surroundings;
use crate::forecast::Forecast;
use crate::frames::Frames;
use crate::hull::hull_of;
use crate::run::gridded;
use crate::tally::{Cell, Counts, Cut, Lattice};
use crate::totals::Totals;

/// Rows that are kept before those of one key are added up: 64 MB.
const ROWS_AT_ONCE: usize = 2_000_000;

/// See [`super::Pieces::merge`].
pub(super) fn merge(
    case: &Case,
    surroundings: &Surroundings,
    lattice: Lattice,
    counts: impl IntoIterator<Item = Count>,
) -> Result<Forecast, Finding> {
    let rows = added_up(counts);
    let times = case.output_times();
    let mut frames = Frames::new(lattice, times.len());
    let (mut rest, mut end) = (rows.as_slice(), &[][..]);
    for (time_index, time_s) in (0_u32..).zip(&times) {
        let (of_time, later) = rest.split_at(rest.partition_point(|row| row.time_index <= time_index));
        let unix_s = case.unix_s(*time_s);
        let look = look(case, of_time)?;
        complete(case, &look, unix_s)?;
        frames.push_first(unix_s, look);
        (rest, end) = (later, of_time);
    }
    if let Some(row) = rest.first() {
        return Err(foreign(row));
    }
    let ashore = end.iter().filter(|row| row.kind == Kind::Ashore).map(|row| centre(lattice, row));
    let ring = hull_of(end.iter().filter(|row| row.kind == Kind::Cell).flat_map(|row| corners(lattice, row)));
    let digest = end.iter().filter(|row| row.kind == Kind::Sum && row.row == DIGEST);
    Ok(Forecast {
        digest: written(from_digits(digits(digest)) as u64),
        ashore: ashore.collect(),
        hull: ring,
        left_out: LEFT_OUT.map(str::to_owned).to_vec(),
        ..gridded(case, surroundings, frames)
    })
}

/// Sorted rows, each key once; never many more in memory than there are keys.
fn added_up(counts: impl IntoIterator<Item = Count>) -> Vec<Count> {
    let (mut rows, mut most) = (Vec::new(), ROWS_AT_ONCE);
    for row in counts {
        rows.push(row);
        if rows.len() >= most {
            sum_up(&mut rows);
            most = (2 * rows.len()).max(ROWS_AT_ONCE);
        }
    }
    sum_up(&mut rows);
    rows
}

/// What the sorted rows of an output time say.
fn look(case: &Case, rows: &[Count]) -> Result<Look, Finding> {
    let scenarios = case.parts.len();
    let mut counts = Counts::new(Cut::default(), scenarios);
    let mut sums = vec![[[0_i64; DIGITS]; SUMS.len()]; scenarios];
    for row in rows {
        let of_scenario = sums.get_mut(row.scenario as usize).ok_or_else(|| foreign(row))?;
        match row.kind {
            Kind::Cell => {
                let count = u32::try_from(row.value).map_err(|_| foreign(row))?;
                counts.put(row.scenario, cell(row), count);
            }
            Kind::Sum if row.row == DIGEST => {}
            Kind::Sum => {
                let sum = usize::try_from(row.row).ok().and_then(|which| of_scenario.get_mut(which));
                let digit = usize::try_from(row.column).ok().and_then(|digit| sum?.get_mut(digit));
                *digit.ok_or_else(|| foreign(row))? = row.value;
            }
            Kind::Ashore => {}
        }
    }
    let totals = sums.iter().map(|sums| {
        let sum = |which: usize| from_digits(sums[which]);
        Totals { counts: [0, 1, 2, 3].map(|n| sum(n) as u64), moments: [4, 5, 6, 7].map(sum) }
    });
    Ok(Look { counts, totals: totals.collect() })
}

/// Every element has to be there once: in a cell or waiting.
fn complete(case: &Case, look: &Look, unix_s: i64) -> Result<(), Finding> {
    let mut in_cells = vec![0_u64; case.parts.len()];
    look.counts.each().for_each(|(scenario, _, count)| in_cells[scenario as usize] += u64::from(count));
    for ((part, totals), in_cells) in case.parts.iter().zip(&look.totals).zip(in_cells) {
        let [inside, waiting, ..] = totals.counts;
        let found = inside.saturating_add(waiting);
        if found != u64::from(part.elements) || in_cells != inside {
            let message = format!(
                "{}: at {} the counts hold {found} of {} elements, {in_cells} of them in cells",
                part.name,
                iso_utc(unix_s),
                part.elements
            );
            let hint = "give the counts of every piece of this case, each piece once";
            return Err(Finding::of_file("counts of pieces", message, Some(hint.to_owned())));
        }
    }
    Ok(())
}

fn foreign(row: &Count) -> Finding {
    let hint = "give counts that were made from the same case file and flags";
    Finding::of_file("counts of pieces", format!("a row is not of this case: {row:?}"), Some(hint.to_owned()))
}

fn digits<'a>(rows: impl Iterator<Item = &'a Count>) -> [i64; DIGITS] {
    let mut digits = [0; DIGITS];
    for row in rows {
        if let Some(digit) = usize::try_from(row.column).ok().and_then(|column| digits.get_mut(column)) {
            *digit = row.value;
        }
    }
    digits
}

fn cell(row: &Count) -> Cell {
    Cell { row: i64::from(row.row), column: i64::from(row.column) }
}

fn centre(lattice: Lattice, row: &Count) -> Position {
    let (x, y) = (f64::from(row.column) + 0.5, f64::from(row.row) + 0.5);
    Position::new(y * lattice.dlat_deg, math::wrap_180(x * lattice.dlon_deg))
}

/// Longitude and latitude of the four corners.
fn corners(lattice: Lattice, row: &Count) -> [(f64, f64); 4] {
    let at = |dx: f64, dy: f64| {
        ((f64::from(row.column) + dx) * lattice.dlon_deg, (f64::from(row.row) + dy) * lattice.dlat_deg)
    };
    [at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)]
}
