//! What a campaign hands to its report.

use sarex_sim::setup::Text;

/// A campaign: variants of a plan, each run with the same seeds.
///
/// A report is only as honest as this: runs that failed stand in `failures` and not in `runs`, and `measures` are in the
/// order of weight that was settled before the runs were looked at.
#[derive(Clone, Debug, Default)]
pub struct CampaignInput {
    /// Folder name of the scenario.
    pub scenario: String,
    /// What planners call it.
    pub title: Text,
    /// Length of the exercise, at which every run is cut off, seconds.
    pub length_s: u64,
    /// Confidence of the intervals, more than 0 and less than 1; anything else counts as 0.95.
    pub confidence: f64,
    /// First and last seed.
    pub seeds: (u64, u64),
    /// Runs of the whole campaign, over all variants.
    pub runs_wanted: u64,
    /// Runs that came to their end.
    pub runs_done: u64,
    /// Runs that did not.
    pub failures: Vec<Failure>,
    /// What was varied on purpose.
    pub factors: Vec<Factor>,
    /// What was drawn anew for every seed.
    pub draws: Vec<Draw>,
    /// What was measured, the most important first.
    pub measures: Vec<Measure>,
    /// The variants; the first is the reference with which the others are compared.
    pub variants: Vec<Variant>,
    /// The best run.
    pub best: Option<RunLink>,
    /// The worst run.
    pub worst: Option<RunLink>,
    /// The variants are the entries of a tournament of plugins.
    pub tournament: Option<Tournament>,
    /// Names and values: hashes, versions.
    pub provenance: Vec<(String, String)>,
    /// Digest over all runs.
    pub digest: String,
    /// Remarks for the reader, one a line.
    pub notes: Vec<String>,
}

/// A run without a result.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// Which run.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Something that was varied on purpose.
#[derive(Clone, Debug, Default)]
pub struct Factor {
    /// Its key in the campaign's file.
    pub id: String,
    /// What planners call it.
    pub label: Text,
    /// Key and name of each level.
    pub levels: Vec<(String, Text)>,
    /// The levels rise (speeds, distances), so that "rises with" has a meaning.
    pub ordered: bool,
}

/// Something that was drawn anew for every seed.
#[derive(Clone, Debug, Default)]
pub struct Draw {
    /// Its key in the campaign's file.
    pub key: String,
    /// Its law, as written there.
    pub law: String,
}

/// Something that was measured in every run.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its key. For keys of [`Measure::known`] the report has words; others need a label.
    pub id: String,
    /// Its name, for a key without words.
    pub label: Option<Text>,
    /// Its unit.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// How it is averaged.
    pub kind: Kind,
}

impl Measure {
    /// A measure for which the report has words; `None` for a key that it does not know.
    pub fn known(id: &str) -> Option<Self> {
        let (_, unit, better, kind) = KNOWN.into_iter().find(|known| known.0 == id)?;
        Some(Self { id: id.to_owned(), label: None, unit, better, kind })
    }

    /// The keys for which the report has words.
    pub fn known_ids() -> impl Iterator<Item = &'static str> {
        KNOWN.into_iter().map(|known| known.0)
    }
}

const KNOWN: [(&str, Unit, Better, Kind); 20] = [
    ("found", Unit::Share, Better::Higher, Kind::YesNo),
    ("time-to-find", Unit::Seconds, Better::Lower, Kind::Censored),
    ("time-to-rescue", Unit::Seconds, Better::Lower, Kind::Censored),
    ("survivors", Unit::Share, Better::Higher, Kind::Continuous),
    ("expected-survivors", Unit::Share, Better::Higher, Kind::Continuous),
    ("recovered-alive", Unit::Count, Better::Higher, Kind::Continuous),
    ("dead", Unit::Count, Better::Lower, Kind::Continuous),
    ("pos", Unit::Share, Better::Higher, Kind::Continuous),
    ("datum-error", Unit::Metres, Better::Lower, Kind::Continuous),
    ("datum-shared", Unit::Seconds, Better::Lower, Kind::Censored),
    ("on-task", Unit::Seconds, Better::Lower, Kind::Censored),
    ("searched", Unit::Share, Better::Higher, Kind::Continuous),
    ("double-searched", Unit::Share, Better::Lower, Kind::Continuous),
    ("search-hours", Unit::Hours, Better::Lower, Kind::Continuous),
    ("distance-run", Unit::Metres, Better::Lower, Kind::Continuous),
    ("objectives", Unit::Share, Better::Higher, Kind::Continuous),
    ("coverage", Unit::Share, Better::Higher, Kind::Continuous),
    ("dark-identified", Unit::Share, Better::Higher, Kind::Continuous),
    ("revisit", Unit::Seconds, Better::Lower, Kind::Continuous),
    ("plugin-faults", Unit::Count, Better::Lower, Kind::Continuous),
];

/// The unit of a measure, as values are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share 0..=1, written in percent.
    Share,
    /// Seconds, written as a length of time.
    Seconds,
    /// Persons, vessels, faults.
    Count,
    /// Metres, written in nautical miles.
    Metres,
    /// Hours of work of units.
    Hours,
    /// A number without a unit.
    Number,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
}

/// How a measure is averaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 1 for yes, 0 for no; the figure is the share of yes.
    YesNo,
    /// A number in each run; a run without is left out.
    Continuous,
    /// Seconds until something happens; a run in which it does not counts with the whole length.
    Censored,
}

/// One variant of the plan.
#[derive(Clone, Debug, Default)]
pub struct Variant {
    /// Its key.
    pub id: String,
    /// What planners call it.
    pub label: Text,
    /// What sets it apart: keys and values.
    pub settings: Vec<(String, String)>,
    /// The number of its level in each of the campaign's factors.
    pub levels: Vec<u32>,
    /// Its runs.
    pub runs: Vec<RunFigures>,
}

/// The figures of one run.
#[derive(Clone, Debug, Default)]
pub struct RunFigures {
    /// Its seed, by which runs of the variants are paired.
    pub seed: u64,
    /// One for each of the campaign's measures.
    pub values: Vec<Option<f64>>,
    /// One for each of the campaign's draws.
    pub draws: Vec<f64>,
}

/// A run that was kept to be looked at.
#[derive(Clone, Debug, Default)]
pub struct RunLink {
    /// Key of its variant.
    pub variant: String,
    /// Its seed.
    pub seed: u64,
    /// By what it is the best or the worst.
    pub why: Text,
    /// Its recording, a path from the report's folder; empty when there is none.
    pub recording: String,
    /// Its after-action report, likewise.
    pub report: String,
    /// The command line that runs or replays it.
    pub command: String,
}

/// A tournament of plugins.
#[derive(Clone, Debug, Default)]
pub struct Tournament {
    /// Whose an entry is stays sealed: plugins and authors are not named, only their hashes.
    pub blind: bool,
    /// The entries.
    pub entrants: Vec<Entrant>,
}

/// One entry of a tournament.
#[derive(Clone, Debug, Default)]
pub struct Entrant {
    /// Key of the variant that runs it.
    pub variant: String,
    /// Plugin and version.
    pub plugin: String,
    /// Who sent it in.
    pub author: String,
    /// SHA-256 of the component.
    pub sha256: String,
}
