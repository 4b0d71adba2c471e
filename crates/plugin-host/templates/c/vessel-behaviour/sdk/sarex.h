// The loop over the ships. The plugin defines SAREX_NAME, includes this file once, and writes `configure` and `decide`.
//
// Before the include it may define:
//   SAREX_STATE         a struct of numbers that the host keeps for each ship; zeros for a new one
//   SAREX_RATE_HZ       wanted decisions a second, 0.01 to 1
//   SAREX_MAX_CONTACTS  nearest contacts that each ship is sent, at most 32
//   SAREX_SIGNALS       further signals, for example "env.wave-height-m", "env.visibility-m"
#pragma once

#include "sarex_common.h"

#ifndef SAREX_RATE_HZ
#define SAREX_RATE_HZ 1.0
#endif
#ifndef SAREX_MAX_CONTACTS
#define SAREX_MAX_CONTACTS 0
#endif
#ifdef SAREX_STATE
#define SAREX_STATE_BYTES sizeof(SAREX_STATE)
_Static_assert(sizeof(SAREX_STATE) <= 1024, "the host keeps at most 1024 bytes for each ship");
#else
#define SAREX_STATE_BYTES 0
#endif

typedef exports_sarex_plugin_behaviour_own_ship_t sarex_own_ship;
typedef exports_sarex_plugin_behaviour_order_t sarex_order;
typedef exports_sarex_plugin_behaviour_leg_t sarex_leg;
typedef exports_sarex_plugin_behaviour_contact_t sarex_contact;

enum { SAREX_HOLD, SAREX_GO_TO, SAREX_ROUTE, SAREX_SEARCH, SAREX_ESCORT, SAREX_RETURN_TO_BASE, SAREX_RECOVER,
       SAREX_INVESTIGATE, SAREX_PATROL };
enum { SAREX_MODE_HOLD, SAREX_MODE_TRANSIT, SAREX_MODE_SEARCHING, SAREX_MODE_ON_SCENE, SAREX_MODE_RETURNING,
       SAREX_MODE_PATROL };
enum { SAREX_RECOVERING = 1, SAREX_AT_BASE = 2, SAREX_LOW_FUEL = 4, SAREX_HOVERS = 8, SAREX_FISHING = 16 };

// One ship as its behaviour sees it. The comments at the fields are in sarex_plugin.h.
typedef struct {
    const sarex_own_ship *own;
    const sarex_order *order;
    const sarex_leg *legs;          // order->leg_count of them
    const sarex_contact *contacts;  // own->contact_count of them, nearest first
    uint64_t tick, seed;
    double time_s, dt_s;
    const exports_sarex_plugin_behaviour_batch_t *batch;
    size_t row;
    void *state;  // SAREX_STATE, to be changed in place
} sarex_ship;

// What a ship shall do until the next decision.
typedef struct {
    double heading_deg, speed_mps, alt_m;
    uint32_t mode;
    uint32_t leg;  // being run, for display; SAREX_NONE
    bool order_done, returning, leg_passed;
    uint32_t passed;  // number of the leg that was passed
} sarex_helm;

// The plugin writes these. `configure` answers NULL, or what is wrong with the parameters.
const char *configure(sarex_params params);
sarex_helm decide(const sarex_ship *ship);

// Steers this course at this speed.
static inline sarex_helm sarex_steer(double heading_deg, double speed_mps, uint32_t mode) {
    return (sarex_helm){.heading_deg = sarex_wrap_360(heading_deg), .speed_mps = speed_mps, .mode = mode, .leg = SAREX_NONE};
}

// Where a place lies from the ship, metres.
static inline sarex_vec2 sarex_from_ship(const sarex_ship *ship, double lat_deg, double lon_deg) {
    return sarex_offset(ship->own->lat_deg, ship->own->lon_deg, lat_deg, lon_deg);
}

// The value of SAREX_SIGNALS' entry `index` for this ship; NaN where the host does not know it.
static inline double sarex_signal(const sarex_ship *ship, size_t index) {
    return index < ship->batch->columns.len ? ship->batch->columns.ptr[index].values.ptr[ship->row] : NAN;
}

static uint64_t sarex_seed;

void exports_sarex_plugin_behaviour_describe(exports_sarex_plugin_behaviour_descriptor_t *ret) {
#ifdef SAREX_SIGNALS
    static const char *const signals[] = {SAREX_SIGNALS};
    ret->signals.len = sizeof signals / sizeof *signals;
    ret->signals.ptr = sarex_new(ret->signals.len, sizeof *ret->signals.ptr);
    for (size_t i = 0; i < ret->signals.len; i++) sarex_plugin_string_dup(&ret->signals.ptr[i], signals[i]);
#else
    ret->signals.ptr = NULL;
    ret->signals.len = 0;
#endif
    sarex_plugin_string_dup(&ret->name, SAREX_NAME);
    ret->state_stride = SAREX_STATE_BYTES;
    ret->rate_hz = SAREX_RATE_HZ;
    ret->max_contacts = SAREX_MAX_CONTACTS;
}

bool exports_sarex_plugin_behaviour_configure(exports_sarex_plugin_behaviour_run_info_t *run, sarex_string *err) {
    sarex_seed = run->seed;
    const char *wrong = configure((sarex_params){run->params.ptr, run->params.len});
    if (wrong) sarex_plugin_string_dup(err, wrong);
    exports_sarex_plugin_behaviour_run_info_free(run);
    return !wrong;
}

void exports_sarex_plugin_behaviour_step(exports_sarex_plugin_behaviour_batch_t *b, exports_sarex_plugin_behaviour_outcome_t *ret) {
    size_t ships = b->ships.len, acts = 0;
    ret->helm.ptr = sarex_new(ships, sizeof *ret->helm.ptr);
    ret->helm.len = ships;
    exports_sarex_plugin_behaviour_act_t *act = sarex_new(3 * ships, sizeof *act);
    for (size_t i = 0; i < ships; i++) {
        const sarex_own_ship *own = &b->ships.ptr[i];
        const sarex_order *order = &b->orders.ptr[i];
        sarex_ship ship = {own, order, b->legs.ptr + order->first_leg, b->contacts.ptr + own->first_contact,
                           b->tick, sarex_seed, b->time_s, b->dt_s, b, i, b->state.ptr + i * SAREX_STATE_BYTES};
        sarex_helm helm = decide(&ship);
        ret->helm.ptr[i] = (exports_sarex_plugin_behaviour_helm_t){helm.heading_deg, helm.speed_mps, helm.alt_m, helm.mode, helm.leg};
        if (helm.leg_passed) act[acts++] = (exports_sarex_plugin_behaviour_act_t){own->id, 2, helm.passed};
        if (helm.order_done) act[acts++] = (exports_sarex_plugin_behaviour_act_t){own->id, 1, 0};
        if (helm.returning) act[acts++] = (exports_sarex_plugin_behaviour_act_t){own->id, 3, 0};
    }
    if (acts == 0) free(act), act = NULL;
    ret->acts.ptr = act;
    ret->acts.len = acts;
    // The ships changed their state in place; the memory goes back to the host.
    ret->state = b->state;
    b->state.len = 0;
    exports_sarex_plugin_behaviour_batch_free(b);
}
