//! Where scripts are made: what the desk asks of whoever can run them, and the thread on which that happens.
//!
//! The desk knows no language and no file: it hands over a text and gets findings, legs and figures back. A script may
//! take seconds, so nothing here is ever called in a frame.

use std::{
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use sarex_model::position::Position;
use sarex_sim::{decision::SearchTask, setup::World};

/// A script that is there to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptInfo {
    /// Id of the plugin.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its contract.
    pub world: World,
}

/// A script as it stands in the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Id of the plugin that it is, or will be.
    pub id: String,
    /// Its contract.
    pub world: World,
    /// Its text.
    pub text: String,
}

impl Default for Draft {
    fn default() -> Self {
        Self { id: String::new(), world: World::SearchPattern, text: String::new() }
    }
}

/// Something wrong with a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFinding {
    /// Line of the script, counted from 1, where one is known.
    pub line: Option<u32>,
    /// What is wrong, and what to do.
    pub text: String,
}

/// A figure of a trial; the desk writes it in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// How many.
    Count(u64),
    /// A length, metres.
    Metres(f64),
    /// An area, square metres.
    SquareMetres(f64),
    /// A time, seconds.
    Seconds(f64),
    /// A probability or a share, 0..=1.
    Share(f64),
    /// A plain number.
    Number(f64),
    /// Words as they are.
    Text(String),
    /// A word of the desk, by its key.
    Word(String),
}

/// What came of checking or trying a script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// What is wrong; empty: nothing.
    pub findings: Vec<ScriptFinding>,
    /// The planned track of each unit, its commence search point first.
    pub legs: Vec<Vec<Position>>,
    /// Figures: key of the label in the desk's words (`script-...`), value.
    pub figures: Vec<(String, Amount)>,
}

impl Trial {
    /// A trial that ended before it began.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { findings: vec![ScriptFinding { line: None, text: text.into() }], ..Self::default() }
    }
}

/// What a script is tried on.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// A task of the exercise.
    Task(Box<SearchTask>),
    /// A made-up task at this place.
    Sample(Position),
}

/// Runs, checks and keeps scripts. Called on a thread of its own.
pub trait Workshop: Send + 'static {
    /// The scripts there are, by id.
    fn scripts(&self) -> Vec<ScriptInfo>;
    /// A short script that works, to begin from.
    fn template(&self, world: World) -> String;
    /// Reads a script.
    ///
    /// # Errors
    /// It cannot be read; the text says why.
    fn open(&self, id: &str) -> Result<Draft, String>;
    /// Loads the script under its limits and tries its contract.
    fn check(&mut self, draft: &Draft) -> Trial;
    /// Lets the script plan a search.
    fn attempt(&mut self, draft: &Draft, ground: &Ground) -> Trial;
    /// Keeps the script as a plugin under its id.
    ///
    /// # Errors
    /// It cannot be written, or the id is that of another plugin; the text says what to do.
    fn save(&mut self, draft: &Draft) -> Result<(), String>;
}

/// What is asked of the workshop.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Job {
    List,
    Template(World),
    Open(String),
    Check(Draft),
    Try(Draft, Ground),
    /// Checks, and keeps what is without findings.
    Keep(Draft),
}

/// What the workshop answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Done {
    Scripts(Vec<ScriptInfo>),
    Template(World, String),
    Opened(Result<Draft, String>),
    Tried { text: String, trial: Trial },
    Kept(String),
}

/// The thread with the workshop.
pub(crate) struct Bench {
    jobs: Sender<Job>,
    done: Mutex<Receiver<Done>>,
}

impl Bench {
    /// Starts it.
    pub fn open(shop: Box<dyn Workshop>) -> Self {
        let (jobs, inbox) = channel();
        let (outbox, done) = channel();
        // Without a thread every request is refused, and the editor says so.
        let _ = thread::Builder::new().name("sarex-workshop".to_owned()).spawn(move || work(shop, &inbox, &outbox));
        Self { jobs, done: Mutex::new(done) }
    }

    /// Asks for something; `false` when the workshop is gone.
    pub fn ask(&self, job: Job) -> bool {
        self.jobs.send(job).is_ok()
    }

