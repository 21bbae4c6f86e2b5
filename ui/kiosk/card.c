#include "ui/kiosk/card.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { CARDS_MAX = 8, CLIPS_MAX = 32 };

/* --- which screen --- */

static const drmModeModeInfo *
choose_mode(const drmModeConnector *connector, int w, int h)
{
    const drmModeModeInfo *found = NULL;
    for (int i = 0; i < connector->count_modes; i++) {
        const drmModeModeInfo *mode = &connector->modes[i];
        bool fits = w == 0 || (mode->hdisplay == w && mode->vdisplay == h);
        if (fits &&
            (found == NULL || ((mode->type & DRM_MODE_TYPE_PREFERRED) != 0 &&
                               (found->type & DRM_MODE_TYPE_PREFERRED) == 0)))
            found = mode;
    }
    return found;
}

static uint32_t
crtc_of_encoder(int fd, const drmModeRes *resources, uint32_t id)
{
    uint32_t crtc = 0;
    drmModeEncoder *encoder = drmModeGetEncoder(fd, id);
    if (encoder == NULL)
        return 0;
    crtc = encoder->crtc_id;
    for (int i = 0; i < resources->count_crtcs && crtc == 0; i++)
        if ((encoder->possible_crtcs >> i & 1) != 0)
            crtc = resources->crtcs[i];
    drmModeFreeEncoder(encoder);
    return crtc;
}

static bool
take_connector(struct card *card, const drmModeRes *resources,
               const drmModeConnector *connector, int w, int h)
{
    if (connector->connection != DRM_MODE_CONNECTED)
        return false;
    const drmModeModeInfo *mode = choose_mode(connector, w, h);
    if (mode == NULL)
        return false;
    uint32_t crtc = crtc_of_encoder(card->fd, resources, connector->encoder_id);
    for (int i = 0; i < connector->count_encoders && crtc == 0; i++)
        crtc = crtc_of_encoder(card->fd, resources, connector->encoders[i]);
    if (crtc == 0)
        return false;
    card->connector = connector->connector_id;
    card->crtc = crtc;
    card->w = mode->hdisplay;
    card->h = mode->vdisplay;
    memcpy(card->mode, mode, sizeof *mode);
    return true;
}

