// {{name}}: out from the datum and back. Several units fan out evenly, the first on course_deg.
//
// Change `plan`; plugin.toml holds the bounds of the parameters once more.

#define SAREX_NAME "{{name}}"
#define SAREX_PATTERNS "{{id}}"
#include "sarex.h"

static const sarex_spec SPECS[] = {{"length_m", 5000, 500, 50000}, {"course_deg", 0, 0, 360}};

sarex_answer plan(const sarex_task *task, sarex_plan *plan) {
    sarex_params params = sarex_task_params(task);
    const char *wrong = sarex_check(params, SPECS, 2);
    if (wrong) return (sarex_answer){SAREX_BAD_INPUT, wrong};
    if (task->assets.len == 0) return (sarex_answer){SAREX_BAD_INPUT, "assets: none"};
    sarex_vec2 datum = task->datum.at;
    for (size_t i = 0; i < task->assets.len; i++) {
        const sarex_asset *asset = &task->assets.ptr[i];
        double transit_m = sarex_length(sarex_sub(asset->start, datum)) + sarex_length(sarex_sub(asset->base, datum));
        double longest_m = 0.5 * (asset->endurance_s - transit_m / asset->cruise_mps) * asset->search_mps;
        if (!(longest_m >= SPECS[0].min))
            return (sarex_answer){SAREX_INFEASIBLE, "an asset's endurance ends before it has searched"};
        double course_deg = sarex_get(params, SPECS[1]) + 360.0 * (double)i / (double)task->assets.len;
        sarex_vec2 out = sarex_towards(course_deg, fmin(sarex_get(params, SPECS[0]), longest_m));
        sarex_add_leg(&plan->assets.ptr[i], asset, sarex_add(datum, out));
        sarex_add_leg(&plan->assets.ptr[i], asset, datum);
    }
    return (sarex_answer){SAREX_PLANNED, NULL};
}
