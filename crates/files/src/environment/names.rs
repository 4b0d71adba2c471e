//! Which variables of a NetCDF file are meant: by CF standard name first, then by names in common use.

use super::file::{File, Variable};
use super::{Findings, Kind, Quantity, ScalarQuantity, Wanted, problem, warning};
use crate::finding::{Finding, did_you_mean};

/// How two numbers make a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Towards true east and north.
    True,
    /// Along the grid's x and y.
    Grid,
    /// Found by name only: true on a longitude-latitude grid, taken as the grid's elsewhere.
    ByName,
    /// Speed and the direction it comes from.
    From,
    /// Speed and the direction it goes to.
    To,
    /// A single number.
    Scalar,
}

type Pair = (&'static str, &'static str, Relation);

use Relation::{ByName, From, Grid, To, True};

/// CF standard names (table version 85) in order of preference.
fn standard_pairs(quantity: Quantity) -> &'static [Pair] {
    match quantity {
        Quantity::Wind => &[
            ("eastward_wind", "northward_wind", True),
            ("x_wind", "y_wind", Grid),
            ("grid_eastward_wind", "grid_northward_wind", Grid),
            ("wind_speed", "wind_from_direction", From),
            ("wind_speed", "wind_to_direction", To),
        ],
        Quantity::Current => &[
            ("eastward_sea_water_velocity", "northward_sea_water_velocity", True),
            ("surface_eastward_sea_water_velocity", "surface_northward_sea_water_velocity", True),
            ("x_sea_water_velocity", "y_sea_water_velocity", Grid),
            ("sea_water_x_velocity", "sea_water_y_velocity", Grid),
            ("eastward_sea_water_velocity_assuming_no_tide", "northward_sea_water_velocity_assuming_no_tide", True),
            (
                "surface_geostrophic_eastward_sea_water_velocity",
                "surface_geostrophic_northward_sea_water_velocity",
                True,
            ),
            (
                "surface_geostrophic_eastward_sea_water_velocity_assuming_sea_level_for_geoid",
                "surface_geostrophic_northward_sea_water_velocity_assuming_sea_level_for_geoid",
                True,
            ),
            (
                "surface_geostrophic_eastward_sea_water_velocity_assuming_mean_sea_level_for_geoid",
                "surface_geostrophic_northward_sea_water_velocity_assuming_mean_sea_level_for_geoid",
                True,
            ),
            ("sea_water_speed", "sea_water_velocity_to_direction", To),
            ("sea_water_speed", "direction_of_sea_water_velocity", To),
            ("sea_water_speed", "sea_water_velocity_from_direction", From),
        ],
        Quantity::Stokes => &[
            (
                "sea_surface_wave_stokes_drift_eastward_velocity",
                "sea_surface_wave_stokes_drift_northward_velocity",
                True,
            ),
            ("sea_surface_wave_stokes_drift_x_velocity", "sea_surface_wave_stokes_drift_y_velocity", Grid),
            ("sea_surface_wave_stokes_drift_speed", "sea_surface_wave_stokes_drift_to_direction", To),
        ],
    }
}

/// Names of archives and models whose files state no standard names.
fn common_pairs(quantity: Quantity) -> &'static [Pair] {
    match quantity {
        Quantity::Wind => &[
            ("u10", "v10", ByName),
            ("u10m", "v10m", ByName),
            ("10u", "10v", ByName),
            ("ugrd10m", "vgrd10m", ByName),
            ("UGRD_10maboveground", "VGRD_10maboveground", ByName),
            ("u-component_of_wind_height_above_ground", "v-component_of_wind_height_above_ground", ByName),
            ("x_wind_10m", "y_wind_10m", Grid),
            ("uas", "vas", ByName),
            ("uwnd", "vwnd", ByName),
            ("u_wind", "v_wind", ByName),
            ("wind_u", "wind_v", ByName),
            ("Uwind", "Vwind", ByName),
            ("u", "v", ByName),
        ],
        Quantity::Current => &[
            ("uo", "vo", ByName),
            ("utotal", "vtotal", ByName),
            ("u_eastward", "v_northward", True),
            ("water_u", "water_v", ByName),
            ("surf_u", "surf_v", ByName),
            ("ssu", "ssv", ByName),
            ("ucur", "vcur", ByName),
            ("ugos", "vgos", True),
            ("u", "v", ByName),
        ],
        Quantity::Stokes => {
            &[("VSDX", "VSDY", ByName), ("ust", "vst", ByName), ("uuss", "vuss", ByName), ("usd", "vsd", ByName)]
        }
    }
}

/// Standard names, then common names.
fn scalar_names(quantity: ScalarQuantity) -> (&'static [&'static str], &'static [&'static str]) {
    match quantity {
        ScalarQuantity::SeaTemperature => (
            &[
                "sea_surface_temperature",
                "sea_surface_foundation_temperature",
                "sea_water_temperature",
                "sea_water_potential_temperature",
            ],
            &["sst", "analysed_sst", "thetao", "water_temp", "temperature", "temp"],
        ),
        ScalarQuantity::WaveHeight => (
            &["sea_surface_wave_significant_height", "significant_height_of_wind_and_swell_waves"],
            &["swh", "VHM0", "hs", "htsgwsfc"],
        ),
    }
}

