//! Axes of time.

use super::{label, line, style};
use crate::{markup::Markup, words::Words};

/// Where ticks lie across a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeAxis {
    pub left: f64,
    pub right: f64,
    /// Length of the exercise, seconds.
    pub ticks: u64,
    pub start_unix_s: i64,
}

/// Steps between labels, seconds.
const STEPS: [u64; 12] = [60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];
const MOST_LABELS: u64 = 12;

impl TimeAxis {
    pub fn x(&self, tick: u64) -> f64 {
        let share = tick.min(self.ticks) as f64 / self.ticks.max(1) as f64;
        self.left + share * (self.right - self.left)
    }

    /// Lines at round UTC times from `top` to `bottom`, and their labels below.
    pub fn draw(&self, page: &mut Markup, words: &Words, top: f64, bottom: f64) {
        let step = STEPS.into_iter().find(|s| self.ticks / s <= MOST_LABELS).unwrap_or(self.ticks / MOST_LABELS).max(1);
        let first = (-self.start_unix_s).rem_euclid(step as i64).unsigned_abs();
        let mut tick = first;
        while tick <= self.ticks {
            let x = self.x(tick);
            line(page, (x, top), (x, bottom), style::GRID, 1.0);
            let clock = words.time_of_day(tick, self.start_unix_s);
            label(page, (x, bottom + 15.0), "middle", 12.0, clock.get(..5).unwrap_or_default());
            tick += step;
        }
        label(page, (self.left - 22.0, bottom + 15.0), "end", 12.0, "UTC");
        line(page, (self.left, bottom), (self.right, bottom), style::FAINT, 1.0);
    }

    /// Lines at round times since the start, and their labels below.
    pub fn draw_elapsed(&self, page: &mut Markup, words: &Words, top: f64, bottom: f64) {
        let step = STEPS.into_iter().find(|s| self.ticks / s <= MOST_LABELS).unwrap_or(self.ticks / MOST_LABELS).max(1);
        for tick in (0..=self.ticks).step_by(usize::try_from(step).unwrap_or(usize::MAX)) {
            let x = self.x(tick);
            line(page, (x, top), (x, bottom), style::GRID, 1.0);
            // Nought needs no unit.
            let text = if tick == 0 { "0".to_owned() } else { words.duration(tick) };
            label(page, (x, bottom + 15.0), "middle", 12.0, &text);
        }
        line(page, (self.left, bottom), (self.right, bottom), style::FAINT, 1.0);
    }
}
