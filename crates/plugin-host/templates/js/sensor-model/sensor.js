// The chance that one look sees a search object. Looks beyond maxRangeM are not put to it.
const maxRangeM = 40000;

// Inverse cube law (Koopman 1980): a run of the object past the unit adds W^2 / (8 pi) * way / range^3 of detection
// potential, and 1 - exp(-potential) of it is seen.
function detect(look) {
  const widthM = look.sweepWidthM * look.params.skill;
  if (look.closestM > look.visibilityM) return 0;
  const wayM = Math.max(look.speedMps * look.dwellS, 1);
  const rangeM = Math.max(look.closestM, wayM / 2);
  const potential = (widthM * widthM * wayM) / (8 * Math.PI * rangeM ** 3);
  return 1 - Math.exp(-potential);
}