/// The variables to read.
pub(super) struct Chosen<'f> {
    pub variables: Vec<&'f Variable>,
    pub relation: Relation,
    pub warnings: Vec<Finding>,
}

pub(super) fn choose<'f>(file: &'f File<'_>, wanted: &Wanted<'_>) -> Result<Chosen<'f>, Findings> {
    if let Some(names) = &wanted.variables {
        return named(file, names, wanted.kind);
    }
    let found = match wanted.kind {
        Kind::Vector(quantity) => pair(file, quantity),
        Kind::Scalar(quantity) => single(file, quantity),
    };
    found.ok_or_else(|| {
        let known: Vec<String> = file.variables.iter().filter(|v| v.shape.len() > 1).map(Variable::described).collect();
        let list = if known.is_empty() { "no gridded variable".to_owned() } else { known.join(", ") };
        let hint = "name the variables if one of these is meant, or give another file";
        problem(format!("it holds no {}; it holds {list}", wanted.kind.name()), hint)
    })
}

/// The variables the user named.
fn named<'f>(file: &'f File<'_>, names: &[&str], kind: Kind) -> Result<Chosen<'f>, Findings> {
    let mut missing = Vec::new();
    let mut variables = Vec::new();
    for name in names {
        match file.variable(name) {
            Some(variable) => variables.push(variable),
            None => {
                let known = file.variables.iter().map(|v| v.name.as_str());
                let hint = did_you_mean(name, known).unwrap_or_default();
                missing.extend(problem(format!("it has no variable \"{name}\""), hint));
            }
        }
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let relation = match (kind, variables.as_slice()) {
        (Kind::Vector(quantity), [a, b]) => {
            let standard = (a.standard_name(), b.standard_name());
            let pairs = [Quantity::Wind, Quantity::Current, Quantity::Stokes].map(standard_pairs);
            let of = |pairs: &[Pair]| pairs.iter().find(|p| (p.0, p.1) == standard).map(|p| p.2);
            let common =
                common_pairs(quantity).iter().find(|p| (p.0, p.1) == (a.name.as_str(), b.name.as_str())).map(|p| p.2);
            of(standard_pairs(quantity)).or_else(|| pairs.iter().find_map(|p| of(p))).or(common).unwrap_or(ByName)
        }
        _ => Relation::Scalar,
    };
    Ok(Chosen { variables, relation, warnings: Vec::new() })
}

fn pair<'f>(file: &'f File<'_>, quantity: Quantity) -> Option<Chosen<'f>> {
    let common = common_pairs(quantity);
    for (first, second, relation) in standard_pairs(quantity) {
        let all = |name: &str| {
            file.variables.iter().filter(|v| v.standard_name() == name && v.shape.len() > 1).collect::<Vec<_>>()
        };
        let (a, b) = (all(first), all(second));
        // Several levels may share a standard name: the nth of one belongs to the nth of the other.
        let mut pairs: Vec<_> = a.into_iter().zip(b).filter(|(a, b)| a.dims == b.dims).collect();
        let rank = |v: &Variable| common.iter().position(|p| p.0.eq_ignore_ascii_case(&v.name)).unwrap_or(common.len());
        pairs.sort_by_key(|(a, _)| rank(a));
        let Some(&(a, b)) = pairs.first() else { continue };
        let mut warnings = Vec::new();
        if pairs.len() > 1 {
            let others: Vec<String> = pairs.iter().skip(1).map(|(a, b)| format!("{}/{}", a.name, b.name)).collect();
            let message = format!("{}/{} is read; the file also has {}", a.name, b.name, others.join(", "));
            warnings.push(warning(message, "name the variables to read another pair"));
        }
        return Some(Chosen { variables: vec![a, b], relation: *relation, warnings });
    }
    let like = |name: &str| file.variables.iter().find(|v| v.name.eq_ignore_ascii_case(name) && v.shape.len() > 1);
    let (first, second, relation) = common.iter().find(|p| like(p.0).is_some() && like(p.1).is_some())?;
    let (a, b) = (like(first)?, like(second)?);
    let mut warnings = Vec::new();
    if *first == "u" {
        let message =
            format!("u and v are taken as the {}: the file says no standard names", Kind::Vector(quantity).name());
        warnings.push(warning(message, "check the file's description"));
    }
    Some(Chosen { variables: vec![a, b], relation: *relation, warnings })
}

fn single<'f>(file: &'f File<'_>, quantity: ScalarQuantity) -> Option<Chosen<'f>> {
    let (standard, common) = scalar_names(quantity);
    let gridded = || file.variables.iter().filter(|v| v.shape.len() > 1);
    let by_standard = standard.iter().find_map(|name| gridded().find(|v| v.standard_name() == *name));
    let found =
        by_standard.or_else(|| common.iter().find_map(|name| gridded().find(|v| v.name.eq_ignore_ascii_case(name))))?;
    Some(Chosen { variables: vec![found], relation: Relation::Scalar, warnings: Vec::new() })
}
