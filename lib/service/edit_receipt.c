/* Taking parts back that their supplier repaired. */
#include "domain/scanned.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/snapshot.h"

/* As a scan is settled: a firmware has one version. */
static enum fault settle(struct request *request, const struct component_received *data)
{
    struct component_installed said = {.firmware = {data->firmware.items, data->firmware.count}};
    return scanned_settle(&said, "", &request->reasons);
}

enum fault receive_component(struct session *session, struct request *request, struct answer *answer)
{
    const struct component_received *data = request->body;
    const struct snapshot_question question = {
        .component_part_number = data->part_number,
        .component_serial = data->serial,
        .component_lot = data->lot,
    };
    struct snapshot snapshot;
    enum fault fault = settle(request, data);
    if (fault || append_edit_repeated(session, request, ENTRY_COMPONENT_RECEIVED, data, answer, &fault))
        return fault;
    fault = snapshot_load(session, &request->principal, &question, SEE_COMPONENT, request->arena, &snapshot);
    if (!fault && !snapshot.component)
        return part_not_found(session, request, FAULT_NOT_FOUND, data->part_number, data->serial);
    if (fault)
        return fault;
    component_may_be_received(&snapshot, data, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_COMPONENT_RECEIVED, data, NULL, answer);
}
