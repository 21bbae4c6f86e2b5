#include "firmware/exchange/draw_any.h"

#include <sodium.h>
#include <string.h>

#include "firmware/base/words.h"
#include "firmware/exchange/lay.h"
#include "firmware/photo/svg.h"

/* JPEG and PNG begin with a byte that no text does. */
static bool
is_text(const char *bytes, size_t length)
{
    return length > 0 && (unsigned char)bytes[0] != 0x89 &&
           ((unsigned char)bytes[0] != 0xFF ||
            (length > 1 && (unsigned char)bytes[1] != 0xD8)) &&
           memmem(bytes, length < 4096 ? length : 4096, "<", 1) != NULL;
}

bool
draw_any(const char *bytes, size_t length, const char *place,
         struct report *report, struct photo *photo)
{
    const char *says = "";
    *photo = (struct photo){0};
    if (is_text(bytes, length)) {
        says = svg_says(svg_draw(bytes, length, photo));
    } else {
        enum result result = photo_decode(bytes, length, photo);
        if (result == RESULT_OK && photo->length > LAY_BYTES_MAX)
            result = RESULT_FULL;
        says = photo_says(result);
    }
    if (says[0] != '\0')
        report_say(report, REPORT_REFUSED, 0, place, "%s",
                   word(report->lang, says));
    return says[0] == '\0';
}

void
draw_any_made_of(const char *bytes, size_t length, char out[PHOTO_HASH_SIZE])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)bytes, length);
    sodium_bin2hex(out, PHOTO_HASH_SIZE, hash, sizeof hash);
}
