//! Figures derived from the history: times, probabilities, effort, overlap.

mod mail;
mod overlap;
mod steps;
mod track;

pub(crate) use mail::{Inject, Mail, read_tick};
pub(crate) use steps::{Step, StepKind};

use std::collections::BTreeMap;

use sarex_sim::{
    event::What,
    view::{Activity, Brief},
};

use crate::history::{History, PosSeries, UnitUse};

/// What the report and the summary say in numbers. Seconds, metres, shares 0..=1.
#[derive(Clone, Debug)]
pub(crate) struct Metrics {
    /// When the first object was found.
    pub first_found: Option<u64>,
    /// When every object was found and cleared.
    pub all_rescued: Option<u64>,
    pub persons: u32,
    pub recovered_alive: u32,
    pub recovered_dead: u32,
    pub alive: u32,
    pub expected_alive: f64,
    pub pos: Vec<PosFigure>,
    /// Unit time spent searching.
    pub search_s: u64,
    /// Share of the area searched that two or more units were given at the same time.
    pub overlap_frac: Option<f64>,
    pub steps: Vec<Step>,
    pub units: Vec<UnitFigure>,
    /// Messages of each cell, by number.
    pub mail: Vec<Mail>,
    /// The exercise list without the cells' default procedures.
    pub injects: Vec<Inject>,
    /// Hours that persons spent adrift from the start until they were on board, died, or the exercise ended.
    pub person_hours: f64,
}

/// Probability of success of one cell for one object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PosFigure {
    pub cell: u32,
    pub object: u32,
    pub best: f64,
    /// Area under the curve over the length of the exercise: the mean probability.
    pub mean: f64,
}

/// How a unit was used.
#[derive(Clone, Debug)]
pub(crate) struct UnitFigure {
    pub usage: UnitUse,
    /// Search legs, without the run to the commence search point.
    pub legs_planned: u32,
    pub legs_run: u32,
    pub spacing_planned_m: Option<f64>,
    pub spacing_run_m: Option<f64>,
    /// Root mean square distance from the planned legs while searching.
    pub off_track_m: Option<f64>,
}

impl UnitFigure {
    /// Share of the exercise spent in any of these activities.
    pub fn share(&self, activities: &[Activity]) -> f64 {
        let total: u64 = self.usage.seconds_by_activity.iter().map(|(_, s)| s).sum();
        let spent: u64 =
            self.usage.seconds_by_activity.iter().filter(|(a, _)| activities.contains(a)).map(|(_, s)| s).sum();
        if total == 0 { 0.0 } else { spent as f64 / total as f64 }
    }
}

impl Metrics {
    /// Derives the figures.
    pub fn of(brief: &Brief, history: &History) -> Self {
        let objects = &history.objects;
        let sum = |f: fn(&crate::history::ObjectOutcome) -> u32| objects.iter().map(f).fold(0, u32::saturating_add);
        let all_rescued: Option<Vec<u64>> = objects.iter().map(|o| o.rescued_tick).collect();
        Self {
            first_found: objects.iter().filter_map(|o| o.found_tick).min(),
            all_rescued: all_rescued.and_then(|ticks| ticks.into_iter().max()),
            persons: sum(|o| o.persons),
            recovered_alive: sum(|o| o.recovered_alive),
            recovered_dead: sum(|o| o.recovered_dead),
            alive: sum(|o| o.alive),
            expected_alive: objects.iter().map(|o| o.expected_alive).sum(),
            pos: history.pos.iter().map(|series| pos_figure(series, history.ticks)).collect(),
            search_s: history.unit_use.iter().map(|u| seconds_in(u, Activity::Searching)).sum(),
            overlap_frac: overlap::share(history),
            steps: steps::steps(brief, history),
            units: history.unit_use.iter().map(|usage| unit_figure(usage, history)).collect(),
            mail: mail::mail(brief, history),
            injects: mail::injects(brief, history),
            person_hours: person_hours(history),
        }
    }

    /// Highest probability of success of any cell.
    pub fn best_pos(&self) -> Option<f64> {
        self.pos.iter().map(|p| p.best).max_by(f64::total_cmp)
    }

