#include "firmware/exchange/lay.h"

#include <stdio.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

static bool
write_file(const char *path, const struct photo *photo)
{
    FILE *out = fopen(path, "wbe");
    bool fine = out != NULL &&
                fwrite(photo->png, 1, photo->length, out) == photo->length;
    if (out != NULL && fclose(out) != 0)
        fine = false;
    if (!fine)
        log_errno("%s", path);
    return fine;
}

bool
lay_picture(const char *work, const struct photo *photo, const char *place,
            struct report *report, json_t *blobs)
{
    char name[PHOTO_HASH_SIZE + 8], path[1024];
    (void)text_format(name, sizeof name, "%s.png", photo->hash);
    bool fine = text_format(path, sizeof path, "%s/%s", work, name);
    if (fine && access(path, F_OK) == 0)
        return true;
    fine = fine && write_file(path, photo);
    if (!fine)
        report_say(report, REPORT_REFUSED, 0, place,
                   WORD("Bilden går inte att spara här."));
    else
        (void)json_array_append_new(
            blobs, json_pack("{s:s, s:s}", "hash", photo->hash, "file", name));
    return fine;
}
