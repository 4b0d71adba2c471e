//! Helms as they stand in a file: what changed since the unit's last one, in the steps to which a journal rounds them.
//! Five hundred ships that steer all the time then take three bytes a change instead of thirty.

use sarex_sim::decision::Helm;

/// Steps of heading, speed and height: 0.1 degree, 0.01 m/s, 1 m.
const STEPS: [f64; 3] = [10.0, 100.0, 1.0];
/// Flag of a helm that is no whole number of steps: its numbers follow as they are.
const RAW: u8 = 1 << 5;
/// Units that a file may number; an exercise has far fewer.
const UNITS: usize = 1 << 20;

/// The last helm of each unit in steps, by number, as far as a file has come.
#[derive(Clone, Debug, Default)]
pub struct HelmCoder {
    last: Vec<[i64; 5]>,
}

impl HelmCoder {
    /// Helms as bytes.
    pub fn pack(&mut self, helms: &[(u32, Helm)]) -> Vec<u8> {
        let (mut bytes, mut before) = (Vec::with_capacity(helms.len() * 4), -1);
        for (unit, helm) in helms {
            bytes = number(bytes, i64::from(*unit) - before);
            before = i64::from(*unit);
            bytes = self.pack_one(*unit, helm, bytes);
        }
        bytes
    }

    fn pack_one(&mut self, unit: u32, helm: &Helm, mut bytes: Vec<u8>) -> Vec<u8> {
        let last = self.last_of(unit as usize);
        let Some(steps) = steps(helm) else {
            *last = [0; 5];
            bytes.push(RAW);
            for value in [helm.heading_deg, helm.speed_mps, helm.alt_m] {
                bytes.extend(value.to_le_bytes());
            }
            return number(number(bytes, helm.mode.into()), helm.leg.into());
        };
        let flags = (0..5).filter(|field| steps[*field] != last[*field]).fold(0, |flags, field| flags | 1 << field);
        bytes.push(flags);
        for field in (0..5).filter(|field| flags & 1 << field != 0) {
            bytes = number(bytes, steps[field] - last[field]);
        }
        *last = steps;
        bytes
    }

    /// The helms of these bytes; none when they are damaged.
    pub fn unpack(&mut self, mut bytes: &[u8]) -> Option<Vec<(u32, Helm)>> {
        let (mut helms, mut unit) = (Vec::with_capacity(bytes.len() / 3), -1_i64);
        while !bytes.is_empty() {
            unit = unit.checked_add(take(&mut bytes)?)?;
            let number = usize::try_from(unit).ok().filter(|unit| *unit < UNITS)?;
            helms.push((number as u32, self.unpack_one(number, &mut bytes)?));
        }
        Some(helms)
    }

    fn unpack_one(&mut self, unit: usize, bytes: &mut &[u8]) -> Option<Helm> {
        let (flags, rest) = bytes.split_first()?;
        *bytes = rest;
        let last = self.last_of(unit);
        if *flags == RAW {
            *last = [0; 5];
            let mut value = || {
                let (value, rest) = bytes.split_first_chunk()?;
                *bytes = rest;
                Some(f64::from_le_bytes(*value))
            };
            let (heading_deg, speed_mps, alt_m) = (value()?, value()?, value()?);
            let (mode, leg) = (take(bytes)?.try_into().ok()?, take(bytes)?.try_into().ok()?);
            return Some(Helm { heading_deg, speed_mps, alt_m, mode, leg });
        }
        for field in (0..5).filter(|field| flags & 1 << field != 0) {
            last[field] = last[field].checked_add(take(bytes)?)?;
        }
        let [heading, speed, alt, mode, leg] = *last;
        Some(Helm {
            heading_deg: heading as f64 / STEPS[0],
            speed_mps: speed as f64 / STEPS[1],
            alt_m: alt as f64 / STEPS[2],
            mode: mode.try_into().ok()?,
            leg: leg.try_into().ok()?,
        })
    }

    fn last_of(&mut self, unit: usize) -> &mut [i64; 5] {
        if self.last.len() <= unit {
            self.last.resize(unit + 1, [0; 5]);
        }
        &mut self.last[unit]
    }
}

/// A helm in whole steps; none when it is not one to the last bit.
fn steps(helm: &Helm) -> Option<[i64; 5]> {
    let mut steps = [0, 0, 0, i64::from(helm.mode), i64::from(helm.leg)];
    for (field, value) in [helm.heading_deg, helm.speed_mps, helm.alt_m].into_iter().enumerate() {
        let whole = (value * STEPS[field]).round() as i64;
        if (whole as f64 / STEPS[field]).to_bits() != value.to_bits() {
            return None;
        }
        steps[field] = whole;
    }
    Some(steps)
}

fn number(bytes: Vec<u8>, number: i64) -> Vec<u8> {
    postcard::to_extend(&number, bytes).expect("a number in memory can be encoded")
}

fn take(bytes: &mut &[u8]) -> Option<i64> {
    let (number, rest) = postcard::take_from_bytes(bytes).ok()?;
    *bytes = rest;
    Some(number)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may unwrap")]
mod tests {
    use super::*;

    fn helm(heading_deg: f64, speed_mps: f64, leg: u32) -> Helm {
        Helm { heading_deg, speed_mps, alt_m: 0.0, mode: 2, leg }
    }

    #[test]
    fn helms_come_back_to_the_last_bit() {
        let odd = [f64::NAN, -0.0, 1.0 / 3.0, f64::INFINITY, 1e300].map(|value| (7, helm(value, 1.0, u32::MAX)));
        let batches = [
            vec![(0, helm(359.9, 7.25, 0)), (3, helm(0.1, 0.0, u32::MAX)), (900, helm(12.3, 99.99, 5))],
            vec![(3, helm(359.9, 0.01, 1))],
            odd.to_vec(),
            vec![(7, helm(45.0, 8.0, 2)), (0, helm(0.0, 7.25, 0))],
        ];
        let (mut writer, mut reader) = (HelmCoder::default(), HelmCoder::default());
        for helms in batches {
            let bytes = writer.pack(&helms);
            let back = reader.unpack(&bytes).unwrap();
            assert_eq!(format!("{back:?}"), format!("{helms:?}"));
            let bits = |helms: &[(u32, Helm)]| helms.iter().map(|(_, h)| h.heading_deg.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&back), bits(&helms));
        }
    }

    #[test]
    fn a_ship_that_turns_a_little_takes_three_bytes() {
        let mut coder = HelmCoder::default();
        coder.pack(&[(4, helm(120.0, 8.0, 1))]);
        assert_eq!(coder.pack(&[(4, helm(120.3, 8.0, 1))]).len(), 3);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        for bytes in [&[0_u8][..], &[2], &[2, 1], &[2, 32, 0, 0], &[0xff, 0xff, 0xff, 0xff, 0x7f, 0], &[1, 0]] {
            assert_eq!(HelmCoder::default().unpack(bytes), None, "{bytes:?}");
        }
    }
}
