/* Installing components: the right part, the right place, and nowhere else. */
#include "scenario.h"
#include "suite.h"

GIVEN(trays_running)
{
    line_begun(line, "R1", "020", "A1", NULL);
}
GIVEN(cable_running)
{
    line_begun(line, "R1", "030", "A1", NULL);
}
GIVEN(drive_running)
{
    line_ready(line, "N1", "020");
    line_begun(line, "N1", "020", "A1", NULL);
}
GIVEN(a_built_tray)
{
    trays_running(line);
    line_completed(line, "T1");
}
GIVEN(a_built_tray_around_what_is_not_approved)
{
    a_built_tray(line);
    line_completed(line, "N1");
    line_put_inside(line, "N1", "T1", "node");
    line_occupant(line, line_unit(line, "T1"), "node")->unapproved_by = 1;
}
GIVEN(a_built_tray_and_the_station_down)
{
    a_built_tray(line);
    line_station(line, "A1")->state = STATION_UNSCHEDULED_DOWN;
}
GIVEN(trays_ready)
{
    line_ready(line, "R1", "020");
    line_completed(line, "T1");
}
GIVEN(trays_running_elsewhere)
{
    line_begun(line, "R1", "020", "A2", NULL);
    line_completed(line, "T1");
}
GIVEN(a_shipped_tray)
{
    a_built_tray(line);
    line_unit(line, "T1")->state = UNIT_SHIPPED;
}
GIVEN(a_scrapped_tray)
{
    a_built_tray(line);
    line_unit(line, "T1")->state = UNIT_SCRAPPED;
}
GIVEN(a_held_tray)
{
    a_built_tray(line);
    line->unit_held[line_unit(line, "T1")->unit_id - 1] = true;
}

static void install(struct line *line, const char *serial, const char *operation, const char *position,
                    const char *part_number, const char *component)
{
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){
                    SUBJECT(serial, operation, "ann"), .position = position, .part_number = part_number,
                    .revision = part_number[0] == 'P' ? "C" : NULL, .serial = component});
}

GIVEN(a_supply_in)
{
    trays_running(line);
    install(line, "R1", "020", "supply-2", "PSU", "sn-7a");
}
GIVEN(a_cable_in_another_rack_and_cable_running)
{
    line_begun(line, "R2", "030", "A1", NULL);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){
                    SUBJECT("R2", "030", "ann"), .position = "cable", .part_number = "CBL", .lot = "Lb7"});
    cable_running(line);
}
GIVEN(a_tray_in_the_next_position)
{
    a_built_tray(line);
    install(line, "R1", "020", "tray-2", "TRAY", "T1");
}
GIVEN(a_tray_in_another_rack)
{
    line_completed(line, "T1");
    line_begun(line, "R2", "020", "A1", NULL);
    install(line, "R2", "020", "tray-1", "TRAY", "T1");
    line_begun(line, "R1", "020", "A1", NULL);
}
GIVEN(trays_ready_and_a_tray_elsewhere)
{
    line_completed(line, "T2");
    line_begun(line, "R2", "020", "A1", NULL);
    install(line, "R2", "020", "tray-1", "TRAY", "T2");
    line_ready(line, "R1", "020");
    line_at(line, "C1");
}
GIVEN(a_supply_there)
{
    trays_running(line);
    install(line, "R1", "020", "supply-1", "PSU", "p1");
}

