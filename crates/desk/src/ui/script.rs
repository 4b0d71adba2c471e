//! Between the script editor, the workshop and the exercise.

use sarex_session::link::Request;

use super::Ui;
use crate::{
    desk::Desk,
    intent::ScriptAsk,
    panels::script::Editor,
    words::Speech,
    workshop::{Bench, Done, Draft, Ground, Job, Trial},
};

/// A script that waits for the task it shall be tried on.
#[derive(Default)]
pub(super) struct Trying {
    number: u32,
    draft: Option<Draft>,
}

/// Carries out what the editor asks for.
pub(super) fn act(ask: ScriptAsk, state: &mut Ui, desk: &mut Desk, say: &Speech) {
    let editor = &mut state.memory.script;
    let job = match ask {
        ScriptAsk::Show(shown) => {
            editor.shown = shown;
            let begin = shown && editor.draft.text.is_empty();
            if begin {
                hand_over(Job::Template(editor.draft.world), editor, desk, say);
            }
            Job::List
        }
        ScriptAsk::New(world) => Job::Template(world),
        ScriptAsk::Open(id) => Job::Open(id),
        ScriptAsk::Check(draft) => Job::Check(draft),
        ScriptAsk::Use(draft) => Job::Keep(draft),
        ScriptAsk::Try(draft, Some(request), _) if desk.link.is_some() => {
            state.trying.number += 1;
            state.trying.draft = Some(draft);
            editor.busy = true;
            desk.send(Request::Task { number: state.trying.number, request: *request }, say.ui("link-gone"));
            return;
        }
        ScriptAsk::Try(draft, _, at) => Job::Try(draft, Ground::Sample(at)),
    };
    hand_over(job, editor, desk, say);
}

fn hand_over(job: Job, editor: &mut Editor, desk: &mut Desk, say: &Speech) {
    let busy = !matches!(job, Job::List);
    let taken = desk.bench.as_ref().is_some_and(|bench| bench.ask(job));
    editor.busy = taken && (busy || editor.busy);
    if !taken {
        desk.say(say.ui("workshop-gone"), true);
    }
}

/// Takes what has come since the last frame: the task to try a script on, and the answers of the workshop.
pub(super) fn collect(state: &mut Ui, desk: &mut Desk, say: &Speech) {
    let task = desk.snapshot.task.clone().filter(|answer| answer.number == state.trying.number);
    if let Some(answer) = task
        && let Some(draft) = state.trying.draft.take()
    {
        match answer.task {
            Ok(task) => hand_over(Job::Try(draft, Ground::Task(Box::new(task))), &mut state.memory.script, desk, say),
            Err(why) => {
                let trial = Trial::failed(say.reason(&why));
                take(Done::Tried { text: draft.text, trial }, &mut state.memory.script, desk, say);
            }
        }
    }
    while let Some(done) = desk.bench.as_ref().and_then(Bench::answer) {
        take(done, &mut state.memory.script, desk, say);
    }
}

fn take(done: Done, editor: &mut Editor, desk: &mut Desk, say: &Speech) {
    editor.busy = false;
    match done {
        Done::Scripts(scripts) => editor.scripts = scripts,
        Done::Template(world, text) => editor.put(Draft { id: String::new(), world, text }),
        Done::Opened(Ok(draft)) => editor.put(draft),
        Done::Opened(Err(why)) => desk.say(why, true),
        Done::Tried { text, trial } => editor.trial = Some((text, trial)),
        Done::Kept(id) => {
            desk.say(say.ui_with("script-kept", &[("id", &id)]), false);
            let number = (0_u32..).zip(&desk.brief.plugins).find(|(_, p)| p.id == id).map(|(n, _)| n);
            let request = number.map_or(Request::AddPlugin(id), Request::ReloadPlugin);
            if desk.link.is_some() {
                desk.send(request, say.ui("link-gone"));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use std::sync::{Arc, Mutex};

    use sarex_model::position::Position;
    use sarex_session::link::{Link, Snapshot, TaskAnswer};
    use sarex_sim::{
        setup::{PluginDecl, SearchRequest, World},
        view::Brief,
    };

    use super::*;
    use crate::{
        desk::{brief_with, nothing_yet},
        words::Language,
    };

    struct Wire {
        brief: Arc<Brief>,
        sent: Arc<Mutex<Vec<Request>>>,
    }

    impl Link for Wire {
        fn brief(&self) -> Arc<Brief> {
            self.brief.clone()
        }
        fn send(&self, request: Request) -> bool {
            self.sent.lock().unwrap().push(request);
            true
        }
        fn latest(&self) -> Option<Arc<Snapshot>> {
            None
        }
    }

    fn brief() -> Brief {
        let plugin = |id: &str| PluginDecl::new(id, World::SearchPattern);
        brief_with(vec![plugin("iamsar-patterns"), plugin("mine")])
    }

    fn desk() -> (Desk, Arc<Mutex<Vec<Request>>>) {
        let sent = Arc::default();
        let link = Wire { brief: Arc::new(brief()), sent: Arc::clone(&sent) };
        (Desk::at(Box::new(link)), sent)
    }

    fn request() -> SearchRequest {
        SearchRequest::round_estimate(0, 0, 0)
    }

    #[test]
    fn a_script_that_is_kept_is_taken_into_the_exercise() {
        let say = Speech::new(Language::En);
        let (mut desk, sent) = desk();
        let mut editor = Editor::default();
        take(Done::Kept("mine".into()), &mut editor, &mut desk, &say);
        take(Done::Kept("new".into()), &mut editor, &mut desk, &say);
        assert_eq!(*sent.lock().unwrap(), [Request::ReloadPlugin(1), Request::AddPlugin("new".into())]);
    }

    #[test]
    fn a_trial_waits_for_its_own_task() {
        let say = Speech::new(Language::En);
        let (mut desk, sent) = desk();
        let mut state = Ui::default();
        let draft = Draft { text: "x".into(), ..Draft::default() };
        act(ScriptAsk::Try(draft, Some(Box::new(request())), Position::new(37.0, 131.0)), &mut state, &mut desk, &say);
        assert_eq!(*sent.lock().unwrap(), [Request::Task { number: 1, request: request() }]);
        let mut answer = |number, why: &str, desk: &mut Desk| {
            let task = Some(TaskAnswer { number, task: Err(why.into()) });
            desk.snapshot = Arc::new(Snapshot { task, ..nothing_yet(&desk.brief) });
            collect(&mut state, desk, &say);
            state.memory.script.trial.clone()
        };
        assert_eq!(answer(7, "of another trial", &mut desk), None);
        let (text, trial) = answer(1, "no datum", &mut desk).unwrap();
        assert_eq!((text.as_str(), trial.findings[0].text.as_str()), ("x", "no datum"));
    }

    #[test]
    fn without_a_workshop_the_desk_says_so() {
        let say = Speech::new(Language::En);
        let (mut desk, _) = desk();
        let mut state = Ui::default();
        act(ScriptAsk::Check(Draft::default()), &mut state, &mut desk, &say);
        assert!(desk.notice.is_some_and(|notice| notice.bad) && !state.memory.script.busy);
    }
}
