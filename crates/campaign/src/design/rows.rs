//! The rows of a design: one level of every factor in each.

use sarex_files::campaign::{Design, Factor, Level, Levels, Method, Range};
use sarex_model::rng::{Draw, Purpose};
use sarex_sim::setup::Text;

/// Most rows of a campaign: each holds a setup of its own.
const MOST_ROWS: usize = sarex_files::limits::DESIGN_ROWS;

/// One row: what it is called, and the level of each factor.
#[derive(Clone, Debug, PartialEq)]
pub struct RowDesign {
    /// Ids of the levels, joined; `as-planned` without factors.
    pub id: String,
    /// What people call it.
    pub label: Text,
    /// Factor and level of each.
    pub levels: Vec<(String, Level)>,
}

/// Every row of a design, in an order that never changes: the first factor varies slowest.
///
/// # Errors
/// When there are more rows than can be run.
pub fn rows(design: &Design) -> Result<Vec<RowDesign>, String> {
    let chosen: Vec<Vec<Level>> = match design.method {
        Method::FullFactorial => full_factorial(&design.factors)?,
        Method::LatinHypercube => latin_hypercube(&design.factors, design.rows.unwrap_or(2) as usize),
    };
    Ok(chosen.into_iter().map(|levels| row(&design.factors, levels)).collect())
}

fn row(factors: &[Factor], levels: Vec<Level>) -> RowDesign {
    let one = factors.len() == 1;
    let join = |text: &dyn Fn(&Factor, &Level) -> String| -> String {
        let parts: Vec<String> = factors.iter().zip(&levels).map(|(factor, level)| text(factor, level)).collect();
        parts.join(", ")
    };
    let id = join(&|factor, level| if one { level.id.clone() } else { format!("{}={}", factor.id, level.id) });
    let label = |language: &str| {
        join(&|factor, level| {
            let level = level.label.get(language);
            if one { level.to_owned() } else { format!("{}: {level}", factor.label.get(language)) }
        })
    };
    let label = Text { en: label("en"), ko: Some(label("ko")), ja: Some(label("ja")) };
    if factors.is_empty() {
        return RowDesign { id: "as-planned".into(), label: as_planned(), levels: Vec::new() };
    }
    let levels = factors.iter().map(|factor| factor.id.clone()).zip(levels).collect();
    RowDesign { id, label, levels }
}

fn as_planned() -> Text {
    Text { en: "as planned".into(), ko: Some("계획대로".into()), ja: Some("計画どおり".into()) }
}

fn full_factorial(factors: &[Factor]) -> Result<Vec<Vec<Level>>, String> {
    let mut rows: Vec<Vec<Level>> = vec![Vec::new()];
    for factor in factors {
        let Levels::Listed(levels) = &factor.levels else {
            return Err(format!("{}: a range has no levels to combine", factor.id));
        };
        let number = rows.len() * levels.len();
        if number > MOST_ROWS {
            return Err(format!(
                "the factors make more than {MOST_ROWS} rows; use method = \"latin-hypercube\" with rows = 200, or fewer levels"
            ));
        }
        let longer = |row: &Vec<Level>, level: &Level| row.iter().cloned().chain([level.clone()]).collect();
        rows = rows.iter().flat_map(|row| levels.iter().map(move |level| longer(row, level))).collect();
    }
    Ok(rows)
}

/// Each factor's range in as many shares as there are rows, each share in one row; which, is drawn.
fn latin_hypercube(factors: &[Factor], rows: usize) -> Vec<Vec<Level>> {
    let columns: Vec<Vec<Level>> = factors.iter().map(|factor| column(factor, rows)).collect();
    (0..rows).map(|row| columns.iter().filter_map(|column| column.get(row).cloned()).collect()).collect()
}

fn column(factor: &Factor, rows: usize) -> Vec<Level> {
    let mut draw = Draw::new(0, Purpose::Campaign, super::draws::name(&factor.id), 0);
    let mut order: Vec<usize> = (0..rows).collect();
    for last in (1..rows).rev() {
        order.swap(last, draw.below(last as u32 + 1) as usize);
    }
    let level = |share: usize, within: f64| match &factor.levels {
        Levels::Listed(levels) => levels[share * levels.len() / rows].clone(),
        Levels::Range(range) => in_range(range, (share as f64 + within) / rows as f64),
    };
    order.into_iter().map(|share| level(share, draw.unit())).collect()
}

/// The number at a share of a range, rounded to six digits, so that the results say exactly what was run; whole where a unit
/// follows, for durations are whole.
fn in_range(range: &Range, share: f64) -> Level {
    let number = range.low + share * (range.high - range.low);
    let six = 6 - (range.high - range.low).abs().log10().ceil() as i64;
    let digits = if range.unit.is_empty() { six.clamp(0, 12) as usize } else { 0 };
    let plain = format!("{number:.digits$}");
    let id = format!("{plain}{}", range.unit);
    let value = if range.unit.is_empty() { plain } else { format!("\"{id}\"") };
    Level { label: Text::plain(id.clone()), id, set: vec![(range.key.clone(), value)], remove: Vec::new() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may unwrap")]
    use super::*;

    fn listed(id: &str, levels: &[&str]) -> Factor {
        let level = |id: &&str| Level { id: (*id).into(), label: Text::plain(*id), set: vec![], remove: vec![] };
        Factor { id: id.into(), label: Text::plain(id), levels: Levels::Listed(levels.iter().map(level).collect()) }
    }

    fn range(id: &str, low: f64, high: f64) -> Factor {
        let range = Range { key: id.into(), low, high, unit: String::new() };
        Factor { id: id.into(), label: Text::plain(id), levels: Levels::Range(range) }
    }

    #[test]
    fn a_full_factorial_has_every_combination_once() {
        let factors = vec![listed("a", &["1", "2"]), listed("b", &["x", "y", "z"])];
        let all = rows(&Design { factors, ..Design::default() }).unwrap();
        let ids: Vec<&str> = all.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["a=1, b=x", "a=1, b=y", "a=1, b=z", "a=2, b=x", "a=2, b=y", "a=2, b=z"]);
        assert_eq!(rows(&Design::default()).unwrap()[0].id, "as-planned");
    }

    #[test]
    fn a_hypercube_has_one_row_in_every_share_of_every_range() {
        let factors = vec![range("v", 2.0, 6.0), listed("a", &["1", "2"]), range("w", 0.0, 1.0)];
        let design = Design { method: Method::LatinHypercube, rows: Some(40), factors, ..Design::default() };
        let all = rows(&design).unwrap();
        for (factor, low, high) in [(0, 2.0, 6.0), (2, 0.0, 1.0)] {
            let mut shares: Vec<usize> = all
                .iter()
                .map(|row| ((row.levels[factor].1.id.parse::<f64>().unwrap() - low) / (high - low) * 40.0) as usize)
                .collect();
            shares.sort_unstable();
            assert_eq!(shares, (0..40).collect::<Vec<_>>());
        }
        assert_eq!(all.iter().filter(|row| row.levels[1].1.id == "1").count(), 20);
        let order: Vec<&str> = all.iter().map(|row| row.levels[1].1.id.as_str()).collect();
        assert_ne!(order[..20], ["1"; 20], "drawn, not sorted");
    }

    #[test]
    fn too_many_rows_are_refused() {
        let many: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let factors = vec![listed("a", &many), listed("b", &many)];
        assert!(rows(&Design { factors, ..Design::default() }).unwrap_err().contains("latin-hypercube"));
    }
}