static void remove_supply(struct line *line, int removal)
{
    a_supply_there(line);
    line_posted(
        line, ENTRY_COMPONENT_REMOVED,
        &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1", .removal = removal});
}
GIVEN(a_supply_taken_out)
{
    remove_supply(line, REMOVAL_REUSE);
}
GIVEN(a_supply_moved_twice)
{
    trays_running(line);
    for (int i = 0; i < 2; i++) {
        line_posted(line, ENTRY_COMPONENT_INSTALLED,
                    &(const struct component_installed){
                        SUBJECT("R1", "020", "ann"), .position = i ? "supply-2" : "supply-1", .part_number = "PSU",
                        .serial = "p1", .revision = i ? NULL : "C", .lot = i ? NULL : "L1",
                        .supplier = i ? NULL : "Kaga", .country = i ? NULL : "JP", .origin_site = i ? NULL : "Ome"});
        line_posted(
            line, ENTRY_COMPONENT_REMOVED,
            &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = i ? "supply-2" : "supply-1"});
    }
}
GIVEN(a_supply_described)
{
    a_supply_moved_twice(line);
    line->revision_described = true;
    line->installations[line->installation_count - 1].revision = "C";
}
GIVEN(a_supply_scrapped)
{
    remove_supply(line, REMOVAL_SCRAP);
}
GIVEN(a_supply_returned)
{
    remove_supply(line, REMOVAL_RETURN);
}
GIVEN(a_serial_in_another_rack_and_cable_running)
{
    a_supply_there(line);
    *line_component(line, "CBL", "c1") = (struct component){"CBL", "c1", COMPONENT_SCRAPPED, 1};
    line_begun(line, "R1", "030", "A1", NULL);
}

/* What is scanned goes by the UUID and has the asset tag. */
static void scan(struct line *line, const char *serial, const char *uuid, const char *tag)
{
    struct identifier names[] = {{IDENTIFIER_UUID, uuid}, {IDENTIFIER_ASSET_TAG, tag}};
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "supply-1",
                                                    .part_number = "PSU", .revision = "C", .serial = serial,
                                                    .identifiers = {.items = names, .count = 2}});
}
static void take_out(struct line *line)
{
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT("R1", "020", "ann"), .position = "supply-1"});
}

#define UUID_A "0196c6b0-7aa9-7c3d-8d5d-3c0f7f1f2a11"
#define UUID_B "0196c6b0-7aa9-7c3d-8d5d-3c0f7f1f2a12"
GIVEN(a_supply_of_a_uuid_taken_out)
{
    trays_running(line);
    scan(line, "S-1", UUID_A, "AT-1");
    take_out(line);
}
GIVEN(a_supply_of_a_uuid_taken_back)
{
    trays_running(line);
    scan(line, "S-1", UUID_A, "AT-1");
    line_posted(line, ENTRY_EVENT_CORRECTED,
                &(const struct event_corrected){.operator = "ann", .event = line_id((int64_t)line->entry_count),
                                                .reason = "another label"});
}
GIVEN(a_supply_scanned_again_without_names)
{
    a_supply_of_a_uuid_taken_out(line);
    install(line, "R1", "020", "supply-1", "PSU", "S-1");
    take_out(line);
}

static struct identifier ports[] = {{IDENTIFIER_MAC, "00:11:22:33:44:55"}, {IDENTIFIER_MAC, "00:11:22:33:44:56"}};
GIVEN(a_card_of_two_ports_taken_out)
{
    trays_running(line);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "supply-1",
                                                    .part_number = "PSU", .revision = "C", .serial = "S-1",
                                                    .identifiers = {.items = ports, .count = 2}});
    take_out(line);
}
/* As entries say that were made before there was one spelling. */
GIVEN(a_supply_of_a_guid_taken_out)
{
    static struct identifier names[] = {{IDENTIFIER_GUID, "0002:C903:0000:1491"}};
    trays_running(line);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "supply-1",
                                                    .part_number = "PSU", .revision = "C", .serial = "S-1",
                                                    .identifiers = {.items = names, .count = 1}});
    take_out(line);
}
GIVEN(a_tray_with_a_card)
{
    line_begun(line, "T1", "010", "A1", NULL);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("T1", "010", "bob"), .position = "board",
                                                    .part_number = "PCB", .serial = "B-1",
                                                    .identifiers = {.items = ports, .count = 2}});
    line_completed(line, "T1");
    trays_running(line);
}

