"""Tests without a host: python -m unittest"""

import unittest
from types import SimpleNamespace as Record

from app import Search
from sarex import Err, Vec2


def asset(id, endurance_s=40_000.0, cruise_mps=10.0):
    start = Vec2(-15_000.0, 0.0)
    return Record(
        id=id, start=start, base=start, cruise_mps=cruise_mps, search_mps=8.0, endurance_s=endurance_s, search_alt_m=0.0,
        sweep_width_m=1_200.0,
    )


def plan(assets, params=(), pattern="{{id}}", max_legs=100):
    datum = Record(at=Vec2(0.0, 0.0))
    task = Record(pattern=pattern, params=params, datum=datum, assets=assets, max_legs=max_legs)
    return Search().plan(task)


class TestPlan(unittest.TestCase):
    def test_two_units_go_opposite_ways_and_come_back(self):
        first, second = plan([asset(1), asset(2)]).assets
        self.assertAlmostEqual(first.legs[0].to.north_m, 5_000.0)
        self.assertAlmostEqual(second.legs[0].to.north_m, -5_000.0)
        self.assertEqual(first.legs[1].to, Vec2(0.0, 0.0))

    def test_a_long_leg_ends_where_the_endurance_does(self):
        params = [Record(key="length_m", value=50_000.0)]
        (only,) = plan([asset(1, endurance_s=5_000.0)], params).assets
        self.assertAlmostEqual(only.legs[0].to.north_m, 0.5 * 2_000.0 * 8.0)

    def test_what_cannot_be_is_refused(self):
        with self.assertRaises(Err):
            plan([asset(1, endurance_s=10.0)])
        with self.assertRaises(Err):
            plan([asset(1, cruise_mps=0.0)])
        with self.assertRaises(Err):
            plan([asset(1)], [Record(key="length_m", value=1.0)])
        with self.assertRaises(Err):
            plan([asset(1)], pattern="another")
        with self.assertRaises(Err):
            plan([asset(1)], max_legs=1)


if __name__ == "__main__":
    unittest.main()
