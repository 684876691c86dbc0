/* Faults of what is inside: they keep what contains it from being completed, and what has left from being reported on. A
 * pod holds rack R1, and that holds node N1. */
#include "scenario.h"
#include "suite.h"

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define FOUND(serial) EVENT(ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT(serial, NULL, "ann"), .code = "dent")

/* The pod's last operation runs. */
static void pod(struct line *line)
{
    line_begun(line, "P1", "020", "C1", NULL);
    line_at(line, "C1");
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_put_inside(line, "R1", "P1", "rack");
    line_put_inside(line, "N1", "R1", "tray-1");
}
GIVEN(a_pod_at_its_last_operation)
{
    pod(line);
}
GIVEN(a_pod_with_a_fault_two_levels_down)
{
    pod(line);
    line_posted(line, FOUND("N1"));
}
GIVEN(a_pod_with_a_fault_inside_that_was_decided_on)
{
    pod(line);
    line_dispose(line, line_posted(line, FOUND("N1")), DISPOSITION_FALSE_FAIL);
}
GIVEN(a_pod_with_a_fault_elsewhere)
{
    pod(line);
    line_completed(line, "N2");
    line_posted(line, FOUND("N2"));
}

/* Node N1 goes into rack R1 or not. */
static int64_t faulty_node(struct line *line)
{
    line_completed(line, "N1");
    line_begun(line, "R1", "020", "A1", NULL);
    return line_posted(line, FOUND("N1"));
}
GIVEN(a_node_with_a_fault)
{
    faulty_node(line);
}
GIVEN(a_node_with_a_fault_decided_on)
{
    line_dispose(line, faulty_node(line), DISPOSITION_FALSE_FAIL);
}
GIVEN(a_node_with_a_fault_closed)
{
    int64_t fault = faulty_node(line);
    line_dispose(line, fault, DISPOSITION_FALSE_FAIL);
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, fault);
}
GIVEN(a_rack_with_a_faulty_node_inside)
{
    pod(line);
    line_unit(line, "R1")->installed_in = ABSENT_INTEGER;
    line_component(line, "RACK", "R1")->state = COMPONENT_AVAILABLE;
    line_occupant(line, line_unit(line, "P1"), "rack")->removed = line->now_us;
    line_posted(line, FOUND("N1"));
    line_run(line, line_operation(line, "P1", "020")->run_id)->ended = line->now_us;
    line_operation(line, "P1", "020")->state = OPERATION_OPEN;
    line_operation(line, "P1", "010")->state = OPERATION_INVALIDATED;
    line_at(line, "A1");
    line_posted(line, EVENT(ENTRY_OPERATION_STARTED, operation_started, SUBJECT("P1", "010", "ann")));
}

GIVEN(a_node_in_a_shipped_rack)
{
    line_completed(line, "R1");
    line_completed(line, "N1");
    line_put_inside(line, "N1", "R1", "tray-1");
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_node_in_a_rack_in_a_shipped_pod)
{
    pod(line);
    line_unit(line, "P1")->state = UNIT_SHIPPED;
}

#define COMPLETED EVENT(ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("P1", "020", "ann"))
#define IN(holder, number, at, part, what)                                                                             \
    EVENT(ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT(holder, number, "ann"), .position = (at),            \
          .part_number = (part), .serial = (what))
#define NODE_IN IN("R1", "020", "tray-1", "NODE", "N1")

static const struct scenario TABLE[] = {
    {"a pod is completed", a_pod_at_its_last_operation, COMPLETED, ""},
    {"not around a fault that nobody decided on", a_pod_with_a_fault_two_levels_down, COMPLETED, "nonconformance-open"},
    {"around one that was decided on it is", a_pod_with_a_fault_inside_that_was_decided_on, COMPLETED, ""},
    {"and whatever is wrong elsewhere", a_pod_with_a_fault_elsewhere, COMPLETED, ""},
    {"a node with a fault goes in nowhere", a_node_with_a_fault, NODE_IN, "component-faulty"},
    {"nor before what was decided is closed", a_node_with_a_fault_decided_on, NODE_IN, "component-faulty"},
    {"then it does", a_node_with_a_fault_closed, NODE_IN, ""},
    {"nor does a rack with such a node", a_rack_with_a_faulty_node_inside, IN("P1", "010", "rack", "RACK", "R1"),
     "component-faulty"},
    {"nothing is found in what has left", a_node_in_a_shipped_rack, FOUND("N1"), "unit-state"},
    {"at any depth", a_node_in_a_rack_in_a_shipped_pod, FOUND("N1"), "unit-state"},
    {"in what is here it is", a_pod_at_its_last_operation, FOUND("N1"), ""},
};
SCENARIOS(FAULTS_INSIDE_SCENARIOS, TABLE);