GIVEN(a_tray_that_says_the_address_of_its_card)
{
    static struct identifier label = {IDENTIFIER_MAC, "00:11:22:33:44:58"};
    a_built_tray(line);
    line_posted(line, ENTRY_COMPONENT_INSTALLED,
                &(const struct component_installed){SUBJECT("R1", "020", "ann"), .position = "tray-1",
                                                    .part_number = "TRAY", .serial = "T1",
                                                    .identifiers = {.items = &label, .count = 1}});
}

#define INSTALLED(...)                                                                                                 \
    ENTRY_COMPONENT_INSTALLED, &(const struct component_installed)                                                     \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define TRAYS SUBJECT("R1", "020", "ann")
#define TRAY(place, number) INSTALLED(TRAYS, .position = (place), .part_number = "TRAY", .serial = (number))
#define TRAY_NAMED(number, mac)                                                                                        \
    INSTALLED(TRAYS, .position = "tray-1", .part_number = "TRAY", .serial = (number),                                  \
              .identifiers = {.items = (struct identifier[]){{IDENTIFIER_MAC, (mac)}}, .count = 1})
#define SUPPLY(...) INSTALLED(TRAYS, .position = "supply-1", .part_number = "PSU", __VA_ARGS__)
#define CABLE(...) INSTALLED(SUBJECT("R1", "030", "ann"), .position = "cable", .part_number = "CBL", __VA_ARGS__)

#define DRIVE(number)                                                                                                  \
    INSTALLED(SUBJECT("N1", "020", "ann"), .position = "drive", .part_number = "SSD", .serial = (number))

#define NAMED(what, text)                                                                                              \
    SUPPLY(.revision = "C", .serial = "S-1", .identifiers = {.items = (struct identifier[]){{(what), (text)}}, .count = 1})

#define OF_ANOTHER(part, number, what, text)                                                                           \
    INSTALLED(TRAYS, .position = "supply-1", .part_number = (part), .serial = (number), .revision = "C",               \
              .identifiers = {.items = (struct identifier[]){{(what), (text)}}, .count = 1})

