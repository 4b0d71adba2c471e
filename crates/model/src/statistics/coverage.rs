//! Intervals cover the true figure about as often as they say, in seeded campaigns.

use super::{Confidence, mean, proportion, quantile};
use crate::rng::{Draw, Purpose};

const CAMPAIGNS: u64 = 2000;

/// The share of campaigns in which `covers` holds.
fn share(covers: impl Fn(u64) -> bool) -> f64 {
    (0..CAMPAIGNS).filter(|&c| covers(c)).count() as f64 / CAMPAIGNS as f64
}

fn draw(campaign: u64, run: u64) -> Draw {
    Draw::new(11, Purpose::Misc, campaign, run)
}

#[test]
fn wilson_covers() {
    for (n, p) in [(30, 0.5), (100, 0.1), (100, 0.9), (400, 0.03)] {
        let covered = share(|c| {
            let k = (0..n).filter(|&r| draw(c, r).unit() < p).count();
            proportion::share(k, n as usize, Confidence::USUAL).unwrap().interval.unwrap().holds(p)
        });
        assert!((0.93..0.985).contains(&covered), "{covered} of 0.95 at n = {n}, p = {p}");
    }
}

/// Pairs that hang together: the seed decides much, the plan a little.
#[test]
fn newcombe_covers() {
    for (first, second) in [(0.6, 0.6), (0.9, 0.8), (0.5, 0.45)] {
        let covered = share(|c| {
            let pairs = proportion::Pairs::count((0..150).map(|r| {
                let mut draw = draw(c, r);
                let (luck, own, other) = (draw.unit(), draw.unit(), draw.unit());
                // Half of the runs stand on their own, half on the common luck.
                let of = |p: f64, mine: f64| if r % 2 == 0 { luck < p } else { mine < p };
                (of(first, own), of(second, other))
            }));
            pairs.difference(Confidence::USUAL).unwrap().interval.unwrap().holds(first - second)
        });
        assert!((0.935..0.985).contains(&covered), "{covered} of 0.95 at {first} and {second}");
    }
}

#[test]
fn student_covers() {
    for n in [5, 40] {
        let covered = share(|c| {
            let values: Vec<f64> = (0..n).map(|r| 3.0 + draw(c, r).normal()).collect();
            mean::mean(&values, Confidence::USUAL).unwrap().interval.unwrap().holds(3.0)
        });
        assert!((0.935..0.965).contains(&covered), "{covered} of 0.95 at n = {n}");
    }
}

#[test]
fn order_statistics_cover_whatever_the_distribution() {
    let covered = share(|c| {
        let values: Vec<f64> = (0..60).map(|r| draw(c, r).exponential()).collect();
        let median = std::f64::consts::LN_2;
        quantile::quantile(&values, 0.5, Confidence::USUAL).unwrap().interval.unwrap().holds(median)
    });
    assert!((0.945..0.985).contains(&covered), "{covered} of 0.95");
}

#[test]
fn confidence_is_shared_out() {
    let shared = Confidence::USUAL.shared_by(5);
    assert!((shared.share() - 0.99).abs() < 1e-12 && (shared.tail() - 0.005).abs() < 1e-12);
    assert_eq!(Confidence::USUAL.shared_by(0), Confidence::USUAL);
    for odd in [0.0, 1.0, f64::NAN, -3.0] {
        assert_eq!(Confidence::new(odd), None);
    }
}
