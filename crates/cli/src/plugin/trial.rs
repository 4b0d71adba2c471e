//! Planners loaded to be scored and drawn.

use std::time::Instant;

use sarex_conformance::picture::{self, Sketch};
use sarex_conformance::quality::{self, Answer, BehaviourScore, Case, Flight, Options, Score, Textbook};
use sarex_files::roots::Roots;
use sarex_plugin_host::{HostOptions, PluginFile, PluginHost, Profile};
use sarex_sim::setup::{PluginDecl, World};

use super::compiler_process;
use crate::failure::Failure;

/// The plugin that the textbook patterns come from.
const TEXTBOOK: &str = "iamsar-patterns";

/// Cases, and the textbook tried on them.
pub struct Bench {
    pub options: Options,
    pub cases: Vec<Case>,
    pub textbook: Textbook,
}

impl Bench {
    /// Draws the cases and tries the textbook's patterns, through the same host as any plugin.
    pub fn set_up(roots: &Roots, options: Options) -> Result<Self, Failure> {
        let file = sarex_plugin_host::find(&roots.plugins, TEXTBOOK)
            .map_err(|finding| Failure::input(format!("the textbook patterns to compare with: {finding}")))?;
        let mut textbook = Loaded::of(&file).map_err(Failure::input)?;
        let cases = quality::cases(options.seed, options.cases);
        let textbook = Textbook::run(&mut textbook.host, 0, &cases, &options);
        Ok(Self { options, cases, textbook })
    }
}

/// A plugin by itself in a host, with what it draws for its developer.
pub struct Loaded {
    pub host: PluginHost,
    pub decl: PluginDecl,
}

impl Loaded {
    /// Loads it; the error is the finding.
    pub fn of(file: &PluginFile) -> Result<Self, String> {
        // 200 plans want speed; the profile changes no plan but of a plugin that looks at the bits of a NaN.
        let options = HostOptions {
            profile: Profile::Fast,
            developer: true,
            compiler: compiler_process(),
            ..HostOptions::default()
        };
        let (host, decls, findings) = PluginHost::load(&[Ok(file.clone())], &[], &options);
        match (findings.first(), decls.into_iter().next()) {
            (None, Some(decl)) => Ok(Self { host, decl }),
            (finding, _) => Err(finding.map_or_else(|| "the plugin gave no declaration".into(), ToString::to_string)),
        }
    }

    /// The patterns to try: the one asked for, or all of them.
    pub fn chosen(&self, wanted: Option<&str>) -> Result<Vec<String>, String> {
        if self.decl.world != World::SearchPattern {
            return Err(format!(
                "its world is {}; search patterns and vessel behaviours are scored",
                self.decl.world.name()
            ));
        }
        let Some(wanted) = wanted else { return Ok(self.decl.patterns.clone()) };
        if self.decl.patterns.iter().any(|pattern| pattern == wanted) {
            return Ok(vec![wanted.to_owned()]);
        }
        let known = || self.decl.patterns.iter().map(String::as_str);
        let hint = sarex_files::finding::did_you_mean(wanted, known())
            .unwrap_or_else(|| format!("it has: {}", known().collect::<Vec<_>>().join(", ")));
        Err(format!("{wanted}: the plugin does not plan this pattern\n  hint: {hint}"))
    }

    /// The score of one of its patterns.
    pub fn score(&mut self, bench: &Bench, pattern: &str) -> Score {
        let score = quality::score(&mut self.host, 0, pattern, &bench.cases, &bench.textbook, &bench.options);
        // What it drew and said in all those cases is nobody's picture.
        self.host.take_drawings();
        self.host.take_logs();
        score
    }

    /// The score of a vessel behaviour.
    pub fn behaviour(&mut self, seed: u64) -> BehaviourScore {
        let score = quality::behaviour(&mut self.host, 0, &self.decl, seed);
        self.host.take_drawings();
        self.host.take_logs();
        score
    }

    /// The picture of one of its patterns in one case as PNG, and how long the plan took; or why there is none.
    pub fn picture(
        &mut self,
        plugin: &str,
        pattern: &str,
        case: &Case,
        bench: &Bench,
        score: &Score,
    ) -> Result<(Vec<u8>, f64), String> {
        self.host.take_drawings();
        let started = Instant::now();
        let Answer { plan, refusals } = quality::plan_case(&mut self.host, 0, pattern, case, &bench.options.params);
        let plan_s = started.elapsed().as_secs_f64();
        let Some((task, plan)) = plan else {
            return Err(refusals.last().cloned().unwrap_or_else(|| "it was not asked".into()));
        };
        let flight = Flight::of(case, &task, &plan);
        let drawings = self.host.take_drawings();
        let (task, plan, flight, drawings) = (&task, &plan, &flight, drawings.as_slice());
        let sketch = Sketch { plugin, case, task, plan, flight, drawings, score: Some(score) };
        picture::png(&sketch, crate::drift::font()).map(|png| (png, plan_s))
    }
}
