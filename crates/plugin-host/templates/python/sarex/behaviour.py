"""The loop over the ships: a plugin is a class `Behaviour(sarex.behaviour.Base)` with a `decide`."""

import struct
from dataclasses import dataclass

from sarex import NONE, Err, Params, Random, offset, told

HOLD, GO_TO, ROUTE, SEARCH, ESCORT, RETURN_TO_BASE, RECOVER, INVESTIGATE, PATROL = range(9)
MODE_HOLD, MODE_TRANSIT, MODE_SEARCHING, MODE_ON_SCENE, MODE_RETURNING, MODE_PATROL = range(6)
RECOVERING, AT_BASE, LOW_FUEL, HOVERS, FISHING = 1, 2, 4, 8, 16


@dataclass
class Helm:
    """What a ship shall do until the next decision."""

    heading_deg: float
    speed_mps: float
    mode: int = MODE_TRANSIT
    alt_m: float = 0.0
    leg: int = NONE
    order_done: bool = False
    returning: bool = False
    leg_passed: int | None = None


@dataclass
class Ship:
    """One ship as its behaviour sees it; the fields of own, order, legs and contacts are those of the contract."""

    own: object
    order: object
    legs: list
    contacts: list
    tick: int
    time_s: float
    dt_s: float
    seed: int
    signals: list
    state: list

    def offset(self, lat_deg, lon_deg):
        """Where a place lies from the ship, metres."""
        return offset(self.own.lat_deg, self.own.lon_deg, lat_deg, lon_deg)

    def random(self):
        """Random numbers of this ship at this tick."""
        return Random(self.seed, self.own.id, self.tick)


@dataclass
class _Descriptor:
    name: str
    state_stride: int
    rate_hz: float
    max_contacts: int
    signals: list


@dataclass
class _Outcome:
    helm: list
    acts: list
    state: bytes


@dataclass
class _Act:
    ship: int
    what: int
    value: int


class Base:
    """What the host calls."""

    NAME = "?"
    RATE_HZ = 1.0
    MAX_CONTACTS = 0
    #: Further signals, for example "env.wave-height-m"; plugins/README.md lists them.
    SIGNALS = ()
    #: What the host keeps of each ship: the format of Python's `struct`, zeros for a new ship.
    STATE = "<"
    #: The parameters of plugin.toml.
    PARAMS = ()

    def decide(self, ship):
        """Decides for one ship; `ship.state` is a list of numbers to be changed in place."""
        raise NotImplementedError

    def describe(self):
        return _Descriptor(self.NAME, struct.calcsize(self.STATE), self.RATE_HZ, self.MAX_CONTACTS, list(self.SIGNALS))

    def configure(self, run):
        type(self).seed = run.seed
        # On the class: componentize-py makes a new object for each call.
        try:
            type(self).params = Params(run.params, self.PARAMS)
        except ValueError as error:
            raise Err(str(error))

    @told
    def step(self, b):
        memory = struct.Struct(self.STATE)
        helms, acts, state = [], [], bytearray()
        for row, (own, order) in enumerate(zip(b.ships, b.orders)):
            ship = Ship(
                own,
                order,
                b.legs[order.first_leg : order.first_leg + order.leg_count],
                b.contacts[own.first_contact : own.first_contact + own.contact_count],
                b.tick,
                b.time_s,
                b.dt_s,
                self.seed,
                [column.values[row] for column in b.columns],
                list(memory.unpack_from(b.state, row * memory.size)),
            )
            helm = self.decide(ship)
            helms.append(helm)
            state += memory.pack(*ship.state)
            if helm.leg_passed is not None:
                acts.append(_Act(own.id, 2, helm.leg_passed))
            if helm.order_done:
                acts.append(_Act(own.id, 1, 0))
            if helm.returning:
                acts.append(_Act(own.id, 3, 0))
        return _Outcome(helms, acts, bytes(state))
