//! Effects that are known beforehand are found again.

use super::*;
use crate::math;

fn draws(id: u64, n: usize) -> Vec<f64> {
    (0..n as u64).map(|k| Draw::new(3, Purpose::Misc, id, k).unit()).collect()
}

fn seeds(n: usize) -> Vec<u64> {
    (0..n as u64).collect()
}

/// The function of Ishigami and Homma 1990 with a = 7, b = 0.1: first-order indices 0.3139, 0.4424 and 0 (Saltelli et al.
/// 2008, "Global Sensitivity Analysis", section 4.6).
#[test]
fn val_indices_of_the_ishigami_function() {
    let n = 20_000;
    let angle = |id| -> Vec<f64> { draws(id, n).into_iter().map(|u| std::f64::consts::PI * (2.0 * u - 1.0)).collect() };
    let (a, b, c) = (angle(1), angle(2), angle(3));
    let y: Vec<f64> = (0..n)
        .map(|k| {
            let s = math::sin(b[k]);
            math::sin(a[k]) + 7.0 * s * s + 0.1 * c[k] * c[k] * c[k] * c[k] * math::sin(a[k])
        })
        .collect();
    let inputs = [Input::Values(&a), Input::Values(&b), Input::Values(&c)];
    let found = effects(&inputs, &seeds(n), &y, Confidence::USUAL);
    // The mean over a bin of width w is sin(w/2)/(w/2) of a sine, and that squared is lost of its variance; of sin^2, which
    // swings twice as fast, sin(w)/w.
    let w = std::f64::consts::PI / 10.0;
    let kept = |half: f64| math::sin(half) * math::sin(half) / (half * half);
    for (effect, expected) in found.iter().zip([0.3139 * kept(0.5 * w), 0.4424 * kept(w), 0.0]) {
        let effect = effect.unwrap();
        assert!((effect.share - expected).abs() < 0.008, "{effect:?}, not {expected}");
        assert_eq!(effect.groups, 20);
        assert!(effect.interval.unwrap().holds(effect.share));
    }
    assert_eq!(found[0].unwrap().direction, Sign::Above, "rises with the first");
    assert_eq!(found[1].unwrap().direction, Sign::NotShown, "the second goes both ways");
    assert!(found[2].unwrap().interval.unwrap().low < 0.001);
}

/// A table of one-way analysis of variance by hand: groups 1 2 3, 2 3 4, 6 7 8. Between 42, within 6: eta^2 is 7/8, and
/// Kelley's epsilon^2 is 1 - (6/6) / (48/8) = 5/6.
#[test]
fn val_eta_and_epsilon_by_hand() {
    let y = [1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 6.0, 7.0, 8.0];
    let levels = [0, 0, 0, 1, 1, 1, 2, 2, 2];
    let effect = effects(&[Input::Levels { of: &levels, ordered: true }], &seeds(9), &y, Confidence::USUAL)[0].unwrap();
    assert!((effect.plain - 0.875).abs() < 1e-12, "{effect:?}");
    assert!((effect.share - 5.0 / 6.0).abs() < 1e-12, "{effect:?}");
    assert_eq!((effect.interval, effect.groups, effect.runs), (None, 3, 9));
    assert!(effect.correlation.unwrap() > 0.8);
}

/// Independent runs: resampling takes away the same bias as epsilon^2 does.
#[test]
fn resampling_agrees_with_epsilon() {
    let n = 2000;
    let x = draws(1, n);
    let y: Vec<f64> = x.iter().zip(draws(2, n)).map(|(x, e)| x + 2.0 * e).collect();
    let effect = effects(&[Input::Values(&x)], &seeds(n), &y, Confidence::USUAL)[0].unwrap();
    let (n, k) = (n as f64, effect.groups as f64);
    let epsilon = 1.0 - (1.0 - effect.plain) * (n - 1.0) / (n - k);
    assert!((effect.share - epsilon).abs() < 0.004, "{} and {epsilon}", effect.share);
    assert!(effect.interval.unwrap().holds(0.2), "the true share is 1/5: {effect:?}");
}

