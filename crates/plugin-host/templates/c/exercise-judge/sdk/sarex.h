// The way round a judge. The plugin defines SAREX_NAME, includes this file once, and writes `configure` and `judge`.
#pragma once

#include "sarex_common.h"

typedef exports_sarex_plugin_adjudicator_event_t sarex_event;
typedef exports_sarex_plugin_adjudicator_finding_t sarex_finding;
typedef exports_sarex_plugin_adjudicator_list_finding_t sarex_findings;

// The plugin writes these. `configure` answers NULL, or what is wrong with the parameters.
const char *configure(sarex_params params);
void judge(const sarex_event *log, size_t events, sarex_params metrics, sarex_findings *findings);

// Adds a finding: a short and stable code, a score of 0 to 1, a sentence, and the times it rests on.
static inline void sarex_find(sarex_findings *findings, const char *code, double score, const char *text,
                              const double *at_s, size_t times) {
    sarex_finding *all = realloc(findings->ptr, (findings->len + 1) * sizeof *all);
    if (!all) abort();
    sarex_finding *own = &all[findings->len++];
    findings->ptr = all;
    own->score = score;
    sarex_plugin_string_dup(&own->code, code);
    sarex_plugin_string_dup(&own->text, text);
    own->at_s.len = times;
    own->at_s.ptr = sarex_new(times, sizeof *at_s);
    if (times) memcpy(own->at_s.ptr, at_s, times * sizeof *at_s);
}

void exports_sarex_plugin_adjudicator_describe(exports_sarex_plugin_adjudicator_descriptor_t *ret) {
    sarex_plugin_string_dup(&ret->name, SAREX_NAME);
}

bool exports_sarex_plugin_adjudicator_configure(exports_sarex_plugin_adjudicator_run_info_t *run, sarex_string *err) {
    const char *wrong = configure((sarex_params){run->params.ptr, run->params.len});
    if (wrong) sarex_plugin_string_dup(err, wrong);
    exports_sarex_plugin_adjudicator_run_info_free(run);
    return !wrong;
}

void exports_sarex_plugin_adjudicator_judge(exports_sarex_plugin_adjudicator_list_event_t *log,
                                            exports_sarex_plugin_adjudicator_list_param_t *metrics, sarex_findings *ret) {
    ret->ptr = NULL;
    ret->len = 0;
    judge(log->ptr, log->len, (sarex_params){metrics->ptr, metrics->len}, ret);
    exports_sarex_plugin_adjudicator_list_event_free(log);
    exports_sarex_plugin_adjudicator_list_param_free(metrics);
}