    /// The next answer, if there is one.
    pub fn answer(&self) -> Option<Done> {
        self.done.lock().ok()?.try_recv().ok()
    }
}

fn work(mut shop: Box<dyn Workshop>, inbox: &Receiver<Job>, outbox: &Sender<Done>) {
    while let Ok(job) = inbox.recv() {
        for done in carry_out(shop.as_mut(), job) {
            if outbox.send(done).is_err() {
                return;
            }
        }
    }
}

fn carry_out(shop: &mut dyn Workshop, job: Job) -> Vec<Done> {
    match job {
        Job::List => vec![Done::Scripts(shop.scripts())],
        Job::Template(world) => vec![Done::Template(world, shop.template(world))],
        Job::Open(id) => vec![Done::Opened(shop.open(&id))],
        Job::Check(draft) => {
            let trial = shop.check(&draft);
            vec![Done::Tried { text: draft.text, trial }]
        }
        Job::Try(draft, ground) => {
            let trial = shop.attempt(&draft, &ground);
            vec![Done::Tried { text: draft.text, trial }]
        }
        Job::Keep(draft) => {
            let mut trial = shop.check(&draft);
            let kept = trial.findings.is_empty()
                && shop.save(&draft).map_err(|why| trial.findings = Trial::failed(why).findings).is_ok();
            let mut answers = vec![Done::Tried { text: draft.text, trial }];
            if kept {
                answers.extend([Done::Kept(draft.id), Done::Scripts(shop.scripts())]);
            }
            answers
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    /// Finds fault with every script that holds "bad".
    #[derive(Default)]
    struct Strict {
        kept: Vec<String>,
    }

    impl Workshop for Strict {
        fn scripts(&self) -> Vec<ScriptInfo> {
            let info = |id: &String| ScriptInfo { id: id.clone(), name: id.clone(), world: World::SearchPattern };
            self.kept.iter().map(info).collect()
        }
        fn template(&self, world: World) -> String {
            world.name().to_owned()
        }
        fn open(&self, id: &str) -> Result<Draft, String> {
            Err(format!("{id}: not here"))
        }
        fn check(&mut self, draft: &Draft) -> Trial {
            if draft.text.contains("bad") { Trial::failed("bad") } else { Trial::default() }
        }
        fn attempt(&mut self, draft: &Draft, _ground: &Ground) -> Trial {
            self.check(draft)
        }
        fn save(&mut self, draft: &Draft) -> Result<(), String> {
            if draft.id == "taken" {
                return Err("the id is taken".into());
            }
            self.kept.push(draft.id.clone());
            Ok(())
        }
    }

    fn draft(id: &str, text: &str) -> Draft {
        Draft { id: id.into(), text: text.into(), ..Draft::default() }
    }

    #[test]
    fn only_a_script_without_findings_is_kept() {
        let mut shop = Strict::default();
        let refused = carry_out(&mut shop, Job::Keep(draft("mine", "bad")));
        assert_eq!(refused.len(), 1);
        assert!(shop.kept.is_empty());
        let kept = carry_out(&mut shop, Job::Keep(draft("mine", "good")));
        assert!(kept.contains(&Done::Kept("mine".into())), "{kept:?}");
        assert_eq!(shop.kept, ["mine"]);
    }

    #[test]
    fn a_script_that_cannot_be_written_says_why() {
        let answers = carry_out(&mut Strict::default(), Job::Keep(draft("taken", "good")));
        let [Done::Tried { trial, .. }] = &answers[..] else { panic!("{answers:?}") };
        assert_eq!(trial.findings[0].text, "the id is taken");
    }

    #[test]
    fn answers_come_from_the_thread_in_the_order_asked() {
        let bench = Bench::open(Box::<Strict>::default());
        assert!(bench.ask(Job::Template(World::VesselBehaviour)) && bench.ask(Job::Open("x".into())));
        let next = || bench.done.lock().unwrap().recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        assert_eq!(next(), Done::Template(World::VesselBehaviour, "vessel-behaviour".into()));
        assert_eq!(next(), Done::Opened(Err("x: not here".into())));
    }
}
