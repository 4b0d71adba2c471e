"""{{name}}: out from the datum and back. Several units fan out evenly, the first on `course_deg`.

Change `plan_search` and test_app.py; plugin.toml holds the bounds of the parameters once more.
"""

from sarex import Spec, towards, vec
from sarex.search import AssetPlan, Base, Leg, bad_input, infeasible

SHORTEST_M = 500.0


class Search(Base):
    NAME = "{{name}}"
    PATTERNS = ["{{id}}"]
    PARAMS = [Spec("length_m", 5000, SHORTEST_M, 50000), Spec("course_deg", 0, 0, 360)]

    def plan_search(self, task, params):
        if not task.assets:
            raise bad_input("assets: none")
        between_deg = 360.0 / len(task.assets)
        return [
            out_and_back(task, asset, params["course_deg"] + between_deg * index, params["length_m"])
            for index, asset in enumerate(task.assets)
        ]


def out_and_back(task, asset, course_deg, length_m):
    if asset.cruise_mps <= 0.0:
        raise infeasible(f"asset {asset.id}: does not move")
    datum = vec(task.datum.at)
    transit_s = ((vec(asset.start) - datum).length + (vec(asset.base) - datum).length) / asset.cruise_mps
    longest_m = 0.5 * (asset.endurance_s - transit_s) * asset.search_mps
    if longest_m < SHORTEST_M:
        raise infeasible(f"asset {asset.id}: its endurance ends before it has searched")
    far = datum + towards(course_deg, min(length_m, longest_m))
    legs = [Leg(to, asset.search_mps, asset.search_alt_m) for to in (far, datum)]
    return AssetPlan(asset.id, datum, legs, asset.sweep_width_m)
