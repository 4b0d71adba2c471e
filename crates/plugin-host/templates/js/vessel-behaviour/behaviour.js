// {{name}}: runs an order leg by leg, holds at its end, returns to base when fuel is low.
//
// decide(ship, state) is called for every ship and returns what it shall do until the next call. `state` is what this
// ship remembers: numbers, with these values for a new ship.
const name = "{{name}}";
const state = { serial: 0, passed: 0 };

// Goes to a place over the ground, whatever wind or current does.
function goTo(ship, place, speedMps, mode) {
  const courseDeg = courseOf(ship.offset(place));
  return steer(headingFor(ship, courseDeg, speedMps), speedMps, mode);
}

// Stops; what cannot stop circles.
function hold(ship) {
  const { minSpeedMps, headingDeg, turnRateDps } = ship.own;
  return minSpeedMps > 0 ? steer(headingDeg + turnRateDps * ship.dtS, minSpeedMps, "hold") : steer(headingDeg, 0, "hold");
}

function isNear(ship, place) {
  return lengthOf(ship.offset(place)) <= Math.max(ship.params.arrival_m, ship.own.speedMps * ship.dtS);
}

// Runs places in turn, state.passed of them already; a patrol begins again.
function run(ship, state, places) {
  const endless = ship.order.kind === "patrol";
  const passed = endless ? state.passed % places.length : state.passed;
  if (passed >= places.length) return hold(ship);
  const place = places[passed];
  const mode = endless ? "patrol" : place.sensorOn ? "searching" : "transit";
  const speedMps = Math.max(place.speedMps || ship.own.cruiseMps, ship.own.minSpeedMps);
  const decision = { ...goTo(ship, place, speedMps, mode), altM: place.altM ?? 0, leg: place.number };
  if (!isNear(ship, place)) return decision;
  state.passed = passed + 1;
  return { ...decision, legPassed: place.number, orderDone: !endless && state.passed === places.length };
}

function decide(ship, state) {
  const { order, own } = ship;
  if (state.serial !== order.serial) {
    state.serial = order.serial;
    state.passed = 0;
  }
  if (ship.recovering) return hold(ship);
  if (ship.lowFuel || order.kind === "return-to-base") {
    return ship.atBase ? hold(ship) : { ...goTo(ship, ship.base, own.cruiseMps, "returning"), returning: ship.lowFuel };
  }
  if (ship.legs.length > 0) return run(ship, state, ship.legs);
  if (order.kind === "hold" || order.kind === "patrol") return hold(ship);
  return run(ship, state, [{ latDeg: order.latDeg, lonDeg: order.lonDeg }]);
}
