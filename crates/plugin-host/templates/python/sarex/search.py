"""The way round a planner: a plugin is a class `Search(sarex.search.Base)` with a `plan_search`."""

from dataclasses import dataclass, field

from sarex import Err, Params, Vec2, told

try:
    from wit_world.exports.search import PlanError_BadInput, PlanError_Infeasible, PlanError_NeedsPoc
except ImportError:  # a test on the author's machine, outside the component

    @dataclass
    class PlanError_BadInput:
        value: str

    @dataclass
    class PlanError_Infeasible:
        value: str

    @dataclass
    class PlanError_NeedsPoc:
        pass


def infeasible(why):
    """To be raised when there is no plan."""
    return Err(PlanError_Infeasible(why))


def bad_input(why):
    """To be raised when the task cannot be."""
    return Err(PlanError_BadInput(why))


def needs_poc():
    """To be raised when a probability map is needed and there is none."""
    return Err(PlanError_NeedsPoc())


@dataclass
class Leg:
    """To this place, metres from the frame's origin, at this speed and height."""

    to: Vec2
    speed_mps: float
    alt_m: float = 0.0
    sensor_on: bool = True


@dataclass
class AssetPlan:
    """What one asset does."""

    asset: int
    commence: Vec2
    legs: list = field(default_factory=list)
    spacing_m: float = 0.0
    area: list = field(default_factory=list)


@dataclass
class _Plan:
    name: str
    assets: list
    note: str


@dataclass
class _Descriptor:
    name: str
    patterns: list
    replan_every_s: float


class Base:
    """What the host calls."""

    NAME = "?"
    PATTERNS = ()
    #: The parameters of plugin.toml.
    PARAMS = ()
    REPLAN_EVERY_S = 0.0

    def plan_search(self, task, params):
        """Plans a search: a list with an AssetPlan for each asset of the task."""
        raise NotImplementedError

    def describe(self):
        return _Descriptor(self.NAME, list(self.PATTERNS), self.REPLAN_EVERY_S)

    def configure(self, run):
        pass

    @told
    def plan(self, t):
        try:
            params = Params(t.params, self.PARAMS)
        except ValueError as error:
            raise bad_input(str(error))
        if t.pattern not in self.PATTERNS:
            raise bad_input(f"unknown pattern `{t.pattern}`; known: {', '.join(self.PATTERNS)}")
        assets = self.plan_search(t, params)
        for own in assets:
            if len(own.legs) > t.max_legs:
                raise infeasible(f"asset {own.asset}: takes {len(own.legs)} legs; max_legs is {t.max_legs}")
        return _Plan(t.pattern, assets, "")

    def replan(self, t, current, now):
        """Asked when REPLAN_EVERY_S is not 0; None keeps the plan."""
        return None