static const struct scenario TABLE[] = {
    {"a completed tray goes in", a_built_tray, TRAY("tray-1", "T1"), ""},
    {"in a run", trays_ready, TRAY("tray-1", "T1"), "operation-state"},
    {"at the station that runs it", trays_running_elsewhere, TRAY("tray-1", "T1"), "station-other"},
    {"a tray that is not completed does not", trays_running, TRAY("tray-1", "T2"), "component-unfinished"},
    {"nor one that left the plant", a_shipped_tray, TRAY("tray-1", "T1"), "component-unfinished"},
    {"nor one that was never built here", trays_running, TRAY("tray-1", "T9"), "component-not-built"},
    {"nor one in other capitals than it has, whatever it is by", trays_running, TRAY("tray-1", "t2"), "serial-case"},
    {"nor a scrapped one", a_scrapped_tray, TRAY("tray-1", "T1"), "component-scrapped"},
    {"nor one around a part that does not belong there", a_built_tray_around_what_is_not_approved, TRAY("tray-1", "T1"),
     "part-unapproved"},
    {"nor a held one", a_held_tray, TRAY("tray-1", "T1"), "component-held"},
    {"nor one that is in the next position", a_tray_in_the_next_position, TRAY("tray-1", "T1"), "component-installed"},
    {"nor one that is in another rack", a_tray_in_another_rack, TRAY("tray-1", "T1"), "component-installed"},
    {"a position takes one part", a_tray_in_the_next_position, TRAY("tray-2", "T3"),
     "position-filled component-unfinished"},
    {"the revision it was built as counts", a_built_tray,
     INSTALLED(TRAYS, .position = "tray-1", .part_number = "TRAY", .revision = "B", .serial = "T1"), ""},
    {"not the one that is claimed", a_built_tray,
     INSTALLED(TRAYS, .position = "tray-1", .part_number = "TRAY", .revision = "A", .serial = "T1"), "revision-wrong"},
    {"a position is one of the product's", trays_running, SUPPLY(.serial = "p1", .revision = "C"), ""},
    {"a position that is not there takes nothing", trays_running,
     INSTALLED(TRAYS, .position = "supply-3", .part_number = "PSU", .revision = "C", .serial = "p1"),
     "position-unknown"},
    {"a position is filled by its own operation", trays_running,
     INSTALLED(TRAYS, .position = "cable", .part_number = "CBL", .lot = "L7"), "position-operation"},
    {"the wrong part stays out", trays_running,
     INSTALLED(TRAYS, .position = "tray-1", .part_number = "PSU", .revision = "C", .serial = "p1"), "part-wrong"},
    {"an alternate of any revision goes in", trays_running,
     INSTALLED(TRAYS, .position = "supply-1", .part_number = "PSU-X", .serial = "x1"), ""},
    {"the wrong revision stays out", trays_running, SUPPLY(.serial = "p1", .revision = "D"), "revision-wrong"},
    {"so does an unknown one where one is asked for", trays_running, SUPPLY(.serial = "p1"), "revision-wrong"},
    {"a serial number is scanned", trays_running, SUPPLY(.revision = "C"), "serial-missing"},
    {"N/A is none", trays_running, SUPPLY(.revision = "C", .serial = "N/A"), "serial-placeholder"},
    {"nothing is none", trays_running, SUPPLY(.revision = "C", .serial = ""), "serial-placeholder"},
    {"one in the form of such parts goes in", drive_running, DRIVE("s7"), ""},
    {"and one in another form of theirs", drive_running, DRIVE("d-2026/7"), ""},
    {"nor has a part two in other capitals", a_supply_in, SUPPLY(.revision = "C", .serial = "SN-7A"), "serial-case"},
    {"whichever they are", a_supply_in, SUPPLY(.revision = "C", .serial = "Sn-7A"), "serial-case"},
    {"another number is another part's", a_supply_in, SUPPLY(.revision = "C", .serial = "SN-8A"), ""},
    {"one in neither does not", drive_running, DRIVE("ann"), "serial-form"},
    {"what is no serial number has no form either", drive_running, DRIVE("N/A"), "serial-placeholder"},
    {"a blank before it is another spelling", trays_running, SUPPLY(.revision = "C", .serial = " p1"),
     "identity-malformed"},
    {"a blank after it too", trays_running, SUPPLY(.revision = "C", .serial = "p1 "), "identity-malformed"},
    {"two blanks side by side too", trays_running, SUPPLY(.revision = "C", .serial = "p  1"), "identity-malformed"},
    {"one within it is its own", trays_running, SUPPLY(.revision = "C", .serial = "p 1"), ""},
    {"what looks like a blank is none", trays_running, SUPPLY(.revision = "C", .serial = "p\u00a01"),
     "identity-malformed"},
    {"a revision has one spelling too", cable_running, CABLE(.lot = "L7", .revision = " A"), "identity-malformed"},
    {"a lot has one spelling too", cable_running, CABLE(.lot = "L7 "), "identity-malformed"},
    {"not at a station that is down", a_built_tray_and_the_station_down, TRAY("tray-1", "T1"), "station-down"},
    {"a country in small letters", trays_running, SUPPLY(.revision = "C", .serial = "S-1", .country = "jp"),
     "country-malformed"},
    {"a country that is none", trays_running, SUPPLY(.revision = "C", .serial = "S-1", .country = "ZZ"),
     "country-malformed"},
    {"a country of digits", trays_running, SUPPLY(.revision = "C", .serial = "S-1", .country = "81"),
     "country-malformed"},
    {"zeros are no UUID", trays_running, NAMED(IDENTIFIER_UUID, "00000000-0000-0000-0000-000000000000"),
     "identifier-placeholder"},
    {"nor all F's", trays_running, NAMED(IDENTIFIER_UUID, "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"),
     "identifier-placeholder"},
    {"nor a MAC address", trays_running, NAMED(IDENTIFIER_MAC, "ff:ff:ff:ff:ff:ff"), "identifier-placeholder"},
    {"nor a GUID", trays_running, NAMED(IDENTIFIER_GUID, "0x0000000000000000"), "identifier-placeholder"},
    {"an asset tag that nobody filled in is none", trays_running, NAMED(IDENTIFIER_ASSET_TAG, "To Be Filled By O.E.M."),
     "identifier-placeholder"},
    {"a MAC address is 6 octets or 8", trays_running, NAMED(IDENTIFIER_MAC, "zz"), "identifier-malformed"},
    {"with one mark between them", trays_running, NAMED(IDENTIFIER_MAC, "00:11-22:33:44:55"), "identifier-malformed"},
    {"a UUID has hyphens", trays_running, NAMED(IDENTIFIER_UUID, "0196c6b07aa97c3d8d5d3c0f7f1f2a11"),
     "identifier-malformed"},
    {"an asset tag has one spelling", trays_running, NAMED(IDENTIFIER_ASSET_TAG, " AT-1"), "identifier-malformed"},
    {"each is taken in its form", trays_running, NAMED(IDENTIFIER_GUID, "0x0002c90300001491"), ""},
    {"a part is known by its UUID", a_supply_of_a_uuid_taken_out, NAMED(IDENTIFIER_UUID, UUID_A), ""},
    {"however that is spelled", a_supply_of_a_uuid_taken_out,
     NAMED(IDENTIFIER_UUID, "0196C6B0-7AA9-7C3D-8D5D-3C0F7F1F2A11"), ""},
    {"and has no other", a_supply_of_a_uuid_taken_out, NAMED(IDENTIFIER_UUID, UUID_B), "identifier-differs"},
    {"also when a scan in between left it out", a_supply_scanned_again_without_names, NAMED(IDENTIFIER_UUID, UUID_B),
     "identifier-differs"},
    {"but one of another kind beside it", a_supply_of_a_uuid_taken_out, NAMED(IDENTIFIER_MAC, "00:11:22:33:44:55"), ""},
    {"a card with two ports has two MAC addresses", a_card_of_two_ports_taken_out,
     SUPPLY(.revision = "C", .serial = "S-1", .identifiers = {.items = ports, .count = 2}), ""},
    {"of which a label may say one", a_card_of_two_ports_taken_out, NAMED(IDENTIFIER_MAC, "00:11:22:33:44:56"), ""},
    {"but not a third alone", a_card_of_two_ports_taken_out, NAMED(IDENTIFIER_MAC, "00:11:22:33:44:57"),
     "identifier-differs"},
    {"neither is another part's", a_card_of_two_ports_taken_out,
     OF_ANOTHER("PSU", "S-2", IDENTIFIER_MAC, "00:11:22:33:44:56"), "identifier-taken"},
    {"but a tray says that of the board in it", a_tray_with_a_card, TRAY_NAMED("T1", "00:11:22:33:44:56"), ""},
    {"and the board takes it along", a_tray_that_says_the_address_of_its_card,
     OF_ANOTHER("PSU", "B-1", IDENTIFIER_MAC, "00:11:22:33:44:58"), ""},
    {"an unknown supplier is left out", trays_running, SUPPLY(.serial = "p1", .revision = "C", .supplier = "Unknown"),
     "identifier-placeholder"},
    {"so is a site that nobody knows", trays_running, SUPPLY(.serial = "p1", .revision = "C", .origin_site = "N/A"),
     "identifier-placeholder"},
    {"a supplier has one spelling", trays_running, SUPPLY(.serial = "p1", .revision = "C", .supplier = "Sam "),
     "identity-malformed"},
    {"in any script", trays_running, SUPPLY(.serial = "p1", .revision = "C", .supplier = "\u5bcc\u58eb\u901a"), ""},
    {"a part of another number and the same serial has its own", a_tray_with_a_card,
     OF_ANOTHER("PSU", "B-1", IDENTIFIER_MAC, "00:11:22:33:44:57"), ""},
    {"a part of the same number and another serial likewise", a_supply_of_a_uuid_taken_out,
     OF_ANOTHER("PSU", "S-2", IDENTIFIER_UUID, UUID_B), ""},
    {"a GUID is known however it was written", a_supply_of_a_guid_taken_out,
     NAMED(IDENTIFIER_GUID, "0x0002c90300001491"), ""},
    {"and does not change", a_supply_of_a_guid_taken_out, NAMED(IDENTIFIER_GUID, "0002c90300001492"),
     "identifier-differs"},
    {"nor go to another part", a_supply_of_a_guid_taken_out,
     OF_ANOTHER("PSU", "S-2", IDENTIFIER_GUID, "0002c90300001491"), "identifier-taken"},
    {"an asset tag may change", a_supply_of_a_uuid_taken_out, NAMED(IDENTIFIER_ASSET_TAG, "AT-2"), ""},
    {"and go to another part", a_supply_of_a_uuid_taken_out, OF_ANOTHER("PSU", "S-2", IDENTIFIER_ASSET_TAG, "AT-1"),
     ""},
    {"a UUID does not", a_supply_of_a_uuid_taken_out, OF_ANOTHER("PSU", "S-2", IDENTIFIER_UUID, UUID_A),
     "identifier-taken"},
    {"of whatever part number", a_supply_of_a_uuid_taken_out, OF_ANOTHER("PSU-X", "S-2", IDENTIFIER_UUID, UUID_A),
     "identifier-taken"},
    {"but to what is soldered onto it and says the same serial number", a_supply_of_a_uuid_taken_out,
     OF_ANOTHER("PSU-X", "S-1", IDENTIFIER_UUID, UUID_A), ""},
    {"nor to one without a serial number", a_supply_of_a_uuid_taken_out,
     OF_ANOTHER("PSU", NULL, IDENTIFIER_UUID, UUID_A), "serial-missing identifier-taken"},
    {"what was taken back was not scanned", a_supply_of_a_uuid_taken_back, NAMED(IDENTIFIER_UUID, UUID_B), ""},
    {"by nobody", a_supply_of_a_uuid_taken_back, OF_ANOTHER("PSU", "S-2", IDENTIFIER_UUID, UUID_A), ""},
    {"a placeholder is no unit either", trays_running, TRAY("tray-1", "0000"), "serial-placeholder"},
    {"nor has a lot two in other capitals", a_cable_in_another_rack_and_cable_running, CABLE(.lot = "LB7"), "lot-case"},
    {"nor has a part's", a_cable_in_another_rack_and_cable_running, CABLE(.lot = "lb7", .serial = "c1"), "lot-case"},
    {"said as it is on record it goes in", a_cable_in_another_rack_and_cable_running, CABLE(.lot = "Lb7"), ""},
    {"another lot is another", a_cable_in_another_rack_and_cable_running, CABLE(.lot = "Lb8"), ""},
    {"a lot is scanned", cable_running, CABLE(.lot = "L7"), ""},
    {"where it is asked for", cable_running, CABLE(.serial = "c9"), "lot-missing"},
    {"NA is none", cable_running, CABLE(.lot = "NA"), "serial-placeholder"},
    {"a serial number counts where a lot is asked for", a_serial_in_another_rack_and_cable_running,
     CABLE(.lot = "L7", .serial = "c1"), "component-scrapped"},
    {"screws have no serial number", trays_running,
     INSTALLED(TRAYS, .position = "screws", .part_number = "M6", .serial = "S-1"), "serial-untracked"},
    {"screws need neither", trays_running, INSTALLED(TRAYS, .position = "screws", .part_number = "M6"), ""},
    {"what was taken out for reuse goes in again", a_supply_taken_out, SUPPLY(.serial = "p1", .revision = "C"), ""},
    {"a part says once of what revision it is", a_supply_moved_twice, SUPPLY(.serial = "p1"), ""},
    {"and may say again where it is from", a_supply_moved_twice,
     SUPPLY(.serial = "p1", .lot = "L1", .supplier = "Kaga", .country = "JP", .origin_site = "Ome"), ""},
    {"of another lot it never is", a_supply_moved_twice, SUPPLY(.serial = "p1", .lot = "L2"), "origin-other"},
    {"nor of another supplier", a_supply_moved_twice, SUPPLY(.serial = "p1", .supplier = "Hanbit"), "origin-other"},
    {"nor from another country", a_supply_moved_twice, SUPPLY(.serial = "p1", .country = "TW"), "origin-other"},
    {"nor another site", a_supply_moved_twice, SUPPLY(.serial = "p1", .origin_site = "Nagano"), "origin-other"},
    {"but its revision is what the scan says", a_supply_moved_twice, SUPPLY(.serial = "p1", .revision = "D"),
     "revision-wrong"},
    {"until quality said what it is", a_supply_described, SUPPLY(.serial = "p1", .revision = "D"),
     "revision-wrong origin-other"},
    {"which a scan may say again", a_supply_described, SUPPLY(.serial = "p1", .revision = "C"), ""},
    {"what was scrapped does not", a_supply_scrapped, SUPPLY(.serial = "p1", .revision = "C"), "component-scrapped"},
    {"nor what was returned", a_supply_returned, SUPPLY(.serial = "p1", .revision = "C"), "component-returned"},
    {"a unit does not hold itself", trays_running,
     INSTALLED(TRAYS, .position = "tray-1", .part_number = "RACK", .serial = "R1"),
     "part-wrong component-itself component-unfinished"},
    {"all reasons come at once", a_tray_in_the_next_position,
     INSTALLED(SUBJECT("R1", "020", "old"), .position = "tray-2", .part_number = "TRAY", .revision = "X",
               .serial = "T1", .lot = "none"),
     "operator-left position-filled revision-wrong serial-placeholder component-installed"},
    {"where the operation does not run too", trays_ready_and_a_tray_elsewhere,
     INSTALLED(SUBJECT("R1", "020", "old"), .position = "supply-1", .part_number = "TRAY", .serial = "T2",
               .lot = "none", .country = "ZZ"),
     "operator-left operation-state station-type part-wrong serial-placeholder component-installed country-malformed"},
    {"where the operation is not known too", a_tray_in_the_next_position,
     INSTALLED(SUBJECT("R1", "999", "old"), .position = "tray-2", .part_number = "TRAY", .revision = "X",
               .serial = "T1", .lot = "none"),
     "operator-left operation-unknown position-filled revision-wrong serial-placeholder component-installed"},
    {"where the unit is not known too", a_tray_in_the_next_position,
     INSTALLED(SUBJECT("R9", "020", "old"), .position = "tray-2", .part_number = "TRAY", .serial = "T1", .lot = "none",
               .country = "ZZ"),
     "operator-left unit-unknown serial-placeholder component-installed country-malformed"},
};
SCENARIOS(INSTALL_SCENARIOS, TABLE);

START_TEST(a_unit_of_the_plant_is_known_as_one)
{
    struct line *line = line_new();
    a_built_tray(line);
    int64_t tray = line_posted(line, TRAY("tray-1", "T1"));
    int64_t supply = line_posted(line, SUPPLY(.serial = "p1", .revision = "C"));
    ck_assert(((const struct result_installed *)line->entries[tray - 1].result)->built_here);
    ck_assert(!((const struct result_installed *)line->entries[supply - 1].result)->built_here);
    line_free(line);
}
END_TEST

SUITE(domain_rules_install, a_unit_of_the_plant_is_known_as_one)
