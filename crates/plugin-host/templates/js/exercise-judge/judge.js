// What is found in an exercise that is over: was a search object sighted in time?
function judge(log, metrics, params) {
  const sighting = log.find((event) => event.kind === "detected");
  if (!sighting) return [{ code: "not-sighted", score: 0, text: "No search object was sighted.", atS: [] }];
  const late = sighting.timeS / params.in_time_s;
  const minutes = Math.round(sighting.timeS / 60);
  return [
    {
      code: "first-sighting",
      score: Math.min(1, Math.max(0, 2 - late)),
      text: `First sighting after ${minutes} min.`,
      atS: [sighting.timeS],
    },
  ];
}
