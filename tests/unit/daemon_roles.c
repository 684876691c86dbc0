/* Who may decide what: written down on its own beside the routes. */
#include "suite.h"

#include "racklined/route.h"

#include <string.h>

/* What quality decides, and nobody else but an administrator. */
static const struct {
    const char *method, *path;
} QUALITYS[] = {
    {"POST", "/v1/units/{serial}/scrap"},
    {"POST", "/v1/units/{serial}/operations/{operation}/waive"},
    {"POST", "/v1/waivers/{waiver}/countersign"},
    {"POST", "/v1/waivers/{waiver}/reject"},
    {"POST", "/v1/waivers/{waiver}/revoke"},
    {"POST", "/v1/components/describe"},
    {"POST", "/v1/components/receive"},
    {"POST", "/v1/descriptions/{description}/countersign"},
    {"POST", "/v1/descriptions/{description}/reject"},
    {"POST", "/v1/nonconformances/{nonconformance}/disposition"},
    {"POST", "/v1/nonconformances/{nonconformance}/countersign"},
    {"POST", "/v1/nonconformances/{nonconformance}/close"},
    {"PUT", "/v1/defects/{defect}"},
};
enum { QUALITYS_COUNT = sizeof QUALITYS / sizeof *QUALITYS };

static bool is_qualitys(const struct route *route)
{
    for (size_t i = 0; i < QUALITYS_COUNT; i++)
        if (!strcmp(QUALITYS[i].path, route->path) && !strcmp(QUALITYS[i].method, route->method))
            return true;
    return false;
}

START_TEST(quality_alone_decides_on_faults_waivers_and_scrap)
{
    const unsigned quality = 1u << ROLE_QUALITY | 1u << ROLE_ADMIN;
    size_t found = 0;
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        found += is_qualitys(&ROUTES[i]);
        ck_assert_msg((ROUTES[i].roles == quality) == is_qualitys(&ROUTES[i]), "%s %s", ROUTES[i].method,
                      ROUTES[i].path);
    }
    ck_assert_uint_eq(found, QUALITYS_COUNT);
}
END_TEST

START_TEST(who_only_looks_changes_nothing)
{
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        ck_assert_msg(ROUTES[i].kind != ROUTE_COMMAND || !strcmp(ROUTES[i].path, "/v1/session/password") || !(ROUTES[i].roles & 1u << ROLE_VIEWER), "%s %s",
                      ROUTES[i].method, ROUTES[i].path);
}
END_TEST

SUITE(daemon_roles, quality_alone_decides_on_faults_waivers_and_scrap, who_only_looks_changes_nothing)
