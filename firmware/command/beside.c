#include "firmware/command/beside.h"

#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"

bool
beside(const char *name, char out[BESIDE_PATH_SIZE])
{
    char self[BESIDE_PATH_SIZE];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    return text_format(out, BESIDE_PATH_SIZE, "%s/%s",
                       slash != NULL ? self : "/usr/bin", name) &&
           access(out, X_OK) == 0;
}
