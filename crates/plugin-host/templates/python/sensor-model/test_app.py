"""Tests without a host: python -m unittest"""

import math
import unittest
from types import SimpleNamespace as Record

from app import Sensor


def sensor():
    plugin = Sensor()
    plugin.configure(Record(seed=1, params=[]))
    return plugin


class TestChance(unittest.TestCase):
    def test_a_straight_pass_sees_with_the_chance_of_its_lateral_range(self):
        aside_m, width_m = 400.0, 1_000.0
        ranges = [math.hypot(aside_m, 8.0 * second) for second in range(-10_000, 10_001)]
        looks = [Record(range_m=r, speed_mps=8.0, dwell_s=1.0, sweep_width_m=width_m) for r in ranges]
        missed = math.prod(1.0 - chance for chance in sensor().detect(looks))
        self.assertAlmostEqual(missed, math.exp(-width_m**2 / (4.0 * math.pi * aside_m**2)), places=3)

    def test_no_sweep_width_sees_nothing(self):
        self.assertEqual(sensor().chance(Record(range_m=9.0, speed_mps=8.0, dwell_s=1.0, sweep_width_m=0.0)), 0.0)


if __name__ == "__main__":
    unittest.main()