static bool
find_screen(struct card *card, int w, int h)
{
    bool found = false;
    drmModeRes *resources = drmModeGetResources(card->fd);
    if (resources == NULL)
        return false;
    for (int i = 0; i < resources->count_connectors && !found; i++) {
        drmModeConnector *connector =
            drmModeGetConnector(card->fd, resources->connectors[i]);
        if (connector == NULL)
            continue;
        found = take_connector(card, resources, connector, w, h);
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(resources);
    return found;
}

static bool
find_card(struct card *card, int w, int h)
{
    char path[32];
    for (int i = 0; i < CARDS_MAX; i++) {
        text_format(path, sizeof path, "/dev/dri/card%d", i);
        card->fd = open(path, O_RDWR | O_CLOEXEC);
        if (card->fd < 0)
            continue;
        if (find_screen(card, w, h))
            return true;
        close(card->fd);
        card->fd = -1;
    }
    return false;
}

/* --- its memory --- */

static enum result
make_buffer(struct card *card)
{
    uint32_t pitch = 0;
    uint64_t offset = 0;
    if (drmModeCreateDumbBuffer(card->fd, (uint32_t)card->w, (uint32_t)card->h,
                                32, 0, &card->handle, &pitch,
                                &card->size) != 0 ||
        drmModeAddFB(card->fd, (uint32_t)card->w, (uint32_t)card->h, 24, 32,
                     pitch, card->handle, &card->fb) != 0 ||
        drmModeMapDumbBuffer(card->fd, card->handle, &offset) != 0) {
        log_errno("screen: a dumb buffer");
        return RESULT_IO;
    }
    void *pixels = mmap(NULL, card->size, PROT_READ | PROT_WRITE, MAP_SHARED,
                        card->fd, (off_t)offset);
    if (pixels == MAP_FAILED) {
        log_errno("screen: mapping the dumb buffer");
        return RESULT_IO;
    }
    card->pixels = pixels;
    card->pitch = (int)pitch;
    return RESULT_OK;
}

static bool
set_mode(struct card *card)
{
    (void)drmSetMaster(card->fd); /* the first to open is master already */
    card->set = drmModeSetCrtc(card->fd, card->crtc, card->fb, 0, 0,
                               &card->connector, 1, card->mode) == 0;
    return card->set;
}

enum result
card_open(struct card *card, int w, int h)
{
    *card = (struct card){.fd = -1};
    card->mode = calloc(1, sizeof(drmModeModeInfo));
    if (card->mode == NULL)
        return RESULT_FULL;
    enum result result = RESULT_ABSENT;
    if (!find_card(card, w, h)) {
        log_warn("screen: no card with a screen attached");
        goto out;
    }
    result = make_buffer(card);
    if (result != RESULT_OK)
        goto out;
    card->before = drmModeGetCrtc(card->fd, card->crtc);
    if (!set_mode(card)) {
        log_errno("screen: setting the mode");
        result = RESULT_BUSY;
    }
out:
    if (result != RESULT_OK)
        card_close(card);
    return result;
}

static void
put_back(struct card *card)
{
    drmModeCrtc *before = card->before;
    if (before != NULL && card->set && before->buffer_id != 0)
        (void)drmModeSetCrtc(card->fd, before->crtc_id, before->buffer_id,
                             before->x, before->y, &card->connector, 1,
                             &before->mode);
    if (before != NULL)
        drmModeFreeCrtc(before);
}

void
card_close(struct card *card)
{
    if (card->fd >= 0) {
        put_back(card);
        if (card->pixels != NULL)
            munmap(card->pixels, card->size);
        if (card->fb != 0)
            (void)drmModeRmFB(card->fd, card->fb);
        if (card->handle != 0)
            (void)drmModeDestroyDumbBuffer(card->fd, card->handle);
        close(card->fd);
    }
    free(card->mode);
    *card = (struct card){.fd = -1};
}

/* --- showing --- */

static drmModeClip
clip_of(SDL_Rect rect)
{
    return (drmModeClip){(uint16_t)rect.x, (uint16_t)rect.y,
                         (uint16_t)(rect.x + rect.w),
                         (uint16_t)(rect.y + rect.h)};
}

/* Cards that scan memory out by themselves do not know the call. */
static bool
tell_dirty(struct card *card, drmModeClip *clips, int count)
{
    int failed = drmModeDirtyFB(card->fd, card->fb, clips, (uint32_t)count);
    return failed == 0 || failed == -ENOSYS || failed == -EINVAL;
}

void
card_show(struct card *card, const SDL_Rect *rects, int count)
{
    drmModeClip clips[CLIPS_MAX];
    int used = 0;
    for (int i = 0; i < count && used < CLIPS_MAX; i++)
        clips[used++] = clip_of(rects[i]);
    if (count > CLIPS_MAX) {
        clips[0] = clip_of((SDL_Rect){0, 0, card->w, card->h});
        used = 1;
    }
    bool shown = card->set && tell_dirty(card, clips, used);
    /* Refused: someone else is master, or the screen went and came. */
    if (!shown)
        shown = set_mode(card);
    if (!shown && !card->failed)
        log_errno("screen: the frame is not shown");
    card->failed = !shown;
}

bool
card_look_again(struct card *card)
{
    int w = card->w;
    int h = card->h;
    if (find_screen(card, w, h)) {
        (void)set_mode(card);
        return true;
    }
    /* Nothing there: wait for it. Something of another size: start anew. */
    bool other = find_screen(card, 0, 0);
    card->w = w;
    card->h = h;
    card->set = false;
    return !other;
}
