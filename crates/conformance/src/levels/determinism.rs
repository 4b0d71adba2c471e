//! L2: the same answers on every machine. Two instances, two compilers, and with the bits of NaN left to the processor.

use sarex_plugin_host::{Compiler, Finding, HostOptions, Profile};
use sarex_sim::call::{Answer, Call};
use sarex_sim::setup::{PluginDecl, World};

use super::subject::{Level, Subject, Trial, first_difference};
use super::{sample, voyage, wild};

/// Decisions of each fleet.
const STEPS: u64 = 12;
/// Wild questions beside the sample.
const WILD: u64 = 24;

/// Returns whether the answers stay the same when the bits of NaN are left to the processor.
pub fn try_level(trial: &Trial<'_>, decl: &PluginDecl, level: &mut Level) -> bool {
    let certified = match answers(trial, decl, |_| {}) {
        Ok(answers) => answers,
        Err(finding) => {
            level.add(finding);
            return false;
        }
    };
    match answers(trial, decl, |_| {}) {
        Ok(again) => {
            if let Some(difference) = first_difference(&certified, &again) {
                let text = format!("two fresh instances differ: {difference}");
                level.found(text, "depend on the question alone: no address, no hash order, no counter of your own");
            }
        }
        Err(finding) => level.add(finding),
    }
    level.note(format!("two fresh instances: {} answers compared", certified.len()));
    let fast = answers(trial, decl, |options| options.profile = Profile::Fast);
    let Ok(fast) = fast else {
        level.note("not compared with the profile fast: it does not load there");
        return false;
    };
    other_compiler(trial, decl, &fast, level);
    let difference = first_difference(&certified, &fast);
    match &difference {
        None => level.note("certified and fast agree: NaN-clean"),
        Some(difference) => level.note(format!("not NaN-clean: certified and fast differ: {difference}")),
    }
    difference.is_none()
}

/// Winch translates each instruction by itself: what only it or only Cranelift does is a defect of a compiler, or an
/// answer that hangs on the bits of a NaN. It knows no canonical NaN, so it is compared in the profile fast.
fn other_compiler(trial: &Trial<'_>, decl: &PluginDecl, cranelift: &[Answer], level: &mut Level) {
    let winch = |options: &mut HostOptions| {
        options.profile = Profile::Fast;
        options.machine_code = Compiler::Winch;
        // The compiler's own process knows Cranelift only.
        options.compiler = None;
    };
    match answers(trial, decl, winch) {
        Ok(winch) => {
            if let Some(difference) = first_difference(cranelift, &winch) {
                let text = format!("compiled by Cranelift and by Winch it differs: {difference}");
                level.found(
                    text,
                    "look for a decision that hangs on the bits of a NaN; else report it to the makers of sarex",
                );
            }
            level.note(format!("Cranelift and Winch: {} answers compared", winch.len()));
        }
        Err(finding) => level.note(format!("not compared with Winch: {}", finding.problem)),
    }
}

/// The answers of a fresh copy to the sample and to wild questions.
fn answers(
    trial: &Trial<'_>,
    decl: &PluginDecl,
    change: impl FnOnce(&mut HostOptions),
) -> Result<Vec<Answer>, Finding> {
    let mut subject = trial.open(change)?;
    Ok(asked(trial, decl, &mut subject))
}

fn asked(trial: &Trial<'_>, decl: &PluginDecl, subject: &mut Subject) -> Vec<Answer> {
    let seed = trial.options.seed;
    if decl.world == World::VesselBehaviour {
        let mut answers = voyage::plain(subject, &sample::fleet(decl, 72), STEPS);
        answers.extend(voyage::plain(subject, &wild::fleet(decl, seed, 1_000, 200), STEPS));
        return answers;
    }
    let mut calls = sample::calls(decl);
    calls.extend((0..WILD).map(|number| match decl.world {
        World::SearchPattern => wild::planning(decl, &trial.file.manifest, seed, 1_000 + number),
        World::SensorModel => Call::Detect(wild::looks(decl, seed, 1_000 + number, 300)),
        _ => wild::judgement(seed, 1_000 + number, 200),
    }));
    subject.answers(&calls)
}
