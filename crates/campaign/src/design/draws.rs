//! What is uncertain in a run: drawn by seed and name, so that every row with the same seed has the same weather and the
//! same raft, and one more draw changes none of the others.

use sarex_files::campaign::{Draw as Uncertain, Law};
use sarex_model::{
    planning::SIGMA_PER_PROBABLE_ERROR,
    position::Vec2,
    rng::{Draw, Purpose},
};
use sarex_sim::setup::Setup;

/// Tries to draw a place that is not on land.
const TRIES: usize = 1_000;

/// The keys there are, for messages.
pub const KEYS: &str = "object.ID.at, environment.visibility_nm, environment.wave_height_m, environment.sea_temperature_c, \
                        environment.wind_mps, environment.current_mps, unit.ID.ready_min, unit.ID.available";

/// Which part of the exercise is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// The true place and time of an object's release.
    Place(usize),
    Visibility,
    Waves,
    SeaTemperature,
    /// A constant error on top of the wind field, per component.
    Wind,
    /// A constant error on top of the current field, per component.
    Current,
    /// Minutes until a unit can leave.
    Ready(usize),
    /// Whether a unit can leave at all.
    Available(usize),
}

/// A number for a name, for the stream of random numbers (FNV-1a).
pub fn name(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Everything that is wrong with the draws for this setup.
pub fn faults(setup: &Setup, draws: &[Uncertain]) -> Vec<String> {
    draws.iter().filter_map(|draw| what(setup, draw).err()).collect()
}

/// Names of the columns that a draw has in the results.
pub fn columns(draw: &Uncertain) -> Vec<String> {
    let base = format!("draw_{}", crate::results::columns::plain(&draw.key));
    let parts: &[&str] = match draw.key.rsplit('.').next() {
        Some("at") => &["off_m", "released_s"],
        Some("wind_mps" | "current_mps") => &["east", "north"],
        _ => return vec![base],
    };
    parts.iter().map(|part| format!("{base}_{part}")).collect()
}

/// Draws everything uncertain for a seed and puts it into the setup; the numbers drawn, one for each of [`columns`].
pub fn apply(setup: &mut Setup, draws: &[Uncertain], seed: u64) -> Result<Vec<f64>, String> {
    let mut drawn = Vec::new();
    for draw in draws {
        let what = what(setup, draw)?;
        let mut stream = Draw::new(seed, Purpose::Campaign, name(&draw.key), 1);
        put(setup, what, draw.law, &mut stream, &mut drawn);
    }
    Ok(drawn)
}

fn what(setup: &Setup, draw: &Uncertain) -> Result<What, String> {
    let parts: Vec<&str> = draw.key.split('.').collect();
    let object = |id: &str| setup.objects.iter().position(|object| object.id == id);
    let unit = |id: &str| setup.units.iter().position(|unit| unit.id == id && unit.cell.is_some());
    let found = match parts[..] {
        ["object", id, "at"] => object(id).map(What::Place),
        ["environment", "visibility_nm"] => Some(What::Visibility),
        ["environment", "wave_height_m"] => Some(What::Waves),
        ["environment", "sea_temperature_c"] => Some(What::SeaTemperature),
        ["environment", "wind_mps"] => Some(What::Wind),
        ["environment", "current_mps"] => Some(What::Current),
        ["unit", id, "ready_min"] => unit(id).map(What::Ready),
        ["unit", id, "available"] => unit(id).map(What::Available),
        _ => None,
    };
    let found = found.ok_or_else(|| format!("{}: cannot be drawn; there are: {KEYS}", draw.key))?;
    let fits = match found {
        What::Place(_) => matches!(draw.law, Law::LastKnown),
        What::Available(_) => matches!(draw.law, Law::Chance(_)),
        _ => !matches!(draw.law, Law::LastKnown | Law::Chance(_)),
    };
    let wanted = match found {
        What::Place(_) => "law = \"last-known\"",
        What::Available(_) => "chance = 0.8",
        _ => "uniform, normal or triangular",
    };
    if fits { Ok(found) } else { Err(format!("{}: {wanted} is the law for it", draw.key)) }
}

fn put(setup: &mut Setup, what: What, law: Law, stream: &mut Draw, drawn: &mut Vec<f64>) {
    let mut one = |least: f64, most: f64| number(law, stream).clamp(least, most);
    let value = match what {
        What::Place(object) => return drawn.extend(place(setup, object, stream)),
        What::Wind => return drawn.extend(offset(&mut setup.environment.wind, law, stream)),
        What::Current => return drawn.extend(offset(&mut setup.environment.current, law, stream)),
        What::Visibility => {
            setup.environment.visibility_nm = one(0.0, 50.0);
            setup.environment.visibility_nm
        }
        What::Waves => {
            setup.environment.wave_height_m = one(0.0, 20.0);
            setup.environment.wave_height_m
        }
        What::SeaTemperature => {
            setup.environment.sea_temperature_c = one(-2.0, 40.0);
            setup.environment.sea_temperature_c
        }
        What::Ready(unit) => {
            let minutes = one(0.0, 1e6);
            setup.units[unit].ready_s = (minutes * 60.0).round() as u64;
            minutes
        }
        What::Available(unit) => {
            let Law::Chance(chance) = law else { return };
            let available = stream.unit() < chance;
            if !available {
                setup.units[unit].ready_s = setup.length_s + 1;
                setup.units[unit].on_call = false;
            }
            f64::from(u8::from(available))
        }
    };
    drawn.push(value);
}

fn number(law: Law, stream: &mut Draw) -> f64 {
    match law {
        Law::Uniform(low, high) => low + stream.unit() * (high - low),
        Law::Normal(mean, deviation) => mean + deviation * stream.normal(),
        Law::Triangular(least, likeliest, greatest) => {
            let (share, rise) = (stream.unit(), (likeliest - least) / (greatest - least));
            if share < rise {
                least + (share * (greatest - least) * (likeliest - least)).sqrt()
            } else {
                greatest - ((1.0 - share) * (greatest - least) * (greatest - likeliest)).sqrt()
            }
        }
        Law::LastKnown | Law::Chance(_) => 0.0,
    }
}

/// Where and when the object really was: normal about its last known position (its error is the radius of 50 %), even over
/// the span of its time, as the cells' forecasts are seeded. On land it is drawn again.
fn place(setup: &mut Setup, object: usize, stream: &mut Draw) -> [f64; 2] {
    let known = setup.objects[object].last_known;
    let sigma_m = known.error_m * SIGMA_PER_PROBABLE_ERROR;
    let mut tries = (0..TRIES).map(|_| {
        let offset = Vec2 { east_m: stream.normal() * sigma_m, north_m: stream.normal() * sigma_m };
        (known.at.moved(offset), offset)
    });
    let (at, offset) = tries.find(|(at, _)| !setup.land.is_land(*at)).unwrap_or((known.at, Vec2::default()));
    let released_s = known.time_s as f64 + (2.0 * stream.unit() - 1.0) * known.time_error_s as f64;
    setup.objects[object].at = at;
    setup.objects[object].released_s = released_s.round() as i64;
    [(offset.east_m * offset.east_m + offset.north_m * offset.north_m).sqrt(), released_s.round()]
}

/// Adds one vector to a whole field.
fn offset(field: &mut sarex_model::field::FieldStack, law: Law, stream: &mut Draw) -> [f64; 2] {
    let error = Vec2 { east_m: number(law, stream), north_m: number(law, stream) };
    field.add(error);
    [error.east_m, error.north_m]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may unwrap")]
    use sarex_files::{roots::Roots, scenario::load_scenario};

    use super::*;

    fn drill() -> Setup {
        let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let known = ["patrol-vessel", "iamsar-patterns", "drone-recon"].map(str::to_owned);
        load_scenario(&home.join("scenarios/donghae-oki-raft"), &Roots::under(&home), &known).unwrap().setup
    }

    fn draw(key: &str, law: Law) -> Uncertain {
        Uncertain { key: key.into(), law }
    }

    /// 4,000 numbers of a draw, in order.
    fn numbers(setup: &Setup, draws: &[Uncertain], which: usize) -> Vec<f64> {
        let mut all: Vec<f64> = (0..4_000).map(|seed| apply(&mut setup.clone(), draws, seed).unwrap()[which]).collect();
        all.sort_by(f64::total_cmp);
        all
    }

    #[test]
    fn the_place_is_as_the_cells_believe_half_within_the_stated_error() {
        let setup = drill();
        let off = numbers(&setup, &[draw("object.raft.at", Law::LastKnown)], 0);
        let (median, p95) = (off[2_000], off[3_800]);
        let error = setup.objects[0].last_known.error_m;
        assert!((median / error - 1.0).abs() < 0.04, "{median} of {error}");
        // Rayleigh: 95 % within sqrt(ln 20 / ln 2) times the median.
        assert!((p95 / error - 2.079).abs() < 0.07, "{p95} of {error}");
        let at = |seed| {
            let mut setup = setup.clone();
            apply(&mut setup, &[draw("object.raft.at", Law::LastKnown)], seed).unwrap();
            setup.objects[0].at
        };
        assert_eq!(at(5), at(5));
        assert_ne!(at(5), at(6));
    }

    #[test]
    fn laws_have_their_means_and_bounds() {
        let setup = drill();
        let key = "environment.visibility_nm";
        for (law, mean, low, high) in [
            (Law::Uniform(2.0, 6.0), 4.0, 2.0, 6.0),
            (Law::Triangular(1.0, 2.0, 6.0), 3.0, 1.0, 6.0),
            (Law::Normal(10.0, 1.0), 10.0, 0.0, 50.0),
        ] {
            let all = numbers(&setup, &[draw(key, law)], 0);
            let found = all.iter().sum::<f64>() / all.len() as f64;
            assert!((found - mean).abs() < 0.06, "{law:?}: {found}");
            assert!(all[0] >= low && all[3_999] <= high, "{law:?}");
        }
        let there = numbers(&setup, &[draw("unit.jcg-s76.available", Law::Chance(0.8))], 0);
        assert!((there.iter().sum::<f64>() / 4_000.0 - 0.8).abs() < 0.02);
    }

    #[test]
    fn one_draw_more_changes_no_other() {
        let setup = drill();
        let wind = draw("environment.wind_mps", Law::Normal(0.0, 2.0));
        let haze = draw("environment.visibility_nm", Law::Uniform(1.0, 9.0));
        let alone = apply(&mut setup.clone(), std::slice::from_ref(&wind), 7).unwrap();
        let both = apply(&mut setup.clone(), &[haze, wind.clone()], 7).unwrap();
        assert_eq!(alone[..], both[1..]);
        let mut blown = setup.clone();
        apply(&mut blown, &[wind], 7).unwrap();
        let (at, time_s) = (setup.objects[0].at, 600.0);
        let (before, after) =
            (setup.environment.wind.at(at, time_s).unwrap(), blown.environment.wind.at(at, time_s).unwrap());
        assert!((after.east_m - before.east_m - alone[0]).abs() < 1e-5, "the whole field is off by what was drawn");
    }
}
