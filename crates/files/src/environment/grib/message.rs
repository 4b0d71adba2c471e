//! The walk over messages and sections: lengths are checked before anything is looked at.
//!
//! Our own, because a count in a damaged file must not decide what is allocated; the packed values go to the crate `grib`.

use super::super::{Findings, problem};
use crate::limits::GRIB_MESSAGES;
use crate::time::days_from_civil;

/// One field of a file: its sections, their headers included.
#[derive(Clone, Copy)]
pub(super) struct Message<'b> {
    pub discipline: u8,
    identification: &'b [u8],
    pub grid: &'b [u8],
    product: &'b [u8],
    pub representation: &'b [u8],
    pub bitmap: &'b [u8],
    pub data: &'b [u8],
}

/// Big-endian numbers at a place; `None` beyond the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Sign and magnitude, as GRIB writes negative numbers.
pub(super) fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    let raw = u32_at(bytes, at)?;
    let magnitude = (raw & 0x7fff_ffff) as i32;
    Some(if raw & 0x8000_0000 == 0 { magnitude } else { -magnitude })
}

/// All fields of a file.
pub(super) fn messages(bytes: &[u8]) -> Result<Vec<Message<'_>>, Findings> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.windows(4).position(|w| w == b"GRIB")) {
        let start = at + next;
        let Some(head) = bytes.get(start..start + 16) else { return Err(cut_off()) };
        if head[7] != 2 {
            let message = format!("it is GRIB edition {}, and edition 2 is read", head[7]);
            return Err(problem(message, "convert it, for example with `grib_set -s edition=2` or `cdo -f grb2 copy`"));
        }
        let length = u64::from_be_bytes([head[8], head[9], head[10], head[11], head[12], head[13], head[14], head[15]]);
        let end = usize::try_from(length).ok().and_then(|n| start.checked_add(n)).filter(|end| *end <= bytes.len());
        let Some(end) = end.filter(|end| *end >= start + 20) else { return Err(cut_off()) };
        sections(&bytes[start + 16..end], head[6], &mut found)?;
        if found.len() > GRIB_MESSAGES {
            return Err(problem(
                format!("it has more than {GRIB_MESSAGES} messages"),
                "extract the quantity, for example with `grib_copy -w`",
            ));
        }
        at = end;
    }
    Ok(found)
}

fn cut_off() -> Findings {
    problem("it is cut off or damaged", "download it again and compare its size with the source")
}

fn sections<'b>(bytes: &'b [u8], discipline: u8, found: &mut Vec<Message<'b>>) -> Result<(), Findings> {
    let mut parts: [&'b [u8]; 8] = [&[]; 8];
    let mut bitmap: &'b [u8] = &[];
    let mut at = 0;
    while bytes.get(at..at + 4) != Some(b"7777") {
        let length = u32_at(bytes, at).ok_or_else(cut_off)? as usize;
        let section = bytes.get(at..at.saturating_add(length)).filter(|s| s.len() >= 5).ok_or_else(cut_off)?;
        let number = usize::from(section[4]);
        if !(1..=7).contains(&number) {
            return Err(cut_off());
        }
        parts[number] = section;
        if number == 6 {
            // 254: the bitmap given before in this message.
            match section.get(5) {
                Some(254) if !bitmap.is_empty() => parts[6] = bitmap,
                Some(0) => bitmap = section,
                _ => {}
            }
        }
        if number == 7 {
            let message = Message {
                discipline,
                identification: parts[1],
                grid: parts[3],
                product: parts[4],
                representation: parts[5],
                bitmap: parts[6],
                data: section,
            };
            // Statistics over an interval and the like have other templates, and other meanings.
            if message.product_template().is_some_and(|t| matches!(t, 0..=2 | 15)) {
                found.push(message);
            }
        }
        at += length;
    }
    Ok(())
}

impl Message<'_> {
    fn product_template(&self) -> Option<u16> {
        u16_at(self.product, 7)
    }

    pub(super) fn category(&self) -> u8 {
        self.product.get(9).copied().unwrap_or(255)
    }

    pub(super) fn number(&self) -> u8 {
        self.product.get(10).copied().unwrap_or(255)
    }

    /// Reference time and valid time, seconds since 1970.
    pub(super) fn times(&self) -> Option<(i64, i64)> {
        let part = |at: usize| self.identification.get(at).map(|b| i64::from(*b));
        let (year, month, day) = (i64::from(u16_at(self.identification, 12)?), part(14)?, part(15)?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let clock = part(16)? * 3_600 + part(17)? * 60 + part(18)?;
        let reference = days_from_civil(year, month, day) * 86_400 + clock;
        // WMO code table 4.4.
        let unit_s = match self.product.get(17)? {
            0 => 60,
            1 => 3_600,
            2 => 86_400,
            10 => 3 * 3_600,
            11 => 6 * 3_600,
            12 => 12 * 3_600,
            13 => 1,
            _ => return None,
        };
        Some((reference, reference + i64::from(i32_at(self.product, 18)?) * unit_s))
    }

    /// Type of the first fixed surface (WMO code table 4.5) and its value.
    pub(super) fn surface(&self) -> (u8, f64) {
        let kind = self.product.get(22).copied().unwrap_or(255);
        let (Some(scale), Some(value)) = (self.product.get(23).copied(), u32_at(self.product, 24)) else {
            return (kind, 0.0);
        };
        if scale == 0xff || value == u32::MAX {
            return (kind, 0.0);
        }
        let power = i32::from(scale & 0x7f);
        let factor = 10f64.powi(if scale & 0x80 == 0 { -power } else { power });
        (kind, f64::from(i32_at(self.product, 24).unwrap_or(0)) * factor)
    }

    pub(super) fn surface_text(&self) -> String {
        match self.surface() {
            (1, _) => "ground or water surface".to_owned(),
            (100, value) => format!("{value} Pa"),
            (101, _) => "mean sea level".to_owned(),
            (103, value) => format!("{value} m above ground"),
            (160, value) => format!("{value} m below sea level"),
            (kind, value) => format!("surface type {kind} value {value}"),
        }
    }

    /// Originating centre (WMO common code table C-11).
    pub(super) fn centre(&self) -> String {
        let code = u16_at(self.identification, 5).unwrap_or(u16::MAX);
        let name = match code {
            7 => "NCEP",
            34 => "Tokyo",
            40 => "Seoul",
            54 => "Montreal",
            74 => "Exeter",
            78 => "Offenbach",
            84 | 85 => "Toulouse",
            88 => "Oslo",
            98 => "ECMWF",
            _ => return format!("centre {code}"),
        };
        format!("centre {code}, {name}")
    }
}
