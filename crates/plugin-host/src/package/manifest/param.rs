//! Parameters: what a settings panel draws, and what is checked before a plugin sees a value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a parameter's values are. All of them reach the plugin as numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParamKind {
    /// Any number from `min` to `max`.
    #[default]
    Number,
    /// A whole number from `min` to `max`.
    Integer,
    /// 0 (off) or 1 (on).
    Switch,
    /// One of the numbers of `choices`.
    Choice,
}

/// A parameter, as the settings panel draws it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Param {
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: ParamKind,
    /// Value when none is given; none: the plugin works one out.
    pub default: Option<f64>,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Name and number of each choice; empty for the other kinds.
    pub choices: BTreeMap<String, f64>,
    /// Unit, or empty.
    pub unit: String,
    /// One sentence.
    pub help: String,
}

impl Param {
    /// Whether the plugin may be given this value; if not, what to give instead.
    pub fn accept(&self, value: f64) -> Result<(), String> {
        let inside = (self.min..=self.max).contains(&value);
        match self.kind {
            ParamKind::Number if !inside => Err(format!("give {} to {}", self.min, self.max)),
            ParamKind::Integer if !inside || value.fract() != 0.0 => {
                Err(format!("give a whole number from {} to {}", self.min, self.max))
            }
            ParamKind::Switch if value != 0.0 && value != 1.0 => Err("give 0 (off) or 1 (on)".into()),
            ParamKind::Choice if self.choice(value).is_none() => {
                Err(format!("give one of {}", self.choices_in_words().join(", ")))
            }
            _ => Ok(()),
        }
    }

    /// The name of the choice with this number.
    pub fn choice(&self, value: f64) -> Option<&str> {
        self.choices.iter().find(|(_, number)| **number == value).map(|(name, _)| name.as_str())
    }

    fn choices_in_words(&self) -> Vec<String> {
        let mut choices: Vec<(f64, &str)> =
            self.choices.iter().map(|(name, number)| (*number, name.as_str())).collect();
        choices.sort_by(|a, b| a.0.total_cmp(&b.0));
        choices.into_iter().map(|(number, name)| format!("{number} ({name})")).collect()
    }
}

/// A parameter as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "type", default)]
    kind: ParamKind,
    default: Option<Value>,
    min: Option<f64>,
    max: Option<f64>,
    #[serde(default)]
    choices: BTreeMap<String, f64>,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    help: String,
}

/// A default: a number, on or off for a switch, or the name of a choice.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Number(f64),
    Switch(bool),
    Choice(String),
}

impl TryFrom<Written> for Param {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { kind, default, min, max, choices, unit, help } = written;
        let (min, max) = range(kind, (min, max), &choices)?;
        let default = default.map(|value| value.number(kind, &choices)).transpose()?;
        let param = Self { kind, default, min, max, choices, unit, help };
        if let Some(Err(hint)) = param.default.map(|value| param.accept(value)) {
            return Err(format!("the default is not one of its values: {hint}"));
        }
        Ok(param)
    }
}

fn range(
    kind: ParamKind,
    written: (Option<f64>, Option<f64>),
    choices: &BTreeMap<String, f64>,
) -> Result<(f64, f64), String> {
    if kind != ParamKind::Choice && !choices.is_empty() {
        return Err("`choices` stand with type = \"choice\" only".into());
    }
    match (kind, written) {
        (ParamKind::Number | ParamKind::Integer, (Some(min), Some(max))) => {
            let sound = min.is_finite() && max.is_finite() && min <= max;
            sound.then_some((min, max)).ok_or_else(|| "`min` and `max` do not fit together: keep min <= max".into())
        }
        (ParamKind::Number | ParamKind::Integer, _) => Err("a number needs `min` and `max`".into()),
        (_, (Some(_), _) | (_, Some(_))) => Err("a switch or choice has no `min` and `max`: leave them out".into()),
        (ParamKind::Switch, _) => Ok((0.0, 1.0)),
        (ParamKind::Choice, _) => range_of(choices),
    }
}

/// Least and greatest number of the choices.
fn range_of(choices: &BTreeMap<String, f64>) -> Result<(f64, f64), String> {
    let mut numbers: Vec<f64> = choices.values().copied().collect();
    numbers.sort_by(f64::total_cmp);
    let differ = numbers.iter().all(|n| n.is_finite()) && numbers.windows(2).all(|pair| pair[0] != pair[1]);
    match numbers[..] {
        [min, .., max] if differ => Ok((min, max)),
        _ => {
            Err("a choice needs two or more, each with a number of its own: choices = { port = -1, starboard = 1 }"
                .into())
        }
    }
}

impl Value {
    fn number(self, kind: ParamKind, choices: &BTreeMap<String, f64>) -> Result<f64, String> {
        match self {
            Value::Number(number) => Ok(number),
            Value::Switch(on) if kind == ParamKind::Switch => Ok(f64::from(u8::from(on))),
            Value::Switch(_) => Err("only a switch is true or false".into()),
            Value::Choice(name) => {
                choices.get(&name).copied().ok_or_else(|| format!("there is no choice \"{name}\" for the default"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn param(text: &str) -> Param {
        toml::from_str(text).unwrap()
    }

    #[track_caller]
    fn refused(text: &str) -> String {
        toml::from_str::<Param>(text).unwrap_err().message().to_string()
    }

    #[test]
    fn numbers_lie_in_their_range() {
        let number = param("default = 5\nmin = 1\nmax = 9\n");
        assert_eq!(number.kind, ParamKind::Number);
        assert!(number.accept(1.5).is_ok() && number.accept(9.5).is_err() && number.accept(f64::NAN).is_err());
        let integer = param("type = \"integer\"\nmin = 1\nmax = 7\n");
        assert!(integer.accept(7.0).is_ok() && integer.accept(2.5).unwrap_err().contains("whole number"));
        assert!(refused("default = 5\n").contains("needs `min` and `max`"));
        assert!(refused("min = 5\nmax = 1\n").contains("min <= max"));
        assert!(refused("default = 10\nmin = 1\nmax = 5\n").contains("default"));
    }

    #[test]
    fn a_switch_is_on_or_off() {
        let switch = param("type = \"switch\"\ndefault = true\n");
        assert_eq!((switch.default, switch.min, switch.max), (Some(1.0), 0.0, 1.0));
        assert!(switch.accept(0.5).is_err());
        assert!(refused("type = \"switch\"\nmin = 0\n").contains("leave them out"));
        assert!(refused("default = true\nmin = 0\nmax = 1\n").contains("only a switch"));
    }

    #[test]
    fn a_choice_is_one_of_its_numbers() {
        let text =
            "type = \"choice\"\ndefault = \"port\"\nchoices = { port = -1, \"as it fits\" = 0, starboard = 1 }\n";
        let choice = param(text);
        assert_eq!((choice.default, choice.choice(1.0)), (Some(-1.0), Some("starboard")));
        assert_eq!(choice.accept(0.5).unwrap_err(), "give one of -1 (port), 0 (as it fits), 1 (starboard)");
        assert!(refused(&text.replace("\"port\"", "\"abaft\"")).contains("no choice \"abaft\""));
        assert!(refused("type = \"choice\"\nchoices = { only = 1 }\n").contains("two or more"));
        assert!(refused("type = \"choice\"\nchoices = { a = 1, b = 1 }\n").contains("number of its own"));
        assert!(refused("type = \"colour\"\nmin = 0\nmax = 1\n").contains("colour"));
    }
}
