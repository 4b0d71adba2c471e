//! Parameters of a run or of a search: numbers by key, with declared bounds.

use crate::Param;

/// One parameter that a plugin understands. The same keys and bounds stand in its `plugin.toml`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    /// Name, lower case with underscores.
    pub key: &'static str,
    /// Value when none is given.
    pub default: f64,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
}

impl Spec {
    /// A parameter with its default and bounds.
    pub const fn new(key: &'static str, default: f64, min: f64, max: f64) -> Self {
        Self { key, default, min, max }
    }
}

/// The parameters given, looked up by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params {
    values: Vec<(String, f64)>,
}

impl Params {
    /// Takes over what the host gave.
    pub fn new(given: &[Param]) -> Self {
        Self { values: given.iter().map(|p| (p.key.clone(), p.value)).collect() }
    }

    /// Refuses keys that no `spec` names and values outside their bounds, naming the key.
    pub fn check(&self, specs: &[Spec]) -> Result<(), String> {
        for (key, value) in &self.values {
            let Some(spec) = specs.iter().find(|s| s.key == key) else {
                let known: Vec<&str> = specs.iter().map(|s| s.key).collect();
                return Err(format!("unknown parameter `{key}`; known: {}", known.join(", ")));
            };
            if !(spec.min..=spec.max).contains(value) {
                return Err(format!("parameter `{key}` is {value}; it must lie from {} to {}", spec.min, spec.max));
            }
        }
        Ok(())
    }

    /// The value given for the parameter, if any.
    pub fn given(&self, spec: Spec) -> Option<f64> {
        self.values.iter().rev().find(|(key, _)| key == spec.key).map(|(_, value)| *value)
    }

    /// The value given for the parameter, else its default.
    pub fn get(&self, spec: Spec) -> f64 {
        self.given(spec).unwrap_or(spec.default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RADIUS: Spec = Spec::new("radius_m", 1000.0, 100.0, 5000.0);

    fn given(key: &str, value: f64) -> Params {
        Params::new(&[Param { key: key.into(), value }])
    }

    #[test]
    fn defaults_bounds_and_unknown_keys() {
        assert_eq!(Params::default().get(RADIUS), 1000.0);
        assert_eq!(given("radius_m", 200.0).get(RADIUS), 200.0);
        assert!(given("radius_m", 200.0).check(&[RADIUS]).is_ok());
        assert!(given("radius_m", 20.0).check(&[RADIUS]).unwrap_err().contains("`radius_m`"));
        assert!(given("radius_m", f64::NAN).check(&[RADIUS]).is_err());
        assert!(given("radios_m", 200.0).check(&[RADIUS]).unwrap_err().contains("`radios_m`"));
    }
}
