//! The words beside the chart: the case, its units, what the plan is worth here and in all cases.

use sarex_model::position::Vec2;
use sarex_model::units::{to_knots, to_nm};

use super::Sketch;
use super::ink::{self, unit_colour};
use super::svg::{Anchor, Stroke, Svg};
use crate::quality::{Marks, Score};

const CLASSES: [&str; 4] = ["vessel", "helicopter", "aeroplane", "drone"];
/// Mean width of a letter, in heights of the font.
const LETTER: f64 = 0.5;

/// Writes from the top of a box (left, top, width, height) downwards.
struct Pen<'a> {
    svg: &'a mut Svg,
    left: f64,
    y: f64,
    width: f64,
    bottom: f64,
}

impl Pen<'_> {
    fn heading(&mut self, text: &str) {
        self.y += 14.0;
        if self.y + 24.0 > self.bottom {
            return;
        }
        self.svg.strong((self.left, self.y + 14.0), text, 16.0, ink::TEXT, Anchor::Start);
        let y = self.y + 20.0;
        self.svg.line(&[(self.left, y), (self.left + self.width, y)], Stroke::solid(ink::WEAK, 0.8));
        self.y += 24.0;
    }

    /// Lines of at most the width, indented.
    fn text(&mut self, text: &str, colour: &str, indent: f64) {
        let size = 14.0;
        let letters = ((self.width - indent) / (LETTER * size)) as usize;
        for line in wrapped(text, letters) {
            if self.y + 19.0 > self.bottom {
                return;
            }
            self.y += 19.0;
            self.svg.text((self.left + indent, self.y), &line, size, colour, Anchor::Start);
        }
    }

    /// A name with its value at the right.
    fn row(&mut self, name: &str, value: &str) {
        if self.y + 19.0 > self.bottom {
            return;
        }
        self.y += 19.0;
        self.svg.text((self.left, self.y), name, 14.0, ink::WEAK, Anchor::Start);
        self.svg.text((self.left + self.width, self.y), value, 14.0, ink::TEXT, Anchor::End);
    }
}

pub(super) fn draw(svg: &mut Svg, [left, top, width, height]: [f64; 4], sketch: &Sketch) {
    let mut pen = Pen { svg, left, y: top - 14.0, width, bottom: top + height };
    here(&mut pen, &sketch.flight.marks);
    if let Some(score) = sketch.score {
        overall(&mut pen, score);
    }
    units(&mut pen, sketch);
    case(&mut pen, sketch);
    if !sketch.plan.note.is_empty() {
        pen.heading("The plugin's note");
        pen.text(&sketch.plan.note, ink::TEXT, 0.0);
    }
}

fn here(pen: &mut Pen, marks: &Marks) {
    pen.heading("In this case");
    let or_none = |value: Option<f64>, text: &dyn Fn(f64) -> String| value.map_or("none".to_owned(), text);
    pen.row("POS (found of all)", &format!("{:.2}", marks.pos));
    pen.row("POD (found in the area)", &or_none(marks.pod, &|v| format!("{v:.2}")));
    pen.row("coverage", &or_none(marks.coverage, &|v| format!("{v:.2}")));
    pen.row("half of the POS after", &or_none(marks.half_s, &|v| format!("{:.0} min", v / 60.0)));
    let mut faults = Vec::new();
    if marks.over_endurance_s > 1.0 {
        faults.push(format!("cannot come home: {:.0} min too long", marks.over_endurance_s / 60.0));
    } else if marks.broke_off > 0 {
        faults.push("a unit breaks off to come home".to_owned());
    }
    if marks.tight_turns > 0 {
        faults.push(format!("{} legs end inside the turning circle", marks.tight_turns));
    }
    if marks.too_fast > 0 {
        faults.push(format!("{} legs are too fast", marks.too_fast));
    }
    if let Some(outside) = marks.outside.filter(|share| *share > 0.02) {
        faults.push(format!("{:.0} % of the track is outside the area", 100.0 * outside));
    }
    for fault in faults {
        pen.text(&fault, ink::BAD, 0.0);
    }
}

fn overall(pen: &mut Pen, score: &Score) {
    pen.heading(&format!("In {} drift cases", score.cases));
    if score.planned == 0 {
        pen.text(&score.line(), ink::BAD, 0.0);
        return;
    }
    pen.row("POS", &format!("{:.2} ± {:.2}", score.pos.mean, score.pos.half_95));
    pen.row("POD, coverage", &format!("{:.2}, {:.2}", score.pod.mean, score.coverage.mean));
    for other in &score.textbook {
        let name = other.pattern.replace('-', " ");
        let difference = format!("{:+.2} ± {:.2}", other.difference.mean, other.difference.half_95);
        pen.row(&format!("against {name} {:.2}", other.pos.mean), &difference);
    }
    if let Some(best) = score.best_textbook() {
        let colour = if best.difference.mean > 0.0 { ink::GOOD } else { ink::TEXT };
        let text = format!("better than the best of them in {} cases", best.better);
        pen.text(&text, colour, 0.0);
    }
    for remark in score.remarks() {
        pen.text(&remark, ink::BAD, 0.0);
    }
}

fn units(pen: &mut Pen, sketch: &Sketch) {
    pen.heading("Units");
    for (index, part) in sketch.plan.assets.iter().enumerate() {
        let Some(asset) = sketch.asset(index) else { continue };
        let class = CLASSES.get(asset.class as usize).unwrap_or(&"unit");
        let from = asset.start - sketch.task.datum;
        let first = format!(
            "{} {class}, {:.0} kn, sweep width {:.2} NM, {:.1} h",
            asset.id,
            to_knots(asset.search_mps),
            to_nm(asset.sweep_width_m),
            asset.endurance_s / 3_600.0
        );
        pen.text(&first, unit_colour(index), 0.0);
        let searched_m = sketch.flight.tracks.get(index).map_or(0.0, |track| track.searched_m());
        let second = format!(
            "from {:.0} NM {:03.0}°, {} legs {:.2} NM apart, {:.0} NM",
            to_nm(from.length()),
            from.bearing_deg(),
            part.legs.len(),
            to_nm(part.spacing_m),
            to_nm(searched_m)
        );
        pen.text(&second, ink::TEXT, 12.0);
    }
}

fn case(pen: &mut Pen, sketch: &Sketch) {
    let task = sketch.task;
    pen.heading(&format!("Case {}", sketch.case.number));
    let towards = |v: Vec2| format!("{:03.0}° {:.1} kn", v.bearing_deg(), to_knots(v.length()));
    pen.row("search object", sketch.case.object);
    pen.row("50 % within", &format!("{:.1} NM", to_nm(task.error_radius_m)));
    pen.row("drift towards", &towards(task.drift_mps));
    pen.row("wind from", &towards(-task.wind_mps));
    pen.row("visibility, waves", &format!("{:.1} NM, {:.1} m", to_nm(task.visibility_m), task.wave_height_m));
    pen.row("area", if task.area.is_empty() { "the planner's choice" } else { "drawn (black)" });
}

/// Lines of at most so many letters; a word that is longer is cut.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let letters = letters.max(8);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        for part in word.chunks(letters) {
            let part: String = part.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + part.chars().count() <= letters => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_longer_than_asked() {
        let lines = wrapped("one two three aVeryLongWordThatDoesNotFit four", 10);
        assert!(lines.iter().all(|line| line.chars().count() <= 10), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "onetwothreeaVeryLongWordThatDoesNotFitfour");
    }
}
