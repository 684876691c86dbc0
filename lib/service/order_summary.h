/* Orders as they are listed. */
#ifndef RACKLINE_ORDER_SUMMARY_H
#define RACKLINE_ORDER_SUMMARY_H

#include "domain/state.h"
#include "service/views.h"

/* One summary an order, in the arena. */
enum fault summarise_orders(struct session *session, struct arena *arena, const struct order *orders, size_t count,
                            struct order_summary **ret);

#endif
