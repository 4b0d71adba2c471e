// What a script may use beside JavaScript itself: vectors in metres east and north, courses in degrees true, places,
// random numbers, the log. `install` puts it on the global object; a script may give its own things the same names.

import diag from "sarex:plugin/diag@0.1.0";

const RADIANS = Math.PI / 180;

// WGS 84 semi-major axis, metres, and first eccentricity squared (NIMA TR8350.2).
const SEMI_MAJOR_M = 6378137.0;
const ECCENTRICITY_2 = 0.00669437999014;

// Lines that a script may log in a call: the host keeps eight, and the last one is for the error.
const LOG_LINES = 7;

let seed = 0;
let linesLeft = LOG_LINES;

export const vec = (eastM, northM) => ({ eastM, northM });
const add = (a, b) => vec(a.eastM + b.eastM, a.northM + b.northM);
const sub = (a, b) => vec(a.eastM - b.eastM, a.northM - b.northM);
const scale = (v, by) => vec(v.eastM * by, v.northM * by);
const dot = (a, b) => a.eastM * b.eastM + a.northM * b.northM;
const lengthOf = (v) => Math.sqrt(dot(v, v));
const distance = (a, b) => lengthOf(sub(a, b));
const wrap180 = (deg) => wrap360(deg + 180) - 180;
const courseOf = (v) => wrap360(Math.atan2(v.eastM, v.northM) / RADIANS);

function wrap360(deg) {
  const wrapped = deg - Math.floor(deg / 360) * 360;
  return wrapped >= 360 ? 0 : wrapped;
}

function towards(courseDeg, lengthM) {
  return vec(Math.sin(courseDeg * RADIANS) * lengthM, Math.cos(courseDeg * RADIANS) * lengthM);
}

// Turned to starboard.
function turned(v, deg) {
  const sin = Math.sin(deg * RADIANS);
  const cos = Math.cos(deg * RADIANS);
  return vec(v.eastM * cos + v.northM * sin, v.northM * cos - v.eastM * sin);
}

// Metres in a degree of longitude and of latitude at a place.
function metresPerDegree(place) {
  const sin = Math.sin(place.latDeg * RADIANS);
  const cos = Math.max(Math.cos(place.latDeg * RADIANS), 1e-6);
  const w2 = 1 - ECCENTRICITY_2 * sin * sin;
  const acrossM = SEMI_MAJOR_M / Math.sqrt(w2);
  return vec(acrossM * cos * RADIANS, ((acrossM * (1 - ECCENTRICITY_2)) / w2) * RADIANS);
}

// Where `to` lies from `from`, the shorter way round the Earth.
export function offset(from, to) {
  const m = metresPerDegree(from);
  return vec(wrap180(to.lonDeg - from.lonDeg) * m.eastM, (to.latDeg - from.latDeg) * m.northM);
}

// The place that lies at `by` from `from`.
function placeAt(from, by) {
  const m = metresPerDegree(from);
  return { latDeg: from.latDeg + by.northM / m.northM, lonDeg: wrap180(from.lonDeg + by.eastM / m.eastM) };
}

// The heading that makes good a course over the ground, whatever carries the ship. What carries it faster than it goes
// is met head on.
function headingFor(ship, courseDeg, speedMps) {
  const aside = dot(ship.carriedMps, towards(courseDeg + 90, 1));
  return wrap360(courseDeg - Math.asin(Math.max(-1, Math.min(1, aside / Math.max(speedMps, 1e-6)))) / RADIANS);
}

// The plan of one craft: its search begins at the first point and goes through the others.
function along(asset, points, extra = {}) {
  const leg = (to) => ({ to, speedMps: asset.searchMps, altM: asset.searchAltM, sensorOn: true });
  return { asset: asset.id, commence: points[0], legs: points.slice(1).map(leg), ...extra };
}

const steer = (headingDeg, speedMps, mode = "transit", extra = {}) => ({ headingDeg, speedMps, mode, ...extra });

// Why a search cannot be planned, said by a script; not a mistake in it.
export class Refusal {
  constructor(tag, text) {
    this.planError = text === undefined ? { tag } : { tag, val: String(text) };
  }
}

function infeasible(text) {
  throw new Refusal("infeasible", text);
}

function badInput(text) {
  throw new Refusal("bad-input", text);
}

function needsPoc() {
  throw new Refusal("needs-poc");
}

// The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the key moves every bit of the result.
function mix(x) {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function fold(hash, key) {
  const high = Math.floor(key / 4294967296);
  return mix((mix((hash ^ key) + 0x9e3779b9) ^ high) + 0x7f4a7c15);
}

// Random numbers that depend on nothing but the run's seed and their key: a ship at a tick, or any numbers.
class Random {
  constructor(keys) {
    this.low = keys.reduce(fold, fold(0, seed));
    this.high = keys.reduce(fold, fold(1, seed));
    this.drawn = 0;
  }

  // From 0 up to but not including 1, in steps of 2^-53.
  unit() {
    this.drawn += 1;
    const a = mix(this.low + Math.imul(this.drawn, 0x9e3779b9)) >>> 5;
    const b = mix(this.high + Math.imul(this.drawn, 0x85ebca77)) >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  between(low, high) {
    return low + this.unit() * (high - low);
  }
}

function random(...keys) {
  const key = keys.flatMap((key) => (typeof key === "number" ? [key] : [key.own.id, key.tick]));
  return new Random(key);
}

function said(level, values) {
  if (linesLeft === 0) {
    return;
  }
  linesLeft -= 1;
  const text = (value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? String(value)));
  diag.log(level, values.map(text).join(" "));
}

const log = (...values) => said("info", values);
log.warn = (...values) => said("warn", values);

function draw(points, label = "", rgba = 0xffffffff) {
  diag.drawLine(points.map((p) => vec(Number(p.eastM), Number(p.northM))), rgba | 0, String(label));
}

// A new call of the host begins.
export function begin() {
  linesLeft = LOG_LINES;
}

export function useSeed(value) {
  seed = value;
}

function refused(name, instead) {
  return function () {
    throw new Error(`${name} is not there, since a replay must give the same result: use ${instead}`);
  };
}

const LIBRARY = {
  vec, add, sub, scale, dot, lengthOf, distance, courseOf, towards, turned, wrap360, wrap180, offset, placeAt,
  headingFor, along, steer, infeasible, badInput, needsPoc, random, log, draw,
};

// Whatever differs from run to run or reaches outside goes; the library comes.
export function install() {
  Object.assign(globalThis, LIBRARY, { console: { log, info: log, warn: log.warn, error: log.warn } });
  Math.random = refused("Math.random", "random(ship) or random(1, 2, 3)");
  globalThis.Date = refused("Date", "ship.timeS or task.timeS");
  globalThis.Date.now = globalThis.Date;
  for (const name of ["performance", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "queueMicrotask", "eval", "wit"]) {
    delete globalThis[name];
  }
}
