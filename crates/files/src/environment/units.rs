//! Units as data files spell them.

use std::f64::consts::PI;

/// Metres per second in a unit of speed; `None` when it is none.
///
/// # References
/// International nautical mile, 1852 m exactly (BIPM SI Brochure, 8th edition, table 8).
pub(super) fn speed_mps(unit: &str) -> Option<f64> {
    let text = unit.trim().to_lowercase();
    if matches!(text.as_str(), "knot" | "knots" | "kt" | "kts" | "kn") {
        return Some(1852.0 / 3600.0);
    }
    if text == "mps" {
        return Some(1.0);
    }
    if text == "kph" || text == "kmh" {
        return Some(1.0 / 3.6);
    }
    let text = text.replace("**", "").replace(['^', '(', ')', '{', '}'], "").replace(" per ", "/");
    if let Some((above, below)) = text.split_once('/') {
        return Some(length_m(above.trim())? / time_s(below.trim())?);
    }
    if text == "ms-1" {
        return Some(1.0);
    }
    let mut words = text.split([' ', '.', '*', '\u{b7}']).filter(|word| !word.is_empty());
    let (above, below) = (words.next()?, words.next()?);
    let inverse = below.strip_suffix("-1")?;
    if words.next().is_some() { None } else { Some(length_m(above)? / time_s(inverse)?) }
}

fn length_m(word: &str) -> Option<f64> {
    Some(match word {
        "m" | "meter" | "meters" | "metre" | "metres" => 1.0,
        "cm" | "centimeter" | "centimeters" | "centimetre" | "centimetres" => 0.01,
        "mm" => 0.001,
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => 1000.0,
        "nmi" | "nautical_mile" | "nautical_miles" => 1852.0,
        _ => return None,
    })
}

fn time_s(word: &str) -> Option<f64> {
    Some(match word {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "min" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        _ => return None,
    })
}

/// Metres in a unit of length, which may have a number before it as in `100 km`; `None` when it is none.
pub(super) fn metres(unit: &str) -> Option<f64> {
    let text = unit.trim().to_lowercase();
    match text.split_once(' ') {
        Some((number, unit)) => {
            let factor = number.parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0)?;
            Some(factor * length_m(unit.trim())?)
        }
        None => length_m(&text),
    }
}

/// Degrees in a unit of angle; `None` when it is none.
pub(super) fn degrees(unit: &str) -> Option<f64> {
    let text = unit.trim().to_lowercase();
    if matches!(text.as_str(), "rad" | "radian" | "radians") {
        return Some(180.0 / PI);
    }
    (text.starts_with("deg") || text == "\u{b0}").then_some(1.0)
}

/// Degrees Celsius of a temperature 0 in this unit; its step must be a kelvin.
pub(super) fn celsius_of_zero(unit: &str) -> Option<f64> {
    match unit.trim().to_lowercase().replace([' ', '_', '.'], "").as_str() {
        "k" | "kelvin" | "degk" | "degreek" | "degreeskelvin" => Some(-273.15),
        "c" | "degc" | "celsius" | "degreec" | "degreesc" | "degreecelsius" | "degreescelsius" | "\u{b0}c" => Some(0.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_spelt_in_many_ways() {
        for unit in
            ["m s-1", "m/s", "m s**-1", "m s^-1", "m.s-1", "ms-1", "meter second-1", "Meters/Second", "m s^{-1}", "mps"]
        {
            assert_eq!(speed_mps(unit), Some(1.0), "{unit}");
        }
        for (unit, factor) in
            [("cm/s", 0.01), ("cm s-1", 0.01), ("km/h", 1.0 / 3.6), ("km h-1", 1.0 / 3.6), ("kt", 1852.0 / 3600.0)]
        {
            assert!((speed_mps(unit).unwrap() - factor).abs() < 1e-15, "{unit}");
        }
        for unit in ["K", "", "m", "m s", "m2 s-2", "m s-1 s", "m/s/s", "1", "degrees", "Pa s-1", "-1", "m -1"] {
            assert_eq!(speed_mps(unit), None, "{unit}");
        }
    }

    #[test]
    fn angles_and_temperatures() {
        assert_eq!(degrees("degrees_true"), Some(1.0));
        assert_eq!(degrees("m"), None);
        assert_eq!((metres("km"), metres("100 km"), metres("-1 m"), metres("m s")), (Some(1e3), Some(1e5), None, None));
        assert!((degrees("radian").unwrap() - 57.29577951308232).abs() < 1e-12);
        assert_eq!(celsius_of_zero("K"), Some(-273.15));
        assert_eq!(celsius_of_zero("degree_C"), Some(0.0));
        assert_eq!(celsius_of_zero("degF"), None);
    }
}
