/* A small line to forecast: products of a few operations, stations, orders and units, laid out in an arena. */
#ifndef RACKLINE_FORECAST_FLOOR_H
#define RACKLINE_FORECAST_FLOOR_H

#include "domain/forecast.h"

enum { FLOOR_MAX = 64 };

/* An operation as a test writes it; the table of a product ends with one that has no number. */
struct floor_operation {
    const char *operation;
    const char *after; /* one predecessor, or two with a blank between; NULL: none */
    int type;
    double standard_min;
    int64_t power_w; /* above 0: it is a burn-in */
    double coolant_lpm;
};

struct floor_line {
    struct arena *arena;
    struct forecast_line line;              /* to be simulated */
    struct forecast_task *tasks[FLOOR_MAX]; /* of each route, to be changed */
    struct forecast_step *steps[FLOOR_MAX]; /* of each unit, likewise */
};

/* Quality decides at once, until a test says otherwise. */
struct floor_line floor_begin(void);
void floor_end(struct floor_line *floor);

/* Each returns the index of what it adds. */
int floor_type(struct floor_line *floor, const char *type);
int floor_station(struct floor_line *floor, int type, int64_t capacity);
/* With bays, each of so much power and coolant. */
int floor_bays(struct floor_line *floor, int type, size_t bays, int64_t power_w, double coolant_lpm);
int floor_route(struct floor_line *floor, const struct floor_operation *operations);
int floor_order(struct floor_line *floor, const char *order, int64_t priority, double due_min);
int floor_unit(struct floor_line *floor, int order, int route);
int floor_part(struct floor_line *floor, int64_t completed);
/* Of parts that are there, a bit for each. */
int floor_choice(struct floor_line *floor, unsigned parts);
void floor_need(struct floor_line *floor, int unit, int operation, int choice, int64_t count);

/* Minutes measured at an operation, and how many of the runs failed. */
void floor_measured(struct floor_line *floor, int route, int operation, const double *times, size_t count,
                    size_t failed);

/* Simulates; whatever is wrong fails the test. */
struct forecast floor_forecast(struct floor_line *floor, int64_t runs);
/* The minutes by which each order is completed in one run. */
double floor_completes_min(struct floor_line *floor, int order);

#endif
