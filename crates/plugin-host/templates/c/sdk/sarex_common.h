// Geometry, parameters and text for SAREX plugins in C. `sarex.h` includes it, and one .c file includes that.
// Metres, m/s and degrees true; vectors are metres (or m/s) east and north.
#pragma once

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sarex_plugin.h"

typedef sarex_plugin_string_t sarex_string;
typedef sarex_plugin_types_vec2_t sarex_vec2;
typedef sarex_plugin_types_param_t sarex_param;

#define SAREX_PI 3.14159265358979323846
#define SAREX_NONE UINT32_MAX

// ---- Memory

// Zeroed memory for the answer of a call, which the host gives back. Running out of memory ends the call.
static inline void *sarex_new(size_t count, size_t size) {
    if (count == 0) return NULL;
    void *memory = calloc(count, size);
    if (!memory) abort();
    return memory;
}

// ---- Text

typedef struct {
    char text[200];
    size_t len;
} sarex_line;

// Adds text to a line; what does not fit is left out.
static inline void sarex_say(sarex_line *line, const char *text) {
    for (; *text && line->len + 1 < sizeof line->text; text++) line->text[line->len++] = *text;
    line->text[line->len] = 0;
}

// Adds a string of the contract to a line.
static inline void sarex_say_string(sarex_line *line, const sarex_string *string) {
    for (size_t i = 0; i < string->len && line->len + 1 < sizeof line->text; i++)
        line->text[line->len++] = (char)string->ptr[i];
    line->text[line->len] = 0;
}

// Adds a number to a line, rounded to a whole one.
static inline void sarex_say_number(sarex_line *line, double number) {
    char digits[24];
    size_t at = sizeof digits;
    digits[--at] = 0;
    bool whole = number > -9e15 && number < 9e15;
    int64_t rounded = whole ? llround(number) : 0;
    uint64_t left = (uint64_t)(rounded < 0 ? -rounded : rounded);
    do digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (rounded < 0) digits[--at] = '-';
    sarex_say(line, whole ? digits + at : "?");
}

static inline bool sarex_is(const sarex_string *string, const char *text) {
    return string->len == strlen(text) && memcmp(string->ptr, text, string->len) == 0;
}

// A line for the developer's eye.
static inline void sarex_log(sarex_plugin_diag_severity_t level, const char *text) {
    sarex_string string = {(uint8_t *)text, strlen(text)};
    sarex_plugin_diag_log(level, &string);
}

// A line on the developer's chart, in the frame of the call; colour as 0xRRGGBBAA.
static inline void sarex_draw(const sarex_vec2 *points, size_t count, uint32_t rgba, const char *label) {
    sarex_plugin_diag_list_vec2_t list = {(sarex_vec2 *)points, count};
    sarex_string string = {(uint8_t *)label, strlen(label)};
    sarex_plugin_diag_draw_line(&list, rgba, &string);
}

// ---- Parameters

typedef struct {
    const sarex_param *ptr;
    size_t len;
} sarex_params;

// One parameter; `plugin.toml` holds the same key and bounds.
typedef struct {
    const char *key;
    double usual, min, max;
} sarex_spec;

// The value given for the parameter, else the usual one.
static inline double sarex_get(sarex_params params, sarex_spec spec) {
    double value = spec.usual;
    for (size_t i = 0; i < params.len; i++)
        if (sarex_is(&params.ptr[i].key, spec.key)) value = params.ptr[i].value;
    return value;
}

// NULL, or what is wrong: a key that no spec names, or a value out of bounds.
static inline const char *sarex_check(sarex_params params, const sarex_spec *specs, size_t count) {
    static sarex_line line;
    line.len = 0;
    for (size_t i = 0; i < params.len; i++) {
        const sarex_spec *spec = NULL;
        for (size_t k = 0; k < count; k++)
            if (sarex_is(&params.ptr[i].key, specs[k].key)) spec = &specs[k];
        if (!spec) {
            sarex_say(&line, "unknown parameter "), sarex_say_string(&line, &params.ptr[i].key);
            sarex_say(&line, "; known:");
            for (size_t k = 0; k < count; k++) sarex_say(&line, " "), sarex_say(&line, specs[k].key);
            return line.text;
        }
        double value = params.ptr[i].value;
        if (!(value >= spec->min && value <= spec->max)) {
            sarex_say(&line, "parameter "), sarex_say(&line, spec->key), sarex_say(&line, " must lie from ");
            sarex_say_number(&line, spec->min), sarex_say(&line, " to "), sarex_say_number(&line, spec->max);
            return line.text;
        }
    }
    return NULL;
}

