#include "service_line_plant.h"

#include "domain/entry_records.h"
#include "domain/product.h"
#include "service/commands.h"

/* A tray: put together, then tested. */
static const char TRAY[] =
    "{'part_number': 'T-1', 'revision': 'A', 'name': 'Tray', 'serial_format': 'T{seq:4}', 'bill_of_materials': ["
    "  {'positions': 'board', 'name': 'Board', 'part_number': 'BRD', 'tracking': 'serial', 'operation': '010',"
    "   'alternates': [{'part_number': 'BRD-2', 'revision': 'B'}]},"
    "  {'positions': 'fan', 'name': 'Fans', 'part_number': 'FAN', 'tracking': 'lot', 'operation': '010',"
    "   'quantity': 4}],"
    " 'routing': ["
    "  {'operation': '010', 'name': 'Assembly', 'kind': 'assembly', 'station_type': 'bench', 'standard_min': 30,"
    "   'checks': [{'name': 'seated', 'question': 'Is all seated?'}]},"
    "  {'operation': '020', 'name': 'Test', 'kind': 'test', 'after': ['010'], 'station_type': 'test',"
    "   'standard_min': 20, 'attempt_limit': 2, 'defect_limits': [{'family': 'cosmetic', 'limit': 2}],"
    "   'characteristics': [{'name': 'input', 'unit_of_measure': 'V', 'lower': 49, 'upper': 51}]}]}";

/* A rack: two ways from 010 meet at 040. The cable is no matter to the leak test. */
static const char RACK[] =
    "{'part_number': 'R-1', 'revision': 'A', 'name': 'Rack', 'serial_format': 'R{site}{seq:4}', 'rack_units': 8,"
    " 'bill_of_materials': ["
    "  {'positions': 'supply', 'name': 'Power supply', 'part_number': 'PSU', 'tracking': 'serial', 'operation': '020',"
    "   'alternates': [{'part_number': 'PSU-2'}]},"
    "  {'positions': 'cable', 'name': 'Cable', 'part_number': 'CBL', 'tracking': 'lot', 'operation': '020'},"
    "  {'positions': 'label', 'name': 'Label', 'part_number': 'LBL', 'tracking': 'none', 'operation': '020'},"
    "  {'positions': 'tray-{1..2}', 'name': 'Tray', 'part_number': 'T-1', 'tracking': 'serial', 'source': 'make',"
    "   'operation': '030', 'u_position': 3}],"
    " 'routing': ["
    "  {'operation': '010', 'name': 'Kitting', 'kind': 'assembly', 'station_type': 'bench', 'standard_min': 10,"
    "   'checks': [{'name': 'pick-list', 'question': 'Is the kit complete?', 'answers': ['complete', 'short'],"
    "               'accepted': ['complete']}]},"
    "  {'operation': '020', 'name': 'Power', 'kind': 'assembly', 'after': ['010'], 'station_type': 'bench',"
    "   'standard_min': 40, 'required_skill': 'mechanics', 'required_tool': 'torque-wrench',"
    "   'characteristics': [{'name': 'torque', 'unit_of_measure': 'N·m', 'lower': 8, 'upper': 12,"
    "                        'positions': 'supply'}]},"
    "  {'operation': '030', 'name': 'Trays', 'kind': 'assembly', 'after': ['010'], 'station_type': 'bench',"
    "   'standard_min': 30},"
    "  {'operation': '040', 'name': 'Leak test', 'kind': 'test', 'after': ['020', '030'], 'station_type': 'test',"
    "   'standard_min': 30, 'attempt_limit': 2, 'defect_limits': [{'defect': 'D2', 'limit': 2}],"
    "   'characteristics': [{'name': 'drop', 'unit_of_measure': 'mbar', 'upper': 10, 'samples': 2}],"
    "   'invalidated_by': ['tray-*']},"
    "  {'operation': '050', 'name': 'Burn-in', 'kind': 'burn_in', 'after': ['040'], 'station_type': 'burn-in',"
    "   'standard_min': 120, 'burn_in': {'hours': 2, 'power_w': 5000, 'coolant_lpm': 8, 'pause': 'keep'}},"
    "  {'operation': '060', 'name': 'Inspection', 'kind': 'inspection', 'after': ['050'], 'station_type': 'inspection',"
    "   'standard_min': 15, 'sign_off': 'independent',"
    "   'checks': [{'name': 'cosmetics', 'question': 'Is it clean?'}]},"
    "  {'operation': '070', 'name': 'Shipping', 'kind': 'shipping', 'after': ['060'], 'station_type': 'dock',"
    "   'standard_min': 20}]}";

