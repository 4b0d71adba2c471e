//! The figures of a large campaign: 10,000 runs with 20 inputs, and 100,000 runs of one success curve.

use divan::{Bencher, black_box};
use sarex_model::{
    rng::{Draw, Purpose},
    statistics::{
        Confidence,
        sensitivity::{Input, effects},
        success::SuccessCurve,
    },
};

fn main() {
    divan::main();
}

fn draws(id: u64, n: u64) -> Vec<f64> {
    (0..n).map(|k| Draw::new(1, Purpose::Misc, id, k).unit()).collect()
}

#[divan::bench(sample_count = 10)]
fn sensitivity_of_20_inputs(bencher: Bencher<'_, '_>) {
    let n = 10_000;
    let columns: Vec<Vec<f64>> = (0..20).map(|id| draws(id, n)).collect();
    let inputs: Vec<Input<'_>> = columns.iter().map(|c| Input::Values(c)).collect();
    let seeds: Vec<u64> = (0..n).collect();
    let outcome: Vec<f64> = draws(20, n).iter().zip(&columns[0]).map(|(e, x)| e + x).collect();
    bencher.bench(|| effects(black_box(&inputs), &seeds, &outcome, Confidence::USUAL));
}

#[divan::bench(sample_count = 10)]
fn success_curve(bencher: Bencher<'_, '_>) {
    let found: Vec<Option<f64>> = draws(1, 100_000).into_iter().map(|u| (u < 0.7).then_some(36_000.0 * u)).collect();
    bencher.bench(|| SuccessCurve::new(black_box(&found), 36_000.0, Confidence::USUAL));
}
