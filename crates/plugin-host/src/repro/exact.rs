//! Reads JSON with every float to the last bit. serde_json rounds twice and may be off by one bit, which a comparison
//! of decisions would see, so numbers with a fraction pass it as text.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

/// Stands before a number that passes as text; no text of ours begins so.
const MARK: &str = "float:\u{7f}";

/// Reads a document.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut document: Value = serde_json::from_str(&with_floats_as_text(text))?;
    to_numbers(&mut document);
    serde_json::from_value(document)
}

fn with_floats_as_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut in_text, mut escaped) = (false, false);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if in_text || !(first == '-' || first.is_ascii_digit()) { first.len_utf8() } else { number(rest) };
        let (token, after) = rest.split_at(length);
        if !in_text && length > 0 && token.contains(['.', 'e', 'E']) && token.parse::<f64>().is_ok() {
            out.push_str(&format!("\"{MARK}{token}\""));
        } else {
            out.push_str(token);
        }
        in_text = if first == '"' && !escaped { !in_text } else { in_text };
        escaped = in_text && first == '\\' && !escaped;
        rest = after;
    }
    out
}

fn number(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c))).unwrap_or(text.len())
}

fn to_numbers(value: &mut Value) {
    match value {
        Value::String(text) => {
            let float = text.strip_prefix(MARK).and_then(|digits| digits.parse::<f64>().ok());
            if let Some(number) = float.and_then(Number::from_f64) {
                *value = Value::Number(number);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(to_numbers),
        Value::Object(fields) => fields.values_mut().for_each(to_numbers),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_float_comes_back_to_the_last_bit() {
        let mut bits = 1_u64;
        let mut floats = vec![0.0, -0.0, 5e-324, f64::MAX, f64::MIN_POSITIVE, 0.1 + 0.2];
        while floats.len() < 5_000 {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            floats.extend(Some(f64::from_bits(bits)).filter(|float| float.is_finite()));
            floats.push((bits >> 11) as f64 / 1e15);
        }
        let text = serde_json::to_string(&floats).unwrap();
        let back: Vec<f64> = read(&text).unwrap();
        let bits = |floats: &[f64]| floats.iter().map(|float| float.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&back), bits(&floats));
    }

    #[test]
    fn numbers_in_texts_and_whole_numbers_stay() {
        let text = r#"{"a \"1.5\" b": "say \\", "n": 18446744073709551615, "x": [-1.5e-3, null, "2.5"]}"#;
        let document: Value = read(text).unwrap();
        assert_eq!(document, serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn a_wrong_place_is_told() {
        assert!(read::<Value>("{\"a\": 1.5.5}").unwrap_err().to_string().contains("line 1"));
    }
}
