//! Reports are written on a thread of their own: to set one on paper takes seconds, and no frame waits for it.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use crate::words::Language;

/// How an after-action report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// One HTML file in all three languages, opened in this one.
    Html(Language),
    /// PDF in one language.
    Pdf(Language),
    /// PDF in every language, a file each.
    PdfAll,
}

/// What came of a report: its files, or why there are none.
pub type Printed = Result<Vec<PathBuf>, String>;
/// Writes after-action reports and says where they are.
pub type Reporter = Arc<dyn Fn(Paper) -> Printed + Send + Sync>;

/// Writes one report at a time.
pub struct Press {
    reporter: Reporter,
    /// Gets the report that is being written.
    at_work: Option<Mutex<Receiver<Printed>>>,
}

impl Press {
    /// A press at rest.
    pub fn new(reporter: Reporter) -> Self {
        Self { reporter, at_work: None }
    }

    /// A report is being written.
    pub fn busy(&self) -> bool {
        self.at_work.is_some()
    }

    /// Begins a report; false while another is being written, or when no thread can be had.
    pub fn begin(&mut self, paper: Paper) -> bool {
        if self.busy() {
            return false;
        }
        let (outbox, inbox) = channel();
        let reporter = Arc::clone(&self.reporter);
        let write = move || {
            // Nobody may wait any more: the desk was closed.
            let _ = outbox.send(reporter(paper));
        };
        let begun = thread::Builder::new().name("sarex-report".to_owned()).spawn(write).is_ok();
        self.at_work = begun.then(|| Mutex::new(inbox));
        begun
    }

    /// What has come of the report, once it is done.
    pub fn done(&mut self) -> Option<Printed> {
        let answer = self.at_work.as_ref()?.lock().ok().map(|inbox| inbox.try_recv());
        let printed = match answer {
            Some(Err(TryRecvError::Empty)) => return None,
            Some(Ok(printed)) => printed,
            Some(Err(TryRecvError::Disconnected)) | None => Err("the report was broken off".to_owned()),
        };
        self.at_work = None;
        Some(printed)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn wait(press: &mut Press) -> Printed {
        let begun = Instant::now();
        loop {
            if let Some(printed) = press.done() {
                return printed;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "no answer came");
            thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_report_is_written_beside_the_desk_one_at_a_time() {
        let (go, gate) = channel::<()>();
        let gate = Mutex::new(gate);
        let mut press = Press::new(Arc::new(move |paper| {
            gate.lock().unwrap().recv().unwrap();
            match paper {
                Paper::PdfAll => Err("the disk is full".to_owned()),
                _ => Ok(vec![PathBuf::from("report.html")]),
            }
        }));
        assert!(press.begin(Paper::Html(Language::Ko)));
        assert!(press.busy() && press.done().is_none(), "nobody waited for it");
        assert!(!press.begin(Paper::PdfAll), "one at a time");
        go.send(()).unwrap();
        assert_eq!(wait(&mut press), Ok(vec![PathBuf::from("report.html")]));
        assert!(!press.busy() && press.begin(Paper::PdfAll));
        go.send(()).unwrap();
        assert_eq!(wait(&mut press), Err("the disk is full".to_owned()));
    }

    #[test]
    fn a_report_that_is_broken_off_is_told() {
        let mut press = Press::new(Arc::new(|_| panic!("a fault of the program")));
        assert!(press.begin(Paper::Pdf(Language::Ja)));
        assert_eq!(wait(&mut press), Err("the report was broken off".to_owned()));
    }
}
