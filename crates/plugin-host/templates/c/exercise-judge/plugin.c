// {{name}}: was the first search object sighted in time?
//
// Change `judge`; plugin.toml holds the bounds of the parameter once more.

#define SAREX_NAME "{{name}}"
#include "sarex.h"

static const sarex_spec IN_TIME = {"in_time_s", 7200, 60, 604800};
static double in_time_s;

const char *configure(sarex_params params) {
    in_time_s = sarex_get(params, IN_TIME);
    return sarex_check(params, &IN_TIME, 1);
}

void judge(const sarex_event *log, size_t events, sarex_params metrics, sarex_findings *findings) {
    (void)metrics;
    for (size_t i = 0; i < events; i++) {
        if (!sarex_is(&log[i].kind, "detected")) continue;
        sarex_line text = {0};
        sarex_say(&text, "First sighting after ");
        sarex_say_number(&text, log[i].time_s / 60);
        sarex_say(&text, " min.");
        double score = fmin(fmax(2 - log[i].time_s / in_time_s, 0), 1);
        sarex_find(findings, "first-sighting", score, text.text, &log[i].time_s, 1);
        return;
    }
    sarex_find(findings, "first-sighting", 0, "Nothing was sighted.", NULL, 0);
}
