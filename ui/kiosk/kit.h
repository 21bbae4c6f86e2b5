/*
 * The few pieces that all screens are made of: a word in a box, a picture, a
 * button, a card, the header and the frame.
 *
 * One control looks one way everywhere: filled and outlined. What cannot be
 * touched is flat. A control always has its word beside its sign.
 */
#pragma once

#include "ui/kiosk/layout.h"
#include "ui/kiosk/state.h"
#include "ui/kiosk/theme.h"

enum kit_size { KIT_BIG, KIT_TITLE, KIT_BODY, KIT_SMALL, KIT_SIZE_COUNT };

/* A word on a control, laid when all of them are known (kit_end). */
struct kit_label {
    struct draw_rect control, rect;
    int element; /* whose label it is */
    enum kit_size size;
    enum draw_align align;
};

enum { KIT_LABELS_MAX = 16 };

struct kit {
    struct draw_list *list;
    const struct app *app;
    const struct app_world *world;
    enum app_theme theme;
    const struct palette *palette;
    const struct view_person *person; /* of the session; NULL: nobody */
    struct layout layout;
    const char *lang;
    double text_scale;  /* the person's, for what is theirs to read */
    double frame_scale; /* likewise for the screen's own words; never under 1 */
    struct kit_label labels[KIT_LABELS_MAX];
    int label_count;
};

/* How much larger than L. */
double kit_text_scale(enum view_text text);
/* Where things stand for whoever is here: what kit_begin gives a screen. */
void kit_layout(struct layout *layout, const struct app *app, bool own_row);

/* `dim`: this screen is drawn in the dim theme whatever the world says. */
void kit_begin(struct kit *kit, const struct app *app, struct draw_list *list,
               const struct app_screen_row *row, bool dim);
/* Lays the words on controls; those on controls of one size are of one size,
 * so that a bar is even. After the screen's view. */
void kit_end(struct kit *kit);

/* Readable at arm's length. */
static const double KIT_LEAST_MM = 2.7;

struct kit_style {
    enum kit_size size;
    int lines; /* 0: two */
    enum draw_align align;
    bool bold, soft;
    int lean;     /* as draw_text's */
    bool own;     /* staff's words: also shrinks with the person's text size */
    uint32_t ink; /* 0: the palette's ink, or its soft one */
    int px;       /* 0: of its size */
};

/* Words that are told: an element of role text, unless `id` is NULL. */
void kit_say(struct kit *kit, const char *id, struct draw_rect rect,
             const char *text, struct kit_style style);
/* The size at which they would stand there, in pixels; 0: smaller than
 * `least_mm`. */
int kit_fits(struct kit *kit, struct draw_rect rect, const char *text,
             struct kit_style style, double least_mm);
int kit_text_px(const struct kit *kit, struct kit_style style);

void kit_picture(struct kit *kit, struct draw_rect rect, const char *picture);
/* What the person wants of a card: `picture` and `text` may both be true. */
bool kit_shows_picture(const struct kit *kit);
bool kit_shows_text(const struct kit *kit);

/* A flat card. */
void kit_card(struct kit *kit, struct draw_rect rect, uint32_t fill);
int kit_radius(const struct kit *kit);

/* The body of something that can be touched, and its element. Returns the
 * rect inside. */
struct draw_rect kit_touch(struct kit *kit, struct draw_rect rect,
                           const char *id, enum draw_role role,
                           const char *label, uint32_t fill);

/* The ear, where somebody wants one. */
void kit_ear(struct kit *kit);
/* The mark on what is heard just now. */
void kit_spoken(struct kit *kit, struct draw_rect rect);

/* The newest element is what staff have written, and so is `also` (may be
 * NULL), which is heard after it. */
void kit_own(struct kit *kit, const char *also);
/* Likewise, but its label is the screen's own. */
void kit_also(struct kit *kit, const char *also);

/* The quiet ring around what has the focus. */
void kit_ring(struct kit *kit, struct draw_rect rect);

/* A sign and its word, in whatever shape of box. */
void kit_button(struct kit *kit, struct draw_rect rect, const char *id,
                const char *icon, const char *label);
/* A picture and its words, which are somebody's own. */
void kit_tile(struct kit *kit, struct draw_rect rect, const char *id,
              const struct view_card *card);
/* Picture over (or beside) title and a second line, in `rect`. */
void kit_card_words(struct kit *kit, struct draw_rect rect,
                    const struct view_card *card, const char *second);

/* A mark on a card, its sign and its word: own-done, own-change … It takes its
 * row off the top of *rect, or, where that is long, a column off its right
 * side, with the sign over the word. `icon` NULL: the word alone, on the
 * accent. */
void kit_mark(struct kit *kit, struct draw_rect *rect, const char *icon,
              const char *id, const char *label);

enum kit_left { LEFT_NONE, LEFT_BACK, LEFT_UNDO };
enum kit_right { RIGHT_NONE, RIGHT_HOME, RIGHT_LEAVE };

void kit_frame(struct kit *kit, enum kit_left left, enum kit_right right);
/* Who, the date and the clock; or what is to be told just now. */
void kit_header(struct kit *kit);
/* A screen's own heading: sign and words, at the top of its content. */
void kit_heading(struct kit *kit, struct draw_rect *content, const char *icon,
                 const char *text);
/* Earlier and later page in the first and third slot, and where we are. */
void kit_pages(struct kit *kit, int page, int pages);

/* What staff are told of a signal in one line: where, and who answers. */
void screen_staff_sentence(const struct kit *kit,
                           const struct view_signal *signal, char *out,
                           size_t size);
