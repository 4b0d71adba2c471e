// An expanding square round the datum; a second craft flies its own turned by 45 degrees.
const name = "My square";
const patterns = ["my-square"];

// Two legs of one spacing, two of two, two of three ...
function plan(task) {
  return task.assets.map((asset, number) => {
    const spacingM = task.spacingM ?? asset.sweepWidthM;
    const points = [task.datum.at];
    for (let leg = 0; leg < 24; leg += 1) {
      const lengthM = spacingM * (1 + Math.floor(leg / 2));
      points.push(add(points.at(-1), towards(45 * number + 90 * leg, lengthM)));
    }
    return along(asset, points, { spacingM });
  });
}
