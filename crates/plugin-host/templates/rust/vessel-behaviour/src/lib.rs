//! {{name}}: goes to the ordered place, or along the ordered legs, and waits there.
//!
//! Change `decide` and the tests below it; `plugin.toml` holds the bounds of the parameter once more.

use sarex_plugin_sdk::geometry::Place;
use sarex_plugin_sdk::{Behaviour, Decision, Mode, OrderKind, Params, Ship, Spec, Vec2, export_behaviour, state};

const ARRIVE: Spec = Spec::new("arrive_m", 200.0, 10.0, 5_000.0);

state! {
    /// What the host keeps of each ship from one decision to the next; zeros for a new ship.
    struct Memory {
        /// The order that the other fields are about.
        serial: u32,
        /// The leg being run.
        leg: u32,
        /// 1 when the order is carried out.
        done: u32,
    }
}

struct GoThere {
    arrive_m: f64,
}

impl Behaviour for GoThere {
    const NAME: &'static str = "{{name}}";
    type State = Memory;

    fn configure(params: &Params) -> Result<Self, String> {
        params.check(&[ARRIVE])?;
        Ok(Self { arrive_m: params.get(ARRIVE) })
    }

    fn decide(&self, ship: &Ship<'_>, memory: &mut Memory) -> Decision {
        if memory.serial != ship.order.serial {
            *memory = Memory { serial: ship.order.serial, ..Memory::default() };
        }
        let goal = goal(ship, memory);
        let Some(to) = goal.filter(|_| memory.done == 0 && !ship.recovering()) else { return wait(ship) };
        // A craft that cannot turn tighter than this would circle round the place for ever.
        if to.length() > self.arrive_m.max(1.5 * ship.turn_radius_m(ship.own.speed_mps)) {
            return steer(ship, to, memory);
        }
        if ship.order.leg_count == 0 {
            memory.done = 1;
            return wait(ship).with_order_done();
        }
        let passed = memory.leg;
        memory.leg += 1;
        if memory.leg < ship.order.leg_count {
            return steer(ship, to, memory).with_leg_passed(passed);
        }
        if ship.order_kind() == OrderKind::Patrol {
            memory.leg = 0;
            return steer(ship, to, memory).with_leg_passed(passed);
        }
        memory.done = 1;
        wait(ship).with_leg_passed(passed).with_order_done()
    }
}

/// Where it has to go, metres from the ship; none: nowhere.
fn goal(ship: &Ship<'_>, memory: &Memory) -> Option<Vec2> {
    if let Some(leg) = ship.legs.get(memory.leg as usize) {
        return Some(ship.frame.offset(Place::new(leg.lat_deg, leg.lon_deg)));
    }
    match ship.order_kind() {
        OrderKind::GoTo | OrderKind::Escort | OrderKind::Recover | OrderKind::Investigate => Some(ship.order_offset()),
        OrderKind::ReturnToBase => Some(ship.frame.offset(Place::new(ship.own.base_lat_deg, ship.own.base_lon_deg))),
        _ => None,
    }
}

fn steer(ship: &Ship<'_>, to: Vec2, memory: &Memory) -> Decision {
    let mode = match ship.order_kind() {
        OrderKind::Search => Mode::Searching,
        OrderKind::ReturnToBase => Mode::Returning,
        OrderKind::Patrol => Mode::Patrol,
        _ => Mode::Transit,
    };
    let leg = ship.legs.get(memory.leg as usize);
    let speed_mps = leg.map(|leg| leg.speed_mps).filter(|speed| *speed > 0.0).unwrap_or(ship.own.cruise_mps);
    let decision = Decision::steer(to.course_deg(), speed_mps, mode).at_height(leg.map_or(0.0, |leg| leg.alt_m));
    if leg.is_some() { decision.on_leg(memory.leg) } else { decision }
}

/// Stops, or circles when the craft must keep its speed.
fn wait(ship: &Ship<'_>) -> Decision {
    let turning = if ship.own.min_speed_mps > 0.0 { 30.0 } else { 0.0 };
    Decision::steer(ship.own.heading_deg, ship.own.min_speed_mps, Mode::Hold).altered(turning)
}

export_behaviour!(GoThere);

#[cfg(test)]
mod tests {
    use super::*;
    use sarex_plugin_sdk::testing::{Sea, vessel};

    fn sea() -> Sea<GoThere> {
        let mut sea = Sea::new(GoThere { arrive_m: 200.0 });
        sea.launch(vessel(1), Vec2::ZERO);
        sea
    }

    #[test]
    fn it_goes_to_the_place_and_says_so_once() {
        let (mut sea, place) = (sea(), Vec2::new(4_000.0, 3_000.0));
        sea.order_to(0, 1, place);
        sea.run(1_200);
        // One and a half turn radii at 9 m/s and 1.5 degrees a second are 516 m.
        let short_m = (sea.at(0) - place).length();
        assert!(short_m < 520.0, "{short_m} m short");
        assert_eq!(sea.acts.iter().filter(|act| act.what == 1).count(), 1);
    }

    #[test]
    fn it_runs_the_legs_in_order() {
        let mut sea = sea();
        sea.order_along(0, 2, &[Vec2::new(0.0, 2_000.0), Vec2::new(2_000.0, 2_000.0)]);
        sea.run(1_200);
        let acts: Vec<(u32, u32)> = sea.acts.iter().map(|act| (act.what, act.value)).collect();
        assert_eq!(acts, [(2, 0), (2, 1), (1, 0)]);
    }
}
