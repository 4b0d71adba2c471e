// {{name}}: parallel legs, one track spacing apart, centred on the datum. Several craft share the lanes.
//
// plan(task) returns a list with the plan of each craft. Places are { eastM, northM } in metres from the task's frame.
const name = "{{name}}";
const patterns = ["{{id}}"];
const params = {
  length_m: { default: 6000, min: 500, max: 100000 },
  lanes: { default: 8, min: 2, max: 100 },
  course_deg: { default: 0, min: 0, max: 360 },
};

// Up one lane and down the next: two corners for each lane, from `first` up to but not including `end`.
function ladder(centre, courseDeg, lengthM, spacingM, lanes, first, end) {
  const corners = [];
  for (let lane = first; lane < end; lane += 1) {
    const aside = towards(courseDeg + 90, spacingM * (lane - (lanes - 1) / 2));
    const half = towards(courseDeg, (lane % 2 === 0 ? 1 : -1) * lengthM / 2);
    const middle = add(centre, aside);
    corners.push(sub(middle, half), add(middle, half));
  }
  return corners;
}

function plan(task) {
  const { length_m, course_deg } = task.params;
  const craft = task.assets.length;
  const lanes = Math.max(craft, Math.round(task.params.lanes));
  if (2 * Math.ceil(lanes / craft) > task.maxLegs) {
    infeasible(`${lanes} lanes need more legs than the ${task.maxLegs} that a plan may have: ask for fewer`);
  }
  return task.assets.map((asset, number) => {
    const spacingM = task.spacingM ?? asset.sweepWidthM;
    const first = Math.floor((lanes * number) / craft);
    const end = Math.floor((lanes * (number + 1)) / craft);
    const corners = ladder(task.datum.at, course_deg, length_m, spacingM, lanes, first, end);
    return along(asset, corners, { spacingM });
  });
}
