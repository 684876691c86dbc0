/* The line as a forecast sees it, read in one pass, with the rows that its indexes stand for. */
#ifndef RACKLINE_FORECAST_SCENE_H
#define RACKLINE_FORECAST_SCENE_H

#include "domain/forecast.h"
#include "domain/span.h"
#include "service/session.h"
#include "store/find_forecast.h"
#include "store/find_leaving.h"

struct forecast_scene {
    struct forecast_line line;
    struct orders orders; /* of the line's orders, likewise the next two */
    struct remaining_units units;
    const char **parts;           /* part numbers, and behind them serials of units that are inside others */
    size_t part_numbers;          /* of those */
    struct forecast_task **tasks; /* of each of the line's routes */
    struct held_units held;       /* by unit_id */
    struct leaving_list leaving;  /* what is to be taken out, and then put in anew */
    struct spans worked;          /* by the plant: in about the last year, and in the next */
    int64_t calendar_version;     /* of the calendar that the line's shifts are of; absent: there is none */
};

/* Everything lives in the arena. FAULT_CORRUPT where a unit is of a product that is not there. */
enum fault forecast_scene_load(struct session *session, struct arena *arena, struct forecast_scene *ret);

/* Fills the line's shifts, routes, types of stations, stations and parts. The orders and units must be there. */
enum fault scene_load_plant(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Fills what was measured at each operation, and of quality's decisions. The plant must be there. */
enum fault scene_load_measured(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Fills what each unit has behind it and before it. The plant must be there. */
enum fault scene_load_units(struct session *session, struct arena *arena, struct forecast_scene *scene);

/* Fills what runs, and for how long it has. The units must be there. */
enum fault scene_load_begun(struct session *session, struct arena *arena, struct forecast_scene *scene);
/* Has units that contain unfinished ones wait for those. All else must be there. */
enum fault scene_load_inside(struct session *session, struct arena *arena, struct forecast_scene *scene);

/* The index of a product's route, of a station type, of a part number, of a unit; -1 when the scene has none. */
int scene_route(const struct forecast_scene *scene, const char *part_number, const char *revision);
int scene_type(const struct forecast_scene *scene, const char *type);
int scene_part(const struct forecast_scene *scene, const char *part_number);
int scene_unit(const struct forecast_scene *scene, int64_t unit_id);

/* Adds a type of stations to room that is there; its index. */
int scene_add_type(struct forecast_scene *scene, const char *type);

/* Microseconds in minutes; minutes from one time to another. */
double minutes_of(int64_t us);
double minutes_between(int64_t from_us, int64_t to_us);

#endif
