/* What was said on the command line, as the API takes it. Everything is checked against the records before it is sent,
 * so that all that is wrong is told at once, by the names the command line has for it. */
#ifndef RACKLINE_ASK_H
#define RACKLINE_ASK_H

#include "base/buffer.h"
#include "base/fault.h"
#include "base/json.h"
#include "rackline/words.h"

/* A request's address and body. */
struct ask {
    struct buffer address;
    struct buffer body; /* empty: none */
};
void ask_free(struct ask *ask);
#define ASK_OWNED __attribute__((cleanup(ask_free)))

/* Fills the path's segments, adds the query and makes the body: of the file that --file or the operand names, with
 * what was said beside it in its place. Where the command keeps what is not named, ask_keep makes the body whole.
 * `path` is the command's own, or its preview. The time of an event is `now_us` where none was said, its id `id`.
 * FAULT_INVALID with every reason, the option or operand as its pointer; FAULT_MEMORY. */
enum fault ask_make(const struct words *words, const char *path, int64_t now_us, const char *id, struct ask *ret,
                    struct reasons *reasons);

/* What is to be of a thing that is there, where the command keeps what is not named: adds that of `there`, NULL when
 * there is none, to the body, and checks the whole. FAULT_INVALID, FAULT_MEMORY. */
enum fault ask_keep(const struct words *words, const struct json *there, struct ask *ask, struct reasons *reasons);

/* Reads a whole file, - for the standard input, and parses it. *ret is the caller's, to free. FAULT_INVALID with a
 * reason when it cannot be read, and whatever json_parse finds. */
enum fault file_parse(const char *path, struct json **ret, struct reasons *reasons);

#endif
