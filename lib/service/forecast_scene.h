/* The line as a forecast sees it, read in one pass, with the rows that its indexes stand for. */
#ifndef RACKLINE_FORECAST_SCENE_H
#define RACKLINE_FORECAST_SCENE_H

#include "domain/forecast.h"
#include "domain/span.h"
#include "service/session.h"
#include "store/find_forecast.h"
#include "store/find_leaving.h"

/* A revision of a part that is built here, or what a unit becomes that is inside another (part_number NULL). */
struct scene_part {
    const char *part_number;
    const char *revision;
};
/* What a position takes, or else a unit inside another that it waits for. */
struct scene_choice {
    const struct position *position; /* the first that takes it; NULL: none */
    const char *inside;              /* serial number */
};

struct forecast_scene {
    struct forecast_line line;
    struct orders orders; /* of the line's orders, likewise the next two */
    struct remaining_units units;
    struct scene_part *parts;     /* of each of the line's, likewise the next */
    struct scene_choice *choices;
    struct forecast_task **tasks; /* of each of the line's routes */
    struct held_units held;       /* by unit_id */
    struct leaving_list leaving;  /* what is to be taken out, and then put in anew */
    struct spans worked;          /* by the plant: in about the last year, and in the next */
    int64_t calendar_version;     /* of the calendar that the line's shifts are of; absent: there is none */
};

/* Everything lives in the arena. FAULT_CORRUPT where a unit is of a product that is not there. */
enum fault forecast_scene_load(struct session *session, struct arena *arena, struct forecast_scene *ret);

/* Fills the line's shifts, routes, types of stations and stations. The orders and units must be there. */
enum fault scene_load_plant(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Fills what is built here and installed, and the choices of it. The routes must be there. */
enum fault scene_load_parts(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Fills what was measured at each operation, and of quality's decisions. The plant must be there. */
enum fault scene_load_measured(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Fills what each unit has behind it and before it. The plant and the parts must be there. */
enum fault scene_load_units(struct session *session, struct arena *arena, struct forecast_scene *scene);

/* Fills what runs, and for how long it has. The units must be there. */
enum fault scene_load_begun(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Has units that contain unfinished ones wait for those. All else must be there. */
enum fault scene_load_inside(struct session *session, struct arena *arena, struct forecast_scene *scene);

/* The index of a product's route, of a station type, of a part, of what a position takes, of a unit; -1 when the scene
 * has none. */
int scene_route(const struct forecast_scene *scene, const char *part_number, const char *revision);
int scene_type(const struct forecast_scene *scene, const char *type);
int scene_part(const struct forecast_scene *scene, const char *part_number, const char *revision);
int scene_choice(const struct forecast_scene *scene, const struct position *position);
int scene_unit(const struct forecast_scene *scene, int64_t unit_id);

/* qsort's: as operations ask for their needs. */
int compare_needs(const void *left, const void *right);

/* Adds a type of stations to room that is there; its index. */
int scene_add_type(struct forecast_scene *scene, const char *type);

/* Microseconds in minutes; minutes from one time to another. */
double minutes_of(int64_t us);
double minutes_between(int64_t from_us, int64_t to_us);

#endif