// ---- Geometry

static inline sarex_vec2 sarex_add(sarex_vec2 a, sarex_vec2 b) {
    return (sarex_vec2){a.east_m + b.east_m, a.north_m + b.north_m};
}

static inline sarex_vec2 sarex_sub(sarex_vec2 a, sarex_vec2 b) {
    return (sarex_vec2){a.east_m - b.east_m, a.north_m - b.north_m};
}

static inline sarex_vec2 sarex_times(sarex_vec2 a, double by) {
    return (sarex_vec2){a.east_m * by, a.north_m * by};
}

static inline double sarex_length(sarex_vec2 a) {
    return sqrt(a.east_m * a.east_m + a.north_m * a.north_m);
}

// An angle brought into 0 up to but not including 360 degrees.
static inline double sarex_wrap_360(double degrees) {
    double wrapped = degrees - floor(degrees / 360.0) * 360.0;
    return wrapped >= 360.0 ? 0.0 : wrapped;
}

// Course towards it, degrees true; north for no offset.
static inline double sarex_course_deg(sarex_vec2 a) {
    return sarex_wrap_360(atan2(a.east_m, a.north_m) * (180.0 / SAREX_PI));
}

// A vector of this length towards this course.
static inline sarex_vec2 sarex_towards(double course_deg, double length) {
    double angle = course_deg * (SAREX_PI / 180.0);
    return (sarex_vec2){sin(angle) * length, cos(angle) * length};
}

// Metres for a degree of longitude (east) and latitude (north) at this latitude of the WGS 84 ellipsoid.
static inline sarex_vec2 sarex_m_per_deg(double lat_deg) {
    const double semi_major_m = 6378137.0, eccentricity_2 = 0.00669437999014;
    double angle = lat_deg * (SAREX_PI / 180.0);
    double w2 = 1.0 - eccentricity_2 * sin(angle) * sin(angle);
    double across_m = semi_major_m / sqrt(w2);
    double along_m = across_m * (1.0 - eccentricity_2) / w2;
    return (sarex_vec2){across_m * fmax(cos(angle), 1e-6) * (SAREX_PI / 180.0), along_m * (SAREX_PI / 180.0)};
}

// Where a place lies from another, metres: true to 1 part in 1,000 within some 20 km, 1 in 100 within 200 km.
static inline sarex_vec2 sarex_offset(double from_lat_deg, double from_lon_deg, double lat_deg, double lon_deg) {
    sarex_vec2 scale = sarex_m_per_deg(from_lat_deg);
    double east_deg = lon_deg - from_lon_deg;
    if (east_deg > 180.0) east_deg -= 360.0;
    if (east_deg < -180.0) east_deg += 360.0;
    return (sarex_vec2){east_deg * scale.east_m, (lat_deg - from_lat_deg) * scale.north_m};
}

// ---- Random numbers that depend on nothing but their key, the same ones as in the SDK for Rust

typedef struct {
    uint64_t key, drawn;
} sarex_random;

// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
static inline uint64_t sarex_mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (x ^ (x >> 31)) + 0x9e3779b97f4a7c15u;
}

// Keyed by the plugin's seed, the ship and the tick.
static inline sarex_random sarex_random_of(uint64_t seed, uint32_t ship, uint64_t tick) {
    return (sarex_random){sarex_mix(sarex_mix(sarex_mix(seed) ^ ship) ^ tick), 0};
}

// The next number from 0 up to but not including 1.
static inline double sarex_unit(sarex_random *random) {
    uint64_t bits = sarex_mix(random->key + ++random->drawn * 0x9e3779b97f4a7c15u);
    return (double)(bits >> 11) / (double)(1ull << 53);
}

// wit-bindgen's own tools would put the description of the world here; `sarex plugin build` adds it.
void __component_type_object_force_link_sarex_plugin(void) {}
