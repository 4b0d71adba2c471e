"""The loop over the looks: a plugin is a class `Sensor(sarex.sensor.Base)` with a `chance`."""

from dataclasses import dataclass

from sarex import Err, Params, told


@dataclass
class _Descriptor:
    name: str
    max_range_m: float


class Base:
    """What the host calls."""

    NAME = "?"
    MAX_RANGE_M = 20_000.0
    #: The parameters of plugin.toml.
    PARAMS = ()

    def chance(self, look):
        """The chance of one look, 0 to 1, independent of the looks before."""
        raise NotImplementedError

    def describe(self):
        return _Descriptor(self.NAME, self.MAX_RANGE_M)

    def configure(self, run):
        # On the class: componentize-py makes a new object for each call.
        try:
            type(self).params = Params(run.params, self.PARAMS)
        except ValueError as error:
            raise Err(str(error))

    @told
    def detect(self, looks):
        return [self.chance(look) for look in looks]
