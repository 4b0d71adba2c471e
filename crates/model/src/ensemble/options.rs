//! How an ensemble is run.

/// How the water moves an element within a step; the leeway is always Euler's, as in the reference model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Integrator {
    /// The current where the step begins.
    #[default]
    Euler,
    /// Midpoint rule: the current half a step on.
    RungeKutta2,
    /// The classical rule of four looks.
    RungeKutta4,
}

/// What happens to an element that meets land.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ShoreRule {
    /// It stays where its path meets the coast.
    #[default]
    Strand,
    /// It goes back to where the step began and drifts on.
    Previous,
    /// Land does not matter.
    Ignore,
}

/// What a jibe changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JibeRule {
    /// The sign of the cross-wind slope, as in the reference model; offset and perturbation stay. Where an element is set
    /// anew (renewed perturbation, change of class) it takes all figures of the side that is then in force.
    #[default]
    Slope,
    /// Everything: slope, offset and spread of the other side are loaded, and the perturbation is mirrored.
    FullSide,
}

/// How long an element keeps its leeway perturbation.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Perturbation {
    /// For life, as in the reference model: a cloud shrinks again when the wind turns.
    #[default]
    ForLife,
    /// Renewed slowly: a first-order Gauss-Markov process with this decorrelation time, seconds, and the same spread.
    Correlated {
        /// Time after which the correlation has fallen to 1/e, seconds, above 0.
        time_s: f64,
    },
}

/// Capsizing in strong wind: chance per hour `0.5 + 0.5 tanh((U - wind)/width)`, leeway times `factor` afterwards.
///
/// # References
/// OpenDrift `leeway.py` at 130bc999 (equation and defaults).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capsizing {
    /// Wind at which the chance is one half an hour, m/s.
    pub wind_mps: f64,
    /// Width of the transition, m/s.
    pub width_mps: f64,
    /// What is left of the leeway.
    pub factor: f64,
}

impl Default for Capsizing {
    fn default() -> Self {
        Self { wind_mps: 30.0, width_mps: 5.0, factor: 0.4 }
    }
}

/// Everything that is chosen for a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Seed of every random draw.
    pub seed: u64,
    /// Length of a step, seconds, above 0; a backward run uses it too.
    pub step_s: f64,
    /// Whether time runs backward.
    pub backward: bool,
    /// For the water.
    pub integrator: Integrator,
    /// Share of the current that an element feels.
    pub current_factor: f64,
    /// Chance of a jibe in an hour, 0 to 1.
    pub jibe_per_hour: f64,
    /// What a jibe changes.
    pub jibe: JibeRule,
    /// How long perturbations last.
    pub perturbation: Perturbation,
    /// Whether there are perturbations at all; without, every element has the mean leeway of its side.
    pub spread: bool,
    /// Capsizing; none: not modelled.
    pub capsizing: Option<Capsizing>,
    /// What land does.
    pub shore: ShoreRule,
    /// Turns every cross-wind figure over, to compare with programs whose table acts to the other side.
    pub mirror_crosswind: bool,
    /// Standard deviation of an error of each wind component, drawn anew each step, m/s.
    pub wind_noise_mps: f64,
    /// Same for the current.
    pub current_noise_mps: f64,
    /// Half width of a further, uniform error of each current component, m/s.
    pub current_noise_uniform_mps: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            step_s: 600.0,
            backward: false,
            integrator: Integrator::Euler,
            current_factor: 1.0,
            jibe_per_hour: crate::leeway::JIBE_PER_HOUR,
            jibe: JibeRule::Slope,
            perturbation: Perturbation::ForLife,
            spread: true,
            capsizing: None,
            shore: ShoreRule::Strand,
            mirror_crosswind: false,
            wind_noise_mps: 0.0,
            current_noise_mps: 0.0,
            current_noise_uniform_mps: 0.0,
        }
    }
}

impl Options {
    /// Signed length of a step, seconds: below 0 when time runs backward.
    #[inline]
    pub fn signed_step_s(&self) -> f64 {
        if self.backward { -self.step_s } else { self.step_s }
    }
}
