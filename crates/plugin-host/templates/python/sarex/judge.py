"""The way round a judge: a plugin is a class `Adjudicator(sarex.judge.Base)` with a `findings`."""

from dataclasses import dataclass

from sarex import Err, Params, told


@dataclass
class Finding:
    """A short and stable code, a score of 0 to 1, a sentence, and the times it rests on."""

    code: str
    score: float
    text: str
    at_s: list


@dataclass
class _Descriptor:
    name: str


class Base:
    """What the host calls."""

    NAME = "?"
    #: The parameters of plugin.toml.
    PARAMS = ()

    def findings(self, log, metrics):
        """What it finds in the log of the exercise and its metrics (a dict)."""
        raise NotImplementedError

    def describe(self):
        return _Descriptor(self.NAME)

    def configure(self, run):
        # On the class: componentize-py makes a new object for each call.
        try:
            type(self).params = Params(run.params, self.PARAMS)
        except ValueError as error:
            raise Err(str(error))

    @told
    def judge(self, log, metrics):
        return list(self.findings(log, {metric.key: metric.value for metric in metrics}))
