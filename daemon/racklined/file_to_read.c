#include "racklined/file_to_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FILE *file_to_read(const char *path, struct reasons *reasons)
{
    struct stat found;
    const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const bool known = descriptor >= 0 && !fstat(descriptor, &found);
    FILE *file = known && S_ISREG(found.st_mode) ? fdopen(descriptor, "r") : NULL;
    if (file)
        return file;
    reason_add(reasons, "cannot-read", path, "the file cannot be read: %s",
               known && !S_ISREG(found.st_mode) ? "it is a folder, a pipe or a device" : strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return NULL;
}
