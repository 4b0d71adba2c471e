//! Tables of positions as comma-separated values.

use std::io::{self, Write};

use sarex_files::time::iso_utc;

use crate::forecast::Rows;

/// First line: one name a column, units in the names. The last column marks every row, so that no row can be taken for
/// live traffic, and a plain reader still finds nothing but a table.
const HEADER: &str = "time_utc,element,scenario,lon_deg,lat_deg,weight,status,exercise\n";
/// Bytes kept before they go to the writer.
const BLOCK: usize = 1 << 16;

/// Writes rows as CSV: UTF-8, a header, one line a row, positions to six decimals (a tenth of a metre); a number that is
/// not finite is left empty.
///
/// # Errors
/// Those of the writer; `InvalidInput` when the columns differ in length.
pub fn write_csv(out: &mut impl Write, rows: &Rows) -> io::Result<()> {
    if !super::check::even(rows) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the columns differ in length"));
    }
    let mut text = Vec::with_capacity(BLOCK + 256);
    text.extend(HEADER.as_bytes());
    let (mut time, mut stamp) = (None, String::new());
    let (mut weight, mut weight_text) = (None, String::new());
    for k in 0..rows.element.len() {
        // Neighbours share their time and mostly their weight.
        if time != Some(rows.time_unix_s[k]) {
            time = Some(rows.time_unix_s[k]);
            stamp = iso_utc(rows.time_unix_s[k]);
        }
        if weight != Some(rows.weight[k].to_bits()) {
            weight = Some(rows.weight[k].to_bits());
            weight_text = if rows.weight[k].is_finite() { rows.weight[k].to_string() } else { String::new() };
        }
        text.extend(stamp.as_bytes());
        text.push(b',');
        whole(&mut text, u64::from(rows.element[k]));
        text.push(b',');
        whole(&mut text, u64::from(rows.scenario[k]));
        text.push(b',');
        degrees(&mut text, rows.lon_deg[k]);
        text.push(b',');
        degrees(&mut text, rows.lat_deg[k]);
        text.push(b',');
        text.extend(weight_text.as_bytes());
        text.push(b',');
        text.extend(rows.status[k].name().as_bytes());
        text.extend(b",EXERCISE\n");
        if text.len() >= BLOCK {
            out.write_all(&text)?;
            text.clear();
        }
    }
    out.write_all(&text)
}

fn whole(text: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    text.extend(&digits[at..]);
}

/// Six decimals, written without the general routine: a table has millions of them.
fn degrees(text: &mut Vec<u8>, value: f64) {
    if !value.is_finite() || value.abs() > 1e6 {
        return;
    }
    let millionths = (value.abs() * 1e6).round() as u64;
    if value < 0.0 && millionths > 0 {
        text.push(b'-');
    }
    whole(text, millionths / 1_000_000);
    text.push(b'.');
    let mut rest = millionths % 1_000_000;
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    text.extend(digits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::Status;
    use proptest::prelude::*;

    fn row(lon: f64, lat: f64, weight: f64) -> Rows {
        Rows {
            element: vec![7],
            scenario: vec![1],
            time_unix_s: vec![0],
            lon_deg: vec![lon],
            lat_deg: vec![lat],
            weight: vec![weight],
            status: vec![Status::Stranded],
        }
    }

    #[test]
    fn a_row_reads_as_it_should() {
        let mut out = Vec::new();
        write_csv(&mut out, &row(-179.999_999_6, 0.000_000_4, 1e-5)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.lines().nth(1).unwrap(),
            "1970-01-01T00:00:00Z,7,1,-180.000000,0.000000,0.00001,stranded,EXERCISE"
        );
        let mut out = Vec::new();
        write_csv(&mut out, &row(f64::NAN, f64::INFINITY, f64::NAN)).unwrap();
        assert!(String::from_utf8(out).unwrap().contains(",7,1,,,,stranded,"));
        let uneven = Rows { lat_deg: Vec::new(), ..row(0.0, 0.0, 1.0) };
        assert!(write_csv(&mut Vec::new(), &uneven).is_err());
    }

    proptest! {
        #[test]
        fn prop_degrees_are_those_of_the_general_routine(value in -180.0f64..180.0) {
            let mut text = Vec::new();
            degrees(&mut text, value);
            let back: f64 = std::str::from_utf8(&text).unwrap().parse().unwrap();
            prop_assert!((back - value).abs() <= 0.500_001e-6);
            prop_assert_eq!(text.iter().skip_while(|b| **b != b'.').count(), 7);
        }
    }
}
