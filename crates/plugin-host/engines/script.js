// The author's script: read once for an instance, its declarations found by name, its errors told with its lines.

import diag from "sarex:plugin/diag@0.1.0";
import { begin, useSeed } from "./library.js";
import { Unusable } from "./answers.js";

const NAMES = [
  "plan", "replan", "decide", "detect", "judge", "name", "patterns", "replanEveryS", "params", "rateHz", "maxContacts",
  "signals", "state", "maxRangeM",
];

const evaluate = globalThis.eval;

// The script's file name, the number of its lines, what it declares.
let file = "script.js";
let lines = 0;
let script = null;

const NAME = "//# sourceURL=";

// Reads the script. The function round it opens on the script's first line, so that its lines keep their numbers.
export function read(run, needed) {
  // The host writes the name below the script.
  const end = run.script.lastIndexOf(NAME);
  file = end < 0 ? file : run.script.slice(end + NAME.length).trim();
  lines = run.script.slice(0, end).trimEnd().split("\n").length;
  useSeed(run.seed);
  const found = NAMES.map((name) => `${name}: typeof ${name} === "undefined" ? undefined : ${name}`);
  const whole = `(function () { "use strict"; ${run.script}\nreturn { ${found.join(", ")} }; })`;
  script = evaluate(whole)();
  for (const name of needed) {
    if (typeof script[name] !== "function") {
      throw new Unusable(`declares no function ${name}(...), which its world in plugin.toml needs`);
    }
  }
  return script;
}

export const stem = () => file.replace(/\.js$/, "");

// The first line of the script in a stack, else the one where `fn` begins.
function place(stack, fn) {
  const line = Number(/<input>:(\d+)/.exec(stack ?? "")?.[1] ?? fn?.lineNumber);
  return line > 0 ? `${file}:${line}` : file;
}

// What went wrong, with the script's line.
export function told(error, fn) {
  if (error instanceof Unusable) {
    const returned = fn ? `${fn.name}: ` : "";
    return `${place("", fn)}: ${returned}${error.message}`;
  }
  if (!(error instanceof Error)) {
    return `${place("", fn)}: threw ${String(error)}`;
  }
  const line = Number(/<input>:(\d+)/.exec(error.stack ?? "")?.[1]);
  if (error instanceof SyntaxError && line > lines) {
    return `${file}:${lines}: SyntaxError: a bracket, brace or quote is missing, or one brace is too many`;
  }
  return `${place(error.stack, fn)}: ${error.name}: ${error.message}`;
}

// Calls the script; an error becomes a line of the log that the host shows, and ends this instance.
export function call(fn, work) {
  begin();
  try {
    return work();
  } catch (error) {
    diag.log("error", told(error, fn));
    throw error;
  }
}
