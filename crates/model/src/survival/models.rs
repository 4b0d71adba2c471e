//! Other published survival models, by name, to compare with the survey's medians. They differ in what they end at: none may be
//! mixed with the curves of [`super::in_water`].

use super::hayward_1975_s;
use crate::csv;
use std::sync::OnceLock;

/// A published model of how long a person in the water lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonModel {
    /// Hayward 1975: light clothing and lifejacket, core at 30 degrees.
    Hayward1975,
    /// Golden 1996, as cited in TP 13822: clothed with lifejacket.
    Golden1996,
    /// Xu and Giesbrecht 2018: upper envelope of recorded survivals, as one page quotes it. Doubtful.
    XuGiesbrecht2018,
    /// IMO thermal protection: time to lose 2 degrees or reach 35, lifejacket only.
    ImoLifejacket,
    /// IMO, thermal protective lifejacket.
    ImoThermalLifejacket,
    /// IMO, anti-exposure suit.
    ImoAntiExposureSuit,
    /// IMO, immersion suit without insulation.
    ImoSuitUninsulated,
    /// IMO, immersion suit with insulation.
    ImoSuitInsulated,
}

/// What a model says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Hours.
    pub hours: f64,
    /// The source prints "more than" this.
    pub at_least: bool,
}

impl ComparisonModel {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Hayward1975,
        Self::Golden1996,
        Self::XuGiesbrecht2018,
        Self::ImoLifejacket,
        Self::ImoThermalLifejacket,
        Self::ImoAntiExposureSuit,
        Self::ImoSuitUninsulated,
        Self::ImoSuitInsulated,
    ];

    /// A key for files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hayward1975 => "hayward_1975",
            Self::Golden1996 => "golden_1996",
            Self::XuGiesbrecht2018 => "xu_giesbrecht_2018_doubtful",
            Self::ImoLifejacket => "imo_lifejacket",
            Self::ImoThermalLifejacket => "imo_thermal_lifejacket",
            Self::ImoAntiExposureSuit => "imo_anti_exposure_suit",
            Self::ImoSuitUninsulated => "imo_suit_uninsulated",
            Self::ImoSuitInsulated => "imo_suit_insulated",
        }
    }

    /// What it is a time of, and where it comes from.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Hayward1975 => "light clothing, lifejacket: time until the core is at 30 C",
            Self::Golden1996 => "clothed, lifejacket: survival time as cited in TP 13822",
            Self::XuGiesbrecht2018 => "upper envelope of recorded survivals; attribution doubtful",
            Self::ImoLifejacket => "IMO table, lifejacket: core loses 2 C or reaches 35 C",
            Self::ImoThermalLifejacket => "IMO table, thermal protective lifejacket: same end",
            Self::ImoAntiExposureSuit => "IMO table, anti-exposure suit: same end",
            Self::ImoSuitUninsulated => "IMO table, immersion suit, uninsulated: same end",
            Self::ImoSuitInsulated => "IMO table, immersion suit, insulated: same end",
        }
    }

    /// Time at a water temperature; `None` outside the printed temperatures. Between them it is linear, and a bound ("more
    /// than") at either neighbour makes the answer one.
    ///
    /// # Units
    /// - `water_temp_c`: degrees Celsius
    /// # References
    /// Hayward, Eckerson and Collis 1975; Golden 1996 in TP 13822; IMO thermal performance table: all through
    /// `tables/survival_times.csv`. Xu and Giesbrecht 2018: `0.0547 T^2 + 0.5048 T + 1.3604` h, as quoted by a public page with
    /// doubtful attribution, given here for 0 to 20 degrees (reference/sar-science.md, section 3.7).
    pub fn time(self, water_temp_c: f64) -> Option<Comparison> {
        let exactly = |hours| Comparison { hours, at_least: false };
        match self {
            Self::Hayward1975 => hayward_1975_s(water_temp_c).ok().map(|seconds| exactly(seconds / 3600.0)),
            Self::XuGiesbrecht2018 => {
                let t = water_temp_c;
                (0.0..=20.0).contains(&t).then(|| exactly(0.0547 * t * t + 0.5048 * t + 1.3604))
            }
            Self::Golden1996 => between("fully clothed, lifejacket", "survival_time_as_cited", water_temp_c),
            Self::ImoLifejacket => imo("lifejacket", water_temp_c),
            Self::ImoThermalLifejacket => imo("thermal protective lifejacket", water_temp_c),
            Self::ImoAntiExposureSuit => imo("anti-exposure suit", water_temp_c),
            Self::ImoSuitUninsulated => imo("immersion suit, uninsulated", water_temp_c),
            Self::ImoSuitInsulated => imo("immersion suit, insulated", water_temp_c),
        }
    }
}

