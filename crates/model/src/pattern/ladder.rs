//! Parallel track search (PS) and creeping line search (CS): legs side by side in a rectangle.

use super::{
    Conduct, LegKind, MAX_LEGS, PatternError, Plan, Plane, Rectangle, Side, fault::Check, path::Path, plane::right_of,
};
use crate::{
    position::{Position, Vec2},
    units,
};

/// Part of a spacing that counts as none, so that rounding adds no leg.
const HAIR: f64 = 1e-6;
/// Units at most.
const MOST_UNITS: u32 = 50;

/// Along which side of the area legs run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegsAlong {
    /// The longer one: parallel track.
    LongSide,
    /// The shorter one: creeping line, which advances along the longer one.
    ShortSide,
}

/// Where a search of an area begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// At the rear end of the axis; the first turn goes this way.
    AxisEnd(Side),
    /// In the corner nearest to a place, among those whose first turn goes the way asked for, if any.
    Nearest(Position, Option<Side>),
}

/// How several units share an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Line abreast, one spacing apart: unit k runs legs k, k + N, k + 2N ...
    Abreast,
    /// Each has its own strip of the area, side by side.
    SubAreas,
}

/// A search by legs side by side.
///
/// The commence search point lies half a spacing inside a corner, legs are L - S long and S apart, n = ceil(B / S) of
/// them, so that the track is n (L - S) + (n - 1) S for a width B of whole spacings. Where B is no multiple of S the last
/// leg stays half a spacing inside the area and so lies closer than S to the one before (our choice: tracks never leave
/// the area); or with `fit` all legs move together to B / n.
///
/// # References
/// reference/sar-science.md, section 4, rows PS and CS (IAMSAR vol. II and III).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ladder {
    /// Area.
    pub area: Rectangle,
    /// Track spacing S, metres.
    pub spacing_m: f64,
    /// Where to begin.
    pub start: Start,
    /// Number of equal units.
    pub units: u32,
    /// How they share the area.
    pub split: Split,
    /// Whether legs are spread evenly over the width, at most S apart.
    pub fit: bool,
}

/// Lays out a parallel track search: legs along the longer side.
///
/// # Errors
/// Area, spacing, number of units or conduct that make no pattern.
pub fn parallel_track(search: &Ladder, conduct: &Conduct) -> Result<Plan, PatternError> {
    lay_out(search, LegsAlong::LongSide, conduct)
}

/// Lays out a creeping line search: legs along the shorter side.
///
/// # Errors
/// As [`parallel_track`].
pub fn creeping_line(search: &Ladder, conduct: &Conduct) -> Result<Plan, PatternError> {
    lay_out(search, LegsAlong::ShortSide, conduct)
}

/// The area in the terms of the legs.
pub(super) struct Lanes {
    /// Along the legs, unit length.
    pub u: Vec2,
    /// Across them, to their right.
    pub v: Vec2,
    /// Length of the side along the legs.
    pub along_m: f64,
    /// Length of the side across.
    pub across_m: f64,
    /// Whether the legs run along the rectangle's axis.
    pub on_axis: bool,
}

impl Lanes {
    pub fn of(area: &Rectangle, legs: LegsAlong) -> Self {
        let axis = Vec2::from_polar(area.axis_deg, 1.0);
        let on_axis = (area.length_m >= area.width_m) == (legs == LegsAlong::LongSide);
        if on_axis {
            Self { u: axis, v: right_of(axis), along_m: area.length_m, across_m: area.width_m, on_axis }
        } else {
            // Turned left, so that to the right is forward along the axis.
            Self { u: -right_of(axis), v: axis, along_m: area.width_m, across_m: area.length_m, on_axis }
        }
    }

    /// Place by parts of the half sides.
    pub fn point(&self, along_m: f64, across_m: f64) -> Vec2 {
        self.u * along_m + self.v * across_m
    }

    /// Distances of `n` legs from the edge where the search begins.
    fn offsets(&self, width_m: f64, search: &Ladder) -> Vec<f64> {
        let spacing = spacing_m(width_m, search);
        let count = count(width_m, spacing) as u32;
        (0..count).map(|i| ((f64::from(i) + 0.5) * spacing).min(width_m - 0.5 * spacing)).collect()
    }
}

fn count(width_m: f64, spacing_m: f64) -> f64 {
    (width_m / spacing_m - HAIR).ceil().max(1.0)
}

fn spacing_m(width_m: f64, search: &Ladder) -> f64 {
    if search.fit { width_m / count(width_m, search.spacing_m) } else { search.spacing_m }
}

