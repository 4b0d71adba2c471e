// The contract's interfaces, answered by a script: one function for a plan, a ship, a look, an exercise.

import { Refusal, install } from "./library.js";
import { Memory, Ship, className, known } from "./ship.js";
import { Unusable, acts, finding, helm, list, number, object, searchPlan, text } from "./answers.js";
import { call, read, stem, told } from "./script.js";

// Once, when the component is built: an instance begins with it done.
install();

const OBJECTS = ["person-in-water", "life-raft", "boat", "vessel", "other"];
let script = null;
let memory = new Memory({});
let settings = { params: {}, signals: [] };

const named = (params) => Object.fromEntries(params.map(({ key, value }) => [key, value]));
const noted = (value, otherwise) => (value === undefined ? otherwise : value);

function configure(needed, more = () => {}) {
  return (run) => {
    try {
      script = read(run, needed);
      settings = { params: named(run.params), signals: noted(script.signals, []) };
      more();
    } catch (error) {
      throw told(error);
    }
  };
}

const described = (more) => () => call(undefined, () => ({ name: text(noted(script.name, stem()), "name"), ...more() }));

// ---- behaviour

function declareMemory() {
  const initial = object(noted(script.state, {}), "state", "{ leg: 0 }");
  Object.entries(initial).forEach(([name, value]) => number(value, `state.${name}`));
  memory = new Memory(initial);
}

function decideOne(batch, index, floats, outcome) {
  const ship = new Ship(batch, index, settings);
  const state = memory.load(floats, index);
  const decision = script.decide(ship, state);
  outcome.helm.push(helm(decision));
  outcome.acts.push(...acts(ship.own.id, decision));
  memory.names.forEach((name) => number(state[name], `state.${name}`));
  memory.store(floats, index, state);
}

export const behaviour = {
  configure: configure(["decide"], declareMemory),
  describe: described(() => ({
    stateStride: memory.stride,
    rateHz: number(noted(script.rateHz, 1), "rateHz"),
    maxContacts: number(noted(script.maxContacts, 0), "maxContacts"),
    signals: list(settings.signals, "signals").map((signal) => text(signal, "signals")),
  })),
  step: (batch) => call(script.decide, () => {
    const floats = memory.floats(batch.state);
    const outcome = { helm: [], acts: [] };
    batch.ships.forEach((_, index) => decideOne(batch, index, floats, outcome));
    return { ...outcome, state: new Uint8Array(floats.buffer) };
  }),
};

// ---- search

// The parameters of a task over those that the script declares; an unknown one is refused.
function taskParams(given) {
  const declared = object(noted(script.params, {}), "params", "{ length_m: 5000 }");
  const range = (key) => (typeof declared[key] === "number" ? { default: declared[key] } : declared[key]);
  const params = Object.fromEntries(Object.keys(declared).map((key) => [key, range(key).default]));
  for (const { key, value } of given) {
    if (!Object.hasOwn(declared, key)) {
      throw new Refusal("bad-input", `unknown parameter \`${key}\`; known: ${Object.keys(declared).join(", ") || "none"}`);
    }
    const { min = -Infinity, max = Infinity } = range(key);
    if (!(value >= min && value <= max)) {
      throw new Refusal("bad-input", `parameter \`${key}\` is ${value}; it must lie from ${min} to ${max}`);
    }
    params[key] = value;
  }
  return params;
}

const patterns = () => list(noted(script.patterns, [stem()]), "patterns").map((name) => text(name, "patterns"));

function friendly(task) {
  if (!patterns().includes(task.pattern)) {
    throw new Refusal("bad-input", `unknown pattern \`${task.pattern}\`; known: ${patterns().join(", ")}`);
  }
  task.params = taskParams(task.params);
  if (task.assets.length === 0) {
    throw new Refusal("bad-input", "assets: the task names no craft");
  }
  task.assets.forEach((asset) => { asset.class = className(asset.class); });
  return task;
}

// A refusal goes back as the contract's error, anything else ends the instance.
function planned(fn, work) {
  let refusal;
  const plan = call(fn, () => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  });
  if (refusal) throw refusal.planError;
  return plan;
}

// A plan with more legs than the task allows is none.
function fitting(plan, task) {
  const long = plan.assets.find((own) => own.legs.length > task.maxLegs);
  if (long) {
    throw new Refusal("infeasible", `unit ${long.asset}: takes ${long.legs.length} legs; max-legs is ${task.maxLegs}`);
  }
  return plan;
}

export const search = {
  configure: configure(["plan"]),
  describe: described(() => ({
    patterns: patterns(),
    replanEveryS: number(noted(script.replanEveryS, 0), "replanEveryS"),
  })),
  plan: (task) => planned(script.plan, () => fitting(searchPlan(script.plan(friendly(task)), task.pattern), task)),
  replan: (task, current, now) => planned(script.replan, () => {
    const plan = script.replan?.(friendly(task), current, now) ?? null;
    return plan === null ? null : fitting(searchPlan(plan, task.pattern), task);
  }),
};

// ---- sensor

function chance(look) {
  look.class = className(look.class);
  look.objectKind = OBJECTS[look.objectKind] ?? "other";
  look.params = settings.params;
  return number(script.detect(look), "the chance");
}

export const sensor = {
  configure: configure(["detect"]),
  describe: described(() => ({ maxRangeM: number(script.maxRangeM, "maxRangeM") })),
  detect: (looks) => call(script.detect, () => Float64Array.from(looks, chance)),
};

// ---- adjudicator

function friendlyEvent(event) {
  event.subject = known(event.subject);
  event.object = known(event.object);
  return event;
}

export const adjudicator = {
  configure: configure(["judge"]),
  describe: described(() => ({})),
  judge: (log, metrics) => call(script.judge, () => {
    const found = script.judge(log.map(friendlyEvent), named(metrics), settings.params);
    return list(found, "the answer").map((each, index) => finding(each, `findings[${index}]`));
  }),
};
