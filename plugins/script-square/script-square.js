// Expanding square from the datum, one square for each craft; a second craft searches its own turned by 45 degrees.
const name = "Expanding square, as a script";
const patterns = ["script-square"];
const params = {
  legs: { default: 24, min: 4, max: 200 },
  first_course_deg: { default: 0, min: 0, max: 360 },
};

// Two legs of one spacing, two of two, two of three: each a right angle to starboard from the one before.
function square(start, spacingM, legs, firstCourseDeg) {
  const points = [start];
  for (let leg = 0; leg < legs; leg += 1) {
    const lengthM = spacingM * (1 + Math.floor(leg / 2));
    points.push(add(points.at(-1), towards(firstCourseDeg + 90 * leg, lengthM)));
  }
  return points;
}

function plan(task) {
  const legs = Math.min(task.params.legs, task.maxLegs);
  return task.assets.map((asset, number) => {
    const spacingM = task.spacingM ?? asset.sweepWidthM;
    const points = square(task.datum.at, spacingM, legs, task.params.first_course_deg + 45 * number);
    return along(asset, points, { spacingM });
  });
}
