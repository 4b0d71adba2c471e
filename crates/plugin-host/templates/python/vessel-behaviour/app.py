"""{{name}}: goes to the ordered place, or along the ordered legs, and waits there.

Change `decide` and test_app.py; plugin.toml holds the bounds of the parameter once more.
"""

import math

from sarex import Spec
from sarex import behaviour as sea
from sarex.behaviour import Base, Helm


class Behaviour(Base):
    NAME = "{{name}}"
    PARAMS = [Spec("arrive_m", 200, 10, 5000)]
    # The order that the rest is about, the leg being run, 1 when the order is carried out.
    STATE = "<III"

    def decide(self, ship):
        serial, leg, done = ship.state
        if serial != ship.order.serial:
            leg, done = 0, 0
        helm, leg, done = self.go_on(ship, leg, done)
        ship.state[:] = ship.order.serial, leg, done
        return helm

    def go_on(self, ship, leg, done):
        to = None if done or ship.own.status_bits & sea.RECOVERING else goal(ship, leg)
        if to is None:
            return wait(ship), leg, done
        # A craft that cannot turn tighter than this would circle round the place for ever.
        turn_radius_m = ship.own.speed_mps / math.radians(max(ship.own.turn_rate_dps, 0.05))
        if to.length > max(self.params["arrive_m"], 1.5 * turn_radius_m):
            return steer(ship, leg, to), leg, done
        passed = leg if leg < len(ship.legs) else None
        if passed is not None:
            leg += 1
            if leg == len(ship.legs) and ship.order.kind == sea.PATROL:
                leg = 0
        done = int(leg >= len(ship.legs))
        helm = wait(ship) if done else steer(ship, leg, to)
        helm.leg_passed, helm.order_done = passed, bool(done)
        return helm, leg, done


def goal(ship, leg):
    """Where it has to go, metres from the ship; None: nowhere."""
    if leg < len(ship.legs):
        return ship.offset(ship.legs[leg].lat_deg, ship.legs[leg].lon_deg)
    if ship.order.kind == sea.RETURN_TO_BASE:
        return ship.offset(ship.own.base_lat_deg, ship.own.base_lon_deg)
    if ship.order.kind in (sea.GO_TO, sea.ESCORT, sea.RECOVER, sea.INVESTIGATE):
        return ship.offset(ship.order.lat_deg, ship.order.lon_deg)
    return None


MODES = {sea.SEARCH: sea.MODE_SEARCHING, sea.RETURN_TO_BASE: sea.MODE_RETURNING, sea.PATROL: sea.MODE_PATROL}


def steer(ship, leg, to):
    helm = Helm(to.course_deg, ship.own.cruise_mps, MODES.get(ship.order.kind, sea.MODE_TRANSIT))
    if leg < len(ship.legs):
        helm.leg = leg
        helm.alt_m = ship.legs[leg].alt_m
        helm.speed_mps = ship.legs[leg].speed_mps or ship.own.cruise_mps
    return helm


def wait(ship):
    """Stops, or circles when the craft must keep its speed."""
    turning = 30 if ship.own.min_speed_mps > 0 else 0
    return Helm((ship.own.heading_deg + turning) % 360, ship.own.min_speed_mps, sea.MODE_HOLD)
