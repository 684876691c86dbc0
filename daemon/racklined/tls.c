#include "racklined/tls.h"

#include "racklined/file_to_read.h"
#include "racklined/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 256 * 1024 };

const char TLS_PRIORITIES[] = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

/* Its text with a 0 after it; the caller's to free. NULL with a reason. */
static char *read_text(const char *path, bool secret, struct reasons *reasons)
{
    struct stat status;
    FILE *file = file_to_read(path, reasons);
    if (!file)
        return NULL;
    if (secret && (fstat(fileno(file), &status) || status.st_mode & S_IROTH)) {
        reason_add(reasons, "key-open", path, "everybody on this machine may read the key: chmod o= takes that away");
        goto failed;
    }
    setvbuf(file, NULL, _IONBF, 0); /* what reads ahead would keep a copy of the key */
    char *text = calloc(1, FILE_MAX + 1);
    const size_t size = text ? fread(text, 1, FILE_MAX + 1, file) : 0;
    if (text && size && size <= FILE_MAX && !ferror(file)) {
        fclose(file);
        return text;
    }
    if (text)
        explicit_bzero(text, FILE_MAX + 1);
    free(text);
    reason_add(reasons, "cannot-read", path, "the file is empty, larger than %d bytes, or cannot be read", FILE_MAX);

failed:
    fclose(file);
    return NULL;
}

enum fault tls_read(const struct settings *settings, struct tls *ret, struct reasons *reasons)
{
    struct tls tls = {0};
    if (settings->tls_certificate) {
        tls.certificate = read_text(settings->tls_certificate, false, reasons);
        tls.key = read_text(settings->tls_key, true, reasons);
        if (!tls.certificate || !tls.key) {
            tls_free(&tls);
            return FAULT_INVALID;
        }
    }
    *ret = tls;
    return NOTHING_WRONG;
}

void tls_free(struct tls *tls)
{
    if (tls->key)
        explicit_bzero(tls->key, strlen(tls->key));
    free(tls->key);
    free(tls->certificate);
    *tls = (struct tls){0};
}