/// Of 60 inputs without any effect few are shown to have one, also where three plans share their seeds and the seed weighs
/// much.
#[test]
fn inputs_without_effect_show_none() {
    let (n, plans) = (300, 3);
    let seed: Vec<u64> = (0..n * plans).map(|k| (k % n) as u64).collect();
    let luck = draws(90, n);
    let own = draws(91, n * plans);
    let y: Vec<f64> = (0..n * plans).map(|k| luck[k % n] + 0.2 * own[k]).collect();
    let columns: Vec<Vec<f64>> = (0..60).map(|id| draws(100 + id, n)).collect();
    let columns: Vec<Vec<f64>> = columns.iter().map(|c| (0..n * plans).map(|k| c[k % n]).collect()).collect();
    let inputs: Vec<Input<'_>> = columns.iter().map(|c| Input::Values(c)).collect();
    let found = effects(&inputs, &seed, &y, Confidence::USUAL);
    let (mut shown, mut directed, mut mean) = (0, 0, 0.0);
    for effect in &found {
        let effect = effect.unwrap();
        shown += u32::from(effect.interval.unwrap().low > 0.0);
        directed += u32::from(effect.direction != Sign::NotShown);
        mean += effect.share / 60.0;
    }
    assert!(shown <= 6 && directed <= 8, "{shown} and {directed} of 60 are shown");
    assert!(mean < 0.02, "mean share {mean}");
}

/// A factor that moves every seed by the same little shows its direction, for the pairs hold it.
#[test]
fn a_small_paired_factor_is_directed() {
    let n = 400;
    let (luck, own) = (draws(1, n), draws(2, 2 * n));
    let level: Vec<u32> = (0..2 * n).map(|k| (k / n) as u32).collect();
    let y: Vec<f64> = (0..2 * n).map(|k| luck[k % n] + 0.05 * own[k] - 0.02 * f64::from(level[k])).collect();
    let seed: Vec<u64> = (0..2 * n).map(|k| (k % n) as u64).collect();
    let effect = effects(&[Input::Levels { of: &level, ordered: true }], &seed, &y, Confidence::USUAL)[0].unwrap();
    assert_eq!(effect.direction, Sign::Below, "{effect:?}");
    assert!(effect.share < 0.01);
}

#[test]
fn what_does_not_vary_or_is_no_number_has_no_effect() {
    let y = [1.0, 2.0, f64::NAN, 4.0];
    let inputs = [
        Input::Values(&[1.0, 1.0, 7.0, 1.0]),
        Input::Values(&[1.0, f64::NAN, 1.0, 2.0]),
        Input::Values(&[1.0]),
        Input::Levels { of: &[0, 1, 1, 1], ordered: false },
    ];
    let found = effects(&inputs, &seeds(4), &y, Confidence::USUAL);
    assert!(found[..3].iter().all(Option::is_none), "{found:?}");
    let effect = found[3].unwrap();
    assert_eq!((effect.runs, effect.correlation, effect.direction), (3, None, Sign::NotShown));
    assert!(effects(&inputs[..1], &[], &[], Confidence::USUAL)[0].is_none());
    assert!(effects(&[Input::Values(&[1.0, 2.0])], &[1, 2], &[5.0, 5.0], Confidence::USUAL)[0].is_none());
    assert!(effects(&[Input::Values(&[1.0, 2.0])], &[1, 2], &[f64::MAX, f64::MIN], Confidence::USUAL)[0].is_none());
}

/// The interval of a share is made by resampling and only near 95 %: it covers in 92 to 94 of 100 campaigns of 400 seeds.
#[test]
fn intervals_cover_nearly_as_often_as_they_say() {
    let n = 400;
    for weight in [0.5, 1.0] {
        let truth = weight * weight / (weight * weight + 1.0);
        let covers = |campaign: u64| {
            let (x, e) = (draws(2 * campaign, n), draws(2 * campaign + 1, n));
            let y: Vec<f64> = x.iter().zip(e).map(|(x, e)| weight * x + e).collect();
            let effect = effects(&[Input::Values(&x)], &seeds(n), &y, Confidence::USUAL)[0].unwrap();
            effect.interval.unwrap().holds(truth)
        };
        let covered = (1000..1200).filter(|&campaign| covers(campaign)).count() as f64 / 200.0;
        assert!((0.9..=1.0).contains(&covered), "{covered} of 0.95 at a share of {truth}");
    }
}
