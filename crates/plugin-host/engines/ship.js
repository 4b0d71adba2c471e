// One ship of a batch as its script sees it, and the batch's state as named numbers.

import { offset } from "./library.js";

const CLASSES = ["vessel", "helicopter", "aeroplane", "drone"];
const ORDERS = [
  "hold", "go-to", "route", "search", "escort", "return-to-base", "recover", "investigate", "patrol",
];
const CONTACTS = ["unknown", "vessel", "aircraft", "search-object", "fishing-vessel"];
export const MODES = ["hold", "transit", "searching", "on-scene", "returning", "patrol"];

// A number of the contract, null for its "none" (all 32 bits set).
export const known = (number) => (number >>> 0 === 0xffffffff ? null : number);

export const className = (code) => CLASSES[code] ?? "vessel";

export class Ship {
  constructor(batch, index, settings) {
    this.own = batch.ships[index];
    this.own.class = className(this.own.class);
    this.own.cell = known(this.own.cell);
    this.order = batch.orders[index];
    this.order.kind = ORDERS[this.order.kind] ?? "hold";
    this.tick = batch.tick;
    this.timeS = batch.timeS;
    this.dtS = batch.dtS;
    this.params = settings.params;
    this._batch = batch;
    this._index = index;
    this._signals = settings.signals;
    this._legs = undefined;
    this._contacts = undefined;
  }

  get recovering() { return (this.own.statusBits & 1) !== 0; }
  get atBase() { return (this.own.statusBits & 2) !== 0; }
  get lowFuel() { return (this.own.statusBits & 4) !== 0; }
  get hovers() { return (this.own.statusBits & 8) !== 0; }
  get fishing() { return (this.own.statusBits & 16) !== 0; }

  get base() { return { latDeg: this.own.baseLatDeg, lonDeg: this.own.baseLonDeg }; }

  // Velocity of what carries it: the current for a vessel, the wind for an aircraft.
  get carriedMps() {
    const { class: kind, currentEMps, currentNMps, windEMps, windNMps } = this.own;
    return kind === "vessel" ? { eastM: currentEMps, northM: currentNMps } : { eastM: windEMps, northM: windNMps };
  }

  get legs() {
    const { firstLeg, legCount } = this.order;
    this._legs ??= this._batch.legs.slice(firstLeg, firstLeg + legCount).map((leg) => {
      leg.sensorOn = (leg.flags & 1) !== 0;
      return leg;
    });
    return this._legs;
  }

  get contacts() {
    const { firstContact, contactCount } = this.own;
    this._contacts ??= this._batch.contacts.slice(firstContact, firstContact + contactCount).map((contact) => {
      contact.kind = CONTACTS[contact.kind] ?? "unknown";
      contact.offset = { eastM: contact.relEastM, northM: contact.relNorthM };
      return contact;
    });
    return this._contacts;
  }

  // Metres east and north from the ship to a place: an order, a leg, the base.
  offset(place) {
    return offset(this.own, place);
  }

  // NaN where the host does not know it.
  signal(name) {
    const column = this._signals.indexOf(name);
    if (column < 0) {
      throw new Error(`the script does not ask for the signal "${name}": add it to const signals`);
    }
    return this._batch.columns[column]?.values[this._index] ?? NaN;
  }
}

// Named numbers of each ship in the host's bytes: a mark that they are set, then one float for each name.
export class Memory {
  constructor(initial) {
    this.initial = initial;
    this.names = Object.keys(initial);
    this.stride = this.names.length === 0 ? 0 : 8 * (this.names.length + 1);
  }

  // The floats of a batch, to be read and written in place.
  floats(bytes) {
    return new Float64Array(bytes.slice().buffer);
  }

  load(floats, index) {
    const state = { ...this.initial };
    const at = index * (this.stride / 8);
    if (floats[at] === 1) {
      this.names.forEach((name, place) => { state[name] = floats[at + 1 + place]; });
    }
    return Object.seal(state);
  }

  store(floats, index, state) {
    const at = index * (this.stride / 8);
    floats[at] = 1;
    this.names.forEach((name, place) => { floats[at + 1 + place] = state[name]; });
  }
}
