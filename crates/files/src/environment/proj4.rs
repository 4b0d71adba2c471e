//! Projections in the notation of PROJ, `+proj=stere +lat_0=90 ...`.

use sarex_model::field::Projection;
use sarex_model::field::projection::{
    Ellipsoid, LambertConformal, Mercator, PolarScale, PolarStereographic, RotatedPole,
};
use sarex_model::math::wrap_180;
use sarex_model::position::Position;

/// Reads a PROJ text. The error says what is missing or not read.
///
/// # References
/// PROJ 9 documentation, projections `stere`, `lcc`, `merc`, `ob_tran`.
pub(super) fn parse(text: &str) -> Result<Projection, String> {
    let pairs: Vec<(&str, &str)> = text
        .split_whitespace()
        .map(|word| word.trim_start_matches('+'))
        .map(|w| w.split_once('=').unwrap_or((w, "")))
        .collect();
    let word = |key: &str| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
    let number = |key: &str| word(key).and_then(|v| v.parse::<f64>().ok()).filter(|v| v.is_finite());
    let or = |key: &str, other: f64| number(key).unwrap_or(other);
    let to_m = match word("units") {
        None | Some("m") => or("to_meter", 1.0),
        Some(other) => return Err(format!("+units={other} is not read")),
    };
    if to_m != 1.0 {
        return Err("+to_meter is not read".into());
    }
    let false_m = (or("x_0", 0.0), or("y_0", 0.0));
    let scale = number("k_0").or_else(|| number("k"));
    let (lat0, lon0) = (or("lat_0", 0.0), or("lon_0", 0.0));
    let projection = match word("proj").unwrap_or_default() {
        "stere" if (lat0.abs() - 90.0).abs() < 1e-6 => {
            let scale = number("lat_ts").map_or(PolarScale::Factor(scale.unwrap_or(1.0)), PolarScale::StandardParallel);
            PolarStereographic::new(earth(word, number)?, lat0 > 0.0, lon0, scale, false_m)
                .map(Projection::PolarStereographic)
        }
        "lcc" => {
            let lat1 = number("lat_1").ok_or("+lat_1 is missing")?;
            let lat2 = or("lat_2", lat1);
            let origin = (or("lat_0", if number("lat_2").is_none() { lat1 } else { 0.0 }), lon0);
            LambertConformal::new(earth(word, number)?, origin, (lat1, lat2), scale.unwrap_or(1.0), false_m)
                .map(Projection::LambertConformal)
        }
        "merc" => {
            let earth = earth(word, number)?;
            let of_parallel = number("lat_ts").map(|lat| Mercator::scale_of_parallel(earth, lat));
            Mercator::new(earth, lon0, of_parallel.or(scale).unwrap_or(1.0), false_m).map(Projection::Mercator)
        }
        "ob_tran" if matches!(word("o_proj"), Some("longlat" | "latlon" | "lonlat" | "latlong")) => {
            let lat = number("o_lat_p").ok_or("+o_lat_p is missing")?;
            RotatedPole::new(Position::new(lat, wrap_180(lon0 - 180.0)), or("o_lon_p", 0.0))
                .map(Projection::RotatedPole)
        }
        other => return Err(format!("+proj={other} is not read")),
    };
    projection.map_err(|e| e.to_string())
}

fn earth<'t>(
    word: impl Fn(&str) -> Option<&'t str>,
    number: impl Fn(&str) -> Option<f64>,
) -> Result<Ellipsoid, String> {
    if let Some(radius) = number("R") {
        return Ok(Ellipsoid::sphere(radius));
    }
    if let Some(a) = number("a") {
        let made = match (number("b"), number("rf"), number("f"), number("e"), number("es")) {
            (Some(b), ..) => Ellipsoid::from_axes(a, b),
            (_, Some(rf), ..) => Ellipsoid::from_flattening(a, 1.0 / rf),
            (_, _, Some(f), ..) => Ellipsoid::from_flattening(a, f),
            (_, _, _, Some(e), _) => Ok(Ellipsoid { a_m: a, e }),
            (_, _, _, _, Some(es)) => Ok(Ellipsoid { a_m: a, e: es.max(0.0).sqrt() }),
            _ => Ok(Ellipsoid::sphere(a)),
        };
        return made.map_err(|e| e.to_string());
    }
    match (word("ellps"), word("datum")) {
        (Some("WGS84"), _) | (None, Some("WGS84") | None) => Ok(Ellipsoid::wgs84()),
        (Some("GRS80"), _) | (None, Some("NAD83")) => {
            Ellipsoid::from_flattening(6_378_137.0, 1.0 / 298.257_222_101).map_err(|e| e.to_string())
        }
        (Some("sphere"), _) => Ok(Ellipsoid::sphere(6_370_997.0)),
        (ellipsoid, datum) => {
            Err(format!("the figure of the Earth {} is not read", ellipsoid.or(datum).unwrap_or_default()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the NorKyst-800m and AROME-MetCoOp files, against PROJ 9.
    #[test]
    fn val_texts_of_norwegian_files() {
        let norkyst = parse("+proj=stere +lat_0=90 +lon_0=70 +lat_ts=60 +units=m +a=6.371e+06 +e=0 +no_defs").unwrap();
        let (x, y) = norkyst.forward(Position::new(60.0, 5.0));
        assert!((x + 2_887_043.455_605).abs() < 1e-3 && (y + 1_346_250.472_775).abs() < 1e-3, "{x} {y}");
        let arome = parse("+proj=lcc +lon_0=15 +lat_0=63 +lat_1=63 +lat_2=63 +R=6.371e+06 +units=m +no_defs").unwrap();
        let (x, y) = arome.forward(Position::new(60.0, 5.0));
        assert!((x + 554_472.154_699).abs() < 1e-3 && (y + 290_533.540_587).abs() < 1e-3, "{x} {y}");
    }

    #[test]
    fn what_is_not_read_is_said() {
        for text in [
            "",
            "+proj=utm +zone=32",
            "+proj=lcc",
            "+proj=stere +lat_0=45",
            "+proj=merc +ellps=bessel",
            "+proj=merc +units=us-ft",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +lon_0=18").is_ok());
    }
}
