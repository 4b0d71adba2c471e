//! Damaged files: an answer or an error, never a panic, and never more memory than the file is worth.

use proptest::prelude::*;
use sarex_files::environment::{Quantity, ScalarQuantity, read_scalar, read_vector};

use crate::{fixture, request, scalar};

const FILES: [(&str, Quantity); 8] = [
    ("norkyst_polar_stereographic.nc", Quantity::Current),
    ("arome_lambert.nc", Quantity::Wind),
    ("norkyst_lonlat.nc", Quantity::Current),
    ("gfs_wind10m_20140131T03_eastasia.grib2", Quantity::Wind),
    ("gfs_grid_ccsds.grib2", Quantity::Wind),
    ("gfs_grid_complex.grib2", Quantity::Wind),
    ("gfs_grid_complex_spatial_differencing.grib2", Quantity::Wind),
    ("arome_lambert.grib2", Quantity::Wind),
];

fn check(name: &str, quantity: Quantity, hits: &[(f64, u8)], cut: f64) {
    let mut bytes = std::fs::read(fixture(name)).unwrap();
    for (at, value) in hits {
        // Most of a file is packed values; its head is where lengths and types are.
        let at = at * at * (bytes.len() - 1) as f64;
        bytes[at as usize] = *value;
    }
    bytes.truncate((cut * bytes.len() as f64) as usize);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("damaged");
    std::fs::write(&path, bytes).unwrap();
    let said = |findings: Vec<sarex_files::finding::Finding>| assert!(!findings.is_empty());
    if let Err(findings) = read_vector(&path, &request(quantity, 0)) {
        said(findings);
    }
    if let Err(findings) = read_scalar(&path, &scalar(ScalarQuantity::WaveHeight)) {
        said(findings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn prop_damaged_netcdf4(hits in prop::collection::vec((0.0..1.0, any::<u8>()), 1..6), cut in prop_oneof![Just(1.0), 0.0..1.0]) {
        for (name, quantity) in &FILES[..2] {
            check(name, *quantity, &hits, cut);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]
    #[test]
    fn prop_damaged_netcdf3_and_grib2(
        which in 2..FILES.len(),
        hits in prop::collection::vec((0.0..1.0, any::<u8>()), 1..6),
        cut in prop_oneof![3 => Just(1.0), 1 => 0.0..1.0],
    ) {
        let (name, quantity) = FILES[which];
        check(name, quantity, &hits, cut);
    }
}
