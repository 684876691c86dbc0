/* A record table as JSON Schema (draft 2020-12, which OpenAPI 3.1 uses too). */
#ifndef RACKLINE_RECORD_SCHEMA_H
#define RACKLINE_RECORD_SCHEMA_H

#include "base/buffer.h"
#include "base/fault.h"
#include "base/record.h"

/* Writes the schema of a record: an object with exactly its members. A nested record is a reference to
 * `<prefix><name>`, such as "#/components/schemas/" or "#/$defs/" and the record's name. */
void record_schema(struct buffer *buffer, const struct record *record, const char *prefix);

/* Writes the schema of one member's value. */
void field_schema(struct buffer *buffer, const struct field *field, const char *prefix);

/* Calls `visit` once for each record that can be reached from this one, itself first, records that hold themselves
 * included. FAULT_MEMORY: nothing was visited. */
enum fault record_walk(const struct record *record, void (*visit)(const struct record *record, void *context),
                       void *context);

#endif
