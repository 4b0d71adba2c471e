// {{name}}: the chance of a look by the inverse cube law, from the published sweep width.
//
// Change `detect`; plugin.toml holds the bounds of the parameter once more.

#define SAREX_NAME "{{name}}"
#define SAREX_MAX_RANGE_M 20000
#include "sarex.h"

static const sarex_spec SKILL = {"skill", 1, 0.1, 2};
static double skill;

const char *configure(sarex_params params) {
    skill = sarex_get(params, SKILL);
    return sarex_check(params, &SKILL, 1);
}

// While the unit runs a way ds at range r it gathers the potential W^2 / (8 pi) ds / r^3 (Koopman 1980), and sees with the
// chance 1 - exp(-potential): a long straight pass then sweeps exactly the width W.
double detect(const sarex_glimpse *look) {
    double width_m = skill * look->sweep_width_m;
    double range_m = fmax(look->range_m, 1);
    double way_m = look->speed_mps * look->dwell_s;
    return 1 - exp(-width_m * width_m * way_m / (8 * SAREX_PI * range_m * range_m * range_m));
}
