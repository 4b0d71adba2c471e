// What a script returned, checked and brought into the contract's records. The engine behind the contract stops at the
// first value of a wrong type without a word, so everything is checked here, with words.

import { MODES } from "./ship.js";

// An answer that cannot be used; the place of the function is put before the text.
export class Unusable extends Error {}

function show(value) {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return `the text "${value.slice(0, 40)}"`;
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return value instanceof Promise ? "a promise (async functions cannot be used)" : `a ${typeof value}`;
}

export function object(value, what, example) {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Promise) {
    throw new Unusable(`${what} is ${show(value)}; it must be an object like ${example}`);
  }
  return value;
}

export function number(value, what) {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new Unusable(`${what} is ${show(value)}; it must be a finite number`);
  }
  return value;
}

export function list(value, what) {
  if (!Array.isArray(value)) {
    throw new Unusable(`${what} is ${show(value)}; it must be a list`);
  }
  return value;
}

export function text(value, what) {
  if (typeof value !== "string") {
    throw new Unusable(`${what} is ${show(value)}; it must be a text`);
  }
  return value;
}

function count(value, what) {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new Unusable(`${what} is ${show(value)}; it must be a whole number from 0`);
  }
  // The binding takes 32 bits with a sign.
  return value | 0;
}

const point = (value, what) => {
  const { eastM, northM } = object(value, what, "{ eastM: 0, northM: 0 }");
  return { eastM: number(eastM, `${what}.eastM`), northM: number(northM, `${what}.northM`) };
};

function leg(value, what) {
  const { to, speedMps, altM = 0, sensorOn = true } = object(value, what, "{ to, speedMps, altM, sensorOn }");
  return {
    to: point(to, `${what}.to`),
    speedMps: number(speedMps, `${what}.speedMps`),
    altM: number(altM, `${what}.altM`),
    sensorOn: Boolean(sensorOn),
  };
}

function assetPlan(value, what) {
  const given = object(value, what, "along(asset, points)");
  const { asset, commence, legs, spacingM = 0, area = [] } = given;
  return {
    asset: count(asset, `${what}.asset`),
    commence: point(commence, `${what}.commence`),
    legs: list(legs, `${what}.legs`).map((each, index) => leg(each, `${what}.legs[${index}]`)),
    spacingM: number(spacingM, `${what}.spacingM`),
    area: list(area, `${what}.area`).map((each, index) => point(each, `${what}.area[${index}]`)),
  };
}

// A plan: a list of the plans of its craft, or an object with name, note and that list.
export function searchPlan(value, pattern) {
  const whole = Array.isArray(value) ? { assets: value } : object(value, "the plan", "[along(asset, points)]");
  const { assets, name = pattern, note = "" } = whole;
  return {
    name: text(name, "name"),
    assets: list(assets, "assets").map((each, index) => assetPlan(each, `assets[${index}]`)),
    note: text(note, "note"),
  };
}

export function helm(value) {
  const { headingDeg, speedMps, altM = 0, mode = "transit", leg } = object(value, "the decision", "steer(90, 5)");
  const code = MODES.indexOf(mode);
  if (code < 0) {
    throw new Unusable(`mode is ${show(mode)}; it must be one of ${MODES.join(", ")}`);
  }
  return {
    headingDeg: number(headingDeg, "headingDeg"),
    speedMps: number(speedMps, "speedMps"),
    altM: number(altM, "altM"),
    mode: code,
    leg: leg === undefined || leg === null ? -1 : count(leg, "leg"),
  };
}

export function acts(ship, { orderDone, legPassed, returning }) {
  const acts = [];
  if (orderDone === true) acts.push({ ship, what: 1, value: 0 });
  if (typeof legPassed === "number") acts.push({ ship, what: 2, value: count(legPassed, "legPassed") });
  if (returning === true) acts.push({ ship, what: 3, value: 0 });
  return acts;
}

export function finding(value, what) {
  const { code, score, text: words = "", atS = [] } = object(value, what, "{ code, score, text, atS }");
  return {
    code: text(code, `${what}.code`),
    score: number(score, `${what}.score`),
    text: text(words, `${what}.text`),
    atS: list(atS, `${what}.atS`).map((each, index) => number(each, `${what}.atS[${index}]`)),
  };
}
