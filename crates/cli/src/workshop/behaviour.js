// Goes to the place of its order and holds there.
const name = "To the place";

function decide(ship) {
  const way = ship.offset(ship.order);
  if (lengthOf(way) < 200) {
    return steer(ship.own.headingDeg, 0, "hold");
  }
  return steer(courseOf(way), ship.own.cruiseMps);
}