#define PRODUCT(part_number, text)                                                                                     \
    {put_product, part_number, "A", &PRODUCT_DEFINITION_RECORD, text},                                                 \
    {                                                                                                                  \
        release_product, part_number, "A", NULL, " "                                                                   \
    }
#define STATION(station, text)                                                                                         \
    {                                                                                                                  \
        put_station, station, NULL, &STATION_DEFINED_RECORD, text                                                      \
    }
#define OPERATOR(badge, text)                                                                                          \
    {                                                                                                                  \
        put_operator, badge, NULL, &OPERATOR_DEFINED_RECORD, text                                                      \
    }
#define TOOL(tool, text)                                                                                               \
    {                                                                                                                  \
        put_tool, tool, NULL, &TOOL_DEFINED_RECORD, text                                                               \
    }

#define DEFECT(code, text)                                                                                             \
    {                                                                                                                  \
        put_defect, code, NULL, &DEFECT_DEFINED_RECORD, text                                                           \
    }

const struct plant_row LINE_PLANT[] = {
    PRODUCT("T-1", TRAY),
    PRODUCT("R-1", RACK),
    STATION("BENCH-1", "{'name': 'Bench 1', 'type': 'bench', 'capacity': 4}"),
    STATION("BENCH-2", "{'name': 'Bench 2', 'type': 'bench'}"),
    STATION("TEST-1", "{'name': 'Test 1', 'type': 'test', 'capacity': 3}"),
    /* Power for one burn-in at a time. */
    STATION("BURN-1", "{'name': 'Burn-in 1', 'type': 'burn-in', 'power_w': 9000,"
                      " 'bays': [{'bay': 'B1', 'power_w': 6000, 'coolant_lpm': 10},"
                      "          {'bay': 'B2', 'power_w': 6000, 'coolant_lpm': 10},"
                      "          {'bay': 'B3', 'power_w': 1000, 'coolant_lpm': 10}]}"),
    STATION("QA-1", "{'name': 'Inspection 1', 'type': 'inspection', 'capacity': 2}"),
    STATION("DOCK-1", "{'name': 'Dock 1', 'type': 'dock'}"),
    OPERATOR("ann", "{'skills': [{'skill': 'mechanics'}]}"),
    OPERATOR("bob", "{'skills': [{'skill': 'mechanics', 'expires': '2030-01-01T00:00:00Z'}]}"),
    OPERATOR("eve", "{'name': 'Eve, who inspects'}"),
    OPERATOR("ivy", "{'name': 'Ivy, who signs what Eve inspected'}"),
    OPERATOR("old", "{'left': true}"),
    TOOL("TW-1", "{'type': 'torque-wrench', 'calibration_due': '2030-01-01T00:00:00Z'}"),
    TOOL("TW-0", "{'type': 'torque-wrench', 'calibration_due': '2020-01-01T00:00:00Z'}"),
    DEFECT("D0", "{'family': 'cosmetic', 'name': 'Scratch'}"),
    DEFECT("D1", "{'family': 'cosmetic', 'name': 'Stain'}"),
    DEFECT("DENT", "{'family': 'cosmetic', 'name': 'Dent'}"),
    DEFECT("D2", "{'family': 'electrical', 'name': 'Short'}"),
    DEFECT("D3", "{'family': 'electrical', 'name': 'Burnt', 'withdrawn': true}"),
};
const size_t LINE_PLANT_COUNT = sizeof LINE_PLANT / sizeof *LINE_PLANT;
