// The way round a planner. The plugin defines SAREX_NAME and SAREX_PATTERNS, includes this file once, and writes `plan`.
#pragma once

#include "sarex_common.h"

typedef exports_sarex_plugin_search_task_t sarex_task;
typedef exports_sarex_plugin_search_asset_t sarex_asset;
typedef exports_sarex_plugin_search_leg_t sarex_leg;
typedef exports_sarex_plugin_search_asset_plan_t sarex_asset_plan;
typedef exports_sarex_plugin_search_search_plan_t sarex_plan;

// How planning ended, and why.
typedef struct {
    enum { SAREX_PLANNED, SAREX_INFEASIBLE, SAREX_BAD_INPUT, SAREX_NEEDS_POC } what;
    const char *why;
} sarex_answer;

// The plugin writes it. `plan` comes with an entry for each asset of the task, in its order: it commences at the datum
// with a spacing of one sweep width and has no legs yet.
sarex_answer plan(const sarex_task *task, sarex_plan *plan);

static inline sarex_params sarex_task_params(const sarex_task *task) {
    return (sarex_params){task->params.ptr, task->params.len};
}

// Adds a leg at the asset's search speed and height, sensors on.
static inline void sarex_add_leg(sarex_asset_plan *own, const sarex_asset *asset, sarex_vec2 to) {
    sarex_leg *legs = realloc(own->legs.ptr, (own->legs.len + 1) * sizeof *legs);
    if (!legs) abort();
    legs[own->legs.len++] = (sarex_leg){to, asset->search_mps, asset->search_alt_m, true};
    own->legs.ptr = legs;
}

static const char *const sarex_patterns[] = {SAREX_PATTERNS};

// Is the task's pattern one of the plugin's?
static inline bool sarex_knows(const sarex_task *task) {
    for (size_t i = 0; i < sizeof sarex_patterns / sizeof *sarex_patterns; i++)
        if (strlen(sarex_patterns[i]) == task->pattern.len &&
            memcmp(sarex_patterns[i], task->pattern.ptr, task->pattern.len) == 0)
            return true;
    return false;
}

// Has every unit at most the legs that the task allows?
static inline bool sarex_fits(const sarex_task *task, const sarex_plan *plan) {
    for (size_t i = 0; i < plan->assets.len; i++)
        if (plan->assets.ptr[i].legs.len > task->max_legs) return false;
    return true;
}

void exports_sarex_plugin_search_describe(exports_sarex_plugin_search_descriptor_t *ret) {
    sarex_plugin_string_dup(&ret->name, SAREX_NAME);
    ret->patterns.len = sizeof sarex_patterns / sizeof *sarex_patterns;
    ret->patterns.ptr = sarex_new(ret->patterns.len, sizeof *ret->patterns.ptr);
    for (size_t i = 0; i < ret->patterns.len; i++) sarex_plugin_string_dup(&ret->patterns.ptr[i], sarex_patterns[i]);
    ret->replan_every_s = 0;
}

bool exports_sarex_plugin_search_configure(exports_sarex_plugin_search_run_info_t *run, sarex_string *err) {
    (void)err;
    exports_sarex_plugin_search_run_info_free(run);
    return true;
}

bool exports_sarex_plugin_search_plan(sarex_task *t, sarex_plan *ret, exports_sarex_plugin_search_plan_error_t *err) {
    memset(ret, 0, sizeof *ret);
    ret->assets.len = t->assets.len;
    ret->assets.ptr = sarex_new(t->assets.len, sizeof *ret->assets.ptr);
    for (size_t i = 0; i < t->assets.len; i++) {
        ret->assets.ptr[i].asset = t->assets.ptr[i].id;
        ret->assets.ptr[i].commence = t->datum.at;
        ret->assets.ptr[i].spacing_m = t->assets.ptr[i].sweep_width_m;
    }
    sarex_answer answer = {SAREX_BAD_INPUT, "pattern: not one of this plugin"};
    if (sarex_knows(t)) answer = plan(t, ret);
    if (answer.what == SAREX_PLANNED && !sarex_fits(t, ret))
        answer = (sarex_answer){SAREX_INFEASIBLE, "it takes more legs than max_legs allows"};
    if (answer.what == SAREX_PLANNED) {
        sarex_plugin_string_dup_n(&ret->name, (const char *)t->pattern.ptr, t->pattern.len);
    } else {
        exports_sarex_plugin_search_search_plan_free(ret);
        err->tag = (uint8_t)(answer.what - SAREX_INFEASIBLE);
        sarex_plugin_string_dup(&err->val.infeasible, answer.why ? answer.why : "");
    }
    exports_sarex_plugin_search_task_free(t);
    return answer.what == SAREX_PLANNED;
}

// Asked only when `replan_every_s` above is not 0; keeps the plan.
bool exports_sarex_plugin_search_replan(sarex_task *t, sarex_plan *current, exports_sarex_plugin_search_list_progress_t *now,
                                        exports_sarex_plugin_search_option_search_plan_t *ret,
                                        exports_sarex_plugin_search_plan_error_t *err) {
    (void)err;
    ret->is_some = false;
    exports_sarex_plugin_search_task_free(t);
    exports_sarex_plugin_search_search_plan_free(current);
    exports_sarex_plugin_search_list_progress_free(now);
    return true;
}