fn check(search: &Ladder, lanes: &Lanes, conduct: &Conduct) -> Result<f64, PatternError> {
    let mut check = Check::default();
    search.area.check(&mut check);
    check.length("spacing", search.spacing_m);
    let (units, most) = (search.units, MOST_UNITS);
    check.hold(
        (1..=most).contains(&units),
        "units",
        format!("{units} units, 1 to {most} can be planned"),
        "change the number",
    );
    if let Start::Nearest(place, _) = search.start {
        check.place("csp", place);
    }
    conduct.check(&mut check);
    check.finish()?;
    let mut check = Check::default();
    let strips = if search.split == Split::SubAreas { f64::from(units) } else { 1.0 };
    let width_m = lanes.across_m / strips;
    let nm = |m: f64| format!("{:.2} NM", units::to_nm(m));
    if search.spacing_m > width_m * (1.0 + HAIR) {
        let own = if strips > 1.0 { "a sub-area" } else { "the area" };
        let reason = format!("{} is more than {own} is wide ({})", nm(search.spacing_m), nm(width_m));
        check.fault("spacing", reason, "a smaller spacing, a wider area, fewer units or a track line search");
    }
    if search.spacing_m >= lanes.along_m {
        let reason =
            format!("{} leaves no leg in an area {} long: legs are L - S", nm(search.spacing_m), nm(lanes.along_m));
        check.fault("spacing", reason, "a smaller spacing or a longer area");
    }
    check.legs("spacing", 2.0 * count(width_m, search.spacing_m) - 1.0);
    if search.split == Split::Abreast && count(width_m, search.spacing_m) < f64::from(units) {
        let reason = format!("{units} units abreast, but the area holds fewer legs");
        check.fault("units", reason, "fewer units or a smaller spacing");
    }
    check.finish()?;
    Ok(width_m)
}

fn lay_out(search: &Ladder, legs: LegsAlong, conduct: &Conduct) -> Result<Plan, PatternError> {
    let lanes = Lanes::of(&search.area, legs);
    let width_m = check(search, &lanes, conduct)?;
    let plane = Plane::new(search.area.centre);
    let spacing = spacing_m(width_m, search);
    let (su, sv) = corner(search, &lanes, &plane, spacing);
    let offsets = lanes.offsets(width_m, search);
    debug_assert!(offsets.len() <= MAX_LEGS as usize);
    let reach = 0.5 * (lanes.along_m - spacing);
    // Lane `offset` from the edge at which the search begins, in pass number `pass` of its unit.
    let ends = |offset: f64, pass: usize| {
        let across = sv * (0.5 * lanes.across_m - offset);
        let side = if pass.is_multiple_of(2) { su } else { -su };
        (lanes.point(side * reach, across), lanes.point(-side * reach, across))
    };
    let units = (0..search.units as usize).map(|unit| {
        let own: Vec<f64> = match search.split {
            Split::Abreast => offsets.iter().copied().skip(unit).step_by(search.units as usize).collect(),
            Split::SubAreas => offsets.iter().map(|offset| offset + unit as f64 * width_m).collect(),
        };
        let mut path = Path::from(ends(own[0], 0).0);
        for (pass, offset) in own.iter().enumerate() {
            let (from, to) = ends(*offset, pass);
            if pass > 0 {
                path.to(from, LegKind::Turn);
            }
            path.to(to, LegKind::Search);
        }
        path.pair_search_legs();
        conduct.run(format!("unit {}", unit + 1), &plane, &path)
    });
    Ok(Plan {
        units: units.collect(),
        spacing_m: Some(spacing),
        area_m2: search.area.area_m2(),
        area_is: "rectangle L x B",
        notes: notes(search, &lanes, legs, width_m),
    })
}

/// Signs of the corner to begin at, along and across the legs. The first turn is to the right where they are equal.
fn corner(search: &Ladder, lanes: &Lanes, plane: &Plane, spacing: f64) -> (f64, f64) {
    match search.start {
        Start::AxisEnd(side) if lanes.on_axis => (-1.0, -side.sign()),
        Start::AxisEnd(side) => (-side.sign(), -1.0),
        Start::Nearest(place, side) => {
            let place = plane.to_plane(place);
            let csp = |(su, sv): &(f64, f64)| {
                lanes.point(su * 0.5 * (lanes.along_m - spacing), sv * 0.5 * (lanes.across_m - spacing))
            };
            let all = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)];
            let fits = |c: &(f64, f64)| side.is_none_or(|side| c.0 * c.1 * side.sign() > 0.0);
            let nearest = all.into_iter().filter(fits);
            nearest.min_by(|a, b| (csp(a) - place).length().total_cmp(&(csp(b) - place).length())).unwrap_or(all[0])
        }
    }
}

fn notes(search: &Ladder, lanes: &Lanes, legs: LegsAlong, width_m: f64) -> Vec<String> {
    let mut notes = Vec::new();
    let nm = |m: f64| units::to_nm(m);
    let whole = count(width_m, search.spacing_m);
    let rest = width_m / search.spacing_m - (width_m / search.spacing_m + HAIR).floor();
    if search.fit && rest > HAIR {
        notes.push(format!("spacing fitted to {:.3} NM so that {whole:.0} legs fill the width", nm(width_m / whole)));
    } else if rest > HAIR {
        notes.push(format!(
            "the width {:.2} NM is no multiple of S: the last leg lies {:.3} NM from the one before; {whole:.0} legs would \
             fill it evenly at {:.3} NM (fit spacing)",
            nm(width_m),
            rest * nm(search.spacing_m),
            nm(width_m / whole)
        ));
    }
    if !lanes.on_axis && legs == LegsAlong::LongSide {
        notes
            .push("the area is wider than long along its axis: legs run across the axis, along the longer side".into());
    }
    if lanes.on_axis && legs == LegsAlong::ShortSide {
        notes.push("the area is wider than long along its axis: legs run along the axis, the shorter side".into());
    }
    if search.units > 1 && search.split == Split::Abreast {
        notes.push(
            "line abreast: all units start and turn together; those without a lane in the last pass are done before"
                .into(),
        );
    }
    notes
}
