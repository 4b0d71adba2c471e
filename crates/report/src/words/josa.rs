//! Korean particles: `이(가)` and its kin become the form that fits the word before.

/// As written, after a final consonant, after a vowel. Longer markers first.
const PARTICLES: [(&str, &str, &str); 5] = [
    ("(으)로", "으로", "로"),
    ("이(가)", "이", "가"),
    ("은(는)", "은", "는"),
    ("을(를)", "을", "를"),
    ("과(와)", "과", "와"),
];

/// Replaces every two-form particle.
pub(super) fn resolve(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let found = PARTICLES.iter().find(|(marker, _, _)| rest.starts_with(marker));
        if let Some(&(marker, closed, open)) = found {
            out.push_str(match (final_sound(&out), marker) {
                (Sound::Open, _) | (Sound::Rieul, "(으)로") => open,
                (Sound::Closed | Sound::Rieul, _) => closed,
            });
            rest = &rest[marker.len()..];
        } else {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

/// How the word before a particle ends.
enum Sound {
    Open,
    Closed,
    Rieul,
}

fn final_sound(before: &str) -> Sound {
    let Some(last) = last_letter(before) else { return Sound::Open };
    match last {
        '가'..='힣' => match (u32::from(last) - u32::from('가')) % 28 {
            0 => Sound::Open,
            8 => Sound::Rieul,
            _ => Sound::Closed,
        },
        // Digits as they are read: il, chil, pal end in rieul; yeong, sam, yuk in other consonants.
        '1' | '7' | '8' | 'L' | 'R' | 'l' => Sound::Rieul,
        '0' | '3' | '6' | 'M' | 'N' | 'm' | 'n' => Sound::Closed,
        _ => Sound::Open,
    }
}

/// The last letter or digit; of a word with a bracket, that of the word before the bracket.
fn last_letter(before: &str) -> Option<char> {
    let trimmed = before.trim_end();
    let word = match trimmed.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((outside, _)) if !outside.trim_end().is_empty() => outside,
        _ => trimmed,
    };
    word.chars().rev().find(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn the_particle_fits_the_word_before() {
        assert_eq!(resolve("구명뗏목이(가) 경비함을(를)"), "구명뗏목이 경비함을");
        assert_eq!(resolve("헬기이(가) 3007함과(와)"), "헬기가 3007함과");
        assert_eq!(resolve("현장조정관(OSC)이(가)"), "현장조정관(OSC)이");
        assert_eq!(resolve("메시지 3을(를), 메시지 4을(를)"), "메시지 3을, 메시지 4를");
        assert_eq!(resolve("서울(으)로 부산(으)로 제주(으)로"), "서울로 부산으로 제주로");
        assert_eq!(resolve("이(가)"), "가");
    }
}
