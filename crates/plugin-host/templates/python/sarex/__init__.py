"""Geometry, parameters and text for SAREX plugins in Python.

Metres, m/s and degrees true; vectors are metres (or m/s) east and north.
"""

import functools
import math
from dataclasses import dataclass

try:
    from componentize_py_types import Err
    from wit_world.imports import diag
    from wit_world.imports.types import Severity
except ImportError:  # a test on the author's machine, outside the component

    class Err(Exception):
        """What a plugin raises to refuse something."""

        def __init__(self, value):
            super().__init__(value)
            self.value = value

    diag = None

NONE = 2**32 - 1


@dataclass(frozen=True)
class Vec2:
    """Metres (or m/s) east and north."""

    east_m: float
    north_m: float

    def __add__(self, other):
        return Vec2(self.east_m + other.east_m, self.north_m + other.north_m)

    def __sub__(self, other):
        return Vec2(self.east_m - other.east_m, self.north_m - other.north_m)

    def __mul__(self, by):
        return Vec2(self.east_m * by, self.north_m * by)

    @property
    def length(self):
        return math.sqrt(self.east_m * self.east_m + self.north_m * self.north_m)

    @property
    def course_deg(self):
        """Course towards it, degrees true; north for no offset."""
        return math.degrees(math.atan2(self.east_m, self.north_m)) % 360.0


def towards(course_deg, length):
    """A vector of this length towards this course."""
    angle = math.radians(course_deg)
    return Vec2(math.sin(angle) * length, math.cos(angle) * length)


def vec(v):
    """A vector of the contract as one to calculate with."""
    return Vec2(v.east_m, v.north_m)


SEMI_MAJOR_M = 6_378_137.0
ECCENTRICITY_2 = 0.00669437999014


def offset(from_lat_deg, from_lon_deg, lat_deg, lon_deg):
    """Where a place lies from another on the WGS 84 ellipsoid, metres: true to 1 part in 1,000 within some 20 km."""
    angle = math.radians(from_lat_deg)
    w2 = 1.0 - ECCENTRICITY_2 * math.sin(angle) ** 2
    across_m = SEMI_MAJOR_M / math.sqrt(w2)
    along_m = across_m * (1.0 - ECCENTRICITY_2) / w2
    east_deg = (lon_deg - from_lon_deg + 180.0) % 360.0 - 180.0
    return Vec2(math.radians(east_deg) * across_m * math.cos(angle), math.radians(lat_deg - from_lat_deg) * along_m)


@dataclass(frozen=True)
class Spec:
    """One parameter; plugin.toml holds the same key and bounds."""

    key: str
    usual: float
    min: float
    max: float


class Params:
    """The parameters given, checked: `params["length_m"]` is the value given or the usual one."""

    def __init__(self, given, specs):
        self.values = {spec.key: spec.usual for spec in specs}
        bounds = {spec.key: spec for spec in specs}
        for param in given:
            spec = bounds.get(param.key)
            if spec is None:
                raise ValueError(f"unknown parameter `{param.key}`; known: {', '.join(bounds)}")
            if not spec.min <= param.value <= spec.max:
                raise ValueError(f"parameter `{param.key}` is {param.value}; it must lie from {spec.min} to {spec.max}")
            self.values[param.key] = param.value

    def __getitem__(self, key):
        return self.values[key]


def log(text):
    """A line for the developer's eye."""
    if diag is None:
        print(text)
    else:
        diag.log(Severity.INFO, text)


def told(function):
    """Makes an error say what it is and in which line, before it ends the call."""

    @functools.wraps(function)
    def call(*arguments):
        try:
            return function(*arguments)
        except Err:
            raise
        except Exception as error:
            trace = error.__traceback__
            while trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
            if diag is not None:
                diag.log(Severity.ERROR, f"{place}: {type(error).__name__}: {error}")
            raise

    return call


class Random:
    """Random numbers that depend on nothing but (seed, ship, tick), the same ones as in the SDK for Rust.

    Python's own `random` is not for plugins: it draws on from call to call, and a replay would differ.
    """

    def __init__(self, seed, ship, tick):
        self.key = _mix(_mix(_mix(seed) ^ ship) ^ tick)
        self.drawn = 0

    def unit(self):
        """The next number from 0 up to but not including 1."""
        self.drawn += 1
        return (_mix((self.key + self.drawn * 0x9E3779B97F4A7C15) & _WORD) >> 11) / (1 << 53)


_WORD = (1 << 64) - 1


def _mix(x):
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _WORD
    return ((x ^ (x >> 31)) + 0x9E3779B97F4A7C15) & _WORD
