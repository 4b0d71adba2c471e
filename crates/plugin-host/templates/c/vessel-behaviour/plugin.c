// {{name}}: goes to the ordered place, or along the ordered legs, and waits there.
//
// Change `decide`; plugin.toml holds the bounds of the parameter once more.

#include <stdint.h>

// What the host keeps of each ship from one decision to the next; zeros for a new ship.
typedef struct {
    uint32_t serial;  // the order that the other fields are about
    uint32_t leg;     // being run
    uint32_t done;    // 1 when the order is carried out
} memory;

#define SAREX_NAME "{{name}}"
#define SAREX_STATE memory
#include "sarex.h"

static const sarex_spec ARRIVE = {"arrive_m", 200, 10, 5000};
static double arrive_m;

const char *configure(sarex_params params) {
    arrive_m = sarex_get(params, ARRIVE);
    return sarex_check(params, &ARRIVE, 1);
}

// Where the ship has to go, metres from it; false: nowhere.
static bool goal(const sarex_ship *ship, const memory *memory, sarex_vec2 *to) {
    double lat_deg = ship->order->lat_deg, lon_deg = ship->order->lon_deg;
    if (memory->leg < ship->order->leg_count) {
        lat_deg = ship->legs[memory->leg].lat_deg;
        lon_deg = ship->legs[memory->leg].lon_deg;
    } else if (ship->order->kind == SAREX_RETURN_TO_BASE) {
        lat_deg = ship->own->base_lat_deg;
        lon_deg = ship->own->base_lon_deg;
    } else if (ship->order->kind != SAREX_GO_TO && ship->order->kind != SAREX_ESCORT &&
               ship->order->kind != SAREX_RECOVER && ship->order->kind != SAREX_INVESTIGATE) {
        return false;
    }
    *to = sarex_from_ship(ship, lat_deg, lon_deg);
    return true;
}

// Stops, or circles when the craft must keep its speed.
static sarex_helm wait_here(const sarex_ship *ship) {
    double turning = ship->own->min_speed_mps > 0 ? 30 : 0;
    return sarex_steer(ship->own->heading_deg + turning, ship->own->min_speed_mps, SAREX_MODE_HOLD);
}

static sarex_helm steer(const sarex_ship *ship, const memory *memory, sarex_vec2 to) {
    uint32_t mode = ship->order->kind == SAREX_SEARCH           ? SAREX_MODE_SEARCHING
                    : ship->order->kind == SAREX_RETURN_TO_BASE ? SAREX_MODE_RETURNING
                    : ship->order->kind == SAREX_PATROL         ? SAREX_MODE_PATROL
                                                                : SAREX_MODE_TRANSIT;
    sarex_helm helm = sarex_steer(sarex_course_deg(to), ship->own->cruise_mps, mode);
    if (memory->leg < ship->order->leg_count) {
        const sarex_leg *leg = &ship->legs[memory->leg];
        if (leg->speed_mps > 0) helm.speed_mps = leg->speed_mps;
        helm.alt_m = leg->alt_m;
        helm.leg = memory->leg;
    }
    return helm;
}

sarex_helm decide(const sarex_ship *ship) {
    memory *own = ship->state;
    if (own->serial != ship->order->serial) *own = (memory){.serial = ship->order->serial};
    sarex_vec2 to;
    bool recovering = ship->own->status_bits & SAREX_RECOVERING;
    if (own->done || recovering || !goal(ship, own, &to)) return wait_here(ship);
    // A craft that cannot turn tighter than this would circle round the place for ever.
    double turn_radius_m = ship->own->speed_mps / (fmax(ship->own->turn_rate_dps, 0.05) * (SAREX_PI / 180));
    if (sarex_length(to) > fmax(arrive_m, 1.5 * turn_radius_m)) return steer(ship, own, to);

    bool on_leg = own->leg < ship->order->leg_count;
    uint32_t passed = own->leg;
    if (on_leg) own->leg++;
    if (on_leg && own->leg == ship->order->leg_count && ship->order->kind == SAREX_PATROL) own->leg = 0;
    own->done = own->leg >= ship->order->leg_count;
    sarex_helm helm = own->done ? wait_here(ship) : steer(ship, own, to);
    helm.leg_passed = on_leg;
    helm.passed = passed;
    helm.order_done = own->done;
    return helm;
}