    /// Share recovered alive of all persons; none without persons.
    pub fn saved_share(&self) -> Option<f64> {
        (self.persons > 0).then(|| f64::from(self.recovered_alive) / f64::from(self.persons))
    }

    /// Highest probability of success for each unit hour of search.
    pub fn pos_per_hour(&self) -> Option<f64> {
        let best = self.best_pos()?;
        (self.search_s > 0).then(|| best / (self.search_s as f64 / 3600.0))
    }

    /// Persons neither recovered alive nor dead.
    pub fn missing(&self) -> u32 {
        self.persons.saturating_sub(self.recovered_alive).saturating_sub(self.recovered_dead)
    }
}

fn person_hours(history: &History) -> f64 {
    let persons: u64 = history.objects.iter().map(|o| u64::from(o.persons)).sum();
    // Who died adrift and was recovered later is no longer counted from the earlier of the two.
    let mut over: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for event in &history.events {
        if let What::PersonRecovered { object, person, .. } | What::PersonDied { object, person } = event.what {
            over.entry((object, person)).or_insert(event.tick);
        }
    }
    let spent: u64 = over.values().sum();
    let left = persons.saturating_sub(over.len() as u64);
    (spent + left * history.ticks) as f64 / 3600.0
}

fn seconds_in(usage: &UnitUse, activity: Activity) -> u64 {
    usage.seconds_by_activity.iter().filter(|(a, _)| *a == activity).map(|(_, s)| s).sum()
}

/// Best value and mean over the exercise; before its first point a series is 0, after its last it stays.
fn pos_figure(series: &PosSeries, ticks: u64) -> PosFigure {
    let between = |pair: &[(u64, f64)]| pair[1].0.saturating_sub(pair[0].0) as f64 * 0.5 * (pair[0].1 + pair[1].1);
    let mut area: f64 = series.points.windows(2).map(between).sum();
    if let Some(&(tick, last)) = series.points.last() {
        area += ticks.saturating_sub(tick) as f64 * last;
    }
    let best = series.points.iter().map(|p| p.1).fold(0.0, f64::max);
    PosFigure {
        cell: series.cell,
        object: series.object,
        best,
        mean: if ticks == 0 { 0.0 } else { area / ticks as f64 },
    }
}

fn unit_figure(usage: &UnitUse, history: &History) -> UnitFigure {
    let parts = || history.plans.iter().flat_map(|p| p.parts.iter().map(move |part| (p.plan, part)));
    let own: Vec<_> = parts().filter(|(_, part)| part.unit == usage.unit).collect();
    let followed: Vec<_> = own
        .iter()
        .filter_map(|&(plan, part)| track::followed(part, &track::searched(history, usage.unit, plan)))
        .collect();
    let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    UnitFigure {
        usage: usage.clone(),
        legs_planned: own.iter().map(|(_, part)| part.points.len().saturating_sub(1) as u32).sum(),
        // The first leg done is the run to the commence search point.
        legs_run: own.iter().map(|(_, part)| part.legs_done.saturating_sub(1)).sum(),
        spacing_planned_m: mean(own.iter().map(|(_, part)| part.spacing_m).filter(|s| *s > 0.0).collect()),
        spacing_run_m: mean(followed.iter().filter_map(|f| f.spacing_m).collect()),
        off_track_m: mean(followed.iter().map(|f| f.off_track_m).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn figures_of_the_sample() {
        let (brief, history) = (sample::brief(), sample::history());
        let metrics = Metrics::of(&brief, &history);
        assert_eq!(metrics.first_found, Some(12_000));
        assert_eq!(
            (metrics.persons, metrics.recovered_alive, metrics.recovered_dead, metrics.missing()),
            (10, 9, 1, 0)
        );
        assert_eq!(metrics.search_s, 5400 + 3600);
        // 0 until 3600 s, rising to 0.6 at 12 000 s, then level until 36 000 s.
        let pos = metrics.pos[0];
        assert!((pos.mean - (8400.0 * 0.3 + 24_000.0 * 0.6) / 36_000.0).abs() < 1e-9, "{pos:?}");
        assert_eq!(metrics.best_pos(), Some(0.6));
        assert!((metrics.units[0].share(&[Activity::Searching]) - 0.15).abs() < 1e-9);
    }
}
