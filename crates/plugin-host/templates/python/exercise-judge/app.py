"""{{name}}: was the first search object sighted in time?

Change `findings` and test_app.py; plugin.toml holds the bounds of the parameter once more.
"""

from sarex import Spec
from sarex.judge import Base, Finding


class Adjudicator(Base):
    NAME = "{{name}}"
    PARAMS = [Spec("in_time_s", 7200, 60, 604800)]

    def findings(self, log, metrics):
        first = next((event for event in log if event.kind == "detected"), None)
        if first is None:
            return [Finding("first-sighting", 0.0, "Nothing was sighted.", [])]
        score = min(max(2.0 - first.time_s / self.params["in_time_s"], 0.0), 1.0)
        return [Finding("first-sighting", score, f"First sighting after {first.time_s / 60:.0f} min.", [first.time_s])]
