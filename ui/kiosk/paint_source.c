/*
 * The painter's own source of pictures: photos and packs from the store, all
 * else from the library.
 */
#include "firmware/store/view.h"
#include "ui/kiosk/paint_internal.h"

static enum result
find_png(void *user, const char *id, unsigned char **bytes, size_t *length)
{
    struct paint *paint = user;
    if (view_picture_is_own(id))
        return paint->store == NULL
                   ? RESULT_ABSENT
                   : view_photo(paint->store, id, bytes, length);
    return paint->library == NULL
               ? RESULT_ABSENT
               : library_png(paint->library, id, bytes, length);
}

enum result
paint_open(struct paint **out, struct library *library, struct store *store)
{
    enum result result = paint_open_with(out, find_png, NULL);
    if (result != RESULT_OK)
        return result;
    (*out)->pictures.user = *out;
    (*out)->library = library;
    (*out)->store = store;
    return RESULT_OK;
}

void
paint_set_store(struct paint *paint, struct store *store)
{
    paint->store = store;
    paint_forget(paint);
}
