//! {{name}}: was the first search object sighted in time?
//!
//! Change `judge` and the tests below it; `plugin.toml` holds the bounds of the parameter once more.

use sarex_plugin_sdk::{Event, Finding, Judge, Params, Spec, export_judge};

const IN_TIME: Spec = Spec::new("in_time_s", 7_200.0, 60.0, 604_800.0);

struct FirstSighting {
    in_time_s: f64,
}

impl Judge for FirstSighting {
    const NAME: &'static str = "{{name}}";

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[IN_TIME])?;
        Ok(Self { in_time_s: params.get(IN_TIME) })
    }

    fn judge(&self, log: &[Event], _metrics: &Params) -> Vec<Finding> {
        let code = "first-sighting".to_string();
        let Some(first) = log.iter().find(|event| event.kind == "detected") else {
            return vec![Finding { code, score: 0.0, text: "Nothing was sighted.".into(), at_s: Vec::new() }];
        };
        let score = (2.0 - first.time_s / self.in_time_s).clamp(0.0, 1.0);
        let text = format!("First sighting after {:.0} min.", first.time_s / 60.0);
        vec![Finding { code, score, text, at_s: vec![first.time_s] }]
    }
}

export_judge!(FirstSighting);

#[cfg(test)]
mod tests {
    use super::*;

    fn event(time_s: f64, kind: &str) -> Event {
        Event { time_s, kind: kind.into(), subject: 1, object: 1, value: 0.0, text: String::new() }
    }

    fn score(log: &[Event]) -> f64 {
        FirstSighting { in_time_s: 3_600.0 }.judge(log, &Params::default())[0].score
    }

    #[test]
    fn the_score_falls_with_the_time_of_the_first_sighting() {
        assert_eq!(score(&[event(0.0, "started"), event(3_000.0, "detected"), event(9_000.0, "detected")]), 1.0);
        assert_eq!(score(&[event(5_400.0, "detected")]), 0.5);
        assert_eq!(score(&[event(9_000.0, "detected")]), 0.0);
        assert_eq!(score(&[event(10.0, "started")]), 0.0);
    }
}
