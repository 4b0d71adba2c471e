"""{{name}}: the chance of a look by the inverse cube law, from the published sweep width.

Change `chance` and test_app.py; plugin.toml holds the bounds of the parameter once more.
"""

import math

from sarex import Spec
from sarex.sensor import Base


class Sensor(Base):
    NAME = "{{name}}"
    MAX_RANGE_M = 20_000.0
    PARAMS = [Spec("skill", 1, 0.1, 2)]

    def chance(self, look):
        # While the unit runs a way ds at range r it gathers the potential W^2 / (8 pi) ds / r^3 (Koopman 1980), and sees
        # with the chance 1 - exp(-potential): a long straight pass then sweeps exactly the width W.
        width_m = self.params["skill"] * look.sweep_width_m
        range_m = max(look.range_m, 1.0)
        way_m = look.speed_mps * look.dwell_s
        return 1.0 - math.exp(-width_m * width_m * way_m / (8.0 * math.pi * range_m**3))
