// The loop over the looks. The plugin defines SAREX_NAME and SAREX_MAX_RANGE_M, includes this file once, and writes
// `configure` and `detect`.
#pragma once

#include "sarex_common.h"

typedef exports_sarex_plugin_sensor_glimpse_t sarex_glimpse;

// The plugin writes these. `configure` answers NULL, or what is wrong with the parameters; `detect` the chance of a look,
// 0 to 1, independent of the looks before.
const char *configure(sarex_params params);
double detect(const sarex_glimpse *look);

void exports_sarex_plugin_sensor_describe(exports_sarex_plugin_sensor_descriptor_t *ret) {
    sarex_plugin_string_dup(&ret->name, SAREX_NAME);
    ret->max_range_m = SAREX_MAX_RANGE_M;
}

bool exports_sarex_plugin_sensor_configure(exports_sarex_plugin_sensor_run_info_t *run, sarex_string *err) {
    const char *wrong = configure((sarex_params){run->params.ptr, run->params.len});
    if (wrong) sarex_plugin_string_dup(err, wrong);
    exports_sarex_plugin_sensor_run_info_free(run);
    return !wrong;
}

void exports_sarex_plugin_sensor_detect(exports_sarex_plugin_sensor_list_glimpse_t *looks, sarex_plugin_list_f64_t *ret) {
    ret->len = looks->len;
    ret->ptr = sarex_new(looks->len, sizeof *ret->ptr);
    for (size_t i = 0; i < looks->len; i++) ret->ptr[i] = detect(&looks->ptr[i]);
    exports_sarex_plugin_sensor_list_glimpse_free(looks);
}