fn imo(protection: &str, water_temp_c: f64) -> Option<Comparison> {
    between(protection, "core_temp_drop_2C_or_35C", water_temp_c)
}

struct Line {
    protection: String,
    end_point: String,
    temp_c: f64,
    hours: f64,
    at_least: bool,
}

fn between(protection: &str, end_point: &str, water_temp_c: f64) -> Option<Comparison> {
    let rows: Vec<&Line> =
        lines().iter().filter(|line| line.protection == protection && line.end_point == end_point).collect();
    let above = rows.iter().position(|line| water_temp_c <= line.temp_c)?;
    let high = rows[above];
    if high.temp_c == water_temp_c {
        return Some(Comparison { hours: high.hours, at_least: high.at_least });
    }
    let low = rows[above.checked_sub(1)?];
    let share = (water_temp_c - low.temp_c) / (high.temp_c - low.temp_c);
    let hours = low.hours + (high.hours - low.hours) * share;
    Some(Comparison { hours, at_least: low.at_least || high.at_least })
}

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    const TABLE: &str = include_str!("../../tables/survival_times.csv");
    LINES.get_or_init(|| {
        let lines = csv::read(TABLE, |row| {
            Ok(Line {
                protection: row.text("protection")?.to_owned(),
                end_point: row.text("end_point")?.to_owned(),
                temp_c: row.maybe_number("water_temp_high_c")?.unwrap_or(f64::INFINITY),
                hours: row.maybe_number("time_low_min")?.unwrap_or(f64::NAN) / 60.0,
                at_least: row.maybe_number("time_high_min")?.is_none(),
            })
        });
        lines.expect("the shipped table is held by a test")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(model: ComparisonModel, temp: f64, hours: f64, at_least: bool) {
        let got = model.time(temp).expect("printed");
        assert!((got.hours - hours).abs() < 0.01 && got.at_least == at_least, "{model:?} {temp}: {got:?}");
    }

    /// IMO table: lifejacket 0.5 h at 5 C, insulated suit 6 h at 0 C and more than 12 h from 5 C; Golden 1, 2 and 6 h.
    #[test]
    fn val_published_times() {
        check(ComparisonModel::ImoLifejacket, 5.0, 0.5, false);
        check(ComparisonModel::ImoLifejacket, 20.0, 1.7, false);
        check(ComparisonModel::ImoSuitInsulated, 0.0, 6.0, false);
        check(ComparisonModel::ImoSuitInsulated, 5.0, 12.0, true);
        check(ComparisonModel::ImoSuitInsulated, 2.5, 9.0, true);
        check(ComparisonModel::ImoAntiExposureSuit, 10.0, 4.0, false);
        check(ComparisonModel::ImoSuitUninsulated, 10.0, 5.0, false);
        check(ComparisonModel::ImoThermalLifejacket, 10.0, 2.0, false);
        for (temp, hours) in [(5.0, 1.0), (10.0, 2.0), (15.0, 6.0)] {
            check(ComparisonModel::Golden1996, temp, hours, false);
        }
        check(ComparisonModel::Hayward1975, 10.0, 176.80 / 60.0, false);
        check(ComparisonModel::XuGiesbrecht2018, 10.0, 11.8784, false);
    }

    #[test]
    fn prop_warmer_is_longer_and_outside_there_is_nothing() {
        for model in ComparisonModel::ALL {
            assert_eq!(model.time(-5.0), None);
            assert_eq!(model.time(35.0), None);
            assert_eq!(model.time(f64::NAN), None);
            let times: Vec<f64> = (0..=200).filter_map(|t| model.time(f64::from(t) * 0.1)).map(|c| c.hours).collect();
            assert!(times.is_sorted() && times.len() > 90, "{model:?}");
        }
    }
}
