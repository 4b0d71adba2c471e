//! The desk in a window on a made-up exercise: units sail on, requests are printed.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Instant,
};

use sarex_desk::{DeskInput, Language, Palette, open};
use sarex_model::position::Vec2;
use sarex_session::link::{Link, Request, Snapshot};
use sarex_sim::{setup::Text, view::Brief};

#[path = "demo/mod.rs"]
mod demo;

struct Fake {
    brief: Arc<Brief>,
    now: Mutex<(Snapshot, Instant)>,
}

impl Link for Fake {
    fn brief(&self) -> Arc<Brief> {
        Arc::clone(&self.brief)
    }

    fn send(&self, request: Request) -> bool {
        println!("{request:?}");
        if let Ok(mut now) = self.now.lock() {
            match request {
                Request::Run(on) => now.0.clock.running = on,
                Request::Rate(rate) => now.0.clock.rate = rate,
                Request::Seek(tick) => now.0.frame.tick = tick,
                _ => {}
            }
        }
        true
    }

    fn latest(&self) -> Option<Arc<Snapshot>> {
        let mut now = self.now.lock().ok()?;
        if now.1.elapsed().as_secs_f64() < 0.25 {
            return None;
        }
        now.1 = Instant::now();
        let snapshot = &mut now.0;
        if snapshot.clock.running {
            let step_s = 0.25 * snapshot.clock.rate;
            snapshot.frame.tick += step_s as u64;
            for unit in &mut snapshot.frame.units {
                let (sin, cos) = unit.course_deg.to_radians().sin_cos();
                let by = unit.speed_mps * step_s;
                unit.at = unit.at.moved(Vec2 { east_m: by * sin, north_m: by * cos });
            }
        }
        Some(Arc::new(snapshot.clone()))
    }
}

fn fake(control: bool) -> Box<dyn Link> {
    let (brief, snapshot) = demo::exercise(false, control, false, 0);
    Box::new(Fake { brief: Arc::new(brief), now: Mutex::new((snapshot, Instant::now())) })
}

fn main() -> Result<(), String> {
    let chart = demo::chart(Path::new("maps/east-asia"))?;
    let other = chart.clone();
    open(DeskInput {
        link: fake(false),
        chart,
        language: Language::En,
        palette: Palette::Day,
        scenarios: vec![("a".into(), Text::plain("Drill A")), ("b".into(), Text::plain("Drill B, control"))],
        opener: Box::new(move |name| Ok((fake(name == "b"), other.clone()))),
        reporter: Box::new(|| Ok("/tmp/report.html".into())),
    })
}
