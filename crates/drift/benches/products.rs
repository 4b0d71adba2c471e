//! Time of the large products: a million rows as Parquet and as CSV, probability grids, outlines.

use divan::Bencher;
use sarex_drift::forecast::{Forecast, Rows};
use sarex_drift::products::{Outlines, ParquetRows, sample, write_csv, write_probability};

fn main() {
    divan::main();
}

/// A million rows: the positions of the sample over and over.
fn million() -> (Forecast, Rows) {
    let forecast = sample::forecast(20_000, 130.0);
    let mut rows = Rows::default();
    for _ in 0..50 {
        let last = &forecast.last;
        rows.element.extend(&last.element);
        rows.scenario.extend(&last.scenario);
        rows.time_unix_s.extend(&last.time_unix_s);
        rows.lon_deg.extend(&last.lon_deg);
        rows.lat_deg.extend(&last.lat_deg);
        rows.weight.extend(&last.weight);
        rows.status.extend(&last.status);
    }
    (forecast, rows)
}

#[divan::bench(sample_count = 5)]
fn parquet_million_rows(bencher: Bencher<'_, '_>) {
    let (forecast, rows) = million();
    bencher.bench_local(|| {
        let mut file = ParquetRows::new(std::io::sink(), &forecast, "benchmark").expect("a sink takes everything");
        file.add(&rows).expect("a sink takes everything");
        file.finish().expect("a sink takes everything");
    });
}

#[divan::bench(sample_count = 5)]
fn csv_million_rows(bencher: Bencher<'_, '_>) {
    let (_, rows) = million();
    bencher.bench_local(|| write_csv(&mut std::io::sink(), &rows));
}

#[divan::bench(sample_count = 5)]
fn netcdf_49_grids_of_21000_cells(bencher: Bencher<'_, '_>) {
    let forecast = sample::forecast(2_000, 130.0);
    bencher.bench_local(|| write_probability(&mut std::io::sink(), &forecast));
}

#[divan::bench(sample_count = 5)]
fn outlines_of_49_times(bencher: Bencher<'_, '_>) {
    let forecast = sample::forecast(20_000, 130.0);
    bencher.bench_local(|| Outlines::of(&forecast));
}
