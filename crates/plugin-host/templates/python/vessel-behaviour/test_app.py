"""Tests without a host: python -m unittest"""

import unittest
from types import SimpleNamespace as Record

from app import Behaviour

OWN = Record(
    id=1, status_bits=8, first_contact=0, contact_count=0, lat_deg=37.0, lon_deg=131.0, heading_deg=0.0, speed_mps=9.0,
    turn_rate_dps=1.5, cruise_mps=9.0, min_speed_mps=0.0, base_lat_deg=37.0, base_lon_deg=131.0,
)


def order(kind, lat_deg, lon_deg):
    return Record(kind=kind, serial=1, first_leg=0, leg_count=0, lat_deg=lat_deg, lon_deg=lon_deg)


def step(order):
    plugin = Behaviour()
    plugin.configure(Record(seed=1, params=[]))
    state = bytes(plugin.describe().state_stride)
    batch = Record(ships=[OWN], orders=[order], legs=[], contacts=[], columns=[], tick=0, time_s=0.0, dt_s=1.0, state=state)
    return plugin.step(batch)


class TestDecide(unittest.TestCase):
    def test_it_heads_for_the_ordered_place(self):
        outcome = step(order(1, 37.0, 131.5))
        self.assertAlmostEqual(outcome.helm[0].heading_deg, 90.0, places=3)
        self.assertEqual(outcome.acts, [])

    def test_it_says_when_it_is_there(self):
        outcome = step(order(1, 37.0, 131.001))
        self.assertEqual(outcome.helm[0].speed_mps, 0.0)
        self.assertEqual([act.what for act in outcome.acts], [1])


if __name__ == "__main__":
    unittest.main()
