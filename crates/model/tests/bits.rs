//! The same bits in every profile and on every system: run with and without `--release`, the digest is one.

use sarex_model::detection::{pass_potential, probability};
use sarex_model::leeway::{Coefficients, Side, classes};
use sarex_model::position::{Position, Vec2};
use sarex_model::rng::{Draw, Purpose};
use sarex_model::survival::{Protection, in_water};
use sarex_model::{pod, sun};

fn fold(digest: u64, value: f64) -> u64 {
    (digest ^ value.to_bits()).wrapping_mul(0x0000_0100_0000_01b3)
}

/// One day of ten-minute steps for an element of each class, with everything else along the way.
#[test]
fn regress_digest_of_a_day_of_drift() {
    let mut digest = 0xcbf2_9ce4_8422_2325;
    for class in classes() {
        let id = u64::from(class.id);
        let element = Coefficients::draw(class, Side::Right, &mut Draw::new(1, Purpose::Leeway, id, 0));
        let start = Position::new(36.0, 131.0);
        let mut place = start;
        for step in 0..144_u32 {
            let mut draw = Draw::new(1, Purpose::WindNoise, id, u64::from(step));
            let wind = Vec2::from_polar(f64::from(step), 8.0) + Vec2::new(draw.normal(), draw.exponential());
            let next = place.moved(element.velocity(wind) * 600.0);
            let seen = pass_potential(900.0, start.to(place), start.to(next), 20_000.0);
            digest = fold(fold(digest, probability(seen)), next.distance_m(start));
            digest = fold(digest, sun::elevation_deg(next, 1.78e9 + 600.0 * f64::from(step)));
            place = next;
        }
        let curve = in_water(f64::from(class.id) * 0.25, Protection::NoFlotation).expect("sea water");
        digest = fold(fold(digest, curve.alive_fraction(2e4)), pod::inverse_cube(place.lat_deg - 35.5));
    }
    assert_eq!(digest, 0x1436_9900_6dd1_8f67, "{digest:#018x}");
}
