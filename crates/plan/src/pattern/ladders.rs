//! Patterns in an area: parallel track, creeping line, coordinated creeping line.

use sarex_model::{
    pattern::{self, Conduct, Ladder, LegsAlong, Plan, Plane, Rectangle, Start},
    position::{Position, Vec2},
    units::nm,
};

use super::{Kind, draw::first_turn, inputs, reader::Reader};

pub(super) fn ladder(reader: &mut Reader, kind: Kind, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let legs = if kind == Kind::ParallelTrack { LegsAlong::LongSide } else { LegsAlong::ShortSide };
    let spacing_m = reader.need_nm("--spacing-nm", inputs.spacing_nm, "2");
    let from_csp = inputs.csp.is_some() && inputs.corner.is_empty() && inputs.centre.is_none();
    if inputs.legs.is_some() && !from_csp {
        reader.wrong("--legs", "the area tells the number of legs", "leave it out, or give --csp and --length-nm");
    }
    if inputs.split.is_some() && inputs.units.unwrap_or(1) < 2 {
        reader.wrong("--split", "one unit has nothing to share", "give --units, or leave it out");
    }
    let csp = reader.position("--csp", inputs.csp.as_deref());
    let (area, start) = if from_csp {
        (area_from_csp(reader, legs, csp, spacing_m), Start::AxisEnd(first_turn(inputs)))
    } else {
        let side = inputs.first_turn.map(pattern::Side::from);
        let start = csp.map_or(Start::AxisEnd(first_turn(inputs)), |csp| Start::Nearest(csp, side));
        (area(reader), start)
    };
    let search = Ladder {
        area: area?,
        spacing_m: spacing_m?,
        start,
        units: inputs.units.unwrap_or(1),
        split: match inputs.split {
            Some(inputs::Split::SubAreas) => pattern::Split::SubAreas,
            Some(inputs::Split::Abreast) | None => pattern::Split::Abreast,
        },
        fit: inputs.fit_spacing.unwrap_or(false),
    };
    reader.take(match legs {
        LegsAlong::LongSide => pattern::parallel_track(&search, conduct),
        LegsAlong::ShortSide => pattern::creeping_line(&search, conduct),
    })
}

pub(super) fn coordinated(reader: &mut Reader, conduct: &Conduct) -> Option<Plan> {
    let inputs = reader.inputs;
    let spacing_m = reader.need_nm("--spacing-nm", inputs.spacing_nm, "2");
    let ship_most_mps = reader.positive("--ship-speed-kn", inputs.ship_speed_kn).map(sarex_model::units::knots);
    let area = area(reader);
    let search =
        pattern::Coordinated { area: area?, spacing_m: spacing_m?, first_turn: first_turn(inputs), ship_most_mps };
    reader.take(pattern::coordinated_creeping_line(&search, conduct))
}

/// From corners, or from middle, length and width.
fn area(reader: &mut Reader) -> Option<Rectangle> {
    let inputs = reader.inputs;
    if inputs.corner.is_empty() {
        let centre = reader.need_position("--centre", inputs.centre.as_deref());
        let length_m = reader.need_nm("--length-nm", inputs.length_nm, "20");
        let width_m = reader.need_nm("--width-nm", inputs.width_nm, "10");
        let axis_deg = axis_deg(reader);
        return Some(Rectangle { centre: centre?, axis_deg, length_m: length_m?, width_m: width_m? });
    }
    if inputs.centre.is_some() || inputs.length_nm.is_some() || inputs.width_nm.is_some() {
        reader.wrong(
            "--corner",
            "corners and a rectangle say the same thing",
            "give corners, or centre, length and width",
        );
        return None;
    }
    let before = reader.findings.len();
    let corners = reader.positions("--corner", &inputs.corner);
    if reader.findings.len() > before {
        return None;
    }
    let area = reader.take(Rectangle::enclosing(&corners, inputs.orientation_deg))?;
    reader.notes.push(format!(
        "the rectangle about the corners is searched: {:.2} x {:.2} NM, axis {:05.1} true",
        sarex_model::units::to_nm(area.length_m),
        sarex_model::units::to_nm(area.width_m),
        area.axis_deg
    ));
    Some(area)
}

fn axis_deg(reader: &mut Reader) -> f64 {
    if reader.inputs.orientation_deg.is_none() {
        reader.notes.push("axis north: assumed, no orientation is given".into());
    }
    reader.inputs.orientation_deg.unwrap_or(0.0)
}

/// The rectangle whose commence search point, half a spacing inside its corner, is the place given; legs times S make the
/// side across the legs where it is not given.
fn area_from_csp(
    reader: &mut Reader,
    legs: LegsAlong,
    csp: Option<Position>,
    spacing_m: Option<f64>,
) -> Option<Rectangle> {
    let inputs = reader.inputs;
    let across_m = inputs.legs.map(|legs| f64::from(legs) * spacing_m.unwrap_or(0.0));
    let (mut length_m, mut width_m) = (inputs.length_nm.map(nm), inputs.width_nm.map(nm));
    let across = if legs == LegsAlong::LongSide { &mut width_m } else { &mut length_m };
    if across.is_some() && across_m.is_some() {
        reader.wrong("--legs", "legs times spacing and the side across them say the same thing", "give one of them");
    }
    *across = across.or(across_m);
    let from_legs = if legs == LegsAlong::LongSide { "--width-nm" } else { "--length-nm" };
    for (flag, value) in [("--length-nm", length_m), ("--width-nm", width_m)] {
        if value.is_none() {
            let or = if flag == from_legs { " or --legs" } else { "" };
            reader.wrong(flag, "is missing", format!("give it{or}, or --centre or --corner with the whole area"));
        }
    }
    let axis_deg = axis_deg(reader);
    let (csp, length_m, width_m, spacing_m) = (csp?, length_m?, width_m?, spacing_m?);
    // Legs along the axis begin at its left for a turn to the right; legs across it begin at its right.
    let on_axis = (length_m >= width_m) == (legs == LegsAlong::LongSide);
    let side = first_turn(inputs).sign() * if on_axis { 1.0 } else { -1.0 };
    let to_centre = Vec2::from_polar(axis_deg, 0.5 * (length_m - spacing_m))
        + Vec2::from_polar(axis_deg + 90.0, side * 0.5 * (width_m - spacing_m));
    // North at the middle is not quite north at the corner: move until the corner fits.
    let mut centre = csp;
    for _ in 0..6 {
        let plane = Plane::new(centre);
        centre = plane.to_position(plane.to_plane(csp) + to_centre);
    }
    Some(Rectangle { centre, axis_deg, length_m, width_m })
}
