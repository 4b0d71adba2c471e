"""Tests without a host: python -m unittest"""

import unittest
from types import SimpleNamespace as Record

from app import Adjudicator


def score(*events):
    plugin = Adjudicator()
    plugin.configure(Record(seed=1, params=[Record(key="in_time_s", value=3_600.0)]))
    (finding,) = plugin.judge([Record(time_s=time_s, kind=kind) for time_s, kind in events], [])
    return finding.score


class TestJudge(unittest.TestCase):
    def test_the_score_falls_with_the_time_of_the_first_sighting(self):
        self.assertEqual(score((0.0, "started"), (3_000.0, "detected"), (9_000.0, "detected")), 1.0)
        self.assertEqual(score((5_400.0, "detected")), 0.5)
        self.assertEqual(score((9_000.0, "detected")), 0.0)
        self.assertEqual(score((10.0, "started")), 0.0)


if __name__ == "__main__":
    unittest.main()
